"""What `replay --fast` gains and changes: each labelled clip once with one process and once with two.

    python tests/benchmarks/two_parts.py samples [FOLDER …]

Prints each clip whose counts or faults differ, and in the end how many do, by how much scores and the ends of
holds differ at most where they agree, and how many times as fast it was. Clips that are too short for two
processes are left out. Leave the machine alone meanwhile, or mind the verdicts only.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

from posecheck.session.two_parts import SHORTEST_S


def labelled(folder: Path) -> list[tuple[Path, str]]:
    """Return the clips in a folder with their exercises, of either layout."""
    flat = [(each.with_suffix(".mp4"), tomllib.loads(each.read_text())) for each in folder.glob("*.toml")]
    deep = [
        (each.with_name("clip.mp4"), json.loads(each.read_text())) for each in folder.glob("*/label.json")
    ]
    return sorted((clip, label["exercise"]) for clip, label in flat + deep if label.get("exercise"))


def judged(clip: Path, exercise: str, *options: str) -> tuple[dict[str, Any], float]:
    """Return the result and the seconds that it took."""
    began_s = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "posecheck", "replay", clip, "-e", exercise, "--json", "-", *options],
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout), time.perf_counter() - began_s


def counted(result: dict[str, Any]) -> object:
    """Return what a person would call the verdict."""
    holds = [(each["side"], each["counted"]) for each in result["holds"]]
    return holds, len(result["reps"]), sorted({each["id"] for each in result["faults"]})


def main(folders: list[Path]) -> None:
    """Compare every clip in `folders`."""
    same = every = 0
    score = end_s = slow_s = fast_s = 0.0
    for clip, exercise in [each for folder in folders for each in labelled(folder)]:
        one, one_s = judged(clip, exercise)
        if one["source"]["duration_s"] < SHORTEST_S:
            continue
        two, two_s = judged(clip, exercise, "--fast")
        every += 1
        slow_s, fast_s = slow_s + one_s, fast_s + two_s
        if counted(one) != counted(two):
            print(f"{clip}: {counted(one)} with one process, {counted(two)} with two", flush=True)
            continue
        same += 1
        ends = zip(one["holds"] + one["reps"], two["holds"] + two["reps"], strict=True)
        end_s = max([end_s, *(abs(a["end_s"] - b["end_s"]) for a, b in ends)])
        score = max(score, abs((one["score"] or 0.0) - (two["score"] or 0.0)))
    print(f"{same} of {every} clips have the same counts and faults; scores differ by {score:.1f} at most,")
    print(f"ends by {end_s:.2f} s; {slow_s / fast_s:.2f} times as fast, the start of the program included")


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]])
