"""``posecheck replay``: what it prints, what it writes, and what it keeps when it cannot go on."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from fixtures.cases import each_of
from fixtures.commands import COMMAND, run_command

from posecheck.exercise.catalogue import fault_meaning
from posecheck.history.store import History
from posecheck.pose.recording import RECORD, read_recording

CLIP, EXERCISE, FRAMES = "supine_slr_bent_knee", "supine-hamstring", 184
JUDGE = ("--exercise", EXERCISE, "--hold-target", "5")


@dataclass(frozen=True)
class Replayed:
    """A replay with every output there is."""

    stdout: str
    stderr: str
    result: dict
    folder: Path


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory, samples: Path, model: Path) -> Replayed:
    folder = tmp_path_factory.mktemp("replayed")
    done = run_command(
            "replay", samples / f"{CLIP}.mp4", *JUDGE, "--json", folder / "result.json", "--frames",
            folder / "frames.csv", "--annotate", folder / "judged.mp4", "--record", folder / "clip.poses",
        environment=os.environ | {"POSECHECK_CONFIG_DIR": str(folder), "COLUMNS": "200"}, folder=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return Replayed(done.stdout, done.stderr, json.loads((folder / "result.json").read_text()), folder)


def test_the_verdict_is_printed(replayed: Replayed) -> None:
    assert "Supine hamstring stretch" in replayed.stdout
    for fault in replayed.result["faults"]:
        assert fault_meaning(fault["id"]) in replayed.stdout
        assert fault["id"] not in replayed.stdout
    for cue in replayed.result["cues"][:3]:
        assert cue["text"] in replayed.stdout


def test_it_says_where_everything_is(replayed: Replayed) -> None:
    for name in ("result.json", "frames.csv", "judged.mp4", "clip.poses"):
        assert str(replayed.folder / name) in replayed.stderr
        assert (replayed.folder / name).stat().st_size > 0


def test_the_faulty_clip_is_found_faulty(replayed: Replayed) -> None:
    assert "knee-bent" in {fault["id"] for fault in replayed.result["faults"]}
    assert any(cue["fault"] == "knee-bent" for cue in replayed.result["cues"])


def test_the_table_has_one_row_a_frame(replayed: Replayed) -> None:
    with (replayed.folder / "frames.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == replayed.result["frames"] == FRAMES
    times = [float(row["time_s"]) for row in rows]
    assert times == sorted(times)
    assert {row["phase"] for row in rows} >= {"setup", "hold"}
    assert any("knee-bent" in row["faults"] for row in rows)
    assert set(replayed.result["measures"]) <= set(rows[0])


def test_the_recording_has_every_frame_and_its_outline(replayed: Replayed) -> None:
    recording = read_recording(replayed.folder / "clip.poses")
    assert recording.frame_count == FRAMES
    assert all(pose.silhouette is not None for pose in recording.poses() if pose.found)


def test_the_annotated_video_shows_every_frame(replayed: Replayed) -> None:
    import cv2

    video = cv2.VideoCapture(str(replayed.folder / "judged.mp4"))
    shown = sum(1 for _ in iter(lambda: video.read()[0], False))
    video.release()
    assert shown == FRAMES


def without_path(result: dict) -> dict:
    return {**result, "source": {**result["source"], "path": ""}}


@each_of("source", ["video", "recording"])
def test_replaying_again_gives_the_same_bytes(
    replayed: Replayed, samples: Path, posecheck, source: str
) -> None:
    path = samples / f"{CLIP}.mp4" if source == "video" else replayed.folder / "clip.poses"
    done = posecheck("replay", path, *JUDGE, "--json", "-")
    assert done.returncode == 0
    assert json.dumps(without_path(json.loads(done.stdout))) == json.dumps(without_path(replayed.result))
    if source == "video":
        assert done.stdout == (replayed.folder / "result.json").read_text()


def test_json_on_standard_output_is_nothing_but_json(replayed: Replayed, posecheck) -> None:
    done = posecheck("replay", replayed.folder / "clip.poses", *JUDGE, "--json", "-")
    assert json.loads(done.stdout)["schema"] == 1
    assert done.stderr == ""


def test_a_recording_can_be_annotated_without_pictures(replayed: Replayed, posecheck, tmp_path: Path) -> None:
    done = posecheck("replay", replayed.folder / "clip.poses", *JUDGE, "--annotate", "skeleton.mp4")
    assert done.returncode == 0
    assert (tmp_path / "skeleton.mp4").stat().st_size > 0


def test_a_mirrored_recording_changes_the_side(replayed: Replayed, posecheck) -> None:
    done = posecheck("replay", replayed.folder / "clip.poses", *JUDGE, "--mirrored", "--json", "-")
    sides = {"left", "right"}
    assert {json.loads(done.stdout)["side"], replayed.result["side"]} == sides


# --- what cannot be done ------------------------------------------------------------------------------


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """Return the sentence on standard error of a command that ended because of its user's input."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("Error: ")
    assert line.endswith((".", "?"))
    return line.removeprefix("Error: ")


