"""Keeps the start-up chatter of MediaPipe's native libraries off the terminal.

They write to file descriptor 2 directly and heed none of the usual environment variables
(``GLOG_minloglevel``, ``TF_CPP_MIN_LOG_LEVEL``; tried with 0.10.33), so the descriptor itself is turned
away for the moment. Everything that is not their chatter, such as text of another thread, is written
on afterwards.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_STDERR = 2
_CHATTER = re.compile(
    rb"^(?:[IWE]\d{4} \d|INFO: |WARNING: All log messages before absl|=== Source Location Trace).*(?:\n|$)",
    re.MULTILINE,
)


@contextmanager
def without_native_log() -> Iterator[None]:
    """Hold back what is written to file descriptor 2, then pass on all but the libraries' log lines."""
    if sys.stderr is not None:
        sys.stderr.flush()
    try:
        original = os.dup(_STDERR)
    except OSError:  # there is no descriptor 2, as in a windowed program: nothing to silence
        yield
        return
    with tempfile.TemporaryFile() as held:
        os.dup2(held.fileno(), _STDERR)
        try:
            yield
        finally:
            if sys.stderr is not None:
                sys.stderr.flush()
            os.dup2(original, _STDERR)
            os.close(original)
            held.seek(0)
            rest = _CHATTER.sub(b"", held.read())
            if rest:
                os.write(_STDERR, rest)
