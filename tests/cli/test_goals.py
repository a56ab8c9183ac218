"""``posecheck goals``, and what sessions ask of it: in time, never in the way, never twice."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.cli.goal_questions import ask_when_due, ask_when_due_alone, offer_naming
from posecheck.history.database import HistoryError
from posecheck.history.store import History
from posecheck.routines.dialogue import Dialogue
from posecheck.routines.goals import add_goal, goals_due
from posecheck.support.language import ENGLISH, find_language

TEXT = "lifting my grandchild"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def history(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[History]:
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(path.parent))
    with History(path) as opened:
        yield opened


def follow(history: History, *texts: str, days: int = 20) -> list[int]:
    """Follow things since some days ago, each told then."""
    then = datetime.now().astimezone() - timedelta(days=days)
    return [add_goal(history, text, then, 3) for text in texts]


def levels(history: History) -> list[list[int]]:
    return [[each.level for each in goal.levels] for goal in history.course.goals()]


# ---- the command


def test_without_any_it_says_how_to_begin(posecheck) -> None:
    done = posecheck("goals")
    assert (done.returncode, done.stdout) == (
        0,
        'Nothing is followed; begin with: posecheck goals add "lifting my grandchild"\n',
    )


def test_something_is_named_answered_changed_and_ended(posecheck) -> None:
    assert posecheck("goals", "add", TEXT, "--level", 3).returncode == 0
    assert posecheck("goals", "add", "sitting").returncode == 0
    assert "Sitting: not told yet." in posecheck("goals").stdout
    assert "It is time to say how it goes: posecheck goals answer" in posecheck("goals").stdout
    told = posecheck("goals", "answer", 6, 5)
    assert told.stdout.splitlines()[:2] == ["  1  Lifting my grandchild: 6 today.", "  2  Sitting: 5 today."]
    assert "Asked again from" in told.stdout
    assert posecheck("goals", "change", 2, "sitting in the car").returncode == 0
    assert posecheck("goals", "end", 1).stderr == f"Followed no longer: {TEXT}\n"
    shown = posecheck("goals").stdout.splitlines()
    assert shown[:2] == ["  2  Sitting in the car: 5 today.", "  1  Ended: Lifting my grandchild: 6 today."]


def test_something_is_deleted_for_good_also_when_it_ended(posecheck) -> None:
    posecheck("goals", "add", TEXT, "--level", 3)
    posecheck("goals", "end", 1)
    assert posecheck("goals", "delete", 1, typed="n\n").stdout.endswith("Nothing was deleted.\n")
    assert posecheck("goals", "delete", 1, "--yes").stdout == f"Deleted: {TEXT}.\n"
    assert json.loads(posecheck("goals", "--json").stdout)["goals"] == []


@each_of(
    "arguments, why",
    [
        (("add", ""), "Say in a few words what is hard for you."),
        (("add", TEXT.upper()), "That is there already."),
        (("answer", 3, 4), "Give 1 numbers"),
        (("end", 7), "There is no number 7"),
        (("delete", 7, "--yes"), "There is no number 7"),
        (("change", 7, "x"), "There is no number 7"),
        (("change", 1, " "), "Say in a few words"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(posecheck, arguments: tuple, why: str) -> None:
    if not posecheck("goals", "--json").stdout.count(TEXT):
        posecheck("goals", "add", TEXT, "--level", 3)
    done = posecheck("goals", *arguments)
    assert done.returncode == 2
    assert why in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_level_is_one_of_the_scale(posecheck) -> None:
    posecheck("goals", "add", TEXT)
    for arguments in (("answer", 11), ("add", "sitting", "--level", 11)):
        assert posecheck("goals", *arguments).returncode == 2
    assert "not told yet" in posecheck("goals").stdout


def test_who_follows_nothing_has_nothing_to_answer_and_nobody_is_asked_in_a_pipe(posecheck) -> None:
    assert "Nothing is followed" in posecheck("goals", "answer").stderr
    asked = posecheck("goals", "add")
    assert asked.returncode == 2
    assert "nobody to answer" in asked.stderr


def test_as_json_it_has_every_level_the_change_and_the_day(posecheck, history: History) -> None:
    (number,) = follow(history, TEXT)
    posecheck("goals", "answer", 7)
    content = json.loads(posecheck("goals", "--json").stdout)
    (goal,) = content["goals"]
    assert (goal["id"], goal["text"], goal["ended_at"]) == (number, TEXT, None)
    assert [each["level"] for each in goal["levels"]] == [3, 7]
    assert (goal["change"], goal["verdict"], content["mean"]) == (4, "better", None)
    assert content["next"] == (datetime.now().astimezone().date() + timedelta(days=14)).isoformat()


def test_it_is_shown_in_german(posecheck, history: History) -> None:
    follow(history, "Schuhe binden")
    shown = posecheck("goals", "--language", "de").stdout
    assert "Schuhe binden: 3 am " in shown
    assert " on " not in shown


# ---- what sessions ask


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the questions that were asked; a number is answered with 6, yes, and by naming two things."""
    asked: list[str] = []
    names = iter(["x" * 70, "sitting", "lifting", ""])

    def answer(dialogue: Dialogue, *_: object) -> object:
        while dialogue.question is not None:
            asked.append(dialogue.question.id)
            dialogue.answer((next(names) or None) if dialogue.question.id == "name" else 6)
        return dialogue.outcome

    def yes(question: str, *_: object) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr("posecheck.cli.asking.ask", answer)
    monkeypatch.setattr("posecheck.cli.asking.ask_yes", yes)
    monkeypatch.setattr("posecheck.cli.asking.can_ask", lambda: True)
    return asked


