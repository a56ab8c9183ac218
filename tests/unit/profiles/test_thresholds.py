"""Every number of an exercise has an address, a range, and can be put back."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
from fixtures.cases import each_of
from hypothesis import given
from hypothesis import strategies as st

from posecheck.exercise import Exercise, Hold, Reps, Severity, Steps
from posecheck.exercise.catalogue import all_exercises
from posecheck.profiles.cue_texts import with_wordings, wordings
from posecheck.profiles.threshold_parts import named_checks, named_primaries
from posecheck.profiles.thresholds import Threshold, addresses, problem_with, with_threshold, with_thresholds
from posecheck.support.errors import InputError

EXERCISES = all_exercises()
SUPINE = EXERCISES["supine-hamstring"]
every_exercise = each_of("exercise", EXERCISES.values())
THRESHOLDS = [
    pytest.param(exercise, threshold, id=threshold.address)
    for exercise in EXERCISES.values()
    for threshold in addresses(exercise).values()
]


def knee_bent(exercise: Exercise) -> tuple[float, float]:
    band = named_checks(exercise)["knee-bent"].band
    return band.good_high, band.ok_high


# --- addresses ---


def test_the_addresses_of_an_exercise_are_its_edges() -> None:
    assert list(addresses(SUPINE)) == [
        f"supine-hamstring.{rest}"
        for rest in (
            "primary.zone", "primary.good_low", "primary.good_high", "primary.ok", "primary.cap",
            "knee-bent.good", "knee-bent.ok", "hips-lifted.good", "hips-lifted.ok",
            "shoulders-lifted.good", "shoulders-lifted.ok",
            "pace.good_deg_s", "pace.stop_deg_s", "dose.target_s", "dose.sets", "dose.credit_s",
        )
    ]  # fmt: skip


def test_a_band_with_two_ends_has_four_edges() -> None:
    bent = {t.edge: t.value for t in addresses(EXERCISES["bridge"]).values() if t.part == "feet-misplaced"}
    assert set(bent) == {"ok_low", "good_low", "good_high", "ok_high"}
    assert bent["ok_low"] < bent["good_low"] < bent["good_high"] < bent["ok_high"]


def test_several_checks_with_one_fault_keep_names_of_their_own() -> None:
    qualified = {
        f"{name}.{check}"
        for name, exercise in EXERCISES.items()
        for check, said in named_checks(exercise).items()
        if check != said.fault
    }
    # These are in people's profiles: a new check must get another name, and never take one of these.
    assert qualified == {
        "standing-hamstring.knee-bent-other",
        "seated-figure-four.feet-misplaced-shin-tilt",
        "cat-cow.arms-misplaced-elbow-flexion",
        "cat-cow.not-there-yet-lower-end",
        "seated-rotation.leaning-trunk-length",
    }
    assert named_checks(EXERCISES["standing-hamstring"])["knee-bent"].side == "working"
    assert named_checks(EXERCISES["standing-hamstring"])["knee-bent-other"].side == "other"


def test_checks_that_differ_in_nothing_but_their_end_still_have_names_of_their_own() -> None:
    check = SUPINE.checks[0]
    alike = replace(SUPINE, checks=(check, replace(check, end=1), replace(check, end=-1)))
    assert list(named_checks(alike)) == ["knee-bent", "knee-bent-upper-end", "knee-bent-lower-end"]


@every_exercise
def test_no_check_is_left_without_an_address(exercise: Exercise) -> None:
    assert tuple(named_checks(exercise).values()) == exercise.checks
    parts = {threshold.part for threshold in addresses(exercise).values()}
    assert parts >= {*named_checks(exercise), *named_primaries(exercise), "dose"}


@each_of("exercise, threshold", THRESHOLDS)
def test_the_modules_own_value_is_allowed_and_has_a_source(exercise: Exercise, threshold: Threshold) -> None:
    del exercise
    assert threshold.low <= threshold.value <= threshold.high
    assert threshold.source
    assert threshold.unit or threshold.whole


# --- changing one ---


@every_exercise
def test_setting_everything_to_what_it_is_gives_the_same_exercise(exercise: Exercise) -> None:
    same = with_thresholds(exercise, {key: each.value for key, each in addresses(exercise).items()})
    assert same == exercise
    assert with_wordings(exercise, wordings(exercise)) == exercise


@each_of("exercise, threshold", THRESHOLDS)
def test_a_changed_threshold_is_found_again_and_nothing_else_changes(
    exercise: Exercise, threshold: Threshold
) -> None:
    before = addresses(exercise)
    step = 1.0 if threshold.whole else (threshold.high - threshold.low) / 1000.0
    candidates = [
        value
        for value in (threshold.value + step, threshold.value - step)
        if not problem_with(exercise, {threshold.address: value})
    ]
    if threshold.low == threshold.high:
        assert candidates == []
        return
    if not candidates:  # squeezed between edges of the same value, as a good edge that is the ok edge too
        neighbours = [each.value for each in before.values() if each.part == threshold.part]
        assert neighbours.count(threshold.value) > 1
        return
    after = addresses(with_threshold(exercise, threshold.address, candidates[0]))
    assert after[threshold.address].value == pytest.approx(candidates[0])
    assert {k: v for k, v in after.items() if k != threshold.address} == {
        k: v for k, v in before.items() if k != threshold.address
    }
    assert addresses(exercise) == before


def test_both_edges_can_move_past_where_the_other_was() -> None:
    moved = with_thresholds(
        SUPINE, {"supine-hamstring.knee-bent.ok": 50.0, "supine-hamstring.knee-bent.good": 40.0}
    )
    assert knee_bent(moved) == (40.0, 50.0)
    back = {"supine-hamstring.knee-bent.good": 5.0, "supine-hamstring.knee-bent.ok": 8.0}
    assert knee_bent(with_thresholds(moved, back)) == (5.0, 8.0)


def test_an_interval_that_is_written_from_deep_to_shallow_stays_so() -> None:
    cat_cow = EXERCISES["cat-cow"]
    changed = with_thresholds(
        cat_cow, {"cat-cow.primary-lower-end.cap": -85.0, "cat-cow.primary-lower-end.good_high": -14.0}
    )
    assert changed.primary is not None
    assert changed.primary.other is not None
    assert changed.primary.other.good == (-14.0, -80)
    assert changed.primary.other.ok == (-8, -85.0)
    assert changed.primary.good == cat_cow.primary.good


def test_doses_of_every_kind_can_be_changed() -> None:
    hold = with_threshold(SUPINE, "supine-hamstring.dose.sets", 3.0).dose
    assert isinstance(hold, Hold)
    assert (hold.sets, type(hold.sets)) == (3, int)
    reps = with_threshold(EXERCISES["bridge"], "bridge.dose.hold_s", 6.0).dose
    assert isinstance(reps, Reps)
    assert reps.hold_s == 6.0
    steps = with_thresholds(
        EXERCISES["march"], {"march.dose.cadence_low": 60.0, "march.dose.duration_s": 90.0}
    ).dose
    assert isinstance(steps, Steps)
    assert (steps.cadence, steps.duration_s) == ((60.0, 110), 90.0)


# --- what is allowed ---


@each_of(
    "exercise, address, inside, outside",
    [
        ("supine-hamstring", "knee-bent.ok", 10.0, 9.9),  # good is 10
        ("supine-hamstring", "knee-bent.ok", 80.0, 80.1),
        ("supine-hamstring", "knee-bent.good", 20.0, 20.1),  # ok is 20
        ("supine-hamstring", "knee-bent.good", 0.0, -0.1),
        ("supine-hamstring", "primary.cap", 115.0, 115.1),
        ("supine-hamstring", "primary.cap", 90.0, 89.9),  # good_high is 90
        ("supine-hamstring", "primary.zone", 5.0, 4.9),  # rest is 0
        ("supine-hamstring", "primary.zone", 90.0, 90.1),
        ("supine-hamstring", "pace.stop_deg_s", 135.0, 135.1),
        ("supine-hamstring", "pace.stop_deg_s", 45.0, 44.9),
        ("supine-hamstring", "dose.target_s", 3.0, 2.9),
        ("supine-hamstring", "dose.sets", 10.0, 11.0),
        ("supine-hamstring", "dose.sets", 2.0, 2.5),
        ("standing-hamstring", "back-rounded.ok", 0.15, 0.151),
        ("dead-bug", "leg-too-low.ok", -7.0, -7.1),  # severity 3, too low is what hurts
        ("dead-bug", "primary.cap", -10.0, -10.1),  # goes down into the position
        ("dead-bug", "primary.zone", 85.0, 85.1),  # rest is 90
        ("cat-cow", "primary-lower-end.cap", -105.0, -105.1),
        ("sphinx", "head-lifted.ok", -45.0, -34.0),  # at least: ok lies below good
        ("march", "dose.cadence_low", 110.0, 111.0),
    ],
)
def test_the_last_allowed_value_is_taken_and_the_next_is_not(
    exercise: str, address: str, inside: float, outside: float
) -> None:
    address = f"{exercise}.{address}"
    changed = with_threshold(EXERCISES[exercise], address, inside)
    assert addresses(changed)[address].value == inside
    with pytest.raises(InputError) as caught:
        with_threshold(EXERCISES[exercise], address, outside)
    assert address in str(caught.value)
    assert f"{outside:g}" in str(caught.value)


@each_of("value", [math.nan, math.inf, -math.inf])
def test_a_threshold_is_a_finite_number(value: float) -> None:
    with pytest.raises(InputError, match="0 to 80 deg"):
        with_threshold(SUPINE, "supine-hamstring.knee-bent.ok", value)


def test_an_unknown_address_gets_the_nearest() -> None:
    with pytest.raises(InputError, match=r"did you mean 'supine-hamstring\.knee-bent\.ok'"):
        with_threshold(SUPINE, "supine-hamstring.knee-bend.ok", 25.0)


def test_the_range_counts_from_the_module_however_often_a_cap_is_raised() -> None:
    raised = with_threshold(SUPINE, "supine-hamstring.primary.cap", 115.0)
    with pytest.raises(InputError, match="40 to 115 deg"):
        with_threshold(raised, "supine-hamstring.primary.cap", 116.0)


@every_exercise
def test_no_limit_of_safety_can_be_moved_far(exercise: Exercise) -> None:
    found = addresses(exercise)
    for name, primary in named_primaries(exercise).items():
        cap = found[f"{exercise.id}.{name}.cap"]
        beyond = cap.value - cap.low if primary.decreasing else cap.high - cap.value
        assert beyond <= (15.0 if cap.unit == "deg" else 0.05) + 1e-9
        assert beyond == 0.0 or not exercise.opt_in
    for name, check in named_checks(exercise).items():
        if check.severity < Severity.URGENT:
            continue
        for edge, sign in (("ok", 0.0), ("ok_low", -1.0), ("ok_high", 1.0)):
            limit = found.get(f"{exercise.id}.{name}.{edge}")
            if limit is None:
                continue
            outward = sign or (1.0 if math.isinf(check.band.ok_low) else -1.0)
            beyond = limit.high - limit.value if outward > 0 else limit.value - limit.low
            assert beyond <= (15.0 if limit.unit == "deg" else 0.05) + 1e-9


def test_nobody_is_led_to_hang_head_down_further_faster_or_longer() -> None:
    found = addresses(EXERCISES["inversion-table"])
    for rest in ("primary.cap", "pace.good_deg_s", "pace.stop_deg_s", "dose.target_s", "dose.sets"):
        threshold = found[f"inversion-table.{rest}"]
        assert threshold.high == threshold.value


@given(data=st.data())
def test_whatever_is_set_the_exercise_is_sound_or_a_sentence_says_why(data: st.DataObject) -> None:
    exercise = data.draw(st.sampled_from(list(EXERCISES.values())))
    found = addresses(exercise)
    chosen = data.draw(st.lists(st.sampled_from(list(found.values())), min_size=1, max_size=5))
    values = {
        each.address: data.draw(
            st.floats(each.low - 1.0, each.high + 1.0).map(round if each.whole else _same)
        )
        for each in chosen
    }
    try:
        changed = with_thresholds(exercise, values)
    except InputError as error:
        sentence = str(error)
        assert any(address in sentence for address in values)
        assert sentence.endswith(".")
        assert "\n" not in sentence
        return
    for primary in named_primaries(changed).values():
        (ok_low, ok_high), (good_low, good_high) = sorted(primary.ok), sorted(primary.good)
        assert ok_low <= good_low <= good_high <= ok_high
        assert good_low <= primary.zone if primary.decreasing else primary.zone <= good_high
        assert (primary.rest > primary.zone) is primary.decreasing
    assert {key: addresses(changed)[key].value for key in values} == values


_same: Callable[[float], float] = float
