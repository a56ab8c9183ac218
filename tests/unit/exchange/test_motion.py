"""Landmarks for other programs: MediaPipe's names, metres with y up, left stays left, nothing made up."""

from __future__ import annotations

import numpy as np
import pytest
from fixtures.movements import HIDDEN, HIDDEN_FROM_S, leg_raise_motion

from posecheck.exchange.motion import MARKERS, motion_of, see
from posecheck.pose import Landmark, Pose
from posecheck.support.errors import InputError
from posecheck.testing.performances import film, steady
from posecheck.testing.skeletons import FRONT, STANDING

#: In the picture of somebody who faces the camera their left side is on the right.
FACING = film(lambda _time_s: STANDING, steady(1.0, 10.0), FRONT)


def place(motion, marker: str) -> list[float]:
    return motion.world_m[0, MARKERS.index(marker)].tolist()


def test_markers_have_the_names_that_mediapipe_gives_them() -> None:
    assert len(set(MARKERS)) == 33
    assert MARKERS[:3] == ("nose", "left_eye_inner", "left_eye")
    assert [MARKERS[each] for each in (9, 11, 24, 31)] == [
        "mouth_left", "left_shoulder", "right_hip", "left_foot_index",
    ]  # fmt: skip


def test_the_axes_are_right_up_and_toward_the_camera_around_the_middle_of_the_hips() -> None:
    motion = motion_of(see(FACING, "x"))
    left, right = np.array(place(motion, "left_hip")), np.array(place(motion, "right_hip"))
    assert (left + right).round(6).tolist() == [0, 0, 0]
    assert left[0] > 0.05
    assert place(motion, "left_shoulder")[1] == pytest.approx(0.5, abs=0.02)
    assert place(motion, "nose")[2] > place(motion, "left_ear")[2]


def test_the_axes_are_right_handed_so_that_left_stays_left() -> None:
    motion = motion_of(see(FACING, "x"))
    to_left = np.array(place(motion, "left_hip")) - place(motion, "right_hip")
    upward = np.array(place(motion, "left_shoulder")) - place(motion, "left_hip")
    forward = np.array(place(motion, "nose")) - place(motion, "left_ear")
    assert np.dot(np.cross(to_left, upward), forward) > 0


def test_a_mirrored_picture_exchanges_the_sides_and_turns_x() -> None:
    usual, mirrored = motion_of(see(FACING, "x")), motion_of(see([each.mirrored() for each in FACING], "x"))
    there, back = place(usual, "right_wrist"), place(mirrored, "left_wrist")
    assert back == pytest.approx([-there[0], there[1], there[2]])


def test_a_landmark_that_is_not_seen_is_not_trusted_and_keeps_its_confidence() -> None:
    motion = leg_raise_motion()
    hidden = motion.times.times_s >= HIDDEN_FROM_S
    assert np.isnan(motion.trusted_world_m[:, HIDDEN]).all(axis=1).tolist() == hidden.tolist()
    assert not np.isnan(motion.world_m[:, HIDDEN]).any()
    assert motion.confidence[:, HIDDEN][hidden] == pytest.approx(0.2)


def test_a_landmark_at_the_border_of_the_picture_is_not_trusted() -> None:
    whole = FACING[0]
    image = whole.image_px.copy()
    image[Landmark.LEFT_ANKLE, 1] = whole.height_px - 1
    at_border = [
        Pose(
            each.time_s, whole.width_px, whole.height_px, image, whole.depth_px, whole.world_m,
            whole.visibility, whole.presence,
        )
        for each in FACING
    ]  # fmt: skip
    unknown = np.isnan(motion_of(see(at_border, "x")).trusted_world_m[0, :, 0])
    assert np.flatnonzero(unknown).tolist() == [Landmark.LEFT_ANKLE]


def test_frames_without_anybody_are_unknown_and_without_confidence() -> None:
    poses = [*FACING[:-1], Pose.nobody(FACING[-1].time_s, FACING[-1].width_px, FACING[-1].height_px)]
    motion = motion_of(see(poses, "x"))
    assert np.isnan(motion.world_m[-1]).all()
    assert motion.confidence[-1].max() == 0
    assert not np.isnan(motion.world_m[:-1]).any()


def test_a_file_without_anybody_is_refused() -> None:
    with pytest.raises(InputError, match=r"^Nobody is to be seen in empty.poses"):
        see([Pose.nobody(0.1 * number, 640, 480) for number in range(5)], "empty.poses")
