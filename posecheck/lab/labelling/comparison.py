"""How far two people's labels of the same clip agree: Cohen's kappa of the faults, overlap of the holds."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np

from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from posecheck.lab.labels import Label, LabelledFault, Plateau

SCHEMA = 1
#: Length of the bins in which the faults are compared: about as exactly as people mark.
BIN_S = 0.25
#: Two labels are of the same clip when they say the same length to within so much.
_LENGTH_SLACK_S = 0.5


@dataclass(frozen=True, slots=True)
class LabellerAgreement:
    """How far two people agree on yes or no.

    Parameters
    ----------
    both, first_only, second_only, neither
        In how many cases who said yes.
    """

    both: int
    first_only: int
    second_only: int
    neither: int

    @property
    def count(self) -> int:
        """How many cases there are."""
        return self.both + self.first_only + self.second_only + self.neither

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa: 1 full agreement, 0 no more than by chance, below 0 less than that.

        ``None`` when chance alone would make both agree always, as when neither ever said yes.
        """
        if self.count == 0:
            return None
        observed = (self.both + self.neither) / self.count
        first, second = (
            (self.both + self.first_only) / self.count,
            (self.both + self.second_only) / self.count,
        )
        chance = first * second + (1 - first) * (1 - second)
        return None if math.isclose(chance, 1.0) else (observed - chance) / (1.0 - chance)


@dataclass(frozen=True, slots=True)
class FaultAgreement:
    """Agreement on one fault: over bins of time, and over the holds it falls into."""

    fault: str
    bins: LabellerAgreement
    holds: LabellerAgreement


