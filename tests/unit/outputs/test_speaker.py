"""A voice that nobody hears takes as long as one that is heard, on the session's own clock."""

from __future__ import annotations

import pytest

from posecheck.outputs.speaker import HeardVoice, RehearsedVoice, Speaker, SpokenText
from posecheck.outputs.speech_duration import spoken_s

HOLD_S = spoken_s("Hold.")


class FakeVoice:
    """A voice whose end the test says."""

    def __init__(self) -> None:
        self.muted, self.problem = False, None
        self.speaking = self.last_interrupted = False
        self.said: list[str] = []

    def say(self, text: str, urgent: bool = False) -> None:  # noqa: FBT001, FBT002 - as the voice has it
        if self.muted or self.problem:
            return
        self.last_interrupted = self.speaking and urgent
        self.said.append(text)
        self.speaking = True


@pytest.fixture
def rehearsed() -> RehearsedVoice:
    return RehearsedVoice()


def test_a_text_takes_as_long_as_it_would_to_say_it(rehearsed: RehearsedVoice) -> None:
    rehearsed.say(" Hold.\n", 100.0)
    assert rehearsed.speaking(100.0)
    assert rehearsed.speaking(100.0 + 0.99 * HOLD_S)
    assert not rehearsed.speaking(100.0 + HOLD_S)
    assert rehearsed.transcript == (SpokenText(100.0, 100.0 + HOLD_S, "Hold.", interrupted=False),)


def test_the_language_decides_how_long() -> None:
    german = RehearsedVoice("de")
    german.say("Halten.", 0.0)
    assert german.transcript[0].end_s == spoken_s("Halten.", "de")


def test_the_newest_of_what_waits_follows_without_overlap(rehearsed: RehearsedVoice) -> None:
    for text in ("Hold.", "two", "three"):
        rehearsed.say(text, 0.0)
    assert rehearsed.speaking(HOLD_S + 0.1), "looked at only a while after the first one's end"
    first, second = rehearsed.transcript
    assert (second.text, second.start_s) == ("three", first.end_s)


def test_something_urgent_interrupts_and_what_waited_is_gone(rehearsed: RehearsedVoice) -> None:
    rehearsed.say("Hold.", 0.0)
    rehearsed.say("two", 0.1)
    rehearsed.say("Stop.", 0.2, urgent=True)
    assert not rehearsed.speaking(100.0)
    cut, last = rehearsed.transcript
    assert cut == (0.0, 0.2, "Hold.", True)
    assert (last.start_s, last.text, last.interrupted) == (0.2, "Stop.", False)


def test_something_urgent_into_silence_interrupts_nothing(rehearsed: RehearsedVoice) -> None:
    rehearsed.say("Hold.", 0.0)
    rehearsed.say("Stop.", 60.0, urgent=True)
    assert [said.interrupted for said in rehearsed.transcript] == [False, False]


def test_a_heard_voice_has_ended_when_it_was_heard_to_end() -> None:
    voice = FakeVoice()
    speaker: Speaker = HeardVoice(voice)
    speaker.say("Hold.", 0.0)
    assert speaker.speaking(HOLD_S + 5), "it speaks slower than was reckoned with"
    voice.speaking = False
    assert not speaker.speaking(HOLD_S + 6)
    speaker.say("Hold.", 20.0)
    voice.speaking = False
    assert not speaker.speaking(20.0 + HOLD_S / 2), "and faster"
    assert [(said.start_s, said.end_s) for said in speaker.transcript] == [
        (0.0, HOLD_S + 6),
        (20.0, 20.0 + HOLD_S / 2),
    ]


@pytest.mark.parametrize("silent", ["muted", "problem"])
def test_in_silence_there_is_time_to_read(silent: str) -> None:
    voice = FakeVoice()
    setattr(voice, silent, "No voice is installed." if silent == "problem" else True)
    speaker, rehearsal = HeardVoice(voice), RehearsedVoice()
    for each in (speaker, rehearsal):
        each.say("Hold.", 0.0)
        assert each.speaking(HOLD_S - 0.01)
        assert not each.speaking(HOLD_S)
        each.say("Now the other leg.", 5.0)
        each.say("Stop.", 5.5, urgent=True)
    assert voice.said == []
    assert speaker.transcript == rehearsal.transcript


def test_what_is_muted_in_its_middle_can_be_read_to_its_end() -> None:
    voice = FakeVoice()
    speaker = HeardVoice(voice)
    speaker.say("Hold.", 0.0)
    speaker.muted, voice.speaking, voice.last_interrupted = True, False, True
    assert voice.muted
    assert speaker.speaking(HOLD_S / 2)
    assert not speaker.speaking(HOLD_S)
    assert not speaker.transcript[0].interrupted


def test_a_heard_voice_that_is_interrupted_is_in_the_transcript_as_such() -> None:
    voice = FakeVoice()
    speaker = HeardVoice(voice)
    speaker.say("Hold.", 0.0)
    speaker.say("Stop.", HOLD_S + 1, urgent=True)
    voice.speaking = voice.last_interrupted = False
    assert not speaker.speaking(30.0)
    assert speaker.transcript == ((0.0, HOLD_S + 1, "Hold.", True), (HOLD_S + 1, 30.0, "Stop.", False))
