"""What protects may be made tighter by a prescription, and never looser."""

from __future__ import annotations

import math

from fixtures.cases import each_of
from fixtures.prescriptions import PRESCRIBABLE, edges_of_safety

from posecheck.exercise import Exercise, Severity
from posecheck.prescription import examine
from posecheck.prescription.safety import guards, loosened
from posecheck.profiles.threshold_parts import named_checks

EDGES = edges_of_safety()


@each_of("exercise", PRESCRIBABLE.values())
def test_caps_urgent_checks_and_the_speed_that_is_stopped_protect(exercise: Exercise) -> None:
    parts = {address.split(".")[1] for address in guards(exercise)}
    urgent = {name for name, each in named_checks(exercise).items() if each.severity >= Severity.URGENT}
    primary = exercise.primary
    led = set() if primary is None else {"primary"} | ({"primary-lower-end"} if primary.other else set())
    assert parts == urgent | led | ({"pace"} if exercise.pace else set())


@each_of("exercise, address, own, beyond", EDGES.values(), ids=EDGES)
def test_its_own_value_is_allowed_and_nothing_beyond(
    exercise: Exercise, address: str, own: float, beyond: float
) -> None:
    whole = f"{exercise.id}.{address}"
    assert loosened(exercise, {whole: own}) == {}
    assert loosened(exercise, {whole: own - (beyond - own)}) == {}
    (told,) = loosened(exercise, {whole: beyond}).values()
    assert told.startswith(f"{whole} is ")
    assert "a prescription may not go " in told
    assert "because" in told


@each_of("exercise, address, own, beyond", EDGES.values(), ids=EDGES)
def test_a_file_that_loosens_is_refused_and_one_with_the_same_value_is_not(
    exercise: Exercise, address: str, own: float, beyond: float
) -> None:
    text = (
        'posecheck = 1\ntitle = "A"\nfrom = {{ name = "B", date = 2026-11-27 }}\n'
        'when = {{ from = 2026-11-27 }}\n[[exercise]]\nid = "{name}"\nlimits = {{ "{address}" = {value} }}\n'
    )
    allowed = examine(text.format(name=exercise.id, address=address, value=own), "it")
    refused = examine(text.format(name=exercise.id, address=address, value=beyond), "it")
    assert allowed.problems == ()
    assert any("a prescription may not go" in each for each in refused.problems), refused.problems


def test_of_two_values_the_tighter_one_is_known() -> None:
    cap = guards(PRESCRIBABLE["supine-hamstring"])["supine-hamstring.primary.cap"]
    assert cap.largest
    assert cap.tighter(90.0, 95.0) == 90.0
    lowered = guards(PRESCRIBABLE["dead-bug"])["dead-bug.primary.cap"]
    assert not lowered.largest
    assert lowered.tighter(8.0, 12.0) == 12.0
    assert not math.isnan(lowered.value)
