"""The sheet as a page that holds everything within itself and is one page on paper."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING

from posecheck.pages.pictures import PagePicture, data_address
from posecheck.pages.rendering import render
from posecheck.report.clinician.sheet import report_sheet

if TYPE_CHECKING:
    from posecheck.report.clinician.document import ClinicianReport
    from posecheck.report.wording import Words

#: How small the print on paper is: as a rule, and where it would need a second page.
DENSITIES = ("", "dense-1", "dense-2", "dense-3")


def clinician_page(report: ClinicianReport, words: Words, density: str = DENSITIES[0]) -> str:
    """Return the report as HTML; `density` is one of :data:`DENSITIES` and only for paper."""
    sheet = report_sheet(report, words)
    return render(
        "report/clinician/page.html.j2",
        words=words,
        sheet=sheet,
        look=f"text clinician {density}".strip(),
        pictures=[
            PagePicture(data_address(b64decode(each.jpeg), "jpeg"), each.words) for each in sheet.pictures
        ],
    )
