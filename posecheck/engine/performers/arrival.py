"""Coming to rest in a position: what one frame shows of the way there, and when it becomes a hold."""

from __future__ import annotations

from dataclasses import dataclass

from posecheck.pose.geometry import NAN

#: So long still makes a hold (catalogue §4).
STILL_S = 1.0
#: A stretch that rocks by more than this has not arrived; two hard bounces fit in.
ROCKING_DEG = 25.0
#: The slope over half a second tells of the speed a quarter of a second ago.
SLOPE_LAG_S = 0.25
#: A hold that still goes deeper faster than this has not begun; in a hold it is a move to another depth.
CREEPING_DEG_S = 5.0


@dataclass(frozen=True, slots=True)
class Movement:
    """What one frame shows of the way into the position and back.

    Parameters
    ----------
    time_s, step_s
        Time of the frame, and since the frame before.
    advance
        The primary measure, growing toward the position.
    speed_deg_s, drift_deg_s
        How fast it grows, over half a second and over the time that makes a hold.
    still_deg_s
        Slower than this is still.
    start, enter
        The advance in the starting position, and from where on the position counts.
    travel
        From the start to the zone.
    """

    time_s: float
    step_s: float
    advance: float
    speed_deg_s: float
    drift_deg_s: float
    still_deg_s: float
    start: float
    enter: float
    travel: float


class Arrival:
    """Follows the body from the moment it slows down in a position until it holds it.

    Parameters
    ----------
    still_s
        How long the position must be kept still to be a hold.
    """

    __slots__ = ("_still_s", "_value", "since_s", "under_way")

    def __init__(self, still_s: float) -> None:
        self._still_s = still_s
        self._value = NAN
        #: when it began, while it is under way
        self.since_s = NAN
        self.under_way = False

    def cancel(self) -> None:
        """Forget it: the body has left, or does something else."""
        self.under_way = False

    def confirmed(self, now: Movement, enter: float) -> bool:
        """Take a frame; return whether the arrival has become a hold, from `enter` on."""
        if now.advance < enter:
            self.under_way = False
            return False
        if not self.under_way:
            if abs(now.speed_deg_s) <= now.still_deg_s or now.speed_deg_s < 0.0:
                self.under_way = True
                self.since_s = now.time_s - min(SLOPE_LAG_S, self._still_s)
                self._value = now.advance
            return False
        if abs(now.advance - self._value) > ROCKING_DEG:
            self.under_way = False
            return False
        if now.time_s - self.since_s < self._still_s:
            return False
        if abs(now.drift_deg_s if self._still_s >= STILL_S else now.speed_deg_s) > now.still_deg_s:
            return False
        # What still goes deeper has not begun: its beginning would have to be taken back.
        return not now.speed_deg_s > CREEPING_DEG_S
