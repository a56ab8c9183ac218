"""The figure as a picture for the window and the video."""

from __future__ import annotations

import numpy as np
import pytest

from posecheck.exercise.catalogue import find_exercise
from posecheck.figures import Role, movement
from posecheck.outputs.overlay.figure_panel import paint_figure

SIZE_PX = 300


@pytest.mark.parametrize("dark", [True, False])
def test_a_figure_is_painted_on_a_plate_with_round_corners(*, dark: bool) -> None:
    image = paint_figure(movement(find_exercise("bridge")).at(0.0), SIZE_PX, dark=dark)
    assert image.shape == (SIZE_PX, SIZE_PX, 4)
    assert image.dtype == np.uint8
    assert image[0, 0, 3] == 0
    plate = image[SIZE_PX // 10, SIZE_PX // 2]
    assert 0 < plate[3] < 255
    assert bool(plate[:3].mean() < 128) is dark


@pytest.mark.parametrize("dark", [True, False])
def test_the_head_the_near_leg_and_the_marked_muscle_are_where_they_are_drawn(*, dark: bool) -> None:
    drawing = movement(find_exercise("supine-hamstring")).at(3.0)
    image = paint_figure(drawing, SIZE_PX, dark=dark)
    colours = {}
    for role, part in ((Role.HEAD, "trunk"), (Role.NEAR_LIMB, "working leg"), (Role.MARKED, "")):
        shape = next(each for each in drawing.shapes if each.role is role and each.part == part)
        x, y = np.mean(shape.points, axis=0) * SIZE_PX
        pixel = image[round(y), round(x)]
        assert pixel[3] == 255
        colours[role] = pixel[:3].astype(int)
    blue, _, red = colours[Role.MARKED]
    assert red > blue
    light = colours[Role.HEAD].mean() > 128
    assert bool(light) is dark


def test_the_same_drawing_gives_the_same_picture() -> None:
    drawing = movement(find_exercise("march")).at(0.4)
    assert np.array_equal(paint_figure(drawing, SIZE_PX), paint_figure(drawing, SIZE_PX))
