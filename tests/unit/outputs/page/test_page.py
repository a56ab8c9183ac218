"""What a page is told of a session is what a window would draw, and the newest of it."""

from __future__ import annotations

import json
import math
import threading
import time
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from websockets.sync.server import ServerConnection, serve

from posecheck.engine.events import State
from posecheck.outputs.overlay import Card, SessionInfo, draw_screen
from posecheck.outputs.overlay.palette import FAULT, GOOD
from posecheck.outputs.overlay.scene import Scene
from posecheck.outputs.page.link import ADDRESS, PageLink
from posecheck.outputs.page.scene import css, marks_of
from posecheck.outputs.page.state import MOST_WIDE_PX, message, smaller, state
from posecheck.outputs.page.view import PageView
from posecheck.outputs.window import CLOSED, Key
from posecheck.pose.frame import Frame
from posecheck.support.errors import InputError
from posecheck.support.language import ENGLISH, find_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import MakeExercise, MakeMoment, MakePose

    from posecheck.outputs.page.scene import Mark

PICTURE = np.full((480, 640, 3), 120, np.uint8)


@pytest.fixture
def told(make_pose: MakePose, make_assessment: MakeMoment, make_exercise: MakeExercise) -> Any:
    """Return a function that tells what a page shows of a moment."""

    def tell(info: SessionInfo | None = None, code: str = "en", **changes: Any) -> dict[str, Any]:
        return state(
            make_pose(), make_assessment(**changes), make_exercise(), info or SessionInfo(),
            find_language(code), PICTURE,
        )  # fmt: skip

    return tell


def of_kind(marks: list[Mark], kind: str) -> list[Mark]:
    return [each for each in marks if each[0] == kind]