def test_a_session_asks_when_it_is_time_keeps_it_and_asks_no_more_that_day(
    history: History, answering: list[str]
) -> None:
    first, second = follow(history, TEXT, "sitting")
    for _ in range(2):
        ask_when_due(history, ENGLISH)
    assert answering == [f"goal-{first}", f"goal-{second}"]
    assert levels(history) == [[3, 6], [3, 6]]


def test_a_session_asks_nothing_before_it_is_time(history: History, answering: list[str]) -> None:
    follow(history, TEXT, days=13)
    ask_when_due(history, ENGLISH)
    assert answering == []


def test_nobody_is_asked_where_nobody_can_answer(
    history: History, answering: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("posecheck.cli.asking.can_ask", lambda: False)
    follow(history, TEXT)
    ask_when_due(history, ENGLISH)
    offer_naming(history, ENGLISH, ask=True)
    assert answering == []
    assert len(goals_due(history, datetime.now().astimezone())) == 1


@each_of("keep, asked", [(True, 1), (False, 0)])
def test_what_is_private_is_not_asked_before_one_exercise_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, keep: bool, asked: int
) -> None:
    told: list[str] = []
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path / f"{keep}"))
    monkeypatch.setattr("posecheck.cli.goal_questions.ask_levels", lambda *_: told.append("asked"))
    monkeypatch.setattr("posecheck.cli.asking.can_ask", lambda: True)
    with History() as history:
        follow(history, TEXT)
    ask_when_due_alone(ENGLISH, keep=keep)
    assert len(told) == asked


def test_looking_makes_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path / "none"))
    ask_when_due_alone(ENGLISH, keep=True)
    assert not (tmp_path / "none").exists()


def test_a_history_that_cannot_be_written_stands_in_nobodys_way(
    history: History,
    answering: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def full(*_: object, **__: object) -> None:
        raise HistoryError("The disk is full.")

    follow(history, TEXT)
    monkeypatch.setattr("posecheck.routines.goals.keep", full)
    ask_when_due(history, ENGLISH)
    assert len(answering) == 1
    assert "The disk is full." in capsys.readouterr().err


def test_after_a_session_naming_is_offered_once_where_one_can_type(
    history: History,
    answering: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    offer_naming(history, ENGLISH, ask=False)
    monkeypatch.setattr("posecheck.cli.asking.asks_aloud", lambda: True)
    offer_naming(history, ENGLISH, ask=True)
    assert answering == []
    monkeypatch.setattr("posecheck.cli.asking.asks_aloud", lambda: False)
    offer_naming(history, ENGLISH, ask=True)
    assert [each.text for each in history.course.goals()] == ["sitting", "lifting"]
    assert levels(history) == [[6], [6]]
    assert "Say it in fewer words" in capsys.readouterr().err
    count = len(answering)
    offer_naming(history, ENGLISH, ask=True)
    assert len(answering) == count


def test_who_does_not_want_to_is_not_asked_again_soon(
    history: History, answering: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("posecheck.cli.asking.ask_yes", lambda *_: answering.append("offered"))
    for _ in range(2):
        offer_naming(history, find_language("de"), ask=True)
    assert answering == ["offered"]
    assert history.course.goals() == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminal")
def test_a_routine_asks_it_after_pain_and_puts_it_off_with_one_key(
    history: History, places: dict[str, str], tmp_path: Path
) -> None:
    from cli.test_routine_pain import Terminal

    history.add_answers("screening", {"yes": [], "consent": True})
    follow(history, TEXT, "sitting")
    terminal = Terminal(["routine", "five-minutes", "--no-window", "--no-voice"], places, tmp_path)
    try:
        terminal.read_until("How much pain do you have now")
        terminal.type("2")
        terminal.read_until("0: not at all. 10: as before the trouble.")
        terminal.read_until("How well does this go today: lifting my grandchild")
        terminal.type("")
        terminal.read_until("walked for five minutes")
    finally:
        terminal.close()
    assert levels(history) == [[3], [3]]
    now = datetime.now().astimezone()
    assert goals_due(history, now) == ()
    assert len(goals_due(history, now.astimezone(UTC) + timedelta(days=1))) == 2
