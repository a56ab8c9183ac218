"""Events go into a file of JSON lines and come back as they were."""

from __future__ import annotations

import json
import math
from typing import get_args

import pytest
from fixtures.cases import each_of

from posecheck.engine.event_entries import event_entry, event_of
from posecheck.engine.events import (
    Cue,
    CueKind,
    Event,
    FaultEnded,
    FaultStarted,
    HoldEnded,
    HoldStarted,
    RepDone,
    ScoreParts,
    SetEnded,
    TargetReached,
    ViewChanged,
    ViewState,
)
from posecheck.pose import Side

PARTS = ScoreParts(0.1 + 0.2, 1.0, math.nan, provisional=True)
EVENTS: tuple[Event, ...] = (
    HoldStarted(1.0 / 3.0, Side.LEFT, 0.1),
    HoldEnded(9.0, Side.BOTH, 1.0, 8.0, 7.0, True, PARTS),
    TargetReached(7.0, Side.NONE),
    RepDone(12.0, Side.RIGHT, 8.0, 12.0, math.nan, math.nan, PARTS),
    FaultStarted(2.0, "knee-bent", 3, Side.LEFT, 1.5),
    FaultEnded(4.0, "knee-bent", 3, Side.LEFT, 1.5, 3.5),
    Cue(2.0, "Ferse höher, zur Decke.", CueKind.FAULT, "knee-bent"),
    ViewChanged(3.0, ViewState.BLOCK, "Turn your side to the camera."),
    SetEnded(5.0, "Come down."),
)


def test_every_kind_of_event_is_here() -> None:
    assert {type(event) for event in EVENTS} == set(get_args(Event))


@each_of("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_event_comes_back_as_it_was(event: Event) -> None:
    entry = json.loads(json.dumps(event_entry(event), allow_nan=False))
    again = event_of(entry)
    assert type(again) is type(event)
    assert repr(again) == repr(event)  # in which NaN is equal to itself


@each_of("entry", [{}, {"event": "walked"}, {"event": "cue", "time_s": 1.0}])
def test_what_is_no_event_is_refused(entry: dict) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        event_of(entry)
