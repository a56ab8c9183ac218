"""The pages of prescriptions: one's own is opened, followed and ended; one for somebody is put together."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fixtures.app_pages import App
from fixtures.prescriptions import FIRST, LAST, WHOLE_FILE, in_force_today

from posecheck.app.prescriptions.draft import PrescriptionDraft, drafted, made
from posecheck.app.prescriptions.own_limits import own_limits
from posecheck.app.work.looked_at import LookedAt, OpenedFile
from posecheck.history.store import History
from posecheck.prescription import parse_prescription
from posecheck.prescription.prescription import PrescribedExercise
from posecheck.report.wording import Words
from posecheck.routines.screening_kept import SCREENING
from posecheck.support.paths import history_path


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path / "data"))
    return App()


def opened(app: App, text: str, name: str = "anna.posecheck") -> str:
    """Open a file and return where that leads."""
    return str(app.post("/prescription/look", {"text": text, "name": name}).json["go"])


def followed(app: App, text: str) -> None:
    key = opened(app, text).rpartition("/")[2]
    assert app.post("/prescription/follow", {"key": key}).json == {"go": "/prescription"}


# --- one's own ---


def test_without_one_the_page_takes_a_file_and_no_history_is_made(app: App) -> None:
    assert "Drop the file here" in app.get("/prescription").text
    assert not history_path().exists()


def test_a_file_is_shown_in_plain_words_before_anything_changes(app: App) -> None:
    page = app.get(opened(app, in_force_today())).text
    for said in (
        "For your back, first four weeks", "A prescription from Anna Berg", "Questions: 030 1234",
        "Go slowly.",
        "numbness", "Held for 20 seconds", "left side only", "Anna Berg says: With a belt.",
        "Straight leg raise, left side only: every 7 days", "Follow it from now on",
    ):  # fmt: skip
        assert said in page
    assert not history_path().exists()


def test_a_warning_in_other_words_is_shown_before_it_is_followed(app: App) -> None:
    cue = 'reps = 6\n[exercise.cues]\n"primary.cap_cue" = "Further <b>up</b>!"\n'
    page = app.get(opened(app, in_force_today().replace("reps = 6\n", cue))).text
    assert "Glute bridge: It warns with “Further &lt;b&gt;up&lt;/b&gt;!” in place of “Ribs down;" in page


def test_what_is_wrong_with_a_file_is_told_and_it_cannot_be_followed(app: App) -> None:
    bad = in_force_today().replace("sets = 1", "sets = 0").replace("reps = 6", "reps = 0")
    where = opened(app, bad)
    page = app.get(where).text
    assert "exercise 1.sets: that must be a whole number from 1 to 10." in page
    assert "exercise 2.reps: that must be a whole number from 1 to 50." in page
    assert "Follow it from now on" not in page
    assert app.post("/prescription/follow", {"key": where.rpartition("/")[2]}).status == 400
    assert "no TOML" not in app.get(opened(app, "<html>")).text
    assert "is not valid TOML" in app.get(opened(app, "<html>")).text


def test_it_is_followed_shown_on_the_first_page_and_ended(app: App) -> None:
    followed(app, in_force_today())
    assert '{"kind": "routine", "name": "prescription"}' in app.get("/prescription").text
    today = app.get("/today").text
    assert "From Anna Berg, until" in today
    assert '{"kind": "routine", "name": "prescription"}' in today
    assert "asks for a test today: Straight leg raise." in today
    assert app.get("/prescription/file").text == in_force_today()
    assert app.post("/prescription/end", {}).json == {"go": "/prescription"}
    assert "From Anna Berg" not in app.get("/today").text
    assert app.get("/prescription/file").status == 400


def test_one_that_has_not_begun_is_said_and_another_routine_is_planned(app: App) -> None:
    coming = WHOLE_FILE.replace(f"from = {FIRST}", "from = 2999-01-01").replace(f"until = {LAST}\n", "")
    followed(app, coming)
    today = app.get("/today").text
    assert "begins on 1 January 2999" in today
    assert '"name": "fifteen-minutes"' in today


def test_one_that_is_over_cannot_be_followed(app: App) -> None:
    old = WHOLE_FILE.replace(f"from = {FIRST}", "from = 2020-01-01").replace(
        f"until = {LAST}", "until = 2020-02-01"
    )
    where = opened(app, old)
    assert "Follow it from now on" not in app.get(where).text
    refused = app.post("/prescription/follow", {"key": where.rpartition("/")[2]})
    assert (refused.status, "Ask Anna Berg (030 1234) for a new one." in refused.text) == (400, True)


def test_what_the_own_answers_leave_out_is_said_with_whom_to_ask(app: App) -> None:
    with History() as history:
        history.add_answers(SCREENING, {"yes": ["worse-arching"], "consent": True})
    page = app.get(
        opened(app, in_force_today().replace('"bridge"', '"sphinx"').replace("reps = 6", "sets = 2"))
    ).text
    assert "Left out: Sphinx" in page
    assert "Your prescription has it, your answers leave it out: ask Anna Berg (030 1234)." in page


def test_a_key_that_is_forgotten_leads_back(app: App) -> None:
    assert app.get("/prescription/look/none").status == 307
    assert "open it again" in app.post("/prescription/follow", {"key": "none"}).text


def test_only_the_last_few_files_are_kept_open() -> None:
    looked_at = LookedAt()
    keys = [looked_at.add(str(number), "a") for number in range(9)]
    assert looked_at.find(keys[0]) is None
    assert looked_at.find(keys[-1]) == OpenedFile("8", "a")


# --- one for somebody ---


def draft(**changes: Any) -> dict[str, Any]:
    today = date.today()  # noqa: DTZ011 - as the field of the page has it
    return {
        "title": "For your back",
        "name": "Anna Berg",
        "starts_on": today.isoformat(),
        "ends_on": (today + timedelta(days=27)).isoformat(),
        "days": ["mon", "fri"],
        "stop_for": "pain in the leg\n\nnumbness\n",
        "notes": "Go slowly.\nBreathe.",
        "exercises": [
            {"exercise": "supine-hamstring", "side": "left", "sets": 2, "hold_s": 20, "note": "With a belt."},
            {"exercise": "bridge", "reps": 8, "hold_s": 4, "sets": 1},
        ],
        "tests": [{"test": "side-bend"}],
        **changes,
    }


def test_the_page_offers_every_exercise_but_those_with_a_consent_of_their_own(app: App) -> None:
    page = app.get("/prescriptions/new").text
    assert 'data-exercise="bridge"' in page
    assert "inversion-table" not in page
    assert "What protects the back can be made tighter only." in page


def test_a_draft_becomes_a_file_that_says_what_differs(app: App) -> None:
    checked = app.post("/prescriptions/check", draft()).json
    assert checked["problems"] == []
    assert checked["length"].startswith("About 3 minutes")
    answer = app.post("/prescriptions/file", draft()).json
    assert answer["name"] == f"for-your-back-{date.today()}.posecheck"  # noqa: DTZ011
    read = parse_prescription(answer["text"], "it")
    assert [(each.exercise, dict(each.dose)) for each in read.exercises] == [
        ("supine-hamstring", {"hold_s": 20.0}),
        ("bridge", {}),
    ]
    assert (read.days, read.stop_for, read.notes) == (
        ("mon", "fri"),
        ("pain in the leg", "numbness"),
        "Go slowly.\nBreathe.",
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": " "}, "Give the prescription a title"),
        ({"name": ""}, "Write your name, as the patient knows you."),
        ({"starts_on": ""}, "Choose the first day."),
        ({"ends_on": "soon"}, "The last day is no date"),
        ({"ends_on": "2020-01-01"}, "The last day is before the first one."),
        ({"exercises": []}, "Add at least one exercise."),
        ({"exercises": [{"exercise": "bridge", "reps": 51}]}, "has to be a whole number from 1 to 50."),
        ({"exercises": [{"exercise": "inversion-table"}]}, "There is no exercise “inversion-table”"),
        ({"exercises": [{"exercise": "bridge"}, {"exercise": "bridge"}]}, "it stands in it already"),
        ({"days": ["someday"]}, "there is no “someday”"),
        ({"stop_for": "x" * 200}, "each one line of 1 to 160 characters."),
        ({"profile": "none-of-these"}, "There is no such profile any more"),
    ],
)
def test_what_is_wrong_with_a_draft_is_said_and_no_file_is_made(
    app: App, changes: dict[str, Any], said: str
) -> None:
    problems = app.post("/prescriptions/check", draft(**changes)).json["problems"]
    assert any(said in each for each in problems), problems
    assert app.post("/prescriptions/file", draft(**changes)).status == 400


def test_a_tuned_profile_is_taken_over_and_one_that_loosens_is_refused(app: App, tmp_path: Path) -> None:
    profiles = tmp_path / "config" / "profiles"
    profiles.mkdir(parents=True)
    (profiles / "watched.toml").write_text(
        "[supine-hamstring]\nknee-bent = { ok = 26 }\ndose = { target_s = 45 }\n"
    )
    checked = app.post("/prescriptions/check", draft(profile="watched")).json
    assert checked["limits"]["supine-hamstring"] == ["Knee bent: corrects from 26°, usually 20°"]
    assert checked["doses"]["supine-hamstring"] == {"sets": 2, "hold_s": 45.0}  # for the fields of the page
    text = app.post("/prescriptions/file", draft(profile="watched")).json["text"]
    assert parse_prescription(text, "it").exercises[0].limits == {"knee-bent.ok": 26.0}
    (profiles / "watched.toml").write_text("[supine-hamstring.primary]\ncap = 110\n")
    (problem,) = app.post("/prescriptions/check", draft(profile="watched")).json["problems"]
    assert "a prescription may not go above 100 deg, because from there on it is too deep" in problem


def test_a_file_is_changed_with_its_comments_and_limits(app: App) -> None:
    go = app.post("/prescriptions/change", {"text": WHOLE_FILE, "name": "anna.posecheck"}).json["go"]
    page = app.get(go).text
    assert "You change anna.posecheck." in page
    assert 'value="With a belt."' in page
    before = drafted(parse_prescription(WHOLE_FILE, "it"))
    changed = before.model_copy(update={"title": "Weeks five to eight"}).model_dump(mode="json")
    text = app.post("/prescriptions/file", changed).json["text"]
    today = date.today()  # noqa: DTZ011 - the day on which it is written
    assert text == WHOLE_FILE.replace("For your back, first four weeks", "Weeks five to eight").replace(
        f"date = {FIRST}", f"date = {today}"
    )


def test_a_file_that_cannot_be_used_cannot_be_changed_here(app: App) -> None:
    refused = app.post(
        "/prescriptions/change", {"text": WHOLE_FILE.replace("sets = 1", "sets = 0"), "name": "a"}
    )
    assert (refused.status, "exercise 1.sets" in refused.text) == (400, True)


def test_as_a_draft_and_back_it_is_the_same() -> None:
    read = parse_prescription(WHOLE_FILE, "it")
    again = made(PrescriptionDraft.model_validate(drafted(read).model_dump()))
    assert (again.exercises, again.tests, again.days, again.at) == (
        read.exercises,
        read.tests,
        read.days,
        read.at,
    )


def test_on_the_day_of_a_warning_sign_the_first_page_says_so_and_offers_no_session(app: App) -> None:
    followed(app, in_force_today())
    with History() as history:
        history.set_setting("warning-sign", datetime.now().astimezone().isoformat())
    today = app.get("/today").text
    assert "Rest now; that is all for today." in today
    assert "/train/begin" not in today
    with History() as history:
        history.set_setting("warning-sign", (datetime.now().astimezone() - timedelta(days=1)).isoformat())
    assert "/train/begin" in app.get("/today").text


def test_a_profile_just_tuned_is_chosen_when_the_page_is_opened_with_it(app: App, tmp_path: Path) -> None:
    profiles = tmp_path / "config" / "profiles"
    profiles.mkdir(parents=True)
    (profiles / "watched.toml").write_text("[supine-hamstring]\nknee-bent = { ok = 26 }\n")
    assert '<option value="watched" selected>' in app.get("/prescriptions/new?profile=watched").text
    assert '<option value="watched">' in app.get("/prescriptions/new?profile=none-such").text


def test_limits_of_every_kind_are_told_without_addresses() -> None:
    limits = {"primary.good_low": 40, "primary.cap": 90, "knee-bent.good": 5, "hips-lifted.ok": 0.1,
              "pace.stop_deg_s": 60, "primary.ok": 20, "primary.zone": 25}  # fmt: skip
    cues = {"knee-bent.cue": "Heel to the ceiling."}
    prescribed = PrescribedExercise("supine-hamstring", None, {}, limits, cues, "")
    assert own_limits(prescribed, Words()) == [
        "leg raise: good from 40°, usually 55°",
        "Too deep: corrects from 90°, usually 100°",
        "Knee bent: good up to 5°, usually 10°",
        "Hips lifted: corrects from 10 % of the length of the trunk, usually 16 % of the length of the trunk",
        "Pace: too fast from 60° a second, usually 90° a second",
        "leg raise: more is asked for below 20°, usually 30°",
        "leg raise: counts from 25°, usually 30°",
        "Knee bent: says “Heel to the ceiling.”",
    ]
