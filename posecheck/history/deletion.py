"""Deletes for good what is kept of sessions: rows, pictures and journals."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from posecheck.history.stills import delete_stills
from posecheck.support.errors import InputError
from posecheck.support.paths import sessions_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from posecheck.history.store import History

_JOURNAL = ".jsonl"


def require_ended(history: History, sessions: Iterable[int]) -> None:
    """Raise ``InputError`` when one of `sessions` runs at this moment."""
    running = next((number for number in sessions if history.is_running(number)), None)
    if running is not None:
        raise InputError(f"Session {running} runs in another window of posecheck; end it there first.")


def delete_sessions(history: History, sessions: Sequence[int]) -> list[str]:
    """Delete sessions with their pictures and journals.

    Returns
    -------
    list of str
        Journals that are named by the history, lie elsewhere, and are left.

    Raises
    ------
    InputError
        One of them runs, there is none of that number, or something cannot be deleted.
    """
    require_ended(history, sessions)
    named = _journals(history, sessions)
    # Before the sessions: when a picture cannot be deleted its session is still there to be named again.
    delete_stills(history.path, sessions)
    history.delete(sessions)
    return _delete_journals(named, everything=False)


def delete_everything(history: History) -> list[str]:
    """Delete all sessions, answers, baselines and settings of the history, all pictures and journals.

    Returns and raises as :func:`delete_sessions`.
    """
    sessions = [each.id for each in history.sessions()]
    require_ended(history, sessions)
    named = _journals(history, sessions)
    delete_stills(history.path)
    history.delete_everything()
    return _delete_journals(named, everything=True)


def _journals(history: History, sessions: Iterable[int]) -> set[str]:
    return {each.journal for each in map(history.session, sessions) if each.journal}


def _delete_journals(named: set[str], *, everything: bool) -> list[str]:
    """Delete the journals that a history names, in the folder of journals and nowhere else; return the rest.

    The history may come from somebody else and name any file. A journal whose folder was moved is found by
    its name.
    """
    folder = sessions_dir()
    journals = {folder / Path(each).name for each in named if Path(each).suffix == _JOURNAL}
    if everything:  # also those of sessions in which nothing was judged
        journals |= set(folder.glob(f"*{_JOURNAL}"))
    for journal in journals:
        # those of Path raise when a name is impossible
        if os.path.isfile(journal) or os.path.islink(journal):  # noqa: PTH113, PTH114
            journal.unlink()
    return sorted(each for each in named if Path(each) not in journals and os.path.lexists(each))
