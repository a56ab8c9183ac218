"""Signs made with one hand from afar: swung from side to side, round, or up and down.

A gesture is a hand that swings to and fro in an even rhythm while the rest of the body keeps still. Stretches
are slow, and where an exercise is quick (steps, press-ups) the body moves with it: that keeps the two apart,
in every posture, and needs no posture of its own. Why these and no others: ``docs/gestures.md``.

Lengths are in torso lengths, so that neither distance nor size matters, angles in degrees against the
horizontal of the picture, times in seconds of the source.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from posecheck.perception.body import FRONT_FROM_DEG, off_side_deg
from posecheck.perception.person import Presence
from posecheck.perception.swings import MOST_SWING_S, Place, Ways
from posecheck.pose import Joint, Landmark, Side

if TYPE_CHECKING:
    from collections.abc import Iterable

    from posecheck.perception.body import Body
    from posecheck.perception.observation import Observation
    from posecheck.perception.swings import Rhythm, Swing
    from posecheck.pose import Pose

# --- a gesture: a rhythm that lasts -----------------------------------------------------------------------

#: Two swings and most of a third are no accident: a scratch or a stroke through the hair has one or two. More
#: would take longer than a second and a half where one waves calmly.
NEEDED_SWINGS = 2.4
#: "Held for about a second": a quick wave must go on for so long, too.
LEAST_RHYTHM_S = 0.7

# --- which one: the area between the way of the hand and the straight line -------------------------------

#: In squares of the swing, mean of to and fro. A circle has 0.39, and 0.17 at the least with the errors of
#: landmarks; a forearm that swings about its elbow 0 to 0.05: the way back takes off what the way there has.
ROUND_AREA = 0.16
STRAIGHT_AREA = 0.1
#: … and none alone is half a circle, after the raising of the arm; a wave may bow, to and fro alike.
MOST_BOW_AREA = 0.25
#: A circle goes on round where a wave bows back, and shows it in its first 45° (0.07): the raising of the arm
#: before it was straight.
BEGUN_AREA = 0.05
#: A forearm that pats from level to 60° up moves along 60°; one that waves 30° off the vertical along 30°.
#: Between the two, and nearer to the vertical: who errs gets a pause, from which nothing is lost.
UPRIGHT_DEG = 50.0

#: So far gets a rhythm of which it is not clear what it means.
MOST_UNCLEAR = 0.9

# --- and the rest of the body keeps still ----------------------------------------------------------------

#: So much of the hand's swing may shoulders, hips, legs and the other hand move meanwhile. Whoever waves
#: shakes a little; whoever steps, rolls or presses up moves them as far as the hand.
STILL_SHARE = 0.5
#: … leaving out so much at either end: hidden knees leap for a frame or two, a step takes longer.
LEAPING_SHARE = 0.15
#: The hand is not lower than 5 cm below the elbow (mean): who rubs the back or the thigh does that.
LEAST_HEIGHT_TORSO = -0.1

#: After one has fired nothing fires for so long: the hand is lowered, and the answer heard.
REFRACTORY_S = 2.0
#: … and the hand must have rested for so long: waving on means the same gesture.
REST_S = 0.6
#: The size of the person in the picture is followed with this time constant.
_SIZE_MEMORY_S = 1.0

_HANDS = (Side.LEFT, Side.RIGHT)
_STILL_JOINTS = (Joint.SHOULDER, Joint.HIP, Joint.KNEE)
_BONES = (
    (Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP),
    (Landmark.RIGHT_SHOULDER, Landmark.RIGHT_HIP),
    (Landmark.LEFT_HIP, Landmark.LEFT_KNEE),
    (Landmark.RIGHT_HIP, Landmark.RIGHT_KNEE),
    (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
)


class Gesture(StrEnum):
    """What a hand can say."""

    #: the hand waves from side to side: pause, or go on
    PAUSE = "pause"
    #: the hand goes round, as one winds on: next
    NEXT = "next"
    #: the hand pats up and down, as one taps out: stop
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class GestureState:
    """What the hands say in one frame.

    Parameters
    ----------
    gesture
        What is being made, or goes on after it has fired; ``None`` when nothing is, or it is not clear yet.
    progress
        How much of it there is, 0 to 1: above 0 as soon as a hand swings, 1 from the moment it fires for as
        long as it goes on.
    fired
        The gesture that is complete in this frame, once for each that is made.
    """

    gesture: Gesture | None = None
    progress: float = 0.0
    fired: Gesture | None = None


NOTHING = GestureState()


class GestureReader:
    """Reads gestures off the observations of one person, which come in the order of time.

    Any frame rate from 5 a second on does. An unseen hand says nothing; in a view from the side only the
    nearer hand is read, because the farther one is guessed while the body hides it.
    """

    __slots__ = ("_fired", "_fired_s", "_rhythm_s", "_scene", "_time_s", "_torso_px", "_ways")

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget the person."""
        self._ways = {side: Ways() for side in _HANDS}
        self._scene: deque[_Points] = deque()
        self._torso_px = 0.0
        self._time_s = -math.inf
        self._fired: Gesture | None = None
        self._fired_s = -math.inf
        #: when a hand that has fired was last seen in its rhythm
        self._rhythm_s = -math.inf

    def take(self, observation: Observation) -> GestureState:
        """Return what the hands say in this frame."""
        if observation.presence is Presence.NEW_PERSON:
            self.reset()
        pose = observation.pose
        if not observation.person or pose.unmoved or pose.time_s <= self._time_s:
            return NOTHING
        body = observation.body(observation.near)
        self._measure(pose)
        hands = _HANDS if off_side_deg(body) > FRONT_FROM_DEG else (observation.near,)
        self._remember(body, hands)
        best = NOTHING
        for side in hands:
            rhythm = self._follow(body, side)
            state = self._read(rhythm, side) if rhythm else NOTHING
            if state.progress > best.progress:
                best = state
        return self._fire(best)

    def _measure(self, pose: Pose) -> None:
        """Follow the length of a torso that is parallel to the picture."""
        torso_px = _torso_px(pose)
        passed_s = pose.time_s - self._time_s
        share = min(1.0, passed_s / _SIZE_MEMORY_S) if self._torso_px else 1.0
        self._torso_px += share * (torso_px - self._torso_px)
        self._time_s = pose.time_s

    def _remember(self, body: Body, hands: Iterable[Side]) -> None:
        """Keep where everything is for as long as a gesture may take."""
        points = {joint.on(side): body.at(joint, side) for joint in _STILL_JOINTS for side in hands}
        for side in _HANDS:
            points[Joint.WRIST.on(side)] = body.at(Joint.WRIST, side)
        for side in hands:
            points[Joint.ELBOW.on(side)] = body.at(Joint.ELBOW, side) - body.at(Joint.SHOULDER, side)
        self._scene.append(_Points(self._time_s, points))
        while self._time_s - self._scene[0].time_s > 3.0 * MOST_SWING_S:
            self._scene.popleft()

    def _follow(self, body: Body, side: Side) -> Rhythm | None:
        """Follow the hand of `side` and return its rhythm, when it has one."""
        wrist = body.at(Joint.WRIST, side) - body.at(Joint.SHOULDER, side)
        if wrist != wrist or not body.seen(Joint.ELBOW, side):  # noqa: PLR0124 - unknown
            return None
        return self._ways[side].take(Place(self._time_s, wrist), self._torso_px).rhythm(self._torso_px)

    def _read(self, rhythm: Rhythm, side: Side) -> GestureState:
        """Return what a rhythm says, if the rest of the body keeps still."""
        scene = [points for points in self._scene if points.time_s >= rhythm.start_s]
        if not self._still(scene, rhythm, side):
            return NOTHING
        gesture = _gesture_of(rhythm.swings, rhythm.under_way)
        lasting = (self._time_s - rhythm.start_s) / LEAST_RHYTHM_S
        progress = min(1.0, rhythm.made / NEEDED_SWINGS, lasting)
        return GestureState(gesture, progress if gesture else min(progress, MOST_UNCLEAR))

    def _still(self, scene: list[_Points], rhythm: Rhythm, side: Side) -> bool:
        """Return whether only the hand of `side` has moved, and was held up, in `scene`."""
        most_px = STILL_SHARE * rhythm.swing_px
        if any(_extent_px(scene, joint.on(of)) > most_px for joint in _STILL_JOINTS for of in _HANDS):
            return False
        if _extent_px(scene, Joint.WRIST.on(side.other)) > most_px:
            return False
        elbow = Joint.ELBOW.on(side)
        wrist, shoulder = Joint.WRIST.on(side), Joint.SHOULDER.on(side)
        above_px = [
            (points.px[shoulder] + points.px[elbow] - points.px[wrist]).imag
            for points in scene
            if wrist in points.px and elbow in points.px
        ]
        known_px = [px for px in above_px if not math.isnan(px)]
        return bool(known_px) and sum(known_px) / len(known_px) >= LEAST_HEIGHT_TORSO * self._torso_px

    def _fire(self, state: GestureState) -> GestureState:
        """Return `state` with what it fires; a gesture that goes on fires no second time."""
        if self._fired is not None:
            if state.progress > 0.0:
                self._rhythm_s = self._time_s
            rested = self._time_s - self._rhythm_s >= REST_S
            if not rested or self._time_s - self._fired_s < REFRACTORY_S:
                return GestureState(self._fired, 1.0) if not rested else NOTHING
            self._fired = None
        if state.gesture is None or state.progress < 1.0:
            return state
        self._fired, self._fired_s, self._rhythm_s = state.gesture, self._time_s, self._time_s
        return GestureState(state.gesture, 1.0, state.gesture)


