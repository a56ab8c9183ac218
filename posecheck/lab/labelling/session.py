"""What a labeller does, without a window: a key leads from one state to the next (docs/labelling.md)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, auto
from itertools import combinations
from typing import TYPE_CHECKING, Self

from posecheck.lab.labelling.playhead import Playhead
from posecheck.lab.labelling.seen_side import side_between
from posecheck.pose import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: What a mark is of: the position is held, the form is good; otherwise the id of a fault.
HOLD, GOOD = "hold", "good"
SIDES = (Side.LEFT, Side.RIGHT, Side.BOTH)
#: Keys of the faults, in the order they are listed.
FAULT_KEYS = "1234567890"

_DELETE = ("x", "delete", "backspace")
_QUIT = ("q", "escape")
_DIGITS = 3


class Wish(Enum):
    """What the labeller wants the window to do."""

    NOTHING = auto()
    SAVE = auto()
    SAVE_AND_QUIT = auto()
    QUIT = auto()


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One marked interval, in seconds of the clip.

    Parameters
    ----------
    start_s, end_s
        From the first to the last frame of it.
    what
        :data:`HOLD`, :data:`GOOD` or the id of a fault.
    side
        Of a hold, the side that works.
    also
        Of a fault, other names that an existing label accepts.
    guessed
        Of a hold, whether the side is what posecheck sees and nobody has said so.
    """

    start_s: float
    end_s: float
    what: str
    side: Side = Side.NONE
    also: tuple[str, ...] = ()
    guessed: bool = field(default=False, compare=False)

    def overlaps(self, other: Mark) -> bool:
        """Return whether the two share some time."""
        return self.start_s < other.end_s and other.start_s < self.end_s

    def __str__(self) -> str:
        return f"{self.what} {self.start_s:.2f}-{self.end_s:.2f} s"


@dataclass(frozen=True, slots=True)
class OpenMark:
    """A mark that was begun and not ended yet."""

    start_s: float
    what: str


