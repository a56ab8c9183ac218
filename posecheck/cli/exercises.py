"""``posecheck exercises``: what there is, and one exercise in full."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posecheck.cli.options import SideChoice
from posecheck.cli.plain_output import print_data
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from posecheck.exercise import Exercise


def exercises(
    exercise: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="One in full: set-up, camera, measures with bands and sources."),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Write it as JSON, for other programs.")] = False,
    book: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Write the book of all exercises into this folder: pages and pictures."
        ),
    ] = None,
    picture: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.svg", help="Draw the exercise as a moving figure into this file, for a browser."
        ),
    ] = None,
    side: Annotated[
        SideChoice, typer.Option(help="With --picture: the side that works, as the mirrored window shows it.")
    ] = SideChoice.LEFT,
) -> None:
    """List the exercises, show one in full, or draw how it is done."""
    from posecheck.exercise.catalogue import all_exercises, find_exercise

    if picture is not None:
        if exercise is None:
            raise InputError("--picture draws one exercise: posecheck exercises ID --picture FILE.svg")
        if book is not None or as_json:
            raise InputError("--picture goes without --book and --json.")
        _draw(find_exercise(exercise), picture, side)
        return

    if book is not None:
        _write_book(book, alone=exercise is None and not as_json)
        return
    chosen = [find_exercise(exercise)] if exercise else list(all_exercises().values())
    if as_json:
        from posecheck.book.description import describe

        described = [describe(each) for each in chosen]
        print_data(json.dumps(described[0] if exercise else described, ensure_ascii=False, indent=1) + "\n")
    elif exercise:
        _show(chosen[0])
    else:
        _list(chosen)


def _draw(exercise: Exercise, file: Path, side: SideChoice) -> None:
    from posecheck.figures import svg_animation
    from posecheck.pose import Side
    from posecheck.support.destination import check_writable, write_text

    check_writable(file)
    write_text(file, svg_animation(exercise, Side(side.value)))
    typer.echo(f"Drew {exercise.title} into {file}; open it in a browser to see it move.")


def _write_book(folder: Path, *, alone: bool) -> None:
    from posecheck.book.writing import write_book
    from posecheck.exercise.catalogue import all_exercises

    if not alone:
        raise InputError("--book writes all exercises; leave out the id and --json.")
    typer.echo(f"Wrote {write_book(folder, list(all_exercises().values()))}")


def _list(chosen: list[Exercise]) -> None:
    from rich.table import Table

    from posecheck.outputs.console import standard_output

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for heading in ("id", "exercise", "camera", "dose"):
        table.add_column(heading)
    for each in chosen:
        dose = each.dose.words + (", each side" if each.sides else "")
        table.add_row(each.id, each.title, each.view.value, dose)
    console = standard_output()
    console.print(table)
    console.print("\nposecheck exercises ID shows one in full.", markup=False)


def _show(exercise: Exercise) -> None:
    from rich.text import Text

    from posecheck.book.wording import GRADES, contraindication_words, dose_in_full
    from posecheck.outputs.console import standard_output

    console = standard_output()
    console.print(Text.assemble((exercise.title, "bold"), (f" ({exercise.id})", "dim")))
    console.print()
    for name, said in (
        ("for", ", ".join(exercise.targets)),
        ("dose", dose_in_full(exercise)),
        ("set-up", exercise.setup),
        ("camera", exercise.camera),
        ("not with", "; ".join(contraindication_words(tag) for tag in exercise.contraindications)),
        ("grade", GRADES[exercise.observability]),
        ("source", exercise.source),
    ):
        if said:
            console.print(Text.assemble((f"{name:<8}  ", "bold"), said))
    console.print(Text("\nWhat is measured", style="bold"))
    for title, lines in _measured(exercise):
        console.print(Text(f"\n  {title}"))
        for line in lines:
            console.print(Text(f"    {line}", style="dim"))
    console.print()
    severity = "Severity: 1 is shown, 2 spoken, 3 spoken at once; 2 and 3 cap the score, 4 ends the set."
    console.print(Text(severity, style="dim"))


def _measured(exercise: Exercise) -> list[tuple[str, list[str]]]:
    """Return for each thing that is judged its title and what there is to say of it."""
    from posecheck.book.wording import interval_words

    said = []
    primary = exercise.primary
    while primary is not None:
        unit, severity = primary.measure.unit.value, int(primary.cap_severity)
        lines = [
            f"good {interval_words(*primary.good)} {unit}, acceptable {interval_words(*primary.ok)} {unit}",
            f"beyond: {primary.cap_fault} (severity {severity}): “{primary.cap_cue}”",
            f"below: {primary.low_fault}: “{primary.low_cue}”",
            f"source: {exercise.source}",
        ]
        said.append((f"{primary.measure.title}, which leads", lines))
        primary = primary.other
    for check in exercise.checks:
        unit, severity = check.measure.unit.value, int(check.severity)
        band = check.band
        good = interval_words(band.good_low, band.good_high)
        acceptable = interval_words(band.ok_low, band.ok_high)
        lines = [
            f"good {good} {unit}, acceptable {acceptable} {unit}, judged {check.when.value}",
            f"otherwise: {check.fault} (severity {severity}): “{check.cue}”",
        ]
        if check.cue_low:
            lines.append(f"below: {check.fault_low or check.fault}: “{check.cue_low}”")
        said.append((check.measure.title, [*lines, f"source: {check.source or exercise.source}"]))
    pace = exercise.pace
    if pace is not None:
        lines = [
            f"good up to {pace.good_deg_s:g} deg/s, too-fast beyond {pace.stop_deg_s:g} deg/s at the latest"
        ]
        said.append((f"speed of {pace.measure.title}", lines))
    return said


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example: posecheck exercises supine-hamstring")(exercises)
