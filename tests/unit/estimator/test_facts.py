"""How a picture looks, in three numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.estimator.facts import measured

if TYPE_CHECKING:
    from posecheck.pose.frame import ImageArray


def scene(seed: int, size: tuple[int, int] = (480, 640)) -> ImageArray:
    rng = np.random.default_rng(seed)
    image = np.full((*size, 3), 120, np.uint8)
    for _ in range(40):
        top, left = int(rng.integers(0, size[0] - 60)), int(rng.integers(0, size[1] - 80))
        image[top : top + int(rng.integers(9, 120)), left : left + int(rng.integers(9, 160))] = rng.integers(
            20, 235, 3
        )
    return np.asarray(cv2.GaussianBlur(image, (0, 0), 0.8), np.uint8)


def blurred(image: ImageArray, pixels: float) -> ImageArray:
    return np.asarray(cv2.GaussianBlur(image, (0, 0), pixels), np.uint8)


def compressed(image: ImageArray, quality: int) -> ImageArray:
    packed = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)


@each_of("grey", [0, 40, 200, 255])
def test_brightness_is_the_mean_grey_value(grey: int) -> None:
    assert measured(np.full((120, 160, 3), grey, np.uint8)).facts.brightness == grey


@each_of("seed", range(4))
def test_sharpness_falls_with_blur_and_not_with_light(seed: int) -> None:
    image = scene(seed)
    sharp, soft, softer = (
        measured(each).facts.sharpness for each in (image, blurred(image, 2), blurred(image, 4))
    )
    assert sharp > 90
    assert 82 > soft >= softer
    assert measured(image // 2).facts.sharpness == pytest.approx(sharp, abs=6)


@each_of("seed", range(4))
def test_blocks_grow_with_compression(seed: int) -> None:
    image = scene(seed)
    blocks = [measured(compressed(image, quality)).facts.blocks for quality in (95, 60, 20, 5)]
    assert blocks == sorted(blocks)
    assert blocks[0] < 30 < blocks[-1]


@each_of("size", [(1, 1), (63, 640), (480, 10)])
def test_what_is_too_small_to_tell_is_taken_for_good(size: tuple[int, int]) -> None:
    small = measured(np.zeros((*size, 3), np.uint8))
    assert (small.facts.blocks, small.facts.sharpness, small.blockiness) == (0, 255, 1.0)


def test_facts_fit_into_a_byte_each_whatever_the_picture() -> None:
    rng = np.random.default_rng(1)
    for image in (
        rng.integers(0, 256, (200, 300, 3), np.uint8),
        np.tile(np.uint8([[[0] * 3, [255] * 3]]), (99, 99, 1)),
    ):
        facts = measured(image).facts
        assert all(0 <= fact <= 255 for fact in (facts.brightness, facts.sharpness, facts.blocks))
