"""By how much this program is wrong in each test, as measured (docs/accuracy.md, "Assessment").

``errors.json`` beside this module is written by ``make assessment-accuracy`` and never by hand.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

_NAME = "errors.json"
#: Half of the 95 % of a normal distribution.
Z_95 = 1.96


class Basis(StrEnum):
    """On what an error was measured."""

    #: clips of the very movement with known true poses, through the landmarker
    CLIPS = "clips"
    #: figures that do the movement, seen by virtual cameras, with the landmark errors of clips
    SIMULATED = "simulated"


@dataclass(frozen=True, slots=True)
class MeasurementError:
    """The error of one test: the value of a repetition minus the same value of the true pose.

    Parameters
    ----------
    measure, unit
        What was measured.
    basis
        On what.
    values, people
        How many repetitions of how many people or figures were compared.
    bias
        Mean error, positive when the value is too large.
    sem
        Standard error of measurement: the standard deviation of the errors.
    """

    measure: str
    unit: str
    basis: Basis
    values: int
    people: int
    bias: float
    sem: float

    @property
    def limits(self) -> tuple[float, float]:
        """Limits of agreement: 95 % of the errors of a normal distribution lie between them."""
        return self.bias - Z_95 * self.sem, self.bias + Z_95 * self.sem

    @property
    def within_95(self) -> float:
        """95 % of single values are no further off than this, the bias included."""
        return max(abs(each) for each in self.limits)

    @property
    def smallest_detectable_change(self) -> float:
        """Two single values that differ by less may be the same: 1.96 times the root of 2 times the SEM."""
        return Z_95 * math.sqrt(2.0) * self.sem


@cache
def measured_errors() -> dict[str, MeasurementError]:
    """Return the error of each test that was measured, by the test's id."""
    text = resources.files("posecheck.assessment").joinpath(_NAME).read_text(encoding="utf-8")
    return {
        test: MeasurementError(**{**fields, "basis": Basis(fields["basis"])})
        for test, fields in json.loads(text).items()
    }
