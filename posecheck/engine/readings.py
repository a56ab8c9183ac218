"""The measures of one exercise over time: cleaned, smoothed, and compared with the starting position."""

from __future__ import annotations

import math
from collections import deque
from statistics import median
from typing import TYPE_CHECKING

from posecheck.exercise import Relative, Unit
from posecheck.pose import Side
from posecheck.pose.filters import OneEuro, SpikeGate
from posecheck.pose.geometry import NAN

if TYPE_CHECKING:
    from posecheck.exercise import Exercise, Measure
    from posecheck.perception.body import Body

#: A value is kept for so long after its landmarks were lost (catalogue §2).
KEEP_S = 0.3
#: Lowest cut-off (Hz) and beta of the smoothing of angles: quicker than catalogue §2 has it (1.0, 0.02),
#: which made rocking positions worse than the landmarker's own output on the validation clips.
SMOOTHING_DEG = (2.5, 0.1)
#: Larger jumps from frame to frame are dropped (catalogue §2).
SPIKE_DEG = 25.0
#: The starting position is learnt from this much stillness …
REST_S = 0.8
#: … in which the primary measure moves by no more than this from the first half to the second …
REST_MOVED_DEG = 2.0
#: … and scatters by no more than this (standard deviation); 1.5 px of noise on short limbs makes 1.5°.
REST_SPREAD_DEG = 2.5

Key = tuple[str, Side]


class _Channel:
    """One measure on one side."""

    __slots__ = ("_euro", "_gate", "_seen_s", "raw", "smooth")

    def __init__(self, measure: Measure) -> None:
        degrees = measure.unit is Unit.DEG
        self._gate = SpikeGate(SPIKE_DEG) if degrees else None
        self._euro = OneEuro(*SMOOTHING_DEG) if degrees else OneEuro(beta=0.0)
        self._seen_s = -math.inf
        self.raw = self.smooth = NAN

    def update(self, time_s: float, value: float) -> None:
        """Take the value of this frame."""
        self.raw = self._gate.update(value) if self._gate else value
        if not math.isnan(self.raw):
            if time_s - self._seen_s > KEEP_S:
                self._euro.reset()
            self.smooth = self._euro.update(time_s, self.raw)
            self._seen_s = time_s
        elif time_s - self._seen_s > KEEP_S:
            self.smooth = NAN


def compared(  # noqa: PLR0911 - one for each
    relative: Relative, value: float, start: float, torso_px: float
) -> float:
    """Return `value` as a measure asks for it, against its value in the starting position.

    Parameters
    ----------
    relative
        What the measure is compared with.
    value, start
        Its value now and in the starting position, ``NaN`` unknown.
    torso_px
        Torso length in the starting position, in pixels.
    """
    match relative:
        case Relative.CHANGE:
            return value - start
        case Relative.DISTANCE:
            return abs(value - start)
        case Relative.CHANGE_IN_TORSO:
            return (value - start) / torso_px if torso_px else NAN
        case Relative.DISTANCE_IN_TORSO:
            return abs(value - start) / torso_px if torso_px else NAN
        case Relative.SHARE:
            return value / start if start else NAN
        case Relative.ROLLED:
            return _rolled_deg(value, start)
        case _:
            return value


def _rolled_deg(height: float, start: float) -> float:
    """Return how far something of height `start` has rolled over when it is `height` high, 0 to 180."""
    if math.isnan(height) or math.isnan(start) or start <= 0.0:
        return NAN
    return math.degrees(math.acos(max(-1.0, min(1.0, height / start))))


class Readings:
    """What the measures of `exercise` read now, for either side of the person."""

    __slots__ = ("_channels", "_measures", "_near", "_recent", "_reference", "_torso_px")

    def __init__(self, exercise: Exercise) -> None:
        self._measures = exercise.measures
        self.reset()

    def reset(self) -> None:
        """Forget the person and their starting position."""
        self._channels: dict[Key, _Channel] = {}
        for measure in self._measures:
            both = _Channel(measure) if measure.whole else None
            for side in (Side.LEFT, Side.RIGHT):
                self._channels[measure.name, side] = both or _Channel(measure)
        self._near = Side.NONE
        self._recent: deque[tuple[float, dict[Key, float], float]] = deque()
        self._reference: dict[Key, float] = {}
        self._torso_px = NAN

    def update(self, time_s: float, body: Body | None) -> None:
        """Read the measures off `body`; ``None`` means nothing is known of this frame."""
        for measure in self._measures:
            if measure.whole:
                value = body.reading(measure.of, body.near) if body else NAN
                self._channels[measure.name, Side.LEFT].update(time_s, value)
                continue
            for side in (Side.LEFT, Side.RIGHT):
                value = body.reading(measure.of, side) if body else NAN
                self._channels[measure.name, side].update(time_s, value)
        if body:
            self._near = body.near
            raw = {key: channel.raw for key, channel in self._channels.items()}
            self._recent.append((time_s, raw, body.torso_px))
        while self._recent and self._recent[0][0] < time_s - REST_S - 1e-6:
            self._recent.popleft()

    def value(self, measure: Measure, side: Side) -> float:
        """Return the smoothed value, in the measure's own unit and compared as it asks for."""
        return self._compared(measure, side, self._channel(measure, side).smooth)

    def raw(self, measure: Measure, side: Side) -> float:
        """Return the value of this frame as it is, for speeds."""
        return self._compared(measure, side, self._channel(measure, side).raw)

    def plain(self, measure: Measure, side: Side) -> float:
        """Return the value of this frame compared with nothing."""
        return self._channel(measure, side).raw

    def seen(self, measure: Measure, side: Side) -> bool:
        """Return whether the measure was read in this frame, whatever it is compared with."""
        return not math.isnan(self._channel(measure, side).raw)

    def start(self, measure: Measure, side: Side) -> float:
        """Return the value in the starting position, ``NaN`` until it is known."""
        return self._reference.get((measure.name, self._any(side)), NAN)

    def still(self, measure: Measure, side: Side) -> float:
        """Return the mean raw value of `measure` over the last moments, ``NaN`` unless it kept still."""
        key = measure.name, self._any(side)
        values = [raw[key] for _, raw, _ in self._recent if not math.isnan(raw[key])]
        if len(values) < 3 or self._recent[-1][0] - self._recent[0][0] < 0.8 * REST_S:  # noqa: PLR2004
            return NAN
        mean = sum(values) / len(values)
        half = len(values) // 2
        moved = abs(sum(values[half:]) / (len(values) - half) - sum(values[:half]) / half)
        spread = math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))
        return mean if moved <= REST_MOVED_DEG and spread <= REST_SPREAD_DEG else NAN

    def learn_start(self) -> None:
        """Take the last moments for the starting position of every measure."""
        for key in self._channels:
            values = [raw[key] for _, raw, _ in self._recent if not math.isnan(raw[key])]
            self._reference[key] = median(values) if values else NAN
        torsos = [torso for _, _, torso in self._recent if not math.isnan(torso)]
        self._torso_px = median(torsos) if torsos else NAN

    def _any(self, side: Side) -> Side:
        """Return `side`, or the near one for an exercise that has none."""
        return side if side in (Side.LEFT, Side.RIGHT) else self._near

    def _channel(self, measure: Measure, side: Side) -> _Channel:
        actual = self._any(side)
        return self._channels[measure.name, actual if actual in (Side.LEFT, Side.RIGHT) else Side.LEFT]

    def _compared(self, measure: Measure, side: Side, value: float) -> float:
        return compared(measure.relative, value, self.start(measure, side), self._torso_px)
