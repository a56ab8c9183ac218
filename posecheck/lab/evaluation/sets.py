"""Sets of clips: one for each folder that is given, so that their figures stand beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from posecheck.lab.evaluation.clips import Clip, find_clips
from posecheck.support.regular_files import resolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: The name of the set of the clips that were given one by one, beside folders.
SINGLE_CLIPS = "single clips"


@dataclass(frozen=True, slots=True)
class ClipSet:
    """Clips whose figures belong together.

    Parameters
    ----------
    name
        Unique among the sets that were given together.
    clips
        In the order of their names.
    """

    name: str
    clips: tuple[Clip, ...]


def find_sets(paths: Iterable[Path]) -> list[ClipSet]:
    """Return one set for each folder among `paths`, and one for all the files.

    A set is named after its folder, with as many folders above it as it takes to tell it from the others.

    Raises
    ------
    InputError
        As :func:`posecheck.lab.evaluation.clips.find_clips`, for any of the sets.
    """
    paths = list(paths)
    files = [path for path in paths if not path.is_dir()]
    folders = list({resolved(path): path for path in paths if path.is_dir()}.values())
    names = folder_names([resolved(folder) for folder in folders])
    found = [ClipSet(name, tuple(find_clips([folder]))) for name, folder in zip(names, folders, strict=True)]
    if files:
        found.append(ClipSet(SINGLE_CLIPS, tuple(find_clips(files))))
    return found


def folder_names(folders: Sequence[Path]) -> list[str]:
    """Return the names of different absolute `folders`, those that clash with folders above them in front."""
    return [_name(folder, [other for other in folders if other != folder]) for folder in folders]


def _name(folder: Path, others: Sequence[Path]) -> str:
    parts = folder.parts
    for count in range(1, len(parts) + 1):
        last = parts[-count:]
        if all(other.parts[-count:] != last for other in others):
            return Path(*last).as_posix()
    return folder.as_posix()
