"""The words beside the picture: which exercise, how far the session has come, what comes next."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from posecheck.engine.events import ViewState
from posecheck.outputs.overlay.layout import LINE
from posecheck.outputs.overlay.lettering import Sticker, Written, draw_lines, rgb, text_width_px
from posecheck.outputs.overlay.palette import CAMERA, GROUND, PLAIN, QUIET, WARM, Writing
from posecheck.outputs.overlay.text_fit import SetText, set_text
from posecheck.outputs.overlay.words import large_words
from posecheck.outputs.wording import SHOW_ME, camera_words, phase_words, title_words
from posecheck.support.message import counted, message

if TYPE_CHECKING:
    from posecheck.outputs.overlay.screen import Screen
    from posecheck.outputs.overlay.session_info import SessionInfo

_MINUTE_S = 60
#: The title may be so much larger than it has to be.
_TITLE_LARGER = 1.3
#: Room between two rows, in sizes of the font.
_GAP = 0.3


@dataclass(frozen=True, slots=True)
class Row:
    """A text of the status.

    Parameters
    ----------
    text
        In the language.
    writing
        Its colours.
    rank
        What is left out first where there is no room has the highest.
    larger
        It may be so much larger than it has to be.
    lines
        It takes at most so many lines.
    bold
        In bold letters.
    """

    text: str
    writing: Writing
    rank: int
    larger: float = 1.0
    lines: int = 2
    bold: bool = False


class StatusAnnotator:
    """Writes the status into its region beside the picture."""

    def annotate(self, screen: Screen) -> None:
        """Draw it."""
        regions = screen.regions
        if not regions.beside or min(regions.status.width, regions.status.height) < regions.letter_px:
            return
        rows = tuple(status_rows(screen))
        if not rows:
            return
        sticker = _status(rows, regions.status.width, regions.status.height, regions.letter_px)
        screen.paste(sticker, regions.status.left, regions.status.top)


def status_rows(screen: Screen) -> list[Row]:
    """Return the rows in their order; nothing is said twice on one screen."""
    assessment, exercise, info, say = screen.assessment, screen.exercise, screen.info, screen.say
    large = large_words(screen).text
    rows: list[Row] = []
    if info.banner != SHOW_ME:
        title = say(title_words(assessment, exercise, info.side))
        rows.append(Row(title, PLAIN, 0, larger=_TITLE_LARGER, lines=3, bold=True))
    place = (
        say(message("{number} of {count}", number=info.place[0], count=info.place[1])) if info.place else ""
    )
    sets = (
        say(message("Set {number} of {count}", number=info.sets[0], count=info.sets[1])) if info.sets else ""
    )
    rows += _joined(place, sets, screen)
    if info.gesture:
        rows.append(Row(say(info.gesture), WARM, 1, bold=True))
    elif info.banner and info.banner != SHOW_ME and not info.banner.isdecimal():
        rows.append(Row(say(info.banner), WARM, 1, bold=True))
    elif info.banner != SHOW_ME and assessment.person and assessment.view is not ViewState.BLOCK:
        rows.append(Row(say(phase_words(assessment, exercise)), WARM, 3, bold=True))
    camera = say(camera_words(assessment))
    rows.append(Row(camera, CAMERA, 2, lines=4))
    rows.append(Row(say(next_words(info)), QUIET, 5))
    if math.isfinite(info.left_s):
        minutes = math.ceil(max(0.0, info.left_s) / _MINUTE_S)
        rows.append(Row(say(counted("{count} minute left", "{count} minutes left", minutes)), QUIET, 6))
    return [row for row in rows if row.text and row.text != large]


def next_words(info: SessionInfo) -> str:
    """Return what comes next, nothing where nothing does."""
    return message("Next: {title}", title=info.next_title) if info.next_title else ""


def _joined(place: str, sets: str, screen: Screen) -> list[Row]:
    """Return exercise and set in one row where it is wide enough for both."""
    both = f"{place} \N{MIDDLE DOT} {sets}" if place and sets else place or sets
    font = screen.regions.letter_px / 0.73
    if text_width_px(both, round(font), bold=False) <= screen.regions.status.width:
        return [Row(both, QUIET, 2)]
    return [Row(place, QUIET, 2), Row(sets, QUIET, 2)]


@lru_cache(maxsize=6)
def _status(rows: tuple[Row, ...], width_px: int, height_px: int, letter_px: int) -> Sticker:
    """Return as many of the rows as there is room for, those that matter most."""
    gap = round(letter_px * _GAP / 0.73)
    kept = {row: _set(row, width_px, height_px, letter_px) for row in rows}
    if _height(list(kept.values()), gap) > height_px:
        kept = {row: _set(replace(row, larger=1.0), width_px, height_px, letter_px) for row in rows}
    while len(kept) > 1 and _height(list(kept.values()), gap) > height_px:
        del kept[max(kept, key=lambda row: row.rank)]
    height = min(height_px, math.ceil(_height(list(kept.values()), gap)))
    panel = Image.new("RGBA", (width_px, max(1, height)), rgb(GROUND, 0.0))
    draw = ImageDraw.Draw(panel)
    top = 0.0
    written: list[Written] = []
    for row, found in kept.items():
        if row.writing is CAMERA:
            draw.rounded_rectangle(
                (0, top, width_px - 1, top + found.height_px), gap, fill=rgb(CAMERA.ground)
            )
        inset = gap if row.writing is CAMERA else 0
        written += draw_lines(
            draw, list(found.lines), found.size_px, inset, top, row.writing.ink, bold=found.bold, spacing=LINE
        )
        top += found.height_px + gap
    return Sticker.of(panel, written)


def _set(row: Row, width_px: int, height_px: int, letter_px: int) -> SetText:
    inset = 2 * round(letter_px * _GAP / 0.73) if row.writing is CAMERA else 0
    return set_text(
        row.text,
        width_px - inset,
        min(height_px, row.lines * letter_px / 0.72 * LINE + 1),
        least_px=letter_px,
        most_px=letter_px * row.larger,
        bold=row.bold,
    )


def _height(rows: list[SetText], gap_px: int) -> float:
    return sum(row.height_px for row in rows) + gap_px * (len(rows) - 1)
