"""What cannot be is refused when an exercise is made, with what was expected."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from exercises import EXERCISES
from posecheck.exercise import (
    Adaptation,
    Band,
    Exercise,
    Fault,
    Hold,
    Instead,
    Ladder,
    Pace,
    Primary,
    Reps,
    Variant,
)
from posecheck.exercise.measures import KNEE_FLEXION, LEG_RAISE

BY_ID = {each.id: each for each in EXERCISES}
STRETCH, PLANK = BY_ID["supine-hamstring"], BY_ID["plank"]
CHECK = STRETCH.checks[0]
SAME_NAME = replace(LEG_RAISE, title="something else")

Make = Callable[[], object]


def exercise(**changes: Any) -> Make:
    return lambda: replace(STRETCH, **changes)


def check(**changes: Any) -> Make:
    return lambda: replace(CHECK, **changes)


def primary(**changes: Any) -> Make:
    return lambda: Primary(
        LEG_RAISE, **({"zone": 30, "good": (55, 90), "ok": (30, 100), "rest": 0} | changes)
    )


REFUSED: list[tuple[Make, str]] = [
    (check(side="workin"), "side: expected 'working' or 'other' or 'near' or 'far', but got 'workin'"),
    (check(end=2), "end: expected -1 or 0 or 1, but got 2"),
    (check(cue=" "), "cue: expected a text, but got ' '"),
    (check(severity=2), "severity: expected a Severity, but got 2"),
    (check(when="always"), "when: expected a When, but got 'always'"),
    (check(measure="knee-flexion"), "measure: expected a Measure, but got 'knee-flexion'"),
    (check(band=(10, 20)), "band: expected a Band"),
    (check(fault="Knee bent"), "fault: expected small letters with hyphens"),
    (lambda: Band(20, 10, 0, 30), "a band needs ok_low <= good_low"),
    (primary(zone=-5), "zone: expected more than rest=0"),
    (primary(zone=101), "no more than the cap of 100, but got 101"),
    (primary(good=(55, 110)), "good: expected an interval within ok=(30, 100), but got (55, 110)"),
    (primary(decreasing=True), "zone: expected less than rest=0"),
    (primary(cap_cue=""), "cap_cue: expected a text"),
    (lambda: Pace(LEG_RAISE, 60.0, 30.0), "expected 0 < good_deg_s <= stop_deg_s"),
    (exercise(id="My stretch"), "id: expected small letters with hyphens"),
    (exercise(title=""), "title: expected a text"),
    (exercise(view="side"), "view: expected a View, but got 'side'"),
    (exercise(posture=STRETCH.posture[0]), "posture: expected a tuple of Posture"),
    (exercise(needs=("hip",)), "needs: expected a Joint, but got 'hip'"),
    (exercise(dose=30), "dose: expected a Hold, Reps, Circles, Steps, Guided or another Dose, but got 30"),
    (exercise(dose=Hold(-1)), "dose: target_s: expected a number, 0 or more, but got -1"),
    (exercise(dose=Hold(math.nan)), "dose: target_s: expected a number, 0 or more, but got nan"),
    (exercise(dose=Hold("30")), "dose: target_s: expected a number, 0 or more, but got '30'"),
    (exercise(dose=Hold(30, sets=0)), "dose: sets: expected more than 0, but got 0"),
    (exercise(dose=Reps(0)), "dose: goal: expected more than 0, but got 0"),
    (exercise(sides="workin"), "sides: expected True or False, but got 'workin'"),
    (exercise(contraindications=("vertigo",)), "contraindications: expected 'osteoporosis' or"),
    (exercise(checks=(CHECK, CHECK)), "checks: expected each name once, but got ('knee-bent'"),
    (exercise(reports=(LEG_RAISE, SAME_NAME)), "measures: expected each name once, but got 'leg-raise'"),
    (
        exercise(checks=(replace(CHECK, fault="toes-cold"),)),
        "one of faults=(Fault(id, meaning), ...), but got",
    ),
    (exercise(not_seen=("toes-cold",)), "fault: expected one of posecheck.exercise.faults"),
    (exercise(faults=(Fault("knee-bent", "mine"),)), "faults: expected one that posecheck does not have"),
    (exercise(faults=(Fault("toes-cold", ""),)), "meaning: expected a text"),
    (exercise(replaced_by=("supine-hamstring",)), "expected another exercise"),
    (exercise(easier=("plank",)), "easier: expected a Less, Instead or Variant, but got 'plank'"),
    (exercise(easier=(Instead("sphinx", ""),)), "easier: said: expected a text"),
    (exercise(easier=(Variant("", replace, "It is easier.", ""),)), "expected small letters"),
    (exercise(adapted=(Adaptation("dizziness", "Slowly."),)), "adapted: expected 'nerve-symptoms' or"),
    (exercise(not_when="eased-bending"), "not_when: expected a Eased"),
    (exercise(ladder=Ladder(level=4)), "ladder: level: expected 1 or 2 or 3, but got 4"),
    (
        exercise(ladder=Ladder(hold_s=(10, 5))),
        "hold_s: expected (shortest, longest), but got (10, 5)",
    ),
    (exercise(words={"en": {}}), "words: expected the code of another language, as 'de', but got 'en'"),
    (exercise(words={"de": {"Up.": ""}}), "words of 'de' for 'Up.': expected a text"),
]


def test_what_cannot_be_is_refused_with_what_was_expected() -> None:
    wrong = []
    for make, said in REFUSED:
        try:
            make()
        except ValueError as error:
            if said not in str(error):
                wrong.append(f"expected {said!r}, but it said {error}")
        else:
            wrong.append(f"expected {said!r}, but it was made")
    assert not wrong, "\n".join(wrong)


def test_the_sentence_names_the_exercise() -> None:
    with pytest.raises(ValueError, match=r"^exercise 'supine-hamstring': title"):
        replace(STRETCH, title="")


def test_a_fault_of_its_own_is_known_and_may_be_judged() -> None:
    own = replace(
        PLANK,
        faults=(Fault("toes-cold", "the toes are cold"),),
        checks=(*PLANK.checks, replace(CHECK, fault="toes-cold", measure=KNEE_FLEXION)),
    )
    assert isinstance(own, Exercise)
