"""Questions in the picture and aloud: answered by a key, or by a wave when the answer is read out.

Nobody who lies on a mat can type. The question is shown and said, then its answers are read out one after
the other, over and over, each of them marked while it is its turn; a wave takes the marked one, a circle
goes on to the next, patting has the question said again.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from posecheck.outputs.overlay.session_info import Card, SessionInfo
from posecheck.outputs.tone_set import Tone
from posecheck.perception import Gesture, GestureReader
from posecheck.perception.observation import Observer
from posecheck.routines.dialogue import Dialogue, Kind, Outcome
from posecheck.session.live_view import waiting_assessment
from posecheck.session.speech_queue import Line
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from posecheck.exercise import Exercise
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame
    from posecheck.routines.dialogue import Answer, Question
    from posecheck.session.announcer import Contact
    from posecheck.session.feeds import Feed
    from posecheck.session.live_view import View

_WAIT_S = 0.1
#: An answer stays marked so long after it was read out: a wave takes a second and a half to be made and seen.
MARKED_S = 2.5
#: After "1" somebody may still press "0".
_SECOND_DIGIT_S = 0.8
#: What was told is read to its end, at most so long.
TELL_S = 60.0
#: So many letters stand on a card and can be read from the mat.
PAGE_LETTERS = 150
NO_PICTURES = "The camera gives no pictures any more. Check it, and begin again."
HOW_TO_ANSWER: dict[Kind, str] = {
    Kind.YES_NO: "Wave when you hear your answer, or press Y or N. B goes back.",
    Kind.CHOICE: "Wave when you hear your answer, or press its number. B goes back.",
    Kind.NUMBER: "Wave when you hear your answer, or press the number. B goes back.",
    Kind.TEXT: "",
}
YES = "Yes"
NO = "No"
LEAVE_OUT = "I leave that out"
#: One key leaves a question out that may be left out: reading out eleven numbers first takes half a minute.
LEAVE_OUT_KEY = "X leaves it out."
_LEAVE_OUT = "x"
_KEYS = {"y": True, "j": True, "n": False}
_BACK = ("b", "z", "backspace")
_TAKE = ("space", "return")
_ONWARD = ("right", "down")
#: An answer that was pointed at: its place among the answers follows.
_OPTION = "option-"
_QUIT = ("q", "escape", "closed")


class Keyboard(Protocol):
    """The part of a window that is asked for keys by their name."""

    def press(self) -> str | None:
        """Return the key pressed by its name, ``None`` when there is none."""


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that can be chosen: its words in English, and what it is."""

    words: str
    value: Answer


class _BackWanted(Exception):  # noqa: N818 - it is no error
    """The question before is to be asked again."""


