from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
import pytest
from fixtures.gestures import BEGIN_S, LEFT, PLACES, RIGHT, made

from posecheck.perception.gestures import REFRACTORY_S, Gesture, GestureReader, GestureState
from posecheck.perception.observation import Observer
from posecheck.pose import Landmark, Pose, Side
from posecheck.testing import (
    FRONT,
    LEFT_SIDE,
    PERFORMANCES,
    STANDING,
    SUPINE,
    JointAngles,
    Person,
    film,
    perform,
    smoothly,
    steady,
    uneven,
)
from posecheck.testing.hands import UP, Arm, direction, gesturing, trembling, waving


def read(poses: Iterable[Pose]) -> list[tuple[float, GestureState]]:
    observer, reader = Observer(), GestureReader()
    return [(pose.time_s, reader.take(observer.observe(pose))) for pose in poses]


def fired(poses: Iterable[Pose]) -> list[tuple[float, Gesture]]:
    return [(time_s, state.fired) for time_s, state in read(poses) if state.fired is not None]


def seen_in_time(poses: Iterable[Pose], gesture: Gesture) -> bool:
    """Return whether `gesture` fires within a second and a half, and nothing else does."""
    happened = fired(poses)
    return [name for _, name in happened] == [gesture] and happened[0][0] <= BEGIN_S + 1.5


@pytest.mark.parametrize("name", PLACES)
def test_each_gesture_is_seen_in_every_posture_at_a_calm_and_at_a_brisk_pace(name):
    place = PLACES[name]
    missed = [
        (gesture, per_s)
        for per_s in (1.2, 1.5)
        for gesture, motion in place.motions(per_s).items()
        if not seen_in_time(made(place, motion), gesture)
    ]
    assert missed == []


@pytest.mark.parametrize("fps", [5.0, 8.0, 30.0, 60.0])
def test_the_frame_rate_does_not_matter(fps):
    made_so = [
        (name, gesture, seed, motion, times_s)
        for name in ("standing, from the front", "on the back")
        for gesture, motion in PLACES[name].motions(1.5).items()
        for seed, times_s in enumerate((steady(5.5, fps), steady(5.5, fps * 0.95), uneven(5.5, fps * 1.25)))
    ]
    missed = [
        (name, gesture, seed)
        for name, gesture, seed, motion, times_s in made_so
        if not seen_in_time(made(PLACES[name], motion, times_s, seed=seed), gesture)
    ]
    assert len(missed) <= len(made_so) // 9, missed


def test_neither_size_nor_distance_nor_the_side_matters():
    place = PLACES["standing, from the side"]
    for gesture, motion in place.motions(1.4).items():
        assert seen_in_time([pose.mirrored() for pose in made(place, motion)], gesture)
    for size, px_per_m in ((0.8, 150.0), (1.2, 150.0), (1.0, 350.0)):
        person = Person(size=size)
        seen = replace(place, camera=replace(place.camera, px_per_m=px_per_m))
        for gesture, motion in seen.motions(1.4, person).items():
            assert seen_in_time(made(seen, motion, person=person), gesture), (size, px_per_m, gesture)


def test_either_hand_will_do_from_the_front():
    place = PLACES["standing, from the front"]
    poses = film(lambda _: STANDING, steady(5.0, 15.0), FRONT)
    motion = waving(direction(-0.3, 1.0), across=RIGHT)
    waved = gesturing(poses, motion, Side.RIGHT, BEGIN_S, BEGIN_S + 2.5)
    assert seen_in_time(waved, Gesture.PAUSE)
    assert place.camera is FRONT


def test_progress_grows_to_one_and_stays_while_the_gesture_goes_on():
    place = PLACES["sitting"]
    states = read(made(place, place.motions(1.4)[Gesture.PAUSE], seconds=3.0))
    firing_s = next(t for t, s in states if s.fired)
    before = [(t, s) for t, s in states if s.progress > 0.0 and BEGIN_S + 0.4 < t < firing_s]
    assert before[0][0] < firing_s - 0.2
    assert {s.gesture for _, s in before} <= {None, Gesture.PAUSE}
    shares = [s.progress for t, s in before]
    assert shares == sorted(shares)
    assert shares[-1] < 1.0
    going_on = [s for t, s in states if firing_s < t < BEGIN_S + 3.0]
    assert {(s.gesture, s.progress) for s in going_on} == {(Gesture.PAUSE, 1.0)}
    assert states[-1][1] == GestureState()


