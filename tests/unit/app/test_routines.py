"""Routines on pages: how long and in which order is the plan's, and what is saved is what can be read."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from fixtures.app_pages import App
from fixtures.cases import each_of

from posecheck.app.exercises.person import Person, known_person
from posecheck.app.routines.draft import Draft, DraftStep, free_name, problems, step_values, usual
from posecheck.app.routines.plans import length_words, plan_of, planned_parts, remarks, warnings
from posecheck.app.routines.text import edited_text, new_text, version
from posecheck.exercise.catalogue import all_exercises
from posecheck.exercise.doses.asking import LIMITS
from posecheck.history.store import History
from posecheck.report.wording import Words
from posecheck.routines.plan import plan_routine
from posecheck.routines.routine import Activity, Routine, RoutinePart
from posecheck.routines.routine_files import find_routine, parse_routine, read_routine
from posecheck.routines.screening import Screening
from posecheck.support.settings import Config

ALL = all_exercises()
WORDS = Words()
ANYBODY = Person(ALL)

OWN = """\
# for the evening
title = "Before bed"  # quiet
description = "Quiet."

# my favourite
[[step]]
exercise = "childs-pose"   # knees wide
hold_s = 40                # long
sets = 2

# slowly
[[step]]
exercise = "cat-cow"
reps = 6
# nothing else

[[step]]
exercise = "breathing"
duration_s = 90.0
"""


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return the file of a routine of the user's own."""
    path = tmp_path / "config" / "routines" / "before-bed.toml"
    path.parent.mkdir(parents=True)
    path.write_text(OWN, encoding="utf-8")
    return path


def step(exercise: str, part: str, **numbers: object) -> dict:
    return {"exercise": exercise, "part": part, **numbers}


def draft(*steps: dict, title: str = "Mine", **more: str) -> Draft:
    return Draft.model_validate({"title": title, "steps": steps, **more})


def routine(*activities: Activity) -> Routine:
    return Routine("mine", "Mine", "", activities)


WHOLE = [
    step("march", "warm-up", duration_s=60),
    step("childs-pose", "stretch", hold_s=40, sets=1),
    step("bridge", "strength", reps=8, hold_s=4),
    step("breathing", "cool-down"),
]


def checked(*steps: dict, title: str = "Mine") -> dict:
    reply = App().post("/routines/check", {"title": title, "steps": list(steps)})
    assert reply.status == 200, reply.text
    return reply.json


# --- what is planned


def test_the_length_is_that_of_the_plan() -> None:
    found = find_routine("fifteen-minutes")
    plan = plan_of(found, ANYBODY)
    assert plan.duration_s == plan_routine(found, ALL).duration_s
    assert length_words(plan, WORDS).startswith("About 18 minutes, up to 2 minutes more")
    assert length_words(plan, WORDS).endswith("the camera is moved once.")


def test_a_plan_is_shown_part_by_part_with_all_sets_of_an_exercise_in_one() -> None:
    parts = planned_parts(plan_of(find_routine("hamstrings"), ANYBODY), WORDS)
    assert [part.title for part in parts] == ["Warm-up", "Stretch", "Strength", "Cool-down"]
    stretches = {each.id: each for each in parts[1].exercises}
    assert list(stretches) == ["standing-hamstring", "supine-hamstring", "seated-hamstring"]
    assert stretches["standing-hamstring"].dose == "Held 2 times for 30 seconds, on each side"
    assert [name for name, each in stretches.items() if each.moves_camera] == ["supine-hamstring"]


def test_somebody_who_may_do_nothing_at_present_still_sees_what_is_in_a_routine() -> None:
    forbidden = Person(ALL, Screening(frozenset({"cancer"}), consent=True))
    assert plan_of(find_routine("five-minutes"), forbidden).turns


# --- what to mind

STEPS = tuple(Activity(each["exercise"]) for each in WHOLE)


@each_of(
    "activities, person, said",
    [
        (
            STEPS[1:],
            ANYBODY,
            "There is no warm-up. Begin with something easy, for example: March on the spot.",
        ),
        (STEPS, Person(ALL, strength_yesterday=True), "You did strength yesterday."),
        ((STEPS[0], Activity("breathing", duration_s=900, sets=3)), ANYBODY, "more than half an hour"),
        (
            (
                Activity("seated-rotation", part=RoutinePart.WARMUP),
                Activity("bridge", part=RoutinePart.STRETCH),
                Activity("side-bend", part=RoutinePart.STRENGTH),
                Activity("gentle-rest"),
            ),
            ANYBODY,
            "The camera has to be moved 3 times.",
        ),
        (
            STEPS,
            Person(ALL, Screening(frozenset({"worse-bending"}), consent=True)),
            "Knee rolls instead of Child's pose, because: your back gets worse with bending.",
        ),
        (
            (STEPS[0], Activity("bird-dog")),
            Person(ALL, step=0),
            "Left out: Bird-dog, because: it comes with level 2.",
        ),
    ],
    ids=["warm-up", "strength", "long", "camera", "screening", "level"],
)
def test_what_to_mind_is_told_and_nothing_else(activities: tuple, person: Person, said: str) -> None:
    (warning,) = warnings(plan_of(routine(*activities), person), person, WORDS)
    assert said in warning


