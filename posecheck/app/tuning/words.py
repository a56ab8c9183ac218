"""What labelled clips say of a limit, in plain words: what it catches, where it errs, what a change does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from posecheck.exercise import Severity, Unit
from posecheck.lab.tuning.evidence import Thin
from posecheck.profiles.threshold_parts import named_checks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from posecheck.exercise import Exercise
    from posecheck.report.wording import Words

#: A rate is told of clips that last so long together; of shorter ones the bare count.
_RATE_FROM_MIN = 5.0
_MINUTE_S = 60.0
_MOST_DIGITS = 3


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


def value_words(value: float, unit: str, words: Words) -> str:
    """Return a value of a threshold with its unit, with no more digits than it needs."""
    if unit == Unit.DEG.value:
        return words.amount(value, unit, 0 if value == int(value) else 1)
    number = words.short_number(round(value, _MOST_DIGITS))
    return number if unit == Unit.RATIO.value else f"{number} {words.told(unit)}"


def limit_words(limit: Mapping[str, Any], value: str, words: Words) -> str:
    """Return from where on a limit speaks up, of a value in words."""
    rises = limit["sign"] > 0
    if limit["severity"] <= Severity.SHOW:
        said = words.say("shown from {value}", value=value), words.say("shown below {value}", value=value)
    else:
        said = (
            words.say("corrects from {value}", value=value),
            words.say("corrects below {value}", value=value),
        )
    return said[0 if rises else 1]


def measured_words(limit: Mapping[str, Any], exercise: Exercise, words: Words) -> str:
    """Return what is measured for a limit, and on which side where that is not the one that works."""
    measure = words.told(limit["measure"])
    check = named_checks(exercise).get(limit["address"].split(".")[1])
    if check is not None and check.side == "other":
        return words.say("{measure}, side that rests", measure=measure)
    return measure


def effect_words(tally: Tally, minutes: float, words: Words) -> str:
    """Return what a value catches, and how often it is wrong."""
    return " ".join([_caught(tally, words), *_wrong(tally, minutes, words)])


def _caught(tally: Tally, words: Words) -> str:
    if not tally.marked:
        return words.say("You have marked it nowhere.")
    if not tally.misses:
        return words.count(
            tally.marked, "Catches the one time you marked it.", "Catches all {count} times you marked it."
        )
    if not tally.hits:
        return words.count(
            tally.marked, "Misses the one time you marked it.", "Misses all {count} times you marked it."
        )
    return words.say(
        "Catches {hits} of the {all} times you marked it.", hits=str(tally.hits), all=str(tally.marked)
    )


def _wrong(tally: Tally, minutes: float, words: Words) -> list[str]:
    said = []
    without = tally.unmarked
    if tally.false:
        false, every = str(tally.false), str(without)
        said.append(
            words.say("Finds it wrongly in {false} of {all} holds without it.", false=false, all=every)
        )
    elif not without:
        said.append(words.say("It is marked in every hold, so nobody can say where it would be wrong."))
    elif not tally.cues:
        said.append(
            words.count(
                without, "Silent in the one hold without it.", "Silent in all {count} holds without it."
            )
        )
    if tally.cues and minutes >= _RATE_FROM_MIN:
        every = words.duration(minutes / tally.cues * _MINUTE_S)
        said.append(words.say("Corrects wrongly about once in {time}.", time=every))
    elif tally.cues:
        said.append(
            words.count(
                tally.cues,
                "Corrects wrongly once in {time}.",
                "Corrects wrongly {count} times in {time}.",
                time=words.duration(minutes * _MINUTE_S),
            )
        )
    return said


def change_words(now: Tally, then: Tally, words: Words) -> str:
    """Return what another value would change."""
    said = [*_silence_changes(now, then, words), *_catches_change(now, then, words)]
    if not said:
        return words.say("In your clips that makes no difference.")
    if then.hits == now.hits > 0:
        said.append(words.say("It would still catch all that it catches now."))
    return " ".join(said)


def _silence_changes(now: Tally, then: Tally, words: Words) -> list[str]:
    fewer = now.false - then.false
    if fewer > 0:
        return [
            words.count(
                fewer,
                "It would be silent in one more hold without it than now.",
                "It would be silent in {count} more holds without it than now.",
            )
        ]
    if fewer < 0:
        return [
            words.count(
                -fewer,
                "It would be wrong in one more hold without it than now.",
                "It would be wrong in {count} more holds without it than now.",
            )
        ]
    if then.cues < now.cues:
        return [words.say("It would correct wrongly less often than now.")]
    return [words.say("It would correct wrongly more often than now.")] if then.cues > now.cues else []


def _catches_change(now: Tally, then: Tally, words: Words) -> list[str]:
    more = then.hits - now.hits
    if more > 0:
        return [
            words.count(
                more, "It would catch one that it misses now.", "It would catch {count} that it misses now."
            )
        ]
    if more < 0:
        return [
            words.count(
                -more, "It would miss one that it catches now.", "It would miss {count} that it catches now."
            )
        ]
    return []


def missing_words(limit: Mapping[str, Any], clips: Sequence[Mapping[str, Any]], words: Words) -> str:
    """Return what the clips lack for judging a limit and what mends it; empty when a value is suggested."""
    if limit["thin"] is None:
        return ""
    thin, say = Thin[limit["thin"].upper()], words.say
    if thin is Thin.ONE_CLASS:
        return _one_class(limit, clips, words)
    number = str(len(clips))
    return {
        Thin.ONE_CLIP: say("There is one clip only. Label a clip of another person to judge this."),
        Thin.ONE_PERSON: say(
            "All {count} clips show the same person; label a clip of another person to judge this.",
            count=number,
        ),
        Thin.NO_FAULT: say("It is marked in no clip. Label a clip that shows it to judge this."),
        Thin.NO_GOOD: say("It is marked in every hold. Label a clip without it to judge this."),
        Thin.WITHIN: say(
            "As it is now, it fits your clips as well as it can; there is no reason to change it."
        ),
        Thin.NO_BETTER: say(
            "What fits some people best is no better for others; leave it, or label more people."
        ),
    }[thin]


def _one_class(limit: Mapping[str, Any], clips: Sequence[Mapping[str, Any]], words: Words) -> str:
    """Return of whom another clip is wanted: only one person has the fault, or only one is without it."""
    who: dict[str, set[str]] = {"with": set(), "without": set()}
    for clip, decided in zip(clips, limit["clips"], strict=True):
        now = decided["now"]
        if now["hits"] + now["misses"]:
            who["with"].add(clip["subject"])
        if now["false"] + now["passed"]:
            who["without"].add(clip["subject"])
    nameless = words.say("one person")
    if len(who["with"]) == 1:
        person = who["with"].pop() or nameless
        return words.say("Only {person} shows it; label a clip of somebody else who does.", person=person)
    person = ", ".join(sorted(each or nameless for each in who["without"]))
    return words.say("Only {person} is without it; label a clip of somebody else who is.", person=person)
