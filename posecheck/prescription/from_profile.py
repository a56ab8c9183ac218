"""What a tuned profile changes of an exercise, as the limits, doses and cues of a prescription."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.exercise.doses.asking import LIMITS, WHOLE
from posecheck.prescription.prescription import PrescribedExercise
from posecheck.prescription.safety import loosened
from posecheck.profiles.threshold_parts import DOSE
from posecheck.profiles.thresholds import addresses
from posecheck.support.errors import InputError
from posecheck.support.message import joined, message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from posecheck.exercise import Exercise
    from posecheck.profiles import Profile
    from posecheck.support.message import Message


def changed_exercises(profile: Profile) -> list[str]:
    """Return the ids of the exercises that a profile itself changes, what it is built on left out."""
    return list(dict.fromkeys(address.split(".")[0] for address in sorted(profile.own)))


def taken_over(exercise: Exercise, profile: Profile) -> PrescribedExercise:
    """Return `exercise` as a prescription has it with all that `profile` changes of it.

    Parameters
    ----------
    exercise
        As its module has it.
    profile
        Whatever it changes, what it is built on included.

    Raises
    ------
    InputError
        It loosens what protects, or asks for a dose that no prescription may ask for.
    """
    prefix = f"{exercise.id}."
    values = {
        address: value
        for address, value in profile.thresholds.items()
        if address.startswith(prefix) and value != addresses(exercise)[address].value
    }
    problems = [*loosened(exercise, values).values(), *_doses_out_of_range(exercise, values)]
    if problems:
        raise InputError(
            joined(
                [
                    message(
                        "The profile {name} cannot be taken over: {problem}", name=profile.name, problem=each
                    )
                    for each in problems
                ]
                + [message("Change that in the profile, or leave the exercise out.")]
            )
        )
    asked = {f"{prefix}{DOSE}.{field}": key for key, field in exercise.dose.asks.items()}
    return PrescribedExercise(
        exercise=exercise.id,
        dose={
            asked[address]: int(value) if asked[address] in WHOLE else value
            for address, value in values.items()
            if address in asked
        },
        limits={
            address.removeprefix(prefix): value for address, value in values.items() if address not in asked
        },
        cues={
            address.removeprefix(prefix): words
            for address, words in profile.wordings.items()
            if address.startswith(prefix)
        },
    )


def _doses_out_of_range(exercise: Exercise, values: dict[str, float]) -> Iterator[Message]:
    for key, field in exercise.dose.asks.items():
        value = values.get(f"{exercise.id}.{DOSE}.{field}")
        low, high = LIMITS[key]
        if value is not None and not low <= value <= high:
            yield message(
                "{address} is {value}, but a prescription may ask for {low} to {high}.",
                address=f"{exercise.id}.{DOSE}.{field}",
                value=float(value),
                low=float(low),
                high=float(high),
            )
