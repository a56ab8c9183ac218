"""Without a browser the report is a PDF all the same: the same words, one page."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from fixtures.courses import MADE, make_course
from PIL import Image

from posecheck.exchange.clinician import Wish, clinician_report
from posecheck.history.store import History
from posecheck.pages.printing import VARIABLE, count_pages
from posecheck.report.clinician import pdf
from posecheck.report.clinician import plain_pdf as writer
from posecheck.report.clinician.document import ClinicianReport, ReportPicture
from posecheck.report.clinician.pdf import clinician_pdf
from posecheck.report.clinician.plain_pdf import plain_pdf
from posecheck.report.wording import Words
from posecheck.support.errors import InputError
from posecheck.support.language import find_language


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> ClinicianReport:
    path = tmp_path_factory.mktemp("course") / "history.sqlite3"
    make_course(path)
    with History(path) as history:
        return clinician_report(history, Wish(name="P. 17 ąčž", health=True), MADE, "full")


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_normal_report_is_one_page(report: ClinicianReport, language: str) -> None:
    made = plain_pdf(report, Words(find_language(language)))
    assert made.startswith(b"%PDF-")
    assert count_pages(made) == 1


def test_much_more_than_normal_is_one_page_in_smaller_letters(report: ClinicianReport) -> None:
    wide = replace(
        report,
        exercises=tuple(
            replace(report.exercises[-1], exercise=f"e{number}", title=f"A longer title of exercise {number}")
            for number in range(10)
        ),
        ranges=report.ranges * 2,
        corrections=report.corrections * 6,
    )
    made = plain_pdf(wide, Words())
    assert count_pages(made) == 1


def test_pictures_are_in_it_where_the_report_has_some(report: ClinicianReport) -> None:
    jpeg = BytesIO()
    Image.new("RGB", (480, 270)).save(jpeg, "JPEG")
    picture = ReportPicture(
        date(2026, 4, 9), "bridge", "Glute bridge", "none", b64encode(jpeg.getvalue()).decode()
    )
    made = plain_pdf(replace(report, pictures=(picture,)), Words())
    assert re.search(rb"/Subtype\s*/Image", made)
    assert not re.search(rb"/Subtype\s*/Image", plain_pdf(report, Words()))


def test_it_is_what_is_made_where_there_is_no_browser(
    report: ClinicianReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "")
    monkeypatch.setattr(pdf, "printed", pytest.fail)
    assert clinician_pdf(report, Words()).startswith(b"%PDF-")


def test_without_letters_it_says_what_to_do(
    report: ClinicianReport, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(writer, "find_spec", lambda _name: None)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="install Chromium, or save the report as HTML"):
        plain_pdf(report, Words())
