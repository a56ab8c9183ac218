"""A session that follows an imported prescription, from recordings as the camera, and what is kept of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fixtures.prescriptions import in_force_today, write
from fixtures.routine_clips import write_routine_clips

from posecheck.history.store import History


@pytest.fixture(scope="module")
def clips(tmp_path_factory, samples: Path) -> Path:
    folder = tmp_path_factory.mktemp("clips")
    return write_routine_clips(folder, ["supine-hamstring", "bridge"], samples)


def test_what_was_prescribed_is_done_judged_and_kept_as_such(posecheck, clips: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "anna.posecheck", in_force_today())
    assert posecheck("plan", "import", file, "--yes").returncode == 0
    done = posecheck("routine", "--clips", clips, "--keep")
    assert done.returncode == 0, done.stderr
    assert "You did all 2 sets" in done.stdout
    assert done.stdout.startswith("From Anna Berg: For your back, first four weeks")
    assert "Anna Berg says: With a belt." in done.stderr
    with History(tmp_path / "data" / "history.sqlite3") as history:
        session = history.last_session()
        assert session is not None
        exercises = history.exercises(session.id)
    assert (session.kind, session.routine, session.status) == ("routine", "prescription", "done")
    assert [(each.exercise, each.side) for each in exercises] == [
        ("supine-hamstring", "left"),
        ("bridge", "none"),
    ]
    assert [step.get("hold_s", step.get("reps")) for step in session.plan] == [20, 6]
    results = [each.result for each in exercises]
    assert all(result is not None and result["profile"] == "prescription" for result in results)
    assert "Prescription" in posecheck("history").stdout


def test_the_limit_of_the_prescription_decides_what_is_a_fault(posecheck, tmp_path: Path) -> None:
    from posecheck.pose.recording import RecordingWriter
    from posecheck.testing import leg_raise, perform

    clips = tmp_path / "bent"
    clips.mkdir()
    with RecordingWriter(clips / "supine-hamstring.poses", 1280, 720, "constructed") as writer:
        for pose in perform("supine-hamstring", position=leg_raise(70.0, knee_deg=23.0)):
            writer.write(pose)
    text = in_force_today().replace('[[exercise]]\nid = "bridge"\nreps = 6\n', "")
    faults = []
    for limit in ("26", "20"):
        file = write(
            tmp_path / "a.posecheck", text.replace('"knee-bent.ok" = 26', f'"knee-bent.ok" = {limit}')
        )
        assert posecheck("plan", "import", file, "--yes").returncode == 0
        done = posecheck("routine", "--clips", clips, "--keep")
        assert done.returncode == 0, done.stderr
        with History(tmp_path / "data" / "history.sqlite3") as history:
            session = history.last_session()
            assert session is not None
            (exercise,) = history.exercises(session.id)
        result = exercise.result if isinstance(exercise.result, dict) else json.loads(exercise.result or "{}")
        faults.append({each["id"] for each in result["faults"]})
    assert "knee-bent" not in faults[0]
    assert "knee-bent" in faults[1]
