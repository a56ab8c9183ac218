"""Progress: what the history amounts to, each session again, and what is deleted is gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fixtures import histories
from fixtures.app_pages import App

from posecheck.app.progress.overview import LISTED, overview_page
from posecheck.history.stills import Still, StillNote, stills_dir, write_still
from posecheck.history.store import History
from posecheck.report.wording import Words

JPEG = b"\xff\xd8\xff\xd9"


@pytest.fixture
def data(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def kept(data: Path, monkeypatch) -> Path:
    """Write six weeks of sessions, the last of them two days ago."""
    monkeypatch.setattr(histories, "FIRST", datetime.now(UTC) - timedelta(days=40))
    data.parent.mkdir()
    histories.make_history(data)
    return data


def still(history: Path, session: int) -> None:
    with History(history) as kept:
        exercise = kept.exercises(session)[0].id
    note = StillNote(exercise, "left", 20.0, 70.0, "deg", form=0.9, held=True)
    write_still(history, session, "best", Still(note, JPEG))


def test_before_the_first_session_the_page_leads_to_it_and_makes_no_history(data: Path) -> None:
    text = App().get("/progress").text
    assert "To your first session" in text
    assert not data.exists()


def test_the_weeks_hold_the_minutes_of_each_day(kept: Path) -> None:
    now = datetime.now().astimezone()
    with History(kept) as history:
        page = overview_page(history, Words(), now, every=False)
    assert page is not None
    days = [day for week in page.weeks for day in week.days if day is not None]
    assert [day.minutes for day in days if day.minutes] == ["14"] * histories.SESSIONS
    assert sum(day.today for day in days) == 1
    assert len(page.weeks) == 12
    assert page.figures[-1].number == str(histories.SESSIONS)


def test_better_is_only_what_is_more_than_the_error(kept: Path) -> None:
    with History(kept) as history:
        page = overview_page(history, Words(), datetime.now().astimezone(), every=False)
    assert page is not None
    assert page.better == (
        "Supine hamstring stretch, left: 14° further than at first.",
        "Pain before a session: 4 of 10 at first, 1 lately.",
    )
    stretch = page.ranges[0]
    assert stretch.lines == (("left", "63°", "77°", True), ("right", "59°", "63°", False))
    assert "off by 1.7° as a rule" in stretch.error


def test_the_newest_sessions_are_listed_and_the_others_on_request(kept: Path) -> None:
    with History(kept) as history:
        for _ in range(LISTED):
            history.end_session(history.begin_session("live"))
        now = datetime.now().astimezone()
        some = overview_page(history, Words(), now, every=False)
        every = overview_page(history, Words(), now, every=True)
    assert some is not None
    assert every is not None
    assert (len(some.sessions), some.more) == (LISTED, histories.SESSIONS)
    assert (len(every.sessions), every.more) == (LISTED + histories.SESSIONS, 0)


def test_a_session_is_told_as_in_its_report_with_its_pictures(kept: Path) -> None:
    still(kept, 12)
    text = App().get("/progress/12").text
    assert "Most useful cue: “Push your heel to the ceiling.”" in text
    assert 'src="data:image/jpeg;base64,' in text
    assert "before 1 and after 0" in text
    assert "1 picture of you" in text
    assert "data:image/jpeg" not in App().get("/progress/11").text


def test_a_session_that_is_not_there_is_told_in_a_sentence(kept: Path) -> None:
    reply = App().get("/progress/99")
    assert reply.status == 400
    assert "This session is not there any more." in reply.text


def test_a_report_runs_nothing_and_has_pictures_only_where_they_are_wanted(kept: Path) -> None:
    still(kept, 12)
    with_them = App().get("/progress/12/report.html")
    assert "script" not in with_them.headers["content-security-policy"]
    assert "data:image/jpeg" in with_them.text
    assert "data:image/jpeg" not in App().get("/progress/report.html?pictures=no").text


def test_everything_can_be_taken_along(kept: Path) -> None:
    app = App()
    assert len(app.get("/progress/history.json").json["sessions"]) == histories.SESSIONS
    assert app.get("/progress/holds.csv").text.startswith("session,started_at,")


def test_a_deleted_session_is_gone_with_its_pictures_and_the_others_stay(kept: Path) -> None:
    still(kept, 12)
    still(kept, 11)
    reply = App().post("/progress/12/delete", {})
    assert reply.json["go"] == "/progress"
    with History(kept) as history:
        assert [each.id for each in history.sessions()] == list(range(11, 0, -1))
    assert [each.name for each in stills_dir(kept).iterdir()] == ["11"]


def test_a_session_that_runs_is_not_deleted(kept: Path, monkeypatch) -> None:
    monkeypatch.setattr(History, "is_running", lambda _self, number: number == 12)
    reply = App().post("/progress/12/delete", {})
    assert reply.status == 400
    assert "end it there first" in reply.json["error"]
    with History(kept) as history:
        assert len(history.sessions()) == histories.SESSIONS


def test_pictures_are_deleted_without_their_session(kept: Path) -> None:
    still(kept, 12)
    App().post("/progress/12/delete-pictures", {})
    assert "1 picture of you" not in App().get("/progress/12").text
    with History(kept) as history:
        assert history.session(12).id == 12
