"""A bad camera as a test transform: half size, dark, blurred, strongly compressed, 8 frames a second."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter

from posecheck.frame import Frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from posecheck.frame import ImageArray

FRAMES_PER_S = 8.0
SIZE_RATIO = 0.5
BRIGHTNESS_RATIO = 0.5
BLUR_RADIUS_PX = 1.25
JPEG_QUALITY = 20


def degraded(frames: Iterable[Frame]) -> Iterator[Frame]:
    """Yield what a bad camera in a dim room would have given of `frames`.

    Of frames that come faster than 8 a second only the first of each eighth of a second is kept, at its
    own time. The pictures are half as wide and high.
    """
    last_slot = -1
    for frame in frames:
        slot = int(frame.time_s * FRAMES_PER_S + 1e-6)
        if slot > last_slot:
            last_slot = slot
            yield Frame(degraded_image(frame.image_bgr), frame.time_s)


def degraded_image(image_bgr: ImageArray) -> ImageArray:
    """Return a picture of half the size, dark, blurred and with the marks of strong compression.

    Parameters
    ----------
    image_bgr
        ``(height, width, 3)``.

    Returns
    -------
    ImageArray
        ``(height // 2, width // 2, 3)``, blue first as well.
    """
    # One order of the channels is as good as the other to all but the JPEG, which knows brightness.
    picture = Image.fromarray(np.ascontiguousarray(image_bgr[..., ::-1]))
    size = (max(1, int(picture.width * SIZE_RATIO)), max(1, int(picture.height * SIZE_RATIO)))
    picture = picture.resize(size, Image.Resampling.BOX)
    picture = picture.filter(ImageFilter.GaussianBlur(BLUR_RADIUS_PX))
    picture = ImageEnhance.Brightness(picture).enhance(BRIGHTNESS_RATIO)
    packed = io.BytesIO()
    picture.save(packed, "JPEG", quality=JPEG_QUALITY)
    return np.ascontiguousarray(np.asarray(Image.open(packed).convert("RGB"), np.uint8)[..., ::-1])
