"""What a command keeps of a session, unless it is asked to keep nothing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import typer

from posecheck.support.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import ExitStack

    from posecheck.cli.failures import ExitCode
    from posecheck.exercise import Exercise
    from posecheck.history.records import BaselineRecord
    from posecheck.history.sink import KeptSession
    from posecheck.history.store import History
    from posecheck.outputs.journal import SessionJournal
    from posecheck.outputs.result_file import ResultFile
    from posecheck.pose import Side
    from posecheck.session import Sink
    from posecheck.session.announcing import Announcements
    from posecheck.session.inbox import Inbox
    from posecheck.session.live_view import Draw
    from posecheck.support.language import Language

#: How to come back to a session.
KEPT = "Kept as session {number}; its report: posecheck report {number}"
#: Why nothing is kept.
RECORDED = "Nothing is kept of recorded video. If it was your own training, add --keep."
NOBODY = "Nobody was seen, so nothing is kept."
#: How long the end waits for words that wait for the disk.
_LAST_WORDS_S = 4.0


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
    recorded
        Nobody is in front of the camera, it is recorded video: then nothing is kept either, and that is told.
    pictures
        Draws the few stills that are kept too, because the user asked for them.
    language, inbox
        In which is said, and what has said aloud, that the session cannot be kept where it belongs.

    Raises
    ------
    InputError
        The history is damaged, or the data place cannot be written.
    """

    def __init__(
        self,
        opened: ExitStack,
        kind: str,
        source: str,
        *,
        wanted: bool,
        recorded: bool = False,
        pictures: Draw | None = None,
        language: Language = ENGLISH,
        inbox: Inbox | None = None,
    ) -> None:
        self._history: History | None = None
        self._session: KeptSession | None = None
        self._journal: SessionJournal | None = None
        self._announcements: Announcements | None = None
        self._pictures = pictures
        self._language = language
        self._recorded = wanted and recorded
        self._at_first: list[BaselineRecord] = []
        if wanted and not recorded:
            # the history takes its time to load, and is not needed otherwise
            from posecheck.cli.trouble import teller
            from posecheck.history.sink import KeptSession
            from posecheck.history.store import History
            from posecheck.session.announcing import Announcements

            history = self._history = opened.enter_context(History())
            self._at_first = history.baselines()
            if kind == "live":
                self._journal = opened.enter_context(_journal(source))
            path = str(self._journal.path) if self._journal else None
            self._session = KeptSession(history, kind, source=source, journal=path)
            opened.callback(self._session.close)
            thread = self._session.write_in(teller(history.path, language, inbox))
            if kind == "live":
                self._announcements = Announcements(thread)
                opened.callback(self._announcements.close)

    def baselines(self, exercise: str | None = None) -> list[BaselineRecord]:
        """Return the baselines, the newest first; those of the beginning while the history cannot be read."""
        from posecheck.history.database import HistoryError

        try:
            return self._history.baselines(exercise) if self._history is not None else []
        except HistoryError:  # no reason to end the session in its middle
            return [each for each in self._at_first if exercise in (None, each.exercise)]

    def known(self) -> frozenset[str]:
        """Return the exercises that the person knows; none are known when nothing is kept."""
        return self._history.known_exercises() if self._history is not None else frozenset()

    def comfortable(self, exercise: Exercise) -> dict[Side, float]:
        """Return the person's comfortable values for `exercise`; none are known when nothing is kept."""
        from posecheck.history.baselines import baselines_of

        return baselines_of(exercise, self)

    def range_sink(self, exercise: Exercise, told: Callable[[str], None]) -> Sink:
        """Return what measures the comfortable range; something must be kept for that."""
        from posecheck.history.baselines import BaselineSink

        session, announcements = self._session, self._announcements
        assert session is not None

        def told_when_kept(words: str) -> None:
            if announcements is None:
                told(words)
            else:
                announcements.after_kept(lambda: told(words))

        return BaselineSink(exercise, session, told_when_kept)

    def announcing(self, announcers: Sequence[Sink]) -> list[Sink]:
        """Return sinks that announce what happens once it is kept; they come after :meth:`sinks`."""
        from posecheck.session.announcing import kept_first

        return kept_first(announcers, self._announcements)

    def sinks(
        self,
        exercise: Exercise,
        result_file: ResultFile,
        profile: str,
        side: Side | None = None,
        hold_target_s: float | None = None,
    ) -> list[Sink]:
        """Return what keeps one exercise, empty when nothing is kept; it comes after `result_file`.

        `hold_target_s` is how long a hold was asked to last, where that is not as the exercise has it.
        """
        if self._session is None:
            return []
        from posecheck.history.sink import HistorySink
        from posecheck.outputs.journal import JournalSink
        from posecheck.pose import Side

        sinks: list[Sink] = []
        if self._journal is not None:
            sinks.append(JournalSink(self._journal, exercise.id, result_file, self._session.at_once))
        planned = None if hold_target_s is None else {"hold_s": hold_target_s}
        kept = HistorySink(
            self._session,
            exercise,
            result_file,
            side=side or Side.NONE,
            planned=planned,
            profile=profile,
        )
        sinks.append(kept)
        if self._pictures is not None:
            from posecheck.session.stills import StillsSink

            sinks.append(StillsSink(self._session, kept, exercise, self._pictures))
        return sinks

    @property
    def number(self) -> int | None:
        """Number of the session in the history, ``None`` when nothing of it is kept."""
        return self._session.known_number if self._session is not None and self._session.begun else None

    def end(self, *, interrupted: bool) -> ExitCode:
        """End the session and say how to come back to it, or why nothing of it is kept.

        Returns
        -------
        ExitCode
            Of a session that could not be kept where it belongs.
        """
        from posecheck.cli.failures import ExitCode, say_error
        from posecheck.support.errors import InputError

        code, say = ExitCode.OK, self._language.translate
        if self._recorded:
            typer.echo(say(RECORDED), err=True)
        elif self._session is not None and not self._session.begun:
            typer.echo(say(NOBODY), err=True)
        elif self._session is not None:
            try:
                self._session.end("stopped" if interrupted else "done")
            except InputError as error:  # what was counted is kept, and the verdict must still be shown
                say_error(str(error))
                code = ExitCode.USER_INPUT
            number = self._session.known_number
            if number is not None:
                typer.echo(say(KEPT, number=number), err=True)
                if self._pictures is not None:
                    say_pictures(self._session, number, self._language)
        if self._announcements is not None:
            self._announcements.settle(_LAST_WORDS_S)
        return self._end_journal() or code

    def _end_journal(self) -> ExitCode:
        """Say where the journal is and whether it is whole; there is none of a session of nobody."""
        from posecheck.cli.failures import ExitCode, say_error, why_unwritten

        code = ExitCode.OK
        if self._journal is not None and not self._seen:
            self._journal.discard()
        elif self._journal is not None:
            self._journal.catch_up()
            if self._journal.error is not None:
                say_error(f"{self._journal.path} could not be written: {why_unwritten(self._journal.error)}.")
                code = ExitCode.USER_INPUT
            typer.echo(self._language.translate("Session: {path}", path=self._journal.path), err=True)
        return code

    @property
    def _seen(self) -> bool:
        return self._session is not None and self._session.seen


