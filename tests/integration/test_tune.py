"""Tuning on landmark recordings: a damaged threshold is found again, and promises are kept."""

from __future__ import annotations

from pathlib import Path

from fixtures.cases import each_of

from posecheck.exercise.catalogue import find_exercise
from posecheck.lab.evaluation.clips import find_clips
from posecheck.lab.evaluation.landmarks import Landmarks
from posecheck.lab.tuning.evidence import best_range
from posecheck.lab.tuning.limits import chosen_limits, limits_of
from posecheck.lab.tuning.objective import Objective, score
from posecheck.lab.tuning.sweep import read_clips, sweep, total, tried_values
from posecheck.lab.tuning.tune import Tuning, poses_of, promised, traced, tune
from posecheck.profiles.thresholds import with_thresholds

RECORDINGS = Path(__file__).parents[1] / "fixtures" / "tuning"
KNEE = "supine-hamstring.knee-bent.ok"
RIGHT, DAMAGED = 20.0, 60.0


def read(exercise, *people: str):
    """Return the recordings of some people, or of all, as the trainer reads them."""
    paths = [path for path in sorted(RECORDINGS.glob("*.poses")) if not people or path.stem[-2:] in people]
    clips = find_clips(paths)
    return read_clips(exercise, [(clip, poses_of(clip, Landmarks(Path()))) for clip in clips])


def read_truth(exercise, samples: Path, *names: str):
    clips = find_clips([samples / f"{name}.mp4" for name in names])
    return read_clips(exercise, [(clip, Landmarks(None).of(clip)) for clip in clips])


def damaged():
    return with_thresholds(find_exercise("supine-hamstring"), {KNEE: DAMAGED})


def knee_tuned(*people: str) -> Tuning:
    exercise = damaged()
    return tune(exercise, read(exercise, *people), chosen_limits(exercise, "knee-bent"), Objective.F1)


def test_a_damaged_threshold_finds_its_way_back_on_a_person_it_has_not_seen() -> None:
    tuning = knee_tuned("c2", "p4", "c4", "p1")
    (found,) = tuning.evidence
    assert found.suggestion is not None
    assert found.low <= RIGHT <= found.high < DAMAGED
    unseen = read(tuning.exercise, "c3")
    (before,), (after,) = (traced(tuning.exercise, unseen, each) for each in ({}, tuning.suggestions))
    assert "knee-bent" not in {fault.id for fault in before.faults}
    (told,) = [fault for fault in after.faults if fault.id == "knee-bent"]
    (labelled,) = unseen[0].clip.label.faults
    assert told.start_s < labelled.end_s
    assert told.end_s > labelled.start_s


def test_each_person_is_judged_by_the_value_of_the_others() -> None:
    (found,) = knee_tuned().evidence
    assert set(found.folds) == {"c2", "c3", "c4", "p1", "p4"}
    assert found.held_out_now is not None
    assert found.held_out_then is not None
    assert found.held_out_now.f1 == 0.0
    assert found.held_out_then.f1 == 1.0


def test_the_threshold_that_is_there_stays_when_nothing_speaks_against_it() -> None:
    exercise = find_exercise("supine-hamstring")
    tuning = tune(exercise, read(exercise), chosen_limits(exercise, "knee-bent"), Objective.F1)
    assert tuning.suggestions == {}
    assert "within the confidence interval" in tuning.evidence[0].thin
    assert tuning.after is tuning.before


@each_of("factor", [0.6, 1.0, 1.6])
@each_of(
    "exercise_id, names",
    [
        ("supine-hamstring", ("supine_slr_correct", "supine_slr_bent_knee")),
        ("forward-fold", ("standing_fold_correct", "standing_fold_bent_knee")),
        ("bridge", ("bridge_correct", "bridge_pelvis_sag")),
        ("cat-cow", ("cat_cow_correct", "cat_cow_too_fast")),
        # a check and the primary's cap lead to one fault, in different parts of the exercise
        ("bird-dog", ("bird_dog_correct", "bird_dog_hips_not_square")),
    ],
)
def test_what_the_sweep_promises_is_what_the_trainer_tells(samples, exercise_id, names, factor) -> None:
    exercise = find_exercise(exercise_id)
    clips = read_truth(exercise, samples, *names)
    changed = {}
    for limit in limits_of(exercise):
        values = tried_values(exercise, limit)
        changed[limit.address] = float(values[abs(values - factor * limit.value).argmin()])
    traces = traced(exercise, clips, changed)
    for clip, told in zip(clips, traces, strict=True):
        for limit in limits_of(exercise):
            intervals = [(fault.start_s, fault.end_s) for fault in told.faults if fault.id == limit.fault]
            assert promised(exercise, clip, limit, changed) == sorted(intervals), limit.address


def test_the_promises_of_recordings_are_kept_too_and_not_empty() -> None:
    exercise = damaged()
    clips = read(exercise)
    (limit,) = chosen_limits(exercise, "knee-bent")
    told_of = 0
    for value in (10.0, 20.0, 35.0, 60.0):
        for clip, told in zip(clips, traced(exercise, clips, {KNEE: value}), strict=True):
            intervals = [(fault.start_s, fault.end_s) for fault in told.faults if fault.id == "knee-bent"]
            assert promised(exercise, clip, limit, {KNEE: value}) == sorted(intervals)
            told_of += len(intervals)
    assert told_of > 5


def test_the_sweep_does_not_depend_on_the_threshold_it_starts_from() -> None:
    whole, broken = find_exercise("supine-hamstring"), damaged()
    ranges = []
    for exercise in (whole, broken):
        (limit,) = chosen_limits(exercise, "knee-bent")
        values = tried_values(exercise, limit)
        worth = score(total(sweep(exercise, read(exercise), [limit], values[:, None])), Objective.F1)
        ranges.append(best_range(worth, values))
    assert ranges[0] == ranges[1]


@each_of(
    "people, because",
    [
        (("c3",), "one clip only"),
        (("c2", "p4"), "No hold is labelled with this fault"),
        (("c3", "c4"), "Every hold is labelled with this fault"),
        (("c2", "c3"), "the others show one class only"),
    ],
)
def test_thin_evidence_changes_nothing_and_says_why(people, because) -> None:
    tuning = knee_tuned(*people)
    assert tuning.suggestions == {}
    assert because in tuning.evidence[0].thin


def test_clips_of_one_person_change_nothing(samples: Path) -> None:
    exercise = damaged()
    twice = [*read(exercise, "p1"), *read_truth(exercise, samples, "supine_slr_bent_knee")]
    tuning = tune(exercise, twice, chosen_limits(exercise, "knee-bent"), Objective.F1)
    assert tuning.suggestions == {}
    assert "one person" in tuning.evidence[0].thin


def test_limits_of_one_fault_are_changed_together(samples: Path) -> None:
    exercise = find_exercise("standing-hamstring")
    clips = read_truth(exercise, samples, "standing_heel_step_correct", "standing_heel_step_bent_knee")
    tuning = tune(exercise, clips, chosen_limits(exercise, "knee-bent"), Objective.F1)
    pairs = {tuple(limit.address.split(".", 1)[1] for limit in pair.limits) for pair in tuning.pairs}
    assert pairs == {("knee-bent.ok", f"knee-bent-other.{edge}") for edge in ("ok_low", "ok_high")}
    for pair in tuning.pairs:
        assert pair.worth.max() >= pair.now
        at = pair.best
        changed = {limit.address: value for limit, value in zip(pair.limits, at, strict=True)}
        assert with_thresholds(exercise, changed)
