"""The live loop with a scripted camera and scripted keys: what is judged, said, shown and kept."""

from __future__ import annotations

import signal
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.engine.events import Assessment, Event, Step
from posecheck.engine.result import SourceInfo
from posecheck.engine.result_builder import ResultBuilder
from posecheck.engine.trainer import SET_ENDED, Trainer
from posecheck.exercise import Exercise
from posecheck.exercise.catalogue import all_exercises
from posecheck.outputs.result_file import ResultFile
from posecheck.outputs.window import Key
from posecheck.pose import Pose, Side
from posecheck.pose.frame import Frame
from posecheck.session import Session, unattended
from posecheck.session.exercise_clock import GAP_S
from posecheck.session.live import LiveLoop, LiveView, RunningSet
from posecheck.testing import Timetable, leg_raise, perform

PICTURE = np.zeros((48, 64, 3), np.uint8)
LOST = None
STRETCH, MARCH = all_exercises()["supine-hamstring"], all_exercises()["march"]


@dataclass
class ScriptedCamera:
    """Gives frames at the times of the script; ``LOST`` is an unplugged moment."""

    script: list[float | None]
    connected: bool = True
    ended: bool = False

    def latest(self, _timeout_s: float) -> Frame | None:
        if not self.script:
            self.ended = True
            return None
        time_s = self.script.pop(0)
        self.connected = time_s is not LOST
        return None if time_s is None else Frame(PICTURE, time_s)


