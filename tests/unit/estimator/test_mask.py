"""Masks of any width give the same outline as arrays do, and never end the process."""

from __future__ import annotations

import mediapipe as mp
import numpy as np
import numpy.typing as npt
from fixtures.cases import each_of

from posecheck.estimator.mask import PaddedMask, WholeMask, readable
from posecheck.pose import LANDMARKS, Landmark
from posecheck.pose.silhouette import trunk_profile

Confidences = npt.NDArray[np.float32]


def body(width: int, height: int) -> Confidences:
    """Return a lying body with soft edges."""
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    across = np.abs(rows - 0.5 * height) / (0.2 * height)
    along = np.abs(columns - 0.5 * width) / (0.4 * width)
    return np.clip(1.5 - np.maximum(across, along), 0.0, 1.0).astype(np.float32)


def image_of(mask: Confidences) -> mp.Image:
    return mp.Image(image_format=mp.ImageFormat.VEC32F1, data=mask)


def chord(width: int, height: int) -> npt.NDArray[np.float32]:
    landmarks = np.zeros((LANDMARKS, 2), np.float32)
    for landmark, share in (
        (Landmark.LEFT_SHOULDER, 0.3),
        (Landmark.RIGHT_SHOULDER, 0.3),
        (Landmark.LEFT_HIP, 0.7),
        (Landmark.RIGHT_HIP, 0.7),
    ):
        landmarks[landmark] = share * width, 0.5 * height
    return landmarks


@each_of("width", [64, 66, 67, 478, 638, 641, 642, 854, 4095, 4096])
def test_the_outline_is_that_of_the_array_at_every_width(width: int) -> None:
    height = 60
    mask = body(width, height)
    seen = trunk_profile(readable(image_of(mask)), chord(width, height))
    assert np.isfinite(seen).any()
    assert np.array_equal(seen, trunk_profile(mask, chord(width, height)), equal_nan=True)


def test_rows_that_are_padded_are_read_value_by_value() -> None:
    image = image_of(body(641, 48))
    assert not image.is_contiguous()
    assert isinstance(readable(image), PaddedMask)
    assert isinstance(readable(image_of(body(640, 48))), WholeMask)
