"""Adds up the steps of one exercise into its result."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from posecheck.engine.events import (
    Cue,
    Event,
    FaultEnded,
    FaultStarted,
    HoldEnded,
    Phase,
    RepDone,
    ScoreParts,
    ViewState,
)
from posecheck.engine.result import (
    SCHEMA,
    CueResult,
    FaultResult,
    HoldResult,
    MeasureFigures,
    RepResult,
    Result,
    ScoreFigures,
    SourceInfo,
    ViewResult,
)
from posecheck.exercise import Observability
from posecheck.pose import Side
from posecheck.support.message import message
from posecheck.support.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from posecheck.engine.events import Step
    from posecheck.exercise import Exercise, Measure
    from posecheck.pose import Pose

#: With a smaller share of frames that could be judged in its holds and repetitions there is no score, never a
#: score of 0 (catalogue §10). Whoever walks in, lies down and gets up again loses nothing by that.
LEAST_VALID_SHARE = 0.6
#: So few pictures show no movement, whatever is in them.
_TOO_FEW_FRAMES = 3
_TOO_SHORT = "It is too short: a few pictures are not enough to judge a movement."
_DIGITS = 3


@dataclass(slots=True)
class _Range:
    low: float = math.inf
    high: float = -math.inf

    def add(self, value: float) -> None:
        self.low = min(self.low, value)
        self.high = max(self.high, value)


def _number(value: float, digits: int = _DIGITS) -> float | None:
    """Return `value` rounded, ``None`` when it is unknown: JSON has no ``NaN``."""
    return round(value, digits) if math.isfinite(value) else None


def _time(time_s: float) -> float:
    """Return a time, which is always known, rounded."""
    return round(time_s, _DIGITS)


class ResultBuilder:
    """Adds up the steps of one exercise into its result.

    Parameters
    ----------
    exercise
        What was done.
    source
        Where it came from; `duration_s` may be ``NaN``, then the time of the last frame is taken.
    profile
        Name of the profile that `exercise` is as.
    """

    def __init__(self, exercise: Exercise, source: SourceInfo, *, profile: str = "default") -> None:
        self._exercise = exercise
        self._profile = profile
        self._source = source
        self._frames = self._with_pose = self._valid = 0
        self._last_s = 0.0
        #: times of the frames with a pose, and whether each was judged
        self._times_s = array("d")
        self._judged = bytearray()
        self._events: list[Event] = []
        self._ranges: dict[str, _Range] = {measure.name: _Range() for measure in exercise.measures}
        # Arrays, in which a number has 8 bytes: a session may go on for hours.
        self._held = {measure.name: array("d") for measure in exercise.measures}
        self._view: list[ViewResult] = []

    def add(self, pose: Pose, step: Step) -> None:
        """Take one frame."""
        assessment = step.assessment
        self._frames += 1
        self._with_pose += pose.found
        self._valid += assessment.valid
        if pose.found:
            self._times_s.append(assessment.time_s)
            self._judged.append(assessment.valid)
        self._last_s = assessment.time_s
        self._events += step.events
        if assessment.valid:
            holding = assessment.phase is Phase.HOLD
            for name, value in assessment.measures.items():
                if value == value:  # noqa: PLR0124 - NaN is the one value that differs from itself
                    self._ranges[name].add(value)
                    if holding:
                        self._held[name].append(value)
        self._see(assessment.time_s, assessment.view, assessment.view_reason)

    def finish(self, events: Iterable[Event]) -> Result:
        """Return the result; `events` are those the trainer gave when it was closed."""
        everything = [*self._events, *events]
        holds = [event for event in everything if isinstance(event, HoldEnded)]
        reps = [event for event in everything if isinstance(event, RepDone)]
        graded = [(h.parts, h.held_s) for h in holds if h.counted] + [(r.parts, 1.0) for r in reps]
        graded = [(parts, weight) for parts, weight in graded if math.isfinite(parts.form)]
        done: list[HoldEnded | RepDone] = [*(hold for hold in holds if hold.counted), *reps] or [*holds]
        reason = self._reason(done, bool(graded))
        parts = _mean_parts(graded) if reason is None else None
        self._end_view(self._last_s)
        return Result(
            schema=SCHEMA,
            posecheck=VERSION,
            exercise=self._exercise.id,
            profile=self._profile,
            side=self._side([hold.side for hold in holds] + [rep.side for rep in reps]),
            source=_rounded(self._source, self._last_s),
            frames=self._frames,
            frames_with_pose=self._with_pose,
            frames_valid=self._valid,
            scored=reason is None,
            score=_number(parts.score, 1) if parts else None,
            score_parts=_figures(parts) if parts else None,
            provisional=any(p.provisional for p, _ in graded),
            reason=reason,
            holds=tuple(_hold(hold) for hold in holds),
            reps=tuple(_rep(rep) for rep in reps),
            faults=_faults(everything, self._last_s),
            not_seen=tuple(self._exercise.not_seen),
            cues=tuple(
                CueResult(_time(cue.time_s), cue.text, cue.kind.value, cue.fault or None)
                for cue in everything
                if isinstance(cue, Cue)
            ),
            view=tuple(self._view),
            measures={measure.name: self._measured(measure) for measure in self._exercise.measures},
        )

    def _see(self, time_s: float, state: ViewState, reason: str) -> None:
        said = state.value, reason or None
        if self._view and (self._view[-1].state, self._view[-1].reason) == said:
            return
        self._end_view(time_s)
        self._view.append(ViewResult(*said, _time(time_s), _time(time_s)))

    def _end_view(self, time_s: float) -> None:
        if self._view:
            self._view[-1] = replace(self._view[-1], end_s=_time(time_s))

    def _reason(self, done: list[HoldEnded | RepDone], graded: bool) -> str | None:  # noqa: FBT001 - a plain fact
        """Return why there is no score, ``None`` when there is one."""
        if self._exercise.observability is Observability.C:
            return "One camera cannot judge this exercise; it is guided and timed, not scored."
        if self._frames <= _TOO_FEW_FRAMES:
            return _TOO_SHORT
        if not self._with_pose:
            return "Nobody was seen in the picture."
        judged = self._judged_share(done)
        if judged < LEAST_VALID_SHARE:
            blocked = [view.reason for view in self._view if view.state == ViewState.BLOCK and view.reason]
            why = blocked[0] if blocked else self._exercise.setup
            share = round(100 * judged)
            return message("Only {share} % of the frames could be judged. {why}", share=share, why=why)
        if not done:
            return "The position was not held long enough to be judged."
        return None if graded else "Too little was seen while the position was held."

    def _judged_share(self, done: list[HoldEnded | RepDone]) -> float:
        """Return the share of judged frames in holds and repetitions; of all frames when there are none.

        Frames in which nobody was found count neither way.
        """
        inside = bytearray(len(self._times_s))
        for each in done:
            first = bisect_left(self._times_s, each.start_s)
            last = bisect_right(self._times_s, each.end_s)
            inside[first:last] = b"\1" * (last - first)
        frames = sum(inside)
        if not frames:
            return self._valid / self._with_pose
        return sum(map(int.__and__, inside, self._judged)) / frames

    def _side(self, sides: list[Side]) -> Side:
        if not self._exercise.sides:
            return Side.NONE
        done = set(sides) & {Side.LEFT, Side.RIGHT}
        if not done:
            return Side.NONE
        return done.pop() if len(done) == 1 else Side.BOTH

    def _measured(self, measure: Measure) -> MeasureFigures:
        held, seen = self._held[measure.name], self._ranges[measure.name]
        middle = _number(median(held)) if held else None
        return MeasureFigures(measure.unit.value, middle, _number(seen.low), _number(seen.high))


def result_without_exercise(source: SourceInfo, frames: int, with_pose: int) -> Result:
    """Return the result of a source in which no exercise of the catalogue was recognised."""
    return Result(
        schema=SCHEMA,
        posecheck=VERSION,
        exercise=None,
        profile="default",
        side=Side.NONE,
        source=_rounded(source),
        frames=frames,
        frames_with_pose=with_pose,
        frames_valid=0,
        scored=False,
        score=None,
        score_parts=None,
        provisional=False,
        reason=_no_exercise_reason(frames, with_pose),
        holds=(),
        reps=(),
        faults=(),
        not_seen=(),
        cues=(),
        view=(),
        measures={},
    )


def _rounded(source: SourceInfo, last_s: float = math.nan) -> SourceInfo:
    """Return `source` with a length that can be written, `last_s` when the source announces none."""
    duration_s = math.nan if source.duration_s is None else source.duration_s
    return replace(source, duration_s=_number(duration_s if math.isfinite(duration_s) else last_s))


def _no_exercise_reason(frames: int, with_pose: int) -> str:
    if frames <= _TOO_FEW_FRAMES:
        return _TOO_SHORT
    return "No exercise of the catalogue was recognised." if with_pose else "Nobody was seen in the picture."


def _mean_parts(graded: list[tuple[ScoreParts, float]]) -> ScoreParts:
    """Return the mean over holds and repetitions, weighted by time held."""
    total = sum(weight for _, weight in graded)

    def mean(name: str) -> float:
        return sum(float(getattr(parts, name)) * weight for parts, weight in graded) / total

    return ScoreParts(
        mean("form"), mean("hold"), mean("control"), any(parts.provisional for parts, _ in graded)
    )


def _figures(parts: ScoreParts) -> ScoreFigures:
    return ScoreFigures(
        _number(100 * parts.form, 1), _number(100 * parts.hold, 1), _number(100 * parts.control, 1)
    )


def _hold(hold: HoldEnded) -> HoldResult:
    return HoldResult(
        hold.side,
        _time(hold.start_s),
        _time(hold.end_s),
        _time(hold.held_s),
        hold.counted,
        _number(hold.parts.score, 1),
    )


def _rep(rep: RepDone) -> RepResult:
    return RepResult(
        rep.side,
        _time(rep.start_s),
        _time(rep.end_s),
        _time(rep.hold_start_s),
        _time(rep.hold_end_s),
        _number(rep.parts.score, 1),
    )


def _faults(events: list[Event], last_s: float) -> tuple[FaultResult, ...]:
    """Return the faults by their start; one that never ended ends with the source."""
    faults: dict[tuple[str, float], FaultResult] = {}
    for event in events:
        if isinstance(event, (FaultStarted, FaultEnded)):
            end_s = event.end_s if isinstance(event, FaultEnded) else last_s
            faults[event.fault, event.start_s] = FaultResult(
                event.fault, event.severity, event.side, _time(event.start_s), _time(end_s)
            )
    return tuple(sorted(faults.values(), key=lambda fault: (fault.start_s, fault.id)))
