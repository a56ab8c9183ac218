"""``posecheck convert``: the ending says what is written, and what cannot be is said in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixtures.cases import each_of
from fixtures.movements import frames_at

from posecheck.pose.recording import RecordingWriter
from posecheck.testing.performances import steady, uneven


def recorded(path: Path, times_s: list[float]) -> Path:
    with RecordingWriter(path, 1280, 720, "constructed") as writer:
        for pose in frames_at(times_s).poses:
            writer.write(pose)
    return path


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    return recorded(tmp_path / "session.poses", steady(4.0, 15.0))


def test_a_recording_becomes_each_kind_of_file(posecheck, recording: Path, tmp_path: Path) -> None:
    pytest.importorskip("netCDF4")
    for ending, beginning in ((".trc", b"PathFileType"), (".mot", b"session.poses"), (".nc", b"\x89HDF")):
        out = tmp_path / f"out{ending}"
        done = posecheck("convert", recording, "--out", out)
        assert done.returncode == 0, done.stderr
        assert out.read_bytes().startswith(beginning)
        assert f"{out}: 60 rows, 15.00 a second" in done.stderr


def test_the_angles_of_an_exercise_can_be_asked_for(posecheck, recording: Path, tmp_path: Path) -> None:
    out = tmp_path / "judged.mot"
    done = posecheck("convert", recording, "-o", out, "-e", "supine-hamstring", "--side", "left")
    assert done.returncode == 0, done.stderr
    assert "time\tleg_raise\tknee_flexion\n" in out.read_text()


def test_gaps_in_the_angles_are_named(posecheck, recording: Path, tmp_path: Path) -> None:
    done = posecheck("convert", recording, "-o", tmp_path / "all.mot")
    assert "Not known all the time: elbow_flexion_left." in done.stderr


def test_it_is_said_when_rows_lie_between_frames(posecheck, tmp_path: Path) -> None:
    recording = recorded(tmp_path / "camera.poses", uneven(4.0, 20.0))
    done = posecheck("convert", recording, "-o", tmp_path / "camera.trc")
    assert done.returncode == 0, done.stderr
    assert "The frames are not evenly spaced" in done.stderr


@pytest.mark.mediapipe
def test_a_video_can_be_converted_too(posecheck, short_clip: Path, tmp_path: Path) -> None:
    out = tmp_path / "march.trc"
    done = posecheck("convert", short_clip, "-o", out)
    assert done.returncode == 0, done.stderr
    assert "\t33\tm\t" in out.read_text().splitlines()[2]


@each_of(
    "words, said",
    [
        (("-o", "out.csv"), "let the name end in .trc, .mot or .nc"),
        (("-o", "out.trc", "-e", "bridge"), "only a .mot file holds"),
        (("-o", "out.mot", "--side", "left"), "--side needs an exercise"),
        (("-o", "out.mot", "--pixels"), "--pixels is for .nc files only"),
        (("-o", "nowhere/out.trc"), "does not exist; create it first"),
        (("-o", "out.mot", "-e", "brdge"), "bridge"),
        (("-o", "out.trc", "--rotate", "90"), "cannot be rotated"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_sentence(
    words: tuple[str, ...], said: str, posecheck, recording: Path, tmp_path: Path
) -> None:
    done = posecheck("convert", recording, *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert not list(tmp_path.glob("out.*"))


def test_the_recording_is_not_overwritten(posecheck, recording: Path, tmp_path: Path) -> None:
    source = recording.rename(tmp_path / "session.trc")
    before = source.read_bytes()
    assert posecheck("convert", source, "-o", source).returncode == 2
    assert source.read_bytes() == before
