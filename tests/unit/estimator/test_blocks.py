"""The blocks of strong compression are seen and smoothed; other pictures pass untouched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from posecheck.estimator.blocks import BLOCKY_RATIO, CLEAN_RATIO, LOOK_AGAIN_S, Deblocking, blockiness

if TYPE_CHECKING:
    from posecheck.frame import ImageArray

HEIGHT, WIDTH = 240, 320


def room(seed: int) -> ImageArray:
    """Return a blurred room of random furniture, as a lens gives it."""
    rng = np.random.default_rng(seed)
    image = np.full((HEIGHT, WIDTH, 3), rng.integers(60, 200, 3), np.uint8)
    for _ in range(20):
        top, left = int(rng.integers(0, HEIGHT - 30)), int(rng.integers(0, WIDTH - 40))
        height, width = int(rng.integers(9, 80)), int(rng.integers(9, 80))
        image[top : top + height, left : left + width] = rng.integers(0, 255, 3)
    noisy = image + rng.normal(0, 2, image.shape)
    return np.asarray(cv2.GaussianBlur(np.clip(noisy, 0, 255).astype(np.uint8), (0, 0), 1.2), np.uint8)


def compressed(image: ImageArray, quality: int) -> ImageArray:
    packed = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)


@pytest.mark.parametrize("seed", range(8))
def test_a_room_as_it_is_passes_untouched(seed: int) -> None:
    deblocking, image = Deblocking(), room(seed)
    assert deblocking.cleaned(image, 0.0) is image
    assert not deblocking.blocky


@pytest.mark.parametrize("seed", range(8))
def test_lightly_compressed_pictures_pass_untouched(seed: int) -> None:
    image = compressed(room(seed), 92)
    assert Deblocking().cleaned(image, 0.0) is image


@pytest.mark.parametrize("seed", range(8))
def test_strong_compression_is_seen_and_smoothed(seed: int) -> None:
    deblocking, image = Deblocking(), compressed(room(seed), 12)
    assert deblocking.cleaned(image, 0.0) is not image
    assert deblocking.blocky
    assert blockiness(image) >= BLOCKY_RATIO


def test_a_picture_is_looked_at_again_after_half_a_second() -> None:
    deblocking, image = Deblocking(), room(1)
    deblocking.cleaned(image, 0.0)
    bad = compressed(image, 10)
    assert deblocking.cleaned(bad, LOOK_AGAIN_S - 0.01) is bad
    assert deblocking.cleaned(bad, LOOK_AGAIN_S) is not bad


def test_smoothing_brings_a_compressed_picture_nearer_to_the_room() -> None:
    nearer = 0
    for seed in range(8):
        scene = room(seed)
        image = compressed(scene, 12)
        cleaned = Deblocking().cleaned(image, 0.0)
        error = [float(np.abs(each.astype(float) - scene).mean()) for each in (image, cleaned)]
        nearer += error[1] < error[0]
    assert nearer == 8


def test_a_picture_between_both_limits_stays_what_the_one_before_was() -> None:
    image = room(3)
    between = next(
        picture
        for picture in (compressed(image, quality) for quality in range(95, 10, -1))
        if blockiness(picture) >= CLEAN_RATIO
    )
    assert CLEAN_RATIO <= blockiness(between) < BLOCKY_RATIO
    fresh, after = Deblocking(), Deblocking()
    after.cleaned(compressed(image, 10), 0.0)
    fresh.cleaned(between, LOOK_AGAIN_S)
    after.cleaned(between, LOOK_AGAIN_S)
    assert (fresh.blocky, after.blocky) == (False, True)


@pytest.mark.parametrize(
    "image",
    [
        np.zeros((HEIGHT, WIDTH, 3), np.uint8),
        np.full((HEIGHT, WIDTH, 3), 255, np.uint8),
        np.zeros((1, 1, 3), np.uint8),
        np.zeros((63, 640, 3), np.uint8),
    ],
)
def test_blank_and_tiny_pictures_are_not_blocky(image: ImageArray) -> None:
    assert blockiness(image) == 1.0
    assert Deblocking().cleaned(image, 0.0) is image


def test_fine_stripes_of_eight_pixels_in_the_room_are_not_a_reason_to_fail() -> None:
    striped = room(1)
    striped[:, ::8] = 0
    assert np.isfinite(blockiness(striped))
