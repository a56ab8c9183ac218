"""In what people read a measure: degrees as they are, lengths of the body in per cent, a lift as a lift.

Nobody thinks in thigh lengths; what is measured and kept stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from posecheck.exercise import Unit


@dataclass(frozen=True, slots=True)
class Scale:
    """How a measure is shown.

    Parameters
    ----------
    unit
        ``"deg"``, or what is written behind the number.
    factor, offset
        Make what is shown of what was measured.
    title
        What the measure is called then; empty when it keeps its name.
    """

    unit: str
    factor: float = 1.0
    offset: float = 0.0
    title: str = ""

    def shown(self, value: float) -> float:
        """Return a value as it is shown."""
        return self.offset + self.factor * value

    def ends(self, low: float, high: float) -> tuple[float, float]:
        """Return an interval as it is shown, the lower end first."""
        low, high = sorted((self.shown(low), self.shown(high)))
        return low, high


#: Unit of a measure → what is written behind a share of it.
SHARES: dict[str, str] = {
    Unit.TORSO.value: "% of the trunk",
    Unit.THIGH.value: "% of the thigh",
    Unit.LEG.value: "% of the leg",
    Unit.CHORD.value: "% of the back",
    Unit.RATIO.value: "% of the start",
}
#: Measure → its own scale. The knee drops below the hip by a thigh's length in standing, by nothing when the
#: thigh is level; who marches thinks of how far the thigh comes up.
OWN_SCALES: dict[str, Scale] = {
    "knee-drop": Scale("% of the way to level", -100.0, 100.0, "how far the thigh comes up"),
}


def scale_of(measure: str, unit: str) -> Scale:
    """Return how a measure in its unit is shown."""
    own = OWN_SCALES.get(measure)
    if own is not None:
        return own
    return Scale(SHARES[unit], 100.0) if unit in SHARES else Scale(unit)
