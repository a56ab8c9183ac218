"""``posecheck report`` as its user runs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from fixtures.cases import each_of
from fixtures.histories import make_history

HEAVY = ("mediapipe", "cv2", "matplotlib")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    make_history(folder / "history.sqlite3")
    return folder


@pytest.mark.parametrize(
    ("arguments", "name", "title"),
    [
        ([], "report-12.html", "Session of Thursday, 9 April 2026"),
        (["--last"], "report-12.html", "Session of Thursday, 9 April 2026"),
        (["1"], "report-1.html", "Session of Monday, 2 March 2026"),
        (["--since", "2026-04-01"], "report-since-2026-04-01.html", "3 sessions"),
        (["1", "--out", "mine.html"], "mine.html", "Session of Monday"),
    ],
)
def test_it_writes_the_page_that_was_asked_for(
    data: Path, posecheck, tmp_path: Path, arguments: list[str], name: str, title: str
) -> None:
    done = posecheck("report", *arguments)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"Report: {name}\n"
    assert title in (tmp_path / name).read_text(encoding="utf-8")


@each_of(
    "arguments, said",
    [
        (["77"], "There is no session 77"),
        (["--since", "2030-01-01"], "no session since 2030-01-01"),
        (["1", "--last"], "Say one thing"),
        (["--out", "nowhere/page.html"], "create it first"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    data: Path, posecheck, arguments: list[str], said: str
) -> None:
    done = posecheck("report", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_without_any_session_it_says_how_to_begin(posecheck) -> None:
    done = posecheck("report")
    assert done.returncode == 2
    assert "posecheck live" in done.stderr


def test_looking_back_loads_no_camera_and_no_model(data: Path, places, tmp_path: Path) -> None:
    code = (
        "import sys\nfrom posecheck.cli.program import program\n"
        "program()(['report'], standalone_mode=False)\n"
        f"print('LOADED', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=places, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("LOADED []\n")


def test_the_language_is_that_of_the_settings_unless_another_is_asked_for(
    data: Path, posecheck, tmp_path: Path
) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text('language = "de"\n')
    for arguments, lang, title in (
        ([], "de", "Einheit vom Donnerstag, 9. April 2026"),
        (["--language", "en"], "en", "Session of Thursday, 9 April 2026"),
    ):
        done = posecheck("report", "12", *arguments)
        assert done.returncode == 0, done.stderr
        page = (tmp_path / "report-12.html").read_text(encoding="utf-8")
        assert f'<html lang="{lang}"' in page
        assert f"<h1>{title}</h1>" in page


def test_a_language_that_there_is_not_is_refused_with_those_there_are(data: Path, posecheck) -> None:
    done = posecheck("report", "--language", "xx")
    assert done.returncode == 2
    assert "There is no language xx; there are: en, de" in done.stderr
