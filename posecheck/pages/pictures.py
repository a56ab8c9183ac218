"""Pictures inside a page: their bytes as an address, so that the page needs no other file."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture on a page: its data address, and what is to be seen for those who cannot see it."""

    source: str
    alt: str


def data_address(content: bytes, kind: str) -> str:
    """Return the bytes of a picture, a ``"png"`` or a ``"jpeg"``, as an address that holds them."""
    return f"data:image/{kind};base64,{b64encode(content).decode('ascii')}"
