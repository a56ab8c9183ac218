"""What the history holds, as plain data to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session.

    Parameters
    ----------
    id
        Its number, as the commands name it.
    kind
        ``"live"``, ``"replay"`` or ``"routine"``.
    routine
        Name of the routine, ``None`` without one.
    plan
        What was meant to be done, step by step: dictionaries with ``exercise``, ``side``, and one of
        ``hold_s`` or ``reps``, and ``sets``; whatever else a routine needs to go on may be in them too.
    source
        Where the pictures came from.
    started_at, ended_at
        In the local time of then; `ended_at` is ``None`` for one that never ended.
    status
        ``"running"`` (also of one that was killed), ``"done"``, ``"stopped"`` or ``"interrupted"``.
    journal
        Path of its file of JSON lines, ``None`` without one.
    """

    id: int
    kind: str
    routine: str | None
    plan: list[dict[str, Any]]
    source: str
    started_at: datetime
    ended_at: datetime | None
    status: str
    journal: str | None


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session in one line: what was completed and counted, the mean score, how long it took.

    `names` are the ids of the exercises that were begun, in their order, each once; without any, nothing but
    questions was answered. `planned` is how many sets were planned, 0 without a plan.
    """

    session: SessionRecord
    exercises: int
    holds: int
    reps: int
    score: float | None
    duration_s: float
    pain_before: int | None
    pain_after: int | None
    names: tuple[str, ...] = ()
    planned: int = 0


@dataclass(frozen=True, slots=True)
class MeasureRecord:
    """A measure while a position was held."""

    measure: str
    unit: str
    primary: bool
    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class HoldRecord:
    """One hold; `end_s`, `held_s` and the parts (0 to 1) are ``None`` when it was cut off or not observed."""

    id: int
    side: str
    start_s: float
    end_s: float | None
    held_s: float | None
    counted: bool
    target_reached_s: float | None
    form: float | None
    hold: float | None
    control: float | None
    measures: tuple[MeasureRecord, ...]


@dataclass(frozen=True, slots=True)
class RepRecord:
    """One repetition."""

    id: int
    side: str
    start_s: float
    end_s: float
    hold_start_s: float | None
    hold_end_s: float | None
    form: float | None
    hold: float | None
    control: float | None
    measures: tuple[MeasureRecord, ...]


@dataclass(frozen=True, slots=True)
class FaultRecord:
    """One fault; `end_s` is ``None`` when the program was killed during it."""

    fault: str
    severity: int
    side: str
    start_s: float
    end_s: float | None


@dataclass(frozen=True, slots=True)
class CueRecord:
    """Something that was said."""

    time_s: float
    text: str
    kind: str
    fault: str


@dataclass(frozen=True, slots=True)
class ViewRecord:
    """From `time_s` on the camera could judge as `state` says."""

    time_s: float
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class CurveRecord:
    """A stretch of the leading measure: times and values, and the zone that was in force."""

    times_s: tuple[float, ...]
    values: tuple[float, ...]
    zone: tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class ExerciseRecord:
    """One exercise of a session; scores are 0 to 100, ``None`` when there is none.

    `stop_reason` says why a set was ended for the person's sake.
    """

    id: int
    session_id: int
    position: int
    exercise: str
    side: str
    profile: str
    planned: dict[str, Any]
    started_at: datetime
    ended_at: datetime | None
    status: str
    stop_reason: str | None
    score: float | None
    form: float | None
    hold: float | None
    control: float | None
    provisional: bool
    result: dict[str, Any] | None
    holds: tuple[HoldRecord, ...]
    reps: tuple[RepRecord, ...]
    faults: tuple[FaultRecord, ...]
    cues: tuple[CueRecord, ...]
    views: tuple[ViewRecord, ...]


@dataclass(frozen=True, slots=True)
class PainRecord:
    """Pain 0 to 10 as told `moment` (``"before"``, ``"after"``, ``"next-day"``) a session."""

    session_id: int
    moment: str
    level: int
    told_at: datetime


@dataclass(frozen=True, slots=True)
class HeldValue:
    """The leading measure of one counted hold or repetition, as its median."""

    at: datetime
    exercise: str
    side: str
    measure: str
    unit: str
    value: float


@dataclass(frozen=True, slots=True)
class AnswersRecord:
    """Answers of one kind (``"screening"``, ``"consent"``, …) as given at `told_at`."""

    kind: str
    answers: dict[str, Any]
    told_at: datetime


@dataclass(frozen=True, slots=True)
class BaselineRecord:
    """The person's own value to compare with."""

    exercise: str
    side: str
    measure: str
    value: float
    unit: str
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A session that did not end: the exercises completed or skipped, and the one that was cut off."""

    session: SessionRecord
    completed: tuple[ExerciseRecord, ...]
    cut_off: ExerciseRecord | None
