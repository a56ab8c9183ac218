"""Why nothing is suggested for a limit: what the clips lack, in one sentence, and what mends it."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from posecheck.lab.tuning.evidence import Thin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from posecheck.support.language import Language


def missing_words(limit: Mapping[str, Any], clips: Sequence[Mapping[str, Any]], language: Language) -> str:
    """Return what the clips lack for judging a limit and what mends it; empty when a value is suggested.

    Parameters
    ----------
    limit, clips
        As ``posecheck tune --json`` tells them.
    language
        In which it is said.
    """
    if limit["thin"] is None:
        return ""
    thin, say = Thin[limit["thin"].upper()], language.translate
    if thin is Thin.ONE_CLASS:
        return _one_class(limit, clips, language)
    if thin is Thin.ONE_PERSON and _nameless(clips):
        return say(
            "In none of the {count} clips is it said who is in it, so they count as one person; name the "
            "people to judge this.",
            count=len(clips),
        )
    return {
        Thin.ONE_CLIP: say("There is one clip only; label a clip of another person to judge this."),
        Thin.ONE_PERSON: say(
            "All {count} clips show the same person; label a clip of another person to judge this.",
            count=len(clips),
        ),
        Thin.NO_FAULT: say("It is marked in no clip; label a clip that shows it to judge this."),
        Thin.NO_GOOD: say("It is marked in every hold; label a clip without it to judge this."),
        Thin.WITHIN: say(
            "As it is now, it fits your clips as well as it can; there is no reason to change it."
        ),
        Thin.NO_BETTER: say(
            "What fits some people best is no better for others; leave it, or label more people."
        ),
    }[thin]


def _one_class(limit: Mapping[str, Any], clips: Sequence[Mapping[str, Any]], language: Language) -> str:
    """Return of whom another clip is wanted: only one person has the fault, or only one is without it."""
    who: dict[str, set[str]] = {"with": set(), "without": set()}
    for clip, decided in zip(clips, limit["clips"], strict=True):
        now = decided["now"]
        if now["hits"] + now["misses"]:
            who["with"].add(clip["subject"])
        if now["false"] + now["passed"]:
            who["without"].add(clip["subject"])
    say, nameless = language.translate, language.translate("one person")
    if len(who["with"]) == len(who["without"]) == 1 and who["with"] != who["without"]:
        return say(
            "Only {person} shows it and only {other} does not; label a clip of a further person of each.",
            person=who["with"].pop() or nameless,
            other=who["without"].pop() or nameless,
        )
    if len(who["with"]) == 1:
        person = who["with"].pop() or nameless
        return say("Only {person} shows it; label a clip of somebody else who does.", person=person)
    person = ", ".join(sorted(each or nameless for each in who["without"]))
    return say("Only {person} is without it; label a clip of somebody else who is.", person=person)


def mending_command(
    limit: Mapping[str, Any], found: Mapping[str, Any], files: Mapping[str, str], language: Language
) -> str:
    """Return the command that gives what is missing; empty where nothing is, or nothing can be typed for it.

    Parameters
    ----------
    limit, found
        As ``posecheck tune --json`` tells them.
    files
        Name of a clip there → its file.
    language
        In which the places are named that are to be filled in.
    """
    thin = None if limit["thin"] is None else Thin[limit["thin"].upper()]
    if thin in (None, Thin.WITHIN):
        return ""
    if thin is Thin.ONE_PERSON and _nameless(found["clips"]):
        if any(clip["name"] not in files for clip in found["clips"]):
            return ""  # their labels are no TOML, which the command does not write
        return naming_command([files[clip["name"]] for clip in found["clips"]], language)
    return labelling_command(found["exercise"], language)


def labelling_command(exercise: str, language: Language) -> str:
    """Return the command that labels a clip of a person who is to be named."""
    return " ".join(
        [
            "posecheck label",
            language.translate("CLIP"),
            f"--exercise {exercise} --subject",
            language.translate("NAME"),
        ]
    )


def naming_command(files: Iterable[str], language: Language) -> str:
    """Return the command that writes into labels who is in their clips."""
    return f"posecheck label {shlex.join(files)} --subject {language.translate('NAME')} --no-window"


def _nameless(clips: Sequence[Mapping[str, Any]]) -> bool:
    return not any(clip["subject"] for clip in clips)
