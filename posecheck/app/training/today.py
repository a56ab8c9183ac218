"""The first page: one button to begin, how the last time was, and the first steps as long as any is left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route

from posecheck.app.gate.instance import ALIVE
from posecheck.app.pages.answers import data, error_text, page, told
from posecheck.app.pages.desk import desk_of
from posecheck.app.training.network import is_here
from posecheck.exercise.catalogue import all_exercises
from posecheck.history.calendar import minutes_by_day, streak
from posecheck.history.store import History
from posecheck.prescription.in_force import Standing, followed_prescription, standing
from posecheck.prescription.telling import brief_words, standing_words
from posecheck.routines.goals import goals_due, offers_naming
from posecheck.routines.pain import asked_on_next_day
from posecheck.routines.plan import plan_routine
from posecheck.routines.prescribed import prescribed_routine
from posecheck.routines.programme import session_s
from posecheck.routines.resuming import interrupted_lately
from posecheck.routines.routine_files import PRESCRIBED, USUAL_ROUTINE, find_routine, routine_paths
from posecheck.routines.screening_kept import current_screening
from posecheck.routines.screening_questions import AFTER_WARNING
from posecheck.support.errors import InputError
from posecheck.support.language import find_language
from posecheck.support.message import message
from posecheck.support.paths import history_path

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from posecheck.app.pages.desk import Desk
    from posecheck.history.calendar import Streak
    from posecheck.history.records import SessionRecord
    from posecheck.prescription.prescription import Prescription
    from posecheck.report.wording import Words

#: Settings of the history: the first steps that were gone, and those that were left out, which come back.
_STEPS, _LEFT_OUT = "first-steps", "first-steps-left-out"
#: When a session was stopped because of a warning sign; every session is refused on that day.
_WARNED = "warning-sign"
#: After so many sessions the first steps stand folded up.
_KNOWS_AFTER = 3
_MINUTE_S = 60.0


@dataclass(frozen=True, slots=True)
class Step:
    """One of the first steps: its id, where it leads, its words, whether it was gone, or left out for now."""

    id: str
    leads_to: str
    title: str
    why: str
    done: bool
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """What is planned: name and title of the routine, and how long it takes; (name, title) of the others."""

    routine: str
    title: str
    minutes: int
    others: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Prescribed:
    """The prescription that is followed, in sentences.

    Parameters
    ----------
    brief
        From whom it is, until when, and on which days.
    remark
        That it has not begun, is over, or that this is none of its days; empty for nothing.
    planned
        What is planned of it, ``None`` when it is not for today.
    tests
        Which of its tests it asks for today; empty for none.
    """

    brief: str
    remark: str
    planned: Planned | None
    tests: str = ""


@dataclass(frozen=True, slots=True)
class Today:
    """What the page shows; texts are in the language.

    Parameters
    ----------
    planned
        What is planned.
    last, pain, streak
        How the last time was, in sentences; empty when there was none.
    resume, resumes
        Title and name of the routine that was interrupted lately; empty without one.
    asks_next_day
        The pain of the day after the last session has not been told.
    asks_goals
        It is time to tell how it goes with what is hard.
    offers_goals
        Nothing is followed, and it may be asked whether something should be.
    prescribed
        The prescription that is followed, ``None`` without one.
    rests
        Why nothing is begun today: a session was stopped because of a warning sign; empty otherwise.
    steps
        The first steps, as long as one of them is left.
    folded
        They stand folded up: the person knows, or has left out what is left.
    """

    planned: Planned
    last: str = ""
    pain: str = ""
    streak: str = ""
    resume: str = ""
    resumes: str = ""
    asks_next_day: bool = False
    asks_goals: bool = False
    offers_goals: bool = False
    prescribed: Prescribed | None = None
    rests: str = ""
    steps: tuple[Step, ...] = ()
    folded: bool = False


class StepGone(BaseModel):
    """A step that was gone, or is not wanted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    step: Annotated[str, Field(pattern="^[a-z]{1,20}$")]
    left_out: bool = False


def first(request: Request) -> Response:
    """Lead to the first page."""
    return RedirectResponse(f"{desk_of(request).root}/today")