def is_recorded(
    clips: object,
    camera: str | None,
    *,
    keep: bool,
    private: bool,
) -> bool:
    """Return whether a session is of recorded video and thus nobody's training, unless its owner says so.

    Parameters
    ----------
    clips
        Recordings in place of a camera, ``None`` without.
    camera
        The camera as it was named; a video file is played.
    keep
        The user says that it was their own training.
    private
        Nothing is kept.

    Raises
    ------
    InputError
        It is to be kept and not to be kept.
    """
    from posecheck.sources.base import is_played
    from posecheck.support.errors import InputError

    if keep and private:
        raise InputError("--keep keeps the session, --private nothing of it: leave out one of them.")
    return not keep and (clips is not None or is_played(camera))


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
    from posecheck.support.errors import InputError

    if asked and private:
        raise InputError("Pictures are kept with the history: leave out --pictures or --private.")
    return not private and (setting if asked is None else asked)


def say_pictures(session: KeptSession, number: int, language: Language = ENGLISH) -> None:
    """Say how many pictures were kept of a session, and how to delete them; nothing when there are none."""
    from posecheck.history.stills import count_stills

    count = count_stills(session.history.path, number)
    if not count:
        return
    told = language.plural(
        "1 picture of you was kept; to delete it: posecheck history delete {session}",
        "{count} pictures of you were kept; to delete them: posecheck history delete {session}",
        count,
        session=number,
    )
    typer.echo(told, err=True)


def _journal(camera: str) -> SessionJournal:
    from posecheck.outputs.journal import SessionJournal
    from posecheck.support.errors import InputError
    from posecheck.support.paths import sessions_dir

    folder = sessions_dir()
    try:
        return SessionJournal(folder, datetime.now().astimezone(), camera)
    except OSError as error:
        raise InputError(
            f"The session cannot be saved in {folder}: {error.strerror or error}; "
            "set POSECHECK_DATA_DIR to a folder that can be written."
        ) from error
