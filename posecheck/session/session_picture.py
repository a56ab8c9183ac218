"""What is seen of a live session: the person, the exercise, and where in the session they are."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from posecheck.outputs.overlay.session_info import Card, SessionInfo
from posecheck.pose import Side
from posecheck.session.attention import Attended
from posecheck.session.live_view import waiting_assessment
from posecheck.session.narration import Stage

if TYPE_CHECKING:
    from posecheck.engine.events import Assessment
    from posecheck.exercise import Exercise
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame
    from posecheck.session.announcer import Announcer
    from posecheck.session.live_view import Shown, View
    from posecheck.session.schedule import Programme, ScheduledSet
    from posecheck.session.set_in_hand import SetInHand


class SessionPicture:
    """Shows every frame with what belongs to it.

    Parameters
    ----------
    view
        Where.
    programme
        Knows what comes next.
    announcer
        Knows what is being said.
    """

    def __init__(self, view: View, programme: Programme, announcer: Announcer) -> None:
        self._view = view
        self._programme = programme
        self._announcer = announcer
        self._shown: Shown | None = None
        self._last: ScheduledSet | None = None
        #: What the hands say.
        self.attended = Attended()
        self.in_hand: SetInHand | None = None
        #: A summary over everything.
        self.card: Card | None = None
        self.key_help = False

    def look(
        self, frame: Frame | None, pose: Pose, assessment: Assessment | None = None, banner: str = ""
    ) -> None:
        """Show a frame; without an assessment somebody who is not judged."""
        if self.in_hand is not None:
            self._last = self.in_hand.scheduled
            if assessment is not None:
                self.in_hand.working = assessment.working
        if frame is not None:
            self._shown = frame, pose, assessment or waiting_assessment(self._exercise, pose.time_s)
            self.show(banner)

    def show(self, banner: str) -> None:
        """Show the last frame again with another word."""
        if self._shown is not None:
            self._view.show(self._shown, self._exercise, self._info(banner))

    @property
    def _exercise(self) -> Exercise:
        """The exercise in hand, else the next one, else the last one."""
        current = self.in_hand.scheduled if self.in_hand is not None else self._programme.current
        scheduled = current or self._last
        assert scheduled is not None
        return scheduled.exercise

    def _info(self, banner: str) -> SessionInfo:
        around = SessionInfo(
            left_s=self._programme.left_s,
            banner=banner,
            saying=self._announcer.queue.saying,
            gesture=self.attended.shown,
            gesture_progress=self.attended.progress,
            card=self.card,
            muted=self._announcer.queue.muted,
            key_help=self.key_help,
        )
        return around if self.in_hand is None else self._of_set(self.in_hand, around)

    def _of_set(self, in_hand: SetInHand, around: SessionInfo) -> SessionInfo:
        """Return `around` with where the set in hand stands."""
        following, stage = self._programme.following, in_hand.narration.stage
        return replace(
            around,
            place=self._programme.place,
            sets=in_hand.place,
            side=in_hand.scheduled.side if in_hand.scheduled.side is not Side.NONE else in_hand.working,
            next_title=following.exercise.title if following is not None else "",
            next_id=following.exercise.id if following is not None else "",
            figure_s=self._announcer.now_s if in_hand.narration.introducing else math.nan,
            figure_large=stage is Stage.INTRODUCING,
        )
