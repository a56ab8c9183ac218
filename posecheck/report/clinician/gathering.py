"""The report for a clinician, put together out of the history."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from posecheck.history.calendar import minutes_by_day
from posecheck.history.stills import stills_of
from posecheck.report.clinician.course import goal_courses, pain_courses, pain_levels
from posecheck.report.clinician.document import (
    SCHEMA,
    ClinicianReport,
    PrescriptionFacts,
    ReportPeriod,
    ReportPicture,
    Versions,
)
from posecheck.report.clinician.done import exercises_done, prescribed_days, weeks_done
from posecheck.report.clinician.ranges import REAL_ERROR_DEG, assessed_ranges, held_ranges, taken
from posecheck.report.clinician.seen import corrections, safety_stops, unseen
from posecheck.report.clinician.sets import OfDay, sets_done
from posecheck.support.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from posecheck.exercise import Exercise
    from posecheck.history.course_records import PrescriptionRecord
    from posecheck.history.records import ExerciseRecord, HeldValue, SessionRecord
    from posecheck.history.store import History
    from posecheck.prescription.prescription import Prescription
    from posecheck.report.clinician.document import ScreeningFacts
    from posecheck.report.clinician.sets import SetsDone

#: Without a prescription the report is about so many weeks.
WEEKS = 6
LANDMARKS = "MediaPipe Pose Landmarker"
#: More pictures do not fit beside the rest on one page.
MOST_PICTURES = 3
_REPLAY = "replay"
#: Under this the history keeps when a session was stopped because of a warning sign, until it has passed.
_WARNING_SIGN = "warning-sign"


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the person gives away besides: by default nothing.

    Parameters
    ----------
    name
        What they want to be called in the report; empty for no name.
    pictures
        Put in some of the pictures that were kept.
    screening
        What was answered to the questions about health; ``None`` to leave it out.
    """

    name: str = ""
    pictures: bool = False
    screening: ScreeningFacts | None = None


def period_of(
    followed: PrescriptionRecord | None, today: date, since: date | None = None, until: date | None = None
) -> ReportPeriod:
    """Return the days that a report is about.

    From `since` to `until` where they are given, else since the prescription that is `followed` was imported,
    else the last six weeks.
    """
    last = until or today
    if since is not None:
        return ReportPeriod(since, last, "chosen")
    if followed is not None and followed.ended_at is None:
        begun = followed.imported_at.astimezone().date()
        if begun <= last:
            return ReportPeriod(begun, last, "prescription")
    before = min(timedelta(weeks=WEEKS) - timedelta(days=1), last - date.min)  # the calendar has a first day
    return ReportPeriod(last - before, last, "six-weeks")


