"""The charts of the report: a hold's curve, a trend, and pain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.faults import FAULTS
from posecheck.report import drawing
from posecheck.report.drawing import Axes
from posecheck.report.trend import CHANGE_DEG

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from posecheck.exercise import Primary
    from posecheck.history.records import CurveRecord, FaultRecord, PainRecord
    from posecheck.report.trend import Trend

#: So much of the curve before and after a hold is shown.
_AROUND_S = 2.0
#: A longer gap between samples was not judged and breaks the line.
_GAP_S = 0.5
_MOST_TICKS = 6
_PAIN_TOP = 10
_UNITS = {"deg": "°"}


def amount(value: float, unit: str, digits: int = 0) -> str:
    """Return a value with its unit in words."""
    if unit == "deg":
        return f"{value:.{digits}f}°"
    return f"{value:.2f} {unit}"


def position_chart(  # noqa: PLR0913 - what a curve is read against has that many parts
    name: str,
    title: str,
    *,
    curves: Sequence[CurveRecord],
    span_s: tuple[float, float],
    faults: Sequence[FaultRecord],
    primary: Primary,
    below: str = "seconds of the hold",
) -> str:
    """Return the curve of the leading measure around one hold or repetition.

    The zone is shaded, the hold is between two lines, faults are hatched and named. Empty when the curve was
    not kept, as that of a session that was killed.
    """
    start_s, end_s = span_s
    low_s, high_s = start_s - _AROUND_S, end_s + _AROUND_S
    points = [
        (time_s, value)
        for curve in curves
        for time_s, value in zip(curve.times_s, curve.values, strict=True)
        if low_s <= time_s <= high_s
    ]
    if not points:
        return ""
    zone = next((each.zone for each in curves if each.times_s[-1] >= start_s), (None, None))
    zone_low = zone[0] if zone[0] is not None else primary.good[0]
    zone_high = zone[1] if zone[1] is not None else primary.good[1]
    values = [value for _, value in points]
    pad = max(0.08 * (max(values) - min(values)), 2.0 if primary.measure.unit.value == "deg" else 0.02)
    bottom, top = min(*values, zone_low) - pad, max(*values, min(zone_high, max(values) + 4 * pad)) + pad
    axes = Axes(low_s, high_s, bottom, top)
    inside = [each for each in faults if each.start_s < high_s and (each.end_s or high_s) > low_s]
    hatch = f"hatch-{name}"
    ticks = [(start_s + each, f"{each:g}") for each in drawing.scale(0, end_s - start_s)]
    unit = _UNITS.get(primary.measure.unit.value, primary.measure.unit.value)
    parts = [
        drawing.hatching(hatch, drawing.FAULT),
        drawing.band(axes, max(zone_low, bottom), min(zone_high, top), drawing.ZONE),
        *(drawing.span(axes, f.start_s, f.end_s or high_s, f"url(#{hatch})", 0.35) for f in inside),
        *drawing.frame(axes, f"{primary.measure.title}, {unit}", below, ticks),
        drawing.curve(axes, points, drawing.LINE, _GAP_S),
    ]
    for edge_s in (start_s, end_s):
        x = axes.x(edge_s)
        parts.append(drawing.line((x, 26), (x, drawing.HEIGHT - 34), drawing.INK, "4 3"))
    edge = axes.y(max(zone_low, bottom))
    parts.append(drawing.text(drawing.WIDTH / 2, edge - 5, "zone", drawing.ZONE_EDGE, "middle"))
    named = dict.fromkeys(each.fault.replace("-", " ") for each in inside)
    if named:
        parts.append(
            drawing.text(drawing.WIDTH - 14, 14, "hatched: " + ", ".join(named), drawing.FAULT, "end")
        )
    spoken = f"{title}: from {min(values):.0f} to {max(values):.0f} {unit}, zone from {zone_low:.0f}."
    if inside:
        what = "; ".join(FAULTS.get(fault, fault) for fault in dict.fromkeys(each.fault for each in inside))
        spoken += f" Faults: {what}."
    return drawing.picture(parts, spoken)


def trend_chart(trend: Trend, title: str) -> str:
    """Return the weeks of a trend against the baseline with the band of the measuring error."""
    values = [week.value for week in trend.weeks]
    shown = [*values]
    if trend.baseline is not None:
        shown += (
            [trend.baseline - CHANGE_DEG, trend.baseline + CHANGE_DEG]
            if trend.unit == "deg"
            else [trend.baseline]
        )
    pad = max(0.08 * (max(shown) - min(shown)), 1.0 if trend.unit == "deg" else 0.02)
    days = [week.monday.toordinal() for week in trend.weeks]
    axes = Axes(days[0] - 3, max(days[-1] + 3, days[0] + 11), min(shown) - pad, max(shown) + pad)
    parts = []
    if trend.baseline is not None and trend.unit == "deg":
        low, high = trend.baseline - CHANGE_DEG, trend.baseline + CHANGE_DEG
        parts.append(drawing.band(axes, low, high, "#e6e9ed"))
    unit = "degrees" if trend.unit == "deg" else trend.unit
    parts += drawing.frame(axes, unit, "week of", _day_ticks([week.monday for week in trend.weeks]))
    if trend.baseline is not None:
        y = axes.y(trend.baseline)
        parts.append(drawing.line((46, y), (drawing.WIDTH - 12, y), drawing.INK, "6 4"))
        parts.append(drawing.text(drawing.WIDTH - 16, y - 5, "your baseline", drawing.INK, "end"))
    points = list(zip(days, values, strict=True))
    parts.append(drawing.curve(axes, points, drawing.LINE))
    parts += [drawing.dot(axes.x(x), axes.y(y), drawing.LINE) for x, y in points]
    weeks = "; ".join(
        f"{week.monday:%d %b} {amount(week.value, trend.unit)}" for week in trend.weeks[-_MOST_TICKS:]
    )
    return drawing.picture(parts, f"{title}, week by week: {weeks}.")


def pain_chart(pain: Sequence[tuple[date, PainRecord]]) -> str:
    """Return pain before (round) and after (square) each session, 0 to 10."""
    days = sorted({day for day, _ in pain})
    axes = Axes(days[0].toordinal() - 1, max(days[-1].toordinal(), days[0].toordinal() + 6) + 1, 0, _PAIN_TOP)
    parts = [*drawing.frame(axes, "pain, 0 to 10", "day", _day_ticks(days))]
    parts += [
        drawing.text(150, 14, "● before", drawing.LINE),
        drawing.text(230, 14, "■ after and next day", drawing.SECOND),
    ]
    for moments, colour, square in (
        (("before",), drawing.LINE, False),
        (("after", "next-day"), drawing.SECOND, True),
    ):
        points = [(day.toordinal(), float(each.level)) for day, each in pain if each.moment in moments]
        parts.append(drawing.curve(axes, points, colour))
        parts += [drawing.dot(axes.x(x), axes.y(y), colour, square=square) for x, y in points]
    told = "; ".join(f"{day:%d %b} {each.moment} {each.level}" for day, each in pain[-_MOST_TICKS:])
    return drawing.picture(parts, f"Pain from 0 to 10: {told}.")


def _day_ticks(days: Sequence[date]) -> list[tuple[float, str]]:
    every = -(-len(days) // _MOST_TICKS)
    return [(day.toordinal(), f"{day:%d %b}") for day in days[::every]]
