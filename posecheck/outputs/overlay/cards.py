"""What lies over everything: a question with its answers, a summary, the keys and gestures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import cv2
from PIL import Image, ImageDraw

from posecheck.outputs.overlay.layout import LINE, letters_for
from posecheck.outputs.overlay.lettering import (
    Sticker,
    Written,
    balanced,
    draw_lines,
    rgb,
    rounded_panel,
    size_for_letters,
    text_width_px,
    wrapped,
)
from posecheck.outputs.overlay.palette import CARD, CHOSEN, DIM, GOOD, KEYCAP, OPTION, Writing
from posecheck.outputs.overlay.text_fit import SetText, set_text

if TYPE_CHECKING:
    from posecheck.outputs.overlay.layout import Size
    from posecheck.outputs.overlay.screen import Screen
    from posecheck.outputs.overlay.session_info import Card

#: What is behind a card keeps this part of its light.
_LIGHT_BEHIND = 0.3
#: A card takes at most these parts of width and height.
_MOST_WIDE, _MOST_HIGH = 0.94, 0.95
#: The title may be larger than the other words, up to this many times.
_TITLE_LARGER = 1.6
_OPTION_LARGER = 1.35
#: The last of more answers than these stands alone where it has so many times the letters of the others.
_FEW, _MANY_TIMES = 3, 4
#: All letters may be so much larger than they have to be; the first that lets everything fit.
_LARGER = (1.4, 1.25, 1.1, 1.0)


class CardAnnotator:
    """Shows a question or a summary.

    Parameters
    ----------
    card
        What is shown.
    """

    def __init__(self, card: Card) -> None:
        self.card = card

    def annotate(self, screen: Screen) -> None:
        """Darken everything and draw the card in the middle."""
        card, say = self.card, screen.say
        _darken(screen)
        panel = _card(
            say(card.title),
            tuple(say(line) for line in card.lines),
            tuple(say(option) for option in card.options),
            card.chosen,
            screen.regions.canvas_px,
        )
        _lay_in_the_middle(screen, panel)


class KeyHelpAnnotator:
    """Shows the keys and the gestures.

    Parameters
    ----------
    keys
        Each key and what it does.
    gestures
        What each gesture is and does, a sentence each.
    """

    def __init__(self, keys: tuple[tuple[str, str], ...], gestures: tuple[str, ...] = ()) -> None:
        self.keys = keys
        self.gestures = gestures

    def annotate(self, screen: Screen) -> None:
        """Darken everything and draw the panel in the middle."""
        say = screen.say
        _darken(screen)
        keys = tuple((say(key), say(words)) for key, words in self.keys)
        gestures = tuple(say(gesture) for gesture in self.gestures)
        _lay_in_the_middle(screen, _key_panel(keys, gestures, screen.regions.canvas_px))


def _darken(screen: Screen) -> None:
    screen.written.clear()  # it is not to be read any more
    cv2.convertScaleAbs(screen.canvas, dst=screen.canvas, alpha=_LIGHT_BEHIND)


def _lay_in_the_middle(screen: Screen, panel: Sticker) -> None:
    width, height = screen.regions.canvas_px
    screen.paste(panel, (width - panel.width_px) / 2, (height - panel.height_px) / 2)


def _sheet(width_px: int, height_px: int, font_px: int) -> Image.Image:
    return rounded_panel(width_px, height_px, font_px * 0.6, CARD.ground, CARD.opacity)


def _letter_px(canvas_px: Size) -> int:
    """Return the least height of a capital on a card, which has the whole canvas."""
    return letters_for(min(canvas_px))[1]


@lru_cache(maxsize=4)
def _card(
    title: str, lines: tuple[str, ...], options: tuple[str, ...], chosen: int, canvas_px: Size
) -> Sticker:
    """Return the card with letters as large as all of it fits in."""
    fewest = _answers(options, *_room(canvas_px)).rows if options else 0
    for larger in _LARGER:
        letter = round(_letter_px(canvas_px) * larger)
        font = size_for_letters(letter, bold=False)
        pad, gap = round(font * 0.9), round(font * 0.5)
        most_wide, most_high = canvas_px[0] * _MOST_WIDE - 2 * pad, canvas_px[1] * _MOST_HIGH - 2 * pad
        heading = set_text(title, most_wide, most_high * 0.4, least_px=letter, most_px=letter * _TITLE_LARGER)
        answers = _answers(options, most_wide, letter) if options else None
        answers_px = answers.height_px + 2 * gap if answers else 0
        text = [part for line in lines for part in wrapped(line, font, most_wide, bold=False) or [""]]
        room = most_high - heading.height_px - gap - answers_px
        # numbers stay in one row where they can: they are a scale
        if len(text) * LINE * font <= room and (not answers or answers.rows == fewest):
            break
    text = _cut(text, max(1, int(room / (LINE * font))))
    widths = [heading.width_px, *(text_width_px(line, font, bold=False) for line in text)]
    inner = round(max(*widths, answers.width_px if answers else 0))
    height = heading.height_px + (gap + len(text) * LINE * font if text else 0) + answers_px
    panel = _sheet(inner + 2 * pad, round(height) + 2 * pad, font)
    draw = ImageDraw.Draw(panel)
    rule = (pad, pad * 0.45, pad + font * 2, pad * 0.45 + font * 0.14)
    draw.rounded_rectangle(rule, font * 0.07, fill=rgb(GOOD))
    written = draw_lines(
        draw, list(heading.lines), heading.size_px, pad, pad, CARD.ink, bold=heading.bold, spacing=LINE
    )
    top = pad + heading.height_px + gap
    written += draw_lines(draw, text, font, pad, top, DIM, bold=False, spacing=LINE)
    if answers:
        first = pad + height - answers.height_px
        written += answers.draw(panel, pad + (inner - answers.width_px) / 2, first, chosen)
    return Sticker.of(panel, written)


def _room(canvas_px: Size) -> tuple[float, int]:
    """Return the width that a card's answers have with the least letters, and the height of these."""
    letter = _letter_px(canvas_px)
    return canvas_px[0] * _MOST_WIDE - 2 * round(size_for_letters(letter, bold=False) * 0.9), letter


