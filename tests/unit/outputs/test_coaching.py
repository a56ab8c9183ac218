"""What is heard: cues as words, the rest as tones."""

from __future__ import annotations

from types import SimpleNamespace

from posecheck.engine.events import (
    Cue,
    CueKind,
    HoldStarted,
    RepDone,
    ScoreParts,
    SetEnded,
    TargetReached,
    ViewChanged,
    ViewState,
)
from posecheck.outputs.coaching import CoachingSink
from posecheck.outputs.tones import TONE_NAMES
from posecheck.pose import Side

PARTS = ScoreParts(1.0, 1.0, 1.0, provisional=False)


class Heard:
    def __init__(self) -> None:
        self.words: list[tuple[str, bool]] = []
        self.tones: list[str] = []

    def say(self, text: str, urgent: bool = False) -> None:  # noqa: FBT001, FBT002 - the voice's interface
        self.words.append((text, urgent))

    def play(self, name: str) -> None:
        assert name in TONE_NAMES
        self.tones.append(name)


def hear(*events: object, last: tuple = ()) -> Heard:
    heard = Heard()
    sink = CoachingSink(heard, heard)
    sink.take(None, None, SimpleNamespace(events=events))
    sink.close(last)
    return heard


def test_cues_are_spoken_in_their_order_and_only_a_stop_interrupts() -> None:
    heard = hear(Cue(1, "Straighten.", CueKind.FAULT, "knee-bent"), Cue(2, "Stop here.", CueKind.STOP))
    assert heard.words == [("Straighten.", False), ("Stop here.", True)]
    assert heard.tones == []


def test_what_needs_no_words_is_a_tone() -> None:
    heard = hear(
        HoldStarted(1, Side.LEFT, 0.5), TargetReached(6, Side.LEFT), RepDone(7, Side.LEFT, 0, 7, 1, 6, PARTS),
        ViewChanged(8, ViewState.WARN, "Turn."), last=(SetEnded(9, "Enough."),),
    )  # fmt: skip
    assert heard.tones == ["start", "target", "tick", "end"]
    assert heard.words == []
