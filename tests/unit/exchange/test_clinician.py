"""Which report is made out of a history, and in which forms."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fixtures.cases import each_of
from fixtures.courses import MADE, PRESCRIPTION, make_course

from posecheck.exchange.clinician import (
    HTML,
    JSON,
    Wish,
    clinician_report,
    fhir_bytes,
    known_network,
    report_bytes,
    usual_period,
)
from posecheck.history.store import History
from posecheck.report.clinician.document import ClinicianReport
from posecheck.report.wording import Words
from posecheck.support.errors import InputError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "history.sqlite3"
    make_course(path)
    return path


def made(path: Path, **wish) -> ClinicianReport:
    with History(path) as history:
        return clinician_report(history, Wish(**wish), MADE)


def test_it_begins_with_the_prescription_and_has_its_facts(path: Path) -> None:
    report = made(path)
    assert report.period.reason == "prescription"
    assert report.prescription is not None
    assert (report.prescription.prescriber, report.prescription.days) == ("A. Physio", ("mon", "wed", "fri"))
    with History(path) as history:
        assert usual_period(history, MADE.date()) == report.period


def test_a_prescription_that_ended_before_the_period_is_not_in_it(path: Path) -> None:
    with History(path) as history:
        history.course.end_prescription(ended=datetime(2026, 3, 20, tzinfo=UTC))
    assert made(path, since=date(2026, 3, 23)).prescription is None
    assert made(path, since=date(2026, 3, 16)).prescription is not None


def test_of_two_prescriptions_it_is_the_newest_of_the_period(path: Path) -> None:
    with History(path) as history:
        newer = PRESCRIPTION.replace("Back and hamstrings", "Back only")
        history.course.add_prescription(newer, imported=datetime(2026, 4, 1, tzinfo=UTC))
    report = made(path)
    assert report.prescription is not None
    assert (report.prescription.title, report.period.first) == ("Back only", date(2026, 4, 1))
    earlier = made(path, since=date(2026, 3, 2), until=date(2026, 3, 20)).prescription
    assert earlier is not None
    assert earlier.title == "Back and hamstrings"


def test_health_is_told_with_who_agreed_and_only_on_wish(path: Path) -> None:
    assert made(path).screening is None
    told = made(path, health=True).screening
    assert told is not None
    assert [each.id for each in told.yes] == ["six-weeks", "hip-problem"]
    assert "a physiotherapist agreed" in told.agreement


@each_of(
    "wish, said",
    [
        ({"since": date(2026, 4, 1), "until": date(2026, 3, 1)}, "would end before it begins"),
        ({"until": date(2026, 4, 12)}, "still to come"),
        ({"since": date(2026, 1, 1), "until": date(2026, 1, 5)}, "Nothing was done in this period"),
    ],
)
def test_days_that_cannot_be_reported_are_refused(path: Path, wish: dict, said: str) -> None:
    with pytest.raises(InputError, match=said):
        made(path, **wish)


@each_of("name", ["n" * 81, "two\nlines", "\x1b[31mred", "turned \u202e round", "no letter \udcff"])
def test_a_name_is_one_line_that_can_be_printed(path: Path, name: str) -> None:
    with pytest.raises(InputError, match="must be one line of at most 80 letters"):
        made(path, name=name)


def test_assessments_alone_are_worth_a_report(tmp_path: Path, path: Path) -> None:
    with History(path) as history:
        history.delete([each.id for each in history.sessions()])
    report = made(path)
    assert (report.sessions, len(report.assessments)) == (0, 4)
    assert MADE - timedelta(days=3) > report.assessments[0].taken_at


def test_each_form_is_what_its_name_says(path: Path) -> None:
    report, words = made(path), Words()
    assert report_bytes(report, HTML, words).startswith(b"<!doctype html>")
    assert json.loads(report_bytes(report, JSON.upper(), words))["schema"] == 1
    assert json.loads(fhir_bytes(report, words))["resourceType"] == "Bundle"
    with pytest.raises(InputError, match=r"\.html, \.pdf or \.json"):
        report_bytes(report, ".docx", words)


def test_the_network_is_the_usual_one_or_the_file_that_is_set(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path))
    assert known_network() == "full"
    (tmp_path / "config.toml").write_text('model = "/somewhere/own.task"\n')
    assert known_network() == "own.task"
