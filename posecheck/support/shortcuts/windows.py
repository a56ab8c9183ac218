"""The Start menu of Windows, and the file type in the user's own part of the registry.

A shortcut is made by the shell of Windows alone, so PowerShell is asked for it, in a script that is kept
beside the icon and can be read. It has never been tried on Windows.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from posecheck.support.powershell import powershell_path
from posecheck.support.shortcuts.files import FILE_TYPE, Shortcut, ShortcutFile, Step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from posecheck.support.language import Language

_CLASSES = r"HKCU:\Software\Classes"
_TYPE = "posecheck.prescription"


def windows_shortcut(
    program: Sequence[str], start_menu: Path, kept: Path, icon_ico: bytes, language: Language
) -> Shortcut:
    """Return the shortcut for the Start menu of Windows.

    Parameters
    ----------
    program
        The command that starts posecheck.
    start_menu
        The user's own folder of programs in it.
    kept
        A folder of posecheck for the icon and the scripts.
    icon_ico
        The icon.
    language
        Of what the file type is called.
    """
    link, icon = start_menu / "posecheck.lnk", kept / "posecheck.ico"
    adding = _adding(program, str(link), str(icon), language.translate(FILE_TYPE))
    return Shortcut(
        (
            ShortcutFile(icon, icon_ico),
            # with a byte order mark, without which PowerShell 5 takes it for the code page of the system
            ShortcutFile(kept / "posecheck-shortcut.ps1", adding.encode("utf-8-sig")),
        ),
        made=(link,),
        steps=(Step(_powershell(adding), needed=True),),
        steps_gone=(Step(_powershell(_REMOVING)),),
    )


def _adding(program: Sequence[str], link: str, icon: str, file_type: str) -> str:
    """Return the script that makes the shortcut and tells of the file type.

    The window of the program opens small: it has a console, in which nothing is to be read.
    """
    first, *rest = program
    opening = " ".join(_argument(word) for word in program) + ' "%1"'
    return "\r\n".join(
        (
            "$ErrorActionPreference = 'Stop'",
            f"$link = (New-Object -ComObject WScript.Shell).CreateShortcut({_literal(link)})",
            f"$link.TargetPath = {_literal(first)}",
            f"$link.Arguments = {_literal(' '.join(map(_argument, (*rest, 'app'))))}",
            f"$link.IconLocation = {_literal(icon)}",
            "$link.WindowStyle = 7",
            "$link.Save()",
            f"$type = '{_CLASSES}\\{_TYPE}'",
            f"New-Item -Force -Path '{_CLASSES}\\.posecheck' -Value '{_TYPE}' | Out-Null",
            f"New-Item -Force -Path $type -Value {_literal(file_type)} | Out-Null",
            f'New-Item -Force -Path "$type\\DefaultIcon" -Value {_literal(icon)} | Out-Null',
            f'New-Item -Force -Path "$type\\shell\\open\\command" -Value {_literal(opening)} | Out-Null',
            "",
        )
    )


_REMOVING = "\r\n".join(
    f"Remove-Item -Recurse -Force -ErrorAction SilentlyContinue -Path '{_CLASSES}\\{name}'"
    for name in (".posecheck", _TYPE)
)


def _powershell(script: str) -> tuple[str, ...]:
    """Return how a script is run; encoded, so that nothing in a path means anything on the way."""
    encoded = base64.b64encode(script.encode("utf-16-le")).decode()
    return (powershell_path(), "-NoProfile", "-NonInteractive", "-EncodedCommand", encoded)


def _literal(text: str) -> str:
    """Return a text as PowerShell writes it, with nothing in it that means anything."""
    return "'" + text.replace("'", "''") + "'"


def _argument(word: str) -> str:
    """Return a word of a command line; paths of Windows hold no quotation marks."""
    return f'"{word}"' if " " in word or not word else word
