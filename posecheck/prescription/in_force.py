"""Which prescription is followed, and whether today is one of its days."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from posecheck.prescription.prescription import WEEK
from posecheck.prescription.reading import parse_prescription
from posecheck.support.errors import InputError
from posecheck.support.message import joined, message

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from posecheck.prescription.prescription import Prescription


class Standing(StrEnum):
    """How a prescription stands on a day."""

    COMING = "coming"
    IN_FORCE = "in-force"
    OVER = "over"


class Kept(Protocol):
    """A prescription as the history keeps it."""

    @property
    def text(self) -> str:
        """The file, whole."""
        ...

    @property
    def ended_at(self) -> datetime | None:
        """When it was no longer followed, ``None`` for the one that is."""
        ...


def standing(prescription: Prescription, today: date) -> Standing:
    """Return whether a prescription has begun and is not over; its first and its last day belong to it."""
    if today < prescription.starts_on:
        return Standing.COMING
    if prescription.ends_on is not None and today > prescription.ends_on:
        return Standing.OVER
    return Standing.IN_FORCE


def followed_prescription(kept: Iterable[Kept]) -> Prescription | None:
    """Return the one that was imported last and not ended, whatever the day; ``None`` without one.

    Raises
    ------
    InputError
        It cannot be read any more, as when one of its exercises is no longer installed.
    """
    text = next((each.text for each in kept if each.ended_at is None), None)
    if text is None:
        return None
    try:
        return parse_prescription(text, "that is followed")
    except InputError as error:
        advice = message("Import it anew, or end it with `posecheck plan end`.")
        raise InputError(joined([str(error), advice])) from error


def prescription_in_force(kept: Iterable[Kept], today: date) -> Prescription | None:
    """Return the prescription that is followed, ``None`` when there is none, or not on this day.

    Parameters
    ----------
    kept
        What the history has of prescriptions, the newest first.
    today
        The day.

    Raises
    ------
    InputError
        It cannot be read any more.
    """
    found = followed_prescription(kept)
    return found if found is not None and standing(found, today) is Standing.IN_FORCE else None


def is_training_day(prescription: Prescription, day: date) -> bool:
    """Return whether the prescription is in force and asks for training on a day; without days on any."""
    return standing(prescription, day) is Standing.IN_FORCE and (
        not prescription.days or WEEK[day.weekday()] in prescription.days
    )


def next_training_day(prescription: Prescription, today: date) -> date | None:
    """Return the first day, from `today` on, that it asks for training on; ``None`` when none is left."""
    first = max(today, prescription.starts_on)
    number_of_days = min(len(WEEK), (date.max - first).days + 1)
    days = (first + timedelta(days=number) for number in range(number_of_days))
    return next((day for day in days if is_training_day(prescription, day)), None)
