"""Every test as a figure does it: what is measured, from either side, and what does not count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pytest
from fixtures.assessment_rehearsal import once
from fixtures.cases import each_of

from posecheck.assessment.catalogue import ASSESSMENTS
from posecheck.assessment.taking import Taking
from posecheck.assessment.trials import Trial
from posecheck.engine.trainer import Trainer
from posecheck.exercise.figure import BodyPose, LegPose
from posecheck.pose import Pose, Side
from posecheck.session import Session


@dataclass(frozen=True)
class Form:
    """A change of the end of a test, on both sides of what still counts."""

    test: str
    remark: str
    counts: BodyPose
    does_not: BodyPose


def taken(test: str, poses: Sequence[Pose], side: Side = Side.NONE) -> Taking:
    """Return what is taken down of `poses`."""
    taking = Taking(ASSESSMENTS[test])
    trainer = Trainer(ASSESSMENTS[test].exercise, side=None if side is Side.NONE else side)
    session = Session(trainer, [taking])
    for pose in poses:
        session.take(None, pose)
    session.close()
    assert session.failures == []
    return taking


def only(test: str, poses: Sequence[Pose], side: Side = Side.NONE) -> Trial:
    """Return the one repetition that there is."""
    taking = taken(test, poses, side)
    trials = [trial for each in taking.sides for trial in taking.trials(each)]
    assert len(trials) == 1
    return trials[0]


def value(test: str, poses: Sequence[Pose], side: Side = Side.NONE) -> float:
    """Return its value."""
    found = only(test, poses, side).value
    assert found is not None
    return found


def mirrored(poses: Sequence[Pose]) -> list[Pose]:
    """Return the same by somebody whose sides are exchanged."""
    return [pose.mirrored() for pose in poses]


def sized(poses: Sequence[Pose], share: float) -> list[Pose]:
    """Return the same in a picture of another size."""
    return [
        replace(
            pose,
            width_px=round(pose.width_px * share),
            height_px=round(pose.height_px * share),
            image_px=(pose.image_px * share).astype(np.float32),
            depth_px=(pose.depth_px * share).astype(np.float32),
        )
        for pose in poses
    ]


def with_end(test: str, end: BodyPose) -> Sequence[Pose]:
    """Return the figure of a test with another end."""
    of = ASSESSMENTS[test]
    assert of.exercise.figure is not None
    figure = replace(of.exercise.figure, position=end)
    return once(replace(of, exercise=replace(of.exercise, figure=figure)))


def end_of(test: str) -> BodyPose:
    """Return the end that is drawn of a test."""
    figure = ASSESSMENTS[test].exercise.figure
    assert figure is not None
    return figure.position


@each_of("test", ASSESSMENTS)
def test_who_goes_further_has_the_better_value(test: str) -> None:
    less, more = (value(test, once(ASSESSMENTS[test], share=share)) for share in (0.6, 1.0))
    assert (more > less) is ASSESSMENTS[test].larger_is_better


@each_of("test", ASSESSMENTS)
def test_a_stiff_person_has_a_value_too(test: str) -> None:
    assert only(test, once(ASSESSMENTS[test], share=0.55)).value is not None


@each_of("test", ASSESSMENTS)
def test_both_sides_are_measured_alike(test: str) -> None:
    left = value(test, once(ASSESSMENTS[test], Side.LEFT))
    assert value(test, once(ASSESSMENTS[test], Side.RIGHT)) == pytest.approx(left, abs=0.05)
    assert value(test, mirrored(once(ASSESSMENTS[test], Side.LEFT))) == pytest.approx(left, abs=0.05)


@each_of("test", [each.id for each in ASSESSMENTS.values() if each.sides])
def test_the_side_is_seen_without_being_named(test: str) -> None:
    assert taken(test, once(ASSESSMENTS[test], Side.RIGHT)).sides == (Side.RIGHT,)


@each_of("test", ASSESSMENTS)
def test_the_size_of_the_picture_does_not_matter(test: str) -> None:
    poses = once(ASSESSMENTS[test])
    assert value(test, sized(poses, 0.5)) == pytest.approx(value(test, poses), rel=0.02, abs=0.01)


@each_of("test", ASSESSMENTS)
def test_nobody_is_told_to_go_further(test: str) -> None:
    exercise = ASSESSMENTS[test].exercise
    said = [check.cue for check in exercise.checks] + [check.cue_low for check in exercise.checks]
    assert exercise.primary is not None
    said += [exercise.primary.low_cue, exercise.setup, exercise.position.must]
    assert not any("further" in each.lower() or "deeper" in each.lower() for each in said)


def bent(test: str, knee_deg: float) -> BodyPose:
    """Return the end of a test with the knees bent so far."""
    end = end_of(test)
    both = test == "fingertip-to-floor"
    working = replace(end.working, knee=knee_deg)
    return end.but(working=working, resting=replace(end.resting, knee=knee_deg) if both else end.resting)


FORMS = {
    "a knee that bends in the straight leg raise": Form(
        "straight-leg-raise",
        "knee-bent",
        bent("straight-leg-raise", 12.0),
        bent("straight-leg-raise", 32.0),
    ),
    "knees that bend when standing": Form(
        "fingertip-to-floor",
        "knee-bent",
        bent("fingertip-to-floor", 6.0),
        bent("fingertip-to-floor", 34.0),
    ),
    "a knee that bends when sitting": Form(
        "seated-reach", "knee-bent", bent("seated-reach", 8.0), bent("seated-reach", 36.0)
    ),
    "a thigh that is not upright": Form(
        "active-knee-extension",
        "thigh-not-upright",
        end_of("active-knee-extension").but(working=LegPose(hip=95.0, knee=30.0, foot=80.0)),
        end_of("active-knee-extension").but(working=LegPose(hip=66.0, knee=30.0, foot=80.0)),
    ),
    "the other knee that is let go": Form(
        "hip-extension",
        "other-knee-let-go",
        end_of("hip-extension").but(resting=LegPose(hip=110.0, knee=120.0, foot=50.0)),
        end_of("hip-extension").but(resting=LegPose(hip=66.0, knee=120.0, foot=50.0)),
    ),
}


@each_of("form", FORMS)
def test_form_that_is_not_comparable_does_not_count(form: str) -> None:
    of = FORMS[form]
    assert only(of.test, with_end(of.test, of.counts)).value is not None
    found = only(of.test, with_end(of.test, of.does_not))
    assert (found.value, found.remark) == (None, of.remark)


def test_who_stays_for_less_than_two_seconds_has_not_done_it() -> None:
    assert taken("straight-leg-raise", once(ASSESSMENTS["straight-leg-raise"], held_s=0.3)).sides == ()
