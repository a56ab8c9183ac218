"""The report for a clinician as files: what goes into it out of the history, and in which form."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.estimator.networks import Network
from posecheck.exchange.fhir import fhir_bundle
from posecheck.exercise.catalogue import all_exercises
from posecheck.prescription.reading import parse_prescription
from posecheck.report.clinician.document import ScreeningFacts, ScreeningYes, as_data
from posecheck.report.clinician.gathering import Allowed, gather_report, period_of
from posecheck.report.clinician.page import clinician_page
from posecheck.report.clinician.pdf import clinician_pdf
from posecheck.routines.screening import Screening
from posecheck.routines.screening_dialogue import WHEN, WHO
from posecheck.routines.screening_kept import SCREENING
from posecheck.routines.screening_questions import QUESTIONS
from posecheck.support.errors import InputError
from posecheck.support.message import message
from posecheck.support.settings import read_config

if TYPE_CHECKING:
    from datetime import date, datetime

    from posecheck.history.course_records import PrescriptionRecord
    from posecheck.history.store import History
    from posecheck.prescription.prescription import Prescription
    from posecheck.report.clinician.document import ClinicianReport, ReportPeriod
    from posecheck.report.wording import Words
    from posecheck.routines.screening import Agreement

#: So long may the name be that somebody wants to be called; a heading has no room for more.
LONGEST_NAME = 80
#: How a file can end, and what it then is.
HTML, PDF, JSON = ".html", ".pdf", ".json"
FORMS = (HTML, PDF, JSON)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person wants to give away.

    Parameters
    ----------
    since, until
        First and last day; ``None`` for the usual ones.
    name
        What they want to be called, one line of at most :data:`LONGEST_NAME` letters; empty for no name.
    pictures
        Some of the pictures that were kept.
    health
        What they answered to the questions about their health.
    """

    since: date | None = None
    until: date | None = None
    name: str = ""
    pictures: bool = False
    health: bool = False


def clinician_report(history: History, wish: Wish, made: datetime, network: str = "") -> ClinicianReport:
    """Return the report that is wished for, made at `made`; `network` is what finds the landmarks.

    Raises
    ------
    InputError
        The period ends before it begins or lies in the future, nothing is kept of it, or the name is none.
    """
    name = wish.name.strip()
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise InputError(message("The name must be one line of at most 80 letters."))
    today, kept = made.date(), history.course.prescriptions()
    if wish.since is not None and wish.since > (wish.until or today):
        raise InputError(message("The report would end before it begins; give an earlier first day."))
    if wish.until is not None and wish.until > today:
        raise InputError(
            message("The last day of the report is still to come; give today or an earlier one.")
        )
    period = period_of(kept[0] if kept else None, today, wish.since, wish.until)
    report = gather_report(
        history,
        all_exercises(),
        period,
        made,
        prescription=_followed(kept, period),
        allowed=Allowed(name, wish.pictures, _screening(history, period) if wish.health else None),
        network=network,
    )
    if not (report.sessions or report.assessments or any(each.levels for each in report.goals)):
        raise InputError(message("Nothing was done in this period; give an earlier first day."))
    return report


def usual_period(history: History, today: date) -> ReportPeriod:
    """Return the days that a report is about where nobody chose others."""
    kept = history.course.prescriptions()
    return period_of(kept[0] if kept else None, today)


def known_network() -> str:
    """Return what finds the landmarks as it is set: a file that was chosen, else the usual network."""
    model = read_config().model
    return Network.FULL.value if model is None else model.name


def report_bytes(report: ClinicianReport, form: str, words: Words) -> bytes:
    """Return the report as a file of one of :data:`FORMS`.

    Raises
    ------
    InputError
        There is no such form, or the browser that prints it failed.
    """
    match form.lower():
        case ".html":
            return clinician_page(report, words).encode()
        case ".pdf":
            return clinician_pdf(report, words)
        case ".json":
            return _json(as_data(report))
    raise InputError(message("The report is written as .html, .pdf or .json; give the file such a name."))


def fhir_bytes(report: ClinicianReport, words: Words) -> bytes:
    """Return the report as a FHIR R4 Bundle in JSON."""
    return _json(fhir_bundle(report, words))


def _json(values: object) -> bytes:
    return (json.dumps(values, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def _followed(kept: list[PrescriptionRecord], period: ReportPeriod) -> Prescription | None:
    """Return the newest prescription that was followed on any day of the period."""
    for each in kept:
        begun = each.imported_at.astimezone().date()
        ended = each.ended_at.astimezone().date() if each.ended_at else period.last
        if begun <= period.last and ended >= period.first:
            return parse_prescription(each.text, message("of this period"))
    return None


def _screening(history: History, period: ReportPeriod) -> ScreeningFacts | None:
    """Return the newest answers until the end of the period; ``None`` when none were given."""
    for kept in history.answers(SCREENING):
        told_on = kept.told_at.astimezone().date()
        if told_on > period.last:
            continue
        told = Screening.from_answers(kept.answers)
        yes = tuple(
            ScreeningYes(each.id, each.short or each.text) for each in QUESTIONS if each.id in told.yes
        )
        return ScreeningFacts(told_on, yes, _agreed(told.agreement) if told.agreement else "")
    return None


def _agreed(agreement: Agreement) -> str:
    who = next((each.text for each in WHO if each.id == agreement.who), WHO[-1].text)
    when = next((each.text for each in WHEN if each.id == agreement.when), WHEN[-1].text)
    return message("As the person told, {who} agreed {when} that they exercise.", who=who, when=when)
