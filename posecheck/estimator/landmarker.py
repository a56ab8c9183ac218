"""MediaPipe's pose landmarker as an estimator."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Self

import cv2
import numpy as np

from posecheck.estimator.compression import Deblocking
from posecheck.estimator.confidence import HEAVY_FROM_BYTES, as_of_full
from posecheck.estimator.freezing import Freezing
from posecheck.estimator.mask import readable
from posecheck.estimator.mediapipe_parts import (
    BaseOptions,
    PoseLandmarker,
    PoseLandmarkerOptions,
    PoseLandmarkerResult,
    RunningMode,
    mp,
)
from posecheck.estimator.native_log import without_native_log
from posecheck.estimator.networks import LANDMARKS
from posecheck.estimator.scene import SceneCuts
from posecheck.estimator.scene_motion import Stirring
from posecheck.pose import Pose
from posecheck.pose.silhouette import trunk_profile
from posecheck.support.errors import ModelError
from posecheck.support.regular_files import open_regular

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from posecheck.pose import FloatArray
    from posecheck.pose.frame import Frame, ImageArray

Corner = tuple[float, float]
#: What MediaPipe raises when a network is not what it takes it for, at the start or with the first picture.
_OF_A_BROKEN_NETWORK = (RuntimeError, ValueError)


class MediaPipeEstimator:
    """Finds one person in each frame and follows them from frame to frame.

    Parameters
    ----------
    model
        A ``.task`` bundle of the pose landmarker.
    silhouette
        Also measure the outline of the trunk on the segmentation mask, which costs 1 to 2 ms a frame.

    Raises
    ------
    ModelError
        When the file is not a bundle that MediaPipe can run.
    """

    def __init__(self, model: Path, *, silhouette: bool) -> None:
        self._silhouette = silhouette
        self._last_ms = -1
        self._cuts = SceneCuts()
        self._deblocking = Deblocking()
        self._freezing = Freezing()
        self._stirring = Stirring()
        # MediaPipe logs once more when it projects its first landmarks.
        self._chatters = True
        self._model = model
        self._bundle = _read(model)
        self._heavy = _landmarks_bytes(self._bundle) >= HEAVY_FROM_BYTES
        try:
            self._landmarker = self._create()
        except _OF_A_BROKEN_NETWORK as error:
            raise _cannot_run(model) from error
        self._open = True

    def estimate(self, frame: Frame) -> Pose:
        """Return the pose in `frame`; at a cut the search for a person starts afresh.

        Parameters
        ----------
        frame
            The next frame; its time is later than that of the frame before.

        Returns
        -------
        Pose
            With the time and size of the frame; :meth:`Pose.nobody` when nobody was found.
        """
        height, width = frame.image_bgr.shape[:2]
        image_bgr = self._deblocking.cleaned(frame.image_bgr, frame.time_s)
        image_rgb = np.asarray(cv2.cvtColor(image_bgr, cv2.COLOR_BGR2RGB), np.uint8)
        # Of the converted picture, because that one is in this core's cache already.
        scene_cut = self._cuts.is_cut(image_rgb) or frame.reshaped
        if scene_cut:
            self._start_afresh()
        frozen = self._freezing.look(frame.image_bgr, frame.time_s, cut=scene_cut)
        self._stirring.look(image_rgb, frame.time_s)
        result = self._detect(image_rgb, round(frame.time_s * 1000.0))
        if not result.pose_landmarks:
            nobody = Pose.nobody(frame.time_s, width, height, scene_cut=scene_cut)
            return replace(nobody, frozen=frozen, facts=self._deblocking.facts)
        landmarks = np.array(
            [
                (p.x, p.y, p.z, p.visibility, p.visibility if p.presence is None else p.presence)
                for p in result.pose_landmarks[0]
            ],
            np.float32,
        )
        # z is in the scale of x
        landmarks[:, :3] *= np.array([width, height, width], np.float32)
        image_px, depth_px, visibility, presence = (
            np.ascontiguousarray(part) for part in (landmarks[:, :2], *landmarks[:, 2:].T)
        )
        if self._heavy:
            visibility = as_of_full(visibility)
        world_m = np.array([(p.x, p.y, p.z) for p in result.pose_world_landmarks[0]], np.float32)
        silhouette = None
        if self._silhouette:
            masks = result.segmentation_masks
            silhouette = trunk_profile(readable(masks[0]) if masks else None, image_px)
        return Pose(
            frame.time_s,
            width,
            height,
            image_px,
            depth_px,
            world_m,
            visibility,
            presence,
            silhouette,
            scene_cut,
            unmoved=self._deblocking.smoothing and not self._stirring.within(*_box(image_px, width, height)),
            smoothed=self._deblocking.smoothing,
            frozen=frozen,
            facts=self._deblocking.facts,
        )

    def close(self) -> None:
        """Free the network; a second call does nothing."""
        if self._open:
            self._open = False
            # A network that could not be run says so once more here, over what was said already.
            with suppress(*_OF_A_BROKEN_NETWORK):
                self._landmarker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _create(self) -> PoseLandmarker:
        # The bytes, not the path: native code and paths that are not ASCII do not go well everywhere.
        options = PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_buffer=self._bundle),
            running_mode=RunningMode.VIDEO,
            num_poses=1,
            output_segmentation_masks=self._silhouette,
        )
        with without_native_log():
            return PoseLandmarker.create_from_options(options)

    def _detect(self, image_rgb: ImageArray, time_ms: int) -> PoseLandmarkerResult:
        # The landmarker insists on whole milliseconds that increase.
        self._last_ms = max(time_ms, self._last_ms + 1)
        image = mp.Image(image_format=mp.ImageFormat.SRGB, data=image_rgb)
        try:
            if not self._chatters:
                return self._landmarker.detect_for_video(image, self._last_ms)
            with without_native_log():
                result = self._landmarker.detect_for_video(image, self._last_ms)
        except _OF_A_BROKEN_NETWORK as error:
            raise _cannot_run(self._model) from error
        self._chatters = not result.pose_landmarks
        return result

    def _start_afresh(self) -> None:
        """Forget the person and the smoothing, which takes a new landmarker: 0.1 to 0.2 s.

        A black picture would end the track in 15 ms, but leaves the smoothing of the world landmarks.
        """
        self._stirring.forget()
        before, self._landmarker = self._landmarker, self._create()
        before.close()
        self._chatters = True


def _box(image_px: FloatArray, width_px: int, height_px: int) -> tuple[Corner, Corner]:
    """Return the corners of the box around the landmarks, as shares of the picture's size."""
    shares = image_px / np.array([width_px, height_px], np.float32)
    (left, top), (right, bottom) = shares.min(axis=0).tolist(), shares.max(axis=0).tolist()
    return (left, top), (right, bottom)


def _cannot_run(model: Path) -> ModelError:
    return ModelError(
        f"{model} is not a pose model that MediaPipe can run; give another with --model, or get "
        "the right one with `posecheck model fetch`."
    )


def _read(model: Path) -> bytes:
    try:
        with open_regular(model) as file:
            return file.read()
    except FileNotFoundError as error:
        raise ModelError(f"There is no model file {model}; check the path.") from error
    except OSError as error:
        raise ModelError(f"{model} cannot be read ({error.strerror}); check its permissions.") from error


def _landmarks_bytes(bundle: bytes) -> int:
    """Return the size of the network that places the landmarks, 0 when it cannot be told."""
    try:
        with zipfile.ZipFile(io.BytesIO(bundle)) as members:
            return members.getinfo(LANDMARKS).file_size
    except (OSError, KeyError, zipfile.BadZipFile):
        return 0
