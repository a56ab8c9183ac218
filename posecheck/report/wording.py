"""Words of the report for what the history holds as names and numbers, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.outputs.wording import fault_words
from posecheck.report.rereading import reread
from posecheck.support.language import ENGLISH

if TYPE_CHECKING:
    from datetime import date

    from posecheck.support.language import Language
    from posecheck.support.message import Message

#: Status of a session → a sentence.
STATUS_WORDS = {
    "running": "It was cut off; what was counted until then is here.",
    "done": "Finished.",
    "stopped": "You stopped it.",
    "interrupted": "It was interrupted and can be resumed.",
}
#: Status of an exercise → a sentence, none of one that was done.
EXERCISE_STATUS_WORDS = {
    "running": "This exercise was cut off.",
    "skipped": "This exercise was skipped.",
    "stopped": "This exercise was stopped.",
}
#: Kind of a session without a routine → what it is called.
KIND_WORDS = {"live": "Practice", "replay": "Video"}
#: When pain was told.
PAIN_WORDS = {"before": "before", "after": "after", "next-day": "the next day"}
#: Unit of a measure → what is written at a scale.
SCALE_WORDS = {"deg": "degrees"}
#: How dates are written, as Unicode names their parts; a language has its own.
FULL_DATE = "EEEE, d MMMM y"
PLAIN_DATE = "d MMMM y"
DAY = "d MMM"
_MINUTE_S = 60


class Words:
    """Says things in one language: sentences, numbers, dates.

    Parameters
    ----------
    language
        What it does not have stays English.
    """

    def __init__(self, language: Language = ENGLISH) -> None:
        self._language = language

    @property
    def language(self) -> Language:
        """The language itself, for what is said in rooms below."""
        return self._language

    @property
    def code(self) -> str:
        """Two letters for the language, as ``"de"``."""
        return self._language.code

    def say(self, text: str, **parts: str) -> str:
        """Return `text`, English, in the language, with `parts` in its ``{places}``."""
        return self._language.translate(text).format(**parts)

    def told(self, text: str) -> str:
        """Return a text of an exercise, of the engine, or of a history that was kept in English."""
        return reread(text, self._language)

    def said(self, words: Message) -> str:
        """Return a message in the language."""
        return self._language.translate(words)

    def count(self, number: int, one: str, more: str, **parts: str) -> str:
        """Return `one` for a single thing, else `more`, whose ``{count}`` is the number."""
        return self._language.plural(one, more, number, **parts)

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number with so many digits after the point."""
        return self._language.number(value, digits)

    def short_number(self, value: float) -> str:
        """Return a number with no more digits than it needs, as scales have it."""
        return self._language.pointed(f"{value:g}")

    def amount(self, value: float, unit: str, digits: int = 0) -> str:
        """Return a value with its unit."""
        if unit == "deg":
            return f"{self.number(value, digits)}°"
        if unit.startswith("%"):
            return f"{self.number(value, digits)} {self.told(unit)}"
        return f"{self.number(value, 2)} {self.told(unit)}"

    def spoken_amount(self, value: float, unit: str) -> str:
        """Return a value with its unit as it is read aloud."""
        if unit == "deg":
            return f"{self.number(value)} {self.told(SCALE_WORDS['deg'])}"
        return self.amount(value, unit)

    def duration(self, seconds: float) -> str:
        """Return a time as people say it: ``"30 s"``, ``"5 min"``, ``"1 min 30 s"``."""
        whole = round(seconds)
        if whole < _MINUTE_S:
            return f"{whole} s"
        minutes, rest = divmod(whole, _MINUTE_S)
        short = minutes < 10  # noqa: PLR2004 - seconds matter in a short time
        return f"{minutes} min" + (f" {rest} s" if rest and short else "")

    def sided(self, said: str, side: str) -> str:
        """Return what is said already with the side that worked, where one did."""
        return f"{said}, {self.told(side)}" if side in ("left", "right") else said

    def band(self, score: float) -> str:
        """Return what a score of 0 to 100 is called."""
        from posecheck.outputs.dose_words import score_band  # noqa: PLC0415 - the first page of the app needs none

        return self.told(score_band(score))

    def fault(self, fault: str) -> str:
        """Return the short name of a fault."""
        return self.told(fault_words(fault))

    def full_date(self, day: date) -> str:
        """Return a day with everything: ``"Thursday, 9 April 2026"``."""
        return self._language.date(day, FULL_DATE)

    def plain_date(self, day: date) -> str:
        """Return a day without its weekday: ``"9 April 2026"``."""
        return self._language.date(day, PLAIN_DATE)

    def day(self, day: date) -> str:
        """Return a day as briefly as a chart needs it: ``"9 Apr"``."""
        return self._language.date(day, DAY)
