"""``posecheck convert``: a recorded movement as a file for OpenSim or for `movement`."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posecheck.cli.options import (
    LanguageOption,
    MirroredOption,
    ModelOption,
    NetworkOption,
    RotateOption,
    SideOption,
)
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from posecheck.cli.frame_progress import FrameProgress
    from posecheck.exchange.even_times import EvenTimes
    from posecheck.exchange.motion import SeenFrames
    from posecheck.pose import Pose
    from posecheck.session.pose_input import Material

_ENDINGS = (".trc", ".mot", ".nc")


def convert(
    source: Annotated[
        Path,
        typer.Argument(metavar="INPUT", help="A video file, or a landmark recording of `posecheck record`."),
    ],
    *,
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help="What to write, by its ending: .trc the landmarks and .mot the angles, for OpenSim; .nc the "
            "landmarks for movement.",
        ),
    ],
    exercise_id: Annotated[
        str | None,
        typer.Option(
            "--exercise",
            "-e",
            metavar="ID",
            help="With .mot: the angles this exercise is judged by, instead of the joint angles of both "
            "sides.",
        ),
    ] = None,
    side: SideOption = None,
    pixels: Annotated[
        bool, typer.Option("--pixels", help="With .nc: places in the picture instead of metres.")
    ] = False,
    rotate: RotateOption = None,
    mirrored: MirroredOption = None,
    language: LanguageOption = None,
    model: ModelOption = None,
    network: NetworkOption = None,
) -> None:
    """Write a recorded movement into a file that OpenSim or movement reads; docs/exchange.md describes it."""
    from posecheck.cli.frame_progress import FrameProgress
    from posecheck.cli.model_download import chosen_model
    from posecheck.exchange.motion import see
    from posecheck.exchange.netcdf import require_netcdf4
    from posecheck.exercise.catalogue import find_exercise
    from posecheck.session.pose_input import open_material
    from posecheck.support.destination import check_destinations
    from posecheck.support.language import find_language
    from posecheck.support.settings import read_config

    config = read_config()
    words = find_language(language or config.language)
    ending = out.suffix.lower()
    _check_options(out, exercise=exercise_id is not None or side is not None, pixels=pixels)
    if side is not None and exercise_id is None:
        raise InputError("--side needs an exercise: name it with --exercise.")
    exercise = find_exercise(exercise_id) if exercise_id else None
    if ending == ".nc":
        require_netcdf4()
    check_destinations([out], [source])
    with ExitStack() as opened:
        material = open_material(
            opened,
            source,
            lambda: chosen_model(model, config.model, network),
            rotate_deg=rotate,
            mirrored=config.mirrored if mirrored is None else mirrored,
            silhouette=exercise is not None and exercise.needs_silhouette,
        )
        progress = opened.enter_context(FrameProgress())
        frames = see(_read(material, progress, words.translate("Landmarks")), source.name)
        note = material.note()
    if ending == ".mot":
        from posecheck.exchange.angles import joint_angles, judged_angles
        from posecheck.exchange.mot import mot_text
        from posecheck.pose import Side
        from posecheck.support.destination import write_text

        works = Side(side.value) if side else None
        angles = judged_angles(frames, exercise, works) if exercise else joint_angles(frames)
        write_text(out, mot_text(angles))
        times = angles.times
        if angles.gaps:
            typer.echo(
                words.translate(
                    "Not known all the time: {angles}. OpenSim's TimeSeriesTable reads such a file; its "
                    "older Storage, and so Load Motion in its window, stops at the first gap.",
                    angles=words.listed(angles.gaps),
                ),
                err=True,
            )
    else:
        times = _write_landmarks(frames, out, pixels=pixels)
    if note:
        typer.echo(words.translate("Note: {note}", note=note), err=True)
    if not times.as_filmed:
        typer.echo(
            words.translate(
                "The frames are not evenly spaced, so the rows lie between them, {rate} a second.",
                rate=words.number(times.rate_hz, 2),
            ),
            err=True,
        )
    typer.echo(
        words.translate(
            "{file}: {count} rows, {rate} a second",
            file=out,
            count=times.count,
            rate=words.number(times.rate_hz, 2),
        ),
        err=True,
    )


def _check_options(out: Path, *, exercise: bool, pixels: bool) -> None:
    ending = out.suffix.lower()
    if ending not in _ENDINGS:
        raise InputError(
            f"{out} is no kind of file that can be written; let the name end in .trc, .mot or .nc."
        )
    if exercise and ending != ".mot":
        raise InputError("--exercise and --side choose angles, which only a .mot file holds; leave them out.")
    if pixels and ending != ".nc":
        raise InputError("--pixels is for .nc files only; leave it out.")


def _read(material: Material, progress: FrameProgress, doing: str) -> Iterator[Pose]:
    """Yield the poses, and show how far reading is."""
    for number, (_, pose) in enumerate(material.observations, 1):
        progress(doing, number, material.frame_count)
        yield pose


def _write_landmarks(frames: SeenFrames, out: Path, *, pixels: bool) -> EvenTimes:
    from posecheck.exchange.motion import motion_of
    from posecheck.exchange.netcdf import write_netcdf
    from posecheck.exchange.trc import trc_text
    from posecheck.support.destination import write_text

    motion = motion_of(frames)
    if out.suffix.lower() == ".trc":
        write_text(out, trc_text(motion, out.name))
    else:
        write_netcdf(motion, out, pixels=pixels)
    return motion.times


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example: posecheck convert session.poses --out session.trc")(convert)
