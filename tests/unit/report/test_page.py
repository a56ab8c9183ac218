"""The page holds everything within itself and tells everything without colour."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from fixtures.cases import each_of
from fixtures.histories import make_history

from posecheck.engine.events import FaultEnded, FaultStarted
from posecheck.exercise.catalogue import all_exercises, find_exercise
from posecheck.history.records import CurveRecord, FaultRecord
from posecheck.history.store import History
from posecheck.pose import Side
from posecheck.report import drawing
from posecheck.report.accuracy import errors_of, published_errors
from posecheck.report.charts import position_chart
from posecheck.report.comparison_part import caveats
from posecheck.report.content import ReportedExercise, gather
from posecheck.report.drawing import ZONE, scale
from posecheck.report.page import report_page
from posecheck.report.wording import Words
from posecheck.support.disclaimer import DISCLAIMER

MADE = datetime(2026, 5, 1, tzinfo=UTC)


class Outline(HTMLParser):
    """Collects elements; an element left open or closed twice is an error."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    path = tmp_path_factory.mktemp("history") / "history.sqlite3"
    make_history(path)
    with History(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def page(history: History) -> str:
    return report_page(gather(history, history.sessions(limit=1), all_exercises(), MADE))


def words(page: str) -> str:
    plain = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(plain))


@each_of(
    "said",
    [
        "Session of Thursday, 9 April 2026",
        "Mean score 94 of 100, over 1 minute 48 that counted.",
        "Best: Glute bridge, 97 of 100.",
        "Most useful cue: “Push your heel to the ceiling.”",
        "Form 86 Hold 100 Control 97",
        "Child's pose 30 s nothing counted",
        "Supine hamstring stretch, right 30 s held once, 30 s in all",
        "77° 63° 14° they differ",
        "A change of +14°.",
        "No change beyond the error of measuring.",
        "91 of 100. Hatched: Knee bent.",
        "Typical 95 of 100 within",
    ],
)
def test_it_says(page: str, said: str) -> None:
    assert said in words(page)


def test_it_ends_with_the_whole_disclaimer(page: str) -> None:
    assert DISCLAIMER in words(page)


def test_it_loads_nothing(page: str) -> None:
    elements = Outline(page).elements
    assert not {"script", "link", "img", "iframe", "object", "video"} & {tag for tag, _ in elements}
    assert not [
        value
        for _, attributes in elements
        for name, value in attributes.items()
        if name in ("src", "href", "srcset") or "//" in (value or "")
    ]
    assert "@import" not in page
    assert re.findall(r"url\((?!#)", page) == []


def test_every_picture_has_words_and_every_heading_its_level(page: str) -> None:
    elements = Outline(page).elements
    pictures = [attributes for tag, attributes in elements if tag == "svg"]
    assert len(pictures) >= 7
    assert all(each["role"] == "img" and len(each["aria-label"]) > 20 for each in pictures)
    levels = [int(tag[1]) for tag, _ in elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert dict(elements)["html"]["lang"] == "en"


def test_no_name_is_given_twice(history: History) -> None:
    page = report_page(gather(history, history.sessions(), all_exercises(), MADE))
    ids = [attributes["id"] for _, attributes in Outline(page).elements if "id" in attributes]
    assert len(ids) > 20
    assert len(ids) == len(set(ids))
    assert "12 sessions, 2 March 2026 to 9 April 2026" in page


def test_equal_histories_give_equal_pages(history: History, page: str) -> None:
    assert report_page(gather(history, history.sessions(limit=1), all_exercises(), MADE)) == page


def test_what_comes_from_outside_is_escaped(tmp_path: Path) -> None:
    with History(tmp_path / "history.sqlite3") as history:
        history.begin_session("routine", routine="<script>alert(1)</script>")
        page = report_page(gather(history, history.sessions(), all_exercises(), MADE))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_an_exercise_that_is_not_installed_any_more_is_told_all_the_same(tmp_path: Path) -> None:
    with History(tmp_path / "history.sqlite3") as history:
        done = history.begin_exercise(history.begin_session("live"), "gone-exercise")
        history.add_curve(done, [(0.0, 1.0), (1.0, 2.0)])
        page = report_page(gather(history, history.sessions(), all_exercises(), MADE))
    assert "gone-exercise" in page
    assert "It was cut off" in page


def test_a_curve_is_broken_where_nothing_was_judged_and_a_fault_is_named() -> None:
    curve = CurveRecord((0.0, 0.1, 0.2, 5.0, 5.1), (60.0, 61.0, 62.0, 63.0, 64.0), (55.0, 90.0))
    picture = position_chart(
        "a", "Hold", curves=[curve], span_s=(0.0, 5.0),
        faults=[FaultRecord("knee-bent", 2, "left", 1.0, None)],
        primary=find_exercise("supine-hamstring").primary, words=Words(),
    )  # fmt: skip
    (path,) = re.findall(r'<path d="([^"]*)"', picture)
    assert path.count("M") == 2
    assert "knee is bent too much" in picture


def test_both_ends_of_a_movement_have_their_zone() -> None:
    curve = CurveRecord((0.0, 1.0, 2.0), (0.0, 50.0, -30.0), (20.0, 90.0))
    for name, zones in (("cat-cow", 2), ("supine-hamstring", 1)):
        primary = find_exercise(name).primary
        assert primary is not None
        picture = position_chart("a", "", curves=[curve], span_s=(0.0, 2.0), faults=[], primary=primary,
                                 words=Words())  # fmt: skip
        assert picture.count(f'fill="{ZONE}"') == zones


def test_an_exercise_of_both_sides_in_turn_is_not_called_that_of_one() -> None:
    def reported(*sides: str) -> str:
        record = SimpleNamespace(
            exercise="trunk-rotation",
            side="left",
            holds=(),
            reps=[SimpleNamespace(side=side) for side in sides],
        )
        return ReportedExercise(record, find_exercise("trunk-rotation"), ()).title(Words())

    assert reported("left", "right") == "Standing trunk rotation"
    assert reported("left", "left") == "Standing trunk rotation, left"


def test_sessions_of_one_day_have_one_date(tmp_path: Path) -> None:
    with History(tmp_path / "history.sqlite3") as history:
        for hour in (7, 19):
            history.begin_session("live", started=datetime(2026, 3, 2, hour, tzinfo=UTC))
        page = report_page(gather(history, history.sessions(), all_exercises(), MADE))
    assert "2 sessions, 2 March 2026<" in page


@each_of(
    "low, high, expected",
    [(0, 10, [0, 2, 4, 6, 8, 10]), (53, 91, [60, 70, 80, 90]), (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1.0])],
)
def test_a_scale_has_round_numbers(low: float, high: float, expected: list[float]) -> None:
    assert scale(low, high) == pytest.approx(expected)


