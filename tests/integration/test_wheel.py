"""posecheck as it is installed: its exercises do not collide with somebody else's package ``exercises``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from exercises import EXERCISES

ROOT = Path(__file__).parents[2]
ASK = (
    "import json, exercises, posecheck\n"
    "print(json.dumps([posecheck.__file__, exercises.__file__, list(posecheck.exercises())]))"
)

Asked = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def ask(tmp_path: Path) -> Asked:
    """Return a function that asks for the exercises with these folders before everything installed."""
    (tmp_path / "foreign" / "exercises").mkdir(parents=True)
    (tmp_path / "foreign" / "exercises" / "__init__.py").write_text("EXERCISES = ('push-ups',)\n")

    def run(*folders: Path) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, folders))}
        command = [sys.executable, "-c", ASK]
        return subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
        )

    return run


def test_the_wheel_finds_its_exercises_beside_a_foreign_package_of_that_name(ask, tmp_path: Path) -> None:
    wheel = pytest.importorskip("hatchling.builders.wheel")
    (built,) = wheel.WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    site = tmp_path / "site"
    with zipfile.ZipFile(built) as archive:
        archive.extractall(site)
    assert [path.name for path in site.iterdir() if path.suffix != ".dist-info"] == ["posecheck"]
    asked = ask(tmp_path / "foreign", site)
    assert asked.returncode == 0, asked.stderr
    ours, theirs, found = json.loads(asked.stdout)
    assert Path(ours).is_relative_to(site)
    assert Path(theirs).is_relative_to(tmp_path / "foreign")
    assert found == [each.id for each in EXERCISES]


def test_a_checkout_says_that_a_foreign_package_hides_its_exercises(ask, tmp_path: Path) -> None:
    asked = ask(tmp_path / "foreign", ROOT)
    assert asked.returncode != 0
    assert "InputError: Another package named 'exercises' hides that of posecheck" in asked.stderr
