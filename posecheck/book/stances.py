"""How the person of a picture starts and where the exercise leads, from the data of its module.

The start comes from posture, view, near leg and the words of the set-up; the position from the leading
measure, at the middle of its good interval. A measure that nobody drew yet shows the start alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from posecheck.book.figure import FigureLimbs, FigurePose
from posecheck.exercise import Circles, Folder, Near, Posture, View

if TYPE_CHECKING:
    from collections.abc import Callable

    from posecheck.exercise import Exercise, Primary

#: A trunk lift up to which the forearms, and from which the hands hold the chest up.
_ON_FOREARMS_DEG = 30.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a picture shows: the start, the position, or the two ends of an exercise that has two.

    `anchor` is the joint that stays where it is on the way.
    """

    start: FigurePose
    position: FigurePose | None
    anchor: str


def drawn(exercise: Exercise) -> Drawn:
    """Return how the person of `exercise` is drawn."""
    start = _start(exercise)
    primary = exercise.primary
    if primary is None:
        circling = isinstance(exercise.dose, Circles)
        return Drawn(start, start.both(arm_out=110.0, elbow=0.0) if circling else None, "near ankle")
    posture = drawn_posture(exercise)
    move = _MOVES.get((posture, primary.measure.name))
    if move is None:
        return Drawn(start, None, "near hip")
    position = move(start, _aim(primary), exercise)
    if primary.other is not None:
        start = move(start, _aim(primary.other), exercise)
    return Drawn(start, position, _STAYS.get(primary.measure.name, _ANCHORS[posture]))


def drawn_posture(exercise: Exercise) -> Posture:
    """Return the posture the exercise starts in.

    It is the first of its postures, unless the set-up starts on hands and knees; an exercise without one is
    on the table or on a chair.
    """
    if not exercise.posture:
        return Posture.INVERTED if exercise.folder is Folder.INVERSION else Posture.SITTING
    if Posture.ALL_FOURS in exercise.posture and "hands and knees" in exercise.setup:
        return Posture.ALL_FOURS
    return exercise.posture[0]


def from_the_front(exercise: Exercise) -> bool:
    """Whether the camera of the picture looks at the front of the person."""
    if exercise.view is View.ANY:
        return exercise.camera.startswith("In front")
    return exercise.view is View.FRONT


def on_a_chair(exercise: Exercise) -> bool:
    """Whether the person sits on a chair and not on the floor."""
    return drawn_posture(exercise) is Posture.SITTING and "floor" not in exercise.setup


def _aim(primary: Primary) -> float:
    """Return the value that is drawn: the middle of the good interval."""
    return sum(primary.good) / 2.0


def _start(exercise: Exercise) -> FigurePose:
    front = from_the_front(exercise)
    stance = _STARTS[drawn_posture(exercise)](exercise)
    if front and drawn_posture(exercise) is not Posture.SIDE_LYING:
        stance = replace(stance, yaw=90.0)
    if "arms crossed" in exercise.setup:
        stance = replace(
            stance,
            near=replace(stance.near, hand="far shoulder"),
            far=replace(stance.far, hand="near shoulder"),
        )
    if "hands on your hips" in exercise.setup:
        stance = replace(
            stance, near=replace(stance.near, hand="near hip"), far=replace(stance.far, hand="far hip")
        )
    return stance


def _standing(exercise: Exercise) -> FigurePose:
    stance = FigurePose().both(elbow=8.0, arm_out=8.0 if from_the_front(exercise) else 0.0)
    if exercise.side_by is not None and exercise.side_by.name == "leg-forward":
        return replace(stance, near=FigureLimbs(hip=24.0, foot=105.0), far=FigureLimbs(hip=2.0, knee=14.0))
    return stance


def _sitting(exercise: Exercise) -> FigurePose:
    if on_a_chair(exercise):
        stance = FigurePose().both(hip=90.0, knee=90.0, hand="near knee")
        stance = replace(stance, far=replace(stance.far, hand="far knee"))
    else:
        stance = FigurePose(
            near=FigureLimbs(hip=90.0, shoulder=30.0, elbow=15.0),
            far=FigureLimbs(hip=90.0, shoulder=30.0, elbow=15.0),
        )
        return replace(stance, far=replace(stance.far, crossed=True))
    crossed = exercise.near is Near.RESTING_LEG
    return replace(stance, far=replace(stance.far, crossed=crossed))


def _kneeling(_exercise: Exercise) -> FigurePose:
    return FigurePose().both(knee=90.0, foot=10.0, elbow=8.0)


