"""Draws a figure as a pictogram: round limbs, what is nearer in front of what is farther."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from posecheck.book.strokes import ACCENT, BODY, FAR, PALE, PANEL, between, disc, filled, line, xy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from posecheck.book.figure import Figure
    from posecheck.book.strokes import Point, Projection

#: Widths of what is drawn, in metres of the person.
_TRUNK_M, _HEAD_RADIUS_M, _NOSE_RADIUS_M, _ANKLE_RADIUS_M = 0.155, 0.11, 0.03, 0.065
_LEG = (("hip", "knee", 0.125), ("knee", "ankle", 0.10), ("ankle", "toe", 0.075))
_ARM = (("shoulder", "elbow", 0.08), ("elbow", "wrist", 0.07))
#: What is in front is set off by a gap of so many pixels.
_GAP_PX = 2.5


@dataclass(frozen=True, slots=True)
class Look:
    """How a figure is drawn.

    `pale` is how the start is drawn behind the position; `accent` marks the near leg; `resting` shows the
    ankle that lies on the near thigh; `facing` is seen from the front, where no side is the farther one.
    """

    pale: bool = False
    accent: bool = False
    resting: bool = False
    facing: bool = False


class Pictogram:
    """One figure in one projection.

    Parameters
    ----------
    figure
        Who is drawn.
    projection
        From where.
    look
        How.
    """

    def __init__(self, figure: Figure, projection: Projection, look: Look) -> None:
        self._at = projection.joints(figure)
        self._back = projection(figure.back)
        self._scale, self._above, self._look = projection.scale, projection.above, look
        self._body = PALE if look.pale else BODY
        self._far = PALE if look.pale else BODY if look.facing else FAR
        self._leg = ACCENT if look.accent and not look.pale else self._body

    def parts(self) -> Iterator[str]:
        """Give the strokes, from the farthest to the nearest."""
        far_arm, near_arm = self._limb("far", _ARM, self._far), self._limb("near", _ARM, self._body)
        far_leg, near_leg = self._limb("far", _LEG, self._far), self._limb("near", _LEG, self._leg)
        trunk, head, ankle = self._trunk(), self._head(), self._resting_ankle()
        if self._above:
            yield from chain(far_leg, near_leg, trunk, far_arm, near_arm, head)
        elif self._look.facing:
            yield from chain(far_leg, near_leg, trunk, head, far_arm, near_arm)
        else:
            yield from chain(far_arm, far_leg, trunk, head, near_leg, ankle, near_arm)

    def _limb(self, side: str, bones: tuple[tuple[str, str, float], ...], color: str) -> Iterator[str]:
        ends = [
            (self._at[f"{side} {a}"], self._at[f"{side} {b}"], width * self._scale) for a, b, width in bones
        ]
        if not self._look.pale:
            for start, end, width in ends:
                yield line(start, end, PANEL, width + _GAP_PX)
        for start, end, width in ends:
            yield line(start, end, color, width)

    def _head(self) -> Iterator[str]:
        head, nose, scale = self._at["head"], self._at["nose"], self._scale
        looks_here = self._look.facing and not self._above
        if not self._look.pale:
            yield disc(head, _HEAD_RADIUS_M * scale + _GAP_PX / 2, PANEL)
        if not looks_here:
            yield disc(nose, _NOSE_RADIUS_M * scale, self._body)
        yield disc(head, _HEAD_RADIUS_M * scale, self._body)
        if looks_here and not self._look.pale:
            yield disc(nose, _NOSE_RADIUS_M * scale, PANEL)

    def _trunk(self) -> Iterator[str]:
        path, width = self._trunk_path(), _TRUNK_M * self._scale
        if not self._look.pale:
            yield filled(path, PANEL, width + _GAP_PX)
        yield filled(path, self._body, width)

    def _trunk_path(self) -> str:
        """Return the path from the hips along the back to the shoulders and back again."""
        near_hip, far_hip = self._at["near hip"], self._at["far hip"]
        near_shoulder, far_shoulder = self._at["near shoulder"], self._at["far shoulder"]
        straight = between(between(near_hip, far_hip), between(near_shoulder, far_shoulder))
        off = self._back[0] - straight[0], self._back[1] - straight[1]

        def bent(start: Point, end: Point) -> str:
            x, y = between(start, end)
            return f"Q{xy((x + off[0], y + off[1]))} {xy(end)}"

        there, back = bent(near_hip, near_shoulder), bent(far_shoulder, far_hip)
        return f"M{xy(near_hip)}{there}L{xy(far_shoulder)}{back}Z"

    def _resting_ankle(self) -> Iterator[str]:
        if self._look.resting:
            radius = _ANKLE_RADIUS_M * self._scale
            yield disc(self._at["far ankle"], radius + _GAP_PX / 2, PANEL)
            yield disc(self._at["far ankle"], radius, self._far)
