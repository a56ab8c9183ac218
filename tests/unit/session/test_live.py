"""The live loop with a scripted camera and scripted keys: what is judged, said, shown and kept."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
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
from posecheck.outputs.overlay.session_info import SessionInfo
from posecheck.outputs.result_file import ResultFile
from posecheck.outputs.speaker import RehearsedVoice
from posecheck.outputs.window import Key
from posecheck.pose import Pose, Side
from posecheck.pose.frame import Frame
from posecheck.routines.regressions import Easier
from posecheck.session import Session, unattended
from posecheck.session.announcer import Contact
from posecheck.session.exercise_clock import GAP_S
from posecheck.session.feeds import CameraFeed
from posecheck.session.free_programme import FreeProgramme
from posecheck.session.inbox import Inbox
from posecheck.session.live import LiveLoop
from posecheck.session.live_view import LiveView
from posecheck.session.narration import Wishes
from posecheck.session.schedule import RunningSet, ScheduledSet
from posecheck.session.speech_queue import SpeechQueue
from posecheck.session.whole_exercise import WholeExercise
from posecheck.testing import Timetable, leg_raise, perform

PICTURE = np.zeros((48, 64, 3), np.uint8)
LOST = None
STRETCH, MARCH = all_exercises()["supine-hamstring"], all_exercises()["march"]
EASIER = all_exercises()["knee-to-chest"]


@dataclass
class ScriptedCamera:
    """Gives frames at the times of the script; ``LOST`` is an unplugged moment."""

    script: list[float | None]
    connected: bool = True
    ended: bool = False
    dropped: int = 0

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
    info: SessionInfo,
) -> Any:
    assert mirrored
    return exercise.id, info.banner, info.key_help


@dataclass
class Tones:
    """Notes what was played."""

    muted: bool = False
    played: list[str] = field(default_factory=list)

    def play(self, name: str) -> None:
        self.played.append(name)


class JudgedTimes:
    """A sink that notes which frames were judged."""

    name = "times"

    def __init__(self, times_s: list[float]) -> None:
        self.times_s = times_s

    def take(self, _frame: Frame | None, _pose: Pose, step: Step) -> None:
        self.times_s.append(step.assessment.time_s)

    def close(self, _last: tuple[Event, ...]) -> None:
        """Nothing to close."""


def once_easier(exercise: Exercise, changed: Sequence[str]) -> Easier | None:
    """Return a lighter stretch for the stretch, and nothing after it."""
    return None if changed else Easier(replace(EASIER, sides=exercise.sides), "another", "A lighter one.")


@dataclass
class Played:
    """A loop that ran, with all its partners."""

    loop: LiveLoop
    display: ScriptedDisplay
    programme: FreeProgramme
    voice: RehearsedVoice
    tones: Tones
    judged_s: list[float]
    begun: list[tuple[str, Side]]
    interrupted: bool


def play(
    script: list[float | None],
    keys: dict[int, Key | None] | None = None,
    *,
    estimator: NobodyEstimator | None = None,
    display: ScriptedDisplay | None = None,
    has_keys: bool = True,
) -> Played:
    display = display or ScriptedDisplay(keys or {})
    voice, tones, inbox = RehearsedVoice(), Tones(), Inbox()
    judged_s: list[float] = []
    begun: list[tuple[str, Side]] = []

    def begin(scheduled: ScheduledSet) -> RunningSet:
        exercise = scheduled.exercise
        begun.append((exercise.id, scheduled.side))
        result_file = ResultFile(ResultBuilder(exercise, SourceInfo("test", 64, 48, float("nan"))))
        session = Session(Trainer(exercise), [result_file, JudgedTimes(judged_s), inbox])
        return RunningSet(scheduled, session, result_file, WholeExercise(exercise, scheduled.side))

    programme = FreeProgramme([STRETCH, MARCH], begin, easier=once_easier)
    loop = LiveLoop(
        CameraFeed(ScriptedCamera(script), estimator or NobodyEstimator()),
        LiveView(display, draw, has_keys=has_keys),
        programme,
        Contact(SpeechQueue(voice), tones, inbox, Wishes(countdown_s=0)),
    )
    played = Played(loop, display, programme, voice, tones, judged_s, begun, interrupted=False)
    played.interrupted = loop.run()
    return played


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens to the last words."""
    monkeypatch.setattr("posecheck.session.feeds.time.sleep", lambda _s: None)
    monkeypatch.setattr("posecheck.session.live.LAST_WORDS_S", 0.0)


def test_it_ends_with_a_played_file_and_has_its_result() -> None:
    played = play([0.0, 0.1, 0.2])
    assert played.interrupted is False
    assert played.judged_s == [0.0, 0.1, 0.2]
    ((exercise, result),) = played.programme.results
    assert exercise is STRETCH
    assert result.frames == 3


def test_nothing_is_judged_while_paused() -> None:
    played = play([0.0, 0.1, 0.2, 0.3, 0.4], {2: Key.PAUSE, 4: Key.PAUSE})
    assert played.judged_s == pytest.approx([0.0, 0.1, 0.2]), "three of five; the clock stood still"
    assert [banner for _, banner, _ in played.display.shown] == ["", "", "Paused", "Paused", ""]


def test_next_goes_round_and_keeps_the_result_of_each() -> None:
    played = play([0.0, 0.1, 0.2, 0.3], {1: Key.NEXT, 2: Key.NEXT, 4: Key.QUIT})
    assert played.begun == [(STRETCH.id, Side.NONE), (MARCH.id, Side.NONE), (STRETCH.id, Side.NONE)]
    assert [(exercise.id, result.frames) for exercise, result in played.programme.results] == [
        (STRETCH.id, 1), (MARCH.id, 1), (STRETCH.id, 2),
    ]  # fmt: skip


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
    assert played.programme.results[0][1].frames == 2


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
    assert len(played.programme.results) == 1


def test_an_estimator_that_breaks_loses_nothing() -> None:
    class Breaking(NobodyEstimator):
        def __init__(self) -> None:
            self.times = iter([0.0, 0.1])

        def estimate(self, frame: Frame) -> Pose:
            next(self.times)
            return super().estimate(frame)

    display = ScriptedDisplay()
    with pytest.raises(StopIteration):
        play([0.0, 0.1, 0.2], estimator=Breaking(), display=display)
    assert len(display.shown) == 2


def test_three_stop_cues_end_the_set_and_it_rests_until_the_person_goes_on() -> None:
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

    played = play([pose.time_s for pose in hasty], estimator=Replaying())
    assert played.voice.transcript[-1].text == SET_ENDED
    assert 0 < len(played.judged_s) < len(hasty)
    assert played.display.shown[-1][1] == "Paused"


def test_something_easier_is_begun_and_said_until_there_is_nothing_easier() -> None:
    played = play([0.0, *(n / 10 for n in range(1, 80))], {2: Key.EASIER, 40: Key.EASIER})
    said = [each.text for each in played.voice.transcript]
    assert "Something easier." in said
    assert "This is the easiest version." in said
    assert [exercise for exercise, _ in played.begun] == [STRETCH.id, EASIER.id]
