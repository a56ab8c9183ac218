"""What the trainer read of a clip, frame by frame, so that limits can be laid over it afterwards.

The real trainer is run once, with its checks under names of their own. Limits that only name faults do not
change the course of an exercise, so the values it compared are the same whatever the limits are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from posecheck.engine.events import Phase
from posecheck.engine.rules import WARN_SLACK_DEG
from posecheck.engine.trainer import Trainer
from posecheck.exercise import Band, Check, Fault, Severity, When
from posecheck.lab.tuning.limits import is_first_way
from posecheck.profiles.threshold_parts import named_checks, named_primaries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from posecheck.engine.events import Event
    from posecheck.engine.frame_state import FrameState
    from posecheck.engine.performers import Performed
    from posecheck.exercise import Exercise
    from posecheck.pose import Pose

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

_EVERYTHING = Band(-math.inf, math.inf, -math.inf, math.inf)


@dataclass(frozen=True, slots=True, eq=False)
class PartReading:
    """What was read for one part of the exercise in each frame.

    Parameters
    ----------
    value
        ``(n,)`` the value that the trainer compared, in the unit of the measure; ``NaN`` unknown.
    due, due_in_position
        ``(n,)`` whether it was judged; and whether it was judged with the position reached.
    slack
        ``(n,)`` by how much the value may be wrong in this frame.
    """

    value: Array
    due: Mask
    due_in_position: Mask
    slack: Array


@dataclass(frozen=True, slots=True, eq=False)
class ClipReading:
    """A clip as the trainer read it.

    Parameters
    ----------
    time_s
        ``(n,)`` times of the frames.
    valid, holding
        ``(n,)`` whether the frame was judged, and whether a position was being held in it.
    forgot
        ``(n,)`` whether all faults were ended before it, as with another person.
    parts
        Name of the check or primary → what was read for it.
    """

    time_s: Array
    valid: Mask
    holding: Mask
    forgot: Mask
    parts: dict[str, PartReading]


@dataclass(slots=True)
class _Row:
    time_s: float
    valid: bool
    holding: bool
    forgot: bool
    values: dict[str, float]
    due: frozenset[str]
    slack_deg: float


#: A probe is shown to nobody.
_NEVER_SAID = "A probe."


def _probe(name: str) -> str:
    """Return the name of the probe of a part, which no fault has."""
    return f"probe-of-{name}"


def _position_probe(name: str) -> str:
    return f"probe-of-{name}-in-position"


def _probed(exercise: Exercise) -> Exercise:
    """Return `exercise` with a name of its own for every check, and with probes of where the person is."""
    assert exercise.primary is not None
    checks = [
        replace(check, fault=_probe(name), fault_low="") for name, check in named_checks(exercise).items()
    ]
    for name in named_primaries(exercise):
        end = 1 if is_first_way(name) else -1
        for probe, when in ((_probe(name), When.MOVING), (_position_probe(name), When.POSITION)):
            measure = exercise.primary.measure
            checks.append(Check(probe, measure, _EVERYTHING, Severity.SHOW, _NEVER_SAID, when=when, end=end))
    probes = tuple(Fault(name, _NEVER_SAID) for name in dict.fromkeys(check.fault for check in checks))
    return replace(exercise, checks=tuple(checks), faults=exercise.faults + probes)


class _ReadingTrainer(Trainer):
    """A trainer that notes what it compares."""

    def __init__(self, exercise: Exercise, *, hold_target_s: float | None) -> None:
        super().__init__(_probed(exercise), hold_target_s=hold_target_s)
        self._forgot = False
        self.rows: list[_Row] = []

    def _forget(self, time_s: float, events: list[Event]) -> None:
        self._forgot = True
        super()._forget(time_s, events)

    def _correct(self, frame: FrameState, performed: Performed) -> list[Event]:
        judged = performed.valid and frame.body is not None
        values: dict[str, float] = {}
        if judged:
            working = self._stage.read_side(frame.near)
            sides = {"working": working, "other": working.other, "near": frame.near, "far": frame.near.other}
            values = {
                check.fault: self._stage.readings.value(check.measure, sides[check.side])
                for check in self.exercise.checks
            }
        slack_deg = WARN_SLACK_DEG if frame.visibility.factor < 1.0 else 0.0
        holding = self._performance.phase is Phase.HOLD
        due = frozenset(performed.states)
        self.rows.append(_Row(frame.time_s, judged, holding, self._forgot, values, due, slack_deg))
        self._forgot = False
        return super()._correct(frame, performed)


def read_clip(
    exercise: Exercise, poses: Iterable[Pose], *, hold_target_s: float | None = None
) -> ClipReading:
    """Return what the trainer reads of `poses`."""
    trainer = _ReadingTrainer(exercise, hold_target_s=hold_target_s)
    for pose in poses:
        trainer.step(pose)
    rows = trainer.rows
    parts: dict[str, PartReading] = {}
    for name, check in named_checks(exercise).items():
        oblique = check.measure.arc is not None
        due = _mask(_probe(name) in row.due for row in rows)
        parts[name] = PartReading(_values(rows, name), due, due, _slack(rows, oblique=oblique))
    for name in named_primaries(exercise):
        parts[name] = PartReading(
            _values(rows, name),
            _mask(_probe(name) in row.due or _position_probe(name) in row.due for row in rows),
            _mask(_position_probe(name) in row.due for row in rows),
            np.zeros(len(rows)),
        )
    return ClipReading(
        np.array([row.time_s for row in rows], np.float64),
        _mask(row.valid for row in rows),
        _mask(row.holding for row in rows),
        _mask(row.forgot for row in rows),
        parts,
    )


def _mask(flags: Iterable[bool]) -> Mask:
    return np.array(list(flags), np.bool_)


def _values(rows: list[_Row], name: str) -> Array:
    return np.array([row.values.get(_probe(name), math.nan) for row in rows], np.float64)


def _slack(rows: list[_Row], *, oblique: bool) -> Array:
    return np.array([row.slack_deg if oblique else 0.0 for row in rows], np.float64)
