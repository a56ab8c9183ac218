"""One session in the report: what it was, the best of it, and done against planned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.exercise import Counted
from posecheck.outputs.dose_words import mean_score
from posecheck.report.exercise_part import exercise_part
from posecheck.report.findings import best_position, done_against_plan, most_useful_cue
from posecheck.report.wording import KIND_WORDS, STATUS_WORDS

if TYPE_CHECKING:
    from posecheck.exercise import Dose
    from posecheck.report.content import Content, ReportedSession
    from posecheck.report.exercise_part import ExercisePart
    from posecheck.report.findings import Done
    from posecheck.report.wording import Words


@dataclass(frozen=True, slots=True)
class SessionPart:
    """What the page shows of a session; `done` has the rows of a table: exercise, planned, done."""

    heading: str
    lead: str
    highlights: tuple[str, ...]
    done: tuple[tuple[str, str, str], ...]
    exercises: tuple[ExercisePart, ...]


def session_part(content: Content, reported: ReportedSession, number: int) -> SessionPart:
    """Return the part of the page about one session; `number` is its own on the page."""
    words, session = content.words, reported.session
    single = len(content.sessions) == 1
    return SessionPart(
        heading=words.say("What you did") if single else words.full_date(session.started_at),
        lead=_lead(content, reported),
        highlights=tuple(_highlights(content, reported)),
        done=tuple(
            (
                words.sided(content.title_of(each.exercise), each.side),
                plan_words(each, words),
                done_words(each, words, content.dose_of(each.exercise)),
            )
            for each in done_against_plan(session.plan, [each.record for each in reported.exercises])
        ),
        exercises=tuple(
            exercise_part(each, f"{number}-{each.record.position}", words) for each in reported.exercises
        ),
    )


def _lead(content: Content, reported: ReportedSession) -> str:
    """Return what the session was, when, how long, and how it went."""
    words, session = content.words, reported.session
    lead = f"{_what(content, reported)}, {session.started_at:%H:%M}"
    if session.ended_at is not None:
        lead += f", {words.duration((session.ended_at - session.started_at).total_seconds())}"
    lead += f". {words.told(STATUS_WORDS[session.status])}"
    doses = [(each, each.dose()) for each in reported.exercises]
    mean = mean_score([(each.record.score, done.worked_s) for each, done in doses if done is not None])
    return f"{lead} {words.said(mean[1])}" if mean is not None else lead


def _what(content: Content, reported: ReportedSession) -> str:
    words, session = content.words, reported.session
    if session.routine:
        name = words.told(content.routines.get(session.routine, session.routine))
        return f"{words.say('Routine')} {name}"
    kind = words.told(KIND_WORDS.get(session.kind, session.kind))
    titles = list(dict.fromkeys(content.title_of(each.record.exercise) for each in reported.exercises))
    if not titles:
        return kind
    what, more = titles[0], len(titles) - 1
    if more:
        what = words.count(more, "{what} and 1 more", "{what} and {count} more", what=what)
    return f"{kind}: {what}"


def _highlights(content: Content, reported: ReportedSession) -> list[str]:
    words = content.words
    records = [each.record for each in reported.exercises]
    items = []
    telling = [(each, each.dose()) for each in reported.exercises]
    # of a set that was hardly begun nothing is the best
    best = best_position(each.record for each, done in telling if done is None or done.telling)
    if best is not None:
        item = words.say(
            "Best: {exercise}, {score} of 100",
            exercise=words.sided(content.title_of(best.exercise), best.side),
            score=words.number(best.score),
        )
        if best.held_s:
            item += ", " + words.say("held {held}", held=words.duration(best.held_s))
        items.append(f"{item}.")
    cue = most_useful_cue(records)
    if cue is not None:
        items.append(
            words.say(
                "Most useful cue: “{cue}” Said {times}, put right {helped} of {said}.",
                cue=words.told(cue.text),
                times=words.count(cue.said, "once", "{count} times"),
                helped=str(cue.helped),
                said=str(cue.said),
            )
        )
    items += [
        f"{each.title(words)}: {words.say('ended early.')} {words.told(each.record.stop_reason)}"
        for each in reported.exercises
        if each.record.stop_reason
    ]
    return items


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


def done_words(done: Done, words: Words, dose: Dose | None) -> str:
    """Return what was done of a kind of dose; in a guided exercise nothing is counted, as it should be."""
    counted = []
    if done.holds:
        held = words.duration(done.held_s)
        counted.append(
            words.count(
                done.holds, "held once, {held} in all", "held {count} times, {held} in all", held=held
            )
        )
    if done.reps and dose is not None:
        counted.append(words.told(dose.done_words(done.reps)))
    elif done.reps:
        counted.append(words.count(done.reps, "1 repetition", "{count} repetitions"))
    if counted:
        return "; ".join(counted)
    followed = done.sets and (dose is None or dose.counts is Counted.TIME)
    return words.say("followed along") if followed else words.say("nothing counted")
