"""The folder of results: what is in it is whole, under a name that says on what it depends.

=================================  ======================================================================
``results/ab/KEY.json``            what came of a video, as ``replay --json`` writes it
``results/ab/KEY.failed``          the sentence that says why nothing came of it
``landmarks/ab/KEY.poses``         everything that was seen in it (docs/recording.md)
``landmarks/ab/KEY.note``          what a reader should know of it, where there is something
``contents/NAME.jsonl``            which file had which content (:mod:`posecheck.batch.contents`)
``locks/``                         who works here (:mod:`posecheck.batch.locks`)
``parts/``                         what is being written; leftovers are taken away
=================================  ======================================================================
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import secrets
import shutil
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

from posecheck.engine.result import as_data, read_result
from posecheck.outputs.result_file import result_json
from posecheck.pose.recording import RecordingWriter
from posecheck.support.errors import InputError
from posecheck.support.file_names import readable_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from posecheck.engine.result import Result
    from posecheck.pose import Pose

#: Stands for the name of the video in a sentence that is kept: the same content may have another one later.
_NAME = "\N{OBJECT REPLACEMENT CHARACTER}"
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
PARTS, RESULTS, LANDMARKS = "parts", "results", "landmarks"


class ResultsError(InputError):
    """The folder of results cannot be used any more, which ends a batch."""


class Results:
    """A folder of results.

    Parameters
    ----------
    folder
        Where it is; made when something is put into it.
    option
        By which the user may choose another one.
    """

    def __init__(self, folder: Path, option: str = "--out") -> None:
        self.folder, self.option = folder, option

    def result_path(self, key: str) -> Path:
        """Return where the result of that name is or would be."""
        return self.folder / RESULTS / key[:2] / f"{key}.json"

    def recording_path(self, key: str) -> Path:
        """Return where the landmark recording of that name is or would be."""
        return self.folder / LANDMARKS / key[:2] / f"{key}.poses"

    def _failure_path(self, key: str) -> Path:
        return self.result_path(key).with_suffix(".failed")

    def _note_path(self, key: str) -> Path:
        return self.recording_path(key).with_suffix(".note")

    def is_settled(self, key: str, *, failures: bool = True) -> bool:
        """Return whether it is known what comes of a video; with `failures`, be it that nothing does."""
        return self.result_path(key).is_file() or (failures and self._failure_path(key).is_file())

    def result(self, key: str) -> Result | None:
        """Return a result; ``None`` when there is none, or it is damaged and has to be made again."""
        try:
            return read_result(json.loads(self.result_path(key).read_bytes()))
        except (OSError, InputError, ValueError, TypeError, AttributeError, RecursionError):
            return None

    def forget_result(self, key: str) -> None:
        """Take away a result that cannot be read, so that it is made again."""
        with contextlib.suppress(OSError):
            self.result_path(key).unlink()

    def forget_failure(self, key: str) -> None:
        """Take away why nothing came of a video, of which something came now."""
        with contextlib.suppress(OSError):
            self._failure_path(key).unlink()

    def failure(self, key: str, named: Path) -> str:
        """Return why nothing came of a video, empty when that is not known."""
        return _read(self._failure_path(key), named)

    def note(self, key: str, named: Path) -> str:
        """Return what a reader of the verdict should know of a video besides, mostly nothing."""
        return _read(self._note_path(key), named)

    def keep_result(self, key: str, result: Result) -> None:
        """Keep what came of a video.

        Raises
        ------
        ResultsError
            It cannot be written.
        """
        self.put(self.result_path(key), result_json(result).encode("utf-8", "backslashreplace"))

    def keep_failure(self, key: str, sentence: str, named: Path) -> None:
        """Keep why nothing comes of a video of this content, so that it is not tried again.

        Raises
        ------
        ResultsError
            It cannot be written.
        """
        self.put(self._failure_path(key), _nameless(sentence, named))

    def keep_note(self, key: str, note: str, named: Path) -> None:
        """Keep a note for the landmarks of that name; before them, so that they are never without it.

        Raises
        ------
        ResultsError
            It cannot be written.
        """
        if note:
            self.put(self._note_path(key), _nameless(note, named))

    def rename(self, key: str, result: Result, named: Path) -> Result:
        """Let a result name the video as it is called now, and return it.

        Raises
        ------
        ResultsError
            It cannot be written.
        """
        data = as_data(result)
        if data["source"]["path"] == readable_name(named):
            return result
        data["source"]["path"] = readable_name(named)
        renamed = read_result(data)
        self.keep_result(key, renamed)
        return renamed

    @contextmanager
    def recording(self, key: str, size_px: tuple[int, int], source: str, duration_s: float) -> Iterator[Kept]:
        """Give what takes the poses of a video; they are kept when the block ends well.

        Raises
        ------
        ResultsError
            They cannot be written.
        """
        part = self._part()
        try:
            with self._writing():
                writer = RecordingWriter(part, *size_px, source, duration_s=duration_s)
            kept = Kept(self, writer)
            try:
                yield kept
            except BaseException:
                with contextlib.suppress(InputError):
                    writer.close()
                raise
            with self._writing():
                writer.close()
                self._settle(part, self.recording_path(key))
        finally:
            with contextlib.suppress(OSError):
                part.unlink()

    def put(self, path: Path, content: bytes) -> None:
        """Write a file of the folder, whole or not at all.

        Raises
        ------
        ResultsError
            It cannot be written.
        """
        part = self._part()
        try:
            with self._writing():
                with part.open("xb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                self._settle(part, path)
        finally:
            with contextlib.suppress(OSError):
                part.unlink()

    def _settle(self, part: Path, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.replace(path)

    def _part(self) -> Path:
        """Return a place for what is being written, on the file system of the results."""
        with self._writing():
            (self.folder / PARTS).mkdir(parents=True, exist_ok=True)
        return self.folder / PARTS / f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(6)}"

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except ResultsError:
            raise
        except (OSError, InputError) as error:
            raise unwritable(self, error) from error

    def tidy(self) -> None:
        """Take away what was left half written; nobody else may be at work here."""
        shutil.rmtree(self.folder / PARTS, ignore_errors=True)


class Kept:
    """Takes the poses of a recording that is being written."""

    def __init__(self, results: Results, writer: RecordingWriter) -> None:
        self._results, self._writer = results, writer

    @property
    def count(self) -> int:
        """How many it has taken."""
        return self._writer.frame_count

    def take(self, poses: Iterable[Pose]) -> Iterator[Pose]:
        """Keep `poses`, and yield each once it is kept.

        Raises
        ------
        ResultsError
            One cannot be written.
        """
        for pose in poses:
            try:
                self._writer.write(pose)
            except InputError as error:
                raise unwritable(self._results, error) from error
            yield pose


def unwritable(results: Results, error: OSError | InputError) -> ResultsError:
    """Return the error of a folder of results into which `error` prevents writing."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, OSError):
        cause = cause.__cause__
    again = "what is done is kept, so then run it again"
    if cause is not None and cause.errno in _FULL:
        return ResultsError(f"The disk of {results.folder} is full; free some space: {again}.")
    reason = (cause.strerror if cause is not None else None) or str(error)
    return ResultsError(
        f"The results cannot be written to {results.folder} ({reason}); choose another "
        f"{results.option}: {again}."
    )


def _nameless(sentence: str, named: Path) -> bytes:
    return sentence.replace(str(named), _NAME).encode("utf-8", "backslashreplace")


def _read(path: Path, named: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").replace(_NAME, str(named))
    except (OSError, ValueError):
        return ""