def alive(_request: Request) -> Response:
    """Answer that the app is there, to a second start."""
    return PlainTextResponse(ALIVE)


def ticket(request: Request) -> Response:
    """Issue a ticket for another browser, to a second start."""
    return data({"ticket": desk_of(request).tickets.issue()})


def show(request: Request) -> Response:
    """Show what is planned."""
    desk = desk_of(request)
    return page(
        request, "today", here="today", today=_today(desk), has_model=is_here(desk), speaks=desk.config.voice
    )


def _today(desk: Desk) -> Today:
    words, now = desk.words, datetime.now().astimezone()
    if not history_path().exists():  # looking must not make one
        return Today(
            _planned(USUAL_ROUTINE, words), steps=_steps(words, frozenset(), frozenset(), screened=False)
        )
    with History() as history:
        lines = [each for each in history.summaries() if each.session.kind != "replay"]
        gone = frozenset(history.setting(_STEPS, []))
        left_out = frozenset(history.setting(_LEFT_OUT, []))
        done = [each for each in lines if each.exercises or each.holds or each.reps]
        gone |= {"try"} if done else set()
        steps = _steps(words, gone, left_out, screened=current_screening(history) is not None)
        last = done[0] if done else None
        prescribed = _prescribed(history, now, words)
        name = _routine_of([each.session for each in done])
        told_pain = last.pain_after if last is not None else None
        running = desk.stage.is_session
        resumes, resume = ("", "") if running else _resumable(history, now, words)
        if resumes == PRESCRIBED and prescribed is not None and prescribed.planned is not None:
            resume = prescribed.planned.title  # as it is called below it
        return Today(
            (prescribed.planned if prescribed is not None else None) or _planned(name, words),
            prescribed=prescribed,
            rests=words.told(AFTER_WARNING) if _warned_today(history, now) else "",
            last="" if last is None else _last_words(last.session.started_at, last.duration_s, words, now),
            pain=""
            if told_pain is None
            else words.say("Your pain afterwards: {pain} of 10.", pain=str(told_pain)),
            streak=_streak_words(streak(minutes_by_day(lines), now.date()), words),
            resume=resume,
            resumes=resumes,
            asks_next_day=asked_on_next_day(history, now) is not None,
            asks_goals=bool(goals_due(history, now)),
            offers_goals=bool(done) and offers_naming(history, now),
            steps=steps,
            folded=len(done) >= _KNOWS_AFTER or all(each.done or each.left_out for each in steps),
        )


def _warned_today(history: History, now: datetime) -> bool:
    """Return whether a session of today was stopped because of a warning sign; none is begun then."""
    when = history.setting(_WARNED)
    return when is not None and datetime.fromisoformat(when).astimezone(now.tzinfo).date() == now.date()


def _routine_of(sessions: list[SessionRecord]) -> str:
    """Return the routine that was done last, if it is still there."""
    known = routine_paths()
    return next((each.routine for each in sessions if each.routine in known), None) or USUAL_ROUTINE


def _planned(name: str, words: Words) -> Planned:
    others = [
        (each, words.told(_title(each)))
        for each in routine_paths()
        if each != name and _minutes(each) is not None
    ]
    return Planned(name, words.told(_title(name)), _minutes(name) or 0, others)


def _prescribed(history: History, now: datetime, words: Words) -> Prescribed | None:
    """Return the prescription that is followed; one that cannot be read any more says so on its own page."""
    try:
        followed = followed_prescription(history.course.prescriptions())
    except InputError as error:
        return Prescribed("", words.told(error_text(error)), None)
    if followed is None:
        return None
    language, planned, tests = find_language(words.code), None, ""
    if standing(followed, now.date()) is Standing.IN_FORCE:
        tests = _tests_due(followed, history, now, words)
        routine = prescribed_routine(followed)
        whole_s = session_s(plan_routine(routine, all_exercises()).turns)
        others = _planned(USUAL_ROUTINE, words)
        planned = Planned(
            PRESCRIBED,
            followed.title,
            max(1, round(whole_s / _MINUTE_S)),
            [(USUAL_ROUTINE, others.title), *others.others],
        )
    return Prescribed(
        brief_words(followed, language),
        standing_words(followed, now.date(), language),
        planned,
        tests,
    )


