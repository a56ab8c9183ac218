"""A prescription in plain words: from whom, for how long, what to stop for, and what is to be done.

Everything here is a message, which each language makes its own words of; what somebody wrote into the file
stays as it is.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from posecheck.exercise import Counted
from posecheck.exercise.catalogue import all_exercises
from posecheck.pose import Side
from posecheck.prescription.in_force import Standing, is_training_day, next_training_day, standing
from posecheck.prescription.prescription import WEEK
from posecheck.prescription.safety import warning_words
from posecheck.profiles.thresholds import addresses
from posecheck.support.message import Message, counted, listed, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from posecheck.prescription.prescription import PrescribedExercise, PrescribedTest, Prescription
    from posecheck.support.language import Language

_DATE = "d MMMM y"
_WEEKDAY = "EEEE"
#: A Monday, whose week has the names of the days.
_MONDAY = date(2024, 1, 1)
#: Longer notes are shown, and not read aloud.
MOST_HEARD = 300
#: Id of a test → what it is called.
TEST_TITLES: dict[str, Message] = {
    "straight-leg-raise": message("Straight leg raise"),
    "active-knee-extension": message("Active knee extension"),
    "fingertip-to-floor": message("Fingertip to floor"),
    "seated-reach": message("Seated reach"),
    "side-bend": message("Side bend"),
    "prone-press-up": message("Prone press-up"),
    "hip-extension": message("Hip extension"),
}


def heading(prescription: Prescription) -> Message:
    """Return from whom it is, and what for."""
    return message(
        "From {name}: {title}", name=literal(prescription.prescriber.name), title=literal(prescription.title)
    )


def literal(text: str) -> Message:
    """Return what somebody wrote as a message that no catalogue changes."""
    return Message(text, "{text}", {"text": _Literal(text)})


class _Literal:
    """A text that is none of the catalogues."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __str__(self) -> str:
        return self._text

    def __format__(self, spec: str) -> str:
        return format(self._text, spec)


def period_words(prescription: Prescription, language: Language) -> str:
    """Return from when until when, on which days, and at what time."""
    say = language.translate
    first, last = _day(prescription.starts_on, language), prescription.ends_on
    if last is None:
        words = say("From {day} on", day=first)
    else:
        words = say("From {day} until {last}", day=first, last=_day(last, language))
    days = days_words(prescription, language)
    at = prescription.at
    clock = "" if at is None else say("at {time}", time=f"{at:%H:%M}")
    return f"{words}: {' '.join(each for each in (days, clock) if each)}."


def brief_words(prescription: Prescription, language: Language) -> str:
    """Return from whom it is, until when, and on which days, in one sentence."""
    say, name = language.translate, prescription.prescriber.name
    days = days_words(prescription, language)
    if prescription.ends_on is None:
        return say("From {name}: {days}.", name=name, days=days)
    last = _day(prescription.ends_on, language)
    return say("From {name}, until {day}: {days}.", name=name, day=last, days=days)


def days_words(prescription: Prescription, language: Language) -> str:
    """Return the days on which to train, in words."""
    if not prescription.days:
        return language.translate("on the days you like")
    if prescription.days == WEEK:
        return language.translate("every day")
    return language.listed([weekday(day, language) for day in prescription.days])


def weekday(day: str, language: Language) -> str:
    """Return the name of a day of :data:`WEEK`."""
    return language.date(_MONDAY + timedelta(days=WEEK.index(day)), _WEEKDAY)


def standing_words(prescription: Prescription, today: date, language: Language) -> str:
    """Return that it has not begun, is over, or is for another day; empty on one of its days."""
    say = language.translate
    name = prescription.prescriber.name
    match standing(prescription, today):
        case Standing.COMING:
            return say(
                "The prescription from {name} begins on {day}; it is followed from then on.",
                name=name,
                day=_day(prescription.starts_on, language),
            )
        case Standing.OVER:
            assert prescription.ends_on is not None
            return say(
                "The prescription from {name} was for the time until {day}, and is not followed any more. "
                "Ask {whom} for a new one.",
                name=name,
                day=_day(prescription.ends_on, language),
                whom=prescription.whom_to_ask,
            )
        case Standing.IN_FORCE:
            return "" if is_training_day(prescription, today) else _another_day(prescription, today, language)


def _another_day(prescription: Prescription, today: date, language: Language) -> str:
    following = next_training_day(prescription, today)
    if following is None:
        return language.translate("The prescription has no more days to train on.")
    return language.translate(
        "The next day of the prescription is {day}; training today as well is up to you.",
        day=f"{weekday(WEEK[following.weekday()], language)}, {_day(following, language)}",
    )


def stop_words(prescription: Prescription) -> Message | None:
    """Return what to stop for, ``None`` when it does not say so."""
    if not prescription.stop_for:
        return None
    return message("Stop when you notice: {signs}.", signs=listed(map(literal, prescription.stop_for), ", "))


def told_before(prescription: Prescription) -> Iterator[Message]:
    """Yield what is said before a session: from whom it is, the notes, and what to stop for."""
    yield heading(prescription)
    if prescription.notes and len(prescription.notes) <= MOST_HEARD:
        yield literal(" ".join(prescription.notes.split()))
    stop = stop_words(prescription)
    if stop is not None:
        yield stop


