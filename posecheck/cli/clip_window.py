"""The window in which a clip is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path

    from posecheck.outputs.window import HighguiWindow


def open_clip_window(opened: ExitStack, path: Path, doing: str) -> HighguiWindow:
    """Return the window for looking at the clip at `path`; `opened` closes it.

    Parameters
    ----------
    opened
        Closes it.
    path
        The clip.
    doing
        What is done with it, for the title.

    Raises
    ------
    InputError
        There is no such clip, or no window can be opened.
    """
    from posecheck.lab.labelling.screen import HEIGHT_PX, WIDTH_PX
    from posecheck.outputs.window import HighguiWindow
    from posecheck.support.file_names import readable_name

    if not path.is_file():
        raise InputError(f"There is no file {path}; check the path.")
    window = HighguiWindow(
        f"posecheck {doing} {readable_name(path.name)}",
        WIDTH_PX,
        HEIGHT_PX,
        advice="run this where a window can be shown.",
    )
    return opened.enter_context(window)
