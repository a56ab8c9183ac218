"""Is it a person, and is it the person? Visibility alone does not tell.

The landmarker finds confident bodies in furniture and keeps ghosts on dimmed pictures; what gives them away
is their size in the picture, the proportions of the skeleton and jumps from one place to another.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from posecheck.pose import Landmark, Side

if TYPE_CHECKING:
    from posecheck.pose import Pose

#: A standing adult of this scale would fill this share of the picture's shorter side. At 8 m from an
#: ordinary webcam it is 0.25; bodies found in furniture on real footage were 0.10 (median).
SMALLEST_HEIGHT_RATIO = 0.25
#: Height taken for an adult, in metres, only to turn scale into size.
ADULT_HEIGHT_M = 1.7
#: Mean confidence of the six landmarks of the trunk and thighs, on the better side.
LEAST_SIGHT = 0.5
#: Proportions of the metric skeleton that no view of a person gave on 118 clips (1st to 99th percentile
#: of right views: torso 0.42-0.56 m, thigh 0.33-0.43 m, shoulder width 0.24-0.38 m).
TORSO_M = (0.22, 0.75)
THIGH_M = (0.18, 0.60)
#: Thigh to torso, 0.63 to 0.95 seen.
THIGH_TO_TORSO = (0.35, 2.0)
#: Nobody's trunk moves faster in a stretch; farther in one frame is another body.
FASTEST_M_S = 4.0
SHORTEST_JUMP_M = 0.35
#: A change of scale that walking cannot make from one frame to the next.
MOST_SCALE_STEP = 1.6
#: Another body must stay as long as this before it is taken for the person.
TAKEOVER_S = 3.0


class Presence(StrEnum):
    """What the gate makes of a frame."""

    PERSON = "person"
    NOBODY = "nobody"
    #: a body that cannot be a person: too small, odd proportions, not confident
    UNLIKELY = "unlikely"
    #: a body in another place than the person was
    SOMEBODY_ELSE = "somebody else"
    #: the person after a change of person or a cut: everything known about the old one is void
    NEW_PERSON = "new person"


@dataclass(frozen=True, slots=True)
class _Place:
    time_s: float
    x_px: float
    y_px: float
    px_per_m: float


_CORE = (
    Landmark.LEFT_SHOULDER,
    Landmark.RIGHT_SHOULDER,
    Landmark.LEFT_HIP,
    Landmark.RIGHT_HIP,
    Landmark.LEFT_KNEE,
    Landmark.RIGHT_KNEE,
)
_SIDES = {
    Side.LEFT: (Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP, Landmark.LEFT_KNEE),
    Side.RIGHT: (Landmark.RIGHT_SHOULDER, Landmark.RIGHT_HIP, Landmark.RIGHT_KNEE),
}
_BONES = (
    (Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP),
    (Landmark.RIGHT_SHOULDER, Landmark.RIGHT_HIP),
    (Landmark.LEFT_HIP, Landmark.LEFT_KNEE),
    (Landmark.RIGHT_HIP, Landmark.RIGHT_KNEE),
    (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
)


class PersonGate:
    """Stays with the person who started and refuses bodies that are none.

    Poses must come in the order of time.
    """

    __slots__ = ("_place", "_rival", "_rival_since_s", "_seen_s")

    def __init__(self) -> None:
        self._place: _Place | None = None
        self._rival: _Place | None = None
        self._rival_since_s = 0.0
        #: when any body was seen last: only while nobody is seen can the person get away unseen
        self._seen_s = 0.0

    def update(self, pose: Pose) -> Presence:
        """Return what this frame shows."""
        cut = pose.scene_cut and self._place is not None
        if cut:
            self._place = self._rival = None
        if not pose.found:
            return Presence.NOBODY
        place = _place_of(pose)
        if place is None:
            return Presence.UNLIKELY
        unseen_s = place.time_s - self._seen_s
        self._seen_s = place.time_s
        if self._place is None:
            self._place = place
            return Presence.NEW_PERSON
        if _continues(self._place, place, unseen_s):
            self._place, self._rival = place, None
            return Presence.PERSON
        if self._rival is None or not _continues(self._rival, place, unseen_s):
            self._rival_since_s = place.time_s
        self._rival = place
        if place.time_s - self._rival_since_s < TAKEOVER_S:
            return Presence.SOMEBODY_ELSE
        self._place, self._rival = place, None
        return Presence.NEW_PERSON


def _place_of(pose: Pose) -> _Place | None:
    """Return where a believable body is, or ``None`` when it cannot be a person."""
    sight = pose.visibility.tolist()
    if max(sum(sight[i] for i in side) / len(side) for side in _SIDES.values()) < LEAST_SIGHT:
        return None
    image: list[list[float]] = pose.image_px.tolist()
    world: list[list[float]] = pose.world_m.tolist()
    torso_m = (_length(world, *_BONES[0]) + _length(world, *_BONES[1])) / 2
    thigh_m = (_length(world, *_BONES[2]) + _length(world, *_BONES[3])) / 2
    if not (
        TORSO_M[0] < torso_m < TORSO_M[1]
        and THIGH_M[0] < thigh_m < THIGH_M[1]
        and THIGH_TO_TORSO[0] < thigh_m / torso_m < THIGH_TO_TORSO[1]
    ):
        return None
    seen_px = sum(math.dist(image[a], image[b]) for a, b in _BONES)
    flat_m = sum(math.dist(world[a][:2], world[b][:2]) for a, b in _BONES)
    px_per_m = seen_px / flat_m if flat_m > 0.0 else 0.0
    if px_per_m * ADULT_HEIGHT_M < SMALLEST_HEIGHT_RATIO * min(pose.height_px, pose.width_px):
        return None
    core = [image[i] for i in _CORE[:4]]
    return _Place(pose.time_s, sum(p[0] for p in core) / 4, sum(p[1] for p in core) / 4, px_per_m)


def _length(points: list[list[float]], a: int, b: int) -> float:
    return math.dist(points[a], points[b])


def _continues(before: _Place, now: _Place, unseen_s: float) -> bool:
    """Return whether the body `now` can be the one from `before`, when no body was seen for `unseen_s`."""
    passed_s = max(unseen_s, 0.0)
    scale = max(before.px_per_m, now.px_per_m)
    moved_m = math.hypot(now.x_px - before.x_px, now.y_px - before.y_px) / scale
    # After a gap the person may be anywhere within reach of the place where they were last seen.
    reach_m = max(SHORTEST_JUMP_M, min(FASTEST_M_S * passed_s, 1.5))
    step = scale / max(min(before.px_per_m, now.px_per_m), 1e-6)
    return moved_m <= reach_m and step <= MOST_SCALE_STEP * (1.0 + passed_s)
