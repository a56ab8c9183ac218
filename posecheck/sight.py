"""What the camera cannot see, in words: nobody there, the wrong direction, a joint that is needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.body import off_front_deg, off_side_deg
from posecheck.events import ViewState
from posecheck.exercise import View
from posecheck.filters import Lasting
from posecheck.person import Presence
from posecheck.view import ViewGate, ViewOpinion

if TYPE_CHECKING:
    from posecheck.body import Body
    from posecheck.exercise import Exercise
    from posecheck.pose import Joint, Side

#: Trouble is announced when it lasts (EXERCISES.md §2).
ANNOUNCE_S = 2.0
#: A needed joint is named as missing after this time.
MISSING_S = 0.5

_NOBODY = "I can't see you. Step into the picture."
_ELSE = "Somebody else is in the picture. Please wait until you are alone in it."
_NAMES = {"toe": "foot", "heel": "foot", "ear": "head"}


@dataclass(frozen=True, slots=True)
class Sight:
    """What can be seen in this frame.

    Parameters
    ----------
    judged
        Somebody is there, is the person, and the camera looks from a direction that can be judged.
    state, reason
        What is announced.
    factor
        Weight of the direction of view in the confidence of this frame.
    missing
        Needed joints that have not been seen for a while, as words.
    """

    judged: bool
    state: ViewState
    reason: str
    factor: float
    missing: tuple[str, ...]


class SightKeeper:
    """Follows what can be seen over time."""

    __slots__ = ("_absent", "_direction", "_missing", "_needs", "_unseen", "_view")

    def __init__(self, exercise: Exercise) -> None:
        self._needs = exercise.needs
        self._view = exercise.view
        self._direction = ViewGate(exercise.view)
        self._absent = Lasting()
        self._unseen = Lasting()
        self._missing: dict[Joint, Lasting] = {joint: Lasting() for joint in self._needs}

    def reset(self) -> None:
        """Forget the person."""
        self._direction.reset()

    def absent(self, time_s: float, presence: Presence) -> Sight:
        """Return the sight of a frame without the person."""
        absent_s = self._absent.update(time_s, true=True)
        self._unseen.update(time_s, true=False)
        reason = _ELSE if presence is Presence.SOMEBODY_ELSE else _NOBODY
        blocked = absent_s >= ANNOUNCE_S
        return Sight(
            judged=False,
            state=ViewState.BLOCK if blocked else ViewState.OK,
            reason=reason if blocked else "",
            factor=0.0,
            missing=(),
        )

    def present(self, time_s: float, body: Body, working: Side) -> Sight:
        """Return the sight of a frame that shows the person."""
        self._absent.update(time_s, true=False)
        off_deg = off_front_deg(body) if self._view is View.FRONT else off_side_deg(body)
        opinion = self._direction.update(time_s, off_deg)
        missing = tuple(
            self._name(joint, working)
            for joint, lasting in self._missing.items()
            if lasting.update(time_s, true=not body.seen(joint, working)) >= MISSING_S
        )
        unseen_s = self._unseen.update(time_s, true=bool(missing))
        return self._sight(opinion, missing, announce=unseen_s >= ANNOUNCE_S)

    @staticmethod
    def _name(joint: Joint, side: Side) -> str:
        return f"{side.value} {_NAMES.get(joint.value, joint.value)}"

    @staticmethod
    def _sight(opinion: ViewOpinion, missing: tuple[str, ...], *, announce: bool) -> Sight:
        state, reason = opinion.state, opinion.reason
        if announce and state is not ViewState.BLOCK:
            state = ViewState.BLOCK
            reason = f"I can't see your {' and '.join(missing)}. Move back or turn the camera."
        return Sight(opinion.judged and not missing, state, reason, opinion.factor, missing)
