"""What posecheck needs of the operating system itself, what of it is missing, and how to get it.

The wheels of MediaPipe and OpenCV link to shared libraries that they do not carry, and a bare Linux has not
got. This module needs nothing but the standard library, because ``make`` runs it before anything is
installed::

    python3 -m posecheck.support.system_libraries

It installs what is missing where it may (as root, or with a sudo that asks for no password) and says
elsewhere how to. The exit code is 0 when posecheck can be used, 2 when it cannot.
"""

from __future__ import annotations

import ctypes
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec

from posecheck.support.computers import unfit


class Purpose(StrEnum):
    """What is missed without it."""

    PICTURES = "no picture can be looked at"
    WINDOW = "no window can be opened"
    SOUND = "nothing can be heard"
    SETUP = "nothing can be installed"


#: Without them posecheck is of no use.
_ESSENTIAL = frozenset({Purpose.PICTURES, Purpose.SETUP})


@dataclass(frozen=True, slots=True)
class Requirement:
    """A library, a program or a module of the system.

    Parameters
    ----------
    name
        File name of a library as the loader asks for it, or what people call it.
    purpose
        What is missed without it.
    packages
        Package manager → name of the package that contains it.
    """

    name: str
    purpose: Purpose
    packages: Mapping[str, str]

    @property
    def essential(self) -> bool:
        """Whether posecheck is of no use without it."""
        return self.purpose in _ESSENTIAL


_MANAGERS = ("apt-get", "dnf", "pacman", "apk", "zypper")


def _library(name: str, purpose: Purpose, *packages: str) -> Requirement:
    """Return what is in a package of each of the managers above, in their order."""
    return Requirement(name, purpose, dict(zip(_MANAGERS, packages, strict=True)))


#: What the native libraries of mediapipe and opencv-contrib-python ask the loader for, beyond the C library.
LIBRARIES = (
    _library("libGL.so.1", Purpose.PICTURES, "libgl1", "libglvnd-glx", "libglvnd", "mesa-gl", "Mesa-libGL1"),
    _library(
        "libEGL.so.1", Purpose.PICTURES, "libegl1", "libglvnd-egl", "libglvnd", "mesa-egl", "Mesa-libEGL1"
    ),
    _library(
        "libGLESv2.so.2", Purpose.PICTURES, "libgles2", "libglvnd-gles", "libglvnd", "mesa-gles", "libglvnd"
    ),
    _library("libglib-2.0.so.0", Purpose.PICTURES, "libglib2.0-0", "glib2", "glib2", "glib", "libglib-2_0-0"),
    _library(
        "libgthread-2.0.so.0", Purpose.PICTURES, "libglib2.0-0", "glib2", "glib2", "glib", "libgthread-2_0-0"
    ),
    _library("libxcb.so.1", Purpose.PICTURES, "libxcb1", "libxcb", "libxcb", "libxcb", "libxcb1"),
    _library("libz.so.1", Purpose.PICTURES, "zlib1g", "zlib", "zlib", "zlib", "libz1"),
    _library(
        "libstdc++.so.6", Purpose.PICTURES, "libstdc++6", "libstdc++", "gcc-libs", "libstdc++", "libstdc++6"
    ),
    _library("libX11.so.6", Purpose.WINDOW, "libx11-6", "libX11", "libx11", "libx11", "libX11-6"),
    _library("libXext.so.6", Purpose.WINDOW, "libxext6", "libXext", "libxext", "libxext", "libXext6"),
    _library("libSM.so.6", Purpose.WINDOW, "libsm6", "libSM", "libsm", "libsm", "libSM6"),
    _library("libICE.so.6", Purpose.WINDOW, "libice6", "libICE", "libice", "libice", "libICE6"),
    _library(
        "libportaudio.so.2",
        Purpose.SOUND,
        "libportaudio2",
        "portaudio",
        "portaudio",
        "portaudio",
        "libportaudio2",
    ),
)
#: Any of `_VOICES` will do; this one has every language.
VOICE = _library("espeak-ng", Purpose.SOUND, *["espeak-ng"] * len(_MANAGERS))
_VOICES = ("spd-say", "espeak-ng", "espeak")

