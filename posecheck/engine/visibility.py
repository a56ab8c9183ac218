"""What the camera cannot see, in words: nobody there, the wrong direction, a joint that is needed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from posecheck.engine.events import ViewState
from posecheck.engine.view_direction import WARN_FACTOR, ViewGate, ViewOpinion
from posecheck.exercise import Near, View
from posecheck.perception.body import off_front_below_deg, off_front_deg, off_side_deg
from posecheck.perception.person import Presence
from posecheck.perception.picture_quality import ADVICE, Cause
from posecheck.pose import Joint, Side
from posecheck.pose.filters import Lasting
from posecheck.pose.geometry import NAN
from posecheck.support.message import listed, message

if TYPE_CHECKING:
    from posecheck.exercise import Exercise
    from posecheck.perception.body import Body

#: Trouble is announced when it lasts (catalogue §2).
ANNOUNCE_S = 2.0
#: A needed joint is named as missing after this time.
MISSING_S = 0.5

#: A body that has not moved for so long is asked to.
UNMOVED_S = 4.0

_NOBODY = "I can't see you. Step into the picture."
_ELSE = "Somebody else is in the picture. Please wait until you are alone in it."
_FROZEN = "The picture stands still. Check the camera."
_UNMOVED = "I can't tell you from the furniture. Move a little."
_FACE_ME = {
    Side.LEFT: "Turn around so that your left leg is nearer to me.",
    Side.RIGHT: "Turn around so that your right leg is nearer to me.",
}
_MOVE_BACK = "Move back or turn the camera."
#: Joint → what it is called on the left and on the right.
_JOINT_WORDS = {
    Joint.EAR: ("left head", "right head"),
    Joint.SHOULDER: ("left shoulder", "right shoulder"),
    Joint.ELBOW: ("left elbow", "right elbow"),
    Joint.WRIST: ("left wrist", "right wrist"),
    Joint.HIP: ("left hip", "right hip"),
    Joint.KNEE: ("left knee", "right knee"),
    Joint.ANKLE: ("left ankle", "right ankle"),
    Joint.HEEL: ("left foot", "right foot"),
    Joint.TOE: ("left foot", "right foot"),
}


def _side_to_be_near(exercise: Exercise, asked: Side | None) -> Side | None:
    """Return which side must be nearer when the user chose the working side, ``None`` when either may."""
    if asked not in (Side.LEFT, Side.RIGHT) or exercise.view is not View.SIDE:
        return None
    return {Near.WORKING_LEG: asked, Near.RESTING_LEG: asked.other}.get(exercise.near)


@dataclass(frozen=True, slots=True)
class Visibility:
    """What can be seen in this frame.

    Parameters
    ----------
    judged
        Somebody is there, is the person, and the camera looks from a direction that can be judged.
    state, reason
        What is announced.
    factor
        Weight of the direction of view in the confidence of this frame.
    missing
        Needed joints that have not been seen for a while, as words.
    poor, advice
        The picture has been too poor for details for a while, and why and what to do, in words.
    """

    judged: bool
    state: ViewState
    reason: str
    factor: float
    missing: tuple[str, ...]
    poor: bool = False
    advice: str = ""


class VisibilityFollower:
    """Follows what can be seen over time."""

    __slots__ = (
        "_absent",
        "_direction",
        "_exercise",
        "_missing",
        "_nearer",
        "_needs",
        "_poor",
        "_turned",
        "_unmoved",
        "_unseen",
        "_view",
    )

    def __init__(self, exercise: Exercise, asked: Side | None = None) -> None:
        self._nearer = _side_to_be_near(exercise, asked)
        self._exercise = exercise
        self._turned = Lasting()
        self._needs = exercise.needs
        self._view = exercise.view
        self._direction = ViewGate(exercise.view)
        self._absent = Lasting()
        self._unseen = Lasting()
        self._unmoved = Lasting()
        self._poor = Lasting()
        self._missing: dict[Joint, Lasting] = {joint: Lasting() for joint in self._needs}

    def reset(self) -> None:
        """Forget the person."""
        self._direction.reset()

    @staticmethod
    def frozen() -> Visibility:
        """Return the visibility of a frame of a camera that has stopped: nothing can be told from it."""
        return Visibility(judged=False, state=ViewState.BLOCK, reason=_FROZEN, factor=0.0, missing=())

    def absent(self, time_s: float, presence: Presence) -> Visibility:
        """Return the visibility of a frame without the person."""
        absent_s = self._absent.update(time_s, true=True)
        self._unseen.update(time_s, true=False)
        self._unmoved.update(time_s, true=False)
        reason = _ELSE if presence is Presence.SOMEBODY_ELSE else _NOBODY
        blocked = absent_s >= ANNOUNCE_S
        return Visibility(
            judged=False,
            state=ViewState.BLOCK if blocked else ViewState.OK,
            reason=reason if blocked else "",
            factor=0.0,
            missing=(),
        )

    def present(  # noqa: PLR0913 - what there is to know of a frame
        self,
        time_s: float,
        body: Body,
        working: Side,
        *,
        cause: Cause = Cause.NONE,
        unmoved: bool = False,
        kept: bool = False,
    ) -> Visibility:
        """Return the visibility of a frame that shows the person, or what may be furniture while `unmoved`.

        The landmarks of a picture that is poor for some `cause` are good enough to count by, not for details.
        While the person is in the exercise the direction of view is `kept` as it was at the start: a bent or
        turned body hides its far side, and its direction is then read wrongly.
        """
        self._absent.update(time_s, true=False)
        if kept:
            off_deg = NAN
        elif self._view is View.FRONT:
            off_deg = off_front_below_deg(body) if self._exercise.turning else off_front_deg(body)
        else:
            off_deg = off_side_deg(body)
        opinion = self._direction.update(time_s, off_deg)
        missing = tuple(
            self._name(joint, working)
            for joint, lasting in self._missing.items()
            if lasting.update(time_s, true=not body.seen(joint, working)) >= MISSING_S
        )
        unseen_s = self._unseen.update(time_s, true=bool(missing))
        wrong_side = self._nearer is not None and body.near is not self._nearer
        turned_s = self._turned.update(time_s, true=wrong_side)
        hint = ""
        if turned_s >= ANNOUNCE_S and self._nearer is not None:
            hint = _FACE_ME[self._nearer]
        elif self._exercise.near is Near.WORKING_LEG and working is not body.near:
            hint = _FACE_ME[working]
        seen = self._judged(
            opinion, missing, hint, announce=unseen_s >= ANNOUNCE_S, turned=turned_s >= ANNOUNCE_S
        )
        if self._unmoved.update(time_s, true=unmoved) >= UNMOVED_S:
            return replace(seen, state=ViewState.BLOCK, reason=_UNMOVED)
        if self._poor.update(time_s, true=cause is not Cause.NONE) < ANNOUNCE_S:
            return seen
        if seen.state is ViewState.OK:
            seen = replace(seen, state=ViewState.WARN, reason=ADVICE[cause], factor=WARN_FACTOR)
        return replace(seen, poor=True, advice=ADVICE[cause])

    @staticmethod
    def _name(joint: Joint, side: Side) -> str:
        left, right = _JOINT_WORDS[joint]
        return right if side is Side.RIGHT else left

    @staticmethod
    def _judged(
        opinion: ViewOpinion, missing: tuple[str, ...], hint: str, *, announce: bool, turned: bool
    ) -> Visibility:
        """Return it; `hint` says how to turn when the wrong side is near."""
        state, reason = opinion.state, opinion.reason
        if announce and state is not ViewState.BLOCK:
            state = ViewState.BLOCK
            reason = message(
                "I can't see your {joints}. {advice}", joints=listed(missing), advice=hint or _MOVE_BACK
            )
        elif turned and state is not ViewState.BLOCK:
            state, reason = ViewState.WARN, hint
        return Visibility(opinion.judged and not missing, state, reason, opinion.factor, missing)
