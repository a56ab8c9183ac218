"""Which clips would decide a threshold: who is lacking, and where good and faulty holds leave a gap."""

from __future__ import annotations

import numpy as np
from fixtures.cases import each_of

from posecheck.exercise import Severity
from posecheck.lab.tuning.decisions import Counts
from posecheck.lab.tuning.evidence import Thin, ThresholdEvidence, weighed
from posecheck.lab.tuning.limits import Limit
from posecheck.lab.tuning.objective import Objective
from posecheck.lab.tuning.wanted_clips import Gap, WantedClip, decide_it, gap_of, wanted_clips

VALUES = np.arange(10.0, 60.5, 0.5)
#: Who, whether the fault is marked, and up to which value it is told.
Hold = tuple[str, bool, float]
#: A value below all that are tried: told at none.
NEVER = 0.0


def evidence(*holds: Hold, now: float = 20.0, sign: int = 1) -> tuple[ThresholdEvidence, list[str]]:
    """Return what clips of one hold each say of a limit, and who is in them."""
    told = np.array([sign * VALUES <= sign * place for _, _, place in holds], np.float64)
    marked = np.array([[float(faulty)] for _, faulty, _ in holds])
    counts = Counts(
        told * marked,
        (1.0 - told) * marked,
        told * (1.0 - marked),
        (1.0 - told) * (1.0 - marked),
        np.zeros_like(told),
        np.ones((len(holds), 1)),
    )
    people = [who for who, _, _ in holds]
    limit = Limit("supine-hamstring.knee-bent.ok", "knee-bent", "knee-bent", Severity(2), sign, now)
    return weighed(limit, VALUES, counts, people, Objective.F1, 1.0), people


def wanted(*holds: Hold, **changes: float) -> tuple[WantedClip, ...]:
    found, people = evidence(*holds, **changes)  # type: ignore[arg-type]
    return wanted_clips(found, people, Objective.F1, 1.0)


def test_a_second_person_of_each_kind_is_wanted_where_the_clips_leave_a_gap() -> None:
    found = wanted(("anna", True, 27.0), ("ben", False, 18.0))
    assert {(each.shows, each.people, each.others, each.low, each.high) for each in found} == {
        (True, 1, ("anna",), 18.0, 27.0),
        (False, 1, ("ben",), None, 18.0),
    }


def test_where_good_and_faulty_holds_overlap_the_overlap_is_wanted() -> None:
    found = wanted(("anna", True, 18.0), ("ben", False, 27.0))
    assert [(each.low, each.high) for each in found if each.shows] == [(18.0, 27.0)]


def test_of_a_limit_from_below_the_gap_has_its_ends_the_right_way_round() -> None:
    found = wanted(("anna", True, 20.0), ("ben", False, 40.0), now=30.0, sign=-1)
    assert {(each.shows, each.low, each.high) for each in found} == {(True, 20.0, 40.0), (False, 40.0, None)}


@each_of(
    "holds, shows, people, low, high",
    [
        ([("anna", True, 27.0)], False, 2, None, 27.0),
        ([("anna", False, 18.0), ("ben", False, NEVER)], True, 2, 18.0, None),
        ([("anna", False, NEVER), ("ben", False, NEVER)], True, 2, 10.0, None),
        ([("anna", True, NEVER), ("ben", True, 30.0)], False, 2, None, None),
    ],
    ids=["no good hold", "no fault", "no fault, told nowhere", "a fault that no value tells"],
)
def test_with_one_kind_of_hold_the_other_is_wanted_of_two_people(holds, shows, people, low, high) -> None:
    found = next(each for each in wanted(*holds) if each.shows is shows)
    assert (found.people, found.low, found.high) == (people, low, high)


TWO_OF_EACH: tuple[Hold, ...] = (
    ("anna", True, 27.0),
    ("ben", True, 30.0),
    ("carl", False, 18.0),
    ("dora", False, 12.0),
)


def test_with_two_people_of_each_kind_the_next_is_for_whoever_marks_it_to_judge() -> None:
    (found,) = wanted(*TWO_OF_EACH)
    assert (found.shows, found.people, found.low, found.high) == (None, 1, 18.0, 27.0)


def test_nothing_is_wanted_where_something_is_suggested() -> None:
    found, people = evidence(*TWO_OF_EACH, now=50.0)
    assert found.suggestion is not None
    assert wanted_clips(found, people, Objective.F1, 1.0) == ()


def test_the_clip_that_leaves_fewest_values_undecided_comes_first() -> None:
    found = wanted(("anna", True, 50.0), ("ben", False, 18.0))
    assert [each.narrows_to for each in found] == sorted(each.narrows_to for each in found)
    assert found[0].shows
    assert found[0].narrows_to < found[1].narrows_to


def test_clips_decide_a_limit_only_when_the_strict_rule_would_then_speak() -> None:
    found, people = evidence(("anna", True, 27.0), ("ben", False, 18.0), now=50.0)
    assert found.thin == Thin.ONE_CLASS
    both = wanted_clips(found, people, Objective.F1, 1.0)
    assert decide_it(both, found, people, Objective.F1, 1.0)
    assert not decide_it((), found, people, Objective.F1, 1.0)


def test_a_clip_that_may_turn_out_either_way_decides_nothing_beforehand() -> None:
    found, people = evidence(*TWO_OF_EACH)
    assert not decide_it(wanted(*TWO_OF_EACH), found, people, Objective.F1, 1.0)


@each_of(
    "holds, gap",
    [
        ([("anna", True, 27.0), ("ben", False, 18.0), ("carl", False, NEVER)], Gap(18.0, 27.0)),
        ([("anna", True, 27.0), ("ben", False, NEVER)], Gap(10.0, 27.0)),
        ([("anna", True, 27.0), ("ben", True, NEVER)], Gap(None, None)),
        ([("anna", False, 12.0)], Gap(12.0, None)),
    ],
    ids=["both", "told nowhere", "a fault that no value tells", "no fault"],
)
def test_a_gap_is_from_the_furthest_good_hold_to_the_least_faulty_one(holds, gap: Gap) -> None:
    found, _ = evidence(*holds)
    assert gap_of(found) == gap
