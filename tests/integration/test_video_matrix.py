"""One stretch in many files: whatever the container, codec, shape, orientation and times, one verdict."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg
import pytest
from fixtures.cases import each_of

from posecheck.engine.result import SourceInfo
from posecheck.engine.result_builder import ResultBuilder
from posecheck.engine.trainer import Trainer
from posecheck.exercise.catalogue import find_exercise
from posecheck.session.pose_input import open_video

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
#: From lying flat until the leg is down again, in seconds of the sample.
BEGIN_S, LENGTH_S = 2.0, 9.0
#: As few pictures and as small ones as still show the fault.
RATE_HZ, WIDTH_PX, HEIGHT_PX = 10, 320, 240
WITHIN_S = 0.3

CODECS = {
    "h264": ("-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-pix_fmt", "yuv420p"),
    "hevc": ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none"),
    "mpeg4": ("-c:v", "mpeg4", "-q:v", "2"),
    "mjpeg": ("-c:v", "mjpeg", "-q:v", "2", "-pix_fmt", "yuvj420p"),
    "vp8": ("-c:v", "libvpx", "-b:v", "2M", "-deadline", "realtime"),
    "vp9": ("-c:v", "libvpx-vp9", "-crf", "20", "-b:v", "0", "-deadline", "realtime", "-cpu-used", "8"),
    "ffv1": ("-c:v", "ffv1"),
    "flv1": ("-c:v", "flv1", "-q:v", "2"),
    "theora": ("-c:v", "libtheora", "-q:v", "9"),
    "wmv2": ("-c:v", "wmv2", "-q:v", "2"),
}
#: Filters that store the picture in another shape, which is displayed as it was.
SHAPES = {
    "plain": "null",
    "odd": "scale=322:242",
    "narrow": "scale=240:240,setsar=4/3",
    "wide": "scale=426:240,setsar=320/426",
}
#: How the picture is stored, and what the container says of that. Degrees are counter-clockwise.
TURNS = {
    "upright": ("null", ()),
    "90": ("transpose=clock", ("-display_rotation", "90")),
    "180": ("hflip,vflip", ("-display_rotation", "180")),
    "270": ("transpose=cclock", ("-display_rotation", "270")),
    "mirrored": ("hflip", ("-display_hflip",)),
    "upside down": ("vflip", ("-display_vflip",)),
    "mirrored 90": ("hflip,transpose=clock", ("-display_rotation", "90", "-display_hflip")),
    "mirrored 270": ("hflip,transpose=cclock", ("-display_rotation", "270", "-display_hflip")),
}
#: Every fourth picture is missing in the variable one.
VARIABLE = ("-vf", "select='mod(n,4)'", "-fps_mode", "vfr")
TIMES = {
    "from 0": (),
    "from 100 s": ("-output_ts_offset", "100"),
    "variable": VARIABLE,
    "240 a second": ("-vf", "fps=240"),
}
#: Each row has another container or codec; every pair of shape, turn and times that can occur is in some row.
ROWS = [
    ("mp4", "h264", "narrow", "mirrored 90", "from 100 s"),
    ("mp4", "hevc", "odd", "180", "variable"),
    ("mp4", "mpeg4", "wide", "90", "from 0"),
    ("mov", "mjpeg", "odd", "mirrored", "from 100 s"),
    ("mov", "h264", "plain", "270", "240 a second"),
    ("mkv", "h264", "wide", "upside down", "from 100 s"),
    ("mkv", "ffv1", "plain", "mirrored 270", "variable"),
    ("mkv", "vp9", "narrow", "90", "variable"),
    ("webm", "vp8", "odd", "upright", "from 100 s"),
    ("avi", "mpeg4", "narrow", "upright", "from 0"),
    ("ts", "h264", "wide", "upright", "variable"),
    ("flv", "flv1", "odd", "upright", "from 0"),
    ("ogv", "theora", "narrow", "upright", "from 100 s"),
    ("wmv", "wmv2", "plain", "upright", "from 0"),
]


@dataclass(frozen=True)
class Verdict:
    """What is compared."""

    hold_s: tuple[float, float]
    faults: set[str]
    note: str
    size: tuple[int, int]


Judge = Callable[[Path], Verdict]


def run(*arguments: str | Path) -> None:
    subprocess.run([FFMPEG, "-y", "-loglevel", "error", *arguments], check=True)


@pytest.fixture(scope="module")
def judge(model: Path) -> Judge:
    """Return a function that judges a video."""
    exercise = find_exercise("supine-hamstring")

    def verdict(path: Path) -> Verdict:
        with ExitStack() as opened:
            material = open_video(
                opened, path, lambda: model, rotate_deg=None, mirrored=False, silhouette=True
            )
            trainer = Trainer(exercise, hold_target_s=3.0)
            size = material.width_px, material.height_px
            builder = ResultBuilder(exercise, SourceInfo(str(path), *size, material.duration_s))
            for _, pose in material.observations:
                builder.add(pose, trainer.step(pose))
            result = builder.finish(trainer.finish())
            assert result.source.duration_s == pytest.approx(LENGTH_S, abs=0.25)
            (hold,) = result.holds
            faults = {fault.id for fault in result.faults}
            return Verdict((hold.start_s, hold.end_s), faults, material.note(), size)

    return verdict


@pytest.fixture(scope="module")
def base(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the stretch that every row encodes, without loss."""
    path = tmp_path_factory.mktemp("matrix") / "base.mkv"
    sample = samples / "supine_slr_bent_knee.mp4"
    small = f"fps={RATE_HZ},scale={WIDTH_PX}:{HEIGHT_PX}"
    cut = ("-ss", f"{BEGIN_S}", "-t", f"{LENGTH_S}")
    run(*cut, "-i", sample, "-vf", small, "-c:v", "ffv1", path)
    return path


