"""What tuning found, as JSON: every value that was tried, with what it would mean (docs/tuning.md)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from posecheck.lab.tuning.evidence import Thin
from posecheck.lab.tuning.sweep import total
from posecheck.profiles.threshold_parts import named_checks, named_primaries
from posecheck.profiles.thresholds import addresses

if TYPE_CHECKING:
    from posecheck.exercise import Exercise, Measure
    from posecheck.lab.tuning.decisions import Counts
    from posecheck.lab.tuning.evidence import Figures, ThresholdEvidence
    from posecheck.lab.tuning.sweep import ReadClip
    from posecheck.lab.tuning.tune import Tuning

SCHEMA = 1
_DECISIONS = ("hits", "misses", "false", "passed")
_DIGITS = 4


def tuning_json(tuning: Tuning, profile: str) -> str:
    """Return `tuning` of the exercise by a profile as JSON with a line break at its end."""
    content = {
        "schema": SCHEMA,
        "exercise": tuning.exercise.id,
        "profile": profile,
        "objective": tuning.objective.value,
        "beta": tuning.beta,
        "minutes": _rounded(sum(clip.clip.label.duration_s for clip in tuning.clips) / 60.0),
        "clips": [_clip(clip) for clip in tuning.clips],
        "limits": [_limit(tuning, each) for each in tuning.evidence],
        "not_swept": dict(tuning.not_swept),
    }
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _clip(clip: ReadClip) -> dict[str, object]:
    label = clip.clip.label
    return {
        "name": clip.clip.name,
        "subject": label.subject,
        "duration_s": label.duration_s,
        "holds": len(label.plateaus),
    }


def _limit(tuning: Tuning, each: ThresholdEvidence) -> dict[str, object]:
    limit, threshold = each.limit, addresses(tuning.exercise)[each.limit.address]
    measure = measure_of(tuning.exercise, limit.part)
    cues_now, cues_then = tuning.false_cues_per_min[limit.address]
    return {
        "address": limit.address,
        "fault": limit.fault,
        "severity": int(limit.severity),
        "sign": limit.sign,
        "measure": measure.title,
        "unit": threshold.unit,
        "value": limit.value,
        "suggestion": each.suggestion,
        "thin": Thin(each.thin).name.lower() if each.thin else None,
        "best": each.best.middle,
        "interval": [each.low, each.high],
        "now": _figures(each.now),
        "then": _figures(each.then),
        "held_out_now": _figures(each.held_out_now),
        "held_out_then": _figures(each.held_out_then),
        "folds": each.folds,
        "false_cues_per_min": {"now": _rounded(cues_now), "then": _rounded(cues_then)},
        "values": each.values.tolist(),
        **_decisions(total(each.counts)),
        "clips": [_clip_decisions(each, at) for at in range(len(tuning.clips))],
    }


def measure_of(exercise: Exercise, part: str) -> Measure:
    """Return the measure that a check or a primary of `exercise` judges, by the name of the part."""
    primaries = named_primaries(exercise)
    return primaries[part].measure if part in primaries else named_checks(exercise)[part].measure


def _decisions(counts: Counts) -> dict[str, object]:
    found: dict[str, object] = {name: getattr(counts, name).astype(int).tolist() for name in _DECISIONS}
    return {**found, "false_cues": counts.false_cues.astype(int).tolist()}


def _clip_decisions(each: ThresholdEvidence, clip: int) -> dict[str, object]:
    """Return what is decided on one clip with the present value, and with the best."""
    return {
        when: {name: int(getattr(each.counts, name)[clip, each.at(value)]) for name in _DECISIONS}
        for when, value in (("now", each.limit.value), ("then", each.best.middle))
    }


def _figures(figures: Figures | None) -> dict[str, float | None] | None:
    if figures is None:
        return None
    return {name: _rounded(getattr(figures, name)) for name in ("precision", "recall", "f1")}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), _DIGITS)