class _Points(NamedTuple):
    """Where the joints are at a time, the elbows from their shoulders; unknown ones are ``NaN``."""

    time_s: float
    px: dict[Landmark, complex]


def _gesture_of(swings: list[Swing], under_way: Swing | None) -> Gesture | None:
    """Return what alike swings mean, and the one that is under way; ``None`` while that is not clear."""
    if len(swings) < 2:  # noqa: PLR2004 - to and fro
        return None
    areas = [swing.area for swing in swings[-2:]]
    area = abs(sum(areas)) / 2.0
    if area >= ROUND_AREA and areas[0] * areas[1] > 0.0:
        return Gesture.NEXT
    half_a_circle = max(map(abs, areas)) > MOST_BOW_AREA and areas[0] * areas[1] >= 0.0
    goes_round = under_way and min(under_way.area * math.copysign(1.0, areas[1]), abs(areas[1])) > BEGUN_AREA
    if area > STRAIGHT_AREA or half_a_circle or goes_round:
        return None
    along = sum((swing.way_px if i % 2 else -swing.way_px) for i, swing in enumerate(swings))
    upright = math.degrees(math.atan2(abs(along.imag), abs(along.real))) >= UPRIGHT_DEG
    return Gesture.STOP if upright else Gesture.PAUSE


def _extent_px(scene: list[_Points], landmark: Landmark) -> float:
    """Return how far `landmark` has moved, 0 when it is not seen."""
    places = [points.px[landmark] for points in scene if landmark in points.px]
    known = [place for place in places if place == place]  # noqa: PLR0124 - not NaN
    if not known:
        return 0.0
    across, down = sorted(place.real for place in known), sorted(place.imag for place in known)
    leaping = int(LEAPING_SHARE * len(known))
    return math.hypot(across[-1 - leaping] - across[leaping], down[-1 - leaping] - down[leaping])


def _torso_px(pose: Pose) -> float:
    """Return the length the torso would have in the picture if it were parallel to it."""
    image: list[list[float]] = pose.image_px.tolist()
    world: list[list[float]] = pose.world_m.tolist()
    seen_px = sum(math.dist(image[a], image[b]) for a, b in _BONES)
    flat_m = sum(math.dist(world[a][:2], world[b][:2]) for a, b in _BONES)
    torso_m = sum(math.dist(world[a], world[b]) for a, b in _BONES[:2]) / 2.0
    return seen_px / flat_m * torso_m
