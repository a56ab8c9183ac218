"""``posecheck profile``: what "good" means, for whom; see it, make another, use it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from posecheck.cli.plain_output import print_data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from posecheck.exercise import Exercise
    from posecheck.profiles import Profile
    from posecheck.profiles.cue_texts import Wording

_profile = typer.Typer(no_args_is_help=True)

NameArgument = Annotated[
    str | None,
    typer.Argument(metavar="[NAME|FILE]", help="Name of a profile, or a file; by default the one in use."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Write it as JSON, for other programs.")]


@dataclass(frozen=True, slots=True)
class _Setting:
    """One threshold or wording as two profiles have it."""

    address: str
    unit: str
    one: float | Wording
    other: float | Wording


@_profile.command("list", epilog="Example: posecheck profile list")
def list_profiles(*, as_json: JsonOption = False) -> None:
    """List the built-in profiles and yours."""
    from rich.table import Table

    from posecheck.outputs.console import standard_output
    from posecheck.profiles import BUILT_IN, SUFFIX, profile_paths
    from posecheck.support.paths import profiles_dir
    from posecheck.support.settings import read_config

    used = read_config().profile
    found = profile_paths()
    if used not in found:
        found[used] = Path(used)
    listed = [
        {
            "name": name,
            "title": _title(path),
            "built_in": name in BUILT_IN,
            "in_use": name == used,
            "path": str(path),
        }
        for name, path in found.items()
    ]
    for name in BUILT_IN:
        hidden = profiles_dir() / f"{name}{SUFFIX}"
        if hidden.exists():
            typer.echo(f"Note: {hidden} is not used, because {name} is built in; rename it.", err=True)
    if as_json:
        print_data(json.dumps(listed, ensure_ascii=False, indent=1) + "\n")
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for heading in ("", "profile", "", "what it is for"):
        table.add_column(heading)
    for each in listed:
        kind = "built in" if each["built_in"] else "yours"
        table.add_row("*" if each["in_use"] else "", str(each["name"]), kind, str(each["title"]))
    console = standard_output()
    console.print(table)
    console.print(
        f"\n* is in use. Yours are in {profiles_dir()}.", markup=False, highlight=False, soft_wrap=True
    )


@_profile.command(epilog="Example: posecheck profile show gentle --exercise bridge")
def show(
    name: NameArgument = None,
    *,
    exercise_id: Annotated[
        str | None,
        typer.Option(
            "--exercise",
            "-e",
            metavar="ID",
            help="Everything of one exercise, with what is allowed and where it comes from.",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a profile changes, or all thresholds and cues of one exercise."""
    from posecheck.exercise.catalogue import all_exercises, find_exercise
    from posecheck.outputs.console import standard_output
    from posecheck.profiles import DEFAULT, load_profile
    from posecheck.support.settings import read_config

    profile = load_profile(name or read_config().profile)
    chosen = [find_exercise(exercise_id)] if exercise_id else list(all_exercises().values())
    settings = _settings(chosen, load_profile(DEFAULT), profile)
    if not exercise_id:
        settings = [each for each in settings if each.one != each.other]
    if as_json:
        print_data(json.dumps(_described(profile, settings), ensure_ascii=False, indent=1) + "\n")
        return
    console = standard_output()
    lines = [f"{profile.name}: {profile.title}".rstrip(": "), f"file: {profile.path}"]
    if profile.base != DEFAULT:
        lines.append(f"built on: {profile.base}")
    if profile.language:
        lines.append(f"language of the voice: {profile.language}")
    console.print("\n".join(lines) + "\n", markup=False, highlight=False, soft_wrap=True)
    if not settings:
        console.print("It changes nothing: everything is as the exercises have it.")
    elif exercise_id:
        _print_exercise(chosen[0], settings)
    else:
        _print_settings(settings, DEFAULT, profile.name)


@_profile.command(epilog="Example: posecheck profile new morning --from gentle --exercise supine-hamstring")
def new(
    name: Annotated[str, typer.Argument(help="What it is called: small letters, digits and hyphens.")],
    *,
    base: Annotated[
        str, typer.Option("--from", metavar="NAME", help="The profile that it changes.")
    ] = "default",
    exercise_ids: Annotated[
        list[str] | None,
        typer.Option(
            "--exercise",
            "-e",
            metavar="ID",
            help="Put all thresholds and cues of this exercise in, as comments; may be given several times.",
        ),
    ] = None,
) -> None:
    """Make a profile of your own, to be filled in with a text editor."""
    from posecheck.exercise.catalogue import find_exercise
    from posecheck.profiles.files import new_profile

    typer.echo(new_profile(name, base=base, exercises=[find_exercise(each) for each in exercise_ids or []]))


