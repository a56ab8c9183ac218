"""``posecheck label`` and ``replay --watch`` as far as they go without a window."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.lab.labels import read_label

CLIP = "supine_slr_bent_knee"


@pytest.fixture
def clip(samples: Path, tmp_path: Path) -> Path:
    """Return a copy of a sample with its label."""
    for suffix in (".mp4", ".toml"):
        shutil.copy(samples / f"{CLIP}{suffix}", tmp_path)
    return tmp_path / f"{CLIP}.mp4"


@pytest.fixture
def other(clip: Path) -> Path:
    """Return another person's label of the clip: a later hold, a shorter fault."""
    text = clip.with_suffix(".toml").read_text(encoding="utf-8")
    changed = text.replace("start_s = 3.9", "start_s = 4.4").replace("end_s = 9.7", "end_s = 6.0")
    path = clip.with_name("other.toml")
    path.write_text(changed, encoding="utf-8")
    return path


def test_two_labels_are_compared_in_a_table(posecheck, clip: Path, other: Path) -> None:
    done = posecheck("label", "--compare", clip.with_suffix(".toml"), other)
    assert (done.returncode, done.stderr) == (0, "")
    assert "0.90" in done.stdout
    assert "+0.50 s" in done.stdout
    assert "knee-bent" in done.stdout
    assert "IoU of all held time: 0.90" in done.stdout


def test_two_labels_are_compared_as_json(posecheck, clip: Path, other: Path, tmp_path: Path) -> None:
    done = posecheck("label", "--compare", clip.with_suffix(".toml"), other, "--json", "-")
    compared = json.loads(done.stdout)
    assert compared["holds"][0]["iou"] == pytest.approx(0.9)
    assert compared["faults"][0]["fault"] == "knee-bent"
    assert 0.3 < compared["faults"][0]["bins"]["kappa"] < 0.7
    assert posecheck("label", "--compare", other, other, "--json", "same.json").returncode == 0
    same = json.loads((tmp_path / "same.json").read_text(encoding="utf-8"))
    assert same["faults"][0]["bins"]["kappa"] == 1.0


