"""``posecheck evaluate``: what it prints, what it writes, and what it says of wrong input."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fixtures.batches import short_clips
from fixtures.cases import each_of
from fixtures.commands import COMMAND, run_command

from posecheck.pose.recording import RecordingWriter
from posecheck.testing import JointAngles, film, perform

CLIPS = ("supine_slr_correct", "supine_slr_bent_knee", "marching_correct", "neg_empty", "view_bridge")


def copied(samples: Path, folder: Path, *names: str) -> Path:
    """Return a folder with some of the samples in it."""
    folder.mkdir(exist_ok=True)
    for name in names:
        for suffix in (".mp4", ".toml", ".truth.npz"):
            shutil.copy(samples / f"{name}{suffix}", folder)
    return folder


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """Return the folder of an evaluation of true poses with every output there is."""
    home = tmp_path_factory.mktemp("evaluated")
    done = run_command(
        "evaluate", copied(samples, home / "clips", *CLIPS), "--truth", "--jobs", "1",
        "--json", home / "a.json", "--markdown", home / "a.md", "--html", home / "a.html",
        environment=os.environ | {"COLUMNS": "120", "NO_COLOR": "1"}, folder=home,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (home / "stdout").write_text(done.stdout, encoding="utf-8")
    (home / "stderr").write_text(done.stderr, encoding="utf-8")
    return home


def test_the_headlines_and_every_exercise_are_printed(evaluated: Path) -> None:
    printed = (evaluated / "stdout").read_text(encoding="utf-8")
    for words in ("faults, F1", "Cohen's κ", "supine-hamstring", "march", "overall"):
        assert words in printed


def test_it_says_where_the_files_are(evaluated: Path) -> None:
    said = (evaluated / "stderr").read_text(encoding="utf-8")
    for name in ("a.json", "a.md", "a.html"):
        assert str(evaluated / name) in said


def test_the_json_has_every_clip_and_every_group(evaluated: Path) -> None:
    found = json.loads((evaluated / "a.json").read_text(encoding="utf-8"))
    assert found["complete"] is True
    assert found["poses"] == "truth"
    assert found["summary"]["overall"]["clips"] == len(CLIPS)
    assert set(found["summary"]["exercise"]) == {"supine-hamstring", "march", "bridge"}
    assert found["summary"]["posture"].keys() == {"standing", "supine"}
    assert found["summary"]["view"].keys() == {"side", "front"}
    rows = {row["clip"]: row for row in found["clips"]}
    assert rows["supine_slr_correct"]["exact"] is True
    assert [fault["told_as"] for fault in rows["supine_slr_bent_knee"]["faults"]] == ["knee-bent"]


def test_the_empty_room_was_judged_as_every_exercise(evaluated: Path) -> None:
    from posecheck.exercise.catalogue import all_exercises

    found = json.loads((evaluated / "a.json").read_text(encoding="utf-8"))
    assert found["summary"]["overall"]["negative_runs"] == len(all_exercises())


def test_the_markdown_has_the_tables(evaluated: Path) -> None:
    page = (evaluated / "a.md").read_text(encoding="utf-8")
    for title in (
        "## Headlines",
        "## By exercise",
        "## By posture",
        "## By view",
        "## Angles in the plateaus",
    ):
        assert title in page
    assert "leg-raise (leading)" in page


def test_the_page_holds_its_plots_within_itself(evaluated: Path) -> None:
    page = (evaluated / "a.html").read_text(encoding="utf-8")
    assert page.count('src="data:image/png;base64,') >= 6
    assert "http://" not in page
    assert "https://" not in page
    assert "supine-hamstring: leg-raise" in page
    assert "supine_slr_bent_knee" in page


def test_an_earlier_evaluation_is_compared_with(
    posecheck, samples: Path, evaluated: Path, tmp_path: Path
) -> None:
    before = json.loads((evaluated / "a.json").read_text(encoding="utf-8"))
    before["headlines"]["start_error_s"] = 0.0
    before["clips"][0]["failures"] = ["missed something"]
    (tmp_path / "old.json").write_text(json.dumps(before), encoding="utf-8")
    done = posecheck(
        "evaluate", samples / "supine_slr_correct.mp4", "--truth", "--compare", tmp_path / "old.json"
    )
    assert done.returncode == 0, done.stderr
    row = next(line for line in done.stdout.splitlines() if "start of a hold" in line and "worse" in line)
    assert "0 s" in row
    assert "now right: missed something" in done.stdout


def test_one_exercise_only(posecheck, evaluated: Path, tmp_path: Path) -> None:
    done = posecheck(
        "evaluate", evaluated / "clips", "--truth", "--exercise", "march", "--json", tmp_path / "a.json"
    )
    assert done.returncode == 0, done.stderr
    found = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert found["summary"]["overall"]["clips"] == 2
    assert found["summary"]["overall"]["negative_runs"] == 1


def test_several_processes_find_what_one_finds(posecheck, evaluated: Path, tmp_path: Path) -> None:
    done = posecheck("evaluate", evaluated / "clips", "--truth", "--jobs", 2, "--json", tmp_path / "a.json")
    assert done.returncode == 0, done.stderr
    ours, theirs = (json.loads(path.read_text()) for path in (tmp_path / "a.json", evaluated / "a.json"))
    assert ours["summary"] == theirs["summary"]
    assert ours["clips"] == theirs["clips"]


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of two labelled recordings of constructed people: a leg raise, and standing."""
    folder = tmp_path_factory.mktemp("recordings")
    for name, poses, shown in (
        ("raise", perform("supine-hamstring"), 'exercise = "supine-hamstring"\nkind = "correct"'),
        ("stand", film(lambda _time_s: JointAngles(), [n / 15 for n in range(60)]), 'kind = "negative"'),
    ):
        first, last = poses[0], poses[-1]
        with RecordingWriter(folder / f"{name}.poses", first.width_px, first.height_px, name) as writer:
            for pose in poses:
                writer.write(pose)
        (folder / f"{name}.toml").write_text(
            f'{shown}\nview = "side"\nfps = 15\nsize = [{first.width_px}, {first.height_px}]\n'
            f"frames = {len(poses)}\nduration_s = {last.time_s + 0.1}\ntolerance_s = 0.5\n"
            'subject = "constructed"\norigin = "test"\nlicence = "CC0-1.0"\n',
            encoding="utf-8",
        )
    return folder


