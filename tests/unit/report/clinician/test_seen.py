"""What was corrected is told of what was seen; what was not seen is told as that."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from fixtures.cases import each_of

from posecheck.exercise.catalogue import all_exercises
from posecheck.history.records import CueRecord, ExerciseRecord, FaultRecord, HoldRecord, ViewRecord
from posecheck.report.clinician.seen import corrections, safety_stops, unseen
from posecheck.report.clinician.sets import OfDay

START = datetime(2026, 3, 2, 7, tzinfo=UTC)
NOBODY = "I can't see you. Step into the picture."
HOLD = HoldRecord(1, "left", 0.0, 30.0, 30.0, True, None, 1.0, 1.0, 1.0, ())


def kept(*, fault: str = "", severity: int = 2, counted: bool = True, **values: Any) -> ExerciseRecord:
    faults = (FaultRecord(fault, severity, "left", 1.0, 2.0),) if fault else ()
    cues = (CueRecord(1.5, "Straighten it.", "fault", fault),) if fault else ()
    record = ExerciseRecord(
        1, 1, 1, "supine-hamstring", "left", "default", {}, START, START + timedelta(seconds=100), "done",
        None, None, None, None, None, False, None, (HOLD,) if counted else (), (), faults, cues, (),
    )  # fmt: skip
    return replace(record, **values)


@each_of(
    "early, late, course",
    [(4, 0, "less"), (0, 4, "more"), (2, 2, "alike")],
)
def test_whether_a_fault_got_less_is_told_by_its_share_of_the_sets(
    early: int, late: int, course: str
) -> None:
    sets = [kept(fault="knee-bent" if number < early else "") for number in range(4)]
    sets += [kept(fault="knee-bent" if number < late else "") for number in range(4)]
    (found,) = corrections(sets, all_exercises())
    assert (found.course, found.sets_with, found.sets, found.said) == (course, early + late, 8, early + late)


def test_a_few_sets_are_too_few_to_tell() -> None:
    (found,) = corrections([kept(fault="knee-bent"), kept()], all_exercises())
    assert (found.course, found.early, found.late) == ("too-few", None, None)


def test_sets_of_which_nothing_was_counted_are_none_without_faults() -> None:
    sets = [kept(fault="knee-bent") for _ in range(4)] + [kept(counted=False) for _ in range(4)]
    (found,) = corrections(sets, all_exercises())
    assert (found.sets_with, found.sets) == (4, 4)


def test_a_hold_that_ended_early_is_no_correction() -> None:
    assert corrections([kept(fault="short-hold")], all_exercises()) == ()


def test_the_share_that_could_not_be_judged_is_of_all_frames_that_were_kept() -> None:
    seen = kept(result={"frames": 100, "frames_valid": 90, "view": []})
    hidden = kept(exercise="bridge", result={"frames": 300, "frames_valid": 0, "view": []})
    share, found = unseen([seen, hidden], all_exercises())
    assert share == 1.0 - 90 / 400
    assert [(each.exercise, round(each.share, 3)) for each in found] == [
        ("bridge", 1.0),
        ("supine-hamstring", 0.1),
    ]


def test_a_session_without_a_result_is_unknown_and_not_seen_well() -> None:
    share, (found,) = unseen([kept()], all_exercises())
    assert share is None
    assert found.share is None


def test_the_reasons_are_those_for_which_nothing_was_judged_by_their_time() -> None:
    views = (ViewRecord(0.0, "block", NOBODY), ViewRecord(25.0, "ok", ""), ViewRecord(60.0, "warn", "Dark."))
    _, (found,) = unseen([kept(views=views)], all_exercises())
    assert [(each.text, each.share) for each in found.reasons] == [(NOBODY, 0.25)]


def test_a_set_that_was_ended_for_safety_says_what_was_seen() -> None:
    stopped = kept(fault="knee-bent", severity=4, stop_reason="That is enough for this set.")
    (found,) = safety_stops([OfDay(date(2026, 3, 2), stopped)], all_exercises())
    assert found.reasons == ("the knee is bent too much",)
    assert safety_stops([OfDay(date(2026, 3, 2), kept(fault="knee-bent"))], all_exercises()) == ()
