"""On which computers posecheck runs: where the library that finds the joints, and OpenCV, have packages.

Looked up on the package index on 2026-11-27: MediaPipe 0.10.31 to 0.10.33 have wheels for macOS on Apple
silicon, Windows on x64 and Linux on x86_64 with glibc 2.28 or newer, and none else; the macOS wheel of
OpenCV 5.0 asks for macOS 13. Like :mod:`posecheck.support.system_libraries` it needs the standard library
alone, because ``make`` asks before anything is installed.
"""

from __future__ import annotations

import platform
import sys
import sysconfig
from dataclasses import dataclass

#: The system as Python names it → what its processors may be called.
_PROCESSORS = {"linux": ("x86_64", "amd64"), "darwin": ("arm64",), "win32": ("amd64",)}
_SYSTEMS = {"linux": "Linux", "darwin": "macOS", "win32": "Windows"}
_OLDEST_MACOS = 13
#: What a Python built for old systems is told by every newer one: 10.16.
_UNTOLD_MACOS = 10
_OLDEST_GLIBC = (2, 28)
_WHERE = (
    "MediaPipe, which finds the joints, has packages for macOS 13 or newer on Apple silicon, for Windows on "
    "x64 and for Linux on x86_64 with glibc 2.28 or newer, and for no other computer"
)


@dataclass(frozen=True, slots=True)
class Computer:
    """What Python says of the computer, or of itself: an Intel Python on Apple silicon is an Intel computer.

    Parameters
    ----------
    system
        As ``sys.platform`` has it.
    processor
        Its architecture.
    macos
        First number of the version of macOS, 0 elsewhere.
    glibc
        Version of the C library, empty where it is another one or none is told.
    is_64_bit
        Whether addresses have 64 bits.
    """

    system: str
    processor: str
    macos: int = 0
    glibc: tuple[int, ...] = ()
    is_64_bit: bool = True

    @property
    def told(self) -> str:
        """What it is, in words."""
        system = _SYSTEMS.get(self.system, self.system)
        version = f" {self.macos}" if self.macos else ""
        width = "" if self.is_64_bit else ", a Python of 32 bits"
        return f"{system}{version} on {self.processor}{width}"


def this_computer() -> Computer:
    """Return this one."""
    processor = platform.machine()
    if sys.platform == "win32":  # where that would be the processor's own, and this Python may be another's
        processor = sysconfig.get_platform().removeprefix("win-")
    library, version = platform.libc_ver() if sys.platform == "linux" else ("", "")
    macos = int(platform.mac_ver()[0].partition(".")[0] or 0)
    return Computer(
        sys.platform,
        processor.lower(),
        macos if macos != _UNTOLD_MACOS else 0,
        tuple(int(each) for each in version.split(".") if each.isdigit()) if library == "glibc" else (),
        sys.maxsize > 1 << 32,
    )


def unfit(computer: Computer | None = None) -> str:
    """Return the sentence why posecheck does not run on a computer, by default this; empty when it does."""
    computer = computer or this_computer()
    fits = computer.processor in _PROCESSORS.get(computer.system, ()) and computer.is_64_bit
    is_old = 0 < computer.macos < _OLDEST_MACOS or () < computer.glibc < _OLDEST_GLIBC
    if fits and not is_old:
        return ""
    age = f", glibc {'.'.join(map(str, computer.glibc))}" if () < computer.glibc < _OLDEST_GLIBC else ""
    return f"posecheck cannot look at pictures on this computer ({computer.told}{age}): {_WHERE}."
