"""What a command keeps: everything, or nothing when it is asked to."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack
from pathlib import Path

import pytest

from posecheck.cli.session_recorder import Keeping
from posecheck.engine.result import SourceInfo
from posecheck.engine.result_builder import ResultBuilder
from posecheck.exercise.catalogue import find_exercise
from posecheck.history import sink, writing
from posecheck.history.sink import HistorySink
from posecheck.outputs.journal import JournalSink
from posecheck.outputs.result_file import ResultFile

EXERCISE = find_exercise("bridge")


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def sinks(keeping: Keeping) -> list:
    result_file = ResultFile(ResultBuilder(EXERCISE, SourceInfo("camera", 640, 480, 1.0)))
    return keeping.sinks(EXERCISE, result_file, "default")


@pytest.mark.parametrize(
    ("kind", "wanted", "kept"),
    [("live", True, [JournalSink, HistorySink]), ("replay", True, [HistorySink]), ("live", False, [])],
)
def test_a_live_session_has_a_journal_too_and_a_private_one_nothing(
    data: Path, kind: str, *, wanted: bool, kept: list[type]
) -> None:
    with ExitStack() as opened:
        keeping = Keeping(opened, kind, "camera", wanted=wanted)
        assert [type(sink) for sink in sinks(keeping)] == kept
    assert data.exists() is wanted


def test_a_session_that_cannot_be_ended_is_told_and_stops_nothing(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sink, "SETTLE_S", 0.05)
    monkeypatch.setattr(writing, "BUSY_S", 0.01)
    with ExitStack() as opened:
        keeping = Keeping(opened, "replay", "clip.mp4", wanted=True)
        assert keeping._session is not None
        number = keeping._session.number
        other = sqlite3.connect(data / "history.sqlite3", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert keeping.end(interrupted=False) == 2
        other.close()
    told = capsys.readouterr().err
    assert "Another program is writing the history" in told
    assert f"posecheck report {number}" in told
