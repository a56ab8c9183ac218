"""Questions in the picture and aloud, answered by keys or by a wave of the hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest
from fixtures.gestures import PLACES

from posecheck.exercise.catalogue import find_exercise
from posecheck.outputs.overlay.session_info import Card, SessionInfo
from posecheck.outputs.speaker import RehearsedVoice
from posecheck.outputs.tone_set import Tone
from posecheck.perception import Gesture
from posecheck.pose import Pose, Side
from posecheck.pose.frame import Frame
from posecheck.routines.asking_aloud import HOW_TO_ANSWER, LEAVE_OUT_KEY, MARKED_S, PAGE_LETTERS, AloudAsker
from posecheck.routines.dialogue import Choice, Dialogue, Kind, Question
from posecheck.session.announcer import Contact
from posecheck.session.inbox import Inbox
from posecheck.session.live_view import LiveView
from posecheck.session.speech_queue import SpeechQueue
from posecheck.support.errors import InputError
from posecheck.testing import film, steady
from posecheck.testing.hands import gesturing

PICTURE = np.zeros((48, 64, 3), np.uint8)
LONGEST_S = 120.0
WALKED = Question("walked", "Have you walked?")
PAIN = Question("pain", "How much pain?", Kind.NUMBER, heard="From 0 to 10.", optional=True)
WHO = Question(
    "who", "Who has agreed?", Kind.CHOICE, choices=(Choice("doctor", "a doctor"), Choice("other", "others"))
)


@dataclass
class Room:
    """Somebody who lies in front of the camera, the keys they press and what they see and hear."""

    keys: dict[float, str] = field(default_factory=dict)
    gestures: dict[float, Gesture] = field(default_factory=dict)
    voice: RehearsedVoice = field(default_factory=RehearsedVoice)
    cards: list[Card] = field(default_factory=list)
    tones: list[Tone] = field(default_factory=list)
    muted: bool = False
    connected: bool = True
    ended: bool = False
    gone: bool = False
    paced: bool = False
    now_s: float = 0.0

    def __post_init__(self) -> None:
        place = PLACES["on the back"]
        poses: list[Pose] = film(lambda _: place.stance, steady(LONGEST_S, 15.0), place.camera)
        for begin_s, gesture in self.gestures.items():
            motion = place.motions(1.6)[gesture]
            poses = list(gesturing(poses, motion, Side.LEFT, begin_s, begin_s + 2.0))
        self.poses: Iterator[Pose] = iter(poses)

    def latest(self, _timeout_s: float) -> tuple[Frame, Pose] | None:
        pose = next(self.poses, None)
        assert pose is not None, "nobody has answered"
        self.now_s = pose.time_s
        return Frame(PICTURE, pose.time_s), pose

    def press(self) -> str | None:
        due = next((when for when in self.keys if when <= self.now_s), None)
        return None if due is None else self.keys.pop(due)

    @staticmethod
    def wait(timeout_s: float) -> float:
        return timeout_s

    def play(self, name: Tone) -> None:
        self.tones.append(name)

    def show(self, image_bgr: Any) -> None:
        """Show nothing."""

    def ask(self, *questions: Question) -> Any:
        def draw(*_: Any, info: SessionInfo, **__: Any) -> Any:
            assert info.card is not None
            self.cards.append(info.card)
            return PICTURE

        def script() -> Any:
            answers = []
            for question in questions:
                answers.append((yield question))  # noqa: PERF401 - a comprehension cannot ask
            return answers

        coach = Contact(SpeechQueue(self.voice), self, Inbox())  # type: ignore[arg-type]
        asker = AloudAsker(self, LiveView(self, draw), self, coach, find_exercise("march"))  # type: ignore[arg-type]
        return asker.ask(Dialogue(script))

    @property
    def said(self) -> list[str]:
        return [each.text for each in self.voice.transcript]


def test_a_question_is_shown_and_said_and_its_answers_are_read_out() -> None:
    room = Room({12.0: "y"})
    assert room.ask(WALKED) == [True]
    assert room.said[:4] == ["Have you walked?", HOW_TO_ANSWER[Kind.YES_NO], "Yes", "No"]
    assert {(card.title, card.options) for card in room.cards} == {("Have you walked?", ("Yes", "No"))}
    assert next(card.chosen for card in room.cards) == -1
    assert room.cards[-1].chosen in (0, 1)


@pytest.mark.parametrize(("key", "answer"), [("y", True), ("n", False), ("j", True)])
def test_yes_and_no_have_a_key(key: str, *, answer: bool) -> None:
    assert Room({0.5: key}).ask(WALKED) == [answer]


@pytest.mark.parametrize(
    ("keys", "answer"), [({1.0: "7"}, 7), ({1.0: "1"}, 1), ({1.0: "1", 1.3: "0"}, 10), ({1.0: "0"}, 0)]
)
def test_a_number_is_pressed_digit_by_digit(keys: dict[float, str], answer: int) -> None:
    assert Room(dict(keys)).ask(PAIN) == [answer]


def test_a_choice_is_pressed_by_its_number() -> None:
    assert Room({1.0: "2"}).ask(WHO) == ["other"]


def test_a_wave_takes_the_answer_that_was_read_out() -> None:
    first = Room()
    with pytest.raises(AssertionError, match="nobody has answered"):
        first.ask(WALKED)
    no_s = next(each.start_s for each in first.voice.transcript if each.text == "No")
    waved = Room(gestures={no_s + 0.3: Gesture.PAUSE})
    assert waved.ask(WALKED) == [False]
    assert waved.tones == [Tone.UNDERSTOOD]


def test_while_a_hand_moves_the_answers_stand_still() -> None:
    first = Room()
    with pytest.raises(AssertionError):
        first.ask(PAIN)
    three_s = next(each.start_s for each in first.voice.transcript if each.text == "3")
    assert Room(gestures={three_s + MARKED_S - 0.9: Gesture.PAUSE}).ask(PAIN) == [3]


def test_patting_has_the_question_said_again() -> None:
    room = Room({40.0: "y"}, {15.0: Gesture.STOP})
    room.ask(WALKED)
    assert room.said.count("Have you walked?") == 2


def test_the_question_before_can_be_asked_again() -> None:
    room = Room({1.0: "y", 2.0: "b", 3.0: "n", 4.0: "5"})
    assert room.ask(WALKED, PAIN) == [False, 5]


@pytest.mark.parametrize("key", ["q", "escape", "closed"])
def test_who_does_not_want_to_be_asked_ends_it(key: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        Room({1.0: key}).ask(WALKED)


def test_what_may_be_left_out_can_be() -> None:
    room = Room()
    with pytest.raises(AssertionError):
        room.ask(PAIN)
    options = room.cards[-1].options
    assert options[-1] == "I leave that out"
    last = next(each.start_s for each in room.voice.transcript if each.text == options[-1])
    assert Room(gestures={last + 0.3: Gesture.PAUSE}).ask(PAIN) == [None]


def test_one_key_leaves_out_what_may_be_left_out_and_nothing_else() -> None:
    assert Room({1.0: "x"}).ask(PAIN) == [None]
    assert Room({1.0: "x", 3.0: "y"}).ask(WALKED) == [True]
    room = Room({1.0: "x"})
    room.ask(replace(PAIN, leaving_out="Ask me tomorrow"))
    assert room.cards[0].options[-1] == "Ask me tomorrow"


def test_what_a_scale_means_stands_with_every_question_and_is_said_with_the_first() -> None:
    ends = ("not at all", "as before")
    first = replace(PAIN, ends=ends)
    room = Room({1.0: "7", 3.0: "6"})
    room.ask(first, replace(first, heard=""))
    assert {card.lines[0] for card in room.cards} == {"0: not at all. 10: as before."}
    assert room.said.count("From 0 to 10.") == 1


def test_how_to_answer_is_explained_once() -> None:
    room = Room({12.0: "y", 30.0: "5"})
    room.ask(WALKED, PAIN)
    assert sum(room.said.count(text) for text in HOW_TO_ANSWER.values()) == 1
    assert "From 0 to 10." in room.said


def test_a_camera_that_is_gone_is_told_in_one_sentence() -> None:
    room = Room()
    room.gone = True
    room.latest = lambda _timeout_s: None  # type: ignore[method-assign]
    with pytest.raises(InputError, match="gives no pictures any more"):
        room.ask(WALKED)


def test_what_has_to_be_read_before_a_question_is_shown_whole_page_by_page() -> None:
    lead = " ".join(f"This is sentence number {number} of what has to be known." for number in range(8))
    room = Room({90.0: "y"})
    assert room.ask(replace(WALKED, lead=lead)) == [True]
    titles = list(dict.fromkeys(card.title for card in room.cards))
    assert " ".join(titles[:-1]) == lead
    assert titles[-1] == WALKED.text
    assert max(map(len, titles)) <= PAGE_LETTERS
    assert [text for text in room.said if text in titles] == titles, "and said"


def test_how_to_answer_stands_under_the_question() -> None:
    room = Room({1.0: "7"})
    room.ask(PAIN)
    assert room.cards[0].lines == ("From 0 to 10.", HOW_TO_ANSWER[Kind.NUMBER], LEAVE_OUT_KEY)
