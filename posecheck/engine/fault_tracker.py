"""Turns the findings of single frames into faults that begin and end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.engine.events import FaultEnded, FaultStarted, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from posecheck.exercise import Severity
    from posecheck.pose import Side

#: A fault is believed when it was seen for so long, and over when it was gone for as long.
BELIEVE_S = 0.5
END_S = 0.5
#: While it cannot be seen it stays what it was, but no longer than this.
UNSEEN_S = 1.0


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one frame says of one fault.

    Parameters
    ----------
    fault, severity, cue, body_cue
        Which fault, how much it matters, what to say, and what to say when that failed twice.
    state
        Seen, not seen, or unknown.
    at_once
        It was confirmed over time already and is believed at the first sight.
    """

    fault: str
    severity: Severity
    cue: str
    state: State
    body_cue: str = ""
    at_once: bool = False


@dataclass(slots=True)
class ActiveFault:
    """A fault that is seen now, or was until a moment ago."""

    fault: str
    severity: Severity
    cue: str
    body_cue: str
    side: Side
    start_s: float
    seen_s: float
    believed: bool = False


class FaultLog:
    """Follows all faults of an exercise; poses must come in the order of time."""

    __slots__ = ("_faults",)

    def __init__(self) -> None:
        self._faults: dict[str, ActiveFault] = {}

    @property
    def active(self) -> list[ActiveFault]:
        """The believed faults, the worst first."""
        believed = [fault for fault in self._faults.values() if fault.believed]
        return sorted(believed, key=lambda fault: (-fault.severity, fault.start_s, fault.fault))

    def update(
        self, time_s: float, sightings: Iterable[Sighting], side: Side
    ) -> list[FaultStarted | FaultEnded]:
        """Take what one frame says; a fault that nobody mentions is not seen."""
        events: list[FaultStarted | FaultEnded] = []
        seen = {s.fault: s for s in sightings if s.state is State.FAULT}
        unknown: set[str] = set()
        for sighting in seen.values():
            events += self._saw(time_s, sighting, side)
        for sighting in sightings:
            if sighting.state is State.UNKNOWN:
                unknown.add(sighting.fault)
        for fault in [f for f in self._faults.values() if f.fault not in seen]:
            events += self._missed(time_s, fault, UNSEEN_S if fault.fault in unknown else END_S)
        return events

    def finish(self, time_s: float) -> list[FaultStarted | FaultEnded]:
        """End every fault, as at the end of the source."""
        ended = [self._ended(time_s, fault, time_s) for fault in self._faults.values() if fault.believed]
        self._faults.clear()
        return list(ended)

    def _saw(self, time_s: float, sighting: Sighting, side: Side) -> list[FaultStarted | FaultEnded]:
        fault = self._faults.get(sighting.fault)
        if fault is None:
            fault = ActiveFault(
                sighting.fault,
                sighting.severity,
                sighting.cue,
                sighting.body_cue,
                side,
                time_s,
                time_s,
            )
            self._faults[sighting.fault] = fault
        fault.seen_s = time_s
        if sighting.severity > fault.severity or sighting.cue != fault.cue:
            fault.severity, fault.cue = max(sighting.severity, fault.severity), sighting.cue
        if not fault.believed and (sighting.at_once or time_s - fault.start_s >= BELIEVE_S):
            fault.believed = True
            return [FaultStarted(time_s, fault.fault, int(fault.severity), fault.side, fault.start_s)]
        return []

    def _missed(
        self, time_s: float, fault: ActiveFault, patience_s: float
    ) -> list[FaultStarted | FaultEnded]:
        if not fault.believed:
            # A fault not yet believed has to be seen without a break.
            del self._faults[fault.fault]
            return []
        if time_s - fault.seen_s < patience_s:
            return []
        del self._faults[fault.fault]
        return [self._ended(time_s, fault, fault.seen_s)]

    @staticmethod
    def _ended(time_s: float, fault: ActiveFault, end_s: float) -> FaultEnded:
        return FaultEnded(time_s, fault.fault, int(fault.severity), fault.side, fault.start_s, end_s)
