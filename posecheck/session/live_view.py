"""Where a live session is seen."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from posecheck.engine.events import Assessment, Phase, ViewState
from posecheck.exercise import Counted, Posture
from posecheck.pose import Side

if TYPE_CHECKING:
    from posecheck.exercise import Exercise
    from posecheck.outputs.overlay.session_info import SessionInfo
    from posecheck.outputs.window import Display
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame, ImageArray

    #: A frame and what was made of it.
    Shown = tuple[Frame, Pose, Assessment]


class Draw(Protocol):
    """Draws what the person should see; :func:`posecheck.outputs.overlay.draw_overlay`."""

    def __call__(  # noqa: PLR0913 - what is shown has that many parts
        self,
        image_bgr: ImageArray,
        pose: Pose,
        assessment: Assessment,
        exercise: Exercise,
        *,
        mirrored: bool,
        info: SessionInfo,
    ) -> ImageArray:
        """Return a new picture."""


class View(Protocol):
    """Where a live session is seen: a window, or pages."""

    @property
    def display(self) -> Display:
        """What reports keys."""

    @property
    def has_keys(self) -> bool:
        """Whether its keys end the session."""

    def show(self, shown: Shown, exercise: Exercise, info: SessionInfo) -> None:
        """Show a frame with what was made of it."""


@dataclass(frozen=True, slots=True)
class LiveView:
    """A session in a window.

    Parameters
    ----------
    display, draw
        Where pictures go and what is drawn on them.
    has_keys
        The display is a window, whose keys end the session.
    """

    display: Display
    draw: Draw
    has_keys: bool = True

    def show(self, shown: Shown, exercise: Exercise, info: SessionInfo) -> None:
        """Draw a frame and show it, mirrored as in a mirror."""
        frame, pose, assessment = shown
        self.display.show(self.draw(frame.image_bgr, pose, assessment, exercise, mirrored=True, info=info))


def waiting_assessment(exercise: Exercise, time_s: float) -> Assessment:
    """Return the assessment of somebody who gets into position and is not judged yet."""
    return Assessment(
        time_s=time_s,
        person=True,
        valid=False,
        phase=Phase.SETUP,
        posture=Posture.UNKNOWN,
        view=ViewState.OK,
        view_reason="",
        near=Side.NONE,
        working=Side.NONE,
        primary=math.nan,
        zone=(math.nan, math.nan),
        measures={},
        states={},
        form=math.nan,
        faults=(),
        held_s=0.0,
        target_s=(exercise.dose.position_s or 0.0) if exercise.dose.counts is Counted.HOLDS else 0.0,
        holds=0,
        reps=0,
        cue="",
        missing=(),
    )
