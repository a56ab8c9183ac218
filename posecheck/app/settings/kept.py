"""What posecheck keeps on this computer: where it lies, how much it is, and how it is deleted."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from posecheck.app.tuning.run import results_dir
from posecheck.app.videos import store as video_store
from posecheck.app.videos.work import KIND
from posecheck.history.deletion import delete_everything, require_ended
from posecheck.history.stills import delete_stills, stills_dir
from posecheck.history.store import History
from posecheck.support.errors import InputError
from posecheck.support.message import message
from posecheck.support.paths import cache_dir, config_dir, history_path, log_path, sessions_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from posecheck.app.pages.desk import Desk
    from posecheck.report.wording import Words

#: What can be deleted on its own.
Part = Literal["pictures", "videos", "everything"]
_KB, _MB = 1e3, 1e6


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that is kept.

    Parameters
    ----------
    title, what
        What it is called, and what is in it.
    amount
        How many there are; empty where nobody counts.
    size
        On the disk; empty when there is nothing.
    place
        Where it lies.
    part
        As what it is deleted on its own; empty where only everything is deleted, or nothing.
    stays
        It is not deleted with everything.
    """

    title: str
    what: str
    amount: str
    size: str
    place: str
    part: Part | Literal[""] = ""
    stays: bool = False


def kept_things(words: Words) -> tuple[Kept, ...]:
    """Return everything that is kept."""
    say, count = words.say, words.count
    history = history_path()
    sessions = _sessions()
    stills = list(stills_dir(history).rglob("*.jpg"))
    videos = video_store.every()
    journals = list(sessions_dir().glob("*.jsonl"))
    of_config = [config_dir() / name for name in ("config.toml", "profiles", "routines")]
    return (
        Kept(
            say("Your history"),
            say(
                "What you did and when, pain as you told it, what is hard for you, your tests and plans, "
                "your answers about your health: numbers, words."
            ),
            count(sessions, "1 session", "{count} sessions"),
            _size([history, *(history.with_name(history.name + end) for end in ("-wal", "-shm"))], words),
            str(history),
        ),
        Kept(
            say("Journals"),
            say("What happened second by second in each session. Numbers and words."),
            count(len(journals), "1 file", "{count} files"),
            _size([sessions_dir()], words),
            str(sessions_dir()),
        ),
        Kept(
            say("Pictures"),
            say("Small pictures of you, only where you have asked for them."),
            count(len(stills), "1 picture", "{count} pictures"),
            _size([stills_dir(history)], words),
            str(stills_dir(history)),
            "pictures" if stills else "",
        ),
        Kept(
            say("Videos"),
            say("Videos that you have given to posecheck, what it saw in them, and your labels of them."),
            count(len(videos), "1 video", "{count} videos"),
            _size([video_store.videos_dir()], words),
            str(video_store.videos_dir()),
            "videos" if videos else "",
        ),
        Kept(
            say("Log"),
            say("Details of failures, for whoever mends them."),
            "",
            _size([log_path()], words),
            str(log_path()),
        ),
        Kept(
            say("Settings"),
            say("What you choose on this page, and profiles and routines of your own."),
            "",
            _size(of_config, words),
            str(config_dir()),
            stays=True,
        ),
        Kept(
            say("Network"),
            say("The network that finds your joints. It knows nothing of you and can be fetched again."),
            "",
            _size([cache_dir()], words),
            str(cache_dir()),
            stays=True,
        ),
    )


def _sessions() -> int:
    if not history_path().exists():  # looking must not make one
        return 0
    with History() as history:
        return len(history.sessions())


def _size(paths: Iterable[Path], words: Words) -> str:
    size = sum(_sizes(paths))
    if not size:
        return ""
    if size < _MB:
        return f"{words.number(max(1.0, size / _KB))} kB"
    return f"{words.number(size / _MB, 1)} MB"


def _sizes(paths: Iterable[Path]) -> Iterator[int]:
    for path in paths:
        for each in (path, *path.rglob("*")) if path.is_dir() else (path,):
            with suppress(OSError):
                if each.is_file():
                    yield each.stat().st_size


def delete(part: Part, desk: Desk) -> list[str]:
    """Delete a part of what is kept, or all of it.

    Returns
    -------
    list of str
        What is left because it lies outside of posecheck's own folders.

    Raises
    ------
    InputError
        A session or a video is being worked at, or something cannot be deleted.
    """
    if desk.stage.is_running:
        raise InputError(message("A session is going on; end it first."))
    if part != "pictures" and desk.tasks.is_busy:
        raise InputError(message("A video is being judged; wait for it, or stop it first."))
    if part == "pictures":
        _delete_pictures()
        return []
    left: list[str] = []
    # first what may be refused, so that nothing is gone by then
    if part == "everything" and history_path().exists():
        with History() as history:
            left = delete_everything(history)
    _delete_tree(video_store.videos_dir())
    _delete_tree(results_dir())  # which name the people in them
    for task in desk.tasks.of_kind(KIND):
        desk.tasks.forget(task.id)
    if part == "everything":
        with suppress(OSError):
            log_path().unlink(missing_ok=True)
    return left


def _delete_pictures() -> None:
    if history_path().exists():
        with History() as history:
            require_ended(history, (each.id for each in history.sessions()))
    delete_stills(history_path())


def _delete_tree(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise InputError(
            f"The files in {folder} cannot be deleted: {error.strerror or error}; delete the folder yourself."
        ) from error
