"""What the report for a clinician holds, schema 1 (docs/clinician-report.md): plain data, every number typed.

Texts are English; who shows them says them in a language. What is unknown is ``None``, and never good.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA: Literal[1] = 1

#: Why the period is what it is.
Reason = Literal["prescription", "six-weeks", "chosen"]
#: How something went, where enough is known to tell.
Course = Literal["less", "more", "alike", "too-few"]


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """From the first day to the last, both in it; `reason` says why these."""

    first: date
    last: date
    reason: Reason


@dataclass(frozen=True, slots=True)
class PrescriptionFacts:
    """The prescription that was followed, as it was written; `days` are ``"mon"`` to ``"sun"``."""

    title: str
    prescriber: str
    written_on: date
    starts_on: date
    ends_on: date | None
    days: tuple[str, ...]
    notes: str
    stop_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DoseAsked:
    """How much is one day of an exercise; ``None`` for what its kind of dose does not have."""

    sets: int
    hold_s: float | None
    reps: int | None
    duration_s: float | None


@dataclass(frozen=True, slots=True)
class ExerciseDone:
    """One exercise on one side: what was prescribed, and what was done in the period.

    Parameters
    ----------
    exercise, title
        Id and name.
    side
        ``"left"``, ``"right"``, or ``"none"`` where the sides are not counted apart.
    asked
        The dose of a day; ``None`` when it was not prescribed.
    days_asked
        Days of the period for which it was prescribed; ``None`` when it was not, or for no certain days.
    days_done
        Days on which something of it was counted.
    sets_done
        Sets of which something was counted; of an exercise that is only followed along, those gone through.
    sets_full
        Those of them with the whole dose of a set; ``None`` for what nothing is counted of.
    days_full
        Days with the whole dose of a day; ``None`` as above, or without a prescription.
    sets_uncounted
        Sets that were begun and of which nothing could be counted: not done, not far enough, or not seen.
    """

    exercise: str
    title: str
    side: str
    asked: DoseAsked | None
    days_asked: int | None
    days_done: int
    sets_done: int
    sets_full: int | None
    days_full: int | None
    sets_uncounted: int


@dataclass(frozen=True, slots=True)
class WeekDone:
    """A week of the period, by its Monday; `days_asked` is ``None`` in a week without a prescription."""

    monday: date
    days_asked: int | None
    days_trained: int
    minutes: float


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value and the day it is from."""

    on: date
    value: float


@dataclass(frozen=True, slots=True)
class RangeOfMotion:
    """How far somebody goes, in one exercise or one assessment on one side.

    Parameters
    ----------
    kind
        ``"assessment"``, or ``"exercise"`` for the leading measure while it was held.
    id, title, side
        Which it is.
    measure, unit
        Name and unit of what was measured.
    first, last, best
        Median of the day's holds, or the mean of an assessment's repetitions; best is the furthest day, or
        the furthest single repetition of an assessment. ``None`` when it was never seen.
    number
        How many days or assessments were measured.
    unseen
        Repetitions of assessments that were not seen well enough; 0 for an exercise.
    error
        By how much one value may be wrong (95 % of them); ``None`` when it is not known.
    error_source
        What says so; empty when nothing does.
    change
        Last minus first; ``None`` with fewer than two.
    further
        Whether the change goes further; ``None`` without one.
    beyond_error
        Whether that is more than two values may differ by error alone; ``None`` when it cannot be told.
    """

    kind: Literal["assessment", "exercise"]
    id: str
    title: str
    side: str
    measure: str
    unit: str
    first: DatedValue | None
    last: DatedValue | None
    best: DatedValue | None
    number: int
    unseen: int
    error: float | None
    error_source: str
    change: float | None
    further: bool | None
    beyond_error: bool | None


@dataclass(frozen=True, slots=True)
class AssessmentTaken:
    """One assessment on one side as it was measured; a repetition that was not seen is ``None``.

    `error` is by how much one value may be wrong (95 % of them), as published when it was taken.
    """

    test: str
    title: str
    side: str
    measure: str
    unit: str
    taken_at: datetime
    trials: tuple[float | None, ...]
    best: float | None
    mean: float | None
    spread: float | None
    error: float | None
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PainLevel:
    """Pain 0 to 10 on a day, as told ``"before"``, ``"after"`` or the ``"next-day"``."""

    on: date
    moment: str
    level: int


@dataclass(frozen=True, slots=True)
class PainCourse:
    """How pain at one moment went: medians of the first and the last three answers, the worst, the course.

    `first` and `last` are ``None`` with fewer than six answers, and the course is then ``"too-few"``.
    """

    moment: str
    answers: int
    first: float | None
    last: float | None
    worst: int
    course: Course


