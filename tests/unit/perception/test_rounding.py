"""How round the back is, from the outline of the trunk."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from posecheck.perception.body import Body
from posecheck.perception.rounding import rounding_chord
from posecheck.pose import FloatArray, Side
from posecheck.pose.silhouette import SILHOUETTE_SAMPLES
from posecheck.testing import LEFT_SIDE, RIGHT_SIDE, Viewpoint, hinge, pose_of

ALONG = np.linspace(-1.0, 1.0, SILHOUETTE_SAMPLES)


def outline(bow: float, depth: float = 0.25) -> FloatArray:
    """Return the outline of a back that bows out by `bow` of the chord in its middle; the belly is flat."""
    back = depth + bow * (1.0 - ALONG**2)
    return np.stack([back, np.full(SILHOUETTE_SAMPLES, depth)]).astype(np.float32)


def rounding(silhouette: FloatArray | None, camera: Viewpoint = LEFT_SIDE) -> float:
    near, facing = (Side.LEFT, -1.0) if camera is LEFT_SIDE else (Side.RIGHT, 1.0)
    return rounding_chord(Body(replace(pose_of(hinge(30.0), camera), silhouette=silhouette), near, facing))


def test_the_more_the_back_bows_the_larger_it_is() -> None:
    values = [rounding(outline(bow)) for bow in (0.0, 0.05, 0.1, 0.15)]
    assert values == sorted(values)
    assert values[3] - values[0] == pytest.approx(0.15, abs=0.02)


def test_a_hollow_back_is_less_than_a_flat_one() -> None:
    assert rounding(outline(-0.05)) < rounding(outline(0.0))


def test_in_the_mirror_the_other_row_is_the_back() -> None:
    assert rounding(outline(0.1)[::-1], RIGHT_SIDE) == pytest.approx(rounding(outline(0.1), LEFT_SIDE))


def test_the_belly_does_not_count() -> None:
    big = outline(0.05)
    big[1] += 0.3
    assert rounding(big) == pytest.approx(rounding(outline(0.05)))


def test_an_outline_with_gaps_reads_nearly_the_same() -> None:
    gappy = outline(0.1)
    gappy[0, [4, 9, 10]] = np.nan
    assert rounding(gappy) == pytest.approx(rounding(outline(0.1)), abs=0.02)


def test_too_little_outline_is_not_observed() -> None:
    gappy = outline(0.1)
    gappy[0, 3:12] = np.nan
    assert math.isnan(rounding(gappy))


def test_without_a_mask_it_is_not_observed() -> None:
    assert math.isnan(rounding(None))
