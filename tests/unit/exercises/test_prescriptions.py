"""What must hold for every exercise of the catalogue, whatever it is."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest
from fixtures.cases import Test, each_of

from posecheck.engine.events import State
from posecheck.engine.rules import judge, judge_primary
from posecheck.exercise import Check, Exercise, Guided, Measure, Relative, Severity, Unit
from posecheck.exercise.catalogue import all_exercises, find_exercise
from posecheck.exercise.faults import FAULTS
from posecheck.perception.body import Body
from posecheck.pose import LANDMARKS, Pose, Side
from posecheck.support.errors import InputError
from posecheck.testing import (
    ALL_FOURS,
    FRONT,
    LEFT_SIDE,
    PRONE,
    RIGHT_SIDE,
    SITTING,
    STANDING,
    JointAngles,
    Viewpoint,
    back_extension,
    bridge,
    hinge,
    knee_to_chest,
    knee_up,
    leg_raise,
    pose_of,
    side_bend,
)

EXERCISES = all_exercises()
CHECKS = [
    pytest.param(exercise, check, id=f"{name}.{check.fault}.{check.measure.name}.{check.side}")
    for name, exercise in EXERCISES.items()
    for check in exercise.checks
]
MEASURES = {measure.name: measure for exercise in EXERCISES.values() for measure in exercise.measures}
STANCES = {
    "standing": STANDING,
    "hinge": hinge(35.0),
    "leaning back": back_extension(15.0),
    "side bend": side_bend(15.0),
    "knee up": knee_up(60.0),
    "sitting": SITTING,
    "hands and knees": ALL_FOURS,
    "leg raise": leg_raise(60.0, knee_deg=20.0),
    "knee to chest": knee_to_chest(),
    "bridge": bridge(170.0),
    "prone": PRONE,
}
CAMERAS = {"left side": LEFT_SIDE, "right side": RIGHT_SIDE, "front": FRONT, "oblique": Viewpoint(70.0)}
SEEN = [
    pytest.param(stance, camera, id=f"{name} from the {view}")
    for (name, stance), (view, camera) in product(STANCES.items(), CAMERAS.items())
]
BOTH = (Side.LEFT, Side.RIGHT)


def every(exercises: dict[str, Exercise]) -> Callable[[Test], Test]:
    return each_of("exercise", exercises.values())


# --- the prescription as data ---


@every(EXERCISES)
def test_the_id_is_the_key_the_file_and_the_folder(exercise: Exercise) -> None:
    from importlib import import_module

    module = import_module(f"exercises.{exercise.folder.value}.{exercise.id.replace('-', '_')}")
    assert exercise in vars(module).values()
    assert find_exercise(exercise.id) is exercise


@every(EXERCISES)
def test_people_are_told_what_it_is_how_to_start_and_where_the_camera_stands(exercise: Exercise) -> None:
    assert exercise.title
    assert exercise.targets
    assert exercise.setup.endswith(".")
    assert exercise.camera.endswith(".")
    assert exercise.source


@every(EXERCISES)
def test_whatever_is_judged_has_something_to_judge(exercise: Exercise) -> None:
    assert isinstance(exercise.dose, Guided) or exercise.measures


def used(exercise: Exercise) -> list[Measure]:
    """Return every measure wherever it is named; ``exercise.measures`` has one of each name."""
    primaries = [exercise.primary, exercise.primary.other] if exercise.primary else []
    found = [primary.measure for primary in primaries if primary]
    found += [check.measure for check in exercise.checks]
    found += [exercise.pace.measure] if exercise.pace else []
    found += exercise.reports
    found += [exercise.side_by] if exercise.side_by else []
    return found


def test_a_name_means_one_measure_in_all_exercises() -> None:
    named: dict[str, Measure] = {}
    for exercise in EXERCISES.values():
        for measure in used(exercise):
            assert named.setdefault(measure.name, measure) == measure, f"{exercise.id}: {measure.name}"


@every(EXERCISES)
def test_every_measure_that_is_used_is_among_those_of_the_exercise_once(exercise: Exercise) -> None:
    names = [measure.name for measure in exercise.measures]
    assert sorted(names) == sorted({measure.name for measure in used(exercise)})


@each_of("measure", MEASURES.values(), ids=MEASURES.keys())
def test_a_measure_says_its_unit_its_title_and_what_it_is_read_from(measure: Measure) -> None:
    assert measure.unit in Unit
    assert measure.title
    assert measure.limb
    assert measure.name == measure.name.lower().replace(" ", "-").replace("_", "-")


@each_of("exercise, check", CHECKS)
def test_a_check_names_a_known_fault_what_to_say_and_where_its_numbers_come_from(
    exercise: Exercise, check: Check
) -> None:
    assert check.fault in FAULTS
    assert not check.fault_low or check.fault_low in FAULTS
    for beyond in (check.band.ok_low - 1.0, check.band.ok_high + 1.0):
        if math.isfinite(beyond):
            assert check.cue_for(beyond).endswith((".", "!", "?"))
    assert check.source, f"{exercise.id}: the numbers of {check.fault} need a source"
    assert check.side in {"working", "other", "near", "far"}
    assert check.fault != "not-there-yet" or check.severity is Severity.SHOW


@every({name: e for name, e in EXERCISES.items() if e.primary})
def test_the_primary_measure_leads_from_the_start_into_a_zone_that_is_good(exercise: Exercise) -> None:
    primary = exercise.primary
    while primary is not None:
        (good_low, good_high), (ok_low, ok_high) = sorted(primary.good), sorted(primary.ok)
        assert ok_low <= good_low <= good_high <= ok_high
        assert {primary.cap_fault, primary.low_fault} <= FAULTS.keys()
        assert primary.cap_cue
        assert primary.low_cue or exercise.opt_in, "nobody is encouraged to hang head down"
        least = 5.0 if primary.measure.unit is Unit.DEG else 0.05
        way = primary.rest - primary.zone if primary.decreasing else primary.zone - primary.rest
        assert way >= least, "the start and the zone are too near to be told apart"
        if primary.low_fault == "not-there-yet":
            assert primary.low_severity is Severity.SHOW, "not deep enough is encouragement, never a fault"
        primary = primary.other


@every({name: e for name, e in EXERCISES.items() if e.pace})
def test_the_stop_limit_of_the_pace_lies_above_the_good_one(exercise: Exercise) -> None:
    assert exercise.pace is not None
    assert 0.0 < exercise.pace.good_deg_s < exercise.pace.stop_deg_s
    assert exercise.pace.measure.unit is Unit.DEG


# --- the edges of every band ---


def near_to(check: Check) -> float:
    """Return 1 degree or 0.01, or half of the band where that is wider."""
    step = 1.0 if check.measure.unit is Unit.DEG else 0.01
    widths = [check.band.ok_high - check.band.good_high, check.band.good_low - check.band.ok_low]
    return min([step, *(width / 2.0 for width in widths if math.isfinite(width) and width > 0.0)])


@each_of("exercise, check", CHECKS)
def test_just_inside_and_just_outside_of_each_edge(exercise: Exercise, check: Check) -> None:
    del exercise
    band, step = check.band, near_to(check)
    for good, ok, outward in ((band.good_high, band.ok_high, 1.0), (band.good_low, band.ok_low, -1.0)):
        if not math.isfinite(good):
            continue
        assert judge(check, good, 1.0).state is State.GOOD
        if band.good_high - band.good_low >= step:
            assert judge(check, good - outward * step, 1.0).state is State.GOOD
        if ok != good and math.isfinite(ok):
            assert judge(check, good + outward * step, 1.0).state is State.OK
            assert judge(check, ok - outward * step, 1.0).state in (State.OK, State.GOOD)
            assert judge(check, ok, 1.0).membership == pytest.approx(0.5)
        if math.isfinite(ok):
            beyond = judge(check, ok + outward * step, 1.0)
            assert beyond.state is State.FAULT
            assert beyond.fault in FAULTS
            assert beyond.cue


@each_of("exercise, check", CHECKS)
def test_an_unknown_value_is_neither_good_nor_a_fault(exercise: Exercise, check: Check) -> None:
    del exercise
    finding = judge(check, math.nan, 1.0)
    assert finding.state is State.UNKNOWN
    assert math.isnan(finding.membership)


@every({name: e for name, e in EXERCISES.items() if e.primary})
def test_the_primarys_own_edges(exercise: Exercise) -> None:
    primary = exercise.primary
    assert primary is not None
    step = 1.0 if primary.measure.unit is Unit.DEG else 0.01
    deep, shallow = (0, 1) if primary.decreasing else (1, 0)
    outward = -1.0 if primary.decreasing else 1.0
    middle = (primary.good[0] + primary.good[1]) / 2.0
    assert judge_primary(primary, middle, 1.0).state is State.GOOD
    assert judge_primary(primary, primary.good[deep], 1.0).membership == pytest.approx(1.0)
    past = judge_primary(primary, primary.ok[deep] + outward * step, 1.0)
    assert (past.state, past.fault) == (State.FAULT, primary.cap_fault)
    short = judge_primary(primary, primary.ok[shallow] - outward * step, 1.0)
    assert short.fault == primary.low_fault
    assert short.state is (State.FAULT if primary.strict else State.OK)
    assert judge_primary(primary, math.nan, 1.0).state is State.UNKNOWN


# --- every measure on bodies whose angles are known ---


def body_of(pose: Pose, near: Side) -> Body:
    return Body(pose, near, 1.0 if near is Side.RIGHT else -1.0)


def near_of(camera: Viewpoint) -> Side:
    return Side.RIGHT if camera.yaw_deg < 0.0 else Side.LEFT


def alike(a: float, b: float, within: float = 0.02) -> bool:
    return (math.isnan(a) and math.isnan(b)) or abs(a - b) <= within


@each_of("stance, camera", SEEN)
def test_in_the_mirror_every_measure_reads_the_same_on_the_other_side(
    stance: JointAngles, camera: Viewpoint
) -> None:
    near = near_of(camera)
    pose, start = pose_of(stance, camera), pose_of(STANDING, camera)
    for measure, side in product(MEASURES.values(), BOTH):

        def read(pose: Pose, near: Side, side: Side, of: Callable[[Body, Side], float] = measure.of) -> float:
            return of(body_of(pose, near), side)

        here, there = read(pose, near, side), read(pose.mirrored(), near.other, side.other)
        if measure.relative in (Relative.DISTANCE, Relative.DISTANCE_IN_TORSO):
            # A place, or an angle with a sign: what counts is how far it is from the start.
            here = abs(here - read(start, near, side))
            there = abs(there - read(start.mirrored(), near.other, side.other))
        around = 360.0 if measure.unit is Unit.DEG else math.inf
        assert alike(here, there, 0.05) or alike(abs(here - there), around, 0.05), (measure.name, here, there)


@each_of("stance, camera", SEEN)
def test_in_a_picture_twice_as_large_every_measure_is_the_same_or_a_length_twice_as_long(
    stance: JointAngles, camera: Viewpoint
) -> None:
    large = replace(
        camera,
        px_per_m=2 * camera.px_per_m,
        width_px=2 * camera.width_px,
        height_px=2 * camera.height_px,
    )
    near = near_of(camera)
    body, twice = body_of(pose_of(stance, camera), near), body_of(pose_of(stance, large), near)
    for measure, side in product(MEASURES.values(), BOTH):
        here, there = measure.of(body, side), measure.of(twice, side)
        scales = measure.relative not in (Relative.ABSOLUTE, Relative.CHANGE, Relative.DISTANCE)
        assert alike(here, there) or (scales and alike(2 * here, there, 0.2)), (measure.name, here, there)


@each_of("measure", MEASURES.values(), ids=MEASURES.keys())
@each_of("camera", CAMERAS.values(), ids=CAMERAS.keys())
def test_what_is_not_seen_is_not_measured(measure: Measure, camera: Viewpoint) -> None:
    unseen = pose_of(STANDING, camera, hidden=range(LANDMARKS))  # type: ignore[arg-type] # landmarks are numbers
    for side in BOTH:
        assert math.isnan(measure.of(body_of(unseen, near_of(camera)), side))


# --- the catalogue ---


def test_a_mistyped_id_is_answered_with_the_nearest() -> None:
    with pytest.raises(InputError, match="Did you mean 'supine-hamstring'"):
        find_exercise("supine_hamstrings")


def test_the_catalogue_says_the_same_each_time() -> None:
    anew = all_exercises.__wrapped__()  # all_exercises() itself returns the same list again
    assert list(anew) == list(EXERCISES)
    assert anew == EXERCISES
