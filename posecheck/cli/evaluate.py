"""``posecheck evaluate``: how often posecheck is wrong, on labelled clips."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posecheck.cli.options import JobsOption, ModelOption, NetworkOption
from posecheck.lab.evaluation.levels import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.console import Console

    from posecheck.estimator.networks import Network
    from posecheck.lab.evaluation.clips import Clip
    from posecheck.lab.evaluation.document import Document
    from posecheck.lab.evaluation.outcome import JudgedClip
    from posecheck.lab.evaluation.sets import ClipSet
    from posecheck.lab.evaluation.tables import Table


def evaluate(
    clips: Annotated[
        list[Path],
        typer.Argument(
            metavar="CLIPS...",
            help="Folders of labelled clips, each of which has its own column of figures, or such clips: "
            "NAME.mp4 or the landmark recording NAME.poses with NAME.toml and NAME.truth.npz beside it, or "
            "NAME/clip.mp4 with label.json and truth.npz.",
        ),
    ],
    *,
    exercise_id: Annotated[
        str | None,
        typer.Option("--exercise", "-e", metavar="ID", help="Only the clips of this exercise."),
    ] = None,
    truth: Annotated[
        bool,
        typer.Option(
            "--truth",
            help="Judge the true poses, which shows the error of the rules without the landmarker's.",
        ),
    ] = False,
    degrade: Annotated[
        Level | None,
        typer.Option(
            "--degrade",
            metavar="LEVEL",
            help="Make the pictures as a worse camera gives them: webcam (an ordinary one by lamplight), "
            "poor (¾ size, dim, soft, 12 frames/s) or harsh (half size, dark, blurred, 8 frames/s).",
        ),
    ] = None,
    recognise: Annotated[
        bool,
        typer.Option(
            "--recognise",
            help="See also as what each clip is recognised when no exercise is named; takes long.",
        ),
    ] = False,
    json_path: Annotated[
        Path | None, typer.Option("--json", metavar="OUT.json", help="Write all figures as JSON.")
    ] = None,
    markdown_path: Annotated[
        Path | None, typer.Option("--markdown", metavar="OUT.md", help="Write the tables as Markdown.")
    ] = None,
    html_path: Annotated[
        Path | None,
        typer.Option("--html", metavar="OUT.html", help="Write one page with the tables and plots."),
    ] = None,
    compare: Annotated[
        Path | None,
        typer.Option("--compare", metavar="OLD.json", help="Show what changed since that evaluation."),
    ] = None,
    cache: Annotated[
        Path | None,
        typer.Option(
            "--cache",
            metavar="DIR",
            help="Keep landmark recordings there, so that after a change of rules the landmarker need not "
            "run again.",
        ),
    ] = None,
    jobs: JobsOption = None,
    dask: Annotated[
        str | None,
        typer.Option(
            "--dask",
            metavar="ADDRESS",
            help="Let the Dask cluster of this scheduler look at the videos first; what it sees is kept in "
            "--cache, and judged here.",
        ),
    ] = None,
    model: ModelOption = None,
    network: NetworkOption = None,
) -> None:
    """Measure how often posecheck is wrong on clips whose truth is known."""
    from posecheck.cli.evaluating import judge_sets
    from posecheck.cli.failures import ExitCode
    from posecheck.cli.label_people import tell_nameless
    from posecheck.lab.evaluation.document import document, document_of_sets, read_document
    from posecheck.lab.evaluation.evaluate import Evaluate
    from posecheck.lab.evaluation.landmarks import Landmarks
    from posecheck.lab.evaluation.sets import find_sets
    from posecheck.outputs.console import standard_error, standard_output
    from posecheck.support.destination import check_destinations
    from posecheck.support.errors import InputError
    from posecheck.support.language import find_language
    from posecheck.support.settings import read_config

    if truth and degrade:
        raise InputError("--truth has no pictures to degrade; leave one of --truth and --degrade out.")
    if dask is not None and cache is None:
        raise InputError("What a cluster sees has to be kept; say where with --cache FOLDER.")
    outputs = {
        "Figures": json_path,
        "Tables": markdown_path,
        "Page": html_path,
    }
    check_destinations([path for path in outputs.values() if path], [compare] if compare else [])
    before = read_document(compare) if compare else None
    sets = _chosen(find_sets(clips), exercise_id)
    if before and len(sets) > 1:
        raise InputError("--compare compares one set of clips; give one folder at a time.")
    every_clip = [clip for each in sets for clip in each.clips]
    _check_pictures(every_clip, truth=truth, degrade=degrade is not None)
    path = None if truth else _model(every_clip, model, network)
    landmarks = Landmarks(path, degraded=degrade, cache=cache)
    words = find_language(read_config().language)
    work = Evaluate(landmarks, exercise_id, recognise=recognise)
    judged = judge_sets(sets, work, words, jobs=jobs, dask=dask)
    if judged.by_set:
        documents = {
            name: document(each, landmarks, complete=name not in judged.incomplete)
            for name, each in judged.by_set.items()
        }
        found = (
            document_of_sets(documents, complete=not judged.incomplete)
            if len(sets) > 1
            else next(iter(documents.values()))
        )
        _print(standard_output(), found, before)
        _write(outputs, found, before, judged.by_set)
        for what, written in outputs.items():
            if written:
                standard_error().print(f"{what}: {written}", markup=False, soft_wrap=True)
        tell_nameless(every_clip, words)
    for problem in judged.problems:
        typer.echo(problem, err=True)
    if judged.interrupted:
        typer.echo("Interrupted; the figures are of the clips that were done.", err=True)
        raise typer.Exit(ExitCode.INTERRUPTED)
    if judged.problems:
        raise typer.Exit(ExitCode.USER_INPUT)


def _chosen(sets: list[ClipSet], exercise_id: str | None) -> list[ClipSet]:
    """Return the sets with the clips of `exercise_id` only, without those in which there is none.

    Raises
    ------
    InputError
        There is no such exercise, or no clip of it.
    """
    from dataclasses import replace

    from posecheck.lab.evaluation.evaluate import chosen
    from posecheck.support.errors import InputError

    found = [replace(each, clips=tuple(chosen(each.clips, exercise_id))) for each in sets]
    found = [each for each in found if each.clips]
    if not found:
        raise InputError(f"No clip shows {exercise_id}; `posecheck evaluate` without --exercise takes all.")
    return found


def _model(clips: Sequence[Clip], model: Path | None, network: Network | None) -> Path:
    """Return the pose model; any path where there are only recordings."""
    from posecheck.cli.model_download import chosen_model
    from posecheck.support.settings import read_config

    if all(clip.recorded for clip in clips):
        return model or Path()  # nothing is left for a model to do
    return chosen_model(model, read_config().model, network)


def _check_pictures(clips: Iterable[Clip], *, truth: bool, degrade: bool) -> None:
    """Raise before any work is done when a clip lacks what `truth` or `degrade` needs."""
    from posecheck.lab.evaluation.landmarks import no_pictures
    from posecheck.lab.evaluation.truth import no_truth

    for clip in clips:
        if degrade and clip.recorded:
            raise no_pictures(clip)
        if truth and clip.truth is None:
            raise no_truth(clip)


def _print(console: Console, found: Document, before: Document | None) -> None:
    from posecheck.lab.evaluation.compare import clip_changes

    for table in _several(found["sets"]) if "sets" in found else _single(found, before):
        console.print(rich_table(table), "")
    if before:
        for line in clip_changes(before, found):
            console.print(line, markup=False, highlight=False)


def _single(found: Document, before: Document | None) -> list[Table]:
    from posecheck.lab.evaluation.tables import (
        brief_group_table,
        change_table,
        failure_table,
        headline_table,
        recognition_table,
    )

    summary = found["summary"]
    groups = summary["exercise"] | {"overall": summary["overall"]}
    title = "Leading angle's error, raw landmarker's, counts, hold ends in s, faults, verdict"
    recognised = recognition_table({"value": found})
    return [
        headline_table(found),
        *([recognised] if recognised.rows else []),
        *([change_table(before, found)] if before else []),
        failure_table(found),
        brief_group_table(groups, title, "exercise"),
    ]


def _several(documents: Mapping[str, Document]) -> list[Table]:
    from posecheck.lab.evaluation.tables import failure_table, headlines_side_by_side, recognition_table

    recognised = recognition_table(documents)
    return [
        headlines_side_by_side(documents, "Headlines"),
        *([recognised] if recognised.rows else []),
        *(failure_table(found, f"{name}: clips with something wrong") for name, found in documents.items()),
    ]


def rich_table(table: Table) -> object:
    """Return `table` as rich prints it."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table as RichTable
    from rich.text import Text

    drawn = RichTable(
        title=table.title,
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
        padding=(0, 1),
        collapse_padding=True,
        pad_edge=False,
    )
    for number, name in enumerate(table.columns):
        words = number == 0 or number in table.words
        # Where a terminal is narrow the names of figures give way, for figures and ids are read whole.
        drawn.add_column(
            name,
            justify="left" if words else "right",
            overflow="fold",
            no_wrap=number not in table.words and name != "figure",
        )
    styles = {"not met": "bold red", "worse": "bold red", "met": "green", "better": "green"}
    for row in table.rows:
        drawn.add_row(*(Text(cell, style=styles.get(cell, "")) for cell in row))
    return drawn


def _write(
    outputs: dict[str, Path | None],
    found: Document,
    before: Document | None,
    judged: Mapping[str, list[JudgedClip]],
) -> None:
    """Write the files that were asked for.

    Raises
    ------
    InputError
        One cannot be written; those before it are whole.
    """
    from posecheck.lab.evaluation.document import to_json
    from posecheck.lab.evaluation.markdown import markdown_page
    from posecheck.support.destination import write_text
    from posecheck.support.errors import InputError

    def page() -> str:
        from posecheck.lab.evaluation.html import html_page  # matplotlib takes a second to import

        return html_page(found, judged, before)

    made = {"Figures": lambda: to_json(found), "Tables": lambda: markdown_page(found, before), "Page": page}
    for what, path in outputs.items():
        if path is None:
            continue
        try:
            write_text(path, made[what]())
        except OSError as error:
            raise InputError(f"{path} could not be written: {error.strerror or error}.") from error


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example: posecheck evaluate samples --cache .landmarks --html accuracy.html")(
        evaluate
    )
