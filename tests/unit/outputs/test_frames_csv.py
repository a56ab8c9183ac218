"""One row a frame, empty where a value is unknown."""

from __future__ import annotations

import csv
import math
from pathlib import Path

from posecheck.engine.events import Assessment, Phase, Step, ViewState
from posecheck.exercise import Posture
from posecheck.exercise.catalogue import all_exercises
from posecheck.outputs.frames_csv import FramesCsv
from posecheck.pose import Side

EXERCISE = all_exercises()["supine-hamstring"]


def step(time_s: float, form: float, measures: dict[str, float], faults: tuple[str, ...]) -> Step:
    assessment = Assessment(
        time_s=time_s, person=True, valid=True, phase=Phase.HOLD, posture=Posture.SUPINE, view=ViewState.WARN,
        view_reason="", near=Side.LEFT, working=Side.RIGHT, primary=math.nan, zone=(0, 1), measures=measures,
        states={}, form=form, faults=faults, held_s=1.25, target_s=5, holds=0, reps=0, cue="", missing=(),
    )  # fmt: skip
    return Step(assessment, ())


def test_the_table_holds_what_was_measured(tmp_path: Path) -> None:
    names = [measure.name for measure in EXERCISE.measures]
    table = FramesCsv(tmp_path / "frames.csv", EXERCISE)
    table.write(step(0.1, 0.5, {names[0]: 70.0}, ("knee-bent", "hips-lifted")))
    table.take(None, None, step(0.2, math.nan, dict.fromkeys(names, 1.5), ()))
    table.close()
    with (tmp_path / "frames.csv").open(newline="") as file:
        first, second = csv.DictReader(file)
    assert first == {
        "time_s": "0.100", "phase": "hold", "view": "warn", "near": "left", "working": "right",
        **dict.fromkeys(names, ""), names[0]: "70.000",
        "form": "0.500", "held_s": "1.250", "faults": "knee-bent hips-lifted",
    }  # fmt: skip
    assert second["form"] == ""
    assert {second[name] for name in names} == {"1.500"}


def test_the_primary_measure_is_the_first_of_the_measures(tmp_path: Path) -> None:
    FramesCsv(tmp_path / "frames.csv", EXERCISE).close()
    header = (tmp_path / "frames.csv").read_text().strip().split(",")
    assert header[5] == EXERCISE.primary.measure.name
