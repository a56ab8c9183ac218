"""From the values of frames to that of a repetition."""

from __future__ import annotations

import math

from posecheck.assessment.trials import NOT_HELD, NOT_SEEN, Reading, trial_of


def held(values: list[float], *, fps: float = 15.0, lacks: dict[int, str] | None = None) -> list[Reading]:
    """Return frames with these values, some of which lack something."""
    lacking = lacks or {}
    return [
        Reading(number / fps, value, (lacking[number],) if number in lacking else ())
        for number, value in enumerate(values)
    ]


def test_the_value_is_the_median_of_the_best_second() -> None:
    readings = held([60.0] * 20 + [70.0] * 20 + [65.0] * 20)
    trial = trial_of(readings, 0.0, readings[-1].time_s, larger_is_better=True)
    assert trial.value == 70.0


def test_the_best_second_may_be_the_smallest() -> None:
    readings = held([0.3] * 20 + [0.2] * 20)
    assert trial_of(readings, 0.0, readings[-1].time_s, larger_is_better=False).value == 0.2


def test_a_single_wild_frame_is_no_value() -> None:
    readings = held([60.0] * 20 + [150.0] + [60.0] * 20)
    assert trial_of(readings, 0.0, readings[-1].time_s, larger_is_better=True).value == 60.0


def test_only_what_was_held_counts() -> None:
    readings = held([90.0] * 15 + [60.0] * 30)
    assert trial_of(readings, 1.0, readings[-1].time_s, larger_is_better=True).value == 60.0


def test_frames_that_are_not_comparable_do_not_count() -> None:
    readings = held([70.0] * 20 + [60.0] * 30, lacks=dict.fromkeys(range(20), "knee-bent"))
    assert trial_of(readings, 0.0, readings[-1].time_s, larger_is_better=True).value == 60.0


def test_an_unknown_repetition_says_why() -> None:
    readings = held([70.0] * 40, lacks=dict.fromkeys(range(40), "knee-bent"))
    trial = trial_of(readings, 0.0, readings[-1].time_s, larger_is_better=True)
    assert (trial.value, trial.remark) == (None, "knee-bent")


def test_what_was_not_seen_is_unknown() -> None:
    readings = held([math.nan] * 40)
    trial = trial_of(readings, 0.0, readings[-1].time_s, larger_is_better=True)
    assert (trial.value, trial.remark) == (None, NOT_SEEN)


def test_a_gap_in_the_middle_of_a_second_is_no_second() -> None:
    readings = [each for each in held([60.0] * 25) if not 0.4 < each.time_s < 1.2]
    assert trial_of(readings, 0.0, 1.6, larger_is_better=True).value is None


def test_less_than_a_second_is_not_held() -> None:
    readings = held([60.0] * 12)
    trial = trial_of(readings, 0.0, readings[-1].time_s, larger_is_better=True)
    assert (trial.value, trial.remark) == (None, NOT_HELD)


def test_a_slow_camera_gives_the_same_value() -> None:
    fast, slow = (held([60.0 + 0.1 * (each % 3) for each in range(40)], fps=fps) for fps in (30.0, 8.0))
    values = [trial_of(each, 0.0, each[-1].time_s, larger_is_better=True).value for each in (fast, slow)]
    assert values[0] is not None
    assert values[1] is not None
    assert abs(values[0] - values[1]) < 0.11
