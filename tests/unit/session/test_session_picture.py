"""What is seen of a session beside the exercise: where it stands, what comes next, what is being said."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from posecheck.exercise.catalogue import find_exercise
from posecheck.outputs.overlay.session_info import Card, SessionInfo
from posecheck.outputs.speaker import RehearsedVoice
from posecheck.pose import Pose, Side
from posecheck.pose.frame import Frame
from posecheck.session.announcer import Announcer, Contact
from posecheck.session.dose_progress import DoseProgress
from posecheck.session.inbox import Inbox
from posecheck.session.live_view import LiveView
from posecheck.session.narration import Stage
from posecheck.session.schedule import ScheduledSet
from posecheck.session.session_picture import SessionPicture
from posecheck.session.set_in_hand import SetInHand
from posecheck.session.speech_queue import SpeechQueue

STRETCH, BRIDGE = map(find_exercise, ("supine-hamstring", "bridge"))
FRAME = Frame(np.zeros((48, 64, 3), np.uint8), 1.0)
POSE = Pose.nobody(1.0, 64, 48)


class Shown:
    """A picture of a session in the first of two sets, of an exercise of two."""

    def __init__(self) -> None:
        self.infos: list[SessionInfo] = []
        self.exercises: list[str] = []
        coach = Contact(SpeechQueue(RehearsedVoice()), SimpleNamespace(muted=False), Inbox())  # type: ignore[arg-type]
        self.announcer = Announcer(coach)
        self.scheduled = ScheduledSet(0, "stretch", STRETCH, Side.LEFT, 1, 2, 10.0, moves_camera=False)
        following = ScheduledSet(2, "strength", BRIDGE, Side.NONE, 1, 1, 10.0, moves_camera=False)
        programme = SimpleNamespace(current=self.scheduled, following=following, place=(1, 2), left_s=90.0)
        display = SimpleNamespace(show=lambda _image: None)
        self.picture = SessionPicture(LiveView(display, self._draw), programme, self.announcer)  # type: ignore[arg-type]

    def _draw(
        self, _image: Any, _pose: Any, _assessment: Any, exercise: Any, *, mirrored: bool, info: Any
    ) -> Any:
        assert mirrored
        self.exercises.append(exercise.id)
        self.infos.append(info)

    def hold(self, stage: Stage) -> None:
        introducing = stage is not Stage.DOING
        narration = SimpleNamespace(stage=stage, introducing=introducing)
        running = SimpleNamespace(scheduled=self.scheduled, progress=DoseProgress(self.scheduled.exercise))
        self.picture.in_hand = SetInHand(running, narration, 0.0)  # type: ignore[arg-type]


def test_where_the_session_stands_is_shown_with_the_set_in_hand() -> None:
    shown = Shown()
    shown.hold(Stage.DOING)
    shown.picture.look(FRAME, POSE)
    (info,) = shown.infos
    assert (info.place, info.sets, info.side) == ((1, 2), (1, 2), Side.LEFT)
    assert (info.next_title, info.left_s) == (BRIDGE.title, 90.0)
    assert np.isnan(info.figure_s)


def test_the_figure_is_large_while_it_is_introduced_and_small_until_it_begins() -> None:
    shown = Shown()
    for stage in (Stage.INTRODUCING, Stage.WAITING, Stage.COUNTING):
        shown.hold(stage)
        shown.picture.look(FRAME, POSE)
    assert [info.figure_large for info in shown.infos] == [True, False, False]
    assert not np.isnan([info.figure_s for info in shown.infos]).any()


def test_between_sets_the_coming_exercise_stands_behind_what_is_said() -> None:
    shown = Shown()
    shown.announcer.say("That was the whole session.")
    shown.announcer.tick()
    shown.picture.card = Card("That was the whole session.", ("You did it.",))
    shown.picture.look(FRAME, POSE)
    assert shown.exercises == [STRETCH.id]
    assert shown.infos[0].saying == "That was the whole session."
    assert shown.infos[0].card == shown.picture.card
    assert shown.infos[0].place is None


def test_without_a_picture_the_last_one_stays_with_another_word() -> None:
    shown = Shown()
    shown.picture.show("Camera?")
    shown.picture.look(FRAME, POSE)
    shown.picture.show("Camera?")
    assert [info.banner for info in shown.infos] == ["", "Camera?"]
