"""What is decided on a clip for one fault: of each hold, whether it was there; and what was said wrongly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from posecheck.engine.coach import SAME_S, WAIT_S
from posecheck.engine.fault_tracker import BELIEVE_S
from posecheck.exercise import Severity
from posecheck.lab.evaluation.findings import DEVELOPING_S
from posecheck.lab.tuning.replayed import replayed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from posecheck.exercise import Exercise
    from posecheck.lab.labels import Label
    from posecheck.lab.tuning.limits import Limit
    from posecheck.lab.tuning.readings import Array, ClipReading, Mask


@dataclass(frozen=True, slots=True, eq=False)
class Holds:
    """The holds of a clip, by the label, for one fault.

    Parameters
    ----------
    start_s, end_s
        ``(u,)`` each with its ways in and out.
    faulty
        ``(u,)`` the fault is in it.
    counted
        ``(u,)`` it counts: not where the label only allows the fault as another name of one that the
        exercise tells by itself.
    """

    start_s: Array
    end_s: Array
    faulty: Mask
    counted: Mask


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Decisions about one fault, for every setting; all arrays end in ``(s,)``.

    Parameters
    ----------
    hits, misses
        Holds with the fault in which it was told, and was not.
    false, passed
        Holds without it in which it was told, and was not.
    false_cues
        How often it would be said where no label has it, as if nothing else were said.
    minutes
        Length of what was looked at, without the settings' axis.
    """

    hits: Array
    misses: Array
    false: Array
    passed: Array
    false_cues: Array
    minutes: Array


def holds_of(label: Label, fault: str, told_by_itself: Collection[str]) -> Holds:
    """Return the labelled holds of a clip for `fault`.

    Parameters
    ----------
    label
        The label.
    fault
        Id of the fault.
    told_by_itself
        Every fault the exercise can tell.
    """
    plateaus = sorted(label.plateaus, key=lambda plateau: plateau.start_s)
    start_s = np.array([plateau.start_s - DEVELOPING_S for plateau in plateaus])
    end_s = np.array([plateau.end_s + DEVELOPING_S for plateau in plateaus])
    # Holds close to each other part in the middle.
    for number in range(len(plateaus) - 1):
        if end_s[number] > start_s[number + 1]:
            end_s[number] = start_s[number + 1] = (end_s[number] + start_s[number + 1]) / 2.0
    faulty = np.zeros(len(plateaus), np.bool_)
    allowed = np.zeros(len(plateaus), np.bool_)
    for labelled in label.faults:
        within = (labelled.start_s < end_s) & (labelled.end_s > start_s)
        if labelled.id == fault or (fault in labelled.also and labelled.id not in told_by_itself):
            faulty |= within
        elif fault in labelled.also:
            allowed |= within
    return Holds(start_s, end_s, faulty, faulty | ~allowed)


def explained(label: Label, fault: str, start_s: Array, end_s: Array) -> Mask:
    """Return whether a label explains each told interval, by the id or an acceptable name."""
    found = np.zeros(len(start_s), np.bool_)
    for labelled in label.faults:
        if fault in (labelled.id, *labelled.also):
            found |= (start_s <= labelled.end_s + DEVELOPING_S) & (end_s >= labelled.start_s - DEVELOPING_S)
    return found


def decide(  # noqa: PLR0913, PLR0917 - a clip, what is asked of it, and the settings
    reading: ClipReading,
    label: Label,
    holds: Holds,
    limits: Sequence[Limit],
    values: Array,
    exercise: Exercise,
) -> Counts:
    """Return the decisions on one clip for every setting of the limits of one fault.

    Parameters
    ----------
    reading, label, holds
        The clip.
    limits, values
        As for :func:`posecheck.lab.tuning.replayed.replayed`.
    exercise
        What is done.
    """
    fault = limits[0].fault
    severity = max(limit.severity for limit in limits)
    told_in = np.zeros((len(values), len(holds.faulty)), np.bool_)
    cues = np.zeros(len(values))
    for told in replayed(reading, limits, values, exercise):
        told_in[told.settings] |= (told.start_s[:, None] < holds.end_s) & (
            told.end_s[:, None] > holds.start_s
        )
        if severity > Severity.SHOW:
            false = ~explained(label, fault, told.start_s, told.end_s)
            cues[told.settings] += false * _times_said(told.over_s - told.start_s, severity)
    faulty, good = holds.counted & holds.faulty, holds.counted & ~holds.faulty
    return Counts(
        told_in[:, faulty].sum(axis=1).astype(np.float64),
        (~told_in[:, faulty]).sum(axis=1).astype(np.float64),
        told_in[:, good].sum(axis=1).astype(np.float64),
        (~told_in[:, good]).sum(axis=1).astype(np.float64),
        cues,
        np.array(label.duration_s / 60.0),
    )


def _times_said(lasted_s: Array, severity: Severity) -> Array:
    """Return how often the coach says a cue of a fault that lasted so long and is alone."""
    wait_s = max(BELIEVE_S, WAIT_S[severity])
    return np.maximum(0.0, np.floor((lasted_s - wait_s) / SAME_S) + 1.0)
