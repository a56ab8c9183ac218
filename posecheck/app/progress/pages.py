"""Progress: the weeks, what improved, every session, and all of it to take along or to delete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from posecheck.app.gate.guard import DOCUMENT_POLICY
from posecheck.app.pages.answers import data, page
from posecheck.app.pages.desk import desk_of
from posecheck.app.progress import clinician
from posecheck.app.progress.overview import overview_page
from posecheck.exercise.catalogue import all_exercises, find_exercise
from posecheck.history.deletion import delete_sessions, require_ended
from posecheck.history.export import history_csv, history_json
from posecheck.history.stills import count_stills, delete_stills
from posecheck.history.store import History
from posecheck.report.content import gather
from posecheck.report.page import report_page
from posecheck.report.session_part import session_part
from posecheck.report.wording import PAIN_WORDS
from posecheck.routines.routine_files import routine_paths, routine_titles
from posecheck.support.errors import InputError
from posecheck.support.language import find_language
from posecheck.support.message import message
from posecheck.support.paths import history_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from posecheck.app.pages.desk import Desk
    from posecheck.history.records import SessionRecord
    from posecheck.report.content import Content
    from posecheck.report.session_part import SessionPart

_NOTHING = message("There is no session yet.")
#: A report to show to somebody tells of so many weeks.
_REPORTED_WEEKS = 4


@dataclass(frozen=True, slots=True)
class SessionPage:
    """A session with everything that is kept of it.

    Parameters
    ----------
    id
        Its number.
    title
        Its day.
    part
        What was done, as the report has it.
    pain
        What was told of pain, in words; empty without.
    pictures
        How many there are.
    running
        It is going on at this moment.
    again
        What begins the same once more; empty where it is not there any more.
    gone
        What would be gone if it were deleted.
    """

    id: int
    title: str
    part: SessionPart
    pain: str
    pictures: int
    running: bool
    again: dict[str, str]
    gone: tuple[str, ...]


def show(request: Request) -> Response:
    """Show everything at a glance."""
    desk = desk_of(request)
    every = "all" in request.query_params
    now = datetime.now().astimezone()
    overview = None
    if history_path().exists():  # looking must not make one
        with History() as history:
            overview = overview_page(history, desk.words, now, every=every)
    return page(
        request, "progress", here="progress", overview=overview, weeks=_REPORTED_WEEKS, day=f"{now:%Y-%m-%d}"
    )


def show_session(request: Request) -> Response:
    """Show one session."""
    desk, number = desk_of(request), request.path_params["session"]
    with _history() as history:
        found = _session_page(history, number, desk)
    return page(request, "progress_session", here="progress", shown=found)


def _history() -> History:
    if not history_path().exists():
        raise InputError(_NOTHING)
    return History()


def _session(history: History, number: int) -> SessionRecord:
    found = next((each for each in history.sessions() if each.id == number), None)
    if found is None:
        raise InputError(message("This session is not there any more."))
    return found


def _session_page(history: History, number: int, desk: Desk) -> SessionPage:
    words, session = desk.words, _session(history, number)
    content = _content(history, [session], desk, pictures=True)
    pain = [f"{words.told(PAIN_WORDS[each.moment])} {each.level}" for each in history.pain(number)]
    pictures = count_stills(history.path, number)
    return SessionPage(
        id=number,
        title=words.full_date(session.started_at),
        part=session_part(content, content.sessions[0], 1),
        pain=find_language(words.code).listed(pain) if pain else "",
        pictures=pictures,
        running=history.is_running(number),
        again=_again(session, content),
        gone=tuple(_gone(content, pictures, has_pain=bool(pain))),
    )


def _content(history: History, sessions: Sequence[SessionRecord], desk: Desk, *, pictures: bool) -> Content:
    return gather(
        history,
        sessions,
        all_exercises(),
        datetime.now().astimezone(),
        language=find_language(desk.words.code),
        routines=routine_titles(),
        pictures=pictures,
    )


def _again(session: SessionRecord, content: Content) -> dict[str, str]:
    if session.routine is not None:
        return {"kind": "routine", "name": session.routine} if session.routine in routine_paths() else {}
    done = [each.record.exercise for each in content.sessions[0].exercises]
    known = [each for each in done if each in content.catalogue and not find_exercise(each).opt_in]
    return {"kind": "exercise", "name": known[0]} if known else {}


def _gone(content: Content, pictures: int, *, has_pain: bool) -> list[str]:
    words, done = content.words, len(content.sessions[0].exercises)
    gone = [words.count(done, "1 exercise with what was counted", "{count} exercises with what was counted")]
    if has_pain:
        gone.append(words.say("the pain that you told"))
    if pictures:
        gone.append(words.count(pictures, "1 picture of you", "{count} pictures of you"))
    gone.append(words.say("its place in the calendar and in the charts"))
    return gone


# ---- to take along


def report_of(request: Request) -> Response:
    """Return the report of a session as one page that holds everything within itself."""
    with _history() as history:
        return _report(history, [_session(history, request.path_params["session"])], request)


def report_of_weeks(request: Request) -> Response:
    """Return the report of the last weeks, to show to somebody."""
    since = datetime.now().astimezone() - timedelta(weeks=_REPORTED_WEEKS)
    with _history() as history:
        sessions = history.sessions(since=since)
        if not sessions:
            raise InputError(message("There was no session in the last four weeks."))
        return _report(history, sessions, request)


def _report(history: History, sessions: Sequence[SessionRecord], request: Request) -> Response:
    pictures = request.query_params.get("pictures") != "no"
    content = _content(history, sessions, desk_of(request), pictures=pictures)
    return Response(
        report_page(content), media_type="text/html", headers={"content-security-policy": DOCUMENT_POLICY}
    )


def export_json(_request: Request) -> Response:
    """Return the whole history, for other programs."""
    with _history() as history:
        return Response(history_json(history), media_type="application/json")


def export_csv(_request: Request) -> Response:
    """Return one row a hold and a repetition, for a spreadsheet."""
    with _history() as history:
        return Response(history_csv(history), media_type="text/csv")


# ---- to delete


def delete(request: Request) -> Response:
    """Delete a session with everything that is kept of it."""
    number, words = request.path_params["session"], desk_of(request).words
    with _history() as history:
        left = delete_sessions(history, [_session(history, number).id])
    return data({"go": "/progress", "said": words.say("Deleted."), "left": left})


def delete_pictures(request: Request) -> Response:
    """Delete the pictures of a session; the session stays."""
    number, words = request.path_params["session"], desk_of(request).words
    with _history() as history:
        require_ended(history, [number])
        delete_stills(history.path, [number])
    return data({"go": f"/progress/{number}", "said": words.say("Deleted.")})


ROUTES: list[Route] = [
    Route("/progress", show),
    Route("/progress/report.html", report_of_weeks),
    Route("/progress/history.json", export_json),
    Route("/progress/holds.csv", export_csv),
    *clinician.ROUTES,
    Route("/progress/{session:int}", show_session),
    Route("/progress/{session:int}/report.html", report_of),
    Route("/progress/{session:int}/delete", delete, methods=["POST"]),
    Route("/progress/{session:int}/delete-pictures", delete_pictures, methods=["POST"]),
]