def test_a_routine_that_has_everything_wants_no_warning() -> None:
    assert warnings(plan_of(routine(*STEPS), ANYBODY), ANYBODY, WORDS) == []


def test_strength_of_yesterday_is_looked_up_in_the_history_but_not_that_of_a_video(data: Path) -> None:
    now = datetime.now().astimezone()
    with History(data) as history:
        for kind, days in (("replay", 1), ("routine", 2), ("routine", 0)):
            session = history.begin_session(kind, started=now - timedelta(days=days))
            history.end_exercise(history.begin_exercise(session, "bridge"))
    assert not known_person(Config(), now).strength_yesterday
    with History(data) as history:
        session = history.begin_session("live", started=now - timedelta(days=1))
        history.end_exercise(history.begin_exercise(session, "bridge"))
    assert known_person(Config(), now).strength_yesterday


def test_another_order_than_asked_for_is_told_with_its_reason() -> None:
    asked = routine(Activity("cat-cow"), Activity("side-bend"), Activity("plank"), Activity("childs-pose"))
    said = remarks(asked, plan_of(asked, ANYBODY), ANYBODY, WORDS)
    order = "Cat-cow, Child's pose, and Standing side bend"
    assert said == [f"Stretch: so that you move the camera less, the order is {order}."]


# --- a draft


def test_a_draft_that_can_be_saved_has_no_problem() -> None:
    assert problems(draft(*WHOLE), ALL, WORDS) == []


@each_of(
    "wrong, said",
    [
        (draft(*WHOLE, title="  "), "Give the routine a title."),
        (draft(*WHOLE, title="x" * 81), "The title is too long: 80 letters at most."),
        (draft(), "Add at least one exercise."),
        (draft(*[WHOLE[0]] * 61), "That is too much: 60 exercises at most."),
        (draft(step("gone", "stretch")), "There is no exercise “gone” any more; take it out."),
        (draft(step("inversion-table", "stretch")), "needs a consent of its own and belongs to no routine"),
        (draft(step("childs-pose", "stretch", hold_s=4)), "“Hold for seconds” has to be from 5 to 120."),
        (draft(step("bridge", "strength", sets=0)), "“Sets” has to be a whole number from 1 to 10."),
        (draft(step("bridge", "strength", reps=2.5)), "“Times” has to be a whole number from 1 to 50."),
        (draft(step("march", "warm-up", duration_s=901)), "“Seconds in all” has to be from 5 to 900."),
    ],
)
def test_what_is_wrong_with_a_draft_is_one_sentence(wrong: Draft, said: str) -> None:
    (problem,) = problems(wrong, ALL, WORDS)
    assert said in problem


@each_of("exercise", [each for each in ALL.values() if not each.opt_in])
def test_every_exercise_can_be_added_as_it_is(exercise) -> None:
    numbers = {key: usual(exercise, key) for key in LIMITS}
    added = draft(
        step(exercise.id, "stretch", **{key: value for key, value in numbers.items() if value is not None})
    )
    assert problems(added, ALL, WORDS) == []
    found = parse_routine(new_text(added, ALL), Path("mine.toml"))
    assert found.activities[0].hold_s is found.activities[0].reps is found.activities[0].sets is None


def test_a_step_says_only_what_is_not_as_usual() -> None:
    usual_one = DraftStep(exercise="childs-pose", part=RoutinePart.STRETCH, hold_s=25, sets=2)
    assert step_values(usual_one, ALL) == {"exercise": "childs-pose"}
    other = DraftStep(exercise="childs-pose", part=RoutinePart.COOLDOWN, hold_s=40, sets=2, each_side=True)
    assert step_values(other, ALL) == {
        "exercise": "childs-pose",
        "hold_s": 40,
        "each_side": True,
        "part": "cool-down",
    }


