"""``posecheck tune``: what it prints, writes and saves, and what it says of wrong input."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from fixtures.batches import short_clips
from fixtures.cases import each_of
from fixtures.commands import COMMAND

from posecheck.exercise.catalogue import find_exercise
from posecheck.lab.evaluation.clips import find_clips
from posecheck.lab.evaluation.landmarks import Landmarks
from posecheck.lab.tuning.limits import chosen_limits
from posecheck.lab.tuning.sweep import read_clips
from posecheck.lab.tuning.tune import poses_of, promised
from posecheck.profiles.thresholds import with_threshold

RECORDINGS = Path(__file__).parents[1] / "fixtures" / "tuning"
CLIPS = sorted(RECORDINGS.glob("*.poses"))
KNEE = "supine-hamstring.knee-bent.ok"
DAMAGED = "[supine-hamstring.knee-bent]\nok = 60\n"


@pytest.fixture
def damaged(places: dict[str, str]) -> Path:
    """Return a profile of the user's own in which a bent knee is no fault."""
    path = Path(places["POSECHECK_CONFIG_DIR"]) / "profiles" / "damaged.toml"
    path.parent.mkdir(parents=True)
    path.write_text(DAMAGED, encoding="utf-8")
    return path


def test_it_says_what_to_change_and_what_to_leave_in_plain_words(posecheck, damaged) -> None:
    done = posecheck("tune", "supine-hamstring", *CLIPS, "--profile", "damaged")
    assert done.returncode == 0, done.stderr
    assert "Knee bent: now corrects from 60°. From 18.5° it would have caught all 3" in done.stdout
    assert "Of these your clips say nothing: Too deep, Hips lifted" in done.stdout
    assert "To take over what is suggested: add --save NAME." in done.stdout
    assert "Nothing should be changed" not in done.stdout
    for statistics in ("recision /", "F1", "f1", "primary", ".ok", "lengths"):
        assert statistics not in done.stdout, statistics


def test_the_numbers_behind_it_are_printed_for_who_asks(posecheck, damaged) -> None:
    done = posecheck("tune", "supine-hamstring", *CLIPS, "--profile", "damaged", "--numbers")
    assert done.returncode == 0, done.stderr
    words = done.stdout.split()
    name, now, suggested, low, _, high = words[words.index("knee-bent.ok") :][:6]
    assert (name, now) == ("knee-bent.ok", "60")
    assert 10.0 <= float(low) <= float(suggested) <= float(high) < 60.0
    assert float(low) <= 20.0 <= float(high)
    assert "Precision / recall" in done.stdout
    assert "add --numbers" not in done.stdout


def test_german_is_spoken_where_it_is_asked_for(posecheck) -> None:
    done = posecheck("tune", "supine-hamstring", *CLIPS, "--check", "knee-bent", "--language", "de")
    assert "Erkennt alle 3 Stellen, die du markiert hast." in done.stdout


def nameless(tmp_path: Path, name: str) -> Path:
    """Return a copy of a recording whose label does not say who is in it."""
    clip = tmp_path / f"{name}.poses"
    shutil.copy(RECORDINGS / f"{name}.poses", clip)
    label = (RECORDINGS / f"{name}.toml").read_text(encoding="utf-8")
    clip.with_suffix(".toml").write_text(re.sub(r"(?m)^subject = .*\n", "", label), encoding="utf-8")
    return clip


def test_clips_without_a_person_are_named_and_the_command_that_is_given_mends_it(
    posecheck, tmp_path: Path
) -> None:
    clips = [nameless(tmp_path, name) for name in ("supine_faulty_c3", "supine_correct_p4")]
    asked = ("tune", "supine-hamstring", *clips, "--check", "knee-bent")
    before = posecheck(*asked).stdout
    assert "In 2 clips it is not said who is in them (supine_correct_p4, supine_faulty_c3)" in before
    (command,) = {line.strip() for line in before.splitlines() if "--no-window" in line}
    assert posecheck(*command.replace("NAME", "anna").split()[1:]).returncode == 0
    after = posecheck(*asked).stdout
    assert "not said who is in" not in after
    assert "All 2 clips show the same person; label a clip of another person" in after


def test_every_value_that_was_tried_is_written_for_programs(posecheck, damaged, tmp_path: Path) -> None:
    asked = ("tune", "supine-hamstring", *CLIPS, "--profile", "damaged", "--check", "knee-bent", "--json")
    written, printed = posecheck(*asked, tmp_path / "a.json"), posecheck(*asked, "-")
    assert (written.returncode, printed.returncode) == (0, 0), written.stderr + printed.stderr
    content = json.loads(printed.stdout)
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == content
    assert (content["profile"], [limit["address"] for limit in content["limits"]]) == ("damaged", [KNEE])
    assert "Knee bent: now corrects from 60°." in written.stdout


