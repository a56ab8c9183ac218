"""The sheet as a PDF without a browser: the same words and tables, no charts, one page.

The letters are DejaVu Sans (Latin, Greek, Cyrillic and more), which matplotlib brings.
"""

from __future__ import annotations

import io
from base64 import b64decode
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from posecheck.report.clinician.sheet import report_sheet
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from fpdf import FPDF

    from posecheck.report.clinician.document import ClinicianReport
    from posecheck.report.clinician.sheet import Sheet, SheetSection
    from posecheck.report.wording import Words

_FONT = "DejaVu"
_MARGIN_MM = 10.0
#: Sizes of the letters that are tried, the largest first, until it is one page.
_SIZES_PT = (8.0, 7.4, 6.8, 6.2, 5.6)
_LINE = 1.28
_MM_A_PT = 25.4 / 72.0
_QUIET, _INK, _RULE = (86, 97, 109), (27, 37, 48), (213, 218, 224)
_PICTURE_MM = 40.0
#: Between two columns; the cells keep a part of it free.
_BETWEEN_MM = 3.0


def plain_pdf(report: ClinicianReport, words: Words) -> bytes:
    """Return the report as a PDF of one page; of two where even the smallest letters are too large.

    Raises
    ------
    InputError
        There are no letters to write with.
    """
    sheet = report_sheet(report, words)
    made = b""
    for size_pt in _SIZES_PT:
        writer = _Writer(sheet, size_pt, words.code)
        made = writer.made
        if writer.pages == 1:
            break
    return made


def _fonts() -> Path:
    found = find_spec("matplotlib")
    places = (found.submodule_search_locations if found else None) or [""]
    folder = Path(places[0], "mpl-data", "fonts", "ttf")
    if not (folder / "DejaVuSans.ttf").is_file():
        raise InputError("There are no letters for a PDF here; install Chromium, or save the report as HTML.")
    return folder


class _Writer:
    """Writes a sheet in letters of one size."""

    def __init__(self, sheet: Sheet, size_pt: float, language: str) -> None:
        from fpdf import FPDF  # noqa: PLC0415 - only who writes a PDF needs it

        folder = _fonts()
        self._size_pt = size_pt
        self._line_mm = size_pt * _MM_A_PT * _LINE
        pdf = FPDF(format="A4")
        pdf.set_margin(_MARGIN_MM)
        pdf.set_auto_page_break(auto=True, margin=_MARGIN_MM)
        pdf.set_lang(language)
        pdf.set_title(sheet.title)
        pdf.set_creator("posecheck")
        pdf.add_font(_FONT, "", folder / "DejaVuSans.ttf")
        pdf.add_font(_FONT, "B", folder / "DejaVuSans-Bold.ttf")
        pdf.add_page()
        self._pdf: FPDF = pdf
        self._write(sheet)
        self.pages: int = pdf.pages_count
        self.made = bytes(pdf.output())

    def _write(self, sheet: Sheet) -> None:
        self._text(sheet.title, 1.6, bold=True)
        self._text("   ".join(f"{name}: {value}" for name, value in sheet.facts))
        self._heading(sheet.glance_heading)
        self._list(sheet.glance)
        for section in sheet.sections:
            self._section(section)
        if sheet.pictures:
            self._heading(sheet.pictures_heading)
            self._pictures(sheet)
        self._heading(sheet.exactness_heading)
        for line in sheet.exactness:
            self._text(line)
        self._text(sheet.foot, 0.82, quiet=True)

    def _section(self, section: SheetSection) -> None:
        self._heading(section.heading)
        for line in section.lines:
            self._text(line)
        if section.table is not None:
            self._table(section.table.columns, section.table.rows)
        self._list(section.items)
        for note in section.notes:
            self._text(note, 0.9, quiet=True)

    def _text(self, text: str, scale: float = 1.0, *, bold: bool = False, quiet: bool = False) -> None:
        pdf = self._pdf
        pdf.set_font(_FONT, "B" if bold else "", self._size_pt * scale)
        pdf.set_text_color(*(_QUIET if quiet else _INK))
        pdf.multi_cell(0, self._line_mm * scale, text, align="L", new_x="LMARGIN", new_y="NEXT")

    def _heading(self, text: str) -> None:
        pdf = self._pdf
        pdf.ln(self._line_mm * 0.45)
        self._text(text, 1.15, bold=True)
        pdf.set_draw_color(*_RULE)
        pdf.line(_MARGIN_MM, pdf.get_y(), pdf.w - _MARGIN_MM, pdf.get_y())
        pdf.ln(self._line_mm * 0.2)

    def _list(self, items: tuple[str, ...]) -> None:
        for each in items:
            self._text(f"•  {each}")

    def _table(self, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
        pdf = self._pdf
        pdf.set_font(_FONT, "", self._size_pt)
        pdf.set_text_color(*_INK)
        pdf.set_draw_color(*_RULE)
        widths = self._widths(columns, rows)
        with pdf.table(
            col_widths=widths,
            line_height=self._line_mm,
            borders_layout="HORIZONTAL_LINES",
            text_align="LEFT",
            padding=(0.2, 1.0, 0.2, 0.0),
        ) as table:
            for each in (columns, *rows):
                row = table.row()
                for cell in each:
                    row.cell(cell)

    def _widths(self, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> tuple[float, ...]:
        """Return how wide the columns are to each other: by their words, the first at most half of it."""
        pdf = self._pdf
        needed = [
            max((pdf.get_string_width(row[at]) for row in rows), default=0.0) for at in range(len(columns))
        ]
        pdf.set_font(_FONT, "B", self._size_pt)
        for at, name in enumerate(columns):
            longest = max(pdf.get_string_width(word) for word in name.split())
            needed[at] = max(needed[at], longest) + _BETWEEN_MM
        pdf.set_font(_FONT, "", self._size_pt)
        return tuple(min(each, 0.5 * sum(needed)) for each in needed)

    def _pictures(self, sheet: Sheet) -> None:
        pdf = self._pdf
        top = pdf.get_y()
        heights = [0.0]
        for number, each in enumerate(sheet.pictures):
            placed = pdf.image(
                io.BytesIO(b64decode(each.jpeg)),
                x=_MARGIN_MM + number * (_PICTURE_MM + 4.0),
                y=top,
                w=_PICTURE_MM,
                alt_text=each.words,
            )
            heights.append(placed.rendered_height)
        pdf.set_y(top + max(heights) + 1.0)
        self._text("   ".join(each.words for each in sheet.pictures), 0.9, quiet=True)
