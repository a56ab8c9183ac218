"""Every language's words: the English text is the key, and what is not translated stays English.

What is said is a text of the exercises and the engine or a :class:`posecheck.support.message.Message`;
outputs that speak or draw make the words of it at the last moment, so results and histories are the same
in every language. The catalogues are gettext's, read by Babel, which also knows how a language writes
numbers, dates and lists. English needs no catalogue, and nothing of Babel to look a text up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from posecheck.support.message import Message, in_one_breath

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

_LOCALE = Path(__file__).parents[1] / "locale"


def _one_or_several(count: int) -> int:
    return 0 if count == 1 else 1


@dataclass(frozen=True, slots=True)
class Language:
    """One language.

    Parameters
    ----------
    code
        Two letters, as ``"de"``.
    texts
        English text → text of this language; those of one thing among them.
    plurals
        English text of one thing → the forms of this language.
    form
        Number of things → which of the forms it takes.
    decimal_point
        What stands before the decimals.
    """

    code: str
    texts: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, Sequence[str]] = field(default_factory=dict)
    form: Callable[[int], int] = _one_or_several
    decimal_point: str = "."

    def translate(self, text: str, **places: object) -> str:
        """Return `text` in this language; in English when the language does not have it.

        Parameters
        ----------
        text
            An English text or a message.
        places
            What goes into the ``{places}`` of `text`: messages, and what is in this language already.
        """
        if isinstance(text, Message):
            return text.said_in(self)
        wording = self.texts.get(text, text)
        if not places:
            return wording
        said = {
            name: each.said_in(self) if isinstance(each, Message) else each for name, each in places.items()
        }
        return wording.format(**said)

    def plural(self, one: str, several: str, /, number: int, **places: object) -> str:
        """Return what is said of `number` things: `one` or `several`, whose ``{count}`` is the number.

        The language may have more forms than these two, and chooses among them.
        """
        forms = self.plurals.get(one)
        wording = forms[self.form(number)] if forms else (one, several)[_one_or_several(number)]
        return wording.format(**{"count": number, **places})

    def sentences(self, *texts: str) -> str:
        """Return several texts, each translated and with its stop, as one to be said in one breath."""
        return in_one_breath(self.translate(text) for text in texts)

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number with so many `digits` after the point, as people write it in this language."""
        return self.pointed(f"{value:.{digits}f}")

    def pointed(self, number: str) -> str:
        """Return a number, written in English, with the point of this language."""
        return number.replace(".", self.decimal_point)

    def listed(self, words: Sequence[str]) -> str:
        """Return words of this language as a list inside a sentence."""
        from babel.lists import format_list  # noqa: PLC0415 - nothing of Babel where nothing is listed

        return format_list(words, locale=self._locale)

    def date(self, day: date, pattern: str) -> str:
        """Return a day as this language writes it.

        Parameters
        ----------
        day
            Its own day, wherever one is.
        pattern
            The parts of the date in their English order, as Unicode names them ("EEEE, d MMMM y"); a text of
            the catalogues.
        """
        from babel.dates import format_date  # noqa: PLC0415 - as above

        return format_date(day, self.translate(pattern), locale=self._locale)

    def filled(self, places: Mapping[str, object]) -> dict[str, object]:
        """Return what stands in the places of a message, in this language."""
        return {name: self._place(each) for name, each in places.items()}

    def _place(self, value: object) -> object:
        if isinstance(value, str):
            return self.translate(value)
        return self.pointed(f"{value:g}") if isinstance(value, float) else value

    @property
    def _locale(self) -> str:
        """The language whose numbers, dates and lists these are: English where there is no catalogue."""
        return self.code if self.texts else ENGLISH.code


ENGLISH = Language("en")


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that posecheck speaks."""
    return ("en", *sorted(path.parent.name for path in _LOCALE.glob("*/messages.po")))


@cache
def find_language(code: str) -> Language:
    """Return the language of a code such as ``"de"`` or ``"de-AT"``; English when there is none."""
    short = code.split("-", maxsplit=1)[0].lower()
    path = _LOCALE / short / "messages.po"
    return read_language(short, path) if path.is_file() else Language(short)


def add_words(code: str, texts: Mapping[str, str]) -> None:
    """Add the words of an installed package to a language, also where it is in use; ours come first."""
    known = find_language(code).texts
    assert isinstance(known, dict)
    for english, translated in texts.items():
        known.setdefault(english, translated)


def read_language(code: str, path: Path) -> Language:
    """Return the language of a gettext catalogue; texts without a translation are left out.

    Raises
    ------
    babel.messages.pofile.PoFileError
        It is no catalogue; the error names the line.
    """
    from gettext import c2py  # noqa: PLC0415 - as below

    from babel.messages.pofile import read_po  # noqa: PLC0415 - English needs no catalogue
    from babel.numbers import get_decimal_symbol  # noqa: PLC0415 - the same

    with path.open("rb") as file:
        catalogue = read_po(file, locale=code, abort_invalid=True)
    texts: dict[str, str] = {}
    plurals: dict[str, tuple[str, ...]] = {}
    for entry in catalogue:
        if not entry.id or not entry.string or entry.fuzzy:
            continue
        if entry.pluralizable:
            texts[entry.id[0]] = entry.string[0]
            plurals[entry.id[0]] = tuple(entry.string)
        else:
            texts[str(entry.id)] = str(entry.string)
    return Language(code, texts, plurals, c2py(catalogue.plural_expr), get_decimal_symbol(code))
