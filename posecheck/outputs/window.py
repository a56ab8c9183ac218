"""The live window behind a small interface, so that another one can take its place."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

import numpy as np

from posecheck.outputs import exposure
from posecheck.outputs.bare_screen import bare_screen_px
from posecheck.support.errors import InputError
from posecheck.support.system_libraries import install_command, missing_libraries, what_to_do

if TYPE_CHECKING:
    from posecheck.pose.frame import ImageArray


class Key(StrEnum):
    """What a key press asks for."""

    PAUSE = "pause"
    NEXT = "next"
    MUTE = "mute"
    SIDE = "side"
    #: of a routine: the same set again, and an easier version of it
    REPEAT = "repeat"
    EASIER = "easier"
    QUIT = "quit"
    HELP = "help"
    #: what is shown was read
    GO_ON = "go-on"


#: The key that fills the screen, and gives it back; the window's own business.
_FULL_SCREEN = "f"
#: A canvas has at most so many pixels; a finer screen enlarges it, which costs the loop nothing.
_MOST_PIXELS = 1920 * 1200
#: What is smaller is no window yet, or one that cannot be read anyway.
_LEAST_PX = 64
#: Bars narrower than this part of the picture are left out.
_ALMOST = 0.01
_RETURN, _ESCAPE = 13, 27
_KEYS: dict[int, Key] = {
    ord(" "): Key.PAUSE,
    ord("n"): Key.NEXT,
    ord("m"): Key.MUTE,
    ord("s"): Key.SIDE,
    ord("r"): Key.REPEAT,
    ord("e"): Key.EASIER,
    ord("q"): Key.QUIT,
    _ESCAPE: Key.QUIT,
    ord("h"): Key.HELP,
    ord("?"): Key.HELP,
    _RETURN: Key.GO_ON,
}


#: What :meth:`HighguiWindow.press` returns once the window was closed.
CLOSED = "closed"
#: Codes of keys without a letter: of X11 (Qt), macOS (Cocoa) and Windows.
_NAMED_KEYS: dict[int, str] = {
    8: "backspace",
    _RETURN: "return",
    _ESCAPE: "escape",
    ord(" "): "space",
    127: "delete",
    0xFF08: "backspace",
    0xFF0D: "return",
    0xFF1B: "escape",
    **dict.fromkeys((0xFF50, 63273, 0x240000), "home"),
    **dict.fromkeys((0xFF51, 63234, 0x250000), "left"),
    **dict.fromkeys((0xFF52, 63232, 0x260000), "up"),
    **dict.fromkeys((0xFF53, 63235, 0x270000), "right"),
    **dict.fromkeys((0xFF54, 63233, 0x280000), "down"),
    **dict.fromkeys((0xFF57, 63275, 0x230000), "end"),
    **dict.fromkeys((0xFFFF, 63272, 0x2E0000), "delete"),
}
_PRINTABLE = range(33, 127)


_GO_WITHOUT = "add --no-window to go without."
_PROBE = "import cv2; cv2.namedWindow('posecheck', cv2.WINDOW_NORMAL); cv2.destroyAllWindows()"


@dataclass(frozen=True, slots=True)
class Pointed:
    """Where the mouse was with its first button held, in pixels of the picture shown."""

    x_px: int
    y_px: int


class DisplayError(InputError):
    """No window can be opened here."""


class Display(Protocol):
    """Shows pictures and reports keys."""

    def show(self, image_bgr: ImageArray) -> None:
        """Show a picture in place of the one before."""

    def key(self) -> Key | None:
        """Return the oldest key pressed and not yet reported, or ``None``; does not wait."""

    def close(self) -> None:
        """Close the window; closing twice does no harm."""


class NoDisplay:
    """For ``--no-window``: shows nothing, reports no key."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def show(self, image_bgr: ImageArray) -> None:
        """Show nothing."""

    def canvas_px(self) -> tuple[int, int] | None:
        """Return ``None``: there is nothing to fill."""
        return None

    def key(self) -> Key | None:
        """Return ``None``."""
        return None

    def close(self) -> None:
        """Do nothing."""


