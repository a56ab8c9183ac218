"""The door for small text files: marks, line ends, sizes, nesting, numbers, and what is no file at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.lab.labels import read_label
from posecheck.profiles import load_profile
from posecheck.routines.routine_files import read_routine
from posecheck.session.feeds import read_clips
from posecheck.support.errors import InputError
from posecheck.support.settings import read_config
from posecheck.support.text_files import (
    MOST_BYTES,
    MOST_LEVELS,
    read_json,
    read_text,
    read_toml,
    toml_content,
)

SAMPLE = Path(__file__).parents[3] / "samples" / "supine_slr_bent_knee.toml"
MARK = b"\xef\xbb\xbf"
ROUTINE = 'title = "Evening"\n[[step]]\nexercise = "bridge"\nreps = 5\n'
#: Each kind of file that a person writes: its text and what reads it.
KINDS = {
    "config": ('language = "de"\n', read_config),
    "profile": ('title = "mine"\n', load_profile),
    "label": (SAMPLE.read_text(encoding="utf-8"), read_label),
    "routine": (ROUTINE, read_routine),
    "list of clips": ('bridge = "a.mp4"\n', read_clips),
}
every_kind = each_of("kind", KINDS)


@every_kind
@each_of("ends", ["\n", "\r\n"])
def test_a_byte_order_mark_and_any_line_end_change_nothing(tmp_path: Path, kind: str, ends: str) -> None:
    text, read = KINDS[kind]
    path = tmp_path / "a.toml"
    path.write_bytes(text.encode())
    plain = read(path)
    path.write_bytes(MARK + text.replace("\n", ends).encode())
    assert read(path) == plain


@every_kind
@each_of(
    "text",
    [
        "x = " + "[" * 5000,
        "x = " + "[" * 100 + "]" * 100,
        "x = " + "{a=" * 1500 + "1" + "}" * 1500,
        "a." * 100_000 + "b = 1",
        "[" + "a." * 100_000 + "b]\nc = 1",
        "x = " + "9" * 10_000,
        "x = 0x" + "f" * 4000,
        "x = 9223372036854775808",
        'x = "' + "y" * MOST_BYTES + '"',
        "x = 1979-99-99",
        "\x00",
    ],
)
def test_what_nobody_writes_is_one_sentence(tmp_path: Path, kind: str, text: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        KINDS[kind][1](path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@every_kind
def test_what_is_no_file_is_not_opened(tmp_path: Path, kind: str) -> None:
    pipe = tmp_path / "a.toml"
    places = [Path(os.devnull), tmp_path / ("n" * 300 + ".toml"), tmp_path / "circle.toml"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)  # whoever opens it waits for a writer that never comes
        places[-1].symlink_to(places[-1])
        places.append(pipe)
    for place in places:
        with pytest.raises((InputError, OSError)) as caught:
            KINDS[kind][1](place)
        assert isinstance(caught.value, InputError), place


def test_as_many_levels_as_are_allowed_are_read() -> None:
    text = "x = " + "[" * (MOST_LEVELS - 1) + "]" * (MOST_LEVELS - 1)
    assert toml_content(text, "It")
    with pytest.raises(InputError, match="nested more than"):
        toml_content(text.replace("[]", "[[]]"), "It")


def test_dots_in_a_comment_are_no_nesting() -> None:
    assert toml_content(f"# {'.' * 200} and 1.2.3.4\nx = 1", "It") == {"x": 1}


@each_of(
    "text", ["[" * 100_000, '{"a": NaN}', '{"a": -Infinity}', '{"a": ' + "9" * 5000 + "}", "{", "1" * 20]
)
def test_what_is_no_plain_json_is_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    with pytest.raises(InputError, match=r"The file is not valid JSON|nested more than"):
        read_json(path, "The file")


def test_utf_16_is_told_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes('x = "é"'.encode("utf-16"))
    with pytest.raises(InputError, match=r"^The file is no text in UTF-8 \(byte 1\); save it as UTF-8"):
        read_toml(path, "The file")


def test_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_text(tmp_path / "a\0b", "The file")
