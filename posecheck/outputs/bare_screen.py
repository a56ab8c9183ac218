"""The size of an X screen on which no window manager runs, as in a kiosk.

Without one nobody makes a window fill the screen when it asks for it; it then has to take that size itself.
"""

from __future__ import annotations

import ctypes

from posecheck.outputs.exposure import open_display

#: A window manager leaves its name under this property of the root window.
_MANAGER = b"_NET_SUPPORTING_WM_CHECK"
_ANY_TYPE = 0


def bare_screen_px() -> tuple[int, int] | None:
    """Return width and height of the screen; ``None`` with a window manager, or without an X server."""
    display = open_display()
    if display is None:
        return None
    x11, connection = display
    try:
        screen = x11.XDefaultScreen(ctypes.c_void_p(connection))
        width = x11.XDisplayWidth(ctypes.c_void_p(connection), screen)
        height = x11.XDisplayHeight(ctypes.c_void_p(connection), screen)
        return None if _is_managed(x11, connection) else (int(width), int(height))
    finally:
        x11.XCloseDisplay(ctypes.c_void_p(connection))


def _is_managed(x11: ctypes.CDLL, connection: int) -> bool:
    """Return whether the root window names a window manager."""
    x11.XInternAtom.restype = ctypes.c_ulong
    atom = x11.XInternAtom(ctypes.c_void_p(connection), _MANAGER, 1)
    if not atom:
        return False
    kind, form = ctypes.c_ulong(), ctypes.c_int()
    count, left = ctypes.c_ulong(), ctypes.c_ulong()
    data = ctypes.c_void_p()
    root = x11.XDefaultRootWindow(ctypes.c_void_p(connection))
    x11.XGetWindowProperty(
        ctypes.c_void_p(connection), ctypes.c_ulong(root), ctypes.c_ulong(atom), ctypes.c_long(0),
        ctypes.c_long(1), 0, ctypes.c_ulong(_ANY_TYPE), ctypes.byref(kind), ctypes.byref(form),
        ctypes.byref(count), ctypes.byref(left), ctypes.byref(data),
    )  # fmt: skip
    if data.value:
        x11.XFree(data)
    return count.value > 0
