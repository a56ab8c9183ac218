"""Told holds, repetitions and steps against those of the label."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.exercise import Steps
from posecheck.pose import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from posecheck.exercise import Exercise
    from posecheck.lab.evaluation.trace import Interval, Trace
    from posecheck.lab.labels import Label

#: Within this time at both ends a hold counts as told where it was; the label may be wrong by more.
HOLD_WITHIN_S = 1.0
#: What a pair is worth that is near enough but does not overlap: less than any overlap that matters.
_NEAR_WORTH = 1e-3
#: A step is the labelled one when its highest point is told within this time of the true one: less than
#: half of the quickest cadence's step, so that no step can be taken for its neighbour.
STEP_WITHIN_S = 0.25


@dataclass(frozen=True, slots=True)
class Position:
    """One labelled plateau or step and what was told of it.

    Parameters
    ----------
    start_s, end_s, side
        As labelled; `side` is the working leg's.
    expected
        It is to be counted: it is not labelled as too short.
    found, counted, side_right
        Whether something was told at this time, whether it counted, and on the right side.
    start_error_s, end_error_s
        Told minus labelled, ``None`` when nothing was told.
    iou
        Intersection over union of the two intervals; 0 when nothing was told.
    tolerance_s
        By so much the labelled times may be wrong.
    """

    start_s: float
    end_s: float
    side: Side
    expected: bool
    found: bool
    counted: bool = False
    side_right: bool = False
    start_error_s: float | None = None
    end_error_s: float | None = None
    iou: float = 0.0
    tolerance_s: float = 0.0

    @property
    def within(self) -> bool:
        """Whether it was told with both ends where they are, as far as the label can tell."""
        if self.start_error_s is None or self.end_error_s is None:
            return False
        return max(abs(self.start_error_s), abs(self.end_error_s)) <= HOLD_WITHIN_S + self.tolerance_s


@dataclass(frozen=True, slots=True)
class Positions:
    """All positions of a clip.

    Parameters
    ----------
    labelled
        Each labelled one with what was told of it.
    extra
        How many more were told.
    expected_count, counted
        How many are to be counted, and how many were.
    """

    labelled: tuple[Position, ...]
    extra: int
    expected_count: int
    counted: int

    @property
    def exact(self) -> bool:
        """Whether exactly the right ones were counted, each on its side."""
        right = all(
            position.counted and position.side_right if position.expected else not position.counted
            for position in self.labelled
        )
        return right and self.counted == self.expected_count


def working_side(exercise: Exercise, labelled: Side) -> Side:
    """Return the side of the working leg for the side that a label names."""
    if not exercise.sides:
        return Side.BOTH
    return labelled.other if exercise.side_by_arm else labelled


def compare_positions(trace: Trace, label: Label, *, judgeable: bool) -> Positions:
    """Match what was told with what is labelled; without `judgeable` nothing at all is to be told.

    Two intervals can be the same when they overlap, or when both ends are near enough: the top of a quick
    repetition is shorter than the time by which it may be told too early.
    """
    told = trace.intervals
    counted = sum(interval.counted for interval in told)
    if not judgeable:
        return Positions((), len(told), 0, counted)
    if isinstance(trace.exercise.dose, Steps):
        return _steps(told, label, counted)
    plateaus = sorted(label.plateaus, key=lambda plateau: plateau.start_s)
    spans = [(plateau.start_s, plateau.end_s) for plateau in plateaus]
    pairs = dict(
        matching(
            len(spans),
            len(told),
            lambda row, column: _likeness(spans[row], told[column], label.tolerance_s),
        )
    )
    short = [fault for fault in label.faults if fault.id == "short-hold"]
    positions = []
    for row, plateau in enumerate(plateaus):
        side = working_side(trace.exercise, plateau.side)
        expected = not any(f.start_s < plateau.end_s and f.end_s > plateau.start_s for f in short)
        if row not in pairs:
            missed = Position(
                plateau.start_s, plateau.end_s, side, expected, found=False, tolerance_s=label.tolerance_s
            )
            positions.append(missed)
            continue
        found = told[pairs[row]]
        positions.append(
            Position(
                plateau.start_s,
                plateau.end_s,
                side,
                expected,
                found=True,
                counted=found.counted,
                side_right=side not in (Side.LEFT, Side.RIGHT) or found.side is side,
                start_error_s=found.start_s - plateau.start_s,
                end_error_s=found.end_s - plateau.end_s,
                iou=iou((plateau.start_s, plateau.end_s), (found.start_s, found.end_s)),
                tolerance_s=label.tolerance_s,
            )
        )
    wanted = sum(position.expected for position in positions)
    return Positions(tuple(positions), len(told) - len(pairs), wanted, counted)


def _likeness(span: tuple[float, float], told: Interval, tolerance_s: float) -> float:
    """Return how well `told` is the labelled interval `span`, 0 when it is another one."""
    shared = iou(span, (told.start_s, told.end_s))
    off_s = max(abs(told.start_s - span[0]), abs(told.end_s - span[1]))
    near = 1.0 - off_s / (HOLD_WITHIN_S + tolerance_s)
    return max(shared, _NEAR_WORTH * near)


def _steps(told: Sequence[Interval], label: Label, counted: int) -> Positions:
    """Match steps by the time of their highest point; they have no length."""
    reps = sorted(label.reps, key=lambda rep: rep.time_s)
    within_s = STEP_WITHIN_S + label.tolerance_s

    def nearness(row: int, column: int) -> float:
        off_s = abs(told[column].start_s - reps[row].time_s)
        return 1.0 - off_s / within_s if told[column].side is reps[row].side else 0.0

    pairs = dict(matching(len(reps), len(told), nearness))
    positions = []
    for row, rep in enumerate(reps):
        if row not in pairs:
            missed = Position(
                rep.time_s, rep.time_s, rep.side, expected=True, found=False, tolerance_s=label.tolerance_s
            )
            positions.append(missed)
            continue
        error_s = told[pairs[row]].start_s - rep.time_s
        positions.append(
            Position(
                rep.time_s,
                rep.time_s,
                rep.side,
                expected=True,
                found=True,
                counted=True,
                side_right=True,
                start_error_s=error_s,
                end_error_s=error_s,
                iou=1.0,
                tolerance_s=label.tolerance_s,
            )
        )
    return Positions(tuple(positions), len(told) - len(pairs), len(reps), counted)


def iou(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the intersection over union of two intervals ``(start, end)``, 0 to 1."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    if shared <= 0.0:
        return 0.0
    return shared / (max(one[1], other[1]) - min(one[0], other[0]))


def matching(rows: int, columns: int, worth: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Return the pairs ``(row, column)`` with the largest total worth, in order and without crossing.

    Both sides are ordered in time, so the best matching never crosses and dynamic programming finds it.

    Parameters
    ----------
    rows, columns
        How many there are of either.
    worth
        What a pair is worth; a pair of no worth is never made.
    """
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            value = worth(row, column)
            paired = value + best[row + 1][column + 1] if value > 0.0 else 0.0
            best[row][column] = max(paired, best[row + 1][column], best[row][column + 1])
    pairs = []
    row = column = 0
    while row < rows and column < columns:
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            pairs.append((row, column))
            row, column = row + 1, column + 1
    return pairs