def display_problem(advice: str = _GO_WITHOUT) -> str | None:
    """Return why no window can be opened on this computer, as one sentence, or ``None`` when it can.

    The sentence ends with `advice`. On Linux, Qt ends the whole program when it cannot reach a display, so
    another process tries first.
    """
    if not sys.platform.startswith("linux"):
        return None
    if not os.environ.get("DISPLAY"):
        if os.environ.get("WAYLAND_DISPLAY"):
            return f"This desktop offers no X display (XWayland) for a window; {advice}"
        return f"There is no screen for a window (DISPLAY is not set); {advice}"
    try:
        probe = subprocess.run(  # noqa: S603 - our own interpreter and program, no shell
            # -P: not the modules of the folder it happens to be started in
            [sys.executable, "-P", "-c", _PROBE],
            env=os.environ | _quiet_qt(),
            check=False,
            capture_output=True,
            timeout=30,
        )
        works = probe.returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        works = False
    if works:
        return None
    if missing := missing_libraries():
        return f"No window can be opened: {what_to_do(missing, install_command(missing))}, or {advice}"
    return f"No window can be opened on display {os.environ['DISPLAY']}; {advice}"


def _quiet_qt() -> dict[str, str]:
    """Return the environment in which Qt finds fonts instead of complaining that it has none."""
    spec = find_spec("matplotlib")  # finds without importing
    places = spec.submodule_search_locations if spec else None
    fonts = Path(places[0], "mpl-data", "fonts", "ttf") if places else None
    quiet = {"QT_LOGGING_RULES": "*.debug=false;qt.qpa.*=false"}
    return quiet | ({"QT_QPA_FONTDIR": str(fonts)} if fonts and fonts.is_dir() else {})