def truncated(clip: Path) -> bytes:
    return clip.read_bytes()[:4000]


BAD_FILES: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "empty.mp4": (lambda _clip: b"", "is empty"),
    "text.mp4": (lambda _clip: b"this is not a video\n" * 99, "video"),
    "truncated.mp4": (truncated, "incomplete or damaged"),
    "header.mp4": (lambda _clip: b"\0\0\0\x18ftypisom\0\0\2\0isomiso2", "damaged"),
    "noise.mp4": (lambda _clip: bytes(range(256)) * 64, "video"),
    "broken.poses": (lambda _clip: b"posecheck-poses\n" + bytes(100), "breaks off"),
}


@each_of("name", BAD_FILES)
def test_a_file_that_is_no_video_is_told(posecheck, samples: Path, tmp_path: Path, name: str) -> None:
    make, said = BAD_FILES[name]
    (tmp_path / name).write_bytes(make(samples / f"{CLIP}.mp4"))
    sentence = one_sentence(posecheck("replay", tmp_path / name, *JUDGE, "--json", tmp_path / "out.json"))
    assert name in sentence
    assert said in sentence
    assert not (tmp_path / "out.json").exists()


@each_of(
    "arguments, said",
    [
        (["none.mp4", *JUDGE], "There is no file none.mp4"),
        ([".", *JUDGE], "not a file"),
        (["CLIP", "--exercise", "supine-hamstrings"], "supine-hamstring"),
        (["CLIP", *JUDGE, "--json", "none/out.json"], "The folder none"),
        (["CLIP", *JUDGE, "--frames", "."], "is a folder"),
        (["CLIP", *JUDGE, "--frames", "same.csv", "--json", "same.csv"], "two different outputs"),
        (["CLIP", *JUDGE, "--annotate", "CLIP"], "is read and cannot be written at the same time"),
        (["CLIP", *JUDGE, "--annotate", "out.gif"], "MP4"),
        (["CLIP", *JUDGE, "--rotate", "45"], "0, 90, 180 or 270"),
        (["CLIP", *JUDGE, "--model", "none.task"], "no model file none.task"),
        (["CLIP", *JUDGE, "--model", "CLIP"], "is not a pose model"),
        (["RECORDING", *JUDGE, "--rotate", "90"], "leave --rotate out"),
    ],
)
def test_what_cannot_be_done_is_told_before_the_work(
    posecheck, samples: Path, replayed: Replayed, arguments: list[str], said: str
) -> None:
    words = {"CLIP": str(samples / f"{CLIP}.mp4"), "RECORDING": str(replayed.folder / "clip.poses")}
    assert said in one_sentence(posecheck("replay", *(words.get(each, each) for each in arguments)))


@each_of(
    "arguments", [[], ["CLIP"], ["CLIP", *JUDGE, "--side", "both"], ["CLIP", *JUDGE, "--hold-target", "-3"]]
)
def test_wrong_usage_ends_with_2(posecheck, arguments: list[str]) -> None:
    assert posecheck("replay", *arguments).returncode == 2


def test_a_damaged_recording_is_told_with_the_frame(posecheck, replayed: Replayed, tmp_path: Path) -> None:
    content = bytearray((replayed.folder / "clip.poses").read_bytes())
    content[-10 * RECORD.itemsize - 100] ^= 0xFF
    (tmp_path / "damaged.poses").write_bytes(content)
    assert "damaged in frame" in one_sentence(posecheck("replay", "damaged.poses", *JUDGE))


