"""Circles with the arms."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from dataclasses import replace

from fixtures.cases import each_of

from posecheck.engine.events import Event, FaultStarted, RepDone
from posecheck.engine.trainer import Trainer
from posecheck.exercise.catalogue import find_exercise
from posecheck.pose import Landmark, Side
from posecheck.testing import FRONT, STANDING, pose_of

ARMS = {
    Landmark.LEFT_SHOULDER: (Landmark.LEFT_ELBOW, Landmark.LEFT_WRIST, 1.0),
    Landmark.RIGHT_SHOULDER: (Landmark.RIGHT_ELBOW, Landmark.RIGHT_WRIST, -1.0),
}


def circle(
    turns: float,
    per_turn_s: float,
    *,
    fps: float = 15.0,
    both: bool = True,
    reach_px: float = 150.0,
    off: complex = 0j,
    hidden: Callable[[float], bool] = lambda _turned: False,
) -> list[Event]:
    """Return what is said of arms that turn, after 2 s of standing and with 3 s at the end.

    `off` is how far the elbow is from the middle of the arm, `hidden` tells whether the wrists are hidden
    after so many turns.
    """
    trainer, events = Trainer(find_exercise("arm-circles")), list[Event]()
    for n in range(round((5.0 + turns * per_turn_s) * fps)):
        time_s = n / fps
        turned = min(turns, max(0.0, (time_s - 2.0) / per_turn_s))
        wrists = [wrist for _, wrist, _ in ARMS.values()]
        pose = pose_of(STANDING, FRONT, time_s=time_s, hidden=wrists if hidden(turned) else ())
        image = pose.image_px.copy()
        for shoulder, (elbow, wrist, way) in ARMS.items():
            if not both and shoulder is Landmark.RIGHT_SHOULDER:
                continue
            arm = cmath.rect(reach_px, math.pi / 2 + way * 2 * math.pi * turned)
            image[wrist] = image[shoulder] + (arm.real, arm.imag)
            image[elbow] = image[shoulder] + (arm.real / 2 + off.real, arm.imag / 2 + off.imag)
        events += trainer.step(replace(pose, image_px=image)).events
    return [*events, *trainer.finish()]


def counted(events: list[Event]) -> list[RepDone]:
    return [event for event in events if isinstance(event, RepDone)]


@each_of("fps", [10.0, 15.0, 30.0])
@each_of("per_turn_s", [2.0, 4.0])
def test_five_turns_of_both_arms_are_five_circles(per_turn_s: float, fps: float) -> None:
    done = counted(circle(5.0, per_turn_s, fps=fps))
    assert len(done) == 5
    assert {event.side for event in done} == {Side.BOTH}
    assert all(event.parts.score >= 90.0 for event in done)


def test_one_arm_is_enough() -> None:
    assert len(counted(circle(4.0, 3.0, both=False))) == 4


def test_most_of_a_turn_is_not_a_circle() -> None:
    assert counted(circle(0.8, 3.0)) == []


def test_standing_still_is_no_circle() -> None:
    assert circle(0.0, 3.0) == []


def test_circles_that_are_too_fast_are_told_and_cost() -> None:
    events = circle(12.0, 1.0)
    assert "too-fast" in {event.fault for event in events if isinstance(event, FaultStarted)}
    assert counted(events)[3].parts.control < 0.9
    assert "too-fast" not in {event.fault for event in circle(5.0, 2.5) if isinstance(event, FaultStarted)}


@each_of("fps", [15.0, 30.0])
def test_arms_that_whirl_in_less_than_0_6_s_draw_no_circles(fps: float) -> None:
    assert counted(circle(10.0, 0.45, fps=fps)) == []
    assert len(counted(circle(10.0, 0.9, fps=fps))) == 10


@each_of("reach_px", [30.0, 60.0])
def test_a_hand_that_waves_about_the_shoulder_draws_no_circle(reach_px: float) -> None:
    assert counted(circle(5.0, 2.0, reach_px=reach_px, off=complex(0.0, 60.0))) == []
    assert counted(circle(5.0, 2.0, reach_px=reach_px)) == []


def test_a_slightly_bent_arm_draws_circles() -> None:
    assert len(counted(circle(5.0, 2.0, reach_px=120.0, off=complex(30.0, 0.0)))) == 5


def test_a_circle_of_which_half_was_not_seen_is_not_counted() -> None:
    assert counted(circle(5.0, 3.0, hidden=lambda turned: 0.2 < turned % 1.0 < 0.7)) == []


def test_circles_made_of_gaps_are_not_counted() -> None:
    assert counted(circle(5.0, 2.0, hidden=lambda turned: turned % 0.25 > 0.1)) == []


def test_a_wrist_that_is_lost_for_a_moment_costs_no_circle() -> None:
    assert len(counted(circle(5.0, 3.0, hidden=lambda turned: 0.5 < turned % 1.0 < 0.55))) == 5
