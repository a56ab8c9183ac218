"""Labelling and watching for real, on a virtual display, with the keys and the mouse of a user."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest

from posecheck.lab.evaluation.clips import find_clips
from posecheck.lab.evaluation.truth import truth_poses
from posecheck.lab.labelling.clip import view_clip
from posecheck.lab.labelling.label_file import marks_of
from posecheck.lab.labelling.screen import HEIGHT_PX, STRIP_PX, WIDTH_PX
from posecheck.lab.labelling.session import GOOD, HOLD
from posecheck.lab.labelling.timeline import GROUND, GUTTER_PX, Timeline
from posecheck.lab.labels import Kind, read_label
from posecheck.pose import Side
from posecheck.pose.recording import RecordingWriter
from posecheck.profiles import parse_profile

pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a virtual display"),
    pytest.mark.skipif(
        not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool"
    ),
]
COMMAND = Path(sys.executable).with_name("posecheck")
PATIENCE_S = 60.0
CLIP = "supine_slr_bent_knee"


@pytest.fixture
def clip(samples: Path, tmp_path: Path) -> Path:
    """Return a sample without its label, with a landmark recording of its true poses beside it."""
    (sample,) = find_clips([samples / f"{CLIP}.mp4"])
    shutil.copy(sample.video, tmp_path)
    with RecordingWriter(tmp_path / f"{CLIP}.poses", 640, 480, CLIP) as writer:
        for pose in truth_poses(sample):
            writer.write(pose)
    return tmp_path / f"{CLIP}.mp4"


class Desk:
    """A user before the screen: runs the command, presses keys, clicks, and looks."""

    def __init__(self, screen: str, places: dict[str, str]) -> None:
        self._environment = places | {"DISPLAY": screen}
        self._screen = screen
        self.processes: list[subprocess.Popen[str]] = []

    def start(self, *arguments: object) -> subprocess.Popen[str]:
        """Start posecheck and wait until its window is drawn and has the keyboard."""
        process = subprocess.Popen(
            [COMMAND, *map(str, arguments)],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.processes.append(process)
        wait_until(lambda: self._is_drawn() or process.poll() is not None)
        assert process.poll() is None, process.communicate()
        self._window = self._xdotool("search", "--onlyvisible", "--name", "posecheck (label|watch)").split()[
            -1
        ]
        self._xdotool("windowfocus", "--sync", self._window)
        self._wait_until_still()
        return process

    def _is_drawn(self) -> bool:
        """Return whether the ground of the timeline is on the screen, unlike when the display is tried."""
        return bool((self._pixels()[HEIGHT_PX - 2, :40] == GROUND[::-1]).all())

    def press(self, *keys: str) -> None:
        """Press keys one after the other, and wait each time until the screen has changed."""
        for key in keys:
            before = self._wait_until_still()
            self._xdotool("key", key)
            wait_until(lambda before=before: (self._pixels() != before).any())
        self._wait_until_still()

    def click(self, x_px: float, y_px: float) -> None:
        """Click at a place in the window and wait until the screen has changed."""
        before = self._wait_until_still()
        place = (str(round(x_px)), str(round(y_px)))
        self._xdotool("mousemove", "--window", self._window, *place, "click", "1")
        wait_until(lambda: bool((self._pixels() != before).any()))

    def _wait_until_still(self) -> np.ndarray:
        seen = [self._pixels()]

        def still() -> bool:
            time.sleep(0.05)
            seen.append(self._pixels())
            return np.array_equal(seen[-1], seen[-2])

        wait_until(still)
        return seen[-1]

    def _pixels(self) -> np.ndarray:
        from PIL import ImageGrab

        return np.asarray(ImageGrab.grab(xdisplay=self._screen).convert("RGB"))

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=self._environment, check=True, capture_output=True, text=True
        )
        return done.stdout


@pytest.fixture
def desk(screen: str, places: dict[str, str]) -> Iterator[Desk]:
    made = Desk(screen, places)
    yield made
    for process in made.processes:
        if process.poll() is None:
            process.kill()
        process.communicate()


def wait_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"


@pytest.fixture
def x_of(clip: Path, samples: Path) -> Callable[[float], float]:
    """Return where a time of the clip is on the timeline."""
    times_s = [pose.time_s for pose in truth_poses(find_clips([samples / f"{CLIP}.mp4"])[0])]
    curve = np.zeros(len(times_s))
    size = {"width_px": WIDTH_PX, "height_px": STRIP_PX}
    strip = Timeline(**size, times_s=times_s, curve=curve, title="", lines=[], lanes=[])
    assert strip.x_of(times_s[0]) == GUTTER_PX
    return strip.x_of


def test_a_clip_is_labelled_with_keys_and_mouse_and_nothing_is_lost(
    desk: Desk, clip: Path, x_of: Callable[[float], float]
) -> None:
    label, part = clip.with_suffix(".toml"), clip.with_name(f"{clip.stem}.toml.part")
    on_strip = HEIGHT_PX - STRIP_PX / 2
    first = desk.start("label", clip, "--exercise", "supine-hamstring")
    desk.click(x_of(4.0), on_strip)
    desk.press("h", "3", "t")
    desk.click(x_of(8.0), on_strip)
    desk.press("h", "Right", "3", "s")
    saved = read_label(label)
    hold, fault = sorted(marks_of(saved), key=lambda mark: mark.end_s)
    assert (hold.what, hold.side) == (HOLD, Side.LEFT)
    assert (hold.start_s, hold.end_s) == pytest.approx((4.0, 8.0), abs=0.1)
    assert fault.what == "knee-bent"
    assert fault.end_s == pytest.approx(hold.end_s + 1 / 15, abs=0.01), "one frame on"
    assert (saved.kind, saved.side, saved.size) == (Kind.FAULTY, Side.LEFT, (640, 480))

    desk.press("End", "Left", "g", "Down")
    first.send_signal(signal.SIGINT)
    _, said = first.communicate(timeout=PATIENCE_S)
    assert first.returncode == 130
    assert str(part) in said
    assert [mark.what for mark in marks_of(read_label(part))].count(GOOD) == 1
    assert read_label(label) == saved

    second = desk.start("label", clip)
    desk.press("s")
    assert [mark.what for mark in marks_of(read_label(label))].count(GOOD) == 1
    assert not part.exists()
    desk._xdotool("key", "q")
    assert second.wait(timeout=PATIENCE_S) == 0


def test_a_threshold_is_changed_while_watching_and_saved_into_a_profile(
    desk: Desk, clip: Path, places: dict[str, str]
) -> None:
    process = desk.start("replay", clip, "--exercise", "supine-hamstring", "--watch")
    desk.press(*["Down"] * 6, "Right", "Right", "s")
    path = Path(places["POSECHECK_CONFIG_DIR"], "profiles", "watched.toml")
    profile = parse_profile(path.read_text(encoding="utf-8"), path)
    assert dict(profile.thresholds) == {"supine-hamstring.knee-bent.ok": 22.0}
    desk._xdotool("key", "q")
    assert process.wait(timeout=PATIENCE_S) == 0


def test_the_poses_of_a_video_are_estimated_once_with_progress(
    clip: Path, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSECHECK_CACHE_DIR", str(tmp_path / "cache"))
    clip.with_suffix(".poses").unlink()
    said: list[tuple[str, int]] = []
    with ExitStack() as opened:
        seen = [
            view_clip(
                opened,
                clip,
                lambda: model,
                mirrored=False,
                progress=lambda doing, done, _total: said.append((doing, done)),
            )
            for _ in range(2)
        ]
        assert seen[0].pictures.nearest(6.0).shape == (480, 640, 3)
    assert [len(each.poses) for each in seen] == [184, 184]
    assert sum(doing == "Looking for the body" for doing, _ in said) == 184, "the second time they are read"
    assert np.array_equal(seen[0].poses[90].image_px, seen[1].poses[90].image_px, equal_nan=True)
