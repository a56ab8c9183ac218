"""Labels of clips: every sample's is readable, and a wrong one is told in one sentence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.lab.labels import ClipView, Kind, read_label
from posecheck.pose import Side
from posecheck.support.errors import InputError

SAMPLES = Path(__file__).parents[3] / "samples"
CLIPS = sorted(SAMPLES.glob("*.mp4"))

GOOD = """
exercise = "bridge"
kind = "faulty"
view = "side"
side = "both"
fps = 15
size = [640, 480]
frames = 150
duration_s = 10.0
origin = "test"
licence = "CC0-1.0"

[[plateaus]]
start_s = 2.0
end_s = 5.0
side = "both"

[[faults]]
id = "hips-sagging"
also = ["not-there-yet"]
start_s = 2.5
end_s = 4.5
"""


def read(folder: Path, text: str):
    path = folder / "clip.toml"
    path.write_text(text)
    return read_label(path, exercises={"bridge", "march"})


def test_there_are_samples() -> None:
    assert len(CLIPS) >= 21


@each_of("clip", CLIPS, ids=lambda clip: clip.stem)
def test_every_sample_has_a_label_and_its_truth(clip: Path) -> None:
    label = read_label(clip.with_suffix(".toml"))
    truth = np.load(clip.with_suffix(".truth.npz"))
    assert label.licence == "CC0-1.0"
    assert label.frames == len(truth["time_s"])
    assert label.duration_s == pytest.approx(label.frames / label.fps, abs=0.05)


def test_a_label_is_read_in_full(tmp_path: Path) -> None:
    label = read(tmp_path, GOOD)
    assert (label.exercise, label.kind, label.view, label.side) == (
        "bridge",
        Kind.FAULTY,
        ClipView.SIDE,
        Side.BOTH,
    )
    assert label.size == (640, 480)
    assert (label.plateaus[0].start_s, label.plateaus[0].end_s) == (2.0, 5.0)
    assert (label.faults[0].id, label.faults[0].also) == ("hips-sagging", ("not-there-yet",))


@each_of(
    "old, new, said",
    [
        ('"bridge"', '"brigde"', "there is no exercise 'brigde'; did you mean 'bridge'?"),
        (
            'id = "hips-sagging"',
            'id = "hip-sagging"',
            "there is no fault 'hip-sagging'; did you mean 'hips-sagging'?",
        ),
        ('["not-there-yet"]', '["nonsense"]', "there is no fault 'nonsense'"),
        ("end_s = 5.0", "end_s = 50.0", "50 s is after the end of the clip (10 s)"),
        ("end_s = 5.0", "end_s = 1.0", "plateaus.0: end_s 1 must be after start_s 2"),
        ("start_s = 2.0", "start_s = -2.0", "plateaus.0.start_s"),
        ("start_s = 2.0", "start_s = nan", "plateaus.0.start_s"),
        ('kind = "faulty"', 'kind = "negative"', "a clip has an exercise unless its kind is negative"),
        ('exercise = "bridge"', "", "a clip has an exercise unless its kind is negative"),
        ('kind = "faulty"', 'kind = "fualty"', "kind: input should be 'correct'"),
        ("fps = 15", "", "the key 'fps' is missing"),
        ("fps = 15", "fps = 15\nrate = 15", "there is no key 'rate'"),
        ("[[plateaus]]", "[[plateaus]", "is not valid TOML"),
        (
            "[[faults]]",
            '[[plateaus]]\nstart_s = 4.0\nend_s = 6.0\nside = "both"\n[[faults]]',
            "two plateaus overlap: 2-5 s and 4-6 s",
        ),
        (
            "[[faults]]",
            '[[faults]]\nid = "hips-sagging"\nstart_s = 4.0\nend_s = 6.0\n[[faults]]',
            "two hips-sagging faults overlap: 2.5-4.5 s and 4-6 s",
        ),
    ],
)
def test_a_wrong_label_is_told_in_one_sentence(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(InputError) as caught:
        read(tmp_path, GOOD.replace(old, new, 1))
    sentence = str(caught.value)
    assert said in sentence
    assert str(tmp_path / "clip.toml") in sentence
    assert "\n" not in sentence


def test_different_faults_may_overlap(tmp_path: Path) -> None:
    more = '[[faults]]\nid = "knees-apart"\nstart_s = 2.0\nend_s = 6.0\n'
    assert len(read(tmp_path, GOOD + more).faults) == 2


def test_a_missing_label_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_label(tmp_path / "none.toml", exercises=())


def test_a_label_is_exact_unless_it_says_otherwise(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD).tolerance_s == 0.0
    assert read(tmp_path, f"tolerance_s = 0.5\n{GOOD}").tolerance_s == 0.5
    with pytest.raises(InputError, match="tolerance_s"):
        read(tmp_path, f"tolerance_s = -1\n{GOOD}")