def gather_report(  # noqa: PLR0913 - what a report is made of has that many parts
    history: History,
    catalogue: Mapping[str, Exercise],
    period: ReportPeriod,
    made: datetime,
    *,
    prescription: Prescription | None = None,
    allowed: Allowed | None = None,
    network: str = "",
) -> ClinicianReport:
    """Return the report about a period of the history.

    Parameters
    ----------
    history, catalogue
        What was done, and the exercises by their ids.
    period
        The days it is about.
    made
        The moment it is made, with a time zone; nothing after its day is asked for.
    prescription
        The one that was followed in the period; ``None`` without.
    allowed
        What the person gives away besides; by default neither a name nor pictures nor the screening.
    network
        What finds the landmarks, as it is set now.
    """
    allowed, today = allowed or Allowed(), made.date()
    sessions = _sessions(history, period)
    days = {each.id: each.started_at.date() for each in sessions}
    done = [OfDay(days[each.id], record) for each in sessions for record in history.exercises(each.id)]
    records = [each.record for each in done]
    results = [each.result or {} for each in records]
    counted = {each.on for each in done if any(one.done for one in _sets(each, catalogue))}
    spent = minutes_by_day(history.summaries())
    minutes = {day: spent.get(day, 0.0) for day in sorted(counted)}
    asked = prescribed_days(prescription, period, today, minutes)
    pain = pain_levels(history.pain(), days)
    assessed = [
        each for each in history.course.assessments() if period.first <= each.taken_at.date() <= period.last
    ]
    share, not_seen = unseen(records, catalogue)
    return ClinicianReport(
        schema=SCHEMA,
        name=allowed.name,
        period=period,
        made_at=made,
        prescription=None if prescription is None else _facts(prescription),
        sessions=len(sessions),
        days_asked=None if asked is None else len(asked),
        days_trained=len(counted),
        days_uncounted=len({each.on for each in done} - counted),
        minutes=sum(minutes.values()),
        exercises=exercises_done(done, catalogue, prescription, asked),
        weeks=weeks_done(period, asked, minutes, today),
        ranges=(*assessed_ranges(assessed), *held_ranges(_held(history, records, period), catalogue)),
        assessments=taken(assessed),
        pain=pain,
        pain_courses=pain_courses(pain),
        goals=goal_courses(history.course.goals(ended=True), period),
        corrections=corrections(records, catalogue),
        unseen_share=share,
        unseen=not_seen,
        stops=safety_stops(done, catalogue),
        warning_sign_on=_warning_sign(history),
        screening=allowed.screening,
        pictures=_pictures(history, done, catalogue) if allowed.pictures else (),
        versions=Versions(
            VERSION,
            tuple(sorted({str(each["posecheck"]) for each in results if "posecheck" in each})),
            LANDMARKS,
            network,
        ),
        real_error_deg=REAL_ERROR_DEG,
    )


def _sets(of_day: OfDay, catalogue: Mapping[str, Exercise]) -> list[SetsDone]:
    return sets_done(of_day, catalogue.get(of_day.record.exercise))


def _sessions(history: History, period: ReportPeriod) -> list[SessionRecord]:
    """Return the sessions of the period in front of a camera, the oldest first."""
    found = [
        each
        for each in reversed(history.sessions())
        if each.kind != _REPLAY and period.first <= each.started_at.date() <= period.last
    ]
    return sorted(found, key=lambda each: each.started_at)


def _warning_sign(history: History) -> date | None:
    told = history.setting(_WARNING_SIGN)
    return None if told is None else datetime.fromisoformat(told).astimezone().date()


def _facts(prescription: Prescription) -> PrescriptionFacts:
    return PrescriptionFacts(
        title=prescription.title,
        prescriber=prescription.prescriber.name,
        written_on=prescription.written_on,
        starts_on=prescription.starts_on,
        ends_on=prescription.ends_on,
        days=tuple(prescription.days),
        notes=prescription.notes,
        stop_for=tuple(prescription.stop_for),
    )


def _held(
    history: History, records: Sequence[ExerciseRecord], period: ReportPeriod
) -> dict[str, list[HeldValue]]:
    """Return what was held in the period of each exercise, in the order in which they were first done."""
    held = {
        name: [each for each in history.held_values(name) if period.first <= each.at.date() <= period.last]
        for name in dict.fromkeys(each.exercise for each in records)
    }
    return {name: values for name, values in held.items() if values}


def _pictures(
    history: History, done: Sequence[OfDay], catalogue: Mapping[str, Exercise]
) -> tuple[ReportPicture, ...]:
    """Return the newest best moment of each exercise, the newest first."""
    days = {each.record.id: each for each in done}
    found: dict[str, ReportPicture] = {}
    for session in dict.fromkeys(each.record.session_id for each in reversed(done)):
        for still in stills_of(history.path, session):
            shown = days.get(still.note.exercise)
            if shown is None or still.note.cue or shown.record.exercise in found:
                continue
            name = shown.record.exercise
            found[name] = ReportPicture(
                on=shown.on,
                exercise=name,
                title=catalogue[name].title if name in catalogue else name,
                side=still.note.side,
                jpeg=b64encode(still.jpeg).decode("ascii"),
            )
    return tuple(found.values())[:MOST_PICTURES]
