"""Told holds are matched with the labelled ones, each at most once, in order and by side."""

from __future__ import annotations

from itertools import combinations
from types import SimpleNamespace
from typing import Any

import pytest
from fixtures.cases import each_of
from hypothesis import given
from hypothesis import strategies as st

from posecheck.exercise.catalogue import find_exercise
from posecheck.lab.evaluation.positions import compare_positions, iou, matching, working_side
from posecheck.lab.evaluation.trace import Interval
from posecheck.pose import Side

L, R, B = Side.LEFT, Side.RIGHT, Side.BOTH


def told(exercise: str, *intervals: tuple[float, float, Side, bool]) -> Any:
    return SimpleNamespace(
        exercise=find_exercise(exercise), intervals=[Interval(*each) for each in intervals]
    )


def plateaus(*spans: tuple[float, float, str]) -> list[dict]:
    return [{"start_s": start, "end_s": end, "side": side} for start, end, side in spans]


def test_a_hold_that_is_told_a_little_late_is_found_with_its_errors(label) -> None:
    found = compare_positions(
        told("childs-pose", (4.2, 8.9, B, True)),
        label(exercise="childs-pose", plateaus=plateaus((4, 9, "both"))),
        judgeable=True,
    )
    (position,) = found.labelled
    assert found.exact
    assert (position.start_error_s, position.end_error_s) == (pytest.approx(0.2), pytest.approx(-0.1))
    assert position.iou == pytest.approx(4.7 / 5.0)


def test_a_hold_that_is_told_twice_is_found_once_and_not_exact(label) -> None:
    found = compare_positions(
        told("childs-pose", (4.0, 6.0, B, True), (6.5, 9.0, B, True)),
        label(exercise="childs-pose", plateaus=plateaus((4, 9, "both"))),
        judgeable=True,
    )
    assert (found.extra, found.counted, found.expected_count) == (1, 2, 1)
    assert found.labelled[0].start_error_s == pytest.approx(2.5)
    assert not found.exact


def bridges(label, told_at: tuple[float, float], tolerance_s: float = 0.0):
    """Return how a quick bridge, labelled from 4 to 4.4 s, was found when it was told at another time."""
    about = label(plateaus=plateaus((4.0, 4.4, "both")), tolerance_s=tolerance_s)
    return compare_positions(told("bridge", (*told_at, B, True)), about, judgeable=True)


def test_a_quick_top_told_beside_the_label_is_found_within_a_second(label) -> None:
    found = bridges(label, (4.9, 5.3))
    assert found.exact
    assert found.labelled[0].within
    assert found.labelled[0].iou == 0.0


def test_a_label_read_by_eye_may_be_wrong_by_its_tolerance(label) -> None:
    assert not bridges(label, (5.3, 5.7)).labelled[0].found
    by_eye = bridges(label, (5.3, 5.7), tolerance_s=0.5)
    assert by_eye.exact
    assert by_eye.labelled[0].within
    assert not bridges(label, (5.6, 6.0), tolerance_s=0.5).exact


def test_the_hold_that_overlaps_is_taken_before_one_that_is_only_near(label) -> None:
    about = label(plateaus=plateaus((4.0, 4.4, "both")))
    found = compare_positions(told("bridge", (3.3, 3.7, B, True), (4.2, 4.9, B, True)), about, judgeable=True)
    assert found.labelled[0].start_error_s == pytest.approx(0.2)
    assert found.extra == 1


def test_a_hold_is_within_reach_when_both_ends_are(label) -> None:
    def within(start_s: float, end_s: float, tolerance_s: float) -> bool:
        about = label(plateaus=plateaus((4.0, 9.0, "both")), tolerance_s=tolerance_s)
        found = compare_positions(told("bridge", (start_s, end_s, B, True)), about, judgeable=True)
        return found.labelled[0].within

    assert within(5.0, 8.0, 0.0)
    assert not within(5.3, 8.0, 0.0)
    assert within(5.3, 8.0, 0.5)
    assert not within(5.3, 7.0, 0.5)


