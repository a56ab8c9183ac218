"""Two videos side by side: what is drawn of both on one board, and where they are laid together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.app.videos.curve import plot_of
from posecheck.app.videos.verdict import judged_video, time_ticks
from posecheck.support.errors import InputError
from posecheck.support.message import message

if TYPE_CHECKING:
    from posecheck.app.videos.curve import Plot
    from posecheck.app.videos.store import Video
    from posecheck.app.videos.verdict import JudgedVideo
    from posecheck.report.wording import Words


@dataclass(frozen=True, slots=True)
class Half:
    """One of the two; `letter` is what it is called on the board."""

    letter: str
    video: Video
    judged: JudgedVideo
    is_annotated: bool


@dataclass(frozen=True, slots=True)
class PairPlot:
    """Curves in one plot, and whose they are, by their places among the two."""

    plot: Plot
    halves: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two videos.

    Parameters
    ----------
    halves
        The two.
    later_s
        By how much what counts begins later in the second one.
    from_s, to_s
        Ends of the board, in seconds of the first one, when they are laid together so.
    plots
        One with both curves where both are of one measure, else one of each.
    ticks
        Below the board.
    """

    halves: tuple[Half, Half]
    later_s: float
    from_s: float
    to_s: float
    plots: tuple[PairPlot, ...]
    ticks: list[tuple[float, str]]


def pair_of(first: Video, second: Video, words: Words) -> Pair:
    """Return two videos with their verdicts.

    Raises
    ------
    InputError
        One of them has none.
    """
    one, other = _half("A", first, words), _half("B", second, words)
    later_s = round(other.judged.begins_s - one.judged.begins_s, 1)
    from_s = min(0.0, -later_s)
    to_s = max(one.judged.lasts_s, other.judged.lasts_s - later_s)
    return Pair(
        (one, other), later_s, from_s, to_s, tuple(_plots((one, other), words)), time_ticks(from_s, to_s)
    )


def _half(letter: str, video: Video, words: Words) -> Half:
    judged = judged_video(video, words)
    if judged is None or judged.verdict is None:
        raise InputError(message("Choose two videos that are judged."))
    return Half(letter, video, judged, video.annotated.is_file())


def _plots(halves: tuple[Half, Half], words: Words) -> list[PairPlot]:
    known = [(place, curve) for place, half in enumerate(halves) if (curve := half.judged.curve) is not None]
    title = words.say("Both curves")
    if len({curve.measure for _, curve in known}) == 1:
        places = tuple(place for place, _ in known)
        return [PairPlot(plot_of([curve for _, curve in known], words, title), places)]
    return [PairPlot(plot_of([curve], words, halves[place].letter), (place,)) for place, curve in known]
