"""All sets and sides of an exercise, in the order in which the person does them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posecheck.engine.events import HoldEnded, Phase, RepDone, ScoreParts, SetEnded, Step, TargetReached
from posecheck.exercise.catalogue import find_exercise
from posecheck.pose import Side
from posecheck.session.live_view import waiting_assessment
from posecheck.session.schedule import AllDone, HeldShort, SetDone, SideDone
from posecheck.session.whole_exercise import AFTERWARDS_S, WholeExercise

PARTS = ScoreParts(1.0, 1.0, 1.0, provisional=False)
STRETCH, BRIDGE, BIRD_DOG = map(find_exercise, ("supine-hamstring", "bridge", "bird-dog"))


def held(time_s: float, side: Side, *, counted: bool = True) -> HoldEnded:
    return HoldEnded(time_s, side, time_s - 30.0, time_s, 30.0, counted, PARTS)


def step(*events, time_s: float = 0.0, phase: Phase = Phase.READY) -> Step:
    return Step(replace(waiting_assessment(STRETCH, time_s), phase=phase), events)


def told(whole: WholeExercise, *sides: Side, reached: bool = True) -> list:
    for number, side in enumerate(sides):
        time_s = 40.0 * number
        target = (TargetReached(time_s, side),) if reached else ()
        whole.take(step(*target, held(time_s, side), time_s=time_s))
    return whole.news()


def test_two_holds_on_each_side_are_all() -> None:
    whole = WholeExercise(STRETCH)
    assert told(whole, Side.RIGHT) == [SetDone(Side.RIGHT, 1, 2)]
    assert told(whole, Side.RIGHT) == [SetDone(Side.RIGHT, 2, 2), SideDone(Side.LEFT)]
    assert not whole.complete
    assert told(whole, Side.LEFT, Side.LEFT)[-1] == AllDone()
    assert whole.complete


def test_the_side_that_was_asked_for_is_enough() -> None:
    whole = WholeExercise(STRETCH, Side.LEFT)
    assert told(whole, Side.LEFT, Side.LEFT)[-1] == AllDone()


def test_a_hold_that_does_not_count_is_no_set() -> None:
    whole = WholeExercise(STRETCH)
    whole.take(step(held(30.0, Side.LEFT, counted=False)))
    assert whole.news() == []


def test_the_set_in_hand_is_that_of_the_side_that_works() -> None:
    whole = WholeExercise(STRETCH)
    assert whole.set_in_hand(Side.RIGHT) == (1, 2)
    told(whole, Side.RIGHT, Side.RIGHT)
    assert whole.set_in_hand(Side.RIGHT) == (2, 2), "more than asked for is no third one"
    assert whole.set_in_hand(Side.LEFT) == (1, 2)
    assert WholeExercise(BRIDGE).set_in_hand(Side.NONE) is None


def test_a_hold_that_was_too_short_is_no_set_and_two_of_them_are_one() -> None:
    whole = WholeExercise(STRETCH)
    assert told(whole, Side.LEFT, reached=False) == [HeldShort(30.0)]
    assert whole.set_in_hand(Side.LEFT) == (1, 2)
    assert told(whole, Side.LEFT, reached=False) == [SetDone(Side.LEFT, 1, 2)]


def test_news_are_told_once() -> None:
    whole = WholeExercise(STRETCH)
    assert told(whole, Side.LEFT)
    assert whole.news() == []


@pytest.mark.parametrize("exercise", [BRIDGE, BIRD_DOG], ids=lambda each: each.id)
def test_repetitions_are_counted_together(exercise) -> None:
    whole = WholeExercise(exercise)
    for number in range(exercise.dose.count):
        side = Side.LEFT if number % 2 else Side.RIGHT
        whole.take(
            step(RepDone(float(number), side, number - 1.0, number, number - 0.6, number - 0.4, PARTS))
        )
    assert whole.news() == [AllDone()]


@pytest.mark.parametrize(("since_s", "over"), [(AFTERWARDS_S - 0.1, False), (AFTERWARDS_S, True)])
def test_it_is_over_when_nothing_more_is_begun(since_s: float, *, over: bool) -> None:
    whole = WholeExercise(STRETCH, Side.LEFT)
    told(whole, Side.LEFT, Side.LEFT)
    whole.take(step(time_s=100.0, phase=Phase.HOLD))
    assert whole.take(step(time_s=100.0 + since_s)) is over


def test_a_set_that_is_ended_for_the_persons_sake_is_told_once() -> None:
    whole = WholeExercise(STRETCH)
    assert whole.take(step(SetEnded(1.0, "Enough.")))
    assert whole.stopped
    assert not whole.take(step(time_s=2.0))
    assert not whole.stopped
