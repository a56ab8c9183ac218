"""How an exercise looks, as data: the poses between which its figure moves, what it rests on, what is marked.

A stance says what belongs to an exercise, in intervals and as one camera can read it. A figure shows one
body that does it: it adds what the intervals leave open (which leg crosses, where a hand rests, which way
the chest turns). Nothing here is judged; tests hold that each figure is in the stances of its own exercise
and is recognised as it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

_SIDED = ("hip", "knee", "ankle", "heel", "toe", "shoulder", "elbow", "wrist")
#: The joints of a figure.
JOINTS = (*(f"{side} {joint}" for side in ("working", "resting") for joint in _SIDED), "head")
#: Places that are no joints, for what an arrow shows: points before chest and pelvis, and points so far
#: beyond head, belly, knee and ankle that the arrow does not lie over the body.
TRACED_ONLY = (
    "nose",
    "belly",
    "belly beyond",
    "chest ahead",
    "pelvis ahead",
    "crown",
    "working knee beyond",
    "resting knee beyond",
    "working ankle beyond",
    "resting ankle beyond",
)
#: Bones and lines on which a hand or an ankle can rest.
_RESTS = ("thigh", "shin", "upper arm", "forearm", "shoulders", "hips")
#: A direction in the axes of the body: ahead, to the limb's own side, toward the head.
Direction = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class OnFloor:
    """A place in the room, in metres from the joint that stays (:attr:`Figure.stays`).

    `ahead_m` is where a standing person faces, which is toward the feet of one who lies on the back; `out_m`
    is to the limb's own side from the middle of the body; `up_m` is the height above the floor.
    """

    ahead_m: float
    out_m: float = 0.0
    up_m: float = 0.0


@dataclass(frozen=True, slots=True)
class OnBody:
    """A place on the person's own body: `along` a bone from its upper end (0) to its lower one (1).

    `bone` is ``"thigh"``, ``"shin"``, ``"upper arm"`` or ``"forearm"``, or ``"shoulders"`` and ``"hips"``,
    which run from the limb's own side to the other one; `other` takes the bone of the other side. `off_m` is
    how far the touching joint is off the bone: to where the kneecap or the chest points, to the limb's own
    side, and toward the head.
    """

    bone: str
    along: float = 0.5
    other: bool = False
    off_m: Direction = (0.0, 0.0, 0.0)

    def __post_init__(self) -> None:
        """Raise ``ValueError`` unless the bone exists."""
        _one_of("bone", self.bone, _RESTS)


Spot = OnFloor | OnBody


@dataclass(frozen=True, slots=True)
class LegPose:
    """One leg; all 0 is standing straight. Angles in degrees.

    `hip` bends forward, `knee` takes the shin back, `out` takes the leg to its own side and `turn` turns the
    kneecap outward. `foot` is the angle between the line of the shin and the foot; a `flat` foot has its sole
    on the floor instead. With `ankle_at` the leg reaches there whatever the angles, and `knee_to` says where
    the knee points.
    """

    hip: float = 0.0
    knee: float = 0.0
    out: float = 0.0
    turn: float = 0.0
    foot: float = 90.0
    flat: bool = False
    ankle_at: Spot | None = None
    knee_to: Direction = (1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class ArmPose:
    """One arm; all 0 is hanging. Angles in degrees.

    `shoulder` and `elbow` bend forward, `out` takes the arm to its own side. With `hand_at` the hand reaches
    there whatever the angles, and `elbow_to` says where the elbow points.
    """

    shoulder: float = 0.0
    elbow: float = 0.0
    out: float = 0.0
    hand_at: Spot | None = None
    elbow_to: Direction = (-1.0, 0.3, -0.3)


@dataclass(frozen=True, slots=True)
class BodyPose:
    """The whole body; all 0 is standing straight. Angles in degrees.

    `trunk` is the inclination from upright: 90 face down, -90 on the back. `bend` rounds the spine
    (negative hollows it) without moving shoulders or hips off that line. `lean` bends to the working side,
    `twist` turns the chest to it, `neck` takes the chin to the chest, and `roll` turns the whole body about
    the line of the trunk, away from the working side. `legs_fall` turns both legs against the trunk toward
    the working side. `breath_m` is how far the belly comes forward with the breath, in metres. `arm` is on
    the working side, `other_arm` on the resting one.
    """

    trunk: float = 0.0
    bend: float = 0.0
    lean: float = 0.0
    twist: float = 0.0
    neck: float = 0.0
    roll: float = 0.0
    legs_fall: float = 0.0
    breath_m: float = 0.0
    working: LegPose = field(default_factory=LegPose)
    resting: LegPose = field(default_factory=LegPose)
    arm: ArmPose = field(default_factory=ArmPose)
    other_arm: ArmPose = field(default_factory=ArmPose)

    def but(self, **changes: Any) -> Self:
        """Return the pose with these fields changed."""
        return replace(self, **changes)

    def legs(self, **changes: Any) -> Self:
        """Return the pose with these fields of :class:`LegPose` on both sides."""
        return replace(
            self, working=replace(self.working, **changes), resting=replace(self.resting, **changes)
        )

    def arms(self, **changes: Any) -> Self:
        """Return the pose with these fields of :class:`ArmPose` on both sides."""
        return replace(self, arm=replace(self.arm, **changes), other_arm=replace(self.other_arm, **changes))

    def swapped(self) -> Self:
        """Return the pose with the work of both sides exchanged."""
        return replace(
            self,
            lean=-self.lean,
            twist=-self.twist,
            roll=-self.roll,
            legs_fall=-self.legs_fall,
            working=self.resting,
            resting=self.working,
            arm=self.other_arm,
            other_arm=self.arm,
        )


class Prop(StrEnum):
    """What is used beside the mat."""

    #: under the seat
    CHAIR = "chair"
    #: at the resting side of a person who stands, its back toward them, to hold on to
    CHAIR_BESIDE = "chair beside"
    WALL_BEHIND = "wall behind"
    #: from the hands around the foot of the working leg
    STRAP = "strap"
    INVERSION_TABLE = "inversion table"
    #: on the mat, where the head comes to lie in the position
    CUSHION = "cushion"
    #: before the mouth: near with the breath in, far with the breath out
    AIR = "air"
    MAT = "mat"


class Muscle(StrEnum):
    """What is stretched or works, and is marked on the figure."""

    HAMSTRING = "back of the working thigh"
    THIGH_FRONT = "front of the working thigh"
    HIP_FLEXOR = "front of the resting hip"
    SEAT = "seat of the working leg"
    BOTH_SEATS = "both seats"
    BACK = "whole back"
    LOW_BACK = "lower back"
    BELLY = "belly"
    FLANK = "flank of the resting side"
    LOWER_FLANK = "flank of the working side"
    SHOULDERS = "shoulders"
    CHEST = "chest"
    #: no muscle: a bowl that tips with it
    PELVIS = "pelvis"


@dataclass(frozen=True, slots=True)
class Figure:
    """One body that does the exercise.

    Parameters
    ----------
    start, position
        Before the movement, and where it leads.
    other
        The other end of an exercise that has two.
    through
        Poses on the way, where the straight way is not the one: then the figure goes from `start` through
        all of them, the last of which looks like `start`, as arms that circle.
    back_by
        Where the way back rests for a while, as near level on an inversion table.
    swaps
        The position is shown with the sides exchanged as well, as in marching.
    stays
        The joint that stays where it is, as ``"working ankle"``.
    rests_on
        Two joints that carry the body: it is tipped so that both are on the floor.
    props
        What is used.
    marked
        What is stretched or works.
    traced
        The joints whose ways the arrows show, or places of :data:`TRACED_ONLY`.
    turned_deg, looking_down_deg
        The picture is seen from so far toward the front of the body, and from so far above, where the
        exercise is told better than from exactly where the camera stands.
    """

    start: BodyPose
    position: BodyPose
    other: BodyPose | None = None
    through: tuple[BodyPose, ...] = ()
    back_by: BodyPose | None = None
    swaps: bool = False
    stays: str = "working ankle"
    rests_on: tuple[str, str] | None = None
    props: tuple[Prop, ...] = ()
    marked: tuple[Muscle, ...] = ()
    traced: tuple[str, ...] = ()
    turned_deg: float = 0.0
    looking_down_deg: float = 12.0

    def __post_init__(self) -> None:
        """Raise ``ValueError`` unless the joints and places that it names exist."""
        for name in (self.stays, *(self.rests_on or ())):
            _one_of("joint", name, JOINTS)
        for name in self.traced:
            _one_of("traced", name, (*JOINTS, *TRACED_ONLY))


def _one_of(what: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise ValueError(f"figure: {what}: expected one of {', '.join(known)}, but got {value!r}")


# --- where figures begin ---

STAND = BodyPose(arm=ArmPose(out=7.0, elbow=10.0), other_arm=ArmPose(out=7.0, elbow=10.0))
#: Upright on a chair, hands on the thighs.
ON_CHAIR = (
    BodyPose().legs(hip=90.0, knee=90.0, flat=True).arms(hand_at=OnBody("thigh", 0.7, off_m=(0.09, 0.0, 0.0)))
)
#: Hands under the shoulders, knees under the hips.
HANDS_AND_KNEES = (
    BodyPose(trunk=77.0, neck=-6.0)
    .legs(hip=77.0, knee=90.0, foot=10.0)
    .arms(hand_at=OnFloor(0.49, 0.16, 0.045), elbow_to=(-0.3, 0.3, -1.0))
)
ON_THE_BACK = BodyPose(trunk=-90.0).legs(foot=70.0).arms(out=18.0)
ON_THE_BACK_KNEES_BENT = ON_THE_BACK.legs(hip=50.0, knee=100.0, flat=True)
ON_THE_FRONT = BodyPose(trunk=90.0, neck=-12.0).legs(foot=12.0)
