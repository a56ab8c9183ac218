"""The long part of ``posecheck evaluate``: every clip is looked at and judged, and it is shown how far."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from posecheck.cli.looking import followed, kept_together, look_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from posecheck.lab.evaluation.evaluate import Evaluate
    from posecheck.lab.evaluation.outcome import JudgedClip
    from posecheck.lab.evaluation.sets import ClipSet
    from posecheck.support.language import Language


@dataclass(slots=True)
class Found:
    """What came of clips.

    Parameters
    ----------
    by_set
        What came of each set of which anything did.
    incomplete
        The sets of which not every clip was judged.
    problems
        Why some clips were not, a sentence each.
    interrupted
        Whether Ctrl-C ended it.
    """

    by_set: dict[str, list[JudgedClip]] = field(default_factory=dict)
    incomplete: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    interrupted: bool = False


def judge_sets(
    sets: Sequence[ClipSet], work: Evaluate, words: Language, *, jobs: int | None, dask: str | None
) -> Found:
    """Return what came of the clips of `sets`.

    Parameters
    ----------
    sets
        The clips.
    work
        What is done with each.
    words
        In which it is shown how far that is.
    jobs, dask
        Processes of this computer, and a cluster that looks at the videos first.

    Raises
    ------
    InputError
        Nobody can do it.
    """
    from posecheck.batch.work import Outcome
    from posecheck.lab.evaluation.evaluate import Evaluated, evaluate, videos_of
    from posecheck.lab.evaluation.looking import not_looked_at

    every_clip = [clip for each in sets for clip in each.clips]
    set_of = [each.name for each in sets for _ in each.clips]
    judged: dict[int, Evaluated] = {}
    found = Found()
    try:
        if dask is not None:
            look_at(every_clip, work.landmarks, words, jobs=None, dask=dask)
        videos = videos_of(every_clip)
        with ExitStack() as opened:
            opened.enter_context(kept_together(work.landmarks, not_looked_at(every_clip, work.landmarks)))
            heard = evaluate(opened, work, videos, jobs)
            for each in opened.enter_context(followed(heard, videos, words)):
                if isinstance(each, Evaluated):
                    judged[each.number] = each
                elif isinstance(each, Outcome):
                    found.problems.append(each.problem)
    except KeyboardInterrupt:
        found.interrupted = True
    for number, name in enumerate(set_of):
        if number in judged:
            found.by_set.setdefault(name, []).extend(judged[number].judged)
        else:
            found.incomplete.add(name)
    return found
