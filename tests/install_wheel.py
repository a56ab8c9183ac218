"""Builds the wheel and installs it with its locked dependencies into an empty environment of its own.

``.venv/bin/python tests/install_wheel.py build/installed``, with the Python of the environment of the
developer, which has pip and the build back-end. Where the lock has not changed since the last time only the
wheel is installed anew, which takes a second. What is installed is not compiled beforehand: what is imported
is compiled then.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"


def main() -> None:
    """Make the environment that the command line names."""
    place = Path(sys.argv[1]).resolve()
    wheels = place.with_name("wheel")
    python = place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp = place / ".locked"
    wanted = f"{sys.version} {hashlib.sha256(LOCK.read_bytes()).hexdigest()}"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        print(f"Installing what a user gets into {place}; until the lock changes, once.", flush=True)  # noqa: T201
        venv.create(place, clear=True, symlinks=sys.platform != "win32")
        pip(python, "--require-hashes", "-r", str(LOCK))
        stamp.write_text(wanted, encoding="utf-8")
    for old in wheels.glob("*.whl"):
        old.unlink()
    build = [sys.executable, "-P", "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = wheels.glob("*.whl")
    pip(python, "--no-deps", "--no-index", "--force-reinstall", str(wheel))


def pip(python: Path, *words: str) -> None:
    """Install with the pip of this environment into that of `python`."""
    options = ("--disable-pip-version-check", "--python", str(python))
    install = ("install", "--quiet", "--no-compile", *words)
    subprocess.run([sys.executable, "-m", "pip", *options, *install], check=True)


if __name__ == "__main__":
    main()