def test_recordings_are_evaluated_without_a_model(posecheck, recordings: Path, tmp_path: Path) -> None:
    done = posecheck("evaluate", recordings, "--json", tmp_path / "a.json", POSECHECK_MODEL="nowhere.task")
    assert done.returncode == 0, done.stderr
    found = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert found["poses"] == "landmarker"
    assert found["summary"]["overall"]["clips"] == 2
    assert found["summary"]["overall"]["primary_error_deg"] is None
    assert "recognised" not in found["summary"]["overall"]


def test_recordings_and_videos_may_stand_in_one_folder_and_the_video_of_a_recording_wins(
    posecheck, samples: Path, recordings: Path, tmp_path: Path
) -> None:
    mixed = copied(samples, tmp_path / "mixed", "neg_empty")
    shutil.copy(recordings / "stand.poses", mixed / "neg_empty.poses")
    for suffix in (".poses", ".toml"):
        shutil.copy(recordings / f"stand{suffix}", mixed)
    shutil.copy(samples / "neg_empty.truth.npz", mixed / "stand.truth.npz")
    done = posecheck("evaluate", mixed, "--truth", "--jobs", 1, "--json", tmp_path / "a.json")
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "a.json").read_text())["summary"]["overall"]["clips"] == 2


def test_what_is_recognised_is_told_when_asked_for(posecheck, recordings: Path, tmp_path: Path) -> None:
    done = posecheck("evaluate", recordings, "--recognise", "--json", tmp_path / "a.json")
    assert done.returncode == 0, done.stderr
    assert "clips recognised as their exercise" in done.stdout
    overall = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["summary"]["overall"]
    assert (overall["recognised"], overall["recognition_clips"]) == (1.0, 1)
    assert (overall["negatives_recognised"], overall["negative_clips"]) == (0, 1)


def test_several_folders_stand_beside_each_other_in_every_output(
    posecheck, recordings: Path, tmp_path: Path
) -> None:
    for home in ("near", "far"):
        shutil.copytree(recordings, tmp_path / home / "clips")
    outputs = ("--json", "a.json", "--markdown", "a.md", "--html", "a.html")
    done = posecheck("evaluate", "near/clips", "far/clips", recordings, "--jobs", 1, *outputs)
    assert done.returncode == 0, done.stderr
    head = next(line for line in done.stdout.splitlines() if line.split()[:2] == ["figure", "target"])
    names = ["near/clips", "far/clips", recordings.name]
    assert head.split()[2:] == names
    found = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert list(found["sets"]) == names
    assert found["complete"] is True
    assert "headlines" not in found
    for each in found["sets"].values():
        assert each["summary"]["overall"]["clips"] == 2
    assert f"| figure | target | {' | '.join(names)} |" in (tmp_path / "a.md").read_text(encoding="utf-8")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert all(f'<th scope="col">{name}</th>' in page for name in names)
    assert "<h2>far/clips: Clips</h2>" in page

    (alone,) = (tmp_path / "near").iterdir()
    refused = posecheck("evaluate", alone, "--compare", "a.json")
    assert refused.returncode == 2
    assert "holds the evaluations of several sets" in " ".join(refused.stderr.split())


