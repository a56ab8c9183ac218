"""Fills templates: one environment, in which whatever comes from outside is escaped.

A template lies beside the code that fills it and is named by its path, as ``report/page.html.j2``.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape


@cache
def environment() -> Environment:
    """Return the environment of every template.

    All but Markdown is escaped, and a name that nobody filled is an error, not a gap in the page.
    """
    return Environment(
        loader=PackageLoader("posecheck", ""),
        autoescape=select_autoescape(disabled_extensions=("md.j2",), default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def render(template: str, **values: object) -> str:
    """Return a template filled with `values`."""
    return environment().get_template(template).render(values)