#: Package manager → what comes before the names of packages.
_INSTALL = {
    "apt-get": ("install",),
    "dnf": ("install",),
    "pacman": ("-S", "--needed"),
    "apk": ("add",),
    "zypper": ("install",),
}
#: The same for a run in which nobody is asked, after what has to be run first.
_UNATTENDED: dict[str, tuple[tuple[str, ...], ...]] = {
    "apt-get": (("update", "-qq"), ("install", "-y", "-qq", "--no-install-recommends")),
    "dnf": (("install", "-y", "-q", "--setopt=install_weak_deps=False"),),
    "pacman": (("-S", "--needed", "--noconfirm"),),
    "apk": (("add", "--quiet"),),
    "zypper": (("--non-interactive", "--quiet", "install", "--no-recommends"),),
}
_TIMEOUT_S = 1800.0
#: What the loader says of a library that is not there or no library.
_COMPLAINT = re.compile(
    r"(lib[\w+.-]+?\.so(?:\.\d+)*): (?:cannot open shared object file|file too short|invalid ELF header|"
    r"cannot read file data)"
)
_MUSL = (
    "This Python was built for musl (as on Alpine), for which MediaPipe and OpenCV have no packages; use one "
    "built for glibc, as Debian, Ubuntu, Fedora and Arch have it."
)

#: Loads a library by its name; raises ``OSError`` when it is not there.
Loader = Callable[[str], object]
#: Finds a program, as :func:`shutil.which`.
Finder = Callable[[str], str | None]
#: Runs a command and returns its exit code and what it said.
Runner = Callable[[Sequence[str]], tuple[int, str]]


def missing_libraries(*, platform: str = sys.platform, load: Loader = ctypes.CDLL) -> list[Requirement]:
    """Return the libraries that the loader does not find; none elsewhere: there the wheels are whole."""
    if not platform.startswith("linux"):
        return []
    return [each for each in LIBRARIES if not _loads(each.name, load)]


def missing_requirements(
    *, platform: str = sys.platform, load: Loader = ctypes.CDLL, which: Finder = shutil.which
) -> list[Requirement]:
    """Return everything that is missing before the installation: libraries, a voice, Python's own parts."""
    missing = missing_libraries(platform=platform, load=load)
    if not platform.startswith("linux"):
        return missing
    if not any(map(which, _VOICES)):
        missing.append(VOICE)
    if find_spec("ensurepip") is None:  # Debian keeps it apart from Python
        package = f"python3.{sys.version_info.minor}-venv"
        missing.append(Requirement("Python's venv module", Purpose.SETUP, {"apt-get": package}))
    return missing


def install_command(
    missing: Iterable[Requirement], *, which: Finder = shutil.which, root: bool | None = None
) -> str:
    """Return the command that installs what is missing, empty where no package manager is known.

    Parameters
    ----------
    missing
        What is missing.
    which
        Finds a program.
    root
        Whether this user may install; by default as it is.
    """
    manager = _manager(which)
    packages = _packages(missing, manager)
    if not packages:
        return ""
    as_root = () if (_is_root() if root is None else root) else ("sudo",)
    return shlex.join([*as_root, manager, *_INSTALL[manager], *packages])


def what_to_do(missing: Sequence[Requirement], command: str) -> str:
    """Return what is missing and the command that installs it, as a sentence without its full stop."""
    names = ", ".join(each.name for each in missing)
    them = "it" if len(missing) == 1 else "them"
    how = f"with `{command}`" if command else "with the package manager of your system"
    return f"This computer lacks {names}; install {them} {how}"


