"""Where things stand: words beside the picture, or at the edge of it that the body leaves free."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from posecheck.outputs.overlay.layout import CUE_SHARE, LETTER_SHARE, Rect, lay_out_beside, over_letters
from posecheck.outputs.overlay.lettering import letter_height_px, size_for_letters
from posecheck.outputs.overlay.placement import (
    SETTLED_S,
    USUAL,
    Edge,
    Span,
    WordsPlacer,
    best_placement,
    covered_share,
    lay_out_over,
)

if TYPE_CHECKING:
    from posecheck.outputs.overlay.layout import Size

CANVASES = ((1920, 1080), (1280, 720), (640, 480), (720, 1280), (1080, 1920), (2560, 1080), (1440, 900))
PICTURES = ((640, 480), (1280, 720), (480, 640), (720, 1280), (3840, 1080))


@pytest.mark.parametrize("figure", [False, True])
@pytest.mark.parametrize("canvas", CANVASES)
def test_beside_nothing_overlaps_and_everything_is_on_the_canvas(
    canvas: Size,
    figure: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    for picture in PICTURES:
        regions = lay_out_beside(canvas, picture, figure=figure)
        boxes = {
            "picture": regions.picture,
            "words": regions.words,
            "status": regions.status,
            "dial": regions.dial,
        } | ({"figure": regions.figure} if figure else {})
        whole = Rect(0, 0, *canvas)
        outside = [name for name, box in boxes.items() if box.overlap(whole) != box.area or box.area <= 0]
        overlapping = [pair for pair in combinations(boxes, 2) if boxes[pair[0]].overlap(boxes[pair[1]])]
        assert (outside, overlapping) == ([], []), f"{picture} on {canvas}"


@pytest.mark.parametrize("canvas", CANVASES)
def test_the_picture_keeps_its_proportions_and_most_of_a_usual_screen(canvas: Size) -> None:
    for picture in PICTURES:
        shown = lay_out_beside(canvas, picture).picture
        assert shown.width / shown.height == pytest.approx(picture[0] / picture[1], rel=0.02)
    usual = lay_out_beside(canvas, (640, 480)).picture
    assert usual.area >= 0.38 * canvas[0] * canvas[1]


def test_the_picture_does_not_move_when_the_figure_comes_and_goes() -> None:
    for canvas in CANVASES:
        without, with_it = (lay_out_beside(canvas, (640, 480), figure=figure) for figure in (False, True))
        assert without.picture == with_it.picture
        assert without.words == with_it.words


@pytest.mark.parametrize("canvas", CANVASES)
def test_letters_have_their_share_of_the_height(canvas: Size) -> None:
    """Of a canvas higher than wide it is the width that counts, and the picture's height on it."""
    for picture in PICTURES:
        regions = lay_out_beside(canvas, picture)
        reference = max(min(canvas), regions.picture.height)
        assert regions.cue_px >= reference * CUE_SHARE
        assert regions.letter_px >= reference * LETTER_SHARE
        assert letter_height_px(size_for_letters(regions.cue_px)) >= regions.cue_px
    cue, letter = over_letters(canvas)
    assert cue >= min(canvas) * CUE_SHARE
    assert letter >= canvas[1] * LETTER_SHARE


@pytest.mark.parametrize("size", [(640, 480), (1280, 720), (1920, 1080), (720, 1280)])
@pytest.mark.parametrize(
    ("body", "edge"),
    [
        ((0.1, 0.55, 0.9, 0.95), Edge.TOP),
        ((0.1, 0.05, 0.9, 0.45), Edge.BOTTOM),
        ((0.1, 0.6, 0.5, 0.98), Edge.TOP),
        ((0.5, 0.02, 0.9, 0.4), Edge.BOTTOM),
        ((0.3, 0.35, 0.8, 0.62), Edge.BOTTOM),
    ],
)
def test_over_a_picture_words_and_dial_stand_where_the_body_is_not(
    size: Size, body: tuple[float, float, float, float], edge: Edge
) -> None:
    width, height = size
    person = Rect(
        round(body[0] * width), round(body[1] * height), round(body[2] * width), round(body[3] * height)
    )
    placement = best_placement(size, person)
    regions = lay_out_over(size, placement)
    assert placement.words is edge
    assert regions.words.overlap(person) == 0
    assert regions.dial.overlap(person) == 0
    assert regions.dial.overlap(regions.words) == 0


def test_beside_somebody_who_stands_words_take_the_free_part_of_the_edge() -> None:
    for person, span in ((Rect(80, 10, 220, 470), Span.RIGHT), (Rect(420, 10, 560, 470), Span.LEFT)):
        placement = best_placement((640, 480), person)
        regions = lay_out_over((640, 480), placement)
        assert placement.span is span
        assert regions.words.overlap(person) == regions.dial.overlap(person) == 0


def test_where_there_is_no_room_the_least_is_covered() -> None:
    size, person = (640, 480), Rect(120, 0, 520, 470)
    placement = best_placement(size, person)
    assert lay_out_over(size, placement).dial.overlap(person) < 40 * 140
    for other in (USUAL, replace(USUAL, words=Edge.TOP), replace(USUAL, span=Span.LEFT)):
        assert covered_share(size, placement, person) <= covered_share(size, other, person)


LOW, HIGH = Rect(50, 300, 600, 470), Rect(50, 10, 600, 180)


def test_words_stay_where_they_are_while_a_leg_goes_up_and_down() -> None:
    placer = WordsPlacer()
    raised = Rect(50, 150, 600, 470)
    places = {placer.update(n / 30, (640, 480), raised if n // 60 % 2 else LOW) for n in range(30 * 30)}
    assert len(places) == 1


def test_words_move_when_the_body_has_been_elsewhere_for_a_while_and_not_before() -> None:
    placer = WordsPlacer()
    first = placer.update(0.0, (640, 480), LOW)
    assert first.words is Edge.TOP
    moved_s = next(
        n / 10 for n in range(1, 900) if placer.update(n / 10, (640, 480), HIGH).words is Edge.BOTTOM
    )
    assert SETTLED_S <= moved_s < 60


def test_words_stay_while_nobody_is_seen() -> None:
    placer = WordsPlacer()
    first = placer.update(0.0, (640, 480), LOW)
    assert {placer.update(n / 10, (640, 480), None) for n in range(50)} == {first}


def test_the_time_of_the_source_decides_and_not_the_number_of_frames() -> None:
    def when(fps: int) -> float:
        placer = WordsPlacer()
        placer.update(0.0, (640, 480), LOW)
        return next(
            n / fps
            for n in range(1, 90 * fps)
            if placer.update(n / fps, (640, 480), HIGH).words is Edge.BOTTOM
        )

    assert when(10) == pytest.approx(when(50), abs=0.5)