def test_waving_on_fires_once_and_waving_again_fires_again():
    place = PLACES["on the back"]
    motion = place.motions(1.4)[Gesture.PAUSE]
    assert [name for _, name in fired(made(place, motion, steady(12.0, 15.0), seconds=8.0))] == [
        Gesture.PAUSE
    ]
    once = made(place, motion)
    later = [replace(pose, time_s=pose.time_s + once[-1].time_s + 0.1) for pose in made(place, motion)]
    times_s = [time_s for time_s, _ in fired([*once, *later])]
    assert len(times_s) == 2
    assert times_s[1] - times_s[0] > REFRACTORY_S


def hiding(poses: Iterable[Pose], hidden: Callable[[int], Iterable[Landmark]]) -> list[Pose]:
    result = []
    for n, pose in enumerate(poses):
        sight, image = pose.visibility.copy(), pose.image_px.copy()
        for landmark in hidden(n):
            sight[landmark] = 0.1
            image[landmark] = np.nan
        result.append(replace(pose, visibility=sight, image_px=image))
    return result


def test_a_hand_that_is_missed_now_and_then_is_still_understood():
    place = PLACES["on the back"]
    for gesture, motion in place.motions(1.3).items():
        poses = hiding(made(place, motion), lambda n: [Landmark.LEFT_WRIST] if n % 4 == 1 else [])
        assert seen_in_time(poses, gesture), gesture


def test_an_unseen_hand_or_elbow_says_nothing():
    place = PLACES["on the back"]
    poses = made(place, place.motions(1.4)[Gesture.STOP])
    for landmark in (Landmark.LEFT_WRIST, Landmark.LEFT_ELBOW):
        assert fired(hiding(poses, lambda _, landmark=landmark: [landmark])) == []


def test_the_farther_hand_is_not_read_in_a_view_from_the_side():
    poses = film(lambda _: SUPINE, steady(5.0, 15.0), LEFT_SIDE)
    motion = PLACES["on the back"].motions(1.4)[Gesture.PAUSE]
    assert fired(gesturing(poses, motion, Side.RIGHT, BEGIN_S, BEGIN_S + 3.0)) == []


def test_a_cut_in_the_middle_begins_anew():
    place = PLACES["sitting"]
    poses = made(place, place.motions(1.4)[Gesture.PAUSE], seconds=1.2)
    whole = fired(poses)
    assert len(whole) == 1
    cut_s = whole[0][0] - 0.2
    cut = [replace(p, scene_cut=p.time_s == min(q.time_s for q in poses if q.time_s >= cut_s)) for p in poses]
    assert fired(cut) == []


def test_a_landmark_that_leaps_between_two_hands_makes_no_gesture():
    poses = film(lambda _: SUPINE, steady(6.0, 15.0), LEFT_SIDE)
    up = Arm(LEFT * 0.26, LEFT * 0.26 + UP * 0.22)
    for frames in (2, 3, 4):
        leaping = [
            next(iter(gesturing([pose], lambda _: up, Side.LEFT, -9.0, 99.0))) if n // frames % 2 else pose
            for n, pose in enumerate(poses)
        ]
        assert fired(leaping) == [], frames


def test_a_hand_that_moves_with_the_body_makes_no_gesture():
    def rocking(time_s: float) -> JointAngles:
        share = smoothly(abs((time_s * 2.4) % 2.0 - 1.0))
        return replace(
            SUPINE, trunk=-90.0 + 25.0 * share, left=replace(SUPINE.left, shoulder=40.0, elbow=60.0)
        )

    assert fired(film(rocking, steady(8.0, 15.0), LEFT_SIDE)) == []


def test_rubbing_the_back_makes_no_gesture():
    poses = film(lambda _: STANDING, steady(5.0, 15.0), LEFT_SIDE)

    def rubbing(time_s: float) -> Arm:
        elbow = direction(0.8, 0.6) * 0.26
        return Arm(elbow, np.array([0.1, 0.36 + 0.09 * np.sin(9.0 * time_s), 0.0]))

    assert fired(gesturing(poses, rubbing, Side.LEFT, BEGIN_S, BEGIN_S + 3.0)) == []


def test_no_exercise_makes_a_gesture():
    happened = {
        (name, fps): found
        for name in PERFORMANCES
        for fps in (6.0, 15.0)
        if (found := fired(trembling(perform(name, fps=fps), quick_m=0.006, slow_m=0.01)))
    }
    assert happened == {}
