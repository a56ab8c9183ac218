"""What tuning found, in the terminal: plain words first, the numbers for who asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from posecheck.cli.paragraphs import fitted

if TYPE_CHECKING:
    from posecheck.lab.tuning.plain_report import PlainLimit, PlainReport
    from posecheck.lab.tuning.tune import Tuning
    from posecheck.support.language import Language

_INDENT = "  "


def print_plain(found: PlainReport, exercise: str, language: Language, *, numbers: bool, saves: bool) -> None:
    """Print what was found.

    Parameters
    ----------
    found
        In words of `language`.
    exercise
        Id of what was tuned.
    language
        Of the rest.
    numbers
        The numbers follow, so nothing is said of how to get them.
    saves
        What is suggested is saved next.
    """
    say = language.translate
    typer.echo(fitted(found.summary))
    if found.nameless:
        typer.echo(fitted(found.nameless))
        typer.echo(_INDENT + found.naming)
    for limit in found.telling:
        typer.echo()
        _print_limit(limit)
    if found.silent:
        from posecheck.lab.tuning.missing_words import labelling_command

        names = language.listed(list(dict.fromkeys(limit.title for limit in found.silent)))
        typer.echo()
        typer.echo(
            fitted(
                say(
                    "Of these your clips say nothing: {what}; label a clip that shows one of them.",
                    what=names,
                )
            )
        )
        typer.echo(_INDENT + labelling_command(exercise, language))
    if found.most_wanted:
        typer.echo()
        typer.echo(say("What would help most:"))
        for number, clip in enumerate(found.most_wanted, start=1):
            typer.echo(fitted(f"{_INDENT}{number}. {clip}", hanging=5))
    typer.echo()
    if not any(limit.suggested for limit in found.limits):
        typer.echo(say("Nothing should be changed."))
    elif not saves:
        typer.echo(say("To take over what is suggested: add --save NAME."))
    if not numbers:
        typer.echo(fitted(say("Precision, recall, intervals and addresses: add --numbers.")))


def _print_limit(limit: PlainLimit) -> None:
    typer.echo(fitted(limit.headline, hanging=len(_INDENT)))
    for sentence in limit.sentences:
        typer.echo(fitted(_INDENT + sentence))
    if limit.command:
        typer.echo(f"{_INDENT}{_INDENT}{limit.command}")


def print_numbers(tuning: Tuning, language: Language) -> None:
    """Print the tables behind it."""
    from posecheck.cli.evaluate import rich_table
    from posecheck.lab.tuning import report
    from posecheck.outputs.console import standard_output

    console = standard_output()
    console.print("", report.objective_words(tuning, language), "", markup=False, highlight=False, sep="\n")
    for table in (
        report.threshold_table(tuning, language),
        report.rate_table(tuning, language),
        report.pair_table(tuning, language),
    ):
        if table.rows:
            console.print(rich_table(table), "")
