"""What is shown of a judged video beside its player: the verdict, and when everything was, for a timeline."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.app.videos.curve import plot_of, read_curve
from posecheck.engine.result import read_result
from posecheck.exercise import Counted
from posecheck.exercise.catalogue import all_exercises
from posecheck.outputs.dose_words import dose_done
from posecheck.outputs.verdict import Told, ToldHold, clock, on_side, verdict_of
from posecheck.profiles import apply_profile, load_profile
from posecheck.report import drawing
from posecheck.support.errors import InputError
from posecheck.support.language import find_language
from posecheck.support.message import message

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from posecheck.app.videos.curve import Curve, Plot
    from posecheck.app.videos.store import Video
    from posecheck.engine.result import Result
    from posecheck.exercise import Exercise
    from posecheck.outputs.verdict import Verdict
    from posecheck.report.wording import Words

#: So many ticks of the time have room on a phone.
_MOST_TICKS = 7
_MINUTE_S = 60
_FRAME_S = 1 / 30


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that lasted, on the timeline; `kind` is "good", "bad", "short" or "unknown"."""

    start_s: float
    end_s: float
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the timeline."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class JudgedVideo:
    """A judged video.

    Parameters
    ----------
    result
        What came of it.
    exercise
        What it was judged as; ``None`` when that was not recognised, or is not installed any more.
    verdict
        What is said of it; ``None`` without an exercise.
    reason
        Why there is no verdict, where there is none.
    positions_title, positions
        The holds, or the repetitions, and what they are called.
    cues
        What was said, and when.
    lanes
        The rows of the timeline.
    curve
        The leading measure, where one leads and it was seen.
    lasts_s, frame_s
        Length of the video and of one of its pictures.
    """

    result: Result
    exercise: Exercise | None
    verdict: Verdict | None
    reason: str
    positions_title: str
    positions: tuple[ToldHold, ...]
    cues: tuple[Told, ...]
    lanes: tuple[Lane, ...]
    curve: Curve | None
    lasts_s: float
    frame_s: float

    def plot(self, words: Words) -> Plot | None:
        """Return its curve as it is drawn; ``None`` where there is none."""
        if self.curve is None or self.verdict is None:
            return None
        return plot_of([self.curve], words, self.verdict.title)

    @property
    def begins_s(self) -> float:
        """When the first hold or repetition that counts begins; there two videos are laid together."""
        return next((each.start_s for each in self.positions if each.counted), 0.0)


def judged_video(video: Video, words: Words) -> JudgedVideo | None:
    """Return what came of a video; ``None`` when it is not judged.

    Raises
    ------
    InputError
        The result is damaged.
    """
    result = read_video_result(video.result)
    if result is None:
        return None
    exercise = _exercise(result)
    if exercise is None:
        gone = words.say("The exercise it was judged as is not installed any more.")
        reason = words.told(result.reason) if result.reason else gone
        lasts_s = result.source.duration_s or 0.0
        return JudgedVideo(result, None, None, reason, "", (), (), (), None, lasts_s, _FRAME_S)
    language = find_language(words.code)
    verdict = verdict_of(result, exercise, language, read=words.told)
    title, positions = _positions(result, exercise, verdict, words)
    curve = read_curve(video.frames, exercise, words)
    ends = [result.source.duration_s or 0.0, curve.lasts_s if curve else 0.0]
    return JudgedVideo(
        result=result,
        exercise=exercise,
        verdict=verdict,
        reason="",
        positions_title=title,
        positions=positions,
        cues=tuple(
            Told(f"{clock(cue.time_s, language)}: {words.told(cue.text)}", cue.time_s, cue.time_s)
            for cue in result.cues
            if not cue.text.isdecimal()
        ),
        lanes=tuple(_lanes(title, positions, verdict, words)),
        curve=curve,
        lasts_s=round(max(ends), 2),
        frame_s=curve.frame_s if curve else _FRAME_S,
    )


