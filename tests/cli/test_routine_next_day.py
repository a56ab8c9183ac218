"""The day after a session: asked on that day, and a worse one makes the next session easier."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.cli.routine_level import ease_after_flare, judge_level
from posecheck.cli.routine_questions import offers_to_resume, require_warning_over, warning_signs
from posecheck.history.store import History
from posecheck.routines import level
from posecheck.routines.dialogue import Dialogue
from posecheck.routines.level import choose_level, kept_step
from posecheck.routines.pain import is_next_day
from posecheck.routines.progression import first_step
from posecheck.support.errors import NotNow
from posecheck.support.language import ENGLISH

MORNING = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History(tmp_path / "history.sqlite3") as opened:
        yield opened


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the questions that were asked; each is answered with yes."""
    asked: list[str] = []

    def yes(question: str, *_: object, **__: object) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr("posecheck.cli.asking.ask_yes", yes)
    return asked


def led(dialogue: Dialogue, answers: dict[str, bool]) -> object:
    """Return what comes of a dialogue with these answers."""
    while dialogue.question is not None:
        dialogue.answer(answers[dialogue.question.id])
    return dialogue.outcome


def told(history: History, status: str, **pain: int) -> None:
    number = history.begin_session("routine", routine="five-minutes", plan=[{"exercise": "bridge"}])
    for moment, told_level in pain.items():
        history.add_pain(number, moment.replace("_", "-"), told_level)
    history.end_session(number, status)


@each_of(
    "later, asked",
    [
        (timedelta(hours=13), False),  # the evening of the same day
        (timedelta(hours=24), True),
        (timedelta(days=3), True),
        (timedelta(days=4), False),
    ],
)
def test_the_next_day_is_another_day(later: timedelta, *, asked: bool) -> None:
    assert is_next_day(MORNING, MORNING + later) == asked


def test_a_worse_next_day_leads_one_level_down_before_the_next_session(
    history: History, answers: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    choose_level(history, 3)
    told(history, "done", before=1, after=1, next_day=3)
    ease_after_flare(history, ENGLISH)
    assert "The next day was worse: one level down" in capsys.readouterr().out
    assert len(answers) == 1
    step = kept_step(history)
    assert step is not None
    assert first_step(2) <= step < first_step(3)


def test_who_has_no_level_is_offered_the_first_one(history: History, answers: list[str]) -> None:
    told(history, "done", before=1, after=1, next_day=3)
    ease_after_flare(history, ENGLISH)
    assert answers
    assert kept_step(history) == 0


def test_a_next_day_like_the_session_changes_nothing(history: History, answers: list[str]) -> None:
    choose_level(history, 3)
    told(history, "done", before=2, after=1, next_day=2)
    ease_after_flare(history, ENGLISH)
    assert answers == []
    assert kept_step(history) == first_step(3)


def test_a_session_broken_off_in_pain_leads_down_at_once(
    history: History, answers: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    choose_level(history, 2)
    told(history, "interrupted", before=1, after=1)
    judge_level(history, ENGLISH, ask=True, finished=False)
    assert capsys.readouterr().out == ""
    told(history, "stopped", before=1, after=6)
    judge_level(history, ENGLISH, ask=True, finished=False)
    assert "Pain of 6" in capsys.readouterr().out
    assert kept_step(history) == 0
    assert [each.finished for each in level.sessions_of(history)] == [False, False]


def test_nobody_begins_on_the_day_of_a_warning_sign_nor_before_it_has_passed(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = {"warning-signs": True, "warning-over": False}
    monkeypatch.setattr("posecheck.cli.asking.can_ask", lambda: True)
    monkeypatch.setattr("posecheck.cli.asking.ask", lambda dialogue, _: led(dialogue, answered))
    assert warning_signs(ENGLISH, history)
    with pytest.raises(NotNow, match="that is all for today"):
        require_warning_over(history, ENGLISH)
    yesterday = datetime.now().astimezone() - timedelta(days=1)
    history.set_setting("warning-sign", yesterday.isoformat())
    with pytest.raises(NotNow, match="Ask a doctor or physiotherapist"):
        require_warning_over(history, ENGLISH)
    answered["warning-over"] = True
    require_warning_over(history, ENGLISH)
    answered["warning-over"] = False
    require_warning_over(history, ENGLISH)  # it is over, and not asked again


def test_a_warning_sign_of_a_private_session_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("posecheck.cli.asking.can_ask", lambda: True)
    monkeypatch.setattr(
        "posecheck.cli.asking.ask", lambda dialogue, _: led(dialogue, {"warning-signs": True})
    )
    assert warning_signs(ENGLISH, None)


def test_a_warning_sign_that_was_not_answered_for_is_asked_for_before_the_next_session(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("posecheck.cli.asking.can_ask", lambda: True)
    monkeypatch.setattr("posecheck.cli.asking.ask", gone)
    with pytest.raises(KeyboardInterrupt):
        warning_signs(ENGLISH, history)
    answered = {"warning-signs": True}
    monkeypatch.setattr("posecheck.cli.asking.ask", lambda dialogue, *_: led(dialogue, answered))
    with pytest.raises(NotNow):
        require_warning_over(history, ENGLISH)


def test_one_exercise_is_refused_on_the_day_of_a_warning_sign_too(posecheck, tmp_path: Path) -> None:
    with History(tmp_path / "data" / "history.sqlite3") as kept:
        kept.set_setting("warning-sign", datetime.now().astimezone().isoformat())
    refused = posecheck("live", "bridge", "--no-window", "--no-voice")
    assert refused.returncode == 2
    assert "that is all for today" in " ".join(refused.stderr.split())


@pytest.mark.parametrize(
    ("routine", "status", "offered"),
    [
        ("five-minutes", "interrupted", True),
        ("desk-break", "interrupted", False),
        ("five-minutes", "done", False),
    ],
    ids=["the same", "another one", "done to its end"],
)
def test_a_session_that_was_interrupted_lately_is_offered_to_go_on_with(
    history: History,
    answers: list[str],
    monkeypatch: pytest.MonkeyPatch,
    routine: str,
    status: str,
    *,
    offered: bool,
) -> None:
    monkeypatch.setattr("posecheck.cli.asking.can_ask", lambda: True)
    told(history, status)
    assert offers_to_resume(history, routine, ENGLISH) is offered
    assert len(answers) == offered
