"""The pages of the exercises: what they say is the exercise's own, and who may begin is told beforehand."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from fixtures.app_pages import App
from fixtures.cases import each_of

from posecheck.app.exercises.page import exercise_page, exercise_parts
from posecheck.app.exercises.person import Consent, Person, known_person, standing
from posecheck.app.exercises.words import grade_words, usual_dose
from posecheck.book.wording import FOLDERS
from posecheck.exercise.catalogue import all_exercises
from posecheck.history.store import History
from posecheck.report.wording import Words
from posecheck.routines.screening import Screening
from posecheck.support.settings import Config

ALL = all_exercises()
WORDS = Words()


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data" / "history.sqlite3"


def answered(*yes: str, consent: bool = True) -> Person:
    return Person(ALL, Screening(frozenset(yes), consent))


def page(name: str) -> str:
    reply = App().get(f"/exercises/{name}")
    assert reply.status == 200, reply.text
    return unescape(reply.text)


# --- all of them


def test_every_exercise_is_in_the_list_once_in_its_part() -> None:
    parts = exercise_parts(Person(ALL), WORDS)
    assert [part.id for part in parts] == [folder.value for folder in FOLDERS]
    assert sorted(card.id for part in parts for card in part.cards) == sorted(ALL)
    assert all(ALL[card.id].folder.value == part.id for part in parts for card in part.cards)


def test_a_search_looks_through_title_part_and_what_it_is_for() -> None:
    cards = {card.id: card for part in exercise_parts(Person(ALL), WORDS) for card in part.cards}
    found = {name for name, card in cards.items() if "hip flexors" in card.search}
    assert found == {name for name, each in ALL.items() if "hip flexors" in each.targets}
    assert "hamstrings" in cards["standing-hamstring"].search
    assert "glute bridge" in cards["bridge"].search


def test_what_is_left_out_after_the_answers_is_marked_in_the_list() -> None:
    parts = exercise_parts(answered("worse-bending"), WORDS)
    marked = {card.id for part in parts for card in part.cards if card.left_out}
    assert "childs-pose" in marked
    assert "bridge" not in marked


def test_the_figures_of_the_list_are_loaded_when_they_are_seen_and_stand_still_on_request() -> None:
    text = App().get("/exercises").text
    assert len(re.findall(r'<img class="figure"[^>]* loading="lazy"', text)) == len(ALL)
    still = re.findall(r'<source media="\(prefers-reduced-motion: reduce\)" srcset="/the-secret(\S+)"', text)
    assert still == [
        f"/exercises/{card.id}/still.svg" for p in exercise_parts(Person(ALL), WORDS) for card in p.cards
    ]


# --- one of them


def test_the_page_says_what_the_exercise_says() -> None:
    exercise, text = ALL["supine-hamstring"], page("supine-hamstring")
    for said in (exercise.title, exercise.setup, exercise.camera, exercise.position.must, exercise.source):
        assert said in text
    for check in exercise.checks:
        assert check.cue in text
    assert "Pain, tingling or numbness that runs down a leg" in text
    assert "The pelvis turns along instead of staying still" in text


@each_of("name", sorted(ALL))
def test_every_page_shows_its_figure_and_where_the_camera_stands(name: str) -> None:
    text = page(name)
    assert f"/figure/{name}.svg" in text
    assert (f"/figure/{name}.svg?side=right" in text) == ALL[name].sides
    assert f"/exercises/{name}/camera.svg" in text


@each_of(
    "name, said",
    [
        ("supine-hamstring", "Held 2 times for 30 seconds, on each side"),
        ("gentle-rest", "Held for 30 seconds"),
        ("bird-dog", "5 repetitions, 5 seconds at the top, the sides in turn"),
        ("press-up", "8 repetitions, 1.5 s at the top"),
        ("cat-cow", "8 repetitions, 1 second at the top, from end to end"),
        ("arm-circles", "16 circles"),
        ("march", "1 minute"),
    ],
)
def test_a_dose_is_said_in_a_line(name: str, said: str) -> None:
    assert usual_dose(ALL[name], WORDS) == said


def test_the_numbers_of_what_is_judged_are_those_of_the_exercise() -> None:
    rows = exercise_page(ALL["dead-bug"], Person(ALL), WORDS).rows
    assert [(row.what, row.good, row.passes) for row in rows] == [
        ("Hip bend", "15° to 45°", "5° to 60°"),
        ("Leg raise", "at least 12°", "at least 8°"),
        ("Hip bend (other side)", "75° to 105°", "65° to 115°"),
        ("Speed: hip bend", "up to 45° a second", "up to 90° a second"),
    ]


def test_the_numbers_are_those_of_the_profile_in_use(tmp_path: Path) -> None:
    profiles = tmp_path / "config" / "profiles"
    profiles.mkdir(parents=True)
    (profiles / "mine.toml").write_text("[supine-hamstring.knee-bent]\ngood = 7\nok = 33\n", encoding="utf-8")
    person = known_person(Config(profile="mine"), datetime.now().astimezone())
    rows = exercise_page(person.exercise("supine-hamstring"), person, WORDS).rows
    assert ("Knee bend", "at most 7°", "at most 33°") in [(r.what, r.good, r.passes) for r in rows]


def test_easier_and_harder_lead_to_each_other() -> None:
    harder = exercise_page(ALL["press-up"], Person(ALL), WORDS)
    easier = exercise_page(ALL["sphinx"], Person(ALL), WORDS)
    assert "sphinx" in [step.id for step in harder.easier]
    assert "press-up" in [each.id for each in easier.harder]


def test_the_accuracy_is_told_where_it_was_published() -> None:
    told = exercise_page(ALL["supine-hamstring"], Person(ALL), WORDS).accuracy
    assert re.search(r"leg raise is off by \d\.\d° or less in half of the cases", told)
    assert not exercise_page(ALL["breathing"], Person(ALL), WORDS).accuracy


def test_the_grade_of_one_that_is_not_scored_says_so() -> None:
    assert "no score" in grade_words(ALL["gentle-rest"], WORDS)
    assert "no score" not in grade_words(ALL["bridge"], WORDS)


def test_the_camera_is_drawn_without_the_figures_beside_it() -> None:
    reply = App().get("/exercises/dead-bug/camera.svg")
    assert reply.headers["content-type"].startswith("image/svg+xml")
    assert "2\N{EN DASH}3 m" in reply.text
    assert ">start<" not in reply.text


def test_a_page_that_there_is_not_is_answered_in_a_sentence() -> None:
    reply = App().get("/exercises/bird-dogg")
    assert reply.status == 400
    assert "Did you mean 'bird-dog'?" in unescape(reply.text)


# --- who may begin


def begins(text: str) -> list[str]:
    return re.findall(r"data-post=\"/train/begin\" data-body='([^']+)'", text)


def test_one_side_can_be_chosen_where_there_are_sides() -> None:
    begun = '{"kind": "exercise", "name": "side-bend"'
    sides = [f'{begun}, "side": "left"}}', f'{begun}, "side": "right"}}']
    assert begins(page("side-bend")) == [f"{begun}}}", *sides]
    assert begins(page("bridge")) == ['{"kind": "exercise", "name": "bridge"}']


def test_who_has_answered_nothing_may_begin_and_is_led_to_the_questions() -> None:
    assert 'href="/the-secret/questions/screening?then=/exercises/bridge"' in page("bridge")


def test_what_the_answers_leave_out_is_not_begun_and_something_else_is_offered(data: Path) -> None:
    with History(data) as history:
        history.add_answers("screening", {"yes": ["worse-bending"], "consent": True})
    text = page("childs-pose")
    assert begins(text) == []
    assert "left out, because: your back gets worse with bending." in text
    assert 'In its place: <a href="/the-secret/exercises/knee-rolls">' in text


def test_an_exercise_that_is_adapted_says_how_and_may_be_begun() -> None:
    found = standing(ALL["supine-hamstring"], answered("nerve-symptoms"), WORDS)
    assert found.may
    assert found.sentences[1] == "Stay below the first feeling in your leg. Stop if it spreads down."


@each_of(
    "person, said",
    [
        (answered("cancer"), "Tell them: cancer"),
        (answered("chest-pain"), "call the emergency number"),
        (answered(consent=False), "Without your consent"),
    ],
    ids=["agreement", "emergency", "consent"],
)
def test_nothing_is_begun_when_the_answers_forbid_everything(person: Person, said: str) -> None:
    for name in ("bridge", "inversion-table"):
        found = standing(ALL[name], person, WORDS)
        assert (found.may, found.questions) == (False, "screening")
        assert said in " ".join(found.sentences)


def test_answers_that_are_too_old_say_nothing_any_more(data: Path) -> None:
    with History(data) as history:
        long_ago = datetime.now(UTC) - timedelta(days=91)
        history.add_answers("screening", {"yes": ["worse-bending"], "consent": True}, told=long_ago)
    assert known_person(Config(), datetime.now().astimezone()).screening is None


@pytest.mark.parametrize(
    ("answers", "consent"),
    [
        (None, Consent.MISSING),
        ({"yes": [], "consent": False}, Consent.MISSING),
        ({"yes": ["glaucoma"], "consent": True}, Consent.REFUSED),
        ({"yes": [], "consent": True}, Consent.GIVEN),
    ],
)
def test_the_inversion_table_is_begun_with_its_own_consent_only(
    data: Path, answers, consent: Consent
) -> None:
    if answers is not None:
        with History(data) as history:
            history.add_answers("inversion", answers)
    assert known_person(Config(), datetime.now().astimezone()).consent is consent
    text = page("inversion-table")
    assert bool(begins(text)) == (consent is Consent.GIVEN)
    assert ("/questions/inversion?then=/exercises/inversion-table" in text) == (consent is Consent.MISSING)


def test_looking_makes_no_history(data: Path) -> None:
    page("bridge")
    App().get("/exercises")
    assert not data.exists()


def test_the_pages_are_in_the_language_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text('language = "de"\n', encoding="utf-8")
    text = page("supine-hamstring")
    assert '<html lang="de"' in text
    assert "Schieb die Ferse zur Decke." in text
    assert "Beugung des Knies" in text