def summary(video: Video, words: Words) -> str:
    """Return in a line what came of a judged video."""
    try:
        result = read_video_result(video.result)
    except InputError as error:
        return words.told(str(error))
    if result is None:
        return ""
    exercise = _exercise(result)
    if exercise is None:
        return words.told(result.reason or "")
    verdict = verdict_of(result, exercise, find_language(words.code), read=words.told)
    heading = f"{verdict.title}, {verdict.side}" if verdict.side else verdict.title
    beside = f" ({verdict.because})" if verdict.figure and verdict.because else ""
    return f"{heading}. {verdict.score}{beside}"


def read_video_result(path: Path) -> Result | None:
    """Return the result at `path`; ``None`` when there is none.

    Raises
    ------
    InputError
        It is damaged.
    """
    try:
        return read_result(json.loads(path.read_bytes(), parse_constant=_refuse))
    except OSError:
        return None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InputError(message("The result of this video is damaged; judge it again.")) from error


def _refuse(constant: str) -> float:
    """Take no number that is none."""
    raise ValueError(f"expected a number, but got {constant}")


def exercise_of(video: Video) -> str | None:
    """Return the id of what a video was judged as; ``None`` without a verdict."""
    try:
        result = read_video_result(video.result)
    except InputError:
        return None
    exercise = _exercise(result) if result is not None else None
    return exercise.id if exercise is not None else None


def time_ticks(from_s: float, to_s: float) -> list[tuple[float, str]]:
    """Return round times and their words, for below a timeline."""
    times = drawing.scale(from_s, to_s)
    every = -(-len(times) // _MOST_TICKS) or 1
    return [(time_s, _short_clock(time_s)) for time_s in times[::every]]


def _short_clock(time_s: float) -> str:
    minutes, seconds = divmod(abs(time_s), _MINUTE_S)
    tenths = "" if float(seconds).is_integer() else f"{seconds % 1:.1f}"[1:]
    return f"{'−' if time_s < 0 else ''}{int(minutes)}:{int(seconds):02d}{tenths}"  # noqa: RUF001 - a minus


def _exercise(result: Result) -> Exercise | None:
    """Return what was done, as the profile had it that it was judged by, where that is still there."""
    exercise = all_exercises().get(result.exercise or "")
    if exercise is None:
        return None
    try:
        return apply_profile(exercise, load_profile(result.profile))
    except InputError:
        return exercise


def _positions(
    result: Result, exercise: Exercise, verdict: Verdict, words: Words
) -> tuple[str, tuple[ToldHold, ...]]:
    """Return what is counted of an exercise, and what that is called."""
    dose = exercise.dose
    if dose.counts is Counted.HOLDS:
        return words.say("Holds"), verdict.holds
    if not result.reps:
        return "", ()
    language = find_language(words.code)
    telling = dose_done(dose, result.holds, result.reps).telling
    one, told = _capital(words.said(dose.named(1))), []
    for number, rep in enumerate(result.reps, 1):
        line = words.say(
            "{what} {number}{side}, {start} to {end}",
            what=one,
            number=str(number),
            side=on_side(rep.side, language),
            start=clock(rep.start_s, language),
            end=clock(rep.end_s, language),
        )
        if telling and rep.score is not None:
            line += f", {words.say('{score} points', score=words.number(rep.score))}"
        told.append(ToldHold(line, rep.start_s, rep.end_s, counted=True))
    return _capital(words.said(dose.named(len(told)))), tuple(told)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lanes(title: str, positions: tuple[ToldHold, ...], verdict: Verdict, words: Words) -> Iterable[Lane]:
    if positions:
        kinds = {True: "good", False: "short"}
        yield Lane(
            title, tuple(Bar(each.start_s, each.end_s, kinds[each.counted], each.words) for each in positions)
        )
    for fault in verdict.faults:
        name = words.fault(fault.id)
        yield Lane(
            name,
            tuple(Bar(time.start_s, time.end_s, "bad", f"{name}: {time.words}") for time in fault.times),
        )
    if verdict.unjudged:
        yield Lane(
            words.say("Not judged"),
            tuple(Bar(each.start_s, each.end_s, "unknown", each.words) for each in verdict.unjudged),
        )
