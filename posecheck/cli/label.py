"""``posecheck label``: mark in a window what a clip shows, or compare what two people marked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posecheck.cli.options import LanguageOption, ModelOption
from posecheck.cli.plain_output import print_data
from posecheck.support.regular_files import is_folder

if TYPE_CHECKING:
    from posecheck.exercise import Exercise
    from posecheck.lab.labelling.clip import ViewedClip
    from posecheck.lab.labelling.label_window import LabelFiles
    from posecheck.lab.labelling.session import LabelSession
    from posecheck.lab.labels import Label
    from posecheck.pose import Side
    from posecheck.support.language import Language

#: A label belongs to a clip when both are as long to within so much.
_LENGTH_SLACK_S = 1.0
_STDOUT = Path("-")


def label(
    clips: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="CLIP",
            help="A video file, or a landmark recording of `posecheck record`; with --no-window several.",
        ),
    ] = None,
    *,
    exercise_id: Annotated[
        str | None,
        typer.Option(
            "--exercise", "-e", metavar="ID", help="What is done, when no label of the clip says it yet."
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE.toml", help="The label to write; by default beside the clip."),
    ] = None,
    subject: Annotated[
        str | None,
        typer.Option(
            "--subject",
            metavar="NAME",
            help="Who is in the clip: a made-up name, the same in all clips of this person. Else asked.",
        ),
    ] = None,
    labelled_by: Annotated[
        str | None,
        typer.Option("--labelled-by", metavar="NAME", help="Who marks it. Else asked."),
    ] = None,
    window: Annotated[
        bool,
        typer.Option(
            "--window/--no-window",
            help="Mark in a window; without one, write only --subject and --labelled-by into labels.",
        ),
    ] = True,
    mirrored: Annotated[
        bool | None,
        typer.Option(
            "--mirrored/--not-mirrored",
            help="The picture arrives flipped. By default as the label says, else not.",
        ),
    ] = None,
    compare: Annotated[
        tuple[Path, Path] | None,
        typer.Option("--compare", metavar="A.toml B.toml", help="Compare two labels of the same clip."),
    ] = None,
    json_path: Annotated[
        Path | None,
        typer.Option("--json", metavar="OUT", help="Write the comparison as JSON; - is standard output."),
    ] = None,
    model: ModelOption = None,
    language: LanguageOption = None,
) -> None:
    """Mark holds, faults and good form in a clip, in a window; or compare two people's marks."""
    from posecheck.cli.label_people import name_people
    from posecheck.lab.labelling.people import checked_name
    from posecheck.support.errors import InputError
    from posecheck.support.language import find_language
    from posecheck.support.settings import read_config

    if compare is not None:
        if clips or exercise_id is not None or out is not None or subject or labelled_by:
            raise InputError(
                "--compare takes two labels and nothing else; leave CLIP, -e, --out and names out."
            )
        _compare(compare, json_path)
        return
    if json_path is not None:
        raise InputError("--json goes with --compare; a label is always TOML, and --out names it.")
    if not clips:
        raise InputError("Give the clip to label, as in: posecheck label stretch.mp4 -e supine-hamstring")
    for clip in clips:
        if is_folder(clip):
            raise InputError(f"{clip} is a folder; give a clip in it.")
    names = (
        None if subject is None else checked_name(subject),
        None if labelled_by is None else checked_name(labelled_by),
    )
    words = find_language(language or read_config().language)
    if not window:
        if exercise_id is not None or out is not None or mirrored is not None:
            raise InputError("--no-window only names people; leave -e, --out and --mirrored out.")
        name_people(clips, *names, words)
        return
    if len(clips) > 1:
        raise InputError(
            "One clip is labelled at a time; give one, or --no-window to name people in several."
        )
    (clip,) = clips
    _label(clip, exercise_id, out or clip.with_suffix(".toml"), names, words, mirrored=mirrored, model=model)


def _label(
    path: Path,
    exercise_id: str | None,
    out: Path,
    names: tuple[str | None, str | None],
    language: Language,
    *,
    mirrored: bool | None,
    model: Path | None,
) -> None:
    from contextlib import ExitStack

    from posecheck.cli.clip_window import open_clip_window
    from posecheck.cli.failures import ExitCode
    from posecheck.cli.frame_progress import FrameProgress
    from posecheck.cli.label_people import people_of, tell_what_lacks, with_people
    from posecheck.cli.model_download import chosen_model
    from posecheck.lab.labelling.clip import view_clip
    from posecheck.lab.labelling.judged import judge
    from posecheck.lab.labelling.label_view import LabelView
    from posecheck.lab.labelling.label_window import LabelFiles, LabelWindow
    from posecheck.lab.labelling.new_label import new_label
    from posecheck.lab.labelling.seen_side import seen_sides
    from posecheck.lab.labels import read_label
    from posecheck.support.destination import check_destinations
    from posecheck.support.file_names import is_file_beside
    from posecheck.support.interruption import Interruption
    from posecheck.support.settings import read_config

    check_destinations([out], [path])
    like = next((each for each in (out, path.with_suffix(".toml")) if is_file_beside(each)), None)
    existing = read_label(like) if like is not None else None
    exercise = _exercise(path, exercise_id, existing, language)
    flipped = existing is not None and existing.camera is not None and existing.camera.mirrored
    config = read_config()
    with ExitStack() as opened:
        window = open_clip_window(opened, path, "label")
        people = people_of(path, existing, names, language, same=like == out)
        with FrameProgress() as progress:
            clip = view_clip(
                opened,
                path,
                lambda: chosen_model(model, config.model),
                mirrored=flipped if mirrored is None else mirrored,
                progress=progress,
            )
        if existing is not None:
            _check_belongs(like, existing, clip)
        size = clip.width_px, clip.height_px
        content = existing or new_label(
            exercise, fps=clip.fps, size=size, frames=len(clip.poses), duration_s=clip.duration_s
        )
        content = with_people(content, people, out)
        # Another person's marks are not shown to somebody who writes a label of their own.
        files = LabelFiles(out, content, like)
        faults = _faults(exercise, existing)
        judged = judge(exercise, clip.poses)
        state = _start(files, clip, faults, seen_sides(exercise, judged) if exercise.sides else ())
        with Interruption() as interruption:
            view = LabelView(clip, exercise, judged, faults, subject=content.subject)
            kept = LabelWindow(window, view, files).run(state, interruption)
    if kept is not None:
        said = language.translate(
            "Not saved yet; your marks are in {path} and come back the next time.", path=kept
        )
        typer.echo(said, err=True)
    elif out.is_file():
        typer.echo(language.translate("Label: {path}", path=out), err=True)
        tell_what_lacks(path, out, language)
    raise typer.Exit(ExitCode.INTERRUPTED if interruption.requested else ExitCode.OK)


