"""What pain that was told means for the next session."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from posecheck.routines.screening import Light, pain_light

if TYPE_CHECKING:
    from datetime import datetime

    from posecheck.history.records import SessionRecord
    from posecheck.history.store import History

#: Pain of the next day is asked from this time on after a session, until that.
_NEXT_DAY = (timedelta(hours=12), timedelta(days=3))


def is_next_day(ended: datetime, now: datetime) -> bool:
    """Return whether it is the day after a session or a little later, not the evening of the same day."""
    another_day = now.date() > ended.astimezone(now.tzinfo).date()
    return another_day and _NEXT_DAY[0] <= now - ended <= _NEXT_DAY[1]


def asked_on_next_day(history: History, now: datetime) -> SessionRecord | None:
    """Return the session whose pain of the day after is to be asked for now, ``None`` when there is none.

    It is the last one, if it was a routine; it is asked once.
    """
    last = next((each for each in history.sessions(limit=5) if each.kind != "routine" or each.plan), None)
    if last is None or last.kind != "routine" or last.ended_at is None:
        return None
    told = {each.moment for each in history.pain(last.id)}
    return last if is_next_day(last.ended_at, now) and "next-day" not in told else None


def in_pain(pain: int | None) -> bool:
    """Return whether there is so much pain that everything goes less far today."""
    return pain is not None and pain_light(pain) is not Light.GREEN


def pain_rose(history: History, pain: int | None) -> bool:
    """Return whether pain rose with the last routine or since, or is too high for anything extra today."""
    if in_pain(pain):
        return True
    told = history.pain()
    # the newest session of them that came to an end; the one in hand has told its pain before only
    earlier = [each for each in told if each.moment != "before"]
    if not earlier:
        return False
    last = earlier[-1].session_id
    levels = {each.moment: each.level for each in told if each.session_id == last}
    later = [levels[moment] for moment in ("after", "next-day") if moment in levels]
    rose = "before" in levels and max(later) > levels["before"]
    return rose or (pain is not None and pain > later[-1])
