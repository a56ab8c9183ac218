"""Clips are found in both layouts, and what is wrong with one is told in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.lab.evaluation.clips import find_clips, read_folder_label, view_of
from posecheck.lab.labels import ClipView, Kind
from posecheck.pose import Side
from posecheck.support.errors import InputError

LABEL = {
    "clip": "a_bridge",
    "exercise": "bridge",
    "kind": "faulty",
    "shows": "bridge",
    "subject": "p1",
    "light": "day",
    "fps": 15,
    "size": [640, 480],
    "frames": 150,
    "duration_s": 10.0,
    "camera": {"yaw_deg": -97, "height_m": 1, "distance_m": 2, "hfov_deg": 60, "mirrored": True},
    "plateaus": [{"start_s": 2.0, "end_s": 5.0, "side": "both"}],
    "reps": [],
    "faults": [{"id": "hips-sagging", "also": ["not-there-yet"], "start_s": 1.5, "end_s": 5.5}],
}
TOML = """
exercise = "bridge"
kind = "correct"
view = "side"
fps = 15
size = [640, 480]
frames = 150
duration_s = 10.0
origin = "test"
licence = "CC0-1.0"
"""


def folder_clip(root: Path, name: str, label: dict = LABEL, *, truth: bool = True) -> Path:
    home = root / name
    home.mkdir(parents=True)
    (home / "clip.mp4").touch()
    (home / "label.json").write_text(json.dumps(label))
    if truth:
        (home / "truth.npz").touch()
    return home


def file_clip(root: Path, name: str, *, suffix: str = ".mp4") -> Path:
    root.mkdir(parents=True, exist_ok=True)
    (root / f"{name}.toml").write_text(TOML)
    video = root / f"{name}{suffix}"
    video.touch()
    return video


def test_both_layouts_are_found_below_a_folder(tmp_path: Path) -> None:
    folder_clip(tmp_path / "set", "second")
    file_clip(tmp_path, "first", suffix=".MOV")
    (tmp_path / "holiday.mp4").touch()
    found = find_clips([tmp_path])
    assert [clip.name for clip in found] == ["first", "second"]
    assert found[0].truth is None
    assert found[1].truth == tmp_path / "set" / "second" / "truth.npz"


def test_a_labelled_recording_is_a_clip(tmp_path: Path) -> None:
    recording = file_clip(tmp_path, "a", suffix=".poses")
    (tmp_path / "unlabelled.poses").touch()
    (clip,) = find_clips([tmp_path])
    assert (clip.name, clip.video, clip.recorded, clip.truth) == ("a", recording, True, None)


def test_a_recording_of_a_video_is_no_further_clip(tmp_path: Path) -> None:
    recording = file_clip(tmp_path, "a", suffix=".poses")
    video = file_clip(tmp_path, "a")
    other = file_clip(tmp_path / "elsewhere", "a", suffix=".poses")
    assert {clip.video for clip in find_clips([tmp_path])} == {video, other}
    assert {clip.video for clip in find_clips([tmp_path / "a.poses", video])} == {video}
    assert [clip.video for clip in find_clips([recording])] == [recording]


def test_a_recording_may_have_its_truth_beside_it(tmp_path: Path) -> None:
    file_clip(tmp_path, "a", suffix=".poses")
    (tmp_path / "a.truth.npz").touch()
    assert find_clips([tmp_path])[0].truth == tmp_path / "a.truth.npz"


def test_a_recording_without_a_label_is_told(tmp_path: Path) -> None:
    (tmp_path / "bare.poses").touch()
    with pytest.raises(InputError, match=r"bare\.poses has no label; write bare\.toml beside it"):
        find_clips([tmp_path / "bare.poses"])


def test_a_clip_named_twice_is_taken_once(tmp_path: Path) -> None:
    video = file_clip(tmp_path, "clip_a")
    assert len(find_clips([video, tmp_path, video])) == 1


def test_clips_of_the_same_name_are_told_apart_by_their_folder(tmp_path: Path) -> None:
    folder_clip(tmp_path / "one", "bridge_ok")
    folder_clip(tmp_path / "two", "bridge_ok")
    assert [clip.name for clip in find_clips([tmp_path])] == ["one/bridge_ok", "two/bridge_ok"]


def test_a_file_without_a_label_is_told(tmp_path: Path) -> None:
    (tmp_path / "bare.mp4").touch()
    with pytest.raises(InputError, match=r"bare\.mp4 has no label; write bare\.toml beside it"):
        find_clips([tmp_path / "bare.mp4"])


def test_a_folder_without_clips_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no labelled clip"):
        find_clips([tmp_path])


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no file or folder .*nowhere"):
        find_clips([tmp_path / "nowhere"])


def test_the_folder_label_says_what_the_toml_label_says(tmp_path: Path) -> None:
    label = read_folder_label(folder_clip(tmp_path, "a") / "label.json")
    assert (label.exercise, label.kind, label.view, label.side) == (
        "bridge", Kind.FAULTY, ClipView.SIDE, Side.BOTH,
    )  # fmt: skip
    assert label.camera is not None
    assert label.camera.mirrored
    assert label.faults[0].also == ("not-there-yet",)


@each_of("sides, side", [(["left"], Side.LEFT), (["left", "right"], Side.BOTH), (["cat", "cow"], Side.BOTH)])
def test_the_side_of_a_folder_label_follows_from_its_plateaus(
    tmp_path: Path, sides: list[str], side: Side
) -> None:
    plateaus = [{"start_s": 2.0 * n, "end_s": 2.0 * n + 1, "side": each} for n, each in enumerate(sides)]
    home = folder_clip(tmp_path, "a", LABEL | {"plateaus": plateaus, "faults": []})
    assert read_folder_label(home / "label.json").side is side


def test_a_folder_label_may_tell_how_exact_it_is(tmp_path: Path) -> None:
    assert read_folder_label(folder_clip(tmp_path, "a") / "label.json").tolerance_s == 0.0
    by_eye = folder_clip(tmp_path, "b", LABEL | {"tolerance_s": 0.5})
    assert read_folder_label(by_eye / "label.json").tolerance_s == 0.5


def test_steps_of_a_folder_label_keep_their_time_and_side(tmp_path: Path) -> None:
    reps = [{"t": 1.5, "side": "left"}, {"t": 2.5, "side": "right"}]
    content = LABEL | {"exercise": "march", "plateaus": [], "faults": [], "reps": reps}
    label = read_folder_label(folder_clip(tmp_path, "a", content) / "label.json")
    assert [(rep.time_s, rep.side) for rep in label.reps] == [(1.5, Side.LEFT), (2.5, Side.RIGHT)]


@each_of(
    "change, words",
    [
        ({"exercise": "bridges"}, "no exercise 'bridges'"),
        ({"camera": None}, "not a label.json"),
        ({"duration_s": 3.0}, "after the end of the clip"),
        ({"kind": "perfect"}, "kind"),
    ],
)
def test_a_wrong_folder_label_is_told(tmp_path: Path, change: dict, words: str) -> None:
    home = folder_clip(tmp_path, "a", LABEL | change)
    with pytest.raises(InputError, match=words):
        read_folder_label(home / "label.json")


def test_a_folder_label_that_is_no_json_is_told(tmp_path: Path) -> None:
    (tmp_path / "label.json").write_text("{")
    with pytest.raises(InputError, match=r"label\.json"):
        read_folder_label(tmp_path / "label.json")


@each_of(
    "yaw_deg, view",
    [
        (0, ClipView.FRONT), (-17, ClipView.FRONT), (350, ClipView.FRONT), (90, ClipView.SIDE),
        (-101, ClipView.SIDE), (62, ClipView.SIDE), (45, ClipView.OBLIQUE), (-140, ClipView.OBLIQUE),
        (180, ClipView.BACK), (-175, ClipView.BACK),
    ],
)  # fmt: skip
def test_the_view_follows_from_the_yaw(yaw_deg: float, view: ClipView) -> None:
    assert view_of(yaw_deg) is view
