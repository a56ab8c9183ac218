"""The one pose type: 33 landmarks of one person at one instant.

Image coordinates are pixels of the unmirrored picture, x to the right and y down. World coordinates are
metres from the middle of the hips, x to the right of the picture, y down, z away from the camera. Left and
right always mean the person's own. ``NaN`` means unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Self

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]

LANDMARKS = 33


class Landmark(IntEnum):
    """The 33 landmarks of BlazePose, in its own order."""

    NOSE = 0
    LEFT_EYE_INNER = 1
    LEFT_EYE = 2
    LEFT_EYE_OUTER = 3
    RIGHT_EYE_INNER = 4
    RIGHT_EYE = 5
    RIGHT_EYE_OUTER = 6
    LEFT_EAR = 7
    RIGHT_EAR = 8
    LEFT_MOUTH = 9
    RIGHT_MOUTH = 10
    LEFT_SHOULDER = 11
    RIGHT_SHOULDER = 12
    LEFT_ELBOW = 13
    RIGHT_ELBOW = 14
    LEFT_WRIST = 15
    RIGHT_WRIST = 16
    LEFT_PINKY = 17
    RIGHT_PINKY = 18
    LEFT_INDEX = 19
    RIGHT_INDEX = 20
    LEFT_THUMB = 21
    RIGHT_THUMB = 22
    LEFT_HIP = 23
    RIGHT_HIP = 24
    LEFT_KNEE = 25
    RIGHT_KNEE = 26
    LEFT_ANKLE = 27
    RIGHT_ANKLE = 28
    LEFT_HEEL = 29
    RIGHT_HEEL = 30
    LEFT_TOE = 31
    RIGHT_TOE = 32


class Side(StrEnum):
    """A side of the person's own body; ``BOTH`` and ``NONE`` for exercises without a working side."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    NONE = "none"

    @property
    def other(self) -> Side:
        """The opposite side; ``BOTH`` and ``NONE`` are their own."""
        return _OTHER[self]


_OTHER = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.BOTH: Side.BOTH, Side.NONE: Side.NONE}


class Posture(StrEnum):
    """How the body lies in space."""

    STANDING = "standing"
    SITTING = "sitting"
    KNEELING = "kneeling"
    ALL_FOURS = "all-fours"
    SUPINE = "supine"
    PRONE = "prone"
    SIDE_LYING = "side-lying"
    INVERTED = "inverted"
    UNKNOWN = "unknown"


class Joint(StrEnum):
    """A paired joint, named without its side."""

    EAR = "ear"
    SHOULDER = "shoulder"
    ELBOW = "elbow"
    WRIST = "wrist"
    HIP = "hip"
    KNEE = "knee"
    ANKLE = "ankle"
    HEEL = "heel"
    TOE = "toe"

    def on(self, side: Side) -> Landmark:
        """Return the landmark of this joint on `side`, which is left or right."""
        return _JOINT_LANDMARK[self, side]


_JOINT_LANDMARK = {
    (joint, side): Landmark[f"{side.name}_{joint.name}"]
    for joint in Joint
    for side in (Side.LEFT, Side.RIGHT)
}

