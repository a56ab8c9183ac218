"""The dial: how far the dose has come, the countdown, a pause, or a gesture that is being held."""

from __future__ import annotations

import cmath
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import cv2
from PIL import Image, ImageDraw

from posecheck.engine.events import Phase, ViewState
from posecheck.exercise import Counted
from posecheck.outputs.overlay.lettering import (
    Sticker,
    Written,
    draw_lines,
    line_height_px,
    rgb,
    size_for_letters,
    text_width_px,
)
from posecheck.outputs.overlay.palette import DIM, GOOD, INK, OK, OVER, OVER_QUIET, WHITE, Colour
from posecheck.outputs.overlay.scene import SHIFT, sixteenths
from posecheck.outputs.wording import PAUSED
from posecheck.support.message import message

if TYPE_CHECKING:
    from posecheck.engine.events import Assessment
    from posecheck.exercise import Exercise
    from posecheck.outputs.overlay.screen import Screen

#: Diameter of the dial in units of its design; the square it stands in is larger by the row of dots.
_DESIGN = 136.0
_SQUARE = 152.0

_TRACK = (92, 84, 78)
_TOP_DEG = -90.0
_MOST_SEGMENTS = 15
#: Part of the whole ring that the round end of a piece takes, and a little more.
_SEGMENT_GAP = 0.021
_MOST_DOTS = 6
_MINUTE_S = 60
#: Radius inside the ring, as a share of the disc.
_INSIDE = 0.36


class Face:
    """What stands in the middle of the dial, beside words."""

    NONE = ""
    CHECK = "check"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Dial:
    """What the dial shows.

    Parameters
    ----------
    number, below
        The large number and the small words under it, in the language; the first of them that fit.
    share
        How far the ring is filled, 0 to 1.
    colour
        Of the ring and the number.
    face
        The sign on it.
    pieces
        The ring is made of (done, all) pieces instead of one.
    inner
        How far the thin ring inside is filled, 0 to 1.
    dots
        (done, all) sets, as dots under it.
    """

    number: str
    below: tuple[str, ...] = ()
    share: float = 0.0
    colour: Colour = WHITE
    face: str = Face.NONE
    pieces: tuple[int, int] | None = None
    inner: float = 0.0
    dots: tuple[int, int] = (0, 0)


class DialAnnotator:
    """Draws the dial into its square."""

    def annotate(self, screen: Screen) -> None:
        """Draw it, unless there is nothing to count."""
        dial = dial_of(screen)
        if dial is None:
            return
        square = screen.regions.dial
        unit = square.height / _SQUARE
        size = round(_DESIGN * unit)
        x, y = square.left + (square.width - size) / 2, square.top
        centre, radius = complex(x + size / 2, y + size / 2), size / 2 - 13 * unit
        screen.paste(
            _disc(size, dial.number, dial.below, dial.colour, dial.face, screen.regions.letter_px), x, y
        )
        ring = _Ring(screen, centre, radius, unit)
        if dial.pieces:
            ring.pieces(*dial.pieces, dial.colour)
        else:
            ring.arc(0.0, min(1.0, dial.share), dial.colour)
        if dial.inner > 0:
            _Ring(screen, centre, radius - 12 * unit, unit).arc(0.0, dial.inner, GOOD, size=4)
        ring.dots(complex(centre.real, y + size + 9 * unit), *dial.dots)


def dial_of(screen: Screen) -> Dial | None:
    """Return what the dial shows now; ``None`` when there is nothing to count, or nothing can be judged."""
    info = screen.info
    if info.gesture:
        return Dial(
            "", share=info.gesture_progress, colour=OK, face=Face.PAUSE if info.banner == PAUSED else ""
        )
    if info.banner.isdecimal():
        return Dial(info.banner)
    if info.banner == PAUSED:
        return Dial("", colour=OK, face=Face.PAUSE)
    if info.banner or screen.assessment.view is ViewState.BLOCK:
        return None
    return _dose(screen.assessment, screen.exercise, screen)


