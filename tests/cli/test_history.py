"""``posecheck history`` on histories of sessions that are made here."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.engine.events import Cue, CueKind, HoldEnded, HoldStarted, ScoreParts
from posecheck.history.records import MeasureRecord
from posecheck.history.store import History
from posecheck.pose import Side

PARTS = ScoreParts(0.9, 1.0, 1.0, provisional=False)
FLEXION = MeasureRecord("leg-raise", "deg", primary=True, median=71.0, low=69.0, high=72.5)
NOW = datetime.now(UTC)
HEAVY = ("mediapipe", "cv2", "matplotlib")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data place with sessions of a month ago, yesterday, and now."""
    folder = tmp_path / "data"
    (folder / "sessions").mkdir(parents=True)
    with History(folder / "history.sqlite3") as history:
        for number, days in enumerate((30, 1, 0), start=1):
            journal = folder / "sessions" / f"{number}.jsonl"
            journal.write_text("{}\n")
            started = NOW - timedelta(days=days, minutes=12)
            session = history.begin_session("live", started=started, journal=str(journal))
            done = history.begin_exercise(session, "supine-hamstring", side="left")
            history.add_event(done, HoldStarted(1.0, Side.LEFT, 1.0))
            history.add_event(done, HoldEnded(32.0, Side.LEFT, 1.0, 31.0, 30.0, True, PARTS), [FLEXION])
            history.add_event(done, Cue(8.0, "Push your heel up.", CueKind.FAULT, "knee-bent"))
            history.add_curve(done, [(1.0, 70.0), (1.1, 71.0)])
            history.end_exercise(done, {"score": 91.0, "side": "left"})
            if days:
                history.end_session(session, ended=started + timedelta(minutes=12))
        history.add_pain(2, "before", 3)
        history.add_answers("screening", {"osteoporosis": False})
    return folder


def numbers(data: Path) -> list[int]:
    with History(data / "history.sqlite3") as history:
        return [session.id for session in history.sessions()]


def test_the_sessions_the_calendar_and_the_streak_are_shown(data: Path, posecheck) -> None:
    done = posecheck("history")
    assert done.returncode == 0, done.stderr
    rows = done.stdout.splitlines()
    assert rows[0].split()[:3] == ["No.", "Began", "What"]
    assert rows[1].split()[0] == "3"
    assert rows[1].endswith("unfinished")
    assert rows[2].split()[3:] == ["Supine", "hamstring", "stretch", *["12", "1", "1", "0", "91", "3/?"]]
    assert "Mo " in done.stdout
    assert "▓" in done.stdout
    assert "Streak: 2 days, with exercise on 2." in done.stdout


def test_an_empty_history_says_how_to_begin(posecheck) -> None:
    done = posecheck("history")
    assert done.returncode == 0
    assert "posecheck live" in done.stdout


def test_the_table_has_one_row_a_hold(data: Path, posecheck) -> None:
    done = posecheck("history", "export", "--csv", "-")
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["session"] for row in rows] == ["1", "2", "3"]
    assert (rows[0]["what"], rows[0]["held_s"], rows[0]["measure"], rows[0]["median"]) == (
        "hold",
        "30.0",
        "leg-raise",
        "71.0",
    )


def test_everything_is_exported(data: Path, posecheck, tmp_path: Path) -> None:
    done = posecheck("history", "export", "--json", tmp_path / "all.json")
    assert done.returncode == 0, done.stderr
    content = json.loads((tmp_path / "all.json").read_text())
    (exercise,) = content["sessions"][1]["exercises"]
    assert exercise["holds"][0]["measures"][0]["median"] == 71.0
    assert exercise["cues"][0]["text"] == "Push your heel up."
    assert exercise["curves"][0]["values"] == [70.0, 71.0]
    assert content["sessions"][1]["pain"][0]["level"] == 3
    assert content["answers"][0]["answers"] == {"osteoporosis": False}


def test_nothing_is_deleted_before_it_is_confirmed(data: Path, posecheck) -> None:
    done = posecheck("history", "delete", "2", typed="n\n")
    assert done.returncode == 0
    assert "Nothing was deleted." in done.stdout
    assert numbers(data) == [3, 2, 1]
    done = posecheck("history", "delete", "2", typed="y\n")
    assert "Deleted: 1 session." in done.stdout
    assert numbers(data) == [3, 1]


