"""Where things stand on the screen: pure arithmetic, nothing is drawn here.

A window has a canvas of its own size: words stand **beside** the picture of the camera, never on it. An
annotated video has no room beside: words stand **over** the picture, above or below the person
(:mod:`posecheck.outputs.overlay.placement` decides where).

Letters are measured by the height of a capital. On a canvas wider than high they are shares of its height.
One that is higher than wide is a screen turned upright, looked at from as far away: what counts is its width,
or the height at which the camera's picture is shown on it where that is more.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from posecheck.outputs.overlay.lettering import size_for_letters

#: Width and height in pixels.
Size = tuple[int, int]

#: Capitals of what is to be done now, and of everything else that matters, as shares of the height. Signs
#: are read with ease at 200 times the height of their capitals: 15 mm at 3 m. A 24-inch screen is 300 mm high
#: and a 16th of it 19 mm; of a laptop's 170 mm it is 11 mm, which eyes that see well still read.
CUE_SHARE = 1 / 16
LETTER_SHARE = 1 / 28

#: Distance of two lines of a large text, in sizes of the font.
LINE = 1.14
#: Widths of columns and the room around words, in sizes of the font they are set in.
_COLUMN_OF_SMALL = 9.8
_COLUMN_OF_CUE = 9.6
_PAD = 0.34
#: Width of a letter that is not bold, about, in sizes of the font.
_LETTER_WIDTH = 0.57
#: The longest cue has about so many letters, ...
_LONGEST_CUE = 66
#: ... and is narrower or shorter than that by this part of a line; ...
_SLACK = 0.25
#: ... and no more than this part of a canvas is kept for it.
_MOST_WORDS = 0.36
#: Size of the dial as a share of the height of letters' reference.
DIAL_SHARE = 0.29
#: An upright canvas keeps this part of its height for what is neither picture nor large words.
_UPRIGHT_REST = 0.24


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in whole pixels; right and bottom are the first that do not belong to it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Width in pixels."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self.bottom - self.top

    @property
    def area(self) -> int:
        """Number of pixels."""
        return max(0, self.width) * max(0, self.height)

    def overlap(self, other: Rect) -> int:
        """Return how many pixels both have."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0, width) * max(0, height)

    def shrunk(self, by_px: int) -> Rect:
        """Return the rectangle without a rim."""
        return Rect(self.left + by_px, self.top + by_px, self.right - by_px, self.bottom - by_px)

    def square(self, across: float = 0.5, down: float = 0.5) -> Rect:
        """Return the largest square in it, at a share of the room that is left across and down."""
        side = max(0, min(self.width, self.height))
        left = self.left + round((self.width - side) * across)
        top = self.top + round((self.height - side) * down)
        return Rect(left, top, left + side, top + side)


@dataclass(frozen=True, slots=True)
class Regions:
    """Where things stand on one canvas.

    Parameters
    ----------
    canvas_px
        Width and height of all.
    picture
        The camera's picture.
    words
        What is to be done now, large.
    status
        Title, place in the session, what comes next.
    dial, figure
        Squares of the timer and of the moving figure.
    cue_px, letter_px
        Least height of a capital of the large words and of all others.
    beside
        Words stand beside the picture and not on it.
    words_at_top
        Words over the picture begin at its upper edge, otherwise they end at the lower one.
    """

    canvas_px: Size
    picture: Rect
    words: Rect
    status: Rect
    dial: Rect
    figure: Rect
    cue_px: int
    letter_px: int
    beside: bool
    words_at_top: bool = False


def with_words(regions: Regions, strip: Rect) -> Regions:
    """Return the regions of words over a picture, with the strip they really take kept free of the others."""
    return replace(
        regions, words=strip, status=strip, dial=_clear(regions.dial, strip, regions.words_at_top),
        figure=_clear(regions.figure, strip, regions.words_at_top),
    )  # fmt: skip