def _cut(lines: list[str], most: int) -> list[str]:
    """Return the lines; those there is no room for are told by an ellipsis."""
    return lines if len(lines) <= most else [*lines[: most - 1], "\N{HORIZONTAL ELLIPSIS}"]


@dataclass(frozen=True, slots=True)
class _Answers:
    """The answers of a question as a grid of fields that are all of one size.

    `alone` is what stands below them in a row of its own: to leave out a question of numbers takes many more
    letters than a number, and fields of its size would leave no room for the words of the question.
    """

    texts: tuple[SetText, ...]
    columns: int
    field_px: tuple[int, int]
    gap_px: int
    alone: SetText | None = None

    @property
    def rows(self) -> int:
        """Number of rows."""
        return -(-len(self.texts) // self.columns) + (self.alone is not None)

    @property
    def width_px(self) -> int:
        """Width of a row."""
        return self.columns * (self.field_px[0] + self.gap_px) - self.gap_px

    @property
    def height_px(self) -> int:
        """Height of all rows."""
        return self.rows * (self.field_px[1] + self.gap_px) - self.gap_px

    def draw(self, panel: Image.Image, left: float, top: float, chosen: int) -> list[Written]:
        """Draw the fields; the one that is chosen is light, rimmed and written in dark."""
        written: list[Written] = []
        width, height = self.field_px
        shown = self.texts if self.alone is None else (*self.texts, self.alone)
        for number, text in enumerate(shown):
            x = round(left + number % self.columns * (width + self.gap_px))
            y = round(top + number // self.columns * (height + self.gap_px))
            if text is self.alone:
                x, y, width = round(left), round(top + self.height_px - height), self.width_px
            writing: Writing = CHOSEN if number == chosen else OPTION
            field = rounded_panel(width, height, height * 0.22, writing.ground, 1.0)
            lines = draw_lines(
                ImageDraw.Draw(field), list(text.lines), text.size_px, width / 2,
                (height - text.height_px) / 2, writing.ink, bold=text.bold, anchor="m",
                spacing=LINE,
            )  # fmt: skip
            panel.alpha_composite(field, (x, y))
            if number == chosen:
                rim = max(2, self.gap_px // 3)
                ImageDraw.Draw(panel).rounded_rectangle(
                    (x - rim, y - rim, x + width + rim - 1, y + height + rim - 1), height * 0.22 + rim,
                    outline=rgb(KEYCAP.ground), width=max(2, rim - 1),
                )  # fmt: skip
            written += [line.moved(x, y) for line in lines]
        return written


def _answers(options: tuple[str, ...], width_px: float, letter_px: int) -> _Answers:
    """Return the answers in as few rows as they fit in."""
    gap, last = round(letter_px * 0.6), ""
    if len(options) > _FEW and len(options[-1]) > _MANY_TIMES * max(map(len, options[:-1])):
        *others, last = options
        options = tuple(others)
    for larger in (_OPTION_LARGER, 1.0):
        font = size_for_letters(letter_px * larger)
        pad = round(font * 0.5)
        widest = max(text_width_px(option, font) for option in options) + 2 * pad
        fits = int((width_px + gap) // (max(widest, 1.6 * font) + gap))
        if fits >= len(options):
            break
    rows = -(-len(options) // max(1, fits))
    columns = -(-len(options) // rows)
    column_px = (width_px + gap) / columns - gap
    field = round(min(column_px, max(widest, 2.4 * font)))
    texts = tuple(
        set_text(option, field - pad, 3 * LINE * font, least_px=letter_px, most_px=letter_px * larger)
        for option in options
    )
    whole_px = columns * (field + gap) - gap - pad
    alone = (
        set_text(last, whole_px, 2 * LINE * font, least_px=letter_px, most_px=letter_px * larger)
        if last
        else None
    )
    highest = max(text.height_px for text in (*texts, *([alone] if alone else [])))
    return _Answers(texts, columns, (field, round(highest + 1.1 * pad)), gap, alone)


@lru_cache(maxsize=4)
def _key_panel(keys: tuple[tuple[str, str], ...], gestures: tuple[str, ...], canvas_px: Size) -> Sticker:
    font = size_for_letters(_letter_px(canvas_px))
    width, height = canvas_px
    pad, gap = round(font * 0.7), round(font * 0.7)
    cap = round(max((text_width_px(key, font) for key, _ in keys), default=0)) + round(font * 0.8)
    what = round(max((text_width_px(words, font, bold=False) for _, words in keys), default=0))
    keys_px = cap + gap + what
    apart = round(font * 1.4)
    room = width * _MOST_WIDE - 2 * pad - keys_px - apart
    beside = bool(gestures) and room >= 9 * font
    column = min(room if beside else width * _MOST_WIDE - 2 * pad, 17 * font)
    said = [balanced(gesture, font, column, bold=False) for gesture in gestures]
    gestures_px = sum(len(lines) * LINE * font + gap for lines in said) - gap if said else 0
    below = gestures_px + gap if said and not beside else 0
    row = min(1.75 * font, (height * _MOST_HIGH - 2 * pad - below) / max(1, len(keys)))
    said_px = round(
        max((text_width_px(line, font, bold=False) for lines in said for line in lines), default=0)
    )
    inner = keys_px + apart + said_px if beside else max(keys_px, said_px)
    tall = max(row * len(keys), gestures_px) if beside else row * len(keys) + below
    panel = rounded_panel(
        round(inner) + 2 * pad, round(tall) + 2 * pad, font * 0.6, CARD.ground, CARD.opacity
    )
    written: list[Written] = []
    for number, (key, words) in enumerate(keys):
        middle = pad + (number + 0.5) * row
        keycap = rounded_panel(cap, round(min(row * 0.86, 1.5 * font)), font * 0.3, KEYCAP.ground, 1.0)
        place = (pad, round(middle - keycap.height / 2))
        on_it = draw_lines(
            ImageDraw.Draw(keycap), [key], font, cap / 2, (keycap.height - LINE * font) / 2, KEYCAP.ink,
            anchor="m", spacing=LINE,
        )  # fmt: skip
        panel.alpha_composite(keycap, place)
        written += [line.moved(*place) for line in on_it]
        written += draw_lines(
            ImageDraw.Draw(panel), [words], font, pad + cap + gap, middle - LINE * font / 2, CARD.ink,
            bold=False, spacing=LINE,
        )  # fmt: skip
    left = pad + keys_px + apart if beside else pad
    top = pad + (tall - gestures_px) / 2 if beside else pad + row * len(keys) + gap
    for lines in said:
        written += draw_lines(
            ImageDraw.Draw(panel), lines, font, left, top, DIM, bold=False, spacing=LINE
        )  # fmt: skip
        top += len(lines) * LINE * font + gap
    return Sticker.of(panel, written)
