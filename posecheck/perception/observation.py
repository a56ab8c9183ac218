"""What one pose says whatever the exercise: who is there, which side is near, how good the picture is.

It is found out once a frame, however many exercises look at it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.perception.body import Body, posture_of
from posecheck.perception.orientation import Orientation, facing_of
from posecheck.perception.person import PersonGate, Presence
from posecheck.perception.picture_quality import Cause, PictureQuality
from posecheck.pose import Side

if TYPE_CHECKING:
    from posecheck.pose import Pose, Posture


class Observation:
    """One frame, before anybody asks what is done.

    Parameters
    ----------
    pose
        The pose.
    presence
        Who is there; ``NOBODY`` in a picture of a camera that has stopped.
    near
        The side nearer to the camera, ``NONE`` when the person is not there.
    cause
        Why the picture is poor, ``NONE`` while it is not.
    """

    __slots__ = ("_bodies", "_postures", "cause", "near", "pose", "presence")

    def __init__(self, pose: Pose, presence: Presence, near: Side, cause: Cause) -> None:
        self.pose = pose
        self.presence = presence
        self.near = near
        self.cause = cause
        self._bodies: dict[Side, Body] = {}
        self._postures: dict[Side, Posture] = {}

    @property
    def person(self) -> bool:
        """Whether it shows the person who is followed, or a new one."""
        return self.presence in (Presence.PERSON, Presence.NEW_PERSON)

    def timed(self, pose: Pose, *, new_person: bool = False) -> Observation:
        """Return the observation with `pose` in place of its own, from which it differs in its time alone.

        Parameters
        ----------
        pose
            The pose with the time of the exercise, which stands still in pauses.
        new_person
            Somebody else has come since the exercise was looked at last.
        """
        if pose is self.pose and not new_person:
            return self
        presence = Presence.NEW_PERSON if new_person and self.person else self.presence
        return Observation(pose, presence, self.near, self.cause)

    def body(self, near: Side) -> Body:
        """Return the body, read with `near` as its nearer side; a hold keeps the side it began with."""
        if near not in self._bodies:
            self._bodies[near] = Body(self.pose, near, facing_of(near))
        return self._bodies[near]

    def posture(self, near: Side) -> Posture:
        """Return how the body lies in this frame alone, read with `near` as its nearer side."""
        if near not in self._postures:
            self._postures[near] = posture_of(self.body(near))
        return self._postures[near]


class Observer:
    """Follows one person through the poses, which come in the order of time."""

    __slots__ = ("_orientation", "_person", "_picture")

    def __init__(self) -> None:
        self._person = PersonGate()
        self._orientation = Orientation()
        self._picture = PictureQuality()

    def observe(self, pose: Pose) -> Observation:
        """Return what `pose` says."""
        if pose.frozen:
            return Observation(pose, Presence.NOBODY, Side.NONE, Cause.NONE)
        presence = self._person.update(pose)
        if presence is Presence.NEW_PERSON:
            self._orientation.reset()
            self._picture = PictureQuality()
        if presence not in (Presence.PERSON, Presence.NEW_PERSON):
            return Observation(pose, presence, Side.NONE, Cause.NONE)
        return Observation(pose, presence, self._orientation.update(pose), self._picture.update(pose))
