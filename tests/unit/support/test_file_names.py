"""Names that are no text, and names that are too long."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from posecheck.engine.result import SourceInfo
from posecheck.support.destination import check_destinations, write_text
from posecheck.support.errors import InputError
from posecheck.support.file_names import is_file_beside, readable_name

posix = pytest.mark.skipif(sys.platform == "win32", reason="names are text on Windows")


@posix
def test_bytes_that_are_no_text_are_written_as_numbers() -> None:
    name = os.fsdecode(b"a\xff\xc3\xbc.mp4")
    assert readable_name(Path(name)) == "a\\xff\N{LATIN SMALL LETTER U WITH DIAERESIS}.mp4"
    assert json.dumps(SourceInfo(name, 1, 1, 1.0).path, ensure_ascii=False).encode()


def test_text_stays_as_it_is() -> None:
    assert readable_name("übung ☺.mp4") == "übung ☺.mp4"


@posix
def test_a_name_that_is_too_long_is_no_file(tmp_path: Path) -> None:
    assert not is_file_beside(tmp_path / ("x" * 256))
    with pytest.raises(InputError, match="cannot be written"):
        check_destinations([tmp_path / ("x" * 256)])


@posix
def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    check_destinations([path])
    write_text(path, "all")
    assert path.read_text(encoding="utf-8") == "all"
