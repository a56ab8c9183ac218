"""The annotated video keeps the source's time, waits for nobody, and is playable whatever happens."""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import threading
import time
from fractions import Fraction
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.outputs.annotate import AnnotatedVideo, video_rate
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from posecheck.pose.frame import ImageArray

posix = pytest.mark.skipif(sys.platform == "win32", reason="uses signals and limits of POSIX")


def _grey(value: int, width: int = 64, height: int = 48) -> ImageArray:
    return np.full((height, width, 3), value, np.uint8)


def _read(path: Path) -> list[tuple[float, float]]:
    """Return the time and the brightness of every picture of a video."""
    video = cv2.VideoCapture(str(path))
    pictures = []
    while True:
        read, image = video.read()
        if not read:
            return pictures
        pictures.append((video.get(cv2.CAP_PROP_POS_MSEC) / 1000, float(image.mean())))


@each_of(
    "gaps_s, rate",
    [
        ([1 / 30] * 9, Fraction(30)),
        ([1001 / 30000] * 9, Fraction(30000, 1001)),
        ([0.04] * 9, Fraction(25)),
        ([1 / 15, 1 / 15, 1.0, 1 / 15], Fraction(15)),
        ([1 / 17] * 3, Fraction(17)),
        ([], Fraction(30)),
        ([100.0], Fraction(1)),
    ],
)
def test_the_rate_is_the_median_of_the_source(gaps_s: list[float], rate: Fraction) -> None:
    assert video_rate(list(np.cumsum([0.0, *gaps_s]))) == rate


