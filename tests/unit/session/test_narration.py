"""What is said of one set while it is done, and when it is left unsaid."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from posecheck.engine.events import (
    Cue,
    CueKind,
    HoldEnded,
    HoldStarted,
    Phase,
    ScoreParts,
    SetEnded,
    TargetReached,
)
from posecheck.exercise.catalogue import find_exercise
from posecheck.outputs.speaker import RehearsedVoice
from posecheck.pose import Side
from posecheck.session.dose_progress import DoseProgress
from posecheck.session.live_view import waiting_assessment
from posecheck.session.narration import SILENCE_S, Narration, Stage, Wishes
from posecheck.session.schedule import ScheduledSet
from posecheck.session.script import HALF_WAY, TEN_LEFT, WHENEVER, Introduction
from posecheck.session.speech_queue import SpeechQueue
from posecheck.session.whole_exercise import WholeExercise

STRETCH = find_exercise("supine-hamstring")
PARTS = ScoreParts(1.0, 1.0, 1.0, provisional=False)
TENTH_S = 0.1


def scheduled(**kwargs) -> ScheduledSet:
    given = {"side": Side.LEFT, "set_number": 1, "sets": 2, "before_s": 10.0, "moves_camera": False} | kwargs
    return ScheduledSet(0, "Stretches", STRETCH, **given)


class Told:
    """A narration on a clock of tenths of a second."""

    def __init__(self, of: ScheduledSet, wishes: Wishes, told: Introduction) -> None:
        self.voice = RehearsedVoice()
        self.queue = SpeechQueue(self.voice)
        self.now_s = 0.0
        self.held_s = 0.0
        progress = WholeExercise(STRETCH, of.side) if of.whole else DoseProgress(STRETCH)
        self.progress = progress
        running = SimpleNamespace(scheduled=of, exercise=STRETCH, progress=progress)
        self.narration = Narration(running, self.queue, told, wishes, 0.0)

    def see(self, phase: Phase, seconds: float) -> None:
        for _ in range(round(seconds / TENTH_S)):
            self.now_s += TENTH_S
            self.held_s = self.held_s + TENTH_S if phase is Phase.HOLD else 0.0
            seen = replace(
                waiting_assessment(STRETCH, self.now_s), phase=phase, held_s=self.held_s, target_s=30.0
            )
            self.narration.follow(seen, self.now_s)
            self.queue.tick(self.now_s)

    def hear(self, event) -> None:
        self.narration.hear(event, self.now_s)

    @property
    def said(self) -> list[str]:
        return [each.text for each in self.voice.transcript]


def tell(of: ScheduledSet | None = None, *, countdown_s: int = 3, last_five: bool = False, **told) -> Told:
    return Told(of or scheduled(), Wishes(countdown_s, last_five), Introduction(**told))


def test_it_is_counted_down_when_the_introduction_was_heard_and_the_person_is_in_position() -> None:
    told = tell()
    told.see(Phase.READY, 40.0)
    assert told.said == [
        STRETCH.title,
        "The left leg.",
        STRETCH.setup,
        "Hold for 30 seconds, 2 times on each side.",
        "Ready?",
        "3",
        "2",
        "1",
        "Now go into it, slowly.",
        WHENEVER,
    ]


def test_nothing_is_counted_down_for_somebody_who_is_not_in_position() -> None:
    told = tell(known=True)
    told.see(Phase.SETUP, 40.0)
    assert "Ready?" not in told.said
    assert told.said.count(STRETCH.setup) == 2, "how to get there is said again instead"


def test_who_leaves_the_position_is_counted_down_anew() -> None:
    told = tell(known=True)
    while "2" not in told.said:
        told.see(Phase.READY, TENTH_S)
    told.see(Phase.SETUP, 3.0)
    told.see(Phase.READY, 8.0)
    assert told.said.count("Ready?") == 2
    assert told.said[-4:] == ["3", "2", "1", "Now go into it, slowly."]


def test_who_knows_the_exercise_hears_the_short_form() -> None:
    told = tell(known=True)
    told.see(Phase.SETUP, 8.0)
    assert told.said == [STRETCH.title, "The left leg.", "Hold for 30 seconds, 2 times on each side."]


def test_the_other_side_is_told_with_how_to_turn_and_not_from_the_beginning() -> None:
    told = tell(scheduled(side=Side.RIGHT), after=scheduled())
    told.see(Phase.SETUP, 10.0)
    assert told.said[:2] == ["Now the right leg.", "Turn around so that your right leg is nearer to me."]
    assert STRETCH.title not in told.said


def test_who_begins_early_is_not_told_any_more_how_to_begin() -> None:
    told = tell()
    told.see(Phase.READY, 2.0)
    told.hear(HoldStarted(told.now_s, Side.LEFT, told.now_s))
    told.see(Phase.HOLD, 5.0)
    assert STRETCH.setup not in told.said
    assert told.narration.stage is Stage.DOING


def test_time_in_a_hold_is_told_at_half_of_it_and_ten_seconds_before_its_end() -> None:
    told = tell(known=True)
    told.hear(HoldStarted(0.0, Side.LEFT, 0.0))
    told.see(Phase.HOLD, 31.0)
    when = {each.text: each.start_s for each in told.voice.transcript}
    assert when[HALF_WAY] == pytest.approx(15.0, abs=0.2)
    assert when[TEN_LEFT] == pytest.approx(20.0, abs=0.2)
    assert "Five." not in told.said


def test_the_last_five_seconds_are_counted_for_those_who_wish_it() -> None:
    told = tell(known=True, last_five=True)
    told.hear(HoldStarted(0.0, Side.LEFT, 0.0))
    told.see(Phase.HOLD, 31.0)
    assert [text for text in told.said if text in ("Five.", "Four.", "Three.", "Two.", "One.")] == [
        "Five.", "Four.", "Three.", "Two.", "One.",
    ]  # fmt: skip


def test_a_second_hold_has_its_own_middle() -> None:
    told = tell(known=True)
    for _ in range(2):
        told.hear(HoldStarted(told.now_s, Side.LEFT, told.now_s))
        told.see(Phase.HOLD, 16.5)
        told.see(Phase.READY, 3.0)
    assert told.said.count(HALF_WAY) == 2


def test_a_correction_comes_before_the_rest_of_the_introduction_and_cuts_nothing_off() -> None:
    told = tell()
    told.see(Phase.SETUP, 0.5)
    told.hear(Cue(told.now_s, "Straighten your knee.", CueKind.FAULT, "knee-bent"))
    told.see(Phase.SETUP, 12.0)
    assert told.said[:3] == [STRETCH.title, "Straighten your knee.", "The left leg."]
    assert not any(each.interrupted for each in told.voice.transcript)


def test_the_end_of_a_set_for_the_persons_sake_is_said_at_once() -> None:
    told = tell()
    told.see(Phase.SETUP, 0.5)
    told.hear(SetEnded(told.now_s, "That is enough for this set."))
    told.see(Phase.SETUP, 5.0)
    assert told.said[:2] == [STRETCH.title, "That is enough for this set."]
    assert told.voice.transcript[0].interrupted


def test_how_to_get_into_position_is_not_said_twice_at_a_time() -> None:
    told = tell()
    told.see(Phase.SETUP, 1.0)
    told.hear(Cue(told.now_s, STRETCH.setup, CueKind.GUIDE))
    told.see(Phase.SETUP, 12.0)
    assert told.said.count(STRETCH.setup) == 1


def test_trouble_with_the_view_is_no_news_before_it_was_said_where_the_camera_goes() -> None:
    told = tell()
    told.see(Phase.SETUP, 0.5)
    told.hear(Cue(told.now_s, "I can't see you.", CueKind.VIEW))
    told.see(Phase.SETUP, 20.0)
    assert "I can't see you." not in told.said
    told.hear(Cue(told.now_s, "I can't see you.", CueKind.VIEW))
    told.see(Phase.SETUP, 5.0)
    assert "I can't see you." in told.said


def test_whoever_is_missed_is_not_urged_on() -> None:
    told = tell(known=True, countdown_s=0)
    told.see(Phase.READY, 15.0)
    before = len(told.said)
    told.narration.hushed = True
    told.see(Phase.READY, 60.0)
    assert told.said[before:] == []


def test_nobody_is_left_in_silence_outside_of_a_hold() -> None:
    told = tell(known=True, countdown_s=0)
    told.see(Phase.READY, 60.0)
    gaps = [
        two.start_s - one.end_s
        for one, two in zip(told.voice.transcript, told.voice.transcript[1:], strict=False)
    ]
    assert max(gaps) < SILENCE_S + 0.3
    assert told.said.count(WHENEVER) >= 3


def test_of_a_whole_exercise_it_is_told_which_set_it_was_and_that_the_other_side_comes() -> None:
    told = tell(scheduled(side=Side.NONE, whole=True), known=True)
    for number in (1, 2):
        ended = HoldEnded(told.now_s, Side.RIGHT, 0.0, 30.0, 30.0, counted=True, parts=PARTS)
        seen, reached = waiting_assessment(STRETCH, told.now_s), TargetReached(told.now_s, Side.RIGHT)
        told.progress.take(SimpleNamespace(assessment=seen, events=(reached, ended)))
        told.hear(ended)
        told.see(Phase.HOLD, 8.0)
        assert f"That was {number} of 2." in told.said
    assert told.said[-2:] == ["Now the left leg.", "Turn around so that your left leg is nearer to me."]
