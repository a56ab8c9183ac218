"""Where in a clip one is, and how keys and the clock move it; knows no window."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Self

SPEEDS = (0.1, 0.25, 0.5, 1.0, 2.0, 4.0)


@dataclass(frozen=True, slots=True)
class Playhead:
    """A place in a clip; every change returns a new one.

    Parameters
    ----------
    times_s
        Time of every frame, at least one.
    time_s
        Where it is.
    playing, speed
        Whether it moves by itself, and how fast; 1 is the clip's own speed.
    """

    times_s: tuple[float, ...]
    time_s: float
    playing: bool = False
    speed: float = 1.0

    @property
    def index(self) -> int:
        """Number of the frame shown, from 0."""
        return max(0, bisect_right(self.times_s, self.time_s + 1e-9) - 1)

    @property
    def frame_s(self) -> float:
        """Time of the frame shown."""
        return self.times_s[self.index]

    def advance(self, elapsed_s: float) -> Self:
        """Return it after `elapsed_s` of the wall clock; it moves unless it is paused."""
        if not self.playing:
            return self
        time_s = self.time_s + elapsed_s * self.speed
        if time_s >= self.times_s[-1]:
            return replace(self, time_s=self.times_s[-1], playing=False)
        return replace(self, time_s=time_s)

    def seek(self, time_s: float) -> Self:
        """Return it, paused, at the frame shown at `time_s`."""
        within_s = min(max(time_s, self.times_s[0]), self.times_s[-1])
        at = replace(self, time_s=within_s, playing=False)
        return replace(at, time_s=at.frame_s)

    def step(self, frames: int) -> Self:
        """Return it, paused, so many frames on."""
        number = min(max(self.index + frames, 0), len(self.times_s) - 1)
        return replace(self, time_s=self.times_s[number], playing=False)

    def press(self, key: str) -> Self | None:
        """Return it after a key that moves it; ``None`` for any other."""
        match key:
            case "space":
                at_end = self.time_s >= self.times_s[-1]
                return replace(
                    self, playing=not self.playing, time_s=self.times_s[0] if at_end else self.time_s
                )
            case "," | ".":
                return self.step(1 if key == "." else -1)
            case "home" | "end":
                return self.seek(self.times_s[0 if key == "home" else -1])
            case "-" | "+" | "=":
                number = SPEEDS.index(self.speed) + (-1 if key == "-" else 1)
                return replace(self, speed=SPEEDS[min(max(number, 0), len(SPEEDS) - 1)])
            case _:
                return None
