"""Words of the pages of exercises for what the catalogue has as data: parts, doses, numbers, grades."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from posecheck.exercise import Counted, Folder, Instead, Less, Observability, Relative, Unit, Variant, View
from posecheck.outputs.dose_words import time_words
from posecheck.pose import Joint

if TYPE_CHECKING:
    from collections.abc import Collection

    from posecheck.exercise import Dose, Exercise, Measure
    from posecheck.report.wording import Words


def upper(words: str) -> str:
    """Return words as the beginning of a line."""
    return words[:1].upper() + words[1:]


def part_title(folder: Folder, words: Words) -> str:
    """Return what a part of the catalogue is called, in everybody's words."""
    say = words.say
    return {
        Folder.WARMUP: say("Warm-up"),
        Folder.HAMSTRING: say("Back of the legs"),
        Folder.GLUTE: say("Seat and hips"),
        Folder.BACK: say("The back"),
        Folder.STRENGTH: say("Strength"),
        Folder.COOLDOWN: say("Cool-down"),
        Folder.INVERSION: say("Inversion table"),
    }[folder]


def view_words(view: View, words: Words) -> str:
    """Return from where the camera looks."""
    say = words.say
    return {
        View.SIDE: say("Camera at your side"),
        View.FRONT: say("Camera in front of you"),
        View.ANY: say("Camera anywhere"),
    }[view]


def joint_words(joint: Joint, words: Words) -> str:
    """Return what a joint is called."""
    say = words.say
    foot = say("foot")
    return {
        Joint.EAR: say("head"),
        Joint.SHOULDER: say("shoulder"),
        Joint.ELBOW: say("elbow"),
        Joint.WRIST: say("wrist"),
        Joint.HIP: say("hip"),
        Joint.KNEE: say("knee"),
        Joint.ANKLE: say("ankle"),
        Joint.HEEL: foot,
        Joint.TOE: foot,
    }[joint]


def grade_words(exercise: Exercise, words: Words) -> str:
    """Return how far what the camera says can be relied on."""
    say = words.say
    if exercise.opt_in:
        return say(
            "It is watched, not scored: tilt, time and speed are read well from the side. It never "
            "recommends an angle, and it is no emergency alarm."
        )
    if exercise.observability is Observability.A:
        grade = say("One camera sees what matters here well: you can rely on what it says.")
    elif exercise.observability is Observability.B:
        grade = say(
            "One camera sees the main movement well, and some of what matters only roughly: take what it "
            "says with reserve."
        )
    else:
        return say("One camera cannot judge this exercise: it is guided and timed, and not scored.")
    return grade if exercise.scored else f"{grade} {say('It is counted and timed, and given no score.')}"


def dose_words(dose: Dose, words: Words, *, by_sides: bool, sets: int | None = None) -> str:
    """Return how much is done, as short phrases in one line: ``"Held 2 times for 30 seconds, on each side"``.

    Parameters
    ----------
    dose
        Of one set.
    words
        Of the language.
    by_sides
        One side is done after the other, or in turn.
    sets
        How many sets there are on a side; by default as the dose has it.
    """
    say, sets = words.say, dose.sets if sets is None else sets
    said: list[str] = []
    if dose.counts is Counted.HOLDS:
        time = words.said(time_words(dose.position_s or 0.0))
        once = say("Held for {time}", time=time)
        said.append(once if sets == 1 else say("Held {count} times for {time}", count=str(sets), time=time))
    elif dose.goal is not None:
        said.append(f"{dose.goal} {words.said(dose.named(dose.goal))}")
        if dose.position_s:
            said.append(say("{time} at the top", time=_seconds(dose.position_s, words)))
    else:
        said.append(upper(words.said(time_words(dose.lasts_s or dose.set_s))))
    if sets > 1 and dose.counts is not Counted.HOLDS:
        said.append(words.count(sets, "1 set", "{count} sets"))
    if dose.alternating:
        said.append(say("the sides in turn") if by_sides else say("from end to end"))
    elif by_sides:
        said.append(say("on each side"))
    return ", ".join(said)


def usual_dose(exercise: Exercise, words: Words) -> str:
    """Return the dose of an exercise as it is."""
    return dose_words(exercise.dose, words, by_sides=exercise.sides)


def _seconds(seconds: float, words: Words) -> str:
    if seconds == round(seconds):
        return words.said(time_words(seconds))
    return f"{words.short_number(seconds)} s"


def amount_words(value: float, measure: Measure, words: Words) -> str:
    """Return a value of a measure with its unit."""
    if measure.relative is Relative.SHARE:
        return words.say("{percent} % of the start", percent=words.number(100.0 * value))
    if measure.unit is Unit.RATIO:
        return words.short_number(value)
    if measure.unit is Unit.PER_MINUTE:
        return f"{words.number(value)} {words.told(measure.unit.value)}"
    return words.amount(value, measure.unit.value)


def range_words(low: float, high: float, measure: Measure, words: Words) -> str:
    """Return within what a measure is, either edge of which may be open."""
    low, high = min(low, high), max(low, high)
    if math.isinf(low) or (low <= 0 and measure.relative is Relative.SHARE):
        return words.say("at most {value}", value=amount_words(high, measure, words))
    if math.isinf(high):
        return words.say("at least {value}", value=amount_words(low, measure, words))
    return words.say(
        "{low} to {high}", low=amount_words(low, measure, words), high=amount_words(high, measure, words)
    )


def measure_words(measure: Measure, side: str, words: Words) -> str:
    """Return what is measured, with the side it is read on and what it is compared with."""
    say = words.say
    notes = []
    if not measure.whole and side == "other":
        notes.append(say("other side"))
    elif not measure.whole and side == "near":
        notes.append(say("nearer side"))
    elif not measure.whole and side == "far":
        notes.append(say("farther side"))
    if measure.relative not in (Relative.ABSOLUTE, Relative.SHARE):
        notes.append(say("against your start"))
    title = upper(words.told(measure.title))
    return f"{title} ({', '.join(notes)})" if notes else title


def easier_words(exercise: Exercise, exercises: Collection[str], words: Words) -> list[tuple[str, str]]:
    """Return what makes it easier, step by step, with the id of what is done instead, if anything.

    Parameters
    ----------
    exercise
        Which one.
    exercises
        Ids that there are.
    words
        Of the language.
    """
    say = words.say
    steps: list[tuple[str, str]] = []
    for step in exercise.easier:
        match step:
            case Less.RANGE:
                steps.append((say("Go a fifth less far."), ""))
            case Less.HOLD:
                steps.append((say("Hold for a shorter time."), ""))
            case Instead(exercise=other) if other in exercises:
                steps.append((say("Do this one instead:"), other))
            case Variant(note=note):
                steps.append((words.told(note), ""))
    return [*steps, (say("Do half of it."), "")]
