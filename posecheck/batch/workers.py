"""Processes that work at many videos, one a core. One that dies takes one video with it, not the others.

They are spawned, because a native library that is loaded already does not survive a fork. Each loads the
program once and takes one video after the other; the parent alone knows the list.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from dataclasses import dataclass
from multiprocessing import connection
from typing import TYPE_CHECKING, Any, Protocol

from posecheck.batch.looking import to_nobody
from posecheck.batch.results import ResultsError
from posecheck.batch.work import Outcome, problem_of
from posecheck.support.errors import InputError, ModelError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from typing import Self

    from posecheck.batch.identity import Video
    from posecheck.batch.looking import Tell

#: How often the parent looks whether it was asked to stop, and how long it waits for who was told to end.
_TURN_S, _PATIENCE_S = 0.5, 3.0
#: How often a worker tells how far its video is.
_TELL_S = 1.0
#: A video is tried so often when its worker dies.
_TRIES = 2
#: A process whose start fails so often in a row will not start at all.
_MOST_STILLBORN = 3
#: Native libraries keep a little of each video; a new process has nothing of it.
_VIDEOS_A_PROCESS = 200
_ARENAS = "MALLOC_ARENA_MAX"


class Job(Protocol):
    """What is done with each of the videos, as :class:`posecheck.batch.work.Judge`; picklable."""

    def __call__(self, video: Any, tell: Tell, /) -> Outcome:
        """Return how it went; what is made is kept, or comes with the outcome."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many pictures of a video were seen, and of how many, where that is known."""

    number: int
    frames: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Fatal:
    """A worker cannot go on, and no other could."""

    sentence: str


@dataclass(frozen=True, slots=True)
class _Ready:
    """A worker has started."""


Said = Outcome | Share | Fatal | _Ready


class Workers:
    """Processes that work at videos; a context manager that ends them.

    Parameters
    ----------
    job
        What they do.
    count
        How many.
    """

    def __init__(self, job: Job, count: int) -> None:
        self._job, self._count = job, count
        self._spawning = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._stillborn = 0

    def outcomes(self, videos: Sequence[Video]) -> Iterator[Outcome | Share]:
        """Yield how it went with each video, as soon as it is known, and meanwhile how far they are.

        Raises
        ------
        ResultsError, ModelError
            No worker can go on.
        """
        waiting = deque((video, 1) for video in videos)
        while waiting or any(worker.video for worker in self._workers):
            self._hand_out(waiting)
            busy = [worker for worker in self._workers if worker.video]
            heard = connection.wait([worker.pipe for worker in busy], timeout=_TURN_S)
            for worker in [each for each in busy if each.pipe in heard]:
                video, tries = worker.video or (None, 0)
                said = worker.heard()
                if isinstance(said, Fatal):
                    raise ResultsError(said.sentence)
                if isinstance(said, _Ready):
                    self._stillborn = 0
                elif said is not None:
                    yield said
                elif video is not None:
                    code = self._bury(worker)
                    if tries < _TRIES:
                        waiting.append((video, tries + 1))
                    else:
                        yield Outcome(video.number, problem=_how_died(video, code))

    def _hand_out(self, waiting: deque[tuple[Video, int]]) -> None:
        for worker in [each for each in self._workers if each.is_worn]:
            worker.end()
            self._workers.remove(worker)
        while waiting:
            idle = next((worker for worker in self._workers if worker.video is None), None)
            if idle is None:
                if len(self._workers) >= self._count:
                    return
                idle = _Worker(self._spawning, self._job, alone=not waiting[0][0].in_two)
                self._workers.append(idle)
            idle.give(*waiting.popleft())

    def _bury(self, worker: _Worker) -> int | None:
        """Let go of a worker that died, and return how it ended.

        Raises
        ------
        ResultsError
            None of them starts.
        """
        self._workers.remove(worker)
        worker.process.join(_PATIENCE_S)
        if not worker.is_ready:
            self._stillborn += 1
            if self._stillborn >= _MOST_STILLBORN:
                raise ResultsError(
                    f"The processes end as soon as they begin (exit {worker.process.exitcode}); "
                    "look with `posecheck doctor`, or give fewer with --jobs."
                )
        return worker.process.exitcode

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            if worker.video is None:
                worker.end()
            else:
                worker.process.terminate()
        until_s = time.monotonic() + _PATIENCE_S
        for worker in self._workers:
            worker.process.join(max(0.0, until_s - time.monotonic()))
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers.clear()


