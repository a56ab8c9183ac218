"""The script of a session: every sentence that is said about what to do, when, and for how long it matters.

It is read from top to bottom as a session goes. Corrections, counts and what the camera cannot see are the
engine's own words; they come between these.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.exercise import Counted, Near
from posecheck.pose import Side
from posecheck.session.speech_queue import Line, Urgency
from posecheck.support.message import counted, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from posecheck.exercise import Exercise
    from posecheck.session.schedule import ScheduledSet

#: What lines are about, to drop them together.
INTRODUCTION, COUNTDOWN, TIME, REMINDER, ENDING = "introduction", "countdown", "time", "reminder", "ending"

PLACE_CAMERA = "This is where the camera has to be."
MOVE_CAMERA = "Please move the camera."
SHOW_ME = "Show me an exercise. I will tell you what I see."
I_SEE = "I see: {title}."
NEXT = "Next: {title}."
EITHER_SIDE = "Begin with the side you like."
READY = "Ready?"
WHENEVER = "Whenever you are ready."
HALF_WAY = "Half of the time is over."
TEN_LEFT = "Ten seconds."
KEEP_GOING = "Keep going like this."
THAT_WAS_ALL = "That was the whole exercise."
COME_OUT = "Come out slowly and rest."
ONCE_MORE_HERE = "Rest a moment, then once more."
GO_ON_OR_STOP = "Go on if you like; else I finish in a moment."
GOODBYE = "That was the whole session. Well done."
NEXT_ASKED = "Leave this out? Show it once more."
STOP_ASKED = "Do you want to stop? Show it once more."
OUT_OF_SIGHT = "I can't see you any more. I wait for you."
SEEN_AGAIN = "There you are. On we go."
ALL_RIGHT = "Are you all right? Move a hand, please."
NO_ANSWER = "I stop the time for now. If you need help, call somebody."
NO_PICTURE = "No picture comes from the camera. Check its cable."

#: The side that comes now, and how to turn for it where the camera must see it.
NOW_SIDE = {
    ("leg", Side.LEFT): "Now the left leg.",
    ("leg", Side.RIGHT): "Now the right leg.",
    ("side", Side.LEFT): "Now the left side.",
    ("side", Side.RIGHT): "Now the right side.",
}
SIDE = {
    ("leg", Side.LEFT): "The left leg.",
    ("leg", Side.RIGHT): "The right leg.",
    ("side", Side.LEFT): "The left side.",
    ("side", Side.RIGHT): "The right side.",
}
TURN_ROUND = {
    Side.LEFT: "Turn around so that your left leg is nearer to me.",
    Side.RIGHT: "Turn around so that your right leg is nearer to me.",
}


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A word of a hold, when half of it or `left_s` seconds are left, in holds that last long enough."""

    text: str
    least_target_s: float
    left_s: float = 0.0
    half: bool = False
    counted: bool = False

    def due_s(self, target_s: float) -> float:
        """Return after how many held seconds it is said."""
        return target_s / 2 if self.half else target_s - self.left_s


#: Time in a hold. Late by more than a second and a half it would be wrong, and is left out.
HOLD_WORDS: tuple[TimeWord, ...] = (
    TimeWord(HALF_WAY, 20.0, half=True),
    TimeWord(TEN_LEFT, 25.0, left_s=10.0),
    TimeWord("Five.", 10.0, left_s=5.0, counted=True),
    TimeWord("Four.", 10.0, left_s=4.0, counted=True),
    TimeWord("Three.", 10.0, left_s=3.0, counted=True),
    TimeWord("Two.", 10.0, left_s=2.0, counted=True),
    TimeWord("One.", 10.0, left_s=1.0, counted=True),
)
TIME_WITHIN_S = 1.5


@dataclass(frozen=True, slots=True)
class Beginning:
    """How an exercise begins once the person is in position.

    Parameters
    ----------
    go
        The word to begin.
    counts
        Whether a countdown is counted before it.
    """

    go: str
    counts: bool = True


def beginning_of(exercise: Exercise) -> Beginning:
    """Return how `exercise` is begun."""
    dose = exercise.dose
    if dose.counts is Counted.TIME:
        return Beginning("", counts=False)
    if dose.counts is Counted.HOLDS:
        return Beginning("Now go into it, slowly.")
    return Beginning("Begin, slowly." if dose.lasts_s is None else "Off you go.")


