"""The menu of a Linux desktop, after the specifications of freedesktop.org.

Two desktop entries, because they do different things: the icon opens the app, a double click on a
prescription opens that file. The type of the file is told by a package of shared-mime-info.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from posecheck.support.language import find_language, languages
from posecheck.support.message import message
from posecheck.support.shortcuts.files import FILE_TYPE, Shortcut, ShortcutFile, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Finder = Callable[[str], str | None]

MIME_TYPE = "application/x-posecheck"
_ICON = "posecheck"
#: What must be escaped within quotes in ``Exec`` (Desktop Entry Specification, "The Exec key").
_QUOTED = '"`$\\'
WHAT_FOR = message("Stretch and train your back with spoken corrections")


def linux_shortcut(
    program: Sequence[str], data_home: Path, icon_svg: bytes, *, which: Finder = shutil.which
) -> Shortcut:
    """Return the shortcut for the menu of a Linux desktop.

    Parameters
    ----------
    program
        The command that starts posecheck.
    data_home
        ``$XDG_DATA_HOME``, usually ``~/.local/share``.
    icon_svg
        The icon.
    which
        Finds a program by its name.
    """
    applications, mime = data_home / "applications", data_home / "mime"
    icons = data_home / "icons" / "hicolor" / "scalable"
    steps = tuple(
        Step((found, str(place)))
        for tool, place in (("update-mime-database", mime), ("update-desktop-database", applications))
        if (found := which(tool)) is not None
    )
    return Shortcut(
        (
            ShortcutFile(applications / "posecheck.desktop", _entry(program).encode()),
            ShortcutFile(applications / "posecheck-open.desktop", _opening(program).encode()),
            ShortcutFile(icons / "apps" / f"{_ICON}.svg", icon_svg),
            ShortcutFile(icons / "mimetypes" / f"{MIME_TYPE.replace('/', '-')}.svg", icon_svg),
            ShortcutFile(mime / "packages" / "posecheck.xml", _mime_package().encode()),
        ),
        steps=steps,
        steps_gone=steps,
    )


def _entry(program: Sequence[str]) -> str:
    return _lines(
        "[Desktop Entry]",
        "Type=Application",
        "Name=posecheck",
        *_in_each_language("Comment", WHAT_FOR),
        f"Exec={exec_line((*program, 'app'))}",
        f"Icon={_ICON}",
        "Terminal=false",
        "Categories=Utility;",
        "StartupNotify=false",
    )


def _opening(program: Sequence[str]) -> str:
    return _lines(
        "[Desktop Entry]",
        "Type=Application",
        "Name=posecheck",
        *_in_each_language("Comment", WHAT_FOR),
        f"Exec={exec_line(program)} %f",
        f"Icon={_ICON}",
        "Terminal=false",
        "NoDisplay=true",
        f"MimeType={MIME_TYPE};",
        "StartupNotify=false",
    )


def exec_line(words: Sequence[str]) -> str:
    """Return a command as the value of ``Exec``: each word quoted, and escaped once more as any value is."""
    quoted = (
        '"' + "".join(f"\\{letter}" if letter in _QUOTED else letter for letter in word) + '"'
        for word in words
    )
    return " ".join(quoted).replace("\\", "\\\\").replace("%", "%%")


def _mime_package() -> str:
    comments = "".join(
        f"\n    <comment{_xml_language(code)}>{escape(text)}</comment>" for code, text in _texts(FILE_TYPE)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{MIME_TYPE}">{comments}
    <sub-class-of type="text/plain"/>
    <glob pattern="*.posecheck"/>
  </mime-type>
</mime-info>
"""


def _xml_language(code: str) -> str:
    return "" if code == "en" else f' xml:lang="{code}"'


def _in_each_language(key: str, text: str) -> list[str]:
    return [f"{key}={said}" if code == "en" else f"{key}[{code}]={said}" for code, said in _texts(text)]


def _texts(text: str) -> list[tuple[str, str]]:
    """Return a text in every language that has it, English first."""
    said = ((code, find_language(code).translate(text)) for code in languages())
    return [(code, words) for code, words in said if code == "en" or words != text]


def _lines(*lines: str) -> str:
    return "\n".join((*lines, ""))
