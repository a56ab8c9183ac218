"""``posecheck evaluate``: how often posecheck is wrong, on labelled clips."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posecheck.cli.options import ModelOption

if TYPE_CHECKING:
    from rich.console import Console

    from posecheck.evaluation.clips import Clip
    from posecheck.evaluation.document import Document
    from posecheck.evaluation.landmarks import Landmarks
    from posecheck.evaluation.outcome import Judged
    from posecheck.evaluation.tables import Table


def evaluate(
    clips: Annotated[
        list[Path],
        typer.Argument(
            metavar="CLIPS...",
            help="Labelled videos, or folders of them: NAME.mp4 with NAME.toml and NAME.truth.npz beside it, "
            "or NAME/clip.mp4 with label.json and truth.npz.",
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
        bool,
        typer.Option(
            "--degrade", help="Make the pictures half size, dark, blurred, compressed, 8 frames/s first."
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
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes; by default one a core.")
    ] = None,
    model: ModelOption = None,
) -> None:
    """Measure how often posecheck is wrong on clips whose truth is known."""
    from posecheck.cli.failures import ExitCode
    from posecheck.cli.model_download import chosen_model
    from posecheck.config import read_config
    from posecheck.errors import InputError
    from posecheck.evaluation.clips import find_clips
    from posecheck.evaluation.document import document, read_document
    from posecheck.evaluation.evaluate import chosen
    from posecheck.evaluation.landmarks import Landmarks
    from posecheck.outputs.console import standard_error, standard_output
    from posecheck.outputs.destination import check_destinations

    if truth and degrade:
        raise InputError("--truth has no pictures to degrade; leave one of --truth and --degrade out.")
    outputs = {
        "Figures": json_path,
        "Tables": markdown_path,
        "Page": html_path,
    }
    check_destinations([path for path in outputs.values() if path], [compare] if compare else [])
    before = read_document(compare) if compare else None
    found_clips = chosen(find_clips(clips), exercise_id)
    if not found_clips:
        raise InputError(f"No clip shows {exercise_id}; `posecheck evaluate` without --exercise takes all.")
    path = None if truth else chosen_model(model, read_config().model)
    landmarks = Landmarks(path, degraded=degrade, cache=cache)
    judged, interrupted = _judged(found_clips, landmarks, exercise_id, jobs or os.cpu_count() or 1)
    if judged:
        found = document(judged, landmarks, complete=not interrupted)
        _print(standard_output(), found, before)
        _write(outputs, found, before, judged)
        for what, written in outputs.items():
            if written:
                standard_error().print(f"{what}: {written}", markup=False, soft_wrap=True)
    if interrupted:
        typer.echo("Interrupted; the figures are of the clips that were done.", err=True)
        raise typer.Exit(ExitCode.INTERRUPTED)


def _judged(
    clips: list[Clip], landmarks: Landmarks, exercise_id: str | None, jobs: int
) -> tuple[list[Judged], bool]:
    """Return what came of the clips that were done, and whether Ctrl-C ended it."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from posecheck.evaluation.evaluate import evaluate as evaluate_clips
    from posecheck.outputs.console import standard_error

    judged: list[Judged] = []
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[clip]}", style="dim"),
    )
    with Progress(*columns, console=standard_error()) as progress:
        task = progress.add_task("Clips", total=len(clips), clip="")
        try:
            for clip, outcome in evaluate_clips(clips, landmarks, exercise_id=exercise_id, jobs=jobs):
                judged += outcome
                progress.update(task, advance=1, clip=clip.name)
        except KeyboardInterrupt:
            return judged, True
    return judged, False


def _print(console: Console, found: Document, before: Document | None) -> None:
    from posecheck.evaluation.compare import clip_changes
    from posecheck.evaluation.tables import brief_group_table, change_table, failure_table, headline_table

    summary = found["summary"]
    groups = summary["exercise"] | {"overall": summary["overall"]}
    title = "Leading angle's error, raw landmarker's, counts, hold ends in s, faults, verdict"
    for table in (
        headline_table(found),
        *([change_table(before, found)] if before else []),
        failure_table(found),
        brief_group_table(groups, title, "exercise"),
    ):
        console.print(rich_table(table), "")
    if before:
        for line in clip_changes(before, found):
            console.print(line, markup=False, highlight=False)


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
        drawn.add_column(name, justify="left" if words else "right", overflow="fold", no_wrap=number == 0)
    styles = {"not met": "bold red", "worse": "bold red", "met": "green", "better": "green"}
    for row in table.rows:
        drawn.add_row(*(Text(cell, style=styles.get(cell, "")) for cell in row))
    return drawn


def _write(
    outputs: dict[str, Path | None],
    found: Document,
    before: Document | None,
    judged: list[Judged],
) -> None:
    """Write the files that were asked for.

    Raises
    ------
    InputError
        One cannot be written; those before it are whole.
    """
    from posecheck.errors import InputError
    from posecheck.evaluation.document import to_json
    from posecheck.evaluation.markdown import markdown_page
    from posecheck.outputs.destination import write_text

    def page() -> str:
        from posecheck.evaluation.html import html_page  # matplotlib takes a second to import

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
