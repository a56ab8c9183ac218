"""What judges and keeps each set of a routine, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from posecheck.engine.result_builder import ResultBuilder
from posecheck.engine.trainer import Trainer
from posecheck.exercise.doses import Counted
from posecheck.history.sink import HistorySink
from posecheck.outputs.result_file import ResultFile
from posecheck.pose import Side
from posecheck.routines.plan import planned
from posecheck.routines.summary import DoneSet, SessionSummary, remarks, summarise
from posecheck.session import Session
from posecheck.session.announcing import kept_first
from posecheck.session.dose_progress import DoseProgress
from posecheck.session.schedule import Ending, RunningSet
from posecheck.session.stills import StillsSink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from posecheck.engine.result import Result, SourceInfo
    from posecheck.exercise import Exercise
    from posecheck.history.sink import KeptSession
    from posecheck.session import Sink
    from posecheck.session.announcing import Announcements
    from posecheck.session.live_view import Draw
    from posecheck.session.schedule import ScheduledSet


@dataclass(frozen=True, slots=True)
class SetOutcome:
    """What came of a set: its result, ``None`` when nothing was judged, and whether it came to its end."""

    scheduled: ScheduledSet
    result: Result | None
    complete: bool


class Printer(Protocol):
    """Writes down what is done, for whoever reads it."""

    def begin(self, scheduled: ScheduledSet, *, first: bool) -> None:
        """Write down that a set begins, the `first` of the session or not."""

    def tell(self, sentence: str) -> None:
        """Write down a sentence about the set in hand, given in English."""


class RoutineRecorder:
    """Makes the running set of each scheduled one, and keeps how it ended.

    Parameters
    ----------
    source
        Where the poses come from.
    kept
        The session in the history, ``None`` to keep nothing.
    announcers
        Sinks that announce what happens, once it is kept.
    printer
        Writes down what is done.
    planned
        How many sets the plan has.
    profile
        Name of the profile that the exercises are as.
    pictures
        Draws the few stills that are kept too, ``None`` to keep none.
    announcements
        Hold back what is announced until it is kept, ``None`` when nothing is.
    """

    def __init__(  # noqa: PLR0913 - what is kept of a session has that many parts
        self,
        source: SourceInfo,
        kept: KeptSession | None,
        announcers: Sequence[Sink],
        printer: Printer,
        *,
        planned: int,
        profile: str,
        pictures: Draw | None = None,
        announcements: Announcements | None = None,
    ) -> None:
        self._source = source
        self._kept = kept
        self._announcers = tuple(announcers)
        self._printer = printer
        self._planned = planned
        self._profile = profile
        self._pictures = pictures
        self._announcements = announcements
        self._history_sink: HistorySink | None = None
        #: What came of every set, in order.
        self.outcomes: list[SetOutcome] = []
        #: How many sets that repeated a stiffer side were done.
        self.repeated = 0

    def begin(self, scheduled: ScheduledSet) -> RunningSet:
        """Return the running set of `scheduled`."""
        self._printer.begin(scheduled, first=not self.outcomes)
        if scheduled.why:
            self._printer.tell(scheduled.why)
        exercise = scheduled.exercise
        asked = scheduled.side if exercise.sides else Side.NONE
        result_file = ResultFile(ResultBuilder(exercise, self._source, profile=self._profile))
        sinks: list[Sink] = [result_file]
        self._history_sink = None
        if self._kept is not None:
            self._history_sink = HistorySink(
                self._kept,
                exercise,
                result_file,
                side=scheduled.side,
                planned=planned(scheduled),
                profile=self._profile,
            )
            sinks.append(self._history_sink)
            if self._pictures is not None:
                sinks.append(StillsSink(self._kept, self._history_sink, exercise, self._pictures))
        sinks += kept_first(self._announcers, self._announcements)
        trainer = Trainer(exercise, side=None if asked is Side.NONE else asked)
        return RunningSet(scheduled, Session(trainer, sinks), result_file, DoseProgress(exercise))

    def tell(self, sentence: str) -> None:
        """Write down a sentence about the set in hand."""
        self._printer.tell(sentence)

    def end(self, running: RunningSet, ending: Ending, *, judged: bool) -> None:
        """Keep how a set ended; a skipped or stopped one is not done."""
        result = running.result_file.result if judged else None
        self.outcomes.append(SetOutcome(running.scheduled, result, running.progress.complete))
        self.repeated += running.scheduled.again and ending is Ending.DONE
        if self._history_sink is not None and ending is not Ending.DONE:
            self._history_sink.end(ending.value)

    def remarks(self, exercise: Exercise) -> Sequence[str]:
        """Return what went well in an exercise that is over, and what to work on."""
        return remarks([each for each in self._sets() if each.exercise.id == exercise.id])

    def summary(self) -> Sequence[str]:
        """Return the session in a few sentences, to be heard."""
        return self.summarised.spoken

    @property
    def summarised(self) -> SessionSummary:
        """What the session was."""
        return summarise(self._sets(), self._planned)

    def _sets(self) -> list[DoneSet]:
        return [
            DoneSet(
                each.scheduled.exercise,
                each.result,
                each.scheduled.side if each.scheduled.exercise.sides else Side.NONE,
                _had_all(each),
                planned=not each.scheduled.again,
                holds=1,
            )
            for each in self.outcomes
        ]


def _had_all(outcome: SetOutcome) -> bool | None:
    """Return whether a set had its full dose, ``None`` to tell it from the result.

    A set of a hold is over after several short ones too, which are not as long as one that was asked for.
    """
    return None if outcome.scheduled.exercise.dose.counts is Counted.HOLDS else outcome.complete
