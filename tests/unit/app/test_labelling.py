"""Labelling in the browser: what is marked is checked and kept at once, and saved as the window saves it."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fixtures.app_pages import App, Reply
from fixtures.cases import each_of

from posecheck.app.labels import work as label_work
from posecheck.app.labels.clips import LabelClip, every_clip, find_clip, labelled
from posecheck.app.labels.seen import seen_in
from posecheck.app.labels.work import Begun
from posecheck.app.videos import store as video_store
from posecheck.app.work.tasks import Progress, Task, Tasks
from posecheck.lab.labels import read_label
from posecheck.pose import Side

RECORDINGS = Path(__file__).parents[2] / "fixtures" / "tuning"
HOLD = {"what": "hold", "start_s": 3.0, "end_s": 8.0, "side": "left"}
BENT = {"what": "knee-bent", "start_s": 4.0, "end_s": 6.0}
WHO = {"subject": "Anna", "labelled_by": "Ben"}


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch) -> None:
    for name in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"POSECHECK_{name}_DIR", str(tmp_path / name.lower()))


@pytest.fixture
def app() -> App:
    return App()


def given(recording: str | None = "supine_faulty_c3", *, label: bool = False) -> LabelClip:
    """Return a video that was given to the app, with what was seen in it and its label."""
    with video_store.arriving("leg.mp4") as path:
        path.write_bytes(b"no video at all")
        if label:
            shutil.copy(RECORDINGS / f"{recording}.toml", path.with_suffix(".toml"))
        about = video_store.About(name="leg.mp4", file=path.name, added=datetime.now(UTC), state="stopped")
        video = video_store.arrived(path, about)
    if recording is not None:
        video.landmarks.parent.mkdir()
        shutil.copy(RECORDINGS / f"{recording}.poses", video.landmarks)
    return find_clip(f"video-{video.id}")


@pytest.fixture
def clip() -> LabelClip:
    """Return one that was begun."""
    clip = given()
    label_work.begin(clip, Begun(exercise="supine-hamstring", **WHO))
    return clip


def marked(app: App, clip: LabelClip, *marks: dict[str, object], how: str = "keep") -> Reply:
    return app.post(f"/label/{clip.id}/{how}", {"marks": marks, **WHO})


# --- the list and the way to the marks


def test_every_video_is_listed_with_how_far_it_is_labelled(app: App) -> None:
    given(label=True)
    begun = given()
    label_work.begin(begun, Begun(exercise="bridge", subject="Carla"))
    given()
    text = app.get("/label").text
    for words in ("one hold, one fault", "Labelled", "Begun", "Not labelled yet", "Carla", "Glute bridge"):
        assert words in text


def test_a_label_that_cannot_be_used_is_said_to_be_so_in_the_list_and_counts_nowhere(app: App) -> None:
    clip = given()
    clip.label_path.write_text("kind = 7", encoding="utf-8")
    assert "Its label cannot be used" in app.get("/label").text
    assert labelled(every_clip()) == []


def test_a_landmark_recording_has_no_pictures_and_is_not_offered() -> None:
    clip = given()
    shutil.copy(RECORDINGS / "supine_faulty_c3.poses", clip.video)
    assert every_clip() == []


def test_names_that_were_told_before_are_offered_again(app: App) -> None:
    first = given(label=True)
    subject = read_label(first.label_path).subject
    assert f'<option value="{subject}">' in app.get(f"/label/{given().id}").text


def test_an_exercise_of_which_nothing_is_judged_cannot_be_begun(app: App) -> None:
    clip = given()
    assert 'value="breathing"' not in app.get(f"/label/{clip.id}").text
    reply = app.post(f"/label/{clip.id}/begin", {"exercise": "breathing"})
    assert (reply.status, "nothing to mark" in reply.text) == (400, True)


def test_beginning_leads_from_the_question_to_the_marks(app: App) -> None:
    clip = given()
    assert "What is done in it?" in app.get(f"/label/{clip.id}").text
    assert app.post(f"/label/{clip.id}/begin", {"exercise": "supine-hamstring", **WHO}).status == 200
    assert 'data-what="knee-bent"' in app.get(f"/label/{clip.id}").text


@each_of("progress, kept", [(Progress.DONE, True), (Progress.FAILED, False)])
def test_landmarks_that_are_missing_are_made_whole_or_not_at_all(progress, kept, monkeypatch) -> None:
    clip, asked = given(None), []

    def add(self, kind, arguments, about, then):
        asked.append(arguments)
        clip.making_path.write_bytes((RECORDINGS / "supine_faulty_c3.poses").read_bytes())
        then(Task("1", kind, about, tuple(arguments), progress=progress))

    monkeypatch.setattr(Tasks, "add", add)
    app = App()
    assert app.post(f"/label/{clip.id}/begin", {"exercise": "supine-hamstring"}).status == 200
    (arguments,) = asked
    assert arguments[:4] == ["replay", str(clip.video), "--exercise", "supine-hamstring"]
    assert (clip.landmarks is not None) is kept
    assert not clip.making_path.exists()


def test_while_landmarks_are_made_the_page_says_so_and_asks_how_far_it_is(monkeypatch) -> None:
    clip = given(None)
    label_work.begin(clip, Begun(exercise="supine-hamstring"))
    tasks = Tasks()
    app = App(tasks)
    assert 'id="waiting"' in app.get(f"/label/{clip.id}").text
    assert app.get(f"/label/{clip.id}/state").json == {"progress": "none"}
    task = Task("1", "label", {"clip": clip.id}, (), Progress.FAILED, problem="Error: It is no video.")
    monkeypatch.setattr(tasks, "of_kind", lambda _kind: [task])
    assert app.get(f"/label/{clip.id}/state").json["problem"] == "It is no video."


def test_the_video_is_sent_in_parts(app: App) -> None:
    assert app.get(f"/label/{given().id}/video").headers["accept-ranges"] == "bytes"


# --- marks


def test_what_is_marked_is_kept_and_not_saved_until_it_is_asked_for(app: App, clip: LabelClip) -> None:
    assert marked(app, clip, HOLD, BENT).json == {"saved": False}
    assert not clip.label_path.exists()
    told = app.get(f"/label/{clip.id}/marks").json
    assert not told["saved"]
    assert [mark["what"] for mark in told["marks"]] == ["hold", "knee-bent"]


def test_a_saved_label_is_what_the_commands_read(app: App, clip: LabelClip) -> None:
    marked(app, clip, HOLD)
    assert marked(app, clip, HOLD, BENT, how="save").json == {"saved": True, "said": "The label is saved."}
    label = read_label(clip.label_path)
    assert (label.kind, label.side, label.subject, label.labelled_by) == ("faulty", "left", "Anna", "Ben")
    assert [(each.id, each.start_s, each.end_s) for each in label.faults] == [("knee-bent", 4.0, 6.0)]
    assert not clip.unsaved_path.exists()
    assert app.get(f"/label/{clip.id}/marks").json["saved"]


def test_saving_keeps_what_the_label_says_besides(app: App) -> None:
    clip = given(label=True)
    camera = "\n[camera]\nyaw_deg = 81.0\nheight_m = 0.5\ndistance_m = 2.0\nhfov_deg = 60.0 # a guess\n"
    before = "# by hand\n" + clip.label_path.read_text(encoding="utf-8") + camera
    clip.label_path.write_text(before, encoding="utf-8")
    marked(app, clip, HOLD, how="save")
    text = clip.label_path.read_text(encoding="utf-8")
    assert text.startswith("# by hand\n")
    assert "# a guess" in text
    assert read_label(clip.label_path).labelled_by == "Ben"


@each_of(
    "marks, sentence",
    [
        (
            (BENT, BENT | {"start_s": 5.0, "end_s": 7.0}),
            "Two marks cannot be at the same time: Knee bent, 4.00",
        ),
        ((BENT, {"what": "good", "start_s": 1.0, "end_s": 5.0}), "and Knee bent, 4.00 to 6.00 s."),
        ((HOLD | {"end_s": 3.0},), "A mark has to end after it begins; move its end, or delete it."),
        ((HOLD | {"end_s": 900.0},), "after the end of the clip"),
        ((HOLD | {"what": "nonsense"},), "there is no fault 'nonsense'"),
        (({"what": "hold"},), "start_s"),
    ],
)
def test_marks_that_cannot_be_are_refused_in_a_sentence(app: App, clip: LabelClip, marks, sentence) -> None:
    reply = marked(app, clip, *marks)
    assert reply.status == 400
    assert sentence in reply.json["error"]
    assert not clip.unsaved_path.exists()


def test_a_hold_may_be_faulty_and_two_faults_may_be_at_once(app: App, clip: LabelClip) -> None:
    assert marked(app, clip, HOLD, BENT, BENT | {"what": "hips-lifted"}).status == 200


def test_steps_are_points_of_the_label(app: App) -> None:
    clip = given()
    label_work.begin(clip, Begun(exercise="march"))
    step = {"what": "step", "start_s": 2.0, "end_s": 2.0, "side": "right"}
    assert marked(app, clip, step, how="save").status == 200
    assert [(rep.time_s, rep.side) for rep in read_label(clip.label_path).reps] == [(2.0, Side.RIGHT)]
    assert app.get(f"/label/{clip.id}/marks").json["marks"] == [step | {"also": []}]


def test_saving_without_a_person_says_where_to_name_one(app: App, clip: LabelClip) -> None:
    told = app.post(f"/label/{clip.id}/save", {"marks": [HOLD]}).json
    assert told["saved"]
    assert "name the person under “About this clip” and save again" in told["said"]


def test_who_was_told_last_is_proposed_for_the_next_clip(app: App, clip: LabelClip) -> None:
    text = app.get(f"/label/{given().id}").text
    assert 'list="subjects" value="Anna"' in text
    assert 'list="labellers" value="Ben"' in text


def test_the_side_of_a_part_is_told_as_a_guess(app: App, clip: LabelClip) -> None:
    told = app.get(f"/label/{clip.id}/side?start=3&end=8").json
    assert told["side"] == read_label(RECORDINGS / "supine_faulty_c3.toml").side
    assert told["said"].startswith("Side as posecheck sees it: left.")
    assert app.get(f"/label/{clip.id}/side?start=3").status == 400


def test_giving_up_brings_the_saved_marks_back(app: App, clip: LabelClip) -> None:
    marked(app, clip, HOLD, how="save")
    marked(app, clip)
    app.post(f"/label/{clip.id}/discard", {})
    assert len(app.get(f"/label/{clip.id}/marks").json["marks"]) == 1


def test_a_clip_that_is_begun_anew_holds_nothing_of_before(app: App, clip: LabelClip) -> None:
    marked(app, clip, HOLD, how="save")
    app.post(f"/label/{clip.id}/forget", {})
    assert not clip.label_path.exists()
    assert "What is done in it?" in app.get(f"/label/{clip.id}").text


def test_a_label_of_a_clip_of_another_length_is_told_before_it_is_changed(app: App) -> None:
    clip = given(label=True)
    text = clip.label_path.read_text(encoding="utf-8")
    length = next(line for line in text.splitlines() if line.startswith("duration_s"))
    clip.label_path.write_text(text.replace(length, "duration_s = 99.0"), encoding="utf-8")
    assert "of another length" in app.get(f"/label/{clip.id}").text


def test_what_posecheck_says_is_told_on_request_with_the_side_that_works(app: App, clip: LabelClip) -> None:
    told = app.get(f"/label/{clip.id}/seen").json
    assert told["side"] == read_label(RECORDINGS / "supine_faulty_c3.toml").side
    assert {"hold", "knee-bent"} <= {span["what"] for span in told["spans"]}
    work = label_work.work_on(clip)
    assert work is not None
    assert seen_in(work, "default").side == told["side"]


def test_the_page_shows_nothing_of_what_posecheck_says(app: App, clip: LabelClip) -> None:
    text = app.get(f"/label/{clip.id}").text
    assert 'id="see" aria-pressed="false"' in text
    assert 'class="seen"' not in text


def test_a_clip_of_a_video_that_is_gone_is_told_of(app: App, clip: LabelClip) -> None:
    shutil.rmtree(clip.folder.parent)
    reply = app.get(f"/label/{clip.id}")
    assert (reply.status, "not there any more" in reply.text) == (400, True)


def test_from_a_clip_the_way_leads_to_the_next_without_a_label_and_then_to_tuning(
    app: App, clip: LabelClip
) -> None:
    assert "Too strict or too lenient?" in app.get(f"/label/{clip.id}").text
    other = given()
    page = app.get(f"/label/{clip.id}").text
    assert f"/label/{other.id}" in page
    assert "Too strict or too lenient?" not in page
