"""What `replay` reads: looked at once, judged from its beginning."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from posecheck.pose import Pose
from posecheck.pose.frame import Frame
from posecheck.session.pose_input import Material
from posecheck.testing import LEFT_SIDE, STANDING, pose_of

PICTURE = np.zeros((4, 4, 3), np.uint8)


def material(estimated: list[float], opened: list[int]) -> Material:
    def observations() -> Iterator[tuple[Frame, Pose]]:
        for n in range(6):
            estimated.append(n / 2)
            yield Frame(PICTURE, n / 2), pose_of(STANDING, LEFT_SIDE, time_s=n / 2)

    def pictures() -> Iterator[Frame]:
        opened.append(1)
        yield from (Frame(PICTURE, n / 2) for n in range(6))

    return Material(Path("clip.mp4"), 4, 4, 3.0, 6, observations(), lambda: "", pictures)


def test_what_was_looked_at_is_judged_from_its_beginning_and_estimated_once() -> None:
    estimated: list[float] = []
    opened: list[int] = []
    whole = material(estimated, opened)
    looked_at = whole.looked_at(1.0)
    assert [pose.time_s for pose in looked_at] == [0.0, 0.5, 1.0]
    again = list(whole.from_the_beginning(looked_at, with_pictures=True).observations)
    assert [pose.time_s for _, pose in again] == [0.0, 0.5, 1.0, 1.5, 2.0, 2.5]
    assert [frame.time_s for frame, _ in again if frame is not None] == [0.0, 0.5, 1.0, 1.5, 2.0, 2.5]
    assert estimated == [0.0, 0.5, 1.0, 1.5, 2.0, 2.5]
    assert opened == [1]


def test_pictures_that_nobody_draws_on_are_not_read_again() -> None:
    opened: list[int] = []
    whole = material([], opened)
    again = list(whole.from_the_beginning(whole.looked_at(1.0), with_pictures=False).observations)
    assert [frame is None for frame, _ in again] == [True, True, True, False, False, False]
    assert opened == []
