"""Does a long session grow? A live session of a looped clip, as long as it is asked to last.

    POSECHECK_SOAK_MINUTES=60 .venv/bin/python -m pytest tests/benchmarks/test_soak.py -s

Not part of the test suite nor of `make bench`: it takes its time, whatever the machine.
"""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import imageio_ffmpeg
import pytest

MINUTES = float(os.environ.get("POSECHECK_SOAK_MINUTES", "0"))
#: Libraries, caches and buffers are as large as they get by then.
WARM_S = 300.0
LIMIT_MB = 20.0
SAMPLE_S = 5.0

pytestmark = [
    pytest.mark.skipif(not MINUTES, reason="set POSECHECK_SOAK_MINUTES to the minutes it may take"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read from /proc"),
]


def anonymous_mb(pid: int) -> float:
    """Return the memory that belongs to a process alone, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(re.findall(r"RssAnon:\s+(\d+)", status)[0]) / 1024


def looped(sample: Path, minutes: float, folder: Path) -> Path:
    """Return a clip that shows a sample again and again."""
    short, long = folder / "short.mp4", folder / "long.mp4"
    ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-y"]
    scaled = ["-vf", "scale=320:-2,fps=15", "-an"]
    subprocess.run([*ffmpeg, "-i", sample, *scaled, short], check=True)
    rounds = ["-stream_loop", "-1", "-i", short, "-c", "copy", "-t", str(60 * minutes)]
    subprocess.run([*ffmpeg, *rounds, long], check=True)
    return long


def test_an_hour_does_not_grow(samples: Path, places: dict[str, str], tmp_path: Path, model: Path) -> None:
    clip = looped(samples / "marching_correct.mp4", MINUTES + 5, tmp_path)
    command = Path(sys.executable).with_name("posecheck")
    arguments = ["march", "--camera", clip, "--no-window", "--no-voice", "--countdown", "0", "--keep"]
    log = tmp_path / "lines"
    with log.open("wb") as lines:
        process = subprocess.Popen(
            [command, "live", *arguments], env=places, stdout=subprocess.DEVNULL, stderr=lines
        )
    seen: list[tuple[float, float, int, int]] = []
    began_s = time.monotonic()
    while time.monotonic() - began_s < 60 * MINUTES:
        time.sleep(SAMPLE_S)
        assert process.poll() is None, log.read_text(encoding="utf-8")[-500:]
        folder = Path(f"/proc/{process.pid}")
        descriptors, threads = (len(list((folder / name).iterdir())) for name in ("fd", "task"))
        seen.append((time.monotonic() - began_s, anonymous_mb(process.pid), descriptors, threads))
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    warm = [each for each in seen if each[0] >= WARM_S]
    assert warm, "it has to last longer than it takes to warm up"
    first, last = warm[0], warm[-1]
    most_mb = max(mb for _, mb, _, _ in warm)
    announced = log.read_text(encoding="utf-8").count("✓ One more")
    with sqlite3.connect(tmp_path / "data" / "history.sqlite3") as connection:
        kept = connection.execute("SELECT count(*) FROM reps").fetchone()[0]
    print(
        f"\n{last[0] / 60:.0f} min: {first[1]:.1f} MB after {first[0] / 60:.0f} min, {last[1]:.1f} MB at the "
        f"end, {most_mb:.1f} MB at most; descriptors {first[2]} and {last[2]}, threads {first[3]} and "
        f"{last[3]}; {announced} repetitions announced, {kept} kept"
    )
    assert kept >= announced
    assert most_mb - first[1] < LIMIT_MB
    assert last[2] <= first[2] + 2
    assert last[3] <= first[3] + 1
