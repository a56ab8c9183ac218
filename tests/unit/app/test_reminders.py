"""The page of the reminders: filled in as prescribed, and a file to be saved."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fixtures.app_pages import App
from icalendar import Calendar

from posecheck.history.store import History
from posecheck.support.paths import history_path


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path / "data"))
    return App()


def chosen_days(page: str) -> list[str]:
    lines = [line for line in page.splitlines() if 'name="day"' in line and " checked" in line]
    return [line.partition('value="')[2].partition('"')[0] for line in lines]


def test_without_a_prescription_three_days_are_offered_and_no_history_is_made(app: App) -> None:
    reply = app.get("/reminders")
    assert reply.status == 200
    assert chosen_days(reply.text) == ["mon", "wed", "fri"]
    assert 'value="18:00"' in reply.text
    assert not history_path().exists()


def test_a_prescription_fills_in_its_days_and_its_time(app: App) -> None:
    until = datetime.now().astimezone().date() + timedelta(days=30)
    with History() as history:
        history.course.add_prescription(
            'posecheck = 1\ntitle = "Back"\n[from]\nname = "A. Physio"\ndate = 2026-01-01\n'
            f'[when]\nfrom = 2026-01-01\nuntil = {until}\ndays = ["tue", "sat"]\nat = 07:30:00\n'
            '[[exercise]]\nid = "bridge"\n'
        )
    page = app.get("/reminders").text
    assert chosen_days(page) == ["tue", "sat"]
    assert 'value="07:30"' in page
    assert f'value="{until}"' in page
    assert "as A. Physio has prescribed them" in page


def test_the_file_holds_what_was_chosen(app: App) -> None:
    reply = app.get(
        "/reminders/posecheck.ics?day=mon&day=thu&at=06:45&from=2026-12-01&until=2026-12-10&minutes=9"
    )
    assert reply.status == 200
    assert reply.headers["content-type"].startswith("text/calendar")
    assert 'filename="posecheck.ics"' in reply.headers["content-disposition"]
    (event,) = Calendar.from_ical(reply.body).walk("VEVENT")
    assert event["dtstart"].to_ical() == b"20261203T064500"
    assert event["rrule"].to_ical() == b"FREQ=WEEKLY;UNTIL=20261210T235959;BYDAY=MO,TH"
    assert event.duration == timedelta(minutes=9)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("at=18:00", "Choose at least one day of the week."),
        ("day=mon&at=later", "no time of the day"),
        ("day=mon&at=18:00&from=soon", "no date"),
        ("day=mon&at=18:00&minutes=0", "between a minute and a day"),
        ("day=mon&at=18:00&from=2026-12-01&until=2026-11-01", "None of these days lies between"),
    ],
)
def test_what_is_no_plan_is_said_in_a_sentence(app: App, asked: str, said: str) -> None:
    reply = app.get(f"/reminders/posecheck.ics?{asked}")
    assert reply.status == 400
    assert said in reply.text
