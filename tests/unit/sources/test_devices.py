"""Cameras are named by what the system says, without opening any."""

from __future__ import annotations

import json
import subprocess
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING

from fixtures.cases import each_of

from posecheck.sources.devices import CameraInfo, list_cameras

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def answering(text: str) -> Callable[[Sequence[str]], str]:
    return lambda command: text


def linux_device(root: Path, node: str, name: str, index: str = "0") -> None:
    (root / node).mkdir()
    (root / node / "name").write_text(f"{name}\n")
    (root / node / "index").write_text(f"{index}\n")


def test_linux_cameras_are_sorted_by_number_and_metadata_nodes_are_left_out(tmp_path: Path) -> None:
    linux_device(tmp_path, "video10", "USB Camera")
    linux_device(tmp_path, "video0", "Integrated Camera: Integrated C")
    linux_device(tmp_path, "video1", "Integrated Camera: Integrated C", index="1")
    (tmp_path / "v4l-subdev0").mkdir()
    assert list_cameras(platform="linux", linux_devices=tmp_path) == [
        CameraInfo(0, "Integrated Camera: Integrated C", "/dev/video0"),
        CameraInfo(10, "USB Camera", "/dev/video10"),
    ]


def test_linux_without_any_video_device_has_no_cameras(tmp_path: Path) -> None:
    assert list_cameras(platform="linux", linux_devices=tmp_path / "missing") == []


def test_linux_device_without_a_name_is_called_by_its_node(tmp_path: Path) -> None:
    (tmp_path / "video2").mkdir()
    assert list_cameras(platform="linux", linux_devices=tmp_path) == [CameraInfo(2, "video2", "/dev/video2")]


def test_macos_cameras_come_from_the_system_profiler() -> None:
    answer = json.dumps(
        {
            "SPCameraDataType": [
                {"_name": "FaceTime HD Camera", "spcamera_unique-id": "0x8020000005ac8514"},
                {"_name": "Überkamera"},
            ]
        }
    )
    assert list_cameras(platform="darwin", run=answering(answer)) == [
        CameraInfo(0, "FaceTime HD Camera", "0x8020000005ac8514"),
        CameraInfo(1, "Überkamera", ""),
    ]


@each_of("several", [True, False])
def test_windows_cameras_come_from_powershell_as_one_object_or_a_list(*, several: bool) -> None:
    camera = {"FriendlyName": "HD Webcam", "InstanceId": "USB\\VID_04F2"}
    answer = json.dumps([camera, camera] if several else camera)
    found = list_cameras(platform="win32", run=answering(answer))
    assert found[0] == CameraInfo(0, "HD Webcam", "USB\\VID_04F2")
    assert [camera.index for camera in found] == ([0, 1] if several else [0])


@each_of("platform", ["darwin", "win32"])
@each_of("answer", ["", "no json", "[1, 2]", '"text"', "null"])
def test_an_answer_of_another_shape_is_no_cameras(platform: str, answer: str) -> None:
    assert list_cameras(platform=platform, run=answering(answer)) == []


@each_of("error", [FileNotFoundError("powershell"), subprocess.TimeoutExpired("x", 20.0)])
def test_a_system_without_the_command_is_no_cameras(error: Exception) -> None:
    def fail(command: Sequence[str]) -> str:
        assert command[0].endswith("powershell.exe")
        assert PureWindowsPath(command[0]).is_absolute(), "else one in the current folder is run"
        raise error

    assert list_cameras(platform="win32", run=fail) == []


def test_an_unknown_system_has_no_cameras() -> None:
    assert list_cameras(platform="plan9", run=answering("[]")) == []
