"""The same work on a Dask cluster that is there already.

Before a worker gets a video it proves that it has the same posecheck, the same rules, the same libraries and
the same pose model; so whoever does a video, the result is the same to the last byte. Where the workers see
the folder of results they write there themselves; where not, videos are sent and what comes of them returns.
A worker that is lost is none of the batch's concern: the scheduler gives its video to another one.
"""

from __future__ import annotations

import contextlib
import secrets
import tempfile
import threading
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from posecheck.batch.identity import this_program
from posecheck.batch.looking import to_nobody
from posecheck.batch.results import PARTS, Results, ResultsError
from posecheck.batch.work import Outcome
from posecheck.batch.workers import Fatal, Job, attempted
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType
    from typing import Self

    from posecheck.batch.identity import Program, Video
    from posecheck.batch.work import Bench

#: How long is waited for the scheduler, and for its first worker.
_PATIENCE_S = 30.0
#: So many videos are on their way for each thread, so that none waits for the next.
_AHEAD = 2
#: MediaPipe and its log are one for a process.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Proof:
    """What a worker has: what judges there, and what it can see of this computer's files."""

    program: Program | None
    sees_results: bool
    sees_videos: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What comes back of a video: how it went, and files for the folder of results, where they are sent."""

    outcome: Outcome | Fatal
    files: dict[str, bytes]


class BenchJob(Job, Protocol):
    """What is done with each of the videos, with a bench that must be the same everywhere; a dataclass."""

    @property
    def bench(self) -> Bench:
        """With what it is done."""

    @property
    def results(self) -> Results:
        """Where what is made is kept."""


class Cluster:
    """A Dask cluster that works at videos; a context manager.

    Parameters
    ----------
    address
        Of its scheduler, as ``tcp://10.0.0.1:8786``.
    job
        What is done with each of them.

    Raises
    ------
    InputError
        dask.distributed is not installed, or there is no scheduler.
    """

    def __init__(self, address: str, job: BenchJob) -> None:
        try:
            from distributed import Client  # noqa: PLC0415 - an extra, posecheck[dask]
        except ImportError as error:
            raise InputError(
                "--dask needs dask.distributed; install it with: pip install distributed."
            ) from error
        self._address, self._job, self._results = address, job, job.results
        try:
            self._client = Client(address, timeout=_PATIENCE_S, set_as_default=False)
        except (OSError, ValueError) as error:  # also when nothing answers in time
            raise InputError(
                f"There is no Dask scheduler at {address}; check the address, such as tcp://10.0.0.1:8786."
            ) from error

    def outcomes(self, videos: Sequence[Video]) -> Iterator[Outcome]:
        """Yield how it went with each video, as soon as it is known.

        Raises
        ------
        InputError
            There is no worker, one is not as this computer is, or the scheduler went away.
        ResultsError
            The results cannot be written.
        """
        from distributed import as_completed  # noqa: PLC0415

        is_shared = self._proved(videos)
        waiting = iter([replace(video, path=video.path.absolute()) for video in videos])
        by_future: dict[Any, Video] = {}
        done = as_completed([], loop=self._client.loop)

        def send() -> None:
            video = next(waiting, None)
            if video is None:
                return
            future = self._submit(video, is_shared=is_shared)
            by_future[future] = video
            done.add(future)

        for _ in range(_AHEAD * max(1, sum(self._client.nthreads().values()))):
            send()
        for future in done:
            video = by_future.pop(future)
            yield self._taken(future, video)
            send()

    def _submit(self, video: Video, *, is_shared: bool) -> Any:
        content = None
        if not is_shared:
            with contextlib.suppress(OSError):  # the worker says what is wrong with a file that is not there
                content = video.path.read_bytes()
        folder = str(self._results.folder.absolute()) if is_shared else ""
        return self._client.submit(
            work_remotely,
            video,
            self._job,
            folder,
            content,
            pure=False,
            key=f"posecheck-{secrets.token_hex(8)}",
        )

    def _taken(self, future: Any, video: Video) -> Outcome:
        """Return how it went with a video, after its files were kept."""
        from distributed import KilledWorker  # noqa: PLC0415

        try:
            done: Done = future.result()
        except KilledWorker:
            return Outcome(
                video.number,
                problem=f"Every worker that judged {video.named} died; give them more memory, convert the "
                "video, or leave it out.",
            )
        except InputError:
            raise
        except Exception as error:
            if self._client.status != "running" or future.status in ("cancelled", "lost"):
                raise InputError(
                    f"The Dask scheduler at {self._address} went away; what is done is kept, so run it again."
                ) from error
            first = (str(error).strip().splitlines() or ["no message"])[0].rstrip(".")
            return Outcome(
                video.number,
                problem=f"posecheck itself failed with {video.named} ({type(error).__name__}: {first}).",
            )
        if isinstance(done.outcome, Fatal):
            raise ResultsError(done.outcome.sentence)
        # The result last, as it is written here: what has one has everything else.
        for name, content in sorted(done.files.items()):
            self._results.put(self._results.folder / name, content)
        return done.outcome

    def _proved(self, videos: Sequence[Video]) -> bool:
        """Let every worker prove itself; return whether all of them see videos and results themselves."""
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE_S)
        except TimeoutError as error:
            raise InputError(
                f"The Dask scheduler at {self._address} has no worker; start one with `dask worker`."
            ) from error
        token = self._results.folder.absolute() / PARTS / f"token-{secrets.token_hex(8)}"
        self._results.put(token, b"")
        try:
            proofs = self._client.run(
                prove, self._job.bench, str(token), str(videos[0].path.absolute()), on_error="return"
            )
        finally:
            token.unlink(missing_ok=True)
        for worker, proof in proofs.items():
            problem = (
                unlike(proof, self._job.bench.program)
                if isinstance(proof, Proof)
                else f"cannot run posecheck ({type(proof).__name__}: {proof})"
            )
            if problem:
                raise InputError(f"The Dask worker {worker} {problem}; install there what is installed here.")
        return all(proof.sees_results and proof.sees_videos for proof in proofs.values())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(Exception):  # it may be gone; its work ends with this client
            self._client.close(timeout=5)


def unlike(proof: Proof, ours: Program) -> str:
    """Return in what a worker is not as this computer, as the middle of a sentence; empty when it is."""
    theirs = proof.program
    if theirs is None:
        return proof.problem
    others = {
        f"has posecheck {theirs.version}, and here it is {ours.version}": theirs.version != ours.version,
        f"has {', '.join(theirs.libraries)}, and here it is {', '.join(ours.libraries)}": (
            theirs.libraries != ours.libraries
        ),
        "has other exercises or another engine of the same version": (
            theirs.rules_sha256 != ours.rules_sha256
        ),
        "makes landmarks with other code of the same version": (
            theirs.landmarks_sha256 != ours.landmarks_sha256
        ),
        "has another pose model": theirs.model_sha256 != ours.model_sha256,
    }
    return next((words for words, is_other in others.items() if is_other), "")


# --- on a worker -----------------------------------------------------------------------------------------


def prove(bench: Bench, token: str, video: str) -> Proof:
    """Return what this worker has."""
    sees = Path(token).is_file(), Path(video).is_file()
    model = _model_here(bench)
    if bench.model is not None and model is None:
        return Proof(None, *sees, problem="has no such pose model (`posecheck model fetch`)")
    try:
        return Proof(this_program(model), *sees)
    except InputError as error:
        return Proof(None, *sees, problem=f"cannot judge ({error})")


def work_remotely(video: Video, job: BenchJob, folder: str, content: bytes | None) -> Done:
    """Work at a video on a worker.

    Parameters
    ----------
    video, job
        As everywhere.
    folder
        Of the results, where this worker sees it; else empty.
    content
        Of the video, where it was sent.

    Raises
    ------
    InputError
        This worker came later, and is not as those that have proved themselves.
    """
    problem = _unlike_here(job.bench)
    if problem:
        raise InputError(f"A Dask worker that came later {problem}; install there what is installed here.")
    with _ONE_AT_A_TIME:
        if folder:
            return Done(attempted(video, _here(job, Path(folder)), to_nobody), {})
        with tempfile.TemporaryDirectory(prefix="posecheck-") as place:
            if content is not None:
                sent = Path(place) / f"video{video.path.suffix}"
                sent.write_bytes(content)
                video = replace(video, path=sent)
            folder_here = Path(place) / "results"
            outcome = attempted(video, _here(job, folder_here), to_nobody)
            made = {
                path.relative_to(folder_here).as_posix(): path.read_bytes()
                for path in folder_here.rglob("*")
                if path.is_file()
            }
            return Done(outcome, made)


def _here(job: BenchJob, folder: Path) -> BenchJob:
    """Return the work with this worker's model and folder."""
    bench = replace(job.bench, model=_model_here(job.bench))
    here: BenchJob = replace(job, bench=bench, results=Results(folder))  # type: ignore[type-var]
    return here


@lru_cache(maxsize=8)
def _unlike_here(bench: Bench) -> str:
    return unlike(prove(bench, "", ""), bench.program)


@lru_cache(maxsize=8)
def _model_here(bench: Bench) -> Path | None:
    """Return a model of this worker with the same content as that of the batch."""
    from posecheck.estimator.model import cached_model  # noqa: PLC0415
    from posecheck.estimator.networks import Network  # noqa: PLC0415
    from posecheck.session.landmark_key import file_sha256  # noqa: PLC0415

    if bench.model is None:
        return None
    for path in (bench.model, cached_model(Network.FULL), cached_model(Network.HEAVY)):
        if path is not None and path.is_file() and file_sha256(path) == bench.program.model_sha256:
            return path
    return None
