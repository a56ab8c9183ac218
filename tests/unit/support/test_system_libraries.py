"""What a bare Linux lacks is named with the command that installs it, and installed where that is allowed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.support import system_libraries
from posecheck.support.system_libraries import (
    LIBRARIES,
    explained,
    install_command,
    missing_libraries,
    missing_requirements,
    prepare,
    what_to_do,
)

GRAPHICS = ("libGL.so.1", "libEGL.so.1", "libGLESv2.so.2")
MANAGERS = ("apt-get", "dnf", "pacman", "apk", "zypper")


def loader_without(*names: str) -> Callable[[str], object]:
    def load(name: str) -> object:
        if name in names:
            raise OSError(f"{name}: cannot open shared object file: No such file or directory")
        return object()

    return load


def finder_of(*programs: str) -> Callable[[str], str | None]:
    return lambda name: f"/usr/bin/{name}" if name in programs else None


def lacking(*names: str):
    return missing_libraries(platform="linux", load=loader_without(*names))


class Computer:
    """A computer that lacks `gone` until packages are installed; keeps what was run and said."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *gone: str, root: bool, refuses: str = "") -> None:
        self.gone, self.ran, self.said, self.refuses = set(gone), [], [], refuses
        monkeypatch.setattr(system_libraries, "_is_root", lambda: root)
        monkeypatch.setattr(
            system_libraries,
            "missing_requirements",
            lambda **_: [r for r in LIBRARIES if r.name in self.gone],
        )
        monkeypatch.delenv("POSECHECK_SYSTEM_PACKAGES", raising=False)

    def run(self, command: Sequence[str]) -> tuple[int, str]:
        self.ran.append(" ".join(command))
        if self.refuses and command[0] == self.refuses:
            return 1, "a password is required"
        if "libgl1" in command:
            self.gone.clear()
        return 0, ""

    def prepare(self, *programs: str) -> int:
        return prepare(run=self.run, which=finder_of(*programs), say=self.said.append)


@each_of("manager", MANAGERS)
def test_each_manager_gets_one_command_for_everything(manager: str) -> None:
    command = install_command(lacking(*GRAPHICS), which=finder_of(manager), root=False)
    assert command.startswith(f"sudo {manager} ")
    packages = {each.packages[manager] for each in LIBRARIES if each.name in GRAPHICS}
    assert packages <= set(command.split())
    assert len(command.split()) == len(set(command.split()))


def test_root_needs_no_sudo() -> None:
    command = install_command(lacking("libGL.so.1"), which=finder_of("apt-get"), root=True)
    assert command == "apt-get install libgl1"


def test_every_library_has_a_package_of_every_manager() -> None:
    for each in LIBRARIES:
        assert set(each.packages) == set(MANAGERS), each.name


def test_where_no_manager_is_known_the_libraries_are_still_named() -> None:
    missing = lacking("libGL.so.1")
    said = what_to_do(missing, install_command(missing, which=finder_of()))
    assert said == "This computer lacks libGL.so.1; install it with the package manager of your system"


def test_outside_of_linux_nothing_is_asked_for() -> None:
    assert missing_requirements(platform="darwin", load=loader_without(*GRAPHICS)) == []


def test_a_voice_and_pythons_own_parts_are_asked_for_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "find_spec", lambda name: None)
    missing = missing_requirements(platform="linux", load=loader_without(), which=finder_of())
    assert [each.name for each in missing] == ["espeak-ng", "Python's venv module"]
    assert [each.essential for each in missing] == [False, True]


def test_root_has_it_installed_before_anything_is_downloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    computer = Computer(monkeypatch, *GRAPHICS, root=True)
    assert computer.prepare("apt-get") == 0
    assert computer.ran == [
        "apt-get update -qq",
        "apt-get install -y -qq --no-install-recommends libgl1 libegl1 libgles2",
    ]


def test_a_sudo_without_a_password_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    computer = Computer(monkeypatch, *GRAPHICS, root=False)
    assert computer.prepare("apt-get", "sudo") == 0
    assert computer.ran[0] == "sudo -n true"
    assert all(each.startswith("sudo -n ") for each in computer.ran)


@each_of("programs", [("apt-get", "sudo"), ("apt-get",)])
def test_elsewhere_it_is_said_how_and_nothing_is_run(
    monkeypatch: pytest.MonkeyPatch, programs: tuple[str, ...]
) -> None:
    computer = Computer(monkeypatch, *GRAPHICS, root=False, refuses="sudo")
    assert computer.prepare(*programs) == 2
    assert set(computer.ran) <= {"sudo -n true"}
    assert "`sudo apt-get install libgl1 libegl1 libgles2`; then run make again." in computer.said[0]


def test_whoever_wants_no_packages_installed_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    computer = Computer(monkeypatch, *GRAPHICS, root=True)
    monkeypatch.setenv("POSECHECK_SYSTEM_PACKAGES", "no")
    assert computer.prepare("apt-get") == 2
    assert computer.ran == []


def test_what_only_the_sound_needs_does_not_stop_the_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    computer = Computer(monkeypatch, "libportaudio.so.2", root=False)
    assert computer.prepare("dnf") == 0
    assert "nothing can be heard" in computer.said[0]


def test_a_failed_installation_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    computer = Computer(monkeypatch, *GRAPHICS, root=True, refuses="apt-get")
    assert computer.prepare("apt-get") == 2
    assert "apt-get install failed: a password is required" in computer.said


def test_a_python_without_packages_for_it_is_told_before_the_download(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    computer = Computer(monkeypatch, root=True)
    monkeypatch.setattr(system_libraries, "is_musl", lambda: True)
    assert computer.prepare("apk") == 2
    assert "musl" in computer.said[0]


@each_of(
    "said",
    [
        "libGL.so.1: cannot open shared object file: No such file or directory",
        "/usr/lib/libGL.so.1: file too short",
        "/usr/lib/libGL.so.1: invalid ELF header",
    ],
)
def test_an_error_of_the_loader_is_explained_with_everything_that_is_missing(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setattr(system_libraries, "missing_libraries", lambda: lacking(*GRAPHICS))
    error = RuntimeError("the network cannot be made")
    error.__cause__ = ImportError(said)
    for each in (ImportError(said), OSError(said), error):
        assert all(name in explained(each) for name in GRAPHICS)


def test_a_library_that_nobody_foresaw_is_named() -> None:
    sentence = explained(
        ImportError("libodd.so.7: cannot open shared object file: No such file or directory")
    )
    assert "libodd.so.7" in sentence


@each_of(
    "error", [ValueError("libGL.so.1: file too short"), OSError(28, "No space left"), ImportError("no cv2")]
)
def test_other_errors_are_not_explained(error: Exception) -> None:
    assert explained(error) == ""


def test_it_needs_nothing_that_has_to_be_installed(tmp_path: Path) -> None:
    """``make`` runs it before anything is there."""
    code = "import posecheck.support.system_libraries, sys; print(*sys.modules)"
    root = Path(system_libraries.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert "rich" not in done.stdout.split()
