"""What is read after a session on a slow computer: what helps here, and nothing where it kept up."""

from __future__ import annotations

from typing import Any

import pytest

from posecheck.cli.slow_computer import tell_slow
from posecheck.outputs.page.link import PageLink
from posecheck.outputs.window import HighguiWindow, NoDisplay
from posecheck.session.slow_computer import Slowness
from posecheck.support.language import ENGLISH

SLOW = Slowness(8.2, 29.9)


class Room:
    """The part of a studio that is used."""

    def __init__(self, kind: type, *, small: bool = False) -> None:
        self.display = kind.__new__(kind)
        self.small = small
        self.told: dict[str, Any] = {}

    def tell(self, **values: object) -> None:
        self.told |= values


def written(capsys: pytest.CaptureFixture[str], room: Room, slow: Slowness | None = SLOW) -> str:
    tell_slow(room, slow, ENGLISH)  # type: ignore[arg-type] # has what is used
    return capsys.readouterr().err


def test_a_computer_that_kept_up_is_not_mentioned(capsys: pytest.CaptureFixture[str]) -> None:
    room = Room(PageLink)
    assert written(capsys, room, None) == ""
    assert room.told == {}


def test_what_was_judged_is_told_and_what_helps_in_a_window(capsys: pytest.CaptureFixture[str]) -> None:
    said = written(capsys, Room(HighguiWindow))
    assert said.startswith(
        "Note: This computer was slow: 8 pictures a second were judged, and the camera gave 29."
    )
    assert said.index("Close other programs") < said.index("--small-picture") < said.index("--no-window")


def test_what_is_done_already_is_not_offered(capsys: pytest.CaptureFixture[str]) -> None:
    said = written(capsys, Room(NoDisplay, small=True))
    assert "--no-window" not in said
    assert "--small-picture" not in said


def test_a_page_is_told_where_to_click_and_not_what_to_type(capsys: pytest.CaptureFixture[str]) -> None:
    room = Room(PageLink)
    written(capsys, room)
    assert "Settings, Camera" in room.told["slow"][-1]
    assert not any("--" in each for each in room.told["slow"])