@pytest.mark.parametrize(
    ("arguments", "left"),
    [
        (["2"], [3, 1]),
        (["--before", f"{NOW - timedelta(days=7):%Y-%m-%d}"], [3, 2]),
        (["--all"], []),
    ],
)
def test_what_is_named_is_deleted_with_its_journal(
    data: Path, posecheck, arguments: list[str], left: list[int]
) -> None:
    done = posecheck("history", "delete", "--yes", *arguments)
    assert done.returncode == 0, done.stderr
    assert numbers(data) == left
    assert {path.stem for path in (data / "sessions").iterdir()} == {str(number) for number in left}


@each_of(
    "arguments, said",
    [
        (["delete"], "Say what to delete"),
        (["delete", "2", "--all"], "Say what to delete"),
        (["delete", "77", "--yes"], "There is no session 77"),
        (["export"], "Say what to write"),
        (["export", "--csv", "nowhere/holds.csv"], "create it first"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    data: Path, posecheck, arguments: list[str], said: str
) -> None:
    done = posecheck("history", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert numbers(data) == [3, 2, 1]


def test_a_damaged_history_is_told_and_left_as_it_is(data: Path, posecheck) -> None:
    path = data / "history.sqlite3"
    path.write_bytes(b"no database at all, but long enough to be looked at" * 40)
    done = posecheck("history")
    assert done.returncode == 2
    assert "is damaged" in done.stderr
    assert path.read_bytes().startswith(b"no database")


@pytest.mark.parametrize("arguments", [["history"], ["history", "export", "--json", "all.json"]])
def test_looking_back_loads_no_camera_and_no_model(
    data: Path, places, tmp_path: Path, arguments: list[str]
) -> None:
    code = (
        "import sys\nfrom posecheck.cli.program import program\n"
        f"program()({arguments!r}, standalone_mode=False)\n"
        f"print('LOADED', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=places, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("LOADED []\n")


def test_a_history_from_elsewhere_deletes_no_file_of_yours(data: Path, posecheck, tmp_path: Path) -> None:
    mine = tmp_path / "thesis.jsonl"
    mine.write_text("mine")
    with sqlite3.connect(data / "history.sqlite3") as database:
        database.execute("UPDATE sessions SET journal = ? WHERE id = 1", (str(mine),))
        database.execute("UPDATE sessions SET journal = ? WHERE id = 2", ("../../thesis.jsonl",))
        database.execute("UPDATE sessions SET journal = ? WHERE id = 3", ("a" * 5000 + "\0.jsonl",))
    done = posecheck("history", "delete", "--all", "--yes")
    assert done.returncode == 0, done.stderr
    assert mine.read_text() == "mine"
    assert f"{mine} is left" in done.stderr
    assert list((data / "sessions").iterdir()) == []


def test_a_journal_whose_folder_was_moved_is_deleted(data: Path, posecheck) -> None:
    with sqlite3.connect(data / "history.sqlite3") as database:
        database.execute("UPDATE sessions SET journal = '/former/home/sessions/1.jsonl' WHERE id = 1")
    assert posecheck("history", "delete", "1", "--yes").returncode == 0
    assert sorted(each.name for each in (data / "sessions").iterdir()) == ["2.jsonl", "3.jsonl"]


@pytest.mark.skipif(sys.platform == "win32", reason="a link needs rights there")
def test_deleting_follows_no_link(data: Path, posecheck, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "keep.txt").touch()
    (data / "sessions" / "1.jsonl").unlink()
    (data / "sessions" / "1.jsonl").symlink_to(mine / "keep.txt")
    (data / "stills").mkdir()
    (data / "stills" / "2").symlink_to(mine)
    assert posecheck("history", "delete", "1", "--yes").returncode == 0
    assert not (data / "sessions" / "1.jsonl").is_symlink()
    assert posecheck("history", "delete", "2", "--yes").returncode == 2
    assert (mine / "keep.txt").exists()


def test_no_text_of_an_export_is_a_formula(data: Path, posecheck) -> None:
    with sqlite3.connect(data / "history.sqlite3") as database:
        database.execute("UPDATE sessions SET routine = ?", ("=cmd|'!A0",))
    rows = list(csv.DictReader(io.StringIO(posecheck("history", "export", "--csv", "-").stdout)))
    assert {row["routine"] for row in rows} == {"'=cmd|'!A0"}
