"""What a command keeps of a session, unless it is asked to keep nothing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import typer

from posecheck.language import ENGLISH
from posecheck.pose import Side

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import ExitStack

    from posecheck.exercise import Exercise
    from posecheck.history.sink import KeptSession
    from posecheck.history.store import History
    from posecheck.language import Language
    from posecheck.live import Draw
    from posecheck.outputs.journal import SessionJournal
    from posecheck.outputs.result_file import ResultFile
    from posecheck.session import Sink


class Keeping:
    """Keeps a session in the user's data place.

    Parameters
    ----------
    opened
        Closes everything in the end.
    kind, source
        As in :meth:`posecheck.history.store.History.begin_session`; a ``"live"`` one has a journal too.
    wanted
        Otherwise nothing is opened, written or told.
    pictures
        Draws the few stills that are kept too, because the user asked for them.

    Raises
    ------
    InputError
        The history is damaged, or the data place cannot be written.
    """

    def __init__(
        self, opened: ExitStack, kind: str, source: str, *, wanted: bool, pictures: Draw | None = None
    ) -> None:
        from posecheck.history.sink import KeptSession
        from posecheck.history.store import History

        self._history: History | None = None
        self._session: KeptSession | None = None
        self._journal: SessionJournal | None = None
        self._pictures = pictures
        if wanted:
            history = self._history = opened.enter_context(History())
            if kind == "live":
                self._journal = opened.enter_context(_journal(source))
            path = str(self._journal.path) if self._journal else None
            self._session = KeptSession(history, kind, source=source, journal=path)

    def baselines(self, exercise: Exercise) -> dict[Side, float]:
        """Return the person's comfortable values for `exercise`; none are known when nothing is kept."""
        from posecheck.history.baselines import baselines_of

        return baselines_of(exercise, self._history) if self._history else {}

    def range_sink(self, exercise: Exercise, told: Callable[[str], None]) -> Sink:
        """Return what measures the comfortable range; something must be kept for that."""
        from posecheck.history.baselines import BaselineSink

        assert self._history is not None
        return BaselineSink(exercise, self._history, told)

    def sinks(
        self, exercise: Exercise, result_file: ResultFile, profile: str, side: Side = Side.NONE
    ) -> list[Sink]:
        """Return what keeps one exercise, empty when nothing is kept; it comes after `result_file`."""
        from posecheck.history.sink import HistorySink
        from posecheck.outputs.journal import JournalSink

        sinks: list[Sink] = []
        if self._journal is not None:
            sinks.append(JournalSink(self._journal, exercise.id, result_file))
        if self._session is not None:
            kept = HistorySink(self._session, exercise, result_file, side=side, profile=profile)
            sinks.append(kept)
            if self._pictures is not None:
                from posecheck.outputs.stills import StillsSink

                sinks.append(StillsSink(self._session, kept, exercise, self._pictures))
        return sinks

    def end(self, *, interrupted: bool) -> None:
        """End the session and say how to come back to it; says nothing of one in which nothing happened."""
        from posecheck.cli.failures import say_error
        from posecheck.history.database import HistoryError

        if self._session is not None and self._session.begun:
            try:
                self._session.end("stopped" if interrupted else "done")
            except HistoryError as error:  # what was counted is kept, and the verdict must still be shown
                say_error(str(error))
            number = self._session.number
            typer.echo(f"Kept as session {number}; its report: posecheck report {number}", err=True)
            if self._pictures is not None:
                say_pictures(self._session)
        if self._journal is not None:
            typer.echo(f"Session: {self._journal.path}", err=True)


def wants_pictures(
    asked: bool | None,  # noqa: FBT001 - as the option gives it
    *,
    setting: bool,
    private: bool,
) -> bool:
    """Return whether stills are kept: only if the user asked, by the option or in the settings.

    Raises
    ------
    InputError
        They are asked for in a session of which nothing is kept.
    """
    from posecheck.errors import InputError

    if asked and private:
        raise InputError("Pictures are kept with the history: leave out --pictures or --private.")
    return not private and (setting if asked is None else asked)


def say_pictures(session: KeptSession, language: Language = ENGLISH) -> None:
    """Say how many pictures were kept of a session, and how to delete them; nothing when there are none."""
    from posecheck.history.stills import count_stills

    count = count_stills(session.history.path, session.number)
    if not count:
        return
    told = (
        "1 picture of you was kept; to delete it: posecheck history delete {session}"
        if count == 1
        else "{count} pictures of you were kept; to delete them: posecheck history delete {session}"
    )
    typer.echo(language.translate(told, count=count, session=session.number), err=True)


def _journal(camera: str) -> SessionJournal:
    from posecheck.errors import InputError
    from posecheck.outputs.journal import SessionJournal
    from posecheck.places import sessions_dir

    folder = sessions_dir()
    try:
        return SessionJournal(folder, datetime.now().astimezone(), camera)
    except OSError as error:
        raise InputError(
            f"The session cannot be saved in {folder}: {error.strerror or error}; "
            "set POSECHECK_DATA_DIR to a folder that can be written."
        ) from error