@each_of(
    "title, name",
    [
        ("Before bed", "before-bed"),
        ("Für den Rücken!", "fur-den-rucken"),
        ("Große Füße", "grosse-fusse"),
        ("Five minutes", "five-minutes-2"),
        ("朝", "routine"),
        ("Aux", "aux-routine"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 80, "x" * 60),
    ],
)
def test_the_file_is_called_after_the_title(title: str, name: str) -> None:
    assert free_name(title) == name


# --- its text


def test_a_new_text_reads_as_the_draft_in_the_order_of_a_session() -> None:
    found = parse_routine(new_text(draft(*reversed(WHOLE), description=" Calm. "), ALL), Path("mine.toml"))
    assert (found.title, found.description) == ("Mine", "Calm.")
    assert [each.exercise for each in found.activities] == ["march", "childs-pose", "bridge", "breathing"]
    assert (found.activities[1].hold_s, found.activities[1].sets) == (40, 1)


def test_a_changed_file_keeps_its_comments_where_they_belong() -> None:
    changed = draft(
        step("cat-cow", "stretch", reps=8, was=1),
        step("childs-pose", "stretch", hold_s=30, sets=2, was=0),
        step("march", "warm-up", duration_s=45),
        step("breathing", "cool-down", duration_s=90, was=2),
        title="Bed",
        description="Quiet.",
    )
    assert (
        edited_text(OWN, changed, ALL)
        == """\
# for the evening
title = "Bed"  # quiet
description = "Quiet."

[[step]]
exercise = "march"
duration_s = 45

# slowly
[[step]]
exercise = "cat-cow"
reps = 8
# nothing else

# my favourite
[[step]]
exercise = "childs-pose"   # knees wide
hold_s = 30                # long
sets = 2

[[step]]
exercise = "breathing"
duration_s = 90.0
"""
    )


def test_a_file_that_is_laid_out_otherwise_is_written_anew_below_its_comments() -> None:
    text = '# mine\ntitle = "x"\nstep = [{exercise = "bridge", reps = 3}]\n'
    changed = edited_text(text, draft(step("bridge", "strength", reps=5, was=0)), ALL)
    assert changed.startswith("# mine\n")
    assert tomllib.loads(changed) == {"title": "Mine", "step": [{"exercise": "bridge", "reps": 5}]}


# --- its pages


def test_built_in_routines_and_ones_own_are_listed_with_their_length(own: Path) -> None:
    text = unescape(App().get("/routines").text)
    for title in ("Five minutes", "Fifteen minutes", "Hamstrings", "Desk break", "Before bed"):
        assert f"<h3>{title}</h3>" in text
    assert "about 18 min" in text
    assert text.index("<h3>Five minutes</h3>") < text.index("<h3>Fifteen minutes</h3>")
    assert text.count("/routine-builder?edit=") == 1


def test_a_file_that_cannot_be_used_is_listed_with_the_reason_and_can_be_deleted(own: Path) -> None:
    own.write_text('title = "x"\n', encoding="utf-8")
    text = unescape(App().get("/routines").text)
    assert "before-bed.toml cannot be used: the key 'step' is missing." in text
    assert App().post("/routines/delete", {"name": "before-bed"}).json == {"go": "/routines"}
    assert not own.exists()


def test_ones_own_words_are_not_translated(own: Path, tmp_path: Path) -> None:
    own.write_text(OWN.replace("Before bed", "Hamstrings"), encoding="utf-8")
    (tmp_path / "config" / "config.toml").write_text('language = "de"\n', encoding="utf-8")
    text = unescape(App().get("/routines").text)
    assert "<h3>Hamstrings</h3>" in text
    assert "<h3>Beinrückseite</h3>" in text


def test_a_page_shows_what_is_in_a_routine_and_begins_it() -> None:
    text = unescape(App().get("/routines/five-minutes").text)
    assert '"kind": "routine", "name": "five-minutes"' in text
    for each in find_routine("five-minutes").activities:
        assert f'href="/the-secret/exercises/{each.exercise}"' in text


def test_a_routine_is_downloaded_as_its_file(own: Path) -> None:
    reply = App().get("/routines/before-bed.toml")
    assert reply.text == OWN
    assert reply.headers["content-disposition"] == "attachment; filename*=UTF-8''before-bed.toml"


@each_of(
    "path",
    ["/routines/none", "/routines/none.toml", "/routine-builder?from=none", "/routine-builder?edit=none"],
)
def test_a_routine_that_there_is_not_is_answered_in_a_sentence(path: str) -> None:
    reply = App().get(path)
    assert reply.status == 400
    assert "There is no such routine any more" in reply.text


