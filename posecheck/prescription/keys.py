"""The form of a prescription's file: its keys, what each may hold, and the tests it may ask for.

Reading, the template and the published schema are all made from these, so that none of them says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from posecheck.prescription.prescription import WEEK

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(StrEnum):
    """What stands behind a key."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    DATE = "date"
    TIME = "time"
    DAYS = "days"
    SIDE = "side"
    WHOLE = "whole"
    NUMBER = "number"
    TABLE = "table"
    TABLES = "tables"
    LIMITS = "limits"
    CUES = "cues"


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table.

    Parameters
    ----------
    name
        As the file has it.
    kind
        What its value is.
    about
        What it means, for the schema.
    most
        The most characters of a text, the most entries of a list, the largest number; 0: no such limit.
    least
        The smallest number.
    required
        It has to be there.
    """

    name: str
    kind: Kind
    about: str
    most: int = 0
    least: int = 0
    required: bool = False


#: The most characters of one thing to stop for, and of a note beside an exercise: both are read aloud.
MOST_LETTERS_OF_LINE = 160

TOP: tuple[Key, ...] = (
    Key("posecheck", Kind.WHOLE, "The version of this form.", most=1, least=1, required=True),
    Key("title", Kind.LINE, "What it is for, in the patient's words.", most=80, required=True),
    Key("notes", Kind.TEXT, "What the patient should know, in their words.", most=2000),
    Key("stop_for", Kind.LINES, "What to stop for, as the patient would feel it.", most=12),
    Key("from", Kind.TABLE, "Who it comes from.", required=True),
    Key("for", Kind.TABLE, "Who it is for."),
    Key("when", Kind.TABLE, "When it is followed.", required=True),
    Key("exercise", Kind.TABLES, "What is to be done.", most=40, required=True),
    Key("assess", Kind.TABLES, "Tests of what is possible, to be repeated.", most=14),
)
FROM: tuple[Key, ...] = (
    Key("name", Kind.LINE, "As the patient knows them.", most=80, required=True),
    Key("contact", Kind.LINE, "Where to ask: a telephone number, an address.", most=160),
    Key("date", Kind.DATE, "The day on which it was written.", required=True),
)
FOR: tuple[Key, ...] = (Key("name", Kind.LINE, "A pseudonym will do.", most=80),)
WHEN: tuple[Key, ...] = (
    Key("from", Kind.DATE, "The first day.", required=True),
    Key("until", Kind.DATE, "The last day; without it, until another one replaces it."),
    Key("days", Kind.DAYS, "The days of the week on which to train.", most=len(WEEK)),
    Key("at", Kind.TIME, "The time of the day, for a reminder."),
)
EXERCISE: tuple[Key, ...] = (
    Key("id", Kind.LINE, "Id of the exercise; `posecheck exercises` lists them.", most=80, required=True),
    Key("side", Kind.SIDE, "The side to work with; without it as the exercise has it, which is both."),
    Key("sets", Kind.WHOLE, "How often, on each side.", most=10, least=1),
    Key("hold_s", Kind.NUMBER, "Seconds of a hold, or at the top of a repetition.", most=120, least=1),
    Key("reps", Kind.WHOLE, "Repetitions or circles a set.", most=50, least=1),
    Key("duration_s", Kind.NUMBER, "Length of stepping or of a guided exercise.", most=900, least=5),
    Key("note", Kind.LINE, "What to mind in it; it is read aloud.", most=MOST_LETTERS_OF_LINE),
    Key("limits", Kind.LIMITS, "Thresholds that differ, by their address below the exercise."),
    Key("cues", Kind.CUES, "Corrections in other words, by their address below the exercise."),
)
ASSESS: tuple[Key, ...] = (
    Key("test", Kind.LINE, "Id of the test.", most=80, required=True),
    Key("side", Kind.SIDE, "The side to test; without it both, where the test has sides."),
    Key("every_days", Kind.WHOLE, "How often; every two weeks unless it is said.", most=366, least=1),
)
#: The table of each key that is one.
INNER: Mapping[str, tuple[Key, ...]] = {
    "from": FROM,
    "for": FOR,
    "when": WHEN,
    "exercise": EXERCISE,
    "assess": ASSESS,
}
#: Keys of an exercise that are its dose, in the order in which they stand.
DOSE_KEYS = ("sets", "hold_s", "reps", "duration_s")
SIDES = ("left", "right", "both")
#: Id of a test → whether it is of one side at a time.
TESTS: Mapping[str, bool] = {
    "straight-leg-raise": True,
    "active-knee-extension": True,
    "fingertip-to-floor": False,
    "seated-reach": True,
    "side-bend": True,
    "prone-press-up": False,
    "hip-extension": True,
}
EVERY_DAYS = 14
