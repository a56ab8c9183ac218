"""From a routine to what is done, set by set: the parts in order, the camera moved as little as can be."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from posecheck.exercise import Counted, Exercise, View
from posecheck.pose import Side
from posecheck.routines.asymmetry import Stiffer, comparable
from posecheck.routines.dose import CAMERA_S, REST_S, TRANSITION_S, one_side_at_a_time, set_s, with_dose
from posecheck.routines.placement import Placement, placement_of
from posecheck.routines.routine import PARTS, Activity, Routine, RoutinePart, part_of
from posecheck.session.schedule import ScheduledSet
from posecheck.support.message import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from posecheck.routines.screening import Fitted

#: Who has not walked marches for so long (AAOS: five minutes of easy moving first).
WARMING_MARCH_S = 300.0
NOT_WALKED = "you have not walked yet"
TO_GET_WARM = "Five minutes, to get warm."


@dataclass(frozen=True, slots=True)
class Left:
    """An exercise that is left out or changed, and why.

    Parameters
    ----------
    exercise
        Its id.
    reason
        Why it is not as the routine has it.
    instead
        Title of the exercise that is done in its place.
    note
        How it is done now, where it is the same exercise.
    ask
        Whom to ask about it, as a sentence; empty where nobody has prescribed it.
    """

    exercise: str
    reason: str
    instead: str = ""
    note: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A routine as it will be done.

    Parameters
    ----------
    routine
        What was asked for.
    turns
        What is done, in order.
    changes
        What was left out or changed.
    stiffer
        Exercise id → the side that comes first because it was stiffer lately.
    may_repeat
        Whether the stiffer side of a stretch may be repeated today.
    """

    routine: Routine
    turns: tuple[ScheduledSet, ...]
    changes: tuple[Left, ...] = ()
    stiffer: Mapping[str, Stiffer] = field(default_factory=dict)
    may_repeat: bool = True

    @property
    def duration_s(self) -> float:
        """Roughly how long it takes."""
        return sum(takes_s(turn) for turn in self.turns)

    @property
    def repeats_s(self) -> float:
        """How much longer it takes when every stretch has a stiffer side to repeat."""
        last = {turn.exercise.id: turn for turn in self.turns if comparable(turn.exercise)}
        return sum(takes_s(turn) for turn in last.values()) if self.may_repeat else 0.0

    @property
    def camera_moves(self) -> int:
        """How often the camera has to be put elsewhere during the session."""
        return sum(turn.moves_camera for turn in self.turns[1:])


def takes_s(scheduled: ScheduledSet) -> float:
    """Return roughly how long a set takes with what comes before it."""
    return scheduled.before_s + set_s(scheduled.exercise)


def plan_routine(  # noqa: PLR0913 - a plan is fitted to that much
    routine: Routine,
    exercises: Mapping[str, Exercise],
    *,
    walked: bool = True,
    fit: Callable[[Exercise, frozenset[str]], Fitted] | None = None,
    level: Callable[[Exercise], Exercise] | None = None,
    first: Mapping[str, Side] | None = None,
    stiffer: Mapping[str, Stiffer] | None = None,
    may_repeat: bool = True,
) -> Plan:
    """Return the plan of `routine`.

    Parameters
    ----------
    routine
        What is asked for.
    exercises
        The catalogue, by id.
    walked
        Whether the person has walked for five minutes; else marching is extended to that.
    fit
        Fits an exercise to the screening, given the ids already in the routine.
    level
        Gives an exercise the dose of the person's level.
    first
        Exercise id → the side to begin with, as in a session that is resumed.
    stiffer
        Exercise id → the side that was stiffer lately; it comes first unless `first` has another one.
        The left side does otherwise.
    may_repeat
        Whether the stiffer side of a stretch may be repeated today.
    """
    asked = frozenset(activity.exercise for activity in routine.activities)
    items: list[tuple[RoutinePart, Exercise, Activity]] = []
    changes: list[Left] = []
    notes: dict[str, str] = {}
    for activity in routine.activities:
        exercise = with_dose(exercises[activity.exercise], activity)
        part = activity.part or part_of(exercise)
        if fit is not None:
            fitted = fit(exercise, asked | {each.id for _, each, _ in items})
            if fitted.reason:
                other = fitted.exercise
                instead = other.title if other is not None and other.id != exercise.id else ""
                changes.append(Left(exercise.id, fitted.reason, instead, fitted.note))
            if fitted.exercise is None:
                continue
            exercise = fitted.exercise
            notes[exercise.id] = fitted.note
        if level is not None:
            exercise = level(exercise)
        items.append((part, exercise, activity))
    if not walked:
        items = _warmed(items, exercises)
        changes.append(Left(items[0][1].id, NOT_WALKED, note=TO_GET_WARM))
    begin = {name: each.side for name, each in (stiffer or {}).items()} | dict(first or {})
    turns = [_noted(turn, notes.get(turn.exercise.id, "")) for turn in _turns(_ordered(items), begin)]
    first_side = {turn.exercise.id: turn.side for turn in reversed(turns)}
    said = {name: each for name, each in (stiffer or {}).items() if first_side.get(name) is each.side}
    return Plan(routine, tuple(turns), tuple(changes), said, may_repeat)


def _noted(turn: ScheduledSet, note: str) -> ScheduledSet:
    """Return a turn with one more thing to mind, said before its own."""
    return replace(turn, note=joined([note, turn.note]) if note and turn.note else note or turn.note)


