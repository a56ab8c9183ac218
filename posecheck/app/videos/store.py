"""Where the videos lie that were given to the app: a folder each, with what is known of it beside it.

The folder is the truth: what was judged before the app was started stands in the list again. In the folder of
a video are ``about.json``, ``original/`` with the file as it was given, and ``judged/`` with what came of it.
What is being judged goes to ``judging/`` until it is whole, so that an interrupted second look leaves the
first one as it was.
"""

from __future__ import annotations

import re
import secrets
import shutil
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from posecheck.support.destination import write_text
from posecheck.support.errors import InputError
from posecheck.support.message import message
from posecheck.support.paths import data_dir
from posecheck.support.private_files import private_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FOLDER, _ABOUT, _ORIGINAL = "videos", "about.json", "original"
_JUDGED, _JUDGING = "judged", "judging"
_ID = re.compile(r"[0-9a-f]{12}")
#: A folder in which a file arrives; it is none of a video before the whole file is there.
_ARRIVING = "arriving-"
#: Nothing came for so long: the app was ended meanwhile.
_ABANDONED_S = 600.0
_LONGEST_NAME, _LONGEST_STEM, _LONGEST_SUFFIX = 200, 80, 8
#: What no file system refuses, and nothing that a name could hide behind.
_NOT_IN_NAMES = re.compile(r"[^\w \-.()+]+")

State = Literal["waiting", "done", "failed", "stopped"]


class About(BaseModel):
    """What is known of a video, as it stands in its ``about.json``.

    Parameters
    ----------
    name
        What its file was called.
    file
        What it is called here.
    added
        When it was given.
    exercise, side, profile
        As what it is to be judged; ``None`` is recognised, seen from the movement, and that of the settings.
    keep
        It is the user's own training, and goes into the progress when it is judged.
    kept
        It is in there already.
    state
        What came of it; ``"waiting"`` too while it is worked at.
    problem
        Why it failed, in a sentence.
    notes
        What whoever reads the verdict should know besides, in sentences.
    """

    model_config = ConfigDict(extra="ignore")

    name: str
    file: str
    added: AwareDatetime
    exercise: str | None = None
    side: Literal["left", "right"] | None = None
    profile: str | None = None
    keep: bool = False
    kept: bool = False
    state: State = "waiting"
    problem: str = ""
    notes: tuple[str, ...] = ()


