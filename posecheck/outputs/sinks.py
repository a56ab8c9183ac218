"""Outputs as sinks of a session: the annotated video and the landmark recording."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from posecheck.outputs.annotate import AnnotatedVideo
from posecheck.outputs.overlay import WordsPlacer, draw_overlay, person_box
from posecheck.support.language import ENGLISH

if TYPE_CHECKING:
    from pathlib import Path

    from posecheck.engine.events import Event, Step
    from posecheck.exercise import Exercise
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame, ImageArray
    from posecheck.pose.recording import RecordingWriter
    from posecheck.support.language import Language

#: Behind the skeleton of a landmark recording, which has no pictures.
_DARK_BGR = (40, 34, 30)


class AnnotationSink:
    """Draws every step on its picture and writes the video; both happen in the video's own thread.

    Parameters
    ----------
    path
        The MP4 file.
    width_px, height_px
        Size of the pictures.
    exercise
        Tells what is drawn.
    language
        Of the words on it.
    """

    def __init__(
        self,
        path: Path,
        width_px: int,
        height_px: int,
        exercise: Exercise,
        language: Language = ENGLISH,
    ) -> None:
        self.name = str(path)
        self._exercise = exercise
        self._language = language
        self._empty: ImageArray = np.full((height_px, width_px, 3), _DARK_BGR, np.uint8)
        self._placer = WordsPlacer()
        self._video = AnnotatedVideo(path, width_px, height_px)

    def take(self, frame: Frame | None, pose: Pose, step: Step) -> None:
        """Leave one picture for the video's thread to draw on; a step without one gets a dark ground."""
        image = self._empty if frame is None else frame.image_bgr
        size = image.shape[1], image.shape[0]
        person = person_box(pose, step.assessment, size, mirrored=False)
        draw = partial(
            draw_overlay,
            image,
            pose,
            step.assessment,
            self._exercise,
            mirrored=False,
            placement=self._placer.update(pose.time_s, size, person),
            language=self._language,
        )
        self._video.write(draw, pose.time_s)

    def close(self, _last: tuple[Event, ...]) -> None:
        """Complete the video."""
        self._video.close()


class RecordingSink:
    """Writes the pose of every step to a landmark recording.

    Parameters
    ----------
    writer
        The recording, which is closed with the session.
    """

    def __init__(self, writer: RecordingWriter) -> None:
        self.name = str(writer.path)
        self._writer = writer

    def take(self, _frame: Frame | None, pose: Pose, _step: Step) -> None:
        """Write one pose."""
        self._writer.write(pose)

    def close(self, _last: tuple[Event, ...]) -> None:
        """Complete the recording."""
        self._writer.close()
