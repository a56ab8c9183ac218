"""The whole way: a physio labels, tunes and prescribes; the patient trains and measures; a report comes back.

Two places of settings and data stand for two computers; what goes from one to the other is two files.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from posecheck.exercise.catalogue import find_exercise
from posecheck.lab.labelling.label_file import with_marks, write_label
from posecheck.lab.labelling.new_label import new_label
from posecheck.lab.labelling.session import LabelSession
from posecheck.pose import Pose, Side
from posecheck.pose.recording import RecordingWriter, read_recording
from posecheck.routines.screening_questions import ABOUT_MOVEMENT, EMERGENCIES, TO_BE_AGREED
from posecheck.testing import Person, Timetable, Viewpoint, film, leg_raise, steady

FPS = 15.0
CAMERA = Viewpoint(yaw_deg=90.0)
#: One labelled hold; a hold as long as is prescribed, and two that are not.
ONCE = Timetable(rest_s=2.0, in_s=2.4, hold_s=6.0, out_s=2.4)
LONG = Timetable(rest_s=4.0, in_s=3.0, hold_s=15.0, out_s=3.0)
SHORT = Timetable(rest_s=4.0, in_s=3.0, hold_s=6.5, out_s=3.0, times=2)
#: Three slow raises with time to lie still before each, as a test asks for them.
THRICE = Timetable(rest_s=6.0, in_s=3.0, hold_s=8.0, out_s=3.0, times=3)
#: Runs a command, and ends it when it asks for a socket that is not of this computer alone.
WATCHED = """
import sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"):
        raise SystemExit(f"SOCKET {event} {arguments}")
    if event == "socket.__new__" and arguments[1] in (2, 10):
        raise SystemExit(f"SOCKET {event} {arguments}")
