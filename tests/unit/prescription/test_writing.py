"""What is written is read as the same, and comments stay."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from fixtures.json_schema import broken_rules
from fixtures.prescriptions import WHOLE_FILE, prescriptions
from hypothesis import given

from posecheck.pose import Side
from posecheck.prescription import PrescribedExercise, Prescription, parse_prescription
from posecheck.prescription.plain_data import as_data
from posecheck.prescription.schema import prescription_schema
from posecheck.prescription.template import new_text
from posecheck.prescription.writing import edited_text, write_prescription
from posecheck.support.errors import InputError
from posecheck.support.language import find_language

READ = parse_prescription(WHOLE_FILE, "it")
SCHEMA = prescription_schema()


@given(prescriptions())
def test_any_prescription_is_written_and_read_as_the_same(prescription: Prescription) -> None:
    assert parse_prescription(new_text(prescription), "it") == prescription


@given(prescriptions())
def test_any_other_prescription_can_be_written_over_a_file(prescription: Prescription) -> None:
    assert parse_prescription(edited_text(WHOLE_FILE, prescription), "it") == prescription


@given(prescriptions())
def test_as_data_it_keeps_to_the_published_schema(prescription: Prescription) -> None:
    assert broken_rules(as_data(prescription), SCHEMA) == []


def test_the_published_schema_is_that_of_the_program() -> None:
    published = Path(__file__).parents[3] / "docs" / "prescription.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == SCHEMA


def test_the_schema_refuses_what_reading_refuses() -> None:
    data = as_data(READ)
    for change in (
        {"titel": "x"}, {"posecheck": 2}, {"exercise": []}, {"title": ""}, {"stop_for": "pain"},
        {"when": {"from": "2026-11-27", "days": ["monday"]}}, {"when": {"until": "2026-12-24"}},
        {"exercise": [{"id": "bridge", "hold_s": 400}]}, {"exercise": [{"id": "bridge", "side": "links"}]},
        {"assess": [{"test": "schober"}]},
    ):  # fmt: skip
        assert broken_rules(data | change, SCHEMA), change


def test_what_is_not_changed_stays_to_the_letter() -> None:
    assert edited_text(WHOLE_FILE, READ) == WHOLE_FILE


def test_comments_order_and_ways_of_writing_stay_when_something_is_changed() -> None:
    first, second = READ.exercises
    first = replace(
        first, dose={"sets": 1, "hold_s": 25.0}, limits={"knee-bent.ok": 26.0, "primary.cap": 94.0}
    )
    edited = edited_text(WHOLE_FILE, replace(READ, title="Weeks five to eight", exercises=(first, second)))
    assert edited == (
        WHOLE_FILE.replace("For your back, first four weeks", "Weeks five to eight")
        .replace("hold_s = 20 ", "hold_s = 25 ")
        .replace("cap = 95", "cap = 94")
    )


def test_exercises_come_and_go_and_change_places_with_their_comments() -> None:
    first, second = READ.exercises
    added = PrescribedExercise("bird-dog", Side.RIGHT, {"reps": 4})
    wanted = replace(READ, exercises=(second, added, replace(first, note="")), tests=())
    edited = edited_text(WHOLE_FILE, wanted)
    assert parse_prescription(edited, "it") == wanted
    assert "hold_s = 20  # seconds" in edited
    assert "# as she calls it" in edited
    assert "# the practice" in edited


def test_what_cannot_be_kept_is_written_anew_below_its_comments() -> None:
    laid_out = (
        '# mine\nposecheck = 1\ntitle = "A"\nfrom = { name = "B", date = 2026-11-27 }\n'
        'when = { from = 2026-11-27 }\nexercise = [{ id = "bridge" }]\n'
    )
    wanted = replace(READ, title="C")
    edited = edited_text(laid_out, wanted)
    assert parse_prescription(edited, "it") == wanted
    assert edited.startswith("# mine\n")


def test_a_new_file_explains_itself_in_the_language_of_its_reader() -> None:
    text = new_text(READ)
    assert '# "primary.cap" = 100' not in text
    assert (
        '"primary.cap" = 95  # 40 - 100 deg' in text
    )  # what is allowed: never looser than the exercise's own
    assert '# "hips-lifted.ok" = 0.16' in text
    german = new_text(READ, find_language("de"))
    assert parse_prescription(german, "it") == READ
    assert german.count("\n") == text.count("\n")


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write_prescription(tmp_path / "nowhere" / "a.posecheck", WHOLE_FILE)
