"""The rules on true poses: what a perfect estimator would see in the samples.

Whatever fails here is a fault of the rules and not of the landmarks.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fixtures.cases import each_of

from posecheck.engine.result import SourceInfo, as_data
from posecheck.engine.result_builder import ResultBuilder
from posecheck.engine.trainer import Trainer
from posecheck.exercise import Exercise, Hold
from posecheck.exercise.catalogue import all_exercises
from posecheck.lab.evaluation.clips import Clip, find_clips
from posecheck.lab.evaluation.truth import truth_poses
from posecheck.lab.labels import Kind
from posecheck.pose import Side

SAMPLES = Path(__file__).parents[2] / "samples"
EXERCISES = all_exercises()
CLIPS = [clip for clip in find_clips([SAMPLES]) if clip.label.exercise in {None, *EXERCISES}]
#: The samples hold their positions for 4 to 8 s.
HOLD_TARGET_S = 4.0
#: Beginning and end of a hold are found this near to the label.
WITHIN_S = 0.5
#: Faults that only the outline of the body tells, which true poses do not have.
BY_OUTLINE = {"back-rounded"}


def of_kind(*kinds: Kind) -> list[Any]:
    return [pytest.param(clip, id=clip.name) for clip in CLIPS if clip.label.kind in kinds]


def judged(clip: Clip, exercise: Exercise | None = None) -> dict[str, Any]:
    """Return the result of the true poses of `clip`."""
    exercise = exercise or EXERCISES[str(clip.label.exercise)]
    target_s = HOLD_TARGET_S if isinstance(exercise.dose, Hold) else None
    trainer = Trainer(exercise, hold_target_s=target_s)
    width, height = clip.label.size
    result = ResultBuilder(exercise, SourceInfo(clip.name, width, height, clip.label.duration_s))
    for pose in truth_poses(clip):
        result.add(pose, trainer.step(pose))
    return as_data(result.finish(trainer.finish()))


def positions(result: dict[str, Any]) -> list[tuple[float, float, str]]:
    """Return beginning, end and side of every hold or top of a repetition."""
    holds = [(hold["start_s"], hold["end_s"], hold["side"]) for hold in result["holds"]]
    return holds + [(rep["hold_start_s"], rep["hold_end_s"], rep["side"]) for rep in result["reps"]]


def labelled(clip: Clip) -> list[tuple[float, float, Side]]:
    """Return the same of the label; a step is at its top for a moment."""
    plateaus = [(each.start_s, each.end_s, each.side) for each in clip.label.plateaus]
    return plateaus or [(rep.time_s, rep.time_s, rep.side) for rep in clip.label.reps]


#: In these the label names the arm that reaches; the exercise counts by the leg, which is the other one.
LABELLED_BY_ARM = {"bird-dog", "dead-bug"}
#: What the rules do not do yet, clip by clip; the test fails when one of them is put right.
POSITION_MISSED = {
    "standing_side_bend_hips_not_square": "the turned hips lean a second before and after the bend",
    "inversion_correct": "the table slows down so gently that it seems to stand still 0.7 s early",
    "inversion_too_fast": "the table slows down so gently that it seems to stand still 0.7 s early",
}
FAULT_MISSED = {"cat_cow_too_fast": "the first of four hasty movements is over before it is judged"}


@each_of("clip", of_kind(Kind.CORRECT, Kind.FAULTY))
def test_every_position_is_found_within_half_a_second_and_on_its_side(clip: Clip) -> None:
    by_arm = clip.label.exercise in LABELLED_BY_ARM
    found, missing = positions(judged(clip)), []
    for start_s, end_s, named in labelled(clip):
        side = named.other if by_arm else named
        same = [
            each
            for each in found
            if abs(each[0] - start_s) <= WITHIN_S
            and abs(each[1] - end_s) <= WITHIN_S
            and (side not in (Side.LEFT, Side.RIGHT) or each[2] in (side.value, "both"))
        ]
        if same:
            found.remove(same[0])
        else:
            missing.append((start_s, end_s, side.value))
    if clip.name in POSITION_MISSED:
        assert missing or found, "they are found now: take the clip out of POSITION_MISSED"
    else:
        assert (missing, found) == ([], [])


@each_of("clip", of_kind(Kind.FAULTY))
def test_every_fault_is_found_while_it_is_there(clip: Clip) -> None:
    found = judged(clip)["faults"]
    missing = [
        fault.id
        for fault in clip.label.faults
        if fault.id not in BY_OUTLINE
        and not any(
            each["id"] in {fault.id, *fault.also}
            and each["start_s"] <= fault.end_s + WITHIN_S
            and each["end_s"] >= fault.start_s - WITHIN_S
            for each in found
        )
    ]
    if clip.name in FAULT_MISSED:
        assert missing, "it is found now: take the clip out of FAULT_MISSED"
    else:
        assert missing == [], f"only {[each['id'] for each in found]} are found"


@each_of("clip", of_kind(Kind.CORRECT))
def test_a_correct_performance_has_no_fault_that_is_spoken_of_and_scores_well(clip: Clip) -> None:
    result = judged(clip)
    assert [fault["id"] for fault in result["faults"] if fault["severity"] >= 2] == []
    assert result["scored"]
    assert result["score"] >= 85.0


@each_of("exercise", EXERCISES.values(), ids=EXERCISES.keys())
@each_of("clip", of_kind(Kind.NEGATIVE))
def test_where_nobody_exercises_nothing_is_counted_and_nothing_scored(clip: Clip, exercise: Exercise) -> None:
    result = judged(clip, exercise)
    assert positions(result) == []
    assert not result["scored"]
    assert result["score"] is None


@each_of("clip", of_kind(Kind.WRONG_VIEW))
def test_from_the_wrong_side_nothing_is_scored_and_the_reason_says_so(clip: Clip) -> None:
    result = judged(clip)
    assert positions(result) == []
    assert not result["scored"]
    assert result["score"] is None
    assert "camera" in result["reason"]


def test_the_samples_cover_every_kind() -> None:
    assert {clip.label.kind for clip in CLIPS} == set(Kind)