def test_the_page_holds_every_plot_within_itself(posecheck, damaged, tmp_path: Path) -> None:
    page, plots = tmp_path / "a.html", tmp_path / "plots"
    done = posecheck(
        "tune", "supine-hamstring", *CLIPS, "--profile", "damaged", "--check", "knee-bent", "--html", page,
        "--plots", plots,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    text = page.read_text(encoding="utf-8")
    names = {path.name for path in plots.glob("*.png")}
    assert names == {"knee-bent-ok.png"} | {f"knee-bent-ok-{clip.stem}.png" for clip in CLIPS}
    assert all((plots / name).read_bytes().startswith(b"\x89PNG") for name in names)
    assert text.count("data:image/png;base64,") == len(names)
    assert "http" not in text
    assert (
        "Knee bent: now corrects from 60°. From 18.5° it would have caught all 3 you marked with it" in text
    )
    words, numbers = text.index("Knee bent: now corrects"), text.index("95 % interval")
    assert words < text.index("<details>") < numbers, "the numbers are behind what unfolds"


def test_accepted_changes_are_saved_over_the_profile_that_was_tuned(posecheck, damaged) -> None:
    done = posecheck("tune", "supine-hamstring", *CLIPS, "--profile", "damaged", "--save", "mended", "--yes")
    assert done.returncode == 0, done.stderr
    saved = tomllib.loads((damaged.parent / "mended.toml").read_text(encoding="utf-8"))
    assert saved["base"] == "damaged"
    assert saved["supine-hamstring"].keys() == {"knee-bent"}
    assert saved["supine-hamstring"]["knee-bent"].keys() == {"ok"}
    assert 10.0 < saved["supine-hamstring"]["knee-bent"]["ok"] < 35.0
    assert damaged.read_text(encoding="utf-8") == DAMAGED
    assert "Saved in the profile “mended”.\n  Knee bent: corrects from 18.5°\n" in done.stderr
    assert "Use it with: posecheck profile use mended" in done.stderr


@pytest.mark.parametrize("person", ["c3", "c4"])
def test_replay_with_the_saved_profile_tells_exactly_what_was_promised(
    posecheck, damaged, tmp_path: Path, person: str
) -> None:
    posecheck("tune", "supine-hamstring", *CLIPS, "--profile", "damaged", "--save", "mended", "--yes")
    saved = tomllib.loads((damaged.parent / "mended.toml").read_text(encoding="utf-8"))
    changed = {KNEE: saved["supine-hamstring"]["knee-bent"]["ok"]}
    recording, result = RECORDINGS / f"supine_faulty_{person}.poses", tmp_path / "result.json"
    done = posecheck("replay", recording, "-e", "supine-hamstring", "--profile", "mended", "--json", result)
    assert done.returncode == 0, done.stderr

    exercise = with_threshold(find_exercise("supine-hamstring"), KNEE, 60.0)
    clips = find_clips([recording])
    (clip,) = read_clips(exercise, [(clip, poses_of(clip, Landmarks(Path()))) for clip in clips])
    (limit,) = chosen_limits(exercise, "knee-bent")
    told = [
        (fault["start_s"], fault["end_s"])
        for fault in json.loads(result.read_text(encoding="utf-8"))["faults"]
        if fault["id"] == "knee-bent"
    ]
    assert len(told) == 1
    # the result is written to the millisecond
    rounded = [(round(start, 3), round(end, 3)) for start, end in promised(exercise, clip, limit, changed)]
    assert told == rounded


def test_a_profile_can_be_mended_in_place(posecheck, damaged) -> None:
    done = posecheck("tune", "supine-hamstring", *CLIPS, "--profile", "damaged", "--save", "damaged", "--yes")
    assert done.returncode == 0, done.stderr
    mended = tomllib.loads(damaged.read_text(encoding="utf-8"))
    assert 10.0 < mended["supine-hamstring"]["knee-bent"]["ok"] < 35.0


def test_without_a_suggestion_nothing_is_saved(posecheck, places) -> None:
    done = posecheck("tune", "supine-hamstring", *CLIPS, "--check", "knee-bent", "--save", "mine", "--yes")
    assert done.returncode == 0, done.stderr
    assert "Nothing should be changed" in done.stdout
    assert "Nothing is saved" in done.stderr
    assert not (Path(places["POSECHECK_CONFIG_DIR"]) / "profiles" / "mine.toml").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("answer", "saved"), [("n", False), ("y", True)])