def _clear(square: Rect, strip: Rect, at_top: bool) -> Rect:  # noqa: FBT001 - as the regions have it
    """Return a square moved out of a strip, as far as it must."""
    if not square.overlap(strip):
        return square
    by = strip.bottom - square.top if at_top else strip.top - square.bottom
    return replace(square, top=square.top + by, bottom=square.bottom + by)


def letters_for(reference_px: float) -> tuple[int, int]:
    """Return the least height of capitals, large and other, for a height of reference."""
    return math.ceil(reference_px * CUE_SHARE), math.ceil(reference_px * LETTER_SHARE)


def lay_out_beside(canvas_px: Size, picture_px: Size, *, figure: bool = False) -> Regions:
    """Return the regions of a window: all words beside the picture, which is as large as that allows.

    Parameters
    ----------
    canvas_px
        Width and height of the window.
    picture_px
        Width and height of the camera's picture, of which the proportions matter.
    figure
        Room is wanted for the moving figure; the picture is as large with it as without.
    """
    width, height = canvas_px
    if width < height:
        return _upright(canvas_px, picture_px, figure=figure)
    foot, side = _with_foot(canvas_px, picture_px), _with_column(canvas_px, picture_px)
    picture, words, rest = max(foot, side, key=lambda each: each[0].area)
    cue, letter = letters_for(height)
    return Regions(
        canvas_px, picture, words, *_arranged(rest, letter, figure=figure), cue, letter, beside=True
    )


def over_letters(picture_px: Size) -> tuple[int, int]:
    """Return the least height of capitals, large and other, of words over a picture.

    On a picture higher than wide the large words have a 16th of its width; all have a 28th of its height.
    """
    width, height = picture_px
    cue, _ = letters_for(min(width, height))
    letter = math.ceil(height * LETTER_SHARE)
    return max(cue, letter), letter


def _with_foot(canvas_px: Size, picture_px: Size) -> tuple[Rect, Rect, Rect]:
    """Return picture, words and rest: words across the foot, the rest in a column at the right."""
    width, height = canvas_px
    cue, letter = letters_for(height)
    words_height = _words_height(width, height, cue)
    column = _COLUMN_OF_SMALL * size_for_letters(letter)
    picture_width, picture_height = _fitted(picture_px, width - column, height - words_height)
    foot = height - words_height
    top = (foot - picture_height) // 2
    return (
        Rect(0, top, picture_width, top + picture_height),
        Rect(0, foot, width, height),
        Rect(picture_width, 0, width, foot),
    )


def _with_column(canvas_px: Size, picture_px: Size) -> tuple[Rect, Rect, Rect]:
    """Return picture, words and rest: all words in one column at the right."""
    width, height = canvas_px
    cue, _ = letters_for(height)
    column = _COLUMN_OF_CUE * size_for_letters(cue)
    picture_width, picture_height = _fitted(picture_px, width - column, height)
    top = (height - picture_height) // 2
    lines = _lines(width - picture_width, cue)
    words_top = height - round(min(0.62 * height, _block_height(lines, cue)))
    return (
        Rect(0, top, picture_width, top + picture_height),
        Rect(picture_width, words_top, width, height),
        Rect(picture_width, 0, width, words_top),
    )


