"""What takes long: commands that work behind the pages, a few at a time, each in a process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from posecheck.app.work.commands import command_line, environment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: One landmarker takes one core; a session needs the other.
AT_ONCE = 1
#: Of what a command prints the last so much is kept.
_MOST_LETTERS = 200_000


class Progress(StrEnum):
    """How far a task is."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass
class Task:
    """A command that works, or waits for its turn.

    Parameters
    ----------
    id
        Its name in addresses.
    kind
        What it is for, as ``"video"``.
    about
        What pages are told of it.
    arguments
        The command and its options.
    share
        How much is done, 0 to 1; ``None`` while that is unknown.
    said
        What it has printed, the result of some.
    problem
        Why it failed, in a sentence.
    """

    id: str
    kind: str
    about: dict[str, object]
    arguments: tuple[str, ...]
    progress: Progress = Progress.WAITING
    share: float | None = None
    said: str = ""
    problem: str = ""
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def told(self) -> dict[str, object]:
        """What pages are told of it."""
        return {
            "id": self.id,
            "kind": self.kind,
            "progress": self.progress.value,
            "share": self.share,
            "problem": self.problem,
            **self.about,
        }


class Tasks:
    """Works at tasks in their order."""

    def __init__(self) -> None:
        self._tasks: dict[str, Task] = {}
        self._numbers = itertools.count(1)
        #: A film is waited for by those that take long; a question that is soon answered goes its own way.
        self._turns = {True: asyncio.Semaphore(AT_ONCE), False: asyncio.Semaphore(AT_ONCE)}
        self._processes: dict[str, asyncio.subprocess.Process] = {}
        self._running: set[asyncio.Task[None]] = set()

    @property
    def is_busy(self) -> bool:
        """Whether anything is worked at, or waits."""
        return any(each.progress in (Progress.WAITING, Progress.WORKING) for each in self._tasks.values())

    def of_kind(self, kind: str) -> list[Task]:
        """Return the tasks of a kind, the newest first."""
        return [each for each in reversed(self._tasks.values()) if each.kind == kind]

    def find(self, name: str) -> Task | None:
        """Return a task by its id."""
        return self._tasks.get(name)

    def add(
        self,
        kind: str,
        arguments: Sequence[str],
        about: dict[str, object],
        then: Callable[[Task], None] | None = None,
        *,
        long: bool = True,
    ) -> Task:
        """Have a command run when it is its turn; call it from the loop of the server.

        A line on its standard error that is a number from 0 to 1 tells how much is done. `then` is called
        when it has ended, well or not. One that is not `long` does not wait for those that are.
        """
        task = Task(f"{kind}-{next(self._numbers)}", kind, about, tuple(arguments))
        self._tasks[task.id] = task
        running = asyncio.get_running_loop().create_task(self._work(task, then, long=long))
        self._running.add(running)
        running.add_done_callback(self._running.discard)
        return task

    async def _work(self, task: Task, then: Callable[[Task], None] | None, *, long: bool) -> None:
        async with self._turns[long]:
            if task.progress is Progress.WAITING:
                await self._run(task)
        task.ended.set()
        if then is not None:
            then(task)

    async def _run(self, task: Task) -> None:
        task.progress = Progress.WORKING
        process = await asyncio.create_subprocess_exec(
            *command_line(*task.arguments),
            env=environment(POSECHECK_TELL_SHARE="1"),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        self._processes[task.id] = process
        said, problems = await asyncio.gather(_all_of(process), _follow(process, task))
        await process.wait()
        del self._processes[task.id]
        task.said = said
        if task.progress is not Progress.STOPPED:
            task.progress = Progress.DONE if process.returncode == 0 else Progress.FAILED
        if task.progress is Progress.FAILED:
            task.problem = problems.removeprefix("Error: ") or f"posecheck ended with {process.returncode}."

    def stop(self, name: str) -> None:
        """Stop a task, or leave it out when it waits."""
        task = self._tasks.get(name)
        if task is None or task.progress in (Progress.DONE, Progress.FAILED):
            return
        task.progress = Progress.STOPPED
        process = self._processes.get(name)
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()

    def forget(self, name: str) -> None:
        """Stop a task and tell nothing more of it."""
        self.stop(name)
        self._tasks.pop(name, None)

    async def close(self) -> None:
        """Stop everything."""
        for name in list(self._tasks):
            self.stop(name)
        await asyncio.gather(*self._running, return_exceptions=True)


async def _all_of(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    return (await process.stdout.read()).decode("utf-8", errors="replace")


async def _follow(process: asyncio.subprocess.Process, task: Task) -> str:
    """Take how much is done from standard error, and return the rest of it."""
    assert process.stderr is not None
    rest = ""
    async for line in process.stderr:
        text = line.decode("utf-8", errors="replace").strip()
        share = _share(text)
        if share is None:
            rest = f"{rest}\n{text}"[-_MOST_LETTERS:]
        else:
            task.share = share
    return rest.strip()


def _share(text: str) -> float | None:
    try:
        share = float(text)
    except ValueError:
        return None
    return share if 0.0 <= share <= 1.0 else None
