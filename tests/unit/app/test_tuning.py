"""Tuning in the browser: what labelled clips say of a limit in words, and what is saved of it."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from fixtures.app_pages import App
from fixtures.cases import each_of

from posecheck.app.tuning import run as tuning_run
from posecheck.app.tuning.pages import plain_name
from posecheck.app.tuning.rows import rows_of
from posecheck.app.tuning.together import together_words
from posecheck.app.videos import store as video_store
from posecheck.app.work.commands import command_line
from posecheck.app.work.tasks import Progress, Task
from posecheck.exercise import Exercise
from posecheck.lab.evaluation.clips import find_clips
from posecheck.lab.evaluation.landmarks import Landmarks
from posecheck.lab.tuning.limits import limits_of
from posecheck.lab.tuning.objective import Objective
from posecheck.lab.tuning.sweep import read_clips
from posecheck.lab.tuning.tune import poses_of, tune
from posecheck.lab.tuning.tuning_json import tuning_json
from posecheck.profiles import load_profile
from posecheck.report.wording import Words
from posecheck.support.errors import InputError
from posecheck.support.settings import read_config

RECORDINGS = Path(__file__).parents[2] / "fixtures" / "tuning"
KNEE = "supine-hamstring.knee-bent.ok"
WORDS = Words()
DAMAGED = "[supine-hamstring.knee-bent]\nok = 60\n"


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch) -> Path:
    for name in ("CONFIG", "DATA"):
        monkeypatch.setenv(f"POSECHECK_{name}_DIR", str(tmp_path / name.lower()))
    monkeypatch.setenv("POSECHECK_CACHE_DIR", str(tmp_path / "cache"))
    profile = tmp_path / "config" / "profiles" / "damaged.toml"
    profile.parent.mkdir(parents=True)
    profile.write_text(DAMAGED, encoding="utf-8")
    return tmp_path


def given(recording: Path) -> None:
    """Put a video with its landmarks and its label where those of the app are."""
    with video_store.arriving(f"{recording.stem}.mp4") as path:
        path.write_bytes(b"no video at all")
        shutil.copy(recording.with_suffix(".toml"), path.with_suffix(".toml"))
        about = video_store.About(name=path.name, file=path.name, added=datetime.now(UTC), state="stopped")
        video = video_store.arrived(path, about)
    video.landmarks.parent.mkdir()
    shutil.copy(recording, video.landmarks)


@pytest.fixture
def clips() -> None:
    for recording in RECORDINGS.glob("*.poses"):
        given(recording)


class AtOnce:
    """Runs a task at once, and notes what it was asked to run."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def of_kind(self, _kind: str) -> list[Task]:
        return []

    def add(self, kind, arguments, about, then) -> Task:
        self.asked.append(list(arguments))
        done = subprocess.run(command_line(*arguments), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        task = Task("1", kind, about, tuple(arguments), Progress.DONE)
        then(task)
        return task


@cache
def found_json(exercise: Exercise) -> str:
    """Return what the command would write of the recordings."""
    clips = find_clips(RECORDINGS.glob("*.poses"))
    read = read_clips(exercise, [(clip, poses_of(clip, Landmarks(Path()))) for clip in clips])
    return tuning_json(tune(exercise, read, limits_of(exercise), Objective.F1), "any")


def run(profile: str = "damaged") -> tuning_run.Material:
    """Put what a run would find where it would put it."""
    material = tuning_run.material_of("supine-hamstring", profile)
    path = tuning_run._result(material)
    path.parent.mkdir(parents=True)
    path.write_text(found_json(material.exercise), encoding="utf-8")
    return material


# --- names


@each_of("typed, name", [("Für Anna!", "fuer-anna"), ("  mine 2 ", "mine-2"), ("Élan", "elan")])
def test_a_profile_gets_a_name_that_it_may_have(typed: str, name: str) -> None:
    assert plain_name(typed) == name


def test_a_name_without_letters_is_refused() -> None:
    with pytest.raises(InputError, match="with letters or digits"):
        plain_name("***")


# --- the run and the page


def test_exercises_with_labelled_clips_come_first_with_their_counts(clips) -> None:
    text = App().get("/tune").text
    assert "5 labelled clips, 5 people" in text
    assert text.index("Supine hamstring stretch") < text.index("Exercises without labelled clips")


def test_an_exercise_without_labelled_clips_leads_to_labelling() -> None:
    assert "No clip of this exercise is labelled yet." in App().get("/tune/bridge").text


def test_what_is_not_tuned_is_told() -> None:
    reply = App().get("/tune/inversion-table")
    assert (reply.status, "there for safety" in reply.text) == (400, True)


def test_a_damaged_limit_is_found_and_suggested_in_words(clips) -> None:
    material = run()
    found = tuning_run.found_on(material)
    assert found is not None
    row = rows_of(found, material.exercise, {}, WORDS)[0]
    assert (row.address, row.now_words) == (KNEE, "corrects from 60°")
    assert row.effects[row.now].startswith("Misses all 3 times you marked it.")
    assert row.suggested is not None
    assert row.effects[row.suggested].startswith("Catches all 3 times you marked it.")
    assert row.changes[row.suggested] == "It would catch 3 that it misses now."
    assert row.advice.startswith("From 18.5° it would have caught all 3 you marked with it (now 0)")
    assert row.apart.startswith("The change is 41.5°. This program reads it to within 6.4°")
    assert row.values == tuple(sorted(row.values))
    assert [part.kind for part in row.strip] == ["right", "lenient"]
    assert sum(part.width for part in row.strip) == len(row.values)


def test_a_run_is_asked_for_once_and_leaves_what_it_found(clips) -> None:
    material, tasks = tuning_run.material_of("supine-hamstring", "damaged"), AtOnce()
    for _ in range(2):
        tuning_run.run(tasks, material)  # type: ignore[arg-type]
    assert len(tasks.asked) == 1
    found = tuning_run.found_on(material)
    assert found is not None
    assert {clip["name"] for clip in found["clips"]} == {clip.id for clip, _ in material.clips}
    assert len(list(tuning_run._result(material).parent.iterdir())) == 1


def test_what_was_found_is_old_when_a_label_changes(clips) -> None:
    material = run()
    path = material.clips[0][0].label_path
    path.write_text(path.read_text(encoding="utf-8").replace("end_s = ", "end_s = 0"), encoding="utf-8")
    assert tuning_run.found_on(tuning_run.material_of("supine-hamstring", "damaged")) is None


def test_another_profile_is_another_run(clips) -> None:
    keys = {
        tuning_run.key_of(tuning_run.material_of("supine-hamstring", name)) for name in ("damaged", "default")
    }
    assert len(keys) == 2


def test_before_the_run_the_page_waits_for_it(clips) -> None:
    app = App()
    assert 'id="waiting"' in app.get("/tune/supine-hamstring").text
    assert app.get("/tune/supine-hamstring/state").json == {"progress": "none"}


def test_the_page_has_a_slider_and_its_sentences_for_every_limit(clips) -> None:
    run("default")
    app = App()
    text, told = app.get("/tune/supine-hamstring").text, app.get("/tune/supine-hamstring/effects").json
    assert text.count('type="range"') == len(told) == 4
    assert app.get("/tune/supine-hamstring/state").json == {"progress": "ready"}
    knee = told[KNEE]
    assert len(knee["values"]) == len(knee["words"]) == len(knee["effects"]) == len(knee["changes"])
    assert knee["sentences"][knee["changes"][knee["values"].index(20.0)]] == ""


def test_the_page_says_what_the_clips_lack_and_which_would_decide(clips) -> None:
    run("default")
    text = App().get("/tune/supine-hamstring").text
    assert "It is marked in no clip; label a clip that shows it to judge this." in text
    assert (
        "A clip of a further person marked as you see it (knee bend between 10° and 27.5°) would tell" in text
    )


def test_of_limits_that_are_changed_together_the_trainer_is_asked_again(clips) -> None:
    material = run()
    found = tuning_run.found_on(material)
    assert found is not None
    row = rows_of(found, material.exercise, {}, WORDS)[0]
    at = row.values.index(20.0)
    assert together_words(material, {KNEE: 20.0}, WORDS) == (row.effects[at], row.changes[at])
    with pytest.raises(InputError, match="cannot be looked at together"):
        together_words(material, {KNEE: 20.0, "supine-hamstring.primary.cap": 95.0}, WORDS)


def test_clips_whose_landmarks_are_missing_are_left_out_and_named(clips) -> None:
    video = video_store.every()[0]
    shutil.rmtree(video.landmarks.parent)
    material = tuning_run.material_of("supine-hamstring", "default")
    assert (len(material.clips), material.unready) == (4, (video.about.name,))


# --- saving


def save(**changes: object) -> SimpleNamespace:
    body = {"values": {KNEE: 26.0}, "name": "Für Anna", "use": False} | changes
    reply = App().post("/tune/supine-hamstring/save", body)
    return SimpleNamespace(status=reply.status, json=reply.json)


def test_changes_are_saved_over_the_profile_in_use_and_used_only_when_asked() -> None:
    assert "fuer-anna" in save().json["said"]
    saved = load_profile("fuer-anna")
    assert (saved.base, saved.thresholds[KNEE]) == ("default", 26.0)
    assert read_config().profile == "default"
    assert save(use=True).json["go"] == "/tune/supine-hamstring"
    assert read_config().profile == "fuer-anna"
    assert save().json["next"] == "/prescriptions/new?profile=fuer-anna"


def test_a_profile_that_says_more_of_the_exercise_is_told_of() -> None:
    save(values={"supine-hamstring.primary.cap": 95.0})
    assert "may judge otherwise" in save().json["said"]


@each_of(
    "changes, sentence",
    [
        ({"values": {KNEE: 500.0}}, "must be from"),
        ({"values": {"supine-hamstring.nothing.ok": 5.0}}, "there is no threshold"),
        ({"values": {}}, "values"),
        ({"name": "default"}, "is built in and stays as it is"),
    ],
)
def test_what_cannot_be_saved_is_refused_in_a_sentence(changes, sentence: str) -> None:
    refused = save(**changes)
    assert refused.status == 400
    assert sentence in refused.json["error"]
