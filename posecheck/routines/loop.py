"""A routine while it is done: get into position, do the set, rest, the next; with keys for everything."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from posecheck.engine.trainer import SET_ENDED
from posecheck.exercise import Hold
from posecheck.outputs.window import Key
from posecheck.routines.asymmetry import WHY_AGAIN, Balance, held_value
from posecheck.routines.dose import TRANSITION_S
from posecheck.routines.progress import DoseProgress
from posecheck.routines.regressions import EASIEST, easier_version, with_version
from posecheck.routines.screening import S_STOP
from posecheck.session.exercise_clock import ExerciseClock
from posecheck.session.live import waiting_assessment
from posecheck.session.unattended import Unattended
from posecheck.support.interruption import Interruption
from posecheck.support.message import joined, message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from posecheck.engine.events import Assessment
    from posecheck.exercise import Exercise
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame
    from posecheck.routines.plan import ScheduledSet
    from posecheck.routines.pose_feeds import Feed
    from posecheck.session import SinkFailure
    from posecheck.session.live import LiveView, RunningSet, Shown
    from posecheck.support.language import Language

_WAIT_S = 0.1
_SPOKEN_COUNT = 3
PAUSED = "Pause. Come out slowly and rest."
GO_ON = "On we go."
MOVE_CAMERA = "Please move the camera."
PLACE_CAMERA = "This is where the camera has to be."
AGAIN = "Once more."
DONE = "That was the whole session. Well done."
OTHER_SIDE = {"left": "The left side.", "right": "The right side."}


class Ending(StrEnum):
    """How a turn ended; the words of the history."""

    DONE = "done"
    SKIPPED = "skipped"
    STOPPED = "stopped"


class Narrator(Protocol):
    """Hears of every turn, to print it and to keep it."""

    def begin(self, turn: ScheduledSet) -> RunningSet:
        """Return the round of a turn that begins now."""

    def tell(self, sentence: str) -> None:
        """Take note of what is said about the turn in hand, in English."""

    def end(self, turn: ScheduledSet, done: RunningSet, ending: Ending, *, complete: bool) -> None:
        """Take note that a turn is over, with its full dose or less; its round is closed."""


@dataclass(slots=True)
class _Running:
    """The turn in hand."""

    turn: ScheduledSet
    round: RunningSet
    progress: DoseProgress
    start_s: float
    clock: ExerciseClock = field(default_factory=ExerciseClock)
    count: float = math.inf
    note: str = ""
    judged: bool = False
    over: bool = False


def _nothing(_exercise: str) -> None:
    """Offer no other exercise."""


class RoutineLoop:
    """Goes through the turns of a plan.

    Parameters
    ----------
    feed
        Where poses come from.
    stage
        Where the session is seen and heard.
    turns
        The turns in their order; of a session that is resumed, those that are left.
    narrator
        Makes rounds and keeps what came of them.
    language
        Of what is said.
    balance
        Says when the stiffer side is repeated; of a session that is resumed, with what was done before.
    offered
        Gives the exercise of an id for an easier version, ``None`` when this person is not to do it.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - a routine has that many partners
        self,
        feed: Feed,
        stage: LiveView,
        turns: Sequence[ScheduledSet],
        narrator: Narrator,
        language: Language,
        balance: Balance | None = None,
        offered: Callable[[str], Exercise | None] = _nothing,
    ) -> None:
        self._feed = feed
        self._stage = stage
        self._turns = list(turns)
        self._narrator = narrator
        self._language = language
        self._balance = balance or Balance()
        self._offered = offered
        self._unattended = Unattended(has_keys=stage.has_keys)
        self._now_s = math.nan
        self._paused = False
        self._key_help = False
        self._place = 0
        self._note = ""
        #: Said in one breath with what comes next: a waiting sentence would be replaced by it.
        self._first_said: tuple[str, ...] = ()
        self._shown: Shown | None = None
        self._running: _Running | None = None
        #: Nothing was done yet.
        self._fresh = True
        #: The person has asked to stop, or the camera is gone for good.
        self.stopped = False
        #: Outputs that failed, each once.
        self.failures: list[SinkFailure] = []

    @property
    def finished(self) -> bool:
        """Whether every turn is over."""
        return self._place >= len(self._turns)

    def run(self) -> bool:
        """Go on until all is done, the person stops, or Ctrl-C or its like; return whether it was that."""
        with Interruption(outlives_terminal=True) as interruption:
            try:
                while not (self.finished or self.stopped or interruption.requested):
                    if self._unattended.is_over(hung_up=interruption.hung_up):
                        interruption.requested = True
                        break
                    with interruption.held_back():
                        running = self._running or self._begin(self._turns[self._place])
                    self._take(running, interruption)
            except KeyboardInterrupt:
                interruption.requested = True
            finally:
                with interruption.held_back():
                    if self._running is not None:
                        self._end(self._running, Ending.STOPPED)
        if self.finished:
            self._say(DONE)
        return interruption.requested

    def _take(self, running: _Running, interruption: Interruption) -> None:
        observation = self._feed.latest(_WAIT_S)
        with interruption.held_back():
            if observation is not None:
                self._see(running, *observation)
            elif self._feed.gone:
                self.stopped = True
            elif self._feed.ended:
                running.over = True
            elif not self._feed.connected:
                self._show("Camera?")
            key = self._stage.display.key()
            if key is not None:
                self._press(running, key)
            if self._running is running and running.over:
                self._end(running, Ending.DONE)
                if running.progress.stopped:
                    self._tell_first(SET_ENDED)
                self._weigh(running)
                self._place += 1
                self._repeat_stiffer(running.turn)

    # ---- turns

    def _begin(self, turn: ScheduledSet) -> _Running:
        begun_s = self._feed.begin(turn, self._now_s)
        if math.isnan(begun_s):
            begun_s = self._now_s
        running = _Running(
            turn,
            self._narrator.begin(turn),
            DoseProgress(turn.exercise),
            start_s=begun_s + turn.before_s,
            note=WHY_AGAIN[turn.side] if turn.again else self._note,
        )
        self._note = ""
        self._running = running
        self._say(*self._first_said, *announcement(turn, place_camera=self._fresh))
        self._first_said = ()
        self._fresh = False
        return running

    def _end(self, running: _Running, ending: Ending) -> None:
        self._running = None
        running.round.session.close()
        known = {failure.sink for failure in self.failures}
        self.failures += [failure for failure in running.round.session.failures if failure.sink not in known]
        self._narrator.end(running.turn, running.round, ending, complete=running.progress.complete)

    def _weigh(self, running: _Running) -> None:
        """Remember what a side held, unless something was wrong with it."""
        if running.progress.stopped:
            self._balance.close(running.turn)
        else:
            turn = running.turn
            self._balance.take(turn, held_value(turn.exercise, running.round.result_file.result))

    def _repeat_stiffer(self, turn: ScheduledSet) -> None:
        """Put the stiffer side once more after the last turn of an exercise, if the sides are uneven."""
        if self.finished or self._turns[self._place].exercise.id != turn.exercise.id:
            again = self._balance.due(turn)
            if again is not None:
                self._turns.insert(self._place, again)

    def _see(self, running: _Running, frame: Frame | None, pose: Pose) -> None:
        self._now_s = pose.time_s
        self._unattended.see(found=pose.found)
        waiting = waiting_assessment(running.turn.exercise, pose.time_s)
        if self._paused:
            running.start_s = max(running.start_s, pose.time_s)
            running.clock.stand_still(pose.time_s)
            self._look(frame, pose, replace(waiting, cue=PAUSED), "Paused")
            return
        if math.isnan(running.start_s):
            running.start_s = pose.time_s + running.turn.before_s
        count = math.ceil(running.start_s - pose.time_s - 1e-6)
        if count > 0:
            if count < running.count and count <= _SPOKEN_COUNT:
                self._stage.voice.say(str(count), urgent=True)
            running.count = min(count, running.count)
            cue = running.note or running.turn.exercise.setup
            if running.turn.moves_camera and count > TRANSITION_S:
                cue = joined((MOVE_CAMERA, running.turn.exercise.camera))
            self._look(frame, pose, replace(waiting, cue=cue), str(count))
            return
        running.judged = True
        step = running.round.session.take(frame, running.clock.timed(pose))
        running.over = running.progress.take(step)
        self._look(frame, pose, step.assessment, "")

    # ---- keys

    def _press(self, running: _Running, key: Key) -> None:
        match key:
            case Key.QUIT:
                self.stopped = True
                self._stage.voice.say(self._language.translate(S_STOP), urgent=True)
                self._narrator.tell(S_STOP)
            case Key.PAUSE:
                self._paused = not self._paused
                self._say(PAUSED if self._paused else GO_ON)
            case Key.NEXT:
                self._end(running, Ending.SKIPPED)
                self._balance.close(running.turn)
                self._place += 1
            case Key.REPEAT:
                self._end(running, Ending.STOPPED)
                self._first_said = (AGAIN,)
            case Key.EASIER:
                self._make_easier(running)
            case Key.HELP:
                self._key_help = not self._key_help
            case Key.MUTE:
                self._stage.switch_sound()
            case _:
                pass

    def _make_easier(self, running: _Running) -> None:
        """Begin anew with an easier version, for what is left of the exercise too, and say what it is."""
        turn = running.turn
        taken = {each.exercise.id for each in self._turns}
        version = easier_version(
            turn.exercise, turn.eased, lambda name: None if name in taken else self._offered(name)
        )
        if version is None:
            self._tell(EASIEST)
            return
        self._end(running, Ending.STOPPED)
        left = self._place
        while left < len(self._turns) and self._turns[left].exercise == turn.exercise:
            left += 1
        turns = with_version(self._turns[self._place : left], version)
        self._turns[self._place : left] = turns
        for each in (turn, turns[0]):
            self._balance.close(each)
        self._note = version.said
        self._tell_first(version.said)

    # ---- what is seen and heard

    def _say(self, *texts: str) -> None:
        self._stage.voice.say(self._language.sentences(*texts))

    def _tell(self, sentence: str) -> None:
        """Say a sentence and have it printed."""
        self._say(sentence)
        self._narrator.tell(sentence)

    def _tell_first(self, sentence: str) -> None:
        """Print a sentence, and say it before what comes next."""
        self._first_said = (sentence,)
        self._narrator.tell(sentence)

    def _look(self, frame: Frame | None, pose: Pose, assessment: Assessment, banner: str) -> None:
        if frame is not None:
            self._shown = frame, pose, assessment
            self._show(banner)

    def _show(self, banner: str) -> None:
        if self._shown is not None and self._running is not None:
            exercise = self._running.turn.exercise
            self._stage.show(self._shown, exercise, banner=banner, key_help=self._key_help)


def announcement(turn: ScheduledSet, *, place_camera: bool = False) -> tuple[str, ...]:
    """Return the sentences that are said before a turn.

    With `place_camera` it is the first one of a session, begun or resumed: where the camera has to be, too.
    """
    if turn.set_number > 1 and not place_camera:
        return (message("Rest. Next set in {seconds} seconds.", seconds=float(turn.before_s)),)
    side = OTHER_SIDE.get(turn.side.value, "")
    camera: tuple[str, ...] = ()
    if place_camera or turn.moves_camera:
        camera = (PLACE_CAMERA if place_camera else MOVE_CAMERA, turn.exercise.camera)
    held: tuple[str, ...] = ()
    if isinstance(turn.exercise.dose, Hold):
        held = (message("Hold for {seconds} seconds.", seconds=float(turn.exercise.dose.target_s)),)
    why = WHY_AGAIN[turn.side] if turn.again else ""
    return (why or turn.exercise.title, "" if why else side, *camera, turn.exercise.setup, turn.note, *held)
