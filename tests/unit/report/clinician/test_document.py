"""The JSON of the report is as its schema and its document say."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from fixtures.courses import MADE, make_course
from fixtures.json_schema import broken_rules

from posecheck.exchange.clinician import Wish, clinician_report
from posecheck.history.store import History
from posecheck.report.clinician.document import ClinicianReport, as_data, report_schema

DOCS = Path(__file__).parents[4] / "docs"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> ClinicianReport:
    path = tmp_path_factory.mktemp("course") / "history.sqlite3"
    make_course(path)
    with History(path) as history:
        return clinician_report(history, Wish(name="P. 17", health=True), MADE, "full")


def test_the_published_schema_is_that_of_the_code() -> None:
    published = (DOCS / "clinician-report.schema.json").read_text(encoding="utf-8")
    made = json.dumps(report_schema(), indent=2, ensure_ascii=False) + "\n"
    assert published == made, "write it anew: the message of docs/clinician-report.md says how"


def test_a_report_keeps_to_the_schema(report: ClinicianReport) -> None:
    data = json.loads(json.dumps(as_data(report), allow_nan=False))
    assert broken_rules(data, report_schema()) == []


def test_a_report_that_says_otherwise_breaks_it(report: ClinicianReport) -> None:
    spoiled = as_data(report) | {"sessions": "many", "made_at": "yesterday"}
    assert len(broken_rules(spoiled, report_schema())) == 2


def test_every_key_is_explained_in_its_document(report: ClinicianReport) -> None:
    text = (DOCS / "clinician-report.md").read_text(encoding="utf-8")
    missing = [each for each in sorted(keys(report)) if f"`{each}`" not in text]
    assert missing == []


def keys(value: Any) -> set[str]:
    """Return the names of all fields of a report and of what is in it."""
    if isinstance(value, tuple):
        return set().union(*map(keys, value))
    if not is_dataclass(value):
        return set()
    inner = (keys(getattr(value, each.name)) for each in fields(value))
    return {each.name for each in fields(value)}.union(*inner)
