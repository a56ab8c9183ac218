"""Any picture of a clip at once."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from posecheck.pose.frame import Frame
from posecheck.sources.stills import NoStills, Stills


def grey(time_s: float, level: int, height_px: int = 40) -> Frame:
    return Frame(time_s=time_s, image_bgr=np.full((height_px, 60, 3), level, np.uint8))


def test_the_picture_nearest_in_time_is_shown_and_the_ends_beyond_them() -> None:
    levels = {0.0: 10, 0.1: 90, 0.3: 200}
    with Stills() as stills:
        assert list(stills.keep(grey(*each) for each in levels.items())) == list(levels)
        assert stills.times_s == list(levels)
        shown = [stills.nearest(time_s).mean() for time_s in (-5.0, 0.04, 0.06, 0.19, 0.21, 9.0)]
    assert shown == pytest.approx([10, 10, 90, 90, 200, 200], abs=2)
    assert all(before <= after for before, after in pairwise(shown))


def test_a_high_picture_is_made_low_and_a_low_one_stays() -> None:
    with Stills(height_px=30) as stills:
        list(stills.keep([grey(0.0, 50, height_px=60), grey(1.0, 50, height_px=20)]))
        assert stills.nearest(0.0).shape == (30, 30, 3)
        assert stills.nearest(1.0).shape == (20, 60, 3)


def test_a_recording_without_pictures_shows_a_dark_one_of_its_shape() -> None:
    picture = NoStills(3000, 1440).nearest(1.0)
    assert picture.shape == (720, 1500, 3)
    assert picture.max() < 60