def test_a_draft_is_told_its_length_and_what_to_mind() -> None:
    said = checked(*WHOLE[1:])
    assert said["length"] == "About 4 minutes, the camera stays where it is."
    assert said["about"] == "About 4 min"
    assert said["problems"] == []
    assert said["warnings"] == [
        "There is no warm-up. Begin with something easy, for example: March on the spot."
    ]


def test_a_draft_without_a_title_is_told_its_length_all_the_same() -> None:
    said = checked(*WHOLE, title="")
    assert said["problems"] == ["Give the routine a title."]
    assert said["length"]


def test_a_draft_with_a_wrong_number_has_no_length() -> None:
    said = checked(step("bridge", "strength", sets=99))
    assert said["length"] == ""
    assert len(said["problems"]) == 1


def test_a_routine_is_saved_under_its_title_and_can_be_done(tmp_path: Path) -> None:
    reply = App().post("/routines/save", {"title": "For Sunday", "steps": WHOLE})
    assert reply.json == {"name": "for-sunday"}
    path = tmp_path / "config" / "routines" / "for-sunday.toml"
    assert find_routine("for-sunday") == read_routine(path)
    assert find_routine("for-sunday").title == "For Sunday"
    again = App().post("/routines/save", {"title": "For Sunday", "steps": WHOLE})
    assert again.json == {"name": "for-sunday-2"}


def test_a_routine_called_like_a_built_in_one_does_not_stand_in_for_it() -> None:
    saved = App().post("/routines/save", {"title": "Five minutes", "steps": WHOLE})
    assert saved.json == {"name": "five-minutes-2"}
    assert len(find_routine("five-minutes").activities) != len(WHOLE)


def test_a_draft_with_problems_is_not_saved(tmp_path: Path) -> None:
    reply = App().post("/routines/save", {"title": "", "steps": []})
    assert reply.status == 400
    assert reply.json == {"error": "Give the routine a title. Add at least one exercise."}
    assert not (tmp_path / "config" / "routines").exists()


def test_an_edited_routine_stays_in_its_file(own: Path) -> None:
    sent = {
        "title": "At night",
        "description": "Quiet.",
        "name": "before-bed",
        "version": version(OWN),
        "steps": [step("childs-pose", "stretch", hold_s=40, sets=1, was=0)],
    }
    assert App().post("/routines/save", sent).json == {"name": "before-bed"}
    assert "# my favourite" in own.read_text(encoding="utf-8")
    assert read_routine(own).title == "At night"
    assert [each.name for each in own.parent.iterdir()] == ["before-bed.toml"]


def test_a_file_that_was_changed_in_the_meantime_is_not_overwritten(own: Path) -> None:
    sent = {"title": "At night", "name": "before-bed", "version": version("other"), "steps": WHOLE}
    reply = App().post("/routines/save", sent)
    assert "changed in the meantime" in reply.json["error"]
    assert own.read_text(encoding="utf-8") == OWN


@each_of("path", ["/routines/save", "/routines/delete"])
def test_a_built_in_routine_is_neither_changed_nor_deleted(path: str) -> None:
    sent = {"name": "five-minutes"} | ({"title": "x", "steps": WHOLE} if path.endswith("save") else {})
    reply = App().post(path, sent)
    assert reply.status == 400
    assert "is built in and stays as it is" in reply.json["error"]


@each_of("name", ["../config", "/etc/passwd", "none"])
def test_nothing_but_a_routine_is_deleted(name: str, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config.toml").write_text("", encoding="utf-8")
    assert App().post("/routines/delete", {"name": name}).status == 400
    assert (tmp_path / "config.toml").exists()


def test_the_page_to_edit_has_everything_as_the_file_has_it(own: Path) -> None:
    text = unescape(App().get("/routine-builder?edit=before-bed").text)
    assert f'data-version="{version(OWN)}"' in text
    assert 'value="Before bed"' in text
    made = text[: text.index('class="card offer"')]
    assert made.count('<li class="step"') == 3
    assert 'name="hold_s" value="40" min="5" max="120"' in made


def test_a_copy_is_a_new_routine() -> None:
    text = unescape(App().get("/routine-builder?from=five-minutes").text)
    assert 'data-name=""' in text
    assert 'value="Five minutes, my own"' in text
    assert text[: text.index('class="card offer"')].count('<li class="step"') == 6


def test_every_exercise_but_those_with_a_consent_of_their_own_can_be_added() -> None:
    text = App().get("/routine-builder").text
    offered = {name for name in ALL if f'class="offered" data-exercise="{name}"' in text}
    assert offered == {name for name, each in ALL.items() if not each.opt_in}
