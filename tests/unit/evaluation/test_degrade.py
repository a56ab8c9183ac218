"""The degraded picture is smaller, darker, softer, and comes 8 times a second."""

from __future__ import annotations

import numpy as np
import pytest

from posecheck.evaluation.degrade import BRIGHTNESS_RATIO, FRAMES_PER_S, degraded, degraded_image
from posecheck.frame import Frame


def picture() -> np.ndarray:
    """Return a picture of blue and red halves with a fine pattern in it."""
    image = np.zeros((120, 160, 3), np.uint8)
    image[:, :80, 0] = image[:, 80:, 2] = 200
    image[::2, :, 1] = 120
    return image


def test_it_is_half_as_large_and_as_dark_as_said_in_the_same_colours() -> None:
    image = picture()
    found = degraded_image(image)
    assert found.shape == (60, 80, 3)
    assert found.mean() == pytest.approx(image.mean() * BRIGHTNESS_RATIO, rel=0.1)
    blue, red = found[:, 5:30].mean((0, 1)), found[:, 50:75].mean((0, 1))
    assert blue[0] > 3 * blue[2]
    assert red[2] > 3 * red[0]


def test_an_edge_is_softer() -> None:
    image = np.zeros((80, 80, 3), np.uint8)
    image[:, 40:] = 255
    row = degraded_image(image)[20, :, 0].astype(float)
    assert np.abs(np.diff(row)).max() < 0.6 * (row.max() - row.min())


def test_the_picture_it_is_given_is_left_alone() -> None:
    image = picture()
    degraded_image(image)
    assert np.array_equal(image, picture())


@pytest.mark.parametrize(("rate", "kept"), [(30, 16), (15, 16), (8, 16), (5, 10)])
def test_of_more_than_8_frames_a_second_8_are_kept(rate: int, kept: int) -> None:
    frames = [Frame(np.zeros((4, 4, 3), np.uint8), n / rate) for n in range(2 * rate)]
    found = list(degraded(frames))
    assert len(found) == kept
    times = [frame.time_s for frame in found]
    assert set(times) <= {frame.time_s for frame in frames}
    assert np.diff(times).min() > 0.5 / FRAMES_PER_S
