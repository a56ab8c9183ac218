"""Video files of every kind, whole and broken, through the real decoder."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

import imageio_ffmpeg
import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.sources.camera import Camera
from posecheck.sources.video import PREFETCHED_FRAMES, VideoFile
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    import cv2

    from posecheck.pose.frame import ImageArray

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
#: Red, green / blue, white quarters, so that every turn and flip looks different.
QUARTERS = (
    "color=black:s=320x240:r=30:d={seconds},format=rgb24,"
    "drawbox=x=0:y=0:w=160:h=120:c=red:t=fill,drawbox=x=160:y=0:w=160:h=120:c=lime:t=fill,"
    "drawbox=x=0:y=120:w=160:h=120:c=blue:t=fill,drawbox=x=160:y=120:w=160:h=120:c=white:t=fill"
)
MOVING = "testsrc2=size=320x240:rate=30:duration=4"
Encode = Callable[..., "Path"]


@pytest.fixture(scope="module")
def encode(tmp_path_factory: pytest.TempPathFactory) -> Encode:
    """Return a function that encodes a picture source into a file of that name."""
    folder = tmp_path_factory.mktemp("videos")

    def make(name: str, source: str = MOVING, *options: str) -> Path:
        path = folder / name
        if not path.exists():
            command = [FFMPEG, "-y", "-loglevel", "error", "-f", "lavfi", "-i", source, *options, str(path)]
            subprocess.run(command, check=True)
        return path

    return make


def times(video: VideoFile) -> list[float]:
    return [frame.time_s for frame in video.frames()]


def colours(image: ImageArray) -> list[str]:
    """Return the colours of the quarters: upper left, upper right, lower left, lower right."""
    height, width = image.shape[:2]
    names = {(True, False, False): "red", (False, True, False): "green", (False, False, True): "blue"}
    spots = [(y, x) for y in (height // 4, 3 * height // 4) for x in (width // 4, 3 * width // 4)]
    return [names.get(tuple(bool(level > 128) for level in image[y, x, ::-1]), "white") for y, x in spots]


def broken(path: Path, change: Callable[[bytes], bytes]) -> Path:
    other = path.with_stem(f"{path.stem}-{len(list(path.parent.iterdir()))}")
    other.write_bytes(change(path.read_bytes()))
    return other


@each_of(
    "name, options",
    [
        ("ok.mp4", ("-pix_fmt", "yuv420p")),
        ("ok.mkv", ("-pix_fmt", "yuv420p")),
        ("ok.webm", ("-c:v", "libvpx")),
        ("ok.avi", ("-c:v", "mpeg4")),
        ("ok.ts", ("-pix_fmt", "yuv420p")),
        ("ok.mov", ("-c:v", "mjpeg", "-pix_fmt", "yuvj420p")),
    ],
)
def test_every_usual_container_plays_to_its_end(encode: Encode, name: str, options: tuple[str, ...]) -> None:
    with VideoFile(encode(name, MOVING, *options)) as video:
        assert (video.width_px, video.height_px, video.frame_count) == (320, 240, 120)
        assert video.duration_s == pytest.approx(4.0, abs=0.05)
        assert times(video) == pytest.approx([number / 30 for number in range(120)], abs=0.002)
        assert video.problem == ""


def test_times_of_a_variable_rate_are_those_of_the_file(encode: Encode) -> None:
    stretch = "setpts='if(lt(N,30),N,N*3-60)'"
    path = encode("vfr.mp4", MOVING, "-vf", stretch, "-fps_mode", "vfr", "-pix_fmt", "yuv420p")
    with VideoFile(path) as video:
        expected = [(n if n < 30 else n * 3 - 60) / 30 for n in range(120)]
        assert times(video) == pytest.approx(expected, abs=1e-4)
        assert video.problem == ""


def test_the_file_can_be_played_again(encode: Encode) -> None:
    with VideoFile(encode("ok.mp4", MOVING, "-pix_fmt", "yuv420p")) as video:
        first = [frame.image_bgr.copy() for frame in video.frames()]
        again = [frame.image_bgr.copy() for frame in video.frames()]
    assert len(first) == len(again) == 120
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))


@each_of("name", ["whole.mp4", "without_times.h264"])
def test_frames_that_are_passed_over_change_nothing_in_the_others(encode: Encode, name: str) -> None:
    with VideoFile(encode(name)) as video:
        whole = [(frame.time_s, frame.image_bgr.tobytes()) for frame in video.frames()]
        late = [(frame.time_s, frame.image_bgr.tobytes()) for frame in video.frames(2.05)]
        again = times(video)
    assert late == [each for each in whole if each[0] >= 2.05]
    assert 0 < len(late) < len(whole)
    assert again == [time_s for time_s, _ in whole]


@each_of(
    "rotate_deg, size, expected",
    [
        (None, (320, 240), ["red", "green", "blue", "white"]),
        (0, (320, 240), ["red", "green", "blue", "white"]),
        (90, (240, 320), ["blue", "red", "white", "green"]),
        (180, (320, 240), ["white", "blue", "green", "red"]),
        (270, (240, 320), ["green", "white", "red", "blue"]),
    ],
)
def test_the_picture_is_turned_clockwise(
    encode: Encode, rotate_deg: int | None, size: tuple[int, int], expected: list[str]
) -> None:
    with VideoFile(encode("quarters.mkv", QUARTERS.format(seconds=0.2)), rotate_deg=rotate_deg) as video:
        assert (video.width_px, video.height_px) == size
        pictures = [frame.image_bgr for frame in video.frames()]
    assert [colours(picture) for picture in pictures] == [expected] * 6


@each_of(
    "rotate_deg, expected",
    [(None, ["green", "white", "red", "blue"]), (0, ["red", "green", "blue", "white"])],
)
def test_rotation_metadata_is_followed_unless_a_turn_is_given(
    encode: Encode, rotate_deg: int | None, expected: list[str]
) -> None:
    flat = encode("flat.mp4", QUARTERS.format(seconds=0.2), "-pix_fmt", "yuv420p")
    turned = flat.with_name("turned.mp4")
    command = [FFMPEG, "-y", "-loglevel", "error", "-display_rotation", "90", "-i", str(flat), "-c", "copy"]
    subprocess.run([*command, str(turned)], check=True)
    with VideoFile(turned, rotate_deg=rotate_deg) as video:
        frame = next(video.frames())
        assert frame.image_bgr.shape[:2] == (video.height_px, video.width_px)
        assert colours(frame.image_bgr) == expected


def test_a_mirrored_file_is_flipped_back_after_it_was_turned(encode: Encode) -> None:
    path = encode("quarters.mkv", QUARTERS.format(seconds=0.2))
    with VideoFile(path, rotate_deg=90, mirrored=True) as video:
        assert colours(next(video.frames()).image_bgr) == ["red", "blue", "green", "white"]


def test_a_turn_by_another_angle_is_refused(encode: Encode) -> None:
    with pytest.raises(InputError, match="0, 90, 180 or 270 degrees, not by 45"):
        VideoFile(encode("quarters.mkv", QUARTERS.format(seconds=0.2)), rotate_deg=45)


@each_of("size", ["321x241", "17x9", "3840x2160"])
def test_odd_and_large_sizes_play(encode: Encode, size: str) -> None:
    source = f"testsrc=size={size}:rate=10:duration=0.5"
    with VideoFile(encode(f"{size}.mkv", source, "-c:v", "ffv1", "-pix_fmt", "bgr0")) as video:
        assert f"{video.width_px}x{video.height_px}" == size
        assert all(f.image_bgr.shape == (video.height_px, video.width_px, 3) for f in video.frames())


def test_a_name_that_looks_like_a_protocol_or_a_pattern_is_a_file(encode: Encode, tmp_path: Path) -> None:
    content = encode("ok.mp4", MOVING, "-pix_fmt", "yuv420p").read_bytes()
    for name in ("concat:a.mp4", "frame%03d.mp4", "-i.mp4", "übung 1.mp4"):
        if sys.platform == "win32" and ":" in name:
            continue
        (tmp_path / name).write_bytes(content)
        with VideoFile(tmp_path / name) as video:
            assert len(times(video)) == 120


@each_of(
    "name, options",
    [
        ("start.mp4", ("-pix_fmt", "yuv420p", "-movflags", "+faststart")),
        ("start.mkv", ("-pix_fmt", "yuv420p")),
        ("start.webm", ("-c:v", "libvpx")),
        ("start.avi", ("-c:v", "mpeg4")),
    ],
)
def test_a_truncated_file_plays_what_is_left_and_says_so(
    encode: Encode, name: str, options: tuple[str, ...]
) -> None:
    path = broken(encode(name, MOVING, *options), lambda data: data[: len(data) * 6 // 10])
    with VideoFile(path) as video:
        read = times(video)
        assert 40 < len(read) < 90
        assert video.problem.startswith(f"{path} breaks off: ")
        assert video.problem.endswith(f" s of the 4.0 s it announces could be read ({len(read)} frames).")


@each_of("name", ["start.mp4", "start.mkv", "start.avi"])
@each_of("damage", [bytes, os.urandom])
def test_a_file_damaged_in_the_middle_plays_with_increasing_times(
    encode: Encode, name: str, damage: Callable[[int], bytes]
) -> None:
    options = {
        "start.mp4": ("-pix_fmt", "yuv420p", "-movflags", "+faststart"),
        "start.avi": ("-c:v", "mpeg4"),
    }
    whole = encode(name, MOVING, *options.get(name, ("-pix_fmt", "yuv420p")))

    def change(data: bytes) -> bytes:
        middle, length = len(data) // 2, len(data) // 10
        return data[:middle] + damage(length) + data[middle + length :]

    with VideoFile(broken(whole, change)) as video:
        read = times(video)
    assert len(read) >= 55
    assert all(later > earlier for earlier, later in pairwise(read))


@each_of(
    "content, sentence",
    [
        (b"", "is empty"),
        (b"hello\n" * 500, "cannot be read as a video"),
        (bytes(100_000), "cannot be read as a video"),
        (bytes(range(256)) * 400, "cannot be read as a video"),
    ],
)
@each_of("suffix", [".mp4", ".txt", ".mkv", ""])
def test_a_file_that_is_no_video_is_refused(
    tmp_path: Path, content: bytes, sentence: str, suffix: str
) -> None:
    path = tmp_path / f"file{suffix}"
    path.write_bytes(content)
    with pytest.raises(InputError, match=sentence) as raised:
        VideoFile(path)
    assert "\n" not in str(raised.value)


def test_files_without_a_picture_are_refused(encode: Encode) -> None:
    moving = encode("start.mp4", MOVING, "-pix_fmt", "yuv420p", "-movflags", "+faststart")
    no_index = broken(
        encode("ok.mp4", MOVING, "-pix_fmt", "yuv420p"), lambda data: data[: len(data) * 9 // 10]
    )
    files = (
        encode("audio.mp4", "sine=duration=1", "-c:a", "aac"),
        encode("zero.mp4", MOVING, "-frames:v", "0", "-pix_fmt", "yuv420p"),
        broken(moving, lambda data: data[:3000]),
        no_index,
    )
    for path in files:
        with pytest.raises(InputError, match=r"damaged; (give|record)"):
            VideoFile(path)


def test_what_is_missing_or_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no file"):
        VideoFile(tmp_path / "missing.mp4")
    with pytest.raises(InputError, match="is not a file"):
        VideoFile(tmp_path)


@pytest.mark.skipif(sys.platform == "win32" or not hasattr(os, "geteuid"), reason="POSIX permissions")
def test_a_file_that_may_not_be_read_is_refused(encode: Encode, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    path = tmp_path / "secret.mp4"
    path.write_bytes(encode("ok.mp4", MOVING, "-pix_fmt", "yuv420p").read_bytes())
    path.chmod(0)
    with pytest.raises(InputError, match="cannot be opened"):
        VideoFile(path)


def test_the_decoder_says_nothing_of_its_own_about_a_broken_file(encode: Encode, tmp_path: Path) -> None:
    path = broken(encode("ok.mp4", MOVING, "-pix_fmt", "yuv420p"), lambda data: data[: len(data) // 2])
    code = (
        "import sys\nfrom posecheck.sources.video import VideoFile\n"
        "from posecheck.support.errors import InputError\n"
        "try:\n    VideoFile(sys.argv[1])\nexcept InputError:\n    print('refused')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert (done.stdout, done.stderr) == ("refused\n", "")


def decoder_threads() -> int:
    return sum(thread.name == "video decoder" for thread in threading.enumerate())


def test_the_decoder_thread_ends_with_whoever_uses_it(encode: Encode) -> None:
    path = encode("ok.mp4", MOVING, "-pix_fmt", "yuv420p")
    with VideoFile(path) as video:
        frames = video.frames()
        next(frames)
        assert decoder_threads() == 1
    assert decoder_threads() == 0
    assert list(frames) == []

    def interrupted() -> None:
        with VideoFile(path) as video:
            for _ in video.frames():
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert decoder_threads() == 0


def test_the_decoder_waits_when_nobody_takes_its_frames(
    encode: Encode, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded = []
    read = VideoFile._read

    def counting(
        video: VideoFile, capture: cv2.VideoCapture, from_s: float = 0.0
    ) -> tuple[ImageArray | None, float] | None:
        decoded.append(1)
        return read(video, capture, from_s)

    monkeypatch.setattr(VideoFile, "_read", counting)
    with VideoFile(encode("ok.mp4", MOVING, "-pix_fmt", "yuv420p")) as video:
        frames = video.frames()
        next(frames)
        assert video._thread is not None
        video._thread.join(0.5)  # time enough to decode the whole file, were the decoder allowed to
        assert video._thread.is_alive()
        # Those that wait, the one taken, and one in the decoder's hand.
        assert len(decoded) <= PREFETCHED_FRAMES + 2
        assert len(list(frames)) == 119


def test_a_video_file_is_played_as_if_it_were_a_camera(encode: Encode) -> None:
    path = encode("short.mp4", "testsrc2=size=320x240:rate=30:duration=0.5", "-pix_fmt", "yuv420p")
    with Camera(str(path)) as camera:
        assert (camera.name, camera.width_px, camera.height_px) == (str(path), 320, 240)
        assert math.isnan(camera.duration_s)
        read = [frame.time_s for frame in camera.frames()]
        assert camera.ended
    assert len(read) + camera.dropped == 15
    assert all(later > earlier for earlier, later in pairwise(read))
    assert set(np.round(np.array(read) * 30)) <= set(range(15))


def test_a_broken_video_as_camera_is_refused_like_a_file(tmp_path: Path) -> None:
    (tmp_path / "clip.mp4").write_bytes(b"no video at all")
    with pytest.raises(InputError, match="cannot be read as a video"):
        Camera(str(tmp_path / "clip.mp4"))
