"""How many times as fast ``replay --fast`` is, the start of the program included.

Whether the verdicts are the same is measured by ``two_parts.py``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fixtures.bare_loop import BARE_LOOP, printed_number
from fixtures.long_videos import looped

from posecheck.exercise.catalogue import find_exercise

CLIP, EXERCISE = "standing_side_bend_correct.mp4", "side-bend"
LENGTHS_S = [float(each) for each in os.environ.get("POSECHECK_FAST_SECONDS", "100,200").split(",")]
#: Asked of the longest on two cores.
TIMES = 1.8

pytestmark = pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="it takes two cores")


def seconds_of(video: Path, *options: str) -> float:
    """Return how long a replay takes."""
    began_s = time.perf_counter()
    subprocess.run(
        [sys.executable, "-P", "-m", "posecheck", "replay", video, "-e", EXERCISE, "--json", "-", *options],
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - began_s


def two_at_once(clip: Path, model: Path) -> float:
    """Return how many times as long a bare loop takes beside another one: more than 2 by it is not gained."""
    arguments = [clip, model, find_exercise(EXERCISE).needs_silhouette]
    alone_s = printed_number(BARE_LOOP, *arguments)
    other = subprocess.Popen(
        [sys.executable, "-c", BARE_LOOP, *map(str, arguments)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    beside_s = printed_number(BARE_LOOP, *arguments)
    other.wait()
    return beside_s / alone_s


def test_two_processes_are_faster_than_one(samples: Path, tmp_path: Path, model: Path) -> None:
    slower = two_at_once(samples / CLIP, model)
    print(f"\nbare loop beside another one: {slower:.2f} times as long, so {2 / slower:.2f} at most")
    gain = 0.0
    for length_s in LENGTHS_S:
        video = looped(samples / CLIP, length_s, tmp_path / f"{length_s:.0f}.mp4")
        one_s, two_s = seconds_of(video), seconds_of(video, "--fast")
        gain = one_s / two_s
        print(f"{length_s:.0f} s of video: {one_s:.1f} s, --fast {two_s:.1f} s: {gain:.2f} times as fast")
    assert gain >= TIMES
