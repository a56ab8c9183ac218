"""What a session shows: the best, the most useful cue, left against right, done against planned."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from posecheck.report.scales import scale_of
from posecheck.report.trend import as_shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from posecheck.history.records import CueRecord, ExerciseRecord, FaultRecord, HoldRecord, RepRecord

#: A cue helped when the fault it was about ended within this time.
HELPED_WITHIN_S = 6.0
#: Left and right differ when by more than either of these (catalogue §3).
SIDES_DIFFER_DEG = 10.0
SIDES_DIFFER_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class BestPosition:
    """The hold or repetition with the highest score."""

    exercise: str
    side: str
    score: float
    held_s: float | None


@dataclass(frozen=True, slots=True)
class UsefulCue:
    """The cue after which its fault ended most often."""

    text: str
    said: int
    helped: int


@dataclass(frozen=True, slots=True)
class SidesCompared:
    """The leading measure on the left and on the right, as medians of the counted holds."""

    exercise: str
    unit: str
    left: float
    right: float

    @property
    def differ(self) -> bool:
        """Whether the difference is worth telling."""
        difference = abs(self.left - self.right)
        share = difference / max(abs(self.left), abs(self.right), 1e-9)
        return (self.unit == "deg" and difference > SIDES_DIFFER_DEG) or share > SIDES_DIFFER_SHARE


@dataclass(frozen=True, slots=True)
class Done:
    """What was planned of an exercise on a side, and what was done."""

    exercise: str
    side: str
    planned_sets: int
    planned_hold_s: float | None
    planned_reps: int | None
    sets: int
    holds: int
    held_s: float
    reps: int


def score_of(position: HoldRecord | RepRecord) -> float | None:
    """Return the score of a hold or a repetition, 0 to 100, ``None`` when a part was not observed."""
    if position.form is None or position.hold is None or position.control is None:
        return None
    return 100 * (0.60 * position.form + 0.20 * position.hold + 0.20 * position.control)


def counted_positions(exercise: ExerciseRecord) -> list[HoldRecord | RepRecord]:
    """Return the counted holds and the repetitions of an exercise."""
    return [*(hold for hold in exercise.holds if hold.counted), *exercise.reps]


def best_position(exercises: Iterable[ExerciseRecord]) -> BestPosition | None:
    """Return the hold or repetition with the highest score, ``None`` when nothing was scored."""
    every = [
        BestPosition(each.exercise, position.side, score, getattr(position, "held_s", None))
        for each in exercises
        if each.score is not None
        for position in counted_positions(each)
        if (score := score_of(position)) is not None
    ]
    return max(every, key=lambda each: (each.score, each.held_s or 0.0), default=None)


def most_useful_cue(exercises: Iterable[ExerciseRecord]) -> UsefulCue | None:
    """Return the cue after which its fault ended most often, ``None`` when none helped."""
    said: Counter[str] = Counter()
    helped: Counter[str] = Counter()
    for each in exercises:
        for cue in each.cues:
            if cue.kind != "fault":
                continue
            said[cue.text] += 1
            helped[cue.text] += any(_put_right(cue, fault, each) for fault in each.faults)
    text = max(said, key=lambda text: (helped[text], helped[text] / said[text]), default=None)
    return UsefulCue(text, said[text], helped[text]) if text is not None and helped[text] else None


def _put_right(cue: CueRecord, fault: FaultRecord, exercise: ExerciseRecord) -> bool:
    """Return whether `fault` ended soon after `cue`, and not because the position was left."""
    if fault.fault != cue.fault or fault.end_s is None:
        return False
    end_s = fault.end_s
    soon = fault.start_s <= cue.time_s <= end_s <= cue.time_s + HELPED_WITHIN_S
    positions: list[HoldRecord | RepRecord] = [*exercise.holds, *exercise.reps]
    return soon and any(each.start_s <= end_s < (each.end_s or end_s) for each in positions)


def sides_compared(exercises: Iterable[ExerciseRecord]) -> list[SidesCompared]:
    """Return left against right of every exercise that was held on both sides."""
    values: dict[tuple[str, str], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for each in exercises:
        for position in counted_positions(each):
            for measure in position.measures:
                if measure.primary:
                    scale = scale_of(measure.measure, measure.unit)
                    values[each.exercise, scale.unit][position.side].append(scale.shown(measure.median))
    return [
        SidesCompared(
            exercise, unit, as_shown(median(sides["left"]), unit), as_shown(median(sides["right"]), unit)
        )
        for (exercise, unit), sides in values.items()
        if sides["left"] and sides["right"]
    ]


def done_against_plan(plan: Sequence[Mapping[str, Any]], exercises: Sequence[ExerciseRecord]) -> list[Done]:
    """Return, in the order of the plan, what was planned and done; what was not planned comes last.

    Every step of the plan is one set; without a plan it is what each exercise was begun with.
    """
    steps = list(plan) or [
        {"exercise": each.exercise, "side": each.side, **each.planned} for each in exercises
    ]
    asked: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for step in steps:
        asked[step["exercise"], str(step.get("side", "none"))].append(step)
    carried_out: dict[tuple[str, str], list[ExerciseRecord]] = defaultdict(list)
    for each in exercises:
        key = each.exercise, str(each.planned.get("side", each.side))
        carried_out[key if key in asked else (each.exercise, each.side)].append(each)
    return [_done(*key, asked.get(key, []), carried_out.get(key, [])) for key in {**asked, **carried_out}]


def _done(
    exercise: str, side: str, asked: Sequence[Mapping[str, Any]], records: Sequence[ExerciseRecord]
) -> Done:
    holds = [hold for record in records for hold in record.holds if hold.counted]
    first: Mapping[str, Any] = asked[0] if asked else {}
    return Done(
        exercise=exercise,
        side=side,
        planned_sets=len(asked),
        planned_hold_s=first.get("hold_s"),
        planned_reps=first.get("reps"),
        sets=sum(record.status == "done" for record in records),
        holds=len(holds),
        held_s=sum(hold.held_s or 0.0 for hold in holds),
        reps=sum(len(record.reps) for record in records),
    )
