"""The example package of docs/example-exercise, and docs/CONTRIBUTING.md, which leads there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = DOCS / "example-exercise"
PAGE = (DOCS / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.+?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture
def package(tmp_path: Path) -> dict[str, str]:
    """Lay the example out as it is when it is installed, and return the environment that sees it."""
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    site = tmp_path / "site"
    information = site / f"posecheck_calf-{project['version']}.dist-info"
    information.mkdir(parents=True)
    for module in EXAMPLE.glob("*.py"):
        shutil.copy(module, site)
    (information / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    )
    groups = project["entry-points"].items()
    (information / "entry_points.txt").write_text(
        "\n".join(
            f"[{group}]\n" + "\n".join(f"{k} = {v}" for k, v in names.items()) for group, names in groups
        )
    )
    before = os.environ.get("PYTHONPATH")
    return {"PYTHONPATH": os.pathsep.join([str(site), *([before] if before else [])])}


@pytest.fixture
def developing(package: dict[str, str]) -> dict[str, str]:
    """Return the same with pytest in it, which whoever writes such a package has."""
    tools = str(Path(pytest.__file__).parents[1])
    return {"PYTHONPATH": os.pathsep.join([package["PYTHONPATH"], tools])}


def blocks(language: str) -> list[str]:
    return [text for name, text in BLOCKS if name == language]


def test_what_the_page_runs_does_what_it_says(
    posecheck_process, package, developing, places, tmp_path: Path
) -> None:
    (construct,) = (text for text in blocks("python") if "import" in text)
    (tmp_path / "construct.py").write_text(construct)
    command = [sys.executable, "construct.py"]
    done = subprocess.run(command, cwd=tmp_path, env=places | developing, check=False)
    assert done.returncode == 0
    (tmp_path / "calves.toml").write_text(next(text for text in blocks("toml") if "[[step]]" in text))
    commands = [line.split()[1:] for text in blocks("sh") for line in text.splitlines() if line[:4] == "pose"]
    said = {" ".join(command): posecheck_process(*command, **package) for command in commands}
    for command, ended in said.items():
        assert (ended.returncode, ended.stderr) == (0, ""), command
    shown, _, english, german, plan = (ended.stdout for ended in said.values())
    assert "Bring your hips toward the wall." in shown
    assert "the seat stays behind instead of leaning along" in english
    assert "das Gesäß bleibt hinten, statt sich mitzulehnen" in german
    assert "Wadendehnung an der Wand" in german
    assert "Schieb die Hüfte zur Wand." in german
    assert "Calf stretch at the wall, left" in plan
    book = (tmp_path / "book" / "exercises.md").read_text(encoding="utf-8")
    assert "## Calf stretch at the wall" in book
    assert "| `seat-left-behind` | the seat stays behind instead of leaning along |" in book
    assert "**Easier.** Short step; then hold as long as a level below; then half the dose." in book


def test_what_the_page_quotes_stands_in_the_examples() -> None:
    modules = (EXAMPLE / "posecheck_calf.py", DOCS / "example-dose" / "posecheck_breaths.py")
    written = "".join(module.read_text(encoding="utf-8") for module in modules)
    project = (EXAMPLE / "pyproject.toml").read_text(encoding="utf-8")
    quoted = [text for text in blocks("python") if "import" not in text]
    assert quoted
    assert all(text in written for text in quoted)
    assert all(text in project for text in blocks("toml") if "[[step]]" not in text)


def test_its_own_tests_pass(developing, places) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(EXAMPLE)]
    done = subprocess.run(
        command, env=places | developing, cwd=EXAMPLE, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_it_becomes_easier_as_it_says(package, places) -> None:
    asked = (
        "from posecheck.exercise.catalogue import find_exercise as find\n"
        "from posecheck.routines.regressions import easier_version\n"
        "version = easier_version(find('wall-calf-stretch'), (), find)\n"
        "print(version.change, version.said, version.exercise.primary.zone)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], env=places | package, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "short-step An easier version: a shorter step. 10.0"