def test_a_recording_that_breaks_off_is_used_as_far_as_it_goes(
    posecheck, replayed: Replayed, tmp_path: Path
) -> None:
    content = (replayed.folder / "clip.poses").read_bytes()
    (tmp_path / "cut.poses").write_bytes(content[: -5 * RECORD.itemsize // 2])
    done = posecheck("replay", "cut.poses", *JUDGE, "--json", "-")
    assert done.returncode == 0
    assert json.loads(done.stdout)["frames"] == FRAMES - 3
    assert "ends in the middle of a frame" in done.stderr


def test_a_damaged_setting_is_told(posecheck, samples: Path, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text("mirrored = 'a little'")
    sentence = one_sentence(posecheck("replay", samples / f"{CLIP}.mp4", *JUDGE))
    assert "config.toml" in sentence
    assert "mirrored" in sentence


def test_without_a_model_and_a_network_it_says_what_to_do(posecheck, samples: Path, tmp_path: Path) -> None:
    nowhere = "http://127.0.0.1:9"
    done = posecheck(
        "replay", samples / f"{CLIP}.mp4", *JUDGE, "--json", "out.json",
        POSECHECK_CACHE_DIR=str(tmp_path / "cache"), PIP_CONFIG_FILE=os.devnull, PIP_INDEX_URL=nowhere,
        PIP_EXTRA_INDEX_URL="", PIP_FIND_LINKS="", PIP_RETRIES="0",
        HTTP_PROXY=nowhere, HTTPS_PROXY=nowhere, http_proxy=nowhere, https_proxy=nowhere,
        no_proxy="", NO_PROXY="",
    )  # fmt: skip
    assert done.returncode == 2
    sentence = done.stderr.splitlines()[-1]
    assert "--model" in sentence
    assert "Traceback" not in done.stderr


# --- nothing is lost ----------------------------------------------------------------------------------


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
def test_a_full_disk_under_one_output_leaves_the_others(
    posecheck, replayed: Replayed, tmp_path: Path
) -> None:
    # Against the same recording with room on the disk, judged just before: not against the video of the
    # fixture, so that nothing but the disk can make a difference.
    judge = ("replay", replayed.folder / "clip.poses", *JUDGE)
    room = posecheck(*judge, "--frames", "room.csv", "--json", "room.json")
    assert room.returncode == 0, room.stderr
    done = posecheck(*judge, "--frames", "/dev/full", "--json", "out.json")
    assert done.returncode == 2, done.stderr
    assert "disk is full" in done.stderr
    assert (tmp_path / "out.json").read_text() == (tmp_path / "room.json").read_text()
    assert done.stdout == room.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
def test_a_disk_that_is_full_from_the_start_is_told_before_the_work(posecheck, samples: Path) -> None:
    assert "disk is full" in one_sentence(
        posecheck("replay", samples / f"{CLIP}.mp4", *JUDGE, "--record", "/dev/full")
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
def test_a_full_disk_under_the_result_leaves_the_verdict(posecheck, replayed: Replayed) -> None:
    judge = ("replay", replayed.folder / "clip.poses", *JUDGE)
    room = posecheck(*judge, "--json", "room.json")
    done = posecheck(*judge, "--json", "/dev/full")
    assert (room.returncode, done.returncode) == (0, 2), done.stderr
    assert "disk is full" in done.stderr
    assert done.stdout == room.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to a whole console")
def test_ctrl_c_keeps_what_was_seen(
    samples: Path, places: dict[str, str], tmp_path: Path, model: Path
) -> None:
    recording = tmp_path / "clip.poses"
    process = subprocess.Popen(
        [
            COMMAND, "replay", samples / f"{CLIP}.mp4", *JUDGE, "--json", "out.json", "--frames", "out.csv",
            "--annotate", "out.mp4", "--record", recording,
        ],
        env=places, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not (recording.exists() and recording.stat().st_size > 30 * RECORD.itemsize):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 130, stderr
    assert "Traceback" not in stderr
    result = json.loads((tmp_path / "out.json").read_text())
    assert 30 <= result["frames"] < FRAMES
    assert read_recording(recording).frame_count == result["frames"]
    assert len((tmp_path / "out.csv").read_text().splitlines()) == result["frames"] + 1
    assert (tmp_path / "out.mp4").stat().st_size > 0
    assert "Supine hamstring stretch" in stdout


@pytest.mark.parametrize(("arguments", "kept"), [([], 0), (["--keep"], 1)])
def test_a_replay_is_in_the_history_only_when_asked(
    posecheck, replayed: Replayed, tmp_path: Path, arguments: list[str], kept: int
) -> None:
    done = posecheck("replay", replayed.folder / "clip.poses", *JUDGE, *arguments)
    assert done.returncode == 0, done.stderr
    assert ("Kept as session 1" in done.stderr) == bool(kept)
    with History(tmp_path / "data" / "history.sqlite3") as history:
        assert [session.kind for session in history.sessions()] == ["replay"] * kept
