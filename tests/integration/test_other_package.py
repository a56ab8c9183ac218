"""Another installed package adds an exercise through the entry-point group ``posecheck.exercises``."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from posecheck.pose.recording import RecordingWriter
from posecheck.testing import perform

TINY = '''\
"""One exercise of somebody else."""

from posecheck.exercise import (
    Check, Exercise, Folder, Hold, Near, Observability, Posture, Primary, Severity, View, at_most, leg_pace,
)
from posecheck.exercise.measures import KNEE_FLEXION, LEG_RAISE

EXERCISES = (
    Exercise(
        id="strap-stretch",
        title="Strap stretch",
        folder=Folder.HAMSTRING,
        targets=("hamstrings",),
        setup="Lie on your back with a strap around one foot. Raise that leg.",
        camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high. The raised leg is nearer to the camera.",
        view=View.SIDE,
        near=Near.WORKING_LEG,
        posture=(Posture.SUPINE, Posture.INVERTED),
        observability=Observability.A,
        sides=True,
        primary=Primary(LEG_RAISE, zone=30, good=(55, 90), ok=(30, 100), rest=0),
        checks=(
            Check(
                "knee-bent", KNEE_FLEXION, at_most(10, 20), Severity.SPEAK, "Straight, please.", source="x"
            ),
        ),
        dose=Hold(target_s=5, sets=1),
        pace=leg_pace(LEG_RAISE),
        source="a test",
    ),
)
'''


@pytest.fixture
def installed(tmp_path: Path) -> Callable[[str], dict[str, str]]:
    """Return a function that lays out an installed package with a module of that text."""

    def install(text: str) -> dict[str, str]:
        site = tmp_path / "site"
        information = site / "strap_stretch-1.0.dist-info"
        information.mkdir(parents=True)
        (site / "strap_stretch.py").write_text(text)
        (information / "METADATA").write_text("Metadata-Version: 2.1\nName: strap-stretch\nVersion: 1.0\n")
        (information / "entry_points.txt").write_text("[posecheck.exercises]\nstrap = strap_stretch\n")
        before = os.environ.get("PYTHONPATH")
        return {"PYTHONPATH": os.pathsep.join([str(site), *([before] if before else [])])}

    return install


def test_its_exercise_is_listed_after_ours(posecheck_process, installed) -> None:
    listed = posecheck_process("exercises", **installed(TINY)).stdout
    ids = [line.split()[0] for line in listed.splitlines() if line]
    assert ids.index("strap-stretch") > ids.index("bridge")


def test_its_exercise_is_shown_and_told_as_data(posecheck_process, installed) -> None:
    environment = installed(TINY)
    shown = posecheck_process("exercises", "strap-stretch", **environment)
    assert shown.returncode == 0
    assert "Straight, please." in shown.stdout
    data = json.loads(posecheck_process("exercises", "strap-stretch", "--json", **environment).stdout)
    assert data["checks"][0]["cue"] == "Straight, please."


def test_its_exercise_has_its_page_and_picture_in_the_book(
    posecheck_process, installed, tmp_path: Path
) -> None:
    assert posecheck_process("exercises", "--book", tmp_path / "book", **installed(TINY)).returncode == 0
    assert "## Strap stretch" in (tmp_path / "book" / "exercises.md").read_text(encoding="utf-8")
    assert (tmp_path / "book" / "pictures" / "exercises" / "strap-stretch.svg").exists()


def test_its_exercise_judges_a_recording(posecheck_process, installed, tmp_path: Path) -> None:
    poses = perform("supine-hamstring")
    recording, result = tmp_path / "raise.poses", tmp_path / "result.json"
    with RecordingWriter(recording, poses[0].width_px, poses[0].height_px, "constructed") as writer:
        for pose in poses:
            writer.write(pose)
    done = posecheck_process(
        "replay", recording, "--exercise", "strap-stretch", "--json", result, **installed(TINY)
    )
    assert done.returncode == 0, done.stderr
    judged = json.loads(result.read_text(encoding="utf-8"))
    assert judged["exercise"] == "strap-stretch"
    assert any(hold["counted"] for hold in judged["holds"])
    assert judged["score"] > 80


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("import a_library_that_is_not_there\n", "a_library_that_is_not_there"),
        ("exercises = ()\n", "EXERCISES"),
        ("EXERCISES = None\n", "cannot be loaded"),
        ("EXERCISES = ('a word',)\n", "'a word'"),
        (TINY.replace("strap-stretch", "bridge"), "'bridge'"),
        (TINY.replace('"x"', '"x", side="workin"'), "expected 'working' or 'other' or 'near' or 'far'"),
    ],
    ids=[
        "does not import",
        "names no exercises",
        "holds nothing",
        "holds something else",
        "takes an id of ours",
        "looks at a side that there is not",
    ],
)
def test_a_broken_package_gives_one_clear_sentence(
    posecheck_process, installed, text: str, said: str
) -> None:
    done = posecheck_process("exercises", **installed(text))
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert "package" in done.stderr or "uninstall" in done.stderr
    assert len(done.stderr.splitlines()) == 1
