"""What a session was, in a few words for people: its routine, or the exercises that were begun in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.exercise.catalogue import all_exercises
from posecheck.routines.routine_files import routine_titles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from posecheck.history.records import SessionLine
    from posecheck.support.language import Language


@dataclass(frozen=True, slots=True)
class Titles:
    """The names for people of exercises and routines, by id."""

    exercises: Mapping[str, str]
    routines: Mapping[str, str]

    @classmethod
    def known(cls) -> Titles:
        """Return those of what is installed."""
        return cls({name: each.title for name, each in all_exercises().items()}, routine_titles())


def what_words(line: SessionLine, titles: Titles, language: Language) -> str:
    """Return what a session was, in words for people: its routine, or the exercises that were begun in it."""
    say = language.translate
    session = line.session
    if session.routine:
        return say(titles.routines.get(session.routine, session.routine))
    if not line.names:
        return say("questions only") if line.pain_before is not None else say("nothing")
    what = say(titles.exercises.get(line.names[0], line.names[0]))
    more = len(line.names) - 1
    if more:
        what = language.plural("{what} and 1 more", "{what} and {count} more", more, what=what)
    return say("{what} (video)", what=what) if session.kind == "replay" else what