#: Pairs of landmarks joined by a bone, for drawing and for bone lengths.
SKELETON: tuple[tuple[Landmark, Landmark], ...] = (
    (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
    (Landmark.LEFT_HIP, Landmark.RIGHT_HIP),
    *(
        (a.on(side), b.on(side))
        for side in (Side.LEFT, Side.RIGHT)
        for a, b in (
            (Joint.EAR, Joint.SHOULDER),
            (Joint.SHOULDER, Joint.ELBOW),
            (Joint.ELBOW, Joint.WRIST),
            (Joint.SHOULDER, Joint.HIP),
            (Joint.HIP, Joint.KNEE),
            (Joint.KNEE, Joint.ANKLE),
            (Joint.ANKLE, Joint.HEEL),
            (Joint.HEEL, Joint.TOE),
            (Joint.ANKLE, Joint.TOE),
        )
    ),
)

#: For each landmark, the landmark of the other side (the nose is its own).
MIRROR: tuple[int, ...] = tuple(
    Landmark[name.replace("LEFT", "#").replace("RIGHT", "LEFT").replace("#", "RIGHT")]
    for name in Landmark.__members__
)


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """How a picture looks, whatever it shows; each a whole number from 0 to 255.

    Parameters
    ----------
    brightness
        Mean grey value.
    sharpness
        How much of the strongest edges happens within one pixel, 255 all of it: 95 and more in sharp
        pictures, 70 in blurred ones.
    blocks
        How far the edges of 8-pixel blocks stand out, in thousandths of the strongest edges: 0 to 30
        mostly, 60 and more under strong compression.
    """

    brightness: int
    sharpness: int
    blocks: int


@dataclass(frozen=True, slots=True, eq=False)
class Pose:
    """What the estimator saw of one person in one frame.

    Parameters
    ----------
    time_s
        Time of the frame in seconds of the source.
    width_px, height_px
        Size of the picture.
    image_px
        ``(33, 2)`` landmark positions in the picture; all ``NaN`` when nobody was found.
    depth_px
        ``(33,)`` depth of each landmark relative to the hips in the scale of x; smaller is nearer.
    world_m
        ``(33, 3)`` landmark positions in metres from the middle of the hips.
    visibility, presence
        ``(33,)`` 0 to 1, the estimator's own confidence; 0 when nobody was found.
    silhouette
        ``(2, SILHOUETTE_SAMPLES)`` as :func:`posecheck.pose.silhouette.trunk_profile` gives it, or ``None``
        when no mask was asked for.
    scene_cut
        The picture changed completely since the frame before, as at a cut of an edited video.
    unmoved
        The picture was smoothed, and nothing has changed where the body is since the scene began: it may be
        a plant or a coat. What is read off it can be a starting position, but nothing counts.
    smoothed
        The blocks of strong compression hid what there was to see, and were smoothed away.
    frozen
        The camera has stopped: it gives the same picture over and over, where before each one differed.
    facts
        How the picture looks, as measured twice a second; ``None`` when it was not.
    """

    time_s: float
    width_px: int
    height_px: int
    image_px: FloatArray
    depth_px: FloatArray
    world_m: FloatArray
    visibility: FloatArray
    presence: FloatArray
    silhouette: FloatArray | None = None
    scene_cut: bool = False
    unmoved: bool = False
    smoothed: bool = False
    frozen: bool = False
    facts: PictureFacts | None = None

    @property
    def found(self) -> bool:
        """Whether the estimator found anybody in this frame."""
        return bool(self.presence.any())

    @classmethod
    def nobody(cls, time_s: float, width_px: int, height_px: int, *, scene_cut: bool = False) -> Self:
        """Return the pose of a frame in which nobody was found."""
        unknown = np.full((LANDMARKS, 3), np.nan, np.float32)
        none = np.zeros(LANDMARKS, np.float32)
        return cls(
            time_s,
            width_px,
            height_px,
            unknown[:, :2],
            unknown[:, 2],
            unknown,
            none,
            none,
            scene_cut=scene_cut,
        )

    def mirrored(self) -> Self:
        """Return the pose of the flipped picture: x reversed and the sides exchanged."""
        order = list(MIRROR)
        image = self.image_px[order].copy()
        image[:, 0] = self.width_px - image[:, 0]
        world = self.world_m[order].copy()
        world[:, 0] = -world[:, 0]
        silhouette = None if self.silhouette is None else self.silhouette[::-1].copy()
        return type(self)(
            self.time_s,
            self.width_px,
            self.height_px,
            image,
            self.depth_px[order],
            world,
            self.visibility[order],
            self.presence[order],
            silhouette,
            self.scene_cut,
            self.unmoved,
            self.smoothed,
            self.frozen,
            self.facts,
        )
