"""Tells Qt again that its window is on the screen, in case it missed it.

The Qt inside OpenCV's wheels sometimes loses the first events of the X server (measured here: about one
window in ten, with and without a window manager). It then takes its window for hidden and never paints it:
the window stays black. A second, made-up "you are mapped" lets it paint; one that was not lost takes it for
what it is, a repetition. It is sent by a process of its own, because Xlib ends its process on an error.

Run as ``python exposure.py TITLE``; it needs nothing but the standard library.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
import time
from typing import Any

#: The first events are lost together; these are sent when they are through, the later ones for a slow start.
_PAUSES_S = (0.15, 0.25, 0.4, 0.8, 1.5, 3.0)
_MAP_NOTIFY = 19


class _MapEvent(ctypes.Structure):
    """Xlib's ``XMapEvent``, filled up to the size of ``XEvent``."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("event", ctypes.c_ulong),
        ("window", ctypes.c_ulong),
        ("override_redirect", ctypes.c_int),
        ("padding", ctypes.c_long * 24),
    )


def tell_mapped(display: Any, title: str) -> int:
    """Send "you are mapped" to every window named `title` and return how many there were.

    Parameters
    ----------
    display
        What :func:`open_display` returned.
    title
        Name in the title bar.
    """
    x11, connection = display
    windows = _named(x11, connection, x11.XDefaultRootWindow(connection), title.encode())
    for window in windows:
        event = _MapEvent(_MAP_NOTIFY, 0, 1, connection, window, window, 0)
        x11.XSendEvent(connection, window, 0, 0, ctypes.byref(event))
    x11.XSync(connection, 0)
    return len(windows)


def open_display() -> Any | None:
    """Return the X server's connection, ``None`` when there is no X library or server."""
    library = ctypes.util.find_library("X11") or "libX11.so.6"
    try:
        x11 = ctypes.CDLL(library)
    except OSError:
        return None
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.argtypes = (ctypes.c_void_p,)
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    x11.XSendEvent.argtypes = (
        ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p,
    )  # fmt: skip
    x11.XSync.argtypes = (ctypes.c_void_p, ctypes.c_int)
    x11.XFree.argtypes = (ctypes.c_void_p,)
    x11.XFetchName.argtypes = (ctypes.c_void_p, ctypes.c_ulong, ctypes.POINTER(ctypes.c_char_p))
    x11.XQueryTree.argtypes = (
        ctypes.c_void_p, ctypes.c_ulong, ctypes.POINTER(ctypes.c_ulong), ctypes.POINTER(ctypes.c_ulong),
        ctypes.POINTER(ctypes.POINTER(ctypes.c_ulong)), ctypes.POINTER(ctypes.c_uint),
    )  # fmt: skip
    connection = x11.XOpenDisplay(None)
    return (x11, connection) if connection else None


def _named(x11: Any, connection: Any, window: int, title: bytes) -> list[int]:
    """Return `window`, if it has the name, and those within it that have."""
    name = ctypes.c_char_p()
    found = []
    if x11.XFetchName(connection, window, ctypes.byref(name)) and name.value == title:
        found.append(window)
    root, parent = ctypes.c_ulong(), ctypes.c_ulong()
    children, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
    answers = (ctypes.byref(answer) for answer in (root, parent, children, count))
    if x11.XQueryTree(connection, window, *answers) and children:
        for child in children[: count.value]:
            found += _named(x11, connection, child, title)
        x11.XFree(children)
    return found


def main() -> None:
    """Tell the window named on the command line a few times, and end."""
    display = open_display()
    if display is None:
        return
    for pause_s in _PAUSES_S:
        time.sleep(pause_s)
        tell_mapped(display, sys.argv[1])


if __name__ == "__main__":
    main()
