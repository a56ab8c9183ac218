"""``posecheck doctor``: is everything here that posecheck needs, and if not, what to do."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from posecheck.cli.plain_output import print_data

if TYPE_CHECKING:
    from collections.abc import Callable

#: What runs the program; others come with these.
_PACKAGES = ("mediapipe", "opencv-contrib-python", "numpy", "imageio-ffmpeg", "pillow")
#: Installed beside opencv-contrib-python they overwrite its files.
_RIVALS = ("opencv-python", "opencv-python-headless", "opencv-contrib-python-headless")


class Health(StrEnum):
    """What a finding means."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Checkup:
    """One line: what was looked at, how it is, and what to do unless it is ok."""

    what: str
    health: Health
    found: str
    todo: str = ""


def doctor(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Write it as JSON, for other programs.")] = False,
    sound: Annotated[
        bool,
        typer.Option("--sound", help="Instead, speak a sentence and play each tone after what it means."),
    ] = False,
) -> None:
    """Look whether everything posecheck needs is here, and say what to do where it is not.

    The exit code is 2 when there is a problem; warnings do not count. With --sound it is 2 when the voice or
    the tones cannot be heard.
    """
    from posecheck.cli.failures import ExitCode
    from posecheck.support.errors import InputError

    if sound:
        if as_json:
            raise InputError("--sound is to be heard and --json to be read; give one of them.")
        _sound()
        return
    findings = examine()
    if as_json:
        print_data(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1) + "\n")
    else:
        _show(findings)
    if any(finding.health is Health.PROBLEM for finding in findings):
        raise typer.Exit(ExitCode.USER_INPUT)


def examine() -> list[Checkup]:
    """Return all findings; none of them opens a camera or the network."""
    looks: tuple[tuple[str, Callable[[], list[Checkup]]], ...] = (
        ("computer", _computer),
        ("Python", _python),
        ("system libraries", _system_libraries),
        ("packages", _packages),
        ("pose model", _model),
        ("camera", _cameras),
        ("voice", _voice),
        ("tones", _tones),
        ("window", _window),
        ("settings", _settings),
        ("sessions", _data),
    )
    findings: list[Checkup] = []
    for what, look in looks:
        try:
            findings += look()
        except Exception as error:  # noqa: BLE001 - a doctor tells what is broken and goes on
            found = f"could not be examined: {type(error).__name__}: {error}"
            findings.append(Checkup(what, Health.PROBLEM, found, "Install posecheck again."))
    return findings


def _sound() -> None:
    """Let voice and tones be heard, in the language of the settings."""
    from posecheck.cli.sound_check import play_samples
    from posecheck.outputs.speech import Voice
    from posecheck.outputs.tones import sounddevice_player
    from posecheck.support.language import find_language
    from posecheck.support.settings import read_config

    language = find_language(read_config().language)
    with Voice(language.code) as voice:
        play_samples(voice, sounddevice_player, language, typer.echo)


def _computer() -> list[Checkup]:
    from posecheck.support.computers import this_computer, unfit

    found, reason = this_computer().told, unfit()
    if not reason:
        return [Checkup("computer", Health.OK, found)]
    todo = f"{reason} What needs no pictures works: landmark recordings, history, reports, prescriptions."
    return [Checkup("computer", Health.PROBLEM, found, todo)]


def _python() -> list[Checkup]:
    found = f"{sys.version.split()[0]} at {sys.executable}"
    if (3, 11) <= sys.version_info[:2] < (3, 14):
        return [Checkup("Python", Health.OK, found)]
    todo = "posecheck is tested with Python 3.11 to 3.13; use one of them."
    return [Checkup("Python", Health.WARNING, found, todo)]


def _system_libraries() -> list[Checkup]:
    from posecheck.support.system_libraries import install_command, missing_libraries

    what = "system libraries"
    missing = missing_libraries()
    findings = []
    for purpose in dict.fromkeys(each.purpose for each in missing):
        lacking = [each for each in missing if each.purpose is purpose]
        found = f"{', '.join(each.name for each in lacking)} missing: {purpose}"
        command = install_command(lacking)
        todo = f"Run: {command}" if command else "Install them with the package manager of your system."
        health = Health.PROBLEM if lacking[0].essential else Health.WARNING
        findings.append(Checkup(what, health, found, todo))
    return findings or [Checkup(what, Health.OK, "all found")]


