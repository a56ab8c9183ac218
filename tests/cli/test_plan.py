"""``posecheck plan``: a prescription is written, checked, followed and ended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fixtures.json_schema import broken_rules
from fixtures.prescriptions import WHOLE_FILE, in_force_today, write

from posecheck.app.work.looked_at import OpenedFile
from posecheck.cli import PRESCRIPTION
from posecheck.history.store import History
from posecheck.prescription import SUFFIX, read_prescription
from posecheck.prescription.schema import prescription_schema
from posecheck.routines.screening_kept import SCREENING


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a prescription that holds today."""
    return write(tmp_path / "anna.posecheck", in_force_today())


def kept(tmp_path: Path) -> History:
    return History(tmp_path / "data" / "history.sqlite3")


# --- new ---


def test_a_new_one_asks_nothing_when_the_exercises_are_given(posecheck, tmp_path: Path) -> None:
    done = posecheck(
        "plan", "new", "anna", "--exercise", "bridge", "-e", "supine-hamstring", "--from", "Anna Berg",
        "--contact", "030 1234", "--for", "P7", "--title", "For your back", "--weeks", "2",
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "anna.posecheck\n")
    read = read_prescription(tmp_path / "anna.posecheck")
    assert [each.exercise for each in read.exercises] == ["bridge", "supine-hamstring"]
    assert (read.title, read.patient, read.whom_to_ask) == ("For your back", "P7", "Anna Berg (030 1234)")
    assert read.ends_on is not None
    assert (read.ends_on - read.starts_on).days == 13
    assert posecheck("plan", "check", "anna.posecheck").stdout.endswith("Nothing is wrong with it.\n")


def test_what_is_still_to_be_filled_in_is_said_and_found(posecheck) -> None:
    assert "Still missing: your name" in posecheck("plan", "new", "anna", "-e", "bridge").stderr
    done = posecheck("plan", "check", "anna.posecheck")
    assert (done.returncode, done.stderr) == (2, "from.name: that must be one line of 1 to 80 characters.\n")


def test_a_tuned_profile_becomes_limits_and_one_that_loosens_is_refused(posecheck, tmp_path: Path) -> None:
    profiles = tmp_path / "config" / "profiles"
    profiles.mkdir(parents=True)
    write(profiles / "watched.toml", "[supine-hamstring.knee-bent]\nok = 26\n")
    assert posecheck("plan", "new", "anna", "--profile", "watched", "--from", "A").returncode == 0
    (exercise,) = read_prescription(tmp_path / "anna.posecheck").exercises
    assert (exercise.exercise, exercise.limits) == ("supine-hamstring", {"knee-bent.ok": 26})
    write(profiles / "loose.toml", "[supine-hamstring.primary]\ncap = 110\n")
    done = posecheck("plan", "new", "other", "--profile", "loose")
    assert done.returncode == 2
    assert "supine-hamstring.primary.cap is 110, but a prescription may not go above 100 deg" in done.stderr
    assert not (tmp_path / "other.posecheck").exists()
    done = posecheck("plan", "new", "other", "--profile", "default")
    assert "The profile default changes no exercise; name some with --exercise." in done.stderr


def test_a_file_is_not_written_over_and_options_are_checked(posecheck, file: Path) -> None:
    assert (
        "There is a file anna.posecheck already" in posecheck("plan", "new", file.name, "-e", "bridge").stderr
    )
    assert "Did you mean 'bridge'" in posecheck("plan", "new", "b", "-e", "brid").stderr
    done = posecheck("plan", "new", "b", "-e", "bridge", "--from", "x" * 81)
    assert (done.returncode, done.stderr) == (
        2,
        "Error: from.name: that must be one line of 1 to 80 characters.\n",
    )
    assert "Name the exercises with --exercise" in posecheck("plan", "new", "b").stderr


def test_without_exercises_it_asks_until_it_has_what_it_needs(posecheck, tmp_path: Path) -> None:
    done = posecheck("plan", "new", "anna", typed="Anna Berg\n\nbrigde\nbridge\nbridge\nsphinx\n\n")
    assert done.returncode == 0, done.stderr
    assert "There is no exercise “brigde”; did you mean “bridge”?" in done.stderr
    assert "That one is in it already." in done.stderr
    read = read_prescription(tmp_path / "anna.posecheck")
    assert (read.prescriber.name, read.title) == ("Anna Berg", "Your exercises")
    assert [each.exercise for each in read.exercises] == ["bridge", "sphinx"]


# --- check, show ---


def test_every_mistake_is_told_and_programs_can_read_them(posecheck, tmp_path: Path) -> None:
    bad = write(tmp_path / "bad.posecheck", WHOLE_FILE.replace("sets = 1", "sets = 0").replace("reps", "rep"))
    done = posecheck("plan", "check", bad)
    assert (done.returncode, done.stdout) == (2, "")
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["exercise 1.sets", "exercise 2"]
    answer = json.loads(posecheck("plan", "check", bad, "--json").stdout)
    assert (answer["valid"], len(answer["problems"]), answer["prescription"]) == (False, 2, None)


def test_a_good_one_is_told_with_its_numbers_and_as_data_that_keeps_to_the_schema(
    posecheck, file: Path
) -> None:
    assert "knee-bent.ok: 26 deg, usually 20" in posecheck("plan", "check", file).stdout
    answer = json.loads(posecheck("plan", "check", file, "--json").stdout)
    assert answer["valid"]
    assert broken_rules(answer["prescription"], prescription_schema()) == []
    assert answer["prescription"] == json.loads(posecheck("plan", "show", file, "--json").stdout)


