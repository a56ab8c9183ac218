"""A prescription is read, or everything that is wrong with it is told, each in a sentence."""

from __future__ import annotations

import re
from datetime import date, time
from pathlib import Path

import pytest
from fixtures.prescriptions import WHOLE_FILE, write

from posecheck.exercise.catalogue import all_exercises
from posecheck.pose import Side
from posecheck.prescription import (
    PrescribedExercise,
    PrescribedTest,
    Prescriber,
    Prescription,
    examine,
    parse_prescription,
    read_prescription,
)
from posecheck.prescription.keys import INNER, TESTS, TOP
from posecheck.prescription.problems import MOST_LETTERS_OF_NAME, MOST_TOLD
from posecheck.support.errors import InputError


def problems(text: str) -> list[str]:
    return [str(each) for each in examine(text, "it").problems]


def changed(*changes: tuple[str, str]) -> str:
    text = WHOLE_FILE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def test_everything_in_a_file_is_read(tmp_path: Path) -> None:
    read = read_prescription(write(tmp_path / "a.posecheck", WHOLE_FILE))
    assert read == Prescription(
        title="For your back, first four weeks",
        prescriber=Prescriber("Anna Berg", "030 1234"),
        written_on=date(2026, 11, 27),
        patient="P7",
        starts_on=date(2026, 11, 27),
        ends_on=date(2026, 12, 24),
        days=("mon", "wed", "fri"),
        at=time(18),
        notes="Go slowly.\nBreathe.",
        stop_for=("pain that moves down the leg", "numbness"),
        exercises=(
            PrescribedExercise(
                "supine-hamstring",
                Side.LEFT,
                {"sets": 1, "hold_s": 20.0},
                {"knee-bent.ok": 26.0, "primary.cap": 95.0},
                {"knee-bent.cue": "Heel to the ceiling."},
                "With a belt.",
            ),
            PrescribedExercise("bridge", dose={"reps": 6}),
        ),
        tests=(PrescribedTest("straight-leg-raise", Side.LEFT, 7),),
    )
    assert read.text == WHOLE_FILE
    assert read.whom_to_ask == "Anna Berg (030 1234)"
    assert read.limits_of("supine-hamstring") == {
        "supine-hamstring.knee-bent.ok": 26.0,
        "supine-hamstring.primary.cap": 95.0,
    }
    assert read.cues_of("bridge") == {}


