"""The MOT file says what the angles say, and OpenSim reads it so."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from fixtures.movements import frames_at

from posecheck.exchange.angles import joint_angles, judged_angles
from posecheck.exchange.mot import mot_text
from posecheck.exercise.catalogue import find_exercise
from posecheck.testing.performances import steady

FRAMES = frames_at(steady(5.0, 15.0))
ANGLES = joint_angles(FRAMES)
TEXT = mot_text(ANGLES)


def test_the_head_says_that_these_are_degrees_and_how_many() -> None:
    head = TEXT.partition("endheader\n")[0].splitlines()
    assert head[0] == "session.poses"
    assert {"version=1", "nRows=75", f"nColumns={len(ANGLES.columns) + 1}", "inDegrees=yes"} <= set(head)


def test_the_angles_come_back_with_their_names_and_times() -> None:
    names, *rows = TEXT.partition("endheader\n")[2].splitlines()
    assert names.split("\t") == ["time", *ANGLES.columns]
    read = np.array([[float(cell) for cell in row.split("\t")] for row in rows])
    np.testing.assert_allclose(read[:, 0], ANGLES.times.times_s, atol=1e-6)
    np.testing.assert_allclose(read[:, 1:], ANGLES.values_deg, atol=1e-3)
    assert np.isnan(read).any()


def test_opensim_reads_the_same(tmp_path: Path, opensim) -> None:
    path = tmp_path / "leg-raise.mot"
    path.write_text(TEXT, encoding="utf-8")
    table = opensim.TimeSeriesTable(str(path))
    assert tuple(table.getColumnLabels()) == ANGLES.columns
    assert table.getTableMetaDataString("inDegrees") == "yes"
    np.testing.assert_allclose(table.getMatrix().to_numpy(), ANGLES.values_deg, atol=1e-3)


def test_the_older_reader_of_opensim_takes_a_file_without_gaps(tmp_path: Path, opensim) -> None:
    path = tmp_path / "judged.mot"
    judged = judged_angles(FRAMES, find_exercise("supine-hamstring"), None)
    assert judged.gaps == ()
    path.write_text(mot_text(judged), encoding="utf-8")
    storage = opensim.Storage(str(path))
    assert (storage.getSize(), storage.isInDegrees()) == (75, True)
