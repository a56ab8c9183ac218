"""The run behind the tuning pages: which clips speak of an exercise, and what they say of its limits.

A run takes seconds, and longer with many clips, so it is a process of its own. What it finds is kept under a
name that changes with the labels, the landmarks, the profile and the rules: a second visit finds it there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import posecheck
from posecheck.app.labels.clips import every_clip, labelled
from posecheck.app.work.tasks import Progress
from posecheck.exercise.catalogue import find_exercise
from posecheck.lab.labels import Kind
from posecheck.lab.tuning.limits import limits_of
from posecheck.profiles import apply_profile, load_profile
from posecheck.support.errors import InputError
from posecheck.support.paths import cache_dir
from posecheck.support.private_files import private_folder

if TYPE_CHECKING:
    from posecheck.app.labels.clips import LabelClip
    from posecheck.app.work.tasks import Task, Tasks
    from posecheck.exercise import Exercise
    from posecheck.lab.labels import Label
    from posecheck.profiles import Profile

_TASK = "tune"
_FOLDER = "tuning"
#: The rooms of the code that judges and weighs.
_RULES = ("engine", "exercise", "lab", "perception", "pose", "profiles")
_KEY_DIGITS = 24


def results_dir() -> Path:
    """Return the folder of what was found."""
    return cache_dir() / _FOLDER


@dataclass(frozen=True, slots=True)
class Material:
    """What is tuned, and on what.

    Parameters
    ----------
    exercise
        With the thresholds of the profile.
    profile
        The one that is in use.
    clips
        The labelled clips that speak of it, each with its label.
    unready
        Titles of labelled clips whose landmarks are missing.
    """

    exercise: Exercise
    profile: Profile
    clips: tuple[tuple[LabelClip, Label], ...]
    unready: tuple[str, ...]

    @property
    def people(self) -> int:
        """How many people are in the clips; those that nobody named count as one."""
        return len({label.subject for _, label in self.clips})


def tunable(exercise: Exercise) -> bool:
    """Return whether an exercise has limits that can be tuned."""
    try:
        limits_of(exercise)
    except InputError:
        return False
    return True


def speaking_clips() -> dict[str, list[tuple[LabelClip, Label]]]:
    """Return the labelled clips by the exercise of which they speak."""
    found: dict[str, list[tuple[LabelClip, Label]]] = {}
    for clip, label in labelled(every_clip()):
        if label.exercise is not None and label.kind in (Kind.CORRECT, Kind.FAULTY):
            found.setdefault(label.exercise, []).append((clip, label))
    return found


def material_of(name: str, profile: str) -> Material:
    """Return what there is to tune an exercise on.

    Raises
    ------
    InputError
        There is no such exercise, nothing of it is tuned, or the profile cannot be used.
    """
    base = load_profile(profile)
    exercise = apply_profile(find_exercise(name), base)
    limits_of(exercise)  # says why nothing of it is tuned
    clips = speaking_clips().get(exercise.id, [])
    ready = [(clip, label) for clip, label in clips if clip.landmarks is not None]
    unready = [clip.title for clip, _ in clips if clip.landmarks is None]
    return Material(exercise, base, tuple(sorted(ready, key=lambda each: each[0].id)), tuple(unready))


def found_on(material: Material) -> dict[str, Any] | None:
    """Return what was found on it, as ``posecheck tune --json`` writes it; ``None`` before it was run."""
    try:
        content = json.loads(_result(material).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def run(tasks: Tasks, material: Material) -> None:
    """Have it run, unless it was run or is; call it from the loop of the server.

    Raises
    ------
    InputError
        The clips cannot be laid together for it.
    """
    result = _result(material)
    task = task_of(tasks, material)
    if result.is_file() or (task is not None and task.progress in (Progress.WAITING, Progress.WORKING)):
        return
    folder = result.with_suffix(".clips")
    try:
        _lay_together(folder, material)
    except OSError as error:
        raise InputError(f"The clips cannot be read: {error.strerror or error}; free some space.") from error
    arguments = ["tune", material.exercise.id, str(folder), "--json", str(result)]
    arguments += ["--profile", str(material.profile.path)]

    def then(_task: Task) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        for old in result.parent.glob(f"{material.exercise.id}.*.json"):
            if old != result and result.is_file():
                old.unlink(missing_ok=True)

    tasks.add(_TASK, arguments, {"result": result.name}, then)


def task_of(tasks: Tasks, material: Material) -> Task | None:
    """Return the last run on it, ``None`` when there was none since the app was started."""
    name = _result(material).name
    return next((each for each in tasks.of_kind(_TASK) if each.about["result"] == name), None)


def _result(material: Material) -> Path:
    return results_dir() / f"{material.exercise.id}.{key_of(material)}.json"


def _lay_together(folder: Path, material: Material) -> None:
    """Put the recordings and labels into a folder, as the command wants them: named alike, by the clip."""
    private_folder(folder.parent)
    shutil.rmtree(folder, ignore_errors=True)
    private_folder(folder)
    for clip, _ in material.clips:
        assert clip.landmarks is not None, "clips without landmarks were left out"
        shutil.copyfile(clip.label_path, folder / f"{clip.id}.toml")
        recording = folder / f"{clip.id}.poses"
        with contextlib.suppress(OSError):
            os.link(clip.landmarks, recording)
        if not recording.is_file():  # another disk, or one that knows no links
            shutil.copyfile(clip.landmarks, recording)


def key_of(material: Material) -> str:
    """Return a name that changes with everything that what is found depends on."""
    hashed = hashlib.sha256()
    # All of the exercise that is data; where its functions lie in memory says nothing.
    exercise = re.sub(r" at 0x[0-9a-fA-F]+", "", repr(material.exercise))
    parts = [version("posecheck"), _rules_sha256(), exercise, material.profile.name]
    for clip, _ in material.clips:
        assert clip.landmarks is not None, "clips without landmarks were left out"
        parts += [clip.id, _sha256_now(clip.label_path), _sha256_now(clip.landmarks)]
    hashed.update("\n".join(parts).encode())
    return hashed.hexdigest()[:_KEY_DIGITS]


def _sha256_now(path: Path) -> str:
    state = path.stat()
    return _sha256(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=512)
def _sha256(path: Path, _changed_ns: int, _size: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def _rules_sha256() -> str:
    """Return the hash of the code that judges."""
    home = Path(posecheck.__file__).parent
    hashed = hashlib.sha256()
    for path in sorted(path for room in _RULES for path in (home / room).rglob("*.py")):
        hashed.update(path.read_bytes())
    return hashed.hexdigest()