@_profile.command(epilog="Example: posecheck profile diff gentle strict")
def diff(
    one: Annotated[str, typer.Argument(metavar="NAME|FILE", help="A profile.")],
    other: Annotated[
        str, typer.Argument(metavar="[NAME|FILE]", help="Another; by default the exercises as they are.")
    ] = "default",
    *,
    as_json: JsonOption = False,
) -> None:
    """Show in what two profiles differ."""
    from posecheck.exercise.catalogue import all_exercises
    from posecheck.outputs.console import standard_output
    from posecheck.profiles import load_profile

    profiles = load_profile(one), load_profile(other)
    settings = [each for each in _settings(all_exercises().values(), *profiles) if each.one != each.other]
    if profiles[0].language != profiles[1].language:
        spoken = [profile.language or "as in the settings" for profile in profiles]
        settings.insert(0, _Setting("voice.language", "", *spoken))
    if as_json:
        differences = [
            {"address": each.address, "unit": each.unit, one: each.one, other: each.other}
            for each in settings
        ]
        print_data(json.dumps(differences, ensure_ascii=False, indent=1) + "\n")
    elif settings:
        _print_settings(settings, one, other)
    else:
        standard_output().print(f"{one} and {other} are the same.", markup=False, highlight=False)


@_profile.command(epilog="Example: posecheck profile use gentle")
def use(
    name: Annotated[str, typer.Argument(metavar="NAME|FILE", help="The profile to use from now on.")],
) -> None:
    """Use a profile from now on; `--profile` of a command overrides it."""
    from posecheck.profiles import load_profile, profile_paths
    from posecheck.support.regular_files import resolved
    from posecheck.support.settings import config_path
    from posecheck.support.settings_file import change_settings

    profile = load_profile(name)
    change_settings(profile=name if name in profile_paths() else str(resolved(profile.path)))
    typer.echo(f"{profile.name} is used from now on ({config_path()}).", err=True)


# --- what is shown ---------------------------------------------------------------------------------------


def _title(path: Path) -> str:
    """Return what the profile at `path` is for, or that it cannot be used."""
    from posecheck.profiles import load_profile
    from posecheck.support.errors import InputError

    try:
        return load_profile(path).title
    except InputError as error:
        return f"cannot be used: {error}"


def _settings(exercises: Iterable[Exercise], one: Profile, other: Profile) -> list[_Setting]:
    """Return every threshold and wording of `exercises` as the two profiles have it."""
    from posecheck.profiles import apply_profile
    from posecheck.profiles.cue_texts import wordings
    from posecheck.profiles.thresholds import addresses

    settings = []
    for exercise in exercises:
        first, second = apply_profile(exercise, one), apply_profile(exercise, other)
        others = addresses(second)
        settings += [
            _Setting(address, threshold.unit, threshold.value, others[address].value)
            for address, threshold in addresses(first).items()
        ]
        said = wordings(second)
        settings += [
            _Setting(address, "", words, said[address]) for address, words in wordings(first).items()
        ]
    return settings


def _described(profile: Profile, settings: list[_Setting]) -> dict[str, Any]:
    return {
        "name": profile.name,
        "title": profile.title,
        "path": str(profile.path),
        "base": profile.base,
        "language": profile.language,
        "settings": [
            {"address": each.address, "value": each.other, "default": each.one, "unit": each.unit or None}
            for each in settings
        ],
    }


def _print_settings(settings: list[_Setting], one: str, other: str) -> None:
    from rich.table import Table
    from rich.text import Text

    from posecheck.outputs.console import standard_output

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("threshold", no_wrap=True)
    table.add_column(one, justify="right", overflow="fold")
    table.add_column(other, justify="right", overflow="fold")
    table.add_column("")
    for each in settings:
        table.add_row(each.address, Text(_words(each.one)), Text(_words(each.other)), each.unit)
    standard_output().print(table)


def _print_exercise(exercise: Exercise, settings: list[_Setting]) -> None:
    from rich.table import Table
    from rich.text import Text

    from posecheck.outputs.console import standard_output
    from posecheck.profiles.thresholds import addresses

    limits = addresses(exercise)
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("threshold", no_wrap=True)
    for heading in ("value", "default", "allowed"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("source of the default")
    words = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    words.add_column("cue", no_wrap=True)
    words.add_column("what is said")
    said = ""
    for each in settings:
        limit = limits.get(each.address)
        changed = each.one != each.other
        if limit is None:
            words.add_row(each.address, Text(_words(each.other), style="bold" if changed else ""))
            continue
        table.add_row(
            each.address,
            Text(_words(each.other), style="bold" if changed else ""),
            _words(each.one) if changed else "",
            f"{limit.low:g} to {limit.high:g}",
            each.unit,
            Text("" if limit.source == said else limit.source, style="dim"),
        )
        said = limit.source
    console = standard_output()
    console.print(table)
    console.print()
    console.print(words)


def _words(value: float | Wording) -> str:
    if isinstance(value, str):
        return value or "-"
    if isinstance(value, tuple):
        return " / ".join(value)
    return f"{value:g}"


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.add_typer(_profile, name="profile", help="See, make and choose thresholds, doses and cues.")
