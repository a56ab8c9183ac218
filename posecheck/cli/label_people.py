"""Who is in a clip and who marks it: asked in the terminal, written into labels, missed where it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from posecheck.cli.asking import ask_text, can_ask
from posecheck.cli.paragraphs import fitted
from posecheck.lab.labelling.people import checked_name, known_people, remember
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from posecheck.lab.evaluation.clips import Clip
    from posecheck.lab.labels import Label
    from posecheck.support.language import Language

#: Leaves a name out that would else be the last one.
_NONE = "-"


@dataclass(frozen=True, slots=True)
class People:
    """Who is in a clip and who marks it; empty names are not told."""

    subject: str
    labelled_by: str


def people_of(
    path: Path,
    existing: Label | None,
    given: tuple[str | None, str | None],
    language: Language,
    *,
    same: bool,
) -> People:
    """Return who is in a clip and who marks it: as given, as its label says, else as is answered.

    Nobody is asked where nobody can answer; the names are then left out.

    Parameters
    ----------
    path
        The clip.
    existing
        A label that it has.
    given
        Both names as options gave them.
    language
        In which is asked.
    same
        Whether that label is the one to be written: whoever writes another one marks it anew.
    """
    say, known = language.translate, known_people()
    subject, labelled_by = given
    if subject is None:
        subject = existing.subject if existing is not None else ""
        if not subject:
            question = say(
                "Who is in {clip}? A made-up name, the same in all clips of this person", clip=path.name
            )
            subject = _asked(question, known.subject, language)
    if labelled_by is None:
        labelled_by = existing.labelled_by if existing is not None and same else ""
        if not labelled_by:
            labelled_by = _asked(say("Who marks it?"), known.labelled_by, language)
    remember(subject, labelled_by)
    return People(subject, labelled_by)


def _asked(question: str, last: str, language: Language) -> str:
    """Return a name that is asked for, the last one for nothing; empty where nobody can answer."""
    if not can_ask():
        return ""
    how = (
        language.translate("Enter for the one in brackets, - for none")
        if last
        else language.translate("Enter to leave it out")
    )
    while True:
        typed = ask_text(f"{question} ({how})", default=last)
        try:
            return "" if typed == _NONE else checked_name(typed)
        except InputError as error:
            typer.echo(str(error), err=True)


def with_people(label: Label, people: People, out: Path) -> Label:
    """Return a label with who is in its clip and who marks it; one that is there already gets them at once.

    Raises
    ------
    InputError
        It cannot be written.
    """
    from posecheck.lab.labelling.label_file import write_label
    from posecheck.lab.labels import read_label

    names = {"subject": people.subject, "labelled_by": people.labelled_by}
    if out.is_file():
        there = read_label(out)
        if (there.subject, there.labelled_by) != (people.subject, people.labelled_by):
            write_label(out, there.model_copy(update=names))
    return label.model_copy(update=names)


def name_people(
    clips: Iterable[Path], subject: str | None, labelled_by: str | None, language: Language
) -> None:
    """Write into the labels of `clips` who is in them and who marked them, and print what was written.

    Parameters
    ----------
    clips
        Clips or their labels.
    subject, labelled_by
        The names; ``None`` leaves what a label says.
    language
        In which is told.

    Raises
    ------
    InputError
        No name is given, a clip has no label, or one cannot be read or written; nothing is then written.
    """
    from posecheck.lab.labelling.label_file import write_label
    from posecheck.lab.labels import read_label

    names = {
        key: name for key, name in (("subject", subject), ("labelled_by", labelled_by)) if name is not None
    }
    if not names:
        raise InputError(
            "--no-window only names people; add --subject NAME for who is in them, or --labelled-by NAME."
        )
    paths = [clip if clip.suffix.lower() == ".toml" else clip.with_suffix(".toml") for clip in clips]
    for path in paths:
        if not path.is_file():
            raise InputError(
                f"There is no label {path}; label the clip first, as in: posecheck label CLIP --exercise ID"
            )
    labels = [(path, read_label(path).model_copy(update=names)) for path in paths]
    for path, label in labels:
        write_label(path, label)
        typer.echo(language.translate("Label: {path}", path=path), err=True)
    remember(subject or "", labelled_by or "")


def tell_what_lacks(clip: Path, out: Path, language: Language) -> None:
    """Tell what a label lacks so that it counts, and what mends it."""
    from posecheck.lab.labelling.gaps import gap_words
    from posecheck.lab.labels import read_label
    from posecheck.lab.tuning.missing_words import naming_command

    label = clip if clip.with_suffix(".toml") == out else out
    naming = language.translate(
        "Nobody is named as being in it, so people cannot be told apart; name the person with: {command}",
        command=naming_command([str(label)], language),
    )
    for sentence in gap_words(read_label(out), naming, language):
        typer.echo(fitted(sentence, err=True), err=True)


def tell_nameless(clips: Iterable[Clip], language: Language) -> None:
    """Tell which clips of an exercise do not say who is in them, and the command that mends it."""
    from posecheck.lab.tuning.missing_words import naming_command

    found = [
        clip
        for clip in clips
        if clip.label.exercise is not None
        and not clip.label.subject
        and clip.video.with_suffix(".toml").is_file()
    ]
    if not found:
        return
    said = language.plural(
        "In one clip it is not said who is in it ({names}), as tune has to know; name the person with:",
        "In {count} clips it is not said who is in them ({names}), as tune has to know; name them with:",
        len(found),
        names=", ".join(clip.name for clip in found),
    )
    typer.echo(fitted(said, err=True), err=True)
    typer.echo("  " + naming_command([str(clip.video) for clip in found], language), err=True)
