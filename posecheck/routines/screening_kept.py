"""What was answered of the screening and is kept: which answers still hold, and what they change."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from posecheck.exercise.catalogue import all_exercises
from posecheck.routines.screening import Screening, fit, is_current, require_inversion_consent

if TYPE_CHECKING:
    from posecheck.exercise import Exercise
    from posecheck.history.store import History
    from posecheck.routines.screening import Fitted

#: The kinds under which the history has the answers.
SCREENING, INVERSION = "screening", "inversion"
#: Who does not want to be asked is left in peace for so long; a setting of the history says since when.
OFFER_AGAIN = timedelta(days=30)
OFFERED = "screening-offered"


def current_screening(history: History) -> Screening | None:
    """Return the answers that still hold, ``None`` when it has to be asked (again)."""
    kept = history.last_answers(SCREENING)
    if kept is None or not is_current(kept.told_at, datetime.now().astimezone()):
        return None
    return Screening.from_answers(kept.answers)


def is_offered_again(history: History) -> bool:
    """Return whether who has answered nothing may be asked (again) whether they want to."""
    offered = history.setting(OFFERED)
    return offered is None or datetime.now().astimezone() - datetime.fromisoformat(offered) >= OFFER_AGAIN


def require_inversion_consent_kept(history: History) -> None:
    """Raise ``InputError`` unless the questions of the inversion table were passed in the last 90 days."""
    kept = history.last_answers(INVERSION)
    require_inversion_consent(
        kept.told_at if kept else None, kept.answers if kept else None, datetime.now().astimezone()
    )


def what_changes(told: Screening) -> list[tuple[Exercise, Fitted]]:
    """Return the exercises of every day that are left out or changed after these answers, and how."""
    exercises = (each for each in all_exercises().values() if not each.opt_in)
    found = ((each, fit(each, (), told, {})) for each in exercises)
    return [(each, fitted) for each, fitted in found if fitted.reason]
