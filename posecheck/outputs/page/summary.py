"""What came of a session, as a page shows it: the same words as in the terminal, in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.outputs.verdict import verdict_of

if TYPE_CHECKING:
    from posecheck.engine.result import Result
    from posecheck.exercise import Exercise
    from posecheck.support.language import Language


def summary_of(
    result: Result, exercise: Exercise, language: Language, hold_target_s: float | None
) -> dict[str, object]:
    """Return what is said of one exercise; what there is nothing to say of is empty."""
    verdict = verdict_of(result, exercise, language, hold_target_s=hold_target_s)
    return {
        "title": verdict.title if not verdict.side else f"{verdict.title}, {verdict.side}",
        "lines": [each for each in (verdict.caveat, verdict.score, verdict.because, verdict.done) if each],
        "holds": [{"words": each.words, "counted": each.counted} for each in verdict.holds],
        "faults": [language.translate("It looks like {what}.", what=each.words) for each in verdict.faults],
        "faultless": verdict.faultless,
        "unseen": [each for each in (verdict.not_seen, *(one.words for one in verdict.unjudged)) if each],
    }
