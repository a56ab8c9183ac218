"""What tuning found, as JSON: every value that was tried, with what it would mean (docs/tuning.md)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from posecheck.lab.tuning.evidence import Thin
from posecheck.lab.tuning.hold_readings import hold_readings
from posecheck.lab.tuning.measure_error import measure_error
from posecheck.lab.tuning.sweep import total
from posecheck.lab.tuning.wanted_clips import decide_it, gap_of, wanted_clips
from posecheck.profiles.threshold_parts import named_checks, named_primaries
from posecheck.profiles.thresholds import addresses

if TYPE_CHECKING:
    from posecheck.exercise import Exercise, Measure
    from posecheck.lab.tuning.decisions import Counts
    from posecheck.lab.tuning.evidence import Figures, ThresholdEvidence
    from posecheck.lab.tuning.limits import Limit
    from posecheck.lab.tuning.sweep import ReadClip
    from posecheck.lab.tuning.tune import Tuning
    from posecheck.lab.tuning.wanted_clips import WantedClip

SCHEMA = 1
_DECISIONS = ("hits", "misses", "false", "passed")
_DIGITS = 4


def tuning_json(tuning: Tuning, profile: str) -> str:
    """Return `tuning` of the exercise by a profile as JSON with a line break at its end."""
    return json.dumps(tuning_content(tuning, profile), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def tuning_content(tuning: Tuning, profile: str) -> dict[str, Any]:
    """Return what :func:`tuning_json` writes, as data."""
    return {
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


def _clip(clip: ReadClip) -> dict[str, object]:
    label = clip.clip.label
    return {
        "name": clip.clip.name,
        "subject": label.subject,
        "duration_s": label.duration_s,
        "holds": len(label.plateaus),
        "kind": label.kind.value,
    }


def limit_content(exercise: Exercise, limit: Limit) -> dict[str, Any]:
    """Return which limit one is, and its value now, as ``--json`` tells it."""
    return {
        "address": limit.address,
        "fault": limit.fault,
        "severity": int(limit.severity),
        "sign": limit.sign,
        "measure": measure_of(exercise, limit.part).title,
        "unit": addresses(exercise)[limit.address].unit,
        "value": limit.value,
    }


def _limit(tuning: Tuning, each: ThresholdEvidence) -> dict[str, object]:
    limit = each.limit
    measure = measure_of(tuning.exercise, limit.part)
    cues_now, cues_then = tuning.false_cues_per_min[limit.address]
    gap, readings = gap_of(each), hold_readings(each.counts, each.values, limit.sign)
    asked = [clip.subject for clip in tuning.clips], tuning.objective, tuning.beta
    wanted = wanted_clips(each, *asked)
    return limit_content(tuning.exercise, limit) | {
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
        "clips": [_clip_decisions(each, at) | asdict(readings[at]) for at in range(len(tuning.clips))],
        "equal": [each.best.low, each.best.high],
        "good_to": gap.good,
        "faulty_from": gap.faulty,
        "error": measure_error(tuning.exercise.id, measure.name),
        "wanted": [_wanted(clip) for clip in wanted],
        "decided_by_wanted": decide_it(wanted, each, *asked),
    }


def _wanted(wanted: WantedClip) -> dict[str, object]:
    return {
        "shows": wanted.shows,
        "people": wanted.people,
        "others": list(wanted.others),
        "from": wanted.low,
        "to": wanted.high,
        "narrows_to": _rounded(wanted.narrows_to),
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
