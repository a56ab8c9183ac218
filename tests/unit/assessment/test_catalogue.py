"""The tests that there are, and that no exercise knows of them."""

from __future__ import annotations

import pytest
from fixtures.cases import each_of

from posecheck.assessment.catalogue import ASSESSMENTS, NOT_POSSIBLE, find_assessment
from posecheck.assessment.test import HELD_S, REPETITIONS
from posecheck.assessment.wording import REMARKS
from posecheck.exercise.catalogue import all_exercises
from posecheck.support.errors import InputError


def test_the_ids_are_those_that_prescriptions_and_histories_name() -> None:
    assert set(ASSESSMENTS) == {
        "straight-leg-raise", "active-knee-extension", "fingertip-to-floor", "seated-reach", "side-bend",
        "prone-press-up", "hip-extension",
    }  # fmt: skip


def test_no_test_is_an_exercise() -> None:
    assert {each.exercise.id for each in ASSESSMENTS.values()}.isdisjoint(all_exercises())


@each_of("test", ASSESSMENTS)
def test_a_test_is_three_holds_of_two_breaths(test: str) -> None:
    dose = ASSESSMENTS[test].exercise.dose
    assert (dose.sets, dose.position_s) == (REPETITIONS, HELD_S)


@each_of("test", ASSESSMENTS)
def test_what_can_be_lacking_has_words(test: str) -> None:
    assert {each.remark for each in ASSESSMENTS[test].conditions} <= set(REMARKS)


@each_of("test", ASSESSMENTS)
def test_only_what_makes_the_number_not_comparable_is_corrected(test: str) -> None:
    of = ASSESSMENTS[test]
    assert {each.check for each in of.conditions} == set(of.exercise.checks)


@each_of("test", ASSESSMENTS)
def test_a_test_says_where_it_comes_from_and_what_is_not_seen(test: str) -> None:
    assert ASSESSMENTS[test].sources
    assert ASSESSMENTS[test].not_seen


def test_the_schober_test_is_said_to_be_impossible() -> None:
    assert any(each.startswith("Modified Schober test") for each in NOT_POSSIBLE)


def test_a_wrong_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(InputError, match="Did you mean 'straight-leg-raise'"):
        find_assessment("straight-leg-rise")
