"""The server behind the app's pages and behind the phone's: it tells nothing of itself, and takes no signals.

Signals are left to whoever runs it, so that what stands around it is closed in order.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import uvicorn

if TYPE_CHECKING:
    from collections.abc import Generator

    from starlette.types import ASGIApp


#: A message on a socket is a picture of a camera at most.
_MOST_MESSAGE_BYTES = 4_000_000


def quiet_server(app: ASGIApp, **options: Any) -> QuietServer:
    """Return a server of `app`; `options` are uvicorn's."""
    config = uvicorn.Config(
        app,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        lifespan="off",
        ws="websockets-sansio",
        ws_max_size=_MOST_MESSAGE_BYTES,
        ws_per_message_deflate=False,
        **options,
    )
    return QuietServer(config)


class QuietServer(uvicorn.Server):
    """Takes no signals, and raises none again when it has ended."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Take none."""
        yield
