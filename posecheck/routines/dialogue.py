"""Dialogues: questions one after the other, whoever asks them, by keyboard, voice, gesture or page.

A dialogue knows no terminal and no window. It shows the question in turn and takes an answer to it, until
there is an outcome; the same answers lead to the same outcome. Its texts are English ones of the catalogues,
and short enough to be heard.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from posecheck.support.message import message

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

Outcome = TypeVar("Outcome")
#: What a question can be answered with, by its kind; ``None`` leaves out one that may be left out.
Answer = bool | int | str | None


class Kind(StrEnum):
    """How a question is answered."""

    YES_NO = "yes-no"
    CHOICE = "choice"
    #: a whole number, from `lowest` to `highest`
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers of a choice: its id, which is the answer, and its words."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a dialogue.

    Parameters
    ----------
    id
        Its name within the dialogue.
    text
        The question, short enough to be heard.
    kind
        How it is answered.
    lead
        What has to be read before it; empty when there is nothing.
    heard
        What is said before it where it is heard, in place of the `lead`; empty when the lead itself is said.
    choices
        The answers of a choice, in their order.
    lowest, highest
        Of a number.
    ends
        What lowest and highest of a number mean, in a few words each; empty where `heard` is enough.
    optional
        It may be left out, by ``None``.
    leaving_out
        What that is called, where it is more than leaving out this one; else empty.
    """

    id: str
    text: str
    kind: Kind = Kind.YES_NO
    lead: str = ""
    heard: str = ""
    choices: tuple[Choice, ...] = ()
    lowest: int = 0
    highest: int = 10
    ends: tuple[str, str] = ("", "")
    optional: bool = False
    leaving_out: str = ""

    @property
    def scale(self) -> str:
        """What the numbers mean, in a sentence; empty where nothing is said of their ends."""
        if not all(self.ends):
            return ""
        low, high = self.ends
        return message(
            "{lowest}: {low}. {highest}: {high}.",
            lowest=self.lowest,
            low=low,
            highest=self.highest,
            high=high,
        )

    def admits(self, value: Answer) -> bool:
        """Return whether `value` answers it."""
        if value is None:
            return self.optional
        match self.kind:
            case Kind.YES_NO:
                return isinstance(value, bool)
            case Kind.CHOICE:
                return value in {each.id for each in self.choices}
            case Kind.NUMBER:
                whole = isinstance(value, int) and not isinstance(value, bool)
                return whole and self.lowest <= value <= self.highest  # type: ignore[operator]
            case Kind.TEXT:
                return isinstance(value, str) and bool(value.strip())


if TYPE_CHECKING:
    #: Asks by yielding questions, is sent their answers, and returns the outcome.
    Script = Generator[Question, Answer, Outcome]


class Dialogue(Generic[Outcome]):
    """Questions one after the other, until there is an outcome.

    Parameters
    ----------
    script
        Begins to ask, each time it is called; what it asks depends on the answers alone.

    Examples
    --------
    >>> def script():
    ...     return (yield Question("walked", "Have you walked for five minutes?"))
    >>> dialogue = Dialogue(script)
    >>> dialogue.question.text
    'Have you walked for five minutes?'
    >>> dialogue.answer(True)
    >>> dialogue.question, dialogue.outcome
    (None, True)
    """

    def __init__(self, script: Callable[[], Script[Outcome]]) -> None:
        self._script = script
        self._answers: list[Answer] = []
        self._begin()

    @property
    def question(self) -> Question | None:
        """The question in turn, ``None`` when there is no more."""
        return self._question

    @property
    def outcome(self) -> Outcome | None:
        """What came of it, ``None`` while there are questions."""
        return self._outcome

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers so far, with which another one can be brought to the same place."""
        return tuple(self._answers)

    def answer(self, value: Answer) -> None:
        """Answer the question in turn.

        Raises
        ------
        ValueError
            It is no answer to that question, which stays in turn; or there is no question any more.
        """
        if self._question is None:
            raise ValueError("expected no answer, because nothing is asked any more")
        if not self._question.admits(value):
            raise ValueError(
                f"expected an answer of kind {self._question.kind.value} to {self._question.id!r}, "
                f"but got {value!r}"
            )
        self._answers.append(value)
        self._go_on(value)

    def back(self) -> None:
        """Take the last answer back: its question is asked again. At the first one nothing happens."""
        earlier = self._answers[:-1]
        self._answers = []
        self._begin()
        for each in earlier:
            self.answer(each)

    def _begin(self) -> None:
        self._running = self._script()
        self._outcome: Outcome | None = None
        self._go_on(None)

    def _go_on(self, value: Answer) -> None:
        self._question: Question | None
        try:
            self._question = self._running.send(value)
        except StopIteration as done:
            self._question, self._outcome = None, done.value