def _all_fours(_exercise: Exercise) -> FigurePose:
    return FigurePose(trunk=78.0).both(hip=78.0, knee=90.0, foot=10.0, hand="floor")


def _supine(exercise: Exercise) -> FigurePose:
    flat = FigurePose(trunk=-90.0).both(arm_out=12.0)
    if "right angle" in exercise.setup:
        return flat.both(hip=90.0, knee=90.0, shoulder=90.0, arm_out=0.0)
    if "knees bent" in exercise.setup:
        flat = flat.both(hip=55.0, knee=110.0, foot=90.0)
    if "arms out" in exercise.setup:
        flat = flat.both(arm_out=80.0)
    if exercise.near is Near.RESTING_LEG:
        flat = replace(flat, far=replace(flat.far, crossed=True))
    return flat


def _prone(_exercise: Exercise) -> FigurePose:
    return FigurePose(trunk=90.0, neck=-20.0).both(foot=12.0, arm_out=14.0)


def _side_lying(_exercise: Exercise) -> FigurePose:
    near, far = FigureLimbs(knee=85.0, foot=60.0, shoulder=80.0), FigureLimbs(knee=85.0, foot=60.0)
    return FigurePose(trunk=-90.0, roll=90.0, near=near, far=far)


def _inverted(exercise: Exercise) -> FigurePose:
    rest = exercise.primary.rest if exercise.primary else 0.0
    return FigurePose(trunk=-90.0 - rest).both(shoulder=12.0)


_STARTS: dict[Posture, Callable[[Exercise], FigurePose]] = {
    Posture.STANDING: _standing,
    Posture.SITTING: _sitting,
    Posture.KNEELING: _kneeling,
    Posture.ALL_FOURS: _all_fours,
    Posture.SUPINE: _supine,
    Posture.PRONE: _prone,
    Posture.SIDE_LYING: _side_lying,
    Posture.INVERTED: _inverted,
    Posture.UNKNOWN: _standing,
}

#: Which joint stays where it is; some measures move the one that otherwise would.
_STAYS = {"bridge-line": "near ankle", "knee-drop": "far ankle"}
_ANCHORS = {
    Posture.STANDING: "near ankle",
    Posture.SITTING: "near hip",
    Posture.KNEELING: "near knee",
    Posture.ALL_FOURS: "near knee",
    Posture.SUPINE: "near hip",
    Posture.PRONE: "near hip",
    Posture.SIDE_LYING: "near knee",
    Posture.INVERTED: "near hip",
    Posture.UNKNOWN: "near ankle",
}


# --- from the start into the position, to `aim` of the leading measure ---


def _hinge(start: FigurePose, aim: float, _exercise: Exercise) -> FigurePose:
    """Tip the trunk over legs that stay where they are."""
    by = aim - start.trunk
    near = replace(start.near, hip=start.near.hip + by)
    far = replace(start.far, hip=start.far.hip + by)
    bent = replace(start, trunk=aim, near=near, far=far)
    if start.near.hand:
        return bent
    if start.near.knee == 0.0 and start.near.hip == 90.0:  # noqa: PLR2004 - a long leg: reach for its foot
        return replace(bent, near=replace(near, hand="near ankle"), far=replace(far, hand="near ankle"))
    return bent.both(shoulder=aim)


def _lean_back(start: FigurePose, aim: float, exercise: Exercise) -> FigurePose:
    return _hinge(start, -aim, exercise)


def _bend_aside(start: FigurePose, aim: float, _exercise: Exercise) -> FigurePose:
    return replace(start, lean=aim)


def _turn(start: FigurePose, aim: float, _exercise: Exercise) -> FigurePose:
    return replace(start, twist=aim)


def _knee_up(start: FigurePose, aim: float, _exercise: Exercise) -> FigurePose:
    """March: the share of the thigh's height that is left."""
    near = replace(
        start.near, hip=math.degrees(math.acos(aim)), knee=80.0, foot=50.0, leg_out=8.0, shoulder=-20.0
    )
    return replace(start, near=near, far=replace(start.far, shoulder=35.0, elbow=30.0))


def _lunge(start: FigurePose, aim: float, _exercise: Exercise) -> FigurePose:
    near = replace(start.near, hip=aim, knee=aim, shoulder=0.0)
    return replace(start, near=near, far=replace(start.far, hip=-18.0, knee=62.0, foot=45.0))


def _raise_leg(start: FigurePose, aim: float, _exercise: Exercise) -> FigurePose:
    near = replace(start.near, hip=aim, hand="near thigh")
    return replace(start, near=near, far=replace(start.far, hand="near thigh"))


