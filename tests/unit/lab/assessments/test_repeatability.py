"""The same picture, turned and scaled."""

from __future__ import annotations

import numpy as np

from posecheck.lab.assessments.repeatability import _reshaped
from posecheck.pose.frame import Frame


def test_a_turned_picture_keeps_its_size_and_time() -> None:
    image = np.zeros((60, 80, 3), np.uint8)
    image[30, 40] = 255
    turned = _reshaped(Frame(image, 1.5), 1.0, 90.0)
    assert turned.image_bgr.shape == image.shape
    assert turned.time_s == 1.5
    assert turned.image_bgr[30, 40].max() > 0


def test_a_smaller_picture_has_a_border() -> None:
    image = np.full((60, 80, 3), 255, np.uint8)
    assert _reshaped(Frame(image, 0.0), 0.5, 0.0).image_bgr[0, 0].tolist() == [90, 90, 90]