def _packages() -> list[Checkup]:
    # here, because the help of all commands does without
    from importlib.metadata import PackageNotFoundError, version

    from posecheck.support.computers import unfit

    findings = []
    for package in _PACKAGES:
        try:
            findings.append(Checkup(package, Health.OK, version(package)))
        except PackageNotFoundError:
            todo = f"Run: pip install --force-reinstall {package}."
            if package == "mediapipe" and unfit():
                todo = "There is none for this computer."
            findings.append(Checkup(package, Health.PROBLEM, "missing", todo))
    for rival in _RIVALS:
        try:
            found = f"{version(rival)} is installed beside opencv-contrib-python and overwrites its files"
        except PackageNotFoundError:
            continue
        todo = f"Run: pip uninstall {rival}; pip install --force-reinstall --no-deps opencv-contrib-python."
        findings.append(Checkup(rival, Health.PROBLEM, found, todo))
    return findings


def _model() -> list[Checkup]:
    from posecheck.estimator.model import cached_model, model_path
    from posecheck.support.errors import InputError
    from posecheck.support.settings import read_config

    try:
        configured = read_config().model
        path = model_path(configured=configured) if configured else cached_model()
    except InputError as error:
        todo = "Mend the settings, or leave the model out of them."
        return [Checkup("pose model", Health.PROBLEM, str(error), todo)]
    if path is None:
        todo = "Fetch it once: posecheck model fetch."
        return [Checkup("pose model", Health.WARNING, "not here yet", todo)]
    return [Checkup("pose model", Health.OK, str(path))]


def _cameras() -> list[Checkup]:
    from posecheck.sources.devices import list_cameras

    cameras = list_cameras()
    if not cameras:
        todo = "Plug one in to use `live` and `record`; `replay` needs none."
        return [Checkup("camera", Health.WARNING, "none found", todo)]
    return [
        Checkup("camera", Health.OK, f"{camera.index}: {camera.name} {camera.path}") for camera in cameras
    ]


def _voice() -> list[Checkup]:
    from posecheck.outputs.speech import Voice

    with Voice() as voice:
        if voice.problem:
            return [Checkup("voice", Health.WARNING, "none", voice.problem)]
        return [Checkup("voice", Health.OK, f"{voice.engine}; hear it with: posecheck doctor --sound")]


def _tones() -> list[Checkup]:
    from posecheck.outputs.tones import Tones

    with Tones() as tones:
        problem = tones.checked()
    if problem:
        return [Checkup("tones", Health.WARNING, "silent", problem)]
    return [Checkup("tones", Health.OK, "can be played")]


def _window() -> list[Checkup]:
    from posecheck.outputs.window import display_problem

    problem = display_problem()
    if problem:
        return [Checkup("window", Health.WARNING, "cannot be opened", problem)]
    return [Checkup("window", Health.OK, "can be opened")]


def _settings() -> list[Checkup]:
    from posecheck.support.errors import InputError
    from posecheck.support.settings import config_path, read_config

    path = config_path()
    try:
        read_config()
    except InputError as error:
        return [Checkup("settings", Health.PROBLEM, "cannot be used", str(error))]
    return [Checkup("settings", Health.OK, str(path) if path.exists() else f"defaults (there is no {path})")]


def _data() -> list[Checkup]:
    from posecheck.support.paths import sessions_dir

    folder = sessions_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        todo = "Set POSECHECK_DATA_DIR to a folder that can be written."
        return [Checkup("sessions", Health.PROBLEM, f"{folder}: {error.strerror or error}", todo)]
    return [Checkup("sessions", Health.OK, str(folder))]


def _show(findings: list[Checkup]) -> None:
    from rich.table import Table
    from rich.text import Text

    from posecheck.outputs.console import standard_output

    colour = {Health.OK: "green", Health.WARNING: "yellow", Health.PROBLEM: "bold red"}
    table = Table.grid(padding=(0, 2))
    for _ in range(2):
        table.add_column(no_wrap=True)
    table.add_column(overflow="fold")  # a path is of no use without its end
    for finding in findings:
        said = Text(finding.found)
        if finding.todo:
            said.append(f"\n→ {finding.todo}", style="italic")
        table.add_row(Text(finding.health, style=colour[finding.health]), finding.what, said)
    standard_output().print(table)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example: posecheck doctor")(doctor)
