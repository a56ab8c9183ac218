"""The rule for faults over many settings is the trainer's own."""

from __future__ import annotations

import numpy as np
from fixtures.cases import each_of

from posecheck.engine.events import FaultEnded, State
from posecheck.engine.fault_tracker import FaultLog, Sighting
from posecheck.engine.rules import state_in
from posecheck.exercise import Severity, at_most
from posecheck.exercise.catalogue import find_exercise
from posecheck.lab.tuning.limits import chosen_limits
from posecheck.lab.tuning.replayed import intervals, replayed
from posecheck.pose import Side

EXERCISE = find_exercise("supine-hamstring")
(KNEE,) = chosen_limits(EXERCISE, "knee-bent")


def by_the_log(reading, threshold: float) -> list[tuple[float, float]]:
    """Return the intervals that the trainer's own log tells."""
    log, part, events = FaultLog(), reading.parts["knee-bent"], []
    for at, time_s in enumerate(reading.time_s.tolist()):
        if reading.forgot[at]:
            events += log.finish(time_s)
        band = at_most(min(10.0, threshold), threshold)
        state = state_in(band, part.value[at], part.slack[at])
        events += log.update(time_s, [Sighting("knee-bent", Severity.SPEAK, "", state)], Side.LEFT)
    events += log.finish(float(reading.time_s[-1]))
    return sorted((each.start_s, each.end_s) for each in events if isinstance(each, FaultEnded))


@each_of("seed", range(20))
def test_any_course_of_values_gives_the_faults_of_the_log(reading, seed: int) -> None:
    random = np.random.default_rng(seed)
    value = np.repeat(random.choice([5.0, 15.0, 20.0, 25.0, 40.0, np.nan], 60), random.integers(1, 12, 60))
    forgot = random.random(len(value)) < 0.02
    slack = np.where(random.random(len(value)) < 0.3, 8.0, 0.0)
    course = reading(value, forgot=forgot, slack=slack)
    for threshold in (10.0, 20.0, 30.0):
        told = intervals(course, [KNEE], {KNEE.address: threshold}, EXERCISE)
        assert told == by_the_log(course, threshold)


def test_settings_at_once_give_what_each_gives_alone(reading) -> None:
    random = np.random.default_rng(3)
    course = reading(np.repeat(random.uniform(0.0, 60.0, 80), 4))
    thresholds = np.linspace(10.0, 60.0, 101)
    together: dict[int, list[tuple[float, float]]] = {at: [] for at in range(len(thresholds))}
    for told in replayed(course, [KNEE], thresholds[:, None], EXERCISE):
        for at, start_s, end_s in zip(told.settings, told.start_s, told.end_s, strict=True):
            together[int(at)].append((float(start_s), float(end_s)))
    alone = {
        at: intervals(course, [KNEE], {KNEE.address: float(value)}, EXERCISE)
        for at, value in enumerate(thresholds)
    }
    assert together == alone
    assert any(alone.values())


def test_the_threshold_itself_is_no_fault(reading) -> None:
    assert intervals(reading([20.0] * 20), [KNEE], {}, EXERCISE) == []
    assert state_in(at_most(10, 20), 20.0) is State.OK
