"""One exercise of a session in the report: score parts, faults, cues, curves."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from posecheck.faults import FAULTS
from posecheck.report.charts import amount, position_chart
from posecheck.report.findings import score_of
from posecheck.report.markup import Markup, element, figure, listed
from posecheck.report.wording import EXERCISE_STATUS_WORDS, band_words, count_words, duration_words

if TYPE_CHECKING:
    from posecheck.history.records import ExerciseRecord, HoldRecord, RepRecord
    from posecheck.report.content import ReportedExercise
    from posecheck.report.findings import Done


def plan_words(done: Done) -> str:
    """Return what was planned."""
    if not done.planned_sets:
        return "not planned"
    if done.planned_hold_s is not None:
        what = duration_words(done.planned_hold_s)
    elif done.planned_reps is not None:
        what = count_words(done.planned_reps, "repetition")
    else:
        return "free practice"
    return what if done.planned_sets == 1 else f"{done.planned_sets} times {what}"


def done_words(done: Done) -> str:
    """Return what was done."""
    counted = []
    if done.holds:
        counted.append(f"{count_words(done.holds, 'hold')}, {duration_words(done.held_s)} in all")
    if done.reps:
        counted.append(count_words(done.reps, "repetition"))
    if counted:
        return "; ".join(counted)
    return "followed along" if done.sets else "nothing counted"


def exercise_part(part: ReportedExercise, name: str) -> Markup:
    """Return the part of the page about one exercise; `name` is unique on the page."""
    record = part.record
    pieces: list[str] = [element("h3", part.title)]
    if record.status != "done":
        pieces.append(element("p", f"This exercise was {EXERCISE_STATUS_WORDS[record.status]}."))
    pieces += [_score(record), _faults(record), *_charts(part, name)]
    return element("article", *pieces)


def _score(record: ExerciseRecord) -> Markup:
    if record.score is None:
        reason = (record.result or {}).get("reason") or "It was not judged to its end."
        return element("p", f"Not scored. {reason}")
    named = (("Form", record.form), ("Hold", record.hold), ("Control", record.control))
    items = [element("li", element("strong", f"{record.score:.0f}"), f" of 100, {band_words(record.score)}")]
    items += [element("li", f"{word} {value:.0f}") for word, value in named if value is not None]
    pieces = [element("ul", *items, class_="score")]
    if record.provisional:
        pieces.append(
            element(
                "p", "Provisional: something that matters could not be seen all the time.", class_="quiet"
            )
        )
    return Markup("".join(pieces))


def _faults(record: ExerciseRecord) -> Markup:
    seen = Counter(each.fault for each in record.faults if each.fault != "not-there-yet")
    if not seen:
        return element("p", "Nothing to put right.") if record.score is not None else Markup("")
    cues = {cue.fault: cue.text for cue in record.cues if cue.kind == "fault"}
    items = []
    for fault, count in seen.most_common():
        spans = [f for f in record.faults if f.fault == fault and f.end_s is not None]
        lasted = sum((each.end_s or 0.0) - each.start_s for each in spans)
        advice = f" Cue: “{cues[fault]}”" if fault in cues else ""
        times = "once" if count == 1 else f"{count} times"
        items.append(
            f"It looks like {FAULTS.get(fault, fault)}: {times}, {duration_words(lasted)} in all.{advice}"
        )
    return listed(items)


def _charts(part: ReportedExercise, name: str) -> list[Markup]:
    record, exercise = part.record, part.exercise
    if exercise is None or exercise.primary is None or not part.curves:
        return []
    spans: list[tuple[str, tuple[float, float]]] = []
    for number, hold in enumerate((each for each in record.holds if each.counted and each.end_s), start=1):
        held = duration_words(hold.held_s or 0.0)
        words = f"Hold {number}{_side(hold)}: {held}{_median(hold)}{_scored(hold)}"
        spans.append((words, (hold.start_s, hold.end_s or hold.start_s)))
    if record.reps:
        words = count_words(len(record.reps), "repetition")
        spans.append((words, (record.reps[0].start_s, record.reps[-1].end_s)))
    figures = []
    for number, (words, span_s) in enumerate(spans, start=1):
        chart = position_chart(
            f"{name}-{number}",
            f"{part.title}. {words}",
            curves=part.curves,
            span_s=span_s,
            faults=record.faults,
            primary=exercise.primary,
            below="seconds of the hold" if words.startswith("Hold") else "seconds",
        )
        if chart:
            figures.append(figure(chart, words))
    return figures


def _side(position: HoldRecord | RepRecord) -> str:
    return f", {position.side}" if position.side in ("left", "right") else ""


def _median(position: HoldRecord | RepRecord) -> str:
    primary = next((each for each in position.measures if each.primary), None)
    return f", at {amount(primary.median, primary.unit)}" if primary else ""


def _scored(position: HoldRecord | RepRecord) -> str:
    score = score_of(position)
    return f", {score:.0f} of 100" if score is not None else ""
