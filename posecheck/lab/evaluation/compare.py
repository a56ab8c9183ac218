"""What changed from one evaluation to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.lab.evaluation.targets import HEADLINES, Headline

if TYPE_CHECKING:
    from posecheck.lab.evaluation.document import Document


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One headline before and now."""

    headline: Headline
    before: float | None
    now: float | None

    @property
    def verdict(self) -> str:
        """``worse``, ``better``, or ``same`` when it is within the noise."""
        if self.headline.worse(self.now, self.before):
            return "worse"
        return "better" if self.headline.worse(self.before, self.now) else "same"


def changes(before: Document, now: Document) -> list[FigureChange]:
    """Return every headline, before and now."""
    return [
        FigureChange(headline, before["headlines"].get(headline.key), now["headlines"].get(headline.key))
        for headline in HEADLINES
    ]


def clip_changes(before: Document, now: Document) -> list[str]:
    """Return one line for each clip whose failures changed."""
    old, new = (_failures(found) for found in (before, now))
    lines = []
    for name in sorted(old.keys() | new.keys()):
        gone = [each for each in old.get(name, []) if each not in new.get(name, [])]
        come = [each for each in new.get(name, []) if each not in old.get(name, [])]
        told = [f"now right: {each}" for each in gone] + [f"now wrong: {each}" for each in come]
        if told:
            lines.append(f"{name}: {'; '.join(told)}")
    return lines


def _failures(found: Document) -> dict[str, list[str]]:
    return {f"{row['clip']} ({row['exercise']})": row["failures"] for row in found["clips"]}
