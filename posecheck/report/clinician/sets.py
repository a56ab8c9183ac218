"""Sets out of the history: how many of a dose were done on a side, and which of them whole.

A routine keeps each set as an exercise of its own, free practice all of them as one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from posecheck.exercise import Circles, Counted, Hold, Reps, Steps
from posecheck.outputs.dose_words import dose_done, with_target

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from posecheck.exercise import Dose, Exercise
    from posecheck.history.records import ExerciseRecord
    from posecheck.report.clinician.document import DoseAsked

_BOTH = ("left", "right")
_NO_SIDE = "none"


@dataclass(frozen=True, slots=True)
class OfDay:
    """What the history holds of an exercise, and the day of its session."""

    on: date
    record: ExerciseRecord


@dataclass(frozen=True, slots=True)
class SetsDone:
    """Sets of one exercise on one side that one record of the history holds.

    `full` is ``None`` for what nothing is counted of. `uncounted` of them were begun, and nothing of them
    could be counted.
    """

    on: date
    exercise: str
    side: str
    done: int
    full: int | None
    uncounted: int


def sides_of(exercise: Exercise | None) -> tuple[str, ...]:
    """Return the sides that are counted apart; where the sides take turns within a set they are not."""
    if exercise is None or not exercise.sides or getattr(exercise.dose, "alternating", False):
        return (_NO_SIDE,)
    return _BOTH


def sets_done(
    of_day: OfDay, exercise: Exercise | None, asked: Mapping[str, DoseAsked] | None = None
) -> list[SetsDone]:
    """Return the sets of a record, those of each side that worked or was asked to.

    Parameters
    ----------
    of_day
        What the history has of a day.
    exercise
        Its exercise; without it holds and repetitions are counted and none is called whole.
    asked
        What a set should be on each side; by default as it was planned then.
    """
    asked, record = asked or {}, of_day.record
    if record.status == "skipped":
        return []
    sides = sides_of(exercise)
    if sides == (_NO_SIDE,):
        return [_on_side(of_day, exercise, _NO_SIDE, asked.get(_NO_SIDE))]
    worked = {each.side for each in record.holds} | {each.side for each in record.reps}
    wanted = {str(record.planned.get("side", record.side))} & set(_BOTH)
    found = [_on_side(of_day, exercise, side, asked.get(side)) for side in _BOTH if side in (worked | wanted)]
    return found or [_on_side(of_day, exercise, _NO_SIDE, asked.get(_NO_SIDE))]


def _on_side(of_day: OfDay, exercise: Exercise | None, side: str, asked: DoseAsked | None) -> SetsDone:
    record = of_day.record
    holds = [each for each in record.holds if each.counted and side in (_NO_SIDE, each.side)]
    reps = [each for each in record.reps if side in (_NO_SIDE, each.side)]
    done, full = len(holds) + bool(reps), None
    dose = None if exercise is None else _wanted(exercise.dose, record.planned, asked)
    if dose is None:
        pass
    elif dose.counts is Counted.TIME:
        done = int(record.status == "done")
    elif "set" in record.planned:  # one set, in however many goes
        done, full = int(bool(holds or reps)), int(dose_done(dose, holds, reps, 1).complete)
    elif dose.counts is Counted.HOLDS:
        full = sum(dose_done(dose, [each], [], 1).complete for each in holds)
    elif dose.goal is not None:
        done, full = math.ceil(len(reps) / dose.goal), len(reps) // dose.goal
    else:
        full = int(dose_done(dose, holds, reps).complete)
    uncounted = int(not done and _watched(dose))
    return SetsDone(of_day.on, record.exercise, side, done, full, uncounted)


def _watched(dose: Dose | None) -> bool:
    return dose is None or dose.counts is not Counted.TIME


def _wanted(dose: Dose, planned: Mapping[str, Any], asked: DoseAsked | None) -> Dose:
    """Return the dose of a set as it was asked for: by the prescription, else by the plan of then."""
    hold_s = asked.hold_s if asked else planned.get("hold_s")
    reps = asked.reps if asked else planned.get("reps")
    duration_s = asked.duration_s if asked else planned.get("hold_s")
    if isinstance(dose, Hold):
        return with_target(dose, hold_s)
    if isinstance(dose, Reps | Circles):
        return replace(dose, count=int(reps)) if reps else dose
    if isinstance(dose, Steps):
        return replace(dose, duration_s=float(duration_s)) if duration_s else dose
    return dose
