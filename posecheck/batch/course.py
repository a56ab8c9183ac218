"""A batch from its list to its end: what is new, who does it, what is known afterwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from posecheck.batch.identity import Task
from posecheck.batch.listing import profile_of
from posecheck.batch.work import Outcome
from posecheck.pose.recording import is_recording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from posecheck.batch.contents import Contents
    from posecheck.batch.listing import Row
    from posecheck.batch.results import Results
    from posecheck.batch.work import Bench
    from posecheck.batch.workers import Share


@dataclass(frozen=True, slots=True)
class Plan:
    """What a batch has to do.

    Parameters
    ----------
    new
        The videos of which it is not known yet what comes of them, the largest first, so that no core is left
        with a long one at the end.
    outcomes
        How it went with the others, by number.
    sizes_bytes
        Size of each of the new ones, by number.
    """

    new: tuple[Task, ...]
    outcomes: dict[int, Outcome]
    sizes_bytes: dict[int, int]


def tasks_of(rows: Sequence[Row], *, mirrored: bool, in_two: bool = False) -> list[Task]:
    """Return the rows as work, their profiles read; landmark recordings are never looked at by two.

    Raises
    ------
    posecheck.support.errors.InputError
        A profile cannot be used.
    """
    return [
        Task(
            number,
            row.path,
            row.path,
            row.exercise,
            row.side,
            profile_of(row.profile),
            mirrored=mirrored,
            in_two=in_two and not is_recording(row.path),
        )
        for number, row in enumerate(rows)
    ]


def needs_model(rows: Iterable[Row]) -> bool:
    """Return whether there is anything among `rows` that is no landmark recording."""
    return any(not is_recording(row.path) for row in rows)


def plan(tasks: Sequence[Task], bench: Bench, results: Results, contents: Contents) -> Plan:
    """Return what of `tasks` has to be done."""
    new, sizes, outcomes = [], {}, {}
    for task in tasks:
        sha256 = contents.of(task.path)
        key = bench.program.result_of(sha256, task) if sha256 else ""
        if key and results.is_settled(key, failures=not bench.retries):
            problem = "" if results.result_path(key).is_file() else results.failure(key, task.named)
            outcomes[task.number] = Outcome(task.number, sha256, key, problem, kept=True)
            continue
        new.append(replace(task, sha256=sha256) if sha256 else task)
        sizes[task.number] = size_bytes(task.path)
    new.sort(key=lambda task: (-sizes[task.number], task.number))
    return Plan(tuple(new), outcomes, sizes)


def run(
    planned: Plan,
    heard: Iterable[Outcome | Share],
    contents: Contents,
    told: Callable[[Outcome | Share], None],
    held_back: Callable[[], AbstractContextManager[None]],
) -> dict[int, Outcome]:
    """Listen to who does the work until all is done, and return how it went with every video, by number.

    Parameters
    ----------
    planned
        What had to be done.
    heard
        Who does it.
    contents
        Told which file had which content.
    told
        Told of everything that is heard, for a line of progress.
    held_back
        Within it Ctrl-C waits, so that what is known is written down whole.
    """
    by_number = {task.number: task for task in planned.new}
    outcomes = dict(planned.outcomes)
    for each in heard:
        with held_back():
            if isinstance(each, Outcome):
                outcomes[each.number] = each
                if each.sha256:
                    contents.add(by_number[each.number].path, each.sha256)
            told(each)
    return outcomes


def size_bytes(path: Path) -> int:
    """Return the size of a file, 0 where it is not known."""
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0
