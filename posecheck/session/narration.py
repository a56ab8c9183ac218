"""What is said of one set while it is done: getting into position, the start, time in the hold, the count.

It decides nothing about the exercise: it is told what was judged and finds the words of the script for it.
Time is that of the source.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from posecheck.engine.events import (
    Cue,
    CueKind,
    FaultEnded,
    HoldEnded,
    HoldStarted,
    Phase,
    RepDone,
    SetEnded,
    TargetReached,
)
from posecheck.exercise import Counted
from posecheck.session import script
from posecheck.session.schedule import AllDone, HeldShort, SetDone, SideDone
from posecheck.session.script import Introduction, introduction, other_side_words
from posecheck.session.speech_queue import Line, Urgency

if TYPE_CHECKING:
    from posecheck.engine.events import Assessment, Event
    from posecheck.session.schedule import RunningSet
    from posecheck.session.speech_queue import SpeechQueue

#: So long somebody has to be in the starting position before it is believed.
IN_POSITION_S = 0.7
#: Silence outside of a hold that makes one wonder whether anybody is there (at most 15 s are wanted).
SILENCE_S = 11.0
#: A correction that could not be said within this time is no news any more.
CORRECTION_S = 3.0
#: A number that comes later than that is the wrong number.
COUNT_S = 2.5
#: The numbers of the countdown come no faster.
COUNT_EVERY_S = 1.0
#: The word that ends a hold may come a little later, not much.
RELEASE_S = 3.0

_URGENCY = {
    CueKind.FAULT: (Urgency.CORRECTION, CORRECTION_S),
    CueKind.STOP: (Urgency.SAFETY, math.inf),
    CueKind.VIEW: (Urgency.CORRECTION, CORRECTION_S),
    CueKind.GUIDE: (Urgency.SCRIPT, CORRECTION_S),
    CueKind.COUNT: (Urgency.COUNT, RELEASE_S),
    CueKind.PRAISE: (Urgency.ASIDE, CORRECTION_S),
    CueKind.ENCOURAGE: (Urgency.ASIDE, CORRECTION_S),
}
#: These are kept back while it is being said how to get into position, and where the camera has to be: they
#: say the same, to somebody who still stands before the computer.
_SAID_BY_INTRODUCTION = (CueKind.GUIDE, CueKind.VIEW, CueKind.PRAISE, CueKind.ENCOURAGE)


#: Whoever is in one of these has something to do, and is told what comes of it.
_BUSY = (Phase.MOVE_IN, Phase.HOLD, Phase.MOVE_OUT)


class Stage(StrEnum):
    """How far a set has come for the one who speaks."""

    INTRODUCING = "introducing"
    WAITING = "waiting"
    COUNTING = "counting"
    DOING = "doing"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Wishes:
    """How somebody wants to be spoken to.

    Parameters
    ----------
    countdown_s
        Seconds counted down in position, 0 for none.
    last_five
        Whether the last five seconds of a hold are counted.
    ticks
        Whether a quiet tone tells every ten seconds of a hold.
    """

    countdown_s: int = 3
    last_five: bool = False
    ticks: bool = False


class Narration:
    """Speaks of one scheduled set.

    Parameters
    ----------
    running
        What is done.
    queue
        Is told what to say.
    told
        What the introduction has to take account of.
    wishes
        How somebody wants to be spoken to.
    """

    def __init__(
        self,
        running: RunningSet,
        queue: SpeechQueue,
        told: Introduction,
        wishes: Wishes,
        now_s: float,
    ) -> None:
        self._scheduled = running.scheduled
        self._exercise = running.exercise
        self._progress = running.progress
        self._queue = queue
        self._wishes = wishes
        self.stage = Stage.INTRODUCING
        #: Somebody is missed: nobody is urged on meanwhile.
        self.hushed = False
        self._ready_since_s = math.nan
        self._number_s = -math.inf
        self._counted = 0
        self._hold_words = 0
        self._held_s = 0.0
        self._began_s = math.nan
        self._told_left = ""
        self._told = told
        self.introduce(now_s)

    @property
    def banner(self) -> str:
        """The number of the countdown, or nothing."""
        if self.stage is Stage.COUNTING and 0 < self._counted <= self._wishes.countdown_s:
            return str(self._wishes.countdown_s - self._counted + 1)
        return ""

    @property
    def introducing(self) -> bool:
        """Whether it is not done yet."""
        return self.stage in (Stage.INTRODUCING, Stage.WAITING, Stage.COUNTING)

    def introduce(self, now_s: float) -> None:
        """Say what is to be done."""
        for line in introduction(self._scheduled, self._told):
            self._queue.put(line, now_s)

    @property
    def holding(self) -> bool:
        """Whether a hold runs, which nobody wants to lose by a gesture that was not meant."""
        return self.stage is Stage.DOING and self._held_s > 0

    def is_busy(self, assessment: Assessment) -> bool:
        """Whether what is not about the exercise would be in the way: on the way to a hold, and in it."""
        on_the_way = self._exercise.dose.counts is Counted.HOLDS and assessment.phase in _BUSY
        return on_the_way or self.holding or self.stage is Stage.COUNTING

    @property
    def may_lie_still(self) -> bool:
        """Whether nobody wonders that somebody does not move: in a hold, a rest, or while breathing."""
        resting = self._scheduled.rests and self.stage is Stage.INTRODUCING
        return self.holding or resting or self._exercise.dose.counts is Counted.TIME

    # ---- what happens

    def follow(self, assessment: Assessment, now_s: float) -> None:
        """Take what was made of a frame."""
        if self.stage is Stage.INTRODUCING and self._queue.idle:
            self.stage = Stage.WAITING
        if self.introducing and assessment.phase in (Phase.HOLD, Phase.MOVE_OUT):
            self._begin_doing(assessment.time_s)
        if self.stage is Stage.WAITING:
            self._wait(assessment, now_s)
        elif self.stage is Stage.COUNTING:
            self._count_down(assessment, now_s)
        if self.stage is Stage.DOING:
            self._tell_time(assessment, now_s)
        self._break_silence(assessment, now_s)

    def hear(self, event: Event, now_s: float) -> None:
        """Take something that happened and may be told."""
        match event:
            case Cue():
                self._speak_cue(event, now_s)
            case HoldStarted() | RepDone():
                self._begin_doing(event.time_s)
                self._hold_words = 0
                self._tell_news(now_s)
            case FaultEnded():
                self._queue.drop(event.fault)
            case HoldEnded():
                self._tell_news(now_s)
            case TargetReached():
                self._queue.drop(script.TIME)
                self._tell_news(now_s)
            case SetEnded():
                self._queue.clear()
                self._say(event.reason, now_s, Urgency.SAFETY)
            case _:
                pass

    def over(self, now_s: float, *, done: bool) -> None:
        """End with the set; when it was `done`, say which one it was."""
        self.stage = Stage.OVER
        self._queue.drop(script.INTRODUCTION, script.COUNTDOWN, script.TIME, script.REMINDER)
        scheduled = self._scheduled
        if done and not scheduled.whole:
            text = script.set_words(scheduled.set_number, scheduled.sets)
            self._say(text, now_s, Urgency.SCRIPT, script.ENDING)

    def pause(self) -> None:
        """Forget the countdown; it is counted anew in position."""
        if self.stage is Stage.COUNTING:
            self.stage = Stage.WAITING
        self._ready_since_s = math.nan

    def go_on(self, now_s: float) -> None:
        """Say again after a pause what was not said to its end."""
        if self.stage is Stage.INTRODUCING:
            self.introduce(now_s)

    # ---- getting into position

    def _wait(self, assessment: Assessment, now_s: float) -> None:
        """Wait for the starting position, then count down or begin."""
        if assessment.phase is Phase.SETUP and self._exercise.dose.counts is not Counted.TIME:
            self._ready_since_s = math.nan
            return
        if math.isnan(self._ready_since_s):
            self._ready_since_s = now_s
        if now_s - self._ready_since_s < IN_POSITION_S or not self._queue.idle:
            return
        beginning = script.beginning_of(self._exercise)
        if not beginning.counts or not self._wishes.countdown_s:
            self._go(assessment, now_s)
            return
        self.stage = Stage.COUNTING
        self._counted = 0
        self._say(script.READY, now_s, Urgency.SCRIPT, script.COUNTDOWN)

    def _count_down(self, assessment: Assessment, now_s: float) -> None:
        """Count, one number a second, as long as the person stays in position."""
        if assessment.phase is Phase.SETUP:
            self._queue.drop(script.COUNTDOWN)
            self.pause()
            return
        if not self._queue.idle or now_s - self._number_s < COUNT_EVERY_S:
            return  # what was said last is heard first
        if self._counted >= self._wishes.countdown_s:
            self._go(assessment, now_s)
            return
        self._counted += 1
        self._number_s = now_s
        number = self._wishes.countdown_s - self._counted + 1
        self._say(str(number), now_s, Urgency.COUNT, script.COUNTDOWN)

    def _go(self, assessment: Assessment, now_s: float) -> None:
        self._begin_doing(assessment.time_s)
        self._say(script.beginning_of(self._exercise).go, now_s, Urgency.COUNT, script.COUNTDOWN)

    def _begin_doing(self, exercise_s: float) -> None:
        """Nobody has to be told any more how to begin; `exercise_s` is the time of the exercise."""
        if self.introducing:
            self.stage = Stage.DOING
            self._queue.drop(script.INTRODUCTION, script.COUNTDOWN, script.REMINDER)
        if math.isnan(self._began_s):
            self._began_s = exercise_s

    # ---- while it is done

    def _tell_time(self, assessment: Assessment, now_s: float) -> None:
        dose = self._exercise.dose
        if dose.counts is Counted.HOLDS:
            self._tell_hold(assessment, now_s)
        elif dose.counts is Counted.MOVEMENTS and dose.lasts_s is not None and assessment.reps:
            self._tell_left(dose.lasts_s - (assessment.time_s - self._began_s), now_s)

    def _tell_hold(self, assessment: Assessment, now_s: float) -> None:
        """Say the words of a hold, each once, when their time has come."""
        held_s, target_s = assessment.held_s, assessment.target_s
        if held_s < self._held_s:
            self._hold_words = 0
        self._held_s = held_s
        if not held_s or held_s >= target_s:
            return
        words = [
            word
            for word in script.HOLD_WORDS
            if target_s >= word.least_target_s and (self._wishes.last_five or not word.counted)
        ]
        words.sort(key=lambda word: word.due_s(target_s))
        while self._hold_words < len(words) and held_s >= words[self._hold_words].due_s(target_s):
            word = words[self._hold_words]
            self._hold_words += 1
            if held_s - word.due_s(target_s) < script.TIME_WITHIN_S:
                self._say(word.text, now_s, Urgency.COUNT, script.TIME, script.TIME_WITHIN_S)

    def _tell_left(self, left_s: float, now_s: float) -> None:
        """Say how much is left of something that takes a while, every now and then."""
        if left_s > SILENCE_S / 2 and self._queue.silent_s(now_s) > SILENCE_S:
            words = script.time_left_words(left_s)
            words, self._told_left = (script.KEEP_GOING if words == self._told_left else words), words
            self._say(words, now_s, Urgency.ASIDE, script.TIME, script.TIME_WITHIN_S)

    def _tell_news(self, now_s: float) -> None:
        """Say how far a whole exercise has come, and what comes now."""
        for news in self._progress.news():
            match news:
                case SetDone(number=number, sets=sets):
                    again = script.ONCE_MORE_HERE if number < sets else ""
                    words: tuple[str, ...] = (script.set_words(number, sets), again)
                case HeldShort(held_s=held_s):
                    words = (script.short_words(held_s),)
                case SideDone(following=following):
                    words = other_side_words(self._exercise, following)
                case AllDone():
                    words = (script.THAT_WAS_ALL, script.GO_ON_OR_STOP)
            for text in words:
                self._say(text, now_s, Urgency.SCRIPT, script.ENDING)

    # ---- words

    def _speak_cue(self, cue: Cue, now_s: float) -> None:
        if self.stage is Stage.INTRODUCING and cue.kind in _SAID_BY_INTRODUCTION:
            return
        urgency, within_s = _URGENCY[cue.kind]
        if cue.text.isdecimal():
            within_s = COUNT_S
        topic = cue.fault or str(cue.kind)
        self._queue.put(Line(cue.text, urgency, topic, within_s, alone=True), now_s)

    def _break_silence(self, assessment: Assessment, now_s: float) -> None:
        """Leave nobody alone with a silent computer; who moves or holds has something to do."""
        if self.hushed or assessment.phase in _BUSY or self._queue.silent_s(now_s) < SILENCE_S:
            return
        dose = self._exercise.dose
        if dose.lasts_s is not None and self.stage is Stage.DOING and assessment.reps:
            return  # told how long it takes
        if assessment.phase is Phase.SETUP:
            text = self._exercise.setup
        elif self.stage is Stage.DOING and assessment.reps:
            text = script.KEEP_GOING
        else:
            text = script.WHENEVER
        self._say(text, now_s, Urgency.ASIDE, script.REMINDER, COUNT_S)

    def _say(
        self, text: str, now_s: float, urgency: Urgency, topic: str = "", within_s: float = math.inf
    ) -> None:
        self._queue.put(Line(text, urgency, topic, within_s), now_s)
