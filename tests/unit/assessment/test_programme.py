"""Assessments in the live loop: what is said in which order, and what came of it."""

from __future__ import annotations

from functools import cache

import pytest
from fixtures.assessment_rehearsal import assessed_live, joined, thrice

from posecheck.assessment.catalogue import ASSESSMENTS
from posecheck.assessment.programme import Asked, AssessmentProgramme, asked_of
from posecheck.assessment.result import AssessmentResult
from posecheck.assessment.wording import NOTE, OPENING, TAKEN
from posecheck.pose import Side

LEG = ASSESSMENTS["straight-leg-raise"]


@cache
def both_legs() -> tuple[list[str], list[AssessmentResult]]:
    """Return what is said to somebody who raises each leg three times, and what came of it."""
    poses = joined([thrice(LEG, Side.LEFT), thrice(LEG, Side.RIGHT)])
    said, results = assessed_live(asked_of([LEG]), poses)
    return [each.text for each in said], results


def test_each_side_has_three_repetitions() -> None:
    _, results = both_legs()
    assert [each.side for each in results] == [Side.LEFT, Side.RIGHT]
    for result in results:
        assert len(result.values) == 3
        first, _, last = result.values
        assert first is not None
        assert last is not None
        assert first < last == result.best
        assert result.remarks == ()


def test_safety_is_said_before_everything() -> None:
    said, _ = both_legs()
    assert tuple(said[: len(OPENING)]) == OPENING


def test_it_is_said_how_to_lie_where_the_camera_stands_and_what_to_do() -> None:
    said, _ = both_legs()
    place = said.index(f"Camera: {LEG.exercise.camera}")
    assert said.index(LEG.title) < place < said.index(LEG.exercise.setup) < said.index(NOTE)


def test_the_other_side_follows_with_how_to_turn() -> None:
    said, _ = both_legs()
    at = said.index("Now the right leg.")
    assert said[at + 1] == "Turn around so that your right leg is nearer to me."
    assert any(each.startswith("Straight leg raise, left: ") for each in said[:at])


def test_repetitions_are_counted_and_the_result_is_said() -> None:
    said, _ = both_legs()
    assert said.count("That was 1 of 3.") == said.count("That was 2 of 3.") == 2
    assert said[-3] == TAKEN
    assert said[-2].startswith("Straight leg raise, left: ")
    assert said[-1].startswith("Straight leg raise, right: ")
    assert said.count(said[-1]) == 1


def test_nobody_is_urged_to_go_further() -> None:
    said, _ = both_legs()
    assert not [each for each in said if "further" in each.lower()]


def test_who_bends_the_knee_hears_it_and_has_no_value() -> None:
    from dataclasses import replace

    figure = LEG.exercise.figure
    assert figure is not None
    working = replace(figure.position.working, knee=35.0)
    bent = replace(
        LEG,
        exercise=replace(LEG.exercise, figure=replace(figure, position=figure.position.but(working=working))),
    )
    said, (result,) = assessed_live(asked_of([LEG], Side.LEFT), thrice(bent, Side.LEFT, (1.0, 1.0, 1.0)))
    texts = [each.text for each in said]
    assert "Keep the knee straight, even if the leg comes down a little." in texts
    assert (result.best, result.remarks) == (None, ("knee-bent",))
    assert "Straight leg raise, left: none could be measured: the knee was bent." in texts


@pytest.mark.parametrize("language", ["de"])
def test_it_speaks_the_language_of_the_person(language: str) -> None:
    said, _ = assessed_live(asked_of([LEG], Side.LEFT), thrice(LEG, Side.LEFT), language)
    assert OPENING[0] not in [each.text for each in said]


def programme(asked: list[Asked]) -> AssessmentProgramme:
    """Return a programme of which nothing is done."""

    def never(*_: object) -> object:
        raise AssertionError

    return AssessmentProgramme(asked, never, never)  # type: ignore[arg-type]


def test_the_camera_moves_only_where_the_next_test_needs_it_elsewhere() -> None:
    tests = [ASSESSMENTS[each] for each in ("straight-leg-raise", "prone-press-up", "fingertip-to-floor")]
    plan = programme(asked_of(tests, Side.LEFT))
    moves = []
    while plan.current is not None:
        moves.append(plan.current.moves_camera)
        plan.skip()
    assert moves == [False, False, True]


def test_the_other_side_may_come_first() -> None:
    plan = programme(asked_of([LEG]))
    assert plan.turn_round(Side.LEFT)
    assert plan.current is not None
    assert plan.following is not None
    assert (plan.current.side, plan.following.side) == (Side.RIGHT, Side.LEFT)


def test_the_last_side_has_no_other_one() -> None:
    plan = programme(asked_of([LEG], Side.LEFT))
    assert not plan.turn_round(Side.LEFT)


def test_who_stops_early_has_what_was_done_and_a_remark() -> None:
    _, (result,) = assessed_live(asked_of([LEG], Side.LEFT), thrice(LEG, Side.LEFT, (1.0,)))
    assert len(result.values) == 1
    assert result.remarks == ("fewer-repetitions",)
