"""``posecheck live`` and ``record`` with a clip as the camera, as their user runs them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from fixtures.commands import COMMAND

from posecheck.history.store import History
from posecheck.pose.recording import read_recording
from posecheck.routines.screening_kept import OFFERED

CLIP = "supine_slr_bent_knee"
EXERCISE = "supine-hamstring"
COACH = (EXERCISE, "--no-voice", "--countdown", "0", "--hold-target", "5")

pytestmark = pytest.mark.mediapipe


def saved(folder: Path) -> list[dict]:
    (path,) = (folder / "data" / "sessions").glob("*.jsonl")
    return [json.loads(line) for line in path.read_text().splitlines()]


def wait_until(happened, process: subprocess.Popen[str]) -> None:
    """Wait for something that another process does; fail when that ends before."""
    deadline = time.monotonic() + 60
    while not happened():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_session_is_coached_summed_up_and_saved(coached) -> None:
    assert "Supine hamstring stretch" in coached.done.stdout
    assert "Push your heel to the ceiling." in coached.done.stderr
    lines = saved(coached.folder)
    assert [line["line"] for line in lines][:2] == ["session", "exercise"]
    assert lines[0]["camera"].endswith(f"{CLIP}.mp4")
    assert any(line.get("fault") == "knee-bent" for line in lines)
    result = lines[-1]["result"]
    assert result["exercise"] == EXERCISE
    assert "knee-bent" in {fault["id"] for fault in result["faults"]}
    assert len(result["holds"]) == sum(line.get("event") == "hold-ended" for line in lines)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to a whole console")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_whatever_ends_it_what_happened_is_saved(
    samples: Path, places: dict[str, str], tmp_path: Path, model: Path, number: signal.Signals, code: int
) -> None:
    process = subprocess.Popen(
        [COMMAND, "live", *COACH, "--no-window", "--camera", samples / f"{CLIP}.mp4", "--keep"],
        env=places, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    sessions = tmp_path / "data" / "sessions"
    wait_until(lambda: any("hold-started" in path.read_text() for path in sessions.glob("*.jsonl")), process)
    process.send_signal(number)
    process.communicate(timeout=60)
    assert process.returncode == code
    lines = saved(tmp_path)
    assert any(line.get("event") == "hold-started" for line in lines)
    assert (lines[-1]["line"] == "result") == (number == signal.SIGINT)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--camera", "none.mp4"], "There is no camera and no video file 'none.mp4'"),
        (["--camera", "/dev/video97"], "video97"),
        (["--camera", "text.mp4"], "text.mp4"),
    ],
)
def test_a_camera_that_is_not_there_is_told(
    posecheck, tmp_path: Path, model: Path, arguments: list[str], said: str
) -> None:
    (tmp_path / "text.mp4").write_text("no video")
    done = posecheck("live", *COACH, "--no-window", *arguments)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert said in line
    assert not (tmp_path / "data").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there a window needs a DISPLAY")
def test_without_a_screen_it_says_how_to_go_without(posecheck, samples: Path) -> None:
    done = posecheck("live", *COACH, "--camera", samples / f"{CLIP}.mp4", DISPLAY="", WAYLAND_DISPLAY="")
    assert done.returncode == 2
    assert "--no-window" in done.stderr


def test_an_unknown_exercise_is_told(posecheck) -> None:
    done = posecheck("live", "supine-hamstrin", "--no-window")
    assert done.returncode == 2
    assert "supine-hamstring" in done.stderr


@pytest.fixture
def screen() -> Iterator[str]:
    """Return the name of a virtual display."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-noreset", "-screen", "0", "1280x800x24"],
        pass_fds=[writing], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as pipe:
        number = pipe.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.mark.display
