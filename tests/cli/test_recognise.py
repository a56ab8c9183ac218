"""``posecheck replay`` without an exercise: what is done is found out, or said to be nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from fixtures.commands import Done, run_command

HOLD = ("--hold-target", 4)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory, samples: Path, model: Path) -> tuple[Done, Path]:
    """Return how the replay of a clip ended whose exercise was not named, and its landmark recording."""
    folder = tmp_path_factory.mktemp("found")
    recording = folder / "clip.poses"
    environment = os.environ | {"POSECHECK_CONFIG_DIR": str(folder), "COLUMNS": "200"}
    words = ("replay", samples / "childs_pose_correct.mp4", "--json", "-", *HOLD, "--record", recording)
    return run_command(*words, environment=environment, folder=folder), recording


def verdict(done: Done) -> dict[str, Any]:
    """Return the result without the name of what was judged."""
    return {**json.loads(done.stdout), "source": None}


def test_the_exercise_of_a_clip_is_recognised_and_judged(found: tuple[Done, Path]) -> None:
    done, _ = found
    assert done.returncode == 0
    result = json.loads(done.stdout)
    assert result["exercise"] == "childs-pose"
    assert len(result["holds"]) == 1
    assert "Child's pose" in done.stderr


def test_what_is_recognised_is_judged_as_if_it_had_been_named(posecheck, found: tuple[Done, Path]) -> None:
    done, recording = found
    named = posecheck("replay", recording, "--json", "-", *HOLD, "--exercise", "childs-pose")
    assert verdict(named) == verdict(done)


def test_standing_about_gives_no_exercise_no_hold_and_no_praise(
    posecheck, samples: Path, model: Path
) -> None:
    done = posecheck("replay", samples / "neg_idle_0.mp4", "--json", "-")
    assert done.returncode == 0
    result = json.loads(done.stdout)
    assert result["exercise"] is None
    assert result["holds"] == result["reps"] == result["cues"] == []
    assert result["scored"] is False
    assert "--exercise" in done.stderr


def test_an_empty_room_is_said_to_be_one(posecheck, samples: Path, model: Path) -> None:
    result = json.loads(posecheck("replay", samples / "neg_empty.mp4", "--json", "-").stdout)
    assert result["exercise"] is None
    assert result["reason"] == "Nobody was seen in the picture."
