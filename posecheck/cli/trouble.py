"""What is said when a session cannot be kept where it belongs: at once, aloud and as a line."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import typer

from posecheck.cli.paragraphs import fitted
from posecheck.history.writing import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from posecheck.session.inbox import Inbox
    from posecheck.support.language import Language

#: Said aloud, short: nobody reads on the mat.
SPOKEN = {
    Trouble.FULL: "The disk is full. We go on. Please free some space.",
    Trouble.LOCKED: "Another program holds the history. We go on.",
    Trouble.STALLED: "The disk does not answer. We go on.",
    Trouble.UNWRITABLE: "The history cannot be written. We go on.",
    Trouble.OVER: "The history has everything again.",
}
PRINTED = {
    Trouble.FULL: "The disk is full, so {path} cannot be written; free some space.",
    Trouble.LOCKED: "Another program has locked the history {path}; end it.",
    Trouble.STALLED: "The disk does not answer, so {path} cannot be written.",
    Trouble.UNWRITABLE: "The history {path} cannot be written.",
    Trouble.OVER: "The history {path} has everything again.",
}
ELSEWHERE = "Until then what you do is kept in {folder}; the session goes on."
IN_MEMORY = "Until then what you do is kept in memory alone; the session goes on, but do not end it before."


def teller(
    path: Path, language: Language, inbox: Inbox | None = None
) -> Callable[[Trouble, Path | None], None]:
    """Return what tells of trouble with the history at `path`; it is called in another thread."""

    def tell(trouble: Trouble, folder: Path | None) -> None:
        if inbox is not None:
            inbox.say(SPOKEN[trouble])
        line = language.translate(PRINTED[trouble], path=path)
        if trouble is not Trouble.OVER:
            until = language.translate(ELSEWHERE, folder=folder) if folder else language.translate(IN_MEMORY)
            line = f"{line} {until}"
        with contextlib.suppress(OSError):  # nobody may read it any more
            typer.echo(fitted(line, err=True), err=True)

    return tell
