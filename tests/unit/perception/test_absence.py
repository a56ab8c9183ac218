from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from posecheck.perception.absence import OUT_OF_SIGHT_S, STILL_S, Absence, AbsenceWatch, Absent
from posecheck.perception.observation import Observer
from posecheck.pose import Pose
from posecheck.testing import (
    LEFT_SIDE,
    PRONE,
    STANDING,
    SUPINE,
    JointAngles,
    Limbs,
    film,
    steady,
)
from posecheck.testing.hands import trembling

FPS = 10.0


def noticed(
    poses: Iterable[Pose], expected_still: Callable[[float], bool] = lambda _: False
) -> list[tuple[float, Absence | None]]:
    """Return what is noticed, whenever it changes."""
    watch, observer = AbsenceWatch(), Observer()
    changes: list[tuple[float, Absence | None]] = [(0.0, None)]
    for pose in poses:
        absence = watch.take(observer.observe(pose), expected_still=expected_still(pose.time_s))
        if absence != changes[-1][1]:
            changes.append((pose.time_s, absence))
    return changes[1:]


def lying(duration_s: float, stance: JointAngles = SUPINE, *, slow_m: float = 0.008) -> list[Pose]:
    poses = film(lambda _: stance, steady(duration_s, FPS), LEFT_SIDE)
    return list(trembling(poses, quick_m=0.004, slow_m=slow_m))


def gone(pose: Pose) -> Pose:
    return Pose.nobody(pose.time_s, pose.width_px, pose.height_px)


def test_someone_who_leaves_is_missed_after_a_while_and_welcome_again():
    poses = film(lambda _: STANDING, steady(40.0, FPS))
    there_then_gone = [gone(p) if 10.0 <= p.time_s < 30.0 else p for p in poses]
    (missed_s, absence), (back_s, nothing) = noticed(there_then_gone)
    assert absence == Absence(Absent.OUT_OF_SIGHT, 10.0)
    assert 10.0 + OUT_OF_SIGHT_S < missed_s < 10.0 + OUT_OF_SIGHT_S + 0.3
    assert (back_s, nothing) == (30.0, None)


def test_a_plant_in_an_empty_room_is_nobody():
    poses = [replace(p, unmoved=True) for p in film(lambda _: STANDING, steady(20.0, FPS))]
    ((_, absence),) = noticed(poses)
    assert absence == Absence(Absent.OUT_OF_SIGHT, 0.0)


def test_a_camera_that_has_stopped_tells_nothing():
    poses = [gone(p) for p in film(lambda _: STANDING, steady(40.0, FPS))]
    assert noticed([replace(p, frozen=True) for p in poses]) == []
    halfway = [replace(p, frozen=14.0 <= p.time_s < 16.0) for p in poses]
    ((_, absence),) = noticed(halfway)
    assert absence == Absence(Absent.OUT_OF_SIGHT, 16.0)


def test_whoever_lies_without_moving_is_noticed_on_the_back_and_on_the_front():
    for stance in (SUPINE, PRONE):
        ((time_s, absence),) = noticed(lying(STILL_S + 5.0, stance))
        assert absence is not None
        assert absence.kind is Absent.STILL
        assert absence.since_s < 1.0
        assert STILL_S < time_s < STILL_S + 1.5


def test_a_movement_of_one_limb_is_an_answer():
    lifted = replace(SUPINE, left=Limbs(shoulder=40.0))
    for at_s in (60.0, STILL_S + 10.0):
        poses = film(
            lambda time_s, at_s=at_s: lifted if at_s < time_s < at_s + 2.0 else SUPINE,
            steady(STILL_S + 20.0, FPS),
        )
        changes = noticed(trembling(poses, quick_m=0.004, slow_m=0.008))
        if at_s < STILL_S:
            assert changes == []
        else:
            assert [absence and absence.kind for _, absence in changes] == [Absent.STILL, None]


def test_keeping_still_in_a_hold_is_no_absence_and_counting_begins_after_it():
    held_s = 60.0
    changes = noticed(lying(held_s + STILL_S + 5.0), lambda time_s: time_s < held_s)
    ((time_s, absence),) = changes
    assert absence is not None
    assert abs(absence.since_s - held_s) < 0.5
    assert time_s > held_s + STILL_S


def test_whoever_stands_still_may_do_so():
    assert noticed(lying(STILL_S + 10.0, STANDING)) == []


def test_a_landmark_that_leaps_for_a_moment_has_not_moved():
    poses = lying(STILL_S + 5.0)
    leaping = []
    for n, pose in enumerate(poses):
        image = pose.image_px.copy()
        if n % 40 == 7:
            image[15] += 200.0
        leaping.append(replace(pose, image_px=image))
    ((_, absence),) = noticed(leaping)
    assert absence is not None
    assert absence.kind is Absent.STILL
