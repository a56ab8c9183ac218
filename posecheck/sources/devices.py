"""Which cameras there are, by name, asked of the system and not by opening one after the other."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from posecheck.support.powershell import powershell_path

#: Runs a command and returns what it prints; raises ``OSError`` or ``subprocess.SubprocessError``.
CommandRunner = Callable[[Sequence[str]], str]

_COMMAND_TIMEOUT_S = 20.0
_LINUX_DEVICES = Path("/sys/class/video4linux")
_MACOS_COMMAND = ("system_profiler", "SPCameraDataType", "-json")
_WINDOWS_COMMAND = (
    powershell_path(),
    "-NoProfile",
    "-NonInteractive",
    "-Command",
    (
        "[Console]::OutputEncoding = [Text.Encoding]::UTF8; "
        "Get-PnpDevice -PresentOnly -Status OK -Class Camera,Image -ErrorAction SilentlyContinue | "
        "Select-Object FriendlyName,InstanceId | ConvertTo-Json"
    ),
)


@dataclass(frozen=True, slots=True)
class CameraInfo:
    """A camera of this computer.

    Parameters
    ----------
    index
        The number OpenCV knows it by. macOS and Windows do not tell; there it is the place in the
        system's own list.
    name
        The maker's name for it.
    path
        Device file on Linux, unique id elsewhere; may be empty.
    """

    index: int
    name: str
    path: str = ""


def run_command(command: Sequence[str]) -> str:
    """Run `command` and return what it prints, within 20 s."""
    done = subprocess.run(  # noqa: S603 - the commands above, no user input
        command, capture_output=True, check=True, timeout=_COMMAND_TIMEOUT_S, stdin=subprocess.DEVNULL
    )
    return done.stdout.decode("utf-8", errors="replace")


def list_cameras(
    *,
    platform: str = sys.platform,
    run: CommandRunner = run_command,
    linux_devices: Path = _LINUX_DEVICES,
) -> list[CameraInfo]:
    """Return the cameras of this computer in the order of their index; empty when it cannot be told.

    Parameters
    ----------
    platform
        As :data:`sys.platform`.
    run
        Runs a command of the system.
    linux_devices
        Where Linux describes its video devices.
    """
    if platform.startswith("linux"):
        return _linux(linux_devices)
    try:
        if platform == "darwin":
            return _macos(run(_MACOS_COMMAND))
        if platform == "win32":
            return _windows(run(_WINDOWS_COMMAND))
    except (OSError, subprocess.SubprocessError, ValueError, TypeError, AttributeError):
        # No such command, or an answer of another shape: then there are no names, which is not an error.
        return []
    return []


def _linux(devices: Path) -> list[CameraInfo]:
    cameras = []
    for entry in devices.glob("video*"):
        number = re.fullmatch(r"video(\d+)", entry.name)
        if number is None:
            continue
        # Most webcams have a second node, for metadata only; its index within the device is not 0.
        if _text(entry / "index") not in {"", "0"}:
            continue
        name = _text(entry / "name") or entry.name
        cameras.append(CameraInfo(int(number[1]), name, f"/dev/{entry.name}"))
    return sorted(cameras, key=lambda camera: camera.index)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _macos(answer: str) -> list[CameraInfo]:
    found = json.loads(answer).get("SPCameraDataType", [])
    return [
        CameraInfo(index, str(camera.get("_name", "camera")), str(camera.get("spcamera_unique-id", "")))
        for index, camera in enumerate(found)
    ]


def _windows(answer: str) -> list[CameraInfo]:
    found = json.loads(answer) if answer.strip() else []
    if isinstance(found, dict):  # ConvertTo-Json writes a single device without a list around it
        found = [found]
    return [
        CameraInfo(index, str(camera.get("FriendlyName") or "camera"), str(camera.get("InstanceId") or ""))
        for index, camera in enumerate(found)
    ]
