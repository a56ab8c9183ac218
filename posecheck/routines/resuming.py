"""The session to go on with: what it was, how far it came, and what is still due in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from posecheck.exercise.catalogue import all_exercises
from posecheck.pose import Side
from posecheck.routines.plan import WARMING_MARCH_S, warming
from posecheck.routines.regressions import recalled
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from posecheck.exercise import Exercise
    from posecheck.history.records import ExerciseRecord
    from posecheck.history.store import History
    from posecheck.routines.asymmetry import Balance
    from posecheck.routines.plan import Plan
    from posecheck.session.schedule import ScheduledSet

#: After a longer interruption it begins with a warm-up again.
WARM_FOR = timedelta(minutes=30)
#: A session that was interrupted longer ago is begun anew; `--resume` goes on with it all the same.
LATELY = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A routine that was interrupted.

    Parameters
    ----------
    session
        Its number in the history.
    routine
        Name of the routine.
    plan
        The steps of its plan.
    walked
        Whether the person had walked before.
    exercises
        What was done of it.
    ended
        When something of it was seen last.
    """

    session: int
    routine: str
    plan: Sequence[dict[str, Any]]
    walked: bool
    exercises: Sequence[ExerciseRecord]
    ended: datetime

    def is_cold(self, now: datetime) -> bool:
        """Return whether it is so long ago that whoever was warm is no longer."""
        return now - self.ended > WARM_FOR

    @property
    def first(self) -> int:
        """The number of the turn to go on with."""
        over = [
            int(each.planned.get("turn", -1))
            for each in self.exercises
            if each.status in ("done", "skipped") and not each.planned.get("more")
        ]
        return max(over, default=-1) + 1

    @property
    def first_sides(self) -> dict[str, Side]:
        """Exercise id → the side that came first, so that the order stays the same."""
        return {step["exercise"]: Side(step.get("side", "none")) for step in reversed(self.plan)}

    def turns_left(
        self, plan: Plan, balance: Balance, offered: Callable[[str], Exercise | None]
    ) -> list[ScheduledSet]:
        """Return what is left of `plan`, with the repetition of a side that was cut off or not begun.

        What had been made easier is so again, out of what is `offered`.

        Raises
        ------
        InputError
            `plan` is another one than that of the session, or nothing is left.
        """
        now = [(turn.exercise.id, turn.side.value, turn.set_number) for turn in plan.turns]
        if now != [(step.get("exercise"), step.get("side"), step.get("set")) for step in self.plan]:
            raise InputError(
                "Your answers or the routine have changed since; begin anew with `posecheck routine`."
            )
        balance.recall(plan.turns, self.exercises)
        left = list(plan.turns[self.first :])
        last = plan.turns[self.first - 1] if self.first else None
        if last is not None and (not left or left[0].exercise.id != last.exercise.id):
            again = balance.due(last)
            left = left if again is None else [again, *left]
        if not left:
            raise InputError("The last routine was done to its end; run `posecheck routine`.")
        return left if left[0].again else self._as_easy(left, plan, offered)

    def _as_easy(
        self, left: list[ScheduledSet], plan: Plan, offered: Callable[[str], Exercise | None]
    ) -> list[ScheduledSet]:
        """Return the turns with the easier version that the exercise in hand had, if it had one."""
        planned = [each for each in self.exercises if each.planned.get("turn", -1) >= 0]
        newest = planned[-1] if planned else None
        changed = newest.planned.get("easier") if newest is not None else None
        if newest is None or not changed:
            return left
        number = int(newest.planned.get("turn", -1))
        if not 0 <= number < len(plan.turns) or plan.turns[number].exercise.id != left[0].exercise.id:
            return left
        taken = {turn.exercise.id for turn in plan.turns}
        return recalled(left, newest.exercise, changed, lambda name: None if name in taken else offered(name))


def interrupted_routine(history: History) -> Interrupted:
    """Return the newest session, which is a routine that was interrupted or killed.

    Raises
    ------
    InputError
        There is none, or it runs in another window.
    """
    found = history.unfinished()
    if found is None or found.session.kind != "routine" or not found.session.routine:
        newest = history.last_session()
        if newest is not None and history.is_running(newest.id):
            raise InputError(f"Session {newest.id} runs in another window of posecheck; end it there first.")
        raise InputError("There is no interrupted routine to go on with; run `posecheck routine`.")
    plan = found.session.plan
    extended = (
        plan[0].get("exercise") == warming(all_exercises()).id and plan[0].get("hold_s") == WARMING_MARCH_S
    )
    session = found.session
    exercises = history.exercises(session.id)
    ended = next(
        each.session.started_at + timedelta(seconds=each.duration_s)
        for each in history.summaries()
        if each.session.id == session.id
    )
    return Interrupted(session.id, found.session.routine, plan, not extended, exercises, ended)


def interrupted_lately(history: History, now: datetime) -> Interrupted | None:
    """Return the session to go on with if it was interrupted lately, ``None`` without one."""
    try:
        interrupted = interrupted_routine(history)
    except InputError:  # there is none
        return None
    return interrupted if now - interrupted.ended < LATELY else None