@pytest.mark.skipif(not shutil.which("Xvfb") or not shutil.which("xdotool"), reason="needs Xvfb and xdotool")
def test_the_window_shows_the_clip_and_obeys_the_keys(
    samples: Path, places: dict[str, str], tmp_path: Path, model: Path, screen: str
) -> None:
    from PIL import ImageGrab

    with History(tmp_path / "data" / "history.sqlite3") as history:
        history.set_setting(OFFERED, datetime.now().astimezone().isoformat())  # no questions before it
    environment = places | {"DISPLAY": screen}
    process = subprocess.Popen(
        [COMMAND, "live", *COACH, "--camera", samples / "standing_side_bend_correct.mp4", "--keep"],
        env=environment, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip

    def picture() -> np.ndarray:
        return np.asarray(ImageGrab.grab(xdisplay=screen).convert("L"))

    def shows_keys(seen: np.ndarray) -> bool:
        """Return whether the light keys of the help stand in a column at the left of the middle."""
        height, width = seen.shape
        column = seen[round(0.2 * height) : round(0.8 * height), round(0.06 * width) : round(0.18 * width)]
        return bool((column > 220).mean() > 0.3)

    def xdotool(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["xdotool", *words], env=environment, check=False, capture_output=True, text=True, timeout=60
        )

    def press(key: str) -> None:
        """Send a key to the window, once there is one; without a window manager it has no focus."""
        found: list[str] = []

        def is_there() -> bool:
            found[:] = xdotool("search", "--onlyvisible", "--name", "posecheck").stdout.split()
            return bool(found)

        wait_until(is_there, process)
        for words in (["windowraise", found[-1]], ["windowfocus", found[-1]], ["key", key]):
            xdotool(*words)

    def press_until(key: str, happened: Callable[[], bool]) -> None:
        """Press again what was lost: a new window's first key sometimes is."""
        while not happened():
            press(key)
            patience = time.monotonic() + 2.0
            wait_until(lambda: happened() or time.monotonic() > patience, process)  # noqa: B023 - used at once

    wait_until(lambda: len(np.unique(picture())) > 100, process)
    press_until("h", lambda: shows_keys(picture()))
    press_until("h", lambda: not shows_keys(picture()))
    sessions = tmp_path / "data" / "sessions"
    press_until("n", lambda: sum('"line": "exercise"' in line for line in _lines(sessions)) >= 2)
    press("q")
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 0, stderr
    lines = saved(tmp_path)
    assert [line["exercise"] for line in lines if line["line"] == "exercise"] == [
        EXERCISE,
        "standing-hamstring",
    ]
    assert lines[-1]["line"] == "result"


def _lines(folder: Path) -> list[str]:
    return [line for path in folder.glob("*.jsonl") for line in path.read_text().splitlines()]


# --- record -------------------------------------------------------------------------------------------


def test_a_camera_is_recorded_and_the_recording_can_be_judged(
    posecheck, samples: Path, tmp_path: Path, model: Path
) -> None:
    clip = samples / "marching_correct.mp4"
    done = posecheck("record", "out.poses", "--video", "out.mp4", "--seconds", "3", "--camera", clip)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    recording = read_recording(tmp_path / "out.poses")
    assert 2.9 < recording.poses().__next__().time_s + 3.0 < 5.0
    assert (tmp_path / "out.mp4").stat().st_size > 0
    judged = posecheck("replay", "out.poses", "--exercise", "march", "--json", "-")
    assert json.loads(judged.stdout)["frames"] == recording.frame_count


def test_recording_where_nothing_can_be_written_is_told_before_the_work(posecheck, samples: Path) -> None:
    done = posecheck("record", "none/out.poses", "--camera", samples / f"{CLIP}.mp4")
    assert done.returncode == 2
    assert "The folder none" in done.stderr


def test_a_session_is_in_the_history(coached) -> None:
    assert "Kept as session 1" in coached.done.stderr
    with History(coached.folder / "data" / "history.sqlite3") as history:
        (session,) = history.sessions()
        (exercise,) = history.exercises(session.id)
    assert (session.kind, session.status) == ("live", "done")
    assert exercise.result == saved(coached.folder)[-1]["result"]
    assert len(exercise.holds) == len(exercise.result["holds"])


def test_a_private_session_leaves_nothing_behind(
    posecheck, samples: Path, tmp_path: Path, model: Path
) -> None:
    done = posecheck("live", *COACH, "--private", "--no-window", "--camera", samples / f"{CLIP}.mp4")
    assert done.returncode == 0, done.stderr
    assert "Supine hamstring stretch" in done.stdout
    assert not (tmp_path / "data").exists()
