"""What is drawn: the marks where they are, the verdict that follows a threshold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from posecheck.exercise.catalogue import find_exercise
from posecheck.lab.evaluation.clips import find_clips
from posecheck.lab.evaluation.truth import truth_poses
from posecheck.lab.labelling.clip import ViewedClip
from posecheck.lab.labelling.judged import judge
from posecheck.lab.labelling.label_file import marks_of
from posecheck.lab.labelling.label_view import LabelView
from posecheck.lab.labelling.screen import HEIGHT_PX, STRIP_PX, WIDTH_PX
from posecheck.lab.labelling.session import LabelSession
from posecheck.lab.labelling.timeline import Lane, Line, Timeline, TimelineBand
from posecheck.lab.labelling.watch_view import WatchView
from posecheck.lab.labelling.watching import WatchSession
from posecheck.sources.stills import NoStills

RED = (0, 0, 255)


@pytest.fixture(scope="module")
def clip(samples: Path) -> ViewedClip:
    """Return a sample with its true poses and no pictures, so that no model is needed."""
    (sample,) = find_clips([samples / "supine_slr_bent_knee.mp4"])
    poses = tuple(truth_poses(sample))
    return ViewedClip(sample.video, NoStills(640, 480), poses, 640, 480, 15.0, sample.label.duration_s)


@pytest.fixture
def timeline() -> Timeline:
    return Timeline(
        width_px=800,
        height_px=200,
        times_s=[0.0, 5.0, 10.0],
        curve=np.array([0.0, 10.0, np.nan]),
        title="angle",
        lines=[Line(5.0, "good", (0, 255, 0))],
        lanes=[Lane("hold", "h"), Lane("fault", "1")],
    )


def test_a_place_on_the_strip_is_the_time_drawn_there(timeline: Timeline) -> None:
    for time_s in (0.0, 2.5, 10.0):
        assert timeline.time_at(timeline.x_of(time_s)) == pytest.approx(time_s)
    assert timeline.time_at(-50.0) == 0.0
    assert timeline.time_at(5000.0) == 10.0


def test_a_band_is_drawn_from_its_start_to_its_end_in_its_lane(timeline: Timeline) -> None:
    picture = timeline.draw([TimelineBand(1, 2.0, 4.0, RED)], 9.0)
    rows, columns = np.nonzero((picture == RED).all(axis=2))
    assert columns.min() == round(timeline.x_of(2.0))
    assert columns.max() + 1 == round(timeline.x_of(4.0))
    first = timeline.draw([TimelineBand(0, 2.0, 4.0, RED)], 9.0)
    assert np.nonzero((first == RED).all(axis=2))[0].max() < rows.min()


def test_a_clip_in_which_nothing_was_measured_is_drawn(timeline: Timeline) -> None:
    nothing = Timeline(
        width_px=800,
        height_px=200,
        times_s=[0.0],
        curve=np.array([np.nan]),
        title="",
        lines=[],
        lanes=[],
    )
    assert nothing.draw([], 0.0).shape == (200, 800, 3)


def test_a_mark_changes_the_strip_and_the_playhead_the_picture(clip: ViewedClip, samples: Path) -> None:
    exercise = find_exercise("supine-hamstring")
    view = LabelView(clip, exercise, judge(exercise, clip.poses), ("knee-bent",))
    state = LabelSession.start([pose.time_s for pose in clip.poses], ("knee-bent",))
    empty = view.draw(state)
    assert empty.shape == (HEIGHT_PX, WIDTH_PX, 3)
    label = find_clips([samples / "supine_slr_bent_knee.mp4"])[0].label
    marked = view.draw(replace(state, marks=tuple(marks_of(label))))
    assert (marked[-STRIP_PX:] != empty[-STRIP_PX:]).any()
    later = view.draw(state.seek(6.0))
    assert (later[:-STRIP_PX, :800] != empty[:-STRIP_PX, :800]).any()


def test_the_verdict_follows_a_threshold_at_once_and_comes_back(clip: ViewedClip) -> None:
    exercise = find_exercise("supine-hamstring")
    view = WatchView(clip, exercise, ("knee-bent",), hold_target_s=4.0)
    state = WatchSession.start(exercise, [pose.time_s for pose in clip.poses])
    while state.threshold.address != "supine-hamstring.knee-bent.ok":
        state = state.press("down")
    view.draw(state)
    assert "knee-bent" in {name for name, _, _ in view.now.fault_spans()}
    view.draw(state.slide_to(1.0))
    assert "knee-bent" not in {name for name, _, _ in view.now.fault_spans()}
    assert view.now.score > view.before.score
    expected = judge(state.slide_to(1.0).changed, clip.poses, hold_target_s=4.0)
    assert view.now.result == expected.result
    view.draw(state)
    assert view.now is view.before