sys.addaudithook(watch)
from posecheck.cli import main
main()
"""


@dataclass(frozen=True)
class Place:
    """Somebody's computer."""

    folder: Path

    def run(self, *words: object, typed: str = "") -> str:
        """Return what a command that ends well prints."""
        done = subprocess.run(
            [sys.executable, "-c", WATCHED, *map(str, words)],
            env=os.environ
            | {
                "POSECHECK_CONFIG_DIR": str(self.folder / "config"),
                "POSECHECK_DATA_DIR": str(self.folder / "data"),
                "COLUMNS": "300",
                "NO_COLOR": "1",
            },
            cwd=self.folder,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, f"{words}: {done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr


@pytest.fixture
def physio(tmp_path: Path) -> Place:
    (tmp_path / "physio").mkdir()
    return Place(tmp_path / "physio")


@pytest.fixture
def patient(tmp_path: Path) -> Place:
    (tmp_path / "patient").mkdir()
    return Place(tmp_path / "patient")


def raises(table: Timetable, person: Person, knee_deg: float, seed: int) -> list[Pose]:
    """Return somebody on their back who raises the left leg to 70°."""
    return film(
        lambda time_s: leg_raise(70.0 * table.share(time_s), knee_deg=knee_deg * table.share(time_s)),
        steady(table.duration_s, FPS),
        CAMERA,
        noise_px=0.5,
        seed=seed,
        person=person,
    )


def write(path: Path, poses: list[Pose]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with RecordingWriter(path, CAMERA.width_px, CAMERA.height_px, path.stem) as recording:
        for pose in poses:
            recording.write(pose)
    return path


def labelled(clip: Path, *, bent: bool) -> None:
    """Mark the hold, and the bent knee or good form in it, by keys."""
    recording = read_recording(clip)
    exercise = find_exercise("supine-hamstring")
    times_s = [pose.time_s for pose in recording.poses()]
    session = LabelSession.start(times_s, ["knee-bent"], side=Side.LEFT)
    (start_s, end_s), *_ = ONCE.holds()
    for key in ("h", "1" if bent else "g"):
        session = session.seek(start_s).press(key).seek(end_s).press(key)
    nothing = new_label(
        exercise,
        fps=FPS,
        size=(CAMERA.width_px, CAMERA.height_px),
        frames=len(times_s),
        duration_s=times_s[-1] + 1 / FPS,
    )
    write_label(clip.with_suffix(".toml"), with_marks(nothing, session.marks))


#: Two people whose knees do not get straight: who, how far the knee is bent, whether that is to be corrected.
CLIPS = {
    "anna-1": ("anna", Person(size=0.94), 23.0, False),
    "anna-2": ("anna", Person(size=0.94), 25.0, False),
    "anna-3": ("anna", Person(size=0.94), 42.0, True),
    "ben-1": ("ben", Person(torso_m=0.47), 24.0, False),
    "ben-2": ("ben", Person(torso_m=0.47), 40.0, True),
}


def answers(**yes: str) -> str:
    """Return what is typed to all questions of the screening: no, unless a yes is named."""
    typed = ["n"] * len(EMERGENCIES) + ["y"]
    typed += [yes.get(each.id.replace("-", "_"), "n") for each in TO_BE_AGREED]
    typed += yes.get("agreed", "").split()
    typed += ["n"] * len(ABOUT_MOVEMENT)
    return "".join(f"{each}\n" for each in typed)


def test_from_the_physiotherapist_to_the_patient_and_back(physio: Place, patient: Place) -> None:
    # The physiotherapist labels five clips of two people, and tunes.
    clips = physio.folder / "clips"
    for number, (name, (_, person, knee_deg, bent)) in enumerate(CLIPS.items()):
        labelled(write(clips / f"{name}.poses", raises(ONCE, person, knee_deg, number)), bent=bent)
    for who in ("anna", "ben"):
        theirs = sorted(clips.glob(f"{who}-*.poses"))
        physio.run("label", *theirs, "--subject", who, "--labelled-by", "the practice", "--no-window")
    tuned = physio.run(
        "tune", "supine-hamstring", *sorted(clips.glob("*.poses")), "--check", "knee-bent",
        "--save", "stiff-knees", "--yes",
    )  # fmt: skip
    assert "now corrects from 20°" in tuned
    assert "3 holds you marked good" in tuned
    assert "and still caught both that you marked with it" in tuned

    # She prescribes, with what was tuned.
    physio.run(
        "plan", "new", "k.posecheck", "--exercise", "supine-hamstring", "--profile", "stiff-knees",
        "--from", "Anna Berg", "--for", "K", "--title", "For the back of your legs",
    )  # fmt: skip
    prescription = physio.folder / "k.posecheck"
    text = prescription.read_text(encoding="utf-8")
    assert '"knee-bent.ok"' in text
    for line, wanted in {"# sets = 2": "sets = 1", "# hold_s = 30": "hold_s = 12"}.items():
        assert line in text
        text = text.replace(line, wanted)
    prescription.write_text(text + '\n[[assess]]\ntest = "straight-leg-raise"\n', encoding="utf-8")
    physio.run("plan", "check", "k.posecheck")

    # The patient's side follows it, after the questions: pain for long, and she agrees to the exercises.
    imported = patient.run("plan", "import", prescription, "--yes")
    assert "Anna Berg" in imported
    patient.run("screening", typed=answers(six_weeks="y", agreed="y 2 1"))
    plan = patient.run("routine", "--plan")
    assert "Anna Berg" in plan
    assert "Supine hamstring stretch" in plan
    patient.run("goals", "add", "tying my shoes", "--level", "4")
    me = Person(size=1.03)
    training = patient.folder / "training"
    write(training / "supine-hamstring.poses", raises(LONG, me, 24.0, 10))
    right = [pose.mirrored() for pose in raises(SHORT, me, 24.0, 12)]
    write(training / "supine-hamstring-right.poses", right)
    trained = patient.run("routine", "--clips", training, "--no-window", "--keep")
    assert "You did 2 of 2 sets, 1 of them with the full dose." in trained
    assert "Push your heel" not in trained, "the knee may be bent as far as was prescribed"
    test = write(patient.folder / "test.poses", raises(THRICE, me, 5.0, 11))
    measured = patient.run("assess", "straight-leg-raise", test, "--side", "left", "--keep")
    assert "70 degrees on average" in measured

    # The report goes back.
    patient.run("report", "--clinician", "--out", "k.json", "--fhir", "k.fhir.json")
    report = json.loads((patient.folder / "k.json").read_text(encoding="utf-8"))
    assert report["prescription"]["prescriber"] == "Anna Berg"
    assert report["name"] == "", "no name unless she gives one"
    sides = {each["side"]: each for each in report["exercises"]}
    assert {side: each["asked"]["hold_s"] for side, each in sides.items()} == {"left": 12.0, "right": 12.0}
    assert {side: (each["sets_done"], each["sets_full"]) for side, each in sides.items()} == {
        "left": (1, 1),
        "right": (1, 0),
    }
    (assessed,) = report["assessments"]
    assert (assessed["test"], assessed["side"]) == ("straight-leg-raise", "left")
    assert assessed["mean"] == pytest.approx(70.0, abs=1.0)
    assert assessed["error"] > 0.0
    assert [(each["text"], each["last"]["value"]) for each in report["goals"]] == [("tying my shoes", 4.0)]
    bundle = json.loads((patient.folder / "k.fhir.json").read_text(encoding="utf-8"))
    kinds = {each["resource"]["resourceType"] for each in bundle["entry"]}
    assert {"Observation", "QuestionnaireResponse", "CarePlan", "Device"} <= kinds
