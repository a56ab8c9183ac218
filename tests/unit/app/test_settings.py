"""Settings: what is changed on the page stands in the file, whole and beside what was there."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from fixtures.app_pages import App

from posecheck.app.settings import pages as settings
from posecheck.app.settings.kept import delete, kept_things
from posecheck.history.stills import Still, StillNote, write_still
from posecheck.history.store import History
from posecheck.report.wording import Words
from posecheck.routines.level import kept_step
from posecheck.routines.progression import LADDER
from posecheck.sources.devices import CameraInfo
from posecheck.support.errors import InputError
from posecheck.support.settings import read_config
from posecheck.support.settings_file import change_settings

OWN = """\
# mine
voice = false # the neighbours
camera = "1"
"""


@pytest.fixture
def config(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "config" / "config.toml"


def test_settings_are_written_where_there_were_none(config: Path) -> None:
    assert change_settings(language="de", pictures=True) == read_config()
    assert config.read_text() == 'language = "de"\npictures = true\n'


def test_what_people_wrote_into_the_file_stays(config: Path) -> None:
    config.parent.mkdir()
    config.write_text(OWN)
    change_settings(voice=True, profile="gentle")
    assert config.read_text() == OWN.replace("voice = false", "voice = true") + 'profile = "gentle"\n'


def test_a_key_is_taken_away_so_that_its_default_holds(config: Path) -> None:
    config.parent.mkdir()
    config.write_text(OWN)
    assert change_settings(camera=None).camera is None
    assert config.read_text() == OWN.replace('camera = "1"\n', "")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"language": "nonsense!"}, "language: string should match"),
        ({"voice": "loud"}, "voice: input should be a valid boolean"),
        ({"colour": "red"}, "there is no key 'colour'"),
    ],
)
def test_what_cannot_be_used_is_refused_and_the_file_is_as_it_was(
    config: Path, wrong: dict, sentence: str
) -> None:
    config.parent.mkdir()
    config.write_text(OWN)
    with pytest.raises(InputError, match=sentence):
        change_settings(**wrong)
    assert config.read_text() == OWN


def test_a_file_that_cannot_be_used_is_not_written_over(config: Path) -> None:
    config.parent.mkdir()
    config.write_text("voice = 3\n")
    with pytest.raises(InputError, match="mend or delete the file"):
        change_settings(language="de")
    assert config.read_text() == "voice = 3\n"


# ---- the page


def change(**value: object) -> dict:
    reply = App().post("/settings", value)
    assert reply.status == 200, reply.text
    return reply.json


def test_the_page_can_be_shown_before_anything_was_done_and_makes_no_history(config: Path) -> None:
    reply = App().get("/settings")
    assert reply.status == 200
    assert 'value="de"' in reply.text
    assert not (config.parents[1] / "data" / "history.sqlite3").exists()


def test_what_is_chosen_is_saved_and_said(config: Path) -> None:
    assert change(voice=False)["said"] == "Saved: the voice is silent."
    assert not read_config().voice


def test_smaller_pictures_are_chosen_and_said(config: Path) -> None:
    assert change(small_picture=True)["said"] == "Saved: smaller pictures are looked at."
    assert read_config().small_picture
    assert 'data-setting="small_picture" checked' in App().get("/settings").text


def test_another_language_holds_at_once(config: Path) -> None:
    assert change(language="de")["reload"]
    assert '<html lang="de"' in App().get("/settings").text


def test_the_first_camera_is_no_setting(config: Path) -> None:
    change(camera="Webcam")
    assert read_config().camera == "Webcam"
    change(camera="")
    assert config.read_text() == ""


def test_a_level_is_kept_with_its_first_step(config: Path) -> None:
    assert change(level=2)["rung"].startswith("Now: stretches of 2 x 20 s.")
    with History() as history:
        assert LADDER[kept_step(history) or 0].level == 2


@pytest.mark.parametrize(
    "wrong", [{}, {"voice": True, "pictures": True}, {"language": "xx"}, {"profile": "nobody"}, {"level": 4}]
)
def test_what_cannot_be_chosen_is_refused(config: Path, wrong: dict) -> None:
    assert App().post("/settings", wrong).status == 400
    assert not config.exists()


def test_cameras_are_named_so_that_they_are_found_again(config: Path, monkeypatch) -> None:
    found = [
        CameraInfo(0, "Twin", "/dev/video0"),
        CameraInfo(2, "Twin", "/dev/video2"),
        CameraInfo(4, "Other"),
    ]
    monkeypatch.setattr(settings, "list_cameras", lambda: found)
    change(camera="Other")
    told = App().get("/settings/cameras").json["cameras"]
    assert [(each["value"], each["chosen"]) for each in told] == [
        ("", False),
        ("0", False),
        ("2", False),
        ("Other", True),
    ]


def test_a_camera_that_is_not_there_now_stays_chosen(config: Path, monkeypatch) -> None:
    monkeypatch.setattr(settings, "list_cameras", list)
    change(camera="http://phone/video")
    told = App().get("/settings/cameras").json
    assert [each["value"] for each in told["cameras"] if each["chosen"]] == ["http://phone/video"]
    assert told["none"]


def test_answers_about_health_can_be_read_again(config: Path) -> None:
    with History() as history:
        history.add_answers("screening", {"yes": ["worse-bending"], "consent": True})
    text = App().get("/settings").text
    assert "Does your back get worse when you bend forward" in text
    assert "exercises are left out or done otherwise." in text


# ---- what is kept


@pytest.fixture
def everything(config: Path) -> Path:
    """Fill the place of the data with one of each, and return it."""
    config.parent.mkdir()
    config.write_text(OWN)
    with History() as history:
        session = history.begin_session("live", journal="elsewhere.txt")
        history.end_session(session)
        write_still(
            history.path,
            session,
            "best",
            Still(StillNote(1, "left", 1.0, None, "", None, held=True), b"\xff\xd8"),
        )
        history.add_answers("screening", {"yes": [], "consent": True})
    place = config.parents[1] / "data"
    for name in ("sessions/one.jsonl", "videos/0123456789ab/original/me.mp4", "posecheck.log"):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text("x")
    return place


IDLE = SimpleNamespace(
    stage=SimpleNamespace(is_running=False), tasks=SimpleNamespace(is_busy=False, of_kind=lambda _: [])
)


def names(place: Path) -> set[str]:
    return {each.name for each in place.rglob("*") if each.is_file() and not each.name.startswith("history")}


def test_what_is_kept_is_counted(everything: Path) -> None:
    amounts = {each.title: each.amount for each in kept_things(Words())}
    assert amounts["Your history"] == "1 session"
    assert amounts["Pictures"] == "1 picture"
    assert amounts["Videos"] == "1 video"
    assert amounts["Journals"] == "1 file"


def test_pictures_are_deleted_alone(everything: Path) -> None:
    delete("pictures", IDLE)
    assert names(everything) == {"one.jsonl", "me.mp4", "posecheck.log"}


def test_videos_are_deleted_alone(everything: Path) -> None:
    delete("videos", IDLE)
    assert names(everything) == {"one.jsonl", "best.jpg", "posecheck.log"}


def test_everything_is_deleted_and_the_settings_stay(everything: Path, config: Path) -> None:
    delete("everything", IDLE)
    assert names(everything) == set()
    with History() as history:
        assert history.sessions() == []
        assert history.answers() == []
    assert config.read_text() == OWN


@pytest.mark.parametrize(("running", "busy"), [(True, False), (False, True)])
def test_nothing_is_deleted_while_something_is_worked_at(
    everything: Path, *, running: bool, busy: bool
) -> None:
    desk = SimpleNamespace(
        stage=SimpleNamespace(is_running=running), tasks=SimpleNamespace(is_busy=busy, of_kind=lambda _: [])
    )
    before = names(everything)
    with pytest.raises(InputError):
        delete("everything", desk)
    assert names(everything) == before