def test_help_names_the_levels_and_what_is_taken(posecheck) -> None:
    said = " ".join(posecheck("evaluate", "--help").stdout.split())
    for words in ("--degrade LEVEL", "webcam", "poor", "harsh", "--recognise", "NAME.poses"):
        assert words in said


@each_of(
    "options, words",
    [
        (("--degrade", "webcam"), "raise.poses is a landmark recording, which has no pictures to degrade"),
        (("--truth",), "raise.poses has no truth beside it; leave --truth out"),
        (("--degrade", "awful"), "is not one of 'webcam', 'poor', 'harsh'"),
        (("SAMPLES", "--compare", "OLD"), "--compare compares one set of clips; give one folder at a time"),
    ],
)
def test_what_recordings_and_sets_cannot_do_is_told_in_one_sentence(
    posecheck, samples: Path, recordings: Path, evaluated: Path, options: tuple, words: str
) -> None:
    stands_for = {"SAMPLES": samples, "OLD": evaluated / "a.json"}
    done = posecheck("evaluate", recordings, *(stands_for.get(each, each) for each in options))
    assert done.returncode == 2
    assert words in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr


@pytest.mark.mediapipe
def test_recordings_in_the_cache_give_the_same_figures(
    posecheck, samples: Path, model: Path, tmp_path: Path
) -> None:
    clip = samples / "supine_slr_bent_knee.mp4"
    options = ("--model", model, "--cache", tmp_path / "cache", "--degrade", "harsh")
    for name in ("first.json", "second.json"):
        done = posecheck("evaluate", clip, *options, "--json", tmp_path / name)
        assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "cache").rglob("*.poses"))) == 1
    assert (tmp_path / "first.json").read_bytes() == (tmp_path / "second.json").read_bytes()
    assert json.loads((tmp_path / "first.json").read_text())["poses"] == "harsh"


@each_of(
    "arguments, words",
    [
        (("nowhere",), "no file or folder nowhere"),
        ((".",), "no labelled clip"),
        (("CLIP", "--truth", "--degrade", "harsh"), "leave one of --truth and --degrade out"),
        (("CLIP", "--truth", "--exercise", "plnk"), "Did you mean 'plank'?"),
        (("CLIP", "--truth", "--exercise", "plank"), "No clip shows plank"),
        (("CLIP", "--truth", "--json", "no/such/folder/a.json"), "does not exist"),
        (("CLIP", "--truth", "--compare", "nothing.json"), "nothing.json cannot be read"),
    ],
)
def test_wrong_input_is_told_in_one_sentence(posecheck, samples: Path, arguments: tuple, words: str) -> None:
    clip = samples / "supine_slr_correct.mp4"
    done = posecheck("evaluate", *(clip if each == "CLIP" else each for each in arguments))
    assert done.returncode == 2
    assert words in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 3


@pytest.mark.mediapipe
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent to a process there in another way")
@each_of("jobs", ["1", "2"])
def test_ctrl_c_keeps_the_clips_that_were_done(samples: Path, model: Path, tmp_path: Path, jobs: str) -> None:
    cache = tmp_path / "cache"
    clips = short_clips(tmp_path / "clips", samples, CLIPS, seconds=4.0)
    for name in CLIPS:
        shutil.copy(samples / f"{name}.toml", clips)
    command = [
        COMMAND, "evaluate", clips, "--jobs", jobs, "--model", model, "--cache", cache,
        "--json", tmp_path / "a.json",
    ]  # fmt: skip
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as running:
        # With one recording more begun than there are processes, one clip has been judged at least.
        while running.poll() is None and len(list(cache.rglob("*.poses"))) <= int(jobs):
            time.sleep(0.05)
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does: every process of the group
        out, said = running.communicate(timeout=100)
    assert running.returncode == 130
    assert "Interrupted" in said
    assert "Traceback" not in said
    found = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert found["complete"] is False
    assert "Headlines" in out


def test_a_clip_that_cannot_be_read_is_named_and_the_others_are_evaluated(
    posecheck, recordings: Path, tmp_path: Path
) -> None:
    clips = tmp_path / "clips"
    shutil.copytree(recordings, clips)
    (clips / "broken.poses").write_bytes((clips / "raise.poses").read_bytes()[:40])
    shutil.copy(clips / "raise.toml", clips / "broken.toml")
    for jobs in (1, 2):
        done = posecheck("evaluate", clips, "--jobs", jobs, "--json", tmp_path / "a.json")
        assert done.returncode == 2
        assert "broken.poses" in done.stderr
        assert "Traceback" not in done.stderr
        found = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
        assert (found["complete"], found["summary"]["overall"]["clips"]) == (False, 2)


def test_what_a_cluster_sees_has_to_be_kept_somewhere(posecheck, recordings: Path) -> None:
    done = posecheck("evaluate", recordings, "--dask", "tcp://127.0.0.1:1")
    assert done.returncode == 2
    assert "say where with --cache FOLDER" in done.stderr
