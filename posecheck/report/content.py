"""What goes into a report, gathered from the history."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from posecheck.exercise import Circles, Hold, Reps, Steps
from posecheck.history.calendar import minutes_by_day
from posecheck.history.stills import stills_of
from posecheck.outputs.dose_words import dose_done, with_target
from posecheck.report.accuracy import published_errors
from posecheck.report.assessments_part import trends_of
from posecheck.report.goal_course import until
from posecheck.report.trend import trends
from posecheck.report.wording import Words
from posecheck.support.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from posecheck.assessment.change import AssessmentTrend
    from posecheck.exercise import Dose, Exercise
    from posecheck.history.course_records import GoalRecord
    from posecheck.history.records import CurveRecord, ExerciseRecord, PainRecord, SessionRecord
    from posecheck.history.stills import Still
    from posecheck.history.store import History
    from posecheck.outputs.dose_words import DoseDone
    from posecheck.report.accuracy import PublishedError
    from posecheck.report.trend import Trend
    from posecheck.support.language import Language


@dataclass(frozen=True, slots=True)
class ReportedExercise:
    """One exercise with its curves; `exercise` is ``None`` when its module is not installed any more."""

    record: ExerciseRecord
    exercise: Exercise | None
    curves: tuple[CurveRecord, ...]
    stills: tuple[Still, ...] = ()

    def dose(self) -> DoseDone | None:
        """Return what was done of its dose, as it was planned then; ``None`` without its module."""
        if self.exercise is None:
            return None
        planned = self.record.planned
        dose, one_of_a_plan = self.exercise.dose, "set" in planned
        if isinstance(dose, Hold):
            dose = with_target(dose, planned.get("hold_s"))
        elif isinstance(dose, Reps | Circles) and planned.get("reps"):
            dose = replace(dose, count=int(planned["reps"]))
        elif isinstance(dose, Steps) and planned.get("hold_s"):
            dose = replace(dose, duration_s=float(planned["hold_s"]))
        return dose_done(dose, self.record.holds, self.record.reps, 1 if one_of_a_plan else None)

    def title(self, words: Words) -> str:
        """Return its name for people, with the side that worked, unless both did in turn."""
        name = words.told(self.exercise.title if self.exercise else self.record.exercise)
        sides = {each.side for each in self.record.holds} | {each.side for each in self.record.reps}
        worked = sides & {"left", "right"}
        return name if len(worked) > 1 else words.sided(name, self.record.side)


@dataclass(frozen=True, slots=True)
class ReportedSession:
    """One session and what was done in it."""

    session: SessionRecord
    exercises: tuple[ReportedExercise, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """A whole report: its sessions, the oldest first, what is compared over time, and in which words.

    `routines` has the titles of routines by name, `goals` what is hard for the person and how it went,
    `trained` the minutes of exercise by day, `assessments` the tests that were taken.
    """

    sessions: tuple[ReportedSession, ...]
    trends: tuple[Trend, ...]
    pain: tuple[tuple[date, PainRecord], ...]
    errors: dict[str, PublishedError]
    catalogue: Mapping[str, Exercise]
    made: datetime
    words: Words
    routines: Mapping[str, str]
    goals: tuple[GoalRecord, ...] = ()
    trained: Mapping[date, float] = field(default_factory=dict)
    assessments: tuple[AssessmentTrend, ...] = ()

    def dose_of(self, exercise: str) -> Dose | None:
        """Return the dose of an exercise, which names what is counted; ``None`` of one that is not known."""
        known = self.catalogue.get(exercise)
        return known.dose if known else None

    def title_of(self, exercise: str) -> str:
        """Return the name of an exercise for people."""
        known = self.catalogue.get(exercise)
        return self.words.told(known.title if known else exercise)


def is_ranged(exercise: Exercise | None) -> bool:
    """Return whether how far an exercise goes can be compared; steps and circles are only counted."""
    return exercise is None or not isinstance(exercise.dose, Steps | Circles)


def gather(  # noqa: PLR0913 - what a report is made of has that many parts
    history: History,
    sessions: Sequence[SessionRecord],
    catalogue: Mapping[str, Exercise],
    made: datetime,
    *,
    language: Language = ENGLISH,
    routines: Mapping[str, str] | None = None,
    pictures: bool = True,
) -> Content:
    """Return the content of a report about `sessions`, made at `made`, in `language`.

    `pictures` puts the stills in that were kept because the user asked for them; of several sessions only the
    best moments, so that a page of months can still be opened.
    """
    only_best = len(sessions) > 1
    reported = tuple(
        _session(history, each, catalogue, pictures=pictures, only_best=only_best)
        for each in sorted(sessions, key=lambda s: s.started_at)
    )
    ids = dict.fromkeys(part.record.exercise for each in reported for part in each.exercises)
    last = max(each.session.started_at for each in reported)
    over_time = [
        trend
        for exercise in ids
        if is_ranged(catalogue.get(exercise))
        for trend in trends(
            [each for each in history.held_values(exercise) if each.at <= last], history.baselines(exercise)
        )
    ]
    days = {each.id: each.started_at for each in history.sessions()}
    told = tuple(
        (days[each.session_id].date(), each) for each in history.pain() if days[each.session_id] <= last
    )
    errors = {key: error for key, error in published_errors().items() if key in ids}
    return Content(
        reported,
        tuple(over_time),
        told,
        errors,
        catalogue,
        made,
        Words(language),
        routines or {},
        # tests have days of their own: a report about the newest session has those after it, too
        assessments=trends_of(history, None if last >= max(days.values()) else last.date()),
        goals=until(history.course.goals(ended=True), last.date(), made),
        trained={
            day: each for day, each in minutes_by_day(history.summaries()).items() if day <= last.date()
        },
    )


def _session(
    history: History,
    session: SessionRecord,
    catalogue: Mapping[str, Exercise],
    *,
    pictures: bool,
    only_best: bool,
) -> ReportedSession:
    stills = stills_of(history.path, session.id) if pictures else []
    stills = [each for each in stills if not (only_best and each.note.cue)]
    return ReportedSession(
        session,
        tuple(
            ReportedExercise(
                record,
                catalogue.get(record.exercise),
                tuple(history.curves(record.id)),
                tuple(each for each in stills if each.note.exercise == record.id),
            )
            for record in history.exercises(session.id)
        ),
    )
