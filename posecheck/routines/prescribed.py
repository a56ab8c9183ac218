"""A prescription as a routine: what is done when, from whom it comes, and what it is never made more than."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from posecheck.exercise.catalogue import all_exercises
from posecheck.pose import Side
from posecheck.prescription.in_force import Standing, followed_prescription, standing
from posecheck.prescription.telling import heading, literal, note_words, standing_words, stop_words
from posecheck.routines.plan import NOT_WALKED, Left, plan_routine
from posecheck.routines.progression import LADDER
from posecheck.routines.routine import Activity, Routine
from posecheck.routines.routine_files import PRESCRIBED, USUAL_ROUTINE, find_routine
from posecheck.routines.screening import why_left_out
from posecheck.support.errors import InputError
from posecheck.support.language import ENGLISH
from posecheck.support.message import joined, message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from posecheck.exercise import Exercise
    from posecheck.history.store import History
    from posecheck.prescription.prescription import PrescribedExercise, Prescription
    from posecheck.routines.asymmetry import Stiffer
    from posecheck.routines.fitting import Fitting
    from posecheck.routines.plan import Plan
    from posecheck.routines.screening import Screening
    from posecheck.support.language import Language


@dataclass(frozen=True, slots=True)
class ChosenRoutine:
    """The routine that is asked for.

    Parameters
    ----------
    routine
        What is done.
    prescription
        What it is made of, ``None`` for any other routine.
    remark
        What has to be told first, in the reader's language: that a prescription has not begun, is over, or
        that this is none of its days; empty for nothing.
    """

    routine: Routine
    prescription: Prescription | None = None
    remark: str = ""


def chosen_routine(
    history: History, name: str | None, today: date, language: Language = ENGLISH
) -> ChosenRoutine:
    """Return the routine called `name`; without a name the prescription of today, else the usual one.

    Raises
    ------
    InputError
        There is no routine of that name, or no prescription that is followed today.
    """
    if name not in (None, PRESCRIBED):
        return ChosenRoutine(find_routine(str(name)))
    followed = followed_prescription(history.course.prescriptions())
    if followed is None:
        if name is None:
            return ChosenRoutine(find_routine(USUAL_ROUTINE))
        raise InputError(
            language.translate("There is no prescription to follow; `posecheck plan import FILE` takes one.")
        )
    remark = standing_words(followed, today, language)
    if standing(followed, today) is Standing.IN_FORCE:
        return ChosenRoutine(prescribed_routine(followed), followed, remark)
    if name is None:
        return ChosenRoutine(find_routine(USUAL_ROUTINE), remark=remark)
    raise InputError(f"{remark} {language.translate('For another routine give its name; see --list.')}")


def prescribed_routine(prescription: Prescription) -> Routine:
    """Return a prescription as a routine; its description says what to know and what to stop for."""
    notes = literal(" ".join(prescription.notes.split())) if prescription.notes else ""
    return Routine(
        PRESCRIBED,
        heading(prescription),
        joined([notes, stop_words(prescription) or ""]) if notes or prescription.stop_for else "",
        tuple(_activity(each, prescription) for each in prescription.exercises),
    )


def _activity(prescribed: PrescribedExercise, prescription: Prescription) -> Activity:
    numbers: dict[str, Any] = dict(prescribed.dose)
    return Activity(
        prescribed.exercise,
        side=prescribed.side if prescribed.side in (Side.LEFT, Side.RIGHT) else None,
        note=note_words(prescription, prescribed.note) if prescribed.note else "",
        **numbers,
    )


def plan_prescription(  # noqa: PLR0913 - a plan is fitted to that much
    prescription: Prescription,
    exercises: Mapping[str, Exercise],
    fitting: Fitting,
    told: Screening | None,
    step: int | None,
    *,
    walked: bool = True,
    first: Mapping[str, Side] | None = None,
    stiffer: Mapping[str, Stiffer] | None = None,
) -> Plan:
    """Return the plan of a prescription for this person; what is not as prescribed says whom to ask.

    Nothing that nobody prescribed takes the place of what is left out, no level makes more of it, and no
    stiffer side is repeated.

    Parameters
    ----------
    prescription
        What is asked for.
    exercises
        The catalogue, with the prescription over the person's profile.
    fitting
        Fits them to the person.
    told
        Their answers, ``None`` when there are none.
    step
        Their rung of the levels, ``None`` when no level was chosen.
    walked, first, stiffer
        As for :func:`posecheck.routines.plan.plan_routine`.
    """
    doses = PrescribedDoses(fitting.dosed, step)
    everything = frozenset(exercises)
    plan = plan_routine(
        prescribed_routine(prescription),
        exercises,
        walked=walked,
        fit=lambda exercise, _taken: fitting.fit(exercise, everything),
        level=doses,
        first=first,
        stiffer=stiffer,
        may_repeat=False,
    )
    changes = _with_whom_to_ask([*plan.changes, *doses.less], prescription, told)
    return replace(plan, changes=changes)


class PrescribedDoses:
    """Gives exercises the dose of the person's level where that is less, and never more than prescribed.

    Parameters
    ----------
    dosed
        Gives an exercise the dose of the level, and the range of today.
    step
        The rung of the levels, ``None`` when no level was chosen.
    """

    def __init__(self, dosed: Callable[[Exercise], Exercise], step: int | None) -> None:
        self._dosed = dosed
        self._step = step
        #: What is less than prescribed, and why.
        self.less: list[Left] = []

    def __call__(self, exercise: Exercise) -> Exercise:
        """Return an exercise as it is done."""
        dosed = no_more_than(self._dosed(exercise), exercise)
        if self._step is not None and dosed.dose != exercise.dose:
            reason = message("you train at level {level}", level=LADDER[self._step].level)
            self.less.append(Left(exercise.id, reason, note=_dose_words(dosed)))
        return dosed


def no_more_than(exercise: Exercise, prescribed: Exercise) -> Exercise:
    """Return `exercise` with its hold and its sets no more than those of `prescribed`."""
    dose, most = exercise.dose, prescribed.dose
    if dose.position_s is not None and most.position_s is not None and dose.position_s > most.position_s:
        dose = dose.held_for(most.position_s)
    if dose.sets > most.sets:
        dose = dose.asked(sets=most.sets)
    return exercise if dose == exercise.dose else replace(exercise, dose=dose)


def _dose_words(exercise: Exercise) -> str:
    dose = exercise.dose
    if dose.position_s is None:
        return ""
    return message("Hold for {seconds} seconds.", seconds=float(dose.position_s))


def _with_whom_to_ask(
    changes: Iterable[Left], prescription: Prescription, screening: Screening | None
) -> tuple[Left, ...]:
    """Return what was left out or changed, with whom to ask about what the prescription has otherwise."""
    exercises = all_exercises()
    prescribed = {each.exercise for each in prescription.exercises}
    whom = literal(prescription.whom_to_ask)

    def asked(change: Left) -> Left:
        if change.exercise not in prescribed or change.reason == NOT_WALKED:
            return change
        if screening is not None and why_left_out(exercises[change.exercise], screening):
            ask = message("Your prescription has it, your answers leave it out: ask {whom}.", whom=whom)
        else:
            ask = message("Your prescription has it otherwise; if in doubt, ask {whom}.", whom=whom)
        return replace(change, ask=ask)

    return tuple(asked(change) for change in changes)
