"""The two small charts of the sheet, which say the same in grey: the weeks, and pain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from posecheck.report import drawing
from posecheck.report.wording import PAIN_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from posecheck.report.clinician.document import ClinicianReport, PainLevel
    from posecheck.report.wording import Words

_WIDTH, _HEIGHT = 360.0, 112.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 26.0, 6.0, 18.0, 20.0
_BASE = _HEIGHT - _BOTTOM
_MOST_TICKS = 5
_PAIN_TOP = 10
_FAINT = "#d5dae0"
_BAR = "#56616d"


def weeks_chart(report: ClinicianReport, words: Words) -> Markup:
    """Return the weeks: days trained as bars, days prescribed as frames around them."""
    weeks = report.weeks
    if not weeks:
        return Markup("")
    top = max(1, *(max(each.days_trained, each.days_asked or 0) for each in weeks))
    step = (_WIDTH - _LEFT - _RIGHT) / len(weeks)
    wide = min(30.0, 0.7 * step)
    parts = [_line(_LEFT, _BASE, _WIDTH - _RIGHT, _BASE)]
    every = -(-len(weeks) // _MOST_TICKS)
    for number, week in enumerate(weeks):
        middle = _LEFT + (number + 0.5) * step
        parts.append(_bar(middle, wide, week.days_trained / top, fill=_BAR))
        if week.days_asked is not None:
            parts.append(_bar(middle, wide + 4, week.days_asked / top, fill="none", stroke=drawing.INK))
        told = str(week.days_trained)
        if week.days_asked is not None:
            told += f"/{week.days_asked}"
        parts.append(drawing.text(round(middle, 1), 13, told, drawing.INK, "middle"))
        if number % every == 0:
            parts.append(
                drawing.text(round(middle, 1), _HEIGHT - 5, words.day(week.monday), drawing.FAINT, "middle")
            )
    spoken = "; ".join(
        words.say("{day}: {done} of {asked}", day=words.day(each.monday), done=str(each.days_trained),
                  asked=str(each.days_asked))
        if each.days_asked is not None
        else f"{words.day(each.monday)}: {each.days_trained}"
        for each in weeks
    )  # fmt: skip
    return _picture(
        parts, words.say("Days trained in each week, of those prescribed: {weeks}.", weeks=spoken)
    )


def pain_chart(levels: Sequence[PainLevel], words: Words) -> Markup:
    """Return pain from 0 to 10 day by day: before a session round, after it and the next day square."""
    first, last = levels[0].on.toordinal(), levels[-1].on.toordinal()
    span = max(last - first, 1)

    def place(level: PainLevel) -> tuple[float, float]:
        x = _LEFT + 5 + (level.on.toordinal() - first) / span * (_WIDTH - _LEFT - _RIGHT - 10)
        return round(x, 1), round(_BASE - level.level / _PAIN_TOP * (_BASE - _TOP), 1)

    parts = []
    for value in (0, 5, 10):
        y = _BASE - value / _PAIN_TOP * (_BASE - _TOP)
        parts += [
            _line(_LEFT, y, _WIDTH - _RIGHT, y),
            drawing.text(_LEFT - 5, y + 4, str(value), drawing.FAINT, "end"),
        ]
    for moments, colour, square in (
        (("before",), drawing.LINE, False),
        (("after", "next-day"), drawing.INK, True),
    ):
        told = [place(each) for each in levels if each.moment in moments]
        if len(told) > 1:
            steps = " L".join(f"{x} {y}" for x, y in told)
            dashes = ' stroke-dasharray="5 4"' if square else ""
            parts.append(
                Markup(f'<path d="M{steps}" fill="none" stroke="{colour}" stroke-width="1.4"{dashes}/>')  # noqa: S704 - numbers and names of our own
            )
        parts += [drawing.dot(x, y, colour, square=square) for x, y in told]
    parts.append(drawing.text(_LEFT, 11, f"● {words.say('before')}", drawing.LINE))
    parts.append(drawing.text(_LEFT + 80, 11, f"■ {words.say('after and the next day')}", drawing.INK))
    parts.append(drawing.text(_LEFT, _HEIGHT - 5, words.day(levels[0].on), drawing.FAINT))
    if last > first:
        parts.append(
            drawing.text(_WIDTH - _RIGHT, _HEIGHT - 5, words.day(levels[-1].on), drawing.FAINT, "end")
        )
    told_words = "; ".join(
        f"{words.day(each.on)} {words.told(PAIN_WORDS[each.moment])} {each.level}" for each in levels[-6:]
    )
    return _picture(parts, words.say("Pain from 0 to 10: {told}.", told=told_words))


def _bar(middle: float, wide: float, share: float, *, fill: str, stroke: str = "none") -> Markup:
    height = round(share * (_BASE - _TOP), 1)
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}"/>').format(
        round(middle - wide / 2, 1), round(_BASE - height, 1), round(wide, 1), height, fill, stroke
    )


def _line(x1: float, y1: float, x2: float, y2: float) -> Markup:
    return drawing.line((x1, round(y1, 1)), (x2, round(y2, 1)), _FAINT)


def _picture(parts: Sequence[Markup], words: str) -> Markup:
    return Markup('<svg viewBox="0 0 {:g} {:g}" role="img" aria-label="{}">{}</svg>').format(
        _WIDTH, _HEIGHT, words, Markup("").join(parts)
    )
