"""Blocks that hide what there is to see are smoothed; ordinary compressed pictures pass untouched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from fixtures.cases import each_of

from posecheck.estimator.compression import LOOK_AGAIN_S, STILL_RATIO, Deblocking, harm
from posecheck.estimator.facts import measured

if TYPE_CHECKING:
    from posecheck.pose.frame import ImageArray

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


def dim(image: ImageArray) -> ImageArray:
    """Return the room as a cheap camera sees it in the evening: dark and blurred."""
    return np.asarray(cv2.GaussianBlur(image // 2, (0, 0), 1.5), np.uint8)


def harsh(seed: int) -> ImageArray:
    return compressed(dim(room(seed)), 12)


@each_of("seed", range(8))
def test_a_room_as_it_is_passes_untouched(seed: int) -> None:
    deblocking, image = Deblocking(), room(seed)
    assert deblocking.cleaned(image, 0.0) is image
    assert not deblocking.smoothing


@each_of("quality", [85, 70, 60, 55, 40])
@each_of("seed", range(8))
def test_a_webcams_compressed_picture_of_a_light_room_passes_untouched(seed: int, quality: int) -> None:
    image = compressed(room(seed), quality)
    assert Deblocking().cleaned(image, 0.0) is image


@each_of("seed", range(8))
def test_strong_compression_of_a_dark_blurred_picture_is_seen_and_smoothed(seed: int) -> None:
    deblocking, image = Deblocking(), harsh(seed)
    assert deblocking.cleaned(image, 0.0) is not image
    assert deblocking.smoothing
    assert harm(measured(image)) >= 1.0


def test_a_change_needs_two_looks_half_a_second_apart() -> None:
    deblocking, clear, bad = Deblocking(), room(1), harsh(1)
    deblocking.cleaned(clear, 0.0)
    assert deblocking.cleaned(bad, LOOK_AGAIN_S) is bad
    assert deblocking.cleaned(bad, 2 * LOOK_AGAIN_S - 0.01) is bad
    assert deblocking.cleaned(bad, 2 * LOOK_AGAIN_S) is not bad
    assert deblocking.cleaned(clear, 3 * LOOK_AGAIN_S) is not clear
    assert deblocking.cleaned(clear, 4 * LOOK_AGAIN_S) is clear


def test_one_odd_look_changes_nothing() -> None:
    deblocking = Deblocking()
    for number in range(10):
        image = harsh(2) if number % 2 else room(2)
        assert deblocking.cleaned(image, number * LOOK_AGAIN_S) is image


def test_smoothing_brings_a_harsh_picture_nearer_to_the_room() -> None:
    nearer = 0
    for seed in range(8):
        scene = dim(room(seed))
        image = compressed(scene, 12)
        cleaned = Deblocking().cleaned(image, 0.0)
        error = [float(np.abs(each.astype(float) - scene).mean()) for each in (image, cleaned)]
        nearer += error[1] < error[0]
    assert nearer == 8


def test_a_picture_between_both_limits_stays_what_the_ones_before_were() -> None:
    image = dim(room(3))
    between = next(
        picture
        for picture in (compressed(image, quality) for quality in range(95, 5, -1))
        if harm(measured(picture)) >= STILL_RATIO
    )
    assert STILL_RATIO <= harm(measured(between)) < 1.0
    fresh, after = Deblocking(), Deblocking()
    after.cleaned(harsh(3), 0.0)
    for number in range(1, 5):
        fresh.cleaned(between, number * LOOK_AGAIN_S)
        after.cleaned(between, number * LOOK_AGAIN_S)
    assert (fresh.smoothing, after.smoothing) == (False, True)


@each_of(
    "image",
    [
        np.zeros((HEIGHT, WIDTH, 3), np.uint8),
        np.full((HEIGHT, WIDTH, 3), 255, np.uint8),
        np.zeros((1, 1, 3), np.uint8),
        np.zeros((63, 640, 3), np.uint8),
    ],
)
def test_blank_and_tiny_pictures_are_not_blocky(image: ImageArray) -> None:
    assert measured(image).blockiness == 1.0
    assert Deblocking().cleaned(image, 0.0) is image


def test_fine_stripes_of_eight_pixels_in_the_room_are_not_a_reason_to_fail() -> None:
    striped = room(1)
    striped[:, ::8] = 0
    assert np.isfinite(measured(striped).blockiness)
