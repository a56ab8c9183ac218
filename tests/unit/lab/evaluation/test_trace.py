"""Short holds of clips are judged with a target that suits them."""

from __future__ import annotations

from fixtures.cases import each_of

from posecheck.exercise.catalogue import find_exercise
from posecheck.lab.evaluation.trace import hold_target_s, trace
from posecheck.testing import LEFT_SIDE, JointAngles, pose_of


def plateaus(*lengths_s: float) -> list[dict]:
    return [
        {"start_s": 20.0 * n, "end_s": 20.0 * n + length, "side": "left"}
        for n, length in enumerate(lengths_s)
    ]


@each_of("lengths_s, target_s", [((8, 6), 4.0), ((5,), 4.0), ((4, 9), 3.0), ((1.5,), 1.0)])
def test_the_target_is_4_s_or_a_second_less_than_the_shortest_plateau(label, lengths_s, target_s) -> None:
    about = label(duration_s=60, plateaus=plateaus(*lengths_s))
    assert hold_target_s(find_exercise("knee-to-chest"), about) == target_s


def test_where_the_hold_is_meant_to_be_too_short_the_target_is_what_gets_credit(label) -> None:
    fault = {"id": "short-hold", "start_s": 0.0, "end_s": 2.0}
    about = label(kind="faulty", plateaus=plateaus(2), faults=[fault])
    exercise = find_exercise("knee-to-chest")
    assert hold_target_s(exercise, about) == exercise.dose.credit_s


def test_repetitions_have_no_target_of_a_hold(label) -> None:
    assert hold_target_s(find_exercise("bird-dog"), label(plateaus=plateaus(5))) is None


def test_a_clip_in_which_nothing_happens_has_a_moment_for_every_pose_and_no_more(label) -> None:
    poses = [pose_of(JointAngles(), LEFT_SIDE, time_s=n / 15) for n in range(30)]
    found = trace(find_exercise("supine-hamstring"), label(exercise="supine-hamstring"), poses)
    assert len(found.moments) == 30
    assert (found.intervals, found.faults) == ([], [])
    assert found.result.scored is False


def test_a_clip_without_a_frame_gives_nothing(label) -> None:
    found = trace(find_exercise("bridge"), label(), [])
    assert (found.moments, found.intervals, found.faults, found.cues) == ([], [], [], [])
