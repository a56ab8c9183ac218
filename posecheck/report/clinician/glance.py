"""What matters most of a report, in a few sentences: for who has two minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.report.clinician.rows import change_words, quoted, share_words
from posecheck.report.wording import PAIN_WORDS

if TYPE_CHECKING:
    from posecheck.report.clinician.document import ClinicianReport
    from posecheck.report.wording import Words

#: So many changed ranges are named.
_MOST = 4


def glance_lines(report: ClinicianReport, words: Words) -> tuple[str, ...]:
    """Return the sentences, what may be dangerous first."""
    lines = [_safety(report, words), _days(report, words), _pain(report, words), _range(report, words)]
    lines += [_goals(report, words), _corrected(report, words), _unseen(report, words)]
    return tuple(each for each in lines if each)


def _safety(report: ClinicianReport, words: Words) -> str:
    if report.warning_sign_on is not None:
        return words.say(
            "Stopped on {date} because of a warning sign that has not been said to have passed.",
            date=words.plain_date(report.warning_sign_on),
        )
    if report.stops:
        return words.count(
            len(report.stops), "1 set was ended for safety.", "{count} sets were ended for safety."
        )
    return ""


def _days(report: ClinicianReport, words: Words) -> str:
    minutes = words.duration(60 * round(report.minutes))
    if report.days_asked is not None:
        told = words.count(
            report.days_trained,
            "Training days prescribed so far: {asked}; trained on 1 day ({minutes} in all).",
            "Training days prescribed so far: {asked}; trained on {count} days ({minutes} in all).",
            asked=str(report.days_asked),
            minutes=minutes,
        )
    else:
        told = words.count(
            report.days_trained,
            "Trained on 1 day ({minutes} in all).",
            "Trained on {count} days ({minutes} in all).",
            minutes=minutes,
        )
    if not report.days_uncounted:
        return told
    more = words.count(
        report.days_uncounted,
        "On 1 more day nothing could be counted.",
        "On {count} more days nothing could be counted.",
    )
    return f"{told} {more}"


def _pain(report: ClinicianReport, words: Words) -> str:
    say = words.say
    if not report.pain_courses:
        return say("No pain was told: that is not the same as none.")
    known = [each for each in report.pain_courses if each.course != "too-few"]
    if not known:
        worst = max(each.worst for each in report.pain_courses)
        return say("Pain: too few answers for a course; worst {worst} of 10.", worst=str(worst))
    parts = [
        say(
            "{when} {first} at first, {last} lately",
            when=words.told(PAIN_WORDS[each.moment]),
            first=words.short_number(each.first or 0.0),
            last=words.short_number(each.last or 0.0),
        )
        for each in known
    ]
    return say("Pain, 0 to 10: {parts}.", parts="; ".join(parts))


def _range(report: ClinicianReport, words: Words) -> str:
    say = words.say
    twice = [each for each in report.ranges if each.change is not None]
    changed = [each for each in twice if each.beyond_error]
    if changed:
        told = [
            f"{words.sided(words.told(each.title), each.side)} {change_words(each, words)}"
            for each in changed[:_MOST]
        ]
        return say("Range changed by more than the error: {what}.", what="; ".join(told))
    if twice:
        return say("No range changed by more than the error of measuring.")
    return say("No range was measured twice, so that no change can be told.")


def _goals(report: ClinicianReport, words: Words) -> str:
    told = [
        f"{quoted(each.text, words)} "
        f"{words.short_number(each.first.value)} → {words.short_number(each.last.value)}"
        for each in report.goals
        if each.first is not None and each.last is not None and each.change is not None
    ]
    return words.say("Hard for the person (10 as before): {what}.", what="; ".join(told)) if told else ""


def _corrected(report: ClinicianReport, words: Words) -> str:
    if not report.corrections:
        return ""
    most = report.corrections[0]
    return words.say(
        "Corrected most often: {exercise}, {what}, in {count} of {all} sets.",
        exercise=words.told(most.exercise_title),
        what=words.told(most.title),
        count=str(most.sets_with),
        all=str(most.sets),
    )


def _unseen(report: ClinicianReport, words: Words) -> str:
    if report.unseen_share is None:
        return ""
    return words.say(
        "The camera could not judge {share} of the time; what it did not see is not called good.",
        share=share_words(report.unseen_share, words),
    )
