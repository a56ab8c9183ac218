"""The summary of a session: what was done, one thing that went well, one to work on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from posecheck.engine.result import read_result
from posecheck.exercise import Guided
from posecheck.exercise.catalogue import find_exercise
from posecheck.pose import Side
from posecheck.routines.summary import DoneSet, SessionSummary, summarise

HAMSTRING, BRIDGE, MARCH = map(find_exercise, ("supine-hamstring", "bridge", "march"))
CUE = {"time_s": 8.0, "text": "Push your heel to the ceiling.", "kind": "fault", "fault": "knee-bent"}
BENT = {"id": "knee-bent", "severity": 2, "side": "left", "start_s": 7.0, "end_s": 30.0}


def result(score: float | None = 93.0, held_s: float = 30.0, reps: int = 0, faults=(), cues=(), **more: Any):
    """Return a result with a hold from 5 s on, or with repetitions of five seconds."""
    hold = {
        "side": "left", "start_s": 5.0, "end_s": 5.0 + held_s, "held_s": held_s,
        "counted": True, "score": score,
    }  # fmt: skip
    done = [
        {"side": "both", "start_s": 5.0 * n, "end_s": 5.0 * n + 5.0,
         "hold_start_s": 5.0 * n, "hold_end_s": 5.0 * n + 1.0, "score": score}
        for n in range(reps)
    ]  # fmt: skip
    return read_result({
        "schema": 1, "posecheck": "0", "exercise": "x", "profile": "default", "side": "left",
        "source": {"path": "c", "width": 1, "height": 1, "duration_s": 60.0},
        "frames": 9, "frames_with_pose": 9, "frames_valid": 9,
        "scored": score is not None, "score": score,
        "score_parts": {"form": score, "hold": 100.0, "control": 100.0} if score is not None else None,
        "provisional": False, "reason": None if score is not None else "The camera saw too little.",
        "holds": [hold] if held_s and not reps else [], "reps": done, "faults": list(faults),
        "cues": list(cues), "view": [], "measures": {}, **more,
    })  # fmt: skip


def stretched(*, planned: bool = True, **more: Any) -> DoneSet:
    return DoneSet(HAMSTRING, result(**more), Side.LEFT, planned=planned, holds=1)


def said(*sets: DoneSet, planned: int | None = None) -> SessionSummary:
    return summarise(sets, planned)


@pytest.mark.parametrize(
    ("sets", "planned", "words"),
    [
        ([], 8, "No set was done."),
        ([stretched(held_s=0.0, score=None)], 8, "No set was done."),
        ([stretched()], 1, "You did the one set there was, with its full dose."),
        ([stretched(), stretched()], 2, "You did all 2 sets, each with its full dose."),
        ([stretched()], 8, "You did 1 of 8 sets, each with its full dose."),
        ([stretched(held_s=6.0)], 8, "You did something of 1 of 8 sets, of none the full dose."),
        ([stretched(), stretched(held_s=6.0)], 8, "You did 2 of 8 sets, 1 of them with the full dose."),
        ([stretched(), stretched(planned=False)], 8, "You did 1 of 8 sets, each with its full dose."),
    ],
)
def test_what_was_done_of_the_plan_is_one_sentence(sets: list[DoneSet], planned: int, words: str) -> None:
    assert said(*sets, planned=planned).done == (words,)


def test_without_a_plan_each_exercise_is_told_with_its_dose() -> None:
    done = said(stretched(held_s=6.0), DoneSet(BRIDGE, result(reps=2))).done
    assert done == (
        "Supine hamstring stretch, left: Held once, for 6 seconds; a full dose is 30 seconds.",
        "Glute bridge: 2 of 8 repetitions.",
    )
    assert said().done == ("Nothing was counted.",)


def test_a_guided_exercise_is_done_when_it_was_followed_to_the_end() -> None:
    breathing = replace(BRIDGE, dose=Guided(60))
    assert DoneSet(breathing, None, complete=True).begun
    assert not DoneSet(breathing, None, complete=False).begun


def test_the_mean_is_of_what_was_done_by_its_time_and_says_how_much_that_was() -> None:
    summary = said(stretched(score=90.0), DoneSet(BRIDGE, result(score=60.0, reps=2)), stretched(score=None))
    assert summary.score == pytest.approx((90 * 30 + 60 * 10) / 40)
    assert summary.score_words == "Mean score 82 of 100, over 40 seconds that counted."
    assert said(stretched(score=None)).score_words is None


def test_the_best_set_that_was_seen_good_is_praised() -> None:
    summary = said(stretched(score=88.0), DoneSet(BRIDGE, result(score=99.0, reps=8)))
    assert summary.went_well == "What went well: Glute bridge. Good form from the first to the last."
    held = said(stretched(score=88.0)).went_well
    assert held == "What went well: Supine hamstring stretch, left. Held in good form for 30 seconds."


@pytest.mark.parametrize(
    "done",
    [
        stretched(score=None),
        stretched(score=84.0),
        stretched(provisional=True),
        stretched(faults=[BENT]),
        DoneSet(MARCH, result(score=100.0, reps=3)),
        DoneSet(find_exercise("inversion-table"), result(held_s=60.0)),
        DoneSet(HAMSTRING, None),
    ],
    ids=["unknown", "not great", "provisional", "faulty", "hardly begun", "only observed", "nobody"],
)
def test_what_was_not_seen_to_be_good_is_not_praised(done: DoneSet) -> None:
    assert said(done).went_well is None


def test_what_was_put_right_after_a_cue_is_praised_and_not_held_against_anybody() -> None:
    put_right = stretched(score=80.0, faults=[BENT | {"end_s": 12.0}], cues=[CUE])
    summary = said(put_right)
    assert summary.went_well is not None
    assert "You heard “Push your heel to the ceiling.” and put it right." in summary.went_well
    assert summary.to_work_on is None
    again = [BENT | {"end_s": 12.0}, BENT | {"start_s": 20.0}]
    assert said(stretched(score=80.0, faults=again, cues=[CUE])).went_well is None
    left = [BENT | {"end_s": 35.0}]  # with the position
    assert said(stretched(score=80.0, faults=left, cues=[CUE | {"time_s": 31.0}])).went_well is None


def test_the_gravest_fault_is_what_to_work_on_in_the_words_that_were_said() -> None:
    deep = {"id": "too-deep", "severity": 3, "side": "left", "start_s": 9.0, "end_s": 9.5}
    summary = said(stretched(score=60.0, faults=[BENT, deep], cues=[CUE]))
    assert summary.to_work_on is not None
    assert summary.to_work_on.startswith("To work on: Supine hamstring stretch, left. Ease back a little.")
    bent = said(stretched(score=60.0, faults=[BENT], cues=[CUE])).to_work_on
    assert bent == "To work on: Supine hamstring stretch, left. Push your heel to the ceiling."


def test_without_a_fault_a_short_hold_may_become_longer_and_never_deeper() -> None:
    short = {"id": "short-hold", "severity": 1, "side": "left", "start_s": 5.0, "end_s": 11.0}
    summary = said(stretched(held_s=6.0, faults=[short]))
    assert summary.to_work_on is not None
    assert "Stay a little longer" in summary.to_work_on
    assert said(stretched()).to_work_on is None


def test_what_the_camera_could_not_judge_is_said_with_its_reason() -> None:
    summary = said(stretched(score=None))
    assert summary.not_judged == "Supine hamstring stretch, left was not scored. The camera saw too little."
    assert said(stretched()).not_judged is None


def test_every_sentence_comes_in_the_order_in_which_it_is_said() -> None:
    summary = said(stretched(), stretched(held_s=6.0, faults=[BENT], cues=[CUE]), planned=4)
    starts = [each.split(" ", 2)[0] for each in summary.sentences]
    assert starts == ["You", "What", "To", "Mean"]
