"""The camera of a browser: the newest picture, at the time at which it was taken."""

from __future__ import annotations

import struct

import cv2
import numpy as np
import pytest

from posecheck.sources.browser import BrowserCamera
from posecheck.support.errors import CameraError


class Clock:
    """Goes on by hand."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        self.now_s += 0.001
        return self.now_s


def picture(time_s: float, grey: int = 100, size: tuple[int, int] = (64, 64)) -> bytes:
    """Return what a page sends."""
    jpeg = cv2.imencode(".jpg", np.full((size[1], size[0], 3), grey, np.uint8))[1].tobytes()
    return struct.pack("<d", time_s) + jpeg


def begun(time_s: float = 100.0) -> BrowserCamera:
    """Return a camera that has its first picture."""
    camera = BrowserCamera()
    camera.push(picture(time_s))
    camera.wait_for_first(1.0)
    return camera


def test_the_first_picture_tells_the_size() -> None:
    assert (begun().width_px, begun().height_px) == (64, 64)


def test_time_counts_from_the_first_picture_by_the_clock_of_the_page() -> None:
    camera = begun(1000.5)
    times = []
    for taken in (1000.5, 1000.6, 1000.75):
        camera.push(picture(taken))
        frame = camera.latest(0.1)
        assert frame is not None
        times.append(frame.time_s)
    assert times == pytest.approx([0.0, 0.1, 0.25])


def test_a_picture_that_nobody_took_in_time_is_left_out() -> None:
    camera = begun()
    for number, grey in enumerate((10, 200)):
        camera.push(picture(101.0 + number, grey))
    frame = camera.latest(0.1)
    assert frame is not None
    assert frame.image_bgr.mean() == pytest.approx(200, abs=3)
    assert camera.latest(0.0) is None
    assert camera.dropped == 2


@pytest.mark.parametrize("later", [3.0, 1e9, -50.0])
def test_time_never_goes_back_whatever_the_clock_of_the_page_does(later: float) -> None:
    camera = begun(100.0)
    first = camera.latest(0.1)
    camera.push(picture(later))
    second = camera.latest(0.1)
    assert first is not None
    assert second is not None
    assert first.time_s < second.time_s < first.time_s + 1.0


def test_a_picture_of_another_shape_is_put_onto_the_first_and_says_so() -> None:
    camera = begun()
    camera.push(picture(101.0, size=(96, 64)))
    frame = camera.latest(0.1)
    assert frame is not None
    assert frame.image_bgr.shape == (64, 64, 3)
    assert frame.reshaped


def test_a_mirrored_camera_is_flipped_back() -> None:
    camera = BrowserCamera(mirrored=True)
    image = np.zeros((64, 64, 3), np.uint8)
    image[:, :32] = 255
    said = struct.pack("<d", 1.0) + cv2.imencode(".jpg", image)[1].tobytes()
    camera.push(said)
    camera.wait_for_first(1.0)
    frame = camera.latest(0.1)
    assert frame is not None
    assert frame.image_bgr[:, 40:].mean() > 200


@pytest.mark.parametrize(
    "said", [b"", b"short", struct.pack("<d", 1.0) + b"no picture", struct.pack("<d", np.nan) + b"x"]
)
def test_what_is_no_picture_is_passed_over(said: bytes) -> None:
    camera = begun()
    camera.latest(0.1)
    camera.push(said)
    assert camera.latest(0.0) is None


@pytest.mark.parametrize("size", [(1, 1), (4000, 1), (5000, 4000)])
def test_a_picture_that_no_camera_gives_does_not_tell_the_size(size: tuple[int, int]) -> None:
    camera = BrowserCamera()
    camera.push(picture(1.0, size=size))
    with pytest.raises(CameraError):
        camera.wait_for_first(0.3)
    camera.push(picture(2.0))
    camera.wait_for_first(1.0)
    assert (camera.width_px, camera.height_px) == (64, 64)


def test_a_browser_that_sends_nothing_is_said() -> None:
    with pytest.raises(CameraError, match="browser"):
        BrowserCamera().wait_for_first(0.05)


def test_it_is_away_when_no_picture_has_come_for_a_while() -> None:
    clock = Clock()
    camera = BrowserCamera(clock=clock)
    assert not camera.connected
    camera.push(picture(1.0))
    assert camera.connected
    clock.now_s += 10.0
    assert not camera.connected


def test_small_pictures_are_made_of_what_a_page_sends() -> None:
    camera = BrowserCamera(small=True)
    camera.push(picture(1.0, size=(1280, 720)))
    camera.wait_for_first(1.0)
    frame = camera.latest(0.1)
    assert frame is not None
    assert frame.image_bgr.shape == (360, 640, 3)
    assert (camera.width_px, camera.height_px) == (640, 360)
