"""The error of every measure, as docs/accuracy has it: the largest of the sets with true poses."""

from __future__ import annotations

import json
from pathlib import Path

from posecheck.lab.tuning import measure_error as module
from posecheck.lab.tuning.measure_error import SETS, errors_of, measure_error

DOCUMENTS = Path(__file__).parents[4] / "docs" / "accuracy"


def test_what_is_shipped_is_what_was_measured_last() -> None:
    measured = [json.loads((DOCUMENTS / f"{name}.json").read_text(encoding="utf-8")) for name in SETS]
    shipped = Path(module.__file__).with_name("measure_error.json").read_text(encoding="utf-8")
    assert json.loads(shipped) == errors_of(measured), "run `make accuracy`"


def test_of_several_sets_the_worst_counts_and_what_was_never_held_has_no_error() -> None:
    def row(p95: float | None) -> dict[str, object]:
        plateaus = None if p95 is None else {"p95": p95}
        return {"summary": {"measures": [{"exercise": "e", "measure": "m", "plateaus": plateaus}]}}

    assert errors_of([row(2.0), row(5.5), row(None)]) == {"e": {"m": 5.5}}
    assert errors_of([row(None)]) == {}


def test_a_measure_that_was_not_measured_has_none() -> None:
    assert measure_error("supine-hamstring", "nothing") is None
    assert measure_error("nothing", "knee-flexion") is None
