"""How fast: ratios from one run, so that they mean the same on every machine.

Not part of the test suite: `make bench` runs it and prints the figures for docs/performance.md.
"""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import imageio_ffmpeg
import pytest
from fixtures.bare_loop import BARE_LOOP, printed_number

CLIP, EXERCISE = "standing_side_bend_correct", "side-bend"
ROUNDS = 3

#: What the command does from the first frame to the last result, without the start of the interpreter.
OURS = """
import sys, time
from contextlib import ExitStack
from pathlib import Path
from posecheck.exercise.catalogue import find_exercise
from posecheck.session.pose_input import open_material
from posecheck.cli.replay import OutputFiles
from posecheck.support.language import ENGLISH
from posecheck.outputs.console import ReplayProgress
from posecheck.outputs.result_file import ResultFile
from posecheck.engine.result import SourceInfo
from posecheck.engine.result_builder import ResultBuilder
from posecheck.session import Session, run
from posecheck.engine.trainer import Trainer
clip, model, exercise_id, result, annotated = sys.argv[1:6]
exercise = find_exercise(exercise_id)
outputs = OutputFiles(Path(result), None, Path(annotated) if annotated else None, None)
with ExitStack() as opened:
    material = open_material(
        opened, Path(clip), lambda: Path(model), rotate_deg=None, mirrored=False,
        silhouette=exercise.needs_silhouette,
    )
    source = SourceInfo(clip, material.width_px, material.height_px, material.duration_s)
    result_file = ResultFile(ResultBuilder(exercise, source), outputs.json)
    session = Session(Trainer(exercise), [result_file, *outputs.open(exercise, material, ENGLISH)])
    began_s = time.perf_counter()
    run(material.observations, session)
    spent_s = time.perf_counter() - began_s
print(spent_s / result_file.result.frames)
"""


#: A recorder writes H.264; webcams and OpenCV write MPEG-4 and MJPEG.
CODECS = {
    "h264": None,
    "mpeg4": ("-c:v", "mpeg4", "-b:v", "600k"),
    "mjpeg": ("-c:v", "mjpeg", "-q:v", "9"),
}


def copied(clip: Path, codec: str, folder: Path) -> Path:
    """Return the clip in another codec; itself when it is to stay what it is."""
    options = CODECS[codec]
    if options is None:
        return clip
    copy = folder / f"{codec}.avi"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", "-i", str(clip), "-an"]
    subprocess.run([*command, *options, str(copy)], check=True)
    return copy


@pytest.fixture(scope="module", params=CODECS)
def figures(
    request: pytest.FixtureRequest, samples: Path, model: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, float]:
    """Return the median seconds a frame of the bare loop and of ours, the runs taken in turn."""
    from posecheck.exercise.catalogue import find_exercise

    folder = tmp_path_factory.mktemp("bench")
    clip = copied(samples / f"{CLIP}.mp4", request.param, folder)
    masks = find_exercise(EXERCISE).needs_silhouette
    runs: dict[str, Callable[[], float]] = {
        "bare": lambda: printed_number(BARE_LOOP, clip, model, masks),
        "json": lambda: printed_number(OURS, clip, model, EXERCISE, folder / "out.json", ""),
        "annotate": lambda: printed_number(
            OURS, clip, model, EXERCISE, folder / "out.json", folder / "out.mp4"
        ),
    }
    spent: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, measure in runs.items():
            spent[name].append(measure())
    medians = {name: statistics.median(each) for name, each in spent.items()}
    print(f"\n{request.param}")
    for name, each_s in medians.items():
        ratio = medians["bare"] / each_s
        print(f"{name:>9}: {1000 * each_s:6.2f} ms a frame, {1 / each_s:5.1f} frames/s, {ratio:.2f} x bare")
    return medians


def test_replay_is_at_least_0_95_times_as_fast_as_a_bare_loop(figures: dict[str, float]) -> None:
    assert figures["bare"] / figures["json"] >= 0.95


def test_annotating_is_at_least_0_85_times_as_fast_as_a_bare_loop(figures: dict[str, float]) -> None:
    assert figures["bare"] / figures["annotate"] >= 0.85


def test_judging_takes_at_most_5_percent_of_the_landmarkers_time(
    samples: Path, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from posecheck.engine.trainer import Trainer
    from posecheck.estimator.landmarker import MediaPipeEstimator
    from posecheck.exercise.catalogue import all_exercises
    from posecheck.sources.video import VideoFile

    clips = {
        "supine-hamstring": "supine_slr_bent_knee", "childs-pose": "childs_pose_correct",
        "march": "marching_correct", "bird-dog": "bird_dog_correct",
    }  # fmt: skip
    shares = {}
    for exercise_id, clip in clips.items():
        exercise = all_exercises()[exercise_id]
        silhouette = exercise.needs_silhouette
        with (
            VideoFile(samples / f"{clip}.mp4") as source,
            MediaPipeEstimator(model, silhouette=silhouette) as estimator,
        ):
            frames = list(source.frames())
            began_s = time.perf_counter()
            poses = [estimator.estimate(frame) for frame in frames]
            landmarker_s = time.perf_counter() - began_s
        trainer = Trainer(exercise)
        began_s = time.perf_counter()
        for pose in poses:
            trainer.step(pose)
        trainer_s = time.perf_counter() - began_s
        shares[exercise_id] = trainer_s / landmarker_s
        with capsys.disabled():
            print(
                f"\n{exercise_id:>17}: landmarker {1000 * landmarker_s / len(frames):.2f} ms, trainer "
                f"{1000 * trainer_s / len(frames):.3f} ms a frame: {100 * shares[exercise_id]:.1f} %",
                end="",
            )
    assert max(shares.values()) <= 0.05, shares