def _dose(assessment: Assessment, exercise: Exercise, screen: Screen) -> Dial | None:
    """Return the hold timer or the count of repetitions, ``None`` before anything has begun."""
    dose = exercise.dose
    below: tuple[str, ...]
    if assessment.phase is Phase.SETUP and not (assessment.holds or assessment.reps or assessment.held_s):
        return None
    if dose.goal is not None:
        complete = assessment.reps >= dose.goal
        colour = GOOD if complete else WHITE
        held = assessment.held_s / assessment.target_s if assessment.target_s > 0 else 0.0
        pieces = (assessment.reps, dose.goal) if 1 < dose.goal <= _MOST_SEGMENTS else None
        return Dial(
            str(assessment.reps),
            (screen.say(message("of {number}", number=dose.goal)),),
            assessment.reps / max(dose.goal, 1),
            colour,
            Face.CHECK if complete else Face.NONE,
            pieces,
            min(1.0, held) if assessment.phase is Phase.HOLD else 0.0,
        )
    if dose.counts is Counted.MOVEMENTS and dose.lasts_s is not None:
        share = assessment.held_s / dose.lasts_s
        below = (dose.named(assessment.reps),)
        number = str(assessment.reps)
    else:
        share = assessment.held_s / assessment.target_s if assessment.target_s > 0 else 0.0
        number, below = clock(assessment.held_s), _of_target(assessment.target_s)
    complete = share >= 1
    held = dose.counts is Counted.HOLDS
    dots = (assessment.holds, dose.sets * (2 if exercise.sides else 1)) if held else (0, 0)
    return Dial(
        number,
        tuple(map(screen.say, below)),
        share,
        GOOD if complete else WHITE,
        Face.CHECK if complete else Face.NONE,
        dots=dots if screen.info.sets is None else (0, 0),
    )


def _of_target(target_s: float) -> tuple[str, str]:
    target = f"{clock(target_s)} s" if target_s < _MINUTE_S else clock(target_s)
    return message("of {number}", number=target), target


def clock(time_s: float) -> str:
    """Return seconds as ``"24"``, from a minute on as ``"1:24"``."""
    seconds = math.floor(time_s + 1e-6) if math.isfinite(time_s) else 0
    return str(seconds) if seconds < _MINUTE_S else f"{seconds // _MINUTE_S}:{seconds % _MINUTE_S:02d}"


# A number stands for a second or more and does not come again soon; a session has thousands.
@lru_cache(maxsize=8)
def _disc(  # noqa: PLR0913, PLR0917 - all of it is part of the key
    size_px: int, number: str, below: tuple[str, ...], colour: Colour, face: str, letter_px: int
) -> Sticker:
    """Return the disc with its track, its number and its sign."""
    many = 3
    side = size_px * many
    disc = Image.new("RGBA", (side, side), rgb(INK, 0.0))
    draw = ImageDraw.Draw(disc)
    inset, width = side * 13 / _DESIGN, round(side * 11 / _DESIGN)
    draw.ellipse((0, 0, side - 1, side - 1), fill=rgb(OVER.ground, OVER.opacity))
    rim = inset - width / 2
    draw.ellipse((rim, rim, side - rim, side - rim), outline=rgb(_TRACK), width=width)
    if face == Face.CHECK:
        # a check mark above the number: shape and colour say the same
        x, y, s = side / 2, side * 0.235, side * 0.085
        mark = [(x - s, y), (x - s * 0.25, y + s * 0.7), (x + s, y - s * 0.7)]
        draw.line(mark, fill=rgb(GOOD), width=round(s * 0.5), joint="curve")
    elif face == Face.PAUSE:
        for x in (0.37, 0.54):
            draw.rounded_rectangle(
                (side * x, side * 0.33, side * (x + 0.09), side * 0.67), side * 0.02, fill=rgb(colour)
            )
    disc = disc.resize((size_px, size_px), Image.Resampling.BOX)
    return Sticker.of(disc, _numbered(disc, number, below, colour, letter_px, checked=face == Face.CHECK))


