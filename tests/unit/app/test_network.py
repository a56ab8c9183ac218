"""The pose network is fetched once: what needs it waits on a page, and what fails is said in words."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from fixtures.app_pages import App

from posecheck.app.training import network
from posecheck.app.work.problems import plain_words
from posecheck.app.work.tasks import Progress, Task, Tasks
from posecheck.report.wording import Words
from posecheck.support.computers import Computer, unfit
from posecheck.support.language import find_language

ENGLISH = Words(find_language("en"))
BEGIN = {"kind": "exercise", "name": "bridge", "side": "left"}


class Asked(Tasks):
    """Takes note of what is to be run, and runs nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.arguments: list[tuple[str, ...]] = []

    def add(self, kind, arguments, about, then=None, *, long=True) -> Task:
        task = Task(f"{kind}-1", kind, about, tuple(arguments), progress=Progress.WORKING, share=0.25)
        self.arguments.append(task.arguments)
        self._tasks[task.id] = task
        return task


@pytest.fixture(autouse=True)
def _places(tmp_path: Path, monkeypatch) -> None:
    for name in ("config", "data", "cache"):
        monkeypatch.setenv(f"POSECHECK_{name.upper()}_DIR", str(tmp_path / name))


def test_a_session_that_is_begun_waits_for_the_network_which_is_fetched_once() -> None:
    app = App(Asked())
    leads = [app.post("/train/begin", BEGIN).json["go"] for _ in range(2)]
    assert app.tasks.arguments == [("model", "fetch")]
    address = urlsplit(leads[1])
    assert address.path == "/model/wait"
    assert json.loads(parse_qs(address.query)["begin"][0]) == BEGIN
    assert app.get("/model").json["share"] == 0.25


def test_the_page_that_waits_has_the_button_that_was_pressed_when_the_network_is_here(monkeypatch) -> None:
    app = App(Asked())
    leads = app.post("/train/begin", BEGIN).json["go"]
    assert "/train/begin" not in app.get(leads).text
    monkeypatch.setattr(network, "is_here", lambda _desk: True)
    text = app.get(leads).text
    assert 'data-post="/train/begin"' in text
    assert '"name": "bridge"' in text
    assert '"side": "left"' in text


def test_the_look_through_the_camera_waits_too() -> None:
    app = App(Asked())
    leads = app.post("/camera/look", {}).json["go"]
    assert leads.startswith("/model/wait")
    assert app.get(leads).status == 200
    assert app.tasks.arguments == [("model", "fetch")]


def test_nobody_can_write_a_session_of_their_own_into_the_address() -> None:
    assert App().get("/model/wait?begin=%7B%22kind%22%3A%22shell%22%7D").status == 400


def test_one_that_was_fetched_and_taken_away_is_missing_again() -> None:
    app = App(Asked())
    app.post("/model", {})
    app.tasks.of_kind("model")[0].progress = Progress.DONE
    assert app.get("/model").json == {"progress": "none"}


def test_a_computer_on_which_it_does_not_run_is_told_so_without_names_of_libraries() -> None:
    told = plain_words(unfit(Computer("linux", "aarch64")), ENGLISH)
    assert told.startswith("posecheck cannot look at pictures on this computer.")
    assert "MediaPipe" not in told


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (
            "package index: it cannot be reached; storage.googleapis.com: the server answers 403",
            "the internet",
        ),
        ("package index: the disk is full; storage.googleapis.com: the disk is full", "the disk is full"),
    ],
)
def test_what_fails_is_said_without_commands(reason: str, said: str) -> None:
    complaint = (
        f"The pose model cannot be fetched ({reason}); connect to the network once, or give a "
        "pose_landmarker .task file with --model."
    )
    told = plain_words(complaint, ENGLISH)
    assert said in told
    assert "--" not in told
