"""A session that is seen on pages."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from posecheck.outputs.page.state import message

if TYPE_CHECKING:
    from posecheck.engine.events import Assessment
    from posecheck.exercise import Exercise
    from posecheck.outputs.overlay.session_info import SessionInfo
    from posecheck.outputs.page.link import PageLink
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame
    from posecheck.support.language import Language


@dataclass(frozen=True, slots=True)
class PageView:
    """Offers the pages every frame with what was made of it.

    Parameters
    ----------
    display
        The way to them.
    language
        Of every word.
    """

    display: PageLink
    language: Language
    has_keys: bool = True

    def show(self, shown: tuple[Frame, Pose, Assessment], exercise: Exercise, info: SessionInfo) -> None:
        """Offer a frame; it is made into data only when a page takes it."""
        self.display.offer(partial(message, shown, exercise, info, self.language, time.time()))
