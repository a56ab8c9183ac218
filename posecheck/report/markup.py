"""Pieces of HTML: elements and tables. Words go in as they are and are escaped here; markup is marked."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Markup(str):
    """HTML that must not be escaped again."""

    __slots__ = ()


def element(name: str, *inside: str, **attributes: str) -> Markup:
    """Return an element; of an attribute's name a last underscore is dropped, another becomes a hyphen."""
    return Markup(f"<{name}{_attributes(attributes)}>{''.join(map(_safe, inside))}</{name}>")


def empty(name: str, **attributes: str) -> Markup:
    """Return an element that never holds anything, such as a picture from a file."""
    return Markup(f"<{name}{_attributes(attributes)}>")


def table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Markup:
    """Return a table whose first column names the rows; it can be scrolled sideways on a phone."""
    head = element("tr", *(element("th", each, scope="col") for each in columns))
    body = [
        element("tr", element("th", row[0], scope="row"), *(element("td", each) for each in row[1:]))
        for row in rows
    ]
    inner = element("table", element("caption", caption), element("thead", head), element("tbody", *body))
    return element("div", inner, class_="wide", tabindex="0", role="group", aria_label=caption)


def listed(items: Sequence[str]) -> Markup:
    """Return a list."""
    return element("ul", *(element("li", each) for each in items))


def figure(picture: str, caption: str) -> Markup:
    """Return a picture with words below it."""
    return element("figure", Markup(picture), element("figcaption", caption))


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(v)}"' for key, v in attributes.items())


def _safe(part: str) -> str:
    return part if isinstance(part, Markup) else escape(part)
