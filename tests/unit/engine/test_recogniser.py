"""What is done is recognised, and nothing is recognised where nothing is done."""

from __future__ import annotations

from fixtures.cases import each_of

from posecheck.engine.recogniser import Recogniser
from posecheck.exercise import Guided
from posecheck.exercise.catalogue import all_exercises
from posecheck.testing import PERFORMANCES, STANDING, Viewpoint, perform, pose_of

#: A constructed performance of each exercise that has clips of its own as well.
SHOWN = ("supine-hamstring", "knee-to-chest", "bridge", "bird-dog", "childs-pose", "side-bend")


def recogniser() -> Recogniser:
    return Recogniser(all_exercises().values())


@each_of("exercise", [name for name in SHOWN if name in PERFORMANCES])
def test_a_performed_exercise_is_recognised(exercise: str) -> None:
    watching = recogniser()
    for pose in perform(exercise, fps=15.0):
        watching.step(pose)
    found = watching.recognised()
    assert found.exercise is not None
    assert found.exercise.id == exercise
    assert next(iter(found.evidence_s)) == exercise


def test_standing_about_is_no_exercise() -> None:
    watching = recogniser()
    for n in range(150):
        watching.step(pose_of(STANDING, Viewpoint(yaw_deg=0.0), time_s=n / 15.0))
    assert watching.recognised().exercise is None


def test_nothing_seen_is_no_exercise() -> None:
    assert recogniser().recognised().exercise is None


def test_guided_and_opt_in_exercises_are_never_recognised() -> None:
    candidates = recogniser().recognised().evidence_s
    for exercise in all_exercises().values():
        if exercise.opt_in or isinstance(exercise.dose, Guided):
            assert exercise.id not in candidates
