"""Which clips would decide a threshold: whom the clips lack, and where good and faulty holds leave a gap.

A threshold is decided by holds that lie where the clips are silent or contradict each other: between the
furthest hold without the fault and the least one with it. How much such a clip would help is tried by the
very rule that weighs the real ones, with a hold in the middle of that gap.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

import numpy as np

from posecheck.lab.tuning.decisions import Counts
from posecheck.lab.tuning.evidence import Thin, weighed
from posecheck.lab.tuning.hold_readings import hold_readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from posecheck.lab.tuning.evidence import ThresholdEvidence
    from posecheck.lab.tuning.objective import Objective

#: People with the fault, and people without it, below which nobody can be left out (docs/tuning.md).
LEAST_PEOPLE = 2
#: Who is in a clip that is not there yet; no label can say so.
_NOBODY = "\0"


@dataclass(frozen=True, slots=True)
class WantedClip:
    """A clip that would tell more of a threshold.

    Parameters
    ----------
    shows
        Whether the fault is to be in it; ``None`` when it is for whoever marks it to say.
    people
        Of how many people one is wanted.
    others
        Who shows the same in the clips already, and so is not wanted again.
    low, high
        Between which values the measure should be, in the unit of the threshold; ``None`` leaves it open.
    narrows_to
        How wide the run of values then is that do equally well on all clips, in that unit.
    """

    shows: bool | None
    people: int
    others: tuple[str, ...]
    low: float | None
    high: float | None
    narrows_to: float


@dataclass(frozen=True, slots=True)
class Gap:
    """Where the holds end and begin, in the unit of the threshold.

    Parameters
    ----------
    good
        The hold without the fault that lies furthest to its side, the strictest value that was tried when
        none was told even there; ``None`` without such a hold.
    faulty
        The hold with the fault that shows it least; ``None`` without one, or when it was told at no value.
    """

    good: float | None
    faulty: float | None


def gap_of(evidence: ThresholdEvidence) -> Gap:
    """Return where the holds with the fault begin and those without it end."""
    sign = evidence.limit.sign
    readings = hold_readings(evidence.counts, evidence.values, sign)
    marked = [value for clip in readings for value in clip.marked]
    strictest = float(evidence.values[0 if sign > 0 else -1])
    unmarked = [strictest if value is None else value for clip in readings for value in clip.unmarked]
    faulty = None
    if marked and None not in marked:
        faulty = min((value for value in marked if value is not None), key=lambda value: sign * value)
    return Gap(max(unmarked, key=lambda value: sign * value, default=None), faulty)


def wanted_clips(
    evidence: ThresholdEvidence, subjects: Sequence[str], objective: Objective, beta: float
) -> tuple[WantedClip, ...]:
    """Return the clips that would tell more of a threshold, the one that helps most first.

    Parameters
    ----------
    evidence
        What the clips say now.
    subjects
        Who is in each clip.
    objective, beta
        What is made as large as possible.
    """
    if evidence.suggestion is not None:
        return ()
    counts, sign, gap = evidence.counts, evidence.limit.sign, gap_of(evidence)
    having = _people(subjects, (counts.hits + counts.misses)[:, 0])
    lacking = _people(subjects, (counts.false + counts.passed)[:, 0])
    edges = [value for value in (gap.good, gap.faulty) if value is not None]
    # From the mild end of the gap to its severe one; one end alone leaves the other open.
    known = len(edges) == LEAST_PEOPLE
    mild = min(edges, key=lambda value: sign * value) if known else gap.good
    severe = max(edges, key=lambda value: sign * value) if known else gap.faulty
    wanted = []
    if len(having) < LEAST_PEOPLE:
        wanted.append(_wanted(True, LEAST_PEOPLE - len(having), having, (mild, severe), sign))
    if len(lacking) < LEAST_PEOPLE:
        mildest = mild if known else severe
        wanted.append(_wanted(False, LEAST_PEOPLE - len(lacking), lacking, (None, mildest), sign))
    if not wanted and evidence.thin in (Thin.WITHIN, Thin.NO_BETTER, Thin.ONE_CLASS):
        wanted.append(_wanted(None, 1, (), (mild, severe), sign))
    tried = [
        replace(each, narrows_to=_narrowed(each, evidence, subjects, objective, beta)) for each in wanted
    ]
    return tuple(sorted(tried, key=lambda each: each.narrows_to))


def decide_it(
    wanted: Sequence[WantedClip],
    evidence: ThresholdEvidence,
    subjects: Sequence[str],
    objective: Objective,
    beta: float,
) -> bool:
    """Return whether all wanted clips together would let the rule change the value or keep it."""
    counts, people = evidence.counts, list(subjects)
    for each in wanted:
        if each.shows is None:
            return False  # it may turn out either way
        counts, people = _with_clip(counts, people, each, evidence, shows=each.shows)
    after = weighed(evidence.limit, evidence.values, counts, people, objective, beta)
    return bool(wanted) and after.thin in ("", Thin.WITHIN)


def _people(subjects: Sequence[str], holds: Iterable[float]) -> tuple[str, ...]:
    """Return who has such holds; people without a name count as one."""
    return tuple(sorted({subject for subject, count in zip(subjects, holds, strict=True) if count > 0}))


def _wanted(
    shows: bool | None,  # noqa: FBT001 - of three values
    people: int,
    others: tuple[str, ...],
    ends: tuple[float | None, float | None],
    sign: int,
) -> WantedClip:
    low, high = ends if sign > 0 else ends[::-1]
    return WantedClip(shows, people, others, low, high, 0.0)


def _narrowed(
    wanted: WantedClip,
    evidence: ThresholdEvidence,
    subjects: Sequence[str],
    objective: Objective,
    beta: float,
) -> float:
    """Return how wide the run of values would be that do equally well with it, at worst."""
    found = []
    for shows in (True, False) if wanted.shows is None else (wanted.shows,):
        counts, people = _with_clip(evidence.counts, list(subjects), wanted, evidence, shows=shows)
        after = weighed(evidence.limit, evidence.values, counts, people, objective, beta)
        found.append(after.best.high - after.best.low)
    return max(found)


def _with_clip(
    counts: Counts, people: list[str], wanted: WantedClip, evidence: ThresholdEvidence, *, shows: bool
) -> tuple[Counts, list[str]]:
    """Return the decisions and who is in the clips, with a wanted one of each person it is wanted of."""
    for _ in range(wanted.people):
        counts = _with_hold(counts, evidence, _place(wanted, evidence), shows=shows)
        people = [*people, f"{_NOBODY}{len(people)}"]
    return counts, people


def _place(wanted: WantedClip, evidence: ThresholdEvidence) -> float:
    """Return where the hold of a wanted clip lies: in the middle; one without the fault at its severe end."""
    low = evidence.values[0] if wanted.low is None else wanted.low
    high = evidence.values[-1] if wanted.high is None else wanted.high
    if wanted.shows is False:
        return float(high if evidence.limit.sign > 0 else low)
    return float(low + high) / 2.0


def _with_hold(counts: Counts, evidence: ThresholdEvidence, place: float, *, shows: bool) -> Counts:
    """Return the decisions with those on one more clip of a single hold."""
    sign = evidence.limit.sign
    told = (sign * evidence.values <= sign * place).astype(np.float64)
    rows = {"hits": told, "misses": 1.0 - told} if shows else {"false": told, "passed": 1.0 - told}
    added = {}
    for field in fields(Counts):
        array = getattr(counts, field.name)
        row = rows.get(field.name, np.zeros(array.shape[1]))
        added[field.name] = np.vstack([array, row])
    return Counts(**added)