def test_a_step_read_by_eye_is_found_within_its_tolerance(label) -> None:
    def found(tolerance_s: float) -> bool:
        about = label(exercise="march", reps=[{"time_s": 4.0, "side": "left"}], tolerance_s=tolerance_s)
        return compare_positions(told("march", (4.5, 4.5, L, True)), about, judgeable=True).exact

    assert not found(0.0)
    assert found(0.5)


def test_the_right_number_on_the_wrong_side_is_not_exact(label) -> None:
    spans = plateaus((4, 9, "left"), (12, 17, "right"))
    right = told("knee-to-chest", (4, 9, L, True), (12, 17, R, True))
    wrong = told("knee-to-chest", (4, 9, L, True), (12, 17, L, True))
    about = label(exercise="knee-to-chest", plateaus=spans)
    assert compare_positions(right, about, judgeable=True).exact
    assert not compare_positions(wrong, about, judgeable=True).exact


def test_the_right_number_at_another_time_is_not_exact(label) -> None:
    found = compare_positions(
        told("childs-pose", (12, 17, B, True)),
        label(exercise="childs-pose", plateaus=plateaus((4, 9, "both"))),
        judgeable=True,
    )
    assert (found.counted, found.extra, found.exact) == (1, 1, False)


@each_of("counted, exact", [(False, True), (True, False)])
def test_a_hold_labelled_as_too_short_is_not_to_be_counted(label, *, counted: bool, exact: bool) -> None:
    about = label(
        exercise="knee-to-chest",
        kind="faulty",
        plateaus=plateaus((4, 6, "left")),
        faults=[{"id": "short-hold", "start_s": 4, "end_s": 6}],
    )
    found = compare_positions(told("knee-to-chest", (4, 6, L, counted)), about, judgeable=True)
    assert found.expected_count == 0
    assert found.exact is exact


def test_where_there_is_nothing_to_judge_everything_told_is_too_much(label) -> None:
    about = label(kind="wrong-view", plateaus=plateaus((4, 9, "both")))
    found = compare_positions(told("bridge", (4, 9, B, True)), about, judgeable=False)
    assert (found.labelled, found.extra, found.expected_count, found.exact) == ((), 1, 0, False)


def test_steps_are_matched_by_time_and_side(label) -> None:
    reps = [
        {"time_s": 2.0, "side": "left"},
        {"time_s": 2.5, "side": "right"},
        {"time_s": 3.0, "side": "left"},
    ]
    found = compare_positions(
        told("march", (2.1, 2.1, L, True), (2.55, 2.55, L, True), (3.3, 3.3, L, True)),
        label(exercise="march", view="front", reps=reps),
        judgeable=True,
    )
    assert [position.found for position in found.labelled] == [True, False, False]
    assert found.extra == 2


@each_of(
    "exercise, labelled, works",
    [("bird-dog", L, R), ("dead-bug", R, L), ("knee-to-chest", L, L), ("bridge", B, B), ("bridge", L, B)],
)
def test_the_working_side_of_a_label_is_that_of_the_leg(exercise: str, labelled: Side, works: Side) -> None:
    assert working_side(find_exercise(exercise), labelled) is works


@each_of(
    "one, other, value",
    [((0, 4), (0, 4), 1.0), ((0, 4), (2, 6), 1 / 3), ((0, 4), (4, 6), 0.0), ((0, 1), (5, 6), 0.0)],
)
def test_intersection_over_union(one: tuple, other: tuple, value: float) -> None:
    assert iou(one, other) == pytest.approx(value)
    assert iou(other, one) == pytest.approx(value)


worths = st.lists(
    st.lists(st.sampled_from([0.0, 0.1, 0.25, 0.5, 1.0]), min_size=3, max_size=3), min_size=0, max_size=4
)


@given(worths)
def test_no_matching_without_crossing_is_worth_more(table: list[list[float]]) -> None:
    rows, columns = len(table), 3 if table else 0
    pairs = matching(rows, columns, lambda row, column: table[row][column])
    assert all(table[row][column] > 0 for row, column in pairs)
    assert pairs == sorted(pairs)
    best = max(
        sum(table[row][column] for row, column in zip(some, others, strict=True))
        for size in range(min(rows, columns) + 1)
        for some in combinations(range(rows), size)
        for others in combinations(range(columns), size)
    )
    assert sum(table[row][column] for row, column in pairs) == pytest.approx(best)
