"""Which file had which content: so that a video that was read once is not read again to know it.

A line of JSON for each file, written when its content became known; a line that a crash cut off is not read.
A file is taken for the same while its size and the time of its last change are.
"""

from __future__ import annotations

import json
import time
from contextlib import suppress
from typing import IO, TYPE_CHECKING

from posecheck.batch.results import unwritable
from posecheck.support.file_names import readable_name
from posecheck.support.regular_files import resolved

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Self

    from posecheck.batch.results import Results

_FOLDER, _SUFFIX, _ALL = "contents", ".jsonl", "all"
#: A file that was changed a moment ago may be changed again within the same tick of its file system's clock.
_SETTLED_S = 2.0


class Contents:
    """What is known of files; a context manager that writes down what becomes known.

    Parameters
    ----------
    results
        In whose folder it is written.
    name
        Of the file into which it is written; two that work at the same time have different ones.

    Raises
    ------
    posecheck.batch.results.ResultsError
        It cannot be written.
    """

    def __init__(self, results: Results, name: str = _ALL) -> None:
        self._results = results
        self._folder = results.folder / _FOLDER
        self._path = self._folder / f"{name}{_SUFFIX}"
        self._known = dict(_read(self._folder))
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("a", encoding="utf-8", newline="\n")
            self._file.write("\n")  # behind a line that was cut off
        except OSError as error:
            raise unwritable(self._results, error) from error
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self._file = None

    def of(self, path: Path) -> str:
        """Return the SHA-256 of the content of a file, empty when that is not known."""
        found = self._known.get(_name(path))
        return found[2] if found is not None and found[:2] == _state(path) else ""

    def add(self, path: Path, sha256: str) -> None:
        """Write down the content that a file had just now.

        Raises
        ------
        posecheck.batch.results.ResultsError
            It cannot be written.
        """
        size, changed_ns = _state(path)
        if self._file is None or size < 0 or time.time() - changed_ns / 1e9 < _SETTLED_S or self.of(path):
            return
        name = _name(path)
        self._known[name] = (size, changed_ns, sha256)
        try:
            self._file.write(_line(name, self._known[name]))
            self._file.flush()
        except OSError as error:
            raise unwritable(self._results, error) from error

    def gather(self) -> None:
        """Put what several have written into one file; nobody else may be at work here.

        Raises
        ------
        posecheck.batch.results.ResultsError
            It cannot be written.
        """
        self.__exit__()
        everything = "".join(_line(name, known) for name, known in sorted(self._known.items()))
        self._results.put(self._folder / f"{_ALL}{_SUFFIX}", everything.encode())
        for path in self._folder.glob(f"*{_SUFFIX}"):
            if path.stem != _ALL:
                with suppress(OSError):
                    path.unlink()


def _read(folder: Path) -> Iterator[tuple[str, tuple[int, int, str]]]:
    for path in sorted(folder.glob(f"*{_SUFFIX}")):
        try:
            lines = path.read_bytes().split(b"\n")
        except OSError:
            continue
        for line in lines:
            with suppress(ValueError, KeyError, TypeError):
                said = json.loads(line)
                yield str(said["path"]), (int(said["size"]), int(said["changed_ns"]), str(said["sha256"]))


def _line(name: str, known: tuple[int, int, str]) -> str:
    size, changed_ns, sha256 = known
    return json.dumps({"path": name, "size": size, "changed_ns": changed_ns, "sha256": sha256}) + "\n"


def _name(path: Path) -> str:
    return readable_name(resolved(path))


def _state(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return -1, 0
    return found.st_size, found.st_mtime_ns
