"""Is the picture good enough for details? Known by what it does to the landmarks, not by how it looks.

Whatever is wrong with a picture, the landmarks tell: they tremble while the body keeps still, the landmarker
is unsure of them, or the body is so small that a pixel is a degree. How the picture looks
(:class:`posecheck.pose.PictureFacts`) only tells which advice is true.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist, median
from typing import TYPE_CHECKING

from posecheck.pose import Joint, Side
from posecheck.pose.filters import Lasting, Settled
from posecheck.pose.geometry import NAN

if TYPE_CHECKING:
    from posecheck.pose import PictureFacts, Pose

#: What is seen of the trunk and the legs is looked at for so long.
WINDOW_S = 2.0
#: … and this share of it must be filled before there is an opinion.
_FILLED_SHARE = 0.8
#: Poses closer together than this are passed over: trembling at 30 a second is measured as at 15.
_SHORTEST_STEP_S = 0.048
#: A landmark that travels faster than this, in torso lengths a second, is moved, not trembling.
STILL_TORSO_S = 0.1
#: … and so much of the window must be still, or there is no new opinion.
_STILL_SHARE = 0.1
#: The verdict is thought over so often.
_LOOK_AGAIN_S = 0.25

# Trembling: the standard deviation of a landmark from one picture to the next, in torso lengths. At both ends
# of a thigh (0.8 torso lengths) 0.0045 makes 0.5° of trembling, and slow errors of some six times as much
# come with it: 3°, half the way from a good value to a fault. Measured (docs/decisions.md, 28).
TREMBLING = 0.0045
CALM = 0.0035
#: Where strong compression had to be smoothed away, less trembling goes with the same slow errors: the edges
#: that the landmarks would tremble about are gone.
TREMBLING_SMOOTHED = 0.0010
CALM_SMOOTHED = 0.0005
#: Read off the smaller part of what is still: a limb that swings must not pass for one that trembles.
_QUANTILE = 0.35
#: The landmarker smooths over time, so trembling grows with the distance of the pictures; limits are at
#: 15 a second.
_RATE_PER_S = 15.0
#: Mean confidence in the trunk and leg of the better side: below one too little, above the other enough.
UNSURE, SURE = 0.55, 0.65
#: Length of the torso in pixels below which a pixel is 3° of a thigh, and above which it is fine.
SMALL_TORSO_PX, LARGE_TORSO_PX = 24.0, 27.0
#: Pictures a second below which faults of less than a second are missed, and above which they are not.
SLOW_PER_S, FAST_PER_S = 5.0, 6.0

#: A change must have shown for so long: soon enough to be silent in time, slowly to speak again.
POOR_AFTER_S = 1.0
GOOD_AFTER_S = 3.0

# How a picture looks, only to find the advice that is true.
_DARK = 65
_BLURRED = 82
_BLOCKY = 60
#: A body so small may well be why.
_SMALLISH_PX = 36.0
_SLOWISH_PER_S = 7.0

_WATCHED = tuple(
    joint.on(side)
    for joint in (Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE)
    for side in (Side.LEFT, Side.RIGHT)
)
#: What is between each of them and the next of its side, in torso lengths: trunk, thigh and shin.
_SHARES_OF_TORSO = (1.0, 1.0, 0.8, 0.8, 0.8, 0.8)
_JOINTS = len(_WATCHED) // 2
_SEEN = 0.5
#: Of a third difference of independent values, in standard deviations of one of them.
_THIRD_DIFFERENCE = math.sqrt(20.0)
_QUANTILE_TO_DEVIATION = 1.0 / NormalDist().inv_cdf(0.5 + _QUANTILE / 2.0)

Points = tuple[complex, ...]
_UNKNOWN = complex(NAN, NAN)


class Quality(StrEnum):
    """Whether details can be told from the picture."""

    #: not looked at for long enough yet
    UNKNOWN = "unknown"
    GOOD = "good"
    POOR = "poor"


class Cause(StrEnum):
    """Why a picture is poor."""

    NONE = "none"
    FAR = "too far"
    DARK = "too dark"
    BLURRED = "blurred"
    SLOW = "too few pictures a second"
    COMPRESSED = "strongly compressed"
    #: nothing is wrong with the picture that could be measured, and the landmarks tremble all the same
    UNSTEADY = "unsteady"


#: What is said: what is wrong, and what to do.
ADVICE = {
    Cause.FAR: "You are too small in the picture for details. Come nearer.",
    Cause.DARK: "The picture is too dark for details. Put on more light.",
    Cause.BLURRED: "The picture is too blurred for details. Wipe the lens or focus the camera.",
    Cause.SLOW: "Too few pictures a second reach me for details. Close other programs.",
    Cause.COMPRESSED: (
        "The picture is compressed too strongly for details. "
        "Choose a better picture quality in your webcam's settings."
    ),
    Cause.UNSTEADY: "I can't follow your joints steadily enough for details. Close-fitting clothes help.",
}


@dataclass(frozen=True, slots=True)
class PictureEvidence:
    """What the last two seconds show; ``NaN`` is unknown.

    Parameters
    ----------
    trembling
        In torso lengths, as at 15 pictures a second.
    confidence
        Of the trunk and the leg of the better side, 0 to 1.
    torso_px
        Length of the torso in the picture.
    per_s
        Pictures a second.
    """

    trembling: float = NAN
    confidence: float = NAN
    torso_px: float = NAN
    per_s: float = NAN

    def is_poor(self, *, smoothed: bool) -> bool:
        """Return whether any of it is too bad for details."""
        return (
            self.trembling > (TREMBLING_SMOOTHED if smoothed else TREMBLING)
            or self.confidence < UNSURE
            or self.torso_px < SMALL_TORSO_PX
            or self.per_s < SLOW_PER_S
        )

    def is_good(self, *, smoothed: bool) -> bool:
        """Return whether all of it is good enough; in between, the verdict stays what it is."""
        return not (
            self.trembling > (CALM_SMOOTHED if smoothed else CALM)
            or self.confidence < SURE
            or self.torso_px < LARGE_TORSO_PX
            or self.per_s < FAST_PER_S
        )


class PictureQuality:
    """Follows the quality of the picture by the poses of one person, in the order of time."""

    __slots__ = (
        "_bad",
        "_cause",
        "_fine",
        "_looked_s",
        "_points",
        "_poses",
        "_trembled",
        "evidence",
        "quality",
    )

    def __init__(self) -> None:
        self.quality = Quality.UNKNOWN
        self.evidence = PictureEvidence()
        self._cause = Settled(Cause.NONE, GOOD_AFTER_S)
        self._bad, self._fine = Lasting(), Lasting()
        self._looked_s = -math.inf
        #: time, confidence and length of the torso of every pose of the window
        self._poses: deque[tuple[float, float, float]] = deque()
        #: the last four poses that trembling is read off
        self._points: deque[tuple[float, Points]] = deque(maxlen=4)
        #: time, what trembled, and how many landmarks were seen
        self._trembled: deque[tuple[float, list[float], int]] = deque()

    def update(self, pose: Pose) -> Cause:
        """Take the next pose of the person; return why the picture is poor, ``NONE`` while it is not."""
        self._take(pose)
        if pose.time_s - self._looked_s >= _LOOK_AGAIN_S:
            self._looked_s = pose.time_s
            self._think(pose)
        # Until more is known, what had to be smoothed is taken for what it mostly is.
        poor = pose.smoothed if self.quality is Quality.UNKNOWN else self.quality is Quality.POOR
        cause = self._cause_of(pose.facts) if poor else Cause.NONE
        # One reason does not take turns with another.
        at_once = Cause.NONE in (cause, self._cause.state)
        return self._cause.update(pose.time_s, cause, 0.0 if at_once else GOOD_AFTER_S)

    def _take(self, pose: Pose) -> None:
        time_s, visibility = pose.time_s, pose.visibility.tolist()
        image = pose.image_px.tolist()
        points = tuple(complex(*image[i]) if visibility[i] >= _SEEN else _UNKNOWN for i in _WATCHED)
        # Seen along the trunk it looks short; then a leg tells the scale.
        torso_px = max(
            (abs(points[i] - points[i + 2]) / share for i, share in enumerate(_SHARES_OF_TORSO)), key=_known
        )
        confidence = max(sum(visibility[i] for i in _WATCHED[side::2]) for side in (0, 1)) / _JOINTS
        self._poses.append((time_s, confidence, torso_px))
        while self._poses[0][0] < time_s - WINDOW_S:
            self._poses.popleft()
        while self._trembled and self._trembled[0][0] < time_s - WINDOW_S:
            self._trembled.popleft()
        if self._points and time_s - self._points[-1][0] < _SHORTEST_STEP_S:
            return
        self._points.append((time_s, points))
        if len(self._points) == self._points.maxlen and torso_px > 0.0:
            self._trembled.append((time_s, *self._trembling(torso_px)))

    def _trembling(self, torso_px: float) -> tuple[list[float], int]:
        """Return how far each still landmark is off its own path, and how many were seen at all."""
        (first_s, a), (_, b), (_, c), (last_s, d) = self._points
        farthest_px = STILL_TORSO_S * torso_px * (last_s - first_s)
        off: list[float] = []
        seen = 0
        for p, q, r, s in zip(a, b, c, d, strict=True):
            travelled_px = abs(s - p)
            if math.isnan(travelled_px):
                continue
            seen += 1
            if travelled_px < farthest_px:
                # The third difference is blind to speed and even acceleration: what is left was not moved.
                third = (s - p - 3.0 * (r - q)) / (_THIRD_DIFFERENCE * torso_px)
                if not math.isnan(third.real):
                    off += (abs(third.real), abs(third.imag))
        return off, seen

    def _think(self, pose: Pose) -> None:
        """Look at the window and change the verdict when another one has shown for long enough."""
        time_s, first_s = pose.time_s, self._poses[0][0]
        if time_s - first_s < _FILLED_SHARE * WINDOW_S:
            self._bad.update(time_s, true=False)
            self._fine.update(time_s, true=False)
            return
        per_s = (len(self._poses) - 1) / (time_s - first_s)
        off = [each for _, values, _ in self._trembled for each in values]
        seen = sum(count for _, _, count in self._trembled)
        trembling = self.evidence.trembling
        if len(off) > 2 * _STILL_SHARE * seen:
            slower = min(1.0, per_s / _RATE_PER_S)
            small = sorted(off)[int(_QUANTILE * len(off))]
            trembling = _QUANTILE_TO_DEVIATION * small * math.sqrt(slower)
        self.evidence = evidence = PictureEvidence(
            trembling,
            median(confidence for _, confidence, _ in self._poses),
            median([torso for _, _, torso in self._poses if torso > 0.0] or [NAN]),
            per_s,
        )
        bad_s = self._bad.update(time_s, true=evidence.is_poor(smoothed=pose.smoothed))
        fine_s = self._fine.update(time_s, true=evidence.is_good(smoothed=pose.smoothed))
        if bad_s >= POOR_AFTER_S:
            self.quality = Quality.POOR
        elif fine_s >= GOOD_AFTER_S or (
            self.quality is Quality.UNKNOWN and fine_s >= 0.0 and not pose.smoothed
        ):
            self.quality = Quality.GOOD

    def _cause_of(self, facts: PictureFacts | None) -> Cause:
        """Return the first reason that can be measured, in the order of what is easiest to change."""
        evidence = self.evidence
        if evidence.torso_px < _SMALLISH_PX:
            return Cause.FAR
        if facts and facts.brightness < _DARK:
            return Cause.DARK
        if facts and facts.sharpness < _BLURRED:
            return Cause.BLURRED
        if evidence.per_s < _SLOWISH_PER_S:
            return Cause.SLOW
        return Cause.COMPRESSED if facts and facts.blocks >= _BLOCKY else Cause.UNSTEADY


def _known(length: float) -> float:
    """Return `length` for comparing, an unknown one as the least."""
    return -1.0 if math.isnan(length) else length