def test_the_least_that_is_one() -> None:
    read = parse_prescription(
        'posecheck = 1\ntitle = "A"\nfrom = { name = "B", date = 2026-11-27 }\nwhen = { from = 2026-11-27 }\n'
        'exercise = [{ id = "bridge" }]\nassess = [{ test = "side-bend" }]',
        "it",
    )
    assert (read.ends_on, read.days, read.at, read.patient, read.whom_to_ask) == (None, (), None, "", "B")
    assert read.exercises == (PrescribedExercise("bridge"),)
    assert read.tests == (PrescribedTest("side-bend", None, 14),)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('title = "For', 'titel = "For', "there is no “titel”; did you mean “title”?"),
        ('title = "For your back, first four weeks"', "", "“title” is missing."),
        (
            'title = "For your back, first four weeks"',
            'title = " "',
            "title: that must be one line of 1 to 80",
        ),
        ('title = "For your back, first four weeks"', "title = 3", "title: that must be a text in quotes."),
        ('name = "Anna Berg"', 'name = ""', "from.name: that must be one line of 1 to 80 characters."),
        ('name = "Anna Berg"\n', "", "from: “name” is missing."),
        ("[from]", "[fromm]", "there is no “fromm”; did you mean “from”?"),
        (
            "date = 2026-11-27",
            'date = "2026-11-27"',
            "from.date: that must be a day without quotes, as 2026-",
        ),
        ("from = 2026-11-27", "from = 2026-11-27T10:00:00", "when.from: that must be a day without quotes"),
        ("until = 2026-12-24", "until = 2026-11-26", "when.until: that is before the first day, 2026-11-27."),
        ("at = 18:00:00", "at = 18", "when.at: that must be a time of the day without quotes, as 18:00:00."),
        ('"wed", "mon", "fri"', '"Wed"', "when.days: there is no “Wed”; did you mean “wed”?"),
        (
            '"wed", "mon", "fri"',
            '"wed", "wed"',
            "when.days: that must be a list of days, each once: mon, tue,",
        ),
        ('days = ["wed", "mon", "fri"]', "days = []", "when.days: that must be a list of days, each once"),
        ('"numbness"', "3", "stop_for: that must be a list of texts in quotes, each one line of 1 to 160"),
        ("Breathe.", "x" * 2000, "notes: that must be a text of at most 2000 characters."),
        ("Breathe.", "\\u001b[2J", "notes: that must be a text of at most 2000 characters."),
        ('id = "bridge"', 'id = "brigde"', "exercise 2.id: there is no “brigde”; did you mean “bridge”?"),
        ('id = "bridge"', "", "exercise 2: “id” is missing."),
        (
            'id = "bridge"',
            'id = "bridge"\nside = "left"',
            "exercise 2 (bridge).side: this exercise has no sides",
        ),
        (
            'side = "left"\nsets',
            'side = "links"\nsets',
            "exercise 1.side: that must be “left”, “right” or “bo",
        ),
        (
            'id = "bridge"',
            'id = "knee-rolls"\nside = "left"',
            "(knee-rolls).side: this exercise goes to both si",
        ),
        (
            "reps = 6",
            "duration_s = 60",
            "(bridge).duration_s: this exercise has none; it has “sets”, “hold_s”",
        ),
        ("reps = 6", "reps = 6.5", "exercise 2.reps: that must be a whole number from 1 to 50."),
        ("reps = 6", "reps = true", "exercise 2.reps: that must be a whole number from 1 to 50."),
        ("hold_s = 20", "hold_s = 4.9", "(supine-hamstring).hold_s: that must be a number from 5 to 120."),
        ("hold_s = 20", "hold_s = nan", "exercise 1.hold_s: that must be a number from 1 to 120."),
        (
            '"knee-bent.ok"',
            '"knee-bnt.ok"',
            "(supine-hamstring).limits: there is no “knee-bnt.ok”; did you mean “knee-bent.ok”?",
        ),
        (
            '"knee-bent.ok" = 26',
            '"knee-bent.ok" = "26"',
            "limits.knee-bent.ok: that must be a number from 0 to 80.",
        ),
        (
            '"knee-bent.ok" = 26',
            '"knee-bent.ok" = 9',
            "knee-bent.ok is 9, but must be from 10 to 80 deg, becau",
        ),
        (
            '"knee-bent.ok" = 26',
            '"knee-bent.cue" = "A"',
            "limits.knee-bent.cue: that is said, and belongs to “cu",
        ),
        (
            '"knee-bent.ok" = 26',
            '"dose.target_s" = 9',
            "limits.dose.target_s: the dose stands beside the id, as “hold_s”.",
        ),
        (
            '"knee-bent.cue" =',
            '"knee-bent.ok" =',
            "cues.knee-bent.ok: that is a number, and belongs to “limits”.",
        ),
        (
            '"knee-bent.cue" =',
            '"knee-bent.cu" =',
            "cues: there is no “knee-bent.cu”; did you mean “knee-bent.cue”?",
        ),
        ('"Heel to the ceiling."', '""', "cues.knee-bent.cue: it must be one line of 1 to 120 characters."),
        (
            '[exercise.limits]\n"knee-bent.ok" = 26\nprimary.cap = 95',
            "limits = 3",
            "limits: that must be a table",
        ),
        (
            'id = "bridge"',
            'id = "inversion-table"',
            "exercise 2 (inversion-table): it needs the patient's own ans",
        ),
        (
            'test = "straight-leg-raise"',
            'test = "schober"',
            "assess 1.test: there is no “schober”; did you mean",
        ),
        (
            'test = "straight-leg-raise"',
            'test = "fingertip-to-floor"',
            "assess 1.side: “fingertip-to-floor” has no",
        ),
        (
            "every_days = 7",
            "every_days = 0",
            "assess 1.every_days: that must be a whole number from 1 to 366.",
        ),
        ("[[assess]]", "[assess]", "assess: that must stand in tables, each below [[assess]]."),
    ],
)
def test_a_mistake_is_one_sentence_with_the_key(old: str, new: str, told: str) -> None:
    found = problems(changed((old, new)) if WHOLE_FILE.count(old) == 1 else WHOLE_FILE.replace(old, new, 1))
    assert any(told in each for each in found), found
    assert all(each.endswith((".", "?")) for each in found)


def test_both_ends_of_a_range_are_allowed() -> None:
    for hold_s in (5, 120):
        assert problems(changed(("hold_s = 20", f"hold_s = {hold_s}"))) == []
    for days in (1, 366):
        assert problems(changed(("every_days = 7", f"every_days = {days}"))) == []


