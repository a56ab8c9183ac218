"""What a prescription is: exercises, doses and limits, chosen by somebody who treats the patient."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time

    from posecheck.pose import Side
    from posecheck.profiles.cue_texts import Wording

#: The version of the form; a file says it as ``posecheck = 1``.
VERSION = 1
SUFFIX = ".posecheck"
#: The days of a week as a file has them, in the order of :meth:`datetime.date.weekday`.
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Prescriber:
    """Who it comes from.

    Parameters
    ----------
    name
        As the patient knows them; it is said and shown.
    contact
        Where to ask: a telephone number, an address; empty when it is not told.
    """

    name: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class PrescribedExercise:
    """One exercise of it.

    Parameters
    ----------
    exercise
        Its id.
    side
        ``LEFT`` or ``RIGHT`` alone, ``BOTH``, or ``None``: as the exercise has it, which is both.
    dose
        What is asked for, as far as it is not as the exercise has it: ``hold_s``, ``duration_s`` in seconds,
        ``sets`` on each side, ``reps`` a set.
    limits
        Address below the exercise, as ``"knee-bent.ok"`` → value in the unit of that threshold.
    cues
        Address below the exercise, as ``"knee-bent.cue"`` → what is said in place of its own words.
    note
        What this patient has to mind in it, in their words.
    """

    exercise: str
    side: Side | None = None
    dose: Mapping[str, float] = field(default_factory=dict)
    limits: Mapping[str, float] = field(default_factory=dict)
    cues: Mapping[str, Wording] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class PrescribedTest:
    """A test of what is possible, to be done again every so many days.

    Parameters
    ----------
    test
        Its id, see :data:`posecheck.prescription.keys.TESTS`.
    side
        ``LEFT`` or ``RIGHT`` alone, ``BOTH``, or ``None``: as the test has it, which is both.
    every_days
        How often.
    """

    test: str
    side: Side | None = None
    every_days: int = 14


@dataclass(frozen=True, slots=True)
class Prescription:
    """All of it.

    Parameters
    ----------
    title
        What it is for, in the patient's words.
    prescriber
        Who it comes from.
    written_on
        The day on which it was written.
    patient
        Who it is for; a pseudonym will do, and it may be empty.
    starts_on, ends_on
        First and last day on which it is followed, both inclusive; ``None``: until another one replaces it.
    days
        The days of the week on which to train, of :data:`WEEK` in its order; empty: as the patient likes.
    at
        The time of the day, for a reminder; ``None`` without one.
    notes
        What the patient should know, in their words; may have several lines.
    stop_for
        What to stop for, each as what the patient would feel.
    exercises, tests
        What is to be done, in the order of the file.
    text
        The file as it is, comments and all.
    """

    title: str
    prescriber: Prescriber
    written_on: date
    patient: str
    starts_on: date
    ends_on: date | None
    days: tuple[str, ...]
    at: time | None
    notes: str
    stop_for: tuple[str, ...]
    exercises: tuple[PrescribedExercise, ...]
    tests: tuple[PrescribedTest, ...] = ()
    text: str = field(default="", compare=False)

    def limits_of(self, exercise: str) -> dict[str, float]:
        """Return whole address → value of everything that it changes of an exercise's thresholds."""
        return {
            f"{exercise}.{address}": value
            for each in self.exercises
            if each.exercise == exercise
            for address, value in each.limits.items()
        }

    def cues_of(self, exercise: str) -> dict[str, Wording]:
        """Return whole address → words of everything that it says otherwise in an exercise."""
        return {
            f"{exercise}.{address}": words
            for each in self.exercises
            if each.exercise == exercise
            for address, words in each.cues.items()
        }

    @property
    def whom_to_ask(self) -> str:
        """The prescriber with where to reach them, as one would write it."""
        name, contact = self.prescriber.name, self.prescriber.contact
        return f"{name} ({contact})" if contact else name
