"""The tests of what is possible, on pages: what each is, how to begin one, and how it went."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fixtures.app_pages import App

from posecheck.assessment.catalogue import ASSESSMENTS
from posecheck.history.course_records import AssessmentRecord
from posecheck.history.store import History


@pytest.fixture
def data(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data" / "history.sqlite3"


def taken(data: Path, *means: float) -> None:
    """Keep straight leg raises of the left leg, two weeks apart, the last of them today."""
    now = datetime.now().astimezone()
    with History(data) as history:
        for number, mean in enumerate(reversed(means)):
            history.course.add_assessment(
                AssessmentRecord(
                    "straight-leg-raise", "left", "leg-raise", "deg", (mean - 1, mean, mean + 1), mean + 1,
                    mean, 2.0, 4.0, (), now - timedelta(days=14 * number),
                )
            )  # fmt: skip


def test_every_test_is_shown_with_its_figure_and_a_way_to_begin_it(data: Path) -> None:
    text = App().get("/assessments").text
    for test in ASSESSMENTS.values():
        assert f"/figure/{test.exercise.id}.svg" in text
        assert f'"kind": "assessment", "name": "{test.id}"' in text.replace("&#34;", '"')
    assert "Modified Schober test" in text
    assert not data.exists()


def test_the_figure_of_a_test_is_drawn(data: Path) -> None:
    reply = App().get("/figure/assessment-hip-extension.svg?side=right")
    assert reply.status == 200
    assert "<svg" in reply.text


def test_how_it_went_is_told_with_a_chart_and_whether_it_is_a_change(data: Path) -> None:
    data.parent.mkdir()
    taken(data, 40.0, 70.0)
    text = App().get("/assessments").text
    assert "Straight leg raise, left" in text
    assert "30 degrees further, more than the error of measuring" in text
    assert 'class="chart wide-chart"' in text


def prescribed(data: Path, text: str) -> None:
    data.parent.mkdir(exist_ok=True)
    with History(data) as history:
        history.course.add_prescription(text)


PRESCRIPTION = """posecheck = 1
title = "For your back"
[from]
name = "Anna Berg"
date = {day}
[when]
from = {day}
[[exercise]]
id = "bridge"
[[assess]]
test = "straight-leg-raise"
"""


def test_what_a_prescription_asks_for_today_says_which_side_is_missing(data: Path) -> None:
    prescribed(data, PRESCRIPTION.format(day=datetime.now().astimezone().date()))
    assert "asked for today<" in App().get("/assessments").text
    taken(data, 60.0)
    assert "asked for today: the right side<" in App().get("/assessments").text


def test_a_prescription_that_cannot_be_read_any_more_hides_no_test(data: Path) -> None:
    prescribed(data, "posecheck = 1\n[[exercise]]\nid = 'gone'\n")
    reply = App().get("/assessments")
    assert reply.status == 200
    assert "Straight leg raise" in reply.text
