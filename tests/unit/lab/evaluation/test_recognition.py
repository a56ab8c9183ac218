"""What a clip is taken for when nobody names an exercise, on constructed people."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from posecheck.exercise.catalogue import find_exercise
from posecheck.lab.evaluation.clips import Clip
from posecheck.lab.evaluation.outcome import judge_clip
from posecheck.lab.evaluation.recognition import Recognition, recognition
from posecheck.testing import JointAngles, film, perform


@pytest.fixture(scope="module")
def raises() -> list:
    return perform("supine-hamstring")


def test_a_performance_is_recognised_and_counts_under_its_name(label, raises: list) -> None:
    found = recognition(Clip("a", Path("a.poses"), label(exercise="supine-hamstring"), None), raises)
    assert (found.found, found.own, found.candidate) == ("supine-hamstring",) * 2 + (True,)
    assert found.counted >= 1
    assert not found.wrong


def test_a_clip_of_something_else_that_is_recognised_is_told_with_that_exercise(label, raises: list) -> None:
    clip = Clip("a", Path("a.poses"), label(exercise=None, kind="negative"), None)
    exercises = [find_exercise(each) for each in ("plank", "supine-hamstring")]
    plank, hamstring = (each.outcome for each in judge_clip(clip, exercises, raises, recognise=True))
    assert plank.recognition is None
    assert hamstring.recognition is not None
    assert hamstring.recognition.wrong


def test_somebody_who_stands_is_nothing(label) -> None:
    poses = film(lambda _time_s: JointAngles(), [n / 15 for n in range(45)])
    found = recognition(Clip("a", Path("a.poses"), label(exercise=None, kind="negative"), None), poses)
    assert (found.found, found.counted, found.wrong) == (None, 0, False)


def test_nobody_asks_unless_told_to(label, raises: list) -> None:
    clip = Clip("a", Path("a.poses"), label(exercise="supine-hamstring"), None)
    (judged,) = judge_clip(clip, [find_exercise("supine-hamstring")], raises[:30])
    assert judged.outcome.recognition is None


def test_an_exercise_that_has_to_be_asked_for_is_no_candidate(label, raises: list) -> None:
    found = recognition(Clip("a", Path("a.poses"), label(exercise="inversion-table"), None), raises[:5])
    assert not found.candidate


def test_from_a_wrong_view_nothing_need_be_recognised() -> None:
    view = Recognition("wrong-view", "bridge", candidate=False, found=None, counted=0)
    assert not view.wrong
    assert not replace(view, found="bridge").wrong
    assert replace(view, found="plank").wrong
