"""Whether a picture that a browser sent is judged as the camera's own.

Every sample is judged twice (``python tests/benchmarks/browser_pictures.py``), once with each frame as a JPEG
of the quality that `capture.js` asks for. Prints what differs and, at the end, how much.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from posecheck.engine.result import Result, SourceInfo
from posecheck.engine.result_builder import ResultBuilder
from posecheck.engine.trainer import Trainer
from posecheck.estimator.landmarker import MediaPipeEstimator
from posecheck.estimator.model import model_path
from posecheck.exercise.catalogue import find_exercise
from posecheck.lab.labels import read_label
from posecheck.outputs.result_file import ResultFile
from posecheck.pose.frame import Frame
from posecheck.session import Session, run
from posecheck.sources.video import VideoFile

SAMPLES = Path(__file__).parents[2] / "samples"
#: Of `capture.js`, of 100.
QUALITY = 95


def sent(frames: Iterator[Frame]) -> Iterator[Frame]:
    """Yield frames as a browser sends them."""
    for frame in frames:
        jpeg = cv2.imencode(".jpg", frame.image_bgr, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1]
        yield replace(frame, image_bgr=np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR), np.uint8))


def judged(clip: Path, exercise_id: str, *, browser: bool) -> Result:
    """Return the result of a clip."""
    exercise = find_exercise(exercise_id)
    with ExitStack() as opened:
        video = opened.enter_context(VideoFile(str(clip)))
        estimator = opened.enter_context(
            MediaPipeEstimator(model_path(), silhouette=exercise.needs_silhouette)
        )
        source = SourceInfo(str(clip), video.width_px, video.height_px, video.duration_s)
        result_file = ResultFile(ResultBuilder(exercise, source))
        frames = sent(video.frames()) if browser else video.frames()
        run(((each, estimator.estimate(each)) for each in frames), Session(Trainer(exercise), [result_file]))
    assert result_file.result is not None
    return result_file.result


def main() -> None:
    """Judge all of them."""
    same = others = 0
    furthest_s = 0.0
    for path in sorted(SAMPLES.glob("*.toml")):
        label = read_label(path)
        if label.exercise is None:
            continue
        alone, browser = (
            judged(path.with_suffix(".mp4"), label.exercise, browser=each) for each in (False, True)
        )
        counts = [(len(each.holds), len(each.reps)) for each in (alone, browser)]
        faults = [sorted({fault.id for fault in each.faults}) for each in (alone, browser)]
        apart_s = [
            max(abs(a.start_s - b.start_s), abs(a.end_s - b.end_s))
            for one, other in ((alone.holds, browser.holds), (alone.reps, browser.reps))
            for a, b in zip(one, other, strict=False)
        ]
        furthest_s = max([furthest_s, *(apart_s if counts[0] == counts[1] else [])])
        if counts[0] == counts[1] and faults[0] == faults[1]:
            same += 1
        else:
            others += 1
            print(path.stem, counts, faults)
    print(f"same counts and faults: {same} of {same + others}; ends at most {furthest_s:.2f} s apart")


if __name__ == "__main__":
    sys.exit(main())
