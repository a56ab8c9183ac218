"""Whether the camera looks from the side the exercise is judged from (catalogue §2)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from posecheck.engine.events import ViewState
from posecheck.exercise import View
from posecheck.pose.filters import Lasting, RollingMedian

#: Off the right direction by so much nothing is said: 20° costs ≤ 4° (catalogue §2, computed), and the
#: reading's own error comes on top: exact side views of real people read 17 to 26°.
GOOD_OFF_DEG = 30.0
#: Beyond this everything is about 20° wrong (catalogue §2; measured on rendered clips).
MOST_OFF_DEG = 45.0
#: A limit is left again only this far on its other side.
HYSTERESIS_DEG = 4.0
#: The direction is the median over this time …
WINDOW_S = 1.0
#: … and must be wrong for this long before it is said (catalogue §2).
BLOCK_AFTER_S = 2.0

_TURN = {
    View.SIDE: "Turn so that your side faces the camera.",
    View.FRONT: "Turn to face the camera.",
}


@dataclass(frozen=True, slots=True)
class ViewOpinion:
    """What the gate says of this frame.

    Parameters
    ----------
    judged
        The frame may be judged: the direction is near enough now.
    state, reason
        What is announced, with what to do about it.
    factor
        Weight of this frame's confidence: 1 ok, 0.6 warn, 0 block (catalogue §10).
    """

    judged: bool
    state: ViewState
    reason: str
    factor: float


WARN_FACTOR = 0.6
_FACTOR = {ViewState.OK: 1.0, ViewState.WARN: WARN_FACTOR, ViewState.BLOCK: 0.0}


class ViewGate:
    """Judges the direction of view over time."""

    __slots__ = ("_announced", "_median", "_now", "_view", "_wrong")

    def __init__(self, view: View) -> None:
        self._view = view
        self._median = RollingMedian(WINDOW_S)
        self._now = ViewState.OK
        self._announced = ViewState.OK
        self._wrong = Lasting()

    def reset(self) -> None:
        """Forget the person."""
        self._median.reset()
        self._wrong.update(0.0, true=False)

    def update(self, time_s: float, off_deg: float) -> ViewOpinion:
        """Return the opinion for a body whose camera is `off_deg` off the direction that is asked for.

        ``NaN``, as while the body turns on purpose, leaves the opinion as it is.
        """
        if self._view is View.ANY:
            return ViewOpinion(judged=True, state=ViewState.OK, reason="", factor=1.0)
        usual = self._median.update(time_s, off_deg)
        self._now = self._grade(usual)
        wrong_s = self._wrong.update(time_s, true=self._now is ViewState.BLOCK)
        if self._now is not ViewState.BLOCK:
            self._announced = self._now
        elif wrong_s >= BLOCK_AFTER_S:
            self._announced = ViewState.BLOCK
        reason = "" if self._announced is ViewState.OK else _TURN[self._view]
        return ViewOpinion(
            judged=self._now is not ViewState.BLOCK,
            state=self._announced,
            reason=reason,
            factor=_FACTOR[self._now],
        )

    def _grade(self, off_deg: float) -> ViewState:
        if math.isnan(off_deg):
            return self._now
        blocked, good = self._now is ViewState.BLOCK, self._now is ViewState.OK
        if off_deg > MOST_OFF_DEG + (-HYSTERESIS_DEG if blocked else 0.0):
            return ViewState.BLOCK
        if off_deg > GOOD_OFF_DEG + (0.0 if good else -HYSTERESIS_DEG):
            return ViewState.WARN
        return ViewState.OK
