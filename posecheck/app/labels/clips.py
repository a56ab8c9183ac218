"""The clips that can be labelled: the user's videos, each with where its label and what belongs to it lie.

The label lies beside the video, where the commands find it. What only the pages need, as marks that were not
saved yet, lies in a folder of its own beside that of the video.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.app.videos import store as video_store
from posecheck.exercise.catalogue import all_exercises
from posecheck.lab.labels import Label, read_label
from posecheck.pose.recording import is_recording
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

#: What the id of a clip begins with; the rest is that of the video.
_VIDEO = "video-"
_FOLDER, _LANDMARKS, _UNSAVED, _BEGUN = "labelling", "landmarks.poses", "unsaved.toml", "begun.json"
#: A recording that is not whole yet.
_MAKING = "making.poses"


@dataclass(frozen=True, slots=True)
class LabelClip:
    """A clip that can be labelled.

    Parameters
    ----------
    id
        Its name in addresses.
    title
        What its file was called.
    added
        When it was given.
    video
        The file as it was given.
    drawn
        The video with everything drawn on it, which every browser shows; ``None`` without one.
    folder
        What only the pages need of it.
    judged
        The landmark recording that was made when it was judged, whether it is there or not.
    exercise
        As what it was judged or is to be; ``None`` when nobody knows.
    """

    id: str
    title: str
    added: datetime
    video: Path
    drawn: Path | None
    folder: Path
    judged: Path
    exercise: str | None

    @property
    def label_path(self) -> Path:
        """Where its label is, or would be."""
        return self.video.with_suffix(".toml")

    @property
    def unsaved_path(self) -> Path:
        """Where marks are that were not saved yet."""
        return self.folder / _UNSAVED

    @property
    def begun_path(self) -> Path:
        """Where stands what was said before the first mark."""
        return self.folder / _BEGUN

    @property
    def making_path(self) -> Path:
        """Where its landmarks go while they are made."""
        return self.folder / _MAKING

    @property
    def own_landmarks(self) -> Path:
        """Where the landmarks are that were made for labelling."""
        return self.folder / _LANDMARKS

    @property
    def landmarks(self) -> Path | None:
        """Its landmark recording; ``None`` while there is none."""
        return next((each for each in (self.judged, self.own_landmarks) if is_recording(each)), None)

    def label(self) -> Label | None:
        """Return its label; ``None`` when it has none.

        Raises
        ------
        InputError
            The label cannot be used.
        """
        return read_label(self.label_path) if self.label_path.is_file() else None


def every_clip() -> list[LabelClip]:
    """Return the clips, the newest first; a video that is a landmark recording has no pictures to mark."""
    return [_clip(video) for video in video_store.every() if not is_recording(video.path)]


def find_clip(name: str) -> LabelClip:
    """Return a clip by its id.

    Raises
    ------
    InputError
        There is no such clip (any more).
    """
    if not name.startswith(_VIDEO):
        raise InputError("This video is not there any more.")
    return _clip(video_store.find(name.removeprefix(_VIDEO)))


def labelled(clips: Iterable[LabelClip]) -> list[tuple[LabelClip, Label]]:
    """Return those clips that have a label that can be used, with it."""
    found = []
    for clip in clips:
        try:
            label = clip.label()
        except InputError:
            continue  # its own page says what is wrong with it
        if label is not None:
            found.append((clip, label))
    return found


def _clip(video: video_store.Video) -> LabelClip:
    return LabelClip(
        f"{_VIDEO}{video.id}",
        video.about.name,
        video.about.added,
        video.path,
        video.annotated if video.annotated.is_file() else None,
        video.folder / _FOLDER,
        video.landmarks,
        video.about.exercise or _recognised(video.result),
    )


def _recognised(result: Path) -> str | None:
    """Return as what a video was judged, by its result."""
    try:
        told = json.loads(result.read_text(encoding="utf-8"))["exercise"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return told if told in all_exercises() else None
