"""How long a text takes to be said, for where nothing tells: without a voice, or with one that cannot."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: No text is said or shown faster. That is the upper end of talk (140 to 180 words a minute, Tauroza and
#: Allison 1990); people move meanwhile, and some hear badly.
FASTEST_WORDS_PER_S = 3.0

_DIGIT_LETTERS = 4  # "7" is "seven" when it is said
_COMMA = re.compile("[,;:\N{EN DASH}\N{EM DASH}]")
_STOP = re.compile(r"[.!?]+(?=\s|$)")


@dataclass(frozen=True, slots=True)
class _Tempo:
    """What a word, a letter, a comma and the end of a sentence add, in seconds."""

    word_s: float
    letter_s: float
    comma_s: float
    stop_s: float


#: Least squares on espeak-ng at the rate of `speech_engines`, pauses included, over 267 sentences of the
#: catalogue in each language: 9 in 10 take 0.88 to 1.14 times what is estimated.
_TEMPI = {"en": _Tempo(0.196, 0.042, 0.37, 0.57), "de": _Tempo(0.258, 0.031, 0.39, 0.42)}
#: Of languages that were not measured: the slower of each, since slow beats fast.
_ANY = _Tempo(0.258, 0.042, 0.39, 0.57)


def spoken_s(text: str, language: str = "en") -> float:
    """Return how long `text` takes to be said calmly, the pause after it included.

    Parameters
    ----------
    text
        In the language it is said in.
    language
        A code such as ``"en"`` or ``"de-AT"``.

    Returns
    -------
    float
        In seconds; 0 for a text without words. Never less than a third of a second a word.
    """
    words = len(text.split())
    if not any(character.isalnum() for character in text):
        return 0.0
    tempo = _TEMPI.get(language.split("-", maxsplit=1)[0].lower(), _ANY)
    letters = sum(_DIGIT_LETTERS if each.isdigit() else each.isalpha() for each in text)
    stops = max(1, len(_STOP.findall(text)))
    estimate_s = (
        words * tempo.word_s
        + letters * tempo.letter_s
        + len(_COMMA.findall(text)) * tempo.comma_s
        + stops * tempo.stop_s
    )
    return max(estimate_s, words / FASTEST_WORDS_PER_S)
