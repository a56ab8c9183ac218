"""What is printed: a live line while a video is replayed, a line for each event, the verdict at the end.

Progress goes to standard error and only where somebody watches; the verdict goes to standard output.
Colours are decoration: everything reads the same without them (NO_COLOR, pipes).
"""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING, Self, TextIO, cast

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn
from rich.segment import Segment
from rich.text import Text

from posecheck.engine.events import (
    Assessment,
    Cue,
    CueKind,
    Event,
    HoldEnded,
    HoldStarted,
    RepDone,
    SetEnded,
    TargetReached,
    ViewChanged,
    ViewState,
)
from posecheck.outputs.verdict import clock, on_side, verdict_of
from posecheck.outputs.wording import phase_words
from posecheck.support.language import ENGLISH, Language
from posecheck.support.printable import printable, unguarded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import ConsoleOptions, RenderableType

    from posecheck.engine.result import Result
    from posecheck.exercise import Exercise
    from posecheck.outputs.verdict import Verdict

#: From this score on, its colour.
_COLOURS: tuple[tuple[float, str], ...] = ((70.0, "green"), (0.0, "yellow"))
_MOST_CUES = 8


class PrintableConsole(Console):
    """A console whose colours and movements are its own: those in a text are written out."""

    @property
    def file(self) -> IO[str]:
        """Where it writes: past a printable stream, also past one behind what Rich puts before it."""
        return unguarded(cast("TextIO", super().file))

    @file.setter
    def file(self, new_file: IO[str]) -> None:
        """Let it write to `new_file`."""
        self._file = new_file

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Yield what makes up `renderable`, printable."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(printable(segment.text), segment.style)


def standard_output() -> Console:
    """Return the console for results."""
    return PrintableConsole(highlight=False, markup=False, emoji=False, soft_wrap=not sys.stdout.isatty())


def standard_error() -> Console:
    """Return the console for progress and messages."""
    return PrintableConsole(stderr=True, highlight=False, markup=False, emoji=False)


class _Rate(ProgressColumn):
    """Pictures a second."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def render(self, task: Task) -> Text:
        """Return the rate, or nothing while it is unknown."""
        speed = task.finished_speed or task.speed
        return Text(self._language.translate("{rate} frames/s", rate=f"{speed:.0f}") if speed else "")


class _Left(ProgressColumn):
    """Time left."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def render(self, task: Task) -> Text:
        """Return the time left, or nothing while it is unknown."""
        left = task.time_remaining
        if left is None or task.finished:
            return Text("")
        return Text(self._language.translate("{time} left", time=clock(left, self._language)))


class ReplayProgress:
    """The live line of a replay. Use it as a context manager.

    Parameters
    ----------
    exercise
        What is replayed; names the phases.
    frame_count
        How many pictures there are, ``None`` when unknown.
    console
        Where it is drawn; by default standard error. Nothing is drawn where nobody watches.
    language
        Of what is shown.
    """

    def __init__(
        self,
        exercise: Exercise,
        frame_count: int | None,
        *,
        console: Console | None = None,
        language: Language = ENGLISH,
    ) -> None:
        console = console or standard_error()
        self._exercise = exercise
        self._language = language
        self._progress = Progress(
            TextColumn("{task.description}", style="bold", markup=False),
            BarColumn(bar_width=24),
            _Rate(language),
            _Left(language),
            TextColumn("{task.fields[now]}", style="dim", markup=False),
            console=console,
            transient=True,
            refresh_per_second=5,
            disable=not console.is_terminal,
        )
        self._task = self._progress.add_task(
            language.translate(exercise.title), total=frame_count or None, now=""
        )

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._progress.stop()

    def step(self, assessment: Assessment) -> None:
        """Count one picture and show where the person is."""
        if self._progress.disable:
            return
        now = self._language.translate(assessment.cue or phase_words(assessment, self._exercise))
        self._progress.update(self._task, advance=1, now=now)


def event_line(event: Event, language: Language = ENGLISH) -> str | None:
    """Return an event as a line for people, ``None`` for one that only machines need."""
    words = _event_words(event, language)
    return None if words is None else f"{clock(event.time_s, language):>8}  {words}"


