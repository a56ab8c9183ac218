"""Whether the person has gone, or lies there without moving, for longer than it should be.

Someone has left the mat, or does not answer any more. What to say then is for others to decide; here it is
only noticed. Times are seconds of the source, lengths are in torso lengths.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import TYPE_CHECKING

from posecheck.perception.person import Presence
from posecheck.pose import Joint, Posture
from posecheck.pose.filters import Lasting

if TYPE_CHECKING:
    from posecheck.perception.observation import Observation

#: Turning the mat, fetching a strap or setting the camera right takes less; a phone call takes more.
OUT_OF_SIGHT_S = 15.0
#: Longer than any rest between sets and any instruction, short enough to ask while help would still help.
STILL_S = 90.0
#: 7.5 cm: a head that turns, a hand or a foot that moves. Breathing moves a landmark by 1 to 2 cm, and the
#: landmarks of a body that keeps still wander by less than 5 cm in minutes.
MOVED_TORSO = 0.15
#: A posture is believed when it has lasted: somebody who lies is read as sitting for a frame now and then.
UPRIGHT_S = 2.0
#: Positions are medians of so many looks, so that a landmark that leaps for a moment has not moved.
_LOOKS = 5
_LOOK_S = 0.2

#: Postures in which whoever faints stays as they are.
LYING = frozenset({Posture.SUPINE, Posture.PRONE, Posture.SIDE_LYING, Posture.INVERTED})
_JOINTS = (Joint.SHOULDER, Joint.ELBOW, Joint.WRIST, Joint.HIP, Joint.KNEE, Joint.ANKLE)


class Absent(StrEnum):
    """In which way somebody does not take part any more."""

    #: nobody who can be the person is in the picture
    OUT_OF_SIGHT = "out of sight"
    #: the person lies and does not move, though no hold asks for it
    STILL = "still"


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody does not take part any more.

    Parameters
    ----------
    kind
        In which way.
    since_s
        When the person was seen last, or moved last.
    """

    kind: Absent
    since_s: float


class AbsenceWatch:
    """Notices that the person has gone or does not move; observations come in the order of time.

    A camera that has stopped tells neither, and what was noticed before it stopped is void.
    """

    __slots__ = ("_gone", "_points", "_still", "_upright")

    def __init__(self) -> None:
        self._gone = Lasting()
        self._still = Lasting()
        self._upright = Lasting()
        self._points = _Positions()

    def take(self, observation: Observation, *, expected_still: bool) -> Absence | None:
        """Return who is absent how, for as long as it lasts.

        Parameters
        ----------
        observation
            What is seen.
        expected_still
            The person is meant to keep still: a hold, a rest, breathing, a pause they asked for.
        """
        pose = observation.pose
        if pose.frozen:
            self.__init__()  # type: ignore[misc] # the state of a new watch is the state to go back to
            return None
        person = observation.person and not pose.unmoved
        gone_s = self._gone.update(pose.time_s, true=not person)
        if not person:
            self._lies_still_no_more(pose.time_s)
            return Absence(Absent.OUT_OF_SIGHT, self._gone.since_s) if gone_s > OUT_OF_SIGHT_S else None
        if observation.presence is Presence.NEW_PERSON or expected_still:
            self._lies_still_no_more(pose.time_s)
        posture = observation.posture(observation.near)
        upright_s = self._upright.update(pose.time_s, true=posture not in LYING)
        moved = self._points.moved(observation)
        if moved or upright_s >= UPRIGHT_S:
            self._lies_still_no_more(pose.time_s)
        still_s = self._still.update(pose.time_s, true=not expected_still)
        if still_s > STILL_S:
            return Absence(Absent.STILL, self._still.since_s)
        return None

    def _lies_still_no_more(self, time_s: float) -> None:
        """Begin to count anew."""
        self._still.update(time_s, true=False)
        self._points = _Positions()


class _Positions:
    """Where the nose and the nearer joints are, against where they were when it was begun to look."""

    __slots__ = ("_first", "_looks", "_time_s")

    def __init__(self) -> None:
        self._first: dict[int, complex] = {}
        self._looks: deque[list[complex]] = deque(maxlen=_LOOKS)
        self._time_s = 0.0

    def moved(self, observation: Observation) -> bool:
        """Return whether one of them has moved; what is not seen has not."""
        time_s, near = observation.pose.time_s, observation.near
        if self._looks and time_s - self._time_s < _LOOK_S:
            return False
        self._time_s = time_s
        body = observation.body(near)
        self._looks.append([body.nose, *(body.at(joint, near) for joint in _JOINTS)])
        if len(self._looks) < _LOOKS:
            return False
        limit_px = MOVED_TORSO * _length_px(observation)
        for index, places in enumerate(zip(*self._looks, strict=True)):
            if any(place != place for place in places):  # noqa: PLR0124 - unknown
                continue
            place = complex(median(p.real for p in places), median(p.imag for p in places))
            if abs(place - self._first.setdefault(index, place)) > limit_px:
                return True
        return False


def _length_px(observation: Observation) -> float:
    """Return the length of the nearer side of the trunk in the picture."""
    near = observation.near
    shoulder, hip = observation.pose.image_px[[Joint.SHOULDER.on(near), Joint.HIP.on(near)]].tolist()
    return math.dist(shoulder, hip)
