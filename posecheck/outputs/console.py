"""What is printed: a live line while a video is replayed, a line for each event, the verdict at the end.

Progress goes to standard error and only where somebody watches; the verdict goes to standard output.
Colours are decoration: everything reads the same without them (NO_COLOR, pipes).
"""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING, Any, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn
from rich.text import Text

from posecheck.events import (
    Cue,
    CueKind,
    Event,
    HoldEnded,
    HoldStarted,
    Moment,
    RepDone,
    SetEnded,
    TargetReached,
    ViewChanged,
    ViewState,
)
from posecheck.exercise import Exercise, Hold, Reps, Steps
from posecheck.faults import FAULTS
from posecheck.outputs.wording import phase_words
from posecheck.pose import Side

if TYPE_CHECKING:
    from collections.abc import Mapping

#: From this score on, what it is called (EXERCISES.md §10).
_BANDS: tuple[tuple[float, str, str], ...] = (
    (85.0, "great", "green"),
    (70.0, "good", "green"),
    (50.0, "keep practising", "yellow"),
    (0.0, "let's simplify", "yellow"),
)
_MINUTE_S = 60
_MOST_CUES = 8


def score_band(score: float) -> str:
    """Return what a score of 0 to 100 is called."""
    return next(words for least, words, _ in _BANDS if score >= least or least == 0)


def clock(time_s: float) -> str:
    """Return a time of the source as ``"4.2 s"``, from a minute on as ``"1:04"``."""
    if time_s < _MINUTE_S:
        return f"{time_s:.1f} s"
    whole = round(time_s)
    return f"{whole // _MINUTE_S}:{whole % _MINUTE_S:02d}"


def standard_output() -> Console:
    """Return the console for results."""
    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


def standard_error() -> Console:
    """Return the console for progress and messages."""
    return Console(stderr=True, highlight=False)


class _Rate(ProgressColumn):
    """Pictures a second."""

    def render(self, task: Task) -> Text:
        """Return the rate, or nothing while it is unknown."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.0f} frames/s" if speed else "")


class _Left(ProgressColumn):
    """Time left."""

    def render(self, task: Task) -> Text:
        """Return the time left, or nothing while it is unknown."""
        left = task.time_remaining
        return Text(f"{clock(left)} left" if left is not None and not task.finished else "")


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
    """

    def __init__(
        self, exercise: Exercise, frame_count: int | None, *, console: Console | None = None
    ) -> None:
        console = console or standard_error()
        self._exercise = exercise
        self._progress = Progress(
            TextColumn("{task.description}", style="bold"),
            BarColumn(bar_width=24),
            _Rate(),
            _Left(),
            TextColumn("{task.fields[now]}", style="dim"),
            console=console,
            transient=True,
            refresh_per_second=5,
            disable=not console.is_terminal,
        )
        self._task = self._progress.add_task(exercise.title, total=frame_count or None, now="")

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._progress.stop()

    def step(self, moment: Moment) -> None:
        """Count one picture and show where the person is."""
        if self._progress.disable:
            return
        now = moment.cue or phase_words(moment, self._exercise)
        self._progress.update(self._task, advance=1, now=now)


def event_line(event: Event) -> str | None:
    """Return an event as a line for people, ``None`` for one that only machines need."""
    words = _event_words(event)
    return None if words is None else f"{clock(event.time_s):>8}  {words}"


def _event_words(event: Event) -> str | None:  # noqa: PLR0911 - one answer for each kind of event
    match event:
        case Cue():
            return f"{_CUE_MARKS.get(event.kind, '»')} {event.text}"
        case HoldStarted():
            return "Holding"
        case TargetReached():
            return "✓ Target reached"
        case HoldEnded():
            mark, end = ("✓ ", "") if event.counted else ("", ", too short to count")
            return f"{mark}Held {event.held_s:.0f} s{_of_side(event.side)}{end}"
        case RepDone():
            return f"✓ One more{_of_side(event.side)}"
        case ViewChanged():
            return "The camera sees you well" if event.state is ViewState.OK else f"Camera: {event.reason}"
        case SetEnded():
            return f"Set ended: {event.reason}"
        case _:
            return None


_CUE_MARKS = {CueKind.PRAISE: "✓", CueKind.STOP: "STOP "}


