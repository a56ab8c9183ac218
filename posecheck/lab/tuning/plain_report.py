"""What tuning found, in plain words, for the terminal and the page: a paragraph a limit, no statistics.

It is made from what ``posecheck tune --json`` writes, so that whoever has only that can say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from posecheck.lab.tuning.effect_words import effect_words, suggestion_words, tally_of
from posecheck.lab.tuning.limit_words import now_words, title_words
from posecheck.lab.tuning.missing_words import mending_command, missing_words, naming_command
from posecheck.lab.tuning.wanted_words import apart_words, most_wanted, tells, wanted_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from posecheck.exercise import Exercise
    from posecheck.support.language import Language


@dataclass(frozen=True, slots=True)
class PlainLimit:
    """What is said of one limit.

    Parameters
    ----------
    address, title
        Which limit, for programs and for people.
    headline
        What it is, from where on it speaks up, and what another value would have done, or what this one does.
    missing, command
        What the clips lack, as one sentence, and the command that mends it; both may be empty.
    apart
        How far good and faulty holds lie apart, and how much of that is the program's own error.
    wanted
        Which clips would decide it.
    tells
        Whether the clips have anything to say of it.
    suggested
        Whether another value is suggested.
    """

    address: str
    title: str
    headline: str
    missing: str
    command: str
    apart: str
    wanted: str
    tells: bool
    suggested: bool

    @property
    def sentences(self) -> tuple[str, ...]:
        """All that is said below the headline, in its order."""
        return tuple(each for each in (self.missing, self.apart, self.wanted) if each)


@dataclass(frozen=True, slots=True)
class PlainReport:
    """What is said of everything that was tuned.

    Parameters
    ----------
    summary
        What it was tuned on.
    nameless, naming
        That some clips do not say who is in them, and the command that mends it; both may be empty.
    limits
        One for each limit, those with a suggestion first, then those of which the clips say something.
    most_wanted
        Which clips would tell most, the one that helps most first.
    """

    summary: str
    nameless: str
    naming: str
    limits: tuple[PlainLimit, ...]
    most_wanted: tuple[str, ...]

    @property
    def telling(self) -> tuple[PlainLimit, ...]:
        """The limits of which the clips have something to say."""
        return tuple(each for each in self.limits if each.tells or each.suggested)

    @property
    def silent(self) -> tuple[PlainLimit, ...]:
        """The others."""
        return tuple(each for each in self.limits if not (each.tells or each.suggested))


def plain_report(
    found: Mapping[str, Any], exercise: Exercise, files: Mapping[str, str], language: Language
) -> PlainReport:
    """Return what was found, in plain words.

    Parameters
    ----------
    found
        As ``posecheck tune --json`` tells it.
    exercise
        What was tuned.
    files
        Name of a clip there → its file, for commands that name it; without those that have no label in TOML.
    language
        In which it is said.
    """
    limits = [_plain_limit(limit, found, exercise, files, language) for limit in found["limits"]]
    limits.sort(key=lambda each: (not each.suggested, not each.tells))
    nameless = [clip["name"] for clip in found["clips"] if not clip["subject"]]
    named = bool(nameless) and all(name in files for name in nameless)
    return PlainReport(
        summary_words(found, exercise, language),
        nameless_words(nameless, language),
        naming_command([files[name] for name in nameless], language) if named else "",
        tuple(limits),
        most_wanted(found["limits"], exercise, language),
    )


def _plain_limit(
    limit: Mapping[str, Any],
    found: Mapping[str, Any],
    exercise: Exercise,
    files: Mapping[str, str],
    language: Language,
) -> PlainLimit:
    title = title_words(limit, found["limits"], exercise, language)
    does = suggestion_words(limit, found["clips"], language) or effect_words(
        tally_of(limit, limit["value"]), found["minutes"], language
    )
    return PlainLimit(
        limit["address"],
        title,
        f"{now_words(limit, title, language)} {does}",
        missing_words(limit, found["clips"], language),
        mending_command(limit, found, files, language),
        apart_words(limit, exercise, language),
        wanted_words(limit, exercise, language),
        tells(limit),
        limit["suggestion"] is not None,
    )


def summary_words(found: Mapping[str, Any], exercise: Exercise, language: Language) -> str:
    """Return what it was tuned on: how many clips of how many people, and how many holds."""
    clips = found["clips"]
    people = len({clip["subject"] for clip in clips})
    said = (
        language.plural("one labelled clip", "{count} labelled clips", len(clips)),
        language.plural("one person", "{count} people", people),
        language.plural("one hold", "{count} holds", sum(clip["holds"] for clip in clips)),
    )
    return f"{language.translate(exercise.title)}: {', '.join(said)}."


def nameless_words(names: list[str], language: Language) -> str:
    """Return that some clips do not say who is in them; empty when all do."""
    if not names:
        return ""
    return language.plural(
        "In one clip it is not said who is in it ({names}); people without a name count as one.",
        "In {count} clips it is not said who is in them ({names}); people without a name count as one.",
        len(names),
        names=", ".join(names),
    )
