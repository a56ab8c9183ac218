"""How far the dose has come: a ring that fills, with the seconds or the repetitions as a big number."""

from __future__ import annotations

import cmath
import math
from functools import lru_cache

import cv2
from PIL import Image, ImageDraw

from posecheck.engine.events import Phase
from posecheck.exercise import Counted
from posecheck.outputs.overlay.lettering import Sticker, draw_lines, line_height_px, rgb, text_width_px
from posecheck.outputs.overlay.palette import DIM, GOOD, INK, WHITE, Colour
from posecheck.outputs.overlay.scene import SHIFT, Scene, sixteenths
from posecheck.support.message import Message, message

#: Diameter of the ring and its distance from the corner, in units of the design.
RING_SIZE = 136.0
RING_MARGIN = 14.0

_TRACK = (92, 84, 78)
_TOP_DEG = -90.0
_MOST_SEGMENTS = 15
#: Part of the whole ring that the round end of a piece takes, and a little more.
_SEGMENT_GAP = 0.021
_MOST_DOTS = 6
_MINUTE_S = 60


class DoseAnnotator:
    """Draws the hold timer or the count of repetitions into the upper right corner."""

    def annotate(self, scene: Scene) -> None:
        """Draw it, unless nothing has begun."""
        assessment, dose = scene.assessment, scene.exercise.dose
        below: Message
        if assessment.phase is Phase.SETUP and not (assessment.holds or assessment.reps or assessment.held_s):
            return
        size = scene.px(RING_SIZE)
        x, y = scene.canvas.shape[1] - size - scene.px(RING_MARGIN), scene.px(RING_MARGIN)
        centre = complex(x + size / 2, y + size / 2)
        radius = size / 2 - scene.px(13)
        if dose.goal is not None:
            share = assessment.reps / max(dose.goal, 1)
            complete = assessment.reps >= dose.goal
            number, below = str(assessment.reps), message("of {number}", number=dose.goal)
        elif dose.counts is Counted.MOVEMENTS:
            share = assessment.held_s / dose.lasts_s if dose.lasts_s else 0.0
            complete = share >= 1
            number, below = str(assessment.reps), dose.named(assessment.reps)
        else:
            share = assessment.held_s / assessment.target_s if assessment.target_s > 0 else 0.0
            complete = 0 < assessment.target_s <= assessment.held_s
            target = clock(assessment.target_s)
            below = message(
                "of {number}", number=f"{target} s" if assessment.target_s < _MINUTE_S else target
            )
            number = clock(assessment.held_s)
        scene.taken.append((x, y, x + size, y + size))
        _dial(size, number, scene.language.translate(below), complete).paste(scene.canvas, x, y)
        colour = GOOD if complete else WHITE
        if dose.goal is not None:
            if 1 < dose.goal <= _MOST_SEGMENTS:
                _segments(scene, centre, radius, assessment.reps, dose.goal)
            else:
                _arc(scene, centre, radius, 0.0, min(1.0, share), colour)
            if assessment.phase is Phase.HOLD and assessment.target_s > 0:
                held = min(1.0, assessment.held_s / assessment.target_s)
                _arc(scene, centre, radius - scene.px(12), 0.0, held, GOOD, size=4)
        else:
            _arc(scene, centre, radius, 0.0, min(1.0, share), colour)
        if dose.counts is Counted.HOLDS:
            _dots(
                scene,
                centre.real,
                y + size + scene.px(12),
                assessment.holds,
                dose.sets * (2 if scene.exercise.sides else 1),
            )


def clock(time_s: float) -> str:
    """Return seconds as ``"24"``, from a minute on as ``"1:24"``."""
    seconds = math.floor(time_s + 1e-6) if math.isfinite(time_s) else 0
    return str(seconds) if seconds < _MINUTE_S else f"{seconds // _MINUTE_S}:{seconds % _MINUTE_S:02d}"


