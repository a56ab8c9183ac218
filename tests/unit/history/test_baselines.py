"""The comfortable range is measured once a side and asked for again later."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from posecheck.engine.trainer import Trainer
from posecheck.exercise.catalogue import find_exercise
from posecheck.history.baselines import THANKS, BaselineSink, baselines_of
from posecheck.history.records import BaselineRecord
from posecheck.pose import Side
from posecheck.testing import perform


class Kept:
    """A store in memory."""

    def __init__(self) -> None:
        self.records: list[BaselineRecord] = []

    def add_baseline(self, baseline: BaselineRecord) -> None:
        self.records.insert(0, baseline)

    def baselines(self, exercise: str | None = None) -> list[BaselineRecord]:
        return [record for record in self.records if exercise in (None, record.exercise)]


def measured(name: str) -> tuple[Kept, list[str]]:
    exercise, kept, told = find_exercise(name), Kept(), list[str]()
    trainer, sink = Trainer(exercise, hold_target_s=4.0), BaselineSink(exercise, kept, told.append)
    for pose in perform(name, fps=15.0):
        sink.take(None, pose, trainer.step(pose))
    sink.close(trainer.finish())
    return kept, told


def test_the_held_leg_raise_becomes_the_comfortable_range() -> None:
    kept, told = measured("supine-hamstring")
    (record,) = kept.records
    assert (record.measure, record.unit) == ("leg-raise", "deg")
    assert 55.0 < record.value < 100.0
    assert told == [THANKS]
    own = baselines_of(find_exercise("supine-hamstring"), kept)
    assert own == {Side(record.side): pytest.approx(record.value)}


def test_nothing_held_measures_nothing() -> None:
    exercise, kept = find_exercise("supine-hamstring"), Kept()
    sink, trainer = BaselineSink(exercise, kept, print), Trainer(exercise)
    for pose in list(perform("supine-hamstring", fps=15.0))[:20]:
        sink.take(None, pose, trainer.step(pose))
    sink.close(trainer.finish())
    assert kept.records == []


def test_the_newest_value_of_each_side_counts() -> None:
    kept = Kept()
    for day, side, value in ((1, "left", 60.0), (2, "left", 70.0), (1, "right", 50.0)):
        told = datetime(2026, 1, day, tzinfo=UTC)
        kept.add_baseline(BaselineRecord("supine-hamstring", side, "leg-raise", value, "deg", told))
    kept.records.sort(key=lambda record: record.taken_at, reverse=True)
    assert baselines_of(find_exercise("supine-hamstring"), kept) == {Side.LEFT: 70.0, Side.RIGHT: 50.0}


def test_an_exercise_without_a_leading_measure_has_none() -> None:
    assert baselines_of(find_exercise("breathing"), Kept()) == {}
