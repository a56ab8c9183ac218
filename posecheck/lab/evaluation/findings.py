"""Told faults, cues and praise against the faults of the label, and the verdict on each hold."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from posecheck.engine.events import CueKind
from posecheck.exercise import Severity
from posecheck.lab.labels import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from posecheck.exercise import Exercise
    from posecheck.lab.evaluation.positions import Positions
    from posecheck.lab.evaluation.trace import ToldFault, Trace
    from posecheck.lab.labels import Label, LabelledFault

#: A told fault is the labelled one when they overlap, with this much slack at either end: the label's
#: ends are those of a fault that is developed to 60 %.
OVERLAP_SLACK_S = 0.5
#: A told fault is explained by a label up to this long before and after it: the fault develops on the
#: way into the position, and recedes on the way out.
DEVELOPING_S = 1.5

#: Faults that the trainer judges in every exercise, and how much they matter at their worst.
_EVERYWHERE = {
    "too-fast": int(Severity.URGENT),
    "bouncing": int(Severity.URGENT),
    "short-hold": int(Severity.SHOW),
}
#: Cues that find something wrong with a person, which nothing is on a correct clip.
_CORRECTIONS = frozenset({CueKind.FAULT, CueKind.STOP, CueKind.GUIDE})
#: Cues that take a person who does something else for one who exercises. Guidance and trouble with the
#: view are the right things to say then.
_TAKES_FOR_EXERCISE = frozenset(
    {CueKind.FAULT, CueKind.STOP, CueKind.PRAISE, CueKind.ENCOURAGE, CueKind.COUNT}
)


@dataclass(frozen=True, slots=True)
class ExpectedFault:
    """A labelled fault and what was told of it.

    Parameters
    ----------
    id, also, start_s, end_s
        As labelled.
    severity
        How much it matters in this exercise; 0 when the exercise does not know it.
    told_as
        Id under which it was told; ``None`` when it was missed.
    detection_s
        From its labelled start until it was told; ``None`` when it was missed.
    """

    id: str
    also: tuple[str, ...]
    start_s: float
    end_s: float
    severity: int
    told_as: str | None = None
    detection_s: float | None = None


@dataclass(frozen=True, slots=True)
class FalseFault:
    """A fault of severity 2 or more that no label explains."""

    id: str
    severity: int
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class SpokenCue:
    """A cue; `false` when it should not have been said."""

    time_s: float
    text: str
    kind: str
    false: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """Good or faulty, by the label and as told, for one hold or one set of steps.

    `flawless` is whether nothing at all was put into it, not even what the exercise only notes.
    """

    truly_good: bool
    told_good: bool
    flawless: bool


def expected_faults(trace: Trace, label: Label) -> list[ExpectedFault]:
    """Return every labelled fault with what was told of it."""
    found = []
    for fault in sorted(label.faults, key=lambda fault: fault.start_s):
        severity = severity_in(trace.exercise, fault)
        told = [
            each
            for each in trace.faults
            if each.id in _names(fault) and _overlap(each, fault, OVERLAP_SLACK_S)
        ]
        first = min(told, key=lambda each: (each.id != fault.id, each.told_s), default=None)
        found.append(
            ExpectedFault(
                fault.id,
                fault.also,
                fault.start_s,
                fault.end_s,
                severity,
                first.id if first else None,
                first.told_s - fault.start_s if first else None,
            )
        )
    return found


def false_faults(trace: Trace, label: Label) -> list[FalseFault]:
    """Return what was told beyond the label.

    A note of severity 1 does not contradict a label, which names only the fault that was put in.
    """
    return [
        FalseFault(told.id, told.severity, told.start_s, told.end_s)
        for told in trace.faults
        if told.severity >= Severity.SPEAK
        and not any(
            told.id in _names(fault) and _overlap(told, fault, DEVELOPING_S) for fault in label.faults
        )
    ]


def spoken_cues(trace: Trace, label: Label) -> list[SpokenCue]:
    """Return all cues; false are corrections on a correct clip, and all that counts or praises on others.

    On faulty clips a false correction shows as a false fault, and no cue is called false here.
    """
    false: frozenset[CueKind] = frozenset()
    if label.kind is Kind.CORRECT:
        false = _CORRECTIONS
    elif label.kind is Kind.NEGATIVE:
        false = _TAKES_FOR_EXERCISE
    return [SpokenCue(cue.time_s, cue.text, cue.kind.value, cue.kind in false) for cue in trace.cues]


def false_praises(trace: Trace, label: Label) -> int:
    """Return how often praise was wrong: during a labelled fault of severity 3 or more, or of no exercise."""
    praise = [cue.time_s for cue in trace.cues if cue.kind is CueKind.PRAISE]
    if label.kind in (Kind.NEGATIVE, Kind.WRONG_VIEW):
        return len(praise)
    severe = [fault for fault in label.faults if severity_in(trace.exercise, fault) >= Severity.URGENT]
    return sum(any(fault.start_s <= time_s <= fault.end_s for fault in severe) for time_s in praise)


def severity_in(exercise: Exercise, fault: LabelledFault) -> int:
    """Return how much `fault` matters in `exercise`, by its own id or else the worst of its other names.

    Speed and bouncing are judged in every exercise and at their worst matter as severity 3. 0 is a fault
    that the exercise does not know.
    """
    for names in ({fault.id}, set(fault.also)):
        known = [int(check.severity) for check in exercise.checks if {check.fault, check.fault_low} & names]
        for primary in (exercise.primary, exercise.primary.other if exercise.primary else None):
            if primary is not None and primary.cap_fault in names:
                known.append(int(primary.cap_severity))
            if primary is not None and primary.low_fault in names:
                known.append(int(primary.low_severity))
        known += [severity for name, severity in _EVERYWHERE.items() if name in names]
        if known:
            return max(known)
    return 0


def verdicts(trace: Trace, label: Label, positions: Positions) -> list[Verdict]:
    """Return the verdict on each labelled hold or repetition; one for all the steps of a clip.

    Faulty is a hold with a fault of severity 2 or more on the way in, in position or on the way out, or
    one that is not to be counted; what an exercise only notes (severity 1) leaves a hold good. The label
    says which faults there are, the exercise how much they matter (one that it does not know matters).
    Told as good is what was counted, on the right side, without a fault of severity 2 or more.
    """
    labelled = positions.labelled
    if not labelled:
        return []
    if label.reps and not label.plateaus:
        spans = [(labelled[0].start_s, labelled[-1].end_s)]
        expected, counted = [True], [positions.exact]
    else:
        spans = _windows([(position.start_s, position.end_s) for position in labelled])
        expected = [position.expected for position in labelled]
        counted = [position.counted and position.side_right for position in labelled]
    noted = {fault for fault in label.faults if severity_in(trace.exercise, fault) == Severity.SHOW}
    serious = [told for told in trace.faults if told.severity >= Severity.SPEAK]
    found = []
    for (start_s, end_s), wanted, credit in zip(spans, expected, counted, strict=True):
        put_in = [fault for fault in label.faults if fault.start_s < end_s and fault.end_s > start_s]
        told = any(fault.start_s < end_s and fault.end_s > start_s for fault in serious)
        found.append(
            Verdict(
                truly_good=wanted and all(fault in noted for fault in put_in),
                told_good=credit and not told,
                flawless=not put_in,
            )
        )
    return found


def _windows(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return for each span the time that is nearer to it than to any other: its ways in and out."""
    edges = [
        float("-inf"),
        *((before[1] + after[0]) / 2.0 for before, after in pairwise(spans)),
        float("inf"),
    ]
    return list(pairwise(edges))


def _names(fault: LabelledFault) -> set[str]:
    return {fault.id, *fault.also}


def _overlap(told: ToldFault, fault: LabelledFault, slack_s: float) -> bool:
    return told.start_s <= fault.end_s + slack_s and told.end_s >= fault.start_s - slack_s
