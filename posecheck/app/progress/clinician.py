"""The report for who treats the person: what goes into it is chosen, seen, and then saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from posecheck.app.gate.guard import DOCUMENT_POLICY
from posecheck.app.pages.answers import page
from posecheck.app.pages.desk import desk_of
from posecheck.exchange.clinician import (
    HTML,
    JSON,
    PDF,
    Wish,
    clinician_report,
    fhir_bytes,
    known_network,
    report_bytes,
    usual_period,
)
from posecheck.history.stills import count_stills
from posecheck.history.store import History
from posecheck.support.errors import InputError
from posecheck.support.message import message
from posecheck.support.paths import history_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from posecheck.report.clinician.document import ClinicianReport

#: What a file can be → its kind for a browser.
_KINDS = {HTML: "text/html", PDF: "application/pdf", JSON: "application/json"}
_FHIR = "application/fhir+json"
_YES = "yes"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the page shows as chosen at first.

    Parameters
    ----------
    since, until
        The usual first and last day, as a field of a date has them.
    prescribed
        They begin with the prescription that is followed.
    pictures
        How many pictures are kept.
    health
        The questions about health were answered.
    """

    since: str
    until: str
    prescribed: bool
    pictures: int
    health: bool


def show(request: Request) -> Response:
    """Show what can be chosen, and the report below it."""
    now = datetime.now().astimezone()
    with _history() as history:
        usual = usual_period(history, now.date())
        chosen = Chosen(
            since=usual.first.isoformat(),
            until=usual.last.isoformat(),
            prescribed=usual.reason == "prescription",
            pictures=sum(count_stills(history.path, each.id) for each in history.sessions()),
            health=history.last_answers("screening") is not None,
        )
    return page(request, "progress_clinician", here="progress", chosen=chosen)


def look(request: Request) -> Response:
    """Return the report as a page to look at, or the sentence that says why there is none."""
    words = desk_of(request).words
    try:
        report = _report(request)
    except InputError as error:  # it is looked at within a page: another whole page has no place there
        return Response(words.told(str(error)), status_code=400, media_type="text/plain")
    return Response(
        report_bytes(report, HTML, words),
        media_type=_KINDS[HTML],
        headers={"content-security-policy": DOCUMENT_POLICY},
    )


def save(request: Request) -> Response:
    """Return the report as a file to save: HTML, PDF, JSON, or a FHIR Bundle."""
    report, words = _report(request), desk_of(request).words
    form = f".{request.path_params['form']}"
    name = f"posecheck-{report.period.last}"
    if form == ".fhir":
        return _file(fhir_bytes(report, words), f"{name}-fhir.json", _FHIR)
    if form not in _KINDS:
        raise InputError(message("There is no such page."))
    return _file(report_bytes(report, form, words), f"{name}{form}", _KINDS[form])


def _file(content: bytes, name: str, kind: str) -> Response:
    headers = {
        "content-security-policy": DOCUMENT_POLICY,
        "content-disposition": f'attachment; filename="{name}"',
    }
    return Response(content, media_type=kind, headers=headers)


def _report(request: Request) -> ClinicianReport:
    now, told = datetime.now().astimezone(), request.query_params
    with _history() as history:
        usual = usual_period(history, now.date())
        since, until = _day(told, "since"), _day(told, "until")
        wish = Wish(
            since=None if since == usual.first and until == usual.last else since,
            until=None if until == usual.last else until,
            name=told.get("name", ""),
            pictures=told.get("pictures") == _YES,
            health=told.get("health") == _YES,
        )
        return clinician_report(history, wish, now, known_network())


def _day(told: Mapping[str, str], key: str) -> date | None:
    text = told.get(key, "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(message("That is no day; choose the days of the report anew.")) from error


def _history() -> History:
    if not history_path().exists():
        raise InputError(message("There is no session yet."))
    return History()


ROUTES: list[Route] = [
    Route("/progress/clinician", show),
    Route("/progress/clinician/look", look),
    Route("/progress/clinician/report.{form}", save),
]