def _tests_due(followed: Prescription, history: History, now: datetime, words: Words) -> str:
    """Return which tests are asked for today, in words; empty for none."""
    if not followed.tests:
        return ""
    from posecheck.assessment.due import due_tests  # noqa: PLC0415 - the first page is there at once

    due = due_tests(followed.tests, history.course.assessments(), now.date())
    return find_language(words.code).listed(list(dict.fromkeys(words.told(each.test.title) for each in due)))


def _title(name: str) -> str:
    return message("Prescription") if name == PRESCRIBED else find_routine(name).title


def _minutes(name: str) -> int | None:
    """Return how long a routine takes, ``None`` for one that cannot be read."""
    path = routine_paths()[name]
    return _minutes_of(name, path.stat().st_mtime)


@cache
def _minutes_of(name: str, _changed: float) -> int | None:
    try:
        plan = plan_routine(find_routine(name), all_exercises())
    except InputError:
        return None
    return max(1, round(session_s(plan.turns) / _MINUTE_S))


def _resumable(history: History, now: datetime, words: Words) -> tuple[str, str]:
    """Return name and title of the routine that was interrupted lately, nothing without one."""
    interrupted = interrupted_lately(history, now)
    try:
        return (interrupted.routine, words.told(_title(interrupted.routine))) if interrupted else ("", "")
    except InputError:  # its file has gone, or cannot be read
        return "", ""


def _last_words(when: datetime, lasted_s: float, words: Words, now: datetime) -> str:
    days = (now.date() - when.date()).days
    lasted = words.duration(max(_MINUTE_S, _MINUTE_S * round(lasted_s / _MINUTE_S)))
    if days == 0:
        return words.say("Last time: today, {lasted}.", lasted=lasted)
    if days == 1:
        return words.say("Last time: yesterday, {lasted}.", lasted=lasted)
    return words.say("Last time: {date}, {lasted}.", date=words.plain_date(when), lasted=lasted)


def _streak_words(lasts: Streak, words: Words) -> str:
    if lasts.trained < 2:  # noqa: PLR2004 - one day is no streak
        return ""
    return words.count(
        lasts.days,
        "Streak: 1 day.",
        "Streak: {count} days, with exercise on {trained}.",
        trained=str(lasts.trained),
    )


def _steps(
    words: Words, gone: frozenset[str], left_out: frozenset[str], *, screened: bool
) -> tuple[Step, ...]:
    """Return the first steps, none once all were gone; one that was left out is still there."""
    say = words.say
    steps = (
        Step(
            "language", "/settings#language", say("Language"), say("English or German."), "language" in gone
        ),
        Step(
            "questions", "/questions/screening", say("A few questions about your health"),
            say("They tell what to leave out, and stay on this computer."), screened or "questions" in gone,
        ),
        Step(
            "camera", "/camera", say("Camera"),
            say("See yourself, and put the camera where it sees all of you."), "camera" in gone,
        ),
        Step(
            "sound", "/settings#sound", say("Sound"),
            say("Hear the voice and the tones once, before you lie down."), "sound" in gone,
        ),
        Step(
            "try", "/exercises/supine-hamstring", say("Try one exercise"),
            say("To see how it goes."), "try" in gone,
        ),
    )  # fmt: skip
    told = tuple(replace(each, left_out=not each.done and each.id in left_out) for each in steps)
    return told if any(not each.done for each in told) else ()


async def leave_step(request: Request) -> Response:
    """Take note that a first step was gone, or is not wanted now."""
    wanted = await told(request, StepGone)

    def keep() -> None:
        with History() as history:
            key = _LEFT_OUT if wanted.left_out else _STEPS
            history.set_setting(key, sorted({*history.setting(key, []), wanted.step}))

    await run_in_threadpool(keep)
    return data({"go": "/today"})


ROUTES: list[Route] = [
    Route("/", first),
    Route("/alive", alive),
    Route("/ticket", ticket, methods=["POST"]),
    Route("/today", show),
    Route("/today/step", leave_step, methods=["POST"]),
]
