"""What a performer is: one way of doing a dose, which is followed, judged and counted frame by frame."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from posecheck.pose.geometry import NAN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from posecheck.engine.events import Event, Phase, State
    from posecheck.engine.exercise_state import ExerciseState
    from posecheck.engine.frame_state import FrameState
    from posecheck.exercise import Exercise, Measure, Pace, Severity


@dataclass(frozen=True, slots=True)
class Performed:
    """What a performer made of one frame.

    Parameters
    ----------
    valid
        Whether the frame was judged.
    form
        Its form, 0 to 1, ``NaN`` unknown.
    states
        Fault id → state of each check that was due.
    events
        What happened, in order.
    """

    valid: bool = False
    form: float = NAN
    states: Mapping[str, State] = field(default_factory=dict)
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnFault:
    """A fault that a performer sees itself, beside those of the checks; for the book.

    Parameters
    ----------
    fault, severity, cue
        What it is, how much it matters, and what is said, empty when nothing is.
    measure
        The measure it is seen in, ``None`` where there is none.
    what, unit, good, ok, when
        What is judged, in which unit, the limits and when; without `what` it is told elsewhere.
    """

    fault: str
    severity: Severity
    cue: str
    measure: Measure | None = None
    what: str = ""
    unit: str = ""
    good: str = ""
    ok: str = ""
    when: str = ""


def speed_fault(pace: Pace, what: str, severity: Severity, cue: str) -> OwnFault:
    """Return that `what` is faster than `pace` has it."""
    good, ok = f"≤ {pace.good_deg_s:g}", f"≤ {pace.stop_deg_s:g}"
    return OwnFault("too-fast", severity, cue, None, what, "deg/s", good, ok, "on the way")


class Performer(Protocol):
    """How one kind of dose is followed: holds and repetitions, steps, circles, guided.

    One is made of the exercise and what is kept about the person, for every person anew.
    """

    def __init__(self, stage: ExerciseState) -> None: ...

    @staticmethod
    def own_faults(exercise: Exercise) -> tuple[OwnFault, ...]:
        """Return the faults that it sees itself, beside those of the checks."""

    @property
    def phase(self) -> Phase:
        """Where in the exercise the person is."""

    @property
    def holding(self) -> bool:
        """Whether a position is being held: sides stay what they are."""

    @property
    def started(self) -> bool:
        """Whether the person was seen at the start of the exercise."""

    def held_s(self, time_s: float) -> float:
        """Return how long the running hold has lasted."""

    def take(self, frame: FrameState) -> Performed:
        """Take one frame and return what there is to say of it."""

    def forget(self, time_s: float) -> list[Event]:
        """End what runs and start afresh, as with another person."""

    def finish(self, time_s: float) -> list[Event]:
        """End what runs, at the end of the source."""
