"""The newest frame of a camera that a test feeds picture by picture."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.sources.camera import SILENCE_S, SMALL_SIZE_PX, Camera
from posecheck.sources.devices import CameraInfo
from posecheck.support.errors import CameraError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from posecheck.pose.frame import ImageArray

PATIENCE_S = 20.0  # only ever waited for by a test that is about to fail
KNOWN = [CameraInfo(0, "Front Camera", "/dev/video0"), CameraInfo(2, "USB Webcam", "/dev/video2")]


def picture(level: int) -> ImageArray:
    image = np.full((48, 64, 3), level, np.uint8)
    image[:, 0] = 255  # the left edge is marked
    return image


class FakeCapture:
    """Gives what a test puts in: a picture, or ``None`` for a read that fails."""

    def __init__(self, *first: ImageArray | None, opened: bool = True) -> None:
        self._opened = opened
        self._pictures: queue.Queue[ImageArray | None] = queue.Queue()
        for image in first:
            self._pictures.put(image)
        self._asked = 0
        self._condition = threading.Condition()
        self.released = threading.Event()

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        """Whether there is a device behind it."""
        return self._opened

    def read(self) -> tuple[bool, ImageArray | None]:
        """Wait for what the test gives next."""
        with self._condition:
            self._asked += 1
            self._condition.notify_all()
        while not self.released.is_set():
            try:
                image = self._pictures.get(timeout=0.01)
            except queue.Empty:
                continue
            return image is not None, image
        return False, None

    def release(self) -> None:
        """Let go of a read that waits."""
        self.released.set()

    def give(self, *images: ImageArray | None) -> None:
        """Hand over pictures and wait until each was read and the next one is asked for."""
        with self._condition:
            target = self._asked + len(images)
            for image in images:
                self._pictures.put(image)
            assert self._condition.wait_for(lambda: self._asked >= target, PATIENCE_S)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        """Return the time it stands at."""
        return self.now_s


class Rig:
    """A camera, its clock, and the captures its opener will give one after the other."""

    def __init__(self, *captures: FakeCapture, mirrored: bool = False, spec: str | int | None = 0) -> None:
        self.clock = Clock()
        self.opened: list[int | str] = []
        self._captures = iter(captures)
        self._current: list[FakeCapture] = []
        self.camera = Camera(
            spec,
            mirrored=mirrored,
            opener=self._open,
            cameras=lambda: KNOWN,
            clock=self.clock,
            reopen_every_s=0.0,
        )

    def _open(self, device: int | str) -> FakeCapture:
        self.opened.append(device)
        capture = next(self._captures, None) or FakeCapture(opened=False)
        self._current.append(capture)
        return capture

    def close(self) -> None:
        """Let the capture thread end."""
        for capture in self._current:
            capture.release()
        self.camera.close()


@pytest.fixture
def rigs() -> Iterator[list[Rig]]:
    """Rigs to be closed after the test."""
    made: list[Rig] = []
    yield made
    for rig in made:
        rig.close()


def started(capture: FakeCapture) -> FakeCapture:
    """Wait until the capture thread asks for its first picture."""
    with capture._condition:
        assert capture._condition.wait_for(lambda: capture._asked >= 2, PATIENCE_S)
    return capture


def test_only_the_newest_frame_waits_and_the_others_are_counted(rigs: list[Rig]) -> None:
    capture = FakeCapture(picture(0))
    rigs.append(rig := Rig(capture))
    started(capture).give(picture(1), picture(2), picture(3))
    frame = rig.camera.latest(PATIENCE_S)
    assert frame is not None
    assert frame.image_bgr[5, 5, 0] == 3
    assert rig.camera.dropped == 2
    assert rig.camera.latest(0.0) is None


def test_times_are_of_the_capture_and_increase_though_the_clock_stands_still(rigs: list[Rig]) -> None:
    capture = FakeCapture(picture(0))
    rigs.append(rig := Rig(capture))
    started(capture)
    taken = []
    for now_s in (100.5, 100.5, 101.25):
        rig.clock.now_s = now_s
        capture.give(picture(1))
        frame = rig.camera.latest(PATIENCE_S)
        assert frame is not None
        taken.append(frame.time_s)
    assert taken[0] == 0.5
    assert taken[0] < taken[1] < taken[2]
    assert taken == pytest.approx([0.5, 0.5, 1.25])


def test_an_unplugged_camera_is_opened_again_and_its_clock_runs_on(rigs: list[Rig]) -> None:
    first, second = FakeCapture(picture(0)), FakeCapture(picture(0))
    rigs.append(rig := Rig(first, FakeCapture(opened=False), second))
    rig.clock.now_s = 101.0
    started(first).give(picture(1))
    before = rig.camera.latest(PATIENCE_S)
    assert before is not None
    for _ in range(5):
        first._pictures.put(None)
    started(second)  # after one attempt that failed
    assert first.released.is_set()
    assert rig.camera.connected
    rig.clock.now_s = 160.0
    second.give(picture(7))
    after = rig.camera.latest(PATIENCE_S)
    assert after is not None
    assert after.image_bgr[5, 5, 0] == 7
    assert (before.time_s, after.time_s) == (1.0, 60.0)
    assert rig.opened == [0, 0, 0]


def test_a_camera_that_falls_silent_is_not_connected(rigs: list[Rig]) -> None:
    capture = FakeCapture(picture(0))
    rigs.append(rig := Rig(capture))
    started(capture)
    assert rig.camera.connected
    rig.clock.now_s += SILENCE_S + 0.1
    assert not rig.camera.connected
    assert rig.camera.latest(0.0) is None


def test_a_single_failed_read_is_forgiven(rigs: list[Rig]) -> None:
    capture = FakeCapture(picture(0))
    rigs.append(rig := Rig(capture))
    started(capture).give(None, None, picture(5))
    frame = rig.camera.latest(PATIENCE_S)
    assert frame is not None
    assert rig.opened == [0]


def test_frames_of_another_size_after_reopening_are_fitted(rigs: list[Rig]) -> None:
    capture = FakeCapture(picture(0))
    rigs.append(rig := Rig(capture))
    started(capture).give(np.zeros((96, 128, 3), np.uint8))
    frame = rig.camera.latest(PATIENCE_S)
    assert frame is not None
    assert frame.image_bgr.shape == (rig.camera.height_px, rig.camera.width_px, 3) == (48, 64, 3)


@each_of("mirrored, marked_column", [(False, 0), (True, 63)])
def test_a_mirrored_camera_is_flipped_back(rigs: list[Rig], *, mirrored: bool, marked_column: int) -> None:
    capture = FakeCapture(picture(0))
    rigs.append(rig := Rig(capture, mirrored=mirrored))
    started(capture).give(picture(1))
    frame = rig.camera.latest(PATIENCE_S)
    assert frame is not None
    assert np.flatnonzero(frame.image_bgr[5, :, 0] == 255).tolist() == [marked_column]


@each_of(
    "spec, device, name",
    [
        (None, 0, "Front Camera"),
        (2, 2, "USB Webcam"),
        ("2", 2, "USB Webcam"),
        ("/dev/video2", 2, "USB Webcam"),
        ("USB Webcam", 2, "USB Webcam"),
        ("webcam", 2, "USB Webcam"),
        (7, 7, "camera 7"),
        ("rtsp://host/stream", "rtsp://host/stream", "rtsp://host/stream"),
    ],
)
def test_a_camera_is_found_by_what_the_user_calls_it(
    rigs: list[Rig], spec: str | int | None, device: int | str, name: str
) -> None:
    rigs.append(rig := Rig(FakeCapture(picture(0)), spec=spec))
    assert rig.opened == [device]
    assert rig.camera.name == name


def test_an_unknown_camera_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(CameraError, match=r"no camera and no video file 'cellar'.*2 \(USB Webcam\)"):
        Camera("cellar", cameras=lambda: KNOWN)


@each_of("capture", [FakeCapture(opened=False), FakeCapture(*[None] * 5)])
@each_of(
    "platform, advice",
    [("darwin", "Privacy & Security"), ("win32", "desktop apps"), ("linux", "plug it in")],
)
def test_a_camera_that_gives_no_picture_is_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capture: FakeCapture, platform: str, advice: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    for _ in range(5):
        capture._pictures.put(None)
    capture.released.clear()
    with pytest.raises(CameraError, match=advice) as raised:
        Camera(93, opener=lambda device: capture, cameras=list)
    assert str(raised.value).count(".") == 1
    assert capture.released.is_set()


def test_no_camera_at_all_is_said_before_anything_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    with pytest.raises(CameraError, match="No camera was found; plug one in"):
        Camera(None, cameras=list)


def test_frames_end_when_the_camera_is_closed(rigs: list[Rig]) -> None:
    capture = FakeCapture(picture(0))
    rigs.append(rig := Rig(capture))
    started(capture).give(picture(1))
    seen = []
    for frame in rig.camera.frames():
        seen.append(frame)
        rig.close()
    assert len(seen) == 1
    assert rig.camera.ended
    assert not rig.camera.connected


@each_of(
    "address, name",
    [
        ("rtsp://me:s3cret@127.0.0.1:9/x", "rtsp://127.0.0.1:9/x"),
        ("http://127.0.0.1:9/x?pwd=s3cret", "http://127.0.0.1:9/x?…"),
    ],
)
def test_the_password_of_a_stream_is_in_neither_the_name_nor_the_error(
    rigs: list[Rig], address: str, name: str
) -> None:
    rigs.append(rig := Rig(FakeCapture(picture(0)), spec=address))
    assert rig.opened == [address]
    assert rig.camera.name == name
    for refused in (address, f"no{address}"):
        with pytest.raises(CameraError) as raised:
            Camera(refused, opener=lambda device: FakeCapture(opened=False), cameras=list)
        assert "s3cret" not in str(raised.value)


def test_a_camera_that_turns_keeps_its_shape_and_says_so(rigs: list[Rig]) -> None:
    capture = FakeCapture(picture(10))
    rig = Rig(capture)
    rigs.append(rig)
    seen = []
    for image in (picture(20), np.full((64, 48, 3), 200, np.uint8), np.full((128, 96, 3), 200, np.uint8)):
        capture.give(image)
        frame = rig.camera.latest(PATIENCE_S)
        assert frame is not None
        assert frame.image_bgr.shape == (48, 64, 3)
        bright = np.flatnonzero(frame.image_bgr[24, :, 0] > 100)
        seen.append((frame.reshaped, int(bright.min()), int(bright.max())))
    assert seen == [(False, 0, 0), (True, 14, 49), (False, 14, 49)]


def test_a_change_of_shape_is_not_lost_with_a_frame_that_nobody_took(rigs: list[Rig]) -> None:
    capture = FakeCapture(picture(10))
    rig = Rig(capture)
    rigs.append(rig)
    upright = np.full((64, 48, 3), 200, np.uint8)
    capture.give(picture(20), upright, upright)
    frame = rig.camera.latest(PATIENCE_S)
    assert frame is not None
    assert frame.reshaped
    assert rig.camera.dropped == 2


def test_a_camera_of_more_than_4096_pixels_gives_smaller_pictures(rigs: list[Rig]) -> None:
    capture = FakeCapture(np.zeros((100, 8000, 3), np.uint8))
    rig = Rig(capture)
    rigs.append(rig)
    assert (rig.camera.width_px, rig.camera.height_px) == (4096, 51)
    capture.give(np.zeros((100, 8000, 3), np.uint8))
    frame = rig.camera.latest(PATIENCE_S)
    assert frame is not None
    assert frame.image_bgr.shape == (51, 4096, 3)


@pytest.mark.parametrize(
    ("given", "shown"), [((1280, 720), (640, 360)), ((1080, 1920), (360, 640)), ((320, 240), (320, 240))]
)
def test_small_pictures_are_made_of_what_is_larger(given: tuple[int, int], shown: tuple[int, int]) -> None:
    width, height = given
    capture = FakeCapture(np.zeros((height, width, 3), np.uint8))
    with Camera(0, small=True, opener=lambda _device: capture, cameras=lambda: KNOWN) as camera:
        started(capture).give(np.zeros((height, width, 3), np.uint8))
        frame = camera.latest(PATIENCE_S)
        assert frame is not None
        assert (frame.image_bgr.shape[1], frame.image_bgr.shape[0]) == shown
        assert (camera.width_px, camera.height_px) == shown
        assert not frame.reshaped
        capture.release()


def test_a_device_is_asked_for_small_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []

    def opened(_device: int | str, size_px: tuple[int, int]) -> FakeCapture:
        asked.append(size_px)
        return FakeCapture(opened=False)

    monkeypatch.setattr("posecheck.sources.camera.open_capture", opened)
    with pytest.raises(CameraError):
        Camera(0, small=True, cameras=lambda: KNOWN)
    assert asked == [SMALL_SIZE_PX]
