"""Where MediaPipe has no packages, that is said in one sentence."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from fixtures.cases import each_of
from packaging.requirements import Requirement

from posecheck.support import computers, system_libraries
from posecheck.support.computers import Computer, this_computer, unfit

ROOT = Path(__file__).parents[3]
FIT = [
    Computer("linux", "x86_64", glibc=(2, 28)),
    Computer("linux", "x86_64"),  # which C library is not told
    Computer("darwin", "arm64", macos=13),
    Computer("win32", "amd64"),
]
UNFIT = {
    "Linux on aarch64": Computer("linux", "aarch64", glibc=(2, 36)),
    "glibc 2.17": Computer("linux", "x86_64", glibc=(2, 17)),
    "macOS 14 on x86_64": Computer("darwin", "x86_64", macos=14),
    "macOS 12 on arm64": Computer("darwin", "arm64", macos=12),
    "Windows on arm64": Computer("win32", "arm64"),
    "a Python of 32 bits": Computer("linux", "x86_64", glibc=(2, 36), is_64_bit=False),
    "freebsd14": Computer("freebsd14", "amd64"),
}


@each_of("computer", FIT)
def test_where_it_runs_nothing_is_said(computer: Computer) -> None:
    assert unfit(computer) == ""


@each_of("told, computer", list(UNFIT.items()))
def test_elsewhere_one_sentence_says_what_it_is_and_where_it_runs(told: str, computer: Computer) -> None:
    said = unfit(computer)
    assert told in said
    assert "macOS 13 or newer on Apple silicon, for Windows on x64 and for Linux on x86_64" in said
    assert said.count(". ") == 0


def test_the_tests_run_on_a_computer_that_fits() -> None:
    assert unfit(this_computer()) == ""


@each_of("computer", [*FIT[:3], *(UNFIT[each] for each in ("Linux on aarch64", "macOS 14 on x86_64"))])
def test_pip_installs_mediapipe_where_there_is_one(computer: Computer) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (asked,) = (each for each in map(Requirement, project["dependencies"]) if each.name == "mediapipe")
    assert asked.marker is not None
    environment = {"sys_platform": computer.system, "platform_machine": computer.processor}
    assert asked.marker.evaluate(environment) == (unfit(computer) == "")


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this be a small computer with an ARM processor."""
    monkeypatch.setattr(computers, "this_computer", lambda: UNFIT["Linux on aarch64"])


@pytest.mark.usefixtures("elsewhere")
def test_make_stops_before_anything_is_installed() -> None:
    said: list[str] = []
    code = system_libraries.prepare(run=lambda _: pytest.fail("nothing is run"), say=said.append)
    assert (code, said) == (2, [unfit()])


@pytest.mark.usefixtures("elsewhere")
def test_a_missing_mediapipe_is_explained_there() -> None:
    missing = ModuleNotFoundError("No module named 'mediapipe'", name="mediapipe")
    assert system_libraries.explained(missing) == unfit()
    assert system_libraries.explained(ModuleNotFoundError("No module named 'cv3'", name="cv3")) == ""


def test_a_missing_mediapipe_is_a_fault_where_there_is_one() -> None:
    missing = ModuleNotFoundError("No module named 'mediapipe'", name="mediapipe")
    assert system_libraries.explained(missing) == ""


@pytest.mark.usefixtures("elsewhere")
def test_the_doctor_says_so() -> None:
    from posecheck.cli.doctor import Health, examine

    (found,) = (each for each in examine() if each.what == "computer")
    assert found.health is Health.PROBLEM
    assert found.todo.startswith(unfit())
