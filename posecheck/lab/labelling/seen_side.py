"""Which side works in a clip or a part of it, as the trainer sees it: a guess, for whoever labels."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from posecheck.pose import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from posecheck.exercise import Exercise
    from posecheck.lab.labelling.judged import JudgedPoses


def seen_sides(exercise: Exercise, judged: JudgedPoses) -> tuple[Side, ...]:
    """Return the side that works in each frame, named as labels name it; ``NONE`` where nobody can tell.

    Where an exercise names its side by the arm, the working leg is the other one.
    """
    working = (moment.working for moment in judged.moments)
    return tuple(side.other if exercise.side_by_arm else side for side in working)


def side_between(times_s: Sequence[float], sides: Sequence[Side], start_s: float, end_s: float) -> Side:
    """Return the side that was seen longest from `start_s` to `end_s`; ``NONE`` when none was.

    Parameters
    ----------
    times_s, sides
        Of every frame.
    start_s, end_s
        Of what was marked, both included.
    """
    within = Counter(
        side
        for time_s, side in zip(times_s, sides, strict=True)
        if side is not Side.NONE and start_s <= time_s <= end_s
    )
    return within.most_common(1)[0][0] if within else Side.NONE