def test_on_a_terminal_each_change_is_asked_for(places, damaged, answer, saved) -> None:
    import pty

    ours, theirs = pty.openpty()
    os.write(ours, f"{answer}\n".encode())
    try:
        done = subprocess.run(
            [
                COMMAND, "tune", "supine-hamstring", *CLIPS, "--check", "knee-bent", "--profile", "damaged",
                "--save", "asked",
            ],
            env=places, stdin=theirs, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.returncode == 0, done.stderr
    assert "Knee bent: corrects from 18.5° instead of 60°?" in done.stderr
    assert (damaged.parent / "asked.toml").exists() is saved


def wrong_label(tmp_path: Path, old: str, new: str) -> Path:
    """Return a copy of a recording whose label is changed."""
    clip = tmp_path / "clip.poses"
    shutil.copy(RECORDINGS / "supine_faulty_c4.poses", clip)
    text = (RECORDINGS / "supine_faulty_c4.toml").read_text(encoding="utf-8")
    assert old in text
    clip.with_suffix(".toml").write_text(text.replace(old, new), encoding="utf-8")
    return clip


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("end_s = 10.30", "end_s = 99.0", "99 s is after the end of the clip"),
        ('id = "knee-bent"', 'id = "knee-bend"', "did you mean 'knee-bent'?"),
        ('exercise = "supine-hamstring"', 'exercise = "bridge"', "shows bridge; give clips of supine-"),
        (
            "[[faults]]",
            '[[faults]]\nid = "knee-bent"\nstart_s = 3\nend_s = 5\n\n[[faults]]',
            "two knee-bent faults overlap",
        ),
    ],
)  # fmt: skip
def test_a_wrong_label_is_one_clear_sentence(posecheck, tmp_path, old, new, said) -> None:
    done = posecheck("tune", "supine-hamstring", wrong_label(tmp_path, old, new))
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@each_of(
    "arguments, said",
    [
        (("supine-hamstring", "nowhere"), "There is no file or folder nowhere"),
        (("bridge", *CLIPS), "shows supine-hamstring; give clips of bridge"),
        (("supine-hamstrin", *CLIPS), "supine-hamstring"),
        (("supine-hamstring", *CLIPS, "--check", "knee-bend"), "did you mean 'knee-bent'"),
        (("supine-hamstring", *CLIPS, "--check", "primary.zone"), "is not tuned"),
        (("supine-hamstring", *CLIPS, "--beta", "0"), "--beta must be above 0"),
        (("supine-hamstring", *CLIPS, "--save", "mine"), "add --yes"),
        (("supine-hamstring", *CLIPS, "--save", "strict", "--yes"), "built in"),
        (("supine-hamstring", *CLIPS, "--plots", CLIPS[0]), "is a file; give --plots the name of a folder"),
        (("supine-hamstring", *CLIPS, "--html", "nowhere/a.html"), "does not exist; create it first"),
        (("march", *CLIPS), "nothing to tune"),
    ],
)
def test_wrong_input_is_one_clear_sentence(posecheck, arguments, said) -> None:
    done = posecheck("tune", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_profile_outside_the_folder_is_tuned_but_not_built_upon(posecheck, tmp_path: Path) -> None:
    path = tmp_path / "elsewhere.toml"
    path.write_text(DAMAGED, encoding="utf-8")
    arguments = ("tune", "supine-hamstring", *CLIPS, "--check", "knee-bent", "--profile", path)
    assert "Nothing should be changed" not in posecheck(*arguments).stdout
    done = posecheck(*arguments, "--save", "mine", "--yes")
    assert done.returncode == 2
    assert "no profile by name" in done.stderr


def test_samples_of_one_class_a_person_say_that_more_people_are_needed(posecheck, samples: Path) -> None:
    done = posecheck(
        "tune", "supine-hamstring", samples, "--truth", "--check", "knee-bent", "--objective", "youden"
    )
    assert done.returncode == 0, done.stderr
    assert "2 labelled clips, 2 people, 2 holds." in done.stdout
    assert "a clip of a second person without it (knee bend below 10°), would decide it." in done.stdout
    assert "Nothing should be changed" in done.stdout


@pytest.mark.mediapipe
def test_videos_are_looked_at_side_by_side_and_kept_though_one_of_them_cannot_be_read(
    posecheck, samples: Path, model: Path, tmp_path: Path
) -> None:
    clips = short_clips(tmp_path / "clips", samples, ("supine_slr_correct", "supine_slr_bent_knee"))
    for name in ("supine_slr_correct", "supine_slr_bent_knee"):
        shutil.copy(samples / f"{name}.toml", clips)
    shutil.copy(samples / "supine_slr_correct.toml", clips / "broken.toml")
    (clips / "broken.mp4").write_text("no video", encoding="utf-8")
    cache = tmp_path / "cache"
    asked = ("tune", "supine-hamstring", clips, "--check", "knee-bent", "--cache", cache, "--model", model)

    refused = posecheck(*asked)
    assert refused.returncode == 2
    assert "broken.mp4" in refused.stderr
    seen = {path: path.stat().st_mtime_ns for path in cache.rglob("*.poses")}
    assert len(seen) == 2

    for path in clips.glob("broken.*"):
        path.unlink()
    done = posecheck(*asked)
    assert done.returncode == 0, done.stderr
    assert {path: path.stat().st_mtime_ns for path in cache.rglob("*.poses")} == seen
