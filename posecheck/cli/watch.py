"""``posecheck replay --watch``: change a threshold while a clip plays, and see the verdict change."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, NoReturn

import typer

from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from posecheck.exercise import Exercise
    from posecheck.pose import Side
    from posecheck.profiles import Profile

#: Profile that changes are saved into when the one in use is built in, and what the others' are called.
WATCHED = "watched"


def start_watching(
    path: Path,
    exercise: Exercise | None,
    profile: Profile,
    model: Callable[[], Path],
    *,
    side: Side | None,
    hold_target_s: float | None,
    mirrored: bool,
    alone: bool,
) -> NoReturn:
    """Show the clip at `path` in a window until the user quits, and end the command.

    Parameters
    ----------
    path, exercise, profile
        What is shown, and what it is judged as.
    model
        Gives the path of the pose model, when it is needed.
    side, hold_target_s, mirrored
        As for a replay without a window.
    alone
        Whether no option was given that writes a file or does not apply to a window.

    Raises
    ------
    InputError
        The clip cannot be used, the exercise has nothing to change, or no window can be opened.
    """
    from posecheck.book.faults import said_faults
    from posecheck.cli.clip_window import open_clip_window
    from posecheck.cli.failures import ExitCode
    from posecheck.cli.frame_progress import FrameProgress
    from posecheck.lab.labelling.clip import view_clip
    from posecheck.lab.labelling.watch_view import WatchView
    from posecheck.lab.labelling.watch_window import WatchWindow
    from posecheck.lab.labelling.watching import WatchSession
    from posecheck.profiles.thresholds import addresses
    from posecheck.support.interruption import Interruption

    if not alone:
        raise InputError(
            "--watch shows a window and writes no file; of the other options it takes --exercise, --profile, "
            "--side, --hold-target, --mirrored and --model."
        )
    if exercise is None:
        raise InputError("--watch needs to know what is done; add --exercise ID (see `posecheck exercises`).")
    if not any(each.judges for each in addresses(exercise).values()):
        raise InputError(f"Nothing of {exercise.id} is judged, so there is no threshold to change.")
    target = profile_to_save(profile)
    with ExitStack() as opened:
        window = open_clip_window(opened, path, "watch")
        with FrameProgress() as progress:
            clip = view_clip(opened, path, model, mirrored=mirrored, progress=progress)
        faults = tuple(dict.fromkeys(each.fault for each in said_faults(exercise)))
        view = WatchView(clip, exercise, faults, side=side, hold_target_s=hold_target_s)
        state = WatchSession.start(exercise, [pose.time_s for pose in clip.poses])
        with Interruption() as interruption:
            lost = WatchWindow(window, view, lambda changes: _save(target, profile, changes)).run(
                state, interruption
            )
    for address, value in lost.items():
        typer.echo(f"Not saved: {address} = {value:g}", err=True)
    raise typer.Exit(ExitCode.INTERRUPTED if interruption.requested else ExitCode.OK)


def profile_to_save(profile: Profile) -> str:
    """Return the name of the profile that changes go into: the user's own in use, else one beside it."""
    from posecheck.profiles import BUILT_IN, DEFAULT, own_profile_path
    from posecheck.support.regular_files import resolved

    if profile.name not in BUILT_IN:
        if resolved(profile.path) != resolved(own_profile_path(profile.name)):
            raise InputError(
                f"Changes cannot be saved into {profile.path}, which is not among your profiles; put it "
                f"into {own_profile_path(profile.name).parent} and name it without its ending."
            )
        return profile.name
    return WATCHED if profile.name == DEFAULT else f"{WATCHED}-{profile.name}"


def _save(name: str, profile: Profile, changes: Mapping[str, float]) -> str:
    from posecheck.profiles.files import save_changes

    save_changes(name, changes, base=profile.name)
    return name
