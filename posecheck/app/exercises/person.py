"""What is known of the person who trains, and what that means for an exercise before it is begun.

The session judges by the same: the profile of the settings, the answers about health, the level. The pages
say beforehand what it would say, so that nobody begins what is then refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from posecheck.exercise import Folder
from posecheck.exercise.catalogue import all_exercises, find_exercise
from posecheck.history.store import History
from posecheck.profiles import apply_profile, load_profile
from posecheck.routines.level import kept_step
from posecheck.routines.pain import pain_rose
from posecheck.routines.preparation import stiffer_sides
from posecheck.routines.screening import fit
from posecheck.routines.screening_kept import (
    INVERSION,
    SCREENING,
    current_screening,
    require_inversion_consent_kept,
)
from posecheck.support.errors import InputError
from posecheck.support.paths import history_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from posecheck.exercise import Exercise
    from posecheck.report.wording import Words
    from posecheck.routines.asymmetry import Stiffer
    from posecheck.routines.screening import Screening
    from posecheck.support.settings import Config


class Consent(StrEnum):
    """Whether the inversion table may be watched: it has questions and a consent of its own."""

    GIVEN = "given"
    MISSING = "missing"
    #: After what was answered it is not for this person.
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of the person.

    Parameters
    ----------
    exercises
        The catalogue, with the thresholds, doses and words of their profile.
    screening
        Their answers about their health, ``None`` when there are none that hold.
    consent
        To the inversion table.
    step
        Their rung of the levels, ``None`` when no level was chosen.
    strength_yesterday
        They did an exercise for strength yesterday.
    stiffer
        Exercise → the side that was stiffer lately.
    may_repeat
        The stiffer side of a stretch may be repeated.
    """

    exercises: Mapping[str, Exercise]
    screening: Screening | None = None
    consent: Consent = Consent.MISSING
    step: int | None = None
    strength_yesterday: bool = False
    stiffer: Mapping[str, Stiffer] = field(default_factory=dict)
    may_repeat: bool = True

    def exercise(self, name: str) -> Exercise:
        """Return the exercise of an id as this person's profile has it; ``InputError`` when there is none."""
        return self.exercises[find_exercise(name).id]


def known_person(config: Config, now: datetime, *, sides: bool = False) -> Person:
    """Return what is known of the person; looking makes no history where there is none.

    Parameters
    ----------
    config
        The settings.
    now
        Tells which day was yesterday, and what was lately.
    sides
        Look up which sides were stiffer, too, which takes a while with a long history.
    """
    profile = load_profile(config.profile)
    exercises = {name: apply_profile(each, profile) for name, each in all_exercises().items()}
    if not history_path().exists():
        return Person(exercises)
    with History() as history:
        return Person(
            exercises,
            current_screening(history),
            _consent(history),
            kept_step(history),
            _strengthened(history, now.date() - timedelta(days=1)),
            stiffer_sides(history, exercises, now) if sides else {},
            not pain_rose(history, None),
        )


def _consent(history: History) -> Consent:
    try:
        require_inversion_consent_kept(history)
    except InputError:
        told = history.last_answers(INVERSION)
        return Consent.REFUSED if told is not None and told.answers.get("yes") else Consent.MISSING
    return Consent.GIVEN


def _strengthened(history: History, day: date) -> bool:
    """Return whether an exercise for strength was done on a day; what a video shows was another one."""
    begin = datetime(day.year, day.month, day.day).astimezone()
    sessions = history.sessions(since=begin, before=begin + timedelta(days=1))
    done = {
        each.exercise
        for session in sessions
        if session.kind != "replay"
        for each in history.exercises(session.id)
        if each.status == "done"
    }
    known = all_exercises()
    return any(known[name].folder is Folder.STRENGTH for name in done if name in known)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether an exercise may be done after the answers, and what there is to say of that.

    Parameters
    ----------
    may
        It may be begun.
    sentences
        Why not, or how it is done because of an answer; empty where there is nothing to say.
    instead
        What is done in its place.
    questions
        Name of the questions whose answers would change that; empty where there are none.
    """

    may: bool = True
    sentences: tuple[str, ...] = ()
    instead: Exercise | None = None
    questions: str = ""


def standing(exercise: Exercise, person: Person, words: Words) -> Standing:
    """Return whether this person may do an exercise, in the words of their language."""
    screening = person.screening
    if screening is not None and (forbids := screening.forbids()):
        return Standing(may=False, sentences=(words.told(forbids),), questions=SCREENING)
    if exercise.opt_in:
        return _of_opt_in(person.consent, words)
    if screening is None:
        return Standing(questions=SCREENING)
    fitted = fit(exercise, (), screening, person.exercises)
    because = words.told(fitted.reason)
    if fitted.exercise is None or fitted.exercise.id != exercise.id:
        left_out = words.say(
            "After your answers this exercise is left out, because: {reason}.", reason=because
        )
        return Standing(may=False, sentences=(left_out,), instead=fitted.exercise)
    if not fitted.reason:
        return Standing()
    changed = words.say(
        "After your answers this exercise is done a little differently, because: {reason}.", reason=because
    )
    return Standing(sentences=(changed, words.told(fitted.note)))


def _of_opt_in(consent: Consent, words: Words) -> Standing:
    if consent is Consent.GIVEN:
        return Standing()
    if consent is Consent.REFUSED:
        return Standing(may=False, sentences=(words.say("After what you answered this is not for you."),))
    why = words.say("This needs questions and a consent of its own, which are asked every 90 days.")
    how = words.say("Answer them first; then you can begin here.")
    return Standing(may=False, sentences=(why, how), questions=INVERSION)
