"""What is decided of each hold, and what is said wrongly."""

from __future__ import annotations

import numpy as np
from fixtures.cases import each_of

from posecheck.exercise.catalogue import find_exercise
from posecheck.lab.tuning.decisions import decide, holds_of
from posecheck.lab.tuning.limits import chosen_limits

EXERCISE = find_exercise("supine-hamstring")
(KNEE,) = chosen_limits(EXERCISE, "knee-bent")
TOLD = {"knee-bent", "hips-lifted"}
SECOND = {"id": "knee-bent", "start_s": 19.0, "end_s": 26.0}


def decided(course, label, *thresholds: float):
    holds = holds_of(label, "knee-bent", TOLD)
    return decide(course, label, holds, [KNEE], np.array(thresholds)[:, None], EXERCISE)


def test_each_hold_is_a_hit_a_miss_or_a_false_alarm(reading, label) -> None:
    value = np.full(300, 5.0)
    value[50:100], value[190:260] = 25.0, 45.0
    counts = decided(reading(value), label(faults=(SECOND,)), 10.0, 30.0, 60.0)
    assert counts.hits.tolist() == [1, 1, 0]
    assert counts.misses.tolist() == [0, 0, 1]
    assert counts.false.tolist() == [1, 0, 0]
    assert counts.passed.tolist() == [0, 1, 1]


def test_a_false_fault_is_said_again_every_twelve_seconds(reading, label) -> None:
    value = np.full(300, 5.0)
    value[10:260] = 45.0
    counts = decided(reading(value), label(kind="correct"), 20.0, 60.0)
    assert counts.false_cues.tolist() == [2, 0]
    assert float(counts.minutes) == 0.5


@each_of(
    "fault, faulty, counted",
    [
        ({"id": "knee-bent"}, [False, True], [True, True]),
        # the exercise does not tell hips-turned by itself: knee-bent is the name for it
        ({"id": "hips-turned", "also": ["knee-bent"]}, [False, True], [True, True]),
        # hips-lifted is told by itself: knee-bent beside it is neither right nor wrong
        ({"id": "hips-lifted", "also": ["knee-bent"]}, [False, False], [True, False]),
        ({"id": "hips-lifted"}, [False, False], [True, True]),
    ],
)
def test_another_acceptable_name_counts_only_where_it_must(label, fault, faulty, counted) -> None:
    holds = holds_of(label(faults=(SECOND | fault,)), "knee-bent", TOLD)
    assert holds.faulty.tolist() == faulty
    assert holds.counted.tolist() == counted


def test_holds_close_to_each_other_part_in_the_middle(label) -> None:
    close = ({"start_s": 5, "end_s": 8, "side": "left"}, {"start_s": 9, "end_s": 12, "side": "left"})
    holds = holds_of(label(plateaus=close), "knee-bent", TOLD)
    assert holds.end_s[0] == holds.start_s[1] == 8.5
