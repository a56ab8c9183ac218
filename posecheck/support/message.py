"""Messages: what is said, as a text with places and what stands in them, until somebody reads it.

A message is its English text wherever it is printed, compared or kept; a language makes its words from the
text with places and from what stands in them (:meth:`posecheck.support.language.Language.translate`). So a
sentence is never taken apart again to be translated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from posecheck.support.language import Language


class Message(str):
    """An English text that remembers what it was made of.

    Parameters
    ----------
    text
        The English text, places filled.
    template
        The text with ``{places}``, which the catalogues have.
    places
        What stands in them: words of the catalogues, messages, and numbers.
    """

    __slots__ = ("places", "template")

    template: str
    places: Mapping[str, object]

    def __new__(cls, text: str, template: str, places: Mapping[str, object]) -> Self:
        """Return `text` with what it is made of."""
        made = super().__new__(cls, text)
        made.template = template
        made.places = places
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep what it is made of on its way to another process."""
        return type(self), (str(self), self.template, self.places)

    def said_in(self, language: Language) -> str:
        """Return its words in a language."""
        wording = language.texts.get(self.template)
        return str(self) if wording is None else wording.format(**language.filled(self.places))


class CountedMessage(Message):
    """A message about a number of things; `template` is that of one, and ``{count}`` the number.

    Parameters
    ----------
    text, template, places
        As of any message.
    several
        The text with ``{places}`` for another number than one.
    """

    __slots__ = ("several",)

    several: str

    def __new__(cls, text: str, template: str, places: Mapping[str, object], several: str = "") -> Self:
        """Return `text` with what it is made of."""
        made = super().__new__(cls, text, template, places)
        made.several = several
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep what it is made of on its way to another process."""
        return type(self), (str(self), self.template, self.places, self.several)

    def said_in(self, language: Language) -> str:
        """Return its words in a language, in the form that its number takes there."""
        number = self.places["count"]
        assert isinstance(number, int)
        return language.plural(self.template, self.several, number, **language.filled(self.places))


class ListedMessage(Message):
    """Several things in one place of a sentence; `places` are the things, in their order."""

    __slots__ = ()

    def said_in(self, language: Language) -> str:
        """Return the things in a language, put together as it does."""
        return language.listed([str(each) for each in language.filled(self.places).values()])


class JoinedMessage(Message):
    """Several sentences in one breath; `places` are the sentences, in their order."""

    __slots__ = ()

    def said_in(self, language: Language) -> str:
        """Return the sentences in a language, one after the other."""
        return in_one_breath(str(each) for each in language.filled(self.places).values())


def message(template: str, /, **places: object) -> Message:
    """Return what `template`, an English text with ``{places}``, says with them filled.

    Parameters
    ----------
    template
        A text of the catalogues, as a constant where this is called, so that it is found there.
    places
        Words of the catalogues, messages, or numbers; a float has as many digits as it needs.
    """
    return Message(template.format(**_english(places)), template, places)


def counted(one: str, several: str, /, count: int, **places: object) -> CountedMessage:
    """Return what is said of `count` things: `one` of a single one, else `several`, with its ``{count}``."""
    filled = {"count": count, **places}
    english = (one if count == 1 else several).format(**_english(filled))
    return CountedMessage(english, one, filled, several)


def listed(words: Iterable[str], between: str = " and ") -> Message:
    """Return words of the catalogues as a list; English has `between` between any two of them."""
    each = list(words)
    return ListedMessage(between.join(each), "", {str(place): word for place, word in enumerate(each)})


def joined(sentences: Iterable[str]) -> Message:
    """Return several texts as one that is said in one breath, each with its stop; empty ones are left out."""
    each = [sentence for sentence in sentences if sentence]
    return JoinedMessage(in_one_breath(each), "", {str(place): said for place, said in enumerate(each)})


def in_one_breath(sentences: Iterable[str]) -> str:
    """Return sentences one after the other, each with its stop."""
    return " ".join(text if text[-1] in ".!?" else f"{text}." for text in sentences if text)


def _english(places: Mapping[str, object]) -> dict[str, object]:
    return {name: f"{each:g}" if isinstance(each, float) else each for name, each in places.items()}
