"""The saved session: a file of JSON lines that grows with every event, so that a crash loses nothing counted.

Lines are described in docs/result.md.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, Self

from posecheck.engine.event_entries import event_entry
from posecheck.engine.result import as_data
from posecheck.support.private_files import FILE_MODE, private_folder
from posecheck.support.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from posecheck.engine.events import Event, Step
    from posecheck.outputs.result_file import ResultFile
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame

SCHEMA = 1


def event_line(event: Event) -> dict[str, Any]:
    """Return `event` as a line of the journal."""
    return {"line": "event", **event_entry(event)}


class SessionJournal:
    """Writes a session to a file of its own, each line at once.

    Parameters
    ----------
    folder
        The file goes there; the folder is created.
    started
        When the session began, with its time zone; names the file.
    camera
        Where the pictures come from.

    Raises
    ------
    OSError
        The file cannot be created.
    """

    def __init__(self, folder: Path, started: datetime, camera: str) -> None:
        private_folder(folder)
        name = started.strftime("%Y-%m-%dT%H-%M-%S")
        number = 1
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0)
        while True:  # two sessions may begin in the same second
            self.path = folder / (f"{name}.jsonl" if number == 1 else f"{name}-{number}.jsonl")
            try:
                self._file = os.open(self.path, flags, FILE_MODE)
            except FileExistsError:
                number += 1
            else:
                break
        self._unwritten = b""
        self._closed = False
        #: Why it could not be written to its end, ``None`` while it could.
        self.error: OSError | None = None
        self.write(
            {
                "line": "session",
                "schema": SCHEMA,
                "posecheck": VERSION,
                "started": started.isoformat(timespec="seconds"),
                "camera": camera,
            }
        )
        if self.error is not None:
            os.close(self._file)
            raise self.error

    def write(self, entry: dict[str, Any]) -> None:
        """Add one line and hand it to the system; while the disk is full it waits for the next one.

        What is wrong is in `error`; earlier lines are safe.
        """
        self._unwritten += (json.dumps(entry, ensure_ascii=False, allow_nan=False) + "\n").encode()
        self.catch_up()

    def catch_up(self) -> None:
        """Write what still waits for room."""
        try:
            while self._unwritten:
                self._unwritten = self._unwritten[os.write(self._file, self._unwritten) :]
        except OSError as error:
            self.error = error
        else:
            self.error = None

    def discard(self) -> None:
        """Delete the file: it is of nobody. :meth:`close` does nothing any more."""
        os.close(self._file)
        self._closed = True
        self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Write what can be written and close the file."""
        if not self._closed:
            self.catch_up()
            os.close(self._file)
            self._closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class JournalSink:
    """Writes the events of one exercise into the journal, and its result at the end.

    Parameters
    ----------
    journal
        Stays open: a session may go through several exercises.
    exercise_id
        Which exercise begins.
    result_file
        Has the result when it was closed, which therefore comes before this sink.
    at_once
        Calls what writes a line, in its own thread where the disk must not be waited for.
    """

    def __init__(
        self,
        journal: SessionJournal,
        exercise_id: str,
        result_file: ResultFile,
        at_once: Callable[[Callable[[], None]], None] = lambda act: act(),
    ) -> None:
        self.name = str(journal.path)
        self._journal = journal
        self._result_file = result_file
        self._at_once = at_once
        self._write({"line": "exercise", "exercise": exercise_id})

    def take(self, _frame: Frame | None, _pose: Pose, step: Step) -> None:
        """Write the events of one step."""
        for event in step.events:
            self._write(event_line(event))

    def close(self, last: tuple[Event, ...]) -> None:
        """Write the closing events and the result."""
        for event in last:
            self._write(event_line(event))
        if self._result_file.result is not None:
            self._write({"line": "result", "result": as_data(self._result_file.result)})

    def _write(self, entry: dict[str, Any]) -> None:
        self._at_once(lambda: self._journal.write(entry))
