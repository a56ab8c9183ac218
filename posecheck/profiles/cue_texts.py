"""What an exercise says, by address, ``exercise.part.wording``: the words that a profile may change."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from posecheck.exercise import Check, Exercise, Guided, Primary
from posecheck.profiles.threshold_parts import DOSE, OTHER_PRIMARY, PRIMARY, named_checks, named_primaries

if TYPE_CHECKING:
    from collections.abc import Mapping

#: One thing that is said, or the prompts of a guided exercise, said one after the other.
Wording = str | tuple[str, ...]

PROMPTS = "prompts"
#: A cue is heard while holding a stretch, and read from 3 m away.
LONGEST = 120


def wordings(exercise: Exercise) -> dict[str, Wording]:
    """Return everything that `exercise` itself says, by address; an empty one is not said."""
    said: dict[str, Wording] = {}
    for name, primary in named_primaries(exercise).items():
        said[f"{exercise.id}.{name}.cap_cue"] = primary.cap_cue
        if primary.low_cue:  # where nobody is encouraged, no profile encourages
            said[f"{exercise.id}.{name}.low_cue"] = primary.low_cue
    for name, check in named_checks(exercise).items():
        said[f"{exercise.id}.{name}.cue"] = check.cue
        if math.isfinite(check.band.ok_low) and math.isfinite(check.band.ok_high):
            said[f"{exercise.id}.{name}.cue_low"] = check.cue_low
        said[f"{exercise.id}.{name}.body_cue"] = check.body_cue
    if isinstance(exercise.dose, Guided):
        said[f"{exercise.id}.{DOSE}.{PROMPTS}"] = exercise.dose.prompts
    return said


def with_wordings(exercise: Exercise, changes: Mapping[str, Wording]) -> Exercise:
    """Return `exercise` with the wordings at the given addresses changed; the addresses must be its own."""
    changed: dict[str, dict[str, Wording]] = {}
    for address, wording in changes.items():
        _, part, key = address.split(".")
        changed.setdefault(part, {})[key] = wording
    checks = {name: _reworded(check, changed.get(name, {})) for name, check in named_checks(exercise).items()}
    primary = exercise.primary
    if primary is not None:
        primary = _reworded(primary, changed.get(PRIMARY, {}))
        if primary.other is not None and OTHER_PRIMARY in changed:
            primary = replace(primary, other=_reworded(primary.other, changed[OTHER_PRIMARY]))
    dose = exercise.dose
    if isinstance(dose, Guided) and DOSE in changed:
        prompts = changed[DOSE][PROMPTS]
        dose = replace(dose, prompts=(prompts,) if isinstance(prompts, str) else prompts)
    return replace(exercise, checks=tuple(checks.values()), primary=primary, dose=dose)


def problem_with_wording(wording: object, *, several: bool) -> str:
    """Return what is wrong with `wording` as the end of a sentence, empty when nothing is."""
    if several:
        if not isinstance(wording, list) or not wording:
            return "must be a list of texts"
        return next((each for each in (problem_with_wording(w, several=False) for w in wording) if each), "")
    if not isinstance(wording, str):
        return "must be a text in quotes"
    if not wording.strip() or len(wording) > LONGEST or not wording.isprintable():
        return f"must be one line of 1 to {LONGEST} characters"
    return ""


_Said = TypeVar("_Said", Check, Primary)


def _reworded(said: _Said, changes: Mapping[str, Any]) -> _Said:
    return replace(said, **changes) if changes else said