class _Worker:
    """A process as the parent knows it."""

    def __init__(self, spawning: multiprocessing.context.SpawnContext, job: Job, *, alone: bool) -> None:
        self.pipe, theirs = spawning.Pipe()
        self.process: SpawnProcess = spawning.Process(target=_live, args=(theirs, job), daemon=alone)
        with _few_arenas():
            self.process.start()
        theirs.close()  # so that the end of the process is the end of the pipe
        #: What it works at, and how often that was tried.
        self.video: tuple[Video, int] | None = None
        self.is_ready = False
        self._given = 0

    @property
    def is_worn(self) -> bool:
        """Whether it has done its share and another takes its place."""
        return self.video is None and self._given >= _VIDEOS_A_PROCESS

    def give(self, video: Video, tries: int) -> None:
        """Let it work at a video."""
        self.video = video, tries
        self._given += 1
        with contextlib.suppress(OSError):  # it is dead, which is heard next
            self.pipe.send(video)

    def heard(self) -> Said | None:
        """Return what it says, ``None`` when it is dead."""
        try:
            said: Said = self.pipe.recv()
        except (EOFError, OSError):
            return None
        if isinstance(said, Outcome):
            self.video = None
        elif isinstance(said, _Ready):
            self.is_ready = True
        return said

    def end(self) -> None:
        """Let it end when it has nothing to do."""
        with contextlib.suppress(OSError):
            self.pipe.send(None)
        self.pipe.close()


@contextlib.contextmanager
def _few_arenas() -> Iterator[None]:
    """Let a process that is started within keep few heaps.

    Each landmarker has threads of its own, and glibc gives them heaps that are not given back: 13 MB more
    with every video, measured, and nothing any more with two of them, at the same speed.
    """
    before = os.environ.get(_ARENAS)
    os.environ.setdefault(_ARENAS, "2")
    try:
        yield
    finally:
        if before is None:
            del os.environ[_ARENAS]


def _how_died(video: Video, code: int | None) -> str:
    if code is not None and code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        if name == "SIGKILL":
            return (
                f"The process that judged {video.named} was killed twice, most likely because memory ran "
                "out; give fewer --jobs, or a smaller copy."
            )
        return (
            f"The process that judged {video.named} died twice ({name}); convert the video, or leave it out."
        )
    end = f"ended twice (exit {code})"
    return f"The process that judged {video.named} {end}; convert the video, or leave it out."


# --- within the process ----------------------------------------------------------------------------------


def _live(pipe: Connection, job: Job) -> None:
    """Work at one video after the other until there is none."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the parent ends them
    threading.Thread(target=_die_with_parent, daemon=True).start()
    try:
        pipe.send(_Ready())
        while (video := pipe.recv()) is not None:
            pipe.send(_done(video, job, pipe))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the parent went away


def _done(video: Video, job: Job, pipe: Connection) -> Outcome | Fatal:
    told_s = time.monotonic()

    def tell(frames: int, total: int | None) -> None:
        nonlocal told_s
        now_s = time.monotonic()
        if now_s - told_s >= _TELL_S:
            told_s = now_s
            pipe.send(Share(video.number, frames, total))

    return attempted(video, job, tell)


def attempted_here(video: Video, job: Job) -> Outcome:
    """Work at a video in this process; whatever is wrong with it becomes a sentence.

    Raises
    ------
    ResultsError
        There is no going on.
    """
    said = attempted(video, job, to_nobody)
    if isinstance(said, Fatal):
        raise ResultsError(said.sentence)
    return said


def attempted(video: Video, job: Job, tell: Tell) -> Outcome | Fatal:
    """Work at a video; whatever is wrong with it becomes a sentence."""
    try:
        return job(video, tell)
    except (ResultsError, ModelError) as error:
        return Fatal(str(error))
    except MemoryError:
        problem = f"There is not enough memory to judge {video.named}; give fewer --jobs, or a smaller copy."
    except InputError as error:
        problem = problem_of(error, video)
    except (BrokenPipeError, ConnectionResetError):
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours in one video is no reason to lose the others
        first = (str(error).strip().splitlines() or ["no message"])[0].rstrip(".")
        problem = f"posecheck itself failed with {video.named} ({type(error).__name__}: {first})."
    return Outcome(video.number, problem=problem)


def _die_with_parent() -> None:
    """End this process when the one that started it is gone: nobody waits for what it does."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
