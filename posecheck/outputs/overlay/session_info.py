"""What the screen shows of a session beside the exercise in hand."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

from posecheck.pose import Side


@dataclass(frozen=True, slots=True)
class Card:
    """A question or a summary that lies over everything until it is answered or over.

    Parameters
    ----------
    title
        The question, or what the lines are about.
    lines
        What else there is to know, a line each.
    options
        The answers, in their order; empty for a summary.
    chosen
        Which of the options is chosen now, -1 for none.
    """

    title: str
    lines: tuple[str, ...]
    options: tuple[str, ...] = ()
    chosen: int = -1


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """What is shown of a session beside the exercise in hand.

    Texts are English texts or messages, made words of when they are drawn, unless it says otherwise.

    Parameters
    ----------
    place
        Which exercise of how many, ``(2, 8)``.
    sets
        Which set of how many, ``(1, 2)``.
    side
        The side that is to work, where nothing has been seen of it yet.
    next_title, next_id
        What comes next: its title, and the id of the exercise.
    left_s
        Time left of the session; ``NaN`` unknown or endless.
    banner
        A number of the countdown, or a word such as "Paused", "Rest" or "Show me".
    saying
        The sentence that is being spoken, in the language already. It is the large text.
    gesture, gesture_progress
        What the gesture that is being held will do, and how far it is, 0 to 1.
    figure_s
        Seconds into the moving figure of the exercise; ``NaN`` for none.
    figure_large
        Show the figure large and the camera small, as while an exercise is introduced.
    card
        A question or a summary over everything.
    muted
        Voice and tones are off.
    key_help
        Show the keys and the gestures over everything.
    """

    place: tuple[int, int] | None = None
    sets: tuple[int, int] | None = None
    side: Side = Side.NONE
    next_title: str = ""
    next_id: str = ""
    left_s: float = nan
    banner: str = ""
    saying: str = ""
    gesture: str = ""
    gesture_progress: float = 0.0
    figure_s: float = nan
    figure_large: bool = False
    card: Card | None = None
    muted: bool = False
    key_help: bool = False


NO_SESSION = SessionInfo()
