"""The stiffer side: it comes first when the history shows it, and once more when a session does.

"Both sides always; start with the stiffer side; repeat it once if SYM > 15 %" (catalogue §11). A side is
called stiffer in advance only when it differs by more than one camera can be wrong (§5), and a repetition
asks for nothing more than the first time: the same zone, the same cap, the same time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING

from posecheck.engine.result import read_result
from posecheck.exercise import Counted, Exercise, Folder
from posecheck.pose import Side
from posecheck.routines.dose import TRANSITION_S, one_side_at_a_time
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from posecheck.engine.result import Result
    from posecheck.history.records import ExerciseRecord, HeldValue
    from posecheck.session.schedule import ScheduledSet

#: What one camera can be wrong by; sides that differ by less may be alike (catalogue §5).
MEASUREMENT_ERROR_DEG = 10.0
#: Sides that differ by more than this share of the larger one are uneven (catalogue §3, §11).
UNEVEN_SHARE = 0.15
#: What is older says nothing about today.
RECENT = timedelta(days=90)
#: So many sessions with a side are needed, and no more than so many of the newest are asked.
LEAST_SESSIONS, MOST_SESSIONS = 2, 5
_STRETCHES = (Folder.HAMSTRING, Folder.GLUTE, Folder.BACK)

#: Why a side comes first, as it is printed in the plan.
WHY_FIRST = {
    Side.LEFT: "The left side comes first: lately it reached {left}°, the right one {right}°.",
    Side.RIGHT: "The right side comes first: lately it reached {right}°, the left one {left}°.",
}
#: Why a side is repeated, as it is said.
WHY_AGAIN = {
    Side.LEFT: "Your left side went less far than the right. So the left once more, no deeper.",
    Side.RIGHT: "Your right side went less far than the left. So the right once more, no deeper.",
}


@dataclass(frozen=True, slots=True)
class Stiffer:
    """The side that comes first, with what both reached lately in degrees."""

    side: Side
    left_deg: float
    right_deg: float


def comparable(exercise: Exercise) -> bool:
    """Return whether the sides of `exercise` can be compared: a stretch, held on one side after the other."""
    return (
        exercise.folder in _STRETCHES
        and exercise.dose.counts is Counted.HOLDS
        and exercise.primary is not None
        and not exercise.primary.strict
        and one_side_at_a_time(exercise)
    )


def stiffer_side(exercise: Exercise, values: Iterable[HeldValue], now: datetime) -> Stiffer | None:
    """Return which side of `exercise` was stiffer lately, ``None`` when that cannot be said.

    Parameters
    ----------
    exercise
        A stretch; others have no stiffer side.
    values
        What was held, of the exercise's leading measure, in any order.
    now
        The end of the time that counts as lately.
    """
    if exercise.primary is None or not comparable(exercise):
        return None
    by_session: dict[Side, dict[datetime, list[float]]] = {Side.LEFT: {}, Side.RIGHT: {}}
    for each in values:
        side = Side(each.side)
        if each.measure == exercise.primary.measure.name and side in by_session and now - each.at <= RECENT:
            by_session[side].setdefault(each.at, []).append(each.value)
    if any(len(sessions) < LEAST_SESSIONS for sessions in by_session.values()):
        return None
    lately = {}
    for side, sessions in by_session.items():
        newest = sorted(sessions)[-MOST_SESSIONS:]
        lately[side] = median(median(sessions[when]) for when in newest)
    left, right = lately[Side.LEFT], lately[Side.RIGHT]
    if abs(left - right) < MEASUREMENT_ERROR_DEG:
        return None
    return Stiffer(_less_far(exercise, left, right), left, right)


def asymmetry(left: float, right: float) -> float:
    """Return how much two sides differ, as a share of the larger value; 0 where neither reached anything."""
    larger = max(abs(left), abs(right))
    return abs(left - right) / larger if larger else 0.0


def _less_far(exercise: Exercise, left: float, right: float) -> Side:
    decreasing = exercise.primary is not None and exercise.primary.decreasing
    return Side.LEFT if (left < right) != decreasing else Side.RIGHT


class Balance:
    """Follows what each side holds in a session, and says when one is to be repeated.

    Parameters
    ----------
    allowed
        Whether anything may be repeated; not on a day with pain.
    """

    def __init__(self, *, allowed: bool = True) -> None:
        self._allowed = allowed
        self._held: dict[str, dict[Side, list[float]]] = defaultdict(lambda: defaultdict(list))
        self._closed: set[str] = set()

    def take(self, turn: ScheduledSet, value: float | None) -> None:
        """Take what was held in a turn that was done, ``None`` when nothing was."""
        if turn.again:
            self.close(turn)
            return
        if value is not None and comparable(turn.exercise):
            self._held[turn.exercise.id][turn.side].append(value)

    def close(self, turn: ScheduledSet) -> None:
        """Repeat nothing of this exercise any more: it was repeated, skipped, stopped or made easier."""
        self._closed.add(turn.exercise.id)

    def due(self, turn: ScheduledSet) -> ScheduledSet | None:
        """Return the turn that repeats the stiffer side after `turn`, the last one of its exercise."""
        held = self._held[turn.exercise.id]
        if (
            not self._allowed
            or turn.exercise.id in self._closed
            or not (held[Side.LEFT] and held[Side.RIGHT])
        ):
            return None
        left, right = median(held[Side.LEFT]), median(held[Side.RIGHT])
        if asymmetry(left, right) <= UNEVEN_SHARE:
            return None
        side = _less_far(turn.exercise, left, right)
        return replace(
            turn,
            side=side,
            set_number=1,
            sets=1,
            before_s=TRANSITION_S,
            moves_camera=False,
            again=True,
            why=WHY_AGAIN[side],
        )

    def recall(self, turns: Sequence[ScheduledSet], done: Iterable[ExerciseRecord]) -> None:
        """Take what the history holds of a session that is resumed."""
        for each in done:
            number = each.planned.get("turn")
            if not isinstance(number, int) or not 0 <= number < len(turns):
                continue
            turn = turns[number]
            if each.planned.get("again"):
                if each.status in ("done", "skipped"):
                    self.close(turn)
            elif each.status == "skipped" or each.stop_reason or each.planned.get("easier"):
                self.close(turn)
            elif each.status == "done":
                self.take(turn, held_value(turn.exercise, _kept(each)))


def held_value(exercise: Exercise, result: Result | None) -> float | None:
    """Return the median of the leading measure while it was held, ``None`` when nothing was."""
    if result is None or exercise.primary is None or not any(hold.counted for hold in result.holds):
        return None
    figures = result.measures.get(exercise.primary.measure.name)
    return figures.hold_median if figures else None


def _kept(record: ExerciseRecord) -> Result | None:
    """Return the result in the history, ``None`` when there is none that can be read."""
    try:
        return read_result(record.result) if record.result else None
    except InputError:
        return None
