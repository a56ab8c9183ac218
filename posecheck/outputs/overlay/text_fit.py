"""Text that fits into a box without its letters getting too small: it is wrapped, and at last shortened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.outputs.overlay.layout import LINE
from posecheck.outputs.overlay.lettering import balanced, size_for_letters, text_width_px, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_CLAUSE_END = re.compile(r"(?<=[,;:])\s+")
#: Sizes are tried in such steps.
_STEP = 0.93


@dataclass(frozen=True, slots=True)
class SetText:
    """Lines of text and the size of the font they are set in."""

    lines: tuple[str, ...]
    size_px: int
    bold: bool = True

    @property
    def height_px(self) -> float:
        """Height of all lines."""
        return len(self.lines) * LINE * self.size_px

    @property
    def width_px(self) -> float:
        """Width of the widest line."""
        return max((text_width_px(line, self.size_px, bold=self.bold) for line in self.lines), default=0.0)


def set_text(  # noqa: PLR0913 - a box and two sizes
    text: str,
    width_px: float,
    height_px: float,
    *,
    least_px: float,
    most_px: float,
    bold: bool = True,
) -> SetText:
    """Return `text` as large as it fits into a box, and never smaller than it may be.

    Parameters
    ----------
    text
        What is to be read.
    width_px, height_px
        The box.
    least_px, most_px
        Least and largest height of a capital. A text that does not fit with the least one is said shorter:
        its first sentences, the first part of a sentence, at last its first words.
    bold
        In bold letters, unless the text or one of its words would not fit in them.
    """
    least = size_for_letters(least_px, bold=bold)
    size = max(least, size_for_letters(most_px, bold=bold))
    while size > least:
        found = _fitting(text, size, width_px, height_px, bold=bold)
        if found and _unbroken(text, size, width_px, bold=bold):
            return found
        size = max(least, min(size - 1, int(size * _STEP)))
    if bold and not (_unbroken(text, least, width_px) and _fitting(text, least, width_px, height_px)):
        # thinner letters rather than a word in two or a shorter sentence
        return set_text(text, width_px, height_px, least_px=least_px, most_px=least_px, bold=False)
    for shorter in short_forms(text):
        found = _fitting(shorter, least, width_px, height_px, bold=bold)
        if found:
            return found
    return SetText(tuple(balanced(text, least, width_px, bold=bold)[:1]), least, bold)


def short_forms(text: str) -> Iterator[str]:
    """Yield `text` and then what it comes down to, shorter and shorter."""
    yield text
    sentences = _SENTENCE_END.split(text)
    for count in range(len(sentences) - 1, 0, -1):
        yield " ".join(sentences[:count])
    clauses = _CLAUSE_END.split(sentences[0])
    for count in range(len(clauses) - 1, 0, -1):
        yield " ".join(clauses[:count]).rstrip(",;:") + "."
    words = clauses[0].split()
    for count in range(len(words) - 1, 0, -1):
        yield " ".join(words[:count]).rstrip(",;:.") + "\N{HORIZONTAL ELLIPSIS}"


def _unbroken(text: str, size_px: int, width_px: float, *, bold: bool = True) -> bool:
    """Return whether every word fits into a line."""
    return all(text_width_px(word, size_px, bold=bold) <= width_px for word in text.split())


def _fitting(
    text: str, size_px: int, width_px: float, height_px: float, *, bold: bool = True
) -> SetText | None:
    if len(wrapped(text, size_px, width_px, bold=bold)) * LINE * size_px > height_px:
        return None
    return SetText(tuple(balanced(text, size_px, width_px, bold=bold)), size_px, bold)
