"""The figures are bodies that could do it, they do their own exercise, and right is the mirror of left."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from posecheck.engine.events import FaultStarted, HoldEnded, RepDone
from posecheck.engine.performers.inversion import PAUSE_S
from posecheck.engine.recogniser import Recogniser
from posecheck.engine.stance_following import Fit, StanceFollower
from posecheck.engine.trainer import Trainer
from posecheck.exercise import Exercise, Guided, Hold, OnFloor, Side, Stance, Steps
from posecheck.exercise.catalogue import all_exercises
from posecheck.exercise.figure import STAND, ArmPose, BodyPose, Figure, OnBody
from posecheck.figures import Movement, movement
from posecheck.figures.anatomy import RADIUS_M, RANGE_DEG
from posecheck.figures.as_pose import pose_of_skeleton
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

every = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))
either_side = pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])


@cache
def moved(name: str, side: Side = Side.LEFT) -> Movement:
    return movement(EXERCISES[name], side)


@cache
def skeletons(name: str) -> tuple[Skeleton, ...]:
    shown = moved(name)
    return tuple(shown.skeleton(time_s) for time_s in np.arange(0.0, shown.cycle_s, 0.1))


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
    shown = moved(exercise.id)
    step_s = 1.0 / 60.0
    times = np.arange(0.0, shown.cycle_s + 2.0 * step_s, step_s)
    before = shown.skeleton(float(times[0])).joints
    for time_s in times[1:]:
        now = shown.skeleton(float(time_s)).joints
        for name, at in now.items():
            assert np.linalg.norm(at - before[name]) <= FASTEST_M_S * step_s, (name, time_s)
        before = now


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
        drawing = shown.at(time_s)
        assert drawing.extent == shown.extent
        for shape in drawing.shapes:
            for x, y in shape.points:
                assert left - 1e-6 <= x <= right + 1e-6
                assert top - 1e-6 <= y <= bottom + 1e-6


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
@either_side
def test_a_figure_is_in_the_stances_of_its_own_exercise(exercise: Exercise, side: Side) -> None:
    shown = moved(exercise.id, side)
    assert fit(shown, 0.0, exercise.start) == (Fit.IN, ())
    for end_s in shown.ends_s[:1]:
        assert fit(shown, end_s, exercise.position) == (Fit.IN, ())


@pytest.mark.parametrize(
    ("done", "other"),
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


@pytest.mark.parametrize("exercise", JUDGED, ids=lambda each: each.id)
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


@pytest.mark.parametrize(
    "done", ["supine-hamstring", "figure-four", "press-up", "bird-dog", "knee-rolls", "seated-rotation"]
)
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


@pytest.mark.parametrize("name", ["supine-hamstring", "forward-fold", "side-bend"])
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
