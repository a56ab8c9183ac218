"""How to get sound on this computer, as a sentence with the command where there is one."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Callable

from posecheck.support.system_libraries import LIBRARIES, VOICE, Requirement, install_command

Finder = Callable[[str], str | None]

_PORTAUDIO = next(each for each in LIBRARIES if each.name.startswith("libportaudio"))
#: What Linux distributions call it whose package manager is none of those that can be asked.
_ELSEWHERE = "the package manager of your system"


def voice_setup(*, platform: str = sys.platform, which: Finder = shutil.which) -> str:
    """Return what to do where no voice is installed.

    Parameters
    ----------
    platform
        As :data:`sys.platform`.
    which
        Finds a program.
    """
    if platform == "darwin":
        return "This Mac offers no voice; add one in System Settings > Accessibility > Spoken Content."
    if platform == "win32":
        return "Windows offers no voice; add one in Settings > Time & language > Speech > Manage voices."
    return f"No voice is installed; install espeak-ng with {_installing(VOICE, which)}."


def portaudio_setup(
    *, platform: str = sys.platform, which: Finder = shutil.which, python: str = sys.executable
) -> str:
    """Return what to do where PortAudio, which plays the tones, is missing.

    On macOS and Windows it is a part of the sounddevice package, on Linux of the system.

    Parameters
    ----------
    platform, which
        As in :func:`voice_setup`.
    python
        The interpreter that posecheck runs in.
    """
    if platform in {"darwin", "win32"}:
        # PowerShell runs a quoted program only after an ampersand
        quoted = f'& "{python}"' if platform == "win32" else shlex.quote(python)
        command = f"`{quoted} -m pip install --force-reinstall --no-deps sounddevice`"
        return f"The sounddevice package lacks its PortAudio library; install it again with {command}."
    return f"The PortAudio library is missing; install it with {_installing(_PORTAUDIO, which)}."


def sound_output_setup(*, platform: str = sys.platform) -> str:
    """Return what to do where there is a PortAudio but nothing to play on."""
    start = "No sound output was found; plug in or switch on a loudspeaker or headphones"
    if platform == "darwin":
        return f"{start}, and choose it in System Settings > Sound > Output."
    if platform == "win32":
        return f"{start}, and choose it in Settings > System > Sound > Output."
    return f"{start}, and choose it in the sound settings; a container or a remote shell has none."


def _installing(requirement: Requirement, which: Finder) -> str:
    """Return how to install a requirement on a Linux."""
    command = install_command([requirement], which=which)
    if command:
        return f"`{command}`"
    return f"{_ELSEWHERE} (often called {requirement.packages['dnf']})"
