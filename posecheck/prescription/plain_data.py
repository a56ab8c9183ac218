"""A prescription as plain data for other programs: its file, in the form of the published schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from posecheck.prescription.prescription import VERSION
from posecheck.prescription.template import exercise_values, test_values

if TYPE_CHECKING:
    from posecheck.prescription.prescription import Prescription


def as_data(prescription: Prescription) -> dict[str, Any]:
    """Return a prescription as JSON has it; days and times are texts, what says nothing is left out."""
    people, at = prescription.prescriber, prescription.at
    data: dict[str, Any] = {
        "posecheck": VERSION,
        "title": prescription.title,
        "notes": prescription.notes,
        "stop_for": list(prescription.stop_for),
        "from": _said(name=people.name, contact=people.contact, date=prescription.written_on.isoformat()),
        "for": _said(name=prescription.patient),
        "when": {
            "from": prescription.starts_on.isoformat(),
            **_said(
                until=prescription.ends_on.isoformat() if prescription.ends_on else "",
                days=list(prescription.days),
                at=at.isoformat() if at else "",
            ),
        },
        "exercise": [exercise_values(each) for each in prescription.exercises],
        "assess": [test_values(each) for each in prescription.tests],
    }
    return {key: value for key, value in data.items() if value}


def _said(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