class Video:
    """A video that was given to the app.

    Parameters
    ----------
    id
        Its name in addresses.
    about
        What is known of it.
    """

    def __init__(self, id: str, about: About) -> None:  # noqa: A002 - what it is everywhere else
        self.id = id
        self.about = about
        self.folder = videos_dir() / id

    @property
    def path(self) -> Path:
        """The file as it was given."""
        return self.folder / _ORIGINAL / self.about.file

    @property
    def annotated(self) -> Path:
        """The video with everything drawn on it, once it is judged."""
        return self.folder / _JUDGED / "annotated.mp4"

    @property
    def result(self) -> Path:
        """The result, once it is judged."""
        return self.folder / _JUDGED / "result.json"

    @property
    def frames(self) -> Path:
        """The table of frames, once it is judged and an exercise was seen."""
        return self.folder / _JUDGED / "frames.csv"

    @property
    def landmarks(self) -> Path:
        """The landmark recording, once it is judged and an exercise was seen."""
        return self.folder / _JUDGED / "landmarks.poses"

    def judging(self) -> Path:
        """Return an empty folder for what comes of it now."""
        folder = self.folder / _JUDGING
        shutil.rmtree(folder, ignore_errors=True)
        return private_folder(folder)

    def judged(self) -> None:
        """Take what was judged now in place of what was before."""
        old = self.folder / _JUDGED
        shutil.rmtree(old, ignore_errors=True)
        (self.folder / _JUDGING).replace(old)

    def not_judged(self) -> None:
        """Take away what a judgement that failed has left."""
        shutil.rmtree(self.folder / _JUDGING, ignore_errors=True)

    def save(self) -> None:
        """Write down what is known of it; of one that was removed meanwhile nothing."""
        with suppress(FileNotFoundError):
            write_text(self.folder / _ABOUT, self.about.model_dump_json(indent=1) + "\n", private=True)

    def remove(self) -> None:
        """Take away the video and everything that was made of it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def videos_dir() -> Path:
    """Return the folder of all of them."""
    return data_dir() / _FOLDER


def path_of(name: str) -> Path:
    """Return the file of a video as it was given, by the id that it has in addresses.

    Raises
    ------
    InputError
        There is no such video (any more).
    """
    return find(name).path


def find(name: str) -> Video:
    """Return a video by its id.

    Raises
    ------
    InputError
        There is no such video (any more).
    """
    if _ID.fullmatch(name):
        folder = videos_dir() / name
        about = _about(folder)
        if about is not None and (folder / _ORIGINAL / about.file).is_file():
            return Video(name, about)
    raise InputError(message("This video is not there any more."))


def every() -> list[Video]:
    """Return the videos, the newest first."""
    try:
        names = [each.name for each in videos_dir().iterdir() if _ID.fullmatch(each.name)]
    except OSError:
        return []
    found = []
    for name in names:
        with suppress(InputError):
            found.append(find(name))
    return sorted(found, key=lambda video: (video.about.added, video.id), reverse=True)


#: File systems count bytes, of which a letter may have four.
_MOST_BYTES = 200
#: What lies beside a video when it is labelled.
_LABELS = (".toml", ".part")


def _about(folder: Path) -> About | None:
    """Return what is known of the video in a folder; where that is lost, what can be seen of its file."""
    try:
        return About.model_validate_json((folder / _ABOUT).read_bytes())
    except (OSError, ValidationError):
        pass
    try:
        files = sorted((folder / _ORIGINAL).iterdir())
        path = next(each for each in files if each.suffix not in _LABELS and not each.name.startswith("."))
        added = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, StopIteration):
        return None
    is_judged = (folder / _JUDGED).is_dir()
    return About(name=path.name, file=path.name, added=added, state="done" if is_judged else "stopped")


def shown_name(name: str) -> str:
    """Return the name of a file as it is shown: without folders, on one line, and not endless."""
    last = " ".join(re.split(r"[\\/]", name)[-1].split())
    return "".join(each for each in last if each.isprintable())[-_LONGEST_NAME:] or "video"


def plain_name(name: str) -> str:
    """Return the name that a file gets here: without folders, controls and what other systems refuse."""
    last = shown_name(name)
    stem, dot, suffix = last.rpartition(".")
    if not dot:
        stem, suffix = suffix, ""
    stem = _NOT_IN_NAMES.sub(" ", stem).strip(" .")[:_LONGEST_STEM]
    stem = stem.encode()[:_MOST_BYTES].decode(errors="ignore").strip(" .") or "video"
    suffix = re.sub(r"[^A-Za-z0-9]", "", suffix).lower()[:_LONGEST_SUFFIX]
    if f".{suffix}" in _LABELS:  # beside a video, that is its label
        return f"{stem} {suffix}"
    return f"{stem}.{suffix}" if suffix else stem


@contextmanager
def arriving(name: str) -> Iterator[Path]:
    """Give the place for a file that arrives; nothing of it stays when it does not arrive whole.

    :func:`arrived` makes a video of it.

    Raises
    ------
    OSError
        There is no place for it.
    """
    _forget_abandoned()
    folder = videos_dir() / f"{_ARRIVING}{secrets.token_hex(6)}"
    try:
        yield private_folder(folder / _ORIGINAL) / plain_name(name)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def arrived(path: Path, about: About) -> Video:
    """Return the video of a file that has arrived whole at `path`, which `about` names."""
    folder = path.parents[1]
    video = Video(folder.name.removeprefix(_ARRIVING), about)
    folder.rename(video.folder)
    video.save()
    return video


def _forget_abandoned() -> None:
    for folder in videos_dir().glob(f"{_ARRIVING}*"):
        with suppress(OSError):
            newest = max(each.stat().st_mtime for each in (folder, *folder.rglob("*")))
            if time.time() - newest > _ABANDONED_S:
                shutil.rmtree(folder, ignore_errors=True)