class HighguiWindow:
    """A window of OpenCV's highgui. Use it from the main thread only (macOS insists).

    Parameters
    ----------
    title
        Name in the title bar.
    width_px, height_px
        The largest size of the window where it does not fill the screen. It can be resized; pictures keep
        their proportions.
    full_screen
        Fill the screen; the key F leaves that and comes back to it. Such a window is filled with pictures
        of the size that :meth:`canvas_px` says.
    advice
        What to do where no window can be opened; the end of the sentence that says so.

    Raises
    ------
    DisplayError
        When no window can be opened.
    """

    def __init__(
        self,
        title: str = "posecheck",
        width_px: int = 1280,
        height_px: int = 800,
        *,
        full_screen: bool = False,
        advice: str = _GO_WITHOUT,
    ) -> None:
        problem = display_problem(advice)
        if problem is not None:
            raise DisplayError(problem)
        os.environ |= {name: value for name, value in _quiet_qt().items() if name not in os.environ}
        import cv2  # noqa: PLC0415 - reads the environment set above when it is first imported

        # cv2 itself points Qt at a folder of fonts that its wheels do not contain
        os.environ |= _quiet_qt()
        self._cv2 = cv2
        self._title = title
        self._advice = advice
        self._most_px = (width_px, height_px)
        self._fills = full_screen
        self._is_full = False
        self._open = False
        self._closed = False
        self._waker: subprocess.Popen[bytes] | None = None
        self._pointed: list[Pointed] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def show(self, image_bgr: ImageArray) -> None:
        """Show a picture; the first one opens the window. Does nothing once it was closed."""
        if self._closed:
            return
        try:
            if not self._open:
                self._open_for(image_bgr)
            self._cv2.imshow(self._title, self._padded(image_bgr) if self._fills else image_bgr)
        except self._cv2.error as error:
            raise DisplayError(f"No window can be opened here; {self._advice}") from error

    def _open_for(self, image_bgr: ImageArray) -> None:
        cv2 = self._cv2
        # a window that is filled is larger than its picture only until the next one
        ratio = cv2.WINDOW_FREERATIO if self._fills else cv2.WINDOW_KEEPRATIO
        cv2.namedWindow(self._title, cv2.WINDOW_NORMAL | ratio | cv2.WINDOW_GUI_NORMAL)
        self._open = True
        if self._fills:
            self._fill_screen(full=True)
        else:
            height, width = image_bgr.shape[:2]
            scale = min(self._most_px[0] / width, self._most_px[1] / height)
            cv2.resizeWindow(self._title, max(1, round(width * scale)), max(1, round(height * scale)))
        cv2.setMouseCallback(self._title, self._on_mouse)
        if sys.platform.startswith("linux"):
            self._waker = subprocess.Popen(  # noqa: S603 - our own interpreter and program, no shell
                [sys.executable, "-I", str(Path(exposure.__file__)), self._title],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

    def _fill_screen(self, *, full: bool) -> None:
        """Fill the screen, or be a window again."""
        cv2 = self._cv2
        self._is_full = full
        state = cv2.WINDOW_FULLSCREEN if full else cv2.WINDOW_NORMAL
        cv2.setWindowProperty(self._title, cv2.WND_PROP_FULLSCREEN, state)
        if not full:
            cv2.resizeWindow(self._title, *self._most_px)
            return
        size = bare_screen_px() if sys.platform.startswith("linux") else None
        if size is not None:
            cv2.moveWindow(self._title, 0, 0)
            cv2.resizeWindow(self._title, *size)

    def canvas_px(self) -> tuple[int, int]:
        """Return width and height of the picture that fills the window; of the usual one until it is open."""
        width, height = self._inside_px()
        scale = min(1.0, math.sqrt(_MOST_PIXELS / (width * height)))
        return max(1, round(width * scale)), max(1, round(height * scale))

    def _inside_px(self) -> tuple[int, int]:
        """Return width and height of the window's inside, as it is on the screen."""
        if self._open and not self._closed:
            try:
                _, _, width, height = self._cv2.getWindowImageRect(self._title)
            except self._cv2.error:
                width = height = 0
            if width >= _LEAST_PX and height >= _LEAST_PX:
                return int(width), int(height)
        return self._most_px

    def _padded(self, image_bgr: ImageArray) -> ImageArray:
        """Return the picture with bars where the window has another shape, as just after it was resized."""
        height, width = image_bgr.shape[:2]
        inside_width, inside_height = self._inside_px()
        wanted_width = max(width, round(height * inside_width / inside_height))
        wanted_height = max(height, round(width * inside_height / inside_width))
        across, down = wanted_width - width, wanted_height - height
        if across <= _ALMOST * width and down <= _ALMOST * height:
            return image_bgr
        cv2 = self._cv2
        bars = (down // 2, down - down // 2, across // 2, across - across // 2)
        return np.asarray(cv2.copyMakeBorder(image_bgr, *bars, cv2.BORDER_CONSTANT), np.uint8)

    def _on_mouse(self, event: int, x_px: int, y_px: int, flags: int, _data: object) -> None:
        cv2 = self._cv2
        moved = event == cv2.EVENT_MOUSEMOVE and flags & cv2.EVENT_FLAG_LBUTTON
        if event == cv2.EVENT_LBUTTONDOWN or moved:
            self._pointed.append(Pointed(x_px, y_px))

    def pointed(self) -> list[Pointed]:
        """Return where the mouse pressed or dragged since the last call."""
        pointed, self._pointed = self._pointed, []
        return pointed

    def press(self) -> str | None:
        """Return the key pressed by its name, or ``None``; for a window with more keys than :class:`Key`.

        A letter, digit or sign is itself, a letter always small; the others are ``"space"``,
        ``"escape"``, ``"return"``, ``"backspace"``, ``"delete"``, ``"home"``, ``"end"`` and the arrows
        ``"left"``, ``"right"``, ``"up"``, ``"down"``. After the window was closed it is :data:`CLOSED`.
        """
        if not self._open and not self._closed:
            return None
        code = -1 if self._closed else self._cv2.waitKeyEx(1)
        if self._is_closed():
            return CLOSED
        return chr(code).lower() if code in _PRINTABLE else _NAMED_KEYS.get(code)

    def key(self) -> Key | None:
        """Return the key pressed, or ``None``. The window's close button is ``QUIT``, for ever."""
        if not self._open and not self._closed:
            return None
        code = -1 if self._closed else self._cv2.waitKey(1)
        if self._is_closed():
            return Key.QUIT
        if code < 0:
            return None
        letter = chr(code & 0xFF).lower()
        if self._fills and letter == _FULL_SCREEN:
            self._fill_screen(full=not self._is_full)
            return None
        return _KEYS.get(ord(letter))

    def _is_closed(self) -> bool:
        """Return whether the window was closed, also by its close button."""
        if self._closed:
            return True
        cv2 = self._cv2
        try:
            visible = cv2.getWindowProperty(self._title, cv2.WND_PROP_VISIBLE) > 0
        except cv2.error:
            visible = False
        self._closed = not visible
        return self._closed

    def close(self) -> None:
        """Close the window; closing twice does no harm."""
        self._closed = True
        if self._waker is not None:
            self._waker.kill()
            self._waker.wait()
            self._waker = None
        if not self._open:
            return
        self._open = False
        cv2 = self._cv2
        try:
            cv2.destroyWindow(self._title)
            cv2.waitKey(1)  # lets the system take it off the screen
        except cv2.error:
            pass  # the person closed it before
