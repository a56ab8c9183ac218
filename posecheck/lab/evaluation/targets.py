"""The headline figures: what each should be, and by how much it may move without anything being worse."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from posecheck.lab.evaluation.summary import Figures


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure by which all others are led.

    Parameters
    ----------
    key
        Its name among the overall figures.
    title, unit
        What it is, for people; a unit of ``%`` shows a share in per cent.
    target
        What it should reach.
    at_least
        More is better.
    noise
        It moves by so much between machines and for pictures that differ by nothing that matters
        (docs/accuracy.md says how that was measured); a step beyond it is a change for better or worse.
    """

    key: str
    title: str
    unit: str
    target: float
    at_least: bool
    noise: float

    def met(self, value: float | None) -> bool | None:
        """Return whether `value` reaches the target, ``None`` when it is unknown."""
        if value is None:
            return None
        reached = operator.ge if self.at_least else operator.le
        return bool(reached(value, self.target))

    def worse(self, value: float | None, before: float | None) -> bool:
        """Return whether `value` is worse than `before` by more than the noise."""
        if before is None:
            return False
        if value is None:
            return True
        return (before - value if self.at_least else value - before) > self.noise + 1e-9

    def shown(self, value: float | None) -> str:
        """Return `value` for people."""
        if value is None:
            return "-"
        if self.unit == "%":
            return f"{100.0 * value:.1f} %".replace(".0 %", " %")
        if isinstance(value, int) or value == round(value):
            return f"{value:.0f}" + (f" {self.unit}" if self.unit else "")
        return f"{value:.2f}" + (f" {self.unit}" if self.unit else "")


#: Smoothing delays a value by a few hundredths of a second, which moves a median by less than this.
RAW_SLACK_DEG = 0.3

HEADLINES: tuple[Headline, ...] = (
    Headline("grade_a_error_deg", "error of the leading angle, grade A, median", "°", 4.0, False, 0.1),
    Headline("exercises_worse_than_raw", "exercises worse than the raw landmarker", "", 0, False, 1),
    Headline("count_exact", "clips with exactly the right holds counted", "%", 0.95, True, 0.03),
    Headline("start_error_s", "start of a hold, median error", "s", 0.5, False, 0.05),
    Headline("end_error_s", "end of a hold, median error", "s", 0.5, False, 0.05),
    Headline("positions_within_1s", "holds counted and within 1 s at both ends", "%", 0.95, True, 0.03),
    Headline("negative_holds", "holds told on clips of something else", "", 0, False, 0),
    Headline("fault_f1", "faults, F1", "", 0.85, True, 0.03),
    Headline("kappa", "verdict good or faulty, Cohen's κ", "", 0.83, True, 0.05),
    Headline("false_praises", "praise during a severity-3 fault or of no exercise", "", 0, False, 0),
    Headline("false_cues_per_min", "false corrections a minute on correct clips", "", 0.2, False, 0.0),
    Headline("empty_frames_with_person", "frames of an empty room with a person", "%", 0.0, False, 0.0),
)


def headline_values(summary: Mapping[str, Any]) -> Figures:
    """Return the value of every headline by its key."""
    overall = summary["overall"]
    return {headline.key: overall.get(headline.key) for headline in HEADLINES} | {
        # Without any true pose nothing was compared with the raw landmarker.
        "exercises_worse_than_raw": None
        if overall["primary_error_deg"] is None
        else len(worse_than_raw(summary))
    }


def worse_than_raw(summary: Mapping[str, Any]) -> list[str]:
    """Return the exercises whose leading angle is further off than the raw landmarker's."""
    return [
        name
        for name, found in summary["exercise"].items()
        if found["primary_error_deg"] is not None
        and found["primary_error_deg"] > found["raw_primary_error_deg"] + RAW_SLACK_DEG
    ]
