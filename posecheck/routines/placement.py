"""Where the camera stands for an exercise, and what trouble it is to put it elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from posecheck.exercise import Exercise, Posture, View

#: Moving the camera costs more than turning around in front of it.
_MOVE_COST, _TURN_COST = 10, 1


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the camera stands: how high, and from where it looks; ``ANY`` is content with each."""

    height: str
    view: View

    def cost_from(self, other: Placement | None) -> int:
        """Return how much trouble it is to come here from `other`."""
        if other is None:
            return 0
        moved = _MOVE_COST * (self.height != other.height)
        return moved + _TURN_COST * (View.ANY not in (self.view, other.view) and self.view != other.view)


def placement_of(exercise: Exercise) -> Placement:
    """Return where the camera stands for `exercise`; one that may be anywhere stands as for standing."""
    if not exercise.posture or exercise.posture[0] is Posture.STANDING:
        height = "standing"
    elif exercise.posture == (Posture.SITTING,):
        height = "chair"
    else:
        height = "floor"
    return Placement(height, exercise.view)
