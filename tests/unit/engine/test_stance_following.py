"""A stance is in, out or unknown on what is seen; landmarks that are mistaken for a moment do not decide."""

from __future__ import annotations

import math

import pytest
from fixtures.cases import each_of

from posecheck.engine.stance_following import KEEP_HIDDEN_S, KEEP_S, MOSTLY_S, OUT_S, Fit, StanceFollower
from posecheck.exercise import Leg, Stance, Trait, above, below
from posecheck.exercise.catalogue import all_exercises
from posecheck.perception.body import Body
from posecheck.pose import Side
from posecheck.testing import ALL_FOURS, STANDING, SUPINE, Viewpoint, knee_to_chest, pose_of
from posecheck.testing import JointAngles as Pose_

FPS = 15.0


def body_in(stance: Pose_) -> Body:
    return Body(pose_of(stance, Viewpoint(yaw_deg=90.0)), Side.LEFT, -1.0)


BODY = body_in(STANDING)


class Value:
    """A part whose value the test sets."""

    def __init__(self, **options: bool) -> None:
        self.now = 0.0
        self.follower = StanceFollower(
            Stance(traits=(Trait("value", lambda _body, _side: self.now, (0.0, 1.0), **options),))
        )
        self.time_s = 0.0

    def keep(self, value: float, seconds: float) -> Fit:
        self.now = value
        for _ in range(max(1, round(seconds * FPS))):
            self.time_s += 1.0 / FPS
            body = Body(BODY.pose, Side.LEFT, -1.0)  # a new one each frame: a body is read once
            fit = self.follower.update(self.time_s, body, Side.LEFT)
        return fit


def test_a_stance_without_parts_fits_whatever_the_body_does() -> None:
    assert StanceFollower(Stance()).update(0.0, BODY, Side.LEFT) is Fit.IN


@each_of("value, fit", [(0.0, Fit.IN), (1.0, Fit.IN), (1.01, Fit.OUT), (-0.01, Fit.OUT)])
def test_the_edges_belong_to_the_stance(value: float, fit: Fit) -> None:
    assert Value().keep(value, 0.1) is fit


def test_a_part_that_was_in_is_out_only_after_a_while() -> None:
    part = Value()
    part.keep(0.5, 1.0)
    assert part.keep(2.0, OUT_S - 0.1) is Fit.IN
    assert part.keep(2.0, 0.2) is Fit.OUT
    assert part.follower.out == ("value",)
    assert part.follower.out_since_s == pytest.approx(1.0 + 1.0 / FPS, abs=0.01)
    assert part.keep(0.5, 0.1) is Fit.IN


def test_what_is_not_seen_stays_what_it_was_for_a_moment_and_is_then_unknown() -> None:
    part = Value()
    part.keep(0.5, 1.0)
    assert part.keep(math.nan, KEEP_S - 0.1) is Fit.IN
    assert part.keep(math.nan, 0.3) is Fit.UNKNOWN


def test_a_limb_that_is_often_hidden_is_out_when_it_mostly_is() -> None:
    part = Value(often_hidden=True)
    part.keep(0.5, MOSTLY_S)
    assert part.keep(2.0, 0.5 * MOSTLY_S) is Fit.IN
    assert part.keep(2.0, MOSTLY_S) is Fit.OUT


def test_it_is_no_evidence_against_the_stance_that_such_a_limb_is_hidden() -> None:
    follower = StanceFollower(
        Stance(
            traits=(
                Trait("plain", lambda _body, _side: 0.5, (0.0, 1.0)),
                Trait("hidden", lambda _body, _side: math.nan, (0.0, 1.0), often_hidden=True),
            )
        )
    )
    for n in range(round(2 * KEEP_HIDDEN_S * FPS)):
        fit = follower.update(n / FPS, BODY, Side.LEFT)
    assert fit is Fit.IN


def test_what_must_be_seen_makes_the_stance_unknown_when_it_is_not() -> None:
    traits = (
        Trait("plain", lambda _body, _side: 0.5, (0.0, 1.0)),
        Trait("needed", lambda _body, _side: math.nan, (0.0, 1.0)),
        Trait("more", lambda _body, _side: 0.5, (0.0, 1.0)),
    )
    for must_see, expected in (((), Fit.IN), (("needed",), Fit.UNKNOWN)):
        follower = StanceFollower(Stance(traits=traits, must_see=must_see))
        for n in range(round(2 * KEEP_S * FPS)):
            fit = follower.update(n / FPS, BODY, Side.LEFT)
        assert fit is expected


def test_what_is_shown_on_the_way_need_not_be_seen_in_the_position() -> None:
    part = Value(on_the_way=True)
    assert part.keep(2.0, 0.1) is Fit.OUT
    part.keep(0.5, 0.1)
    assert part.keep(2.0, 3.0) is Fit.IN
    assert part.keep(math.nan, 3.0) is Fit.IN
    part.follower.begin_anew()
    assert part.keep(2.0, 1.0) is Fit.OUT


def test_the_parts_of_a_stance_are_read_off_the_body() -> None:
    stance = Stance(
        trunk=(-110, -70), working=Leg(knee=above(90), thigh=above(100)), resting=Leg(hip=below(30))
    )
    assert {part.name for part in stance.parts} == {"trunk", "working knee", "working thigh", "resting hip"}
    for body, fit in (
        (body_in(knee_to_chest()), Fit.IN),
        (body_in(SUPINE), Fit.OUT),
        (body_in(ALL_FOURS), Fit.OUT),
    ):
        assert StanceFollower(stance).update(0.0, body, Side.LEFT) is fit


def test_every_judged_exercise_says_what_makes_it_the_exercise() -> None:
    for exercise in all_exercises().values():
        if (
            exercise.primary is not None
            and not exercise.opt_in
            and exercise.id not in ("march", "arm-circles")
        ):
            known = exercise.position.parts or exercise.id == "seated-figure-four"
            assert known, exercise.id
            assert exercise.position.must.endswith("."), exercise.id
