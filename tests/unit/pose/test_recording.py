"""Landmark recordings keep every bit, survive a crash, and say so when they are damaged."""

from __future__ import annotations

import math
import re
import signal
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from fixtures.cases import each_of
from hypothesis import given
from hypothesis import strategies as st

from posecheck.pose import LANDMARKS, PictureFacts, Pose
from posecheck.pose.recording import HEADER, RECORD, RecordingWriter, is_recording, read_recording
from posecheck.pose.silhouette import SILHOUETTE_SAMPLES
from posecheck.support.errors import InputError

DOCUMENT = Path(__file__).parents[3] / "docs" / "recording.md"


def random_pose(rng: np.random.Generator, time_s: float, *, silhouette: bool = True) -> Pose:
    """Return a pose of arbitrary bits, quiet and signalling NaN among them."""

    def bits(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return rng.integers(0, 2**32, shape, np.uint32).view(np.float32)

    return Pose(
        time_s,
        640,
        480,
        bits(LANDMARKS, 2),
        bits(LANDMARKS),
        bits(LANDMARKS, 3),
        bits(LANDMARKS),
        bits(LANDMARKS),
        bits(2, SILHOUETTE_SAMPLES) if silhouette else None,
        *(bool(rng.integers(2)) for _ in range(4)),
        PictureFacts(*(int(fact) for fact in rng.integers(0, 256, 3))) if rng.integers(2) else None,
    )


def equal_bits(a: Pose, b: Pose) -> bool:
    for field in fields(Pose):
        one, other = getattr(a, field.name), getattr(b, field.name)
        if isinstance(one, np.ndarray):
            if one.dtype != other.dtype or one.shape != other.shape or one.tobytes() != other.tobytes():
                return False
        elif one != other:
            return False
    return True


def write(path: Path, poses: list[Pose], **keywords: float) -> Path:
    with RecordingWriter(path, 640, 480, "clip.mp4", **keywords) as writer:
        for pose in poses:
            writer.write(pose)
    return path


@pytest.fixture
def poses() -> list[Pose]:
    """Return five poses, the third of nobody."""
    rng = np.random.default_rng(1)
    made = [random_pose(rng, 0.1 * number, silhouette=number != 1) for number in range(5)]
    made[2] = Pose.nobody(0.2, 640, 480, scene_cut=True)
    return made


@pytest.fixture
def path(tmp_path: Path, poses: list[Pose]) -> Path:
    """Return a recording of the five poses."""
    return write(tmp_path / "session.poses", poses)


@given(st.integers(0, 2**32 - 1))
def test_every_bit_of_a_pose_comes_back(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    rng = np.random.default_rng(seed)
    written = [random_pose(rng, float(time), silhouette=bool(rng.integers(2))) for time in range(3)]
    read = read_recording(write(tmp_path_factory.mktemp("bits") / "r", written))
    assert all(equal_bits(a, b) for a, b in zip(written, read.poses(), strict=True))


def test_frames_without_anybody_come_back_as_they_were(path: Path, poses: list[Pose]) -> None:
    back = list(read_recording(path).poses())[2]
    assert equal_bits(back, poses[2])
    assert not back.found
    assert back.scene_cut
    assert back.silhouette is None


def test_flags_are_where_the_document_has_them(tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    facts = PictureFacts(brightness=0x12, sharpness=0x34, blocks=0xFF)
    pose = replace(
        random_pose(rng, 0.0, silhouette=False),
        scene_cut=False, unmoved=False, smoothed=True, frozen=True, facts=facts,
    )  # fmt: skip
    recording = read_recording(write(tmp_path / "r", [pose]))
    assert recording.records["flags"].tolist() == [0xFF341200 | 8 | 16 | 32]


def test_a_recording_from_before_there_were_facts_is_read(tmp_path: Path) -> None:
    """Flags of the first program: 1 silhouette, 2 cut, 4 unmoved, 8 smoothed, and nothing above."""
    rng = np.random.default_rng(2)
    pose = replace(
        random_pose(rng, 0.0), scene_cut=True, unmoved=True, smoothed=True, frozen=False, facts=None
    )
    recording = read_recording(write(tmp_path / "r", [pose]))
    assert recording.records["flags"].tolist() == [15]
    assert equal_bits(next(iter(recording.poses())), pose)


def test_header_tells_size_source_and_length(path: Path, poses: list[Pose], tmp_path: Path) -> None:
    recording = read_recording(path)
    assert (recording.width_px, recording.height_px) == (640, 480)
    assert recording.source_name == "clip.mp4"
    assert recording.frame_count == 5
    assert recording.duration_s == poses[-1].time_s
    announced = read_recording(write(tmp_path / "announced", poses, duration_s=0.5))
    assert announced.duration_s == 0.5


def test_a_long_name_is_cut_between_characters(tmp_path: Path) -> None:
    with RecordingWriter(tmp_path / "r", 640, 480, "ü" * 300) as writer:
        writer.write(Pose.nobody(0.0, 640, 480))
    assert read_recording(tmp_path / "r").source_name == "ü" * 232


def test_poses_can_be_read_twice_and_do_not_change_the_file(path: Path) -> None:
    recording = read_recording(path)
    before = path.read_bytes()
    for pose in recording.poses():
        pose.image_px[:] = 0.0
    assert all(equal_bits(a, b) for a, b in zip(recording.poses(), read_recording(path).poses(), strict=True))
    assert path.read_bytes() == before


def test_a_pose_of_another_size_is_refused(tmp_path: Path) -> None:
    with (
        RecordingWriter(tmp_path / "r", 640, 480, "clip") as writer,
        pytest.raises(ValueError, match=r"expected .*640, 480.* but got .*480, 640"),
    ):
        writer.write(Pose.nobody(0.0, 480, 640))


def test_a_part_of_a_frame_at_the_end_is_dropped_with_a_note(path: Path, poses: list[Pose]) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:-1])
    recording = read_recording(path)
    assert recording.frame_count == 4
    assert "ends in the middle of a frame; the 4 whole frames" in recording.note
    assert all(equal_bits(a, b) for a, b in zip(poses, recording.poses(), strict=False))
    path.write_bytes(data)
    assert read_recording(path).note == ""


KILLED = """
import itertools, sys
from posecheck.pose import Pose
from posecheck.pose.recording import RecordingWriter
writer = RecordingWriter(sys.argv[1], 640, 480, "camera")
for number in itertools.count():
    writer.write(Pose.nobody(float(number), 640, 480))
    if number == 49:
        print("fifty", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_what_was_written_survives_a_kill(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path / "r")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"fifty\n"
        process.kill()
    assert process.returncode == -signal.SIGKILL
    recording = read_recording(tmp_path / "r")
    assert recording.frame_count >= 50
    assert [pose.time_s for pose in recording.poses()][:50] == [float(number) for number in range(50)]


LIMITED = """
import resource, signal, sys
from posecheck.support.errors import InputError
from posecheck.pose import Pose
from posecheck.pose.recording import HEADER, RECORD, RecordingWriter
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = HEADER.itemsize + 10 * RECORD.itemsize + 100
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
with RecordingWriter(sys.argv[1], 640, 480, "camera") as writer:
    try:
        for number in range(20):
            writer.write(Pose.nobody(float(number), 640, 480))
    except InputError as error:
        print(number, error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of file size")
def test_a_disk_that_takes_a_part_of_a_frame_keeps_the_frames_before_it(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LIMITED, str(tmp_path / "r")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.startswith("10 ")
    assert "cannot be written" in said
    recording = read_recording(tmp_path / "r")
    assert (recording.frame_count, recording.note) == (10, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_said_in_one_sentence() -> None:
    with pytest.raises(InputError, match=r"^The disk is full: .* free some space\.$"):
        RecordingWriter("/dev/full", 640, 480, "camera")


def test_an_unwritable_path_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        RecordingWriter(tmp_path / "missing" / "r", 640, 480, "camera")


@pytest.mark.parametrize("position", [0, 1, 4])
def test_a_damaged_frame_is_named(path: Path, position: int) -> None:
    data = bytearray(path.read_bytes())
    data[HEADER.itemsize + position * RECORD.itemsize + 300] ^= 1
    path.write_bytes(data)
    with pytest.raises(InputError, match=f"is damaged in frame {position + 1} of 5"):
        read_recording(path)


def test_times_that_do_not_increase_are_damage(tmp_path: Path, poses: list[Pose]) -> None:
    write(tmp_path / "r", [poses[0], replace(poses[1], time_s=0.0)])
    with pytest.raises(InputError, match="damaged in frame 2 of 2"):
        read_recording(tmp_path / "r")


@each_of(
    "content, sentence",
    [
        (b"", "is not a landmark recording"),
        (b"\x00" * 4000, "is not a landmark recording"),
        (b"posecheck-poses\n" + b"\x01", "breaks off before the first frame"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / "r").write_bytes(content)
    with pytest.raises(InputError, match=sentence):
        read_recording(tmp_path / "r")


@pytest.mark.parametrize(
    ("offset", "value", "sentence"),
    [(16, 2, "version 2.*update posecheck"), (24, 1000, "header makes no sense"), (28, 0, "no sense")],
)
def test_a_header_that_cannot_be_followed_is_refused(
    path: Path, offset: int, value: int, sentence: str
) -> None:
    data = bytearray(path.read_bytes())
    data[offset : offset + 4] = value.to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(InputError, match=sentence):
        read_recording(path)


def test_a_recording_without_frames_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="without a single frame"):
        read_recording(write(tmp_path / "r", []))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no file"):
        read_recording(tmp_path / "missing")
    with pytest.raises(InputError, match="cannot be read"):
        read_recording(tmp_path)


def test_recordings_are_told_from_other_files(path: Path, tmp_path: Path) -> None:
    (tmp_path / "video.mp4").write_bytes(b"\x00\x00\x00\x18ftypmp42")
    assert is_recording(path)
    assert not is_recording(tmp_path / "video.mp4")
    assert not is_recording(tmp_path / "missing")
    assert not is_recording(tmp_path)


def test_the_documented_lines_read_a_recording_with_numpy_alone(
    path: Path, poses: list[Pose], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = re.search(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    lines = found[1].splitlines()
    assert len(lines) == 5
    assert [line for line in lines if "import" in line] == ["import numpy as np"]
    monkeypatch.chdir(path.parent)
    names: dict[str, object] = {}
    exec(found[1], names)  # noqa: S102 - these very lines are what the document promises
    frames = names["frames"]
    assert isinstance(frames, np.ndarray)
    assert frames.dtype == RECORD
    assert frames["world_m"].tobytes() == b"".join(pose.world_m.tobytes() for pose in poses)
    assert capsys.readouterr().out.startswith("640 480 5 0.4")


def test_the_documented_bytes_are_those_of_the_file() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for dtype, kind in ((HEADER, "header"), (RECORD, "record")):
        table = text.split(f"| {kind} byte |")[1].split("\n\n")[0]
        documented = re.findall(r"^\| (\d+) \| [^|]+ \| `(\w+)` \|", table, re.MULTILINE)
        assert dtype.fields is not None
        assert documented == [(str(dtype.fields[name][1]), name) for name in dtype.names or ()]
    assert (HEADER.itemsize, RECORD.itemsize) == (512, 1208)


def test_unknown_length_is_the_time_of_the_last_frame(path: Path) -> None:
    assert math.isclose(read_recording(path).duration_s, 0.4)


@each_of("time_s", [math.inf, -math.inf, math.nan, 1e20, -1e20])
def test_a_time_that_no_session_has_is_damage_even_under_a_good_checksum(
    tmp_path: Path, poses: list[Pose], time_s: float
) -> None:
    changed = list(poses)
    place = 0 if time_s < 0 else -1
    changed[place] = replace(poses[place], time_s=time_s)
    frame = 1 if place == 0 else len(poses)
    with pytest.raises(InputError, match=f"damaged in frame {frame} of {len(poses)}"):
        read_recording(write(tmp_path / "r", changed))


@each_of(
    "field, value",
    [
        ("width_px", 60_000),
        ("height_px", 2**32 - 1),
        ("duration_s", math.inf),
        ("duration_s", -1.0),
        ("duration_s", 1e30),
    ],
)
def test_a_header_that_no_video_has_is_damage(
    tmp_path: Path, poses: list[Pose], field: str, value: float
) -> None:
    file = write(tmp_path / "r", poses)
    data = bytearray(file.read_bytes())
    header = np.frombuffer(data[: HEADER.itemsize], HEADER).copy()
    header[field] = value
    data[: HEADER.itemsize] = header.tobytes()
    file.write_bytes(data)
    with pytest.raises(InputError, match="its header makes no sense"):
        read_recording(file)


def test_the_header_of_an_8k_video_makes_sense(tmp_path: Path) -> None:
    with RecordingWriter(tmp_path / "r", 7680, 4320, "8k.mp4") as writer:
        writer.write(Pose.nobody(0.0, 7680, 4320))
    assert read_recording(tmp_path / "r").width_px == 7680
