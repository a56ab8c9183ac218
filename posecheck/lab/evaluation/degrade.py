"""Worse cameras as a test transform: an ordinary webcam, a poor one, and a bad one in a dim room."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from posecheck.lab.evaluation.levels import Level
from posecheck.pose.frame import Frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from posecheck.pose.frame import ImageArray

#: Red, green and blue of a lamp, against daylight to which the camera is set.
_LAMP = (1.04, 1.0, 0.88)


@dataclass(frozen=True, slots=True)
class WorseCamera:
    """What a camera makes of a good picture.

    Parameters
    ----------
    size_ratio
        Width and height against those that come in, after these were brought down to `largest_px`.
    largest_px
        The largest width and height that it gives.
    gain
        Brightness against what comes in; the least and the most, one of which each clip has.
    gamma
        More than 1 takes the dark parts down further.
    tint
        Gain of red, green and blue.
    blur_radius_px
        Standard deviation of the blur.
    noise_sd, chroma_noise_sd
        Standard deviation of the sensor's noise in grey values: of each pixel's brightness, and of the
        colour of every two by two pixels.
    jpeg_quality
        The least and the most; each clip has one.
    frames_per_s
        It gives no more than so many.
    """

    size_ratio: float
    largest_px: tuple[int, int]
    gain: tuple[float, float]
    gamma: float
    tint: tuple[float, float, float]
    blur_radius_px: float
    noise_sd: float
    chroma_noise_sd: float
    jpeg_quality: tuple[int, int]
    frames_per_s: float


_ANY_SIZE = (1 << 16, 1 << 16)
CAMERAS = {
    # Frames that come at 30 a second all stay, though containers round their times to the millisecond.
    Level.WEBCAM: WorseCamera(1.0, (1280, 720), (0.75, 0.85), 1.1, _LAMP, 0.0, 3.5, 2.0, (55, 85), 31.0),
    Level.POOR: WorseCamera(0.75, (1280, 720), (0.60, 0.70), 1.1, _LAMP, 0.7, 4.5, 2.5, (40, 40), 12.0),
    Level.HARSH: WorseCamera(0.5, _ANY_SIZE, (0.5, 0.5), 1.0, (1.0, 1.0, 1.0), 1.25, 0.0, 0.0, (20, 20), 8.0),
}


def degraded(frames: Iterable[Frame], level: Level = Level.HARSH, seed: int = 0) -> Iterator[Frame]:
    """Yield what the camera of `level` would have given of `frames`.

    Of frames that come faster than it gives them, only the first of each of its periods is kept, at its
    own time.

    Parameters
    ----------
    frames
        Good pictures.
    level
        How bad the camera is.
    seed
        Chooses the brightness and the compression of this clip, and its noise; the same seed gives the
        same pictures.
    """
    camera = CAMERAS[level]
    last_slot, reshaped = -1, False
    for number, frame in enumerate(frames):
        slot = int(frame.time_s * camera.frames_per_s + 1e-6)
        reshaped |= frame.reshaped
        if slot > last_slot:
            image_bgr = degraded_image(frame.image_bgr, level, seed, number)
            yield Frame(image_bgr, frame.time_s, reshaped=reshaped)
            last_slot, reshaped = slot, False


def degraded_image(
    image_bgr: ImageArray, level: Level = Level.HARSH, seed: int = 0, number: int = 0
) -> ImageArray:
    """Return one picture as the camera of `level` gives it, with the marks of its compression.

    Parameters
    ----------
    image_bgr
        ``(height, width, 3)``.
    level
        How bad the camera is.
    seed, number
        Of the clip, and of the frame in it.

    Returns
    -------
    ImageArray
        ``(new height, new width, 3)``, blue first as well.
    """
    camera = CAMERAS[level]
    of_clip = np.random.default_rng(seed)
    gain, quality = of_clip.uniform(*camera.gain), int(of_clip.integers(*camera.jpeg_quality, endpoint=True))
    # One order of the channels is as good as the other to all but the lamp and the JPEG, which know colour.
    picture = Image.fromarray(np.ascontiguousarray(image_bgr[..., ::-1]))
    size = _size(picture.width, picture.height, camera)
    if size != picture.size:
        picture = picture.resize(size, Image.Resampling.BOX)
    if camera.blur_radius_px:
        picture = picture.filter(ImageFilter.GaussianBlur(camera.blur_radius_px))
    picture = picture.point([value for tint in camera.tint for value in _curve(gain * tint, camera.gamma)])
    if camera.noise_sd:
        picture = _noisy(picture, camera, np.random.default_rng((seed, number)))
    packed = io.BytesIO()
    picture.save(packed, "JPEG", quality=quality)
    return np.ascontiguousarray(np.asarray(Image.open(packed).convert("RGB"), np.uint8)[..., ::-1])


def _size(width_px: int, height_px: int, camera: WorseCamera) -> tuple[int, int]:
    fits = min(1.0, camera.largest_px[0] / width_px, camera.largest_px[1] / height_px)
    ratio = camera.size_ratio * fits
    return max(1, int(width_px * ratio)), max(1, int(height_px * ratio))


def _curve(gain: float, gamma: float) -> list[int]:
    """Return what becomes of each of the 256 values of a channel."""
    return [min(255, int(gain * 255.0 * (value / 255.0) ** gamma + 1e-6)) for value in range(256)]


def _noisy(picture: Image.Image, camera: WorseCamera, random: np.random.Generator) -> Image.Image:
    """Return the picture with the noise of a sensor: brightness pixel by pixel, colour in small blocks."""
    values: npt.NDArray[np.float32] = np.asarray(picture, np.float32)
    height, width, channels = values.shape
    grey = random.standard_normal((height, width, 1), np.float32) * camera.noise_sd
    blocks = random.standard_normal(((height + 1) // 2, (width + 1) // 2, channels), np.float32)
    colour = (blocks * camera.chroma_noise_sd).repeat(2, axis=0).repeat(2, axis=1)[:height, :width]
    return Image.fromarray(np.clip(np.rint(values + grey + colour), 0, 255).astype(np.uint8))
