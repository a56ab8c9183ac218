"""The few words on the picture."""

from __future__ import annotations

from posecheck.engine.events import Assessment, Phase, ViewState
from posecheck.exercise import Counted, Exercise
from posecheck.pose import Side
from posecheck.support.message import listed, message

_PHASES: dict[Phase, str] = {
    Phase.SETUP: "Get into position",
    Phase.READY: "Ready when you are",
    Phase.MOVE_IN: "Move in slowly",
    Phase.HOLD: "Hold still",
    Phase.MOVE_OUT: "Come back slowly",
    Phase.REST: "Rest",
}

#: What is shown in place of these where the dose says more.
_GUIDED = "Follow along"
_HELD = "Well held"

_MOST_MISSING = 3

#: Faults whose id is a word of the trade.
_PLAINER: dict[str, str] = {
    "hips-piked": "Hips too high",
    "over-arched": "Lower back arched",
    "feet-misplaced": "Feet out of place",
    "arms-misplaced": "Arms out of place",
}

#: Banners of a session that the screen knows: the session stands still; it is not clear yet what is done.
PAUSED = "Paused"
SHOW_ME = "Show me"
#: What the second of them is about.
WATCHING = "Show me an exercise. I will tell you what I see."


def phase_words(assessment: Assessment, exercise: Exercise) -> str:
    """Return what the person is to do now, in two to four words."""
    moving = assessment.phase in (Phase.MOVE_IN, Phase.HOLD, Phase.MOVE_OUT)
    counts = exercise.dose.counts
    if counts is Counted.MOVEMENTS and (moving or (assessment.phase is Phase.READY and assessment.reps)):
        return exercise.going_on
    if moving and counts is Counted.TIME:
        return _GUIDED
    if (
        assessment.phase is Phase.HOLD
        and counts is Counted.HOLDS
        and 0 < assessment.target_s <= assessment.held_s
    ):
        return _HELD
    return _PHASES[assessment.phase]


def cue_words(assessment: Assessment, exercise: Exercise) -> str:
    """Return the cue to show, or nothing when it says what stands on the picture already.

    Counts are in the ring, "Hold." is in the title panel, and what the camera cannot see has its own band.
    """
    cue = assessment.cue
    bare = cue.strip().rstrip(".!").lower()
    told = bare.isdecimal() or cue == camera_words(assessment)
    return "" if told or bare in phase_words(assessment, exercise).lower() else cue


def title_words(assessment: Assessment, exercise: Exercise, asked: Side = Side.NONE) -> str:
    """Return the exercise's title, with the side that works, or is `asked` to, where there is one."""
    side = shown_side(assessment, exercise, asked)
    if side in (Side.LEFT, Side.RIGHT):
        return message("{title} · {side}", title=exercise.title, side=side.value)
    return exercise.title


def shown_side(assessment: Assessment, exercise: Exercise, asked: Side = Side.NONE) -> Side:
    """Return the side that works, or is `asked` to; ``NONE`` for an exercise without sides."""
    if not exercise.sides:
        return Side.NONE
    return assessment.working if assessment.working in (Side.LEFT, Side.RIGHT) else asked


def fault_words(fault: str) -> str:
    """Return the short name of a fault that is written at the limb."""
    return _PLAINER.get(fault) or fault.replace("-", " ").capitalize()


def camera_words(assessment: Assessment) -> str:
    """Return what the camera cannot see or judge and what to do, or nothing when it sees well."""
    reason = assessment.view_reason if assessment.view is not ViewState.OK else ""
    if not reason and not assessment.person:
        return "I can't see you. Step into the picture."
    missing = [joint for joint in assessment.missing if joint not in reason]
    if reason or not missing:
        return reason
    shown = missing[:_MOST_MISSING]
    more = len(missing) - len(shown)
    joints = listed(shown, between=", ")
    if more:
        joints = message("{joints} and {number} more", joints=joints, number=more)
    return message("I can't see your {joints}.", joints=joints)


#: Key → what it does, as shown on the screen.
KEY_HELP: tuple[tuple[str, str], ...] = (
    ("Space", "Pause or go on"),
    ("N", "Next exercise"),
    ("R", "Once more"),
    ("S", "Other side"),
    ("E", "An easier version"),
    ("M", "Sound on or off"),
    ("F", "Full screen or window"),
    ("H", "Show or hide this"),
    ("Q", "Finish"),
)
#: The same of a routine.
ROUTINE_KEY_HELP: tuple[tuple[str, str], ...] = (
    ("Space", "Pause or go on"),
    ("N", "Skip this"),
    ("R", "Once more"),
    ("E", "An easier version"),
    ("M", "Sound on or off"),
    ("F", "Full screen or window"),
    ("H", "Show or hide this"),
    ("Q", "Stop"),
)
