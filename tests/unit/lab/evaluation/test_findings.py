"""Told faults, cues and verdicts are weighed against the label."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from fixtures.cases import each_of

from posecheck.engine.events import Cue, CueKind
from posecheck.exercise.catalogue import find_exercise
from posecheck.lab.evaluation.findings import (
    expected_faults,
    false_faults,
    false_praises,
    severity_in,
    spoken_cues,
    verdicts,
)
from posecheck.lab.evaluation.positions import compare_positions
from posecheck.lab.evaluation.trace import Interval, ToldFault
from posecheck.pose import Side

EXERCISE = "seated-hamstring"
KNEE = {"id": "knee-bent", "start_s": 3.0, "end_s": 9.0}


def trace(
    *,
    faults: list[ToldFault] | None = None,
    cues: list[Cue] | None = None,
    intervals: list[Interval] | None = None,
    exercise: str = EXERCISE,
) -> Any:
    return SimpleNamespace(
        exercise=find_exercise(exercise), faults=faults or [], cues=cues or [], intervals=intervals or []
    )


def told(name: str, start_s: float, end_s: float, severity: int = 2) -> ToldFault:
    return ToldFault(name, severity, start_s, end_s, start_s + 1.5)


def labelled(label, **changes: Any) -> Any:
    return label(exercise=EXERCISE, **changes)


def test_a_fault_that_overlaps_is_found_with_the_time_it_took(label) -> None:
    about = labelled(label, kind="faulty", faults=[KNEE])
    (fault,) = expected_faults(trace(faults=[told("knee-bent", 4.0, 9.5)]), about)
    assert (fault.told_as, fault.severity) == ("knee-bent", 2)
    assert fault.detection_s == pytest.approx(2.5)


@each_of("end_s, found", [(2.6, True), (2.4, False)])
def test_half_a_second_of_slack_and_no_more(label, *, end_s: float, found: bool) -> None:
    about = labelled(label, kind="faulty", faults=[KNEE])
    (fault,) = expected_faults(trace(faults=[told("knee-bent", 1.0, end_s)]), about)
    assert (fault.told_as is not None) is found


def test_another_acceptable_name_is_good_enough_but_the_own_one_is_preferred(label) -> None:
    about = labelled(label, kind="faulty", faults=[KNEE | {"also": ["hips-lifted"]}])
    other = told("hips-lifted", 3.0, 9.0)
    assert expected_faults(trace(faults=[other]), about)[0].told_as == "hips-lifted"
    both = trace(faults=[other, told("knee-bent", 5.0, 9.0)])
    assert expected_faults(both, about)[0].told_as == "knee-bent"


def test_a_fault_of_another_name_does_not_find_it_and_is_false(label) -> None:
    about = labelled(label, kind="faulty", faults=[KNEE])
    wrong = trace(faults=[told("back-rounded", 4.0, 9.0, 3)])
    assert expected_faults(wrong, about)[0].told_as is None
    assert [fault.id for fault in false_faults(wrong, about)] == ["back-rounded"]


@each_of("severity, false", [(1, 0), (2, 1), (3, 1)])
def test_a_note_of_severity_1_contradicts_no_label(label, severity: int, false: int) -> None:
    found = trace(faults=[told("knee-bent", 4.0, 9.0, severity)])
    assert len(false_faults(found, labelled(label))) == false


@each_of("start_s, false", [(10.4, 0), (10.6, 1)])
def test_a_fault_long_after_its_label_is_false(label, start_s: float, false: int) -> None:
    about = labelled(label, kind="faulty", faults=[KNEE])
    assert len(false_faults(trace(faults=[told("knee-bent", start_s, 12.0)]), about)) == false


@each_of(
    "kind, false",
    [
        ("correct", {CueKind.FAULT, CueKind.STOP, CueKind.GUIDE}),
        ("faulty", set()),
        ("negative", {CueKind.FAULT, CueKind.STOP, CueKind.PRAISE, CueKind.ENCOURAGE, CueKind.COUNT}),
    ],
)
def test_which_cues_are_false_depends_on_what_the_clip_shows(label, kind: str, false: set[CueKind]) -> None:
    about = label(exercise=None if kind == "negative" else EXERCISE, kind=kind)
    spoken = spoken_cues(trace(cues=[Cue(1.0, "…", each) for each in CueKind]), about)
    assert {cue.kind for cue in spoken if cue.false} == {each.value for each in false}


@each_of(
    "kind, fault, time_s, count",
    [
        ("faulty", "bouncing", 4.0, 1),
        ("faulty", "bouncing", 9.5, 0),
        ("faulty", "knee-bent", 4.0, 0),
        ("correct", None, 4.0, 0),
        ("negative", None, 4.0, 1),
        ("wrong-view", None, 4.0, 1),
    ],
)
def test_praise_is_false_during_a_severe_fault_and_of_no_exercise(
    label, kind: str, fault: str | None, time_s: float, count: int
) -> None:
    about = label(
        exercise=None if kind == "negative" else EXERCISE,
        kind=kind,
        faults=[KNEE | {"id": fault}] if fault else [],
    )
    praise = trace(cues=[Cue(time_s, "Good.", CueKind.PRAISE)])
    assert false_praises(praise, about) == count


@each_of(
    "exercise, fault, also, severity",
    [
        ("seated-hamstring", "knee-bent", [], 2),
        ("plank", "too-fast", [], 3),
        ("inversion-table", "too-deep", [], 3),
        ("march", "hips-sagging", [], 0),
        ("march", "hips-sagging", ["bouncing"], 3),
    ],
)
def test_a_fault_matters_as_its_exercise_says(
    label, exercise: str, fault: str, also: list[str], severity: int
) -> None:
    about = label(exercise=exercise, kind="faulty", faults=[KNEE | {"id": fault, "also": also}])
    assert severity_in(find_exercise(exercise), about.faults[0]) == severity


def verdict_of(label, found: Any, **changes: Any) -> list[tuple[bool, bool]]:
    spans = [(4.0, 9.0), (13.0, 18.0)]
    plateaus = [{"start_s": start, "end_s": end, "side": "left"} for start, end in spans]
    about = labelled(label, **({"plateaus": plateaus} | changes))
    positions = compare_positions(found, about, judgeable=True)
    return [(each.truly_good, each.told_good) for each in verdicts(found, about, positions)]


BOTH = [Interval(4.0, 9.0, Side.LEFT, counted=True), Interval(13.0, 18.0, Side.LEFT, counted=True)]


def test_counted_without_a_fault_is_good(label) -> None:
    assert verdict_of(label, trace(intervals=BOTH)) == [(True, True), (True, True)]


def test_a_fault_on_the_way_in_makes_only_its_own_hold_faulty(label) -> None:
    fault = {"id": "too-fast", "start_s": 11.5, "end_s": 12.5}
    found = trace(intervals=BOTH, faults=[told("too-fast", 11.6, 12.4, 3)])
    assert verdict_of(label, found, kind="faulty", faults=[fault]) == [(True, True), (False, False)]


def test_what_was_not_counted_is_not_told_as_good(label) -> None:
    assert verdict_of(label, trace(intervals=BOTH[:1])) == [(True, True), (True, False)]


def test_the_wrong_side_is_not_told_as_good(label) -> None:
    other = [Interval(4.0, 9.0, Side.RIGHT, counted=True), BOTH[1]]
    assert verdict_of(label, trace(intervals=other)) == [(True, False), (True, True)]


def test_a_hold_that_is_too_short_is_truly_not_good(label) -> None:
    plateau = {"start_s": 4.0, "end_s": 6.0, "side": "left"}
    fault = {"id": "short-hold", "start_s": 4.0, "end_s": 6.0}
    found = trace(intervals=[Interval(4.0, 6.0, Side.LEFT, counted=False)])
    assert verdict_of(label, found, kind="faulty", plateaus=[plateau], faults=[fault]) == [(False, False)]


def test_what_the_exercise_only_notes_leaves_a_hold_good_but_not_flawless(label) -> None:
    about = label(
        exercise="forward-fold",
        kind="faulty",
        plateaus=[{"start_s": 4.0, "end_s": 9.0, "side": "both"}],
        faults=[KNEE],
    )
    found = trace(exercise="forward-fold", intervals=[Interval(4.0, 9.0, Side.BOTH, counted=True)])
    (verdict,) = verdicts(found, about, compare_positions(found, about, judgeable=True))
    assert (verdict.truly_good, verdict.flawless) == (True, False)
