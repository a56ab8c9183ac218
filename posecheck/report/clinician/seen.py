"""What was corrected, what the camera could not see, and what was ended for the person's sake."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from posecheck.engine.performers.positions import SHORT_HOLD
from posecheck.exercise import Severity
from posecheck.exercise.catalogue import fault_meaning
from posecheck.report.clinician.document import Correction, SafetyStop, Unseen, UnseenReason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from posecheck.exercise import Exercise
    from posecheck.history.records import ExerciseRecord
    from posecheck.report.clinician.document import Course
    from posecheck.report.clinician.sets import OfDay

#: Halves with fewer sets are not compared.
LEAST_SETS = 4
#: From so much less, as a share of the sets, something got less.
_LESS = 0.2
#: A reason for less of the time than this is none worth telling.
_LEAST_SHARE = 0.01
#: Named of an exercise: the most frequent reasons.
_MOST_REASONS = 3
_BLOCKED = "block"


def corrections(
    records: Sequence[ExerciseRecord], catalogue: Mapping[str, Exercise]
) -> tuple[Correction, ...]:
    """Return what was wrong, the most frequent first; `records` are in the order of time.

    Only sets of which something was counted are sets here: what was not seen is not without faults. A hold
    that ended early is no correction; how much was done of a dose stands with what was prescribed.
    """
    by_exercise: dict[str, list[ExerciseRecord]] = defaultdict(list)
    for each in records:
        if each.reps or any(hold.counted for hold in each.holds):
            by_exercise[each.exercise].append(each)
    found = [
        _correction(fault, sets, catalogue.get(name))
        for name, sets in by_exercise.items()
        for fault in dict.fromkeys(fault.fault for each in sets for fault in each.faults)
        if fault != SHORT_HOLD
    ]
    return tuple(sorted(found, key=lambda each: (-each.sets_with, each.exercise, each.fault)))


def _correction(fault: str, sets: Sequence[ExerciseRecord], exercise: Exercise | None) -> Correction:
    with_it = [any(each.fault == fault for each in one.faults) for one in sets]
    half = len(sets) // 2
    early = late = None
    course: Course = "too-few"
    if half >= LEAST_SETS:
        early, late = sum(with_it[:half]) / half, sum(with_it[-half:]) / half
        course = "alike" if abs(late - early) < _LESS else "less" if late < early else "more"
    return Correction(
        fault=fault,
        title=fault_meaning(fault),
        exercise=sets[0].exercise,
        exercise_title=exercise.title if exercise else sets[0].exercise,
        sets_with=sum(with_it),
        sets=len(sets),
        said=sum(cue.fault == fault and cue.kind == "fault" for one in sets for cue in one.cues),
        early=early,
        late=late,
        course=course,
    )


def unseen(
    records: Iterable[ExerciseRecord], catalogue: Mapping[str, Exercise]
) -> tuple[float | None, tuple[Unseen, ...]]:
    """Return which share of the frames could not be judged, in all and of each exercise, and why.

    The exercises come in the order of how little was seen of them; one that was seen and of which one camera
    can see everything has nothing to tell and is left out.
    """
    frames: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    spent_s: dict[str, float] = defaultdict(float)
    blocked_s: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    known: dict[str, list[ExerciseRecord]] = defaultdict(list)
    for each in records:
        known[each.exercise].append(each)
        result = each.result or {}
        frames[each.exercise] += result.get("frames", 0)
        judged[each.exercise] += result.get("frames_valid", 0)
        intervals = list(_intervals(each))
        spent_s[each.exercise] += sum((end_s - start_s for _, _, start_s, end_s in intervals), 0.0)
        for state, reason, start_s, end_s in intervals:
            if state == _BLOCKED and reason:
                blocked_s[each.exercise][reason] += end_s - start_s
    found = []
    for name in known:
        exercise = catalogue.get(name)
        share = 1.0 - judged[name] / frames[name] if frames[name] else None
        reasons = tuple(
            UnseenReason(reason, seconds / spent_s[name])
            for reason, seconds in sorted(blocked_s[name].items(), key=lambda each: -each[1])[:_MOST_REASONS]
            if spent_s[name] and seconds / spent_s[name] >= _LEAST_SHARE
        )
        never = tuple(fault_meaning(each) for each in exercise.not_seen) if exercise else ()
        title = exercise.title if exercise else name
        found.append(Unseen(name, title, share, reasons, never))
    every = sum(frames.values())
    return (
        1.0 - sum(judged.values()) / every if every else None,
        tuple(sorted(found, key=lambda each: (each.share is not None, -(each.share or 0.0), each.exercise))),
    )


def _intervals(record: ExerciseRecord) -> Iterator[tuple[str, str, float, float]]:
    """Yield what the camera could judge of an exercise: state, reason, from when, until when."""
    told: list[dict[str, Any]] = (record.result or {}).get("view", [])
    if told:
        for each in told:
            yield each["state"], each["reason"] or "", each["start_s"], each["end_s"]
        return
    ends = [each.time_s for each in record.views[1:]]
    if record.ended_at is not None:
        ends.append((record.ended_at - record.started_at).total_seconds())
    for view, end_s in zip(record.views, ends, strict=False):
        yield view.state, view.reason, view.time_s, max(end_s, view.time_s)


def safety_stops(done: Iterable[OfDay], catalogue: Mapping[str, Exercise]) -> tuple[SafetyStop, ...]:
    """Return the sets that were ended for the person's sake, the oldest first, with what was seen then."""
    return tuple(
        SafetyStop(
            each.on,
            each.record.exercise,
            catalogue[each.record.exercise].title
            if each.record.exercise in catalogue
            else each.record.exercise,
            tuple(
                dict.fromkeys(
                    fault_meaning(one.fault) for one in each.record.faults if one.severity >= Severity.STOP
                )
            ),
        )
        for each in done
        if each.record.stop_reason
    )
