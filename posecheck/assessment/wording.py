"""Every sentence about an assessment: before, while and after it is taken, spoken and printed alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.assessment.change import Verdict
from posecheck.exercise import Side, Unit
from posecheck.support.message import counted, message

if TYPE_CHECKING:
    from posecheck.assessment.change import Change
    from posecheck.assessment.result import AssessmentResult
    from posecheck.assessment.test import AssessmentTest
    from posecheck.support.message import Message

#: Said before anything is done, in this order; safety comes first.
OPENING = (
    "Go only as far as a mild pull, never into pain.",
    "Stop at once if something hurts or tingles, and tell whoever treats you.",
    "I only measure: there is nothing to reach, and no number is too small.",
)
#: Said before each test, after how to lie or stand.
NOTE = "Three times: stay there for two breaths, then come back slowly."
TAKEN = "That was the assessment. Thank you."
NOTHING_TAKEN = "No repetition was measured."

#: What made a repetition unknown or less sure, as it goes on after a colon.
REMARKS: dict[str, str] = {
    "not-seen": "not everything that matters was seen",
    "not-held": "it was not held for long enough",
    "fewer-repetitions": "fewer than three repetitions were done",
    "knee-bent": "the knee was bent",
    "hips-lifted": "the hips came up",
    "hips-shifted": "the hips moved to the side",
    "leaning": "the trunk leaned forward",
    "thigh-not-upright": "the thigh was not upright",
    "other-knee-let-go": "the other knee was let go",
}
#: Unit of a measure → by what it is multiplied to be shown, and how many digits it has then.
_SHOWN = {Unit.DEG.value: (1.0, 0), Unit.LEG.value: (100.0, 0)}


def shown(value: float, unit: str) -> float:
    """Return a value as it is shown: degrees as they are, lengths in per cent, whole numbers."""
    factor, digits = _SHOWN.get(unit, (1.0, 2))
    return round(factor * value, digits) + 0.0


def amount(value: float, unit: str) -> Message:
    """Return a value with its unit."""
    if unit == Unit.DEG.value:
        return message("{value} degrees", value=shown(value, unit))
    return message("{value} % of the leg's length", value=shown(value, unit))


def remark_words(remark: str) -> str:
    """Return what a remark means; one of a later version says it by its id."""
    return REMARKS.get(remark, remark.replace("-", " "))


def sided_title(test: AssessmentTest, side: Side) -> str:
    """Return the name of a test with its side."""
    if side not in (Side.LEFT, Side.RIGHT):
        return test.title
    return message("{title}, {side}", title=test.title, side=side.value)


def result_words(result: AssessmentResult) -> list[str]:
    """Return what came of one side, in a few sentences."""
    title, unit = sided_title(result.test, result.side), result.test.unit
    if result.best is None or result.mean is None:
        if not result.values:
            return [message("{title}: no repetition was measured.", title=title)]
        reason = remark_words(result.remarks[0]) if result.remarks else ""
        return [message("{title}: none could be measured: {reason}.", title=title, reason=reason)]
    known = sum(value is not None for value in result.values)
    told: list[str] = [
        message(
            "{title}: {mean} on average, {best} at best.",
            title=title,
            mean=amount(result.mean, unit),
            best=amount(result.best, unit),
        )
    ]
    if known < len(result.values):
        reason = remark_words(result.remarks[0])
        told.append(
            counted(
                "One repetition did not count: {reason}.",
                "{count} repetitions did not count: {reason}.",
                len(result.values) - known,
                reason=reason,
            )
        )
    return told


def error_words(result: AssessmentResult) -> str:
    """Return by how much a value may be wrong."""
    if result.error is None:
        return message("How far this program is off here has not been measured.")
    error = amount(result.error, result.test.unit)
    return message("Of 100 single values, 95 are off by no more than {error}.", error=error)


def change_words(change: Change, unit: str) -> str:
    """Return what a change since another time is, in plain words; empty when nothing can be said."""
    by, smallest = amount(abs(change.by), unit), change.smallest
    match change.verdict:
        case Verdict.FURTHER:
            return message("That is {by} further, more than the error of measuring.", by=by)
        case Verdict.LESS_FAR:
            return message("That is {by} less far, more than the error of measuring.", by=by)
        case Verdict.WITHIN_ERROR:
            return message(
                "That is within the error of measuring: only more than {smallest} would be a change.",
                smallest=amount(smallest, unit),
            )
        case _:
            return ""
