"""How soon a command answers, against the bare interpreter and the bare import of MediaPipe.

That of the app is in ``test_app_speed.py``. All is in the system's cache, as for who runs it a second time.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

CLIP, EXERCISE = "standing_side_bend_correct.mp4", "side-bend"
ROUNDS = 7
#: Asked of it, in seconds.
HELP_S, FIRST_FRAME_S = 0.25, 1.2


def seconds_of(*command: object) -> float:
    """Return how long a command of Python takes."""
    began_s = time.perf_counter()
    subprocess.run([sys.executable, *map(str, command)], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began_s


def until_the_first_frame_s(clip: Path, places: dict[str, str]) -> float:
    """Return how long it takes ``replay`` to have the landmarks of the first frame."""
    began_s = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "posecheck", "replay", clip, "-e", EXERCISE],
        env=places | {"POSECHECK_TELL_SHARE": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    line = process.stderr.readline()
    spent_s = time.perf_counter() - began_s
    process.kill()
    process.communicate()
    assert float(line) < 0.1
    return spent_s


def test_how_soon_a_command_answers(samples: Path, places: dict[str, str], model: Path) -> None:
    runs: dict[str, Callable[[], float]] = {
        "python -c pass": lambda: seconds_of("-c", "pass"),
        "import mediapipe": lambda: seconds_of("-c", "import mediapipe"),
        "posecheck --help": lambda: seconds_of("-P", "-m", "posecheck", "--help"),
        "posecheck replay, first frame": lambda: until_the_first_frame_s(samples / CLIP, places),
    }
    spent: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(ROUNDS + 1):
        for name, run in runs.items():
            taken_s = run()
            if number:  # the first round fills the cache
                spent[name].append(taken_s)
    medians = {name: statistics.median(each) for name, each in spent.items()}
    least = {name: min(each) for name, each in spent.items()}
    print("\n| | median | least | times `python -c pass` | times `import mediapipe` |\n|---|---|---|---|---|")
    for name, each_s in medians.items():
        bare, imported = (each_s / medians[one] for one in ("python -c pass", "import mediapipe"))
        print(f"| `{name}` | {each_s:.2f} s | {least[name]:.2f} s | {bare:.0f} | {imported:.2f} |")
    print(f"load of the last minute: {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "")
    assert medians["posecheck --help"] <= HELP_S
    assert medians["posecheck replay, first frame"] <= FIRST_FRAME_S
