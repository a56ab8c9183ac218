"""What a file says of its pictures is done: shape, orientation, length, speed; and what it must not do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.sources.video import VideoFile
from posecheck.support.errors import InputError

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
#: Red, green / blue, white quarters, so that every turn and flip looks different.
QUARTERS = (
    "color=black:s=160x120:r=10:d=0.3,format=rgb24,"
    "drawbox=x=0:y=0:w=80:h=60:c=red:t=fill,drawbox=x=80:y=0:w=80:h=60:c=lime:t=fill,"
    "drawbox=x=0:y=60:w=80:h=60:c=blue:t=fill,drawbox=x=80:y=60:w=80:h=60:c=white:t=fill"
)
UPRIGHT = ["red", "green", "blue", "white"]
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-bf", "0", "-pix_fmt", "yuv420p")
#: What undoes a display rotation by so many degrees, counter-clockwise.
UNDONE = {0: "null", 90: "transpose=clock", 180: "hflip,vflip", 270: "transpose=cclock"}
Ffmpeg = Callable[..., Path]


@pytest.fixture(scope="module")
def ffmpeg(tmp_path_factory: pytest.TempPathFactory) -> Ffmpeg:
    """Return a function that runs ffmpeg with arguments, the last of which names the file it makes."""
    folder = tmp_path_factory.mktemp("shapes")

    def run(*arguments: str | Path) -> Path:
        *options, name = arguments
        path = folder / name
        if not path.exists():
            subprocess.run([FFMPEG, "-y", "-loglevel", "error", *options, path], check=True)
        return path

    return run


def colours(image: np.ndarray) -> list[str]:
    """Return the colours of the quarters: upper left, upper right, lower left, lower right."""
    height, width = image.shape[:2]
    names = {(True, False, False): "red", (False, True, False): "green", (False, False, True): "blue"}
    spots = [(y, x) for y in (height // 4, 3 * height // 4) for x in (width // 4, 3 * width // 4)]
    return [names.get(tuple(bool(level > 128) for level in image[y, x, ::-1]), "white") for y, x in spots]


@each_of("suffix", ["mp4", "mov", "mkv"])
@each_of("mirrored", [(), ("-display_hflip",)])
@each_of("degrees", UNDONE)
def test_rotation_and_mirroring_are_as_the_file_says(
    ffmpeg: Ffmpeg, degrees: int, mirrored: tuple[str, ...], suffix: str
) -> None:
    undone = f"{'hflip,' if mirrored else ''}{UNDONE[degrees]}"
    name = f"{degrees}{len(mirrored)}"
    stored = ffmpeg("-f", "lavfi", "-i", f"{QUARTERS},{undone}", *H264, f"stored{name}.mp4")
    said = ("-display_rotation", str(degrees), *mirrored)
    path = ffmpeg(*said, "-i", stored, "-c", "copy", f"said{name}.{suffix}")
    with VideoFile(path) as video:
        pictures = [frame.image_bgr for frame in video.frames()]
        assert (video.width_px, video.height_px) == (160, 120)
    assert [colours(picture) for picture in pictures] == [UPRIGHT] * 3


def test_an_orientation_within_the_pictures_is_followed_too(ffmpeg: Ffmpeg) -> None:
    stored = ffmpeg("-f", "lavfi", "-i", f"{QUARTERS},transpose=clock", *H264, "stored900.mp4")
    inside = "h264_metadata=display_orientation=insert:rotate=90"
    path = ffmpeg("-i", stored, "-c", "copy", "-bsf:v", inside, "inside.mp4")
    with VideoFile(path) as video:
        assert colours(next(video.frames()).image_bgr) == UPRIGHT


@each_of("suffix", ["mp4", "mkv", "avi"])
def test_pixels_that_are_not_square_are_made_so(ffmpeg: Ffmpeg, suffix: str) -> None:
    codec = ("-c:v", "mpeg4") if suffix == "avi" else H264
    path = ffmpeg("-f", "lavfi", "-i", f"{QUARTERS},scale=90:72,setsar=64/45", *codec, f"narrow.{suffix}")
    with VideoFile(path) as video:
        assert (video.width_px, video.height_px) == (128, 72)
        assert [frame.image_bgr.shape for frame in video.frames()] == [(72, 128, 3)] * 3


def test_pixels_are_made_square_before_the_picture_is_turned(ffmpeg: Ffmpeg) -> None:
    narrow = ffmpeg("-f", "lavfi", "-i", f"{QUARTERS},scale=90:72,setsar=64/45", *H264, "narrow.mp4")
    path = ffmpeg("-display_rotation", "90", "-i", narrow, "-c", "copy", "narrow90.mp4")
    with VideoFile(path) as video:
        assert (video.width_px, video.height_px) == (72, 128)


@each_of("suffix", ["ts", "mkv", "mp4", "h264"])
def test_a_change_of_shape_on_the_way_stretches_nothing_and_is_said(
    ffmpeg: Ffmpeg, suffix: str, tmp_path: Path
) -> None:
    circle = "color=black:s={0}:r=10:d=0.5,format=gray,geq=lum='255*lt(hypot(X-W/2,Y-H/2),H/4)'"
    parts = [
        ffmpeg("-f", "lavfi", "-i", circle.format(size), *H264,
               "-output_ts_offset", str(number / 2), f"{size}.ts")
        for number, size in enumerate(("160x120", "120x120", "80x60", "60x80"))
    ]  # fmt: skip
    path = tmp_path / "changes.ts"
    path.write_bytes(b"".join(part.read_bytes() for part in parts))
    if suffix == "h264":
        streams = [ffmpeg("-i", part, "-c", "copy", f"{part.stem}.h264") for part in parts]
        path = tmp_path / "changes.h264"
        path.write_bytes(b"".join(stream.read_bytes() for stream in streams))
    elif suffix != "ts":
        path = ffmpeg("-i", path, "-c", "copy", f"changes.{suffix}")
    reshaped, circles = [], []
    with VideoFile(path) as video:
        for number, frame in enumerate(video.frames()):
            assert frame.image_bgr.shape == (120, 160, 3)
            bright = frame.image_bgr[:, :, 0] > 128
            circles.append((np.ptp(np.flatnonzero(bright.any(0))), np.ptp(np.flatnonzero(bright.any(1)))))
            if frame.reshaped:
                reshaped.append(number)
    assert len(circles) == 20
    for width, height in circles:
        assert width == pytest.approx(height, abs=3)
        assert width > 30
    # 80x60 is as 160x120, so that it is a change of the square before it
    assert reshaped == [5, 10, 15]


@each_of("suffix, codec", [("mp4", H264), ("mkv", ("-c:v", "png"))])
def test_a_picture_beyond_the_limit_is_refused_before_it_is_held(
    ffmpeg: Ffmpeg, suffix: str, codec: tuple[str, ...]
) -> None:
    resource = pytest.importorskip("resource")
    grey = ("-f", "lavfi", "-i", "color=gray:s=9000x9000:r=5:d=0.2")
    path = ffmpeg(*grey, *codec, f"huge.{suffix}")
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(InputError, match="pictures of 9000x9000 pixels, more than 4096x4096; make a small"):
        VideoFile(path)
    # one picture of it has 240 MB
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb < 100_000


def test_pictures_that_grow_beyond_the_limit_end_the_film(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    small = ffmpeg("-f", "lavfi", "-i", "testsrc2=s=160x120:r=10:d=9", *H264, "long.ts")
    grey = ("-f", "lavfi", "-i", "color=gray:s=6000x4000:r=10:d=0.2")
    large = ffmpeg(*grey, *H264, "-output_ts_offset", "9", "large.ts")
    path = tmp_path / "grows.ts"
    path.write_bytes(small.read_bytes() + large.read_bytes())
    seen: list[float] = []
    with (
        VideoFile(path) as video,
        pytest.raises(InputError, match=r"pictures of 60\d\dx4000 pixels"),  # to whole blocks
    ):
        seen.extend(frame.time_s for frame in video.frames())
    assert 0 < len(seen) <= 90


@each_of(
    "text",
    [
        "ffconcat version 1.0\nfile small.mp4\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nsmall.ts\n#EXT-X-ENDLIST\n",
        "<?xml version='1.0'?><MPD xmlns='urn:mpeg:dash:schema:mpd:2011' type='static'><Period/></MPD>",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n",
    ],
)
@each_of("suffix", ["mp4", "m3u8", "mpd", "sdp", "ffconcat"])
def test_a_list_of_other_files_opens_none_of_them(
    ffmpeg: Ffmpeg, tmp_path: Path, text: str, suffix: str
) -> None:
    for name in ("small.ts", "small.mp4"):
        made = ffmpeg("-f", "lavfi", "-i", "color=gray:s=160x120:r=10:d=0.5", *H264, name)
        (tmp_path / name).write_bytes(made.read_bytes())
    path = tmp_path / f"list.{suffix}"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="only names other files; give the video itself"):
        VideoFile(path)


def test_a_pattern_of_pictures_is_not_read(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    picture = ffmpeg(
        "-f", "lavfi", "-i", "color=gray:s=160x120:d=0.1", "-frames:v", "1", "one.png"
    ).read_bytes()
    (tmp_path / "1.png").write_bytes(picture)
    (tmp_path / "%d.png").write_bytes(picture)
    with pytest.raises(InputError, match="cannot be read as a video"):
        VideoFile(tmp_path / "%d.png")


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
@each_of("name", [b"\xff\xfe.mp4", b"x" * 251 + b".mp4", b"-i.mp4", b"%d\xe9.mp4"])
def test_a_name_may_be_whatever_the_system_allows(ffmpeg: Ffmpeg, tmp_path: Path, name: bytes) -> None:
    content = ffmpeg("-f", "lavfi", "-i", QUARTERS, *H264, "quarters.mp4").read_bytes()
    path = tmp_path / os.fsdecode(name)
    path.write_bytes(content)
    with VideoFile(path) as video:
        assert len(list(video.frames())) == 3
        assert len(list(video.frames())) == 3
        video.name.encode()


@each_of("suffix", ["mp4", "mkv", "ts", "mov", "nut", "webm"])
def test_a_film_that_starts_late_is_no_longer_for_it(ffmpeg: Ffmpeg, suffix: str) -> None:
    codec = ("-c:v", "libvpx") if suffix == "webm" else H264
    moving = "testsrc2=size=160x120:rate=10:duration=3"
    path = ffmpeg("-f", "lavfi", "-i", moving, *codec, "-output_ts_offset", "100", f"late.{suffix}")
    with VideoFile(path) as video:
        assert video.duration_s == pytest.approx(3.0, abs=0.11)
        assert video.frame_count == pytest.approx(30, abs=1)
        times = [frame.time_s for frame in video.frames()]
        assert times == pytest.approx([n / 10 for n in range(30)], abs=0.002)
        assert video.note == ""


@each_of("suffix", ["mp4", "mov", "mkv"])
def test_a_lossless_trim_breaks_off_nowhere(ffmpeg: Ffmpeg, suffix: str) -> None:
    moving = "testsrc2=size=160x120:rate=10:duration=4"
    sound = ("-f", "lavfi", "-i", "sine=duration=6")
    whole = ffmpeg(*sound, "-f", "lavfi", "-i", moving, *H264, "-g", "20", "-c:a", "aac", f"sound.{suffix}")
    path = ffmpeg("-ss", "2.5", "-i", whole, "-c", "copy", "-map", "0", f"trimmed.{suffix}")
    with VideoFile(path) as video:
        number = len(list(video.frames()))
        assert number >= 15
        assert video.duration_s == pytest.approx(number / 10, abs=0.6)
        assert video.note == ""


@each_of("suffix, codec", [("h264", H264), ("mjpeg", ("-c:v", "mjpeg"))])
def test_a_speed_that_is_assumed_is_said(ffmpeg: Ffmpeg, suffix: str, codec: tuple[str, ...]) -> None:
    path = ffmpeg("-f", "lavfi", "-i", QUARTERS, *codec, f"raw.{suffix}")
    with VideoFile(path) as video:
        assert len(list(video.frames())) == 3
        assert video.note == (
            f"{path} does not say how fast it is; 25 frames a second are assumed, so times and speeds "
            "may be wrong."
        )


def test_of_a_fast_film_enough_is_looked_at_and_that_is_said(ffmpeg: Ffmpeg) -> None:
    path = ffmpeg("-f", "lavfi", "-i", "testsrc2=size=160x120:rate=240:duration=1", *H264, "fast.mp4")
    with VideoFile(path) as video:
        times = [frame.time_s for frame in video.frames()]
        assert times == pytest.approx([n / 30 for n in range(30)], abs=1e-6)
        assert video.frame_count == 30
        assert video.note == f"{path} has 240 frames a second; about 30 a second were looked at."


def test_no_process_outlives_whoever_looks_at_the_first_picture(ffmpeg: Ffmpeg) -> None:
    path = ffmpeg("-f", "lavfi", "-i", "testsrc2=size=160x120:rate=240:duration=1", *H264, "fast.mp4")
    with VideoFile(path) as video:
        next(video.frames())
        changes = video._changes
        assert changes is not None
    assert changes._process is not None
    assert changes._process.poll() is not None
