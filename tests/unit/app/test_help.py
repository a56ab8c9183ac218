"""Help: everything is there in words, tones can be heard, and the doctor speaks to people."""

from __future__ import annotations

import io
import json
import wave
from pathlib import Path

import pytest
from fixtures.app_pages import App

from posecheck.app.help.doctor import told_of
from posecheck.app.help.pages import _SHAPES
from posecheck.app.work.tasks import Progress, Task
from posecheck.outputs.tone_set import Tone
from posecheck.report.wording import Words


@pytest.fixture(autouse=True)
def _places(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path / "data"))


def test_emergency_signs_and_the_disclaimer_are_on_the_page() -> None:
    text = App().get("/help").text
    assert "numbness around the genitals or back passage" in text
    assert "It is not a medical device" in text


def test_every_tone_is_described_and_can_be_heard() -> None:
    assert set(_SHAPES) == set(Tone)
    reply = App().get(f"/help/tone/{Tone.TIME.value}.wav")
    with wave.open(io.BytesIO(reply.body)) as file:
        assert file.getnframes() / file.getframerate() > 0.5


def test_a_tone_that_is_none_is_refused() -> None:
    assert App().get("/help/tone/siren.wav").status == 400


def test_how_exact_an_exercise_is_stands_in_a_table() -> None:
    text = App().get("/help/accuracy").text
    assert "Supine hamstring stretch" in text
    assert "<td>1.7°</td>" in text
    assert "not measured" in text


def doctor(progress: Progress, said: object = (), problem: str = "") -> dict:
    printed = said if isinstance(said, str) else json.dumps(said)
    return told_of(Task("doctor-1", "doctor", {}, (), progress, said=printed, problem=problem), Words())


def found(what: str, health: str, seen: str = "all found", todo: str = "") -> dict:
    return {"what": what, "health": health, "found": seen, "todo": todo}


def test_what_is_wrong_comes_first_and_what_the_app_does_not_need_is_left_out() -> None:
    told = doctor(
        Progress.FAILED,
        [
            found("system libraries", "ok"),
            found("camera", "warning", "none found", "Plug one in to use `live` and `record`."),
            found("window", "warning", "cannot be opened", "There is no screen."),
            found("mediapipe", "problem", "missing", "Install posecheck again."),
        ],
    )
    assert [each["what"] for each in told["findings"]] == ["mediapipe", "Camera", "Parts of the system"]
    assert told["said"] == "1 thing has to be mended."
    assert "live" not in told["findings"][1]["todo"]


def test_when_all_is_well_it_says_so() -> None:
    assert doctor(Progress.DONE, [found("voice", "ok", "espeak-ng")])["said"] == "Everything is in order."


def test_while_it_looks_there_are_no_findings() -> None:
    told = doctor(Progress.WORKING)
    assert told["ongoing"]
    assert told["findings"] == []


@pytest.mark.parametrize(
    ("said", "problem", "told"), [("", "It broke.", "It broke."), ("[1]", "", "That failed.")]
)
def test_when_the_doctor_fails_that_is_told(said: str, problem: str, told: str) -> None:
    assert doctor(Progress.FAILED, said, problem)["said"] == told