def test_without_one_there_is_nothing_to_show_or_to_end_and_nothing_is_made(
    posecheck, tmp_path: Path
) -> None:
    assert "No prescription is followed" in posecheck("plan", "show").stdout
    assert posecheck("plan", "show", "--json").stdout == "null\n"
    assert not (tmp_path / "data").exists()
    assert posecheck("plan", "end", "--yes").stdout == "No prescription is followed.\n"


# --- import, end ---


def test_importing_shows_it_in_plain_words_and_asks(posecheck, file: Path, tmp_path: Path) -> None:
    done = posecheck("plan", "import", file, typed="n\n")
    assert done.stdout.startswith("From Anna Berg: For your back, first four weeks\nQuestions: 030 1234\n")
    assert "Supine hamstring stretch, left side only, 1 set, held for 20 s" in done.stdout
    assert done.stdout.endswith("Nothing was changed.\n")
    with kept(tmp_path) as history:
        assert history.course.prescriptions() == []
    assert posecheck("plan", "import", file, typed="y\n").stdout.endswith("posecheck routine\n")
    with kept(tmp_path) as history:
        (record,) = history.course.prescriptions()
    assert (record.text, record.ended_at) == (file.read_text(encoding="utf-8"), None)
    assert posecheck("plan", "show").stdout.startswith("From Anna Berg:")


def test_nobody_there_to_agree_is_said_and_yes_agrees(posecheck, file: Path, tmp_path: Path) -> None:
    assert "There is nobody to agree to it; add --yes." in posecheck("plan", "import", file).stderr
    assert posecheck("plan", "import", file, "--yes").returncode == 0
    assert "add --yes" in posecheck("plan", "end").stderr
    assert posecheck("plan", "end", typed="n\n").stdout == "Nothing was changed.\n"
    assert posecheck("plan", "end", "--yes").returncode == 0
    with kept(tmp_path) as history:
        (record,) = history.course.prescriptions()
    assert record.ended_at is not None


def test_another_one_takes_the_place_of_the_first_and_that_is_said(posecheck, file: Path) -> None:
    posecheck("plan", "import", file, "--yes")
    again = posecheck("plan", "import", file, "--yes").stdout
    assert "It replaces" not in again
    write(file, file.read_text(encoding="utf-8").replace("P7", "P8"))
    assert (
        "It replaces the prescription that is followed now."
        in posecheck("plan", "import", file, "--yes").stdout
    )


def test_one_that_is_over_is_not_taken(posecheck, tmp_path: Path) -> None:
    old = WHOLE_FILE.replace("from = 2026-11-27", "from = 2020-01-01").replace("2026-12-24", "2020-02-01")
    done = posecheck("plan", "import", write(tmp_path / "old.posecheck", old), "--yes")
    assert done.returncode == 2
    assert "was for the time until 1 February 2020" in done.stderr
    assert "Ask Anna Berg (030 1234) for a new one." in done.stderr


def test_what_the_own_answers_leave_out_is_said_before_it_is_taken(posecheck, tmp_path: Path) -> None:
    file = write(
        tmp_path / "a.posecheck", in_force_today().replace('"bridge"', '"sphinx"').replace("reps", "sets")
    )
    with kept(tmp_path) as history:
        history.add_answers(SCREENING, {"yes": ["worse-arching"], "consent": True})
    done = posecheck("plan", "import", file, "--yes")
    assert "Your answers leave out Sphinx, because:" in done.stdout
    assert "Ask Anna Berg (030 1234) about it." in done.stdout


# --- the routine follows it ---


def test_the_plan_of_a_session_says_what_comes_from_whom(posecheck, file: Path) -> None:
    posecheck("plan", "import", file, "--yes")
    for name in ((), ("prescription",)):
        shown = posecheck("routine", *name, "--plan").stdout
        assert shown.startswith("From Anna Berg: For your back, first four weeks: about")
        assert "Go slowly. Breathe. Stop when you notice: pain that moves down the leg, numbness." in shown
        assert "Supine hamstring stretch, left" in shown
        assert "right" not in shown
    assert "Fifteen minutes" in posecheck("routine", "fifteen-minutes", "--plan").stdout


def test_one_that_has_not_begun_is_said_and_the_usual_routine_is_there_in_its_place(
    posecheck, tmp_path: Path
) -> None:
    coming = WHOLE_FILE.replace("from = 2026-11-27", "from = 2999-11-27").replace("until = 2026-12-24\n", "")
    posecheck("plan", "import", write(tmp_path / "a.posecheck", coming), "--yes")
    done = posecheck("routine", "--plan")
    assert "The prescription from Anna Berg begins on 27 November 2999" in done.stderr
    assert done.stdout.startswith("Fifteen minutes")
    done = posecheck("routine", "prescription", "--plan")
    assert (done.returncode, done.stdout) == (2, "")
    assert "begins on 27 November 2999" in done.stderr


# --- a file that is opened ---


def test_a_file_as_the_only_word_opens_the_app_with_it(
    posecheck, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[OpenedFile] = []
    monkeypatch.setattr("posecheck.app.server.serve", lambda *, opened, tell: served.append(opened))
    assert posecheck(file).returncode == 0
    assert served == [OpenedFile(file.read_text(encoding="utf-8"), "anna.posecheck")]
    assert "There is no prescription none.posecheck" in posecheck("none.posecheck").stderr
    assert PRESCRIPTION == SUFFIX
