"""The large words: what is to be done now, one thing at a time, readable from the mat."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from posecheck.engine.events import ViewState
from posecheck.outputs.overlay import icons
from posecheck.outputs.overlay.layout import LINE, Rect
from posecheck.outputs.overlay.lettering import Sticker, draw_lines, rgb, size_for_letters
from posecheck.outputs.overlay.palette import (
    CAMERA,
    FAULT,
    GOOD,
    OK,
    OVER,
    OVER_QUIET,
    PLAIN,
    UNKNOWN,
    Colour,
    Writing,
)
from posecheck.outputs.overlay.text_fit import set_text
from posecheck.outputs.wording import (
    SHOW_ME,
    WATCHING,
    camera_words,
    cue_words,
    phase_words,
    title_words,
)

if TYPE_CHECKING:
    from posecheck.outputs.overlay.screen import Screen

#: Short words may be so much larger than they have to be.
_MOST_LARGER = 1.5
#: Words over a picture take at most this part of its height, unless they would be cut.
_OVER_SHARE = 0.42
#: Words beside somebody who stands may take more of it.
_PART_SHARE = 0.62


class Tone(Enum):
    """What the large words are: each has its own line, and its own sign where it matters."""

    CALM = "calm"
    PAUSE = "pause"
    CUE = "cue"
    FAULT = "fault"
    CAMERA = "camera"


_LINES: dict[Tone, Colour] = {
    Tone.CALM: UNKNOWN,
    Tone.PAUSE: OK,
    Tone.CUE: GOOD,
    Tone.FAULT: FAULT,
    Tone.CAMERA: UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class LargeWords:
    """The words in the language, what they are, and a smaller line above them where there is room for one."""

    text: str
    tone: Tone
    above: str = ""


def large_words(screen: Screen) -> LargeWords:
    """Return what is to be done now: what is being said, else what matters most of what is seen."""
    assessment, exercise, info, say = screen.assessment, screen.exercise, screen.info, screen.say
    camera = say(camera_words(assessment))
    cue = say(cue_words(assessment, exercise))
    urgent = Tone.FAULT if assessment.faults else Tone.CUE
    blind = assessment.view is ViewState.BLOCK or not assessment.person
    title = say(title_words(assessment, exercise, info.side))
    if info.saying:
        tones = {camera: Tone.CAMERA, say(assessment.cue): urgent}
        spoken = tones.get(info.saying, Tone.CUE)
        found = LargeWords(info.saying, spoken)
    elif info.banner == SHOW_ME:
        found = LargeWords(say(WATCHING), Tone.CUE)
    elif info.banner and not info.banner.isdecimal():
        found = LargeWords(say(info.banner), Tone.PAUSE, title)
    elif camera and (blind or not cue):
        found = LargeWords(camera, Tone.CAMERA)
    elif cue:
        found = LargeWords(cue, urgent, camera)
    else:
        found = LargeWords(say(phase_words(assessment, exercise)), Tone.CALM, title)
    return found


class WordsAnnotator:
    """Writes the large words into their region, or at their edge of the picture."""

    def annotate(self, screen: Screen) -> None:
        """Draw them."""
        regions = screen.regions
        if regions.beside:
            words, box = large_words(screen), regions.words
            sticker = _panel(words.text, words.tone, box.width, box.height, regions.cue_px)
            screen.paste(sticker, box.left, box.top)
            return
        screen.paste(_strip_of(screen), regions.words.left, regions.words.top)


def words_strip(screen: Screen) -> Rect:
    """Return the strip that the large words take over a picture."""
    box, strip = screen.regions.words, _strip_of(screen)
    top = box.top if screen.regions.words_at_top else box.bottom - strip.height_px
    return Rect(box.left, top, box.right, top + strip.height_px)


def _strip_of(screen: Screen) -> Sticker:
    regions = screen.regions
    width, height = regions.words.width, regions.canvas_px[1]
    share = _OVER_SHARE if width == regions.canvas_px[0] else _PART_SHARE
    return _strip(
        large_words(screen), width, height, round(share * height), regions.cue_px, regions.letter_px,
        regions.words_at_top,
    )  # fmt: skip


@lru_cache(maxsize=6)
def _panel(text: str, tone: Tone, width_px: int, height_px: int, cue_px: int) -> Sticker:
    """Return the words in the middle of a panel beside the picture."""
    font = size_for_letters(cue_px)
    pad, rule = round(font * 0.34), max(2, round(font * 0.07))
    icon = _icon(tone, round(font * 1.15))
    room = icon.width + pad if icon else 0
    found = set_text(
        text,
        width_px - 2 * pad - room,
        height_px - pad - 2 * rule,
        least_px=cue_px,
        most_px=cue_px * _MOST_LARGER,
    )
    writing = CAMERA if tone is Tone.CAMERA else PLAIN
    panel = Image.new("RGBA", (width_px, height_px), rgb(writing.ground))
    draw = ImageDraw.Draw(panel)
    draw.rectangle((0, 0, width_px, rule), fill=rgb(_LINES[tone]))
    left = (width_px - found.width_px - room) / 2
    if icon:
        panel.alpha_composite(icon, (round(left), (height_px - icon.height + rule) // 2))
    written = draw_lines(
        draw,
        list(found.lines),
        found.size_px,
        left + room + found.width_px / 2,
        (height_px - found.height_px + rule) / 2,
        writing.ink,
        bold=found.bold,
        anchor="m",
        spacing=LINE,
    )
    return Sticker.of(panel, written)


@lru_cache(maxsize=6)
def _strip(  # noqa: PLR0913, PLR0917 - all of it is part of the key
    words: LargeWords,
    width_px: int,
    height_px: int,
    most_px: int,
    cue_px: int,
    letter_px: int,
    at_top: bool,  # noqa: FBT001
) -> Sticker:
    """Return the words in a strip across the picture, as high as they need."""
    font = size_for_letters(cue_px)
    pad, rule = round(font * 0.3), max(2, round(font * 0.09))
    icon = _icon(words.tone, round(font * 1.1))
    room = icon.width + pad if icon else 0
    column = width_px - 2 * pad
    lines_px = 2.1 * LINE * size_for_letters(letter_px, bold=False)
    small = set_text(words.above, column, lines_px, least_px=letter_px, most_px=letter_px, bold=False)
    above = small if words.above else None
    most = max(most_px, round(2 * LINE * font) + 1)
    found = set_text(words.text, column - room, most, least_px=cue_px, most_px=max(cue_px, height_px / 16))
    above_px = round(above.height_px) if above else 0
    height = min(height_px, round(found.height_px) + above_px + round(1.2 * pad) + rule)
    writing: Writing = CAMERA if words.tone is Tone.CAMERA else OVER
    panel = Image.new("RGBA", (width_px, height), rgb(writing.ground, writing.opacity))
    draw = ImageDraw.Draw(panel)
    edge = height - rule if at_top else 0
    draw.rectangle((0, edge, width_px, edge + rule), fill=rgb(_LINES[words.tone]))
    top = 0.6 * pad + (0 if at_top else rule)
    written = []
    if above:
        written += draw_lines(
            draw, list(above.lines), above.size_px, width_px / 2, top, OVER_QUIET.ink, bold=False, anchor="m",
            spacing=LINE,
        )  # fmt: skip
    top += above_px
    left = (width_px - found.width_px - room) / 2
    if icon:
        panel.alpha_composite(icon, (round(left), max(0, round(top + (found.height_px - icon.height) / 2))))
    written += draw_lines(
        draw, list(found.lines), found.size_px, left + room + found.width_px / 2, top, writing.ink,
        bold=found.bold, anchor="m", spacing=LINE,
    )  # fmt: skip
    return Sticker.of(panel, written)


def _icon(tone: Tone, size_px: int) -> Image.Image | None:
    if tone is Tone.FAULT:
        return icons.warning(size_px)
    return icons.camera(round(size_px * 1.3)) if tone is Tone.CAMERA else None