def _numbered(  # noqa: PLR0913 - as the disc has it
    disc: Image.Image, number: str, below: tuple[str, ...], colour: Colour, letter_px: int, *, checked: bool
) -> list[Written]:
    """Write number and small words onto the disc; words that would be too small to read are left out."""
    if not number:
        return []
    draw, size = ImageDraw.Draw(disc), disc.width
    small = size_for_letters(letter_px, bold=False)
    middle = 0.715
    # the chord of the disc at the feet of the words
    room = 2 * math.sqrt(max(0.0, _INSIDE**2 - (middle - 0.5 + small / size * 0.36) ** 2)) * size
    fitting = next((words for words in below if text_width_px(words, small, bold=False) <= room), "")
    if checked:
        big, at = 0.34, 0.52 if fitting else 0.58
    else:
        big, at = (0.42, 0.44) if fitting else (0.5, 0.5)
    big_px = round(size * big * (0.8 if checked and fitting else 1.0))
    while text_width_px(number, big_px) > size * 0.66:
        big_px -= 1
    top = size * at - line_height_px(big_px) / 2
    written = draw_lines(draw, [number], big_px, size / 2, top, colour, anchor="m")
    if fitting:
        top = size * middle - line_height_px(small) / 2
        written += draw_lines(draw, [fitting], small, size / 2, top, OVER_QUIET.ink, bold=False, anchor="m")
    return written


@dataclass(frozen=True, slots=True)
class _Ring:
    """The ring of a dial of a size."""

    screen: Screen
    centre: complex
    radius_px: float
    unit: float

    def arc(self, start: float, end: float, colour: Colour, *, size: float = 11) -> None:
        """Draw a part of the ring with round ends; `start` and `end` are 0 to 1 from the top clockwise."""
        if end <= start:
            return
        axes = (round(self.radius_px * (1 << SHIFT)),) * 2
        from_deg, to_deg = _TOP_DEG + 360 * start, _TOP_DEG + 360 * end
        thickness = max(1, round(size * self.unit))
        place = sixteenths(self.centre)
        cv2.ellipse(
            self.screen.canvas, place, axes, 0, from_deg, to_deg, colour, thickness, cv2.LINE_AA, SHIFT
        )

    def pieces(self, done: int, count: int, colour: Colour) -> None:
        """Draw one piece of ring for each repetition, those done filled."""
        for number in range(count):
            # round ends reach beyond the piece; the track between two pieces stays dark
            start, end = (number + _SEGMENT_GAP * count) / count, (number + 1 - _SEGMENT_GAP * count) / count
            ray = cmath.rect(1, math.radians(_TOP_DEG + 360 * number / count))
            half = 7 * self.unit
            ends = [
                sixteenths(self.centre + ray * radius)
                for radius in (self.radius_px - half, self.radius_px + half)
            ]
            gap = max(1, round(4 * self.unit))
            cv2.line(self.screen.canvas, ends[0], ends[1], INK, gap, cv2.LINE_AA, SHIFT)
            if number < done:
                self.arc(start, end, colour)

    def dots(self, middle: complex, done: int, count: int) -> None:
        """Draw a dot for each hold of the dose, filled for those done."""
        count = max(count, done)
        if not 1 < count <= _MOST_DOTS:
            return
        for number in range(count):
            place = middle + (number - (count - 1) / 2) * 20 * self.unit
            self._dot(place, 7.5, INK)
            if number < done:
                self._dot(place, 5.5, GOOD)
            else:
                self._dot(place, 5, DIM, max(1, round(1.5 * self.unit)))

    def _dot(self, centre: complex, radius: float, colour: Colour, thickness_px: int = -1) -> None:
        radius_px = round(radius * self.unit * (1 << SHIFT))
        cv2.circle(
            self.screen.canvas, sixteenths(centre), radius_px, colour, thickness_px, cv2.LINE_AA, SHIFT
        )
