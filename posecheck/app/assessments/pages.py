"""The page of the tests: each with its figure, what it tells, a way to begin it, and how it went."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from starlette.routing import Route

from posecheck.app.exercises.person import known_person, standing
from posecheck.app.pages.answers import page
from posecheck.app.pages.desk import desk_of
from posecheck.assessment.catalogue import ASSESSMENTS, NOT_POSSIBLE
from posecheck.assessment.due import due_tests
from posecheck.history.store import History
from posecheck.pose import Side
from posecheck.prescription.in_force import prescription_in_force
from posecheck.report.assessments_part import assessment_parts, error_words, trends_of
from posecheck.support.errors import InputError
from posecheck.support.paths import history_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from posecheck.app.exercises.person import Standing
    from posecheck.assessment.test import AssessmentTest
    from posecheck.report.assessments_part import AssessmentPart
    from posecheck.report.wording import Words


@dataclass(frozen=True, slots=True)
class ShownTest:
    """One test on the page.

    Parameters
    ----------
    id, figure, title, what, camera, setup
        Its id, that of its moving figure, and its words.
    sides
        It is done on each side.
    error
        How far it may be off, in a sentence.
    not_seen
        What the camera cannot tell of it.
    standing
        Whether this person may do it.
    due
        That the prescription asks for it today, and on which side when it is one; else empty.
    parts
        How it went, one for each side that was taken.
    """

    id: str
    figure: str
    title: str
    what: str
    camera: str
    setup: str
    sides: bool
    error: str
    not_seen: tuple[str, ...]
    standing: Standing
    due: str
    parts: tuple[AssessmentPart, ...]


def show(request: Request) -> Response:
    """Show every test, and how it went."""
    desk = desk_of(request)
    words, now = desk.words, datetime.now().astimezone()
    person = known_person(desk.config, now)
    parts: dict[str, list[AssessmentPart]] = defaultdict(list)
    due: dict[str, list[Side]] = defaultdict(list)
    if history_path().exists():  # looking must not make one
        with History() as history:
            trends = trends_of(history)
            records = history.course.assessments()
            plan = None
            with suppress(InputError):  # one that cannot be read any more says so on its own page
                plan = prescription_in_force(history.course.prescriptions(), now.date())
        for each in trends:
            parts[each.test] += assessment_parts([each], words)
        if plan is not None:
            for asked in due_tests(plan.tests, records, now.date()):
                due[asked.test.id].append(asked.side)
    shown = [
        _shown(test, words, standing(test.exercise, person, words), tuple(parts[test.id]), due[test.id])
        for test in ASSESSMENTS.values()
    ]
    impossible = [words.told(each) for each in NOT_POSSIBLE]
    return page(request, "assessments", here="progress", tests=shown, impossible=impossible)


def _shown(
    test: AssessmentTest,
    words: Words,
    may: Standing,
    parts: tuple[AssessmentPart, ...],
    due: Sequence[Side],
) -> ShownTest:
    told, exercise = words.told, test.exercise
    return ShownTest(
        test.id,
        exercise.id,
        told(test.title),
        told(test.what),
        told(exercise.camera),
        told(exercise.setup),
        test.sides,
        error_words(test.id, test.unit, words),
        (*((told(test.measured.caveat),) if test.measured.caveat else ()), *map(told, test.not_seen)),
        may,
        _due_words(due, words),
        parts,
    )


def _due_words(sides: Sequence[Side], words: Words) -> str:
    """Return what is asked for today, empty when nothing is."""
    match tuple(sides):
        case ():
            return ""
        case (Side.LEFT,):
            return words.say("asked for today: the left side")
        case (Side.RIGHT,):
            return words.say("asked for today: the right side")
        case _:
            return words.say("asked for today")


ROUTES: list[Route] = [Route("/assessments", show)]
