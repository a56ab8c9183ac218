"""Rows for a spreadsheet: text in them stays text, whatever it looks like."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

from posecheck.support.printable import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed import SupportsWrite

#: What begins a formula, in a cell or behind what another country's spreadsheet takes for its end.
_FORMULA = re.compile(r"(^|[;\t])(?=[=+\-@＝＋－＠])")  # noqa: RUF001 - the wide forms count as well


class SpreadsheetRows:
    """Writes rows as CSV.

    A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@``, and the name of a routine or a
    profile may come from somebody else. Such a text gets an apostrophe in front, which says that it is one;
    numbers stay as they are.

    Parameters
    ----------
    file
        Where they go, opened with ``newline=""``.
    """

    def __init__(self, file: SupportsWrite[str]) -> None:
        self._rows = csv.writer(file, lineterminator="\n")

    def write(self, cells: Iterable[Any]) -> None:
        """Write one row."""
        self._rows.writerow([_text(cell) if isinstance(cell, str) else cell for cell in cells])


def _text(cell: str) -> str:
    return cell if _is_number(cell) else _FORMULA.sub(r"\1'", on_one_line(cell))


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
