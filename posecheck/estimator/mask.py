"""The landmarker's segmentation mask, at any width of the picture.

MediaPipe pads the rows of a mask to 16 bytes. Where the width is no multiple of four, its ``numpy_view``
copies the rows as if a value had one byte, finds that it has four, and ends the whole process (SIGABRT;
upstream issue 6331, in every release from 0.10.30 on). Its single values are right: they are read one by one
there, along rays that end where the body ends. That takes 1 to 6 ms, and leaves the picture and so the
landmarks as they are, which padding the picture to a multiple of four would not.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from posecheck.pose.silhouette import INSIDE, ArrayMask, Mask

if TYPE_CHECKING:
    import mediapipe as mp

    from posecheck.pose.silhouette import Places


def readable(image: mp.Image) -> Mask:
    """Return the mask in a form that can be read: whole when its rows are not padded."""
    return WholeMask(image) if image.is_contiguous() else PaddedMask(image)


class WholeMask(ArrayMask):
    """A mask without padding, read where it lies.

    Parameters
    ----------
    image
        One float a pixel.
    """

    def __init__(self, image: mp.Image) -> None:
        super().__init__(image.numpy_view())
        self._image = image  # the view does not keep its memory


class PaddedMask:
    """A mask with padded rows, read value by value.

    Parameters
    ----------
    image
        One float a pixel.
    """

    def __init__(self, image: mp.Image) -> None:
        self.shape = (image.height, image.width)
        # The public index operator hands a byte to the function that wants a float. So it is called here.
        self._image = image
        self._value_at = image._lib.MpImageGetValueFloat32  # noqa: SLF001 - see above

    def along(self, y: Places, x: Places) -> npt.NDArray[np.float32]:
        """Return the confidence along each ray until it leaves the body, and zero after that."""
        value_at, pointer = self._value_at, self._image._image_ptr  # noqa: SLF001 - as above
        place, value, message = (ctypes.c_int * 2)(), ctypes.c_float(), ctypes.c_char_p()
        to_value, to_message = ctypes.byref(value), ctypes.byref(message)
        found = np.zeros(y.shape, np.float32)
        for ray in np.ndindex(y.shape[:-1]):
            along, rows, columns = found[ray], y[ray].tolist(), x[ray].tolist()
            for step, (row, column) in enumerate(zip(rows, columns, strict=True)):
                place[0], place[1] = row, column
                if value_at(pointer, place, 2, to_value, to_message) != 0:
                    break
                along[step] = value.value
                if not value.value > INSIDE:
                    break
        return found
