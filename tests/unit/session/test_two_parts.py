"""A video looked at by two processes: every frame once and in order, whatever becomes of the second one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest

from posecheck.pose import Pose
from posecheck.pose.frame import Frame
from posecheck.session import two_parts
from posecheck.session.two_parts import SHORTEST_S, observe_in_two
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
def second_half(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Let the second process find nobody from the middle on; returns who was asked to begin."""
    begun: list[object] = []

    class Half:
        def __init__(self, _recording: Path, _video: Path, _model: Path, half_s: float) -> None:
            self.half_s = half_s

        def begin(self, **_keywords: object) -> None:
            begun.append(self)

        def poses(self) -> dict[float, Pose]:
            times = np.arange(np.ceil(self.half_s), 20.0)
            return {float(time_s): Pose.nobody(float(time_s), 4, 4) for time_s in times}

        def end(self) -> None:
            begun.append("ended")

    monkeypatch.setattr(two_parts, "_SecondHalf", Half)
    return begun


def looked_at(video: Video, estimator: Estimator) -> list[tuple[Frame | None, Pose]]:
    with ExitStack() as opened:
        return list(
            observe_in_two(
                opened, video, estimator, Path("model"), rotate_deg=None, mirrored=False, silhouette=False
            )
        )


def test_each_half_is_looked_at_by_one_process_and_all_comes_in_order(second_half: list[object]) -> None:
    estimator = Estimator()
    seen = looked_at(Video(20.0, 20), estimator)
    assert [frame.time_s for frame, _ in seen if frame is not None] == [float(n) for n in range(20)]
    assert [pose.time_s for _, pose in seen] == [float(n) for n in range(20)]
    assert [pose.found for _, pose in seen] == [True] * 10 + [False] * 10
    assert estimator.shown == [float(n) for n in range(10)]
    assert second_half[-1] == "ended"


@pytest.mark.parametrize("duration_s", [SHORTEST_S - 0.1, float("nan")])
def test_a_short_video_or_one_of_unknown_length_is_looked_at_by_one_process(
    duration_s: float, second_half: list[object]
) -> None:
    estimator = Estimator()
    assert len(looked_at(Video(duration_s, 12), estimator)) == 12
    assert len(estimator.shown) == 12
    assert second_half == []


def test_what_the_second_process_did_not_find_is_looked_at_by_the_first(tmp_path: Path) -> None:
    estimator = Estimator()  # the second process finds no video at this path, and ends
    video = Video(SHORTEST_S, 12)
    video.path = tmp_path / "gone.mp4"
    assert len(looked_at(video, estimator)) == 12
    assert len(estimator.shown) == 12
