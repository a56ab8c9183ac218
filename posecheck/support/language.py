"""Every language's words: the English text is the key, and what is not translated stays English.

Cues live as English sentences in the exercise modules and the engine; outputs that speak or draw translate
them at the last moment, so results and histories stay the same in every language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_LOCALE = Path(__file__).parents[1] / "locale"
_PLACE = re.compile(r"\{(\w+)\}")
_ENTRY = re.compile(r'^(msgid|msgstr)\s+"(.*)"$')
_MORE = re.compile(r'^"(.*)"$')
#: Of an entry whose text is on one line.
_FILLED = "python-brace-format"
#: Between the items of a list inside a sentence.
_LISTED = re.compile(r" and |, ")
#: The entry of a catalogue that says what stands before the decimals.
DECIMAL_POINT = "decimal point"


@dataclass(frozen=True, slots=True)
class Language:
    """One language.

    Parameters
    ----------
    code
        Two letters, as ``"de"``.
    texts
        English text → text of this language; a text with ``{places}`` stands for all that fit it.
    """

    code: str
    texts: Mapping[str, str] = field(default_factory=dict)
    #: texts whose places only the caller fills; a finished sentence is never taken for one of them
    filled: frozenset[str] = frozenset()

    def translate(self, text: str, **places: object) -> str:
        """Return `text`, English, in this language; as it is when the language does not have it.

        Parameters
        ----------
        text
            An English text.
        places
            What goes into the ``{places}`` of `text`; without any, a text in which they are filled already is
            recognised.
        """
        if places:
            return self.texts.get(text, text).format(**places)
        if not self.texts or not text:
            return text
        if text in self.texts:
            return self.texts[text]
        for pattern, wording in _patterns(self.code):
            found = pattern.fullmatch(text)
            if found:
                parts = {name: self._part(value) for name, value in found.groupdict().items()}
                return wording.format(**parts)
        return text

    def sentences(self, *texts: str) -> str:
        """Return several texts, each translated and with its stop, as one to be said in one breath."""
        said = [self.translate(text) for text in texts if text]
        return " ".join(text if text[-1] in ".!?" else f"{text}." for text in said)

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number as people write it in this language."""
        return f"{value:.{digits}f}".replace(".", self.texts.get(DECIMAL_POINT, "."))

    def _part(self, text: str) -> str:
        """Return what stands in a place: a word or text of its own, or a list of such."""
        if text in self.texts:
            return self.texts[text]
        pieces = _LISTED.split(text)
        if len(pieces) == 1 or not all(piece in self.texts for piece in pieces):
            return self.translate(text)
        words = [self.texts[piece] for piece in pieces]
        return ", ".join(words[:-1]) + f" {self.texts.get('and', 'and')} {words[-1]}"


ENGLISH = Language("en")


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that posecheck speaks."""
    return ("en", *sorted(path.parent.name for path in _LOCALE.glob("*/messages.po")))


@cache
def find_language(code: str) -> Language:
    """Return the language of a code such as ``"de"`` or ``"de-AT"``; English when there is none."""
    short = code.split("-", maxsplit=1)[0].lower()
    path = _LOCALE / short / "messages.po"
    return Language(short, read_po(path), filled_texts(path)) if path.is_file() else Language(short)


def add_words(code: str, texts: Mapping[str, str]) -> None:
    """Add the words of an installed package to a language, also where it is in use; ours come first."""
    known = find_language(code).texts
    assert isinstance(known, dict)
    for english, translated in texts.items():
        known.setdefault(english, translated)
    _patterns.cache_clear()


@cache
def _patterns(code: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the texts with places as what recognises them, those that say most of themselves first."""
    language = find_language(code)
    texts = [text for text in language.texts if _PLACE.search(text) and text not in language.filled]
    texts.sort(key=lambda text: -len(_PLACE.sub("", text)))
    return tuple((_pattern(text), language.texts[text]) for text in texts)


def _pattern(text: str) -> re.Pattern[str]:
    pieces = _PLACE.split(text)
    fixed, names = pieces[0::2], pieces[1::2]
    body = re.escape(fixed[0])
    for name, after in zip(names, fixed[1:], strict=True):
        body += f"(?P<{name}>.+?){re.escape(after)}"
    return re.compile(body)


def read_po(path: Path) -> dict[str, str]:
    """Return the texts of a gettext catalogue by their English; those without a translation are left out.

    Raises
    ------
    ValueError
        A line is neither a comment nor part of an entry.
    """
    texts: dict[str, str] = {}
    entry = {"msgid": "", "msgstr": ""}
    now = ""
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        begun, more = _ENTRY.match(line), _MORE.match(line)
        if begun:
            now = begun[1]
            if now == "msgid":
                _keep(texts, entry)
                entry = {"msgid": "", "msgstr": ""}
            entry[now] = _plain(begun[2])
        elif more and now:
            entry[now] += _plain(more[1])
        else:
            raise ValueError(f"{path}, line {number}: expected msgid, msgstr or a text, but got {line}")
    _keep(texts, entry)
    return texts


def filled_texts(path: Path) -> frozenset[str]:
    """Return the texts of a catalogue that have gettext's flag for places which the caller fills."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    flagged = [number for number, line in enumerate(lines) if line.startswith("#,") and _FILLED in line]
    entries = (_ENTRY.match(lines[number + 1]) for number in flagged if number + 1 < len(lines))
    return frozenset(_plain(entry[2]) for entry in entries if entry)


def _keep(texts: dict[str, str], entry: Mapping[str, str]) -> None:
    if entry["msgid"] and entry["msgstr"]:
        texts[entry["msgid"]] = entry["msgstr"]


def _plain(text: str) -> str:
    return text.replace(r"\"", '"').replace(r"\n", "\n")
