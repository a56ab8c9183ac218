"""A path is a file, whatever it looks like: no option, no pattern of file names, and never an address."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.outputs.annotate import AnnotatedVideo
from posecheck.sources.camera import Camera
from posecheck.sources.video import VideoFile

NAMES = (
    "12:30.mp4", "-i.mp4", "-y.mp4", "%d.mp4", "%03d.mp4", "a%s.mp4", "[0-9]*.mp4", "concat:a|b.mp4",
    "pipe:1.mp4", "file:x.mp4", "data:,x.mp4", "a?b#c.mp4", "a b'\"&;$.mp4", "überstück.mp4",
    "http:127.0.0.1:PORT.mp4", "tcp:127.0.0.1:PORT?a.mp4", "udp:127.0.0.1:PORT?b.mp4",
)  # fmt: skip

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows forbids such names")


@pytest.fixture
def listener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """Listen as TCP does, in a folder of the test's own; nobody is to call."""
    monkeypatch.chdir(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def write(path: Path, pictures: int = 6) -> None:
    with AnnotatedVideo(path, 64, 48) as video:
        for number in range(pictures):
            video.write(np.full((48, 64, 3), 40 * number, np.uint8), number / 10)


@each_of("name", NAMES)
def test_a_video_is_written_to_its_file_and_read_from_it(
    name: str, listener: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path(name.replace("PORT", str(listener.getsockname()[1])))
    write(path)
    assert [each.name for each in Path.cwd().iterdir()] == [path.name]
    with VideoFile(path) as video:
        assert sum(1 for _ in video.frames()) == 6
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_no_datagram_is_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.bind(("127.0.0.1", 0))
        receiver.setblocking(False)
        write(Path(f"udp:127.0.0.1:{receiver.getsockname()[1]}?b.mp4"))
        with pytest.raises(BlockingIOError):
            receiver.recv(1)


def test_a_camera_may_be_a_file_with_such_a_name(listener: socket.socket) -> None:
    path = Path(f"tcp:127.0.0.1:{listener.getsockname()[1]}?a.mp4")
    write(path)
    with Camera(str(path)) as camera:
        assert next(iter(camera.frames())).image_bgr.shape == (48, 64, 3)
    with pytest.raises(BlockingIOError):
        listener.accept()
