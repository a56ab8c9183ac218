"""English sentences of old histories and result files, read back so that they can be translated.

Only what was kept as English text is taken apart here; what is said in this process is a message, which knows
what it is made of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from posecheck.support.language import Language

_NOT_SEEN = "I can't see your {joints}. {advice}"
_NOT_JUDGED = "Only {share} % of the frames could be judged. {why}"


def reread(text: str, language: Language) -> str:
    """Return a text of a history in a language, all of it in English where a part is not known there."""
    said = language.translate(text)
    if said != text or text in language.texts:
        return said
    for template, readers in _KEPT.items():
        found = _pattern(template).fullmatch(text)
        if found is None or template not in language.texts:
            continue
        parts = {name: readers[name](each, language) for name, each in found.groupdict().items()}
        if None not in parts.values():
            return language.translate(template, **parts)
    return text


def _sentence(text: str, language: Language) -> str | None:
    said = reread(text, language)
    return said if said != text or text in language.texts else None


def _joints(text: str, language: Language) -> str | None:
    joints = text.split(" and ")
    known = all(joint in language.texts for joint in joints)
    return language.listed([language.texts[joint] for joint in joints]) if known else None


def _number(text: str, _language: Language) -> str | None:
    return text if text.isdecimal() else None


#: Sentence with places that a history or a result holds → how each of its parts is read.
_KEPT: dict[str, dict[str, Callable[[str, Language], str | None]]] = {
    _NOT_SEEN: {"joints": _joints, "advice": _sentence},
    _NOT_JUDGED: {"share": _number, "why": _sentence},
}


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(template)))
