"""Who works in a folder of results: one batch alone, or shares of one and whoever else uses what is seen.

The locks are the operating system's, so they are gone with the process that held them. A file system without
locks, as some clusters have, is used without: what is written is whole whoever writes it, and twice the same.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from posecheck.batch.results import ResultsError, unwritable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from posecheck.batch.results import Results
    from posecheck.batch.shards import Shard

_FOLDER, _WHOLE = "locks", "whole"
#: What a file system without locks says.
_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL)


@contextmanager
def at_work(results: Results, shard: Shard | None) -> Iterator[None]:
    """Hold the folder of results for this batch, or for this share of one.

    Raises
    ------
    ResultsError
        Another one works there, or the folder cannot be written.
    """
    with ExitStack() as held:
        whole = _open(held, results, _WHOLE)
        if not _lock(whole, shared=shard is not None):
            raise ResultsError(
                f"Something else writes to {results.folder} just now; wait for its end, choose another "
                f"{results.option}, or divide the work with --shard."
            )
        if shard is not None and not _lock(_open(held, results, shard.name), shared=False):
            raise ResultsError(
                f"Share {shard.number}/{shard.count} of this batch is worked at already; give each job "
                "its own."
            )
        yield


@contextmanager
def visiting(results: Results) -> Iterator[None]:
    """Hold the folder of results for who looks at videos and keeps what is seen, beside others who do.

    Raises
    ------
    ResultsError
        A batch works there alone, or the folder cannot be written.
    """
    with ExitStack() as held:
        whole = _open(held, results, _WHOLE)
        if _lock(whole, shared=False):  # nobody else is here, so what is half written is left over
            results.tidy()
        if not _lock(whole, shared=True):
            raise ResultsError(
                f"A batch writes to {results.folder} just now; wait for its end, or choose another "
                f"{results.option}."
            )
        yield


def _open(held: ExitStack, results: Results, name: str) -> int:
    folder = results.folder
    try:
        (folder / _FOLDER).mkdir(parents=True, exist_ok=True)
        file = os.open(folder / _FOLDER / name, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
    except OSError as error:
        raise unwritable(results, error) from error
    held.callback(os.close, file)
    return file


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int, *, shared: bool) -> bool:
        """Lock a file; there are no shared locks, so shares of a batch only exclude their like."""
        os.lseek(file, 0, os.SEEK_SET)
        if shared:  # also instead of one alone
            with suppress(OSError):
                msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
            return True
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: int, *, shared: bool) -> bool:
        """Lock a file; return whether it was free."""
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        return True
