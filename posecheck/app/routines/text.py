"""The file of a routine as text: written anew, or changed so that comments and layout stay.

A file of the user's own may have comments. Each ``[[step]]`` is taken with the lines below it and the
comments right above it, and goes where its exercise goes.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from posecheck.app.routines.draft import ordered, step_values
from posecheck.support.toml_edit import edited_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from posecheck.app.routines.draft import Draft
    from posecheck.exercise import Exercise

_STEP = re.compile(r"\s*\[\[\s*step\s*\]\]\s*(#.*)?")
_COMMENT = re.compile(r"\s*#")


@dataclass(frozen=True, slots=True)
class _Block:
    """One step of a file: the comments and the heading above it, and its keys."""

    above: str
    keys: str


def version(text: str) -> str:
    """Return what tells whether a file is still the same."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def new_text(draft: Draft, exercises: Mapping[str, Exercise]) -> str:
    """Return the text of a new file."""
    document = tomlkit.document()
    document["title"] = draft.title.strip()
    if draft.description.strip():
        document["description"] = draft.description.strip()
    return _joined(
        tomlkit.dumps(document),
        [_step_text("[[step]]\n", "", step_values(step, exercises)) for step in ordered(draft)],
    )


def edited_text(text: str, draft: Draft, exercises: Mapping[str, Exercise]) -> str:
    """Return the text of a file with what a draft changes of it.

    What is laid out in a way that cannot be kept is written anew below the comments that it had.
    """
    try:
        edited = _edited(text, draft, exercises)
    except (ValueError, KeyError, TOMLKitError):
        comments = [line for line in text.splitlines() if _COMMENT.match(line)]
        return "\n".join([*comments, new_text(draft, exercises)])
    return edited


def _edited(text: str, draft: Draft, exercises: Mapping[str, Exercise]) -> str:
    head, blocks = _taken_apart(text)
    known = tomllib.loads(text)["step"]
    if len(known) != len(blocks):
        raise ValueError("steps are written in another way")
    changes: dict[tuple[str, ...], Any] = {("title",): draft.title.strip()}
    if draft.description.strip() or "description" in tomllib.loads(head):
        changes["description",] = draft.description.strip()
    written, expected = [], []
    for step in ordered(draft):
        before = known[step.was] if step.was is not None and step.was < len(known) else {}
        block = blocks[step.was] if before and step.was is not None else _Block("[[step]]\n", "")
        values = step_values(step, exercises, frozenset(before))
        expected.append(values)
        written.append(_step_text(block.above, block.keys, values))
    edited = _joined(edited_toml(head, changes), written)
    if tomllib.loads(edited) != {**{key[0]: value for key, value in changes.items()}, "step": expected}:
        raise ValueError("the file is laid out in a way that cannot be kept")
    return edited


def _taken_apart(text: str) -> tuple[str, list[_Block]]:
    """Return what stands before the steps, and the steps."""
    lines = text.splitlines(keepends=True)
    starts = []
    for number, line in enumerate(lines):
        if _STEP.fullmatch(line.rstrip("\r\n")):
            first = number
            while first and _COMMENT.match(lines[first - 1]):
                first -= 1
            starts.append((first, number))
    ends = [first for first, _ in starts[1:]] + [len(lines)]
    blocks = [
        _Block("".join(lines[first : heading + 1]), "".join(lines[heading + 1 : end]))
        for (first, heading), end in zip(starts, ends, strict=True)
    ]
    return "".join(lines[: starts[0][0]]) if starts else text, blocks


def _step_text(above: str, keys: str, values: Mapping[str, object]) -> str:
    """Return a step with its keys as they are to be; what says the same already stays as it is written."""
    document = tomlkit.parse(f"{keys.rstrip()}\n" if keys.strip() else "")
    for key in [each for each in document if each not in values]:
        del document[key]
    for key, value in values.items():
        if key not in document or document[key] != value:
            document[key] = value
    return f"{above.rstrip()}\n{tomlkit.dumps(document)}"


def _joined(head: str, steps: list[str]) -> str:
    """Return the whole text, an empty line before every step."""
    return "\n".join([f"{head.rstrip()}\n", *(f"{step.strip()}\n" for step in steps)])
