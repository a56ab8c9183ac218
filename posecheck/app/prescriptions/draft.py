"""A prescription while it is put together: what the page sends, what comes of it, and what is wrong."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from posecheck.app.routines.draft import Draft as RoutineDraft
from posecheck.app.routines.draft import DraftStep, step_problems, usual
from posecheck.exercise.catalogue import all_exercises
from posecheck.exercise.doses.asking import LIMITS, WHOLE
from posecheck.pose import Side
from posecheck.prescription import (
    PrescribedExercise,
    PrescribedTest,
    Prescriber,
    Prescription,
    examine,
    parse_prescription,
)
from posecheck.prescription.from_profile import taken_over
from posecheck.prescription.keys import DOSE_KEYS
from posecheck.prescription.template import new_text
from posecheck.prescription.writing import edited_text
from posecheck.profiles import load_profile, profile_paths
from posecheck.routines.routine import RoutinePart, part_of
from posecheck.support.errors import InputError
from posecheck.support.language import find_language
from posecheck.support.text_files import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from posecheck.exercise import Exercise
    from posecheck.report.wording import Words

_Number = Annotated[float, Field(ge=-1e6, le=1e6)]
_Line = Annotated[str, Field(max_length=1000)]


class DraftExercise(BaseModel):
    """One exercise of it; what is ``None`` stays as the exercise has it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    exercise: Annotated[str, Field(min_length=1, max_length=200)]
    side: Literal["", "left", "right", "both"] = ""
    sets: _Number | None = None
    hold_s: _Number | None = None
    reps: _Number | None = None
    duration_s: _Number | None = None
    note: _Line = ""


class DraftTest(BaseModel):
    """A test to be repeated."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    test: Annotated[str, Field(min_length=1, max_length=200)]
    side: Literal["", "left", "right", "both"] = ""
    every_days: Annotated[int, Field(ge=1, le=366)] = 14


class PrescriptionDraft(BaseModel):
    """All of it, as the fields of the page have it.

    Parameters
    ----------
    starts_on, ends_on, at
        As the fields of a date and a time give them; empty where nothing was chosen.
    stop_for
        A line for each.
    profile
        A profile whose changes of the exercises are taken over; empty for none.
    before
        The file that is changed, whole, so that its comments and limits stay; empty for a new one.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: _Line = ""
    name: _Line = ""
    contact: _Line = ""
    patient: _Line = ""
    starts_on: Annotated[str, Field(max_length=20)] = ""
    ends_on: Annotated[str, Field(max_length=20)] = ""
    days: Annotated[tuple[str, ...], Field(max_length=7)] = ()
    at: Annotated[str, Field(max_length=20)] = ""
    notes: Annotated[str, Field(max_length=10_000)] = ""
    stop_for: Annotated[str, Field(max_length=10_000)] = ""
    exercises: Annotated[tuple[DraftExercise, ...], Field(max_length=200)] = ()
    tests: Annotated[tuple[DraftTest, ...], Field(max_length=50)] = ()
    profile: Annotated[str, Field(max_length=200)] = ""
    before: Annotated[str, Field(max_length=MOST_BYTES)] = ""


def field_problems(draft: PrescriptionDraft, words: Words) -> Iterator[str]:
    """Yield why a draft cannot be a file yet, in the words of the fields of the page."""
    say = words.say
    if not draft.title.strip():
        yield say("Give the prescription a title, in the patient's words.")
    if not draft.name.strip():
        yield say("Write your name, as the patient knows you.")
    starts_on, ends_on = _day(draft.starts_on), _day(draft.ends_on)
    if starts_on is None:
        yield say("Choose the first day.")
    if draft.ends_on and ends_on is None:
        yield say("The last day is no date; choose another one.")
    if starts_on and ends_on and ends_on < starts_on:
        yield say("The last day is before the first one.")
    known = {name: each for name, each in all_exercises().items() if not each.opt_in}
    steps = tuple(_step(each, known) for each in draft.exercises)
    yield from step_problems(RoutineDraft(steps=steps), known, words)


def _step(drafted: DraftExercise, known: Mapping[str, Exercise]) -> DraftStep:
    exercise = known.get(drafted.exercise)
    part = RoutinePart.STRETCH if exercise is None else part_of(exercise)
    numbers = {key: getattr(drafted, key) for key in DOSE_KEYS}
    return DraftStep(exercise=drafted.exercise, part=part, **numbers)


