"""``posecheck reminders``: a calendar file, and in words what stands in it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from icalendar import Calendar


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "training.ics"


def test_the_chosen_days_stand_in_the_file_and_are_said(posecheck, out: Path) -> None:
    done = posecheck(
        "reminders", "--days", "mon,wed,fri", "--at", "7:30", "--from", "2026-12-01", "--until", "2026-12-31",
        "--minutes", "12", "--out", out,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (event,) = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert event["rrule"].to_ical() == b"FREQ=WEEKLY;UNTIL=20261231T235959;BYDAY=MO,WE,FR"
    assert event["dtstart"].to_ical() == b"20261202T073000"
    assert "at 07:30, from 2 December 2026 until 31 December 2026." in done.stderr


def test_writing_it_again_gives_the_same_event(posecheck, out: Path, tmp_path: Path) -> None:
    other = tmp_path / "again.ics"
    for path in (out, other):
        assert posecheck("reminders", "--days", "daily", "-o", path).returncode == 0
    one, two = (Calendar.from_ical(path.read_bytes()).walk("VEVENT")[0]["uid"] for path in (out, other))
    assert one == two


def test_the_file_is_for_its_owner_alone(posecheck, out: Path) -> None:
    assert posecheck("reminders", "--days", "daily", "-o", out).returncode == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_without_days_nothing_is_written(posecheck, out: Path) -> None:
    done = posecheck("reminders", "-o", out)
    assert done.returncode == 2
    assert "Say on which days to remind you" in done.stderr
    assert not out.exists()
