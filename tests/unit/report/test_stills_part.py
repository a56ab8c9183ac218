"""Pictures that were kept are inside the page, each in words too, with what to do to be rid of them."""

from __future__ import annotations

import base64
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fixtures.histories import make_history

from posecheck.exercise.catalogue import all_exercises
from posecheck.history.stills import Still, StillNote, write_still
from posecheck.history.store import History
from posecheck.report.content import gather
from posecheck.report.page import report_page
from posecheck.support.language import ENGLISH, Language, find_language

MADE = datetime(2026, 5, 1, tzinfo=UTC)
JPEG = b"\xff\xd8\xff\xdb picture \xff\xd9"
SESSION = 12


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "history.sqlite3"
    make_history(path)
    with History(path) as history:
        first, second, _ = (each.id for each in history.exercises(SESSION))
    best = StillNote(first, "left", 20.0, 42.3, "deg", 0.9, held=True)
    cue = StillNote(
        second, "right", 14.0, None, "deg", None, held=False, cue="Push your heel to the ceiling."
    )
    for number, note in enumerate((best, cue)):
        write_still(path, SESSION, f"{note.exercise}-{number}", Still(note, JPEG))
    return path


def page_of(path: Path, language: Language = ENGLISH, *, pictures: bool = True) -> str:
    with History(path) as history:
        sessions = history.sessions(limit=1)
        return report_page(
            gather(history, sessions, all_exercises(), MADE, language=language, pictures=pictures)
        )


def test_the_pictures_are_inside_the_page_byte_for_byte(path: Path) -> None:
    sources = re.findall(r'<img src="([^"]*)"', page_of(path))
    assert len(sources) == 2
    for source in sources:
        kind, content = source.split(",")
        assert kind == "data:image/jpeg;base64"
        assert base64.b64decode(content) == JPEG


@pytest.mark.parametrize(
    ("code", "alts"),
    [
        (
            "en",
            [
                "Supine hamstring stretch, left, held at 42 degrees, form: great",
                "Supine hamstring stretch, right, cue: “Push your heel to the ceiling.”",
            ],
        ),
        (
            "de",
            [
                "Beinrückseite im Liegen, links, gehalten bei 42 Grad, Form: sehr gut",
                "Beinrückseite im Liegen, rechts, Hinweis: „Schieb die Ferse zur Decke.“",
            ],
        ),
    ],
)
def test_each_picture_is_told_in_words(path: Path, code: str, alts: list[str]) -> None:
    assert re.findall(r'<img [^>]*alt="([^"]*)"', page_of(path, find_language(code))) == alts


def test_the_page_says_that_pictures_are_kept_and_how_to_delete_them(path: Path) -> None:
    page = page_of(path)
    assert "There are 2 pictures of you on this page." in page
    assert "<code>posecheck history delete 12</code>" in page
    assert "<code>posecheck report 12 --no-pictures</code>" in page


def test_a_page_can_be_made_without_them(path: Path) -> None:
    page = page_of(path, pictures=False)
    assert "<img" not in page
    assert "pictures of you" not in page


def test_a_page_about_several_sessions_has_their_best_moments_only(path: Path) -> None:
    with History(path) as history:
        page = report_page(gather(history, history.sessions(limit=2), all_exercises(), MADE))
    (alt,) = re.findall(r'<img [^>]*alt="([^"]*)"', page)
    assert "held at 42 degrees" in alt
    assert "There is 1 picture of you on this page." in page
    assert "<code>posecheck report --since 2026-04-06 --no-pictures</code>" in page
