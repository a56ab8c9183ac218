"""A video looked at by two processes: every frame once and in order, whatever becomes of the second one."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest

from posecheck.pose import Pose
from posecheck.pose.frame import Frame
from posecheck.session import two_parts
from posecheck.session.two_parts import OVERLAP_S, PASSING_SHARE, SHORTEST_S, SecondPart, second_from_s
from posecheck.testing import LEFT_SIDE, STANDING, pose_of

PICTURE = np.zeros((4, 4, 3), np.uint8)


class Video:
    """A frame each second."""

    path = Path("clip.mp4")

    def __init__(self, duration_s: float, frames: int) -> None:
        self.duration_s = duration_s
        self._frames = frames

    def frames(self) -> Iterator[Frame]:
        for n in range(self._frames):
            yield Frame(PICTURE, float(n))


class Estimator:
    """Remembers what it was shown."""

    def __init__(self) -> None:
        self.shown: list[float] = []

    def estimate(self, frame: Frame) -> Pose:
        self.shown.append(frame.time_s)
        return pose_of(STANDING, LEFT_SIDE, time_s=frame.time_s)


@pytest.fixture
def second_process(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Let the second process find nobody in its part; returns who was asked to begin."""
    begun: list[object] = []

    class Second:
        def __init__(self, _recording: Path, _video: Path, _model: Path, from_s: float) -> None:
            self.from_s = from_s

        def begin(self, **_keywords: object) -> None:
            begun.append(self)

        def poses(self) -> dict[float, Pose]:
            times = np.arange(np.ceil(self.from_s), 20.0)
            return {float(time_s): Pose.nobody(float(time_s), 4, 4) for time_s in times}

        def end(self) -> None:
            begun.append("ended")

    monkeypatch.setattr(two_parts, "_SecondProcess", Second)
    return begun


def looked_at(video: Video, estimator: Estimator) -> list[tuple[Frame | None, Pose]]:
    with ExitStack() as opened:
        return list(
            SecondPart(
                opened, video, Path("model"), rotate_deg=None, mirrored=False, silhouette=False
            ).observe(estimator)
        )


def test_each_part_is_looked_at_by_one_process_and_all_comes_in_order(second_process: list[object]) -> None:
    estimator = Estimator()
    seen = looked_at(Video(20.0, 20), estimator)
    assert [frame.time_s for frame, _ in seen if frame is not None] == [float(n) for n in range(20)]
    assert [pose.time_s for _, pose in seen] == [float(n) for n in range(20)]
    first = [n for n in range(20) if n < second_from_s(20.0)]
    assert [pose.found for _, pose in seen] == [n in first for n in range(20)]
    assert estimator.shown == first
    assert second_process[-1] == "ended"


def test_the_second_process_begins_at_once_and_its_part_is_looked_at_later(
    second_process: list[object],
) -> None:
    with ExitStack() as opened:
        SecondPart(opened, Video(20.0, 20), Path("model"), rotate_deg=None, mirrored=False, silhouette=False)
        assert len(second_process) == 1


def test_both_processes_have_as_much_to_do() -> None:
    first_s = second_from_s(100.0)
    overlap_from_s = first_s - OVERLAP_S
    assert first_s == pytest.approx(PASSING_SHARE * overlap_from_s + 100.0 - overlap_from_s, abs=0.1)


@pytest.mark.parametrize("duration_s", [SHORTEST_S - 0.1, float("nan")])
def test_a_short_video_or_one_of_unknown_length_is_looked_at_by_one_process(
    duration_s: float, second_process: list[object]
) -> None:
    estimator = Estimator()
    assert len(looked_at(Video(duration_s, 12), estimator)) == 12
    assert len(estimator.shown) == 12
    assert second_process == []


def test_what_the_second_process_did_not_find_is_looked_at_by_the_first(tmp_path: Path) -> None:
    estimator = Estimator()  # the second process finds no video at this path, and ends
    video = Video(SHORTEST_S, 12)
    video.path = tmp_path / "gone.mp4"
    assert len(looked_at(video, estimator)) == 12
    assert len(estimator.shown) == 12


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="Windows halts nothing")
def test_a_second_process_that_was_halted_is_ended_all_the_same(tmp_path: Path) -> None:
    process = two_parts._SecondProcess(
        tmp_path / "second.poses", tmp_path / "gone.mp4", tmp_path / "model", 6.0
    )
    process.begin(rotate_deg=None, mirrored=False, silhouette=False)
    (second,) = [each for each in multiprocessing.active_children() if each.pid]
    assert second.pid is not None
    os.kill(second.pid, signal.SIGSTOP)
    process.end()
    assert not second.is_alive()


def test_a_second_process_whose_first_has_died_clears_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Dead:
        def is_alive(self) -> bool:
            return False

    monkeypatch.setattr(multiprocessing, "parent_process", Dead)
    monkeypatch.setattr(signal, "signal", lambda _number, _handler: None)
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(SystemExit):
        two_parts._record_second_part(
            folder / "second.poses", tmp_path / "gone.mp4", tmp_path / "model", 6.0, None, False, False
        )
    assert not folder.exists()
