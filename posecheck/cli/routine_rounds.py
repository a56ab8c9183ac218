"""The rounds of a routine: what judges, says, prints and keeps each turn."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from posecheck.cli.paragraphs import fitted
from posecheck.pose import Side

if TYPE_CHECKING:
    from posecheck.engine.result import Result, SourceInfo
    from posecheck.history.sink import HistorySink, KeptSession
    from posecheck.outputs.speech import Voice
    from posecheck.outputs.tones import Tones
    from posecheck.routines.loop import Ending
    from posecheck.routines.plan import ScheduledSet
    from posecheck.session import Sink
    from posecheck.session.announcing import Announcements
    from posecheck.session.live import Draw, RunningSet
    from posecheck.support.language import Language


@dataclass(frozen=True, slots=True)
class TurnOutcome:
    """What came of a turn: its result, and whether it had its full dose."""

    turn: ScheduledSet
    result: Result | None
    complete: bool


class RoutineRounds:
    """Makes the round of each turn, and keeps how it ended.

    Parameters
    ----------
    source
        Where the poses come from.
    kept
        The session in the history, ``None`` to keep nothing.
    voice, tones
        Are heard.
    language
        Of what is said.
    profile
        Name of the profile that the exercises are as.
    lines
        Print the events.
    pictures
        Draws the few stills that are kept too, ``None`` to keep none.
    announcements
        Hold back what is announced until it is kept, ``None`` when nothing is.
    """

    def __init__(
        self,
        source: SourceInfo,
        kept: KeptSession | None,
        voice: Voice,
        tones: Tones,
        language: Language,
        *,
        profile: str,
        lines: bool,
        pictures: Draw | None = None,
        announcements: Announcements | None = None,
    ) -> None:
        self._source = source
        self._kept = kept
        self._voice = voice
        self._tones = tones
        self._language = language
        self._profile = profile
        self._lines = lines
        self._pictures = pictures
        self._announcements = announcements
        self._history_sink: HistorySink | None = None
        #: What came of every turn, in order.
        self.results: list[TurnOutcome] = []
        #: How many turns of the plan were done, and how many that repeated a stiffer side.
        self.done = self.repeated = 0

    def begin(self, turn: ScheduledSet) -> RunningSet:
        """Return the round of `turn`, and print what is to be done."""
        from posecheck.cli.event_lines import EventLinesSink
        from posecheck.cli.routine_plan import turn_words
        from posecheck.engine.result_builder import ResultBuilder
        from posecheck.engine.trainer import Trainer
        from posecheck.outputs.coaching import CoachingSink
        from posecheck.outputs.result_file import ResultFile
        from posecheck.routines.asymmetry import WHY_AGAIN
        from posecheck.session import Session
        from posecheck.session.announcing import kept_first
        from posecheck.session.live import RunningSet

        say = self._language.translate
        number = f"{turn.number + 1}. " if turn.number >= 0 else ""
        typer.echo(f"\n{number}{say(turn.part.value)}: {turn_words(turn, self._language)}", err=True)
        if turn.again:
            self.tell(WHY_AGAIN[turn.side])
        if not self.results or turn.moves_camera:
            self._print(say("Camera: {place}", place=say(turn.exercise.camera)))
            with suppress(OSError):  # a full disk; the place of the camera is in words, too
                self._print(say("Picture: {path}", path=picture_path(turn, self._language)))
        self._print(say(turn.exercise.setup))
        if turn.note:
            self._print(say(turn.note))
        exercise = turn.exercise
        asked = turn.side if exercise.sides else Side.NONE
        result_file = ResultFile(ResultBuilder(exercise, self._source, profile=self._profile))
        sinks: list[Sink] = [result_file]
        announcers: list[Sink] = [CoachingSink(self._voice, self._tones, self._language)]
        self._history_sink = None
        if self._kept is not None:
            from posecheck.history.sink import HistorySink

            self._history_sink = HistorySink(
                self._kept,
                exercise,
                result_file,
                side=turn.side,
                planned=planned(turn),
                profile=self._profile,
            )
            sinks.append(self._history_sink)
            if self._pictures is not None:
                from posecheck.session.stills import StillsSink

                sinks.append(StillsSink(self._kept, self._history_sink, exercise, self._pictures))
        if self._lines:
            announcers.append(EventLinesSink(self._language))
        sinks += kept_first(announcers, self._announcements)
        trainer = Trainer(exercise, side=None if asked is Side.NONE else asked)
        return RunningSet(exercise, Session(trainer, sinks), result_file)

    def tell(self, sentence: str) -> None:
        """Print a sentence about the turn in hand."""
        self._print(self._language.translate(sentence))

    @staticmethod
    def _print(text: str) -> None:
        typer.echo(fitted(f"   {text}", err=True), err=True)

    def end(self, turn: ScheduledSet, done: RunningSet, ending: Ending, *, complete: bool) -> None:
        """Keep how a turn ended; a skipped or stopped one is not done."""
        result = done.result_file.result
        self.results.append(TurnOutcome(turn, result, complete))
        if turn.again:
            self.repeated += ending == "done"
        else:
            self.done += ending == "done"
        sink = self._history_sink
        if sink is not None and ending != "done":
            sink.end(ending.value)


def planned(turn: ScheduledSet) -> dict[str, Any]:
    """Return a turn as a step of the plan in the history; its number tells where to resume."""
    from posecheck.exercise import Circles, Guided, Hold, Reps, Steps

    step: dict[str, Any] = {
        "turn": turn.number,
        "exercise": turn.exercise.id,
        "side": turn.side.value,
        "sets": turn.sets,
        "set": turn.set_number,
    }
    if turn.again:
        step["again"] = True
    if turn.eased:
        step["easier"] = [str(change) for change in turn.eased]
    if turn.more:
        step["more"] = True
    match turn.exercise.dose:
        case Hold(target_s=target_s):
            step["hold_s"] = target_s
        case Reps(count=count) | Circles(count=count):
            step["reps"] = count
        case Steps(duration_s=duration_s) | Guided(duration_s=duration_s):
            step["hold_s"] = duration_s
    return step


def picture_path(turn: ScheduledSet, language: Language) -> Path:
    """Draw the place of camera and mat for a turn into the data place and return the file."""
    from posecheck.book.picture import picture
    from posecheck.support.destination import write_text
    from posecheck.support.paths import data_dir
    from posecheck.support.private_files import private_folder

    path = data_dir() / "pictures" / f"{turn.exercise.id}.svg"
    private_folder(path.parent)
    write_text(path, picture(turn.exercise, language), private=True)
    return path
