"""The live loop: the newest frame in, a picture, a word and a saved event out, until the user has enough.

It runs on the main thread, because windows must. One frame at most waits in the camera; the loop takes it,
judges it, shows it and looks for a key.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from posecheck.engine.events import Assessment, Phase, SetEnded, ViewState
from posecheck.exercise import Hold, Posture
from posecheck.outputs.window import Key
from posecheck.pose import Side
from posecheck.session.exercise_clock import ExerciseClock
from posecheck.session.unattended import Unattended
from posecheck.support.interruption import Interruption

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from posecheck.engine.recogniser import Recogniser
    from posecheck.engine.result import Result
    from posecheck.estimator.base import Estimator
    from posecheck.exercise import Exercise
    from posecheck.outputs.result_file import ResultFile
    from posecheck.outputs.window import Display
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame, ImageArray
    from posecheck.session.session import Session, SinkFailure

    #: A frame and what was made of it.
    Shown = tuple[Frame, Pose, Assessment]

#: How long to wait for a frame before looking for a key again.
_WAIT_S = 0.1
#: Shown while it is not clear yet what is done.
LOOKING = "Show me"
PAUSED = "Paused"
#: So many poses are remembered until it is clear what is done, about a minute.
WATCHED_POSES = 2_000
#: The last numbers of the countdown are spoken.
_SPOKEN_COUNT = 3


class LiveCamera(Protocol):
    """The part of a camera that the loop uses."""

    @property
    def connected(self) -> bool:
        """Whether pictures come at present."""

    @property
    def ended(self) -> bool:
        """Whether no picture will come any more."""

    def latest(self, timeout_s: float) -> Frame | None:
        """Return the newest frame not taken yet, ``None`` when none comes in time."""


class Speaker(Protocol):
    """The part of a voice or of tones that the loop uses."""

    muted: bool


class Announcer(Speaker, Protocol):
    """The part of a voice that the loop uses."""

    def say(self, text: str, urgent: bool = False) -> None:  # noqa: FBT001, FBT002 - as the voice has it
        """Say `text` soon."""


class Draw(Protocol):
    """Draws what the person should see; :func:`posecheck.outputs.overlay.draw_overlay`."""

    def __call__(  # noqa: PLR0913 - what is shown has that many parts
        self,
        image_bgr: ImageArray,
        pose: Pose,
        assessment: Assessment,
        exercise: Exercise,
        *,
        mirrored: bool,
        key_help: bool,
        banner: str,
    ) -> ImageArray:
        """Return a new picture."""


@dataclass(frozen=True, slots=True)
class RunningSet:
    """One exercise of a live session, on one side, while it runs."""

    exercise: Exercise
    session: Session
    result_file: ResultFile


@dataclass(frozen=True, slots=True)
class LiveView:
    """Where a live session is seen and heard.

    Parameters
    ----------
    display, draw
        Where pictures go and what is drawn on them.
    voice, tones
        Say the countdown; the key for mute turns both off.
    has_keys
        The display is a window, whose keys end the session.
    """

    display: Display
    draw: Draw
    voice: Announcer
    tones: Speaker
    has_keys: bool = True

    def show(self, shown: Shown, exercise: Exercise, *, banner: str, key_help: bool) -> None:
        """Draw a frame and show it, mirrored as in a mirror."""
        frame, pose, assessment = shown
        self.display.show(
            self.draw(
                frame.image_bgr, pose, assessment, exercise, mirrored=True, key_help=key_help, banner=banner
            )
        )

    def switch_sound(self) -> None:
        """Turn voice and tones off, or on again."""
        self.voice.muted = self.tones.muted = not self.voice.muted


class LiveLoop:
    """Coaches a person in front of a camera through one exercise after the other.

    Parameters
    ----------
    camera, estimator
        Where pictures come from and what sees the person in them.
    stage
        Where the session is seen and heard.
    exercises
        The exercises in their order, the first one first; the key for the next one goes round.
    begin
        Makes the round of an exercise on a side, ``NONE`` where it is to be seen from the movement.
    side
        The side that works in the first round.
    countdown_s
        Seconds before a round is judged, to get into position.
    recogniser
        Finds out what is done; until it has, nothing is judged.
    """

    def __init__(  # noqa: PLR0913 - a live session has that many partners
        self,
        camera: LiveCamera,
        estimator: Estimator,
        stage: LiveView,
        exercises: Sequence[Exercise],
        begin: Callable[[Exercise, Side], RunningSet],
        *,
        side: Side = Side.NONE,
        countdown_s: float = 5.0,
        recogniser: Recogniser | None = None,
    ) -> None:
        self._camera = camera
        self._estimator = estimator
        self._stage = stage
        self._exercises = exercises
        self._begin = begin
        self._recogniser = recogniser
        self._watched: deque[Pose] = deque(maxlen=WATCHED_POSES)
        self._countdown_s = countdown_s
        self._unattended = Unattended(has_keys=stage.has_keys)
        self._paused = False
        self._quit = False
        self._key_help = False
        self._shown: Shown | None = None
        self._round = begin(exercises[0], side)
        self._clock = ExerciseClock()
        self._judged = False
        self._start_s = math.nan
        self._count = math.inf
        #: Each exercise done with its result.
        self.results: list[tuple[Exercise, Result]] = []
        #: Outputs that failed, each once.
        self.failures: list[SinkFailure] = []

    def run(self) -> bool:
        """Go on until the user quits, a played file ends, or Ctrl-C or its like; say whether it was that."""
        with Interruption(outlives_terminal=True) as interruption:
            try:
                while not self._quit and not interruption.requested:
                    if self._unattended.is_over(hung_up=interruption.hung_up):
                        interruption.requested = True
                        break
                    frame = self._camera.latest(_WAIT_S)
                    with interruption.held_back():
                        if frame is not None:
                            self._see(frame)
                        elif self._camera.ended:
                            break
                        elif not self._camera.connected:
                            self._show("Camera?")
                        key = self._stage.display.key()
                        if key is not None:
                            self._press(key)
            except KeyboardInterrupt:
                interruption.requested = True
            finally:
                with interruption.held_back():
                    self._end_round()
        return interruption.requested

    def _see(self, frame: Frame) -> None:
        pose = self._estimator.estimate(frame)
        self._unattended.see(found=pose.found)
        if self._paused:
            self._clock.stand_still(frame.time_s)
            assessment = (
                self._shown[2] if self._shown else waiting_assessment(self._round.exercise, frame.time_s)
            )
            self._shown = frame, pose, assessment
            self._show(PAUSED)
            return
        if self._recogniser is not None:
            self._recognise(frame, pose, self._recogniser)
            return
        if math.isnan(self._start_s):
            self._start_s = frame.time_s + self._countdown_s
            self._stage.voice.say(self._round.exercise.title)
        count = math.ceil(self._start_s - frame.time_s)
        if count > 0:
            self._count_down(count)
            self._shown = frame, pose, waiting_assessment(self._round.exercise, frame.time_s)
            self._show(str(count))
            return
        self._judged = True
        step = self._round.session.take(frame, self._clock.timed(pose))
        for event in step.events:
            if isinstance(event, SetEnded):
                self._stage.voice.say(event.reason, urgent=True)
                self._paused = True
        self._shown = frame, pose, step.assessment
        self._show("")

    def _recognise(self, frame: Frame, pose: Pose, recogniser: Recogniser) -> None:
        """Watch until it is clear what is done, then judge it as if it had been from the beginning."""
        recogniser.step(pose)
        self._watched.append(pose)
        found = recogniser.recognised().exercise
        self._shown = frame, pose, waiting_assessment(self._round.exercise, frame.time_s)
        if found is None:
            self._show(LOOKING)
            return
        self._recogniser = None
        exercise = next((each for each in self._exercises if each.id == found.id), found)
        self._stage.voice.say(exercise.title)
        self._change(exercise, Side.NONE)
        self._start_s = frame.time_s
        self._round.session.catch_up(self._watched)
        self._watched.clear()

    def _count_down(self, count: int) -> None:
        if count < self._count:
            self._count = count
            if count <= _SPOKEN_COUNT:
                self._stage.voice.say(str(count), urgent=True)

    def _show(self, banner: str) -> None:
        if self._shown is not None:
            self._stage.show(self._shown, self._round.exercise, banner=banner, key_help=self._key_help)

    def _press(self, key: Key) -> None:
        match key:
            case Key.QUIT:
                self._quit = True
            case Key.PAUSE:
                self._paused = not self._paused
            case Key.HELP:
                self._key_help = not self._key_help
            case Key.MUTE:
                self._stage.switch_sound()
            case Key.NEXT:
                self._recogniser = None
                place = [each.id for each in self._exercises].index(self._round.exercise.id)
                self._change(self._exercises[(place + 1) % len(self._exercises)], Side.NONE)
            case Key.SIDE if self._round.exercise.sides:
                working = self._shown[2].working if self._shown else Side.NONE
                self._change(self._round.exercise, Side.RIGHT if working is Side.LEFT else Side.LEFT)
            case _:
                pass

    def _change(self, exercise: Exercise, side: Side) -> None:
        self._end_round()
        self._round = self._begin(exercise, side)
        self._clock = ExerciseClock()
        self._judged = False
        self._start_s = math.nan
        self._count = math.inf
        self._paused = False

    def _end_round(self) -> None:
        """Close the round; one that was left before the countdown ended has no result to speak of."""
        self._round.session.close()
        known = {failure.sink for failure in self.failures}
        self.failures += [failure for failure in self._round.session.failures if failure.sink not in known]
        result = self._round.result_file.result
        if self._judged and result is not None:
            self.results.append((self._round.exercise, result))


def waiting_assessment(exercise: Exercise, time_s: float) -> Assessment:
    """Return the moment of somebody who gets into position and is not judged yet."""
    return Assessment(
        time_s=time_s,
        person=True,
        valid=False,
        phase=Phase.SETUP,
        posture=Posture.UNKNOWN,
        view=ViewState.OK,
        view_reason="",
        near=Side.NONE,
        working=Side.NONE,
        primary=math.nan,
        zone=(math.nan, math.nan),
        measures={},
        states={},
        form=math.nan,
        faults=(),
        held_s=0.0,
        target_s=exercise.dose.target_s if isinstance(exercise.dose, Hold) else 0.0,
        holds=0,
        reps=0,
        cue="",
        missing=(),
    )
