"""The monitor of the inversion table: what it warns of, and when."""

from __future__ import annotations

from itertools import pairwise

import pytest

from posecheck.engine.events import Cue, Event, FaultStarted
from posecheck.engine.performers.inversion import ASK_CUE, LEVEL_CUE, LONG_CUE, LOST_CUE, WARN_CUE
from posecheck.engine.trainer import Trainer
from posecheck.exercise.catalogue import find_exercise
from posecheck.pose import Pose
from posecheck.testing import LEFT_SIDE, JointAngles, pose_of, smoothly

FPS = 10


def table(tilt_deg: float) -> JointAngles:
    """Return lying straight on the table, the head below the feet at positive tilts."""
    return JointAngles(-90.0 - tilt_deg)


def monitor(course: list[tuple[float, float]], lost: tuple[float, float] = (1e9, 1e9)) -> list[Event]:
    """Return what happens over a course of ``(seconds, tilt)``: smoothly there in that time, then on."""
    trainer, events, time_s, tilt = (
        Trainer(find_exercise("inversion-table")),
        list[Event](),
        0.0,
        course[0][1],
    )
    for seconds, to_deg in course:
        for n in range(round(seconds * FPS)):
            now = tilt + (to_deg - tilt) * smoothly(n / FPS / seconds)
            pose = pose_of(table(now), LEFT_SIDE, time_s=time_s)
            gone = lost[0] <= time_s < lost[1]
            events += trainer.step(Pose.nobody(time_s, 1280, 720) if gone else pose).events
            time_s += 1 / FPS
        tilt = to_deg
    return [*events, *trainer.finish()]


def said(events: list[Event], text: str) -> list[float]:
    return [event.time_s for event in events if isinstance(event, Cue) and event.text == text]


SLOWLY_DOWN = [(3.0, -70.0), (20.0, 18.0)]


def test_a_short_gentle_inversion_raises_no_alarm() -> None:
    events = monitor([*SLOWLY_DOWN, (25.0, 18.0), (10.0, -3.0), (65.0, -3.0), (20.0, -70.0)])
    alarms = {WARN_CUE, LONG_CUE, LOST_CUE, LEVEL_CUE}
    assert not [event for event in events if isinstance(event, Cue) and event.text in alarms]
    assert not [event for event in events if isinstance(event, FaultStarted) and event.severity >= 3]


def test_every_half_minute_the_person_is_asked() -> None:
    asked = said(monitor([*SLOWLY_DOWN, (100.0, 18.0)]), ASK_CUE)
    assert len(asked) == 3
    assert [round(b - a) for a, b in pairwise(asked)] == [30, 30]


def test_after_2_minutes_it_warns_and_after_3_it_says_to_come_up() -> None:
    events = monitor([*SLOWLY_DOWN, (190.0, 18.0)])
    # Head below the feet from about 17 s on.
    assert said(events, WARN_CUE)[0] == pytest.approx(17.0 + 120.0, abs=3.0)
    assert said(events, LONG_CUE)[0] == pytest.approx(17.0 + 180.0, abs=5.0)


def test_out_of_sight_head_down_for_3_seconds_is_an_alarm() -> None:
    events = monitor([*SLOWLY_DOWN, (30.0, 18.0)], lost=(35.0, 45.0))
    assert said(events, LOST_CUE)[0] == pytest.approx(38.0, abs=1.0)


def test_out_of_sight_upright_is_none() -> None:
    assert not said(monitor([(20.0, -70.0)], lost=(5.0, 15.0)), LOST_CUE)


def test_coming_up_without_a_pause_near_level_is_told() -> None:
    events = monitor([*SLOWLY_DOWN, (20.0, 18.0), (15.0, -60.0), (5.0, -60.0)])
    assert len(said(events, LEVEL_CUE)) == 1


def test_too_far_down_is_urgent() -> None:
    events = monitor([(3.0, -70.0), (25.0, 45.0), (15.0, 45.0)])
    deep = [event for event in events if isinstance(event, FaultStarted) and event.fault == "too-deep"]
    assert deep
    assert deep[0].severity == 3


def test_the_warning_after_2_minutes_is_not_lost_among_other_cues() -> None:
    events = monitor([(3.0, -70.0), (25.0, 45.0), (160.0, 45.0)])
    assert said(events, WARN_CUE)