def warming(exercises: Mapping[str, Exercise]) -> Exercise:
    """Return the exercise that gets somebody warm: the first of the catalogue that is steps."""
    return next(each for each in exercises.values() if _warms(each))


def _warms(exercise: Exercise) -> bool:
    """Return whether it gets somebody warm: steps, as long as one likes."""
    return exercise.dose.counts is Counted.MOVEMENTS and exercise.dose.lasts_s is not None


def _warmed(
    items: list[tuple[RoutinePart, Exercise, Activity]], exercises: Mapping[str, Exercise]
) -> list[tuple[RoutinePart, Exercise, Activity]]:
    """Return the items with a march that is long enough to get warm, at the beginning."""
    rest = [item for item in items if not _warms(item[1])]
    march = next((item[1] for item in items if _warms(item[1])), warming(exercises))
    walking = Activity(march.id, duration_s=WARMING_MARCH_S)
    return [(RoutinePart.WARMUP, with_dose(march, walking), walking), *rest]


def warmed_again(turns: Sequence[ScheduledSet], exercises: Mapping[str, Exercise]) -> list[ScheduledSet]:
    """Return the turns that are left of a session, after marching when its own warm-up is over.

    That turn is none of the plan: its number is -1.
    """
    if turns[0].part is RoutinePart.WARMUP:
        return list(turns)
    march = warming(exercises)
    march = with_dose(march, Activity(march.id, duration_s=WARMING_MARCH_S))
    warm_up = ScheduledSet(-1, RoutinePart.WARMUP, march, Side.NONE, 1, 1, TRANSITION_S, moves_camera=False)
    first = turns[0]
    if placement_of(first.exercise).height != placement_of(march).height:
        first = replace(first, moves_camera=True, before_s=CAMERA_S)
    return [warm_up, first, *turns[1:]]


def _ordered(
    items: Sequence[tuple[RoutinePart, Exercise, Activity]],
) -> list[tuple[RoutinePart, Exercise, Activity]]:
    """Return the items part by part, and within a part so that the camera moves least."""
    ordered: list[tuple[RoutinePart, Exercise, Activity]] = []
    here: Placement | None = None
    for part in PARTS:
        left = [item for item in items if item[0] is part]
        while left:
            costs = [_cost(item[1], here, part) for item in left]
            item = left.pop(costs.index(min(costs)))
            ordered.append(item)
            here = _after(item[1], here)
    return ordered


def _cost(exercise: Exercise, here: Placement | None, part: RoutinePart) -> int:
    # Breathing is content with any camera, and the last thing to do.
    last = 1000 if part is RoutinePart.COOLDOWN and not exercise.posture else 0
    return last + (0 if not exercise.posture else placement_of(exercise).cost_from(here))


def _after(exercise: Exercise, here: Placement | None) -> Placement:
    place = placement_of(exercise)
    if here is not None and not exercise.posture:
        return here
    if here is not None and place.height == here.height and place.view is View.ANY:
        return here
    return place


def _turns(
    items: Sequence[tuple[RoutinePart, Exercise, Activity]], begin: Mapping[str, Side]
) -> list[ScheduledSet]:
    turns: list[ScheduledSet] = []
    here: Placement | None = None
    for part, exercise, activity in items:
        place = _after(exercise, here)
        moves = here is not None and place.height != here.height
        here = place
        sides = _sides(exercise, activity, begin.get(exercise.id, Side.LEFT))
        sets = exercise.dose.sets if exercise.dose.counts is Counted.HOLDS else activity.sets or 1
        for place_of_side, side in enumerate(sides):
            for number in range(1, sets + 1):
                elsewhere = moves and place_of_side == 0 and number == 1
                turns.append(
                    ScheduledSet(
                        number=len(turns),
                        part=part,
                        exercise=exercise,
                        side=side,
                        set_number=number,
                        sets=sets,
                        before_s=REST_S if number > 1 else CAMERA_S if elsewhere else TRANSITION_S,
                        moves_camera=elsewhere,
                        note=activity.note if exercise.id == activity.exercise else "",
                    )
                )
    return turns


def _sides(exercise: Exercise, activity: Activity, first: Side) -> tuple[Side, ...]:
    """Return the sides of an activity in their order; one alone only where the exercise has that."""
    if activity.side is not None and one_side_at_a_time(exercise):
        return (activity.side,)
    by_sides = one_side_at_a_time(exercise) if activity.each_side is None else activity.each_side
    return (first, first.other) if by_sides else (Side.NONE,)


def planned(scheduled: ScheduledSet) -> dict[str, Any]:
    """Return a set as a step of the plan in the history; its number tells where to resume."""
    step: dict[str, Any] = {
        "turn": scheduled.number,
        "exercise": scheduled.exercise.id,
        "side": scheduled.side.value,
        "sets": scheduled.sets,
        "set": scheduled.set_number,
    }
    if scheduled.again:
        step["again"] = True
    if scheduled.eased:
        step["easier"] = [str(change) for change in scheduled.eased]
    if scheduled.more:
        step["more"] = True
    dose = scheduled.exercise.dose
    if dose.goal is not None:
        step["reps"] = dose.goal
    else:
        step["hold_s"] = dose.position_s if dose.lasts_s is None else dose.lasts_s
    return step
