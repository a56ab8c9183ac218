"""The result of one exercise as plain data."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from fixtures.cases import each_of

from posecheck.engine.result import SourceInfo, as_data, read_result, result_schema
from posecheck.engine.result_builder import ResultBuilder, result_without_exercise
from posecheck.engine.trainer import Trainer
from posecheck.exercise import Hold
from posecheck.exercise.catalogue import all_exercises, find_exercise
from posecheck.exercise.faults import FAULTS
from posecheck.pose import Landmark, Pose
from posecheck.support.errors import InputError
from posecheck.testing import (
    LEFT_SIDE,
    PERFORMANCES,
    STANDING,
    JointAngles,
    Timetable,
    Viewpoint,
    film,
    leg_raise,
    moving,
    perform,
    steady,
)

KEYS = {
    "schema",
    "posecheck",
    "profile",
    "exercise",
    "side",
    "source",
    "frames",
    "frames_with_pose",
    "frames_valid",
    "scored",
    "score",
    "score_parts",
    "provisional",
    "reason",
    "holds",
    "reps",
    "faults",
    "not_seen",
    "cues",
    "view",
    "measures",
}
LEGS = [Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE, Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE]
SLR = PERFORMANCES["supine-hamstring"]


def result_of(exercise: str, poses: Iterable[Pose], duration_s: float = math.nan) -> dict[str, Any]:
    what = find_exercise(exercise)
    trainer = Trainer(what, hold_target_s=4.0 if isinstance(what.dose, Hold) else None)
    builder = ResultBuilder(what, SourceInfo("clip.mp4", 1280, 720, duration_s))
    for pose in poses:
        builder.add(pose, trainer.step(pose))
    return as_data(builder.finish(trainer.finish()))


def slr(
    hidden: Callable[[float], list[Landmark]] = lambda _t: [], camera: Viewpoint = LEFT_SIDE
) -> dict[str, Any]:
    motion = moving(SLR.rest, SLR.position, SLR.table)
    return result_of("supine-hamstring", film(motion, steady(16.0, 15.0), camera, hidden=hidden))


def hold(camera_and_more: dict[str, Any]) -> dict[str, Any]:
    assert len(camera_and_more["holds"]) == 1
    only: dict[str, Any] = camera_and_more["holds"][0]
    return only


@each_of("exercise", ["supine-hamstring", "standing-hamstring", "bridge", "march"])
def test_a_result_has_exactly_the_keys_of_schema_1_and_is_json(exercise: str) -> None:
    result = result_of(exercise, perform(exercise))
    assert set(result) == KEYS
    assert result["schema"] == 1
    assert result["exercise"] == exercise
    assert json.loads(json.dumps(result, allow_nan=False)) == result


def test_a_good_hold_is_scored_and_its_parts_make_the_score() -> None:
    result = slr()
    parts = result["score_parts"]
    assert result["scored"]
    assert result["reason"] is None
    assert result["side"] == "left"
    assert result["score"] == pytest.approx(
        0.6 * parts["form"] + 0.2 * parts["hold"] + 0.2 * parts["control"], abs=0.2
    )
    assert hold(result)["counted"]
    assert hold(result)["held_s"] == pytest.approx(6.0, abs=1.2)
    assert hold(result)["score"] == result["score"]


def test_a_result_says_which_profile_it_was_judged_by() -> None:
    source = SourceInfo("clip.mp4", 1280, 720, 1.0)
    assert ResultBuilder(find_exercise("bridge"), source).finish([]).profile == "default"
    gentle = ResultBuilder(find_exercise("bridge"), source, profile="gentle").finish([])
    assert gentle.profile == "gentle"


def test_frames_are_counted_seen_and_judged() -> None:
    result = slr()
    assert result["frames"] == result["frames_with_pose"] == 240
    assert 0.9 * 240 <= result["frames_valid"] <= 240


def test_the_measures_are_those_of_the_held_position() -> None:
    raised = slr()["measures"]["leg-raise"]
    assert raised["unit"] == "deg"
    assert raised["hold_median"] == pytest.approx(70.0, abs=0.5)
    assert raised["min"] == pytest.approx(0.0, abs=1.0)
    assert raised["max"] == pytest.approx(70.0, abs=1.0)


def test_what_was_never_seen_is_null_and_not_0() -> None:
    rounding = result_of("standing-hamstring", perform("standing-hamstring"))["measures"]["rounding"]
    assert rounding == {"unit": "chord lengths", "hold_median": None, "min": None, "max": None}


def test_a_check_that_matters_most_and_was_never_seen_makes_the_score_provisional() -> None:
    assert result_of("standing-hamstring", perform("standing-hamstring"))["provisional"]
    assert not slr()["provisional"]


def test_with_less_than_60_percent_of_the_frames_judged_and_no_hold_there_is_no_score_and_no_0() -> None:
    result = slr(lambda t: [*LEGS] if t >= 4.0 else [])
    assert result["frames_valid"] < 0.6 * result["frames"]
    assert not result["scored"]
    assert result["score"] is None
    assert result["score_parts"] is None
    assert "could be judged" in result["reason"]


def test_a_hold_that_was_hidden_for_most_of_its_time_has_no_score() -> None:
    hidden = slr(lambda t: [*LEGS] if t > 6.0 and t % 2.0 < 1.6 else [])
    assert hidden["holds"]
    assert not hidden["scored"]
    assert "could be judged" in hidden["reason"]


def test_whoever_walks_in_lies_down_and_gets_up_keeps_the_score() -> None:
    def all_of_it(time_s: float) -> JointAngles:
        return STANDING if not 20.0 <= time_s < 36.0 else motion(time_s - 20.0)

    motion = moving(SLR.rest, SLR.position, SLR.table)
    result = result_of("supine-hamstring", film(all_of_it, steady(56.0, 15.0)))
    assert result["frames_valid"] < 0.6 * result["frames_with_pose"]
    assert result["scored"]
    assert result["score"] == pytest.approx(slr()["score"], abs=2.0)


@each_of("knee_deg", [25.0, 35.0])
def test_a_knee_bent_through_the_whole_hold_is_not_called_good(knee_deg: float) -> None:
    result = result_of(
        "supine-hamstring", perform("supine-hamstring", position=leg_raise(70.0, knee_deg=knee_deg))
    )
    spoken = [fault for fault in result["faults"] if fault["severity"] >= 2]
    assert [fault["id"] for fault in spoken] == ["knee-bent"]
    assert result["score"] < 70.0


def test_from_the_wrong_side_the_reason_says_how_to_turn() -> None:
    result = slr(camera=Viewpoint(10.0))
    assert not result["scored"]
    assert result["score"] is None
    assert "Turn" in result["reason"]
    assert [view["state"] for view in result["view"]][-1] == "block"


def test_an_empty_picture_is_no_score_of_0() -> None:
    result = result_of("bridge", [Pose.nobody(n / 15, 640, 480) for n in range(60)])
    assert (result["scored"], result["score"]) == (False, None)
    assert result["reason"] == "Nobody was seen in the picture."
    assert result["frames_with_pose"] == 0


@each_of("count", [1, 2, 3])
def test_a_few_pictures_are_too_short_whatever_is_in_them(count: int) -> None:
    result = result_of("bridge", [Pose.nobody(n / 15, 640, 480) for n in range(count)])
    assert (result["scored"], result["score"]) == (False, None)
    assert result["reason"].startswith("It is too short")
    source = SourceInfo("clip.mp4", 640, 480, count / 15)
    assert result_without_exercise(source, count, 0).reason == result["reason"]


def test_no_frame_at_all_is_a_result_as_well() -> None:
    result = result_of("bridge", [])
    assert (result["frames"], result["score"]) == (0, None)
    assert set(result) == KEYS


def test_somebody_who_never_got_into_the_position_is_told_so() -> None:
    result = result_of("supine-hamstring", film(lambda _t: SLR.rest, steady(10.0, 15.0)))
    assert not result["scored"]
    assert "not held long enough" in result["reason"]


def test_the_views_follow_one_another_without_a_gap() -> None:
    result = slr(lambda t: list(Landmark) if 6.0 < t < 11.0 else [])
    views = result["view"]
    assert views[0]["start_s"] == 0.0
    assert views[-1]["end_s"] == pytest.approx(15.933, abs=0.01)
    assert all(a["end_s"] == b["start_s"] for a, b in pairwise(views))
    assert all(a["state"] != b["state"] or a["reason"] != b["reason"] for a, b in pairwise(views))


def test_faults_and_cues_are_in_order_and_known() -> None:
    result = result_of(
        "supine-hamstring", perform("supine-hamstring", position=leg_raise(110.0, knee_deg=35.0))
    )
    assert len(result["faults"]) >= 2
    starts = [fault["start_s"] for fault in result["faults"]]
    assert starts == sorted(starts)
    assert {fault["id"] for fault in result["faults"]} <= FAULTS.keys()
    assert all(fault["start_s"] <= fault["end_s"] for fault in result["faults"])
    spoken = [cue["time_s"] for cue in result["cues"]]
    assert spoken == sorted(spoken)
    assert {cue["fault"] for cue in result["cues"]} - {None} <= FAULTS.keys()


def test_two_sides_are_reported_as_both() -> None:
    table = Timetable(times=2)
    swapping = replace(SLR, swapping=True, table=table)
    result = result_of("supine-hamstring", film(swapping.at, steady(table.duration_s, 15.0)))
    assert result["side"] == "both"
    assert [each["side"] for each in result["holds"]] == ["left", "right"]


def test_the_score_of_two_holds_is_weighted_by_how_long_they_lasted() -> None:
    result = result_of("supine-hamstring", perform("supine-hamstring", table=Timetable(times=2)))
    scores = [each["score"] for each in result["holds"]]
    assert len(scores) == 2
    assert min(scores) <= result["score"] <= max(scores)


def test_a_source_that_does_not_know_how_long_it_is_lasts_until_its_last_frame() -> None:
    assert slr()["source"]["duration_s"] == pytest.approx(15.933, abs=0.01)
    poses = perform("supine-hamstring")
    assert result_of("supine-hamstring", poses, duration_s=16.5)["source"]["duration_s"] == 16.5


def test_an_exercise_that_one_camera_cannot_judge_is_never_scored() -> None:
    guided = [each.id for each in all_exercises().values() if each.observability.value == "C"]
    assert guided
    for name in guided:
        result = result_of(name, perform("supine-hamstring"))
        assert not result["scored"]
        assert "One camera cannot judge" in result["reason"]


def test_a_result_is_read_back_as_it_was_written() -> None:
    data = json.loads(json.dumps(slr()))
    assert as_data(read_result(data)) == data


def test_a_result_from_before_unseen_faults_were_told_is_read() -> None:
    data = slr()
    del data["not_seen"]
    assert read_result(data).not_seen == ()


@each_of("change, said", [({"schema": 2}, "schema 2"), ({"holds": 3}, "holds"), ({"score": "high"}, "score")])
def test_a_result_that_cannot_be_read_is_refused_in_a_sentence(change: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_result(slr() | change)


def test_the_published_schema_is_that_of_the_program() -> None:
    published = Path(__file__).parents[3] / "docs" / "result.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == result_schema()
