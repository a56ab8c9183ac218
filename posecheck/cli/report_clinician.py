"""``posecheck report --clinician``: the report for who treats the person, in several forms."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from posecheck.exchange.clinician import Wish
    from posecheck.support.language import Language


def write_clinician_report(wish: Wish, out: Path | None, fhir: Path | None, language: Language) -> None:
    """Write the report that is wished for.

    Parameters
    ----------
    wish
        The days, and what the person gives away.
    out
        Where; what its name ends in says what it is. By default a PDF in this folder.
    fhir
        Where the Bundle goes; ``None`` for none.
    language
        Of the report.

    Raises
    ------
    InputError
        It cannot be written there, there is no such form, or nothing was done in these days.
    """
    from posecheck.exchange.clinician import (
        FORMS,
        PDF,
        clinician_report,
        fhir_bytes,
        known_network,
        report_bytes,
    )
    from posecheck.history.store import History
    from posecheck.report.wording import Words
    from posecheck.support.destination import check_destinations, write_bytes
    from posecheck.support.errors import InputError

    made, words = datetime.now().astimezone(), Words(language)
    path = out or Path(f"report-clinician-{made:%Y-%m-%d}{PDF}")
    if path.suffix.lower() not in FORMS:
        raise InputError(
            f"The report is written as {', '.join(FORMS)}; give the file such a name, not {path}."
        )
    check_destinations([path] if fhir is None else [path, fhir])
    with History() as history:
        report = clinician_report(history, wish, made, known_network())
    write_bytes(path, report_bytes(report, path.suffix, words), private=True)
    typer.echo(f"Report: {path}")
    if fhir is not None:
        write_bytes(fhir, fhir_bytes(report, words), private=True)
        typer.echo(f"FHIR Bundle: {fhir}")