# A number stands for a second or more and does not come again soon; a session has thousands.
@lru_cache(maxsize=8)
def _dial(size_px: int, number: str, below: str, complete: bool) -> Sticker:  # noqa: FBT001 - part of the key
    """Return the disc with its track, number and, when complete, check mark."""
    many = 3
    disc = Image.new("RGBA", (size_px * many, size_px * many), rgb(INK, 0.0))
    draw = ImageDraw.Draw(disc)
    inset = size_px * many * 13 / RING_SIZE
    width = round(size_px * many * 11 / RING_SIZE)
    draw.ellipse((0, 0, size_px * many - 1, size_px * many - 1), fill=rgb(INK, 0.86))
    box = (
        inset - width / 2,
        inset - width / 2,
        size_px * many - inset + width / 2,
        size_px * many - inset + width / 2,
    )
    draw.ellipse(box, outline=rgb(_TRACK), width=width)
    if complete:
        # a check mark above the number: shape and colour say the same
        x, y, s = size_px * many / 2, size_px * many * 0.27, size_px * many * 0.1
        draw.line(
            [(x - s, y), (x - s * 0.25, y + s * 0.7), (x + s, y - s * 0.7)],
            fill=rgb(GOOD),
            width=round(s * 0.5),
            joint="curve",
        )
    disc = disc.resize((size_px, size_px), Image.Resampling.BOX)
    draw = ImageDraw.Draw(disc)
    big = round(size_px * (0.33 if complete else 0.38))
    while text_width_px(number, big) > size_px * 0.62:
        big -= 1
    middle = size_px * (0.55 if complete else 0.46)
    colour = GOOD if complete else WHITE
    draw_lines(draw, [number], big, size_px / 2, middle - line_height_px(big) / 2, colour, anchor="m")
    small = max(9, round(size_px * 0.105))
    draw_lines(
        draw,
        [below],
        small,
        size_px / 2,
        size_px * 0.66 + size_px * (0.05 if complete else 0),
        DIM,
        anchor="m",
    )
    return Sticker.of(disc)


def _arc(  # noqa: PLR0913, PLR0917 - an arc has that many properties
    scene: Scene,
    centre: complex,
    radius_px: float,
    start: float,
    end: float,
    colour: Colour,
    *,
    size: float = 11,
) -> None:
    """Draw a part of the ring with round ends; `start` and `end` are 0 to 1 from the top clockwise."""
    if end <= start:
        return
    axes = (round(radius_px * (1 << SHIFT)),) * 2
    from_deg, to_deg = _TOP_DEG + 360 * start, _TOP_DEG + 360 * end
    place, thickness = sixteenths(centre), scene.px(size)
    cv2.ellipse(scene.canvas, place, axes, 0, from_deg, to_deg, colour, thickness, cv2.LINE_AA, SHIFT)


def _segments(scene: Scene, centre: complex, radius_px: float, done: int, count: int) -> None:
    """Draw one piece of ring for each repetition, those done filled."""
    for number in range(count):
        # round ends reach beyond the piece; the track between two pieces stays dark
        start, end = (number + _SEGMENT_GAP * count) / count, (number + 1 - _SEGMENT_GAP * count) / count
        ray = cmath.rect(1, math.radians(_TOP_DEG + 360 * number / count))
        half = scene.px(7)
        scene.line(centre + ray * (radius_px - half), centre + ray * (radius_px + half), INK, scene.px(4))
        if number < done:
            _arc(scene, centre, radius_px, start, end, GOOD if done >= count else WHITE)


def _dots(scene: Scene, x: float, y: float, done: int, count: int) -> None:
    """Draw a dot for each hold of the dose, filled for those done."""
    count = max(count, done)
    if not 1 < count <= _MOST_DOTS:
        return
    gap = scene.px(20)
    for number in range(count):
        place = complex(x + (number - (count - 1) / 2) * gap, y)
        scene.dot(place, scene.px(7.5), INK)
        if number < done:
            scene.dot(place, scene.px(5.5), GOOD)
        else:
            scene.dot(place, scene.px(5), DIM, scene.px(1.5))
