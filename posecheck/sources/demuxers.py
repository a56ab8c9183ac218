"""Which kinds of files are read: those that hold their pictures themselves.

FFmpeg looks at what is in a file, not at its name. A list of other files (ffconcat, HLS, DASH, SDP, IMF)
under the name of a video would make it read those, wherever they are. So it gets a list of what it may take
a file for.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Pictures one after the other, with nothing that says when: their speed is an assumption of the decoder's.
UNTIMED = frozenset(
    {"h264", "hevc", "vvc", "evc", "obu", "vc1", "dirac", "cavsvideo", "avs2", "avs3", "h261", "h263", "m4v",
     "mjpeg", "mjpeg_2000"}
)  # fmt: skip
#: Demuxers that open no other file, as FFmpeg calls them.
SELF_CONTAINED = UNTIMED | frozenset(
    {"mov", "matroska", "avi", "mpegts", "mpeg", "mpegvideo", "flv", "asf", "ogg", "mxf", "nut", "ivf", "av1",
     "yuv4mpegpipe", "gif", "apng", "webp_anim", "dv", "rm", "gxf", "wtv", "nsv", "mpjpeg", "smjpeg",
     "ingenient"}
)  # fmt: skip
WHITELIST = ",".join(sorted(SELF_CONTAINED))

_OPTIONS = "OPENCV_FFMPEG_CAPTURE_OPTIONS"
_lock = threading.Lock()


@contextmanager
def only_self_contained() -> Iterator[None]:
    """While this lasts, OpenCV's FFmpeg opens nothing else; it reads its options from the environment."""
    with _lock:
        before = os.environ.get(_OPTIONS)
        os.environ[_OPTIONS] = f"format_whitelist;{WHITELIST}|protocol_whitelist;file"
        try:
            yield
        finally:
            if before is None:
                del os.environ[_OPTIONS]
            else:
                os.environ[_OPTIONS] = before
