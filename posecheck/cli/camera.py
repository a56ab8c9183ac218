"""``posecheck camera``: whether the camera sees you well enough, before you begin."""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from posecheck.cli.options import (
    BrowserCameraOption,
    CameraOption,
    LanguageOption,
    MirroredOption,
    ModelOption,
    PageOption,
    SmallPictureOption,
)

if TYPE_CHECKING:
    from posecheck.cli.studio import Studio
    from posecheck.outputs.page.link import PageLink
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame
    from posecheck.session.camera_check import Finding
    from posecheck.support.language import Language

_WAIT_S = 0.2
#: Everything has been good for so long: then it is.
_GOOD_FOR_S = 3.0


def camera(
    *,
    camera: CameraOption = None,
    mirrored: MirroredOption = None,
    small_picture: SmallPictureOption = None,
    still: Annotated[
        bool, typer.Option("--still", hidden=True, help="Write one picture as JPEG to standard output.")
    ] = False,
    page: PageOption = False,
    browser_camera: BrowserCameraOption = False,
    language: LanguageOption = None,
    model: ModelOption = None,
) -> None:
    """Check picture, light, distance and place of the camera, until all is good or you press Ctrl-C."""
    from posecheck.cli.failures import ExitCode
    from posecheck.cli.studio import open_eye
    from posecheck.support.language import find_language
    from posecheck.support.settings import read_config

    config = read_config()
    if still:
        _write_still(camera or config.camera)
        return
    words = find_language(language or config.language)
    with ExitStack() as opened:
        studio = open_eye(
            opened, words, config,
            page=page, browser_camera=browser_camera, camera=camera, mirrored=mirrored,
            small_picture=small_picture, model=model,
        )  # fmt: skip
        interrupted = _check(studio, words)
    raise typer.Exit(ExitCode.INTERRUPTED if interrupted else ExitCode.OK)


def _check(studio: Studio, language: Language) -> bool:
    """Look until all is good, in the terminal, or until it is ended; return whether it was interrupted."""
    from posecheck.outputs.page.link import PageLink
    from posecheck.outputs.window import Key
    from posecheck.perception.observation import Observer
    from posecheck.session.camera_check import CameraCheck, Found
    from posecheck.support.interruption import Interruption

    check, observer = CameraCheck(), Observer()
    printed, good_since_s = "", float("inf")
    with Interruption() as interruption:
        while not (interruption.requested or studio.feed.gone):
            if studio.display.key() is Key.QUIT:
                break
            seen = studio.feed.latest(_WAIT_S)
            frame, pose = seen if seen is not None else (None, None)
            if frame is None or pose is None:
                continue
            findings = check.take(frame, observer.observe(pose))
            if isinstance(studio.display, PageLink):
                _show(studio.display, frame, pose, findings, language)
                continue
            worst = next((each for each in findings if each.found is not Found.GOOD), None)
            text = language.translate(worst.words if worst else "Everything is good. You can begin.")
            if text != printed:
                typer.echo(text)
                printed, good_since_s = text, float("inf") if worst else frame.time_s
            if frame.time_s - good_since_s > _GOOD_FOR_S:
                break
    return interruption.requested


def _show(
    link: PageLink, frame: Frame, pose: Pose, findings: tuple[Finding, ...], language: Language
) -> None:
    from functools import partial

    link.offer(partial(_message, frame, pose, findings, language))


def _message(frame: Frame, pose: Pose, findings: tuple[Finding, ...], language: Language) -> bytes:
    from dataclasses import replace

    import numpy as np

    from posecheck.exercise.catalogue import all_exercises
    from posecheck.outputs.overlay.scene import Scene
    from posecheck.outputs.page.scene import marks_of
    from posecheck.outputs.page.state import packed, smaller
    from posecheck.routines.plan import warming
    from posecheck.session.camera_check import Found
    from posecheck.session.live_view import waiting_assessment

    picture, exercise = smaller(frame.image_bgr), warming(all_exercises())
    seen = replace(waiting_assessment(exercise, pose.time_s), person=pose.found)
    scene = Scene(np.empty((0, 0, 3), np.uint8), pose, seen, exercise, True, language)
    told = {
        "size": (picture.shape[1], picture.shape[0]),
        "marks": marks_of(scene, picture),
        "good": all(each.found is Found.GOOD for each in findings),
        "findings": [
            {"id": each.id, "found": each.found.value, "words": language.translate(each.words)}
            for each in findings
        ],
    }
    return packed(told, picture)


def _write_still(spec: str | None) -> None:
    """Write one picture of a camera, small, as JPEG to standard output."""
    import cv2

    from posecheck.sources.camera import Camera
    from posecheck.support.errors import CameraError

    with Camera(spec) as source:
        frame = next(source.frames(), None)
    if frame is None:
        raise CameraError(f"{source.name} gives no picture.")
    height, width = frame.image_bgr.shape[:2]
    small = cv2.resize(
        frame.image_bgr, (320, max(1, round(320 * height / width))), interpolation=cv2.INTER_AREA
    )
    os.write(1, cv2.imencode(".jpg", small)[1].tobytes())


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example: posecheck camera")(camera)
