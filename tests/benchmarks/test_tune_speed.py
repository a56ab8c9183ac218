"""How long sweeping thresholds takes once the landmarks are cached.

Not part of the test suite: `make bench` runs it and prints the figures for docs/performance.md.
"""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from posecheck.exercise.catalogue import find_exercise
from posecheck.lab.evaluation.landmarks import Landmarks
from posecheck.lab.tuning.limits import chosen_limits
from posecheck.lab.tuning.objective import Objective
from posecheck.lab.tuning.sweep import pair_values, pairs, read_clips, sweep
from posecheck.lab.tuning.tune import clips_of, poses_of, tune

SETTINGS, LIMIT_S = 10_000, 10.0


@pytest.mark.parametrize("exercise_id", ["supine-hamstring", "standing-hamstring"])
def test_ten_thousand_settings_over_all_samples_take_less_than_ten_seconds(
    samples: Path, model: Path, tmp_path_factory, exercise_id: str
) -> None:
    exercise = find_exercise(exercise_id)
    landmarks = Landmarks(model, cache=tmp_path_factory.mktemp("landmarks"))
    found = clips_of(exercise, [samples])
    for clip in found:
        poses_of(clip, landmarks)
    limits = chosen_limits(exercise, "knee-bent")

    began_s = time.perf_counter()
    clips = read_clips(exercise, [(clip, poses_of(clip, landmarks)) for clip in found])
    read_s = time.perf_counter()
    interacting = next(pairs(exercise, limits), None)
    if interacting:
        swept, values = interacting, pair_values(exercise, interacting, SETTINGS)
    else:
        swept, values = limits, np.linspace(10.0, 80.0, SETTINGS)[:, None]
    assert len(values) >= SETTINGS
    counts = sweep(exercise, clips, swept, values)
    swept_s = time.perf_counter()
    tune(exercise, clips, limits, Objective.F1)
    tuned_s = time.perf_counter()

    assert counts.hits.shape == (len(clips), len(values))
    assert len(np.unique(counts.hits + counts.false)) > 1
    frames = sum(len(clip.poses) for clip in clips)
    print(
        f"\n{exercise_id}: {len(clips)} clips, {frames} frames; read {read_s - began_s:.2f} s, "
        f"{len(values)} settings {swept_s - read_s:.2f} s, intervals and trainer {tuned_s - swept_s:.2f} s"
    )
    assert swept_s - began_s < LIMIT_S
