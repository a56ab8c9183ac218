"""A routine whose sides differ: the stiffer one is repeated, kept, resumed, and comes first the next time."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fixtures.routine_clips import write_clip

from posecheck.history.records import MeasureRecord
from posecheck.history.store import History
from posecheck.testing import Timetable, leg_raise, perform

ROUTINE = """
title = "Legs"
[[step]]
exercise = "supine-hamstring"
hold_s = 6
sets = 1
[[step]]
exercise = "gentle-rest"
hold_s = 6
"""


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    """Return clips in which the right leg is raised 50° and the left one 70°; the routine is in its place."""
    routines = tmp_path / "config" / "routines"
    routines.mkdir(parents=True)
    (routines / "legs.toml").write_text(ROUTINE, encoding="utf-8")
    folder, table = tmp_path / "clips", Timetable(hold_s=8.0)
    folder.mkdir()
    for side, raised_deg in (("left", 70.0), ("right", 50.0)):
        poses = perform("supine-hamstring", position=leg_raise(raised_deg), table=table)
        poses = [pose.mirrored() for pose in poses] if side == "right" else poses
        write_clip(folder / f"supine-hamstring-{side}.landmarks", poses)
    write_clip(folder / "gentle-rest.landmarks", perform("gentle-rest", table=table))
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite3"


def rows(path: Path, session: int) -> list[tuple[str, str, str, bool]]:
    with History(path) as history:
        return [
            (each.exercise, each.side, each.status, bool(each.planned.get("again")))
            for each in history.exercises(session)
        ]


DONE = [
    ("supine-hamstring", "left", "done", False),
    ("supine-hamstring", "right", "done", False),
    ("supine-hamstring", "right", "done", True),
    ("gentle-rest", "none", "done", False),
]


def test_the_stiffer_side_is_repeated_said_and_kept(posecheck, clips: Path, path: Path) -> None:
    done = posecheck("routine", "legs", "--clips", clips, "--keep")
    assert done.returncode == 0, done.stderr
    assert rows(path, 1) == DONE
    assert "You did all 3 sets, each with its full dose." in done.stdout
    assert "One stiffer side was repeated." in done.stdout
    assert "Your right side went less far than the left. So the right once more" in done.stderr
    with History(path) as history:
        assert [step["side"] for step in history.session(1).plan] == ["left", "right", "none"]


@pytest.mark.parametrize("cut_off", [2, 3], ids=["before the repetition", "in the repetition"])
def test_a_session_is_resumed_with_the_repetition_that_was_due(
    posecheck, clips: Path, path: Path, cut_off: int
) -> None:
    assert posecheck("routine", "legs", "--clips", clips, "--keep").returncode == 0
    with History(path) as history:
        first = history.exercises(1)
        session = history.begin_session("routine", routine="legs", plan=history.session(1).plan)
        for each in first[:cut_off]:
            number = history.begin_exercise(session, each.exercise, side=each.side, planned=each.planned)
            if not each.planned.get("again"):
                history.end_exercise(number, each.result)
    resumed = posecheck("routine", "--resume", "--clips", clips, "--keep")
    assert resumed.returncode == 0, resumed.stderr
    assert rows(path, session)[-2:] == DONE[-2:]
    assert [each for each in rows(path, session) if each[2] == "done"] == DONE


def test_a_session_is_resumed_as_easy_as_it_had_been_made(posecheck, clips: Path, path: Path) -> None:
    assert posecheck("routine", "legs", "--clips", clips, "--keep").returncode == 0
    with History(path) as history:
        plan = history.session(1).plan
        session = history.begin_session("routine", routine="legs", plan=plan)
        history.begin_exercise(
            session, "supine-hamstring", side="left", planned=plan[0] | {"easier": ["smaller-range"]}
        )
    resumed = posecheck("routine", "--resume", "--clips", clips, "--keep")
    assert resumed.returncode == 0, resumed.stderr
    with History(path) as history:
        eased = [(each.side, each.status, each.planned.get("easier")) for each in history.exercises(session)]
    assert eased == [
        ("left", "stopped", ["smaller-range"]),
        ("left", "done", ["smaller-range"]),
        ("right", "done", ["smaller-range"]),
        ("none", "done", None),
    ]


def test_the_side_that_was_stiffer_lately_comes_first_and_the_plan_says_why(
    posecheck, clips: Path, path: Path
) -> None:
    plan = posecheck("routine", "legs", "--plan").stdout
    assert plan.index("stretch, left") < plan.index("stretch, right")
    assert "comes first" not in plan
    for days_ago in (5, 2):
        add_session(path, days_ago, left=70.0, right=52.0)
    plan = posecheck("routine", "legs", "--plan").stdout
    assert plan.index("stretch, right") < plan.index("stretch, left")
    assert "The right side comes first: lately it reached 52°, the left one 70°." in plan
    assert "a minute more if a stiffer side is repeated" in plan


def test_nothing_is_repeated_when_pain_rose_the_last_time_or_is_there_now(
    posecheck, clips: Path, path: Path
) -> None:
    in_pain = posecheck("routine", "legs", "--clips", clips, "--keep", "--pain", "4")
    assert in_pain.returncode == 0, in_pain.stderr
    assert rows(path, 1) == [each for each in DONE if not each[3]]
    with History(path) as history:
        history.add_pain(1, "after", 5)
    after_it_rose = posecheck("routine", "legs", "--clips", clips, "--keep")
    assert after_it_rose.returncode == 0, after_it_rose.stderr
    assert rows(path, 2) == [each for each in DONE if not each[3]]
    assert "stiffer" not in after_it_rose.stdout


def add_session(path: Path, days_ago: float, **values: float) -> None:
    """Keep a session in which each side held a value."""
    from posecheck.engine.events import HoldEnded, ScoreParts
    from posecheck.pose import Side

    parts = ScoreParts(0.9, 1.0, 1.0, provisional=False)
    with History(path) as history:
        started = datetime.now().astimezone() - timedelta(days=days_ago)
        session = history.begin_session("routine", routine="legs", plan=[{}], started=started)
        for side, value in values.items():
            done = history.begin_exercise(session, "supine-hamstring", side=side)
            measure = MeasureRecord("leg-raise", "deg", primary=True, median=value, low=value, high=value)
            history.add_event(done, HoldEnded(9.0, Side(side), 1.0, 8.0, 7.0, True, parts), [measure])
            history.end_exercise(done)
        history.end_session(session)
