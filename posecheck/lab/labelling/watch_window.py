"""Watching a clip in a window while thresholds change."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from posecheck.lab.labelling.screen import HEIGHT_PX, STRIP_PX
from posecheck.lab.labelling.session import Wish
from posecheck.outputs.window import CLOSED
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from posecheck.lab.labelling.watch_view import WatchView
    from posecheck.lab.labelling.watching import WatchSession
    from posecheck.outputs.window import HighguiWindow
    from posecheck.support.interruption import Interruption

_IDLE_S = 0.015
_REDRAW_S = 0.5


@dataclass(slots=True)
class WatchWindow:
    """Shows a clip until the user quits, closes the window or presses Ctrl-C.

    Parameters
    ----------
    window, view
        Where the state is shown and keys come from, and what judges and draws it.
    save
        Writes changed thresholds and returns the name of the profile they are in.
    """

    window: HighguiWindow
    view: WatchView
    save: Callable[[Mapping[str, float]], str]

    def run(self, state: WatchSession, interruption: Interruption) -> Mapping[str, float]:
        """Show the clip, beginning at `state`, and return the changes that were neither saved nor given up.

        Raises
        ------
        InputError
            The window cannot be opened.
        """
        before_s = time.monotonic()
        shown: WatchSession | None = None
        shown_s = before_s
        try:
            while not interruption.requested:
                now_s = time.monotonic()
                state = state.advance(now_s - before_s)
                before_s = now_s
                if state != shown or now_s - shown_s > _REDRAW_S:
                    self.window.show(self.view.draw(state))
                    shown, shown_s = state, now_s
                key = self.window.press()
                if key == CLOSED:
                    break
                state = self._take(state, key)
                if state.wish is Wish.QUIT:
                    return {}
        except KeyboardInterrupt:
            pass
        return state.unsaved

    def _take(self, state: WatchSession, key: str | None) -> WatchSession:
        """Return the state after a key and what the mouse did."""
        if key is not None:
            state = self._acted(state.press(key))
        for place in self.window.pointed():
            if place.y_px >= HEIGHT_PX - STRIP_PX:
                state = state.seek(self.view.time_at(place.x_px))
            elif self.view.slides(place.x_px, place.y_px):
                state = state.slide_to(self.view.share_at(place.x_px))
        if key is None and not state.playhead.playing:
            time.sleep(_IDLE_S)
        return state

    def _acted(self, state: WatchSession) -> WatchSession:
        """Do what the state wishes and return the state after it."""
        if state.wish not in (Wish.SAVE, Wish.SAVE_AND_QUIT):
            return state
        try:
            name = self.save(state.unsaved)
        except InputError as error:
            return state.was_not_saved(str(error))
        saved = state.was_saved(name)
        return replace(saved, wish=Wish.QUIT) if state.wish is Wish.SAVE_AND_QUIT else saved
