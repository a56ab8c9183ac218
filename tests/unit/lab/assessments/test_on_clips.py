"""Assessments of clips whose true poses are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from posecheck.assessment.catalogue import ASSESSMENTS
from posecheck.assessment.errors import Basis
from posecheck.lab.assessments.measuring import _error
from posecheck.lab.assessments.on_clips import shown_test, values_in
from posecheck.lab.assessments.rule import trials_in
from posecheck.lab.evaluation.clips import find_clips
from posecheck.lab.evaluation.landmarks import Landmarks


def test_the_truth_is_off_from_itself_by_nothing(samples: Path) -> None:
    clips = [("samples", each) for each in find_clips([samples / "supine_slr_correct.mp4"])]
    (value,) = values_in(clips, Landmarks(None), "true poses")
    assert value.test == "straight-leg-raise"
    assert value.value == value.truth
    assert value.counts
    assert value.truth_counts


def test_a_bent_knee_has_a_value_and_does_not_count(samples: Path) -> None:
    clips = [("samples", each) for each in find_clips([samples / "supine_slr_bent_knee.mp4"])]
    (value,) = values_in(clips, Landmarks(None), "true poses")
    assert value.truth is not None
    assert not value.counts


def test_a_view_that_cannot_be_judged_shows_no_test(samples: Path) -> None:
    (clip,) = find_clips([samples / "view_bridge.mp4"])
    assert shown_test(clip) is None


def test_the_conditions_make_the_difference_between_strict_and_free(samples: Path) -> None:
    (clip,) = find_clips([samples / "standing_fold_bent_knee.mp4"])
    found = trials_in(ASSESSMENTS["fingertip-to-floor"], Landmarks(None).of(clip))
    assert [each.trial.value is None for each in found.strict] == [True]
    assert [each.trial.value is None for each in found.free] == [False]


def test_an_error_has_what_follows_from_it() -> None:
    found = _error("straight-leg-raise", Basis.CLIPS, [-1.0, 1.0, 3.0], 2)
    assert (found["bias"], found["sem"]) == (1.0, 2.0)
    assert found["smallest_detectable_change"] == pytest.approx(1.96 * 2**0.5 * 2.0, abs=1e-3)