@dataclass(frozen=True, slots=True)
class LabelSession:
    """The state of labelling one clip; every change returns a new one.

    Parameters
    ----------
    playhead
        Where in the clip it is.
    faults
        Ids of the faults that have keys, in the order of :data:`FAULT_KEYS`.
    marks, opened
        What is marked, and what was begun.
    saved
        The marks as they are in the file.
    side
        Side of the next hold, where it is not guessed.
    seen
        The side that the trainer sees working in each frame, empty when nothing is guessed.
    guesses
        Whether the next hold gets the side that was seen in it.
    overlay
        Skeleton, angles and zones are drawn on the picture.
    message
        One sentence about the last key.
    asking
        Whether to save is being asked, because the labeller wants to quit.
    wish
        What the window is to do now.
    past
        The marks before every change, for undoing.
    """

    playhead: Playhead
    faults: tuple[str, ...]
    marks: tuple[Mark, ...] = ()
    opened: tuple[OpenMark, ...] = ()
    saved: tuple[Mark, ...] = ()
    side: Side = Side.BOTH
    seen: tuple[Side, ...] = ()
    guesses: bool = False
    overlay: bool = True
    message: str = ""
    asking: bool = False
    wish: Wish = Wish.NOTHING
    past: tuple[tuple[tuple[Mark, ...], tuple[OpenMark, ...]], ...] = ()

    @classmethod
    def start(
        cls,
        times_s: Sequence[float],
        faults: Sequence[str],
        marks: Sequence[Mark] = (),
        side: Side = Side.BOTH,
        seen: Sequence[Side] = (),
    ) -> Self:
        """Return the state at the beginning of a clip whose file holds `marks`.

        With `seen`, the side that works in each frame, the side of holds is guessed until one is chosen.
        """
        there = tuple(sorted(marks))
        return cls(
            Playhead(tuple(times_s), times_s[0]),
            tuple(faults)[: len(FAULT_KEYS)],
            marks=there,
            saved=there,
            side=side,
            seen=tuple(seen),
            guesses=bool(seen),
        )

    @property
    def here_s(self) -> float:
        """Time of the frame at the playhead, as it is written."""
        return round(self.playhead.frame_s, _DIGITS)

    @property
    def unsaved(self) -> bool:
        """Whether something would be lost."""
        return self.marks != self.saved or bool(self.opened)

    # --- time ----------------------------------------------------------------------------------------------

    def advance(self, elapsed_s: float) -> Self:
        """Return the state after `elapsed_s` of the wall clock; it plays on unless it is paused."""
        return replace(self, playhead=self.playhead.advance(elapsed_s))

    def seek(self, time_s: float) -> Self:
        """Return the state, paused, with the playhead at the frame shown at `time_s`."""
        return replace(self, playhead=self.playhead.seek(time_s))

    # --- keys ----------------------------------------------------------------------------------------------

    def press(self, key: str) -> Self:
        """Return the state after a key, named as by ``HighguiWindow.press`` of posecheck.outputs.window."""
        if self.asking:
            return self._answer(key)
        return self._obey(key)

    def _obey(self, key: str) -> Self:  # noqa: C901, PLR0911 - one case for each key
        moved = self._moved(key)
        if moved is not None:
            return replace(self, playhead=moved, message="")
        match key:
            case "h":
                return self._mark(HOLD)
            case "g":
                return self._mark(GOOD)
            case "t":
                return self._turn_side()
            case "u":
                return self._undo()
            case "v":
                return replace(self, overlay=not self.overlay, message="")
            case "s":
                return replace(self, wish=Wish.SAVE)
            case _ if key in _DELETE:
                return self._delete()
            case _ if key in _QUIT:
                return self._quit()
            case _ if key in FAULT_KEYS[: len(self.faults)]:
                return self._mark(self.faults[FAULT_KEYS.index(key)])
            case _:
                return replace(self, message=f"The key {key} does nothing here; those at the right do.")

    def _moved(self, key: str) -> Playhead | None:
        """Return the playhead after a key that moves it."""
        match key:
            case "left" | "right":
                return self.playhead.step(1 if key == "right" else -1)
            case "up" | "down":
                return self.playhead.seek(self.playhead.time_s + (1.0 if key == "up" else -1.0))
            case _:
                return self.playhead.press(key)

    def _quit(self) -> Self:
        if not self.unsaved:
            return replace(self, wish=Wish.QUIT)
        ended = f" ({self.opened[0].what} ends here)" if self.opened else ""
        return replace(
            self, asking=True, message=f"Save first? s save{ended}, d discard, any other key: go on."
        )

    def _answer(self, key: str) -> Self:
        match key:
            case "s":
                return replace(self.with_open_marks_ended(), asking=False, wish=Wish.SAVE_AND_QUIT)
            case "d":
                return replace(self, asking=False, wish=Wish.QUIT)
            case _:
                return replace(self, asking=False, message="")

    def was_saved(self, where: str, lacking: str = "") -> Self:
        """Return the state after its marks were written; `where` is the file, `lacking` what it lacks."""
        rest = (
            f"Not in it yet: the {self.opened[0].what} that is not ended; its key ends it."
            if self.opened
            else lacking
        )
        return replace(self, saved=self.marks, wish=Wish.NOTHING, message=f"Saved {where}. {rest}".rstrip())

    def was_not_saved(self, why: str) -> Self:
        """Return the state after writing failed; `why` is a sentence."""
        return replace(self, wish=Wish.NOTHING, message=why)

    # --- marks ---------------------------------------------------------------------------------------------

    def _mark(self, what: str) -> Self:
        here_s = self.here_s
        begun = next((each for each in self.opened if each.what == what), None)
        if begun is None:
            there = next(
                (m for m in self.marks if _excludes(m.what, what) and m.start_s <= here_s < m.end_s), None
            )
            if there is not None:
                return replace(self, message=f"There is {there} here already; x deletes it.")
            return self._changed(
                self.marks,
                (*self.opened, OpenMark(here_s, what)),
                f"{what} begins at {here_s:.2f} s; its key ends it.",
            )
        if here_s == begun.start_s:
            return replace(self, message=f"{what} begins at this very frame; go on before you end it.")
        mark = self._between(begun, here_s)
        problem = self._clash(mark)
        if problem:
            return replace(self, message=problem)
        rest = tuple(each for each in self.opened if each is not begun)
        return self._changed((*self.marks, mark), rest, f"Marked {mark}{self._side_words(mark)}.")

    def _between(self, begun: OpenMark, other_s: float) -> Mark:
        start_s, end_s = sorted((begun.start_s, other_s))
        if begun.what != HOLD:
            return Mark(start_s, end_s, begun.what)
        seen = side_between(self._times_s, self.seen, start_s, end_s) if self.guesses else Side.NONE
        if seen is Side.NONE:
            return Mark(start_s, end_s, HOLD, self.side)
        return Mark(start_s, end_s, HOLD, seen, guessed=True)

    @property
    def _times_s(self) -> tuple[float, ...]:
        """The times of the frames as they are written into marks."""
        return tuple(round(time_s, _DIGITS) for time_s in self.playhead.times_s)

    def _side_words(self, mark: Mark) -> str:
        """Return of a hold where its side comes from, when nobody has chosen it."""
        if mark.what != HOLD or not self.guesses:
            return ""
        if mark.guessed:
            return f", side {mark.side} as posecheck sees it; t there changes it"
        return f", side {mark.side} because no side was seen; t there changes it"

    def _clash(self, mark: Mark) -> str:
        """Return why `mark` cannot be, as a sentence; empty when it can."""
        for other in self.marks:
            if _excludes(other.what, mark.what) and mark.overlaps(other):
                return f"This {mark.what} would overlap {other}; delete that or end it elsewhere."
        return ""

    def _delete(self) -> Self:
        """Take away what was begun, else the shortest mark at the playhead."""
        if self.opened:
            last = self.opened[-1]
            return self._changed(self.marks, self.opened[:-1], f"{last.what} is not begun any more.")
        here = self._at_playhead()
        if not here:
            return replace(self, message="There is no mark at the playhead to delete; go to one first.")
        shortest = min(here, key=lambda mark: mark.end_s - mark.start_s)
        rest = tuple(mark for mark in self.marks if mark is not shortest)
        return self._changed(rest, self.opened, f"Deleted {shortest}.")

    def _at_playhead(self) -> list[Mark]:
        here_s = self.here_s
        return [mark for mark in self.marks if mark.start_s <= here_s <= mark.end_s]

    def _turn_side(self) -> Self:
        """Give the hold at the playhead another side, else the next one."""
        hold = next((mark for mark in self._at_playhead() if mark.what == HOLD), None)
        if hold is None:
            return self._turn_next_side()
        side = _next_side(hold.side)
        turned = replace(hold, side=side, guessed=False)
        marks = tuple(turned if mark is hold else mark for mark in self.marks)
        return replace(self._changed(marks, self.opened, f"This hold is of side {side}."), side=side)

    def _turn_next_side(self) -> Self:
        """Give the next hold another side; after the last one it is guessed again, where it can be."""
        if self.guesses:
            side = SIDES[0]
        elif self.seen and self.side is SIDES[-1]:
            return replace(self, guesses=True, message="The next hold gets the side that posecheck sees.")
        else:
            side = _next_side(self.side)
        return replace(self, side=side, guesses=False, message=f"The next hold is of side {side}.")

    def _undo(self) -> Self:
        if not self.past:
            return replace(self, message="There is nothing to undo.")
        marks, opened = self.past[-1]
        return replace(self, marks=marks, opened=opened, past=self.past[:-1], message="Undone.")

    def with_open_marks_ended(self) -> Self:
        """Return the state with what was begun ended at the playhead, so that it can be saved.

        What cannot be ended there, because it would overlap another mark, is ended at that mark.
        """
        state = self
        for begun in self.opened:
            here_s = state.here_s
            if here_s == begun.start_s:
                here_s = round(state.playhead.step(1).frame_s, _DIGITS)
            if here_s == begun.start_s:
                continue  # it was begun at the last frame and has no length
            mark = state._between(begun, here_s)
            while mark.end_s > mark.start_s and state._clash(mark):
                mark = state._shortened(mark, begun.start_s)
            if mark.end_s > mark.start_s:
                state = replace(state, marks=tuple(sorted((*state.marks, mark))))
        return replace(state, opened=())

    def _shortened(self, mark: Mark, from_s: float) -> Mark:
        """Return `mark`, which began at `from_s`, up to the first other mark that is in its way."""
        other = next(each for each in self.marks if each.overlaps(mark) and _excludes(each.what, mark.what))
        if from_s == mark.start_s:
            return replace(mark, end_s=max(from_s, other.start_s))
        return replace(mark, start_s=min(from_s, other.end_s))

    def _changed(self, marks: Sequence[Mark], opened: tuple[OpenMark, ...], message: str) -> Self:
        return replace(
            self,
            marks=tuple(sorted(marks)),
            opened=opened,
            past=(*self.past, (self.marks, self.opened)),
            message=message,
        )


def _next_side(side: Side) -> Side:
    return SIDES[(SIDES.index(side) + 1) % len(SIDES)]


def _excludes(one: str, other: str) -> bool:
    """Return whether marks of the two cannot be at the same time: the same twice, good and a fault."""
    return one == other or (GOOD in (one, other) and HOLD not in (one, other))


def first_clash(marks: Iterable[Mark]) -> tuple[Mark, Mark] | None:
    """Return the first two marks in time that cannot be together; ``None`` when all can."""
    every = sorted(marks)
    for one, other in combinations(every, 2):
        if _excludes(one.what, other.what) and one.overlaps(other):
            return one, other
    return None
