"""The stills of an exercise in the report: inside the page, each with words for those who cannot see it."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from posecheck.report.markup import Markup, element, empty

if TYPE_CHECKING:
    from posecheck.history.stills import StillNote
    from posecheck.report.content import Content, ReportedExercise, ReportedSession
    from posecheck.report.wording import Words


def stills_part(part: ReportedExercise, words: Words) -> Markup:
    """Return the stills of an exercise side by side, nothing when there are none."""
    if not part.stills:
        return Markup("")
    title = part.title(words)
    figures = []
    for still in part.stills:
        source = f"data:image/jpeg;base64,{b64encode(still.jpeg).decode('ascii')}"
        picture = empty("img", src=source, alt=f"{title}, {still_words(still.note, words)}")
        figures.append(element("figure", picture, element("figcaption", _caption(still.note, words))))
    return element("div", *figures, class_="stills")


def still_words(note: StillNote, words: Words) -> str:
    """Return what a still shows, as it is read aloud: how far, in what form, and at which cue."""
    parts = []
    if note.value is not None:
        value = words.spoken_amount(note.value, note.unit)
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


def stills_note(content: Content) -> Markup:
    """Return what has to be said about the pictures on the page, nothing when there are none."""
    words = content.words
    with_stills = [each for each in content.sessions if _count(each)]
    if not with_stills:
        return Markup("")
    count = words.count(
        sum(map(_count, with_stills)),
        "There is 1 picture of you on this page.",
        "There are {count} pictures of you on this page.",
    )
    numbers = " ".join(str(each.session.id) for each in with_stills)
    first = content.sessions[0].session
    which = str(first.id) if len(content.sessions) == 1 else f"--since {first.started_at:%Y-%m-%d}"
    why = words.say("They are kept on this computer because you asked for it.")
    delete = words.say("To delete them with their session:")
    share = words.say("Without them, to pass the page on:")
    return element(
        "p",
        f"{count} {why} {delete} ",
        element("code", f"posecheck history delete {numbers}"),
        f". {share} ",
        element("code", f"posecheck report {which} --no-pictures"),
        ".",
        class_="notice",
    )


def _count(reported: ReportedSession) -> int:
    return sum(len(each.stills) for each in reported.exercises)
