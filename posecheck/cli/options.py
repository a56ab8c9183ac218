"""Options that several commands share, each with one wording."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from posecheck.estimator.networks import Network
from posecheck.support.errors import InputError

#: The largest number of a session that can be, for the database has no larger ones.
LAST_SESSION = (1 << 63) - 1


class SideChoice(StrEnum):
    """The side that works, the person's own."""

    LEFT = "left"
    RIGHT = "right"


def local_midnight(day: datetime) -> datetime:
    """Return the beginning of `day` in the time of this computer.

    Raises
    ------
    InputError
        There is no such moment, as on the first day of all.
    """
    try:
        moment = day.astimezone()
        moment.astimezone(UTC)  # as it is asked for
    except (ValueError, OverflowError, OSError) as error:
        raise InputError(f"{day.date()} is no day that can be; give one of this century.") from error
    return moment


def check_where(jobs: int | None, dask: str | None, *, fast: bool = False) -> None:
    """Refuse processes of this computer, or two for each video, together with a cluster.

    Raises
    ------
    InputError
        Both were asked for.
    """
    if dask is not None and jobs is not None:
        raise InputError("--jobs are processes of this computer, and --dask works elsewhere; leave one out.")
    if dask is not None and fast:
        raise InputError("A cluster looks at each video with one process; leave --dask or --fast out.")


CameraOption = Annotated[
    str | None,
    typer.Option(
        "--camera",
        metavar="CAMERA",
        help="Index, device name or path, stream URL, or a video file played at its own speed as if it "
        "were a camera. By default the one in the settings, else the first.",
    ),
]
MirroredOption = Annotated[
    bool | None,
    typer.Option(
        "--mirrored/--not-mirrored",
        help="The picture arrives flipped, as some webcams and recorders deliver it. "
        "By default as the settings say, else not.",
    ),
]
JobsOption = Annotated[
    int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes; by default one a core.")
]
DaskOption = Annotated[
    str | None,
    typer.Option("--dask", metavar="ADDRESS", help="Work on the Dask cluster of this scheduler."),
]
SmallPictureOption = Annotated[
    bool | None,
    typer.Option(
        "--small-picture/--full-picture",
        help="Look at pictures 640 wide, for a slow computer. By default as the settings say, else as the "
        "camera gives them.",
    ),
]
WindowOption = Annotated[bool, typer.Option("--window/--no-window", help="Show the picture in a window.")]
#: Where the app shows a session; nobody types it.
PageOption = Annotated[bool, typer.Option("--page", hidden=True, help="Show it on the pages of the app.")]
BrowserCameraOption = Annotated[
    bool,
    typer.Option("--browser-camera", hidden=True, help="Take the pictures that a page of the app sends."),
]
VoiceOption = Annotated[
    bool | None,
    typer.Option(
        "--voice/--no-voice",
        help="Speak and play tones. By default as the settings say. Hear them: posecheck doctor --sound.",
    ),
]
CountOption = Annotated[bool, typer.Option("--count", help="Count the last five seconds of a hold aloud.")]
TickOption = Annotated[
    bool, typer.Option("--tick", help="Let a quiet tone tell every ten seconds of a hold.")
]
ModelOption = Annotated[
    Path | None,
    typer.Option("--model", metavar="FILE", help="A pose model (.task) to use instead of the fetched one."),
]
NetworkOption = Annotated[
    Network | None,
    typer.Option(
        "--network",
        help="The pose network: full, or heavy, which places landmarks better, takes four times as long "
        "and is fetched once (41 MB). By default the model in the settings, else full.",
    ),
]
SideOption = Annotated[
    SideChoice | None,
    typer.Option("--side", help="The side that works; by default it is seen from the movement."),
]
HoldTargetOption = Annotated[
    float | None,
    typer.Option("--hold-target", metavar="SECONDS", min=1.0, help="How long a hold should last."),
]
ProfileOption = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar="NAME|FILE",
        help="Thresholds, doses and cues to use; see `posecheck profile list`. By default as the settings "
        "say, else as the exercises have them.",
    ),
]
LanguageOption = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", help="Of voice and picture: en or de. Else as set."),
]
PrivateOption = Annotated[
    bool, typer.Option("--private", help="Keep nothing of this session, neither events nor results.")
]
KeepOption = Annotated[
    bool,
    typer.Option(
        "--keep",
        help="Keep a session of recorded video like one in front of the camera: it was your own training. "
        "By default none is kept of it.",
    ),
]
PicturesOption = Annotated[
    bool | None,
    typer.Option(
        "--pictures/--no-pictures",
        help="Keep a few small pictures of you with the history, for the report. By default as the settings "
        "say, else none.",
    ),
]
RotateOption = Annotated[
    int | None,
    typer.Option(
        "--rotate",
        metavar="DEGREES",
        help="Turn the picture clockwise by 0, 90, 180 or 270; by default as the file says.",
    ),
]
