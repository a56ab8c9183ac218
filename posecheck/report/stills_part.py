"""The stills of an exercise in the report: inside the page, each with words for those who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.pages.pictures import PagePicture, data_address
from posecheck.report.scales import scale_of

if TYPE_CHECKING:
    from posecheck.history.stills import StillNote
    from posecheck.report.content import Content, ReportedExercise, ReportedSession
    from posecheck.report.wording import Words


@dataclass(frozen=True, slots=True)
class StillPart:
    """A still on the page, and what is below it."""

    picture: PagePicture
    caption: str


@dataclass(frozen=True, slots=True)
class StillsNote:
    """How many stills there are on the page, of which sessions, and what makes the page without them.

    `sessions` and `report` are what is given to ``posecheck history delete`` and ``posecheck report``.
    """

    count: int
    sessions: str
    report: str


def still_parts(part: ReportedExercise, words: Words) -> tuple[StillPart, ...]:
    """Return the stills of an exercise."""
    title = part.title(words)
    measure = part.exercise.primary.measure.name if part.exercise and part.exercise.primary else ""
    return tuple(
        StillPart(
            PagePicture(
                data_address(still.jpeg, "jpeg"), f"{title}, {still_words(still.note, words, measure)}"
            ),
            _caption(still.note, words),
        )
        for still in part.stills
    )


def still_words(note: StillNote, words: Words, measure: str = "") -> str:
    """Return what a still shows, as it is read aloud: how far, in what form, and at which cue.

    `measure` is the name of what is measured, where it is known.
    """
    parts = []
    if note.value is not None:
        scale = scale_of(measure, note.unit)
        value = words.spoken_amount(scale.shown(note.value), scale.unit)
        parts.append(
            words.say("held at {value}", value=value) if note.held else words.say("at {value}", value=value)
        )
    if note.form is not None:
        parts.append(words.say("form: {band}", band=words.band(100 * note.form)))
    if note.cue:
        parts.append(words.say("cue: “{cue}”", cue=words.told(note.cue)))
    return ", ".join(parts)


def _caption(note: StillNote, words: Words) -> str:
    if note.cue:
        return words.say("When it was said: “{cue}”", cue=words.told(note.cue))
    return words.say("The best moment")


def stills_note(content: Content) -> StillsNote | None:
    """Return what has to be said about the pictures on the page, ``None`` when there are none."""
    with_stills = [each for each in content.sessions if _count(each)]
    if not with_stills:
        return None
    first = content.sessions[0].session
    return StillsNote(
        count=sum(map(_count, with_stills)),
        sessions=" ".join(str(each.session.id) for each in with_stills),
        report=str(first.id) if len(content.sessions) == 1 else f"--since {first.started_at:%Y-%m-%d}",
    )


def _count(reported: ReportedSession) -> int:
    return sum(len(each.stills) for each in reported.exercises)
