"""The charts of the report: a hold's curve, a trend, and pain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from posecheck.exercise.catalogue import fault_meaning
from posecheck.report import drawing
from posecheck.report.drawing import Axes
from posecheck.report.scales import scale_of
from posecheck.report.trend import CHANGE_DEG
from posecheck.report.wording import PAIN_WORDS, SCALE_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from posecheck.exercise import Primary
    from posecheck.history.records import CurveRecord, FaultRecord, PainRecord
    from posecheck.report.scales import Scale
    from posecheck.report.trend import Trend
    from posecheck.report.wording import Words

#: So much of the curve before and after a hold is shown.
_AROUND_S = 2.0
#: A longer gap between samples was not judged and breaks the line.
_GAP_S = 0.5
_MOST_TICKS = 6
_PAIN_TOP = 10
_UNITS = {"deg": "°"}


def position_chart(  # noqa: PLR0913 - what a curve is read against has that many parts
    name: str,
    title: str,
    *,
    curves: Sequence[CurveRecord],
    span_s: tuple[float, float],
    faults: Sequence[FaultRecord],
    primary: Primary,
    words: Words,
    below: str = "",
) -> Markup:
    """Return the curve of the leading measure around one hold or repetition.

    The zone is shaded, the hold is between two lines, faults are hatched; :func:`hatched_words` names them.
    `below` is written below the seconds. Empty when the curve was not kept, as that of a killed session.
    """
    start_s, end_s = span_s
    low_s, high_s = _shown(span_s)
    scale = scale_of(primary.measure.name, primary.measure.unit.value)
    points = [
        (time_s, scale.shown(value))
        for curve in curves
        for time_s, value in zip(curve.times_s, curve.values, strict=True)
        if low_s <= time_s <= high_s
    ]
    if not points:
        return Markup("")
    zone = next((each.zone for each in curves if each.times_s[-1] >= start_s), (None, None))
    zone_low = zone[0] if zone[0] is not None else primary.good[0]
    zone_high = zone[1] if zone[1] is not None else primary.good[1]
    zone_low, zone_high = scale.ends(zone_low, zone_high)
    values = [value for _, value in points]
    pad = max(0.08 * (max(values) - min(values)), 2.0)
    bottom, top = min(*values, zone_low) - pad, max(*values, min(zone_high, max(values) + 4 * pad)) + pad
    axes = Axes(low_s, high_s, bottom, top)
    inside = _within(faults, span_s)
    hatch = f"hatch-{name}"
    ticks = [(start_s + each, words.short_number(each)) for each in drawing.scale(0, end_s - start_s)]
    unit = words.told(_UNITS.get(scale.unit, scale.unit))
    measure = words.told(scale.title or primary.measure.title)
    parts = [
        drawing.hatching(hatch, drawing.FAULT),
        drawing.band(axes, max(zone_low, bottom), min(zone_high, top), drawing.ZONE),
        *_other_zone(axes, primary, scale, bottom, top),
        *(drawing.span(axes, f.start_s, f.end_s or high_s, f"url(#{hatch})", 0.35) for f in inside),
        *drawing.frame(axes, f"{measure}, {unit}", below, ticks, words.short_number),
        drawing.curve(axes, points, drawing.LINE, _GAP_S),
    ]
    parts += [drawing.edge(axes, edge_s, drawing.INK) for edge_s in (start_s, end_s)]
    edge = axes.y(max(zone_low, bottom))
    parts.append(drawing.text(drawing.WIDTH / 2, edge - 5, words.say("zone"), drawing.ZONE_EDGE, "middle"))
    spoken = words.say(
        "{title}: from {low} to {high}, zone from {zone}.",
        title=title,
        low=words.amount(min(values), scale.unit),
        high=words.amount(max(values), scale.unit),
        zone=words.amount(zone_low, scale.unit),
    )
    if inside:
        faulty = dict.fromkeys(each.fault for each in inside)
        what = "; ".join(words.told(fault_meaning(fault)) for fault in faulty)
        spoken += " " + words.say("Faults: {what}.", what=what)
    return drawing.picture(parts, spoken)


def _other_zone(axes: Axes, primary: Primary, scale: Scale, bottom: float, top: float) -> list[Markup]:
    """Return the zone of the second position of a movement with two ends, as far as the chart goes there."""
    if primary.other is None:
        return []
    ends = scale.ends(*primary.other.good)  # from the zone on, which may be downward
    low, high = max(ends[0], bottom), min(ends[1], top)
    return [drawing.band(axes, low, high, drawing.ZONE)] if low < high else []


def hatched_words(faults: Sequence[FaultRecord], span_s: tuple[float, float], words: Words) -> str:
    """Return which faults are hatched in the chart of a span, nothing when there are none."""
    faulty = dict.fromkeys(each.fault for each in _within(faults, span_s))
    return words.say("Hatched: {faults}.", faults=", ".join(map(words.fault, faulty))) if faulty else ""


def _shown(span_s: tuple[float, float]) -> tuple[float, float]:
    return span_s[0] - _AROUND_S, span_s[1] + _AROUND_S


def _within(faults: Sequence[FaultRecord], span_s: tuple[float, float]) -> list[FaultRecord]:
    """Return the faults that the chart of a span shows."""
    low_s, high_s = _shown(span_s)
    return [each for each in faults if each.start_s < high_s and (each.end_s or high_s) > low_s]


def trend_chart(trend: Trend, title: str, words: Words) -> Markup:
    """Return the weeks of a trend against the baseline with the band of the measuring error."""
    values = [week.value for week in trend.weeks]
    shown = [*values]
    middle = values[0] if trend.baseline is None else trend.baseline
    # What is no change must not look like one: the scale is never finer than the error of measuring.
    shown += [middle - CHANGE_DEG, middle + CHANGE_DEG] if trend.unit == "deg" else [middle]
    pad = max(0.08 * (max(shown) - min(shown)), 1.0)
    days = [week.monday.toordinal() for week in trend.weeks]
    axes = Axes(days[0] - 3, max(days[-1] + 3, days[0] + 11), min(shown) - pad, max(shown) + pad)
    parts: list[Markup] = []
    if trend.baseline is not None and trend.unit == "deg":
        low, high = trend.baseline - CHANGE_DEG, trend.baseline + CHANGE_DEG
        parts.append(drawing.band(axes, low, high, "#e6e9ed"))
    unit = words.told(SCALE_WORDS.get(trend.unit, trend.unit))
    ticks = _day_ticks([week.monday for week in trend.weeks], words)
    parts += drawing.frame(axes, unit, words.say("week of"), ticks, words.short_number)
    if trend.baseline is not None:
        y = axes.y(trend.baseline)
        parts.append(drawing.line((46, y), (drawing.WIDTH - 12, y), drawing.INK, "6 4"))
        parts.append(drawing.text(drawing.WIDTH - 16, y - 5, words.say("your baseline"), drawing.INK, "end"))
    points = list(zip(days, values, strict=True))
    parts.append(drawing.curve(axes, points, drawing.LINE))
    parts += [drawing.dot(axes.x(x), axes.y(y), drawing.LINE) for x, y in points]
    weeks = "; ".join(
        f"{words.day(week.monday)} {words.amount(week.value, trend.unit)}"
        for week in trend.weeks[-_MOST_TICKS:]
    )
    return drawing.picture(parts, words.say("{title}, week by week: {weeks}.", title=title, weeks=weeks))


def pain_chart(pain: Sequence[tuple[date, PainRecord]], words: Words) -> Markup:
    """Return pain before (round) and after (square) each session, 0 to 10."""
    days = sorted({day for day, _ in pain})
    axes = Axes(
        days[0].toordinal() - 1, max(days[-1].toordinal(), days[0].toordinal() + 6) + 1, -0.4, _PAIN_TOP
    )
    ticks = _day_ticks(days, words)
    parts = [*drawing.frame(axes, words.say("pain, 0 to 10"), words.say("day"), ticks, words.short_number)]
    parts += [
        drawing.text(200, 14, f"● {words.say('before')}", drawing.LINE),
        drawing.text(290, 14, f"■ {words.say('after and the next day')}", drawing.SECOND),
    ]
    for moments, colour, square in (
        (("before",), drawing.LINE, False),
        (("after", "next-day"), drawing.SECOND, True),
    ):
        points = [(day.toordinal(), float(each.level)) for day, each in pain if each.moment in moments]
        parts.append(drawing.curve(axes, points, colour))
        parts += [drawing.dot(axes.x(x), axes.y(y), colour, square=square) for x, y in points]
    told = "; ".join(
        f"{words.day(day)} {words.told(PAIN_WORDS[each.moment])} {each.level}"
        for day, each in pain[-_MOST_TICKS:]
    )
    return drawing.picture(parts, words.say("Pain from 0 to 10: {told}.", told=told))


def _day_ticks(days: Sequence[date], words: Words) -> list[tuple[float, str]]:
    every = -(-len(days) // _MOST_TICKS)
    return [(day.toordinal(), words.day(day)) for day in days[::every]]
