"""Measures are compared with the same measures of the true pose."""

from __future__ import annotations

import math

import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.engine.readings import Readings, compared
from posecheck.exercise import Relative
from posecheck.exercise.catalogue import all_exercises, find_exercise
from posecheck.lab.evaluation.agreement import agreement, errors, pairs
from posecheck.lab.evaluation.trace import trace
from posecheck.perception.body import Body
from posecheck.pose import Pose, Side
from posecheck.testing import LEFT_SIDE, JointAngles, Limbs, pose_of

REST = JointAngles(trunk=-90, left=Limbs(hip=0), right=Limbs(hip=0))


def raised(degrees: float) -> JointAngles:
    return JointAngles(trunk=-90, left=Limbs(hip=degrees), right=Limbs())


def performance(extra_deg: float = 0.0) -> list[Pose]:
    """Return a leg raised to 70 degrees from 3 s to 9 s, read `extra_deg` too large when raised."""
    poses = []
    for frame in range(180):
        time_s = frame / 15
        share = min(1.0, max(0.0, (time_s - 1.5) / 1.5), max(0.0, (11.0 - time_s) / 2.0))
        poses.append(pose_of(raised(share * (70.0 + extra_deg)), LEFT_SIDE, time_s=time_s))
    return poses


def leg_raise(label, judged: list[Pose], truth: list[Pose]):
    about = label(
        exercise="supine-hamstring",
        duration_s=12.0,
        plateaus=[{"start_s": 3.5, "end_s": 8.5, "side": "left"}],
        size=(LEFT_SIDE.width_px, LEFT_SIDE.height_px),
    )
    found = pairs(trace(find_exercise("supine-hamstring"), about, judged), about, truth)
    return next(each for each in found if each.primary)


def test_the_same_poses_agree(label) -> None:
    found = leg_raise(label, performance(), performance())
    assert found.in_plateau.sum() == pytest.approx(75, abs=2)
    held = found.in_plateau
    assert found.truth[held] == pytest.approx(70, abs=0.5)
    assert found.raw[held] == pytest.approx(found.truth[held], abs=1e-3)
    assert np.abs(errors(found.judged, found.truth, found.unit)[held]).max() < 1.0


def test_a_leg_that_is_read_5_degrees_too_high_is_off_by_5(label) -> None:
    found = leg_raise(label, performance(5.0), performance())
    error = errors(found.judged, found.truth, found.unit)[found.in_plateau]
    summary = agreement(error)
    assert summary is not None
    assert summary.median == pytest.approx(5.0, abs=0.3)
    assert summary.bias == pytest.approx(5.0, abs=0.3)


def test_frames_whose_truth_shows_nobody_are_left_out(label) -> None:
    truth = performance()
    truth[60:90] = [Pose.nobody(p.time_s, p.width_px, p.height_px) for p in truth[60:90]]
    found = leg_raise(label, performance(), truth)
    assert not ((found.time_s > 4.01) & (found.time_s < 5.9)).any()


def test_fewer_frames_than_the_truth_are_compared_at_their_own_time(label) -> None:
    found = leg_raise(label, performance()[::2], performance())
    raw = errors(found.raw, found.truth, found.unit)
    assert np.nanmax(np.abs(raw)) < 1e-3


def test_the_figures_of_agreement() -> None:
    found = agreement(np.array([1.0, -1.0, 3.0, np.nan, 1.0], np.float32))
    assert found is not None
    assert (found.count, found.median, found.bias) == (4, 1.0, 1.0)
    spread = 1.96 * math.sqrt(2.0)
    assert (found.low, found.high) == (pytest.approx(1 - spread), pytest.approx(1 + spread))
    assert found.p95 == pytest.approx(np.percentile([1, 1, 3, 1], 95))


def test_nothing_known_agrees_with_nothing() -> None:
    assert agreement(np.array([np.nan], np.float32)) is None


def test_angles_differ_the_short_way_round() -> None:
    values, truth = np.array([179.0, -179.0], np.float32), np.array([-179.0, 179.0], np.float32)
    assert errors(values, truth, "deg") == pytest.approx([-2.0, 2.0])
    assert errors(values, truth, "ratio") == pytest.approx([358.0, -358.0])


def relatives() -> dict[Relative, tuple[object, object]]:
    """Return for each way of reading one measure of the catalogue that is read so, and its exercise."""
    return {
        measure.relative: (exercise, measure)
        for exercise in all_exercises().values()
        for measure in exercise.measures
        if not measure.silhouette
    }


def test_the_catalogue_reads_measures_in_every_way() -> None:
    assert set(relatives()) >= set(Relative) - {Relative.DISTANCE_IN_TORSO, Relative.DISTANCE}


@each_of("exercise, measure", relatives().values(), ids=[str(r) for r in relatives()])
def test_a_value_is_compared_with_the_start_as_the_trainer_does(exercise, measure) -> None:
    readings = Readings(exercise)
    rest = Body(pose_of(JointAngles(), LEFT_SIDE), Side.LEFT, -1.0)
    for frame in range(15):
        readings.update(frame / 15, rest)
    readings.learn_start()
    moved = Body(
        pose_of(JointAngles(trunk=12, neck=8, left=Limbs(hip=10, knee=15)), LEFT_SIDE), Side.LEFT, -1.0
    )
    readings.update(1.0, moved)
    ours = compared(
        measure.relative, measure.of(moved, Side.LEFT), measure.of(rest, Side.LEFT), rest.torso_px
    )
    theirs = readings.raw(measure, Side.LEFT)
    assert ours == pytest.approx(theirs, abs=1e-6, nan_ok=True)


@each_of("relative", Relative)
def test_unknown_stays_unknown(relative: Relative) -> None:
    assert math.isnan(compared(relative, math.nan, 1.0, 100.0))


@each_of("relative", set(Relative) - {Relative.ABSOLUTE})
def test_without_a_known_start_nothing_is_known(relative: Relative) -> None:
    assert math.isnan(compared(relative, 1.0, math.nan, math.nan))
