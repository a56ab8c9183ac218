"""A spreadsheet runs no text."""

from __future__ import annotations

import csv
import io
from typing import Any

from fixtures.cases import each_of

from posecheck.support.spreadsheet import SpreadsheetRows


def written(*cells: Any) -> str:
    file = io.StringIO()
    SpreadsheetRows(file).write(cells)
    return file.getvalue()


@each_of(
    "text", ["=cmd|' /C calc'!A0", "+1+cmd", "-2+3+cmd", "@A1", "\uff1d1+1", "\t=1", "x;=cmd|'!A0", "\n=1"]
)
def test_no_cell_begins_a_formula(text: str) -> None:
    for separator in (",", ";", "\t"):
        for row in csv.reader(io.StringIO(written(1, text)), delimiter=separator):
            assert not any(cell.strip()[:1] in {*"=+-@\uff1d"} for cell in row if cell.strip())


def test_text_that_is_no_formula_and_numbers_stay() -> None:
    cells = (1, -2.5, None, "-0.123", "1e-5", "supine-hamstring", "a = b", "Grüße", "10:30", "")
    assert written(*cells) == "1,-2.5,,-0.123,1e-5,supine-hamstring,a = b,Grüße,10:30,\n"


def test_control_characters_and_lines_are_written_out() -> None:
    assert written("a\x1b[2J\nb") == "a\\u001b[2J\\nb\n"
