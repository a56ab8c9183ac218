"""What annotators draw on and read from, and the base they share."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import cv2
import numpy as np
import numpy.typing as npt

from posecheck.exercise import Check, Exercise, View
from posecheck.outputs.overlay.layout import LETTER_SHARE
from posecheck.outputs.overlay.lettering import size_for_letters
from posecheck.outputs.overlay.placement import TRUSTED_VISIBILITY
from posecheck.pose import SKELETON, Joint, Landmark, Pose, Side
from posecheck.support.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from posecheck.engine.events import Assessment
    from posecheck.outputs.overlay.lettering import Sticker, Written
    from posecheck.outputs.overlay.palette import Colour
    from posecheck.pose.frame import ImageArray
    from posecheck.support.language import Language

#: OpenCV takes coordinates in sixteenths of a pixel when told so.
SHIFT = 4

#: At this height of the picture, sizes are as they are written in the annotators.
_DESIGN_HEIGHT_PX = 480

#: Left, top, right and bottom edge in pixels.
Box = tuple[float, float, float, float]

_POINTS_A_BONE = 7
_TRUNK = {Joint.SHOULDER, Joint.HIP}


@dataclass(frozen=True, eq=False)
class Scene:
    """One picture being annotated.

    Parameters
    ----------
    canvas
        ``(height, width, 3)`` BGR, drawn on in place, already flipped when `mirrored`.
    pose, assessment, exercise
        What is shown. Left and right stay the person's own, mirrored or not.
    mirrored
        The picture is shown as a mirror shows it.
    language
        Of the words on the picture.
    """

    canvas: ImageArray
    pose: Pose
    assessment: Assessment
    exercise: Exercise
    mirrored: bool
    language: Language = ENGLISH
    #: where nothing may be written
    taken: list[Box] = field(default_factory=list)
    #: words still to be written, each with the places that suit it, the best first
    captions: list[tuple[Sticker, tuple[complex, ...]]] = field(default_factory=list)
    #: words that were written, in pixels of the canvas
    written: list[Written] = field(default_factory=list)

    @cached_property
    def unit(self) -> float:
        """How much larger than the design the picture is; 1 at 640 x 480, also for a narrow picture."""
        height, width = self.canvas.shape[:2]
        return float(min(height, width) / _DESIGN_HEIGHT_PX)

    @cached_property
    def points(self) -> npt.NDArray[np.float64]:
        """``(33, 2)`` landmarks in pixels of the canvas."""
        height, width = self.canvas.shape[:2]
        points: npt.NDArray[np.float64] = self.pose.image_px * (
            width / self.pose.width_px,
            height / self.pose.height_px,
        )
        if self.mirrored:
            # not Pose.mirrored(): that exchanges the sides, and the left leg would be taken for the right
            points[:, 0] = width - points[:, 0]
        return points.clip(-8 * width, 8 * width)

    @cached_property
    def trusted(self) -> list[bool]:
        """``(33,)`` whether each landmark may be drawn."""
        if not self.assessment.person:
            return [False] * len(self.points)
        seen = self.pose.visibility >= TRUSTED_VISIBILITY
        return [bool(each) for each in seen & np.isfinite(self.points).all(axis=1)]

    def at(self, joint: Joint, side: Side) -> complex | None:
        """Return where a joint is, x + iy in pixels; ``None`` when it is not seen.

        Without a side it is the middle between the two.
        """
        if side in (Side.LEFT, Side.RIGHT):
            landmark = joint.on(side)
            return self._place(landmark) if self.trusted[landmark] else None
        left, right = self.at(joint, Side.LEFT), self.at(joint, Side.RIGHT)
        return None if left is None or right is None else (left + right) / 2

    def guess(self, landmark: Landmark) -> complex | None:
        """Return where a landmark may be although it is not trusted; ``None`` when it is unknown."""
        return self._place(landmark) if np.isfinite(self.points[landmark]).all() else None

    def _place(self, landmark: Landmark) -> complex:
        x, y = self.points[landmark]
        return complex(x, y)

    def side_of(self, check: Check) -> Side:
        """Return the side of the body on which a check is drawn."""
        side = {
            "working": self.assessment.working,
            "other": self.assessment.working.other,
            "near": self.assessment.near,
            "far": self.assessment.near.other,
        }[check.side]
        return self.drawn_side(side, check.measure.limb)

    def drawn_side(self, side: Side, limb: tuple[Joint, ...]) -> Side:
        """Return `side`, or the near one where none works; ``NONE``, the middle, for a trunk from ahead."""
        if self.exercise.view is View.FRONT and set(limb) <= _TRUNK:
            return Side.NONE
        if side in (Side.LEFT, Side.RIGHT):
            return side
        return self.assessment.near if self.assessment.near in (Side.LEFT, Side.RIGHT) else Side.NONE

    def px(self, size: float, least: int = 1) -> int:
        """Return a size of the design in pixels of this picture."""
        return max(least, round(size * self.unit))

    @cached_property
    def caption_size_px(self) -> int:
        """Size of the font of words at a limb."""
        return size_for_letters(math.ceil(self.canvas.shape[0] * LETTER_SHARE))

    def caption(self, words: Sticker, centres: Iterable[complex]) -> None:
        """Ask for words at the best of `centres`; they are laid on top of everything that is on the body."""
        self.captions.append((words, tuple(centres)))

    @cached_property
    def bones(self) -> npt.NDArray[np.float64]:
        """``(n, 2)`` points along all trusted bones, which words should not cover."""
        ends = [(a, b) for a, b in SKELETON if self.trusted[a] and self.trusted[b]]
        if not ends:
            return np.empty((0, 2))
        first, last = (self.points[[bone[k] for bone in ends]] for k in (0, 1))
        steps = np.linspace(0, 1, _POINTS_A_BONE)[:, None, None]
        points: npt.NDArray[np.float64] = (first + (last - first) * steps).reshape(-1, 2)
        return points

    # ---- drawing; a scene for pages draws otherwise (page_scene)

    def line(self, a: complex, b: complex, colour: Colour, thickness_px: int) -> None:
        """Draw a smooth line."""
        cv2.line(self.canvas, sixteenths(a), sixteenths(b), colour, thickness_px, cv2.LINE_AA, SHIFT)

    def dot(self, centre: complex, radius_px: float, colour: Colour, thickness_px: int = -1) -> None:
        """Draw a smooth circle, filled unless a thickness is given."""
        radius = round(radius_px * (1 << SHIFT))
        cv2.circle(self.canvas, sixteenths(centre), radius, colour, thickness_px, cv2.LINE_AA, SHIFT)

    def stroke(self, points: Sequence[complex], colour: Colour, thickness_px: int) -> None:
        """Draw a line through several points."""
        curve = np.array([sixteenths(point) for point in points], np.int32)
        cv2.polylines(self.canvas, [curve], False, colour, thickness_px, cv2.LINE_AA, SHIFT)

    def fill(self, outline: Sequence[complex], colour: Colour, opacity: float) -> None:
        """Fill a polygon, so that a part of the picture shows through."""
        xs, ys = [p.real for p in outline], [p.imag for p in outline]
        height, width = self.canvas.shape[:2]
        x0, x1 = max(0, int(min(xs)) - 2), min(width, int(max(xs)) + 3)
        y0, y1 = max(0, int(min(ys)) - 2), min(height, int(max(ys)) + 3)
        if x0 < x1 and y0 < y1:
            region = self.canvas[y0:y1, x0:x1]
            filled = region.copy()
            corner = complex(x0, y0)
            polygon = np.array([sixteenths(point - corner) for point in outline], np.int32)
            cv2.fillPoly(filled, [polygon], colour, cv2.LINE_AA, SHIFT)
            region[...] = cv2.addWeighted(filled, opacity, region, 1 - opacity, 0)

    def faint(self, bones: Sequence[tuple[Landmark, Landmark]], colour: Colour, opacity: float) -> None:
        """Draw bones with their joints, thin and so that the picture shows through."""
        used = self.points[sorted({landmark for bone in bones for landmark in bone})]
        margin = self.px(6)
        height, width = self.canvas.shape[:2]
        x0, y0 = np.clip(used.min(axis=0) - margin, 0, (width, height)).astype(int)
        x1, y1 = np.clip(used.max(axis=0) + margin + 1, 0, (width, height)).astype(int)
        region = self.canvas[y0:y1, x0:x1]
        if not region.size:
            return
        drawn = region.copy()
        offset = complex(x0, y0)
        for a, b in bones:
            ends = [sixteenths(complex(*self.points[each]) - offset) for each in (a, b)]
            cv2.line(drawn, ends[0], ends[1], colour, self.px(2.5), cv2.LINE_AA, SHIFT)
        for x, y in used:
            radius = self.px(3) << SHIFT
            cv2.circle(drawn, sixteenths(complex(x, y) - offset), radius, colour, -1, cv2.LINE_AA, SHIFT)
        region[...] = cv2.addWeighted(drawn, opacity, region, 1 - opacity, 0)

    def write(self, words: Sticker, left: float, top: float) -> None:
        """Write words with their upper left corner at a place."""
        words.paste(self.canvas, left, top)
        self.written.extend(line.moved(round(left), round(top)) for line in words.written)


def sixteenths(point: complex) -> tuple[int, int]:
    """Return a point as OpenCV wants it with ``SHIFT``."""
    return round(point.real * (1 << SHIFT)), round(point.imag * (1 << SHIFT))


class Annotator(Protocol):
    """Draws one thing."""

    def annotate(self, scene: Scene) -> None:
        """Draw onto the scene's canvas."""