def dose_words(scheduled: ScheduledSet) -> str:
    """Return how much is asked for, in one sentence."""
    dose = scheduled.exercise.dose
    if dose.counts is Counted.HOLDS:
        return _hold_words(scheduled, dose.position_s or 0.0)
    if dose.goal is None:
        return time_words(dose.lasts_s or dose.set_s)
    if dose.alternating and scheduled.side is Side.NONE:
        return counted("Once, the sides in turn.", "{count} times, the sides in turn.", dose.goal)
    return counted("Once.", "{count} times.", dose.goal)


def _hold_words(scheduled: ScheduledSet, seconds: float) -> str:
    sets = scheduled.sets
    if sets == 1 or scheduled.rests:
        return message("Hold for {seconds} seconds.", seconds=seconds)
    if scheduled.exercise.sides:
        return message("Hold for {seconds} seconds, {count} times on each side.", seconds=seconds, count=sets)
    return message("Hold for {seconds} seconds, {count} times.", seconds=seconds, count=sets)


def time_words(duration_s: float) -> str:
    """Return a length of time as one says it."""
    minutes = duration_s / 60
    if minutes >= 1 and minutes == round(minutes):
        return counted("One minute.", "{count} minutes.", round(minutes))
    return message("{seconds} seconds.", seconds=float(round(duration_s)))


def time_left_words(left_s: float) -> str:
    """Return how much is still to come, the more roughly the more it is."""
    if left_s >= 90:  # noqa: PLR2004 - from then on one thinks in minutes
        return counted("About a minute to go.", "About {count} minutes to go.", round(left_s / 60))
    return message("{seconds} seconds to go.", seconds=float(round(left_s / 5) * 5))


@dataclass(frozen=True, slots=True)
class Introduction:
    """What an introduction has to take account of.

    Parameters
    ----------
    place_camera
        It is the first one: the place of the camera is said.
    known
        The person has done the exercise before and needs the short form.
    first
        Said before everything else, as what an easier version changes.
    after
        The set before it in the session.
    """

    place_camera: bool = False
    known: bool = False
    first: Sequence[str] = ()
    after: ScheduledSet | None = None


def introduction(scheduled: ScheduledSet, told: Introduction) -> list[Line]:
    """Return what is said before a set: which exercise and side, how to get ready, where the camera goes."""
    exercise, side = scheduled.exercise, scheduled.side
    said: list[str] = [*told.first]
    if scheduled.rests and not told.place_camera:
        said.append(message("Rest. Next set in {seconds} seconds.", seconds=float(scheduled.before_s)))
        return _lines(said)
    again = told.after is not None and told.after.exercise == exercise and not scheduled.moves_camera
    if again and side in (Side.LEFT, Side.RIGHT) and not scheduled.why:
        return _lines([*said, *other_side_words(exercise, side), scheduled.note, dose_words(scheduled)])
    title = exercise.title if told.after is None else message(NEXT, title=exercise.title)
    said.append(scheduled.why or title)
    if side in (Side.LEFT, Side.RIGHT) and not scheduled.why:
        said.append(SIDE[limb_of(exercise), side])
    elif scheduled.whole and exercise.sides and not exercise.dose.alternating:
        said.append(EITHER_SIDE)
    if told.place_camera or scheduled.moves_camera:
        said.append(PLACE_CAMERA if told.place_camera else MOVE_CAMERA)
        said.append(message("Camera: {place}", place=exercise.camera))
    if not (told.known or again):
        said.append(exercise.setup)
    said += [scheduled.note, dose_words(scheduled)]
    return _lines(said)


def other_side_words(exercise: Exercise, side: Side) -> tuple[str, ...]:
    """Return what is said when the other side comes, `side`."""
    nearer = {Near.WORKING_LEG: side, Near.RESTING_LEG: side.other}.get(exercise.near)
    return NOW_SIDE[limb_of(exercise), side], TURN_ROUND[nearer] if nearer else ""


def limb_of(exercise: Exercise) -> str:
    """Return what the sides of `exercise` are called: those of a leg, or of the body."""
    return "leg" if exercise.near in (Near.WORKING_LEG, Near.RESTING_LEG) else "side"


def short_words(held_s: float) -> str:
    """Return what is said of a hold that counts and was shorter than asked for."""
    return message(
        "That was {seconds} seconds. A little longer, if it feels fine.", seconds=float(round(held_s))
    )


def set_words(number: int, sets: int) -> str:
    """Return which set it was that is over, of how many."""
    return message("That was {number} of {count}.", number=number, count=sets) if sets > 1 else ""


def _lines(texts: Sequence[str]) -> list[Line]:
    return [Line(text, Urgency.SCRIPT, INTRODUCTION) for text in texts if text]