def made(draft: PrescriptionDraft) -> Prescription:
    """Return the prescription that a draft without :func:`field_problems` is.

    Raises
    ------
    InputError
        The profile cannot be taken over, as where it loosens what protects.
    """
    before = parse_prescription(draft.before, "that is changed") if draft.before else None
    starts_on = _day(draft.starts_on)
    assert starts_on is not None
    return Prescription(
        title=draft.title.strip(),
        prescriber=Prescriber(draft.name.strip(), draft.contact.strip()),
        written_on=datetime.now().astimezone().date(),
        patient=draft.patient.strip(),
        starts_on=starts_on,
        ends_on=_day(draft.ends_on),
        days=tuple(draft.days),
        at=_time(draft.at),
        notes="\n".join(line.rstrip() for line in draft.notes.strip().splitlines()),
        stop_for=tuple(line.strip() for line in draft.stop_for.splitlines() if line.strip()),
        exercises=tuple(_exercise(each, draft.profile, before) for each in draft.exercises),
        tests=tuple(PrescribedTest(each.test, _side(each.side), each.every_days) for each in draft.tests),
    )


def _exercise(drafted: DraftExercise, profile: str, before: Prescription | None) -> PrescribedExercise:
    """Return an exercise with the limits and words of the profile, else with those that its file had."""
    exercise = all_exercises()[drafted.exercise]
    limits, cues = {}, {}
    if profile:
        if profile not in profile_paths():  # a page names no files
            raise InputError("There is no such profile any more; choose another one.")
        taken = taken_over(exercise, load_profile(profile))
        limits, cues = dict(taken.limits), dict(taken.cues)
    elif before is not None:
        same = [each for each in before.exercises if each.exercise == exercise.id]
        chosen = next((each for each in same if each.side == _side(drafted.side)), same[0] if same else None)
        limits, cues = (dict(chosen.limits), dict(chosen.cues)) if chosen else ({}, {})
    dose: dict[str, float] = {}
    for key in DOSE_KEYS:
        value, as_it_is = getattr(drafted, key), usual(exercise, key)
        if value is not None and as_it_is is not None and value != as_it_is and value >= LIMITS[key].low:
            dose[key] = int(value) if key in WHOLE else float(value)
    return PrescribedExercise(exercise.id, _side(drafted.side), dose, limits, cues, drafted.note.strip())


def profile_doses(draft: PrescriptionDraft) -> dict[str, dict[str, float]]:
    """Return exercise → the numbers of its dose as the chosen profile has them, for the fields of the page.

    Raises
    ------
    InputError
        The profile cannot be taken over.
    """
    found: dict[str, dict[str, float]] = {}
    for each in draft.exercises if draft.profile else ():
        exercise = all_exercises()[each.exercise]
        taken = taken_over(exercise, load_profile(draft.profile)).dose
        own = {key: usual(exercise, key) for key in DOSE_KEYS}
        found[exercise.id] = {key: taken.get(key, value) for key, value in own.items() if value is not None}
    return found


def file_text(draft: PrescriptionDraft, prescription: Prescription, words: Words) -> str:
    """Return the file of a prescription: that of before with what is changed, or a new one."""
    language = find_language(words.code)
    if draft.before:
        return edited_text(draft.before, prescription, language)
    return new_text(prescription, language)


def file_problems(text: str, words: Words) -> list[str]:
    """Return what reading finds wrong with a file, in sentences."""
    return [words.said(each) for each in examine(text, "prescription").problems]


def drafted(prescription: Prescription) -> PrescriptionDraft:
    """Return a prescription as the fields of the page have it, to be changed."""
    return PrescriptionDraft(
        title=prescription.title,
        name=prescription.prescriber.name,
        contact=prescription.prescriber.contact,
        patient=prescription.patient,
        starts_on=prescription.starts_on.isoformat(),
        ends_on=prescription.ends_on.isoformat() if prescription.ends_on else "",
        days=prescription.days,
        at=f"{prescription.at:%H:%M}" if prescription.at else "",
        notes=prescription.notes,
        stop_for="\n".join(prescription.stop_for),
        exercises=tuple(
            DraftExercise(
                exercise=each.exercise,
                side="" if each.side is None else each.side.value,  # type: ignore[arg-type]
                note=each.note,
                **{key: float(value) for key, value in each.dose.items()},
            )
            for each in prescription.exercises
        ),
        tests=tuple(
            DraftTest(
                test=each.test,
                side="" if each.side is None else each.side.value,  # type: ignore[arg-type]
                every_days=each.every_days,
            )
            for each in prescription.tests
        ),
        before=prescription.text,
    )


def _side(side: str) -> Side | None:
    return Side(side) if side else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        return None
