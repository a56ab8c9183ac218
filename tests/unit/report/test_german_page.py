"""The page in another language: nothing English is left on it, and numbers and dates are as written there."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fixtures.cases import each_of
from fixtures.histories import make_history
from jinja2 import nodes

import posecheck.engine.result_builder
import posecheck.pages
import posecheck.report
from posecheck.exercise.catalogue import all_exercises
from posecheck.history.store import History
from posecheck.pages.rendering import environment
from posecheck.report.content import gather
from posecheck.report.page import report_page
from posecheck.report.wording import Words
from posecheck.support.language import find_language

MADE = datetime(2026, 5, 1, 18, 5, tzinfo=UTC)
REPORT = Path(posecheck.report.__file__).parent
MODULES = sorted(REPORT.glob("*.py"))
TEMPLATES = sorted([*REPORT.glob("*.html.j2"), *Path(posecheck.pages.__file__).parent.glob("*.html.j2")])
GERMAN = find_language("de")
#: Methods of ``Words`` whose constant arguments are texts.
SAYING = ("say", "told", "count")
#: What draws words, and which of its arguments come before them.
SHOWING = {"text": 2}
#: What is no word: posecheck's own name, and what an expression writes for the stylesheet.
NO_WORDS = {"posecheck:", "class", "text", "words"}
#: Attributes that are read aloud or shown.
SPOKEN_ATTRIBUTES = ("alt", "aria-label", "title", "placeholder")
#: Words that no German sentence has, and that hardly an English one can do without.
ENGLISH_WORDS = re.compile(
    r"\b(the|of|and|with|it|is|was|you|your|to|held|hold|side|left|right|both|no|not|once|times|week|day|"
    r"score|session|exercise|before|after|good|great|zone|from|error|seconds|knee|done|first|lengths)\b"
)


def called(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the last name of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def constants(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def strings(expressions: list[nodes.Expr]) -> Iterator[nodes.Const]:
    for each in expressions:
        for node in [each, *each.find_all(nodes.Const)]:
            if isinstance(node, nodes.Const) and isinstance(node.value, str):
                yield node


class Shown(HTMLParser):
    """Collects the words of a page that stand on it as they are: its text and what is read aloud.

    What is typed into a terminal is the same in every language.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._code = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self._code = tag in ("code", "style")
        self.words += [value or "" for name, value in attrs if name in SPOKEN_ATTRIBUTES]

    def handle_endtag(self, tag: str) -> None:
        self._code = False

    def handle_data(self, data: str) -> None:
        if not self._code:
            self.words.append(data)


def unsaid_in(template: str) -> list[str]:
    """Return the words of a template that no language could change, in its markup or in an expression."""
    tree = environment().parse(template)
    named = [node.template for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import))]
    saying = [call for call in tree.find_all(nodes.Call)
              if getattr(call.node, "attr", getattr(call.node, "name", "")) in SAYING]  # fmt: skip
    known = {id(node) for node in named} | {id(node) for call in saying for node in strings(call.args)}
    constants = [node.value for node in tree.find_all(nodes.Const) if id(node) not in known]
    markup = "".join(value for _, kind, value in environment().lex(template) if kind == "data")
    shown = [*Shown(markup).words, *(each for each in constants if isinstance(each, str))]
    return [text.strip() for text in shown if re.search("[A-Za-z]{2}", text)]


@each_of(
    "template, word",
    [
        ("<p>Hello {{ name }}</p>", "Hello"),
        ("{% if name %}Hello{% endif %}", "Hello"),
        ('<img src="{{ source }}" alt="Picture of {{ name }}">', "Picture of"),
        ('{{ pieces.figure(chart, "Picture") }}', "Picture"),
        ('{{ say("Left", side="Picture") }}', "Picture"),
        ('{{ name or "Nobody" }}', "Nobody"),
    ],
)
def test_words_that_a_template_shows_without_saying_them_are_found(template: str, word: str) -> None:
    assert unsaid_in(template) == [word]


@each_of("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_shows_words_that_were_not_said(path: Path) -> None:
    assert set(unsaid_in(path.read_text(encoding="utf-8"))) <= NO_WORDS


def test_no_words_are_shown_that_were_not_said() -> None:
    shown = [
        (path.name, text)
        for path in MODULES
        for name, call in called(ast.parse(path.read_text(encoding="utf-8")))
        if name in SHOWING
        for text in constants(call.args[SHOWING[name] :])
        if re.search("[A-Za-z]{2}", text) and not text.startswith("#")
    ]
    allowed = {"end", "middle", "start"}
    assert [each for each in shown if each[1] not in allowed] == []


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("history") / "history.sqlite3"
    make_history(path)
    with History(path) as history:
        return report_page(
            gather(
                history,
                history.sessions(limit=2),
                all_exercises(),
                MADE,
                language=GERMAN,
                routines={"hamstrings": "Hamstrings"},
            )
        )


def visible(page: str) -> str:
    """Return what is read on the page or read aloud from it."""
    aloud = " ".join(re.findall(r'(?:aria-label|alt)="([^"]*)"', page))
    plain = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(f"{plain} {aloud}"))


def test_nothing_english_is_left_on_a_german_page(page: str) -> None:
    assert ENGLISH_WORDS.findall(visible(page)) == []
    assert '<html lang="de"' in page


def test_the_same_page_in_english_is_full_of_english_words(tmp_path: Path) -> None:
    make_history(tmp_path / "history.sqlite3")
    with History(tmp_path / "history.sqlite3") as history:
        english = report_page(gather(history, history.sessions(limit=2), all_exercises(), MADE))
    assert len(ENGLISH_WORDS.findall(visible(english))) > 100
    assert '<html lang="en"' in english


@each_of(
    "text",
    [
        "2 Einheiten, 6. April 2026 bis 9. April 2026",
        "Montag, 6. April 2026",
        "Programm Beinrückseite, 07:00, 14 min. Zu Ende gebracht.",
        "Im Mittel 94 von 100; gewertet wurden 1 Minute 48.",
        "Am besten: Brücke, 97 von 100.",
        "Nützlichster Hinweis: „Schieb die Ferse zur Decke.“ Gesagt: 2-mal, danach besser: 2 von 2.",
        "Beinrückseite im Liegen, rechts, Woche für Woche: ",
        "Halten 1, links: 30 s, bei 77°, 91 von 100",
        "Es sieht so aus: das Knie ist zu stark gebeugt (einmal, zusammen 5 s).",
        "91 von 100. Schraffiert: Knie gebeugt.",
        "1,7°",
        "Schmerz von 0 bis 10: ",
        "Von posecheck erstellt am 1. Mai 2026 um 18:05.",
        "Es ist kein Medizinprodukt",
    ],
)
def test_it_says_in_german(page: str, text: str) -> None:
    assert text in visible(page)


def test_numbers_have_the_point_of_the_language() -> None:
    german, english = Words(GERMAN), Words()
    assert german.amount(2.5497, "deg", 1) == "2,5°"
    assert english.amount(2.5497, "deg", 1) == "2.5°"
    assert german.amount(0.4, "thigh lengths") == "0,40 Oberschenkellängen"
    assert [german.short_number(each) for each in (0.5, 10.0)] == ["0,5", "10"]


def test_dates_have_the_order_of_the_language() -> None:
    day = date(2026, 3, 1)
    assert Words().full_date(day) == "Sunday, 1 March 2026"
    assert Words(GERMAN).full_date(day) == "Sonntag, 1. März 2026"
    assert Words().day(day) == "1 Mar"
    assert Words(GERMAN).day(day) == "1. März"
    assert Words(find_language("xx")).plain_date(day) == "1 March 2026"
