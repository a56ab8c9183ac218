"""A routine in the live loop, with a scripted feed and scripted keys: sets, keys, what is said, the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from fixtures.cases import each_of

from posecheck.engine.events import Assessment
from posecheck.engine.result import SourceInfo
from posecheck.engine.result_builder import ResultBuilder
from posecheck.engine.trainer import Trainer
from posecheck.exercise import Exercise, Hold
from posecheck.exercise.catalogue import all_exercises
from posecheck.outputs.overlay.session_info import SessionInfo
from posecheck.outputs.result_file import ResultFile
from posecheck.outputs.speaker import RehearsedVoice
from posecheck.outputs.window import Key
from posecheck.pose import Pose, Side
from posecheck.pose.frame import Frame
from posecheck.routines.asymmetry import Balance
from posecheck.routines.plan import plan_routine
from posecheck.routines.programme import RoutineProgramme, session_s
from posecheck.routines.routine import Activity, Routine
from posecheck.routines.routine_files import find_routine
from posecheck.session import Session
from posecheck.session.announcer import Contact
from posecheck.session.dose_progress import DoseProgress
from posecheck.session.inbox import Inbox
from posecheck.session.live import LiveLoop
from posecheck.session.live_view import LiveView
from posecheck.session.narration import Wishes
from posecheck.session.schedule import Ending, RunningSet, ScheduledSet
from posecheck.session.speech_queue import SpeechQueue
from posecheck.support.language import ENGLISH, Language, find_language
from posecheck.testing import leg_raise, perform, shifted

PICTURE = np.zeros((48, 64, 3), np.uint8)


@dataclass
class ScriptedFeed:
    """Plays the constructed performance of each turn, ten frames a second."""

    connected: bool = True
    ended: bool = False
    gone: bool = False
    #: time that passes before the set, without pictures
    ticks: list[float] = field(default_factory=list)
    poses: list[Pose] = field(default_factory=list)
    begun: list[tuple[int, float]] = field(default_factory=list)
    #: how often it was asked for a picture, and how often before each turn
    asked: int = 0
    asked_before: list[int] = field(default_factory=list)
    #: how far the leg is raised on a side in degrees, in place of the good performance
    raised_deg: dict[Side, float] = field(default_factory=dict)

    paced: bool = False
    left_out: int = 0

    def wait(self, timeout_s: float) -> float:
        return timeout_s

    def begin(self, turn: ScheduledSet, now_s: float, before_s: float) -> float:
        begun_s = now_s
        self.begun.append((turn.number, begun_s))
        self.asked_before.append(self.asked)
        self.ended = False
        raised = self.raised_deg.get(turn.side)
        poses = perform(turn.exercise.id, fps=10.0, position=None if raised is None else leg_raise(raised))
        if turn.side is Side.RIGHT:
            poses = [pose.mirrored() for pose in poses]
        self.poses = list(shifted(poses, begun_s + before_s))
        self.ticks = [float(time_s) for time_s in np.arange(begun_s, begun_s + before_s, 0.1)]
        return begun_s + before_s

    def latest(self, _timeout_s: float) -> tuple[Frame | None, Pose] | None:
        if self.ticks:
            return None, Pose.nobody(self.ticks.pop(0), 64, 48)
        self.asked += 1
        if not self.poses:
            self.ended = True
            return None
        pose = self.poses.pop(0)
        return Frame(PICTURE, pose.time_s), pose


@dataclass
class ScriptedDisplay:
    """Presses a key after so many pictures."""

    keys: dict[int, Key]
    feed: ScriptedFeed
    banners: list[str] = field(default_factory=list)
    cues: list[str] = field(default_factory=list)

    def show(self, image_bgr: Any) -> None:
        del image_bgr

    def key(self) -> Key | None:
        return self.keys.pop(self.feed.asked, None)

    def close(self) -> None:
        """Nothing to close."""


@dataclass
class Tones:
    muted: bool = False
    played: list[str] = field(default_factory=list)

    def play(self, name: str) -> None:
        self.played.append(name)


@dataclass
class Kept:
    ends: list[tuple[int, Ending]] = field(default_factory=list)
    targets_s: list[float] = field(default_factory=list)
    complete: list[bool] = field(default_factory=list)
    sides: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    eased: list[list[str]] = field(default_factory=list)
    inbox: Inbox = field(default_factory=Inbox)

    def tell(self, sentence: str) -> None:
        self.told.append(sentence)

    def remarks(self, exercise: Exercise) -> Sequence[str]:
        return (f"{exercise.title} is over.",)

    def summary(self) -> Sequence[str]:
        return ("That is the summary.",)

    def begin(self, turn: ScheduledSet) -> RunningSet:
        assert isinstance(turn.exercise.dose, Hold)
        self.targets_s.append(turn.exercise.dose.target_s)
        self.sides.append(turn.side.value)
        self.eased.append([str(change) for change in turn.eased])
        result_file = ResultFile(ResultBuilder(turn.exercise, SourceInfo("", 64, 48, float("nan"))))
        side = None if turn.side is Side.NONE else turn.side
        session = Session(Trainer(turn.exercise, side=side), [result_file, self.inbox])
        return RunningSet(turn, session, result_file, DoseProgress(turn.exercise))

    def end(self, running: RunningSet, ending: Ending, *, judged: bool) -> None:
        assert not judged or running.result_file.result is not None
        self.complete.append(running.progress.complete)
        self.ends.append((running.scheduled.number, ending))


@dataclass
class Played:
    loop: LiveLoop
    feed: ScriptedFeed
    display: ScriptedDisplay
    voice: RehearsedVoice
    kept: Kept

    @property
    def said(self) -> list[str]:
        return [each.text for each in self.voice.transcript]

    def said_of(self, *texts: str) -> list[str]:
        """Return those of `texts` that were said, in the order they were."""
        return [text for text in self.said if text in texts]


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
) -> Played:
    plan = plan_routine(Routine("mine", "Mine", "", tuple(activities)), all_exercises())
    feed = ScriptedFeed(raised_deg=raised_deg or {})
    display, voice, kept = ScriptedDisplay(dict(keys or {}), feed), RehearsedVoice(language.code), Kept()

    def draw(_image: Any, _pose: Any, assessment: Assessment, *_: Any, info: SessionInfo, **__: Any) -> Any:
        display.banners.append(info.banner)
        display.cues.append(assessment.cue)
        return PICTURE

    coach = Contact(SpeechQueue(voice, language), Tones(), kept.inbox, Wishes(countdown_s=0))
    loop = LiveLoop(
        feed, LiveView(display, draw), RoutineProgramme(plan.turns, kept, balance, offered), coach
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
    assert played.said == [
        "Child's pose",
        "This is where the camera has to be.",
        "Camera: At your side, 2 to 3 m away and 0.3 to 0.6 m high.",
        "Start on hands and knees. Sit back toward your heels and reach your arms forward.",
        "Hold for 6 seconds, 2 times.",
        "Now go into it, slowly.",
        "Hold.",
        "Time. Come out slowly.",
        "That was 1 of 2.",
        "Rest. Next set in 10 seconds.",
        "Now go into it, slowly.",
        "Hold.",
        "Time. Come out slowly.",
        "That was 2 of 2.",
        "Child's pose is over.",
        "Next: Gentle rest.",
        "Start on hands and knees. Sit back toward your heels as far as is comfortable and rest.",
        "Hold for 6 seconds.",
        "Now go into it, slowly.",
        "Hold.",
        "Time. Come out slowly.",
        "Gentle rest is over.",
        "That was the whole session. Well done.",
        "That is the summary.",
    ]


def test_it_speaks_german() -> None:
    said = play(language=find_language("de")).said
    assert said[0] == "Kindhaltung"
    assert said[1] == "Hier muss die Kamera stehen."
    assert "Ruh dich aus. Nächster Satz in 10 Sekunden." in said
    assert "Das war 1 von 2." in said


def test_skipping_goes_on_with_the_next_set() -> None:
    played = play({5: Key.NEXT})
    assert played.kept.ends == [(0, Ending.SKIPPED), (1, Ending.DONE), (2, Ending.DONE)]


def test_repeating_begins_the_same_set_again() -> None:
    played = play({5: Key.REPEAT})
    assert played.kept.ends[:2] == [(0, Ending.STOPPED), (0, Ending.DONE)]
    assert played.said_of("Child's pose", "Once more.") == ["Child's pose", "Once more."]
    assert played.loop.finished


def test_easier_changes_one_thing_of_this_and_the_next_sets_of_the_exercise_only_and_says_what() -> None:
    long = (Activity("childs-pose", hold_s=20, sets=2), Activity("gentle-rest", hold_s=6))
    played = play({5: Key.EASIER, 10: Key.EASIER}, long)
    said = ["An easier version: go a fifth less far.", "An easier version: hold for 10 seconds."]
    assert played.kept.targets_s == [20, 20, 10, 10, 6]
    assert played.kept.told == said
    assert played.said_of(*said) == said
    eased = [[], ["smaller-range"], *[["smaller-range", "shorter-hold"]] * 2, []]
    assert played.kept.eased == eased
    assert played.kept.complete == [False, False, False, False, True], "held for less than was asked"


def test_where_nothing_is_easier_it_is_said_and_the_set_goes_on() -> None:
    played = play({5: Key.EASIER, 10: Key.EASIER, 15: Key.EASIER}, (Activity("gentle-rest", hold_s=6),))
    assert played.kept.told[-1] == "This is the easiest version."
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
    assert played.said[-2:] == ["We stop here.", "Come out slowly and rest."]
    assert played.kept.told[-1] == "Stop here. Come out slowly and rest.", "the voice may be off"


def test_in_a_pause_nothing_is_judged_and_it_is_said() -> None:
    played = play({5: Key.PAUSE, 65: Key.PAUSE})
    assert played.said_of("Pause.", "Come out slowly and rest.") == ["Pause.", "Come out slowly and rest."]
    assert "On we go." in played.said
    assert played.display.banners.count("Paused") == 60
    assert played.display.cues.count("Come out slowly and rest.") == 60
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
    assert "Your right side went less far than the left. So the right once more, no deeper." in played.said


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


def test_the_time_that_is_told_contains_what_is_said() -> None:
    plan = plan_routine(find_routine("fifteen-minutes"), all_exercises())
    assert 1.15 * plan.duration_s < session_s(plan.turns) < 1.6 * plan.duration_s
    programme = RoutineProgramme(plan.turns, Kept())
    assert programme.left_s == session_s(plan.turns)
    programme.skip()
    assert programme.left_s < session_s(plan.turns)
