"""The window for real, on a virtual display: it shows the picture, reports keys, and can be closed."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.outputs.bare_screen import bare_screen_px
from posecheck.outputs.window import DisplayError, HighguiWindow, Key, NoDisplay, display_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there a window needs a DISPLAY")
display = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool"
)
TITLE = "posecheck test"
PATIENCE_S = 30.0


#: A key that was sent and not reported after this time is sent again.
AGAIN_S = 3.0


@dataclass
class Shown:
    """A window on a screen, and what its process printed.

    Keys go to the window that has the focus. On a busy machine it may lose it, or not have it yet, between
    the moment it was given and the moment the key is sent: so a key is sent until it is reported.
    """

    process: subprocess.Popen[str]
    screen: str
    lines: queue.Queue[str]

    def press(self, key: str, reported: str) -> None:
        """Press a key until the window reports it."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            window = _window_id(self.screen)
            for command in (["windowraise", window], ["windowfocus", window], ["key", key]):
                subprocess.run(
                    ["xdotool", *command],
                    env=os.environ | {"DISPLAY": self.screen}, check=False, capture_output=True,
                )  # fmt: skip
            if self.tells(reported, within_s=AGAIN_S):
                return
        pytest.fail(f"{key} was not reported as {reported}")

    def tells(self, line: str, within_s: float = PATIENCE_S) -> bool:
        """Return whether a line comes in time; those of a key that was sent twice are skipped."""
        deadline = time.monotonic() + within_s
        while (left_s := deadline - time.monotonic()) > 0:
            try:
                if self.lines.get(timeout=left_s) == line:
                    return True
            except queue.Empty:
                break
        return False


def _start(screen: str, code: str) -> Shown:
    """Start a process with a window; its lines are read as they come."""
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        env=os.environ | {"DISPLAY": screen},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    shown = Shown(process, screen, queue.Queue())
    threading.Thread(target=_read, args=(shown,), daemon=True).start()
    return shown


def _read(shown: Shown) -> None:
    assert shown.process.stdout is not None
    for line in shown.process.stdout:
        shown.lines.put(line.strip())


def _end(shown: Shown) -> None:
    if shown.process.poll() is None:
        shown.process.kill()
    shown.process.wait()
    for pipe in (shown.process.stdout, shown.process.stderr):
        if pipe is not None:
            pipe.close()


#: Qt cannot be started twice in one process, so a test's window has a process of its own: it shows a
#: picture, red at the left and blue at the right, and prints the keys until it is told to quit.
_SHOW = f"""
import sys
import numpy as np
from posecheck.outputs.window import HighguiWindow, Key
image = np.zeros((480, 640, 3), np.uint8)
image[:, :320, 2] = 255
image[:, 320:, 0] = 255
with HighguiWindow({TITLE!r}) as window:
    key = None
    while key is not Key.QUIT:
        window.show(image)
        key = window.key()
        if key is not None:
            print(key.value, flush=True)
    window.show(image)
    if window.key() is Key.QUIT:
        print("quit for ever", flush=True)
"""


@pytest.fixture
def shown(screen: str) -> Iterator[Shown]:
    """Start a window and wait until it is on the screen."""
    window = _start(screen, _SHOW)
    _wait_until(lambda: bool((_pixels(screen) == (255, 0, 0)).all(axis=2).any()))
    yield window
    _end(window)


def _wait_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"


def _pixels(screen: str) -> np.ndarray:
    """Return what is on the screen, RGB."""
    from PIL import ImageGrab

    return np.asarray(ImageGrab.grab(xdisplay=screen).convert("RGB"))


