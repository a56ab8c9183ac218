"""Finds labelled clips: a video or landmark recording with its label and, where it is known, its truth.

Two layouts are read. In the *file layout* of ``samples/`` three files stand side by side: ``NAME.mp4`` (or
another video, or the landmark recording ``NAME.poses``), ``NAME.toml`` and ``NAME.truth.npz``. In the *folder
layout*, which renderers of clips write, a folder NAME holds ``clip.mp4``, ``label.json`` and ``truth.npz``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from posecheck.exercise.catalogue import all_exercises
from posecheck.lab.labels import ClipView, Kind, Label, read_label
from posecheck.pose import Side
from posecheck.pose.recording import SUFFIX, is_recording
from posecheck.support.errors import InputError
from posecheck.support.file_names import is_file_beside, readable_name
from posecheck.support.regular_files import resolved
from posecheck.support.text_files import read_json
from posecheck.support.validation import first_problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

VIDEO_SUFFIXES = frozenset({".mp4", ".mov", ".mkv", ".webm", ".avi", ".m4v"})
_FOLDER_VIDEO, _FOLDER_LABEL, _FOLDER_TRUTH = "clip.mp4", "label.json", "truth.npz"
#: The camera looks from the side, the front or the back within this angle; in between it is oblique.
VIEW_WITHIN_DEG = 30.0


@dataclass(frozen=True, slots=True)
class Clip:
    """A labelled clip.

    Parameters
    ----------
    name
        Unique among the clips that were found together.
    video
        The video file, or the landmark recording that stands for one.
    label
        What it shows.
    truth
        The true poses (:mod:`posecheck.lab.evaluation.truth`); ``None`` when nobody knows them.
    """

    name: str
    video: Path
    label: Label
    truth: Path | None

    @property
    def recorded(self) -> bool:
        """Whether it is a landmark recording, which has no pictures; a damaged one is one too."""
        return self.video.suffix.lower() == SUFFIX or is_recording(self.video)

    @property
    def mirrored(self) -> bool:
        """Whether the picture arrives flipped."""
        return self.label.camera is not None and self.label.camera.mirrored


def find_clips(paths: Iterable[Path]) -> list[Clip]:
    """Return the labelled clips among `paths`, files or folders, in the order of their names.

    A folder is searched with everything below it; what has no label in it is passed over. A recording
    beside the video of its name is one of that video and no further clip.

    Raises
    ------
    InputError
        A path does not exist, a named file has no label, a label is wrong, or there is no clip at all.
    """
    paths = list(paths)
    clips: dict[Path, Clip] = {}
    for path in paths:
        if not path.exists():
            raise InputError(f"There is no file or folder {path}; check the path.")
        for video in _videos(path):
            clip = _clip(video)
            if clip is not None:
                clips[resolved(video)] = clip
            elif path.is_file():
                raise InputError(
                    f"{path} has no label; write {path.with_suffix('.toml').name} beside it as "
                    "samples/README.md describes."
                )
    if not clips:
        given = ", ".join(map(str, paths))
        raise InputError(
            f"There is no labelled clip in {given}; a clip needs a label beside it as samples/README.md "
            "describes."
        )
    videos = {file.with_suffix("") for file, clip in clips.items() if not clip.recorded}
    found = [clip for file, clip in clips.items() if not clip.recorded or file.with_suffix("") not in videos]
    return _named_apart(sorted(found, key=lambda clip: (clip.name, clip.video)))


def _videos(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for file in sorted(path.rglob("*")):
        if file.suffix.lower() in VIDEO_SUFFIXES | {SUFFIX} and file.is_file():
            yield file


def _clip(video: Path) -> Clip | None:
    """Return the clip of `video`, or of a recording, in either layout, ``None`` when it has no label."""
    name, label, truth = (
        readable_name(video.stem),
        video.with_suffix(".toml"),
        video.with_suffix(".truth.npz"),
    )
    if is_file_beside(label):
        return Clip(name, video, read_label(label), truth if is_file_beside(truth) else None)
    label, truth = video.with_name(_FOLDER_LABEL), video.with_name(_FOLDER_TRUTH)
    if video.name == _FOLDER_VIDEO and label.is_file():
        name = readable_name(resolved(video).parent.name)
        return Clip(name, video, read_folder_label(label), truth if is_file_beside(truth) else None)
    return None


def _named_apart(clips: Sequence[Clip]) -> list[Clip]:
    """Return `clips` with the folder put before the names that occur twice."""
    names = [clip.name for clip in clips]
    apart = []
    for clip in clips:
        home = resolved(clip.video).parent
        folder = home.parent if clip.video.name == _FOLDER_VIDEO else home
        name = clip.name if names.count(clip.name) == 1 else f"{readable_name(folder.name)}/{clip.name}"
        apart.append(Clip(name, clip.video, clip.label, clip.truth))
    return apart


def view_of(yaw_deg: float) -> ClipView:
    """Return the name of the view from a camera at `yaw_deg` (0 in front, 90 at the person's left)."""
    off_front = abs((yaw_deg + 180.0) % 360.0 - 180.0)
    if off_front <= VIEW_WITHIN_DEG:
        return ClipView.FRONT
    if abs(off_front - 90.0) <= VIEW_WITHIN_DEG:
        return ClipView.SIDE
    return ClipView.BACK if off_front >= 180.0 - VIEW_WITHIN_DEG else ClipView.OBLIQUE


def read_folder_label(path: Path) -> Label:
    """Return the label in the ``label.json`` of the folder layout.

    It has the keys of the TOML label, but `view` and `side` are not told and follow from the camera and
    the plateaus; a repetition has its time in ``t``; a plateau that names the end of a movement
    (``cat``, ``cow``) instead of a side is of both sides.

    Raises
    ------
    InputError
        It cannot be read, or what it says cannot be.
    """
    content = read_json(path, f"The label {path}")
    try:
        label = Label.model_validate(_as_label(content))
    except ValidationError as error:
        raise InputError(f"The label {path} cannot be used: {first_problem(error)}.") from error
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        reason = f"without {error}" if isinstance(error, KeyError) else str(error)
        raise InputError(f"The label {path} is not a label.json of the folder layout ({reason}).") from error
    if label.exercise is not None and label.exercise not in all_exercises():
        raise InputError(f"The label {path} cannot be used: there is no exercise {label.exercise!r}.")
    return label


def _as_label(content: dict[str, Any]) -> dict[str, Any]:
    sides = {side.value for side in (Side.LEFT, Side.RIGHT, Side.BOTH)}
    plateaus = [
        {**plateau, "side": plateau["side"] if plateau["side"] in sides else Side.BOTH.value}
        for plateau in content["plateaus"]
    ]
    reps = [{"time_s": rep["t"], "side": rep["side"]} for rep in content.get("reps", ())]
    worked = {part["side"] for part in (*plateaus, *reps)}
    none = content["kind"] == Kind.NEGATIVE.value or not worked
    side = Side.NONE.value if none else worked.pop() if len(worked) == 1 else Side.BOTH.value
    kept = {
        key: content[key]
        for key in ("exercise", "kind", "shows", "fps", "size", "frames", "duration_s", "camera", "faults")
    }
    return kept | {
        "tolerance_s": content.get("tolerance_s", 0.0),
        "subject": content.get("subject") or "",
        "light": content.get("light") or "",
        "origin": content.get("origin", "unknown"),
        "licence": content.get("licence", "unknown"),
        "view": view_of(float(content["camera"]["yaw_deg"])),
        "side": side,
        "plateaus": plateaus,
        "reps": reps,
    }
