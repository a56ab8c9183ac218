"""``posecheck replay`` without an exercise: what is done is found out, or said to be nothing."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_the_exercise_of_a_clip_is_recognised_and_judged(posecheck: Run, samples: Path, model: Path) -> None:
    done = posecheck("replay", samples / "childs_pose_correct.mp4", "--json", "-", "--hold-target", 4)
    assert done.returncode == 0
    result = json.loads(done.stdout)
    assert result["exercise"] == "childs-pose"
    assert len(result["holds"]) == 1
    assert "Child's pose" in done.stderr


def test_what_is_recognised_is_judged_as_if_it_had_been_named(
    posecheck: Run, samples: Path, model: Path
) -> None:
    clip = "standing_side_bend_correct.mp4"
    found = posecheck("replay", samples / clip, "--json", "-", "--hold-target", 4)
    named = posecheck("replay", samples / clip, "--json", "-", "--hold-target", 4, "--exercise", "side-bend")
    assert found.stdout == named.stdout


def test_standing_about_gives_no_exercise_no_hold_and_no_praise(
    posecheck: Run, samples: Path, model: Path
) -> None:
    done = posecheck("replay", samples / "neg_idle_0.mp4", "--json", "-")
    assert done.returncode == 0
    result = json.loads(done.stdout)
    assert result["exercise"] is None
    assert result["holds"] == result["reps"] == result["cues"] == []
    assert result["scored"] is False
    assert "--exercise" in done.stderr


def test_an_empty_room_is_said_to_be_one(posecheck: Run, samples: Path, model: Path) -> None:
    result = json.loads(posecheck("replay", samples / "neg_empty.mp4", "--json", "-").stdout)
    assert result["exercise"] is None
    assert result["reason"] == "Nobody was seen in the picture."
