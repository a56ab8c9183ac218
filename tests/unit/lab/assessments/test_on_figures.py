"""Assessments of figures that virtual cameras see."""

from __future__ import annotations

import numpy as np

from posecheck.assessment.catalogue import ASSESSMENTS
from posecheck.lab.assessments.cameras import LandmarkErrors
from posecheck.lab.assessments.on_figures import SIMULATED, values_of_figures
from posecheck.pose import LANDMARKS, Side

TEST = ASSESSMENTS["hip-extension"]
FRAMES = 80


def errors(size_torso: float) -> LandmarkErrors:
    """Return errors of a size, the same ones in every frame."""
    random = np.random.default_rng(3)
    each = random.normal(0.0, 1.0, (1, LANDMARKS, 2)) * size_torso
    return LandmarkErrors(np.repeat(each, FRAMES, axis=0), np.ones((FRAMES, LANDMARKS)))


def off(size_torso: float) -> float:
    """Return by how much values are off on average."""
    found = list(values_of_figures(TEST, [("clip", Side.LEFT, errors(size_torso))], 2))
    assert len(found) == 2
    return float(np.mean([abs(each.value - each.truth) for each in found if each.value is not None]))


def test_what_has_no_clip_is_tried_on_figures() -> None:
    assert set(SIMULATED) <= set(ASSESSMENTS)


def test_larger_errors_of_landmarks_make_larger_errors() -> None:
    assert off(0.0) < off(0.12)
