"""Which thresholds can be swept, and what is said of the others."""

from __future__ import annotations

import pytest
from fixtures.cases import each_of

from posecheck.exercise import Hold, Reps
from posecheck.exercise.catalogue import all_exercises, find_exercise
from posecheck.lab.tuning.limits import chosen_limits, left_out, limits_of
from posecheck.profiles.thresholds import addresses
from posecheck.support.errors import InputError

TUNABLE = [
    exercise
    for exercise in all_exercises().values()
    if exercise.primary and isinstance(exercise.dose, Hold | Reps) and not exercise.opt_in
]


@each_of("exercise", TUNABLE, ids=lambda each: each.id)
def test_every_judging_threshold_is_either_swept_or_left_out_with_a_reason(exercise) -> None:
    swept = [limit.address for limit in limits_of(exercise)]
    assert len(set(swept)) == len(swept)
    judging = {address for address, each in addresses(exercise).items() if each.judges}
    assert set(swept) | set(left_out(exercise)) == judging
    assert all(left_out(exercise).values())


@each_of("exercise", TUNABLE, ids=lambda each: each.id)
def test_a_limit_has_the_value_of_its_threshold(exercise) -> None:
    known = addresses(exercise)
    assert {limit.address: known[limit.address].value for limit in limits_of(exercise)} == {
        limit.address: limit.value for limit in limits_of(exercise)
    }


@each_of("asked", ["knee-bent", "supine-hamstring.knee-bent", "knee-bent.ok"])
def test_a_check_may_be_asked_for_by_its_name_or_its_address(asked: str) -> None:
    found = chosen_limits(find_exercise("supine-hamstring"), asked)
    assert [limit.address for limit in found] == ["supine-hamstring.knee-bent.ok"]


def test_an_unknown_check_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(InputError, match="did you mean 'knee-bent'"):
        chosen_limits(find_exercise("supine-hamstring"), "knee-bend")


@each_of("asked", ["primary.zone", "pace.stop_deg_s", "knee-bent.good"])
def test_a_threshold_that_cannot_be_swept_says_why(asked: str) -> None:
    with pytest.raises(InputError, match="is not tuned: it"):
        chosen_limits(find_exercise("supine-hamstring"), asked)


def test_steps_have_nothing_to_tune() -> None:
    with pytest.raises(InputError, match="no position that is held"):
        limits_of(find_exercise("march"))


def test_limits_of_safety_are_not_tuned() -> None:
    opt_in = next(exercise for exercise in all_exercises().values() if exercise.opt_in)
    with pytest.raises(InputError, match="there for safety"):
        limits_of(opt_in)
