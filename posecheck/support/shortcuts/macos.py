"""An app for the Applications folder of a Mac, made by AppleScript: only that is told which file was opened.

A program in a bundle that is a shell script gets no file: macOS tells it by an event. `osacompile`, which
every Mac has, makes a small app that takes the event and starts posecheck. It has never been tried on a Mac.
"""

from __future__ import annotations

import plistlib
from typing import TYPE_CHECKING

from posecheck.support.message import message
from posecheck.support.shortcuts.files import FILE_TYPE, Shortcut, ShortcutFile, Step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from posecheck.support.language import Language

_REGISTER = (
    "/System/Library/Frameworks/CoreServices.framework/Frameworks/LaunchServices.framework/Support/lsregister"
)
#: Names of our own type and of the app, as macOS wants them.
_TYPE, _APP = "local.posecheck.prescription", "local.posecheck"
#: Keys of its ``Info.plist`` that are ours; osacompile has made some of them: its own app takes every file.
ADDED = (
    "CFBundleIdentifier",
    "CFBundleDocumentTypes",
    "NSCameraUsageDescription",
    "UTExportedTypeDeclarations",
)
CAMERA = message("posecheck looks at how you hold a stretch; no picture leaves this computer.")


def macos_shortcut(
    program: Sequence[str], applications: Path, kept: Path, icon_icns: bytes, language: Language
) -> Shortcut:
    """Return the shortcut for a Mac.

    Parameters
    ----------
    program
        The command that starts posecheck.
    applications
        The user's own, ``~/Applications``.
    kept
        A folder of posecheck for what the app is made from.
    icon_icns
        The icon.
    language
        Of what macOS says when it asks whether the camera may be used.
    """
    app = applications / "posecheck.app"
    contents = app / "Contents"
    script, additions = kept / "posecheck.applescript", kept / "posecheck-additions.plist"
    icon = kept / "posecheck.icns"
    edits = [
        *(Step(_edited(f"Delete :{key}", contents)) for key in ADDED),
        Step(_edited(f"Merge {_quoted(str(additions))}", contents), needed=True),
    ]
    return Shortcut(
        (
            ShortcutFile(script, _script(program).encode()),
            ShortcutFile(additions, plistlib.dumps(_additions(language))),
            ShortcutFile(icon, icon_icns),
        ),
        made=(app,),
        steps=(
            Step(("/bin/mkdir", "-p", str(applications)), needed=True),
            Step(("/usr/bin/osacompile", "-o", str(app), str(script)), needed=True),
            *edits,
            Step(("/bin/cp", str(icon), str(contents / "Resources" / "applet.icns"))),
            # whatever is changed in an app breaks its signature
            Step(("/usr/bin/codesign", "--force", "--sign", "-", str(app)), needed=True),
            Step((_REGISTER, "-f", str(app))),
        ),
    )


def _script(program: Sequence[str]) -> str:
    """Return what the app does: opened by itself it opens posecheck, opened with files it opens them."""
    words = ' & " " & '.join(f"quoted form of {_quoted(word)}" for word in program)
    return f"""on run
    my begin({words} & " app")
end run

on open theFiles
    repeat with each in theFiles
        my begin({words} & " " & quoted form of POSIX path of each)
    end repeat
end open

on begin(theCommand)
    do shell script theCommand & " > /dev/null 2>&1 &"
end begin
"""


def _additions(language: Language) -> dict[str, object]:
    """Return what its ``Info.plist`` has to say besides: the file type, and why it wants the camera."""
    return {
        "CFBundleIdentifier": _APP,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": language.translate(FILE_TYPE),
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [_TYPE],
            }
        ],
        "NSCameraUsageDescription": language.translate(CAMERA),
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": _TYPE,
                "UTTypeConformsTo": ["public.plain-text"],
                "UTTypeTagSpecification": {"public.filename-extension": ["posecheck"]},
            }
        ],
    }


def _edited(edit: str, contents: Path) -> tuple[str, ...]:
    return ("/usr/libexec/PlistBuddy", "-c", edit, str(contents / "Info.plist"))


def _quoted(text: str) -> str:
    """Return a text as AppleScript writes it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
