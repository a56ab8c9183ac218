"""What a result depends on, as names: of the rules, of the landmarks, of the result itself.

Two results with the same name are the same, whoever made them, wherever and when. So a second run does what
is new only, shares of a batch fit together, and a computer of a cluster can prove that it judges as this one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from posecheck.exercise.catalogue import all_exercises, exercise_modules
from posecheck.session.landmark_key import (
    MAKES_LANDMARKS,
    code_sha256,
    file_sha256,
    landmark_key,
    versions_of_libraries,
)
from posecheck.support.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from posecheck.pose import Side
    from posecheck.profiles import Profile

#: Rooms whose code decides what is made of landmarks, below ``posecheck``.
JUDGING_ROOMS = ("engine", "exercise", "perception", "pose", "profiles")
#: Modules besides.
JUDGING_MODULES = ("posecheck.outputs.result_file", "posecheck.session.pose_input", "posecheck.batch.judging")
#: So many hexadecimal digits, 128 bits, keep a million names apart.
KEY_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Video:
    """One of many videos, or of landmark recordings that stand for one; picklable.

    Parameters
    ----------
    number
        Its place among them, from 0 on.
    path
        Where it is opened.
    named
        How results and sentences name it.
    mirrored
        The picture arrives flipped.
    in_two
        Two processes look at it, one at each part (:mod:`posecheck.session.two_parts`), which gives landmarks
        of its own.
    sha256
        Of the file, where that is known already.
    """

    number: int
    path: Path
    named: Path
    mirrored: bool = field(default=False, kw_only=True)
    in_two: bool = field(default=False, kw_only=True)
    sha256: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class Task(Video):
    """A video and as what it is judged, the profile read; picklable.

    Parameters
    ----------
    exercise, side
        As in :class:`posecheck.batch.listing.Row`.
    profile
        By what it is judged.
    """

    exercise: str | None
    side: Side | None
    profile: Profile


@dataclass(frozen=True, slots=True)
class Program:
    """What judges: everything that must be the same on two computers so that they judge the same."""

    version: str
    libraries: tuple[str, ...]
    landmarks_sha256: str
    rules_sha256: str
    model_sha256: str

    def landmarks_of(self, sha256: str, *, mirrored: bool, in_two: bool = False) -> str:
        """Return the name of the landmarks of a video whose content has this hash."""
        key = landmark_key(sha256, self.model_sha256, mirrored=mirrored)
        if in_two:
            key = _hashed(key, code_sha256("posecheck.session.two_parts"))
        return key[:KEY_DIGITS]

    def result_of(self, sha256: str, task: Task) -> str:
        """Return the name of what comes of a video whose content has this hash."""
        profile = task.profile
        return _hashed(
            self.version,
            self.rules_sha256,
            self.landmarks_of(sha256, mirrored=task.mirrored, in_two=task.in_two),
            task.exercise or "",
            task.side or "",
            profile.name,
            repr(sorted(profile.thresholds.items())),
            repr(sorted(profile.wordings.items())),
        )[:KEY_DIGITS]


def this_program(model: Path | None) -> Program:
    """Return what judges here, with the pose model at `model`; recordings need none.

    Raises
    ------
    InputError
        The model cannot be read, or the exercises of another package cannot be used.
    """
    landmarks = _hashed(*(code_sha256(module) for module in MAKES_LANDMARKS))
    sha256 = file_sha256(model) if model is not None else ""
    return Program(VERSION, versions_of_libraries(), landmarks, rules_sha256(), sha256)


@cache
def rules_sha256() -> str:
    """Return a hash of the code of everything that judges landmarks: the engine, and all exercises.

    Raises
    ------
    InputError
        The exercises of another package cannot be used.
    """
    all_exercises()  # which says what is wrong with them
    hashed = hashlib.sha256()
    for path in _judging():
        hashed.update(path.name.encode())
        hashed.update(path.read_bytes())
    return hashed.hexdigest()


def _judging() -> Iterator[Path]:
    package = Path(__file__).parents[1]
    for room in JUDGING_ROOMS:
        yield from sorted((package / room).rglob("*.py"))
    for module in (*JUDGING_MODULES, *exercise_modules()):
        spec = find_spec(module)
        if spec is None or spec.origin is None:
            continue
        if spec.submodule_search_locations is None:
            yield Path(spec.origin)
        else:
            yield from sorted(Path(spec.origin).parent.rglob("*.py"))


def _hashed(*parts: str) -> str:
    """Return the hash of `parts`, of which none can pass for the end of another."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()
