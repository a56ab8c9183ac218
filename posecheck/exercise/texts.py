"""Every English text of an exercise that a person reads or hears: what its translations must have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.exercise.variants import Less
from posecheck.support.language import find_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from posecheck.exercise.exercise import Exercise


def texts_of(exercise: Exercise) -> tuple[str, ...]:
    """Return the texts of `exercise`, its variants and its own faults, each once."""
    return tuple(dict.fromkeys(text for text in _texts(exercise) if text))


def _texts(exercise: Exercise) -> Iterator[str]:
    yield from (exercise.title, exercise.setup, exercise.camera, exercise.position.must)
    primary = exercise.primary
    while primary is not None:
        yield from (primary.low_cue, primary.cap_cue)
        primary = primary.other
    for check in exercise.checks:
        yield from (check.cue, check.cue_low, check.body_cue)
    yield from exercise.dose.prompts
    yield exercise.going_on
    for fault in exercise.faults:
        yield from (fault.meaning, fault.id.replace("-", " ").capitalize())
    for step in exercise.easier:
        if not isinstance(step, Less):
            yield step.said
    before = exercise.ladder.before
    if before is not None:
        yield from (before.said, before.note)
        made = before.make(exercise)
        yield from (made.title, made.setup, made.position.must)
    for adaptation in exercise.adapted:
        yield adaptation.note
        if adaptation.make is not None:
            made = adaptation.make(exercise)
            yield from (made.title, made.setup)


def untranslated(exercise: Exercise, code: str) -> list[str]:
    """Return the texts of `exercise` that neither it nor posecheck has in the language of `code`."""
    own, known = exercise.words.get(code, {}), find_language(code).texts
    return [text for text in texts_of(exercise) if text not in own and text not in known]
