"""What is hard for the person, on pages: named, told, put off, changed, ended; beside training."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fixtures import histories
from fixtures.app_pages import App
from fixtures.cases import each_of

from posecheck.history.store import History
from posecheck.routines.goals import add_goal

TEXT = "lifting my grandchild"
ASKED, OFFERED = "It is asked every two weeks.", "Name up to three things, and see"


@pytest.fixture
def data(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def trained(data: Path, monkeypatch) -> Path:
    """Write six weeks of sessions, the last of them two days ago."""
    monkeypatch.setattr(histories, "FIRST", datetime.now(UTC) - timedelta(days=40))
    data.parent.mkdir()
    histories.make_history(data)
    return data


def follow(data: Path, *levels: int) -> None:
    """Follow something that was told every two weeks, two weeks ago the last time."""
    with History(data) as history:
        first = datetime.now().astimezone() - timedelta(days=14 * len(levels))
        number = add_goal(history, TEXT, first)
        for place, level in enumerate(levels):
            history.course.add_goal_levels({number: level}, told=first + timedelta(days=14 * place))


def told(*answers: int | None) -> dict:
    reply = App().post("/questions/goals", {"answers": list(answers), "then": "/goals"})
    assert reply.status == 200, reply.text
    return reply.json


def test_before_anything_was_named_the_page_asks_for_it_and_makes_no_history(data: Path) -> None:
    text = App().get("/goals").text
    assert "Name the first one" in text
    assert 'data-form="/goals/add"' in text
    assert not data.exists()


def test_something_is_named_and_stands_there_with_a_way_to_tell_it(data: Path) -> None:
    assert App().post("/goals/add", {"text": " lifting  <my> grandchild "}).json["go"] == "/goals"
    text = App().get("/goals").text
    assert "Lifting &lt;my&gt; grandchild: not told yet." in text
    assert "/questions/goals?then=/goals" in text


def test_a_fourth_and_what_cannot_be_a_name_are_refused_in_a_sentence(data: Path) -> None:
    app = App()
    for text in ("one", "two", "three"):
        app.post("/goals/add", {"text": text})
    assert 'data-form="/goals/add"' not in app.get("/goals").text
    reply = app.post("/goals/add", {"text": "four"})
    assert (reply.status, reply.json["error"]) == (
        400,
        "Three things are followed already; end one of them first.",
    )
    assert app.post("/goals/1/change", {"text": "TWO"}).json["error"] == "That is there already."
    assert app.post("/goals/1/change", {"text": ""}).status == 400
    assert app.post("/goals/9/end", {}).json["error"] == "This is not followed any more."


def test_it_is_called_otherwise_and_ended_and_stays_in_the_history(data: Path) -> None:
    follow(data, 3)
    assert App().post("/goals/1/change", {"text": "lifting my grandson"}).status == 200
    assert App().post("/goals/1/end", {}).status == 200
    text = App().get("/goals").text
    assert "Lifting my grandson: 3 on" in text
    assert 'data-form="/goals/1/change"' not in text
    with History(data) as history:
        assert history.course.goals() == []


def test_what_ended_can_be_deleted_for_good(data: Path) -> None:
    follow(data, 3)
    App().post("/goals/1/end", {})
    assert "/goals/1/delete" in App().get("/goals").text
    assert App().post("/goals/1/delete", {}).json["said"] == "Deleted."
    with History(data) as history:
        assert history.course.goals(ended=True) == []


def test_it_is_told_on_a_scale_with_words_at_both_ends(data: Path) -> None:
    follow(data, 3)
    question = told()["question"]
    assert question["text"] == f"How well does this go today: {TEXT}?"
    assert question["ends"] == ["0: not at all", "10: as before the trouble"]
    assert [each["value"] for each in question["answers"]] == [*range(11), None]
    assert question["answers"][-1]["text"] == "Ask me tomorrow"


@each_of(
    "level, look, last",
    [
        (8, "good", "8 today: better."),
        (7, "good", "7 today: about the same."),
        (2, "ok", "If it goes on getting worse, ask a doctor or physiotherapist."),
    ],
)
def test_what_comes_of_it_is_told_and_worse_is_no_good_news(
    tmp_path: Path, monkeypatch, level: int, look: str, last: str
) -> None:
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path / str(level)))
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path / "config"))
    path = tmp_path / str(level) / "history.sqlite3"
    follow(path, 5)
    outcome = told(level)["outcome"]
    assert outcome["look"] == look
    assert outcome["sentences"][-1].endswith(last)
    with History(path) as history:
        assert [each.level for each in history.course.goals()[0].levels] == [5, level]


def test_who_leaves_it_out_is_asked_tomorrow(data: Path) -> None:
    follow(data, 3)
    assert told(None)["outcome"]["sentences"] == ["I ask again tomorrow."]
    with History(data) as history:
        assert len(history.course.goals()[0].levels) == 1
    assert ASKED not in App().get("/today").text


def test_without_anything_to_ask_for_the_questions_say_so(data: Path) -> None:
    assert told()["outcome"]["title"] == "Nothing is followed yet."
    assert not data.exists()


def test_the_first_page_asks_when_it_is_time_and_puts_off_till_tomorrow(data: Path) -> None:
    follow(data, 3)
    assert ASKED in App().get("/today").text
    assert App().post("/goals/tomorrow", {}).json["go"] == "/today"
    assert ASKED not in App().get("/today").text


def test_the_first_page_offers_naming_after_a_session_and_takes_a_no(data: Path, trained: Path) -> None:
    assert OFFERED in App().get("/today").text
    assert App().post("/goals/not-now", {}).json["go"] == "/today"
    assert OFFERED not in App().get("/today").text


def test_who_has_not_trained_yet_is_offered_nothing(data: Path) -> None:
    with History(data):
        pass
    assert OFFERED not in App().get("/today").text


def test_the_course_stands_beside_training_on_the_page_of_the_progress(trained: Path) -> None:
    assert "Name them" in App().get("/progress").text
    follow(trained, 3, 6)
    for page in ("/progress", "/goals"):
        text = App().get(page).text
        assert "Lifting my grandchild: 3 on" in text
        assert "Minutes of exercise, week by week:" in text
        assert "Pain before a session, mean of the week:" in text
    assert "Lifting my grandchild: 3 of 10 at first, 6 now." in App().get("/progress").text
