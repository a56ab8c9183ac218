"""Which tests a prescription asks for today."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from posecheck.assessment.due import due_tests
from posecheck.history.course_records import AssessmentRecord
from posecheck.pose import Side
from posecheck.prescription.prescription import PrescribedTest

TODAY = date(2026, 3, 20)
LEG = PrescribedTest("straight-leg-raise", None, every_days=14)
TAKEN = AssessmentRecord(
    "straight-leg-raise", "left", "leg-raise", "deg", (60.0,), 60.0, 60.0, None, None, (),
    datetime(2026, 3, 7, tzinfo=UTC),
)  # fmt: skip


def test_a_test_that_was_never_taken_is_due_on_both_sides() -> None:
    assert [each.side for each in due_tests([LEG], [], TODAY)] == [Side.LEFT, Side.RIGHT]


def test_a_side_is_due_again_after_as_many_days_as_prescribed() -> None:
    other = replace(TAKEN, side="right", taken_at=datetime(2026, 3, 6, tzinfo=UTC))
    assert [each.side for each in due_tests([LEG], [TAKEN, other], TODAY)] == [Side.RIGHT]


def test_one_side_alone_may_be_prescribed() -> None:
    asked = due_tests([replace(LEG, side=Side.RIGHT)], [], TODAY)
    assert [each.side for each in asked] == [Side.RIGHT]


def test_a_test_of_a_later_version_is_left_out() -> None:
    assert due_tests([replace(LEG, test="not-there-yet")], [], TODAY) == []
