"""Changing thresholds while a clip plays, without a window: a key leads from one state to the next."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

from posecheck.lab.labelling.playhead import Playhead
from posecheck.lab.labelling.session import Wish
from posecheck.profiles.thresholds import Threshold, addresses, problem_with, with_thresholds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from posecheck.exercise import Exercise

_RATIO_STEP = 0.01
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class WatchSession:
    """The state of watching a clip under changing thresholds; every change returns a new one.

    Parameters
    ----------
    exercise
        As it is without the changes.
    playhead
        Where in the clip it is.
    thresholds
        The thresholds that judge, as they are without the changes.
    chosen
        Number of the one that keys change.
    changes, saved
        Address → value of what differs now, and of what was written into a profile.
    message
        One sentence about the last key.
    asking
        Whether to save is being asked, because the user wants to quit.
    wish
        What the window is to do now.
    """

    exercise: Exercise
    playhead: Playhead
    thresholds: tuple[Threshold, ...]
    chosen: int = 0
    changes: Mapping[str, float] = field(default_factory=dict)
    saved: Mapping[str, float] = field(default_factory=dict)
    message: str = ""
    asking: bool = False
    wish: Wish = Wish.NOTHING

    @classmethod
    def start(cls, exercise: Exercise, times_s: Sequence[float]) -> Self:
        """Return the state at the beginning of a clip; the exercise must have thresholds that judge."""
        judging = tuple(each for each in addresses(exercise).values() if each.judges)
        return cls(exercise, Playhead(tuple(times_s), times_s[0]), judging)

    @property
    def threshold(self) -> Threshold:
        """The chosen threshold, as it is without the changes."""
        return self.thresholds[self.chosen]

    @property
    def changed(self) -> Exercise:
        """The exercise with the changes."""
        return with_thresholds(self.exercise, self.changes)

    @property
    def unsaved(self) -> Mapping[str, float]:
        """Address → value of what would be lost; the value of what was put back is the original one."""
        told = self.changes.keys() | self.saved.keys()
        original = {each.address: each.value for each in self.thresholds}
        now = {address: self.changes.get(address, original[address]) for address in told}
        return {address: value for address, value in sorted(now.items()) if self.saved.get(address) != value}

    def value_of(self, threshold: Threshold) -> float:
        """Return what a threshold is now."""
        return self.changes.get(threshold.address, threshold.value)

    def advance(self, elapsed_s: float) -> Self:
        """Return the state after `elapsed_s` of the wall clock; it plays on unless it is paused."""
        return replace(self, playhead=self.playhead.advance(elapsed_s))

    def seek(self, time_s: float) -> Self:
        """Return the state, paused, with the playhead at the frame shown at `time_s`."""
        return replace(self, playhead=self.playhead.seek(time_s))

    def press(self, key: str) -> Self:  # noqa: PLR0911 - one case for each key
        """Return the state after a key, named as by ``HighguiWindow.press`` of posecheck.outputs.window."""
        if self.asking:
            return self._answer(key)
        moved = self.playhead.press(key)
        if moved is not None:
            return replace(self, playhead=moved, message="")
        match key:
            case "up" | "down":
                number = (self.chosen + (1 if key == "down" else -1)) % len(self.thresholds)
                return replace(self, chosen=number, message="")
            case "left" | "right":
                step = step_of(self.threshold) * (1 if key == "right" else -1)
                return self.set_to(self.value_of(self.threshold) + step)
            case "r":
                return self.set_to(self.threshold.value)
            case "s":
                return self._save(Wish.SAVE)
            case "q" | "escape":
                return self._quit()
            case _:
                return replace(self, message=f"The key {key} does nothing here.")

    def _quit(self) -> Self:
        if not self.unsaved:
            return replace(self, wish=Wish.QUIT)
        return replace(self, asking=True, message="Save first? s save, d discard, any other key: go on.")

    def set_to(self, value: float) -> Self:
        """Return the state with the chosen threshold at `value`, or at the nearest one it can have.

        When the order of the edges forbids it, nothing changes and the message says why.
        """
        chosen = self.threshold
        value = min(max(round(value, _DIGITS), chosen.low), chosen.high)
        changes = {key: each for key, each in self.changes.items() if key != chosen.address}
        if value != chosen.value:
            changes[chosen.address] = value
        problem = problem_with(self.exercise, changes, asked=[chosen.address])
        if problem:
            return replace(self, message=problem)
        return replace(self, changes=changes, message="")

    def slide_to(self, share: float) -> Self:
        """Return the state with the chosen threshold at a share, 0 to 1, of its allowed range."""
        chosen = self.threshold
        step = step_of(chosen)
        return self.set_to(round((chosen.low + share * (chosen.high - chosen.low)) / step) * step)

    def _save(self, wish: Wish) -> Self:
        if not self.unsaved:
            return replace(self, message="There is no change to save.")
        return replace(self, asking=False, wish=wish)

    def _answer(self, key: str) -> Self:
        match key:
            case "s":
                return self._save(Wish.SAVE_AND_QUIT)
            case "d":
                return replace(self, asking=False, wish=Wish.QUIT)
            case _:
                return replace(self, asking=False, message="")

    def was_saved(self, where: str) -> Self:
        """Return the state after the changes were written; `where` names the profile."""
        saved = {**self.saved, **self.unsaved}
        return replace(self, saved=saved, wish=Wish.NOTHING, message=f"Saved into the profile {where}.")

    def was_not_saved(self, why: str) -> Self:
        """Return the state after writing failed; `why` is a sentence."""
        return replace(self, wish=Wish.NOTHING, message=why)


def step_of(threshold: Threshold) -> float:
    """Return by how much a key changes a threshold: a degree, a hundredth of a length, a whole number."""
    return 1.0 if threshold.whole or threshold.unit.startswith(("deg", "steps")) else _RATIO_STEP
