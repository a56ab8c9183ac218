"""Panels of text: what to do now, the cue, what the camera cannot see, the keys."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import cv2
from PIL import Image, ImageDraw

from posecheck.outputs.overlay.dose import RING_MARGIN, RING_SIZE
from posecheck.outputs.overlay.lettering import (
    Sticker,
    draw_lines,
    fitted,
    line_height_px,
    rgb,
    rounded_panel,
    text_width_px,
)
from posecheck.outputs.overlay.palette import DIM, FAULT, GOOD, INK, PAPER, WHITE
from posecheck.outputs.wording import camera_words, cue_words, phase_words, title_words

if TYPE_CHECKING:
    from posecheck.outputs.overlay.scene import Scene
    from posecheck.support.language import Language

_CUE_SIZE = 36.0
_CAMERA_SIZE = 25.0
#: The bands at the foot take at most these parts of the picture's height.
_CUE_SHARE, _CAMERA_SHARE = 0.23, 0.16


class TitleAnnotator:
    """Writes the exercise and, larger, what to do now into the upper left corner."""

    def annotate(self, scene: Scene) -> None:
        """Draw the panel."""
        width = scene.canvas.shape[1] - scene.px(RING_SIZE + 3 * RING_MARGIN)
        say = scene.language.translate
        words = say(phase_words(scene.assessment, scene.exercise))
        panel = _title(
            say(title_words(scene.assessment, scene.exercise)), words, round(scene.unit * 1000), width
        )
        edge = scene.px(RING_MARGIN)
        panel.paste(scene.canvas, edge, edge)
        scene.taken.append((edge, edge, edge + panel.width_px, edge + panel.height_px))


class MessageAnnotator:
    """Writes the cue on a dark band at the foot and, on a light one, what the camera cannot see."""

    def annotate(self, scene: Scene) -> None:
        """Draw the bands that have something to say."""
        height, width = scene.canvas.shape[:2]
        milli = round(scene.unit * 1000)
        say = scene.language.translate
        camera = say(camera_words(scene.assessment))
        cue = say(cue_words(scene.assessment, scene.exercise))
        foot = height
        if cue:
            band = _cue_band(cue, bool(scene.assessment.faults), milli, width, round(height * _CUE_SHARE))
            foot -= band.height_px
            band.paste(scene.canvas, 0, foot)
        if camera:
            size = _CAMERA_SIZE if cue else _CUE_SIZE
            note = _camera_band(
                camera, size, milli, width, round(height * (_CAMERA_SHARE if cue else _CUE_SHARE))
            )
            note.paste(scene.canvas, 0, foot - note.height_px)


class KeyHelpAnnotator:
    """Shows the keys in the middle of the picture, large.

    Parameters
    ----------
    keys
        Each key and what it does.
    """

    def __init__(self, keys: tuple[tuple[str, str], ...]) -> None:
        self.keys = keys

    def annotate(self, scene: Scene) -> None:
        """Darken the picture and draw the panel."""
        height, width = scene.canvas.shape[:2]
        cv2.convertScaleAbs(scene.canvas, dst=scene.canvas, alpha=0.35)
        panel = _key_panel(width, height, _key_help(self.keys, scene.language))
        panel.paste(scene.canvas, (width - panel.width_px) / 2, (height - panel.height_px) / 2)


class BannerAnnotator:
    """Shows one very large word, such as the seconds of a countdown, in the middle.

    Parameters
    ----------
    words
        What is shown.
    """

    def __init__(self, words: str) -> None:
        self.words = words

    def annotate(self, scene: Scene) -> None:
        """Draw the panel."""
        height, width = scene.canvas.shape[:2]
        panel = _banner(self.words, width, height)
        panel.paste(scene.canvas, (width - panel.width_px) / 2, (height - panel.height_px) / 2)


@lru_cache(maxsize=8)
def _title(title: str, words: str, milli_unit: int, width_px: int) -> Sticker:
    unit = milli_unit / 1000
    pad_x, pad_y = round(14 * unit), round(9 * unit)
    column = max(1, width_px - 2 * pad_x)
    title_lines, title_size = fitted(
        title, max(10, round(16 * unit)), column, 1.3 * 2 * 16 * unit, bold=False
    )
    word_lines, word_size = fitted(words, max(13, round(28 * unit)), column, 1.3 * 28 * unit)
    title_height = len(title_lines) * line_height_px(title_size)
    height = title_height + len(word_lines) * line_height_px(word_size) + 2 * pad_y
    widest = max(
        *(text_width_px(line, title_size, bold=False) for line in title_lines),
        *(text_width_px(line, word_size) for line in word_lines),
    )
    panel = rounded_panel(round(widest) + 2 * pad_x, height, 12 * unit, INK, 0.66)
    draw = ImageDraw.Draw(panel)
    draw_lines(draw, title_lines, title_size, pad_x, pad_y, DIM, bold=False)
    draw_lines(draw, word_lines, word_size, pad_x, pad_y + title_height, WHITE)
    return Sticker.of(panel)


@lru_cache(maxsize=6)
def _cue_band(cue: str, urgent: bool, milli_unit: int, width_px: int, most_px: int) -> Sticker:  # noqa: FBT001 - part of the key
    unit = milli_unit / 1000
    pad_x, pad_y = round(22 * unit), round(12 * unit)
    icon = round(46 * unit) if urgent else 0
    gap = round(16 * unit) if urgent else 0
    column = max(1, width_px - 2 * pad_x - icon - gap)
    lines, size = fitted(cue, max(14, round(_CUE_SIZE * unit)), column, most_px - 2 * pad_y)
    height = max(len(lines) * line_height_px(size), icon) + 2 * pad_y
    panel = Image.new("RGBA", (width_px, height), rgb(INK, 0.94))
    draw = ImageDraw.Draw(panel)
    draw.rectangle((0, 0, width_px, max(1, round(4 * unit))), fill=rgb(FAULT if urgent else GOOD))
    widest = max(text_width_px(line, size) for line in lines)
    left = (width_px - widest - icon - gap) / 2
    if urgent:
        panel.alpha_composite(_warning(icon), (round(left), (height - icon) // 2))
    middle = left + icon + gap + widest / 2
    top = (height - len(lines) * line_height_px(size)) / 2 + round(2 * unit)
    draw_lines(ImageDraw.Draw(panel), lines, size, middle, top, WHITE, anchor="m")
    return Sticker.of(panel)


@lru_cache(maxsize=4)
def _camera_band(words: str, design_size: float, milli_unit: int, width_px: int, most_px: int) -> Sticker:
    unit = milli_unit / 1000
    pad_x, pad_y = round(22 * unit), round(10 * unit)
    icon_height = round(design_size * 1.15 * unit)
    icon_width = round(icon_height * 1.45)
    gap = round(16 * unit)
    column = max(1, width_px - 2 * pad_x - icon_width - gap)
    lines, size = fitted(words, max(12, round(design_size * unit)), column, most_px - 2 * pad_y)
    height = max(len(lines) * line_height_px(size), icon_height) + 2 * pad_y
    panel = Image.new("RGBA", (width_px, height), rgb(PAPER, 0.96))
    widest = max(text_width_px(line, size) for line in lines)
    left = (width_px - widest - icon_width - gap) / 2
    panel.alpha_composite(_camera(icon_width, icon_height), (round(left), (height - icon_height) // 2))
    top = (height - len(lines) * line_height_px(size)) / 2
    middle = left + icon_width + gap + widest / 2
    draw_lines(ImageDraw.Draw(panel), lines, size, middle, top, INK, anchor="m")
    return Sticker.of(panel)


def _warning(size_px: int) -> Image.Image:
    """Return a warning triangle."""
    many = 4
    s = size_px * many
    icon = Image.new("RGBA", (s, s), rgb(FAULT, 0.0))
    draw = ImageDraw.Draw(icon)
    draw.polygon([(s * 0.5, s * 0.06), (s * 0.98, s * 0.92), (s * 0.02, s * 0.92)], fill=rgb(FAULT))
    draw.rounded_rectangle((s * 0.455, s * 0.36, s * 0.545, s * 0.66), s * 0.04, fill=rgb(WHITE))
    draw.ellipse((s * 0.445, s * 0.71, s * 0.555, s * 0.82), fill=rgb(WHITE))
    return icon.resize((size_px, size_px), Image.Resampling.BOX)


def _camera(width_px: int, height_px: int) -> Image.Image:
    """Return a camera, crossed out."""
    many = 4
    w, h = width_px * many, height_px * many
    icon = Image.new("RGBA", (w, h), rgb(INK, 0.0))
    draw = ImageDraw.Draw(icon)
    draw.rounded_rectangle((0, h * 0.2, w * 0.68, h * 0.86), h * 0.12, fill=rgb(INK))
    draw.polygon(
        [(w * 0.74, h * 0.46), (w * 0.98, h * 0.24), (w * 0.98, h * 0.82), (w * 0.74, h * 0.6)], fill=rgb(INK)
    )
    draw.line([(w * 0.06, h * 0.02), (w * 0.8, h * 0.98)], fill=rgb(PAPER), width=round(h * 0.2))
    draw.line([(w * 0.06, h * 0.02), (w * 0.8, h * 0.98)], fill=rgb(INK), width=round(h * 0.09))
    return icon.resize((width_px, height_px), Image.Resampling.BOX)


def _key_help(keys: tuple[tuple[str, str], ...], language: Language) -> tuple[tuple[str, str], ...]:
    return tuple((language.translate(key), language.translate(words)) for key, words in keys)


@lru_cache(maxsize=4)
def _key_panel(width_px: int, height_px: int, keys: tuple[tuple[str, str], ...]) -> Sticker:
    size = round(min(height_px * 0.062, width_px * 0.05))
    row = round(size * 1.75)
    pad = round(size * 0.9)
    cap = round(max(text_width_px(key, size) for key, _ in keys)) + round(size * 0.9)
    what = round(max(text_width_px(words, size, bold=False) for _, words in keys))
    panel = rounded_panel(
        cap + what + round(size * 0.9) + 2 * pad, row * len(keys) + 2 * pad, size * 0.7, INK, 0.93
    )
    for number, (key, words) in enumerate(keys):
        top = pad + number * row
        keycap = rounded_panel(cap, round(size * 1.5), size * 0.3, PAPER, 1.0)
        draw_lines(
            ImageDraw.Draw(keycap),
            [key],
            size,
            cap / 2,
            keycap.height / 2 - line_height_px(size) / 2,
            INK,
            anchor="m",
        )
        panel.alpha_composite(keycap, (pad, top + (row - keycap.height) // 2))
        draw_lines(ImageDraw.Draw(panel), [words], size, pad + cap + size * 0.9,
                   top + row / 2 - line_height_px(size) / 2, WHITE, bold=False)  # fmt: skip
    return Sticker.of(panel)


@lru_cache(maxsize=6)
def _banner(words: str, width_px: int, height_px: int) -> Sticker:
    lines, size = fitted(words, round(height_px * 0.28), width_px * 0.8, height_px * 0.4)
    pad = round(size * 0.35)
    widest = round(max(text_width_px(line, size) for line in lines))
    height = len(lines) * line_height_px(size) + pad
    panel = rounded_panel(max(widest + 2 * pad, height), height, size * 0.25, INK, 0.85)
    draw_lines(ImageDraw.Draw(panel), lines, size, panel.width / 2, pad / 2, WHITE, anchor="m")
    return Sticker.of(panel)
