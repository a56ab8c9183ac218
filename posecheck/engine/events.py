"""What the trainer tells the world: events that happened, and the moment as it stands.

Outputs (window, voice, report, annotated video) read these and nothing else of the engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from posecheck.exercise import Posture
    from posecheck.pose import Side


class Phase(StrEnum):
    """Where in the exercise the person is."""

    SETUP = "setup"
    READY = "ready"
    MOVE_IN = "move-in"
    HOLD = "hold"
    MOVE_OUT = "move-out"
    REST = "rest"


class State(StrEnum):
    """What a check says of a value. Unknown is neither good nor a fault."""

    GOOD = "good"
    OK = "ok"
    FAULT = "fault"
    UNKNOWN = "unknown"


class ViewState(StrEnum):
    """Whether the camera can judge the exercise."""

    OK = "ok"
    WARN = "warn"
    BLOCK = "block"


class CueKind(StrEnum):
    """Why something is said; the order of urgency is the coach's business."""

    FAULT = "fault"
    PRAISE = "praise"
    ENCOURAGE = "encourage"
    VIEW = "view"
    GUIDE = "guide"
    COUNT = "count"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class ScoreParts:
    """What a score is made of, each 0 to 1, ``NaN`` when it was not observed.

    Parameters
    ----------
    form
        Mean form of the frames in position.
    hold
        Held time against the target, at most 1.
    control
        1 minus half the share of time too fast minus half the share of time bouncing.
    provisional
        A check that matters most could not be observed for part of the time.
    """

    form: float
    hold: float
    control: float
    provisional: bool

    @property
    def score(self) -> float:
        """0 to 100: 0.60 form, 0.20 hold, 0.20 control (catalogue §10)."""
        return 100.0 * (0.60 * self.form + 0.20 * self.hold + 0.20 * self.control)


@dataclass(frozen=True, slots=True)
class HoldStarted:
    """The position was reached and kept still; `start_s` is when that began."""

    time_s: float
    side: Side
    start_s: float


@dataclass(frozen=True, slots=True)
class HoldEnded:
    """A hold is over. `counted` when it was long enough to be credited."""

    time_s: float
    side: Side
    start_s: float
    end_s: float
    held_s: float
    counted: bool
    parts: ScoreParts


@dataclass(frozen=True, slots=True)
class TargetReached:
    """The hold has lasted as long as it should."""

    time_s: float
    side: Side


@dataclass(frozen=True, slots=True)
class RepDone:
    """One repetition, from leaving the start to coming back; the `hold_…` times are its top."""

    time_s: float
    side: Side
    start_s: float
    end_s: float
    hold_start_s: float
    hold_end_s: float
    parts: ScoreParts


@dataclass(frozen=True, slots=True)
class FaultStarted:
    """A fault has lasted long enough to be believed; `start_s` is when it was first seen."""

    time_s: float
    fault: str
    severity: int
    side: Side
    start_s: float


@dataclass(frozen=True, slots=True)
class FaultEnded:
    """A fault is over."""

    time_s: float
    fault: str
    severity: int
    side: Side
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Cue:
    """Something to say now. `fault` is empty unless a fault is the reason."""

    time_s: float
    text: str
    kind: CueKind
    fault: str = ""


@dataclass(frozen=True, slots=True)
class ViewChanged:
    """The camera sees better or worse; `reason` says what is wrong and what to do, in words."""

    time_s: float
    state: ViewState
    reason: str


@dataclass(frozen=True, slots=True)
class SetEnded:
    """The set is over before its dose, for the sake of the person; `reason` in words."""

    time_s: float
    reason: str


Event = (
    HoldStarted
    | HoldEnded
    | TargetReached
    | RepDone
    | FaultStarted
    | FaultEnded
    | Cue
    | ViewChanged
    | SetEnded
)


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything the trainer knows at one instant, for drawing and for the row of a frame.

    Parameters
    ----------
    time_s
        Time of the frame.
    person
        Somebody is there and believed to be the person who exercises.
    valid
        The frame was judged: person, view and needed joints all good enough.
    phase, posture, view, view_reason
        Where the person is, how they lie, and whether the camera can judge it (reason in words).
    near, working
        The side nearer to the camera and the side that works; ``NONE`` while unknown.
    primary
        The leading measure, smoothed; ``NaN`` unknown.
    zone
        ``(low, high)`` of the primary in force for this person.
    measures
        Name → value of every measure of the exercise, smoothed; ``NaN`` unknown.
    states
        Fault id → state of every check that is judged now.
    form
        Form of this frame, 0 to 1; ``NaN`` when it was not judged.
    faults
        Ids of the faults active now, the worst first.
    held_s, target_s
        Seconds of the running hold and its target.
    holds, reps
        How many were counted so far.
    cue
        What was said last and still stands; empty when there is nothing to say.
    missing
        Joints that are needed and not seen, as words ("left ankle").
    """

    time_s: float
    person: bool
    valid: bool
    phase: Phase
    posture: Posture
    view: ViewState
    view_reason: str
    near: Side
    working: Side
    primary: float
    zone: tuple[float, float]
    measures: Mapping[str, float]
    states: Mapping[str, State]
    form: float
    faults: tuple[str, ...]
    held_s: float
    target_s: float
    holds: int
    reps: int
    cue: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What one pose led to: the events in their order, and what is seen after them."""

    assessment: Assessment
    events: tuple[Event, ...]
