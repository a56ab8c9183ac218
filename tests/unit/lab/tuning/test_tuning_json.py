"""What tuning found, for programs: every value with its decisions, and why nothing is suggested."""

from __future__ import annotations

import json
from pathlib import Path

from fixtures.cases import each_of

from posecheck.exercise.catalogue import all_exercises, find_exercise
from posecheck.lab.evaluation.clips import find_clips
from posecheck.lab.evaluation.landmarks import Landmarks
from posecheck.lab.tuning.evidence import Thin
from posecheck.lab.tuning.limits import chosen_limits
from posecheck.lab.tuning.measure_error import measure_error
from posecheck.lab.tuning.objective import Objective
from posecheck.lab.tuning.sweep import read_clips
from posecheck.lab.tuning.tune import poses_of, tune
from posecheck.lab.tuning.tuning_json import measure_of, tuning_json
from posecheck.profiles.threshold_parts import named_primaries

RECORDINGS = Path(__file__).parents[3] / "fixtures" / "tuning"


def told(*people: str):
    exercise = find_exercise("supine-hamstring")
    clips = find_clips([path for path in RECORDINGS.glob("*.poses") if path.stem[-2:] in people])
    read = read_clips(exercise, [(clip, poses_of(clip, Landmarks(Path()))) for clip in clips])
    tuning = tune(exercise, read, chosen_limits(exercise, "knee-bent"), Objective.F1)
    return json.loads(tuning_json(tuning, "default"))


def test_every_value_tells_its_decisions_on_all_clips() -> None:
    content = told("c2", "c3", "p1", "p4")
    (limit,) = content["limits"]
    at = limit["values"].index(20.0)
    assert (limit["hits"][at], limit["misses"][at], limit["false"][at], limit["passed"][at]) == (2, 0, 0, 2)
    assert (
        len({len(limit[name]) for name in ("values", "hits", "misses", "false", "passed", "false_cues")}) == 1
    )
    assert sum(clip["now"]["hits"] for clip in limit["clips"]) == 2
    assert [clip["subject"] for clip in content["clips"]] == ["c2", "p4", "c3", "p1"]


def test_every_clip_tells_where_its_holds_lie_and_every_limit_what_they_leave_open() -> None:
    content = told("c3", "p4")
    (limit,) = content["limits"]
    assert [(clip["marked"], clip["unmarked"]) for clip in limit["clips"]] == [([], [None]), ([40.5], [])]
    assert (limit["good_to"], limit["faulty_from"]) == (10.0, 40.5)
    assert [clip["kind"] for clip in content["clips"]] == ["correct", "faulty"]
    assert limit["error"] == measure_error("supine-hamstring", "knee-flexion")
    assert {each["shows"] for each in limit["wanted"]} == {True, False}
    assert limit["decided_by_wanted"]


@each_of(
    "people, thin", [(("c3",), Thin.ONE_CLIP), (("c2", "p4"), Thin.NO_FAULT), (("c3", "p1"), Thin.NO_GOOD)]
)
def test_why_nothing_is_suggested_has_a_name(people, thin: Thin) -> None:
    (limit,) = told(*people)["limits"]
    assert (limit["thin"], limit["suggestion"]) == (thin.name.lower(), None)


@each_of("exercise", [each for each in all_exercises().values() if each.primary], ids=lambda each: each.id)
def test_a_part_has_the_measure_that_it_judges(exercise) -> None:
    for part, primary in named_primaries(exercise).items():
        assert measure_of(exercise, part) is primary.measure