def refused(done) -> str:
    """Return the one sentence with which a command refused, on one line."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("Error: ")
    assert "Traceback" not in done.stderr
    return done.stderr


@each_of(
    "arguments, said",
    [
        ([], "Give the clip to label"),
        (["nothing.mp4", "-e", "bridge"], "There is no file nothing.mp4"),
        (["nothing.mp4"], "No label says what nothing.mp4 shows; add --exercise ID"),
        (["nothing.mp4", "-e", "brigde"], "bridge"),
        (["clip.mp4", "--json", "a.json"], "--json goes with --compare"),
        (["clip.mp4", "--compare", "a.toml", "b.toml"], "--compare takes two labels and nothing else"),
        (["--compare", "a.toml", "b.toml"], "The label a.toml cannot be read"),
        (["clip.mp4", "-e", "bridge", "--out", "no/where.toml"], "does not exist; create it first"),
        (["clip.mp4", "-e", "breathing"], "nothing of breathing, so there is nothing to mark; give another"),
        (["a.mp4", "b.mp4", "-e", "bridge"], "One clip is labelled at a time; give one, or --no-window"),
        (["clip.mp4", "--no-window"], "--no-window only names people; add --subject NAME"),
        (["clip.mp4", "--no-window", "--subject", "a", "-e", "bridge"], "leave -e, --out and --mirrored out"),
        (["clip.mp4", "--no-window", "--subject", "a"], "There is no label clip.toml; label the clip first"),
        (["clip.mp4", "-e", "bridge", "--subject", "a" * 81], "80 letters at most; give a shorter one"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(posecheck, arguments: list[str], said: str) -> None:
    assert said in refused(posecheck("label", *arguments, DISPLAY=":4321"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there a window needs a DISPLAY")
def test_without_a_screen_it_says_what_to_do(posecheck, clip: Path) -> None:
    said = refused(posecheck("label", clip, DISPLAY=":4321"))
    assert "run this where a window can be shown." in said


def test_a_clip_is_not_labelled_as_another_exercise_than_its_label_says(posecheck, clip: Path) -> None:
    said = refused(posecheck("label", clip, "-e", "bridge"))
    assert "says its exercise is 'supine-hamstring', not 'bridge'" in said


def test_a_clip_of_something_else_has_nothing_to_mark(posecheck, samples: Path, tmp_path: Path) -> None:
    for suffix in (".mp4", ".toml"):
        shutil.copy(samples / f"neg_empty{suffix}", tmp_path)
    said = refused(posecheck("label", "neg_empty.mp4", "-e", "bridge"))
    assert "shows no exercise" in said


def test_people_are_named_in_several_labels_at_once_and_all_else_stays(
    posecheck, clip: Path, other: Path
) -> None:
    before = other.read_text(encoding="utf-8")
    named = posecheck("label", clip, other, "--subject", " anna ", "--labelled-by", "ben", "--no-window")
    assert (named.returncode, named.stdout) == (0, "")
    for path in (clip.with_suffix(".toml"), other):
        label = read_label(path)
        assert (label.subject, label.labelled_by) == ("anna", "ben")
    kept = [line for line in before.splitlines() if not line.startswith(("subject", "labelled_by"))]
    after = other.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if not line.startswith(("subject", "labelled_by"))] == kept


def test_of_several_labels_none_is_written_when_one_is_missing(posecheck, clip: Path) -> None:
    before = clip.with_suffix(".toml").read_bytes()
    assert "There is no label gone.toml" in refused(
        posecheck("label", clip, "gone.mp4", "--subject", "anna", "--no-window")
    )
    assert clip.with_suffix(".toml").read_bytes() == before


def test_evaluating_clips_that_do_not_say_who_is_in_them_says_how_to_name_them(
    posecheck, clip: Path, samples: Path
) -> None:
    shutil.copy(samples / f"{CLIP}.truth.npz", clip.parent)
    label = clip.with_suffix(".toml")
    text = label.read_text(encoding="utf-8")
    label.write_text(re.sub(r"(?m)^subject = .*\n", "", text), encoding="utf-8")
    said = posecheck("evaluate", clip, "--truth", "--jobs", "1").stderr
    assert f"In one clip it is not said who is in it ({CLIP})" in said
    assert f"posecheck label {clip} --subject NAME --no-window" in said


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_who_is_in_a_clip_is_asked_in_the_terminal_and_the_last_one_proposed(
    posecheck, clip: Path, places: dict[str, str]
) -> None:
    """Without a window nothing is asked, so the questions are asked of the module itself."""
    code = (
        "from pathlib import Path\n"
        "from posecheck.cli.label_people import people_of\n"
        "from posecheck.support.language import ENGLISH\n"
        "print(people_of(Path('a.mp4'), None, (None, None), ENGLISH, same=False))\n"
    )
    first, second, none = (answered(code, text, places) for text in ("anna\nben\n", "\n\n", "-\n-\n"))
    assert (
        "Who is in a.mp4? A made-up name, the same in all clips of this person (Enter to leave"
        in first.stderr
    )
    assert "People(subject='anna', labelled_by='ben')" in first.stdout
    assert "(Enter for the one in brackets, - for none) [anna]:" in second.stderr
    assert "People(subject='anna', labelled_by='ben')" in second.stdout
    assert "People(subject='', labelled_by='')" in none.stdout


def answered(code: str, typed: str, places: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run some code with somebody who types at a terminal."""
    import pty

    ours, theirs = pty.openpty()
    os.write(ours, typed.encode())
    try:
        return subprocess.run(
            [sys.executable, "-c", code],
            env=places, stdin=theirs, capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_label_that_is_wrong_is_named_before_anything_else(posecheck, clip: Path) -> None:
    label = clip.with_suffix(".toml")
    label.write_text(label.read_text(encoding="utf-8").replace("end_s = 9.7", "end_s = 99"), encoding="utf-8")
    assert "99 s is after the end of the clip" in refused(posecheck("label", clip))


def test_labels_of_two_clips_are_not_compared(posecheck, clip: Path, samples: Path) -> None:
    said = refused(
        posecheck("label", "--compare", clip.with_suffix(".toml"), samples / "bridge_correct.toml")
    )
    assert "different exercises" in said


@each_of(
    "arguments, said",
    [
        (["--json", "a.json", "-e", "supine-hamstring"], "--watch shows a window and writes no file"),
        (["--keep", "-e", "supine-hamstring"], "--watch shows a window and writes no file"),
        ([], "--watch needs to know what is done"),
        (["-e", "pigeon"], "Nothing of pigeon is judged"),
    ],
)
def test_watching_says_what_it_needs(posecheck, clip: Path, arguments: list[str], said: str) -> None:
    assert said in refused(posecheck("replay", clip, "--watch", *arguments))


def test_a_profile_from_elsewhere_is_not_written_to(posecheck, clip: Path, tmp_path: Path) -> None:
    profile = tmp_path / "mine.toml"
    profile.write_text("[supine-hamstring.knee-bent]\nok = 25\n", encoding="utf-8")
    said = refused(posecheck("replay", clip, "--watch", "-e", "supine-hamstring", "--profile", profile))
    assert "is not among your profiles" in said