@dataclass(frozen=True, slots=True)
class GoalCourse:
    """Something hard for the person in their own words, 0 (cannot do it) to 10 (as before the trouble).

    `levels` are the answers of the period, after the last one before it; `first` and `last` are among them.
    `beyond_error` is whether the change is at least three points, the least that can be told of a single
    activity; ``None`` with fewer than two.
    """

    text: str
    first: DatedValue | None
    last: DatedValue | None
    levels: tuple[DatedValue, ...]
    change: float | None
    beyond_error: bool | None


@dataclass(frozen=True, slots=True)
class Correction:
    """Something that was wrong with an exercise, and whether it got less.

    `early` and `late` are shares (0 to 1) of the sets with it, in the earlier and the later half of the sets;
    ``None`` when there are too few to compare.
    """

    fault: str
    title: str
    exercise: str
    exercise_title: str
    sets_with: int
    sets: int
    said: int
    early: float | None
    late: float | None
    course: Course


@dataclass(frozen=True, slots=True)
class UnseenReason:
    """Why the camera could not judge, in words, and for which share (0 to 1) of the time."""

    text: str
    share: float


@dataclass(frozen=True, slots=True)
class Unseen:
    """What the camera could not see of an exercise.

    `share` (0 to 1) is of the frames; ``None`` when it was not kept. `never` are the titles of what one
    camera cannot see in this exercise at all.
    """

    exercise: str
    title: str
    share: float | None
    reasons: tuple[UnseenReason, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SafetyStop:
    """A set that was ended for the person's sake; `reasons` are what was seen then, in words."""

    on: date
    exercise: str
    title: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScreeningYes:
    """A question about health that was answered with yes: its id, and what a yes says."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class ScreeningFacts:
    """What was answered with yes, and who agreed that the person exercises; empty when nobody did."""

    told_on: date
    yes: tuple[ScreeningYes, ...]
    agreement: str


@dataclass(frozen=True, slots=True)
class ReportPicture:
    """A picture that was kept because the person asked for it, as JPEG in base64."""

    on: date
    exercise: str
    title: str
    side: str
    jpeg: str


@dataclass(frozen=True, slots=True)
class Versions:
    """What measured: this version, those that judged the sessions, and the network that found the landmarks.

    `network` is as set when the report was made; which one each session used is not kept.
    """

    posecheck: str
    judged_by: tuple[str, ...]
    landmarks: str
    network: str


@dataclass(frozen=True, slots=True)
class ClinicianReport:
    """The whole report.

    Parameters
    ----------
    schema
        1; it changes when a field changes its meaning.
    name
        What the person wants to be called in it; empty when they gave none.
    made_at
        When it was made, with its time zone.
    sessions
        Those in front of a camera; replays of videos are none.
    days_asked, days_trained, minutes
        Days prescribed until now, days on which something was counted or gone through, and the minutes of
        those days.
    days_uncounted
        Days on which something was begun, and nothing could be counted.
    warning_sign_on
        Day of a session that the person stopped because of a warning sign, while they have not said that it
        has passed.
    real_error_deg
        The error to expect of an angle on real people, in degrees.
    """

    schema: Literal[1]
    name: str
    period: ReportPeriod
    made_at: datetime
    prescription: PrescriptionFacts | None
    sessions: int
    days_asked: int | None
    days_trained: int
    days_uncounted: int
    minutes: float
    exercises: tuple[ExerciseDone, ...]
    weeks: tuple[WeekDone, ...]
    ranges: tuple[RangeOfMotion, ...]
    assessments: tuple[AssessmentTaken, ...]
    pain: tuple[PainLevel, ...]
    pain_courses: tuple[PainCourse, ...]
    goals: tuple[GoalCourse, ...]
    corrections: tuple[Correction, ...]
    unseen_share: float | None
    unseen: tuple[Unseen, ...]
    stops: tuple[SafetyStop, ...]
    warning_sign_on: date | None
    screening: ScreeningFacts | None
    pictures: tuple[ReportPicture, ...]
    versions: Versions
    real_error_deg: float


def as_data(report: ClinicianReport) -> dict[str, Any]:
    """Return the report as it stands in a JSON file."""
    plain: dict[str, Any] = _plain(report)
    return plain


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema of the report."""
    made = _adapter().json_schema(mode="serialization")
    title = "posecheck report for a clinician"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": title}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date):  # which a moment is too
        return value.isoformat()
    return round(value, 3) if isinstance(value, float) else value


@cache
def _adapter() -> TypeAdapter[ClinicianReport]:
    from pydantic import TypeAdapter  # noqa: PLC0415 - making a report needs no validation

    return TypeAdapter(ClinicianReport)