class AloudAsker:
    """Asks dialogues in the window of a session.

    Parameters
    ----------
    feed, view, keyboard
        Where the person is seen, where the questions are shown, and whose keys answer them.
    contact
        Says them.
    exercise
        What is drawn behind them, while nothing is done.
    """

    def __init__(
        self, feed: Feed, view: View, keyboard: Keyboard, contact: Contact, exercise: Exercise
    ) -> None:
        self._feed = feed
        self._view = view
        self._keyboard = keyboard
        self._contact = contact
        self._exercise = exercise
        self._observer = Observer()
        self._reader = GestureReader()
        self._now_s = 0.0
        self._seen: tuple[Frame, Pose] | None = None
        self._explained = False

    def ask(self, dialogue: Dialogue[Outcome]) -> Outcome:
        """Ask the questions of a dialogue one after the other, and return what came of them.

        Raises
        ------
        KeyboardInterrupt
            The person does not want to be asked any more.
        InputError
            No picture comes any more.
        """
        while (question := dialogue.question) is not None:
            try:
                dialogue.answer(self._answer(question))
            except _BackWanted:
                dialogue.back()
        outcome = dialogue.outcome
        assert outcome is not None
        return outcome

    def tell(self, title: str, *lines: str) -> None:
        """Show and say something to its end, or until a key is pressed."""
        for text in (title, *lines):
            self._say(text)
        until_s = self._now_s + TELL_S
        while not self._contact.queue.idle and self._now_s < until_s:
            self._go_on(Card(title, tuple(lines)))
            if self._feed.gone and self._seen is None:
                return
            if self._keyboard.press() is not None:
                self._contact.queue.clear()
                return

    def _answer(self, question: Question) -> Answer:
        options = options_of(question)
        marked, digits = _Marked(len(options)), _Digits()
        for page in self._pages(question.lead):
            self.tell(page)
        self._read_out(question)
        while True:
            fired, making = self._go_on(_card(question, options, marked.place))
            if self._feed.gone:
                raise InputError(self._contact.queue.language.translate(NO_PICTURES))
            name = self._keyboard.press()
            chosen = self._pressed(question, options, digits, name)
            if chosen is None and marked.place >= 0 and (fired is Gesture.PAUSE or name in _TAKE):
                chosen = options[marked.place]
            if chosen is not None:
                self._contact.queue.clear()
                self._contact.tones.play(Tone.UNDERSTOOD)
                return chosen.value
            if fired is Gesture.STOP:
                self._read_out(question)
                marked.begin_anew()
            wanted = fired is Gesture.NEXT or name in _ONWARD
            due = not making and self._contact.queue.idle and marked.is_over(self._now_s)
            if wanted or due:
                marked.go_on(self._now_s)
                self._say(options[marked.place].words)

    def _pressed(
        self, question: Question, options: list[Option], digits: _Digits, name: str | None
    ) -> Option | None:
        """Return the answer that a key names, ``None`` when it names none."""
        if name in _QUIT:
            raise KeyboardInterrupt
        if name in _BACK:
            self._contact.queue.clear()
            raise _BackWanted
        if name is not None and name.startswith(_OPTION):
            place = int(name.removeprefix(_OPTION))
            return options[place] if place < len(options) else None
        if question.kind is Kind.YES_NO and name in _KEYS:
            return Option("", _KEYS[name])
        if question.optional and name == _LEAVE_OUT:
            return options[-1]
        number = digits.take(name, self._now_s)
        return None if number is None else _by_number(question, options, number)

    def _pages(self, lead: str) -> list[str]:
        """Return what has to be read before a question in the language, a few sentences a page."""
        sentences = re.split(r"(?<=[.!?:]) +|\n+", self._contact.queue.language.translate(lead).strip())
        pages: list[str] = []
        for sentence in filter(None, sentences):
            if pages and len(pages[-1]) + len(sentence) < PAGE_LETTERS:
                pages[-1] = f"{pages[-1]} {sentence}"
            else:
                pages.append(sentence)
        return pages

    def _read_out(self, question: Question) -> None:
        queue = self._contact.queue
        queue.clear()
        for text in ("" if question.lead else question.heard, question.text):
            self._say(text)
        if not self._explained:
            self._explained = True
            self._say(HOW_TO_ANSWER[question.kind])

    def _say(self, text: str) -> None:
        self._contact.queue.put(Line(text), self._now_s)

    def _go_on(self, card: Card) -> tuple[Gesture | None, bool]:
        """Take the next picture; return which gesture is complete, and whether one is being made."""
        observation = self._feed.latest(_WAIT_S)
        fired, progress = None, 0.0
        if observation is None:
            self._now_s += self._feed.wait(_WAIT_S) if self._feed.gone else _WAIT_S
        else:
            frame, pose = observation
            self._now_s = max(self._now_s, pose.time_s)
            state = self._reader.take(self._observer.observe(pose))
            fired, progress = state.fired, state.progress
            if frame is not None:
                self._seen = frame, pose
        self._contact.queue.tick(self._now_s)
        if self._seen is not None:
            frame, pose = self._seen
            info = SessionInfo(card=card, gesture_progress=progress)
            self._view.show(
                (frame, pose, waiting_assessment(self._exercise, pose.time_s)), self._exercise, info
            )
        return fired, progress > 0


class _Marked:
    """Which answer is marked, and since when."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._since_s = -math.inf
        self.place = -1

    def begin_anew(self) -> None:
        """Mark none."""
        self.place, self._since_s = -1, -math.inf

    def go_on(self, now_s: float) -> None:
        """Mark the next one; after the last one comes the first."""
        self.place = (self.place + 1) % self._count
        self._since_s = now_s

    def is_over(self, now_s: float) -> bool:
        """Return whether it has been marked long enough."""
        return now_s - self._since_s >= MARKED_S


class _Digits:
    """Digits that are pressed: after a "1" a "0" may follow."""

    def __init__(self) -> None:
        self._first = ""
        self._since_s = math.inf

    def take(self, name: str | None, now_s: float) -> int | None:
        """Take a key, or that none was pressed; return the number once it is complete."""
        waited = now_s - self._since_s > _SECOND_DIGIT_S
        if self._first and (waited or name is not None):
            number = int(self._first + ("0" if name == "0" else ""))
            self._first, self._since_s = "", math.inf
            return number
        if name is not None and name.isdecimal():
            self._first, self._since_s = name, now_s
        return None


def _card(question: Question, options: list[Option], chosen: int) -> Card:
    before = question.scale or ("" if question.lead else question.heard)
    lines = (
        *((before,) if before else ()),
        HOW_TO_ANSWER[question.kind],
        *((LEAVE_OUT_KEY,) if question.optional else ()),
    )
    return Card(question.text, lines, tuple(each.words for each in options), chosen)


def options_of(question: Question) -> list[Option]:
    """Return the answers of a question, in the order in which they are read out."""
    match question.kind:
        case Kind.CHOICE:
            options = [Option(each.text, each.id) for each in question.choices]
        case Kind.NUMBER:
            options = [Option(str(each), each) for each in range(question.lowest, question.highest + 1)]
        case _:
            options = [Option(YES, True), Option(NO, False)]
    return [*options, Option(question.leaving_out or LEAVE_OUT, None)] if question.optional else options


def _by_number(question: Question, options: list[Option], number: int) -> Option | None:
    """Return the answer that a number names: itself, or its place among the choices."""
    if question.kind is Kind.NUMBER:
        return next((each for each in options if each.value == number), None)
    return options[number - 1] if question.kind is Kind.CHOICE and 0 < number <= len(options) else None
