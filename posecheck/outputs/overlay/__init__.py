"""The drawing of the screen: the body on the picture, and the words beside it or at its edge.

Small annotators, each drawing one thing, laid over each other. The person lies on the floor or stands three
metres away: few elements, large, and nothing told by colour alone. In a window words stand beside the
picture, on an annotated video above or below the person; nothing is written over the body.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from posecheck.engine.events import ViewState
from posecheck.outputs.overlay.angle import AngleAnnotator
from posecheck.outputs.overlay.captions import CaptionAnnotator
from posecheck.outputs.overlay.cards import CardAnnotator, KeyHelpAnnotator
from posecheck.outputs.overlay.dial import DialAnnotator
from posecheck.outputs.overlay.inset import FigureAnnotator
from posecheck.outputs.overlay.layout import Rect, Regions, Size, lay_out_beside, with_words
from posecheck.outputs.overlay.limbs import LimbAnnotator, SkeletonAnnotator
from posecheck.outputs.overlay.palette import GROUND
from posecheck.outputs.overlay.placement import (
    Placement,
    WordsPlacer,
    best_placement,
    lay_out_over,
    person_box,
)
from posecheck.outputs.overlay.scene import Annotator, Scene
from posecheck.outputs.overlay.screen import PaintFigure, Screen, ScreenAnnotator
from posecheck.outputs.overlay.session_info import NO_SESSION, Card, SessionInfo
from posecheck.outputs.overlay.status import StatusAnnotator
from posecheck.outputs.overlay.words import WordsAnnotator, words_strip
from posecheck.outputs.wording import KEY_HELP
from posecheck.support.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable

    from posecheck.engine.events import Assessment
    from posecheck.exercise import Exercise
    from posecheck.pose import Pose
    from posecheck.pose.frame import ImageArray
    from posecheck.support.language import Language

__all__ = [
    "Card",
    "PaintFigure",
    "Placement",
    "Screen",
    "SessionInfo",
    "WordsPlacer",
    "annotated",
    "draw_overlay",
    "draw_screen",
    "person_box",
]

_ON_THE_BODY: tuple[Annotator, ...] = (
    SkeletonAnnotator(), AngleAnnotator(), LimbAnnotator(), CaptionAnnotator(),
)  # fmt: skip
#: Where the camera looks from the wrong side: no gauge.
_BLIND: tuple[Annotator, ...] = (SkeletonAnnotator(), LimbAnnotator(), CaptionAnnotator())
_AROUND: tuple[ScreenAnnotator, ...] = (WordsAnnotator(), StatusAnnotator(), DialAnnotator())


def draw_overlay(  # noqa: PLR0913 - what is shown has that many parts
    image_bgr: ImageArray,
    pose: Pose,
    assessment: Assessment,
    exercise: Exercise,
    *,
    mirrored: bool,
    info: SessionInfo = NO_SESSION,
    key_help: bool = False,
    banner: str = "",
    least_height_px: int = 0,
    canvas_px: Callable[[], Size | None] | None = None,
    placement: Placement | None = None,
    language: Language = ENGLISH,
    keys: tuple[tuple[str, str], ...] = KEY_HELP,
    gesture_help: tuple[str, ...] = (),
    figure: PaintFigure | None = None,
) -> ImageArray:
    """Draw everything the person should see, onto a copy of the picture or beside it.

    Parameters
    ----------
    image_bgr
        ``(height, width, 3)``, never flipped; left as it is. It may be larger or smaller than the picture
        the pose was estimated on.
    pose, assessment, exercise
        What was seen, what was made of it, and what it is measured against.
    mirrored
        Show the picture as a mirror does. The writing stays readable, left and right stay the person's.
    info
        What else there is to show of the session.
    key_help, banner
        The same as in `info`.
    least_height_px
        Enlarge a lower picture to this height before drawing, so that the writing is sharp on a large screen.
    canvas_px
        Returns width and height of the window to be filled: words then stand beside the picture. Without it,
        or when it returns ``None``, the picture is all there is, and they stand over it.
    placement
        Where words stand over a picture; by default where they cover the least of the body now. For a video
        a :class:`WordsPlacer` decides, so that they do not jump.
    language
        Of the words on the picture.
    keys, gesture_help
        What the key help shows: each key and what it does, and a sentence for each gesture.
    figure
        Paints the moving figure: exercise, side, time (s), size (px) → square BGRA picture.

    Returns
    -------
    ndarray
        A new picture: of the size of `canvas_px`, else of the same size unless it was enlarged.
    """
    info = replace(info, key_help=info.key_help or key_help, banner=info.banner or banner)
    scene = Scene(_EMPTY, pose, assessment, exercise, mirrored, language)
    size = canvas_px() if canvas_px else None
    return draw_screen(
        image_bgr, scene, info, size, least_height_px=least_height_px, placement=placement, keys=keys,
        gesture_help=gesture_help, figure=figure,
    ).canvas  # fmt: skip


_EMPTY: ImageArray = np.empty((0, 0, 3), np.uint8)


def draw_screen(  # noqa: PLR0913 - what is shown has that many parts
    image_bgr: ImageArray,
    scene: Scene,
    info: SessionInfo = NO_SESSION,
    canvas_px: Size | None = None,
    *,
    least_height_px: int = 0,
    placement: Placement | None = None,
    keys: tuple[tuple[str, str], ...] = KEY_HELP,
    gesture_help: tuple[str, ...] = (),
    figure: PaintFigure | None = None,
) -> Screen:
    """Draw as :func:`draw_overlay` does, and return the screen with its regions and what is written on it.

    Parameters
    ----------
    image_bgr, info, least_height_px, placement, keys, gesture_help, figure
        As of :func:`draw_overlay`.
    scene
        What is on the picture; its canvas is replaced.
    canvas_px
        Width and height of the window, ``None`` where there is only the picture.
    """
    laid = (
        _over(image_bgr, scene, least_height_px, placement)
        if canvas_px is None
        else _beside(image_bgr, scene, info, canvas_px, figure=figure is not None)
    )
    scene = replace(scene, canvas=laid.picture, taken=[], captions=[], written=[])
    regions = laid.regions
    screen = Screen(laid.canvas, regions, scene.assessment, scene.exercise, info, scene.language)
    if not regions.beside:
        regions = with_words(regions, words_strip(screen))
        screen = replace(screen, regions=regions)
        # the words at the limbs keep clear of them
        scene.taken.extend((_edges(regions.words), _edges(regions.dial)))
    annotated(scene)
    screen.written.extend(line.moved(regions.picture.left, regions.picture.top) for line in scene.written)
    around: tuple[ScreenAnnotator, ...] = _AROUND
    if figure is not None:
        around = (FigureAnnotator(figure, laid.figure if regions.beside else regions.figure), *around)
    if info.key_help:
        around = (*around, KeyHelpAnnotator(keys, gesture_help))
    elif info.card is not None:
        around = (*around, CardAnnotator(info.card))
    for each in around:
        each.annotate(screen)
    return screen


def annotated(scene: Scene) -> None:
    """Draw what belongs onto the picture: the body, its angle, its limbs and their words."""
    for annotator in _BLIND if scene.assessment.view is ViewState.BLOCK else _ON_THE_BODY:
        annotator.annotate(scene)


class _Laid(NamedTuple):
    """The canvas, the part of it that is the camera's picture, the regions, and the place of the figure."""

    canvas: ImageArray
    picture: ImageArray
    regions: Regions
    figure: Rect


