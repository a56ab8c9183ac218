"""Pictures of the user: never without asking, deleted with their session, inside the report."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest
from fixtures.cases import each_of
from fixtures.histories import make_history

from posecheck.cli.session_recorder import wants_pictures
from posecheck.history.stills import Still, StillNote, write_still

COACH = ("supine-hamstring", "--no-voice", "--no-window", "--countdown", "0", "--hold-target", "5")
CLIP = "supine_slr_bent_knee.mp4"
JPEG = b"\xff\xd8\xff\xdb picture \xff\xd9"
NOTE = StillNote(1, "left", 20.0, 62.0, "deg", 0.9, held=True)
#: How files with pictures begin, and what the history could hide one as.
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF", b"GIF8", b"BM")


def pictures(folder: Path) -> list[Path]:
    """Return every file below `folder` that is a picture, whatever it is called."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [path for path in files if path.read_bytes().startswith(PICTURES)]


def blobs(database: Path) -> list[bytes]:
    """Return every binary value in the database."""
    with sqlite3.connect(database) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        rows = [
            row
            for table in tables
            for row in connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names out of the file itself
        ]
    connection.close()
    return [value for row in rows for value in row if isinstance(value, bytes)]


@pytest.mark.mediapipe
def test_without_asking_no_picture_is_written_anywhere(coached) -> None:
    assert "Kept as session 1" in coached.done.stderr
    assert pictures(coached.folder) == []
    kept = blobs(coached.folder / "data" / "history.sqlite3")
    assert kept  # the curves
    assert not [blob for blob in kept if blob.startswith(PICTURES)]


@pytest.mark.mediapipe
def test_when_asked_a_few_are_kept_shown_and_deleted(
    posecheck, samples: Path, tmp_path: Path, model: Path
) -> None:
    done = posecheck("live", *COACH, "--camera", samples / CLIP, "--keep", "--pictures")
    assert done.returncode == 0, done.stderr
    kept = pictures(tmp_path)
    assert {path.parent for path in kept} == {tmp_path / "data" / "stills" / "1"}
    assert 2 <= len(kept) <= 3
    assert max(path.stat().st_size for path in kept) < 60_000
    assert f"{len(kept)} pictures of you were kept; to delete them: posecheck history delete 1" in done.stderr

    assert posecheck("report").returncode == 0
    page = (tmp_path / "report-1.html").read_text(encoding="utf-8")
    assert page.count('src="data:image/jpeg;base64,') == page.count("src=") == len(kept)
    alts = re.findall(r'alt="([^"]*)"', page)
    assert re.fullmatch(r"Supine hamstring stretch, left, held at \d\d degrees, form: \w+", alts[0])
    assert posecheck("report", "--no-pictures", "--out", "plain.html").returncode == 0
    assert "<img" not in (tmp_path / "plain.html").read_text(encoding="utf-8")

    assert posecheck("history", "delete", "1", "--yes").returncode == 0
    assert pictures(tmp_path) == []


ROUTINE = """
title = "Short"
[[step]]
exercise = "march"
duration_s = 5
[[step]]
exercise = "childs-pose"
hold_s = 5
sets = 1
[[step]]
exercise = "breathing"
duration_s = 5
"""


@pytest.mark.mediapipe
def test_a_routine_keeps_pictures_when_the_settings_say_so(
    posecheck, samples: Path, tmp_path: Path, model: Path
) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text("pictures = true\n")
    (tmp_path / "short.toml").write_text(ROUTINE)
    clips = tmp_path / "clips"
    clips.mkdir()
    for exercise, clip in (
        ("march", "marching"),
        ("childs-pose", "childs_pose"),
        ("breathing", "childs_pose"),
    ):
        (clips / f"{exercise}.mp4").symlink_to(samples / f"{clip}_correct.mp4")
    rehearsal = ("routine", "short.toml", "--clips", "clips", "--keep", "--walked", "--pain", "0")

    done = posecheck(*rehearsal)
    assert done.returncode == 0, done.stderr
    kept = pictures(tmp_path)
    assert kept
    assert "to delete" in done.stderr
    assert posecheck("report", "--language", "de").returncode == 0
    page = next(tmp_path.glob("report-*.html")).read_text(encoding="utf-8")
    assert page.count("data:image/jpeg") == len(kept)
    assert re.search(r'alt="Kindhaltung, gehalten bei \d+ Grad, Form: ', page)


@pytest.mark.parametrize("command", ["live", "routine"])
def test_pictures_and_private_do_not_go_together(posecheck, tmp_path: Path, command: str) -> None:
    done = posecheck(command, "--pictures", "--private", "--camera", "none.mp4")
    assert done.returncode == 2
    assert "leave out --pictures or --private" in done.stderr
    assert not (tmp_path / "data" / "stills").exists()


@each_of(
    "asked, setting, private, wanted",
    [
        (None, False, False, False),
        (None, True, False, True),
        (None, True, True, False),
        (True, False, False, True),
        (False, True, False, False),
        (False, True, True, False),
    ],
)
def test_the_option_goes_before_the_setting_and_private_before_both(
    *, asked: bool | None, setting: bool, private: bool, wanted: bool
) -> None:
    assert wants_pictures(asked, setting=setting, private=private) is wanted


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data place with sessions, three of which have pictures."""
    folder = tmp_path / "data"
    folder.mkdir()
    make_history(folder / "history.sqlite3")
    for session in (1, 2, 12):
        for name in ("1-best", "1-cue-1"):
            write_still(folder / "history.sqlite3", session, name, Still(NOTE, JPEG))
    return folder


@pytest.mark.parametrize(
    ("arguments", "left"),
    [
        (["2"], {"1", "12"}),
        (["--before", "2026-03-04"], {"2", "12"}),
        (["--all"], set()),
    ],
)
def test_deleting_sessions_deletes_their_pictures(
    data: Path, posecheck, arguments: list[str], left: set[str]
) -> None:
    done = posecheck("history", "delete", *arguments, "--yes")
    assert done.returncode == 0, done.stderr
    assert {path.parent.name for path in pictures(data)} == left


def test_pictures_stay_when_the_answer_is_no(data: Path, posecheck) -> None:
    assert posecheck("history", "delete", "2").returncode != 0  # nobody answers
    assert len(pictures(data)) == 6


def test_the_export_has_their_number_and_says_where_they_are(data: Path, posecheck, tmp_path: Path) -> None:
    done = posecheck("history", "export", "--json", "all.json", "--csv", "holds.csv")
    assert done.returncode == 0, done.stderr
    content = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert {each["id"]: each["pictures"] for each in content["sessions"] if each["pictures"]} == {
        1: 2,
        2: 2,
        12: 2,
    }
    assert f"Pictures are not in it; kept of you: 6, in {data / 'stills'}" in done.stderr