@dataclass(frozen=True, slots=True)
class HoldPair:
    """One hold as both marked it; the differences are second minus first."""

    first_s: tuple[float, float]
    second_s: tuple[float, float]
    iou: float
    start_difference_s: float
    end_difference_s: float
    same_side: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two labels of a clip compare.

    Parameters
    ----------
    exercise, duration_s, bin_s
        What was labelled, and the length of the bins of time.
    holds
        The holds that both marked.
    first_only, second_only
        Start and end of holds that only one of them marked.
    iou
        Time that both marked as held over time that either did; ``None`` when nobody marked a hold.
    faults
        Every fault that either marked, and ``good`` for the good intervals.
    """

    exercise: str | None
    duration_s: float
    bin_s: float
    holds: tuple[HoldPair, ...]
    first_only: tuple[tuple[float, float], ...]
    second_only: tuple[tuple[float, float], ...]
    iou: float | None
    faults: tuple[FaultAgreement, ...]


def compare_labels(first: Label, second: Label, *, bin_s: float = BIN_S) -> Comparison:
    """Return how two labels of the same clip compare.

    A fault that one of them names in `also` of another is still counted under its own id.

    Raises
    ------
    InputError
        They are not of the same clip: another exercise or another length.
    """
    if first.exercise != second.exercise:
        raise InputError(
            f"The labels are of different exercises ({first.exercise or 'none'} and "
            f"{second.exercise or 'none'}); compare two labels of the same clip."
        )
    if abs(first.duration_s - second.duration_s) > _LENGTH_SLACK_S:
        raise InputError(
            f"The labels are of different clips ({first.duration_s:g} s and {second.duration_s:g} s long); "
            "compare two labels of the same clip."
        )
    duration_s = max(first.duration_s, second.duration_s)
    pairs = _paired(first.plateaus, second.plateaus)
    ours, theirs = {id(a) for a, _ in pairs}, {id(b) for _, b in pairs}
    first_only = [_span(each) for each in first.plateaus if id(each) not in ours]
    second_only = [_span(each) for each in second.plateaus if id(each) not in theirs]
    # A hold that both marked is one case, where either saw it.
    cases = [(min(a.start_s, b.start_s), max(a.end_s, b.end_s)) for a, b in pairs]
    cases = sorted([*cases, *first_only, *second_only])
    held = [_bins(map(_span, label.plateaus), duration_s, 0.01) for label in (first, second)]
    either = int((held[0] | held[1]).sum())
    return Comparison(
        first.exercise,
        duration_s,
        bin_s,
        tuple(_pair(a, b) for a, b in pairs),
        tuple(first_only),
        tuple(second_only),
        int((held[0] & held[1]).sum()) / either if either else None,
        tuple(
            FaultAgreement(
                name,
                _agreement(_bins(ours_, duration_s, bin_s), _bins(theirs_, duration_s, bin_s)),
                _agreement(_hit(cases, ours_), _hit(cases, theirs_)),
            )
            for name, ours_, theirs_ in _marked(first, second)
        ),
    )


def _marked(
    first: Label, second: Label
) -> list[tuple[str, list[tuple[float, float]], list[tuple[float, float]]]]:
    """Return every fault that either marked, with the intervals of both."""
    names = sorted({fault.id for fault in (*first.faults, *second.faults)})
    marked = [(name, _spans_of(first.faults, name), _spans_of(second.faults, name)) for name in names]
    if first.good or second.good:
        marked.append(("good", [_span(each) for each in first.good], [_span(each) for each in second.good]))
    return marked


def _spans_of(faults: Iterable[LabelledFault], name: str) -> list[tuple[float, float]]:
    return [_span(fault) for fault in faults if fault.id == name]


def _span(interval: object) -> tuple[float, float]:
    return float(interval.start_s), float(interval.end_s)  # type: ignore[attr-defined]


def _paired(first: Sequence[Plateau], second: Sequence[Plateau]) -> list[tuple[Plateau, Plateau]]:
    """Return the holds that overlap, each with the one it overlaps most, in the order of time."""
    overlaps = sorted(
        ((_iou(_span(a), _span(b)), n, m) for n, a in enumerate(first) for m, b in enumerate(second)),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    ours: set[int] = set()
    theirs: set[int] = set()
    pairs = []
    for iou, n, m in overlaps:
        if iou > 0 and n not in ours and m not in theirs:
            ours.add(n)
            theirs.add(m)
            pairs.append((first[n], second[m]))
    return sorted(pairs, key=lambda pair: pair[0].start_s)


def _pair(first: Plateau, second: Plateau) -> HoldPair:
    return HoldPair(
        _span(first),
        _span(second),
        _iou(_span(first), _span(second)),
        second.start_s - first.start_s,
        second.end_s - first.end_s,
        first.side == second.side,
    )


def _iou(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return the intersection over the union of two intervals."""
    shared = max(0.0, min(first[1], second[1]) - max(first[0], second[0]))
    return shared / (first[1] - first[0] + second[1] - second[0] - shared)


def _bins(spans: Iterable[tuple[float, float]], duration_s: float, bin_s: float) -> npt.NDArray[np.bool_]:
    """Return for each bin whether its middle lies in one of `spans`."""
    middles = (np.arange(max(1, math.floor(duration_s / bin_s))) + 0.5) * bin_s
    inside = np.zeros(middles.shape, np.bool_)
    for start_s, end_s in spans:
        inside |= (middles >= start_s) & (middles < end_s)
    return inside


def _hit(cases: Sequence[tuple[float, float]], spans: Sequence[tuple[float, float]]) -> npt.NDArray[np.bool_]:
    """Return for each case whether one of `spans` overlaps it."""
    return np.array([any(a < end and start < b for a, b in spans) for start, end in cases], np.bool_)


def _agreement(first: npt.NDArray[np.bool_], second: npt.NDArray[np.bool_]) -> LabellerAgreement:
    return LabellerAgreement(
        int((first & second).sum()),
        int((first & ~second).sum()),
        int((~first & second).sum()),
        int((~first & ~second).sum()),
    )


def comparison_json(comparison: Comparison) -> str:
    """Return the comparison as JSON with a line break at its end."""
    content = {"schema": SCHEMA, **asdict(comparison)}
    for written, each in zip(content["faults"], comparison.faults, strict=True):
        written["bins"]["kappa"] = each.bins.kappa
        written["holds"]["kappa"] = each.holds.kappa
    return json.dumps(_rounded(content), indent=2) + "\n"


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list | tuple) else value
