"""The report as a page: everything within itself, told without colour, and in German as a whole."""

from __future__ import annotations

import html
import re
from base64 import b64encode
from dataclasses import replace
from datetime import date

import pytest
from fixtures.courses import CAR, MADE, SOCKS, make_course

import posecheck.report.clinician.charts
from posecheck.exchange.clinician import Wish, clinician_report
from posecheck.history.store import History
from posecheck.report.clinician.document import ClinicianReport, ReportPicture
from posecheck.report.clinician.page import DENSITIES, clinician_page
from posecheck.report.wording import Words
from posecheck.support.language import find_language

GERMAN = Words(find_language("de"))
#: Words that no German sentence has.
ENGLISH = re.compile(
    r"\b(the|of|and|with|it|is|you|your|to|held|side|left|right|both|no|not|once|times|week|day|before|"
    r"after|good|from|error|knee|done|first|last|best|less|more|set|sets|days|pain|range|change)\b"
)
#: What stands in the history in the words of the patient and the prescriber.
OWN_WORDS = (SOCKS, CAR, "Back and hamstrings")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> ClinicianReport:
    path = tmp_path_factory.mktemp("course") / "history.sqlite3"
    make_course(path)
    with History(path) as history:
        return clinician_report(history, Wish(health=True), MADE, "full")


def visible(page: str) -> str:
    aloud = " ".join(re.findall(r'(?:aria-label|alt)="([^"]*)"', page))
    plain = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", html.unescape(f"{plain} {aloud}"))
    for each in OWN_WORDS:
        text = text.replace(each, "")
    return text


def test_it_loads_nothing_and_runs_nothing(report: ClinicianReport) -> None:
    page = clinician_page(report, Words())
    assert re.findall(r"https?://", page) == []
    assert re.findall(r"<(?:script|link|iframe|object)|@import|url\(", page) == []


def test_what_people_wrote_is_escaped(report: ClinicianReport) -> None:
    page = clinician_page(replace(report, name="<b>me</b>"), Words())
    assert "<b>me</b>" not in page
    assert "&lt;b&gt;me&lt;/b&gt;" in page


def test_nothing_english_is_left_on_the_german_page(report: ClinicianReport) -> None:
    page = clinician_page(report, GERMAN)
    assert '<html lang="de"' in page
    assert ENGLISH.findall(visible(page)) == []


def test_the_english_page_is_full_of_english_words(report: ClinicianReport) -> None:
    assert len(ENGLISH.findall(visible(clinician_page(report, Words())))) > 100


def test_the_charts_differ_by_more_than_their_colour_and_say_themselves(report: ClinicianReport) -> None:
    weeks = posecheck.report.clinician.charts.weeks_chart(report, Words())
    assert "2 Mar: 2 of 3" in weeks
    pain = posecheck.report.clinician.charts.pain_chart(report.pain, Words())
    assert "<circle" in pain
    assert "stroke-dasharray" in pain
    assert "9 Apr before 1" in pain


def test_there_is_no_picture_unless_the_report_has_one(report: ClinicianReport) -> None:
    assert "<img" not in clinician_page(report, Words())
    picture = ReportPicture(date(2026, 4, 9), "bridge", "Glute bridge", "none", b64encode(b"x").decode())
    page = clinician_page(replace(report, pictures=(picture,)), Words())
    assert 'alt="Glute bridge, 9 April 2026" src="data:image/jpeg;base64,eA=="' in page


def test_smaller_print_is_a_class_of_the_page(report: ClinicianReport) -> None:
    assert [f'class="text clinician{" " * bool(each)}{each}"' in clinician_page(report, Words(), each)
            for each in DENSITIES] == [True] * len(DENSITIES)  # fmt: skip
