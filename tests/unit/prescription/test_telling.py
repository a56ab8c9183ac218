"""A prescription in plain words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from fixtures.prescriptions import FIRST, LAST, WHOLE_FILE

from posecheck.prescription import WEEK, parse_prescription
from posecheck.prescription.keys import TESTS
from posecheck.prescription.telling import (
    TEST_TITLES,
    period_words,
    plain_words,
    standing_words,
    told_before,
)
from posecheck.support.language import ENGLISH, find_language

READ = parse_prescription(WHOLE_FILE, "it")
DAY = timedelta(days=1)


def test_all_of_it_is_told_in_plain_words() -> None:
    assert list(plain_words(READ, ENGLISH)) == [
        ("From Anna Berg: For your back, first four weeks", 0),
        ("Questions: 030 1234", 0),
        ("For P7", 0),
        ("From 27 November 2026 until 24 December 2026: Monday, Wednesday, and Friday at 18:00.", 0),
        ("Go slowly.", 0),
        ("Breathe.", 0),
        ("Stop when you notice: pain that moves down the leg, numbness.", 0),
        ("Exercises:", 0),
        ("Supine hamstring stretch, left side only, 1 set, held for 20 s", 2),
        ("2 limits of its own and 1 correction in other words", 4),
        ("With a belt.", 4),
        ("Glute bridge, 6 times", 2),
        ("Tests:", 0),
        ("Straight leg raise, left side only: every 7 days", 2),
    ]


def test_in_full_it_has_every_number_beside_the_usual_one() -> None:
    told = [text for text, _ in plain_words(READ, ENGLISH, in_full=True)]
    assert "knee-bent.ok: 26 deg, usually 20" in told
    assert "primary.cap: 95 deg, usually 100" in told
    assert "knee-bent.cue: “Heel to the ceiling.”" in told


@pytest.mark.parametrize(
    ("cue", "told"),
    [
        ("primary.cap_cue", "It warns with “Further down!” in place of “Ribs down; straight line knees to"),
        ("over-arched.cue", "It warns with “Further down!” in place of “"),
        ("feet-misplaced.cue", None),
    ],
)
def test_a_warning_in_other_words_is_seen_before_anybody_agrees(cue: str, told: str | None) -> None:
    words = f'reps = 6\n[exercise.cues]\n"{cue}" = "Further down!"\n'
    read = parse_prescription(WHOLE_FILE.replace("reps = 6\n", words), "it")
    found = [text for text, _ in plain_words(read, ENGLISH) if text.startswith("It warns")]
    assert len(found) == (told is not None)
    assert told is None or found[0].startswith(told)


def test_what_somebody_wrote_is_no_word_of_the_catalogue() -> None:
    german = find_language("de")
    told = [text for text, _ in plain_words(replace(READ, notes="left", patient="right"), german)]
    assert "left" in told
    assert any(text.endswith("right") for text in told)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"days": WEEK, "at": None}, "From 27 November 2026 until 24 December 2026: every day."),
        ({"days": (), "ends_on": None}, "From 27 November 2026 on: on the days you like at 18:00."),
    ],
)
def test_the_time_it_is_for_is_told(change: dict, words: str) -> None:
    assert period_words(replace(READ, **change), ENGLISH) == words


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (FIRST - DAY, "The prescription from Anna Berg begins on 27 November 2026"),
        (FIRST, ""),
        (FIRST + DAY, "The next day of the prescription is Monday, 30 November 2026"),
        (LAST, "The prescription has no more days to train on."),
        (LAST + DAY, "Ask Anna Berg (030 1234) for a new one."),
    ],
)
def test_what_has_to_be_said_of_a_day(day: date, told: str) -> None:
    said = standing_words(READ, day, ENGLISH)
    assert told in said
    assert bool(said) == bool(told)


def test_before_a_session_it_says_from_whom_it_is_the_notes_and_what_to_stop_for() -> None:
    assert [str(each) for each in told_before(READ)] == [
        "From Anna Berg: For your back, first four weeks",
        "Go slowly. Breathe.",
        "Stop when you notice: pain that moves down the leg, numbness.",
    ]
    assert len(list(told_before(replace(READ, notes="x" * 301, stop_for=())))) == 1


def test_every_test_has_its_title() -> None:
    from posecheck.assessment.catalogue import ASSESSMENTS

    assert {name: str(title) for name, title in TEST_TITLES.items()} == {
        name: str(each.title) for name, each in ASSESSMENTS.items()
    }
    assert TEST_TITLES.keys() == TESTS.keys()
