"""What a value of a limit does on labelled clips, in plain words: what it catches, where it is wrong.

The terminal, the page of ``posecheck tune --html`` and the app take their sentences from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from posecheck.lab.labels import Kind
from posecheck.lab.tuning.limit_words import value_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from posecheck.support.language import Language

#: A rate is told of clips that last so long together; of shorter ones the bare count.
_RATE_FROM_MIN = 5.0
#: All of two are both.
_BOTH = 2
_MINUTE_S = 60
#: Below so many minutes the seconds matter.
_SHORT_MIN = 10


@dataclass(frozen=True, slots=True)
class Tally:
    """How one value of a limit did on all clips.

    Parameters
    ----------
    hits, misses
        Holds with the fault in which it was told, and was not.
    false, passed
        Holds without it in which it was told, and was not.
    cues
        How often it would be said where no label has it.
    """

    hits: int
    misses: int
    false: int
    passed: int
    cues: int

    @property
    def marked(self) -> int:
        """In how many holds the fault is marked."""
        return self.hits + self.misses

    @property
    def unmarked(self) -> int:
        """In how many holds it is not."""
        return self.false + self.passed


def tally_at(limit: Mapping[str, Any], at: int) -> Tally:
    """Return how the value at a place did, of a limit as ``posecheck tune --json`` tells it."""
    return Tally(*(int(limit[name][at]) for name in ("hits", "misses", "false", "passed", "false_cues")))


def tally_of(limit: Mapping[str, Any], value: float) -> Tally:
    """Return how one of the values that were tried did, of a limit as ``posecheck tune --json`` tells it."""
    return tally_at(limit, limit["values"].index(value))


# --- one value ----------------------------------------------------------------------------------------------


def effect_words(tally: Tally, minutes: float, language: Language) -> str:
    """Return what a value catches, and how often it is wrong."""
    return " ".join([_caught(tally, language), *_wrong(tally, minutes, language)])


def _caught(tally: Tally, language: Language) -> str:
    if not tally.marked:
        return language.translate("You have marked it nowhere.")
    if not tally.misses:
        return language.plural(
            "Catches the one time you marked it.", "Catches all {count} times you marked it.", tally.marked
        )
    if not tally.hits:
        return language.plural(
            "Misses the one time you marked it.", "Misses all {count} times you marked it.", tally.marked
        )
    return language.translate(
        "Catches {hits} of the {all} times you marked it.", hits=tally.hits, all=tally.marked
    )


def _wrong(tally: Tally, minutes: float, language: Language) -> list[str]:
    said = []
    without = tally.unmarked
    if tally.false:
        said.append(
            language.translate(
                "Finds it wrongly in {false} of {all} holds without it.", false=tally.false, all=without
            )
        )
    elif not without:
        said.append(
            language.translate("It is marked in every hold, so nobody can say where it would be wrong.")
        )
    elif not tally.cues:
        said.append(
            language.plural(
                "Silent in the one hold without it.", "Silent in all {count} holds without it.", without
            )
        )
    if tally.cues and minutes >= _RATE_FROM_MIN:
        every = _duration_words(minutes / tally.cues * _MINUTE_S)
        said.append(language.translate("Corrects wrongly about once in {time}.", time=every))
    elif tally.cues:
        said.append(
            language.plural(
                "Corrects wrongly once in {time}.",
                "Corrects wrongly {count} times in {time}.",
                tally.cues,
                time=_duration_words(minutes * _MINUTE_S),
            )
        )
    return said


def _duration_words(seconds: float) -> str:
    """Return a time as people say it, the same in every language: ``"5 min"``, ``"1 min 30 s"``."""
    minutes, rest = divmod(round(seconds), _MINUTE_S)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min" + (f" {rest} s" if rest and minutes < _SHORT_MIN else "")


# --- another value than now ---------------------------------------------------------------------------------


def change_words(now: Tally, then: Tally, language: Language) -> str:
    """Return what another value would change."""
    said = [*_silence_changes(now, then, language), *_catches_change(now, then, language)]
    if not said:
        return language.translate("In your clips that makes no difference.")
    if then.hits == now.hits > 0:
        said.append(language.translate("It would still catch all that it catches now."))
    return " ".join(said)


def _silence_changes(now: Tally, then: Tally, language: Language) -> list[str]:
    fewer = now.false - then.false
    if fewer > 0:
        return [
            language.plural(
                "It would be silent in one more hold without it than now.",
                "It would be silent in {count} more holds without it than now.",
                fewer,
            )
        ]
    if fewer < 0:
        return [
            language.plural(
                "It would be wrong in one more hold without it than now.",
                "It would be wrong in {count} more holds without it than now.",
                -fewer,
            )
        ]
    if then.cues < now.cues:
        return [language.translate("It would correct wrongly less often than now.")]
    if then.cues > now.cues:
        return [language.translate("It would correct wrongly more often than now.")]
    return []


def _catches_change(now: Tally, then: Tally, language: Language) -> list[str]:
    more = then.hits - now.hits
    if more > 0:
        return [
            language.plural(
                "It would catch one that it misses now.", "It would catch {count} that it misses now.", more
            )
        ]
    if more < 0:
        return [
            language.plural(
                "It would miss one that it catches now.", "It would miss {count} that it catches now.", -more
            )
        ]
    return []


# --- what is suggested --------------------------------------------------------------------------------------


def suggestion_words(limit: Mapping[str, Any], clips: Sequence[Mapping[str, Any]], language: Language) -> str:
    """Return what the suggested value would have done, as one sentence; empty without a suggestion.

    Parameters
    ----------
    limit, clips
        As ``posecheck tune --json`` tells them.
    language
        In which it is said.
    """
    if limit["suggestion"] is None:
        return ""
    say = language.translate
    value = value_words(limit["suggestion"], limit["unit"], language)
    where = say("From {value}", value=value) if limit["sign"] > 0 else say("Below {value}", value=value)
    now, then = (tally_of(limit, limit[which]) for which in ("value", "suggestion"))
    silent = now.false - then.false
    if silent > 0:
        first = _silent(where, silent, limit, clips, language)
        return f"{first}, {_caught_too(now, then, language)}."
    if then.hits > now.hits:
        if then.misses:
            first = say(
                "{where} it would have caught {hits} of the {all} you marked with it (now {before})",
                where=where,
                hits=then.hits,
                all=then.marked,
                before=now.hits,
            )
        else:
            first = language.plural(
                "{where} it would have caught the one you marked with it (now {before})",
                "{where} it would have caught all {count} you marked with it (now {before})",
                then.marked,
                where=where,
                before=now.hits,
            )
        return f"{first}, {_wrong_too(-silent, language)}."
    return say("{where} it would do better:", where=where) + " " + change_words(now, then, language)


def _silent(
    where: str,
    silent: int,
    limit: Mapping[str, Any],
    clips: Sequence[Mapping[str, Any]],
    language: Language,
) -> str:
    # A hold of a clip in which nothing at all is marked as wrong was marked good.
    quieter = [
        clip
        for clip, decided in zip(clips, limit["clips"], strict=True)
        if decided["then"]["false"] < decided["now"]["false"]
    ]
    if all(clip["kind"] == Kind.CORRECT.value for clip in quieter):
        return language.plural(
            "{where} it would have been silent in one hold you marked good",
            "{where} it would have been silent in {count} holds you marked good",
            silent,
            where=where,
        )
    return language.plural(
        "{where} it would have been silent in one hold that you did not mark with it",
        "{where} it would have been silent in {count} holds that you did not mark with it",
        silent,
        where=where,
    )


def _caught_too(now: Tally, then: Tally, language: Language) -> str:
    if not then.misses and then.marked == _BOTH:
        return language.translate("and still caught both that you marked with it")
    if not then.misses:
        return language.plural(
            "and still caught the one you marked with it",
            "and still caught all {count} you marked with it",
            then.marked,
        )
    if then.hits < now.hits:
        return language.plural(
            "but missed one that it catches now",
            "but missed {count} that it catches now",
            now.hits - then.hits,
        )
    return language.translate(
        "and caught {hits} of the {all} you marked with it", hits=then.hits, all=then.marked
    )


def _wrong_too(more: int, language: Language) -> str:
    if more <= 0:
        return language.translate("and been wrong no more often than now")
    return language.plural(
        "but wrong in one more hold without it", "but wrong in {count} more holds without it", more
    )