def explained(error: BaseException) -> str:
    """Return the sentence for an error that comes from a missing system library, else an empty one.

    On a computer for which there is no MediaPipe it is missing too, see the markers in ``pyproject.toml``.
    """
    if isinstance(error, ModuleNotFoundError) and (error.name or "").partition(".")[0] == "mediapipe":
        return unfit()
    named = _library_in(error)
    if not named:
        return ""
    # The loader names one, and the next one after that is installed.
    missing = [each for each in missing_libraries() if each.essential]
    if named not in {each.name for each in missing}:
        known = [each for each in LIBRARIES if each.name == named]
        missing = [*(known or [Requirement(named, Purpose.PICTURES, {})]), *missing]
    return f"{what_to_do(missing, install_command(missing))}."


def is_musl() -> bool:
    """Return whether this Python was built for a C library for which there are no wheels."""
    return "musl" in str(sysconfig.get_config_var("HOST_GNU_TYPE") or "")


def prepare(*, run: Runner, which: Finder = shutil.which, say: Callable[[str], None]) -> int:
    """Install what is missing where that is allowed, say elsewhere how to; return the exit code."""
    cannot = unfit() or (_MUSL if is_musl() else "")
    if cannot:
        say(cannot)
        return 2
    missing = missing_requirements(which=which)
    if missing:
        wanted = os.environ.get("POSECHECK_SYSTEM_PACKAGES", "yes") != "no"
        if wanted and _installed(missing, run, which, say):
            missing = missing_requirements(which=which)
    if not missing:
        return 0
    essential = any(each.essential for each in missing)
    purposes = "; ".join(dict.fromkeys(str(each.purpose) for each in missing))
    command = install_command(missing, which=which)
    ending = "; then run make again." if essential else f"; until then {purposes}. Going on without."
    say(what_to_do(missing, command) + ending)
    return 2 if essential else 0


def _installed(
    missing: Sequence[Requirement], run: Runner, which: Finder, say: Callable[[str], None]
) -> bool:
    """Install `missing` if this user may, and return whether that was tried."""
    manager = _manager(which)
    packages = _packages(missing, manager)
    if not packages:
        return False
    as_root: tuple[str, ...] = ()
    if not _is_root():
        if which("sudo") is None or run(("sudo", "-n", "true"))[0] != 0:
            return False
        as_root = ("sudo", "-n")
    say(f"Installing what is missing on this computer with {manager}: {' '.join(packages)}")
    *before, last = _UNATTENDED[manager]
    for arguments in (*before, (*last, *packages)):
        code, said = run((*as_root, manager, *arguments))
        if code:
            reason = (said.strip().splitlines() or ["no reason given"])[-1]
            say(f"{manager} {arguments[0]} failed: {reason}")
    return True


def _library_in(error: BaseException) -> str:
    """Return the library that the loader did not find, as it is said in `error` or in what caused it."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        found = _COMPLAINT.search(str(cause)) if isinstance(cause, (ImportError, OSError)) else None
        if found is not None:
            return found[1]
        cause = cause.__cause__ or cause.__context__
    return ""


def _manager(which: Finder) -> str:
    return next((name for name in _MANAGERS if which(name)), "")


def _packages(missing: Iterable[Requirement], manager: str) -> list[str]:
    return list(dict.fromkeys(each.packages[manager] for each in missing if manager in each.packages))


def _loads(name: str, load: Loader) -> bool:
    try:
        load(name)
    except OSError:
        return False
    return True


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def run_command(command: Sequence[str]) -> tuple[int, str]:
    """Run a command without asking anybody and return its exit code and what it said."""
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(  # noqa: S603 - the commands above, no input of a user
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=quiet,
            check=False, timeout=_TIMEOUT_S,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        return 1, str(error)
    return done.returncode, done.stdout.decode(errors="replace")


def main() -> int:
    """Do what this module is run for."""
    return prepare(run=run_command, say=lambda sentence: print(sentence, file=sys.stderr, flush=True))  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