def _event_words(event: Event, language: Language) -> str | None:  # noqa: PLR0911 - one for each kind of event
    say = language.translate
    match event:
        case Cue():
            return f"{_cue_mark(event.kind, language)} {say(event.text)}"
        case HoldStarted():
            return say("Holding")
        case TargetReached():
            return f"✓ {say('Target reached')}"
        case HoldEnded():
            side = on_side(event.side, language)
            held = say("Held {seconds} s{side}", seconds=language.number(event.held_s), side=side)
            return f"✓ {held}" if event.counted else f"{held}, {say('too short to count')}"
        case RepDone():
            return f"✓ {say('One more')}{on_side(event.side, language)}"
        case ViewChanged():
            if event.state is ViewState.OK:
                return say("The camera sees you well")
            return say("Camera: {place}", place=say(event.reason))
        case SetEnded():
            return say("Set ended: {reason}", reason=say(event.reason))
        case _:
            return None


def _cue_mark(kind: CueKind, language: Language) -> str:
    match kind:
        case CueKind.PRAISE:
            return "✓"
        case CueKind.STOP:
            return f"{language.translate('STOP')} "
        case _:
            return "»"


class EventLines:
    """Prints events as they happen, one line each, for a session without a window."""

    def __init__(self, console: Console | None = None, language: Language = ENGLISH) -> None:
        self._console = console or standard_output()
        self._language = language

    def show(self, events: tuple[Event, ...]) -> None:
        """Print those events that mean something to a person."""
        for event in events:
            line = event_line(event, self._language)
            if line is not None:
                self._console.print(line, markup=False)


def print_verdict(
    result: Result,
    exercise: Exercise,
    console: Console | None = None,
    language: Language = ENGLISH,
    *,
    hold_target_s: float | None = None,
) -> None:
    """Print the verdict of a result of schema 1.

    Parameters
    ----------
    result
        What came of the exercise.
    exercise
        What was done.
    console
        Where it is printed; by default standard output.
    language
        Of what is printed; a result is the same in all of them.
    hold_target_s
        How long a hold was asked to last, where that is not as the exercise has it.
    """
    console = console or standard_output()
    say = language.translate
    console.print()
    verdict = verdict_of(result, exercise, language, hold_target_s=hold_target_s)
    title = Text(verdict.title, style="bold")
    if verdict.side:
        title.append(f", {verdict.side}")
    console.print(title)
    if verdict.caveat:
        console.print(verdict.caveat)
    console.print(_score_line(verdict, result.score))
    for line in (verdict.done, *(f"  {'✓' if each.counted else '✗'} {each.words}" for each in verdict.holds)):
        console.print(line, markup=False)
    if verdict.faultless:
        console.print(verdict.faultless)
    for heading, lines in (
        (say("What to work on"), _fault_lines(verdict, language)),
        (say("What was said"), _cue_lines(result, language)),
        (say("What the camera could not judge"), [each.words for each in verdict.unjudged]),
    ):
        if lines:
            console.print()
            console.print(Text(heading, style="bold"))
            for line in lines:
                console.print(f"  {line}", markup=False)
    if verdict.not_seen:
        console.print()
        console.print(verdict.not_seen, markup=False)
    console.print()


def _score_line(verdict: Verdict, score: float | None) -> Text:
    if score is None or not verdict.figure:
        return Text.assemble((verdict.score, "bold"), f" {verdict.because}")
    line = Text(verdict.score)
    start = line.plain.index(verdict.figure)
    style = next(colour for least, colour in _COLOURS if score >= least or least == 0)
    line.stylize(f"bold {style}", start, start + len(verdict.figure))
    if verdict.because:
        line.append(f" ({verdict.because})")
    return line


def _fault_lines(verdict: Verdict, language: Language) -> list[str]:
    return [
        language.translate(
            "It looks like {what} ({times})",
            what=fault.words,
            times=", ".join(time.words for time in fault.times),
        )
        for fault in verdict.faults
    ]


def _cue_lines(result: Result, language: Language) -> list[str]:
    say = language.translate
    cues = [cue for cue in result.cues if not cue.text.isdecimal()]  # what was counted stands above
    lines = [f"{clock(cue.time_s, language):>8}  {say(cue.text)}" for cue in cues[:_MOST_CUES]]
    if len(cues) > _MOST_CUES:
        lines.append(f"{'':>8}  {say('… and {count} more', count=len(cues) - _MOST_CUES)}")
    return lines