def test_a_day_may_be_the_only_one() -> None:
    assert problems(changed(("until = 2026-12-24", "until = 2026-11-27"))) == []


def test_all_mistakes_are_told_at_once_and_the_error_says_how_many() -> None:
    text = changed(("sets = 1", "sets = 0"), ("reps = 6", "reps = 0"), ('"numbness"', '""'))
    assert len(problems(text)) == 3
    with pytest.raises(InputError, match=r"stop_for: .* 2 more things are wrong; `posecheck plan check`"):
        parse_prescription(text, "it")


def test_of_thousands_of_mistakes_the_first_are_told() -> None:
    unknown = "".join(f"frim{number} = 1\n" for number in range(2 * MOST_TOLD))
    found = problems(unknown + WHOLE_FILE)
    assert len(found) == MOST_TOLD + 1
    assert found[-1] == "What else is wrong with it is not named any more."


@pytest.mark.parametrize(
    ("old", "new"),
    [("posecheck = 1", "posecheck = 1\n{name} = 1"), ('days = ["wed", "mon", "fri"]', 'days = ["{name}"]')],
)
def test_of_a_name_without_end_the_beginning_is_told(old: str, new: str) -> None:
    assert old in WHOLE_FILE
    (found,) = problems(changed((old, new.format(name="n" * 100_000))))
    assert len(found) < 2 * MOST_LETTERS_OF_NAME


@pytest.mark.parametrize(
    ("version", "told"),
    [
        (
            "posecheck = 2",
            "it is written for a newer posecheck (form 2, known here is 1); install the newest one",
        ),
        ("posecheck = 0", "“posecheck” must be the version of the form, 1."),
        ("posecheck = true", "“posecheck” must be the version of the form, 1."),
        ("", "it does not say that it is one; its first line must be “posecheck = 1”."),
    ],
)
def test_a_file_of_another_form_is_refused_whatever_else_is_in_it(version: str, told: str) -> None:
    (only,) = problems(changed(("posecheck = 1", version), ("sets = 1", "sets = 0")))
    assert only.startswith(told)


def test_the_same_exercise_twice_is_for_its_two_sides() -> None:
    other = '[[exercise]]\nid = "supine-hamstring"\nside = "{side}"\n'
    right = parse_prescription(WHOLE_FILE + other.format(side="right"), "it")
    assert [(each.exercise, each.side) for each in right.exercises][::2] == [
        ("supine-hamstring", Side.LEFT),
        ("supine-hamstring", Side.RIGHT),
    ]
    assert "it stands in it already" in problems(WHOLE_FILE + other.format(side="left"))[0]
    assert "it stands in it already" in problems(WHOLE_FILE + other.format(side="both"))[0]
    limits = '[exercise.limits]\n"knee-bent.ok" = {ok}\n'
    assert problems(WHOLE_FILE + other.format(side="right") + limits.format(ok=26)) == []
    (told,) = problems(WHOLE_FILE + other.format(side="right") + limits.format(ok=27))
    assert told.endswith(
        "knee-bent.ok: that is another value than before; an exercise has one for both sides."
    )


def test_the_tests_are_those_that_can_be_taken() -> None:
    from posecheck.assessment.catalogue import ASSESSMENTS

    assert {name: each.sides for name, each in ASSESSMENTS.items()} == dict(TESTS)


def test_a_file_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"There is no prescription .*'posecheck plan new' makes one"):
        read_prescription(tmp_path / "a.posecheck")


def test_what_guided_exercises_say_may_be_said_otherwise() -> None:
    text = changed(
        ('id = "bridge"', 'id = "breathing"\n[exercise.cues]\n"dose.prompts" = ["In.", "Out."]'),
        ("reps = 6", ""),
    )
    assert parse_prescription(text, "it").exercises[1].cues == {"dose.prompts": ("In.", "Out.")}
    assert "breathing" in all_exercises()


def test_the_example_of_the_document_is_one() -> None:
    document = (Path(__file__).parents[3] / "docs" / "prescription.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```toml\n(.*?)^```", document, re.MULTILINE | re.DOTALL)
    read = parse_prescription(example, "it")
    assert read.limits_of("supine-hamstring") == {"supine-hamstring.knee-bent.ok": 26.0}
    named = set(re.findall(r"`(?:exercise\.|assess\.|from\.|for\.|when\.)?([a-z_]+)`", document))
    assert {key.name for keys in (TOP, *INNER.values()) for key in keys} - {
        "from",
        "for",
        "when",
    } <= named | {
        "exercise",
        "assess",
    }
