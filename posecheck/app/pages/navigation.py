"""The places of the app, in the order in which they stand in its navigation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from posecheck.report.wording import Words


@dataclass(frozen=True, slots=True)
class Place:
    """One of them: its id, which is its address too, and its words in the language."""

    id: str
    title: str


def navigation(words: Words) -> list[Place]:
    """Return them in the language."""
    say = words.say
    return [
        Place("today", say("Today")),
        Place("exercises", say("Exercises")),
        Place("routines", say("Routines")),
        Place("videos", say("Videos")),
        Place("progress", say("Progress")),
        Place("settings", say("Settings")),
        Place("help", say("Help")),
    ]
