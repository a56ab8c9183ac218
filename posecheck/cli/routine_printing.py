"""What the terminal shows of a routine while it is done."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from posecheck.cli.paragraphs import fitted

if TYPE_CHECKING:
    from posecheck.session.schedule import ScheduledSet
    from posecheck.support.language import Language


class RoutinePrinter:
    """Prints every set as it begins, and what is said about it."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def begin(self, scheduled: ScheduledSet, *, first: bool) -> None:
        """Print what is to be done; for the `first` set of the session, with the place of the camera."""
        from posecheck.cli.routine_plan import set_words

        say = self._language.translate
        number = f"{scheduled.number + 1}. " if scheduled.number >= 0 else ""
        typer.echo(f"\n{number}{say(scheduled.part)}: {set_words(scheduled, self._language)}", err=True)
        if first or scheduled.moves_camera:
            self._print(say("Camera: {place}", place=say(scheduled.exercise.camera)))
            with suppress(OSError):  # a full disk; the place of the camera is in words, too
                self._print(say("Picture: {path}", path=picture_path(scheduled, self._language)))
        self._print(say(scheduled.exercise.setup))
        if scheduled.note:
            self._print(say(scheduled.note))

    def tell(self, sentence: str) -> None:
        """Print a sentence about the set in hand."""
        self._print(self._language.translate(sentence))

    @staticmethod
    def _print(text: str) -> None:
        typer.echo(fitted(f"   {text}", err=True), err=True)


def picture_path(scheduled: ScheduledSet, language: Language) -> Path:
    """Draw the place of camera and mat for a set into the data place and return the file."""
    from posecheck.book.picture import picture
    from posecheck.support.destination import write_text
    from posecheck.support.paths import data_dir
    from posecheck.support.private_files import private_folder

    path = data_dir() / "pictures" / f"{scheduled.exercise.id}.svg"
    private_folder(path.parent)
    write_text(path, picture(scheduled.exercise, language), private=True)
    return path
