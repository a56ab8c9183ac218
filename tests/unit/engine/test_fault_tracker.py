"""Faults that begin and end."""

from __future__ import annotations

import pytest
from fixtures.cases import each_of
from hypothesis import given
from hypothesis import strategies as st

from posecheck.engine.events import FaultEnded, FaultStarted, State
from posecheck.engine.fault_tracker import FaultLog, Sighting
from posecheck.exercise import Severity
from posecheck.pose import Side

FPS = 20


def sighting(
    state: State, fault: str = "knee-bent", severity: Severity = Severity.SPEAK, *, at_once: bool = False
) -> Sighting:
    return Sighting(fault, severity, "Straighten.", state, at_once=at_once)


def watch(
    log: FaultLog, course: list[tuple[float, State | None]], start_s: float = 0.0, **more: object
) -> list[FaultStarted | FaultEnded]:
    """Return the events of a course of ``(seconds, state)``; ``None``: the fault is not mentioned."""
    events, time_s = list[FaultStarted | FaultEnded](), start_s
    for seconds, state in course:
        for _ in range(round(seconds * FPS)):
            seen = [] if state is None else [sighting(state, **more)]  # type: ignore[arg-type]
            events += log.update(time_s, seen, Side.LEFT)
            time_s = round(time_s + 1 / FPS, 6)
    return events


BAD, FINE, DARK = State.FAULT, State.GOOD, State.UNKNOWN


def test_a_fault_seen_for_half_a_second_is_believed_and_dated_back() -> None:
    events = watch(FaultLog(), [(1.0, FINE), (1.0, BAD)])
    assert events == [FaultStarted(1.5, "knee-bent", 2, Side.LEFT, 1.0)]


def test_a_fault_seen_for_less_is_never_mentioned() -> None:
    log = FaultLog()
    assert watch(log, [(0.45, BAD), (0.1, FINE), (0.45, BAD), (2.0, FINE)]) == []
    assert log.finish(9.0) == []


def test_a_fault_ends_when_it_was_last_seen_and_only_after_it_stays_away() -> None:
    log = FaultLog()
    watch(log, [(2.0, BAD)])
    events = watch(log, [(2.0, FINE)], start_s=2.0)
    assert events == [FaultEnded(pytest.approx(2.45, abs=0.06), "knee-bent", 2, Side.LEFT, 0.0, 1.95)]


def test_a_fault_that_goes_for_a_moment_is_the_same_fault() -> None:
    events = watch(FaultLog(), [(2.0, BAD), (0.3, FINE), (2.0, BAD), (2.0, None)])
    assert [type(event) for event in events] == [FaultStarted, FaultEnded]
    assert isinstance(events[1], FaultEnded)
    assert events[1].end_s == pytest.approx(4.25)


@each_of("gone", [FINE, State.OK, None])
def test_what_is_acceptable_or_not_mentioned_ends_a_fault(gone: State | None) -> None:
    log = FaultLog()
    watch(log, [(2.0, BAD), (1.0, gone)])
    assert log.active == []


def test_a_fault_that_cannot_be_seen_lasts_a_little_longer_but_not_for_ever() -> None:
    log = FaultLog()
    watch(log, [(2.0, BAD), (0.8, DARK)])
    assert [fault.fault for fault in log.active] == ["knee-bent"]
    watch(log, [(0.5, DARK)], start_s=2.8)
    assert log.active == []


def test_what_cannot_be_seen_begins_no_fault() -> None:
    assert watch(FaultLog(), [(5.0, DARK)]) == []


def test_a_fault_that_was_confirmed_elsewhere_is_believed_at_once() -> None:
    events = watch(FaultLog(), [(0.1, BAD)], at_once=True)
    assert isinstance(events[0], FaultStarted)
    assert events[0].time_s == events[0].start_s == 0.0


def test_the_worst_fault_comes_first() -> None:
    log = FaultLog()
    for n in range(20):
        log.update(
            n / FPS,
            [
                sighting(BAD, "knee-bent", Severity.SHOW),
                sighting(BAD, "too-deep", Severity.URGENT),
                sighting(BAD, "hips-lifted", Severity.SPEAK),
            ],
            Side.LEFT,
        )
    assert [fault.fault for fault in log.active] == ["too-deep", "hips-lifted", "knee-bent"]


def test_two_checks_of_one_fault_count_as_seen_when_either_sees_it() -> None:
    log = FaultLog()
    for n in range(20):
        log.update(n / FPS, [sighting(BAD), sighting(FINE)], Side.LEFT)
    assert [fault.fault for fault in log.active] == ["knee-bent"]


def test_at_the_end_every_believed_fault_ends() -> None:
    log = FaultLog()
    watch(log, [(1.0, BAD)])
    assert [event.fault for event in log.finish(1.0)] == ["knee-bent"]
    assert log.active == []


@given(st.lists(st.sampled_from([BAD, FINE, DARK, State.OK, None]), max_size=120))
def test_every_fault_that_began_ends_once_and_never_before_it_began(course: list[State | None]) -> None:
    log = FaultLog()
    events = watch(log, [(1 / FPS, state) for state in course])
    events += log.finish(len(course) / FPS)
    begun = [event for event in events if isinstance(event, FaultStarted)]
    ended = [event for event in events if isinstance(event, FaultEnded)]
    assert [event.start_s for event in begun] == [event.start_s for event in ended]
    assert all(event.start_s <= event.end_s for event in ended)
