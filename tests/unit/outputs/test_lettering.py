"""Text fits into the place it is given."""

from __future__ import annotations

import numpy as np
from fixtures.cases import each_of
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from posecheck.outputs.overlay.lettering import (
    Sticker,
    fitted,
    font,
    label,
    line_height_px,
    text_width_px,
    wrapped,
)

words = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=18)


@given(st.lists(words, min_size=1, max_size=12), st.integers(12, 40), st.integers(80, 600))
def test_no_line_is_wider_than_its_column_and_no_letter_is_lost(
    text: list[str], size_px: int, width_px: int
) -> None:
    lines = wrapped(" ".join(text), size_px, width_px)
    assert "".join("".join(lines).split()) == "".join("".join(text).split())
    for line in lines:
        assert text_width_px(line, size_px) <= width_px or len(line) == 1


@given(st.lists(words, min_size=1, max_size=10))
def test_a_text_is_made_smaller_until_it_fits(text: list[str]) -> None:
    lines, size_px = fitted(" ".join(text), 36, 600, 100)
    assert len(lines) * line_height_px(size_px) <= 100 or size_px == 9
    assert size_px <= 36


def test_each_sentence_gets_its_own_line_where_that_takes_no_more_lines() -> None:
    lines, _ = fitted("Ease back a little. A mild pull is enough.", 36, 600, 110)
    assert lines == ["Ease back a little.", "A mild pull is enough."]


def test_a_single_word_is_not_left_over_on_the_last_line() -> None:
    lines, _ = fitted("Lift your breastbone and look at the floor in front of you", 30, 600, 110)
    assert len(lines) == 2
    assert min(map(len, lines)) > 20


@each_of("text", ["Größe", "дихайте", "Ελληνικά", "\N{MINUS SIGN}8°", "✓"])
def test_the_font_has_letters_beyond_english(text: str) -> None:
    missing = font(40).getmask("\U0010fffe")
    for letter in text:
        drawn = font(40).getmask(letter)
        assert (drawn.size, bytes(drawn)) != (missing.size, bytes(missing)), letter


@each_of("place", [(0, 0), (-3, -2), (36, 27), (100, 100), (-50, 0)])
def test_a_sticker_is_blended_and_cut_off_at_the_edges(place: tuple[int, int]) -> None:
    generator = np.random.default_rng(1)
    rgba = generator.integers(0, 256, (8, 10, 4), np.uint8)
    canvas = generator.integers(0, 256, (30, 40, 3), np.uint8)
    expected = canvas.astype(float)
    for y in range(8):
        for x in range(10):
            row, column = y + place[1], x + place[0]
            if 0 <= row < 30 and 0 <= column < 40:
                alpha = rgba[y, x, 3] / 255
                expected[row, column] = rgba[y, x, 2::-1] * alpha + canvas[row, column] * (1 - alpha)
    Sticker.of(Image.fromarray(rgba)).paste(canvas, *place)
    assert np.abs(canvas - expected).max() <= 1.5


def test_a_label_is_rendered_once() -> None:
    assert label("72°", 20, (255, 255, 255), (0, 0, 0)) is label("72°", 20, (255, 255, 255), (0, 0, 0))
