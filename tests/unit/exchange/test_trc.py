"""The TRC file says what the landmarks say, and OpenSim reads it so."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fixtures.movements import HIDDEN, leg_raise_motion

from posecheck.exchange.motion import MARKERS
from posecheck.exchange.trc import trc_text

MOTION = leg_raise_motion()
TEXT = trc_text(MOTION, "leg raise.trc")


def positions_in(text: str) -> np.ndarray:
    """Return ``(rows, markers, 3)`` as a small reader of the format has it; empty is NaN."""
    rows = [line.split("\t")[2:] for line in text.splitlines()[6:]]
    values = [[float(cell) if cell else np.nan for cell in row] for row in rows]
    return np.array(values).reshape(len(rows), -1, 3)


def test_the_head_says_what_is_in_it() -> None:
    first, names, numbers = (line.split("\t") for line in TEXT.splitlines()[:3])
    assert first == ["PathFileType", "4", "(X/Y/Z)", "leg raise.trc"]
    assert dict(zip(names, numbers, strict=True)) == {
        "DataRate": "15", "CameraRate": "15", "NumFrames": "75", "NumMarkers": "33", "Units": "m",
        "OrigDataRate": "15", "OrigDataStartFrame": "1", "OrigNumFrames": "75",
    }  # fmt: skip


def test_each_marker_stands_over_its_three_columns() -> None:
    names, axes, empty = (line.split("\t") for line in TEXT.splitlines()[3:6])
    assert names[:2] == ["Frame#", "Time"]
    assert names[2::3][:33] == list(MARKERS)
    assert axes[2:5] == ["X1", "Y1", "Z1"]
    assert axes[-1] == "Z33"
    assert empty == [""]


def test_rows_are_numbered_from_one_and_timed_from_zero() -> None:
    rows = [line.split("\t")[:2] for line in TEXT.splitlines()[6:]]
    assert rows[:2] == [["1", "0.000000"], ["2", "0.066667"]]
    assert rows[-1] == ["75", "4.933333"]


def test_positions_come_back_and_what_is_unknown_stays_empty() -> None:
    read = positions_in(TEXT)
    assert read.shape == (75, 33, 3)
    np.testing.assert_allclose(read, MOTION.trusted_world_m, atol=1e-4)
    assert np.isnan(read[-1, HIDDEN]).all()


def test_a_name_of_several_lines_stays_in_its_field() -> None:
    assert trc_text(MOTION, "a\tb\nc.trc").splitlines()[0].split("\t")[3] == "a b c.trc"


def test_opensim_reads_the_same(tmp_path: Path, opensim) -> None:
    path = tmp_path / "leg-raise.trc"
    path.write_text(TEXT, encoding="utf-8")
    table = opensim.TimeSeriesTableVec3(str(path))
    assert list(table.getColumnLabels()) == list(MARKERS)
    assert table.getTableMetaDataString("Units") == "m"
    assert list(table.getIndependentColumn()) == pytest.approx(MOTION.times.times_s, abs=1e-6)
    flat = table.flatten()  # which has to live as long as its matrix is read
    read = flat.getMatrix().to_numpy().reshape(75, 33, 3)
    np.testing.assert_allclose(read, MOTION.trusted_world_m, atol=1e-4)
    markers = opensim.MarkerData(str(path))
    assert (markers.getNumMarkers(), markers.getNumFrames(), markers.getDataRate()) == (33, 75, 15.0)
    assert markers.getUnits().getLabel() == "meters"
