"""Words of the report for what the history holds as names and numbers."""

from __future__ import annotations

#: Status of a session → a sentence.
STATUS_WORDS = {
    "running": "It was cut off; what was counted until then is here.",
    "done": "Finished.",
    "stopped": "You stopped it.",
    "interrupted": "It was interrupted and can be resumed.",
}
#: Status of an exercise → words.
EXERCISE_STATUS_WORDS = {"running": "cut off", "done": "done", "skipped": "skipped", "stopped": "stopped"}
#: From this score on, what it is called (EXERCISES.md §10).
_BANDS = ((85.0, "great"), (70.0, "good"), (50.0, "keep practising"), (0.0, "let's simplify"))
_MINUTE_S = 60


def band_words(score: float) -> str:
    """Return what a score of 0 to 100 is called."""
    return next((words for least, words in _BANDS if score >= least), _BANDS[-1][1])


def duration_words(seconds: float) -> str:
    """Return a time as people say it: ``"30 s"``, ``"5 min"``, ``"1 min 30 s"``."""
    whole = round(seconds)
    if whole < _MINUTE_S:
        return f"{whole} s"
    minutes, rest = divmod(whole, _MINUTE_S)
    return f"{minutes} min" + (f" {rest} s" if rest and minutes < 10 else "")  # noqa: PLR2004 - a short time


def side_words(side: str) -> str:
    """Return the side, nothing where there are no sides."""
    return "" if side == "none" else side


def count_words(count: int, one: str, more: str = "") -> str:
    """Return a number with its word in the right form."""
    return f"{count} {one if count == 1 else more or one + 's'}"
