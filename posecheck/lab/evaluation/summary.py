"""Figures over many clips: overall, and by exercise, posture and view."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import asdict
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

from posecheck.exercise import Observability, Unit
from posecheck.lab.evaluation.agreement import agreement, errors
from posecheck.lab.labels import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from posecheck.lab.evaluation.agreement import Array, Pairs
    from posecheck.lab.evaluation.outcome import JudgedClip, Outcome

Figures = dict[str, Any]

_DIGITS = 4


def summarise(judged: Sequence[JudgedClip]) -> Figures:
    """Return all figures, as plain data: ``overall``, ``exercise``, ``posture``, ``view``, ``measures``."""
    return {
        "overall": figures(judged),
        "exercise": _by(judged, lambda outcome: outcome.exercise),
        "posture": _by(judged, lambda outcome: outcome.posture),
        "view": _by(judged, lambda outcome: outcome.view),
        "measures": measure_figures(judged),
    }


def _by(judged: Iterable[JudgedClip], key: Callable[[Outcome], str]) -> dict[str, Figures]:
    groups: dict[str, list[JudgedClip]] = defaultdict(list)
    for each in judged:
        # A clip of something else is judged as every exercise, and belongs to none of them.
        if each.outcome.kind != Kind.NEGATIVE.value:
            groups[key(each.outcome)].append(each)
    return {name: figures(groups[name]) for name in sorted(groups)}


def figures(judged: Sequence[JudgedClip]) -> Figures:
    """Return the figures of a group of clips; ``None`` where there is nothing to count."""
    outcomes = [each.outcome for each in judged]
    shown = [outcome for outcome in outcomes if outcome.judgeable]
    correct = [outcome for outcome in shown if outcome.kind == Kind.CORRECT.value]
    negatives = [outcome for outcome in outcomes if outcome.kind == Kind.NEGATIVE.value]
    wrong_view = [outcome for outcome in outcomes if outcome.kind == Kind.WRONG_VIEW.value]
    verdicts = [verdict for outcome in shown for verdict in outcome.verdicts]
    return {
        "clips": len({outcome.clip for outcome in outcomes}),
        "frames": sum(outcome.frames for outcome in shown),
        "frames_without_pose": _share(
            sum(outcome.frames - outcome.frames_with_pose for outcome in shown),
            sum(outcome.frames for outcome in shown),
        ),
        "frames_judged": _share(
            sum(outcome.frames_valid for outcome in shown), sum(outcome.frames for outcome in shown)
        ),
        **angle_figures(judged),
        **_position_figures([outcome for outcome in shown if outcome.has_doses]),
        **_fault_figures(shown, correct, wrong_view),
        "verdicts": len(verdicts),
        "kappa": kappa([(verdict.truly_good, verdict.told_good) for verdict in verdicts]),
        "kappa_strict": kappa([(verdict.flawless, verdict.told_good) for verdict in verdicts]),
        "false_praises": sum(outcome.false_praises for outcome in outcomes),
        "false_cues_per_min": _per_minute(correct, lambda outcome: outcome.false_cues),
        "view_cues_per_min": _per_minute(
            correct, lambda outcome: sum(cue.kind == "view" for cue in outcome.cues)
        ),
        **_nothing_figures(negatives, wrong_view),
        **_recognition_figures(outcomes),
    }


def angle_figures(judged: Sequence[JudgedClip]) -> Figures:
    """Return the error of the leading angles in the plateaus, and of the raw landmarker beside it."""
    primaries = [
        each
        for one in judged
        for each in one.pairs
        if each.primary and each.unit == Unit.DEG.value and each.in_plateau.any()
    ]
    graded = [
        each
        for one in judged
        if one.outcome.grade == Observability.A.value
        for each in one.pairs
        if each.primary and each.unit == Unit.DEG.value and each.in_plateau.any()
    ]
    judged_error, raw_error = _held_errors(primaries)
    graded_error, graded_raw = _held_errors(graded)
    return {
        "primary_error_deg": _rounded(_median_abs(judged_error)),
        "primary_p95_deg": _rounded(_p95_abs(judged_error)),
        "primary_bias_deg": _rounded(float(np.mean(judged_error)) if len(judged_error) else math.nan),
        "raw_primary_error_deg": _rounded(_median_abs(raw_error)),
        "raw_primary_p95_deg": _rounded(_p95_abs(raw_error)),
        "grade_a_error_deg": _rounded(_median_abs(graded_error)),
        "grade_a_raw_error_deg": _rounded(_median_abs(graded_raw)),
    }


def _held_errors(compared: Sequence[Pairs]) -> tuple[Array, Array]:
    """Return errors of posecheck and of the raw landmarker on the same frames, those of the plateaus."""
    ours: list[Array] = [np.empty(0, np.float32)]
    raws: list[Array] = [np.empty(0, np.float32)]
    for each in compared:
        own = errors(each.judged, each.truth, each.unit)
        raw = errors(each.raw, each.truth, each.unit)
        known = np.isfinite(own) & np.isfinite(raw) & each.in_plateau
        ours.append(own[known])
        raws.append(raw[known])
    return np.concatenate(ours), np.concatenate(raws)


def measure_figures(judged: Sequence[JudgedClip]) -> list[Figures]:
    """Return the agreement of every measure of every exercise, in plateaus and over all judged frames."""
    groups: dict[tuple[str, str], list[Pairs]] = defaultdict(list)
    for one in judged:
        for each in one.pairs:
            groups[one.outcome.exercise, each.measure].append(each)
    rows = []
    for (exercise, measure), compared in sorted(
        groups.items(), key=lambda item: (item[0][0], not item[1][0].primary, item[0][1])
    ):
        unit = compared[0].unit
        truth = np.concatenate([each.truth for each in compared])
        own = errors(np.concatenate([each.judged for each in compared]), truth, unit)
        raw = errors(np.concatenate([each.raw for each in compared]), truth, unit)
        held = np.concatenate([each.in_plateau for each in compared])
        if not np.isfinite(truth).any():
            continue
        paired = np.isfinite(own) & np.isfinite(raw)
        rows.append(
            {
                "exercise": exercise,
                "measure": measure,
                "unit": unit,
                "primary": compared[0].primary,
                "plateaus": _plain(agreement(own[held & paired])),
                "plateaus_raw": _plain(agreement(raw[held & paired])),
                "all": _plain(agreement(own[paired])),
                "all_raw": _plain(agreement(raw[paired])),
            }
        )
    return rows


def _position_figures(shown: Sequence[Outcome]) -> Figures:
    positions = [position for outcome in shown for position in outcome.positions.labelled]
    held = [position for position in positions if position.end_s > position.start_s]
    found = [position for position in held if position.found]
    expected = [position for position in held if position.expected]
    starts = [abs(p.start_error_s) for p in found if p.start_error_s is not None]
    ends = [abs(p.end_error_s) for p in found if p.end_error_s is not None]
    within = sum(p.counted and p.side_right and p.within for p in expected)
    return {
        "count_clips": len(shown),
        "count_exact": _share(sum(outcome.positions.exact for outcome in shown), len(shown)),
        "positions": len(positions),
        "positions_found": _share(sum(position.found for position in positions), len(positions)),
        "positions_within_1s": _share(within, len(expected)),
        "positions_extra": sum(outcome.positions.extra for outcome in shown),
        "start_error_s": _rounded(median(starts) if starts else math.nan),
        "end_error_s": _rounded(median(ends) if ends else math.nan),
        "iou": _rounded(sum(position.iou for position in held) / len(held) if held else math.nan),
    }


def _fault_figures(
    shown: Sequence[Outcome], correct: Sequence[Outcome], wrong_view: Sequence[Outcome]
) -> Figures:
    faults = [fault for outcome in shown for fault in outcome.faults]
    told = [fault for fault in faults if fault.told_as is not None]
    false = sum(len(outcome.false_faults) for outcome in (*shown, *wrong_view))
    delays = [fault.detection_s for fault in told if fault.detection_s is not None]
    return {
        "faults": len(faults),
        "faults_found": len(told),
        "faults_false": false,
        "faults_false_on_correct": sum(len(outcome.false_faults) for outcome in correct),
        "fault_precision": _share(len(told), len(told) + false),
        "fault_recall": _share(len(told), len(faults)),
        # 2 TP / (2 TP + FP + FN), which is 0 and not unknown when none was found
        "fault_f1": _share(2 * len(told), len(told) + false + len(faults)),
        "detection_s": _rounded(median(delays) if delays else math.nan),
    }


def _nothing_figures(negatives: Sequence[Outcome], wrong_view: Sequence[Outcome]) -> Figures:
    """Return what was told where there is nothing to tell; negatives are judged as every exercise."""
    empty = [outcome for outcome in negatives if not outcome.subject]
    return {
        "negative_runs": len(negatives),
        "negative_holds": sum(len(outcome.told) for outcome in negatives),
        "negative_scored": sum(outcome.scored for outcome in negatives),
        "negative_false_cues_per_min": _per_minute(negatives, lambda outcome: outcome.false_cues),
        "negative_false_faults": sum(len(outcome.false_faults) for outcome in negatives),
        "wrong_view_clips": len(wrong_view),
        "wrong_view_holds": sum(len(outcome.told) for outcome in wrong_view),
        "wrong_view_scored": sum(outcome.scored for outcome in wrong_view),
        "empty_frames_with_pose": _share(
            sum(outcome.frames_with_pose for outcome in empty), sum(outcome.frames for outcome in empty)
        ),
        "empty_frames_with_person": _share(
            sum(outcome.frames_with_person for outcome in empty), sum(outcome.frames for outcome in empty)
        ),
    }


def _recognition_figures(outcomes: Sequence[Outcome]) -> Figures:
    """Return what was recognised where no exercise was named; no figures where nobody asked."""
    seen = [outcome.recognition for outcome in outcomes if outcome.recognition]
    if not seen:
        return {}
    own = [each for each in seen if each.candidate]
    negatives = [each for each in seen if each.kind == Kind.NEGATIVE.value]
    return {
        "recognition_clips": len(own),
        "recognised": _share(sum(not each.wrong for each in own), len(own)),
        "recognised_as_another": sum(each.found is not None and each.wrong for each in own),
        "negative_clips": len(negatives),
        "negatives_recognised": sum(each.found is not None for each in negatives),
        "negatives_counted_unnamed": sum(each.counted > 0 for each in negatives),
    }


def kappa(ratings: Sequence[tuple[bool, bool]]) -> float | None:
    """Return Cohen's κ of two raters' yes and no; ``None`` when chance alone would agree everywhere."""
    total = len(ratings)
    if not total:
        return None
    agreed = sum(one == other for one, other in ratings) / total
    yes_one = sum(one for one, _ in ratings) / total
    yes_other = sum(other for _, other in ratings) / total
    by_chance = yes_one * yes_other + (1.0 - yes_one) * (1.0 - yes_other)
    return None if by_chance == 1.0 else _rounded((agreed - by_chance) / (1.0 - by_chance))


def _per_minute(outcomes: Sequence[Outcome], count: Callable[[Outcome], int]) -> float | None:
    minutes = sum(outcome.duration_s for outcome in outcomes) / 60.0
    return _rounded(sum(map(count, outcomes)) / minutes) if minutes else None


def _median_abs(error: Array) -> float:
    return float(np.median(np.abs(error))) if len(error) else math.nan


def _p95_abs(error: Array) -> float:
    return float(np.percentile(np.abs(error), 95)) if len(error) else math.nan


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else math.nan


def _share(part: int, whole: int) -> float | None:
    return _rounded(_ratio(part, whole))


def _rounded(value: float) -> float | None:
    """Return `value` rounded, ``None`` when it is unknown: JSON has no ``NaN``."""
    return round(value, _DIGITS) if math.isfinite(value) else None


def _plain(found: Any) -> Figures | None:
    if found is None:
        return None
    return {
        name: _rounded(value) if isinstance(value, float) else value for name, value in asdict(found).items()
    }
