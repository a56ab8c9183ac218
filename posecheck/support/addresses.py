"""Addresses of cameras as they are shown and kept: without the name and the password in them."""

from __future__ import annotations

import re

#: Protocol, host, path, and what comes behind.
_ADDRESS = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]+:/+)([^/?#]*)([^?#]*)(.*)", re.DOTALL)
#: An address inside a text. A password may hold anything: all up to the last @ of the line is taken for it.
_IN_TEXT = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/+(?:[^\n]*@)?[^\s'\"<>`]*")
_HIDDEN = "…"


def shown_address(address: str) -> str:
    """Return `address` without name, password and what stands behind a question mark.

    Cameras take their password in either place. When it cannot be told where the password ends (it holds an
    unescaped slash), nothing but the protocol is left. What is no address stays as it is, ``C:/clips`` too.
    """
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return address
    protocol, authority, path, more = found.groups()
    if "@" in path or "@" in more:
        return f"{protocol}{_HIDDEN}"
    return f"{protocol}{authority.rpartition('@')[2]}{path}{f'?{_HIDDEN}' if more else ''}"


def without_passwords(text: str) -> str:
    """Return `text` with every address in it as :func:`shown_address` has it."""
    return _IN_TEXT.sub(lambda found: shown_address(found[0]), text)
