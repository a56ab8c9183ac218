"""A poor picture is known by its landmarks: they tremble, are unsure, or lie too close together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.perception.picture_quality import (
    ADVICE,
    CALM,
    GOOD_AFTER_S,
    TREMBLING,
    WINDOW_S,
    Cause,
    PictureQuality,
    Quality,
)
from posecheck.pose import Landmark, PictureFacts, Pose
from posecheck.testing import (
    LEFT_SIDE,
    PERFORMANCES,
    STANDING,
    perform,
    pose_of,
)

CLEAR = PictureFacts(brightness=120, sharpness=120, blocks=10)
TORSO_PX = 131.0
FPS = 15.0


def standing(seconds: float = 8.0, fps: float = FPS) -> list[Pose]:
    return [
        replace(pose_of(STANDING, LEFT_SIDE, time_s=n / fps), facts=CLEAR)
        for n in range(round(seconds * fps))
    ]


def torso_px(pose: Pose) -> float:
    points = pose.image_px[[Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP]]
    return float(np.linalg.norm(points[0] - points[1]))


def trembling(poses: Iterable[Pose], share: float, seed: int = 1) -> list[Pose]:
    """Return the poses with landmarks that are off by `share` of the torso (standard deviation)."""
    rng = np.random.default_rng(seed)
    out = []
    for pose in poses:
        noise = rng.normal(0.0, share * torso_px(pose), pose.image_px.shape)
        out.append(replace(pose, image_px=(pose.image_px + noise).astype(np.float32)))
    return out


def causes(poses: Iterable[Pose]) -> list[Cause]:
    quality = PictureQuality()
    return [quality.update(pose) for pose in poses]


def nearer(poses: Iterable[Pose], factor: float) -> list[Pose]:
    return [replace(pose, image_px=pose.image_px * np.float32(factor)) for pose in poses]


@each_of("fps", [10.0, 15.0, 25.0, 30.0])
def test_the_trembling_of_a_still_body_is_measured_whatever_the_rate(fps: float) -> None:
    quality = PictureQuality()
    for pose in trembling(standing(fps=fps), 0.002):
        quality.update(pose)
    # White noise is the same at every rate; the correction is for what the landmarker smooths over time.
    slower = min(1.0, (fps / 15.0) ** 0.5)
    assert quality.evidence.trembling == pytest.approx(0.002 * slower, rel=0.2)
    assert quality.evidence.per_s == pytest.approx(fps, rel=0.02)
    assert quality.evidence.torso_px == pytest.approx(torso_px(standing(0.1)[0]), rel=0.05)


@each_of("exercise", PERFORMANCES)
def test_no_movement_of_an_exercise_is_taken_for_trembling(exercise: str) -> None:
    assert set(causes(perform(exercise))) == {Cause.NONE}


@each_of("exercise", PERFORMANCES)
def test_as_much_trembling_as_clear_pictures_have_is_good(exercise: str) -> None:
    assert set(causes(trembling(perform(exercise), 0.001))) == {Cause.NONE}


@each_of("exercise", PERFORMANCES)
def test_strong_trembling_is_seen_in_any_exercise(exercise: str) -> None:
    told = causes(trembling(perform(exercise), 0.010))
    assert told[-1] is Cause.UNSTEADY
    assert told.index(Cause.UNSTEADY) / FPS < WINDOW_S + 2.0


def test_what_lies_between_the_limits_stays_what_it_was() -> None:
    between, much = (
        trembling(standing(8.0), (TREMBLING + CALM) / 2.0),
        trembling(standing(4.0), 2.0 * TREMBLING),
    )
    later = [replace(pose, time_s=pose.time_s + 4.0) for pose in between]
    assert set(causes(between)) == {Cause.NONE}
    assert causes([*much, *later])[-1] is Cause.UNSTEADY


def test_a_picture_that_gets_better_is_good_again_after_a_while() -> None:
    much = trembling(standing(4.0), 2.0 * TREMBLING)
    calm = [replace(pose, time_s=pose.time_s + 4.0) for pose in standing(10.0)]
    told = causes([*much, *calm])
    good_s = next(n for n in range(len(told) - 1, 0, -1) if told[n] is not Cause.NONE) / FPS
    assert 4.0 + GOOD_AFTER_S < good_s < 4.0 + GOOD_AFTER_S + WINDOW_S + 0.5


def test_a_smoothed_picture_is_poor_until_it_has_shown_to_be_steady() -> None:
    smoothed = [replace(pose, smoothed=True) for pose in standing(8.0)]
    told = causes(smoothed)
    assert told[0] is not Cause.NONE
    assert told[-1] is Cause.NONE
    assert Cause.NONE not in causes(trembling(smoothed, 0.0015))


def test_a_body_of_which_the_landmarker_is_unsure_is_poor() -> None:
    unsure = [replace(pose, visibility=np.full_like(pose.visibility, 0.52)) for pose in standing()]
    assert causes(unsure)[-1] is Cause.UNSTEADY


def test_a_far_body_is_asked_to_come_nearer() -> None:
    far = nearer(standing(), 20.0 / torso_px(standing(0.1)[0]))
    assert causes(far)[-1] is Cause.FAR


def test_few_pictures_a_second_are_called_that() -> None:
    assert causes(standing(8.0, fps=4.0))[-1] is Cause.SLOW
    assert causes(standing(8.0, fps=8.0))[-1] is Cause.NONE


@each_of(
    "facts, cause",
    [
        (replace(CLEAR, brightness=40), Cause.DARK),
        (replace(CLEAR, sharpness=70), Cause.BLURRED),
        (replace(CLEAR, blocks=90), Cause.COMPRESSED),
        (CLEAR, Cause.UNSTEADY),
        (None, Cause.UNSTEADY),
        (PictureFacts(brightness=40, sharpness=70, blocks=90), Cause.DARK),
    ],
)
def test_the_reason_is_what_was_measured(facts: PictureFacts | None, cause: Cause) -> None:
    poses = [replace(pose, facts=facts) for pose in trembling(standing(), 0.01)]
    assert causes(poses)[-1] is cause
    assert {each for each in causes(poses) if each is not Cause.NONE} == {cause}


@each_of(
    "facts",
    [replace(CLEAR, brightness=20), replace(CLEAR, sharpness=66), replace(CLEAR, blocks=150)],
)
def test_a_picture_that_only_looks_poor_is_not(facts: PictureFacts) -> None:
    assert set(causes(replace(pose, facts=facts) for pose in standing())) == {Cause.NONE}


def test_reasons_do_not_take_turns() -> None:
    poses = trembling(standing(12.0), 0.01)
    taking_turns = [
        replace(pose, facts=replace(CLEAR, brightness=60 + n // 5 % 2 * 20)) for n, pose in enumerate(poses)
    ]
    told = [cause for cause in causes(taking_turns) if cause is not Cause.NONE]
    assert len(set(told)) == 1


def test_light_is_advised_only_when_it_is_dark() -> None:
    assert [cause for cause, advice in ADVICE.items() if "light" in advice] == [Cause.DARK]
    assert set(ADVICE) == set(Cause) - {Cause.NONE}


def test_the_state_is_unknown_at_first() -> None:
    quality = PictureQuality()
    quality.update(standing(0.1)[0])
    assert quality.quality is Quality.UNKNOWN
