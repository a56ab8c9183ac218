"""What came of a batch as pages to read: totals, what failed, every video with its verdict and its files."""

from __future__ import annotations

import os
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from posecheck.batch.summary import CSV, FAILED, JUDGED
from posecheck.exercise.catalogue import all_exercises, find_exercise
from posecheck.outputs.verdict import verdict_of
from posecheck.pages.rendering import render
from posecheck.profiles import apply_profile
from posecheck.support.language import ENGLISH, Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from posecheck.batch.results import Results
    from posecheck.batch.summary import Line, Summed

#: So many videos a page keep it below a megabyte.
VIDEOS_A_PAGE = 500
#: What failed is told in full for so many; the table has all.
_MOST_FAILURES = 200
_FIRST = "overview.html"


@dataclass(frozen=True, slots=True)
class Total:
    """What came of the videos of one exercise."""

    title: str
    videos: int
    scored: int
    form: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A video on a page: its row, addresses of its files, empty where there is none, its verdict in words."""

    line: Line
    video: str
    result: str
    landmarks: str
    title: str
    side: str
    score: str
    told: tuple[str, ...]


def write_overview(videos: Sequence[Summed], results: Results, language: Language = ENGLISH) -> Path:
    """Write the pages, take away those of an earlier run that are too many, and return the first.

    Raises
    ------
    posecheck.batch.results.ResultsError
        One cannot be written.
    """
    pages = max(1, -(-len(videos) // VIDEOS_A_PAGE))
    for number in range(pages):
        results.put(results.folder / page_name(number), _page(videos, number, pages, results, language))
    for old in results.folder.glob("overview-*.html"):
        if old.name not in {page_name(number) for number in range(pages)}:
            old.unlink(missing_ok=True)
    return results.folder / _FIRST


def page_name(number: int) -> str:
    """Return the name of a page; the first is number 0."""
    return f"overview-{number + 1}.html" if number else _FIRST


def _page(videos: Sequence[Summed], number: int, pages: int, results: Results, language: Language) -> bytes:
    lines = [video.line for video in videos]
    failed = [line for line in lines if line.state == FAILED]
    first = number * VIDEOS_A_PAGE
    shown = videos[first : first + VIDEOS_A_PAGE]
    text = render(
        "batch/overview.html.j2",
        say=language.translate,
        count=lambda number, one, more: language.plural(one, more, number),
        language=language.code,
        is_first=number == 0,
        totals=list(_totals(lines, language)),
        videos=len(lines),
        judged=sum(line.state == JUDGED for line in lines),
        failures=len(failed),
        failed=failed[:_MOST_FAILURES],
        shown=[_shown(video, results, language) for video in shown],
        first=first + 1,
        last=first + len(shown),
        pages=[(str(each + 1), page_name(each), each == number) for each in range(pages)],
        table=CSV,
    )
    return text.encode("utf-8", "backslashreplace")


def _totals(lines: Sequence[Line], language: Language) -> Iterator[Total]:
    for exercise in all_exercises().values():
        of_it = [line for line in lines if line.exercise == exercise.id and line.state == JUDGED]
        forms = [line.form for line in of_it if line.form is not None]
        if of_it:
            # The form, not the score: that is less where less than a whole dose was done.
            median = language.number(statistics.median(forms)) if forms else "–"  # noqa: RUF001
            yield Total(language.translate(exercise.title), len(of_it), len(forms), median)


def _shown(video: Summed, results: Results, language: Language) -> Shown:
    line, result = video.line, video.result
    addresses = (_beside(results.folder, video.task.path), _address(line.result), _address(line.landmarks))
    if result is None or result.exercise not in all_exercises():
        return Shown(line, *addresses, "", "", "", ())
    verdict = verdict_of(result, apply_profile(find_exercise(result.exercise), video.task.profile), language)
    told = [verdict.caveat, verdict.because, verdict.done, *(hold.words for hold in verdict.holds)]
    told += [f"{fault.words}: {'; '.join(time.words for time in fault.times)}" for fault in verdict.faults]
    told += [verdict.faultless, *(time.words for time in verdict.unjudged), verdict.not_seen]
    return Shown(
        line, *addresses, verdict.title, verdict.side, verdict.score, tuple(each for each in told if each)
    )


def _address(path: str | bytes) -> str:
    """Return the address of a file from the folder of the pages."""
    return quote(os.fsencode(path), safe="/")


def _beside(folder: Path, video: Path) -> str:
    """Return the address of a video from the folder of results, empty when there is no way to it."""
    try:
        way = os.path.relpath(os.path.realpath(video), os.path.realpath(folder))
    except (OSError, ValueError):  # on another drive
        return ""
    return _address(way.replace(os.sep, "/") if os.sep != "/" else way)
