"""The side that works as the trainer sees it, named as labels name it."""

from __future__ import annotations

from pathlib import Path

from fixtures.cases import each_of

from posecheck.exercise.catalogue import find_exercise
from posecheck.lab.evaluation.clips import find_clips
from posecheck.lab.evaluation.truth import truth_poses
from posecheck.lab.labelling.judged import judge
from posecheck.lab.labelling.seen_side import seen_sides, side_between
from posecheck.pose import Side

LEFT, RIGHT, NONE = Side.LEFT, Side.RIGHT, Side.NONE


@each_of("name", ["bird_dog_correct", "supine_rotation_correct", "supine_slr_correct"])
def test_of_every_labelled_hold_the_side_is_seen_that_its_label_says(name: str, samples: Path) -> None:
    (clip,) = find_clips([samples / f"{name}.mp4"])
    assert clip.label.exercise is not None
    exercise, poses = find_exercise(clip.label.exercise), list(truth_poses(clip))
    sides = seen_sides(exercise, judge(exercise, poses))
    times_s = [pose.time_s for pose in poses]
    assert [side_between(times_s, sides, each.start_s, each.end_s) for each in clip.label.plateaus] == [
        each.side for each in clip.label.plateaus
    ]


@each_of(
    "sides, side",
    [([LEFT, RIGHT, RIGHT, NONE], RIGHT), ([NONE, NONE, NONE, LEFT], LEFT), ([NONE] * 4, NONE)],
)
def test_the_side_that_is_seen_longest_counts_and_what_is_unknown_does_not(sides, side) -> None:
    assert side_between([0.0, 1.0, 2.0, 3.0], sides, 0.0, 3.0) is side


def test_what_is_seen_elsewhere_in_the_clip_does_not_count() -> None:
    assert side_between([0.0, 1.0, 2.0, 3.0], [LEFT, LEFT, RIGHT, LEFT], 2.0, 2.5) is RIGHT