class EventLines:
    """Prints events as they happen, one line each, for a session without a window."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or standard_output()

    def show(self, events: tuple[Event, ...]) -> None:
        """Print those events that mean something to a person."""
        for event in events:
            line = event_line(event)
            if line is not None:
                self._console.print(line, markup=False)


def print_verdict(result: Mapping[str, Any], exercise: Exercise, console: Console | None = None) -> None:
    """Print the verdict of a result of schema 1.

    Parameters
    ----------
    result
        As :meth:`posecheck.result.ResultBuilder.finish` returns it.
    exercise
        What was done.
    console
        Where it is printed; by default standard output.
    """
    console = console or standard_output()
    console.print()
    title = Text(exercise.title, style="bold")
    side = result.get("side")
    if side in (Side.LEFT, Side.RIGHT):
        title.append(f", {side} side")
    console.print(title)
    if exercise.opt_in:
        console.print("This only observes what was recorded; it recommends nothing.")
    console.print(_score_line(result))
    for line in _dose_lines(result, exercise):
        console.print(line, markup=False)
    for heading, lines in (
        ("What to work on", _fault_lines(result)),
        ("What was said", _cue_lines(result)),
        ("What the camera could not judge", _view_lines(result)),
    ):
        if lines:
            console.print()
            console.print(Text(heading, style="bold"))
            for line in lines:
                console.print(f"  {line}", markup=False)
    if not result["faults"] and result["scored"]:
        console.print("No faults seen.")
    console.print()


def _score_line(result: Mapping[str, Any]) -> Text:
    score = result.get("score")
    if not result.get("scored") or score is None:
        reason = str(result.get("reason") or "the camera saw too little").rstrip(".")
        return Text.assemble(("Not scored", "bold"), f": {reason[:1].lower()}{reason[1:]}.")
    style = next(colour for least, _, colour in _BANDS if score >= least or least == 0)
    line = Text.assemble("Score ", (f"{score:.0f}", f"bold {style}"), f" of 100: {score_band(score)}")
    if result.get("provisional"):
        line.append(" (provisional: something that matters could not be seen)")
    return line


def _dose_lines(result: Mapping[str, Any], exercise: Exercise) -> list[str]:
    """Return what was done of the dose, and each hold or repetition."""
    lines: list[str] = []
    holds, reps = result["holds"], result["reps"]
    if isinstance(exercise.dose, Reps | Steps) or reps:
        word = "step" if isinstance(exercise.dose, Steps) else "repetition"
        planned = f" of {exercise.dose.count}" if isinstance(exercise.dose, Reps) else ""
        plural = "" if len(reps) == 1 and not planned else "s"
        lines.append(f"{len(reps)}{planned} {word}{plural}")
    if isinstance(exercise.dose, Hold) or holds:
        counted = [hold for hold in holds if hold["counted"]]
        lines.append(f"{len(counted)} hold{'' if len(counted) == 1 else 's'} counted")
        for hold in holds:
            mark = "✓" if hold["counted"] else "✗"
            score = f", {hold['score']:.0f} points" if hold["counted"] and _known(hold["score"]) else ""
            short = "" if hold["counted"] else ", too short to count"
            lines.append(
                f"  {mark} {hold['held_s']:.1f} s{_of_side(hold['side'])}, "
                f"{clock(hold['start_s'])} to {clock(hold['end_s'])}{score}{short}"
            )
    return lines


def _known(value: float | None) -> bool:
    return value is not None and math.isfinite(value)


def _of_side(side: str) -> str:
    return f" on the {side}" if side in (Side.LEFT, Side.RIGHT) else ""


def _fault_lines(result: Mapping[str, Any]) -> list[str]:
    """Return one line for each kind of fault, the gravest first, with its times."""
    by_kind: dict[tuple[int, str], list[Mapping[str, Any]]] = {}
    for fault in result["faults"]:
        by_kind.setdefault((-fault["severity"], fault["id"]), []).append(fault)
    lines = []
    for (_, name), each in sorted(by_kind.items()):
        words = FAULTS.get(name, name.replace("-", " "))
        times = ", ".join(f"{clock(one['start_s'])} to {clock(one['end_s'])}" for one in each)
        lines.append(f"It looks like {words} ({name}; {times})")
    return lines


def _cue_lines(result: Mapping[str, Any]) -> list[str]:
    cues = result["cues"]
    lines = [f"{clock(cue['time_s']):>8}  {cue['text']}" for cue in cues[:_MOST_CUES]]
    if len(cues) > _MOST_CUES:
        lines.append(f"{'':>8}  … and {len(cues) - _MOST_CUES} more")
    return lines


def _view_lines(result: Mapping[str, Any]) -> list[str]:
    return [
        f"{clock(part['start_s'])} to {clock(part['end_s'])}: {part['reason'] or 'not seen well enough'}"
        for part in result["view"]
        if part["state"] != ViewState.OK
    ]
