"""The report as a PDF of one page: by a browser where there is one, else by a small library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.pages.printing import count_pages, find_browser, printed
from posecheck.report.clinician.page import DENSITIES, clinician_page
from posecheck.report.clinician.plain_pdf import plain_pdf

if TYPE_CHECKING:
    from posecheck.report.clinician.document import ClinicianReport
    from posecheck.report.wording import Words


def clinician_pdf(report: ClinicianReport, words: Words) -> bytes:
    """Return the report as a PDF; where it is too much for one page, with smaller letters.

    Raises
    ------
    InputError
        The browser failed, or there is none and no letters to write with.
    """
    browser = find_browser()
    if browser is None:
        return plain_pdf(report, words)
    made = b""
    for density in DENSITIES:
        made = printed(clinician_page(report, words, density), browser)
        if count_pages(made) == 1:
            break
    return made
