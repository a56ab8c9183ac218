"""Which tests a prescription asks for today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.assessment.catalogue import ASSESSMENTS
from posecheck.assessment.programme import Asked, asked_of
from posecheck.pose import Side

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from posecheck.history.course_records import AssessmentRecord
    from posecheck.prescription.prescription import PrescribedTest


def due_tests(
    prescribed: Iterable[PrescribedTest], records: Iterable[AssessmentRecord], today: date
) -> list[Asked]:
    """Return what of the prescribed tests has not been taken for as many days as the prescription says.

    Parameters
    ----------
    prescribed
        The tests of the prescription; those that this version does not know are left out.
    records
        What was taken so far, in any order.
    today
        The day.
    """
    last: dict[tuple[str, str], date] = {}
    for record in records:
        day, key = record.taken_at.date(), (record.test, record.side)
        last[key] = max(day, last.get(key, day))
    found: list[Asked] = []
    for each in prescribed:
        test = ASSESSMENTS.get(each.test)
        if test is None:
            continue
        side = each.side if each.side in (Side.LEFT, Side.RIGHT) else Side.NONE
        for asked in asked_of([test], side):
            taken = last.get((test.id, asked.side.value))
            if taken is None or (today - taken).days >= each.every_days:
                found.append(asked)
    return found
