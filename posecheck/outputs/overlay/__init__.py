"""The drawing on the picture, the same for the window and the annotated video.

Small annotators, each drawing one thing, laid over each other. The person lies on the floor or stands three
metres away: few elements, large, and nothing told by colour alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from posecheck.outputs.overlay.angle import AngleAnnotator
from posecheck.outputs.overlay.dose import DoseAnnotator
from posecheck.outputs.overlay.limbs import LimbAnnotator, SkeletonAnnotator
from posecheck.outputs.overlay.panels import (
    BannerAnnotator,
    KeyHelpAnnotator,
    MessageAnnotator,
    TitleAnnotator,
)
from posecheck.outputs.overlay.scene import Annotator, Scene

if TYPE_CHECKING:
    from posecheck.events import Moment
    from posecheck.exercise import Exercise
    from posecheck.frame import ImageArray
    from posecheck.pose import Pose

__all__ = ["draw_overlay"]

_ANNOTATORS: tuple[Annotator, ...] = (
    SkeletonAnnotator(),
    AngleAnnotator(),
    LimbAnnotator(),
    TitleAnnotator(),
    DoseAnnotator(),
    MessageAnnotator(),
)


def draw_overlay(  # noqa: PLR0913 - what is shown has that many parts
    image_bgr: ImageArray,
    pose: Pose,
    moment: Moment,
    exercise: Exercise,
    *,
    mirrored: bool,
    key_help: bool = False,
    banner: str = "",
) -> ImageArray:
    """Draw everything the person should see onto a copy of the picture.

    Parameters
    ----------
    image_bgr
        ``(height, width, 3)``, never flipped; left as it is. It may be larger or smaller than the picture
        the pose was estimated on.
    pose, moment, exercise
        What was seen, what was made of it, and what it is measured against.
    mirrored
        Show the picture as a mirror does. The writing stays readable, left and right stay the person's.
    key_help
        Show the keys.
    banner
        A word or number shown very large in the middle, such as ``"3"`` or ``"Paused"``.

    Returns
    -------
    ndarray
        A new picture of the same size.
    """
    canvas = cv2.flip(image_bgr, 1) if mirrored else np.copy(image_bgr)
    scene = Scene(np.ascontiguousarray(canvas, np.uint8), pose, moment, exercise, mirrored)
    for annotator in _ANNOTATORS:
        annotator.annotate(scene)
    if banner:
        BannerAnnotator(banner).annotate(scene)
    if key_help:
        KeyHelpAnnotator().annotate(scene)
    return scene.canvas