def note_words(prescription: Prescription, note: str) -> Message:
    """Return a note beside an exercise with who says so."""
    return message("{name} says: {note}", name=literal(prescription.prescriber.name), note=literal(note))


def exercise_words(prescribed: PrescribedExercise) -> str:
    """Return an exercise with its side and dose, as one would tell it."""
    exercise = all_exercises()[prescribed.exercise]
    parts = [exercise.title]
    if prescribed.side in (Side.LEFT, Side.RIGHT):
        parts.append(one_side(prescribed.side))
    return _with_commas([*parts, *_dose_words(prescribed)])


def one_side(side: Side) -> Message:
    """Return that only one side is done."""
    return message("left side only") if side is Side.LEFT else message("right side only")


def _with_commas(parts: Iterable[str]) -> str:
    """Return parts one after the other, without a word between the last two."""
    words, *rest = parts
    for each in rest:
        words = message("{words}, {then}", words=words, then=each)
    return words


def _dose_words(prescribed: PrescribedExercise) -> Iterator[Message]:
    dose = all_exercises()[prescribed.exercise].dose
    asked = prescribed.dose
    if "sets" in asked:
        yield counted("1 set", "{count} sets", int(asked["sets"]))
    if "reps" in asked:
        yield counted("once", "{count} times", int(asked["reps"]))
    if "hold_s" in asked:
        if dose.counts is Counted.HOLDS:
            yield message("held for {seconds} s", seconds=float(asked["hold_s"]))
        else:
            yield message("{seconds} s at the top", seconds=float(asked["hold_s"]))
    if "duration_s" in asked:
        yield message("for {seconds} s", seconds=float(asked["duration_s"]))


def changed_words(prescribed: PrescribedExercise) -> Message | None:
    """Return how much of an exercise is judged or said otherwise, ``None`` when nothing is."""
    parts: list[Message] = []
    if prescribed.limits:
        parts.append(counted("1 limit of its own", "{count} limits of its own", len(prescribed.limits)))
    if prescribed.cues:
        own = counted(
            "1 correction in other words", "{count} corrections in other words", len(prescribed.cues)
        )
        parts.append(own)
    return listed(parts, ", ") if parts else None


def test_words(prescribed: PrescribedTest) -> Message:
    """Return a test with its side and how often it is due."""
    title: str = TEST_TITLES[prescribed.test]
    if prescribed.side in (Side.LEFT, Side.RIGHT):
        title = _with_commas([title, one_side(prescribed.side)])
    return counted("{test}: every day", "{test}: every {count} days", prescribed.every_days, test=title)


def limit_words(prescribed: PrescribedExercise) -> Iterator[Message]:
    """Yield every limit that differs, with what it usually is, and every correction in other words."""
    exercise = all_exercises()[prescribed.exercise]
    known = addresses(exercise)
    for address, value in prescribed.limits.items():
        usual = known[f"{exercise.id}.{address}"]
        yield message(
            "{address}: {value} {unit}, usually {usual}",
            address=literal(address),
            value=float(value),
            unit=usual.unit or literal(""),
            usual=float(usual.value),
        )
    for address, words in prescribed.cues.items():
        said = words if isinstance(words, str) else " ".join(words)
        yield message("{address}: “{words}”", address=literal(address), words=literal(said))


def replaced_warnings(prescribed: PrescribedExercise) -> Iterator[Message]:
    """Yield every warning that is said in other words, which a patient sees before they agree."""
    own = warning_words(all_exercises()[prescribed.exercise])
    for address, said in prescribed.cues.items():
        before, words = own.get(f"{prescribed.exercise}.{address}"), literal(str(said))
        if before:
            yield message("It warns with “{words}” in place of “{own}”", words=words, own=before)
        elif before is not None:
            yield message("It warns with “{words}”", words=words)


def plain_words(
    prescription: Prescription, language: Language, *, in_full: bool = False
) -> Iterator[tuple[str, int]]:
    """Yield all of it as lines for a reader, each with how far it is indented.

    Parameters
    ----------
    prescription
        What is told.
    language
        The reader's.
    in_full
        Every limit and every correction too, for whoever wrote them.
    """
    say = language.translate
    for line in _about(prescription, language):
        yield line, 0
    yield say("Exercises:"), 0
    for each in prescription.exercises:
        yield say(exercise_words(each)), 2
        changed = changed_words(each)
        brief = () if changed is None else (changed, *replaced_warnings(each))
        for words in limit_words(each) if in_full else brief:
            yield say(words), 4
        if each.note:
            yield each.note, 4
    if prescription.tests:
        yield say("Tests:"), 0
    for test in prescription.tests:
        yield say(test_words(test)), 2


def _about(prescription: Prescription, language: Language) -> Iterator[str]:
    """Yield from whom and for whom it is, for how long, the notes, and what to stop for."""
    say = language.translate
    yield say(heading(prescription))
    if prescription.prescriber.contact:
        yield say("Questions: {contact}", contact=prescription.prescriber.contact)
    if prescription.patient:
        yield say("For {name}", name=prescription.patient)
    yield period_words(prescription, language)
    yield from (line.strip() for line in prescription.notes.splitlines() if line.strip())
    stop = stop_words(prescription)
    if stop is not None:
        yield say(stop)


def _day(day: date, language: Language) -> str:
    return language.date(day, _DATE)
