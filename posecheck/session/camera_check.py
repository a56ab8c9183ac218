"""Whether the camera sees somebody well enough, before anything is begun: one finding for each thing to mend.

Nobody has to lie down for it: whoever stands before the computer is looked at. What cannot be told yet is not
good (as everywhere), and of what is to be mended the first is said.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import cv2

from posecheck.perception.picture_quality import Cause
from posecheck.pose import Joint, Side
from posecheck.pose.geometry import NAN, tilt_deg

if TYPE_CHECKING:
    from posecheck.perception.observation import Observation
    from posecheck.pose.frame import Frame, ImageArray

#: Mean brightness of a picture, 0 to 255: below, joints are lost (perception/picture_quality, `_DARK`);
#: above, there is nothing but light, as with a window behind the person.
DARK_BELOW, BRIGHT_ABOVE = 65.0, 215.0
#: Fewer pictures a second are too few for details; most webcams give 15 to 30.
FEWEST_PER_S = 12.0
#: Height of the body in the picture, head to foot, as a share of the picture's: smaller is too far for
#: details, larger has no room for lying down, where one is as long as one is high.
SMALLEST_SHARE, LARGEST_SHARE = 0.40, 0.92
#: By so much the upright body may lean in the picture before the camera is said to: people sway by 2°.
LEAN_DEG = 6.0
#: What is found has to last so long before it is said.
LASTS_S = 0.8
_WINDOW_S = 2.0


class Found(StrEnum):
    """What is found."""

    GOOD = "good"
    MEND = "mend"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: its id, what was found, and what that means, in English."""

    id: str
    found: Found
    words: str


class CameraCheck:
    """Looks at one picture after the other."""

    def __init__(self) -> None:
        self._times: deque[float] = deque()
        self._lasting: dict[str, tuple[Finding, float]] = {}
        self._said: dict[str, Finding] = {}

    def take(self, frame: Frame, observation: Observation) -> tuple[Finding, ...]:
        """Return what is found in the last moments, in the order in which it should be mended."""
        now_s = frame.time_s
        self._times.append(now_s)
        while now_s - self._times[0] > _WINDOW_S:
            self._times.popleft()
        found = (
            self._rate(now_s),
            _light(frame.image_bgr, observation),
            _whole(observation),
            _distance(observation),
            _level(observation),
        )
        return tuple(self._settled(each, now_s) for each in found)

    def _settled(self, finding: Finding, now_s: float) -> Finding:
        """Return what is said of a thing: what has lasted, so that words do not flicker."""
        before, since_s = self._lasting.get(finding.id, (finding, now_s))
        if before.found is not finding.found or before.words != finding.words:
            since_s = now_s
        self._lasting[finding.id] = finding, since_s
        if finding.id not in self._said or now_s - since_s >= LASTS_S:
            self._said[finding.id] = finding
        return self._said[finding.id]

    def _rate(self, now_s: float) -> Finding:
        span_s = now_s - self._times[0]
        if span_s < _WINDOW_S / 2:
            return Finding("rate", Found.UNKNOWN, "Counting the pictures")
        if (len(self._times) - 1) / span_s < FEWEST_PER_S:
            return Finding(
                "rate", Found.MEND, "Too few pictures come. Put on more light, and close other programs."
            )
        return Finding("rate", Found.GOOD, "Enough pictures come")


def _light(picture: ImageArray, observation: Observation) -> Finding:
    height, width = picture.shape[:2]
    small = cv2.resize(picture, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA)
    brightness = float(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY).mean())
    if brightness < DARK_BELOW or observation.cause is Cause.DARK:
        return Finding("light", Found.MEND, "It is too dark. Put on more light.")
    if brightness > BRIGHT_ABOVE:
        return Finding("light", Found.MEND, "It is too bright. Do not have a window behind you.")
    return Finding("light", Found.GOOD, "The light is good")


_HIGH, _LOW = (Joint.EAR, Joint.SHOULDER), (Joint.ANKLE,)


def _whole(observation: Observation) -> Finding:
    if not observation.person:
        return Finding("whole", Found.MEND, "I can't see you. Step into the picture.")
    body = observation.body(observation.near)

    def sees(joint: Joint) -> bool:
        return body.seen(joint, Side.LEFT) or body.seen(joint, Side.RIGHT)

    head, feet = all(map(sees, _HIGH)), all(map(sees, _LOW))
    if head and feet:
        return Finding("whole", Found.GOOD, "I see all of you")
    if not feet:
        return Finding("whole", Found.MEND, "I can't see your feet. Step back, or tilt the camera down.")
    return Finding("whole", Found.MEND, "I can't see your head. Step back, or tilt the camera up.")


def _distance(observation: Observation) -> Finding:
    share = _height_share(observation)
    if not math.isfinite(share):
        return Finding("distance", Found.UNKNOWN, "Stand upright, so that I can tell how far away you are")
    if share < SMALLEST_SHARE:
        return Finding("distance", Found.MEND, "You are far away. Come nearer.")
    if share > LARGEST_SHARE:
        return Finding(
            "distance", Found.MEND, "You are very near. Step back, so that you have room to lie down."
        )
    return Finding("distance", Found.GOOD, "The distance is good")


def _level(observation: Observation) -> Finding:
    lean = _lean_deg(observation)
    if not math.isfinite(lean):
        return Finding(
            "level", Found.UNKNOWN, "Stand upright, so that I can tell whether the camera is level"
        )
    if lean > LEAN_DEG:
        return Finding(
            "level", Found.MEND, "The picture leans. Put the camera straight, if you stand upright."
        )
    return Finding("level", Found.GOOD, "The camera is level")


def _height_share(observation: Observation) -> float:
    """Return the height of somebody upright as a share of the picture's, ``NaN`` when it is unknown."""
    if not observation.person or not math.isfinite(_lean_deg(observation, most_deg=45.0)):
        return NAN
    body, pose = observation.body(observation.near), observation.pose
    points = [body.at(joint, side) for joint in (Joint.EAR, Joint.ANKLE) for side in (Side.LEFT, Side.RIGHT)]
    heights = [each.imag for each in points if math.isfinite(each.imag)]
    return (max(heights) - min(heights)) / pose.height_px if heights else NAN


def _lean_deg(observation: Observation, most_deg: float = 25.0) -> float:
    """Return how far the line from the ankles to the shoulders leans, ``NaN`` unless somebody is upright."""
    if not observation.person:
        return NAN
    body = observation.body(observation.near)
    shoulders = body.mid(Joint.SHOULDER)
    lean, trunk = tilt_deg(body.mid(Joint.ANKLE), shoulders), tilt_deg(body.mid(Joint.HIP), shoulders)
    upright = lean < most_deg and trunk < most_deg
    return lean if upright else NAN
