"""The saved session: a file of JSON lines that grows with every event, so that a crash loses nothing counted.

Lines are described in docs/result.md.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Self

from posecheck.result import as_data
from posecheck.version import VERSION

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from posecheck.events import Event, Step
    from posecheck.frame import Frame
    from posecheck.outputs.result_file import ResultFile
    from posecheck.pose import Pose

SCHEMA = 1


def event_entry(event: Event) -> dict[str, Any]:
    """Return `event` as plain data: its name in kebab case and its fields, ``None`` for an unknown number."""
    name = re.sub(r"(?<!^)(?=[A-Z])", "-", type(event).__name__).lower()
    return {"line": "event", "event": name, **_plain(asdict(event))}


def _plain(value: Any) -> Any:
    """Return `value` with every ``NaN`` in it replaced by ``None``, which JSON has."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return None if isinstance(value, float) and math.isnan(value) else value


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
        folder.mkdir(parents=True, exist_ok=True)
        name = started.strftime("%Y-%m-%dT%H-%M-%S")
        number = 1
        while True:  # two sessions may begin in the same second
            self.path = folder / (f"{name}.jsonl" if number == 1 else f"{name}-{number}.jsonl")
            try:
                self._file = self.path.open("x", encoding="utf-8", newline="\n")
            except FileExistsError:
                number += 1
            else:
                break
        self.write(
            {
                "line": "session",
                "schema": SCHEMA,
                "posecheck": VERSION,
                "started": started.isoformat(timespec="seconds"),
                "camera": camera,
            }
        )

    def write(self, entry: dict[str, Any]) -> None:
        """Add one line and hand it to the system.

        Raises
        ------
        OSError
            The disk is full or gone; earlier lines are safe.
        """
        self._file.write(json.dumps(entry, ensure_ascii=False, allow_nan=False) + "\n")
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

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
    """

    def __init__(self, journal: SessionJournal, exercise_id: str, result_file: ResultFile) -> None:
        self.name = str(journal.path)
        self._journal = journal
        self._result_file = result_file
        journal.write({"line": "exercise", "exercise": exercise_id})

    def take(self, _frame: Frame | None, _pose: Pose, step: Step) -> None:
        """Write the events of one step."""
        for event in step.events:
            self._journal.write(event_entry(event))

    def close(self, last: tuple[Event, ...]) -> None:
        """Write the closing events and the result."""
        for event in last:
            self._journal.write(event_entry(event))
        if self._result_file.result is not None:
            self._journal.write({"line": "result", "result": as_data(self._result_file.result)})
