"""A camera that stopped is told from a person who keeps still, a slide show, and pictures stored twice."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.estimator.freezing import FROZEN_S, Freezing
from posecheck.estimator.scene import SceneCuts
from posecheck.pose.frame import ImageArray
from posecheck.sources.video import VideoFile

RNG = np.random.default_rng(5)


def photo(seed: int) -> ImageArray:
    """Return a picture of some room."""
    rng = np.random.default_rng(seed)
    image = np.full((120, 160, 3), 90, np.uint8)
    for _ in range(12):
        top, left = int(rng.integers(0, 100)), int(rng.integers(0, 130))
        image[top : top + 30, left : left + 40] = rng.integers(0, 255, 3)
    return image


def live(room: ImageArray, count: int) -> Iterator[ImageArray]:
    """Yield pictures of a room as a camera gives them: with the noise of the sensor."""
    for _ in range(count):
        yield np.clip(room + RNG.normal(0.0, 2.0, room.shape), 0, 255).astype(np.uint8)


def still(picture: ImageArray, count: int) -> Iterator[ImageArray]:
    """Yield copies, as a decoder does."""
    for _ in range(count):
        yield picture.copy()


def frozen(pictures: Iterable[ImageArray], per_s: float = 15.0) -> list[bool]:
    freezing, cuts = Freezing(), SceneCuts()
    return [freezing.look(each, n / per_s, cut=cuts.is_cut(each)) for n, each in enumerate(pictures)]


@each_of("per_s", [8.0, 15.0, 30.0, 60.0])
def test_a_camera_that_stops_is_seen_after_2_seconds_and_until_it_goes_on(per_s: float) -> None:
    room = photo(1)
    before = list(live(room, round(4 * per_s)))
    seen = frozen([*before, *still(before[-1], round(5 * per_s)), *live(room, 10)], per_s)
    assert seen.index(True) / per_s == pytest.approx(4.0 + FROZEN_S, abs=0.2)
    assert all(seen[seen.index(True) : -10])
    assert not any(seen[-10:])


def test_a_camera_that_stops_twice_is_seen_twice() -> None:
    room = photo(1)
    once = list(live(room, 60))
    again = list(live(room, 10))
    seen = frozen([*once, *still(once[-1], 60), *again, *still(again[-1], 60)])
    assert seen[100]
    assert not any(seen[120:150])
    assert seen[-1]


def test_one_different_pixel_is_a_new_picture() -> None:
    pictures = list(still(photo(1), 90))
    for n, picture in enumerate(pictures):
        picture[7, 9, 1] = n
    assert not any(frozen([*live(photo(1), 60), *pictures]))


def test_a_short_stop_is_none() -> None:
    room = photo(1)
    before = list(live(room, 60))
    assert not any(frozen([*before, *still(before[-1], 29), *live(room, 30)]))


def test_a_slide_show_is_none() -> None:
    assert not any(frozen([each for seed in range(6) for each in still(photo(seed), 60)]))


def test_a_slide_show_with_pictures_that_fade_into_each_other_is_none() -> None:
    shown: list[ImageArray] = []
    for seed in range(5):
        a, b = photo(seed).astype(float), photo(seed + 1).astype(float)
        shown += still(photo(seed), 60)
        shown += [(a + (b - a) * n / 25).astype(np.uint8) for n in range(1, 25)]
    assert not any(frozen(shown))


def test_a_photo_in_an_edited_video_is_none() -> None:
    assert not any(frozen([*live(photo(1), 90), *still(photo(2), 90), *live(photo(1), 90)]))


def test_a_photo_that_is_faded_in_is_none() -> None:
    a, b = photo(1).astype(float), photo(2).astype(float)
    fade = [(a + (b - a) * n / 15).astype(np.uint8) for n in range(15)]
    assert not any(frozen([*live(photo(1), 90), *fade, *still(photo(2), 90)]))


def test_15_pictures_a_second_stored_as_30_are_none() -> None:
    pictures = [each for picture in live(photo(1), 60) for each in (picture, picture.copy())]
    assert not any(frozen([*pictures, *still(pictures[-1], 90)], 30.0))


def test_a_still_picture_from_the_start_is_none() -> None:
    assert not any(frozen(still(photo(1), 200)))


def test_a_size_that_changes_is_a_new_picture() -> None:
    assert not any(frozen([photo(1), photo(1)[:60], photo(1)]))


@each_of("codec", [("-c:v", "mjpeg", "-q:v", "5"), ("-c:v", "libx264", "-crf", "18")])
def test_a_real_file_whose_last_picture_stays(tmp_path: Path, codec: tuple[str, ...]) -> None:
    """Noise for 4 s, then the last picture of it for 4 s, stored as a webcam's recorder would."""
    path = tmp_path / "stops.mkv"
    source = (
        "testsrc2=size=320x240:rate=15:duration=4,noise=alls=12:allf=t,tpad=stop_mode=clone:stop_duration=4"
    )
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-f", "lavfi", "-i", source, *codec]
    subprocess.run([*command, str(path)], check=True)
    with VideoFile(path) as video:
        freezing, cuts = Freezing(), SceneCuts()
        seen = {
            frame.time_s: freezing.look(frame.image_bgr, frame.time_s, cut=cuts.is_cut(frame.image_bgr))
            for frame in video.frames()
        }
    began_s = min((time_s for time_s, stands in seen.items() if stands), default=np.inf)
    assert 5.9 < began_s < 7.5  # H.264 takes some pictures to write down the last detail of the noise
    assert all(stands for time_s, stands in seen.items() if time_s >= began_s)
