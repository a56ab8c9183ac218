"""A batch over real clips, killed again and again, against an undisturbed one; and what it costs.

    python tests/benchmarks/batch_killed.py FOLDER|MANIFEST.csv WORK [KILLS] [JOBS]

The first names the videos, WORK is an empty folder for the results. Prints how long the undisturbed batch
took, how long the same command takes when there is nothing to do, and whether the batch that was killed
came to the same, byte for byte. The moments of the kills are the same each time, as far as the machine is.
"""

from __future__ import annotations

import csv
import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

COMMAND = Path(sys.executable).with_name("posecheck")
LEFT_OUT = {"parts", "locks", "contents"}
#: A batch is killed not before so many seconds.
SHORTEST_S = 0.5


def command(videos: Path, out: Path, jobs: int) -> list[str]:
    """Return the batch as it is typed."""
    return [str(COMMAND), "batch", str(videos), "--out", str(out), "--jobs", str(jobs)]


def timed(videos: Path, out: Path, jobs: int) -> tuple[float, float]:
    """Run a batch to its end; return how many seconds it took, and how many of processors."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun_s = time.monotonic()
    done = subprocess.run(command(videos, out, jobs), check=False, capture_output=True, text=True)
    if done.returncode not in (0, 2):
        sys.exit(done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - begun_s, used_s


def kept(out: Path) -> dict[str, bytes]:
    """Return everything that a reader sees, by its path."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and path.relative_to(out).parts[0] not in LEFT_OUT
    }


def main(videos: Path, work: Path, kills: int, jobs: int) -> None:
    """Print the figures, and end with 1 when the two batches differ."""
    whole, disturbed = work / "whole", work / "disturbed"
    took_s, used_s = timed(videos, whole, jobs)
    with (whole / "summary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    recordings = list((whole / "landmarks").rglob("*.poses"))
    frames = sum((path.stat().st_size - 512) // 1208 for path in recordings)
    print(f"{len(rows)} videos, {frames} frames: {took_s:.0f} s with {jobs} processes")
    print(f"{used_s:.0f} s of processors")
    print(f"{frames / used_s:.1f} frames a second of a processor, starts and judging included")
    print(f"once more, with nothing to do: {timed(videos, whole, jobs)[0]:.1f} s")
    for part in ("results", "landmarks"):
        size = sum(path.stat().st_size for path in (whole / part).rglob("*") if path.is_file())
        print(f"{part}: {size / len(rows) / 1024:.0f} KiB a video")
    chance = random.Random(16)  # noqa: S311 - no secret, only the same moments each time
    environment = os.environ | {"POSECHECK_TELL_SHARE": "1"}
    for number in range(kills):
        process = subprocess.Popen(
            command(videos, disturbed, jobs),
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        # spread over all of the work: together the pieces last about as long as an undisturbed batch
        lives_s = chance.uniform(SHORTEST_S, 2.0 * took_s / kills)
        try:
            process.wait(lives_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        else:
            print("it had ended before")
        done = len(list((disturbed / "results").rglob("*.json")))
        print(f"killed {number + 1} times, {done} results are there", flush=True)
    timed(videos, disturbed, jobs)
    same = kept(whole) == kept(disturbed)
    print("the same, byte for byte" if same else "NOT the same")
    sys.exit(not same)


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        Path(sys.argv[2]),
        int(sys.argv[3]) if len(sys.argv) > 3 else 10,
        int(sys.argv[4]) if len(sys.argv) > 4 else 2,
    )
