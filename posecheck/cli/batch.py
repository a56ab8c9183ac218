"""``posecheck batch``: judge as many videos as there are, on every core or many computers."""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posecheck.cli.options import (
    DaskOption,
    JobsOption,
    MirroredOption,
    ModelOption,
    NetworkOption,
    ProfileOption,
    SideOption,
    check_where,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from posecheck.batch.contents import Contents
    from posecheck.batch.identity import Task
    from posecheck.batch.results import Results
    from posecheck.batch.shards import Shard
    from posecheck.batch.summary import Summed
    from posecheck.batch.work import Judge, Outcome
    from posecheck.batch.workers import Share
    from posecheck.support.interruption import Interruption
    from posecheck.support.language import Language

#: So many failures are printed; the summary has all.
_MOST_PRINTED = 50


def batch(
    videos: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER|MANIFEST.csv",
            help="A folder of videos, with the folders in it, or a list of them (docs/batch.md).",
        ),
    ],
    *,
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            metavar="RESULTS",
            help="Folder of the results. What is in it already is not made again.",
        ),
    ],
    exercise_id: Annotated[
        str | None,
        typer.Option(
            "--exercise",
            "-e",
            metavar="ID",
            help="What is done, where the manifest does not say; by default it is recognised.",
        ),
    ] = None,
    side: SideOption = None,
    profile_name: ProfileOption = None,
    mirrored: MirroredOption = None,
    jobs: JobsOption = None,
    shard_text: Annotated[
        str | None,
        typer.Option(
            "--shard",
            metavar="I/N",
            help="Do share I of N, for job arrays; the same command without it puts them together.",
        ),
    ] = None,
    dask: DaskOption = None,
    fast: Annotated[
        bool,
        typer.Option(
            "--fast",
            help="Two processes for each video, for a few long ones: sooner done, with landmarks that differ "
            "within their noise, kept apart from the others.",
        ),
    ] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Try again what failed before.")] = False,
    language: Annotated[
        str | None,
        typer.Option(
            "--language", metavar="CODE", help="Of the overview and what is printed: en or de. Else as set."
        ),
    ] = None,
    model: ModelOption = None,
    network: NetworkOption = None,
) -> None:
    """Judge many videos; killed at any moment and run again, it does only what is new."""
    from posecheck.batch.contents import Contents
    from posecheck.batch.course import needs_model, tasks_of
    from posecheck.batch.identity import this_program
    from posecheck.batch.listing import Defaults, profile_of, rows_of
    from posecheck.batch.locks import at_work
    from posecheck.batch.results import Results
    from posecheck.batch.shards import parse_shard
    from posecheck.batch.summary import summed
    from posecheck.batch.work import Bench, Judge
    from posecheck.cli.failures import ExitCode
    from posecheck.cli.model_download import chosen_model
    from posecheck.exercise.catalogue import find_exercise
    from posecheck.pose import Side
    from posecheck.support.interruption import Interruption
    from posecheck.support.language import find_language
    from posecheck.support.settings import read_config

    check_where(jobs, dask, fast=fast)
    config = read_config()
    shard = parse_shard(shard_text) if shard_text else None
    defaults = Defaults(
        find_exercise(exercise_id).id if exercise_id else None,
        Side(side.value) if side else None,
        profile_name or config.profile,
    )
    words = find_language(language or profile_of(defaults.profile).language or config.language)
    rows = rows_of(videos, defaults, without=out)
    tasks = tasks_of(rows, mirrored=config.mirrored if mirrored is None else mirrored, in_two=fast)
    if shard is not None:
        rows, tasks = list(shard.of(rows)), list(shard.of(tasks))
    chosen = chosen_model(model, config.model, network) if needs_model(rows) else None
    bench = Bench(this_program(chosen), chosen, retry)
    results = Results(out)
    with ExitStack() as opened:
        opened.enter_context(at_work(results, shard))
        if shard is None:
            results.tidy()
        contents = opened.enter_context(Contents(results, shard.name if shard else "all"))
        interruption = opened.enter_context(Interruption())
        try:
            outcomes = _done(
                tasks,
                Judge(bench, results),
                contents,
                interruption=interruption,
                words=words,
                jobs=jobs,
                dask=dask,
            )
            if outcomes is not None:
                found = summed(rows, tasks, outcomes, bench.program, results)
                if shard is None:
                    contents.gather()
                    _write(found, results, words)
        except KeyboardInterrupt:
            outcomes = None
    if outcomes is None:
        again = words.translate("Interrupted; what is done is kept, and the same command goes on from there.")
        typer.echo(again, err=True)
        raise typer.Exit(ExitCode.INTERRUPTED)
    failed = _tell(found, outcomes, shard, words)
    raise typer.Exit(ExitCode.USER_INPUT if failed else ExitCode.OK)


def _done(
    tasks: Sequence[Task],
    job: Judge,
    contents: Contents,
    *,
    interruption: Interruption,
    words: Language,
    jobs: int | None,
    dask: str | None,
) -> dict[int, Outcome] | None:
    """Do what is new, and return how it went with each video; ``None`` when it was interrupted."""
    from posecheck.batch.course import plan, run
    from posecheck.batch.crew import crew
    from posecheck.batch.pace import Pace
    from posecheck.cli.batch_progress import BatchProgress

    planned = plan(tasks, job.bench, job.results, contents)
    pace = Pace(planned.sizes_bytes, time.monotonic())
    with ExitStack() as opened:
        heard = crew(opened, job, planned.new, jobs=jobs, dask=dask)
        progress = opened.enter_context(BatchProgress(pace, words))
        until = _until_interrupted(heard, interruption)
        outcomes = run(planned, until, contents, progress.take, interruption.held_back)
    return None if interruption.requested else outcomes


def _until_interrupted(
    heard: Iterator[Outcome | Share], interruption: Interruption
) -> Iterator[Outcome | Share]:
    for each in heard:
        yield each
        if interruption.requested:
            return


def _write(found: Sequence[Summed], results: Results, words: Language) -> None:
    from posecheck.batch.overview import write_overview
    from posecheck.batch.summary import write_tables

    tables = write_tables((each.line for each in found), results)
    overview = write_overview(found, results, words)
    typer.echo(words.translate("Overview: {path}", path=overview), err=True)
    for table in tables:
        typer.echo(words.translate("Summary: {path}", path=table), err=True)


def _tell(found: Sequence[Summed], outcomes: dict[int, Outcome], shard: Shard | None, words: Language) -> int:
    """Say what came of it, and return of how many nothing did."""
    failed = [each.line for each in found if each.line.problem]
    for line in failed[:_MOST_PRINTED]:
        typer.echo(words.translate(line.problem), err=True)
    if len(failed) > _MOST_PRINTED:
        more = len(failed) - _MOST_PRINTED
        typer.echo(
            words.plural("{count} more is in the summary.", "{count} more are in the summary.", more),
            err=True,
        )
    said = words.plural("{count} video", "{count} videos", len(found))
    new = sum(outcome.seconds > 0.0 for outcome in outcomes.values())
    beside = words.translate("{new} new, {failed} failed", new=new, failed=len(failed))
    typer.echo(f"{said}: {beside}")
    if shard is not None:
        typer.echo(
            words.translate("When all shares are done, the same command without --shard puts them together."),
            err=True,
        )
    return len(failed)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example: posecheck batch recordings --exercise bridge --out judged")(batch)
