"""The loop of a routine with a scripted feed and scripted keys: turns, keys, what is said, how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from fixtures.skeletons import perform, shifted

from posecheck.catalogue import all_exercises
from posecheck.exercise import Hold
from posecheck.frame import Frame
from posecheck.language import ENGLISH, Language, find_language
from posecheck.live import Round, Stage
from posecheck.outputs.result_file import ResultFile
from posecheck.outputs.window import Key
from posecheck.pose import Pose
from posecheck.programme.loop import Ending, RoutineLoop
from posecheck.programme.plan import Turn, plan_routine
from posecheck.programme.routine import Activity, Routine
from posecheck.result import ResultBuilder, SourceInfo
from posecheck.session import Session
from posecheck.trainer import Trainer

PICTURE = np.zeros((48, 64, 3), np.uint8)


@dataclass
class ScriptedFeed:
    """Plays the constructed performance of each turn, ten frames a second."""

    connected: bool = True
    ended: bool = False
    gone: bool = False
    poses: list[Pose] = field(default_factory=list)
    begun: list[tuple[int, float]] = field(default_factory=list)

    def begin(self, turn: Turn, now_s: float) -> float:
        begun_s = 0.0 if np.isnan(now_s) else now_s
        self.begun.append((turn.number, begun_s))
        self.ended = False
        self.poses = list(shifted(perform(turn.exercise.id, fps=10.0), begun_s + turn.before_s))
        return begun_s

    def latest(self, _timeout_s: float) -> tuple[Frame | None, Pose] | None:
        if not self.poses:
            self.ended = True
            return None
        pose = self.poses.pop(0)
        return Frame(PICTURE, pose.time_s), pose


@dataclass
class ScriptedDisplay:
    """Presses a key after so many looks at the keyboard."""

    keys: dict[int, Key]
    banners: list[str] = field(default_factory=list)
    looks: int = 0

    def show(self, image_bgr: Any) -> None:
        del image_bgr

    def key(self) -> Key | None:
        self.looks += 1
        return self.keys.get(self.looks)

    def close(self) -> None:
        """Nothing to close."""


@dataclass
class Heard:
    muted: bool = False
    said: list[str] = field(default_factory=list)

    def say(self, text: str, urgent: bool = False) -> None:  # noqa: FBT001, FBT002 - as the voice has it
        del urgent
        self.said.append(text)


@dataclass
class Kept:
    ends: list[tuple[int, Ending]] = field(default_factory=list)
    targets_s: list[float] = field(default_factory=list)
    complete: list[bool] = field(default_factory=list)

    def begin(self, turn: Turn) -> Round:
        assert isinstance(turn.exercise.dose, Hold)
        self.targets_s.append(turn.exercise.dose.target_s)
        result_file = ResultFile(ResultBuilder(turn.exercise, SourceInfo("", 64, 48, float("nan"))))
        return Round(turn.exercise, Session(Trainer(turn.exercise), [result_file]), result_file)

    def end(self, turn: Turn, done: Round, ending: Ending, *, complete: bool) -> None:
        assert done.result_file.result is not None
        self.complete.append(complete)
        self.ends.append((turn.number, ending))


@dataclass
class Played:
    loop: RoutineLoop
    feed: ScriptedFeed
    display: ScriptedDisplay
    voice: Heard
    kept: Kept


def play(
    keys: dict[int, Key] | None = None,
    activities: Sequence[Activity] = (
        Activity("childs-pose", hold_s=6, sets=2),
        Activity("gentle-rest", hold_s=6),
    ),
    language: Language = ENGLISH,
) -> Played:
    plan = plan_routine(Routine("mine", "Mine", "", tuple(activities)), all_exercises())
    feed, display, voice, kept = ScriptedFeed(), ScriptedDisplay(keys or {}), Heard(), Kept()

    def draw(*_: Any, banner: str, **__: Any) -> Any:
        display.banners.append(banner)
        return PICTURE

    loop = RoutineLoop(feed, Stage(display, draw, voice, Heard()), plan.turns, kept, language)
    assert loop.run() is False
    return Played(loop, feed, display, voice, kept)


def test_turn_after_turn_with_rest_between_and_a_word_at_the_end() -> None:
    played = play()
    assert played.loop.finished
    assert played.kept.ends == [(0, Ending.DONE), (1, Ending.DONE), (2, Ending.DONE)]
    assert all(played.kept.complete)
    assert played.voice.said == [
        (
            "Child's pose. Start on hands and knees. Sit back toward your heels and reach your arms forward. "
            "Hold for 6 seconds."
        ),
        "Rest. Next set in 10 seconds.",
        (
            "Gentle rest. Start on hands and knees. Sit back toward your heels as far as is comfortable and "
            "rest. Hold for 6 seconds."
        ),
        "That was the whole session. Well done.",
    ]


def test_it_speaks_german() -> None:
    said = play(language=find_language("de")).voice.said
    assert said[1] == "Ruh dich aus. Nächster Satz in 10 Sekunden."
    assert said[0].startswith("Kindhaltung. Beginn im Vierfüßlerstand.")
    assert said[0].endswith("Halt 6 Sekunden.")


def test_skipping_goes_on_with_the_next_set() -> None:
    played = play({5: Key.NEXT})
    assert played.kept.ends == [(0, Ending.SKIPPED), (1, Ending.DONE), (2, Ending.DONE)]


def test_repeating_begins_the_same_set_again() -> None:
    played = play({5: Key.REPEAT})
    assert played.kept.ends[:2] == [(0, Ending.STOPPED), (0, Ending.DONE)]
    assert "Once more." in played.voice.said
    assert played.loop.finished


def test_easier_halves_the_dose_of_this_and_the_next_sets_of_the_exercise_only() -> None:
    long = (Activity("childs-pose", hold_s=20, sets=2), Activity("gentle-rest", hold_s=6))
    played = play({5: Key.EASIER}, long)
    assert played.kept.targets_s == [20, 10, 10, 6]
    assert "An easier version." in played.voice.said
    assert played.kept.complete == [False, False, False, True], "held for less than was asked"


def test_stopping_says_how_and_leaves_the_rest_undone() -> None:
    played = play({5: Key.QUIT})
    assert played.kept.ends == [(0, Ending.STOPPED)]
    assert played.loop.stopped
    assert not played.loop.finished
    assert played.voice.said[-1] == "Stop here. Come out slowly and rest."


def test_in_a_pause_nothing_is_judged_and_it_is_said() -> None:
    played = play({5: Key.PAUSE, 15: Key.PAUSE})
    assert "Pause. Come out slowly and rest." in played.voice.said
    assert "On we go." in played.voice.said
    assert played.display.banners.count("Paused") == 10
    assert played.loop.finished


def test_help_and_mute_do_not_disturb_the_session() -> None:
    played = play({5: Key.HELP, 6: Key.MUTE, 7: Key.SIDE})
    assert played.voice.muted
    assert played.loop.finished


@pytest.mark.parametrize("number", [1, 2])
def test_every_turn_begins_when_the_one_before_has_ended(number: int) -> None:
    begun = play().feed.begun
    assert [each for each, _ in begun] == [0, 1, 2]
    assert begun[number][1] > begun[number - 1][1] + 10.0 + 6.0
