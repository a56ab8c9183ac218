"""docs/result.md says what the program writes, no more and no less."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.engine.events import (
    Assessment,
    Cue,
    CueKind,
    FaultEnded,
    HoldEnded,
    Phase,
    RepDone,
    ScoreParts,
    Step,
    ViewState,
)
from posecheck.engine.result import ScoreFigures, SourceInfo, as_data
from posecheck.engine.result_builder import ResultBuilder
from posecheck.exercise import Posture
from posecheck.exercise.catalogue import all_exercises
from posecheck.outputs.frames_csv import FramesCsv
from posecheck.outputs.journal import event_entry
from posecheck.pose import Pose, Side

PAGE = (Path(__file__).parents[3] / "docs" / "result.md").read_text(encoding="utf-8")
EXERCISE = all_exercises()["supine-hamstring"]
PARTS = ScoreParts(0.9, 1.0, 1.0, provisional=False)
EVENTS = (
    HoldEnded(6.0, Side.LEFT, 1.0, 6.0, 5.0, counted=True, parts=PARTS),
    RepDone(6.0, Side.LEFT, 0.0, 6.0, 1.0, 5.0, PARTS),
    FaultEnded(5.0, "knee-bent", 2, Side.LEFT, 2.0, 5.0),
    Cue(3.0, "Push your heel to the ceiling.", CueKind.FAULT, "knee-bent"),
)


def keys(heading: str) -> set[str]:
    """Return the keys in the table under `heading`."""
    section = re.split(r"^#+ ", PAGE.split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
    cells = re.findall(r"^\| (`[^|]*`) \|", section, flags=re.MULTILINE)
    return {key for cell in cells for key in re.findall(r"`([a-z_]+)`", cell)} - {"line"}


@pytest.fixture(scope="module")
def result() -> dict:
    builder = ResultBuilder(EXERCISE, SourceInfo("clip.mp4", 640, 480, 10.0))
    assessment = Assessment(
        time_s=0.0, person=True, valid=True, phase=Phase.HOLD, posture=Posture.SUPINE, view=ViewState.OK,
        view_reason="", near=Side.LEFT, working=Side.LEFT, primary=70.0, zone=(50, 90),
        measures={measure.name: 1.0 for measure in EXERCISE.measures}, states={}, form=1.0, faults=(),
        held_s=1.0, target_s=5.0, holds=0, reps=0, cue="", missing=(),
    )  # fmt: skip
    builder.add(Pose.nobody(0.0, 640, 480), Step(assessment, ()))
    return as_data(builder.finish(EVENTS))


def test_the_keys_of_the_result_are_those_of_the_page(result: dict) -> None:
    assert keys("The result") == set(result)


@each_of("name", ["source", "holds", "reps", "faults", "cues", "view"])
def test_the_keys_of_each_part_are_those_of_the_page(result: dict, name: str) -> None:
    part = result[name]
    assert keys(f"`{name}`") == set(part if name == "source" else part[0])


def test_the_keys_of_a_measure_are_those_of_the_page(result: dict) -> None:
    assert keys("`measures`") == set(result["measures"][EXERCISE.primary.measure.name])


def test_the_parts_of_the_score_are_those_of_the_page() -> None:
    assert keys("`score_parts`") == {field.name for field in fields(ScoreFigures)}


def test_the_columns_of_the_table_are_those_of_the_page(tmp_path: Path) -> None:
    FramesCsv(tmp_path / "frames.csv", EXERCISE).close()
    columns = (tmp_path / "frames.csv").read_text().strip().split(",")
    assert keys("The table of frames") == set(columns) - {measure.name for measure in EXERCISE.measures}


def test_every_kind_of_event_is_on_the_page() -> None:
    from typing import get_args

    from posecheck.engine.events import Event

    for kind in get_args(Event):
        event = object.__new__(kind)
        for field in kind.__dataclass_fields__:
            object.__setattr__(event, field, None)
        assert f"`{event_entry(event)['event']}`" in PAGE