def _exercise(path: Path, exercise_id: str | None, existing: Label | None, language: Language) -> Exercise:
    from posecheck.exercise.catalogue import find_exercise
    from posecheck.support.errors import InputError

    if existing is None:
        if exercise_id is None:
            raise InputError(
                f"No label says what {path} shows; add --exercise ID (see `posecheck exercises`)."
            )
        return _checked(find_exercise(exercise_id), language)
    if existing.exercise is None:
        raise InputError(
            f"The label of {path} says that it shows no exercise, so nothing can be marked in it; move that "
            "label away to label the clip anew."
        )
    chosen = find_exercise(exercise_id or existing.exercise)
    if chosen.id != existing.exercise:
        raise InputError(
            f"The label of {path} says its exercise is {existing.exercise!r}, not {chosen.id!r}; leave "
            "--exercise out, or move that label away."
        )
    return _checked(chosen, language)


def _checked(exercise: Exercise, language: Language) -> Exercise:
    """Return `exercise`; raise when nothing of it can be marked, and say what only the app can mark."""
    from posecheck.exercise.doses import Counted
    from posecheck.lab.labelling.new_label import can_be_labelled
    from posecheck.support.errors import InputError

    if not can_be_labelled(exercise):
        raise InputError(
            f"The camera judges nothing of {exercise.id}, so there is nothing to mark; give another exercise."
        )
    if exercise.dose.counts is Counted.MOVEMENTS:
        said = language.translate(
            "Steps are points in time, which only the app can mark: Videos, Label clips."
        )
        typer.echo(said, err=True)
    return exercise


def _faults(exercise: Exercise, existing: Label | None) -> tuple[str, ...]:
    """Return the faults that can be marked: those of the exercise, then others that the label has."""
    from posecheck.book.faults import UNSAID, said_faults

    ids = [each.fault for each in said_faults(exercise)]
    ids += [each.id for each in existing.faults] if existing is not None else []
    return tuple(dict.fromkeys(each for each in ids if each != UNSAID))


def _check_belongs(like: Path | None, existing: Label, clip: ViewedClip) -> None:
    from posecheck.support.errors import InputError

    if abs(existing.duration_s - clip.duration_s) > _LENGTH_SLACK_S:
        raise InputError(
            f"The label {like} is of a clip of {existing.duration_s:g} s, but {clip.path} lasts "
            f"{clip.duration_s:g} s; give the clip it belongs to."
        )


def _start(
    files: LabelFiles, clip: ViewedClip, faults: tuple[str, ...], seen: tuple[Side, ...]
) -> LabelSession:
    """Return the state at the beginning, with marks that were not saved the last time."""
    from dataclasses import replace

    from posecheck.lab.labelling.label_file import marks_of
    from posecheck.lab.labelling.session import SIDES, LabelSession
    from posecheck.lab.labels import read_label

    label = files.label
    side = label.side if label.side in SIDES else SIDES[-1]
    saved = marks_of(read_label(files.out)) if files.out.is_file() else []
    state = LabelSession.start([pose.time_s for pose in clip.poses], faults, saved, side, seen)
    if label.side in SIDES[:2]:  # somebody has said so of the whole clip
        state = replace(state, guesses=False)
    if not files.part.is_file():
        return state
    marks = tuple(marks_of(read_label(files.part)))
    return replace(state, marks=marks, message="Here are the marks that were not saved the last time.")


def _compare(paths: tuple[Path, Path], json_path: Path | None) -> None:
    from posecheck.lab.labelling.comparison import compare_labels, comparison_json
    from posecheck.lab.labelling.comparison_table import print_comparison
    from posecheck.lab.labels import read_label
    from posecheck.support.destination import check_destinations, write_text

    if json_path is not None and json_path != _STDOUT:
        check_destinations([json_path], paths)
    first, second = (read_label(path) for path in paths)
    comparison = compare_labels(first, second)
    if json_path == _STDOUT:
        print_data(comparison_json(comparison))
        return
    if json_path is not None:
        write_text(json_path, comparison_json(comparison))
    print_comparison(comparison, paths[0].name, paths[1].name)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example: posecheck label stretch.mp4 --exercise supine-hamstring --subject anna")(
        label
    )
