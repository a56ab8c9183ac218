"""Where the time of ``replay --annotate`` goes: each stage alone, in seconds for a second of video.

The program's own stages, one after the other on the same frames, so that none waits for another; beside them
the bare loop, in the same run. What runs beside the landmarker in reality (decoding ahead, drawing, encoding)
shows as such in the sum: it is more than the command takes.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import pytest
from fixtures.bare_loop import BARE_LOOP, printed_number

from posecheck.engine.trainer import Trainer
from posecheck.estimator.landmarker import MediaPipeEstimator
from posecheck.exercise.catalogue import find_exercise
from posecheck.outputs import sinks
from posecheck.outputs.annotate import AnnotatedVideo, Picture
from posecheck.outputs.sinks import AnnotationSink
from posecheck.pose.frame import ImageArray
from posecheck.sources.video import VideoFile

CLIP, EXERCISE = "standing_side_bend_correct.mp4", "side-bend"
ROUNDS = 3
#: What is not the landmarker may take this share of what it takes, in all, with drawing and encoding.
LIMIT = 0.5

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processor time is read as on Unix")


class Stopwatch:
    """Seconds and processor seconds of stages, those of ffmpeg among them."""

    def __init__(self) -> None:
        self.spent: dict[str, list[float]] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add what happens meanwhile to a stage."""
        began_s, used_s = time.perf_counter(), processor_s()
        yield
        spent = self.spent.setdefault(name, [0.0, 0.0])
        spent[0] += time.perf_counter() - began_s
        spent[1] += processor_s() - used_s

    def watching(self, name: str, function: Callable[..., object]) -> Callable[..., object]:
        """Return `function`, whose time is added to a stage."""

        def watched(*arguments: object, **options: object) -> object:
            with self.stage(name):
                return function(*arguments, **options)

        return watched


def processor_s() -> float:
    """Return the processor time of this process and of all that it has waited for, in seconds."""
    each = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in each)


class Drawn:
    """In the place of the annotated video: draws at once, and keeps the pictures."""

    def __init__(self, watch: Stopwatch) -> None:
        self._watch = watch
        self.pictures: list[tuple[ImageArray, float]] = []

    def write(self, picture: Picture, time_s: float) -> None:
        """Draw a picture."""
        assert callable(picture)
        with self._watch.stage("drawing"):
            self.pictures.append((picture(), time_s))


def measured(clip: Path, model: Path, folder: Path, patch: pytest.MonkeyPatch) -> tuple[Stopwatch, float]:
    """Return what each stage took, and how long the video is in seconds."""
    watch, exercise = Stopwatch(), find_exercise(EXERCISE)
    with VideoFile(clip) as source, watch.stage("decoding"):
        frames = list(source.frames())
        size = source.width_px, source.height_px
    with watch.stage("colour conversion"):
        for frame in frames:
            cv2.cvtColor(frame.image_bgr, cv2.COLOR_BGR2RGB)
    with MediaPipeEstimator(model, silhouette=exercise.needs_silhouette) as estimator:
        patch.setattr(estimator, "_detect", watch.watching("landmarker", estimator._detect))
        with watch.stage("estimator"):
            poses = [estimator.estimate(frame) for frame in frames]
    trainer = Trainer(exercise)
    with watch.stage("rules"):
        steps = [trainer.step(pose) for pose in poses]
    drawn = Drawn(watch)
    patch.setattr(sinks, "AnnotatedVideo", lambda *_: drawn)
    sink = AnnotationSink(folder / "none.mp4", *size, exercise)
    for frame, pose, step in zip(frames, poses, steps, strict=True):
        sink.take(frame, pose, step)
    with watch.stage("encoding"), AnnotatedVideo(folder / "drawn.mp4", *size) as video:
        for picture, time_s in drawn.pictures:
            video.write(picture, time_s)
    within = [watch.spent[name] for name in ("landmarker", "colour conversion")]
    whole = watch.spent.pop("estimator")
    watch.spent["looking at the picture, outline"] = [whole[n] - within[0][n] - within[1][n] for n in (0, 1)]
    return watch, source.duration_s


def test_where_the_time_goes(samples: Path, model: Path, tmp_path: Path) -> None:
    masks = find_exercise(EXERCISE).needs_silhouette
    every: dict[str, list[list[float]]] = {}
    bare: list[float] = []
    duration_s = count_hz = 0.0
    for _ in range(ROUNDS):
        with VideoFile(samples / CLIP) as source:
            assert source.frame_count is not None
            count_hz = source.frame_count / source.duration_s
        bare.append(printed_number(BARE_LOOP, samples / CLIP, model, masks) * count_hz)
        with pytest.MonkeyPatch.context() as patch:
            watch, duration_s = measured(samples / CLIP, model, tmp_path, patch)
        for name, spent in watch.spent.items():
            every.setdefault(name, []).append([each / duration_s for each in spent])
    bare_s = statistics.median(bare)
    print(f"\n{duration_s:.1f} s of video, {count_hz:g} frames/s; seconds for a second of video")
    print("| stage | by the clock | of processors | of the bare loop |\n|---|---|---|---|")
    medians = {
        name: [statistics.median(one) for one in zip(*each, strict=True)] for name, each in every.items()
    }
    for name, (clock_s, used_s) in medians.items():
        print(f"| {name} | {clock_s:.3f} | {used_s:.3f} | {clock_s / bare_s:.1%} |")
    print(f"| bare loop | {bare_s:.3f} | | 100 % |")
    others_s = sum(used_s for name, (_, used_s) in medians.items() if name != "landmarker")
    assert others_s <= LIMIT * medians["landmarker"][1]
