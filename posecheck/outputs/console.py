"""What is printed: a live line while a video is replayed, a line for each event, the verdict at the end.

Progress goes to standard error and only where somebody watches; the verdict goes to standard output.
Colours are decoration: everything reads the same without them (NO_COLOR, pipes).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Self

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
from posecheck.exercise import Counted, Exercise
from posecheck.exercise.catalogue import fault_meaning
from posecheck.outputs.dose_words import dose_done, score_words, with_target
from posecheck.outputs.wording import phase_words
from posecheck.pose import Side
from posecheck.support.language import ENGLISH, Language
from posecheck.support.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import ConsoleOptions, RenderableType

    from posecheck.engine.result import FaultResult, Result
    from posecheck.outputs.dose_words import DoseDone

#: From this score on, its colour.
_COLOURS: tuple[tuple[float, str], ...] = ((70.0, "green"), (0.0, "yellow"))
_MINUTE_S = 60
_MOST_CUES = 8
#: A view that was good for no longer is told as one that was not.
_A_MOMENT_S = 1.0


def clock(time_s: float, language: Language = ENGLISH) -> str:
    """Return a time of the source as ``"4.2 s"``, from a minute on as ``"1:04"``."""
    if time_s < _MINUTE_S:
        return f"{language.number(time_s, 1)} s"
    whole = round(time_s)
    return f"{whole // _MINUTE_S}:{whole % _MINUTE_S:02d}"


class PrintableConsole(Console):
    """A console whose colours and movements are its own: those in a text are written out."""

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
            side = _of_side(event.side, language)
            held = say("Held {seconds} s{side}", seconds=language.number(event.held_s), side=side)
            return f"✓ {held}" if event.counted else f"{held}, {say('too short to count')}"
        case RepDone():
            return f"✓ {say('One more')}{_of_side(event.side, language)}"
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
    title = Text(say(exercise.title), style="bold")
    side = result.side
    if side in (Side.LEFT, Side.RIGHT):
        title.append(f", {say('left side' if side == Side.LEFT else 'right side')}")
    console.print(title)
    if exercise.opt_in:
        console.print(say("This only observes what was recorded; it recommends nothing."))
    done = dose_done(with_target(exercise.dose, hold_target_s), result.holds, result.reps)
    console.print(_score_line(result, exercise, done, language))
    for line in (say(done.words), *_hold_lines(result, exercise, language, scored=done.telling)):
        console.print(line, markup=False)
    if not result.faults and result.scored:
        console.print(say("No faults seen."))
    for heading, lines in (
        (say("What to work on"), _fault_lines(result, language)),
        (say("What was said"), _cue_lines(result, language)),
        (say("What the camera could not judge"), _view_lines(result, language)),
    ):
        if lines:
            console.print()
            console.print(Text(heading, style="bold"))
            for line in lines:
                console.print(f"  {line}", markup=False)
    if result.not_seen:
        console.print()
        unseen = "; ".join(say(fault_meaning(fault)) for fault in result.not_seen)
        console.print(say("One camera cannot see whether {what}.", what=unseen), markup=False)
    console.print()


def _score_line(result: Result, exercise: Exercise, done: DoseDone, language: Language) -> Text:
    say = language.translate
    score = result.score
    if not result.scored or score is None:
        reason = say(result.reason or "The camera saw too little.")
        return Text.assemble((say("Not scored."), "bold"), f" {reason}")
    form = result.score_parts.form if result.score_parts else None
    said = score_words(score, form, done, judged=not exercise.opt_in)
    line = Text(say(said))
    number = language.pointed(f"{said.places.get('score', said.places.get('form')):g}")
    start = line.plain.index(number)
    style = next(colour for least, colour in _COLOURS if score >= least or least == 0)
    line.stylize(f"bold {style}", start, start + len(number))
    if result.provisional:
        line.append(f" ({say('provisional: something that matters could not be seen')})")
    return line


def _hold_lines(result: Result, exercise: Exercise, language: Language, *, scored: bool) -> list[str]:
    """Return a line for each hold of an exercise that is held, with its points where they say something."""
    say = language.translate
    lines: list[str] = []
    for hold in result.holds if exercise.dose.counts is Counted.HOLDS else ():
        line = say(
            "{held} s{side}, {start} to {end}",
            held=language.number(hold.held_s, 1),
            side=_of_side(hold.side, language),
            start=clock(hold.start_s, language),
            end=clock(hold.end_s, language),
        )
        if not hold.counted:
            lines.append(f"  ✗ {line}, {say('too short to count')}")
        elif scored and hold.score is not None:
            lines.append(f"  ✓ {line}, {say('{score} points', score=language.number(hold.score))}")
        else:
            lines.append(f"  ✓ {line}")
    return lines


def _of_side(side: str, language: Language) -> str:
    if side not in (Side.LEFT, Side.RIGHT):
        return ""
    return f" {language.translate('on the left' if side == Side.LEFT else 'on the right')}"


def _fault_lines(result: Result, language: Language) -> list[str]:
    """Return one line for each kind of fault, the gravest first, with its times."""
    say = language.translate
    by_kind: dict[tuple[int, str], list[FaultResult]] = {}
    for fault in result.faults:
        by_kind.setdefault((-fault.severity, fault.id), []).append(fault)
    return [
        say(
            "It looks like {what} ({times})",
            what=say(fault_meaning(name)),
            times=", ".join(_between(one.start_s, one.end_s, language) for one in each),
        )
        for (_, name), each in sorted(by_kind.items())
    ]


def _between(start_s: float, end_s: float, language: Language) -> str:
    start, end = clock(start_s, language), clock(end_s, language)
    return language.translate("{start} to {end}", start=start, end=end)


def _cue_lines(result: Result, language: Language) -> list[str]:
    say = language.translate
    cues = [cue for cue in result.cues if not cue.text.isdecimal()]  # what was counted stands above
    lines = [f"{clock(cue.time_s, language):>8}  {say(cue.text)}" for cue in cues[:_MOST_CUES]]
    if len(cues) > _MOST_CUES:
        lines.append(f"{'':>8}  {say('… and {count} more', count=len(cues) - _MOST_CUES)}")
    return lines


def _view_lines(result: Result, language: Language) -> list[str]:
    """Return one line for each time the camera could not judge; a moment in between makes no two of it."""
    spans: list[tuple[str, float, float]] = []
    for part in result.view:
        if part.state == ViewState.OK:
            continue
        reason = part.reason or ""
        if spans and spans[-1][0] == reason and part.start_s - spans[-1][2] < _A_MOMENT_S:
            spans[-1] = reason, spans[-1][1], part.end_s
        else:
            spans.append((reason, part.start_s, part.end_s))
    return [
        f"{_between(start_s, end_s, language)}: {language.translate(reason or 'Not seen well enough.')}"
        for reason, start_s, end_s in spans
    ]