def _over(image_bgr: ImageArray, scene: Scene, least_height_px: int, placement: Placement | None) -> _Laid:
    """Return the picture alone, words over it."""
    larger = _enlarged(image_bgr, least_height_px)
    canvas = cv2.flip(larger, 1) if scene.mirrored else larger.copy() if larger is image_bgr else larger
    canvas = np.ascontiguousarray(canvas, np.uint8)
    size = canvas.shape[1], canvas.shape[0]
    if placement is None:
        person = person_box(scene.pose, scene.assessment, size, mirrored=scene.mirrored)
        placement = best_placement(size, person)
    regions = lay_out_over(size, placement)
    return _Laid(canvas, canvas, regions, regions.figure)


def _beside(
    image_bgr: ImageArray, scene: Scene, info: SessionInfo, canvas_px: Size, *, figure: bool
) -> _Laid:
    """Return a canvas with the picture on it, words beside it."""
    size = image_bgr.shape[1], image_bgr.shape[0]
    shows_figure = figure and math.isfinite(info.figure_s)
    regions = _regions_beside(canvas_px, size, shows_figure)
    place = regions.figure
    if shows_figure and info.figure_large:
        regions, place = _exchanged(regions, size)
    canvas = _ground(canvas_px).copy()
    picture = canvas[
        regions.picture.top : regions.picture.bottom, regions.picture.left : regions.picture.right
    ]
    _fill(picture, image_bgr, mirrored=scene.mirrored)
    return _Laid(canvas, picture, regions, place)


@lru_cache(maxsize=8)
def _regions_beside(canvas_px: Size, picture_px: Size, figure: bool) -> Regions:  # noqa: FBT001 - part of the key
    return lay_out_beside(canvas_px, picture_px, figure=figure)


def _exchanged(regions: Regions, picture_px: Size) -> tuple[Regions, Rect]:
    """Return the regions with the camera in the figure's place, and the place of the figure: the camera's."""
    small = regions.figure
    scale = min(small.width / picture_px[0], small.height / picture_px[1])
    width, height = max(1, int(picture_px[0] * scale)), max(1, int(picture_px[1] * scale))
    left, top = small.left + (small.width - width) // 2, small.top + (small.height - height) // 2
    return replace(regions, picture=Rect(left, top, left + width, top + height)), regions.picture


def _fill(picture: ImageArray, image_bgr: ImageArray, *, mirrored: bool) -> None:
    """Fill a region of the canvas with the camera's picture, flipped where it is smaller."""
    height, width = picture.shape[:2]
    larger = width > image_bgr.shape[1]
    shown = cv2.flip(image_bgr, 1) if mirrored and larger else image_bgr
    if shown.shape != picture.shape:
        # the slow way only where the quick one would skip pixels
        much_smaller = 2 * width < image_bgr.shape[1]
        how = cv2.INTER_AREA if much_smaller else cv2.INTER_LINEAR
        shown = cv2.resize(shown, (width, height), interpolation=how)
    picture[...] = cv2.flip(shown, 1) if mirrored and not larger else shown


@lru_cache(maxsize=2)
def _ground(canvas_px: Size) -> ImageArray:
    return np.full((canvas_px[1], canvas_px[0], 3), GROUND, np.uint8)


def _edges(rect: Rect) -> tuple[float, float, float, float]:
    return rect.left, rect.top, rect.right, rect.bottom


def _enlarged(image_bgr: ImageArray, least_height_px: int) -> ImageArray:
    """Return the picture, enlarged when it is lower than `least_height_px`."""
    height, width = image_bgr.shape[:2]
    if height >= least_height_px:
        return image_bgr
    size = (round(width * least_height_px / height), least_height_px)
    return np.asarray(cv2.resize(image_bgr, size, interpolation=cv2.INTER_LINEAR), np.uint8)
