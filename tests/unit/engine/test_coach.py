"""Which sentence is said when."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from fixtures.cases import each_of
from hypothesis import given
from hypothesis import strategies as st

from posecheck.engine.coach import BETWEEN_S, INTERRUPT_S, PRAISE, SAME_S, Coach
from posecheck.engine.events import Cue, CueKind
from posecheck.engine.fault_tracker import ActiveFault
from posecheck.exercise import Severity
from posecheck.pose import Side

FPS = 10


def fault(name: str, severity: Severity, start_s: float = 0.0, body_cue: str = "") -> ActiveFault:
    return ActiveFault(name, severity, f"{name}!", body_cue, Side.LEFT, start_s, start_s, believed=True)


Active = Callable[[float], list[ActiveFault]]


def listen(
    active: Active,
    seconds: float,
    good: Callable[[float], set[str]] = lambda _t: set(),
    coach: Coach | None = None,
) -> list[Cue]:
    """Return what is said, asked as the trainer asks: corrections first, then praise."""
    coach, cues = coach or Coach(), list[Cue]()
    for n in range(round(seconds * FPS)):
        time_s = n / FPS
        now = active(time_s)
        cues += coach.correct(time_s, now) or coach.praise(time_s, good(time_s), now)
    return cues


def lasting(*faults: ActiveFault, until_s: float = 1e9) -> Active:
    return lambda time_s: [f for f in faults if f.start_s <= time_s < until_s]


@each_of("severity, wait_s", [(Severity.SPEAK, 1.5), (Severity.URGENT, 0.5), (Severity.STOP, 0.0)])
def test_the_worse_a_fault_the_sooner_it_is_spoken_of(severity: Severity, wait_s: float) -> None:
    cues = listen(lasting(fault("knee-bent", severity, 1.0)), 4.0)
    assert cues[0].time_s == pytest.approx(1.0 + wait_s, abs=0.11)
    assert cues[0].fault == "knee-bent"


def test_a_small_fault_is_shown_and_never_spoken_of() -> None:
    active = [fault("knee-bent", Severity.SHOW)]
    coach = Coach()
    assert listen(lasting(*active), 60.0, coach=coach) == []
    assert coach.standing(60.0, active) == "knee-bent!"


def test_a_fault_that_lasts_is_repeated_every_12_seconds() -> None:
    cues = listen(lasting(fault("knee-bent", Severity.SPEAK)), 40.0)
    assert [cue.time_s for cue in cues] == pytest.approx([1.5, 13.5, 25.5, 37.5], abs=0.15)


def test_after_two_tries_the_plainer_wording_is_used() -> None:
    cues = listen(lasting(fault("knee-bent", Severity.SPEAK, body_cue="Straighten your knee.")), 40.0)
    assert [cue.text for cue in cues] == ["knee-bent!"] * 2 + ["Straighten your knee."] * 2


def test_two_faults_of_the_same_weight_wait_6_seconds_for_each_other() -> None:
    cues = listen(lasting(fault("knee-bent", Severity.SPEAK), fault("hips-lifted", Severity.SPEAK)), 12.0)
    assert [cue.fault for cue in cues] == ["knee-bent", "hips-lifted"]
    assert cues[1].time_s - cues[0].time_s == pytest.approx(BETWEEN_S, abs=0.11)


def test_the_worst_fault_is_spoken_of_first() -> None:
    worst_first = lasting(fault("too-deep", Severity.URGENT), fault("knee-bent", Severity.SPEAK))
    assert listen(worst_first, 3.0)[0].fault == "too-deep"


def test_something_worse_interrupts_but_not_in_the_middle_of_a_sentence() -> None:
    def active(time_s: float) -> list[ActiveFault]:
        late = [fault("too-deep", Severity.URGENT, 1.6)] if time_s >= 1.6 else []
        return [*late, fault("knee-bent", Severity.SPEAK)]

    cues = listen(active, 6.0)
    assert [cue.fault for cue in cues] == ["knee-bent", "too-deep"]
    assert cues[1].time_s - cues[0].time_s == pytest.approx(INTERRUPT_S, abs=0.11)


def test_something_less_bad_does_not_interrupt() -> None:
    cues = listen(lasting(fault("too-deep", Severity.URGENT), fault("knee-bent", Severity.SPEAK)), 10.0)
    assert cues[1].time_s - cues[0].time_s >= BETWEEN_S - 0.01


def test_an_urgent_fault_is_a_stop_cue_and_is_counted() -> None:
    coach = Coach()
    cues = listen(lasting(fault("too-fast", Severity.URGENT)), 30.0, coach=coach)
    assert {cue.kind for cue in cues} == {CueKind.STOP}
    assert coach.stops == len(cues) == 3


# --- praise ---


def corrected(good_from_s: float, seconds: float = 20.0) -> list[Cue]:
    """Return what is said of a fault that ends at 4 s and is seen to be good from `good_from_s` on."""
    return listen(
        lasting(fault("knee-bent", Severity.SPEAK), until_s=4.0),
        seconds,
        lambda time_s: {"knee-bent"} if time_s >= good_from_s else set(),
    )


def test_what_was_put_right_is_praised_once_after_it_stayed_right() -> None:
    cues = corrected(good_from_s=5.0)
    assert [cue.kind for cue in cues] == [CueKind.FAULT, CueKind.PRAISE]
    assert cues[1].time_s == pytest.approx(6.5, abs=0.11)
    assert cues[1].text in PRAISE


def test_what_is_not_seen_to_be_good_is_never_praised() -> None:
    assert [cue.kind for cue in corrected(good_from_s=1e9)] == [CueKind.FAULT]


def test_what_was_put_right_long_after_the_cue_is_not_praised() -> None:
    assert [cue.kind for cue in corrected(good_from_s=14.0, seconds=30.0)] == [CueKind.FAULT]


def test_what_was_never_criticised_is_not_praised() -> None:
    assert listen(lambda _t: [], 20.0, lambda _t: {"knee-bent"}) == []


@each_of("severity", [Severity.SPEAK, Severity.URGENT])
def test_nothing_is_praised_beside_a_fault_that_is_spoken_of(severity: Severity) -> None:
    def active(time_s: float) -> list[ActiveFault]:
        first = [fault("knee-bent", Severity.SPEAK)] if time_s < 4.0 else []
        return [*first, fault("hips-lifted", severity, 3.0)] if time_s >= 3.0 else first

    cues = listen(active, 20.0, lambda time_s: {"knee-bent"} if time_s >= 4.0 else set())
    assert CueKind.PRAISE not in {cue.kind for cue in cues}


def test_good_for_a_moment_is_not_yet_praised() -> None:
    cues = listen(
        lasting(fault("knee-bent", Severity.SPEAK), until_s=4.0),
        12.0,
        lambda time_s: {"knee-bent"} if time_s >= 4.0 and int(time_s) % 2 else set(),
    )
    assert [cue.kind for cue in cues] == [CueKind.FAULT]


def test_praise_changes_its_words() -> None:
    coach, words = Coach(), []
    for n in range(2):
        start_s = 30.0 * n
        coach.correct(start_s + 2.0, [fault("knee-bent", Severity.SPEAK, start_s)])
        for step in range(30):
            words += coach.praise(start_s + 5.0 + step / FPS, {"knee-bent"}, [])
    assert len({cue.text for cue in words}) == 2


# --- counting, view ---


def test_a_count_is_not_said_over_a_correction() -> None:
    coach = Coach()
    coach.correct(2.0, [fault("knee-bent", Severity.SPEAK)])
    assert coach.announce(2.5, "1", []) == []
    assert coach.announce(2.0 + INTERRUPT_S + 1.0, "1", [])[0].kind is CueKind.COUNT


def test_a_faulty_position_is_not_announced() -> None:
    assert Coach().announce(2.0, "Hold.", [fault("too-deep", Severity.SPEAK)]) == []
    assert Coach().announce(2.0, "Hold.", [fault("too-deep", Severity.SHOW)])


def test_the_end_of_a_hold_is_said_whatever_the_form_is_like() -> None:
    assert Coach().release(2.0, "Time. Come out slowly.")


def test_trouble_with_the_view_is_repeated_but_not_too_often() -> None:
    coach, said = Coach(), []
    for n in range(300):
        said += coach.remind(n / FPS, "Turn so that your side faces the camera.")
    assert len(said) == 3
    assert {cue.kind for cue in said} == {CueKind.VIEW}


def test_a_cue_stands_while_its_fault_lasts_and_a_little_longer() -> None:
    coach, bent = Coach(), fault("knee-bent", Severity.SPEAK)
    coach.correct(2.0, [bent])
    assert coach.standing(30.0, [bent]) == "knee-bent!"
    assert coach.standing(5.0, []) == "knee-bent!"
    assert coach.standing(7.0, []) == ""


# --- anything ---

names = st.sampled_from(["knee-bent", "hips-lifted", "too-deep", "too-fast"])
severities = st.sampled_from([Severity.SHOW, Severity.SPEAK, Severity.URGENT])
courses = st.lists(
    st.tuples(names, severities, st.floats(0.0, 30.0), st.floats(0.0, 20.0)), min_size=1, max_size=8
)


@given(courses)
def test_whatever_happens_one_thing_is_said_at_a_time_and_nothing_too_often(
    course: list[tuple[str, Severity, float, float]],
) -> None:
    def active(time_s: float) -> list[ActiveFault]:
        now = {
            name: fault(name, severity, start)
            for name, severity, start, lasts in course
            if start <= time_s < start + lasts
        }
        return sorted(now.values(), key=lambda each: -each.severity)

    def good(time_s: float) -> set[str]:
        return {name for name, *_ in course} - {each.fault for each in active(time_s)}

    cues = listen(active, 55.0, good)
    for before, after in pairwise(cues):
        assert after.time_s - before.time_s >= INTERRUPT_S - 1e-6
        if after.kind is CueKind.FAULT:
            assert after.time_s - before.time_s >= BETWEEN_S - 1e-6
    for name in {cue.fault for cue in cues if cue.fault}:
        times = [cue.time_s for cue in cues if cue.fault == name]
        assert all(b - a >= SAME_S - 1e-6 for a, b in pairwise(times))
