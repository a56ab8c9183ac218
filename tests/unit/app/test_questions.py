"""Questions on a page: every answer leads on, and what is kept is what the command keeps."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fixtures.app_pages import App
from fixtures.histories import PLAN

from posecheck.history.store import History
from posecheck.routines.screening_questions import ABOUT_MOVEMENT, EMERGENCIES, INVERSION_GATE, TO_BE_AGREED

NO_EMERGENCY = [False] * len(EMERGENCIES)
NOTHING_ELSE = [False] * len(ABOUT_MOVEMENT)
HEALTHY = [*NO_EMERGENCY, True, *[False] * len(TO_BE_AGREED), *NOTHING_ELSE]


@pytest.fixture
def data(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data" / "history.sqlite3"


def told(name: str, answers: list, **more: str) -> dict:
    reply = App().post(f"/questions/{name}", {"answers": answers, **more})
    assert reply.status == 200, reply.text
    return reply.json


def test_the_first_question_is_asked_before_anything_is_answered(data: Path) -> None:
    question = told("screening", [])["question"]
    assert question["id"] == EMERGENCIES[0].id
    assert question["number"] == "Question 1"
    assert [each["value"] for each in question["answers"]] == [True, False]


def test_the_consent_is_there_in_full(data: Path) -> None:
    question = told("screening", NO_EMERGENCY)["question"]
    assert question["id"] == "consent"
    assert "It is not a medical device and does not diagnose" in " ".join(question["lead"])


def test_answers_are_kept_when_the_last_one_is_given_and_not_before(data: Path) -> None:
    told("screening", HEALTHY[:-1])
    assert not data.exists()
    outcome = told("screening", HEALTHY, then="/routines")["outcome"]
    assert outcome["look"] == "good"
    assert outcome["links"][0]["to"] == "/routines"
    with History(data) as history:
        kept = history.last_answers("screening")
    assert kept is not None
    assert kept.answers == {"yes": [], "consent": True}


def test_what_is_left_out_is_told_with_its_reason(data: Path) -> None:
    answers = [*HEALTHY[: -len(ABOUT_MOVEMENT)], *(each.id == "worse-bending" for each in ABOUT_MOVEMENT)]
    outcome = told("screening", answers)["outcome"]
    assert {"title": "Child's pose", "why": "Reason: your back gets worse with bending."} in outcome[
        "leftOut"
    ]


def test_without_consent_nothing_is_kept(data: Path) -> None:
    outcome = told("screening", [*NO_EMERGENCY, False])["outcome"]
    assert outcome["sentences"] == ["Without your consent posecheck runs no routine."]
    assert not data.exists()


def test_an_emergency_ends_in_its_advice_and_leads_to_no_exercise(data: Path) -> None:
    outcome = told("screening", [True, True], then="/routines")["outcome"]
    assert outcome["look"] == "bad"
    assert "call the emergency number" in outcome["sentences"][0]
    assert "/routines" not in [each["to"] for each in outcome["links"]]


def test_who_needs_an_agreement_is_told_to_say_so_later(data: Path) -> None:
    answers = [*NO_EMERGENCY, True, True, *[False] * (len(TO_BE_AGREED) - 1), False]
    outcome = told("screening", answers)["outcome"]
    assert outcome["look"] == "bad"
    assert outcome["sentences"][1] == "When they have agreed, answer the questions again and say so."


def test_answers_that_fit_no_question_are_refused_in_a_sentence(data: Path) -> None:
    reply = App().post("/questions/screening", {"answers": ["perhaps"]})
    assert reply.status == 400
    assert reply.json == {"error": "These answers do not fit the questions; begin again."}


def test_questions_that_do_not_exist_are_refused(data: Path) -> None:
    assert App().get("/questions/nothing").status == 400


def test_one_yes_is_enough_against_the_inversion_table(data: Path) -> None:
    outcome = told("inversion", [True])["outcome"]
    assert outcome["look"] == "bad"
    with History(data) as history:
        kept = history.last_answers("inversion")
    assert kept is not None
    assert kept.answers == {"yes": [INVERSION_GATE[0].id], "consent": False}


def test_the_consent_to_the_inversion_table_is_kept(data: Path) -> None:
    assert told("inversion", [*[False] * len(INVERSION_GATE), True])["outcome"]["look"] == "good"
    with History(data) as history:
        kept = history.last_answers("inversion")
    assert kept is not None
    assert kept.answers == {"yes": [], "consent": True}


@pytest.fixture
def yesterday(data: Path) -> int:
    with History(data) as history:
        then = datetime.now().astimezone() - timedelta(days=1)
        session = history.begin_session("routine", routine="hamstrings", plan=PLAN, started=then)
        history.end_session(session, ended=then + timedelta(minutes=10))
    return session


def test_the_pain_of_the_day_after_is_asked_once_on_a_scale(data: Path, yesterday: int) -> None:
    question = told("pain-next-day", [])["question"]
    assert [each["value"] for each in question["answers"]] == [*range(11), None]
    told("pain-next-day", [3])
    with History(data) as history:
        assert [(each.moment, each.level) for each in history.pain(yesterday)] == [("next-day", 3)]
    assert "nothing to ask" in told("pain-next-day", [])["outcome"]["sentences"][0]


def test_pain_may_be_left_out(data: Path, yesterday: int) -> None:
    assert told("pain-next-day", [None])["outcome"]["look"] == "good"
    with History(data) as history:
        assert history.pain(yesterday) == []


def test_a_page_goes_on_to_pages_of_the_app_alone(data: Path) -> None:
    assert 'data-then="/routines"' in App().get("/questions/screening?then=/routines").text
    assert 'data-then="/today"' in App().get("/questions/screening?then=//example.org").text
    assert 'data-then="/today"' in App().get("/questions/screening?then=https:x").text
