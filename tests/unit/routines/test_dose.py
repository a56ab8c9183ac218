"""Doses that are smaller and ranges that are shorter."""

from __future__ import annotations

import pytest
from fixtures.cases import each_of

from posecheck.exercise import Hold
from posecheck.exercise.catalogue import all_exercises
from posecheck.routines.dose import set_s, with_half_the_dose, with_reduced_range

EXERCISES = all_exercises()


@each_of("name", EXERCISES)
def test_half_the_dose_takes_less_time_and_can_still_count(name: str) -> None:
    exercise, gentler = EXERCISES[name], with_half_the_dose(EXERCISES[name])
    assert 0 < set_s(gentler) < set_s(exercise)
    if isinstance(gentler.dose, Hold):
        assert gentler.dose.target_s >= gentler.dose.credit_s


@each_of("name", EXERCISES)
def test_a_shorter_range_never_asks_for_more_and_stays_in_order(name: str) -> None:
    before, after = EXERCISES[name].primary, with_reduced_range(EXERCISES[name]).primary
    if before is None or after is None or before == after:
        return
    assert after.zone <= before.zone
    assert after.good[1] <= before.good[1]
    assert after.ok[1] <= before.ok[1]
    assert after.ok[0] <= after.good[0] <= after.good[1] <= after.ok[1]


def test_a_stretch_ends_a_fifth_earlier() -> None:
    primary = with_reduced_range(EXERCISES["supine-hamstring"]).primary
    assert primary is not None
    assert (primary.good[1], primary.ok[1]) == pytest.approx((72.0, 80.0))
