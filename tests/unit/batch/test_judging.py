"""A recording is judged as ``replay`` judges it, byte for byte."""

from __future__ import annotations

from pathlib import Path

from fixtures.batches import RECORDINGS
from fixtures.cases import each_of

import posecheck
from posecheck.batch.judging import Poses, judged
from posecheck.outputs.result_file import result_json
from posecheck.pose import Side
from posecheck.pose.recording import read_recording
from posecheck.profiles import load_profile

PATH = RECORDINGS / "supine_faulty_c3.poses"


def poses(path: Path) -> Poses:
    found = read_recording(path)
    return Poses(path, found.width_px, found.height_px, found.duration_s, found.poses)


@each_of(
    "exercise, side, profile",
    [
        ("supine-hamstring", None, "default"),
        ("supine-hamstring", Side.RIGHT, "strict"),
        ("supine-hamstring", Side.LEFT, "gentle"),
        ("bridge", None, "default"),
        (None, None, "strict"),
    ],
)
def test_it_is_what_everybody_else_gets(exercise: str | None, side: Side | None, profile: str) -> None:
    found = judged(poses(PATH), exercise, side, load_profile(profile))
    assert result_json(found) == result_json(posecheck.judge(PATH, exercise, side=side, profile=profile))


def test_what_is_no_exercise_is_told_as_everywhere() -> None:
    path = RECORDINGS.parents[0] / "tuning" / "supine_correct_c2.poses"
    start = poses(path)
    few = Poses(path, start.width_px, start.height_px, 0.5, lambda: iter(list(start.again())[:8]))
    found = judged(few, None, None, load_profile("default"))
    assert (found.exercise, found.frames, found.scored) == (None, 8, False)
