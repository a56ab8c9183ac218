"""Virtual cameras and the errors of landmarks."""

from __future__ import annotations

import numpy as np
import pytest

from posecheck.assessment.catalogue import ASSESSMENTS
from posecheck.lab.assessments.cameras import VirtualCamera, filmed, landmark_errors, torso_px
from posecheck.lab.assessments.on_figures import movement_m
from posecheck.pose import Side

POINTS_M, TIMES_S = movement_m(ASSESSMENTS["straight-leg-raise"], Side.LEFT, 1.0)


def test_a_camera_farther_away_sees_the_body_smaller() -> None:
    near, _ = VirtualCamera(distance_m=2.0).sees(POINTS_M[0])
    far, _ = VirtualCamera(distance_m=4.0).sees(POINTS_M[0])
    assert torso_px(far) == pytest.approx(torso_px(near) / 2, rel=0.08)


def test_a_camera_that_goes_round_keeps_lengths_in_the_room() -> None:
    _, turned = VirtualCamera(yaw_deg=15.0).sees(POINTS_M[0])
    lengths = [np.linalg.norm(points[0] - points[31]) for points in (POINTS_M[0], turned)]
    assert lengths[0] == pytest.approx(lengths[1])


def test_a_tilted_camera_turns_the_picture() -> None:
    straight, _ = VirtualCamera().sees(POINTS_M[0])
    tilted, _ = VirtualCamera(roll_deg=10.0).sees(POINTS_M[0])
    spine = [points[11] - points[23] for points in (straight, tilted)]
    angles = [np.degrees(np.arctan2(each[1], each[0])) for each in spine]
    assert abs(abs(angles[0] - angles[1]) - 10.0) < 0.01


def test_errors_that_were_found_are_added_again() -> None:
    truth = filmed(POINTS_M, TIMES_S, VirtualCamera())
    shift = np.zeros((33, 2), np.float32)
    shift[27] = 12.0, -5.0
    from dataclasses import replace

    seen = [replace(pose, image_px=pose.image_px + shift) for pose in truth]
    errors = landmark_errors(truth, seen)
    assert errors is not None
    again = filmed(POINTS_M, TIMES_S, VirtualCamera(), errors)
    assert np.allclose(again[0].image_px - truth[0].image_px, shift, atol=0.01)


def test_too_few_frames_tell_nothing_of_errors() -> None:
    truth = filmed(POINTS_M[:20], TIMES_S[:20], VirtualCamera())
    assert landmark_errors(truth, truth) is None
