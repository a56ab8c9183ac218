"""``posecheck install-shortcut``: an icon in the menu, and a double click that opens a prescription."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posecheck.cli.options import LanguageOption

if TYPE_CHECKING:
    from posecheck.support.language import Language
    from posecheck.support.shortcuts.files import Shortcut


def install_shortcut(
    *,
    remove: Annotated[
        bool, typer.Option("--remove", help="Delete what this command has written, and nothing else.")
    ] = False,
    show: Annotated[
        bool, typer.Option("--show", help="Show what would be written, and write nothing.")
    ] = False,
    language: LanguageOption = None,
) -> None:
    """Put an icon for posecheck into the menu, and let a double click open prescriptions, for you alone."""
    from posecheck.support.errors import InputError
    from posecheck.support.language import find_language
    from posecheck.support.settings import read_config
    from posecheck.support.shortcuts import files

    words = find_language(language or read_config().language)
    say = words.translate
    if remove and show:
        raise InputError("Give --remove or --show, not both.")
    shortcut = shortcut_here(words, removing=remove)
    if show:
        _show(shortcut, words)
        return
    if remove:
        gone = files.remove(shortcut)
        for path in gone:
            typer.echo(say("Deleted: {file}", file=path))
        if not gone:
            typer.echo(say("There is no shortcut; nothing was deleted."))
        return
    written = files.install(shortcut)
    for path in written:
        typer.echo(say("Written: {file}", file=path))
    if written:
        typer.echo(say("posecheck is in the menu now; `posecheck install-shortcut --remove` takes it out."))
    else:
        typer.echo(say("The shortcut is there already."))


def shortcut_here(language: Language, *, removing: bool = False, platform: str = sys.platform) -> Shortcut:
    """Return the shortcut as it is on this computer.

    Parameters
    ----------
    language
        Of what a Mac or Windows shows with it.
    removing
        It is to be deleted, so that how posecheck is started does not matter.
    platform
        As ``sys.platform`` has it.

    Raises
    ------
    InputError
        This posecheck was not installed, only run for once.
    """
    import platformdirs

    from posecheck.support.paths import data_dir
    from posecheck.support.shortcuts.program import program_command

    program = ("posecheck",) if removing else program_command(platform=platform)
    kept = data_dir() / "shortcut"
    if platform == "win32":
        from posecheck.support.shortcuts.icon import icon_bytes
        from posecheck.support.shortcuts.windows import windows_shortcut

        roaming = Path(os.environ.get("APPDATA") or platformdirs.user_data_path(roaming=True))
        menu = roaming / "Microsoft" / "Windows" / "Start Menu" / "Programs"
        return windows_shortcut(program, menu, kept, icon_bytes("ICO"), language)
    if platform == "darwin":
        from posecheck.support.shortcuts.icon import icon_bytes
        from posecheck.support.shortcuts.macos import macos_shortcut

        return macos_shortcut(program, Path.home() / "Applications", kept, icon_bytes("ICNS"), language)
    from posecheck.support.shortcuts.linux import linux_shortcut

    icon = Path(__file__).parents[1] / "app" / "static" / "icon.svg"
    return linux_shortcut(program, platformdirs.user_data_path(), icon.read_bytes())


def _show(shortcut: Shortcut, language: Language) -> None:
    """Say what would be written and run, with the text of what is text."""
    say = language.translate
    for each in shortcut.files:
        state = say("is there already") if each.is_there else say("would be written")
        typer.echo(f"{each.path} ({state})")
        if each.path.suffix not in (".ico", ".icns", ".svg"):
            for line in each.content.decode("utf-8-sig").splitlines():
                typer.echo(f"    {line}")
    for path in shortcut.made:
        typer.echo(f"{path} ({say('is there already') if path.exists() else say('would be made')})")
    for step in shortcut.steps:
        typer.echo(say("Run then: {command}", command=" ".join(step.command)))


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("install-shortcut", epilog="Example: posecheck install-shortcut --show")(install_shortcut)
