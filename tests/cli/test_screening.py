"""``posecheck screening``, and what runs only after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fixtures.commands import Done

from posecheck.cli.screening import agreed_since
from posecheck.history.store import History
from posecheck.routines.screening import Screening
from posecheck.routines.screening_questions import (
    ABOUT_MOVEMENT,
    EMERGENCIES,
    INVERSION_GATE,
    TO_BE_AGREED,
)
from posecheck.support.language import ENGLISH

Answer = Callable[..., Done]


@pytest.fixture
def answer(posecheck) -> Answer:
    """Return a function that runs the screening and types answers."""

    def run(typed: list[str], *arguments: str) -> Done:
        return posecheck("screening", *arguments, typed="".join(f"{each}\n" for each in typed))

    return run


def to_all(**yes: str) -> list[str]:
    """Return an answer to every question, no unless named, with consent; a yes to an emergency twice."""
    typed = []
    for each in EMERGENCIES:
        answer = yes.get(each.id.replace("-", "_"), "n")
        typed += [answer, answer] if answer == "y" else [answer]
    typed.append("y")
    typed += [yes.get(each.id.replace("-", "_"), "n") for each in TO_BE_AGREED]
    if "agreed" in yes:
        typed += yes["agreed"].split()
    return typed + [yes.get(each.id.replace("-", "_"), "n") for each in ABOUT_MOVEMENT]


def test_without_consent_nothing_is_asked_and_nothing_is_kept(answer: Answer, tmp_path: Path) -> None:
    done = answer([*("n" for _ in EMERGENCIES), "n"])
    assert done.returncode == 2
    assert "not a medical device" in done.stderr
    assert "Without your consent" in done.stderr
    with History(tmp_path / "data" / "history.sqlite3") as history:
        assert history.last_answers("screening") is None


def test_answers_say_what_is_left_out_and_why_and_change_the_plan(answer: Answer, posecheck) -> None:
    done = answer(to_all(worse_bending="y"))
    assert done.returncode == 0, done.stderr
    assert "Left out: Child's pose, because: your back gets worse with bending." in done.stdout
    assert answer([], "--show").stdout == done.stdout
    plan = posecheck("routine", "--plan").stdout
    assert " instead of Child's pose, because: your back gets worse with bending." in plan
    assert ". Child's pose" not in plan
    assert ". Glute bridge" in plan


@pytest.mark.parametrize(
    ("flag", "advice"), [("both_legs", "emergency"), ("fever", "doctor"), ("under_16", "agrees")]
)
def test_a_red_flag_ends_it_with_advice_and_no_routine_runs(
    answer: Answer, posecheck, flag: str, advice: str
) -> None:
    done = answer(to_all(**{flag: "y"}, agreed="n"))
    assert done.returncode == 2
    assert advice in done.stderr
    refused = posecheck("routine", "--no-window")
    assert refused.returncode == 2
    assert advice in refused.stderr


def test_a_routine_in_front_of_the_camera_needs_the_answers(posecheck) -> None:
    refused = posecheck("routine", "--no-window")
    assert refused.returncode == 2
    assert "posecheck screening" in refused.stderr


def test_answers_older_than_ninety_days_are_asked_again(answer: Answer, tmp_path: Path, posecheck) -> None:
    with History(tmp_path / "data" / "history.sqlite3") as history:
        old = datetime.now().astimezone() - timedelta(days=91)
        history.add_answers("screening", {"yes": [], "consent": True}, told=old)
    assert answer([], "--show").returncode == 2
    assert posecheck("routine", "--no-window").returncode == 2


def test_severe_pain_means_not_today(answer: Answer, posecheck) -> None:
    answer(to_all())
    refused = posecheck("routine", "--no-window", "--pain", 7)
    assert refused.returncode == 2
    assert "Not today" in refused.stderr


def test_live_refuses_the_inversion_table_without_its_own_consent(
    answer: Answer, posecheck, tmp_path: Path
) -> None:
    arguments = ("live", "inversion-table", "--no-window", "--camera", tmp_path / "none.mp4")
    refused = posecheck(*arguments)
    assert refused.returncode == 2
    assert "posecheck screening --inversion" in refused.stderr
    assert answer([*("n" for _ in INVERSION_GATE), "y"], "--inversion").returncode == 0
    allowed = posecheck(*arguments)
    assert "consent" not in allowed.stderr
    assert answer(["y"], "--inversion").returncode == 2
    assert "not for you" in posecheck(*arguments).stderr


def test_who_has_the_agreement_of_a_clinician_is_let_in_and_it_is_shown(answer: Answer, posecheck) -> None:
    done = answer(to_all(six_weeks="y", agreed="y 2 1"))
    assert done.returncode == 0, done.stderr
    assert "the agreement of a physiotherapist, given in the last four weeks" in done.stdout
    assert answer([], "--show").stdout == done.stdout
    assert posecheck("routine", "--plan").returncode == 0


def test_an_answer_can_be_taken_back(answer: Answer) -> None:
    slip = ["y", "b", "n", *to_all()[1:]]
    done = answer(slip)
    assert done.returncode == 0, done.stderr
    assert "Nothing is left out." in done.stdout


def test_the_sources_of_the_questions_are_listed_and_nothing_is_asked(answer: Answer) -> None:
    done = answer([], "--sources")
    assert done.returncode == 0
    assert "Source: NHS, Back pain" in done.stdout
    assert "Do you have chest pain?" in done.stdout


def test_live_refuses_what_the_answers_leave_out_and_says_why(
    answer: Answer, posecheck, tmp_path: Path
) -> None:
    anywhere = ("--no-window", "--camera", tmp_path / "none.mp4")
    assert "left out" not in posecheck("live", "childs-pose", *anywhere).stderr
    answer(to_all(worse_bending="y"))
    refused = posecheck("live", "childs-pose", *anywhere)
    assert refused.returncode == 2
    assert "your back gets worse with bending" in refused.stderr
    assert "left out" not in posecheck("live", "bridge", *anywhere).stderr
    answer(to_all(nerve_symptoms="y"))
    assert "Stop if it spreads down" in posecheck("live", "supine-hamstring", *anywhere).stderr


def test_live_stops_at_a_red_flag_too(answer: Answer, posecheck, tmp_path: Path) -> None:
    answer(to_all(chest_pain="y"))
    refused = posecheck("live", "bridge", "--no-window", "--camera", tmp_path / "none.mp4")
    assert refused.returncode == 2
    assert "emergency" in refused.stderr


def test_who_waits_for_an_agreement_is_asked_whether_it_was_given_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = Screening(frozenset({"six-weeks"}), consent=True)
    anew = Screening(frozenset(), consent=True)
    asked: list[str] = []

    def since(question: str, _: object) -> bool:
        asked.append(question)
        return len(asked) > 1

    monkeypatch.setattr("posecheck.cli.asking.can_ask", lambda: True)
    monkeypatch.setattr("posecheck.cli.asking.ask_yes", since)
    monkeypatch.setattr("posecheck.cli.asking.ask", lambda *_: anew)
    with History(tmp_path / "history.sqlite3") as history:
        assert agreed_since(history, waiting, ENGLISH) is waiting
        assert history.last_answers("screening") is None
        assert agreed_since(history, waiting, ENGLISH) is anew
        assert history.last_answers("screening") is not None
    emergency = Screening(frozenset({"chest-pain"}), consent=False)
    assert agreed_since(None, emergency, ENGLISH) is emergency
    assert agreed_since(None, anew, ENGLISH) is anew
    assert len(asked) == 2
