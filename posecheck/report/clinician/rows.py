"""The rows and sentences of the sheet, in a language."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from posecheck.report.scales import scale_of
from posecheck.report.wording import PAIN_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from posecheck.report.clinician.document import (
        ClinicianReport,
        DatedValue,
        DoseAsked,
        ExerciseDone,
        RangeOfMotion,
    )
    from posecheck.report.wording import Words

Row = tuple[str, ...]
_NONE = "-"
#: What cannot be judged for less of the time than this is no news.
_WORTH_TELLING = 0.05


def exercise_rows(report: ClinicianReport, words: Words) -> tuple[Row, ...]:
    """Return a row for each exercise: prescribed, days, sets, whole dose, and what could not be counted."""
    rows = []
    by_exercise: list[list[ExerciseDone]] = []
    for _, group in groupby(report.exercises, key=lambda each: (each.exercise, each.asked)):
        by_exercise.append(list(group))
    for sides in by_exercise:
        first = sides[0]
        title = words.told(first.title)
        if len(sides) > 1:
            named = " / ".join(words.told(each.side) for each in sides)
            title = f"{title} ({named})"
        else:
            title = words.sided(title, first.side)
        days = _joined(each.days_done for each in sides)
        if first.days_asked is not None:
            days = words.say("{done} of {asked}", done=days, asked=str(first.days_asked))
        rows.append(
            (
                title,
                words.say("not prescribed") if first.asked is None else dose_words(first.asked, words),
                days,
                _joined(each.sets_done for each in sides),
                _whole(sides, words),
                _joined(each.sets_uncounted for each in sides),
            )
        )
    return tuple(rows)


def _joined(numbers: Iterable[int | None]) -> str:
    """Return what each side has; one number where all are alike."""
    each = [str(number) for number in numbers]
    return each[0] if len(set(each)) == 1 else " / ".join(each)


def _whole(sides: Sequence[ExerciseDone], words: Words) -> str:
    if any(each.sets_full is None for each in sides):
        return words.say("not judged")
    if any(each.days_full is None for each in sides):
        sets = _joined(each.sets_full for each in sides)
        return words.say("{sets} sets", sets=sets)
    return words.say("{days} days", days=_joined(each.days_full for each in sides))


def dose_words(dose: DoseAsked, words: Words) -> str:
    """Return the dose of a day, as ``"3 times 30 s"``."""
    if dose.reps is not None:
        what = words.count(dose.reps, "1 repetition", "{count} repetitions")
        if dose.hold_s:
            what = words.say("{what}, held {time}", what=what, time=words.duration(dose.hold_s))
    elif dose.hold_s is not None:
        what = words.duration(dose.hold_s)
    elif dose.duration_s is not None:
        what = words.duration(dose.duration_s)
    else:
        return words.count(dose.sets, "once", "{count} times")
    return what if dose.sets == 1 else words.say("{sets} times {what}", sets=str(dose.sets), what=what)


def range_rows(report: ClinicianReport, words: Words) -> tuple[Row, ...]:
    """Return a row for each test, then for each exercise: first, last, best, how often, error, change."""
    return tuple(
        (
            _measured(each, words),
            _value(each, each.first, words),
            _value(each, each.last, words),
            _value(each, each.best, words, dated=False),
            str(each.number),
            _error(each, words),
            change_words(each, words),
        )
        for each in report.ranges
    )


def _measured(range_: RangeOfMotion, words: Words) -> str:
    title = words.sided(words.told(range_.title), range_.side)
    return words.say("Test: {title}", title=title) if range_.kind == "assessment" else title


def _value(range_: RangeOfMotion, value: DatedValue | None, words: Words, *, dated: bool = True) -> str:
    if value is None:
        return words.say("not seen")
    scale = scale_of(range_.measure, range_.unit)
    told = words.amount(scale.shown(value.value), scale.unit)
    return f"{told} ({words.day(value.on)})" if dated else told


def _error(range_: RangeOfMotion, words: Words) -> str:
    if range_.error is None:
        return words.say("not known")
    scale = scale_of(range_.measure, range_.unit)
    return f"±{words.amount(abs(scale.factor) * range_.error, scale.unit)}"


def change_words(range_: RangeOfMotion, words: Words) -> str:
    """Return what the change of a range amounts to; less than the error is never called one."""
    say = words.say
    if range_.first is None:
        return say("not seen well enough")
    if range_.change is None:
        return say("measured once")
    if range_.beyond_error is None:
        return say("no verdict: its error is not known")
    if not range_.beyond_error:
        return say("within the error")
    scale = scale_of(range_.measure, range_.unit)
    by = words.amount(abs(scale.factor * range_.change), scale.unit)
    return say("{by} further", by=by) if range_.further else say("{by} less far", by=by)


def pain_rows(report: ClinicianReport, words: Words) -> tuple[Row, ...]:
    """Return a row for each moment at which pain was told."""
    courses = {
        "less": words.say("less"),
        "more": words.say("more"),
        "alike": words.say("no change"),
        "too-few": words.say("too few to tell"),
    }
    return tuple(
        (
            words.told(PAIN_WORDS[each.moment]),
            str(each.answers),
            _NONE if each.first is None else words.short_number(each.first),
            _NONE if each.last is None else words.short_number(each.last),
            str(each.worst),
            courses[each.course],
        )
        for each in report.pain_courses
    )


def goal_rows(report: ClinicianReport, words: Words) -> tuple[Row, ...]:
    """Return a row for each thing that is hard for the person."""
    say = words.say
    rows = []
    for each in report.goals:
        told = [
            _NONE if value is None else f"{words.short_number(value.value)} ({words.day(value.on)})"
            for value in (each.first, each.last)
        ]
        if each.change is None:
            change = say("told once") if each.levels else say("not told")
        elif not each.beyond_error:
            change = say("about the same")
        else:
            by = words.short_number(abs(each.change))
            change = say("{by} points easier", by=by) if each.change > 0 else say("{by} points harder", by=by)
        rows.append((quoted(each.text, words), *told, change))
    return tuple(rows)


def quoted(text: str, words: Words) -> str:
    """Return what somebody or something says in its own words."""
    return words.say("“{said}”", said=text)


def correction_rows(report: ClinicianReport, words: Words) -> tuple[Row, ...]:
    """Return a row for each thing that was wrong, the most frequent first."""
    courses = {
        "less": words.say("less often"),
        "more": words.say("more often"),
        "alike": words.say("as often"),
        "too-few": words.say("too few to tell"),
    }
    return tuple(
        (
            f"{words.told(each.exercise_title)}: {words.told(each.title)}",
            words.say("{count} of {all}", count=str(each.sets_with), all=str(each.sets)),
            share_words(each.early, words),
            share_words(each.late, words),
            courses[each.course],
        )
        for each in report.corrections
    )


def share_words(share: float | None, words: Words) -> str:
    """Return a share of 0 to 1 in per cent; a dash when it is not known."""
    return _NONE if share is None else f"{words.number(100 * share)} %"


def unseen_lines(report: ClinicianReport, words: Words, most: int) -> tuple[str, ...]:
    """Return what could not be judged: in all, of the exercises that were seen worst, and never."""
    say = words.say
    lines = [
        say("How much could be judged was not kept.")
        if report.unseen_share is None
        else say(
            "In all {share} of the time could not be judged.", share=share_words(report.unseen_share, words)
        )
    ]
    told = [each for each in report.unseen if each.share is None or each.share >= _WORTH_TELLING]
    for each in told[:most]:
        if each.share is None and report.unseen_share is None:
            continue
        why = "; ".join(quoted(words.told(reason.text), words) for reason in each.reasons[:1])
        what = say("not kept") if each.share is None else share_words(each.share, words)
        line = f"{words.told(each.title)}: {what}"
        lines.append(f"{line} ({why})" if why else line)
    never = list(dict.fromkeys(words.told(fault) for each in report.unseen for fault in each.never))
    if never:
        lines.append(say("One camera never sees: {what}.", what="; ".join(never[:most])))
    return tuple(lines)


def stop_lines(report: ClinicianReport, words: Words) -> tuple[str, ...]:
    """Return what was ended for the person's sake, also that nothing was."""
    lines = []
    if not report.stops:
        lines.append(words.say("The program ended no set for safety, as far as it could see."))
    if report.warning_sign_on is not None:
        lines.append(
            words.say(
                "The person stopped on {date} because of a warning sign and has not said that it has passed.",
                date=words.plain_date(report.warning_sign_on),
            )
        )
    for each in report.stops:
        told = f"{words.day(each.on)}: {words.told(each.title)}"
        why = "; ".join(words.told(reason) for reason in each.reasons)
        lines.append(f"{told} ({why})" if why else told)
    return tuple(lines)