class NobodyEstimator:
    """Sees nobody."""

    def estimate(self, frame: Frame) -> Pose:
        return Pose.nobody(frame.time_s, 64, 48)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to free."""


@dataclass
class ScriptedDisplay:
    """Notes what was shown; presses a key after the picture of that number."""

    keys: dict[int, Key | None] = field(default_factory=dict)
    shown: list[tuple[str, str, bool]] = field(default_factory=list)

    def show(self, image_bgr: Any) -> None:
        self.shown.append(image_bgr)

    def key(self) -> Key | None:
        return self.keys.pop(len(self.shown), None)

    def close(self) -> None:
        """Nothing to close."""


def draw(
    _image: Any,
    _pose: Pose,
    _moment: Assessment,
    exercise: Exercise,
    *,
    mirrored: bool,
    key_help: bool,
    banner: str,
) -> Any:
    assert mirrored
    return exercise.id, banner, key_help


@dataclass
class Sound:
    """Notes what was said."""

    muted: bool = False
    said: list[str] = field(default_factory=list)

    def say(self, text: str, urgent: bool = False) -> None:  # noqa: FBT001, FBT002 - the voice's interface
        self.said.append(text)


class JudgedTimes:
    """A sink that notes which frames were judged."""

    name = "times"

    def __init__(self, times_s: list[float]) -> None:
        self.times_s = times_s

    def take(self, _frame: Frame | None, _pose: Pose, step: Step) -> None:
        self.times_s.append(step.assessment.time_s)

    def close(self, _last: tuple[Event, ...]) -> None:
        """Nothing to close."""


@dataclass
class Played:
    """A loop that ran, with all its partners."""

    loop: LiveLoop
    display: ScriptedDisplay
    voice: Sound
    tones: Sound
    judged_s: list[float]
    begun: list[tuple[str, Side]]
    interrupted: bool


def play(
    script: list[float | None],
    keys: dict[int, Key | None] | None = None,
    *,
    countdown_s: float = 0.0,
    display: ScriptedDisplay | None = None,
    has_keys: bool = True,
) -> Played:
    display = display or ScriptedDisplay(keys or {})
    voice, tones = Sound(), Sound()
    judged_s: list[float] = []
    begun: list[tuple[str, Side]] = []

    def begin(exercise: Exercise, side: Side) -> RunningSet:
        begun.append((exercise.id, side))
        result_file = ResultFile(ResultBuilder(exercise, SourceInfo("test", 64, 48, float("nan"))))
        return RunningSet(
            exercise, Session(Trainer(exercise), [result_file, JudgedTimes(judged_s)]), result_file
        )

    loop = LiveLoop(
        ScriptedCamera(script), NobodyEstimator(), LiveView(display, draw, voice, tones, has_keys=has_keys),
        [STRETCH, MARCH], begin,
        countdown_s=countdown_s,
    )  # fmt: skip
    interrupted = loop.run()
    return Played(loop, display, voice, tones, judged_s, begun, interrupted)


def test_it_ends_with_a_played_file_and_has_its_result() -> None:
    played = play([0.0, 0.1, 0.2])
    assert played.interrupted is False
    assert played.judged_s == [0.0, 0.1, 0.2]
    ((exercise, result),) = played.loop.results
    assert exercise is STRETCH
    assert result.frames == 3


def test_the_countdown_is_shown_and_its_end_spoken_and_nothing_is_judged_before() -> None:
    played = play([10.0, 11.2, 12.2, 13.2, 14.2, 15.2, 15.3], countdown_s=5)
    assert [banner for _, banner, _ in played.display.shown] == ["5", "4", "3", "2", "1", "", ""]
    assert played.voice.said == [STRETCH.title, "3", "2", "1"]
    assert played.judged_s == [15.2, 15.3]


def test_nothing_is_judged_while_paused() -> None:
    played = play([0.0, 0.1, 0.2, 0.3, 0.4], {2: Key.PAUSE, 4: Key.PAUSE})
    assert played.judged_s == pytest.approx([0.0, 0.1, 0.2]), "three of five; the clock stood still"
    assert [banner for _, banner, _ in played.display.shown] == ["", "", "Paused", "Paused", ""]


def test_next_goes_round_and_keeps_the_result_of_each() -> None:
    played = play([0.0, 0.1, 0.2, 0.3], {1: Key.NEXT, 2: Key.NEXT, 4: Key.QUIT})
    assert played.begun == [(STRETCH.id, Side.NONE), (MARCH.id, Side.NONE), (STRETCH.id, Side.NONE)]
    assert [(exercise.id, result.frames) for exercise, result in played.loop.results] == [
        (STRETCH.id, 1), (MARCH.id, 1), (STRETCH.id, 2),
    ]  # fmt: skip


def test_an_exercise_left_during_its_countdown_has_no_result() -> None:
    played = play([0.0, 0.1, 9.0], {1: Key.NEXT}, countdown_s=5)
    assert [exercise.id for exercise, _ in played.loop.results] == [MARCH.id]


def test_the_side_key_begins_the_exercise_on_the_other_side() -> None:
    played = play([0.0, 0.1], {1: Key.SIDE})
    assert played.begun[0] == (STRETCH.id, Side.NONE)
    assert played.begun[1][0] == STRETCH.id
    assert played.begun[1][1] in {Side.LEFT, Side.RIGHT}


def test_an_exercise_of_the_whole_body_has_no_other_side() -> None:
    played = play([0.0, 0.1, 0.2], {1: Key.NEXT, 2: Key.SIDE})
    assert [exercise for exercise, _ in played.begun] == [STRETCH.id, MARCH.id]


def test_mute_turns_voice_and_tones_off_and_on() -> None:
    assert (muted := play([0.0, 0.1], {1: Key.MUTE})).voice.muted
    assert muted.tones.muted
    assert not (unmuted := play([0.0, 0.1, 0.2], {1: Key.MUTE, 2: Key.MUTE})).voice.muted
    assert not unmuted.tones.muted


def test_help_is_shown_until_it_is_asked_for_again() -> None:
    played = play([0.0, 0.1, 0.2], {1: Key.HELP, 2: Key.HELP})
    assert [key_help for _, _, key_help in played.display.shown] == [False, True, False]


def test_quitting_leaves_the_rest_of_the_frames() -> None:
    assert play([0.0, 0.1, 0.2], {2: Key.QUIT}).judged_s == [0.0, 0.1]


def test_an_unplugged_camera_is_shown_and_the_session_goes_on_when_it_is_back() -> None:
    played = play([0.0, LOST, LOST, 5.0])
    assert [banner for _, banner, _ in played.display.shown] == ["", "Camera?", "Camera?", ""]
    assert played.judged_s == [0.0, GAP_S], "what was not seen does not count as held"


def test_ctrl_c_keeps_the_result() -> None:
    class Interrupting(ScriptedDisplay):
        def key(self) -> Key | None:
            if len(self.shown) == 2:
                signal.raise_signal(signal.SIGINT)
            return None

    played = play([0.0, 0.1, 0.2], display=Interrupting())
    assert played.interrupted
    assert played.loop.results[0][1].frames == 2


class ClosedTerminal(ScriptedDisplay):
    """The terminal is closed after the second picture."""

    def show(self, image_bgr: Any) -> None:
        super().show(image_bgr)
        if len(self.shown) == 2:
            signal.raise_signal(signal.SIGHUP)


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has none")
@each_of("has_keys, pictures", [(True, 4), (False, 2)], ids=["a window", "no window"])
def test_a_closed_terminal_ends_only_what_nobody_could_end(
    monkeypatch: pytest.MonkeyPatch, *, has_keys: bool, pictures: int
) -> None:
    monkeypatch.setattr(unattended, "ALONE_S", -1.0)  # nobody was seen for long
    played = play([0.0, 0.1, 0.2, 0.3], display=ClosedTerminal(), has_keys=has_keys)
    assert len(played.judged_s) == pictures
    assert played.interrupted is not has_keys
    assert len(played.loop.results) == 1


def test_an_estimator_that_breaks_loses_nothing() -> None:
    times = iter([0.0, 0.1])

    class Breaking(NobodyEstimator):
        def estimate(self, frame: Frame) -> Pose:
            next(times)
            return super().estimate(frame)

    begun: list[RunningSet] = []

    def begin(exercise: Exercise, _side: Side) -> RunningSet:
        result_file = ResultFile(ResultBuilder(exercise, SourceInfo("test", 64, 48, float("nan"))))
        begun.append(RunningSet(exercise, Session(Trainer(exercise), [result_file]), result_file))
        return begun[-1]

    stage = LiveView(ScriptedDisplay(), draw, Sound(), Sound())
    loop = LiveLoop(ScriptedCamera([0.0, 0.1, 0.2]), Breaking(), stage, [STRETCH], begin, countdown_s=0)
    with pytest.raises(StopIteration):
        loop.run()
    assert begun[0].result_file.result is not None
    assert begun[0].result_file.result.frames == 2


def test_three_stop_cues_end_the_set_and_it_rests_until_the_user_goes_on() -> None:
    hasty = perform(
        "supine-hamstring",
        fps=15.0,
        position=leg_raise(88.0),
        table=Timetable(rest_s=8.0, in_s=0.4, hold_s=5.0, out_s=0.4, times=5),
    )

    class Replaying(NobodyEstimator):
        """Sees somebody who throws the leg up, again and again."""

        def __init__(self) -> None:
            self.poses = iter(hasty)

        def estimate(self, frame: Frame) -> Pose:
            return next(self.poses)

    display, voice, judged_s = ScriptedDisplay(), Sound(), list[float]()

    def begin(exercise: Exercise, _side: Side) -> RunningSet:
        result_file = ResultFile(ResultBuilder(exercise, SourceInfo("test", 64, 48, float("nan"))))
        return RunningSet(
            exercise, Session(Trainer(exercise), [result_file, JudgedTimes(judged_s)]), result_file
        )

    script: list[float | None] = [pose.time_s for pose in hasty]
    stage = LiveView(display, draw, voice, Sound())
    LiveLoop(ScriptedCamera(script), Replaying(), stage, [STRETCH], begin, countdown_s=0.0).run()
    assert voice.said[-1] == SET_ENDED
    assert 0 < len(judged_s) < len(hasty)
    assert display.shown[-1][1] == "Paused"