def test_every_picture_of_a_steady_source_is_there_once(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    with AnnotatedVideo(path, 64, 48) as video:
        for number in range(60):
            video.write(_grey(4 * number), number / 30)
    pictures = _read(path)
    assert len(pictures) == 60
    assert np.allclose([value for _, value in pictures], 4 * np.arange(60), atol=4)
    assert [each.name for each in tmp_path.iterdir()] == ["out.mp4"]


def test_a_source_of_variable_rate_stays_in_time(tmp_path: Path) -> None:
    """At any time the video shows what the source shows, within half a frame of the video."""
    path = tmp_path / "out.mp4"
    generator = np.random.default_rng(3)
    times_s = np.cumsum(generator.choice([1 / 60, 1 / 30, 1 / 30, 1 / 30, 0.1, 0.7], 80))
    times_s -= times_s[0]
    values = [40 + 50 * (number % 4) for number in range(80)]
    with AnnotatedVideo(path, 64, 48, fps=30) as video:
        for time_s, value in zip(times_s, values, strict=True):
            video.write(_grey(value), float(time_s))
    pictures = _read(path)
    half_s = 0.51 / 30
    assert pictures[-1][0] == pytest.approx(times_s[-1], abs=half_s)
    until_s = [*times_s[1:], math.inf]
    for shown_s, brightness in pictures:
        right = [
            value
            for value, start_s, end_s in zip(values, times_s, until_s, strict=True)
            if start_s - half_s <= shown_s <= end_s + half_s
        ]
        assert any(abs(brightness - value) < 6 for value in right), shown_s


def test_half_a_minute_of_a_gap_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    times_s = [0.0, 0.1, 0.2, 36_000.0, 36_000.1, 1e6]
    with AnnotatedVideo(path, 64, 48, fps=10) as video:
        for number, time_s in enumerate(times_s):
            video.write(_grey(40 * number), time_s)
    pictures = _read(path)
    assert len(pictures) == 2 + 300 + 1 + 300 + 1
    shown = [round(value / 40) for _, value in pictures]
    assert shown == [0, 1, *[2] * 300, 3, *[4] * 300, 5]


@each_of("size", [(65, 48), (64, 49), (33, 47)])
def test_an_odd_size_is_padded_to_an_even_one(size: tuple[int, int], tmp_path: Path) -> None:
    path = tmp_path / "odd.mp4"
    with AnnotatedVideo(path, *size) as video:
        video.write(_grey(200, *size), 0.0)
    read, image = cv2.VideoCapture(str(path)).read()
    assert read
    assert image.shape == (size[1] + size[1] % 2, size[0] + size[0] % 2, 3)
    assert image.min() > 190, "the padding is not black"


def test_the_video_is_made_for_browsers(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    with AnnotatedVideo(path, 64, 48) as video:
        for number in range(5):
            video.write(_grey(100), number / 30)
    content = path.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat"), "the index comes first"
    assert b"avc1" in content
    assert b"moof" not in content, "not fragmented, every player can seek"


def test_colours_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    image = np.zeros((48, 64, 3), np.uint8)
    image[:, :32] = (56, 64, 240)
    image[:, 32:] = (150, 214, 64)
    with AnnotatedVideo(path, 64, 48) as video:
        video.write(image, 0.0)
    _, read = cv2.VideoCapture(str(path)).read()
    assert np.allclose(read[24, 10], (56, 64, 240), atol=12)
    assert np.allclose(read[24, 50], (150, 214, 64), atol=12)


def test_a_picture_can_be_drawn_in_the_writers_thread(tmp_path: Path) -> None:
    threads = []

    def draw() -> ImageArray:
        threads.append(threading.get_ident())
        return _grey(180)

    with AnnotatedVideo(tmp_path / "out.mp4", 64, 48) as video:
        video.write(draw, 0.0)
    assert threads[0] != threading.get_ident()
    assert _read(tmp_path / "out.mp4")[0][1] == pytest.approx(180, abs=3)


def test_what_goes_wrong_while_drawing_is_not_swallowed(tmp_path: Path) -> None:
    def draw() -> ImageArray:
        raise ZeroDivisionError

    video = AnnotatedVideo(tmp_path / "out.mp4", 64, 48)
    video.write(draw, 0.0)
    with pytest.raises(ZeroDivisionError):
        video.close()
    video.close()


def test_a_picture_of_another_size_is_refused(tmp_path: Path) -> None:
    with (
        pytest.raises(ValueError, match="expected a picture of 64x48, but got 48x64"),
        AnnotatedVideo(tmp_path / "out.mp4", 64, 48) as video,
    ):
        video.write(_grey(1, 48, 64), 0.0)


def test_no_picture_leaves_no_file(tmp_path: Path) -> None:
    with AnnotatedVideo(tmp_path / "out.mp4", 64, 48):
        pass
    assert list(tmp_path.iterdir()) == []


@each_of("name", ["missing/out.mp4", ".", "out.avi", "out"])
def test_a_place_that_cannot_hold_the_video_is_told_before_the_work(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        AnnotatedVideo(tmp_path / name, 64, 48)
    assert list(tmp_path.iterdir()) == []


def test_an_older_video_stays_until_the_new_one_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    path.write_bytes(b"old")
    with AnnotatedVideo(path, 64, 48, fps=30) as video:
        for number in range(30):
            video.write(_grey(100), number / 30)
        assert path.read_bytes() == b"old"
    assert len(_read(path)) == 30


@posix
def test_an_encoder_that_dies_is_one_sentence_told_once(tmp_path: Path) -> None:
    broken = tmp_path / "ffmpeg"
    broken.write_text("#!/bin/sh\necho 'out.mp4: No space left on device' >&2\nexit 1\n")
    broken.chmod(0o755)
    video = AnnotatedVideo(tmp_path / "out.mp4", 64, 48, fps=30, ffmpeg=str(broken))

    def write_many() -> None:
        for number in range(10_000):
            video.write(_grey(number % 256), number / 30)

    with pytest.raises(InputError, match=r"could not be written \(No space left on device\)"):
        write_many()
    video.write(_grey(1), 400.0)
    video.close()


_FULL_DISK = """
import resource, sys
from pathlib import Path
import numpy as np
from posecheck.support.errors import InputError
from posecheck.outputs.annotate import AnnotatedVideo
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
noise = np.random.default_rng(0)
try:
    with AnnotatedVideo(Path(sys.argv[1]), 320, 240, fps=30) as video:
        for number in range(600):
            video.write(noise.integers(0, 255, (240, 320, 3), np.uint8), number / 30)
except InputError as error:
    print(error)
"""


@posix
def test_what_was_written_before_the_disk_was_full_plays(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    done = subprocess.run(
        [sys.executable, "-c", _FULL_DISK, str(path)], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.startswith("The annotated video could not be written")
    assert str(path) in done.stdout
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""
    assert len(_read(path)) > 0


_KILLED = """
import os, signal, sys
from pathlib import Path
import numpy as np
from posecheck.outputs.annotate import AnnotatedVideo
video = AnnotatedVideo(Path(sys.argv[1]), 64, 48, fps=30)
for number in range(200):
    video.write(np.full((48, 64, 3), number, np.uint8), number / 30)
os.kill(os.getpid(), signal.SIGKILL)
"""


@posix
def test_a_killed_program_leaves_a_video_that_plays(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    done = subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=False, timeout=120)
    assert done.returncode == -signal.SIGKILL
    part = tmp_path / "out.part.mp4"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (part.exists() and len(_read(part)) > 100):
        os.sched_yield()
    assert len(_read(part)) > 100


def test_ctrl_c_in_the_terminal_does_not_reach_the_encoder(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("process groups of POSIX")
    with AnnotatedVideo(tmp_path / "out.mp4", 64, 48, fps=30) as video:
        for number in range(30):
            video.write(_grey(100), number / 30)
        encoder = video._encoder
        while encoder is None:
            encoder = video._encoder
        assert os.getpgid(encoder.pid) != os.getpgid(0)
