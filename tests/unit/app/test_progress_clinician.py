"""The report for who treats the person: chosen, looked at, and saved in the app."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fixtures import courses, histories
from fixtures.app_pages import App
from fixtures.cases import each_of

from posecheck.history.stills import Still, StillNote, write_still
from posecheck.history.store import History
from posecheck.pages.printing import VARIABLE

DAYS = "since=2026-03-02&until=2026-04-11"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv(VARIABLE, "")
    (tmp_path / "data").mkdir()
    path = tmp_path / "data" / "history.sqlite3"
    courses.make_course(path)
    return path


def test_the_page_offers_the_usual_days_and_what_may_be_put_in(kept: Path) -> None:
    text = App().get("/progress/clinician").text
    assert 'name="since" type="date" value="2026-03-02"' in text
    assert "since your prescription was imported" in text
    assert 'name="health"' in text
    assert 'name="pictures"' not in text, "there are none"
    with History(kept) as history:
        session = history.sessions()[1].id
        exercise = history.exercises(session)[0]
    note = StillNote(exercise.id, "left", 20.0, 70.0, "deg", form=0.9, held=True)
    write_still(kept, session, "best", Still(note, b"\xff\xd8\xff\xd9"))
    assert 'name="pictures"' in App().get("/progress/clinician").text


def test_looked_at_it_has_only_what_was_chosen(kept: Path) -> None:
    app = App()
    plain = app.get(f"/progress/clinician/look?{DAYS}")
    assert plain.headers["content-security-policy"].startswith("default-src 'none'")
    assert "no name given" in plain.text
    assert "Questions about health" not in plain.text
    told = app.get(f"/progress/clinician/look?{DAYS}&name=P.+17&health=yes").text
    assert "P. 17" in told
    assert "Questions about health" in told


@each_of(
    "form, kind, name",
    [
        ("pdf", "application/pdf", "posecheck-2026-04-11.pdf"),
        ("html", "text/html; charset=utf-8", "posecheck-2026-04-11.html"),
        ("json", "application/json", "posecheck-2026-04-11.json"),
        ("fhir", "application/fhir+json", "posecheck-2026-04-11-fhir.json"),
    ],
)
def test_it_is_saved_as_a_file_of_its_kind(kept: Path, form: str, kind: str, name: str) -> None:
    reply = App().get(f"/progress/clinician/report.{form}?{DAYS}")
    assert reply.status == 200
    assert reply.headers["content-type"] == kind
    assert reply.headers["content-disposition"] == f'attachment; filename="{name}"'
    if "json" in kind:
        assert json.loads(reply.body)


@each_of(
    "query, said",
    [
        ("since=yesterday", "That is no day"),
        ("since=2026-04-01&until=2026-03-01", "end before it begins"),
        ("since=2026-01-01&until=2026-01-02", "Nothing was done in this period"),
    ],
)
def test_what_cannot_be_reported_is_said_in_a_sentence(kept: Path, query: str, said: str) -> None:
    for path in ("report.pdf", "look"):
        reply = App().get(f"/progress/clinician/{path}?{query}")
        assert reply.status == 400
        assert said in reply.text


def test_another_form_is_no_file(kept: Path) -> None:
    assert App().get(f"/progress/clinician/report.docx?{DAYS}").status == 400


def test_the_usual_days_are_those_of_the_prescription(kept: Path, monkeypatch) -> None:
    now = datetime.now(UTC)
    page = App().get("/progress/clinician").text
    days = dict(re.findall(r'name="(since|until)" type="date" value="([\d-]+)"', page))
    reply = App().get(f"/progress/clinician/report.json?since={days['since']}&until={days['until']}")
    assert json.loads(reply.body)["period"]["reason"] == "prescription"
    assert abs(datetime.fromisoformat(days["until"]).date() - now.date()) <= timedelta(days=1)


def test_the_page_of_the_progress_leads_to_it(kept: Path, monkeypatch) -> None:
    monkeypatch.setattr(histories, "FIRST", datetime.now(UTC) - timedelta(days=40))
    assert "/progress/clinician" in App().get("/progress").text


def test_without_a_history_nothing_can_be_reported(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path / "data"))
    reply = App().get("/progress/clinician")
    assert (reply.status, "There is no session yet." in reply.text) == (400, True)
