"""The shape and the orientation of pictures."""

from __future__ import annotations

import numpy as np
from fixtures.cases import each_of

from posecheck.sources.shape import MOST_PX, PictureOrientation, Shape, fitted, same_shape

PICTURE = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3)


@each_of(
    "matrix",
    [
        (1, 0, 0, 1),
        (-1, 0, 0, 1),
        (1, 0, 0, -1),
        (-1, 0, 0, -1),
        (0, 1, 1, 0),
        (0, 1, -1, 0),
        (0, -1, 1, 0),
        (0, -1, -1, 0),
    ],
)
def test_all_eight_display_matrices_are_followed(matrix: tuple[int, int, int, int]) -> None:
    a, b, c, d = matrix
    orientation = PictureOrientation.of_matrix(a, b, c, d)
    put = orientation.put(PICTURE)
    height, width = PICTURE.shape[:2]
    new_width, new_height = orientation.size((width, height))
    assert put.shape[:2] == (new_height, new_width)
    for y in range(height):
        for x in range(width):
            # The definition of the matrix, from the middle of the picture, in half pixels.
            across, down = 2 * x - (width - 1), 2 * y - (height - 1)
            new_x = (a * across + c * down + new_width - 1) // 2
            new_y = (b * across + d * down + new_height - 1) // 2
            assert np.array_equal(put[new_y, new_x], PICTURE[y, x])


@each_of("turns", [0, 1, 2, 3])
def test_a_turn_is_clockwise(turns: int) -> None:
    assert np.array_equal(PictureOrientation.turned(90 * turns).put(PICTURE), np.rot90(PICTURE, -turns))


def test_a_matrix_that_is_askew_is_taken_for_the_nearest() -> None:
    assert PictureOrientation.of_matrix(0.9, 0.3, -0.3, 0.9) == PictureOrientation()


@each_of(
    "shape, displayed",
    [
        (Shape(640, 480), (640, 480)),
        (Shape(720, 576, 64 / 45), (1024, 576)),
        (Shape(720, 576, 16 / 15), (768, 576)),
        (Shape(720, 480, 8 / 9), (720, 540)),
        # as ffmpeg scales 1280x720 to 854x480: a correction of half a column
        (Shape(854, 480, 1280 / 1281), (854, 480)),
        # a slip of the file, not a lens
        (Shape(640, 480, 100.0), (640, 480)),
        (Shape(4096, 2048, 2.0), (4096, 1024)),
    ],
)
def test_pixels_become_square(shape: Shape, displayed: tuple[int, int]) -> None:
    assert shape.displayed_px == displayed


def test_nothing_larger_than_the_limit_is_displayed() -> None:
    assert not Shape(MOST_PX, MOST_PX).too_large
    assert Shape(MOST_PX + 1, 64).too_large
    assert max(Shape(2000, 4000, 3.0).displayed_px) == MOST_PX


def test_a_picture_of_the_right_size_is_the_very_same() -> None:
    assert fitted(PICTURE, (3, 2), (3, 2)) is PICTURE


def test_a_stretched_picture_gets_its_shape_back_with_black_beside_it() -> None:
    # a tall picture of 60x120 that was stretched to 160x120
    stretched = np.full((120, 160, 3), 200, np.uint8)
    put = fitted(stretched, (60, 120), (160, 120))
    assert put.shape == (120, 160, 3)
    bright = np.flatnonzero(put[60, :, 0])
    assert (bright.min(), bright.max()) == (50, 109)
    assert put[:, 50:110].min() == 200


def test_another_size_of_the_same_shape_fills_the_canvas() -> None:
    put = fitted(np.full((240, 320, 3), 9, np.uint8), (320, 240), (640, 480))
    assert put.shape == (480, 640, 3)
    assert put.min() == 9


@each_of("one, other", [((640, 480), (320, 240)), ((854, 480), (1280, 720)), ((17, 9), (34, 19))])
def test_two_sizes_may_have_one_shape(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert same_shape(one, other)
    assert same_shape(other, one)


@each_of("other", [(480, 640), (640, 360), (720, 480)])
def test_a_turn_or_a_stretch_is_another_shape(other: tuple[int, int]) -> None:
    assert not same_shape((640, 480), other)