def _box(pixels: np.ndarray, colour: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of what has `colour`."""
    rows, columns = np.nonzero((np.abs(pixels.astype(int) - colour) < 8).all(axis=2))
    return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1


def _window_id(screen: str) -> str:
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", TITLE],
        env=os.environ | {"DISPLAY": screen},
        capture_output=True,
        text=True,
        check=True,
    )
    return found.stdout.split()[-1]


def _xdotool(screen: str, *arguments: str) -> None:
    subprocess.run(
        ["xdotool", *arguments], env=os.environ | {"DISPLAY": screen}, check=True, capture_output=True
    )


@pytest.mark.display
@linux
@display
def test_the_picture_fills_most_of_the_screen_in_its_own_proportions(shown: Shown, screen: str) -> None:
    pixels = _pixels(screen)
    left, right = _box(pixels, (255, 0, 0)), _box(pixels, (0, 0, 255))
    width, height = right[2] - left[0], left[3] - left[1]
    assert left[2] <= right[0] + 2, "red is at the left"
    assert width / height == pytest.approx(640 / 480, rel=0.02)
    assert height > 700
    assert shown.process.poll() is None


@pytest.mark.display
@linux
@display
def test_the_picture_keeps_its_proportions_in_a_window_of_another_shape(shown: Shown, screen: str) -> None:
    _xdotool(screen, "windowsize", "--sync", _window_id(screen), "1400", "500")
    _wait_until(lambda: _box(_pixels(screen), (255, 0, 0))[3] <= 500)
    _wait_until(lambda: _proportions(screen) == pytest.approx(640 / 480, rel=0.03))
    assert shown.process.poll() is None


def _proportions(screen: str) -> float:
    pixels = _pixels(screen)
    left, right = _box(pixels, (255, 0, 0)), _box(pixels, (0, 0, 255))
    return (right[2] - left[0]) / (left[3] - left[1])


@pytest.mark.display
@linux
@display
def test_keys_are_reported_whether_shifted_or_not(shown: Shown) -> None:
    for pressed, key in (
        ("space", Key.PAUSE),
        ("n", Key.NEXT),
        ("m", Key.MUTE),
        ("S", Key.SIDE),
        ("h", Key.HELP),
        ("question", Key.HELP),
        ("q", Key.QUIT),
    ):
        shown.press(pressed, key.value)
    assert shown.process.wait(timeout=PATIENCE_S) == 0


@pytest.mark.display
@linux
@display
def test_escape_quits(shown: Shown) -> None:
    shown.press("Escape", "quit")
    assert shown.process.wait(timeout=PATIENCE_S) == 0


@pytest.mark.display
@linux
@display
@pytest.mark.skipif(ctypes.util.find_library("X11") is None, reason="needs libX11 to press the close button")
def test_the_close_button_quits_and_the_window_does_not_come_back(shown: Shown, screen: str) -> None:
    _press_close_button(screen, int(_window_id(screen)))
    assert shown.tells("quit")
    assert shown.tells("quit for ever")
    assert shown.process.wait(timeout=PATIENCE_S) == 0


def _press_close_button(screen: str, window: int) -> None:
    """Send the message that a window manager sends when its close button is pressed."""
    x11 = ctypes.CDLL(ctypes.util.find_library("X11"))
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    connection = ctypes.c_void_p(x11.XOpenDisplay(screen.encode()))
    protocols, delete = (
        x11.XInternAtom(connection, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW")
    )

    class Message(ctypes.Structure):
        _fields_ = (
            ("type", ctypes.c_int),
            ("serial", ctypes.c_ulong),
            ("send_event", ctypes.c_int),
            ("display", ctypes.c_void_p),
            ("window", ctypes.c_ulong),
            ("message_type", ctypes.c_ulong),
            ("format", ctypes.c_int),
            ("data", ctypes.c_long * 5),
            ("padding", ctypes.c_long * 24),
        )

    client_message = 33
    message = Message(client_message, 0, 1, connection, window, protocols, 32, (delete, 0, 0, 0, 0))
    x11.XSendEvent(connection, ctypes.c_ulong(window), 0, 0, ctypes.byref(message))
    x11.XCloseDisplay(connection)


@pytest.mark.display
@linux
@display
def test_qt_has_nothing_to_complain_about(shown: Shown) -> None:
    shown.press("q", "quit")
    shown.process.wait(timeout=PATIENCE_S)
    assert shown.process.stderr is not None
    assert shown.process.stderr.read() == ""


@pytest.mark.display
@linux
@display
def test_a_display_that_can_be_reached_is_no_problem(screen: str) -> None:
    assert screen
    assert display_problem() is None


@linux
@each_of(
    "environment, said",
    [
        ({"DISPLAY": "", "WAYLAND_DISPLAY": ""}, "DISPLAY is not set"),
        ({"DISPLAY": "", "WAYLAND_DISPLAY": "wayland-0"}, "XWayland"),
        ({"DISPLAY": ":4321", "WAYLAND_DISPLAY": ""}, "on display :4321"),
    ],
)
def test_without_a_display_it_is_a_sentence_and_not_the_end_of_the_process(
    environment: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(DisplayError, match=said) as caught:
        HighguiWindow()
    assert str(caught.value).endswith("add --no-window to go without.")


def test_no_display_shows_nothing_and_reports_no_key() -> None:
    with NoDisplay() as nothing:
        nothing.show(np.zeros((2, 2, 3), np.uint8))
        assert nothing.key() is None


#: A session as it is shown: it fills the screen, and prints the size of what it draws when that changes.
_SESSION = f"""
from functools import partial
import numpy as np
from posecheck.exercise.catalogue import find_exercise
from posecheck.outputs.overlay import Card, SessionInfo, draw_overlay
from posecheck.outputs.window import HighguiWindow, Key
from posecheck.pose import Pose
from posecheck.session.live import waiting_assessment
exercise = find_exercise("bridge")
image = np.zeros((480, 640, 3), np.uint8)
image[:] = (200, 120, 40)
card = Card("How strong is your back pain now?", (), ("0", "1", "2"), 1)
with HighguiWindow({TITLE!r}, 800, 500, full_screen=True) as window:
    key, before = None, None
    info = SessionInfo(place=(2, 8))
    while key is not Key.QUIT:
        drawn = draw_overlay(
            image, Pose.nobody(0.0, 640, 480), waiting_assessment(exercise, 0.0), exercise, mirrored=True,
            info=info, canvas_px=window.canvas_px,
        )
        window.show(drawn)
        key = window.key()
        if key is Key.PAUSE:
            info = SessionInfo(card=card)
        if drawn.shape != before or key is not None:
            before = drawn.shape
            print(key.value if key else f"{{drawn.shape[1]}} x {{drawn.shape[0]}}", flush=True)
"""


@pytest.mark.display
@linux
@display
def test_a_session_fills_the_screen_until_f_is_pressed_and_again_after_it(screen: str) -> None:
    session = _start(screen, _SESSION)
    try:
        assert session.tells("1440 x 900")
        _wait_until(lambda: _box(_pixels(screen), (40, 120, 200))[1:2] == (0,))
        left, _, right, bottom = _box(_pixels(screen), (40, 120, 200))
        assert left == 0
        assert (right - left) / bottom == pytest.approx(640 / 480, rel=0.02), (
            "the camera keeps its proportions"
        )
        assert 0.55 * 900 < bottom < 900, "the words have the rest"
        assert (_pixels(screen)[bottom + 10 :] > 240).any(), "there are words at the foot"
        session.press("f", "800 x 500")
        session.press("f", "1440 x 900")
        session.press("space", "pause")
        _wait_until(lambda: bool((_pixels(screen) == (64, 214, 150)).all(axis=2).any()))
        session.press("q", "quit")
        assert session.process.wait(timeout=PATIENCE_S) == 0
    finally:
        _end(session)


@linux
@display
@pytest.mark.skipif(shutil.which("xprop") is None, reason="needs xprop to pose as a window manager")
def test_the_size_of_the_screen_is_taken_only_where_no_window_manager_runs(screen: str) -> None:
    assert bare_screen_px() == (1440, 900)
    name = "_NET_SUPPORTING_WM_CHECK"
    subprocess.run(["xprop", "-display", screen, "-root", "-f", name, "32x", "-set", name, "0x1"], check=True)
    assert bare_screen_px() is None
