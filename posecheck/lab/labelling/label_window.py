"""Labelling in a window: keys and the mouse go to the state, the state to the screen and to the file."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.lab.labelling.gaps import gap_words
from posecheck.lab.labelling.label_file import with_marks, write_label
from posecheck.lab.labelling.screen import HEIGHT_PX, STRIP_PX
from posecheck.lab.labelling.session import LabelSession, Wish
from posecheck.outputs.window import CLOSED
from posecheck.support.errors import InputError
from posecheck.support.file_names import readable_name
from posecheck.support.language import ENGLISH

if TYPE_CHECKING:
    from pathlib import Path

    from posecheck.lab.labelling.label_view import LabelView
    from posecheck.lab.labels import Label
    from posecheck.outputs.window import HighguiWindow
    from posecheck.support.interruption import Interruption

#: The window has no place to type a name.
NAME_LATER = "Nobody is named as being in it; when you have quit, the terminal says how to name the person."
#: What is added to the name of the label for marks that were not saved.
PART_SUFFIX = ".part"
#: While nothing plays, the screen is drawn when something changed; keys are asked for this often.
_IDLE_S = 0.015
#: Drawn again all the same, so that a window that lost its picture gets it back.
_REDRAW_S = 0.5


@dataclass(frozen=True, slots=True)
class LabelFiles:
    """Where the marks go.

    Parameters
    ----------
    out
        The label.
    label
        What it says besides the marks.
    like
        The label whose comments and order are kept; ``None`` for a new one.
    """

    out: Path
    label: Label
    like: Path | None

    @property
    def part(self) -> Path:
        """Where marks that were not saved are kept."""
        return self.out.with_name(self.out.name + PART_SUFFIX)

    def save(self, state: LabelSession) -> Label:
        """Write the marks, remove those kept before, and return the label; raises ``InputError``."""
        like = self.out if self.out.is_file() else self.like
        label = with_marks(self.label, state.marks)
        write_label(self.out, label, like=like)
        self.part.unlink(missing_ok=True)
        return label

    def keep(self, state: LabelSession) -> Path | None:
        """Write unsaved marks beside the label and return where; ``None`` when there are none."""
        if not state.unsaved:
            return None
        like = self.out if self.out.is_file() else self.like
        write_label(self.part, with_marks(self.label, state.with_open_marks_ended().marks), like=like)
        return self.part


@dataclass(slots=True)
class LabelWindow:
    """Lets the user label until they quit, close the window or press Ctrl-C.

    Parameters
    ----------
    window, view
        Where the state is shown and keys come from, and how it is drawn.
    files
        Where the marks go.
    """

    window: HighguiWindow
    view: LabelView
    files: LabelFiles
    _shown: LabelSession | None = None
    _shown_s: float = 0.0

    def run(self, state: LabelSession, interruption: Interruption) -> Path | None:
        """Let the user label, beginning at `state`.

        Returns
        -------
        Path or None
            Where marks are that were not saved; ``None`` when there are none, or the user gave them up.

        Raises
        ------
        InputError
            The window cannot be opened, or unsaved marks could not be kept.
        """
        before_s = time.monotonic()
        try:
            while not interruption.requested:
                now_s = time.monotonic()
                state = state.advance(now_s - before_s)
                before_s = now_s
                self._show(state, now_s)
                key = self.window.press()
                if key == CLOSED:
                    break
                state = self._take(state, key)
                if state.wish is Wish.QUIT:
                    self.files.part.unlink(missing_ok=True)
                    return None
        except KeyboardInterrupt:
            pass
        except Exception:  # whatever failed, the marks are kept
            self.files.keep(state)
            raise
        return self.files.keep(state)

    def _show(self, state: LabelSession, now_s: float) -> None:
        if state != self._shown or now_s - self._shown_s > _REDRAW_S:
            self.window.show(self.view.draw(state))
            self._shown, self._shown_s = state, now_s

    def _take(self, state: LabelSession, key: str | None) -> LabelSession:
        """Return the state after a key and what the mouse did."""
        if key is not None:
            state = _acted(state.press(key), self.files)
        for place in self.window.pointed():
            if place.y_px >= HEIGHT_PX - STRIP_PX:
                state = state.seek(self.view.timeline.time_at(place.x_px))
        if key is None and not state.playhead.playing:
            time.sleep(_IDLE_S)
        return state


def _acted(state: LabelSession, files: LabelFiles) -> LabelSession:
    """Do what the state wishes and return the state after it."""
    if state.wish not in (Wish.SAVE, Wish.SAVE_AND_QUIT):
        return state
    wish = state.wish
    try:
        label = files.save(state)
    except InputError as error:
        return state.was_not_saved(str(error))
    lacking = gap_words(label, NAME_LATER, ENGLISH)
    saved = state.was_saved(readable_name(files.out.name), lacking[0] if lacking else "")
    return saved.press("q") if wish is Wish.SAVE_AND_QUIT else saved