def _knee_in(start: FigurePose, aim: float, exercise: Exercise) -> FigurePose:
    if exercise.primary is not None and exercise.primary.decreasing:
        near = replace(start.near, hip=aim, knee=15.0)
        return replace(start, near=near, far=replace(start.far, shoulder=165.0))
    near = replace(start.near, hip=aim, knee=125.0, hand="near thigh")
    return replace(start, near=near, far=replace(start.far, hand="near thigh"))


def _knees_in(start: FigurePose, aim: float, _exercise: Exercise) -> FigurePose:
    near = replace(start.near, hip=aim, knee=115.0, hand="near thigh")
    if start.far.crossed:
        return replace(start, near=near, far=replace(start.far, hand="near thigh"))
    return replace(start, near=near, far=replace(start.far, hip=aim, knee=115.0, hand="far thigh"))


def _roll_knees(start: FigurePose, aim: float, _exercise: Exercise) -> FigurePose:
    return replace(start, legs_roll=aim)


def _lift_hips(start: FigurePose, aim: float, _exercise: Exercise) -> FigurePose:
    """Bridge: the trunk rises until it is in line with the thighs, above shins that stand."""
    trunk, hip = -113.0, 180.0 - aim
    return replace(start, trunk=trunk, neck=20.0).both(
        hip=hip, knee=-trunk + hip, arm_out=0.0, shoulder=-32.0
    )


def _sit_back(start: FigurePose, aim: float, _exercise: Exercise) -> FigurePose:
    trunk = aim - 60.0
    return replace(start, trunk=trunk).both(hip=aim, knee=150.0, hand="", shoulder=165.0)


def _round(start: FigurePose, aim: float, _exercise: Exercise) -> FigurePose:
    return replace(start, neck=aim, curve=0.0022 * aim)


def _reach_leg(start: FigurePose, aim: float, _exercise: Exercise) -> FigurePose:
    near = replace(start.near, hip=-aim, knee=0.0, foot=70.0)
    return replace(start, near=near, far=replace(start.far, hand="", shoulder=165.0))


def _lift_chest(start: FigurePose, aim: float, _exercise: Exercise) -> FigurePose:
    trunk = 90.0 - aim
    raised = replace(start, trunk=trunk, neck=-10.0).both(hip=-aim, arm_out=0.0, shoulder=trunk)
    if aim <= _ON_FOREARMS_DEG:
        return raised.both(elbow=90.0)
    return raised.both(hand="floor")


def _plank(start: FigurePose, _aim: float, _exercise: Exercise) -> FigurePose:
    trunk = 80.0
    return replace(start, trunk=trunk, neck=0.0).both(shoulder=trunk, elbow=90.0, foot=60.0, arm_out=0.0)


def _side_plank(start: FigurePose, aim: float, _exercise: Exercise) -> FigurePose:
    by = 180.0 - aim
    near = FigureLimbs(hip=by, knee=85.0, foot=60.0, arm_out=74.0, elbow=90.0)
    return replace(start, trunk=-74.0, near=near, far=replace(start.far, hip=by))


def _tilt(start: FigurePose, aim: float, _exercise: Exercise) -> FigurePose:
    return replace(start, trunk=-90.0 - aim)


_MOVES: dict[tuple[Posture, str], Callable[[FigurePose, float, Exercise], FigurePose]] = {
    (Posture.STANDING, "trunk-inclination"): _hinge,
    (Posture.STANDING, "backward-lean"): _lean_back,
    (Posture.STANDING, "lateral-lean"): _bend_aside,
    (Posture.STANDING, "trunk-rotation"): _turn,
    (Posture.STANDING, "knee-drop"): _knee_up,
    (Posture.STANDING, "knee-flexion"): _lunge,
    (Posture.SITTING, "trunk-inclination"): _hinge,
    (Posture.SITTING, "trunk-rotation"): _turn,
    (Posture.SUPINE, "leg-raise"): _raise_leg,
    (Posture.SUPINE, "hip-flexion"): _knee_in,
    (Posture.SUPINE, "near-hip-flexion"): _knees_in,
    (Posture.SUPINE, "knees-roll"): _roll_knees,
    (Posture.SUPINE, "bridge-line"): _lift_hips,
    (Posture.ALL_FOURS, "hip-flexion"): _sit_back,
    (Posture.ALL_FOURS, "neck"): _round,
    (Posture.ALL_FOURS, "leg-elevation"): _reach_leg,
    (Posture.PRONE, "trunk-extension"): _lift_chest,
    (Posture.PRONE, "arm-support"): _plank,
    (Posture.SIDE_LYING, "side-plank-line"): _side_plank,
    (Posture.INVERTED, "table-tilt"): _tilt,
}
