"""Degraded pictures are smaller, darker, softer and noisier the worse the camera is, and always the same."""

from __future__ import annotations

import io
from itertools import pairwise

import numpy as np
import pytest
from fixtures.cases import each_of
from PIL import Image, ImageEnhance, ImageFilter

from posecheck.lab.evaluation.degrade import CAMERAS, degraded, degraded_image
from posecheck.lab.evaluation.levels import Level
from posecheck.pose.frame import Frame


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
    assert found.mean() == pytest.approx(image.mean() / 2, rel=0.1)
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


@each_of("rate, kept", [(30, 16), (15, 16), (8, 16), (5, 10)])
def test_of_more_than_8_frames_a_second_8_are_kept(rate: int, kept: int) -> None:
    frames = [Frame(np.zeros((4, 4, 3), np.uint8), n / rate) for n in range(2 * rate)]
    found = list(degraded(frames))
    assert len(found) == kept
    times = [frame.time_s for frame in found]
    assert set(times) <= {frame.time_s for frame in frames}
    assert np.diff(times).min() > 0.5 / 8


def test_the_harsh_picture_is_what_it_always_was() -> None:
    """Figures of several versions can be compared only when their pictures were degraded alike."""
    noise = np.random.default_rng(1).integers(0, 256, (90, 121, 3)).astype(np.uint8)
    before = Image.fromarray(noise[..., ::-1]).resize((60, 45), Image.Resampling.BOX)
    before = ImageEnhance.Brightness(before.filter(ImageFilter.GaussianBlur(1.25))).enhance(0.5)
    packed = io.BytesIO()
    before.save(packed, "JPEG", quality=20)
    expected = np.asarray(Image.open(packed).convert("RGB"))[..., ::-1]
    assert np.array_equal(degraded_image(noise), expected)


@each_of("level", Level)
def test_a_seed_gives_the_same_pictures_again(level: Level) -> None:
    frames = [Frame(picture(), n / 5) for n in range(3)]
    first, second = ([f.image_bgr for f in degraded(frames, level, 7)] for _ in range(2))
    assert all(map(np.array_equal, first, second))


def test_each_clip_of_a_webcam_has_its_own_light_and_compression() -> None:
    means = {round(float(degraded_image(picture(), Level.WEBCAM, seed).mean()), 2) for seed in range(5)}
    assert len(means) == 5


def test_the_noise_is_another_one_in_every_frame() -> None:
    grey = np.full((64, 64, 3), 128, np.uint8)
    one, other = (degraded_image(grey, Level.WEBCAM, 3, n).astype(float) for n in (0, 1))
    assert 1.0 < np.std(one - other) < 10.0
    assert one.mean() == pytest.approx(other.mean(), abs=1.0)


def test_a_webcam_keeps_the_size_and_a_lamp_is_warm() -> None:
    grey = np.full((120, 160, 3), 180, np.uint8)
    found = degraded_image(grey, Level.WEBCAM)
    blue, green, red = found.mean((0, 1))
    assert found.shape == grey.shape
    assert blue < green < red < 180


@each_of("size, found", [((1920, 1080), (1280, 720)), ((1080, 1920), (405, 720)), ((1280, 720), (1280, 720))])
def test_a_webcam_gives_720_lines_at_most(size: tuple[int, int], found: tuple[int, int]) -> None:
    width, height = size
    image = degraded_image(np.zeros((height, width, 3), np.uint8), Level.WEBCAM)
    assert (image.shape[1], image.shape[0]) == found


def test_the_levels_are_a_ladder() -> None:
    cameras = [CAMERAS[level] for level in (Level.WEBCAM, Level.POOR, Level.HARSH)]
    for better, worse in pairwise(cameras):
        assert better.size_ratio > worse.size_ratio
        assert better.gain[0] > worse.gain[1]
        assert better.blur_radius_px < worse.blur_radius_px
        assert better.jpeg_quality[0] > worse.jpeg_quality[1]
        assert better.frames_per_s > worse.frames_per_s


@each_of(
    "level, rate, kept",
    [(Level.WEBCAM, 15, 30), (Level.WEBCAM, 30, 60), (Level.WEBCAM, 60, 62), (Level.POOR, 15, 24)],
)
def test_a_camera_gives_no_more_frames_than_it_can(level: Level, rate: int, kept: int) -> None:
    """Containers round the times of frames to the millisecond, which must not cost a webcam any."""
    frames = [Frame(np.zeros((4, 4, 3), np.uint8), round(n / rate, 3)) for n in range(2 * rate)]
    assert len(list(degraded(frames, level))) == kept
