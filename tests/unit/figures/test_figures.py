"""The figures are bodies that could do it, they do their own exercise, and right is the mirror of left."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.engine.events import FaultStarted, HoldEnded, RepDone
from posecheck.engine.performers.inversion import PAUSE_S
from posecheck.engine.recogniser import Recogniser
from posecheck.engine.stance_following import Fit, StanceFollower
from posecheck.engine.trainer import Trainer
from posecheck.exercise import Exercise, Guided, Hold, OnFloor, Side, Stance, Steps
from posecheck.exercise.catalogue import all_exercises
from posecheck.exercise.figure import STAND, TRACED_ONLY, ArmPose, BodyPose, Figure, OnBody
from posecheck.figures import Movement, movement
from posecheck.figures.anatomy import RADIUS_M, RANGE_DEG
from posecheck.figures.as_pose import pose_of_skeleton
from posecheck.figures.drawing import Role, parts
from posecheck.figures.skeleton import BONES, SIGNS, Skeleton
from posecheck.perception.observation import Observer
from posecheck.pose import Pose

EXERCISES = {name: each for name, each in all_exercises().items() if each.figure is not None}
JUDGED = [each for each in EXERCISES.values() if not isinstance(each.dose, Guided)]
#: Soft tissue gives way, and so does a mat.
FLOOR_TOLERANCE_M = 0.03
#: The fastest a joint may go: an arm that swings in marching does 3.4 m/s.
FASTEST_M_S = 4.0
FPS = 10.0
HOLD_TARGET_S = 4.0

every = each_of("exercise", EXERCISES.values(), ids=list(EXERCISES))


@cache
def moved(name: str, side: Side = Side.LEFT) -> Movement:
    return movement(EXERCISES[name], side)


@cache
def skeletons(name: str, step_s: float = 0.1) -> tuple[Skeleton, ...]:
    """Return the figure on all its ways, both ends of each among them; between them it is at rest."""
    shown = moved(name)
    times = [np.arange(begin_s, end_s + step_s, step_s).clip(max=end_s) for begin_s, end_s in shown.moving_s]
    return tuple(shown.skeleton(float(time_s)) for time_s in np.concatenate([[0.0], *times, [shown.cycle_s]]))


def angle_deg(a: np.ndarray, b: np.ndarray) -> float:
    return math.degrees(math.acos(np.clip(a @ b / np.linalg.norm(a) / np.linalg.norm(b), -1.0, 1.0)))


# --- a body ---


def test_every_exercise_of_the_programme_has_a_figure() -> None:
    assert EXERCISES.keys() == all_exercises().keys()


@every
def test_bones_keep_their_length_on_the_whole_way(exercise: Exercise) -> None:
    upright = moved("side-bend").skeleton(0.0).joints
    for skeleton in skeletons(exercise.id):
        for upper, lower in BONES:
            if upper.endswith("hip") and lower.endswith("shoulder"):  # the back bends
                continue
            length = np.linalg.norm(skeleton.joints[upper] - skeleton.joints[lower])
            assert length == pytest.approx(np.linalg.norm(upright[upper] - upright[lower]), abs=1e-6), upper


@every
def test_joints_stay_within_what_a_healthy_adult_can_do(exercise: Exercise) -> None:
    for skeleton in skeletons(exercise.id):
        joints = skeleton.joints
        for side in SIGNS:
            hip, knee, ankle = (joints[f"{side} {joint}"] for joint in ("hip", "knee", "ankle"))
            shoulder, elbow, wrist = (joints[f"{side} {joint}"] for joint in ("shoulder", "elbow", "wrist"))
            assert angle_deg(knee - hip, ankle - knee) <= RANGE_DEG["knee"][1] + 1e-6
            assert angle_deg(elbow - shoulder, wrist - elbow) <= RANGE_DEG["elbow"][1] + 1e-6
    figure = moved(exercise.id).figure
    for pose in filter(None, (figure.start, figure.position, figure.other)):
        for name in ("neck", "bend", "lean", "twist"):
            low, high = RANGE_DEG[name]
            assert low <= getattr(pose, name) <= high, name
        for leg in (pose.working, pose.resting):
            # the pelvis takes half of the bend of the back with it
            low, high = RANGE_DEG["hip"]
            assert low <= leg.hip - pose.bend / 2.0 <= high


@every
def test_nothing_of_the_body_is_below_the_floor(exercise: Exercise) -> None:
    for skeleton in skeletons(exercise.id):
        for name, at in skeleton.joints.items():
            radius = RADIUS_M.get(name.split()[-1])
            if radius is not None:
                assert at[1] >= radius - FLOOR_TOLERANCE_M, name


@every
def test_what_rests_on_the_floor_is_on_it(exercise: Exercise) -> None:
    shown = moved(exercise.id)
    figure = shown.figure
    for time_s, pose in ((0.0, figure.start), (shown.ends_s[0], figure.position)):
        if figure.through:
            continue
        joints = shown.skeleton(time_s).joints
        for name in figure.rests_on or ():
            assert joints[name][1] == pytest.approx(RADIUS_M[name.split()[-1]], abs=FLOOR_TOLERANCE_M)
        for side, arm, leg in (
            ("working", pose.arm, pose.working),
            ("resting", pose.other_arm, pose.resting),
        ):
            for joint, spot in (("wrist", arm.hand_at), ("ankle", leg.ankle_at)):
                if isinstance(spot, OnFloor):
                    place = joints[f"{side} {joint}"]
                    assert place[1] == pytest.approx(spot.up_m, abs=FLOOR_TOLERANCE_M)
            if leg.flat and exercise.folder != "glute":
                assert joints[f"{side} toe"][1] == pytest.approx(joints[f"{side} heel"][1], abs=1e-6)


@every
def test_nothing_jumps_from_frame_to_frame_or_from_cycle_to_cycle(exercise: Exercise) -> None:
    step_s = 1.0 / 60.0
    frames = skeletons(exercise.id, step_s)
    names = [name for name in frames[0].joints if name not in TRACED_ONLY]
    at = np.array([[skeleton.joints[name] for name in names] for skeleton in frames])
    furthest = np.linalg.norm(np.diff(at, axis=0), axis=2).max(axis=0)
    assert {name: far for name, far in zip(names, furthest, strict=True) if far > FASTEST_M_S * step_s} == {}


@every
def test_right_is_the_mirror_of_left(exercise: Exercise) -> None:
    left, right = moved(exercise.id), moved(exercise.id, Side.RIGHT)
    for time_s in (0.0, left.ends_s[0]):
        for a, b in zip(left.at(time_s).shapes, right.at(time_s).shapes, strict=True):
            assert (a.role, a.part) == (b.role, b.part)
            mirrored = [(1.0 - x, y) for x, y in a.points]
            assert np.array(b.points) == pytest.approx(np.array(mirrored), abs=1e-9)


@every
def test_everything_is_inside_the_extent_which_is_inside_the_box(exercise: Exercise) -> None:
    shown = moved(exercise.id)
    left, top, right, bottom = shown.extent
    assert min(left, top) >= 0.0
    assert max(right, bottom) <= 1.0
    for time_s in (0.0, shown.ends_s[0], shown.cycle_s / 2.0):
        drawing = shown.at(time_s, arrow=True)
        assert drawing.extent == shown.extent
        for shape in drawing.shapes:
            for x, y in shape.points:
                assert left - 1e-6 <= x <= right + 1e-6
                assert top - 1e-6 <= y <= bottom + 1e-6


@every
def test_no_arrow_lies_over_the_head(exercise: Exercise) -> None:
    shown = moved(exercise.id)
    shapes = shown.at(shown.ends_s[0], arrow=True).shapes
    head = next(shape for shape in shapes if shape.role is Role.HEAD)
    for arrow in (shape for shape in shapes if shape.part == "arrow"):
        away = np.linalg.norm(np.array(arrow.points) - np.array(head.points[0]), axis=1)
        assert away.min() >= (head.width + arrow.width) / 2


@every
def test_an_arrow_shows_where_a_traced_joint_went(exercise: Exercise) -> None:
    shown = moved(exercise.id)
    shapes = shown.at(shown.ends_s[0], arrow=True).shapes
    assert len([shape for shape in shapes if shape.part == "arrow"]) == 2 * len(shown.figure.traced)


@every
def test_an_arm_that_holds_nothing_of_the_body_is_drawn_in_one_piece(exercise: Exercise) -> None:
    shown = moved(exercise.id)
    shapes = shown.at(shown.ends_s[0]).shapes
    position = shown.figure.position
    for part, arm in (("working arm", position.arm), ("resting arm", position.other_arm)):
        if not isinstance(arm.hand_at, OnBody):
            assert len([group for group in parts(shapes) if shapes[group[0]].part == part]) == 1


def test_limbs_on_the_far_side_are_lighter_and_behind() -> None:
    shapes = moved("march").at(0.0).shapes
    roles = [shape.role for shape in shapes if shape.part.endswith("leg")]
    assert roles == sorted(roles, key=[Role.FAR_LIMB, Role.NEAR_LIMB, Role.MARKED].index)
    assert {shape.role for shape in shapes if shape.part == "resting leg"} == {Role.FAR_LIMB}
    assert {shape.role for shape in moved("side-bend").at(0.0).shapes if shape.part.endswith("leg")} == {
        Role.NEAR_LIMB
    }


def test_who_lies_on_the_side_before_a_plank_has_the_hip_on_the_floor_and_then_off_it() -> None:
    shown = moved("side-plank")
    low, high = (shown.skeleton(time_s).joints["working hip"][1] for time_s in (0.0, shown.ends_s[0]))
    assert low == pytest.approx(RADIUS_M["hip"], abs=0.01)
    assert high > low + 0.1


def test_a_breath_lifts_the_belly_and_brings_the_air_near() -> None:
    shown = moved("breathing")
    waist_m = {}
    air = {}
    for name, time_s in (("out", 0.0), ("in", shown.ends_s[0])):
        skeleton = shown.skeleton(time_s)
        waist = (skeleton.rows[1][0] + skeleton.rows[2][1]) / 2
        waist_m[name] = np.linalg.norm(skeleton.joints["belly"] - waist)
        shapes = shown.at(time_s).shapes
        head = next(shape for shape in shapes if shape.role is Role.HEAD)
        waves = next(shape for shape in shapes if shape.part == "air")
        air[name] = abs(waves.points[0][0] - head.points[0][0])
    assert waist_m["in"] > waist_m["out"] + 0.05
    assert air["in"] < 0.7 * air["out"]


def test_the_pelvis_tips_and_the_lower_back_comes_down_to_the_floor() -> None:
    shown = moved("pelvic-tilt")
    begin, end = (shown.skeleton(time_s) for time_s in (0.0, shown.ends_s[0]))
    ways = [each.joints["pelvis ahead"] - (each.rows[0][0] + each.rows[0][1]) / 2 for each in (begin, end)]
    assert angle_deg(*ways) > 25.0
    gaps = [each.rows[2][0][1] - RADIUS_M["hip"] for each in (begin, end)]
    assert gaps[0] > 0.05
    assert abs(gaps[1]) <= FLOOR_TOLERANCE_M


def test_the_pelvis_follows_the_falling_knees_and_the_shoulders_stay() -> None:
    shown = moved("knee-rolls")
    begin, end = (shown.skeleton(time_s) for time_s in (0.0, shown.ends_s[0]))
    assert angle_deg(begin.pelvis.front, end.pelvis.front) > 15.0
    assert angle_deg(begin.chest.front, end.chest.front) < 1.0


def test_the_working_leg_is_the_one_the_exercise_wants_nearer() -> None:
    """It lies on the back: with the left leg working and near, a mirror shows the head on the left."""
    joints = {shape.part: shape.points[0] for shape in moved("supine-hamstring").at(0.0).shapes}
    assert joints["trunk"][0] < joints["working leg"][0]


# --- it does its exercise ---


def seen(shown: Movement, time_s: float, at_s: float) -> Pose:
    return pose_of_skeleton(shown.exercise, shown.skeleton(time_s), shown.side, at_s)


def fit(shown: Movement, time_s: float, stance: Stance) -> tuple[Fit, tuple[str, ...]]:
    """Return whether the figure at a time is in a stance when it is read as a person is."""
    observer, follower, found = Observer(), StanceFollower(stance), Fit.UNKNOWN
    for n in range(15):
        observation = observer.observe(seen(shown, time_s, n / FPS))
        found = follower.update(n / FPS, observation.body(observation.near), shown.side)
    return found, follower.out


@every
def test_a_figure_is_in_the_stances_of_its_own_exercise(exercise: Exercise) -> None:
    for side in (Side.LEFT, Side.RIGHT):
        shown = moved(exercise.id, side)
        assert fit(shown, 0.0, exercise.start) == (Fit.IN, ())
        assert fit(shown, shown.ends_s[0], exercise.position) == (Fit.IN, ())


@each_of(
    "done, other",
    [
        ("supine-hamstring", "knee-to-chest"),
        ("knee-to-chest", "double-knee-to-chest"),
        ("double-knee-to-chest", "figure-four"),
        ("standing-hamstring", "forward-fold"),
        ("forward-fold", "back-extension"),
        ("sphinx", "press-up"),
        ("press-up", "sphinx"),
        ("sphinx", "plank"),
        ("plank", "sphinx"),
        ("bird-dog", "cat-cow"),
        ("cat-cow", "bird-dog"),
        ("childs-pose", "cat-cow"),
        ("bridge", "double-knee-to-chest"),
        ("dead-bug", "double-knee-to-chest"),
        ("reverse-lunge", "side-bend"),
        ("back-extension", "standing-hamstring"),
    ],
)
def test_a_figure_is_not_in_the_position_of_its_neighbour(done: str, other: str) -> None:
    shown = moved(done)
    assert fit(shown, shown.ends_s[0], EXERCISES[other].position)[0] is Fit.OUT


def performed(shown: Movement, *, fps: float, hold_s: float) -> list[Pose]:
    """Return the poses of a movement whose stills last longer, as a person would do it."""
    times = [0.0] * round(2.5 * fps)
    if shown.figure.through or isinstance(shown.exercise.dose, Steps):
        times += [n / fps for n in range(round(4.0 * shown.cycle_s * fps))]
    else:
        before_s = 0.0
        for begin_s, end_s in shown.moving_s:
            times += [(before_s + begin_s) / 2.0] * round(max(begin_s - before_s, hold_s) * fps)
            times += [*np.arange(begin_s, end_s, 1.0 / fps), end_s]
            before_s = end_s
    return [seen(shown, float(time_s), n / fps) for n, time_s in enumerate(times)]


@each_of("exercise", JUDGED, ids=lambda each: each.id)
def test_a_figure_is_counted_as_its_exercise_and_without_a_fault(exercise: Exercise) -> None:
    trainer = Trainer(exercise, hold_target_s=HOLD_TARGET_S if isinstance(exercise.dose, Hold) else None)
    shown = moved(exercise.id)
    rest_s = HOLD_TARGET_S + 1.5 if shown.figure.back_by is None else PAUSE_S + 1.0
    poses = performed(shown, fps=FPS, hold_s=rest_s)
    events = [event for pose in poses for event in trainer.step(pose).events] + list(trainer.finish())
    assert any(
        isinstance(event, RepDone) or (isinstance(event, HoldEnded) and event.counted) for event in events
    )
    assert [event for event in events if isinstance(event, FaultStarted)] == []


@each_of("done", ["supine-hamstring", "figure-four", "press-up", "bird-dog", "knee-rolls", "seated-rotation"])
def test_a_figure_is_recognised(done: str) -> None:
    watching = Recogniser(EXERCISES.values())
    for pose in performed(moved(done), fps=5.0, hold_s=5.0):
        watching.step(pose)
    found = watching.recognised().exercise
    assert found is not None
    assert found.id == done


def test_a_plank_on_the_knees_is_shown_on_the_knees() -> None:
    variant = EXERCISES["plank"].ladder.before
    assert variant is not None
    exercise = variant.make(EXERCISES["plank"])
    shown = movement(exercise)
    assert fit(shown, shown.ends_s[0], exercise.position) == (Fit.IN, ())
    knee = shown.skeleton(shown.ends_s[0]).joints["working knee"]
    assert knee[1] == pytest.approx(RADIUS_M["knee"], abs=FLOOR_TOLERANCE_M)


def test_a_cat_without_a_cow_shows_one_end() -> None:
    both = EXERCISES["cat-cow"]
    assert both.primary is not None
    assert len(movement(both).ends_s) == 2
    assert len(movement(replace(both, primary=replace(both.primary, other=None))).ends_s) == 1


# --- without a figure of its own ---


@each_of("name", ["supine-hamstring", "forward-fold", "side-bend"])
def test_an_exercise_without_a_figure_is_drawn_in_the_position_that_its_measure_calls_good(
    name: str,
) -> None:
    exercise = replace(EXERCISES[name], figure=None)
    assert exercise.primary is not None
    shown = movement(exercise)
    observer = Observer()
    observation = observer.observe(seen(shown, shown.ends_s[0], 0.0))
    low, high = sorted(exercise.primary.good)
    assert low <= exercise.primary.measure.of(observation.body(observation.near), Side.LEFT) <= high


# --- what a figure may say ---


def test_a_joint_that_nobody_has_is_refused() -> None:
    with pytest.raises(ValueError, match=r"working hips"):
        Figure(STAND, STAND, stays="working hips")
    with pytest.raises(ValueError, match=r"tail"):
        Figure(STAND, STAND, traced=("tail",))
    with pytest.raises(ValueError, match=r"belly"):
        OnBody("belly")


def test_a_pose_with_its_sides_exchanged_twice_is_itself() -> None:
    pose = BodyPose(lean=10.0, twist=5.0, arm=ArmPose(shoulder=30.0))
    assert pose.swapped() != pose
    assert pose.swapped().swapped() == pose
