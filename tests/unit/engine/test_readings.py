"""The measures of one exercise over time."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from fixtures.cases import each_of

from posecheck.engine.readings import Readings
from posecheck.exercise import Exercise, Measure, Relative, Unit
from posecheck.exercise.catalogue import find_exercise
from posecheck.exercise.measures import HIP_RISE, KNEE_FLEXION, LEG_RAISE, NECK
from posecheck.perception.body import Body
from posecheck.pose import Landmark, Side
from posecheck.testing import LEFT_SIDE, STANDING, SUPINE, JointAngles, back_extension, leg_raise, pose_of

FPS = 20
SUPINE_HAMSTRING = find_exercise("supine-hamstring")


class Reader:
    """Readings and their clock; the value of a made-up measure can be set by hand."""

    def __init__(self, exercise: Exercise = SUPINE_HAMSTRING) -> None:
        self.readings = Readings(exercise)
        self.time_s = 0.0

    def see(self, stance: JointAngles | None, seconds: float, *, hidden: tuple[Landmark, ...] = ()) -> None:
        for _ in range(round(seconds * FPS)):
            body = None
            if stance is not None:
                body = Body(pose_of(stance, LEFT_SIDE, hidden=hidden), Side.LEFT, -1.0)
            self.readings.update(self.time_s, body)
            self.time_s += 1 / FPS


def made_up(relative: Relative, values: list[float]) -> Exercise:
    """Return an exercise whose only measure gives `values` one after the other, in pixels or degrees."""
    left = iter(values)
    lengths = (Relative.CHANGE_IN_TORSO, Relative.DISTANCE_IN_TORSO, Relative.SHARE)
    unit = Unit.TORSO if relative in lengths else Unit.DEG
    measure = Measure(
        "given", "given", unit, lambda _body, _side: next(left), (), relative=relative, whole=True
    )
    primary = SUPINE_HAMSTRING.primary
    assert primary is not None
    return replace(SUPINE_HAMSTRING, primary=replace(primary, measure=measure), checks=(), pace=None)


def test_a_still_pose_reads_what_it_is_on_either_side() -> None:
    reader = Reader()
    reader.see(leg_raise(60.0, knee_deg=20.0), 1.0)
    assert reader.readings.value(LEG_RAISE, Side.LEFT) == pytest.approx(60.0, abs=0.5)
    assert reader.readings.value(KNEE_FLEXION, Side.LEFT) == pytest.approx(20.0, abs=0.5)
    assert reader.readings.value(LEG_RAISE, Side.RIGHT) == pytest.approx(0.0, abs=0.5)


def test_without_a_side_the_near_one_is_read() -> None:
    reader = Reader()
    reader.see(leg_raise(60.0), 1.0)
    assert reader.readings.value(LEG_RAISE, Side.BOTH) == pytest.approx(60.0, abs=0.5)


def test_a_value_is_kept_for_a_third_of_a_second_and_then_unknown() -> None:
    reader = Reader()
    reader.see(leg_raise(60.0), 1.0)
    reader.see(leg_raise(60.0), 0.25, hidden=(Landmark.LEFT_ANKLE,))
    assert reader.readings.value(LEG_RAISE, Side.LEFT) == pytest.approx(60.0, abs=0.5)
    assert math.isnan(reader.readings.raw(LEG_RAISE, Side.LEFT))
    reader.see(leg_raise(60.0), 0.2, hidden=(Landmark.LEFT_ANKLE,))
    assert math.isnan(reader.readings.value(LEG_RAISE, Side.LEFT))


def test_after_a_gap_a_value_is_taken_as_it_is() -> None:
    reader = Reader()
    reader.see(leg_raise(20.0), 1.0)
    reader.see(None, 1.0)
    reader.see(leg_raise(40.0), 1 / FPS)
    assert reader.readings.value(LEG_RAISE, Side.LEFT) == pytest.approx(40.0, abs=0.5)


@each_of("frames", [1, 2, 3])
def test_a_limb_mistaken_for_another_for_up_to_three_frames_changes_nothing(frames: int) -> None:
    reader = Reader()
    reader.see(leg_raise(60.0), 1.0)
    reader.see(leg_raise(5.0), frames / FPS)
    reader.see(leg_raise(60.0), 1 / FPS)
    assert reader.readings.value(LEG_RAISE, Side.LEFT) == pytest.approx(60.0, abs=0.5)


@each_of(
    "relative, expected",
    [
        (Relative.ABSOLUTE, 40.0),
        (Relative.CHANGE, -10.0),
        (Relative.DISTANCE, 10.0),
        (Relative.CHANGE_IN_TORSO, -10.0 / 160.0),
        (Relative.DISTANCE_IN_TORSO, 10.0 / 160.0),
        (Relative.SHARE, 0.8),
    ],
)
def test_a_value_is_compared_with_the_start_as_its_measure_asks(relative: Relative, expected: float) -> None:
    exercise = made_up(relative, [50.0] * FPS + [40.0] * 4 * FPS)
    assert exercise.primary is not None
    reader = Reader(exercise)
    reader.see(SUPINE, 1.0)
    reader.readings.learn_start()  # the torso is 160 px long
    reader.see(SUPINE, 4.0)
    assert reader.readings.value(exercise.primary.measure, Side.LEFT) == pytest.approx(expected, abs=1e-3)


def test_before_the_start_is_known_a_comparison_is_unknown() -> None:
    reader = Reader()
    reader.see(SUPINE, 2.0)
    assert math.isnan(reader.readings.value(HIP_RISE, Side.LEFT))
    reader.readings.learn_start()
    assert reader.readings.value(HIP_RISE, Side.LEFT) == pytest.approx(0.0, abs=1e-6)


def test_a_comparison_survives_a_spike_in_the_moments_that_teach_the_start() -> None:
    exercise = made_up(Relative.CHANGE, [50.0] * 12 + [70.0] * 3 + [50.0] * 60)
    assert exercise.primary is not None
    reader = Reader(exercise)
    reader.see(SUPINE, 1.0)
    reader.readings.learn_start()
    assert reader.readings.start(exercise.primary.measure, Side.LEFT) == 50.0


def test_stillness_is_the_mean_of_the_last_moments_and_unknown_while_moving() -> None:
    reader = Reader()
    reader.see(leg_raise(60.0), 1.0)
    assert reader.readings.still(LEG_RAISE, Side.LEFT) == pytest.approx(60.0, abs=0.5)
    for n in range(10):
        reader.see(leg_raise(60.0 - n), 1 / FPS)
    assert math.isnan(reader.readings.still(LEG_RAISE, Side.LEFT))


def test_a_glimpse_is_no_stillness() -> None:
    reader = Reader()
    reader.see(leg_raise(60.0), 0.4)
    assert math.isnan(reader.readings.still(LEG_RAISE, Side.LEFT))


def test_a_reset_forgets_the_person_and_their_start() -> None:
    reader = Reader(find_exercise("back-extension"))
    reader.see(STANDING, 1.0)
    reader.readings.learn_start()
    reader.see(replace(back_extension(10.0), neck=-25.0), 2.0)
    assert reader.readings.value(NECK, Side.LEFT) == pytest.approx(-25.0, abs=0.5)
    reader.readings.reset()
    assert math.isnan(reader.readings.value(NECK, Side.LEFT))
    assert math.isnan(reader.readings.raw(NECK, Side.LEFT))
