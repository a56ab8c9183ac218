"""``posecheck tune``: finds thresholds on labelled clips and says what a change would cost."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from posecheck.cli.options import (
    DaskOption,
    JobsOption,
    LanguageOption,
    ModelOption,
    ProfileOption,
    check_where,
)
from posecheck.lab.tuning.objective import Objective

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from posecheck.lab.evaluation.clips import Clip
    from posecheck.lab.evaluation.landmarks import Landmarks
    from posecheck.lab.tuning.plain_report import PlainReport
    from posecheck.lab.tuning.tune import Tuning
    from posecheck.profiles import Profile
    from posecheck.support.language import Language

Item = TypeVar("Item")
_STDOUT = Path("-")
#: The clips are looked at, looked up, read, and weighed.
_STAGES = 4


def tune(
    exercise_id: Annotated[str, typer.Argument(metavar="EXERCISE", help="Id of the exercise.")],
    clips: Annotated[
        list[Path],
        typer.Argument(
            metavar="CLIPS...",
            help="Labelled videos or landmark recordings, or folders of labelled videos; other exercises in "
            "a folder are passed over.",
        ),
    ],
    *,
    check: Annotated[
        str | None,
        typer.Option(
            "--check",
            metavar="ADDRESS",
            help="Only this check or threshold, as knee-bent or supine-hamstring.knee-bent.ok.",
        ),
    ] = None,
    objective: Annotated[
        Objective, typer.Option("--objective", help="What is made as large as possible.")
    ] = Objective.F1,
    beta: Annotated[
        float,
        typer.Option("--beta", metavar="B", help="Weight of recall in F: 2 favours it, 0.5 precision."),
    ] = 1.0,
    profile: ProfileOption = None,
    save: Annotated[
        str | None,
        typer.Option(
            "--save", metavar="PROFILE", help="Write the changes you accept into this profile of yours."
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Accept every suggestion without asking.")] = False,
    numbers: Annotated[
        bool,
        typer.Option(
            "--numbers/--no-numbers",
            help="Print the numbers behind the words too: precision, recall, intervals, addresses.",
        ),
    ] = False,
    html_path: Annotated[
        Path | None, typer.Option("--html", metavar="OUT.html", help="Write one page with tables and plots.")
    ] = None,
    plots: Annotated[
        Path | None, typer.Option("--plots", metavar="DIR", help="Write every plot as PNG into this folder.")
    ] = None,
    json_path: Annotated[
        Path | None,
        typer.Option(
            "--json", metavar="OUT", help="Write every value that was tried as JSON; - is standard output."
        ),
    ] = None,
    truth: Annotated[
        bool, typer.Option("--truth", help="Use the true poses beside the clips, and no landmarker.")
    ] = False,
    cache: Annotated[
        Path | None,
        typer.Option(
            "--cache", metavar="DIR", help="Folder of landmark recordings; by default one of posecheck's own."
        ),
    ] = None,
    jobs: JobsOption = None,
    dask: DaskOption = None,
    model: ModelOption = None,
    language: LanguageOption = None,
) -> None:
    """Find the thresholds of an exercise on labelled clips, with evidence and before anything is saved."""
    from posecheck.cli.tune_printing import print_numbers, print_plain
    from posecheck.exercise.catalogue import find_exercise
    from posecheck.lab.tuning.limits import chosen_limits
    from posecheck.lab.tuning.plain_report import plain_report
    from posecheck.lab.tuning.sweep import read_clips
    from posecheck.lab.tuning.tune import clips_of, poses_of
    from posecheck.lab.tuning.tune import tune as tune_limits
    from posecheck.lab.tuning.tuning_json import tuning_content
    from posecheck.profiles import apply_profile, load_profile
    from posecheck.support.destination import check_destinations
    from posecheck.support.errors import InputError
    from posecheck.support.language import find_language
    from posecheck.support.settings import read_config

    check_where(jobs, dask)
    if not 0.0 < beta <= 10.0:  # noqa: PLR2004 - beyond it F is recall
        raise InputError("--beta must be above 0 and at most 10; 1 weighs precision and recall the same.")
    if save is not None:
        _check_save(save, yes=yes)
    named = [html_path] if html_path else []
    check_destinations(named if json_path in (None, _STDOUT) else [*named, json_path])
    if plots is not None and plots.exists() and not plots.is_dir():
        raise InputError(f"{plots} is a file; give --plots the name of a folder.")
    config = read_config()
    base = load_profile(profile or config.profile)
    if save is not None:
        _check_base(base, save)
    exercise = apply_profile(find_exercise(exercise_id), base)
    limits = chosen_limits(exercise, check)
    found = clips_of(exercise, clips)
    landmarks = _landmarks(found, model, config.model, cache, truth=truth)
    words = find_language(language or config.language)
    _look_at(found, landmarks, words, jobs=jobs, dask=dask)
    poses = [(clip, poses_of(clip, landmarks)) for clip in _followed(found, "Landmarks", 1)]
    read = [each for pair in _followed(poses, "Reading", 2) for each in read_clips(exercise, [pair])]
    tuning = tune_limits(exercise, read, limits, objective, beta)
    files = {clip.name: str(clip.video) for clip in found if clip.video.with_suffix(".toml").is_file()}
    plain = plain_report(tuning_content(tuning, base.name), exercise, files, words)
    if json_path != _STDOUT:
        print_plain(plain, exercise.id, words, numbers=numbers, saves=save is not None)
        if numbers:
            print_numbers(tuning, words)
    _write_json(tuning, base.name, json_path)
    _write(tuning, plain, html_path, plots, words)
    if save is not None:
        _save(tuning, save, base, words, yes=yes)


def _check_save(save: str, *, yes: bool) -> None:
    """Refuse, before the work starts, what could not be saved at its end."""
    from posecheck.profiles import load_profile, own_profile_path
    from posecheck.support.errors import InputError

    path = own_profile_path(save)
    if path.exists():
        load_profile(path)
    if not yes and not sys.stdin.isatty():
        raise InputError("--save asks about each threshold on a terminal; add --yes to accept them all.")


def _check_base(base: Profile, save: str) -> None:
    """Raise unless a profile `save` can be layered over `base`, which was tuned."""
    from posecheck.profiles import profile_paths
    from posecheck.support.errors import InputError
    from posecheck.support.regular_files import resolved

    known = profile_paths()
    if base.name not in known or resolved(known[base.name]) != resolved(base.path):
        raise InputError(
            f"{base.path} is no profile by name, on which {save!r} could build; put it into the folder of "
            "your profiles, which `posecheck profile list` shows."
        )


def _landmarks(
    clips: list[Clip], model: Path | None, configured: Path | None, cache: Path | None, *, truth: bool
) -> Landmarks:
    from posecheck.cli.model_download import chosen_model
    from posecheck.estimator.model import cache_directory
    from posecheck.lab.evaluation.landmarks import Landmarks
    from posecheck.pose.recording import is_recording

    if truth:
        return Landmarks(None)
    if all(is_recording(clip.video) for clip in clips):
        return Landmarks(model or Path())  # nothing is left for a model to do
    return Landmarks(chosen_model(model, configured), cache=cache or cache_directory() / "landmarks")


def _look_at(
    clips: list[Clip], landmarks: Landmarks, words: Language, *, jobs: int | None, dask: str | None
) -> None:
    """Look at what is new.

    Raises
    ------
    InputError
        Some clips cannot be read; evidence is never of fewer clips than were given.
    """
    from posecheck.cli.looking import look_at
    from posecheck.support.errors import InputError

    problems = look_at(clips, landmarks, words, jobs=jobs, dask=dask, portion=1 / _STAGES)
    if problems:
        raise InputError("\n".join(problems))


def _followed(items: list[Item], doing: str, stage: int) -> Iterator[Item]:
    """Yield what is worked at in one of the stages, and show how far that is: a bar, or numbers."""
    from rich.progress import track

    from posecheck.cli.frame_progress import ShareLines, is_share_told
    from posecheck.outputs.console import standard_error

    if not is_share_told():
        yield from track(items, doing, console=standard_error(), transient=True)
        return
    lines = ShareLines()
    for done, each in enumerate(items, stage * len(items)):
        lines.tell(done, _STAGES * len(items))
        yield each


def _write_json(tuning: Tuning, profile: str, path: Path | None) -> None:
    from posecheck.cli.plain_output import print_data
    from posecheck.lab.tuning.tuning_json import tuning_json
    from posecheck.support.destination import write_text
    from posecheck.support.errors import InputError

    if path == _STDOUT:
        print_data(tuning_json(tuning, profile))
    elif path is not None:
        try:
            write_text(path, tuning_json(tuning, profile))
        except OSError as error:
            raise InputError(f"{path} cannot be written: {error.strerror or error}.") from error


def _write(
    tuning: Tuning, plain: PlainReport, html_path: Path | None, plots: Path | None, language: Language
) -> None:
    from posecheck.outputs.console import standard_error
    from posecheck.support.destination import write_text
    from posecheck.support.errors import InputError

    if html_path is None and plots is None:
        return

    from posecheck.lab.tuning.page import html_page, pictures_of  # matplotlib takes a second to import

    pictures = pictures_of(tuning)
    try:
        if plots is not None:
            plots.mkdir(parents=True, exist_ok=True)
            for name, png in pictures.items():
                (plots / name).write_bytes(png)
            standard_error().print(
                language.translate("Plots: {path}", path=plots), markup=False, soft_wrap=True
            )
        if html_path is not None:
            write_text(html_path, html_page(tuning, plain, pictures, language))
            standard_error().print(
                language.translate("Page: {path}", path=html_path), markup=False, soft_wrap=True
            )
    except OSError as error:
        raise InputError(f"{error.filename or html_path} cannot be written: {error.strerror}.") from error


def _save(tuning: Tuning, name: str, base: Profile, language: Language, *, yes: bool) -> None:
    from posecheck.cli.paragraphs import fitted
    from posecheck.exercise.catalogue import find_exercise
    from posecheck.outputs.console import standard_error
    from posecheck.profiles import apply_profile
    from posecheck.profiles.files import save_changes
    from posecheck.profiles.thresholds import with_thresholds

    say, exercise = language.translate, tuning.exercise
    titles = _titles(tuning, language)
    accepted = dict(tuning.suggestions) if yes else _asked(tuning, titles, language)
    if not accepted:
        typer.echo(say("Nothing is saved."), err=True)
        return
    path, saved = save_changes(name, accepted, base=base.name)
    typer.echo(say("Saved in the profile “{name}”.", name=name), err=True)
    for address, value in accepted.items():
        changed = say(
            "{what}: {limit}", what=titles[address], limit=_speaks_up(tuning, address, value, language)
        )
        typer.echo(fitted(f"  {changed}", err=True), err=True)
    typer.echo(say("Use it with: posecheck profile use {name}", name=name), err=True)
    standard_error().print(say("Profile: {path}", path=path), markup=False, soft_wrap=True)
    if apply_profile(find_exercise(exercise.id), saved) != with_thresholds(exercise, accepted):
        typer.echo(
            say(
                "That profile has other settings of this exercise too, so it may judge otherwise than shown."
            ),
            err=True,
        )


def _asked(tuning: Tuning, titles: Mapping[str, str], language: Language) -> dict[str, float]:
    from posecheck.lab.tuning.limit_words import value_words
    from posecheck.profiles.thresholds import addresses

    known = addresses(tuning.exercise)
    accepted = {}
    for address, value in tuning.suggestions.items():
        question = language.translate(
            "{what}: {limit} instead of {now}?",
            what=titles[address],
            limit=_speaks_up(tuning, address, value, language),
            now=value_words(known[address].value, known[address].unit, language),
        )
        if typer.confirm(question, err=True):
            accepted[address] = value
    return accepted


def _titles(tuning: Tuning, language: Language) -> dict[str, str]:
    """Return what each limit is called, by its address."""
    from posecheck.lab.tuning.limit_words import title_words
    from posecheck.lab.tuning.tuning_json import limit_content

    limits = [limit_content(tuning.exercise, each.limit) for each in tuning.evidence]
    return {limit["address"]: title_words(limit, limits, tuning.exercise, language) for limit in limits}


def _speaks_up(tuning: Tuning, address: str, value: float, language: Language) -> str:
    """Return from where on a limit speaks up with a value."""
    from posecheck.lab.tuning.limit_words import limit_words, value_words
    from posecheck.lab.tuning.tuning_json import limit_content

    limit = next(each.limit for each in tuning.evidence if each.limit.address == address)
    content = limit_content(tuning.exercise, limit)
    return limit_words(content, value_words(value, content["unit"], language), language)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(
        epilog="Example: posecheck tune supine-hamstring samples --check knee-bent --html tuning.html"
    )(tune)
