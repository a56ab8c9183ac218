"""``posecheck profile``, and what the commands that judge make of it."""

from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.engine.result import SourceInfo, as_data
from posecheck.engine.result_builder import ResultBuilder
from posecheck.engine.trainer import Trainer
from posecheck.exercise.catalogue import all_exercises
from posecheck.pose.recording import RecordingWriter
from posecheck.profiles import apply_profile, parse_profile
from posecheck.testing import leg_raise, perform

Done = subprocess.CompletedProcess[str]
EXERCISE = "supine-hamstring"
JUDGE = ("--exercise", EXERCISE, "--hold-target", "5", "--json", "-")
LENIENT = "[supine-hamstring.knee-bent]\ngood = 20\nok = 30\n"


def one_sentence(done: Done) -> str:
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    return done.stderr


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Return the file of the settings; its folder is there."""
    path = tmp_path / "config" / "config.toml"
    path.parent.mkdir()
    return path


@pytest.fixture
def bent(tmp_path: Path) -> Path:
    """Return a recording of a stretch with a knee bent by 26°."""
    path = tmp_path / "bent.poses"
    with RecordingWriter(path, 1280, 720, "constructed") as writer:
        for pose in perform(EXERCISE, position=leg_raise(70.0, knee_deg=26.0)):
            writer.write(pose)
    return path


def faults(done: Done) -> set[str]:
    assert done.returncode == 0, done.stderr
    return {fault["id"] for fault in json.loads(done.stdout)["faults"]}


# --- list, show, diff ---


def test_the_built_in_profiles_are_listed_and_which_one_is_used(posecheck) -> None:
    lines = posecheck("profile", "list").stdout.splitlines()
    for name in ("default", "gentle", "strict"):
        assert sum(name in line.split() and "built in" in line for line in lines) == 1
    assert next(line.split()[1] for line in lines if line.startswith("*")) == "default"
    listed = json.loads(posecheck("profile", "list", "--json").stdout)
    assert [each["name"] for each in listed] == ["default", "gentle", "strict"]
    assert [each["in_use"] for each in listed] == [True, False, False]


def test_a_profile_of_the_user_is_listed_even_when_it_cannot_be_used(posecheck, config: Path) -> None:
    folder = config.parent / "profiles"
    folder.mkdir()
    (folder / "mine.toml").write_text('title = "for me"')
    (folder / "broken.toml").write_text("[bridge.dose]\ncount = 0")
    (folder / "gentle.toml").write_text("")
    done = posecheck("profile", "list")
    assert done.returncode == 0
    assert "for me" in done.stdout
    assert "bridge.dose.count is 0" in done.stdout
    assert "gentle is built in" in done.stderr


def test_what_a_profile_changes_is_shown(posecheck) -> None:
    shown = posecheck("profile", "show", "gentle").stdout
    row = next(line for line in shown.splitlines() if line.startswith("supine-hamstring.knee-bent.ok "))
    assert row.split() == ["supine-hamstring.knee-bent.ok", "20", "30", "deg"]
    assert "supine-hamstring.hips-lifted" not in shown
    settings = json.loads(posecheck("profile", "show", "gentle", "--json").stdout)["settings"]
    assert {
        "address": "supine-hamstring.knee-bent.ok",
        "value": 30.0,
        "default": 20,
        "unit": "deg",
    } in settings


def test_of_one_exercise_everything_is_shown_with_what_is_allowed(posecheck) -> None:
    shown = posecheck("profile", "show", "gentle", "--exercise", EXERCISE).stdout
    rows = {line.split()[0]: line for line in shown.splitlines() if line.startswith(f"{EXERCISE}.")}
    assert rows[f"{EXERCISE}.knee-bent.ok"].split()[1:6] == ["30", "20", "0", "to", "80"]
    assert rows[f"{EXERCISE}.hips-lifted.ok"].split()[1:5] == ["0.16", "0", "to", "0.66"]
    assert "Push your heel to the ceiling." in rows[f"{EXERCISE}.knee-bent.cue"]


def test_without_a_name_the_one_in_use_is_shown(posecheck, config: Path) -> None:
    assert "changes nothing" in posecheck("profile", "show").stdout
    config.write_text('profile = "strict"')
    assert posecheck("profile", "show").stdout.startswith("strict: ")


def test_two_profiles_are_compared(posecheck, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        'base = "gentle"\n[voice]\nlanguage = "de"\n'
        '[bridge.dose]\ncount = 6\n[bridge.over-arched]\ncue = "Halt."'
    )
    differences = json.loads(posecheck("profile", "diff", "mine.toml", "gentle", "--json").stdout)
    assert {each["address"]: (each["mine.toml"], each["gentle"]) for each in differences} == {
        "voice.language": ("de", "as in the settings"),
        "bridge.dose.count": (6.0, 5.0),
        "bridge.over-arched.cue": ("Halt.", "Ribs down; straight line knees to shoulders."),
    }
    shown = posecheck("profile", "diff", "mine.toml", "gentle").stdout
    assert "bridge.dose.count" in shown
    assert "Halt." in shown
    assert "default and default are the same." in posecheck("profile", "diff", "default").stdout


# --- new, use ---


def test_a_new_profile_can_be_filled_in_used_and_judges(posecheck, config: Path, bent: Path) -> None:
    assert "knee-bent" in faults(posecheck("replay", bent, *JUDGE))
    path = Path(posecheck("profile", "new", "mine", "--exercise", EXERCISE).stdout.strip())
    assert path == config.parent / "profiles" / "mine.toml"
    text = path.read_text()
    assert "# ok = 20  # 0 to 80 deg" in text
    path.write_text(text.replace("# good = 10 ", "good = 20 ").replace("# ok = 20 ", "ok = 30 "))
    assert "knee-bent" in faults(posecheck("replay", bent, *JUDGE))
    assert posecheck("profile", "use", "mine").returncode == 0
    judged = posecheck("replay", bent, *JUDGE)
    assert "knee-bent" not in faults(judged)
    assert json.loads(judged.stdout)["profile"] == "mine"
    assert "knee-bent" in faults(posecheck("replay", bent, *JUDGE, "--profile", "default"))


def test_comments_in_the_settings_survive(posecheck, config: Path) -> None:
    config.write_text(
        "# of the living room\nmirrored = true # the laptop flips\n\n# quiet, please\nvoice = false\n"
    )
    assert posecheck("profile", "use", "gentle").returncode == 0
    once = config.read_text()
    for comment in ("# of the living room", "# the laptop flips", "# quiet, please"):
        assert comment in once
    assert tomllib.loads(once) == {"mirrored": True, "voice": False, "profile": "gentle"}
    posecheck("profile", "use", "strict")
    assert config.read_text() == once.replace("gentle", "strict")


def test_a_file_can_be_used_from_anywhere(posecheck, config: Path, tmp_path: Path, bent: Path) -> None:
    (tmp_path / "mine.toml").write_text(LENIENT)
    assert posecheck("profile", "use", "mine.toml").returncode == 0
    assert tomllib.loads(config.read_text())["profile"] == str(tmp_path / "mine.toml")
    assert "knee-bent" not in faults(posecheck("replay", bent, *JUDGE))
    assert "mine.toml" in posecheck("profile", "list").stdout


@each_of(
    "arguments, said",
    [
        (("use", "gentel"), "did you mean 'gentle'"),
        (("show", "gentel"), "did you mean 'gentle'"),
        (("diff", "gentle", "strickt"), "did you mean 'strict'"),
        (("show", "none.toml"), "none.toml"),
        (("show", "gentle", "--exercise", "brigde"), "bridge"),
        (("new", "gentle"), "built in"),
        (("new", "Mine"), "small letters"),
        (("new", "mine", "--from", "gentel"), "did you mean 'gentle'"),
        (("new", "mine", "--exercise", "brigde"), "bridge"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(
    posecheck, config: Path, arguments: tuple[str, ...], said: str
) -> None:
    assert said in one_sentence(posecheck("profile", *arguments))
    assert list(config.parent.iterdir()) == []


def test_a_profile_that_cannot_be_used_is_not_used(posecheck, config: Path, tmp_path: Path) -> None:
    (tmp_path / "wrong.toml").write_text("[supine-hamstring.primary]\ncap = 130")
    sentence = one_sentence(posecheck("profile", "use", "wrong.toml"))
    for part in ("wrong.toml", "supine-hamstring.primary.cap", "40 to 115 deg"):
        assert part in sentence
    assert not config.exists()


def test_damaged_settings_are_told_and_left_alone(posecheck, config: Path) -> None:
    config.write_text("mirrored = 'a little'")
    assert "config.toml" in one_sentence(posecheck("profile", "use", "gentle"))
    assert config.read_text() == "mirrored = 'a little'"


# --- judging ---


@each_of("name, faulty", [("default", True), ("gentle", False), ("strict", True)])
def test_the_profile_decides_what_replay_calls_a_fault(
    posecheck, bent: Path, name: str, *, faulty: bool
) -> None:
    assert ("knee-bent" in faults(posecheck("replay", bent, *JUDGE, "--profile", name))) is faulty


def test_replay_gives_exactly_what_the_trainer_gives_with_the_same_profile(
    posecheck, bent: Path, tmp_path: Path
) -> None:
    (tmp_path / "mine.toml").write_text(LENIENT)
    replayed = json.loads(posecheck("replay", bent, *JUDGE, "--profile", "mine.toml").stdout)
    exercise = apply_profile(all_exercises()[EXERCISE], parse_profile(LENIENT, tmp_path / "mine.toml"))
    trainer = Trainer(exercise, hold_target_s=5.0)
    source = SourceInfo(str(bent), 1280, 720, replayed["source"]["duration_s"])
    builder = ResultBuilder(exercise, source, profile="mine")
    for pose in perform(EXERCISE, position=leg_raise(70.0, knee_deg=26.0)):
        builder.add(pose, trainer.step(pose))
    assert as_data(builder.finish(trainer.finish())) == replayed


@pytest.mark.parametrize("command", [("replay", "bent.poses", *JUDGE), ("live", EXERCISE, "--no-window")])
def test_a_profile_that_cannot_be_used_is_told_before_any_work(
    posecheck, bent: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "wrong.toml").write_text("[supine-hamstring.knee-bnt]\nok = 30")
    sentence = one_sentence(posecheck(*command, "--profile", "wrong.toml"))
    assert "supine-hamstring.knee-bnt" in sentence
    assert "did you mean 'supine-hamstring.knee-bent'?" in sentence
