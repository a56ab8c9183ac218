"""The drawing on the picture, the same for the window and the annotated video.

Small annotators, each drawing one thing, laid over each other. The person lies on the floor or stands three
metres away: few elements, large, and nothing told by colour alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from posecheck.outputs.overlay.angle import AngleAnnotator
from posecheck.outputs.overlay.captions import CaptionAnnotator
from posecheck.outputs.overlay.dose import DoseAnnotator
from posecheck.outputs.overlay.limbs import LimbAnnotator, SkeletonAnnotator
from posecheck.outputs.overlay.panels import (
    BannerAnnotator,
    KeyHelpAnnotator,
    MessageAnnotator,
    TitleAnnotator,
)
from posecheck.outputs.overlay.scene import Annotator, Scene
from posecheck.outputs.wording import KEY_HELP
from posecheck.support.language import ENGLISH

if TYPE_CHECKING:
    from posecheck.engine.events import Assessment
    from posecheck.exercise import Exercise
    from posecheck.pose import Pose
    from posecheck.pose.frame import ImageArray
    from posecheck.support.language import Language

__all__ = ["draw_overlay"]

_ON_THE_BODY: tuple[Annotator, ...] = (SkeletonAnnotator(), AngleAnnotator(), LimbAnnotator())
_IN_THE_CORNERS: tuple[Annotator, ...] = (TitleAnnotator(), DoseAnnotator())


def draw_overlay(  # noqa: PLR0913 - what is shown has that many parts
    image_bgr: ImageArray,
    pose: Pose,
    assessment: Assessment,
    exercise: Exercise,
    *,
    mirrored: bool,
    key_help: bool = False,
    banner: str = "",
    least_height_px: int = 0,
    language: Language = ENGLISH,
    keys: tuple[tuple[str, str], ...] = KEY_HELP,
) -> ImageArray:
    """Draw everything the person should see onto a copy of the picture.

    Parameters
    ----------
    image_bgr
        ``(height, width, 3)``, never flipped; left as it is. It may be larger or smaller than the picture
        the pose was estimated on.
    pose, assessment, exercise
        What was seen, what was made of it, and what it is measured against.
    mirrored
        Show the picture as a mirror does. The writing stays readable, left and right stay the person's.
    key_help
        Show the keys, in place of banner, cue and camera note.
    banner
        A word or number shown very large in the middle, such as ``"3"`` or ``"Paused"``.
    least_height_px
        Enlarge a lower picture to this height before drawing, so that the writing is sharp on a large screen.
    language
        Of the words on the picture.
    keys
        What `key_help` shows.

    Returns
    -------
    ndarray
        A new picture, of the same size unless it was enlarged.
    """
    canvas = _enlarged(image_bgr, least_height_px)
    canvas = cv2.flip(canvas, 1) if mirrored else canvas.copy() if canvas is image_bgr else canvas
    scene = Scene(np.ascontiguousarray(canvas, np.uint8), pose, assessment, exercise, mirrored, language)
    annotators: tuple[Annotator, ...] = (*_ON_THE_BODY, *_IN_THE_CORNERS, CaptionAnnotator())
    if key_help:
        annotators = (*annotators, KeyHelpAnnotator(keys))
    else:
        annotators = (*annotators, MessageAnnotator())
        if banner:
            annotators = (*annotators, BannerAnnotator(language.translate(banner)))
    for annotator in annotators:
        annotator.annotate(scene)
    return scene.canvas


def _enlarged(image_bgr: ImageArray, least_height_px: int) -> ImageArray:
    """Return the picture, enlarged when it is lower than `least_height_px`."""
    height, width = image_bgr.shape[:2]
    if height >= least_height_px:
        return image_bgr
    size = (round(width * least_height_px / height), least_height_px)
    return np.asarray(cv2.resize(image_bgr, size, interpolation=cv2.INTER_LINEAR), np.uint8)
