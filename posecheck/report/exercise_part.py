"""One exercise of a session in the report: score parts, faults, cues, curves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.exercise import Steps
from posecheck.exercise.catalogue import fault_meaning
from posecheck.outputs.dose_words import score_words
from posecheck.report.charts import hatched_words, position_chart
from posecheck.report.findings import score_of
from posecheck.report.scales import scale_of
from posecheck.report.stills_part import still_parts
from posecheck.report.wording import EXERCISE_STATUS_WORDS

if TYPE_CHECKING:
    from markupsafe import Markup

    from posecheck.history.records import ExerciseRecord, HoldRecord, RepRecord
    from posecheck.outputs.dose_words import DoseDone
    from posecheck.report.content import ReportedExercise
    from posecheck.report.stills_part import StillPart
    from posecheck.report.wording import Words

#: Less than the exercise asks for: told by the zone, and nothing to put right.
NO_MISTAKE = "not-there-yet"
#: A fault of a whole hold, which no part of its curve shows.
TOO_SHORT = "short-hold"


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A curve around one hold or a row of repetitions, and what it is of."""

    picture: Markup
    caption: str


@dataclass(frozen=True, slots=True)
class ExercisePart:
    """What the page shows of an exercise.

    Parameters
    ----------
    title
        Its name, with the side.
    record
        Its score and the parts of it.
    headline
        What its score says, or its form when hardly anything was done.
    telling
        Whether so much was done that the parts of the score say something of the set.
    done
        How much of the dose that was; empty when its module is not installed any more.
    status
        A sentence when it was not done to its end, else empty.
    reason
        Why there is no score, empty when nobody knows.
    faults
        A sentence about each kind of fault, the most frequent first.
    stills
        Pictures that were kept.
    charts
        A curve of each hold, or of all repetitions.
    """

    title: str
    record: ExerciseRecord
    headline: str
    telling: bool
    done: str
    status: str
    reason: str
    faults: tuple[str, ...]
    stills: tuple[StillPart, ...]
    charts: tuple[ChartPart, ...]


def exercise_part(part: ReportedExercise, name: str, words: Words) -> ExercisePart:
    """Return the part of the page about one exercise; `name` is unique on the page."""
    record = part.record
    reason = (record.result or {}).get("reason")
    done = part.dose()
    return ExercisePart(
        title=part.title(words),
        record=record,
        headline=_headline(part, done, words),
        telling=_is_telling(done),
        done=words.said(done.words) if done is not None else "",
        status=words.told(EXERCISE_STATUS_WORDS.get(record.status, "")),
        reason=words.told(reason) if reason else "",
        faults=tuple(_faults(record, words)),
        stills=still_parts(part, words),
        charts=tuple(_charts(part, name, words)),
    )


def _is_telling(done: DoseDone | None) -> bool:
    return done is None or done.telling


def _headline(part: ReportedExercise, done: DoseDone | None, words: Words) -> str:
    """Return what the score says; of an exercise that is not installed any more it is the number alone."""
    record = part.record
    if record.score is None:
        return ""
    if done is None or part.exercise is None:
        return words.say("Score {score} of 100", score=words.number(record.score))
    return words.said(score_words(record.score, record.form, done, judged=not part.exercise.opt_in))


def _faults(record: ExerciseRecord, words: Words) -> list[str]:
    seen = Counter(each.fault for each in record.faults if each.fault != NO_MISTAKE)
    cues = {cue.fault: cue.text for cue in record.cues if cue.kind == "fault"}
    items = []
    for fault, count in seen.most_common():
        spans = [f for f in record.faults if f.fault == fault and f.end_s is not None]
        lasted = words.duration(sum((each.end_s or 0.0) - each.start_s for each in spans))
        item = words.say(
            "It looks like {what}: {times}, {lasted} in all.",
            what=words.told(fault_meaning(fault)),
            times=words.count(count, "once", "{count} times"),
            lasted=lasted,
        )
        if fault in cues:
            item += " " + words.say("Cue: “{cue}”", cue=words.told(cues[fault]))
        items.append(item)
    return items


def _charts(part: ReportedExercise, name: str, words: Words) -> list[ChartPart]:
    record, exercise = part.record, part.exercise
    if exercise is None or exercise.primary is None or not part.curves:
        return []
    if isinstance(exercise.dose, Steps):  # the curve is of one leg, and the steps are of both
        return []
    telling = _is_telling(part.dose())
    spans: list[tuple[str, str, tuple[float, float]]] = []
    below = words.say("seconds of the hold")
    for number, hold in enumerate((each for each in record.holds if each.counted and each.end_s), start=1):
        which = words.sided(f"{words.say('Hold')} {number}", hold.side)
        told = f"{which}: {words.duration(hold.held_s or 0.0)}{_median(hold, words)}"
        told += _scored(hold, words) if telling else ""
        spans.append((told, below, (hold.start_s, hold.end_s or hold.start_s)))
    if record.reps:
        told = words.count(len(record.reps), "1 repetition", "{count} repetitions")
        spans.append((told, words.say("seconds"), (record.reps[0].start_s, record.reps[-1].end_s)))
    faults = [each for each in record.faults if each.fault not in (NO_MISTAKE, TOO_SHORT)]
    charts = []
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
            charts.append(ChartPart(chart, f"{told}. {hatched}" if hatched else told))
    return charts


def _median(position: HoldRecord | RepRecord, words: Words) -> str:
    primary = next((each for each in position.measures if each.primary), None)
    if primary is None:
        return ""
    scale = scale_of(primary.measure, primary.unit)
    return ", " + words.say("at {value}", value=words.amount(scale.shown(primary.median), scale.unit))


def _scored(position: HoldRecord | RepRecord, words: Words) -> str:
    score = score_of(position)
    return ", " + words.say("{score} of 100", score=words.number(score)) if score is not None else ""
