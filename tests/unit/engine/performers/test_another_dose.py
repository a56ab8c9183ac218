"""A kind of dose that posecheck does not know: one module, one registration, and every room can do with it.

The module is the example of docs/CONTRIBUTING.md.
"""

from __future__ import annotations

import importlib.util
import io
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

import posecheck
from posecheck.book.description import describe
from posecheck.book.page import page
from posecheck.engine.events import Step
from posecheck.engine.trainer import Trainer
from posecheck.exercise import Counted, Dose, Exercise, Hold
from posecheck.exercise.catalogue import all_exercises
from posecheck.outputs.console import print_verdict
from posecheck.profiles.thresholds import addresses
from posecheck.routines.plan import plan_routine, takes_s
from posecheck.routines.regressions import easier_version
from posecheck.routines.routine import Activity, Routine
from posecheck.session.dose_progress import DoseProgress
from posecheck.session.script import dose_words
from posecheck.session.whole_exercise import WholeExercise
from posecheck.support.errors import InputError
from posecheck.testing import FRONT, STANDING, JointAngles, Limbs, Timetable, film, moving, steady

if TYPE_CHECKING:
    from posecheck.engine.result import Result

EXAMPLE = Path(__file__).parents[4] / "docs" / "example-dose" / "posecheck_breaths.py"
ARMS_UP = JointAngles(left=Limbs(shoulder=170.0), right=Limbs(shoulder=170.0))
SLOW = Timetable(in_s=4.0, hold_s=0.5, out_s=4.0, times=3)
HASTY = Timetable(in_s=0.8, hold_s=0.2, out_s=0.8, times=3)


@pytest.fixture(scope="module")
def breathing() -> Exercise:
    spec = importlib.util.spec_from_file_location("posecheck_breaths", EXAMPLE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (exercise,) = module.EXERCISES
    assert isinstance(exercise, Exercise)
    return exercise


def judged(exercise: Exercise, table: Timetable) -> tuple[Result, list[Step]]:
    with posecheck.open_session(exercise) as session:
        poses = film(moving(STANDING, ARMS_UP, table), steady(table.duration_s, 15.0), FRONT)
        steps = [session.take(pose) for pose in poses]
    return session.result, steps


def test_its_performer_counts_and_scores(breathing: Exercise) -> None:
    result, steps = judged(breathing, SLOW)
    assert len(result.reps) == 3
    assert not result.faults
    assert result.score == 100
    assert steps[-1].assessment.reps == 3


def test_its_own_fault_is_found_and_said(breathing: Exercise) -> None:
    result, _ = judged(breathing, HASTY)
    assert {fault.id for fault in result.faults} == {"too-fast"}
    assert "Slower. Let the breath lead the arms." in [cue.text for cue in result.cues]


def test_its_verdict_is_printed(breathing: Exercise) -> None:
    printed = io.StringIO()
    print_verdict(judged(breathing, SLOW)[0], breathing, Console(file=printed, width=100))
    assert "3 repetitions" in printed.getvalue()


def test_a_routine_plans_it_and_knows_when_a_set_is_over(breathing: Exercise) -> None:
    routine = Routine("breath", "Breath", "", (Activity("breathing-arms", reps=2),))
    (turn,) = plan_routine(routine, all_exercises() | {"breathing-arms": breathing}).turns
    assert turn.exercise.dose == replace(breathing.dose, count=2)
    assert takes_s(turn) == pytest.approx(turn.before_s + 10.0)
    progress = DoseProgress(turn.exercise)
    over = [progress.take(step) for step in judged(turn.exercise, SLOW)[1]]
    assert not over[0]
    assert over[-1]
    assert progress.complete


def test_a_live_session_asks_for_it_and_knows_when_all_is_done(breathing: Exercise) -> None:
    routine = Routine("breath", "Breath", "", (Activity("breathing-arms"),))
    (turn,) = plan_routine(routine, all_exercises() | {"breathing-arms": breathing}).turns
    assert dose_words(turn) == "3 times."
    whole = WholeExercise(breathing)
    steps = judged(breathing, SLOW)[1]
    whole.take(steps[0])
    assert not whole.complete
    for step in steps[1:]:
        whole.take(step)
    assert whole.complete


def test_what_is_easier_of_it_is_half_of_it(breathing: Exercise) -> None:
    version = easier_version(breathing, (), lambda _: None)
    assert version is not None
    assert version.exercise.dose == breathing.dose.halved()
    assert version.said == "An easier version: only 2 times."


def test_the_book_and_a_profile_know_its_numbers(breathing: Exercise) -> None:
    assert describe(breathing)["dose"] == {
        "kind": "breaths",
        "words": "3 breaths of 5 s or more.",
        "counts": "movements",
        "numbers": {"count": 3.0, "breath_s": 5.0},
    }
    assert addresses(breathing)["breathing-arms.dose.breath_s"].value == 5.0
    assert "time of a breath" in page([breathing])


def test_a_kind_that_is_derived_is_done_as_its_parent() -> None:
    @dataclass(frozen=True, slots=True)
    class Linger(Hold):
        kind = "linger"

    exercise = replace(all_exercises()["supine-hamstring"], dose=Linger(7.0))
    assert Trainer(exercise).step(film(lambda _t: STANDING, [0.0])[0]).assessment.target_s == 7.0


def test_a_kind_that_nobody_performs_is_refused_with_what_to_do() -> None:
    class Silence(Dose):
        kind = "silence"
        counts = Counted.TIME
        set_s = 60.0
        words = "silence"

        def halved(self) -> Silence:
            return self

    exercise = replace(all_exercises()["breathing"], dose=Silence())
    with pytest.raises(InputError, match=r"dose of 'breathing', Silence;.*register\(Silence"):
        Trainer(exercise)
