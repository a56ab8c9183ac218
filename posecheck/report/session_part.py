"""One exercise of a session in the report: score parts, faults, cues, curves."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from posecheck.faults import FAULTS
from posecheck.report.charts import hatched_words, position_chart
from posecheck.report.findings import score_of
from posecheck.report.markup import Markup, element, figure, listed
from posecheck.report.stills_part import stills_part
from posecheck.report.wording import EXERCISE_STATUS_WORDS

if TYPE_CHECKING:
    from posecheck.history.records import ExerciseRecord, HoldRecord, RepRecord
    from posecheck.report.content import ReportedExercise
    from posecheck.report.findings import Done
    from posecheck.report.wording import Words

#: Less than the exercise asks for: told by the zone, and nothing to put right.
NO_MISTAKE = "not-there-yet"


def plan_words(done: Done, words: Words) -> str:
    """Return what was planned."""
    if not done.planned_sets:
        return words.say("not planned")
    if done.planned_hold_s is not None:
        what = words.duration(done.planned_hold_s)
    elif done.planned_reps is not None:
        what = words.count(done.planned_reps, "1 repetition", "{count} repetitions")
    else:
        return words.say("free practice")
    if done.planned_sets == 1:
        return what
    return words.say("{sets} times {what}", sets=str(done.planned_sets), what=what)


def done_words(done: Done, words: Words, *, guided: bool) -> str:
    """Return what was done; in a `guided` exercise nothing is counted, and that is as it should be."""
    counted = []
    if done.holds:
        held = words.duration(done.held_s)
        counted.append(
            words.say("held once, {held} in all", held=held)
            if done.holds == 1
            else words.say("held {count} times, {held} in all", count=str(done.holds), held=held)
        )
    if done.reps:
        counted.append(words.count(done.reps, "1 repetition", "{count} repetitions"))
    if counted:
        return "; ".join(counted)
    return words.say("followed along") if guided and done.sets else words.say("nothing counted")


def exercise_part(part: ReportedExercise, name: str, words: Words) -> Markup:
    """Return the part of the page about one exercise; `name` is unique on the page."""
    record = part.record
    pieces: list[str] = [element("h3", part.title(words))]
    if record.status in EXERCISE_STATUS_WORDS:
        pieces.append(element("p", words.told(EXERCISE_STATUS_WORDS[record.status])))
    pieces += [
        _score(record, words),
        _faults(record, words),
        stills_part(part, words),
        *_charts(part, name, words),
    ]
    return element("article", *pieces)


def _score(record: ExerciseRecord, words: Words) -> Markup:
    if record.score is None:
        reason = (record.result or {}).get("reason")
        why = words.told(reason) if reason else words.say("It was not judged to its end.")
        return element("p", f"{words.say('Not scored.')} {why}")
    named = (
        (words.say("Form"), record.form),
        (words.say("Hold"), record.hold),
        (words.say("Control"), record.control),
    )
    score, band = words.number(record.score), words.band(record.score)
    items = [element("li", element("strong", score), " " + words.say("of 100, {band}", band=band))]
    items += [element("li", f"{word} {words.number(value)}") for word, value in named if value is not None]
    pieces = [element("ul", *items, class_="score")]
    if record.provisional:
        caution = words.say("Provisional: something that matters could not be seen all the time.")
        pieces.append(element("p", caution, class_="quiet"))
    return Markup("".join(pieces))


def _faults(record: ExerciseRecord, words: Words) -> Markup:
    seen = Counter(each.fault for each in record.faults if each.fault != NO_MISTAKE)
    if not seen:
        if record.score is None:
            return Markup("")
        return element("p", words.say("Nothing to put right."))
    cues = {cue.fault: cue.text for cue in record.cues if cue.kind == "fault"}
    items = []
    for fault, count in seen.most_common():
        spans = [f for f in record.faults if f.fault == fault and f.end_s is not None]
        lasted = words.duration(sum((each.end_s or 0.0) - each.start_s for each in spans))
        item = words.say(
            "It looks like {what}: {times}, {lasted} in all.",
            what=words.told(FAULTS.get(fault, fault)),
            times=words.count(count, "once", "{count} times"),
            lasted=lasted,
        )
        if fault in cues:
            item += " " + words.say("Cue: “{cue}”", cue=words.told(cues[fault]))
        items.append(item)
    return listed(items)


def _charts(part: ReportedExercise, name: str, words: Words) -> list[Markup]:
    record, exercise = part.record, part.exercise
    if exercise is None or exercise.primary is None or not part.curves:
        return []
    spans: list[tuple[str, str, tuple[float, float]]] = []
    below = words.say("seconds of the hold")
    for number, hold in enumerate((each for each in record.holds if each.counted and each.end_s), start=1):
        which = words.sided(f"{words.say('Hold')} {number}", hold.side)
        told = f"{which}: {words.duration(hold.held_s or 0.0)}{_median(hold, words)}"
        spans.append((told + _scored(hold, words), below, (hold.start_s, hold.end_s or hold.start_s)))
    if record.reps:
        told = words.count(len(record.reps), "1 repetition", "{count} repetitions")
        spans.append((told, words.say("seconds"), (record.reps[0].start_s, record.reps[-1].end_s)))
    faults = [each for each in record.faults if each.fault != NO_MISTAKE]
    figures = []
    for number, (told, below, span_s) in enumerate(spans, start=1):
        chart = position_chart(
            f"{name}-{number}",
            f"{part.title(words)}. {told}",
            curves=part.curves,
            span_s=span_s,
            faults=faults,
            primary=exercise.primary,
            words=words,
            below=below,
        )
        hatched = hatched_words(faults, span_s, words)
        if chart:
            figures.append(figure(chart, f"{told}. {hatched}" if hatched else told))
    return figures


def _median(position: HoldRecord | RepRecord, words: Words) -> str:
    primary = next((each for each in position.measures if each.primary), None)
    return ", " + words.say("at {value}", value=words.amount(primary.median, primary.unit)) if primary else ""


def _scored(position: HoldRecord | RepRecord, words: Words) -> str:
    score = score_of(position)
    return ", " + words.say("{score} of 100", score=words.number(score)) if score is not None else ""
