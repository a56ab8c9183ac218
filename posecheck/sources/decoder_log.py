"""Keeps OpenCV and its FFmpeg from writing to the terminal in their own words.

What is wrong with a file or a camera is said once, by us: as an error or as the source's `problem`. Whoever
wants to see the libraries' own messages sets ``OPENCV_LOG_LEVEL`` and ``OPENCV_FFMPEG_LOGLEVEL``.
"""

from __future__ import annotations

import os

import cv2

_AV_LOG_QUIET = "-8"


def silence_decoders() -> None:
    """Turn the libraries' messages off unless the environment asks for them."""
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", _AV_LOG_QUIET)
    if "OPENCV_LOG_LEVEL" not in os.environ:
        cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
