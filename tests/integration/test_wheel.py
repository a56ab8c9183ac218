"""posecheck as it is installed: the wheel is what is tested, and its sources give the same bytes again."""

from __future__ import annotations

import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import posecheck
from posecheck.exercise.catalogue import find_exercise

ROOT = Path(__file__).parents[2]
#: Where `make test` has installed the wheel (tests/as_installed.py).
INSTALLED = os.environ.get("POSECHECK_TEST_INSTALLED", "")
needs_installed = pytest.mark.skipif(not INSTALLED, reason="not run by `make test` on the installed wheel")
ASK = (
    "import json, exercises, posecheck\n"
    "print(json.dumps([posecheck.__file__, exercises.__file__, list(posecheck.exercises())]))"
)
IMPORT_ALL = (
    "import importlib, json, pkgutil, posecheck\n"
    "lacking = {}\n"
    "for each in pkgutil.walk_packages(posecheck.__path__, 'posecheck.'):\n"
    "    try:\n"
    "        if not each.name.endswith('__main__'):\n"
    "            importlib.import_module(each.name)\n"
    "    except ImportError as error:\n"
    "        lacking[each.name] = str(error)\n"
    "print(json.dumps([posecheck.__file__, lacking]))"
)

Asked = Callable[..., "subprocess.CompletedProcess[str]"]
Build = Callable[..., Path]


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


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return a function that builds the wheel or the source archive of a folder."""
    pytest.importorskip("hatchling")

    def run(kind: str, folder: Path, name: str) -> Path:
        target = tmp_path / name
        command = [sys.executable, "-P", "-m", "hatchling", "build", "-t", kind, "-d", target]
        environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
        subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
        (built,) = target.iterdir()
        return built

    return run


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Return a copy of what is built, so that nobody changes it between two builds."""
    place = tmp_path / "sources"
    for name in ("posecheck", "exercises"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, place)
    return place


@needs_installed
def test_what_is_tested_is_the_installed_wheel() -> None:
    site = Path(INSTALLED)
    assert Path(posecheck.__file__).is_relative_to(site)
    assert find_exercise("bridge") in sys.modules["posecheck.built_in_exercises"].EXERCISES
    assert "exercises" not in sys.modules
    found = importlib.metadata.distribution("posecheck")
    assert Path(str(found.locate_file(""))).samefile(site)
    direct = json.loads(found.read_text("direct_url.json") or "{}")
    assert direct["url"].endswith(".whl")


@needs_installed
def test_a_process_of_its_own_finds_every_module_there_and_what_it_imports() -> None:
    done = subprocess.run([sys.executable, "-c", IMPORT_ALL], capture_output=True, text=True, check=True)
    found, lacking = json.loads(done.stdout)
    assert Path(found).is_relative_to(INSTALLED)
    assert lacking == {}


def test_the_wheel_finds_its_exercises_beside_a_foreign_package_of_that_name(
    ask, build, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(build("wheel", ROOT, "dist")) as archive:
        archive.extractall(site)  # noqa: S202 - built just now
    assert [path.name for path in site.iterdir() if path.suffix != ".dist-info"] == ["posecheck"]
    asked = ask(tmp_path / "foreign", site)
    assert asked.returncode == 0, asked.stderr
    ours, theirs, found = json.loads(asked.stdout)
    assert Path(ours).is_relative_to(site)
    assert Path(theirs).is_relative_to(tmp_path / "foreign")
    assert found == json.loads(ask(ROOT).stdout)[2]


def test_two_builds_give_the_same_bytes(build, sources: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(sources, elsewhere)
    for path in elsewhere.rglob("*"):
        if path.is_file():
            path.chmod(0o600)
            os.utime(path, (1_000_000_000, 1_000_000_000))
    for kind in ("wheel", "sdist"):
        here, there = build(kind, sources, f"here-{kind}"), build(kind, elsewhere, f"there-{kind}")
        assert here.name == there.name
        assert here.read_bytes() == there.read_bytes()


def test_the_source_archive_builds_the_same_wheel(build, sources: Path, tmp_path: Path) -> None:
    with tarfile.open(build("sdist", sources, "archive")) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    assert {path.name for path in unpacked.iterdir()} == {
        *(path.name for path in sources.iterdir()),
        "PKG-INFO",
    }
    ours, theirs = build("wheel", sources, "ours"), build("wheel", unpacked, "theirs")
    assert ours.read_bytes() == theirs.read_bytes()


def test_a_checkout_says_that_a_foreign_package_hides_its_exercises(ask, tmp_path: Path) -> None:
    asked = ask(tmp_path / "foreign", ROOT)
    assert asked.returncode != 0
    assert "InputError: Another package named 'exercises' hides that of posecheck" in asked.stderr
