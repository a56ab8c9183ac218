"""A server that leaves signals to whoever runs it, so that what stands around it is closed in order."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:
    from collections.abc import Generator


class QuietServer(uvicorn.Server):
    """Takes no signals, and raises none again when it has ended."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Take none."""
        yield
