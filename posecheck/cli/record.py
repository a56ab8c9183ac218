"""``posecheck record``: what the camera sees, as landmarks."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posecheck.cli.options import CameraOption, MirroredOption, ModelOption

if TYPE_CHECKING:
    from posecheck.estimator.landmarker import MediaPipeEstimator
    from posecheck.outputs.annotate import AnnotatedVideo
    from posecheck.pose.recording import RecordingWriter
    from posecheck.sources.camera import Camera


def record(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The landmark recording; it holds no picture.")],
    *,
    video: Annotated[
        Path | None, typer.Option("--video", metavar="OUT.mp4", help="Keep the pictures too, as a video.")
    ] = None,
    camera: CameraOption = None,
    mirrored: MirroredOption = None,
    seconds: Annotated[
        float | None,
        typer.Option(
            "--seconds", metavar="N", min=0.1, help="Stop after that long; by default Ctrl-C stops it."
        ),
    ] = None,
    model: ModelOption = None,
) -> None:
    """Record landmarks from a camera; no picture leaves memory unless --video is given.

    Ctrl-C stops it and keeps everything.
    """
    from posecheck.cli.failures import ExitCode
    from posecheck.cli.model_download import chosen_model
    from posecheck.pose.recording import RecordingWriter
    from posecheck.support.destination import check_destinations
    from posecheck.support.settings import read_config

    config = read_config()
    check_destinations([out] if video is None else [out, video])
    path = chosen_model(model, config.model)

    from posecheck.estimator.landmarker import MediaPipeEstimator
    from posecheck.outputs.annotate import AnnotatedVideo
    from posecheck.sources.camera import Camera

    with ExitStack() as opened:
        estimator = opened.enter_context(MediaPipeEstimator(path, silhouette=True))
        source = opened.enter_context(
            Camera(camera or config.camera, mirrored=config.mirrored if mirrored is None else mirrored)
        )
        size = source.width_px, source.height_px
        writer = opened.enter_context(RecordingWriter(out, *size, source.name))
        pictures = opened.enter_context(AnnotatedVideo(video, *size)) if video else None
        interrupted = _record(source, estimator, writer, pictures, seconds)
        typer.echo(f"{writer.frame_count} frames recorded, {source.dropped} left out.", err=True)
    typer.echo(f"Landmark recording: {out}", err=True)
    if video is not None:
        typer.echo(f"Video: {video}", err=True)
    raise typer.Exit(ExitCode.INTERRUPTED if interrupted else ExitCode.OK)


def _record(
    source: Camera,
    estimator: MediaPipeEstimator,
    writer: RecordingWriter,
    pictures: AnnotatedVideo | None,
    seconds: float | None,
) -> bool:
    """Record until the time is over, the source ends or Ctrl-C; return whether it was Ctrl-C."""
    from posecheck.outputs.console import standard_error
    from posecheck.support.interruption import Interruption

    start_s: float | None = None
    status = standard_error().status(f"Recording {source.name}; Ctrl-C stops.")
    with Interruption() as interruption, status:
        try:
            for frame in source.frames():
                with interruption.held_back():
                    start_s = frame.time_s if start_s is None else start_s
                    writer.write(estimator.estimate(frame))
                    if pictures is not None:
                        pictures.write(frame.image_bgr, frame.time_s)
                    elapsed_s = frame.time_s - start_s
                    status.update(f"Recording {source.name}: {elapsed_s:.0f} s; Ctrl-C stops.")
                if interruption.requested or (seconds is not None and elapsed_s >= seconds):
                    break
        except KeyboardInterrupt:
            interruption.requested = True
    return interruption.requested


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example: posecheck record today.poses --seconds 60")(record)
