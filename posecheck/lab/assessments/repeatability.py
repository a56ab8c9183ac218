"""The same movement on other pictures and from other cameras: how far one value of it spreads.

For each clip of a test: the pictures as they are, with the noise of a webcam (two seeds), and as a camera
that stands nearer, farther or tilted would have given them, all through the landmarker; and the true poses
from other cameras, with the landmark errors of that very clip.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from posecheck.lab.assessments.cameras import VirtualCamera, filmed, landmark_errors
from posecheck.lab.assessments.on_clips import shown_test
from posecheck.lab.assessments.rule import matching, trials_in
from posecheck.lab.evaluation.landmarks import Landmarks
from posecheck.lab.evaluation.levels import Level
from posecheck.lab.labels import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from posecheck.lab.evaluation.clips import Clip
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame

#: What is made of the pictures: seed of a webcam's noise, size against the picture, tilt in degrees.
_SEEDS = (101, 202)
_RESHAPED = {"smaller, tilted 3 degrees": (0.85, 3.0), "larger, tilted -2 degrees": (1.08, -2.0)}
#: Where the other cameras stand; yaw off the place of the clip's own.
_CAMERAS = (
    VirtualCamera(-15.0, 0.5, 2.5),
    VirtualCamera(-7.0, 0.9, 3.0),
    VirtualCamera(0.0, 0.4, 2.2),
    VirtualCamera(7.0, 1.0, 2.5, 2.0),
    VirtualCamera(15.0, 0.6, 3.2),
)
_GREY = 90


@dataclass(frozen=True, slots=True)
class Repeated:
    """The values of one held end of one clip.

    Parameters
    ----------
    test, clip, side
        Which one.
    truth
        Of the true poses as they are.
    pictures, cameras
        What was made of it → the value, ``None`` where it was not found or not seen.
    """

    test: str
    clip: str
    side: str
    truth: float | None
    pictures: Mapping[str, float | None]
    cameras: Mapping[str, float | None]


def repeated(clips: Iterable[Clip], model: Path, cache: Path | None) -> Iterator[Repeated]:
    """Yield the values of every held end of the correct clips of a test."""
    for clip in clips:
        test = shown_test(clip)
        if test is None or clip.label.kind is not Kind.CORRECT:
            continue
        truth = Landmarks(None).of(clip)
        variants = dict(_picture_variants(clip, model, cache))
        errors = landmark_errors(truth, variants["as they are"])
        from_cameras: dict[str, list[Pose]] = {}
        if errors is not None:
            points_m = [pose.world_m.astype(np.float64) for pose in truth]
            times_s = [pose.time_s for pose in truth]
            for number, camera in enumerate(_CAMERAS):
                name = (
                    f"{camera.yaw_deg:+g} degrees, {camera.height_m:g} m high, {camera.distance_m:g} m away, "
                    f"tilted {camera.roll_deg:g}"
                )
                from_cameras[name] = filmed(points_m, times_s, camera, errors, 7 * number)
        pictures = {name: trials_in(test, poses).free for name, poses in variants.items()}
        cameras = {name: trials_in(test, poses).free for name, poses in from_cameras.items()}
        for each in trials_in(test, truth).free:
            found = {name: matching(each, trials) for name, trials in (*pictures.items(), *cameras.items())}
            values = {name: one.trial.value if one else None for name, one in found.items()}
            yield Repeated(
                test.id,
                clip.name,
                each.side.value,
                each.trial.value,
                {name: values[name] for name in pictures},
                {name: values[name] for name in cameras},
            )


def _picture_variants(clip: Clip, model: Path, cache: Path | None) -> Iterator[tuple[str, list[Pose]]]:
    yield "as they are", Landmarks(model, cache=cache).of(clip)
    from posecheck.lab.evaluation.degrade import degraded  # noqa: PLC0415 - reads pictures

    for seed in _SEEDS:
        yield (
            f"webcam, seed {seed}",
            _estimated(clip, model, lambda frames, s=seed: degraded(frames, Level.WEBCAM, s)),
        )
    for name, (size, tilt_deg) in _RESHAPED.items():
        yield (
            name,
            _estimated(clip, model, lambda frames, z=size, t=tilt_deg: (_reshaped(f, z, t) for f in frames)),
        )


def _estimated(clip: Clip, model: Path, change) -> list[Pose]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    from posecheck.estimator.landmarker import MediaPipeEstimator  # noqa: PLC0415 - takes a second
    from posecheck.sources.video import VideoFile  # noqa: PLC0415

    with ExitStack() as opened:
        source = opened.enter_context(VideoFile(clip.video, mirrored=clip.mirrored))
        estimator = opened.enter_context(MediaPipeEstimator(model, silhouette=False))
        return [estimator.estimate(frame) for frame in change(source.frames())]


def _reshaped(frame: Frame, size: float, tilt_deg: float) -> Frame:
    """Return the picture turned and scaled about its middle, grey where there was nothing."""
    height, width = frame.image_bgr.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), tilt_deg, size)
    image = cv2.warpAffine(frame.image_bgr, turn, (width, height), borderValue=(_GREY, _GREY, _GREY))
    return replace(frame, image_bgr=image)
