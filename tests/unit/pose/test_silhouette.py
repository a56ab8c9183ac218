"""The outline of the trunk, measured on drawn masks whose distances are known."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest
from fixtures.cases import each_of
from hypothesis import given
from hypothesis import strategies as st

from posecheck.pose import LANDMARKS, FloatArray, Landmark, Pose
from posecheck.pose.silhouette import SILHOUETTE_SAMPLES, trunk_profile

HEIGHT, WIDTH = 240, 320
Mask = npt.NDArray[np.bool_]
Point = tuple[float, float]


def landmarks(shoulder: Point, hip: Point) -> FloatArray:
    """Return landmarks whose chord runs from `shoulder` to `hip`; the others are unknown."""
    image = np.full((LANDMARKS, 2), np.nan, np.float32)
    for landmark in (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER):
        image[landmark] = shoulder
    for landmark in (Landmark.LEFT_HIP, Landmark.RIGHT_HIP):
        image[landmark] = hip
    return image


def rectangle(left: int, top: int, right: int, bottom: int) -> Mask:
    mask = np.zeros((HEIGHT, WIDTH), bool)
    mask[top:bottom, left:right] = True
    return mask


def test_row_zero_is_above_for_a_body_with_the_head_to_the_left() -> None:
    profile = trunk_profile(rectangle(50, 80, 270, 150), landmarks((110.5, 100.5), (210.5, 100.5)))
    assert profile.shape == (2, SILHOUETTE_SAMPLES)
    assert profile.dtype == np.float32
    assert profile[0] == pytest.approx(0.205, abs=0.01)
    assert profile[1] == pytest.approx(0.495, abs=0.01)


def test_row_zero_is_the_right_of_the_picture_for_an_upright_body() -> None:
    profile = trunk_profile(rectangle(100, 20, 150, 220), landmarks((110.5, 60.5), (110.5, 160.5)))
    assert profile[0] == pytest.approx(0.395, abs=0.01)
    assert profile[1] == pytest.approx(0.105, abs=0.01)


def test_distance_is_relative_to_the_chord_whatever_the_size_of_the_picture() -> None:
    small = trunk_profile(rectangle(50, 80, 270, 130), landmarks((110.5, 100.5), (210.5, 100.5)))
    mask = np.kron(rectangle(50, 80, 270, 130), np.ones((9, 9), bool))
    large = trunk_profile(mask, landmarks((110.5 * 9, 100.5 * 9), (210.5 * 9, 100.5 * 9)))
    assert large == pytest.approx(small, abs=0.01)


def test_a_bow_shows_where_it_is() -> None:
    rows, columns = np.mgrid[:HEIGHT, :WIDTH]
    # The upper edge is an arc that rises 30 px above the chord's level in the middle.
    arc = 100 - 10 - 30 * np.clip(1 - ((columns - 160) / 50) ** 2, 0, 1)
    mask = (rows > arc) & (rows < 130) & (columns > 50) & (columns < 270)
    profile = trunk_profile(mask, landmarks((110.0, 100.0), (210.0, 100.0)))
    assert profile[0, SILHOUETTE_SAMPLES // 2] == pytest.approx(0.40, abs=0.02)
    assert profile[0, [0, -1]] == pytest.approx(0.10, abs=0.02)
    assert profile[0, : SILHOUETTE_SAMPLES // 2 + 1] == pytest.approx(
        profile[0, SILHOUETTE_SAMPLES // 2 :][::-1], abs=0.02
    )


def test_confidence_places_the_edge_between_two_pixels() -> None:
    mask = rectangle(50, 80, 270, 130).astype(np.float32)
    mask[79] = 0.45  # almost inside: the half is passed close to this row
    near = trunk_profile(mask, landmarks((110.5, 100.5), (210.5, 100.5)))
    mask[79] = 0.0
    far = trunk_profile(mask, landmarks((110.5, 100.5), (210.5, 100.5)))
    assert np.all(near[0] > far[0])
    assert near[1] == pytest.approx(far[1])


def test_no_mask_is_unknown() -> None:
    assert np.isnan(trunk_profile(None, landmarks((110.0, 100.0), (210.0, 100.0)))).all()


@each_of("hip", [(math.nan, math.nan), (110.0, 100.0), (115.0, 103.0)])
def test_a_chord_that_is_unknown_or_too_short_is_unknown(hip: Point) -> None:
    assert np.isnan(trunk_profile(rectangle(50, 80, 270, 130), landmarks((110.0, 100.0), hip))).all()


def test_a_sample_outside_the_mask_is_unknown_on_both_sides_and_the_others_are_not() -> None:
    profile = trunk_profile(rectangle(150, 80, 270, 130), landmarks((110.0, 100.0), (210.0, 100.0)))
    unknown = np.linspace(110, 210, SILHOUETTE_SAMPLES) < 150
    assert np.array_equal(np.isnan(profile[0]), unknown)
    assert np.array_equal(np.isnan(profile[1]), unknown)


def test_a_ray_that_meets_the_edge_of_the_picture_is_unknown() -> None:
    profile = trunk_profile(rectangle(50, 0, 270, 130), landmarks((110.0, 40.0), (210.0, 40.0)))
    assert np.isnan(profile[0]).all()
    assert np.isfinite(profile[1]).all()


def test_a_ray_along_a_limb_is_unknown_beyond_one_chord() -> None:
    mask = rectangle(150, 100, 270, 120)
    mask[10:220, 200:215] = True  # a raised leg
    profile = trunk_profile(mask, landmarks((155.5, 110.5), (207.5, 110.5)))
    assert np.isnan(profile[0, -1])
    assert profile[0, 2] == pytest.approx(10 / 52, abs=0.02)


def test_landmarks_far_off_the_picture_are_unknown() -> None:
    far = landmarks((-5000.0, 40.0), (9000.0, 9000.0))
    profile = trunk_profile(rectangle(0, 0, WIDTH, HEIGHT), far)
    assert np.isnan(profile[:, [0, -1]]).all()


def pose_of(image: FloatArray, profile: FloatArray) -> Pose:
    unknown = np.full((LANDMARKS, 3), np.nan, np.float32)
    sure = np.ones(LANDMARKS, np.float32)
    return Pose(0.0, WIDTH, HEIGHT, image, unknown[:, 0], unknown, sure, sure, profile)


# Off the pixel borders, where a mirrored coordinate falls on the other side of the border.
coordinate = st.integers(40, 190).map(lambda n: n + 0.37)


@given(coordinate, coordinate, coordinate, coordinate, st.integers(0, 2**32 - 1))
def test_profile_of_the_flipped_picture_is_that_of_the_mirrored_pose(
    shoulder_x: float, shoulder_y: float, hip_x: float, hip_y: float, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    cells = rng.random((HEIGHT // 20, WIDTH // 20)) < 0.7
    mask = np.kron(cells, np.ones((20, 20), bool))
    image = landmarks((shoulder_x, shoulder_y), (hip_x, hip_y))
    mirrored = pose_of(image, trunk_profile(mask, image)).mirrored()
    flipped = trunk_profile(mask[:, ::-1], mirrored.image_px)
    assert mirrored.silhouette is not None
    # Rays may pass exactly through a corner, where rounding decides; hence the share.
    agree = np.isclose(mirrored.silhouette, flipped, atol=0.02, equal_nan=True)
    assert agree.mean() > 0.95
