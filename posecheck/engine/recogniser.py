"""What is the person doing? Finds the exercise of the catalogue that the poses show, or none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.engine.events import HoldEnded, Phase, RepDone
from posecheck.engine.performers.arrival import STILL_S
from posecheck.engine.trainer import Trainer
from posecheck.exercise import Counted
from posecheck.exercise.catalogue import all_exercises
from posecheck.perception.observation import Observer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from posecheck.exercise import Exercise
    from posecheck.perception.observation import Observation
    from posecheck.pose import Pose

#: What is done is recognised from so much of a source.
LOOK_S = 120.0
#: So many seconds in a position that fits make an exercise …
ENOUGH_S = 1.5
#: … when no other has nearly as many.
LEAD = 1.15
#: Below this lead the second is worth naming too.
CLOSE = 1.6
#: A step or a circle is worth as much as so many seconds in a position.
STEP_S = 0.6
#: The way there and back of a whole repetition is worth as much as so many seconds in a position.
REP_S = 3.0
#: A hold that was come out of is a whole movement too.
HELD_S = 1.5
#: A hold whose start was not seen speaks for it with this share: it may be part of something else.
UNSTARTED_SHARE = 0.6
#: A bad position may still be the exercise: form counts for so much of the evidence.
FORM_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Recognised:
    """The exercise that was recognised, and how much spoke for it.

    Parameters
    ----------
    exercise
        The exercise, ``None`` when nothing of the catalogue fits.
    evidence_s
        Seconds in its position, weighted; by exercise id, the most first.
    """

    exercise: Exercise | None
    evidence_s: dict[str, float]
    #: two of which it may be either, empty when it is clear or nothing
    either: tuple[Exercise, ...] = ()


class Recogniser:
    """Follows every exercise at once and collects what speaks for each.

    Parameters
    ----------
    exercises
        The candidates. Guided ones cannot be recognised, opt-in ones never are: both are left out.
    """

    def __init__(self, exercises: Iterable[Exercise]) -> None:
        self._exercises = [
            exercise
            for exercise in exercises
            if exercise.scored and not exercise.opt_in and exercise.dose.counts is not Counted.TIME
        ]
        self._observer = Observer()
        self._trainers = [Trainer(exercise) for exercise in self._exercises]
        self._evidence_s = {exercise.id: 0.0 for exercise in self._exercises}
        self._time_s = math.nan

    def step(self, pose: Pose) -> None:
        """Take the next pose; poses come in the order of time."""
        self.follow(self._observer.observe(pose))

    def follow(self, seen: Observation) -> None:
        """Take the next observation, which others may share; this or :meth:`step` is called throughout."""
        step_s = 0.0 if math.isnan(self._time_s) else seen.pose.time_s - self._time_s
        self._time_s = seen.pose.time_s
        for exercise, trainer in zip(self._exercises, self._trainers, strict=True):
            self._evidence_s[exercise.id] += _evidence_s(exercise, trainer, seen, step_s)

    def recognised(self) -> Recognised:
        """Return what the poses so far show."""
        ranked = sorted(self._exercises, key=lambda exercise: -self._evidence_s[exercise.id])
        evidence_s = {exercise.id: self._evidence_s[exercise.id] for exercise in ranked}
        first, second = [*evidence_s.values(), 0.0, 0.0][:2]
        sure = first >= ENOUGH_S and first >= LEAD * second
        close = second >= ENOUGH_S and first < CLOSE * second
        return Recognised(ranked[0] if sure else None, evidence_s, tuple(ranked[:2]) if close else ())


def recognised_in(poses: Iterable[Pose]) -> Recognised:
    """Return which exercise of the catalogue `poses` show."""
    recogniser = Recogniser(all_exercises().values())
    for pose in poses:
        recogniser.step(pose)
    return recogniser.recognised()


def _evidence_s(exercise: Exercise, trainer: Trainer, seen: Observation, step_s: float) -> float:
    """Return what one frame says for `exercise`, in seconds; all are asked about the same frames."""
    glance = trainer.glance(seen)
    done = [event for event in glance.events if isinstance(event, RepDone)]
    if exercise.dose.counts is Counted.MOVEMENTS:
        return STEP_S * len(done)
    if exercise.dose.counts is Counted.REPETITIONS:
        return sum(_rep_s(event) for event in done)
    form = 0.0 if math.isnan(glance.form) else glance.form
    worth = 1.0 - FORM_SHARE + FORM_SHARE * form
    worth *= 1.0 if trainer.started else UNSTARTED_SHARE
    whole = HELD_S * sum(isinstance(event, HoldEnded) and event.held_s >= STILL_S for event in glance.events)
    if glance.phase is not Phase.HOLD or not glance.valid:
        return whole
    return whole + step_s * worth


def _rep_s(rep: RepDone) -> float:
    """Return what a whole repetition says, in seconds: there and back, and the time at its top."""
    form = 0.0 if math.isnan(rep.parts.form) else rep.parts.form
    return (REP_S + rep.hold_end_s - rep.hold_start_s) * (1.0 - FORM_SHARE + FORM_SHARE * form)
