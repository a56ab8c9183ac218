"""A TOML file that is changed keeps what people wrote into it."""

from __future__ import annotations

import tomllib

import pytest
from fixtures.cases import each_of

from posecheck.support.toml_edit import edited_toml

FILE = """\
# the physio's own
title = "x"  # why

[supine-hamstring.knee-bent] # after surgery
good = 12 # measured
# ok stays

[bridge]
primary = { ok = 160 } # on one line

[supine-hamstring.dose]
sets = 3
"""


def test_comments_order_and_layout_stay() -> None:
    edited = edited_toml(
        FILE, {("supine-hamstring", "knee-bent", "good"): 14, ("bridge", "primary", "ok"): 158}
    )
    assert edited == FILE.replace("good = 12 ", "good = 14 ").replace("ok = 160", "ok = 158")


@each_of(
    "key",
    [
        ("supine-hamstring", "knee-bent", "ok"),
        ("supine-hamstring", "hips-lifted", "ok"),
        ("bridge", "primary", "cap"),
        ("bridge", "dose", "count"),
        ("plank", "dose", "sets"),
        ("base",),
    ],
)
def test_something_new_is_added_and_everything_else_is_kept(key: tuple[str, ...]) -> None:
    edited = edited_toml(FILE, {key: 7})
    content = tomllib.loads(edited)
    for name in key:
        content = content[name]
    assert content == 7
    kept = [line for line in FILE.splitlines() if line and "{" not in line]
    assert [line for line in edited.splitlines() if line in kept] == kept
    assert "# on one line" in edited


def test_a_key_is_taken_away_and_what_is_written_around_it_stays() -> None:
    edited = edited_toml(FILE, {("title",): None, ("bridge", "dose"): None})
    assert edited == FILE.replace('title = "x"  # why\n', "")


def test_an_empty_file_can_be_filled() -> None:
    assert tomllib.loads(edited_toml("", {("a", "b"): 1.5, ("c",): "text"})) == {"a": {"b": 1.5}, "c": "text"}


def test_what_cannot_be_kept_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\w"):
        edited_toml("a = 1\n", {("a", "b"): 2})