def test_words_in_a_chart_are_escaped_once() -> None:
    told = drawing.text(0, 0, "<b> & 'c'", "#000")
    assert "&lt;b&gt; &amp; &#39;c&#39;</text>" in told
    shown = drawing.picture([told, "<script>"], 'a "b"')
    assert told in shown
    assert "<script>" not in shown
    assert 'aria-label="a &#34;b&#34;"' in shown


def test_the_published_errors_belong_to_exercises_and_their_leading_measures() -> None:
    errors = published_errors()
    assert len(errors) > 10
    for exercise, error in errors.items():
        primary = find_exercise(exercise).primary
        assert primary is not None
        assert (error.measure, error.unit) == (primary.measure.name, primary.measure.unit.value)
        assert 0 <= error.median <= error.within_95


def test_errors_are_taken_from_leading_measures_that_were_held() -> None:
    measured = {"median": 1.0, "p95": 2.0}
    rows = [
        {"exercise": "a", "measure": "m", "unit": "deg", "primary": True, "plateaus": measured},
        {"exercise": "a", "measure": "n", "unit": "deg", "primary": False, "plateaus": measured},
        {"exercise": "b", "measure": "m", "unit": "deg", "primary": True, "plateaus": None},
    ]
    assert list(errors_of({"summary": {"measures": rows}})) == ["a"]


def test_hatched_faults_are_named_below_the_chart_and_what_is_no_mistake_is_not_hatched(
    tmp_path: Path,
) -> None:
    make_history(tmp_path / "history.sqlite3")
    with History(tmp_path / "history.sqlite3") as history:
        (session,) = history.sessions(limit=1)
        done = history.exercises(session.id)[0].id
        for fault in ("head-lifted", "not-there-yet"):
            history.add_event(done, FaultStarted(20.0, fault, 1, Side.LEFT, 20.0))
            history.add_event(done, FaultEnded(22.0, fault, 1, Side.LEFT, 20.0, 22.0))
        page = report_page(gather(history, [session], all_exercises(), MADE))
    assert "Hatched: Knee bent, Head lifted." in words(page)
    chart = page[page.index("<svg") : page.index("</svg>")]
    assert chart.count("url(#hatch") == 2
    assert "Not there yet" not in words(page)


def test_what_a_range_is_shown_too_small_by_is_said_once(page: str, history: History) -> None:
    content = gather(history, history.sessions(limit=1), all_exercises(), MADE)
    told = caveats(content, ["side-bend", "bridge", "side-bend"])
    assert len(told) == 1
    assert "a quarter smaller" in told[0]
    assert "motion-capture" not in page
