"""Doses: as a routine asks for them, easier ones, and how long they take."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from posecheck.exercise import Exercise, Near

if TYPE_CHECKING:
    from posecheck.routines.routine import Activity

#: Getting into position (catalogue §11).
TRANSITION_S = 10.0
#: Putting the camera elsewhere, and getting into position.
CAMERA_S = 20.0
#: Between two sets (catalogue §5).
REST_S = 10.0
#: How much of its way a stretch keeps in an amber traffic light (catalogue §4).
REDUCED = 0.8


def with_dose(exercise: Exercise, activity: Activity) -> Exercise:
    """Return `exercise` with the dose that `activity` asks for."""
    asked = exercise.dose.asked(
        hold_s=activity.hold_s, sets=activity.sets, reps=activity.reps, duration_s=activity.duration_s
    )
    return replace(exercise, dose=asked)


def one_side_at_a_time(exercise: Exercise) -> bool:
    """Return whether its sides come one after the other, as somebody has to turn around between them.

    Sides that alternate under one camera are done in one go.
    """
    return exercise.sides and (not exercise.dose.alternating or exercise.near is not Near.EITHER)


def set_s(exercise: Exercise) -> float:
    """Return roughly how long one set on one side takes, in seconds."""
    return exercise.dose.set_s


def with_half_the_dose(exercise: Exercise) -> Exercise:
    """Return `exercise` with about half of its dose; what a single repetition is stays as it is."""
    return replace(exercise, dose=exercise.dose.halved())


def with_reduced_range(exercise: Exercise) -> Exercise:
    """Return a stretch with a fifth less way to go: the good values and the cap end earlier.

    Strength, steps and movements with two ends stay as they are; for them the dose is what can be less.
    """
    primary = exercise.primary
    if primary is None or primary.strict or primary.decreasing or primary.other is not None:
        return exercise

    def nearer(edge: float, least: float) -> float:
        return max(least, primary.rest + REDUCED * (edge - primary.rest))

    good_low = nearer(primary.good[0], min(primary.good[0], primary.zone))
    good = (good_low, nearer(primary.good[1], good_low))
    ok = (min(primary.ok[0], good_low), nearer(primary.ok[1], good[1]))
    zone = min(primary.zone, good_low)
    return replace(exercise, primary=replace(primary, zone=zone, good=good, ok=ok))
