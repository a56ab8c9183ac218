"""Doses: as a routine asks for them, easier ones, and how long they take."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from posecheck.exercise import Circles, Exercise, Guided, Hold, Near, Reps, Steps

if TYPE_CHECKING:
    from posecheck.routines.routine import Activity

#: Going into a stretch and out of it again.
IN_AND_OUT_S = 6.0
#: One big, slow circle with the arms.
CIRCLE_S = 2.0
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
    dose = exercise.dose
    match dose:
        case Hold():
            dose = replace(
                dose,
                target_s=activity.hold_s or dose.target_s,
                sets=activity.sets or dose.sets,
            )
        case Reps():
            hold_s = dose.hold_s if activity.hold_s is None else activity.hold_s
            dose = replace(dose, count=activity.reps or dose.count, hold_s=hold_s)
        case Circles():
            dose = replace(dose, count=activity.reps or dose.count)
        case Steps() | Guided():
            dose = replace(dose, duration_s=activity.duration_s or dose.duration_s)
    return replace(exercise, dose=dose)


def one_side_at_a_time(exercise: Exercise) -> bool:
    """Return whether its sides come one after the other, as somebody has to turn around between them.

    Sides that alternate under one camera are done in one go.
    """
    alternating = isinstance(exercise.dose, Reps) and exercise.dose.alternating
    return exercise.sides and (not alternating or exercise.near is not Near.EITHER)


def set_s(exercise: Exercise) -> float:
    """Return roughly how long one set on one side takes, in seconds."""
    match exercise.dose:
        case Hold(target_s=target_s):
            return target_s + IN_AND_OUT_S
        case Reps(count=count, hold_s=hold_s, way_s=way_s):
            return count * (hold_s + 2.0 * way_s)
        case Circles(count=count):
            return count * CIRCLE_S
        case Steps(duration_s=duration_s) | Guided(duration_s=duration_s):
            return duration_s


def with_half_the_dose(exercise: Exercise) -> Exercise:
    """Return `exercise` with about half of its dose; what a single repetition is stays as it is."""
    dose = exercise.dose
    match dose:
        case Hold():
            dose = replace(dose, target_s=max(dose.credit_s, round(dose.target_s / 2)))
        case Reps() | Circles():
            dose = replace(dose, count=max(1, math.ceil(dose.count / 2)))
        case Steps() | Guided():
            dose = replace(dose, duration_s=max(5.0, round(dose.duration_s / 2)))
    return replace(exercise, dose=dose)


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