@pytest.fixture(scope="module")
def expected(judge: Judge, base: Path) -> Verdict:
    """Return the verdict on that stretch."""
    found = judge(base)
    assert found.note == ""
    assert "knee-bent" in found.faults
    start_s, end_s = found.hold_s
    assert end_s - start_s > 4.0
    return found


@pytest.mark.parametrize(("container", "codec", "shape", "turn", "times"), ROWS)
def test_the_verdict_is_that_of_the_original(
    judge: Judge,
    base: Path,
    expected: Verdict,
    tmp_path: Path,
    container: str,
    codec: str,
    shape: str,
    turn: str,
    times: str,
) -> None:
    stored, said = TURNS[turn]
    shifts = TIMES[times]
    first = shifts[1] if "-vf" in shifts else "null"
    timing = shifts if "-vf" not in shifts else shifts[2:]
    encoded = tmp_path / f"encoded.{container}"
    # transpose turns the shape of the pixels as well
    filters = f"{first},{SHAPES[shape]},{stored}"
    run("-i", base, "-vf", filters, *CODECS[codec], *timing, encoded)
    path = encoded
    if said:
        path = tmp_path / f"said.{container}"
        run(*said, "-i", encoded, "-c", "copy", *(timing if times == "from 100 s" else ()), path)
    found = judge(path)
    assert found.hold_s == pytest.approx(expected.hold_s, abs=WITHIN_S)
    assert found.faults == expected.faults
    assert found.note == (
        f"{path} has 240 frames a second; about 30 a second were looked at." if "240" in times else ""
    )
    width, height = found.size
    assert width / height == pytest.approx(WIDTH_PX / HEIGHT_PX, rel=0.012)


@each_of("container, codec", [("h264", "h264"), ("mjpeg", "mjpeg")])
def test_a_stream_without_times_says_what_is_assumed(
    base: Path, tmp_path: Path, model: Path, container: str, codec: str
) -> None:
    path = tmp_path / f"raw.{container}"
    run("-t", "1", "-i", base, *CODECS[codec], path)
    with ExitStack() as opened:
        material = open_video(opened, path, lambda: model, rotate_deg=None, mirrored=False, silhouette=True)
        assert len(list(material.observations)) == RATE_HZ
        assert "25 frames a second are assumed" in material.note()
