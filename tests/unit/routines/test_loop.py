"""The loop of a routine with a scripted feed and scripted keys: turns, keys, what is said, how it ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from fixtures.cases import each_of

from posecheck.engine.events import Assessment
from posecheck.engine.result import SourceInfo
from posecheck.engine.result_builder import ResultBuilder
from posecheck.engine.trainer import Trainer
from posecheck.exercise import Exercise, Hold
from posecheck.exercise.catalogue import all_exercises
from posecheck.outputs.result_file import ResultFile
from posecheck.outputs.window import Key
from posecheck.pose import Pose, Side
from posecheck.pose.frame import Frame
from posecheck.routines.asymmetry import Balance
from posecheck.routines.loop import Ending, RoutineLoop
from posecheck.routines.plan import ScheduledSet, plan_routine
from posecheck.routines.routine import Activity, Routine
from posecheck.session import Session
from posecheck.session.live import LiveView, RunningSet
from posecheck.support.language import ENGLISH, Language, find_language
from posecheck.testing import leg_raise, perform, shifted

PICTURE = np.zeros((48, 64, 3), np.uint8)


@dataclass
class ScriptedFeed:
    """Plays the constructed performance of each turn, ten frames a second."""

    connected: bool = True
    ended: bool = False
    gone: bool = False
    poses: list[Pose] = field(default_factory=list)
    begun: list[tuple[int, float]] = field(default_factory=list)
    #: how often it was asked for a picture, and how often before each turn
    asked: int = 0
    asked_before: list[int] = field(default_factory=list)
    #: how far the leg is raised on a side in degrees, in place of the good performance
    raised_deg: dict[Side, float] = field(default_factory=dict)
    #: the person is seen while they get into position too
    in_countdown: bool = False

    def begin(self, turn: ScheduledSet, now_s: float) -> float:
        begun_s = 0.0 if np.isnan(now_s) else now_s
        self.begun.append((turn.number, begun_s))
        self.asked_before.append(self.asked)
        self.ended = False
        raised = self.raised_deg.get(turn.side)
        poses = perform(turn.exercise.id, fps=10.0, position=None if raised is None else leg_raise(raised))
        if turn.side is Side.RIGHT:
            poses = [pose.mirrored() for pose in poses]
        self.poses = list(shifted(poses, begun_s + turn.before_s))
        if self.in_countdown:
            before = np.arange(begun_s + 0.1, begun_s + turn.before_s, 0.1)
            self.poses[:0] = [replace(poses[0], time_s=float(time_s)) for time_s in before]
        return begun_s

    def latest(self, _timeout_s: float) -> tuple[Frame | None, Pose] | None:
        self.asked += 1
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
    cues: list[str] = field(default_factory=list)
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
    sides: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    eased: list[list[str]] = field(default_factory=list)

    def tell(self, sentence: str) -> None:
        self.told.append(sentence)

    def begin(self, turn: ScheduledSet) -> RunningSet:
        assert isinstance(turn.exercise.dose, Hold)
        self.targets_s.append(turn.exercise.dose.target_s)
        self.sides.append(turn.side.value)
        self.eased.append([str(change) for change in turn.eased])
        result_file = ResultFile(ResultBuilder(turn.exercise, SourceInfo("", 64, 48, float("nan"))))
        side = None if turn.side is Side.NONE else turn.side
        return RunningSet(
            turn.exercise, Session(Trainer(turn.exercise, side=side), [result_file]), result_file
        )

    def end(self, turn: ScheduledSet, done: RunningSet, ending: Ending, *, complete: bool) -> None:
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
    balance: Balance | None = None,
    raised_deg: dict[Side, float] | None = None,
    offered: Callable[[str], Exercise | None] = lambda _name: None,
    *,
    in_countdown: bool = False,
) -> Played:
    plan = plan_routine(Routine("mine", "Mine", "", tuple(activities)), all_exercises())
    feed = ScriptedFeed(raised_deg=raised_deg or {}, in_countdown=in_countdown)
    display, voice, kept = ScriptedDisplay(keys or {}), Heard(), Kept()

    def draw(_image: Any, _pose: Any, assessment: Assessment, *_: Any, banner: str, **__: Any) -> Any:
        display.banners.append(banner)
        display.cues.append(assessment.cue)
        return PICTURE

    loop = RoutineLoop(
        feed, LiveView(display, draw, voice, Heard()), plan.turns, kept, language, balance, offered
    )
    assert loop.run() is False
    return Played(loop, feed, display, voice, kept)


BOTH_LEGS = (Activity("supine-hamstring", hold_s=6, sets=1), Activity("gentle-rest", hold_s=6))
UNEVEN = {Side.LEFT: 70.0, Side.RIGHT: 50.0}
CHILDS_POSE = (Activity("childs-pose", hold_s=6, sets=1),)


def test_turn_after_turn_with_rest_between_and_a_word_at_the_end() -> None:
    played = play()
    assert played.loop.finished
    assert played.kept.ends == [(0, Ending.DONE), (1, Ending.DONE), (2, Ending.DONE)]
    assert all(played.kept.complete)
    assert played.voice.said == [
        (
            "Child's pose. This is where the camera has to be. At your side, 2 to 3 m away and 0.3 to 0.6 m "
            "high. Start on hands and knees. Sit back toward your heels and reach your arms forward. "
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
    assert said[0].startswith("Kindhaltung. Hier muss die Kamera stehen. ")
    assert "Beginn im Vierfüßlerstand." in said[0]
    assert said[0].endswith("Halt 6 Sekunden.")


def test_skipping_goes_on_with_the_next_set() -> None:
    played = play({5: Key.NEXT})
    assert played.kept.ends == [(0, Ending.SKIPPED), (1, Ending.DONE), (2, Ending.DONE)]


def test_repeating_begins_the_same_set_again() -> None:
    played = play({5: Key.REPEAT})
    assert played.kept.ends[:2] == [(0, Ending.STOPPED), (0, Ending.DONE)]
    assert any(text.startswith("Once more. Child's pose.") for text in played.voice.said)
    assert played.loop.finished


def test_easier_changes_one_thing_of_this_and_the_next_sets_of_the_exercise_only_and_says_what() -> None:
    long = (Activity("childs-pose", hold_s=20, sets=2), Activity("gentle-rest", hold_s=6))
    played = play({5: Key.EASIER, 10: Key.EASIER}, long)
    said = ["An easier version: go a fifth less far.", "An easier version: hold for 10 seconds."]
    assert played.kept.targets_s == [20, 20, 10, 10, 6]
    assert played.kept.told == said
    # in one breath with what comes next, which would otherwise be said in its place
    assert [text.startswith(said[0]) for text in played.voice.said] == [
        False,
        True,
        False,
        False,
        False,
        False,
    ]
    assert played.voice.said[2].startswith(said[1])
    eased = [[], ["smaller-range"], *[["smaller-range", "shorter-hold"]] * 2, []]
    assert played.kept.eased == eased
    assert played.kept.complete == [False, False, False, False, True], "held for less than was asked"


def test_why_a_set_is_another_one_stands_on_the_picture_until_it_begins() -> None:
    easier = play({5: Key.EASIER}, CHILDS_POSE, in_countdown=True).display.cues
    assert easier.index(all_exercises()["childs-pose"].setup) < easier.index(
        "An easier version: go a fifth less far."
    )
    repeated = play(activities=BOTH_LEGS, raised_deg=UNEVEN, in_countdown=True).display.cues
    assert any(cue.startswith("Your right side went less far") for cue in repeated)


def test_where_the_camera_goes_stands_on_the_picture_before_what_comes_next() -> None:
    moved = (Activity("side-bend", hold_s=6, sets=1), Activity("childs-pose", hold_s=6, sets=1))
    cues = list(dict.fromkeys(play(activities=moved, in_countdown=True).display.cues))
    camera = cues.index("Please move the camera. At your side, 2 to 3 m away and 0.3 to 0.6 m high.")
    assert cues[camera + 1] == all_exercises()["childs-pose"].setup


def test_where_nothing_is_easier_it_is_said_and_the_set_goes_on() -> None:
    played = play({5: Key.EASIER, 10: Key.EASIER, 15: Key.EASIER}, (Activity("gentle-rest", hold_s=6),))
    assert played.kept.told[-1] == "This is the easiest version. N skips it."
    assert played.kept.ends[-1] == (0, Ending.DONE)
    assert [end for _, end in played.kept.ends] == [Ending.STOPPED, Ending.DONE]


def test_an_easier_exercise_takes_the_place_of_what_is_left_of_the_harder_one() -> None:
    knees = (Activity("double-knee-to-chest", hold_s=6, sets=1), Activity("gentle-rest", hold_s=6))
    played = play({5: Key.EASIER}, knees, offered=all_exercises().get)
    assert played.kept.told == ["An easier version: one knee at a time."]
    assert played.kept.sides == ["none", "left", "right", "none"]
    assert played.kept.ends == [(0, Ending.STOPPED), (0, Ending.DONE), (0, Ending.DONE), (1, Ending.DONE)]


def test_an_exercise_that_is_done_anyway_or_must_not_be_done_takes_no_place() -> None:
    done_anyway = (
        Activity("double-knee-to-chest", hold_s=6, sets=1),
        Activity("knee-to-chest", hold_s=6, sets=1),
    )
    anyway = play({5: Key.EASIER}, done_anyway, offered=all_exercises().get)
    not_allowed = play({5: Key.EASIER}, done_anyway[:1])
    assert anyway.kept.told == not_allowed.kept.told == ["An easier version: go a fifth less far."]


def test_stopping_says_how_and_leaves_the_rest_undone() -> None:
    played = play({5: Key.QUIT})
    assert played.kept.ends == [(0, Ending.STOPPED)]
    assert played.loop.stopped
    assert not played.loop.finished
    assert played.voice.said[-1] == "Stop here. Come out slowly and rest."
    assert played.kept.told[-1] == "Stop here. Come out slowly and rest.", "the voice may be off"


def test_in_a_pause_nothing_is_judged_and_it_is_said() -> None:
    played = play({5: Key.PAUSE, 15: Key.PAUSE})
    assert "Pause. Come out slowly and rest." in played.voice.said
    assert "On we go." in played.voice.said
    assert played.display.banners.count("Paused") == 10
    assert played.display.cues.count("Pause. Come out slowly and rest.") == 10
    assert played.loop.finished


def test_a_pause_is_not_held_time() -> None:
    """The person stays in the position for six seconds, two of them in a pause."""
    assert play(activities=CHILDS_POSE).kept.complete == [True]
    assert play({80: Key.PAUSE, 100: Key.PAUSE}, CHILDS_POSE).kept.complete == [False]


def test_help_and_mute_do_not_disturb_the_session() -> None:
    played = play({5: Key.HELP, 6: Key.MUTE, 7: Key.SIDE})
    assert played.voice.muted
    assert played.loop.finished


@each_of("number", [1, 2])
def test_every_turn_begins_when_the_one_before_has_ended(number: int) -> None:
    begun = play().feed.begun
    assert [each for each, _ in begun] == [0, 1, 2]
    assert begun[number][1] > begun[number - 1][1] + 10.0 + 6.0


def test_the_side_that_went_less_far_is_repeated_once_and_the_reason_is_said() -> None:
    played = play(activities=BOTH_LEGS, raised_deg=UNEVEN)
    assert played.kept.sides == ["left", "right", "right", "none"]
    assert played.kept.ends == [(0, Ending.DONE), (1, Ending.DONE), (1, Ending.DONE), (2, Ending.DONE)]
    (said,) = (text for text in played.voice.said if "less far" in text)
    assert said == (
        "Your right side went less far than the left, so the right once more, no deeper; N skips it. "
        "Lie on your back. Hold one leg behind the thigh or in a strap. Hold for 6 seconds."
    )


def test_sides_within_15_percent_are_not_repeated() -> None:
    played = play(activities=BOTH_LEGS, raised_deg={Side.LEFT: 70.0, Side.RIGHT: 64.0})
    assert played.kept.sides == ["left", "right", "none"]


def test_a_repetition_can_be_skipped() -> None:
    in_the_repetition = play(activities=BOTH_LEGS, raised_deg=UNEVEN).feed.asked_before[2] + 5
    played = play({in_the_repetition: Key.NEXT}, BOTH_LEGS, raised_deg=UNEVEN)
    assert played.kept.ends == [(0, Ending.DONE), (1, Ending.DONE), (1, Ending.SKIPPED), (2, Ending.DONE)]
    assert played.loop.finished


def test_nothing_is_repeated_on_a_day_with_pain_or_after_an_easier_version() -> None:
    in_pain = play(activities=BOTH_LEGS, raised_deg=UNEVEN, balance=Balance(allowed=False))
    assert in_pain.kept.sides == ["left", "right", "none"]
    easier = play({5: Key.EASIER}, BOTH_LEGS, raised_deg=UNEVEN)
    assert easier.kept.sides == ["left", "left", "right", "none"]