def _upright(canvas_px: Size, picture_px: Size, *, figure: bool) -> Regions:
    """Return the regions of a canvas that is higher than wide: picture, large words, the rest, downward."""
    width, height = canvas_px
    picture_height = 0
    cue, letter = letters_for(width)
    words_height = 0
    for _ in range(3):  # higher letters leave a lower picture, which may do with lower letters: it settles
        words_height = _words_height(width, height, cue)
        room = height - words_height - round(height * _UPRIGHT_REST)
        picture_width, picture_height = _fitted(picture_px, width, room)
        cue, letter = letters_for(max(width, picture_height))
    words_height = _words_height(width, height, cue)
    left = (width - picture_width) // 2
    # what is left over is given to the large words: they are what is read from afar
    spare = height - picture_height - words_height - round(height * _UPRIGHT_REST)
    words_bottom = picture_height + words_height + max(0, spare // 2)
    rest = Rect(0, words_bottom, width, height)
    return Regions(
        canvas_px,
        Rect(left, 0, left + picture_width, picture_height),
        Rect(0, picture_height, width, words_bottom),
        *_arranged(rest, letter, figure=figure),
        cue,
        letter,
        beside=True,
    )


def _arranged(rest: Rect, letter_px: int, *, figure: bool) -> tuple[Rect, Rect, Rect]:
    """Return status, dial and figure within what picture and large words leave."""
    font = size_for_letters(letter_px)
    inner = rest.shrunk(round(font * _PAD))
    gap = round(font * _PAD)
    if inner.width >= 1.25 * inner.height:  # a row: words at the left, squares at the right
        side = min(inner.height, round(inner.width * 0.38))
        if figure and inner.height >= inner.width * 0.62:
            side = min(side, (inner.height - gap) // 2)
        squares = Rect(inner.right - side, inner.top, inner.right, inner.bottom)
        dial = Rect(squares.left, squares.top, squares.right, squares.top + side)
        shown = Rect(squares.left, squares.bottom - side, squares.right, squares.bottom)
        if figure and shown.overlap(dial):  # no room for both: beside each other
            side = min(inner.height, round(inner.width * 0.3))
            shown = Rect(inner.right - side, inner.top, inner.right, inner.top + side)
            dial_side = min(side, round(letter_px / LETTER_SHARE * 0.2))
            dial = Rect(shown.left - gap - dial_side, inner.top, shown.left - gap, inner.top + dial_side)
        used = min(dial.left, shown.left) if figure else dial.left
        return Rect(inner.left, inner.top, used - gap, inner.bottom), dial, shown
    if inner.width >= 0.72 * inner.height:  # nearly a square: both squares in one row at the foot
        side = min(round(inner.height * 0.42), (inner.width - gap) // 2)
        top = inner.bottom - side
        dial = Rect(inner.left, top, inner.left + side, inner.bottom)
        shown = Rect(inner.right - side, top, inner.right, inner.bottom)
        return Rect(inner.left, inner.top, inner.right, top - gap), dial, shown
    side = min(inner.width, round(inner.height * (0.3 if figure else 0.38)))
    shown = Rect(inner.left, inner.bottom - side, inner.left + side, inner.bottom)
    if not figure:
        return Rect(inner.left, inner.top, inner.right, shown.top - gap), shown, shown
    dial = Rect(inner.left, shown.top - gap - side, inner.left + side, shown.top - gap)
    return Rect(inner.left, inner.top, inner.right, dial.top - gap), dial, shown


def _words_height(width_px: int, height_px: int, cue_px: int) -> int:
    """Return how much height the large words want across a width."""
    return round(min(_MOST_WORDS * height_px, _block_height(_lines(width_px, cue_px), cue_px)))


def _lines(width_px: int, cue_px: int) -> int:
    """Return how many lines the longest cue takes in a width."""
    font = size_for_letters(cue_px)
    lines = _LONGEST_CUE * _LETTER_WIDTH * font / (width_px - 2 * _PAD * font)
    return max(2, math.ceil(lines - _SLACK))


def _block_height(lines: int, cue_px: int) -> float:
    """Return the height of so many lines of large words with the room around them."""
    return (lines * LINE + 2 * _PAD) * size_for_letters(cue_px)


def _fitted(picture_px: Size, width_px: float, height_px: float) -> Size:
    """Return the size of a picture in its own proportions within a box."""
    scale = min(width_px / picture_px[0], height_px / picture_px[1])
    return max(1, math.floor(picture_px[0] * scale)), max(1, math.floor(picture_px[1] * scale))
