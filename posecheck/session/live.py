"""The one live loop: a frame in, a picture, a word and a saved event out, set by set, until all is done.

It runs on the main thread, because windows must. One frame at most waits in the camera; the loop takes it,
judges it, shows it and looks for what the person asks for. What is done is the programme's business, what is
said that of the script: an exercise of one's own and a routine of an hour go the same way.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from posecheck.engine.trainer import SET_ENDED
from posecheck.outputs.confirmations import Confirmed
from posecheck.outputs.overlay.session_info import Card
from posecheck.outputs.tone_set import Tone
from posecheck.outputs.wording import PAUSED, SHOW_ME
from posecheck.perception import Absent
from posecheck.perception.observation import Observer
from posecheck.perception.person import Presence
from posecheck.session import script
from posecheck.session.announcer import Announcer
from posecheck.session.commands import KEYS, Command
from posecheck.session.live_view import waiting_assessment
from posecheck.session.narration import Narration
from posecheck.session.schedule import Ending, new_failures
from posecheck.session.script import Introduction
from posecheck.session.session_picture import SessionPicture
from posecheck.session.set_in_hand import SetInHand
from posecheck.session.slow_computer import SlowComputer
from posecheck.session.speech_queue import Urgency
from posecheck.session.unattended import Unattended
from posecheck.support.interruption import Interruption
from posecheck.support.message import message

if TYPE_CHECKING:
    from posecheck.engine.events import Assessment
    from posecheck.engine.recogniser import Recogniser
    from posecheck.perception import Absence
    from posecheck.perception.observation import Observation
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame
    from posecheck.session.announcer import Contact
    from posecheck.session.feeds import Feed
    from posecheck.session.live_view import View
    from posecheck.session.schedule import Programme, ScheduledSet
    from posecheck.session.session import SinkFailure
    from posecheck.session.slow_computer import Slowness

#: How long to wait for a frame before looking for a key again.
_WAIT_S = 0.1
#: So many poses are remembered until it is clear what is done, about a minute.
WATCHED_POSES = 2_000
#: The last words may take so long.
LAST_WORDS_S = 45.0
#: Shown large while the camera is away.
NO_CAMERA = "Camera?"
#: While it is not clear yet what is done, it is said again what to do after so long a silence.
ASK_AGAIN_S = 11.0
#: What has to be asked for twice is asked for again within this time: the question takes four seconds.
ASKED_S = 12.0
#: Somebody who has been away or without a movement for so long is told what to do: twice the longest wait
#: before it is noticed, so that who has only dozed off or fetched something has had time to answer.
CALL_OUT_S = 180.0
#: After so long a silence outside of a hold something may be said that is not about what is done.
QUIET_S = 2.0


class LiveLoop:
    """Coaches a person through a programme.

    Parameters
    ----------
    feed
        Where poses come from.
    view
        Where the session is seen.
    programme
        What is done.
    contact
        What is heard.
    recogniser
        Finds out what is done first; until it has, nothing is judged.
    """

    def __init__(
        self,
        feed: Feed,
        view: View,
        programme: Programme,
        contact: Contact,
        recogniser: Recogniser | None = None,
    ) -> None:
        self._feed = feed
        self._view = view
        self._programme = programme
        self._contact = contact
        self._announcer = Announcer(contact)
        self._picture = SessionPicture(view, programme, self._announcer)
        self._recogniser = recogniser
        self._observer = Observer()
        self._watched: deque[Observation] = deque(maxlen=WATCHED_POSES)
        #: Somebody else has come since a pose was judged.
        self._new_person = False
        self._unattended = Unattended(has_keys=view.has_keys)
        self._now_s = math.nan
        self._paused = False
        #: What is asked for once more before it counts, and when it was asked for.
        self._asked: tuple[Command, float] | None = None
        #: The person is away and waited for; it was said what to do.
        self._missed = self._called_out = False
        #: Said before what comes next.
        self._first: list[str] = []
        #: The place of the camera has not been said yet.
        self._fresh = True
        self._opened = False
        self._hints = contact.hints
        self._before: ScheduledSet | None = None
        self._in_hand: SetInHand | None = None
        self._keeping_up = SlowComputer()
        self._told_slow = False
        #: The person has asked to stop.
        self.asked_to_stop = False
        #: That, or the camera is gone for good.
        self.stopped = False
        #: Outputs that failed, each once.
        self.failures: list[SinkFailure] = []

    @property
    def finished(self) -> bool:
        """Whether everything was done."""
        return self._recogniser is None and self._programme.current is None

    @property
    def slow(self) -> Slowness | None:
        """That too few pictures were judged because the computer is slow, ``None`` when it kept up."""
        return self._keeping_up.found

    def run(self) -> bool:
        """Go on until all is done, the person stops, or Ctrl-C or its like; return whether it was that."""
        with Interruption(outlives_terminal=True) as interruption:
            try:
                while not (self.finished or self.stopped or interruption.requested):
                    if self._unattended.is_over(hung_up=interruption.hung_up):
                        interruption.requested = True
                        break
                    with interruption.held_back():
                        if self._recogniser is None and self._in_hand is None:
                            self._begin()
                    self._go_on(interruption)
                with interruption.held_back():
                    self._leave()
                self._close(interruption)
            except KeyboardInterrupt:
                interruption.requested = True
            finally:
                with interruption.held_back():
                    self._leave()
        return interruption.requested

    def _go_on(self, interruption: Interruption) -> None:
        """Take what came: a frame, a key, a word from elsewhere."""
        seen = self._feed.latest(_WAIT_S)
        with interruption.held_back():
            if seen is not None:
                self._see(*seen)
            elif self._feed.gone:
                self.stopped = True
            elif self._feed.ended and self._in_hand is not None:
                self._in_hand.over = True
            else:
                self._miss_pictures()
            command = self._pressed()
            if command is not None:
                self._obey(command)
            self._announcer.hear()
            if self._in_hand is not None and self._in_hand.over:
                self._finish(self._in_hand)
            self._announcer.tick()

    def _miss_pictures(self) -> None:
        """Let time go on without pictures, and say so when the camera is away."""
        if math.isnan(self._now_s):
            return
        self._pass(_WAIT_S)
        if not self._feed.connected:
            self._keeping_up.interrupt()
            if self._announcer.silent_s > ASK_AGAIN_S:
                self._announcer.say(script.NO_PICTURE, Urgency.CORRECTION)
            self._picture.show(NO_CAMERA)

    def _pass(self, seconds: float) -> None:
        self._take_time(self._now_s + seconds)

    def _take_time(self, time_s: float) -> None:
        """Let it be this time; it never goes back."""
        self._now_s = time_s if math.isnan(self._now_s) else max(self._now_s, time_s)
        self._announcer.now_s = self._now_s

    # ---- sets

    def _begin(self) -> SetInHand:
        scheduled = self._programme.current
        assert scheduled is not None
        now_s = self._announcer.now_s
        self._open()
        running = self._programme.begin(scheduled)
        known = self._contact.known(scheduled.exercise.id)
        told = Introduction(self._fresh, known, tuple(self._first), self._before)
        self._first.clear()
        self._fresh = False
        self._before = scheduled
        narration = Narration(running, self._announcer.queue, told, self._contact.wishes, now_s)
        for text in self._hints:
            self._announcer.say(text, topic=script.INTRODUCTION)
        self._hints = ()
        before_s = max(scheduled.before_s, self._announcer.queue.left_s())
        if not self._feed.paced:  # another clip, which may show somebody else
            self._observer = Observer()
        in_hand = SetInHand(running, narration, self._feed.begin(scheduled, now_s, before_s))
        self._announcer.narration = narration
        self._in_hand = self._picture.in_hand = in_hand
        return in_hand

    def _open(self) -> None:
        if not self._opened:
            self._opened = True
            for text in self._programme.opening():
                self._announcer.say(text, topic=script.INTRODUCTION)

    def _end(self, in_hand: SetInHand, ending: Ending) -> None:
        self._in_hand = self._picture.in_hand = None
        session = in_hand.running.session
        session.close()
        self.failures += new_failures(self.failures, session)
        self._announcer.hear()
        done = ending is Ending.DONE and not in_hand.running.progress.stopped
        in_hand.narration.over(self._now_s, done=done)
        self._programme.end(in_hand.running, ending, judged=in_hand.judged)

    def _leave(self) -> None:
        """End the set in hand, which is not over."""
        if self._in_hand is not None:
            self._end(self._in_hand, Ending.STOPPED)

    def _finish(self, in_hand: SetInHand) -> None:
        """Go on after a set that is over."""
        self._end(in_hand, Ending.DONE)
        if in_hand.running.progress.stopped:
            self._programme.tell(SET_ENDED)
        self._programme.done(in_hand.running)
        for text in self._programme.remarks(in_hand.running):
            self._announcer.say(text)

    def _close(self, interruption: Interruption) -> None:
        """Say the last words, and let them be heard; whoever wants to stop once more hears no more."""
        if interruption.requested or math.isnan(self._now_s):
            return
        nobody_listens = self._announcer.queue.muted and not self._view.has_keys
        if self.asked_to_stop:
            self._announcer.queue.clear()
            self._announcer.confirm(Confirmed.STOP)
        words = self._programme.closing(asked=self.asked_to_stop)
        for text in words:
            self._announcer.say(text)
        first, *rest = [text for text in words if text] or [""]
        self._picture.card = Card(first, tuple(rest)) if first else None
        until_s = self._now_s + LAST_WORDS_S
        if nobody_listens:
            return
        while not self._announcer.queue.idle and self._now_s < until_s and not interruption.requested:
            seen = self._feed.latest(_WAIT_S) if self._feed.paced and not self._feed.gone else None
            if seen is not None:
                frame, pose = seen
                self._take_time(pose.time_s)
                self._picture.look(frame, pose)
            else:
                self._pass(self._feed.wait(_WAIT_S))
                self._picture.show("")
            if self._view.display.key() is not None:
                break  # whoever has read it goes on
            self._announcer.tick()

    # ---- frames

    def _see(self, frame: Frame | None, pose: Pose) -> None:
        self._take_time(pose.time_s)
        self._unattended.see(found=pose.found)
        resting = self._paused or self._in_hand is None or self._in_hand.narration.may_lie_still
        # whoever is missed is looked for until they move, also in the pause that was made for them
        still = resting and not self._missed
        observation = self._observer.observe(pose)
        self._new_person |= observation.presence is Presence.NEW_PERSON
        attended = self._picture.attended = self._contact.attention.take(observation, expected_still=still)
        self._notice(attended.absence)
        if attended.command is not None:
            self._announcer.play(Tone.UNDERSTOOD)
            self._obey(attended.command)
        if self._recogniser is not None:
            self._recognise(self._recogniser, frame, observation)
        elif self._in_hand is not None:
            self._judge(self._in_hand, frame, observation)

    def _judge(self, in_hand: SetInHand, frame: Frame | None, observation: Observation) -> None:
        pose = observation.pose
        waiting = waiting_assessment(in_hand.scheduled.exercise, pose.time_s)
        if self._paused:
            self._keeping_up.interrupt()
            in_hand.clock.stand_still(pose.time_s)
            self._picture.look(frame, pose, replace(waiting, cue=script.COME_OUT), PAUSED)
            return
        left_s = in_hand.waits_until(pose.time_s)
        if left_s > 0:
            self._keeping_up.interrupt()
            self._tell_slow(in_hand, waiting)
            self._picture.look(frame, pose, waiting, str(math.ceil(left_s)))
            return
        in_hand.judged = True
        timed = observation.timed(in_hand.clock.timed(pose), new_person=self._new_person)
        self._new_person = False
        step = in_hand.running.session.take(frame, timed.pose, timed)
        in_hand.over = in_hand.running.progress.take(step)
        if in_hand.scheduled.whole and in_hand.running.progress.stopped:
            in_hand.over, self._paused = False, True  # the person rests, and may go on
        self._announcer.hear()
        in_hand.narration.follow(step.assessment, self._now_s)
        self._keeping_up.take(pose.time_s, self._feed.left_out, found=pose.found)
        self._tell_slow(in_hand, step.assessment)
        if in_hand.ticks(step.assessment) and self._contact.wishes.ticks:
            self._announcer.play(Tone.TEN_SECONDS)
        self._picture.look(frame, pose, step.assessment, in_hand.narration.banner)

    def _tell_slow(self, in_hand: SetInHand, assessment: Assessment) -> None:
        """Say once, in a quiet moment, that the computer does not keep up."""
        slow = self.slow
        if slow is None or self._told_slow or self._missed:
            return
        if self._announcer.silent_s >= QUIET_S and not in_hand.narration.is_busy(assessment):
            self._told_slow = True
            self._announcer.say(slow.spoken, Urgency.ASIDE)

    def _recognise(self, recogniser: Recogniser, frame: Frame | None, seen: Observation) -> None:
        """Watch until it is clear what is done, then judge it as if it had been from the beginning."""
        self._open()
        pose = seen.pose
        recogniser.follow(seen)
        self._watched.append(seen)
        found = recogniser.recognised().exercise
        if found is None:
            self._picture.look(frame, pose, banner=SHOW_ME)
            if self._announcer.silent_s > ASK_AGAIN_S:
                self._announcer.say(script.SHOW_ME, Urgency.ASIDE)
            return
        self._recogniser = None
        self._fresh = False
        self._announcer.queue.clear()
        self._programme.recognise(found)
        self._announcer.answer(message(script.I_SEE, title=found.title))
        in_hand = self._begin()
        in_hand.judged_from_s = pose.time_s
        in_hand.running.session.catch_up(self._watched)
        self._watched.clear()
        self._new_person = False

    # ---- what is asked for

    def _pressed(self) -> Command | None:
        key = self._view.display.key()
        return KEYS.get(key) if key is not None else None

    def _obey(self, command: Command) -> None:
        match command:
            case Command.STOP:
                self.asked_to_stop = self.stopped = True
            case Command.ASK_STOP:
                self._ask_again(command, script.STOP_ASKED)
            case Command.HELP:
                self._picture.key_help = not self._picture.key_help
            case Command.MUTE:
                self._announcer.mute()
            case Command.NEXT | Command.ASK_NEXT if self._recogniser is not None:
                self._recogniser = None
            case _ if self._in_hand is not None:
                self._obey_in(self._in_hand, command)
            case _:
                pass

    def _obey_in(self, in_hand: SetInHand, command: Command) -> None:
        """Do what is asked for about the set in hand."""
        match command:
            case Command.PAUSE:
                self._pause(in_hand)
            case Command.ASK_NEXT if in_hand.narration.holding:
                self._ask_again(command, script.NEXT_ASKED)
            case Command.NEXT | Command.ASK_NEXT:
                self._change(in_hand, Ending.SKIPPED, Confirmed.SKIP)
                self._programme.skip()
            case Command.REPEAT:
                self._change(in_hand, Ending.STOPPED, Confirmed.REPEAT)
            case Command.SIDE:
                if self._programme.turn_round(in_hand.working):
                    self._change(in_hand, Ending.STOPPED, Confirmed.SIDE)
                else:
                    self._announcer.refuse(Confirmed.SIDE)
            case Command.EASIER:
                eased = self._programme.ease()
                if eased:
                    self._programme.tell(eased)
                    self._change(in_hand, Ending.STOPPED, Confirmed.EASIER)
                    self._first.append(eased)
                else:
                    self._programme.tell(self._announcer.refuse(Confirmed.EASIER))
            case _:
                pass

    def _change(self, in_hand: SetInHand, ending: Ending, asked: Confirmed) -> None:
        """Leave the set in hand for another one, as was asked for."""
        self._announcer.queue.clear()
        self._paused = False
        self._end(in_hand, ending)
        self._first.clear()
        self._announcer.confirm(asked)

    def _pause(self, in_hand: SetInHand) -> None:
        self._paused = not self._paused
        self._asked = None
        self._announcer.queue.clear()
        self._announcer.confirm(Confirmed.PAUSE if self._paused else Confirmed.RESUME)
        if self._paused:
            in_hand.narration.pause()
            self._announcer.say(script.COME_OUT)
        else:
            in_hand.narration.go_on(self._now_s)

    def _ask_again(self, command: Command, question: str) -> None:
        """Do what cannot be taken back when it is asked for twice: a hand may have meant something else."""
        asked, self._asked = self._asked, (command, self._now_s)
        if asked is None or asked[0] is not command or self._now_s - asked[1] > ASKED_S:
            self._announcer.answer(question)
            return
        self._asked = None
        self._obey(Command.STOP if command is Command.ASK_STOP else Command.NEXT)

    def _notice(self, absence: Absence | None) -> None:
        """Wait for somebody who is gone, and ask somebody who does not move; nothing runs on without them."""
        in_hand = self._in_hand
        if in_hand is not None:
            in_hand.narration.hushed = absence is not None
        if absence is None:
            if self._missed:
                self._paused = self._paused and not self._called_out
                self._missed = self._called_out = False
                self._announcer.say(script.SEEN_AGAIN, Urgency.ANSWER)
            return
        if in_hand is None:
            return
        if not self._missed:
            self._missed = True
            gone = absence.kind is Absent.OUT_OF_SIGHT
            self._announcer.play(Tone.LOST_SIGHT)
            self._announcer.say(script.OUT_OF_SIGHT if gone else script.ALL_RIGHT, Urgency.ANSWER)
        elif not self._called_out and self._now_s - absence.since_s > CALL_OUT_S:
            self._called_out = self._paused = True
            self._announcer.say(script.NO_ANSWER, Urgency.ANSWER)
