"""A whole routine from recordings as the camera: order, sides, sets, transitions, and the history of it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from fixtures.routine_clips import write_routine_clips

from posecheck.history.store import History
from posecheck.routines.routine_files import find_routine

FIFTEEN = find_routine("fifteen-minutes")
#: Exercise, side and what the dose asks for; the samples' figure-four and knee rolls are shorter than that.
EXPECTED = [
    ("march", "none"),
    ("arm-circles", "none"),
    ("trunk-rotation", "none"),
    ("standing-hamstring", "left"),
    ("standing-hamstring", "right"),
    ("cat-cow", "none"),
    ("childs-pose", "none"),
    ("knee-to-chest", "left"),
    ("knee-to-chest", "right"),
    ("figure-four", "left"),
    ("figure-four", "right"),
    ("knee-rolls", "none"),
    ("bridge", "none"),
    ("bird-dog", "left"),
    ("bird-dog", "right"),
    ("dead-bug", "left"),
    ("dead-bug", "right"),
    ("gentle-rest", "none"),
    ("breathing", "none"),
]


@pytest.fixture(scope="module")
def clips(tmp_path_factory, samples: Path) -> Path:
    folder = tmp_path_factory.mktemp("clips")
    return write_routine_clips(folder, [each.exercise for each in FIFTEEN.activities], samples)


@pytest.fixture
def played(posecheck, clips: Path) -> subprocess.CompletedProcess[str]:
    done = posecheck("routine", "fifteen-minutes", "--clips", clips, "--keep")
    assert done.returncode == 0, done.stderr
    return done


def test_fifteen_minutes_are_done_from_the_warm_up_to_the_cool_down(played, tmp_path: Path) -> None:
    assert "You did 19 of 19 sets, 15 of them with the full dose." in played.stdout
    with History(tmp_path / "data" / "history.sqlite3") as history:
        session = history.last_session()
        assert session is not None
        assert (session.kind, session.routine, session.status) == ("routine", "fifteen-minutes", "done")
        done = history.exercises(session.id)
    assert [(each.exercise, each.planned["side"]) for each in done] == EXPECTED
    assert [(step["exercise"], step["side"]) for step in session.plan] == EXPECTED
    assert {each.status for each in done} == {"done"}
    by_name = {(each.exercise, each.side): each for each in done}
    for name, side, held_s in (
        ("standing-hamstring", "left", 30),
        ("standing-hamstring", "right", 30),
        ("knee-to-chest", "left", 20),
        ("knee-to-chest", "right", 20),
    ):
        (hold,) = by_name[name, side].holds
        assert (hold.counted, hold.side) == (True, side)
        assert hold.held_s == pytest.approx(held_s, abs=6)
    counts = {each.exercise: len(each.reps) for each in done}
    assert counts["bridge"] == 8
    assert counts["bird-dog"] == counts["dead-bug"] == 5
    assert counts["trunk-rotation"] == counts["arm-circles"] == 16
    assert counts["march"] >= 90


def test_the_transitions_take_the_time_of_the_clips_and_say_what_comes(played) -> None:
    lines = played.stderr.splitlines()
    turns = [number for number, line in enumerate(lines) if " : " not in line and line[:1].isdigit()]
    assert len(turns) == len(EXPECTED)
    assert "Camera: At your side" in "\n".join(lines[turns[5] : turns[6]])
    # the second turn begins ten seconds after the first has ended, in the time of the source
    first_circle = next(line for line in lines[turns[1] :] if "One more" in line)
    last_step = [line for line in lines[turns[0] : turns[1]] if "One more" in line][-1]
    assert seconds(first_circle) - seconds(last_step) >= 10.0


def seconds(line: str) -> float:
    word = line.split(maxsplit=1)[0]
    minutes, _, rest = word.rpartition(":")
    return 60.0 * float(minutes or 0) + float(rest)


def test_private_keeps_nothing(posecheck, clips: Path, tmp_path: Path) -> None:
    done = posecheck("routine", "--clips", clips, "--private")
    assert done.returncode == 0, done.stderr
    with History(tmp_path / "data" / "history.sqlite3") as history:
        assert history.sessions() == []


def test_a_missing_clip_is_said_before_anything_begins(posecheck, tmp_path: Path) -> None:
    done = posecheck("routine", "--clips", tmp_path)
    assert done.returncode == 2
    assert "There is no clip for March on the spot" in done.stderr


def test_nothing_heavy_is_loaded_until_the_camera_starts(places: dict[str, str]) -> None:
    code = (
        "import sys, contextlib\n"
        "from posecheck.cli.program import program\n"
        "for words in (['routine', '--list'], ['routine', '--plan'], ['screening', '--show'], ['history'],\n"
        "              ['history', 'export', '--json', '-'], ['report']):\n"
        "    with contextlib.suppress(Exception):\n"
        "        program()(words, standalone_mode=False)\n"
        "print('LOADED', [name for name in ('mediapipe', 'cv2') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=places
    )
    assert "Nothing yet" in done.stdout
    assert done.stdout.endswith("LOADED []\n")
    assert "fifteen-minutes" in done.stdout


def test_an_interrupted_session_is_resumed_with_the_turn_it_was_in(
    posecheck, clips: Path, tmp_path: Path
) -> None:
    path = tmp_path / "data" / "history.sqlite3"
    assert posecheck("routine", "--clips", clips, "--keep").returncode == 0
    with History(path) as history:
        plan = history.session(1).plan
        session = history.begin_session("routine", routine="fifteen-minutes", plan=plan)
        for step in plan[:16]:
            done = history.begin_exercise(session, step["exercise"], side=step["side"], planned=step)
            history.end_exercise(done)
        history.begin_exercise(session, plan[16]["exercise"], side=plan[16]["side"], planned=plan[16])
    resumed = posecheck("routine", "--resume", "--clips", clips, "--keep")
    assert resumed.returncode == 0, resumed.stderr
    assert "You did all 3 sets, each with its full dose." in resumed.stdout
    with History(path) as history:
        assert history.session(session).status == "done"
        rows = history.exercises(session)
        assert [(each.exercise, each.status) for each in rows][15:] == [
            ("dead-bug", "done"),
            ("dead-bug", "stopped"),
            ("dead-bug", "done"),
            ("gentle-rest", "done"),
            ("breathing", "done"),
        ]
    nothing_left = posecheck("routine", "--resume", "--clips", clips, "--keep")
    assert nothing_left.returncode == 2
    assert "no interrupted routine" in nothing_left.stderr


@pytest.mark.parametrize(("option", "marched"), [("--walked", False), ("--not-walked", True)])
def test_a_session_that_is_resumed_on_another_day_begins_with_a_warm_up(
    posecheck, clips: Path, tmp_path: Path, option: str, *, marched: bool
) -> None:
    path = tmp_path / "data" / "history.sqlite3"
    assert posecheck("routine", "--clips", clips, "--keep").returncode == 0
    with History(path) as history:
        plan = history.session(1).plan
    connection = sqlite3.connect(path)
    with connection:  # two days ago it was interrupted in the stretch for the leg
        connection.execute("DELETE FROM exercises WHERE id > 4")
        connection.execute("UPDATE sessions SET status = 'interrupted'")
        for column in ("started_at", "ended_at"):
            before = f"{column} = strftime('%Y-%m-%dT%H:%M:%S+00:00', {column}, '-2 days')"
            connection.execute("UPDATE sessions SET " + before)  # noqa: S608 - a test's own text
            connection.execute("UPDATE exercises SET " + before)  # noqa: S608 - a test's own text
    connection.close()
    resumed = posecheck("routine", "--resume", "--clips", clips, "--keep", option)
    assert resumed.returncode == 0, resumed.stderr
    with History(path) as history:
        rows = [each.exercise for each in history.exercises(1)][4:]
    left = [step["exercise"] for step in plan[4:]]
    assert rows == (["march", *left] if marched else left)


def test_a_session_whose_plan_has_changed_is_not_resumed(posecheck, clips: Path, tmp_path: Path) -> None:
    with History(tmp_path / "data" / "history.sqlite3") as history:
        step = {"exercise": "bridge", "side": "none", "set": 1, "turn": 0}
        history.begin_session("routine", routine="fifteen-minutes", plan=[step, step])
    refused = posecheck("routine", "--resume", "--clips", clips, "--keep")
    assert refused.returncode == 2
    assert "begin anew" in refused.stderr
