"""What is kept of a session and what is said of it: nothing of recorded video, nothing of an empty room."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from posecheck.cli.session_recorder import Keeping, is_recorded
from posecheck.engine.result import SourceInfo
from posecheck.engine.result_builder import ResultBuilder
from posecheck.exercise.catalogue import find_exercise
from posecheck.outputs.result_file import ResultFile
from posecheck.support.errors import InputError
from posecheck.support.language import find_language

EXERCISE = find_exercise("bridge")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a data place of this test's own."""
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def session(*, recorded: bool, seen: bool, language: str = "en") -> None:
    """Go through a session of one exercise."""
    with ExitStack() as opened:
        keeping = Keeping(
            opened, "live", "camera 0", wanted=True, recorded=recorded, language=find_language(language)
        )
        result_file = ResultFile(ResultBuilder(EXERCISE, SourceInfo("camera 0", 640, 480, None)))
        sinks = keeping.sinks(EXERCISE, result_file, "default")
        assert bool(sinks) == (not recorded)
        if seen and keeping._session is not None:
            keeping._session.somebody_seen()
            keeping._session.begin_exercise("bridge", "none", None, "default")
        keeping.end(interrupted=False)


def test_recorded_video_keeps_nothing_and_says_how_to_keep_it(data: Path, capsys) -> None:
    session(recorded=True, seen=True)
    assert "--keep" in capsys.readouterr().err
    assert not data.exists()


def test_an_empty_room_leaves_neither_session_nor_journal(data: Path, capsys) -> None:
    session(recorded=False, seen=False)
    said = capsys.readouterr().err
    assert "Nobody was seen, so nothing is kept." in said
    assert "Session" not in said
    assert list((data / "sessions").iterdir()) == []


def test_a_session_of_somebody_is_kept_with_its_journal_and_says_so_in_german(data: Path, capsys) -> None:
    session(recorded=False, seen=True, language="de")
    said = capsys.readouterr().err
    assert "Gespeichert als Einheit 1; der Bericht dazu: posecheck report 1" in said
    (journal,) = (data / "sessions").iterdir()
    assert f"Einheit: {journal}" in said
    assert '"exercise": "bridge"' in journal.read_text(encoding="utf-8")


def test_a_video_is_nobodys_training_unless_its_owner_says_so(tmp_path: Path) -> None:
    video = tmp_path / "clip.mp4"
    video.touch()
    for clips, camera, keep, recorded in (
        (None, None, False, False),
        (None, "0", False, False),
        (None, "Logitech", False, False),
        (None, str(video), False, True),
        (None, str(video), True, False),
        (tmp_path, None, False, True),
        (tmp_path, None, True, False),
    ):
        assert is_recorded(clips, camera, keep=keep, private=False) == recorded
    with pytest.raises(InputError, match="leave out one"):
        is_recorded(None, "0", keep=True, private=True)