def test_the_words_at_a_limb_are_those_of_the_window(
    make_pose: MakePose, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    moment = make_assessment(faults=("knee-bent",), states={"knee-bent": State.FAULT})
    scene = Scene(PICTURE, make_pose(), moment, make_exercise(), True, ENGLISH)
    window = draw_screen(PICTURE, scene, SessionInfo(), (1280, 720))
    written = {each[5] for each in of_kind(marks_of(scene, PICTURE), "words")}
    assert "! Knee bent" in written
    assert written <= {line.text for line in window.written}


def test_the_marks_of_a_page_leave_the_picture_alone(told: Any) -> None:
    before = PICTURE.copy()
    assert told()["marks"]
    assert np.array_equal(PICTURE, before)


@pytest.mark.parametrize(("found", "colour"), [(State.GOOD, GOOD), (State.FAULT, FAULT)])
def test_a_limb_has_the_colour_of_its_state(told: Any, found: State, colour: Any) -> None:
    marks = told(states={"knee-bent": found}, faults=())["marks"]
    assert css(colour) in {each[5] for each in of_kind(marks, "line")}


def test_nobody_is_drawn_where_nobody_is_seen(told: Any) -> None:
    assert told(person=False, faults=(), states={}, primary=math.nan)["marks"] == []


def test_every_text_is_in_the_language(told: Any) -> None:
    card = Card(
        "How much pain do you have now?", ("From 0, none, to 10, the worst there is.",), ("Yes", "No"), 1
    )
    german = told(SessionInfo(card=card), "de")["card"]
    assert german["options"] == ["Ja", "Nein"]
    assert german["title"] != card.title
    assert german["chosen"] == 1


def test_what_is_unknown_is_no_number_that_json_does_not_know(told: Any) -> None:
    assert "NaN" not in json.dumps(told(primary=math.nan, form=math.nan), allow_nan=False)


@pytest.mark.parametrize("size", [(640, 480), (1920, 1080), (720, 1280)])
def test_a_picture_for_a_page_keeps_its_shape_and_is_not_wider_than_needed(size: tuple[int, int]) -> None:
    width, height = size
    seen = smaller(np.zeros((height, width, 3), np.uint8))
    assert seen.shape[1] == min(width, MOST_WIDE_PX)
    assert seen.shape[0] / seen.shape[1] == pytest.approx(height / width, abs=0.01)


def test_a_message_has_its_data_before_the_picture(
    make_pose: MakePose, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    shown = Frame(PICTURE, 1.0), make_pose(), make_assessment()
    said = message(shown, make_exercise(), SessionInfo(saying="Breathe out."), ENGLISH)
    length = int.from_bytes(said[:4], "little")
    assert json.loads(said[4 : 4 + length])["saying"] == "Breathe out."
    assert said[4 + length :].startswith(b"\xff\xd8")


class AppSide:
    """The app at the other end of the way."""

    def __init__(self) -> None:
        self.heard: list[str | bytes] = []
        self.socket: ServerConnection | None = None
        self._came = threading.Event()
        self._server = serve(self._serve, "127.0.0.1", 0)
        self.address = f"ws://127.0.0.1:{self._server.socket.getsockname()[1]}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def _serve(self, socket: ServerConnection) -> None:
        self.socket = socket
        self._came.set()
        for each in socket:
            self.heard.append(each)

    def say(self, what: dict[str, object] | bytes) -> None:
        assert self._came.wait(10)
        assert self.socket is not None
        self.socket.send(what if isinstance(what, bytes) else json.dumps(what))

    def close(self) -> None:
        self._server.shutdown()


def eventually(true: Any) -> bool:
    """Wait until something is so, at most ten seconds."""
    for _ in range(1000):
        if true():
            return True
        time.sleep(0.01)
    return False


@pytest.fixture
def app_side() -> Iterator[AppSide]:
    """Return the app at the other end."""
    side = AppSide()
    yield side
    side.close()


def test_nothing_is_made_before_a_page_asks_and_then_the_newest(app_side: AppSide) -> None:
    made: list[int] = []

    def make(number: int) -> bytes:
        made.append(number)
        return bytes([number])

    with PageLink(app_side.address, "http://here") as link:
        for number in range(5):
            link.offer(lambda number=number: make(number))
        assert made == []
        app_side.say({"next": True})
        assert eventually(lambda: link.offer(lambda: make(9)) or app_side.heard)
    assert app_side.heard[0] == bytes([9])
    assert made == [9]


def test_what_is_pressed_on_a_page_is_a_key_of_the_window(app_side: AppSide) -> None:
    with PageLink(app_side.address, "http://here") as link:
        for name in ("space", "q", "nonsense"):
            app_side.say({"press": name})
        keys: list[Key | None] = []
        assert eventually(lambda: keys.append(link.key()) or Key.QUIT in keys)
        assert [each for each in keys if each] == [Key.PAUSE, Key.QUIT]


def test_an_answer_on_a_card_is_told_by_its_place(app_side: AppSide) -> None:
    with PageLink(app_side.address, "http://here") as link:
        app_side.say({"press": "option-2"})
        pressed: list[str | None] = []
        assert eventually(lambda: pressed.append(link.press()) or pressed[-1])
        assert pressed[-1] == "option-2"


def test_a_session_whose_app_has_gone_ends_as_when_a_window_is_closed(app_side: AppSide) -> None:
    with PageLink(app_side.address, "http://here") as link:
        app_side.say({})
        assert link.key() is None
        app_side.close()
        assert eventually(lambda: link.press() == CLOSED)
        assert link.key() is Key.QUIT


def test_pictures_of_a_page_are_handed_on_unread(app_side: AppSide) -> None:
    taken: list[bytes] = []
    with PageLink(app_side.address, "http://here") as link:
        link.take_pictures(taken.append)
        app_side.say(b"12345678jpeg")
        assert eventually(lambda: taken)
    assert taken == [b"12345678jpeg"]


@pytest.mark.parametrize("address", ["", "ws://127.0.0.1:9/nobody"])
def test_a_session_without_an_app_says_what_to_do(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ADDRESS, "")
    with pytest.raises(InputError, match="posecheck app"):
        PageLink(address, "http://here")


def test_a_frame_is_offered_to_the_pages_with_everything_that_belongs_to_it(
    app_side: AppSide, make_pose: MakePose, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    with PageLink(app_side.address, "http://here") as link:
        view = PageView(link, ENGLISH)
        shown = Frame(PICTURE, 1.0), make_pose(), make_assessment()
        app_side.say({"next": True})
        info = SessionInfo(banner="3")
        assert eventually(lambda: view.show(shown, make_exercise(), info) or app_side.heard)
    said = app_side.heard[0]
    assert isinstance(said, bytes)
    length = int.from_bytes(said[:4], "little")
    assert json.loads(said[4 : 4 + length])["dial"]["number"] == "3"
