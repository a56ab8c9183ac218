"""Compares results byte for byte, before and after a change that must not change any.

Judges labelled landmark recordings through the command line (result as JSON, one row a frame, and every line
that is printed) into a folder; a second run with `--against` compares with the folder of the first:

    python tests/benchmarks/same_results.py before --recordings RECORDINGS --into BEFORE
    python tests/benchmarks/same_results.py after --recordings RECORDINGS --into AFTER --against BEFORE

RECORDINGS holds NAME.poses with NAME.toml (a label that names the exercise) beside it; ``posecheck replay
CLIP --record NAME.poses`` makes one of a video. Give the option again for further folders.
"""

from __future__ import annotations

import argparse
import contextlib
import filecmp
import io
import os
import sys
import tempfile
import tomllib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from posecheck.cli import main as posecheck


def judged(recording: Path, exercise: str | None, into: Path, hold_s: float | None) -> None:
    """Judge one recording into `into`, whose name is the recording's."""
    into.mkdir(parents=True, exist_ok=True)
    said = io.StringIO()
    arguments = [
        "replay",
        recording.name,
        "--json",
        str(into / "result.json"),
        "--frames",
        str(into / "frames.csv"),
    ]
    arguments += ["--exercise", exercise] if exercise else []
    arguments += ["--hold-target", str(hold_s)] if exercise and hold_s else []
    sys.argv = ["posecheck", *arguments]
    os.chdir(recording.parent)  # so that no path of this computer is in a result
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            code: object = posecheck()
        except SystemExit as ended:
            code = ended.code
    text = said.getvalue().replace(str(into), "OUT")
    (into / "said.txt").write_text(f"{text}\nexit {code or 0}\n", encoding="utf-8")


def cases(folders: list[Path]) -> list[tuple[Path, str | None, float | None]]:
    """Return recording, exercise and hold target of every labelled recording, named and not named."""
    found: list[tuple[Path, str | None, float | None]] = []
    for folder in folders:
        for recording in sorted(folder.resolve().glob("*.poses")):
            label = tomllib.loads(recording.with_suffix(".toml").read_text(encoding="utf-8"))
            lasting = [each["end_s"] - each["start_s"] for each in label.get("plateaus", ())]
            # Nobody in the clips holds for the catalogue's half minute.
            hold_s = max(1.0, round(min(lasting) - 1, 1)) if lasting else None
            if label.get("exercise"):
                found.append((recording, label["exercise"], hold_s))
            found.append((recording, None, None))
    return found


def differing(a: Path, b: Path) -> list[str]:
    """Return the files that are not equal, or only in one of the folders."""
    names = {path.relative_to(root) for root in (a, b) for path in root.rglob("*") if path.is_file()}
    return sorted(
        str(name)
        for name in names
        if not (
            (a / name).is_file() and (b / name).is_file() and filecmp.cmp(a / name, b / name, shallow=False)
        )
    )


def main() -> int:
    """Judge, compare, print what differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("name", help="what this run is called in what is printed")
    parser.add_argument("--recordings", type=Path, action="append", required=True)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    given = parser.parse_args()
    into = given.into.resolve()
    wanted = cases(given.recordings)
    home = tempfile.mkdtemp()
    os.environ |= {
        "POSECHECK_CONFIG_DIR": home,
        "POSECHECK_DATA_DIR": home,
        "NO_COLOR": "1",
        "COLUMNS": "120",
    }
    with ProcessPoolExecutor(given.jobs) as pool:
        for done in [
            pool.submit(
                judged,
                recording,
                exercise,
                into / recording.parent.name / recording.stem / (exercise or "unnamed"),
                hold_s,
            )
            for recording, exercise, hold_s in wanted
        ]:
            done.result()
    files = sum(path.is_file() for path in into.rglob("*"))
    print(f"{given.name}: {len(wanted)} runs, {files} files")
    if given.against is None:
        return 0
    different = differing(into, given.against.resolve())
    print(f"{len(different)} differ" + "".join(f"\n  {name}" for name in different[:50]))
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
