"""One sentence at a time: what goes first, what is cut off, what comes too late."""

from __future__ import annotations

import pytest

from posecheck.outputs.speaker import RehearsedVoice
from posecheck.session.speech_queue import BREATH_S, Line, SpeechQueue, Urgency

LONG = "This is a sentence that takes a while to be said."


class Spoken:
    """A queue with its voice, on a clock of tenths of a second."""

    def __init__(self) -> None:
        self.voice = RehearsedVoice()
        self.queue = SpeechQueue(self.voice)
        self.now_s = 0.0

    def put(self, text: str, urgency: Urgency = Urgency.SCRIPT, **kwargs) -> None:
        self.queue.put(Line(text, urgency, **kwargs), self.now_s)

    def pass_s(self, seconds: float) -> None:
        for _ in range(round(seconds * 10)):
            self.queue.tick(self.now_s)
            self.now_s += 0.1

    @property
    def said(self) -> list[str]:
        return [each.text for each in self.voice.transcript]


@pytest.fixture
def spoken() -> Spoken:
    return Spoken()


def test_one_sentence_follows_the_other_after_a_breath(spoken: Spoken) -> None:
    spoken.put(LONG)
    spoken.put("Then this.")
    spoken.pass_s(10.0)
    first, second = spoken.voice.transcript
    assert BREATH_S <= second.start_s - first.end_s < BREATH_S + 0.25
    assert not first.interrupted


def test_what_is_more_urgent_goes_first_and_cuts_nothing_off(spoken: Spoken) -> None:
    spoken.put(LONG)
    spoken.pass_s(0.5)
    spoken.put("Well done.", Urgency.ASIDE)
    spoken.put("Next.")
    spoken.put("Straighten your knee.", Urgency.CORRECTION)
    spoken.put("Three", Urgency.COUNT)
    spoken.pass_s(20.0)
    assert spoken.said == [LONG, "Straighten your knee.", "Three", "Next.", "Well done."]
    assert not any(each.interrupted for each in spoken.voice.transcript)


def test_safety_cuts_off_and_what_still_matters_is_said_again(spoken: Spoken) -> None:
    spoken.put(LONG)
    spoken.put("And after that.")
    spoken.pass_s(0.5)
    spoken.put("Stop here.", Urgency.SAFETY)
    spoken.pass_s(15.0)
    assert spoken.said == [LONG, "Stop here.", LONG, "And after that."]
    assert [each.interrupted for each in spoken.voice.transcript] == [True, False, False, False]


def test_a_word_of_its_moment_is_not_said_again(spoken: Spoken) -> None:
    spoken.put("Ten seconds.", Urgency.COUNT, within_s=1.5)
    spoken.pass_s(0.5)
    spoken.put("Stop here.", Urgency.SAFETY)
    spoken.pass_s(5.0)
    assert spoken.said == ["Ten seconds.", "Stop here."]


def test_one_warning_does_not_cut_off_the_other(spoken: Spoken) -> None:
    spoken.put("Stop here. Come out slowly.", Urgency.SAFETY)
    spoken.pass_s(0.3)
    spoken.put("Come up slowly now.", Urgency.SAFETY)
    spoken.pass_s(8.0)
    assert not any(each.interrupted for each in spoken.voice.transcript)
    assert len(spoken.said) == 2


@pytest.mark.parametrize(("within_s", "said"), [(2.0, [LONG]), (6.0, [LONG, "Four"])])
def test_what_comes_too_late_is_not_said(spoken: Spoken, within_s: float, said: list[str]) -> None:
    spoken.put(LONG)
    spoken.pass_s(0.2)
    spoken.put("Four", Urgency.COUNT, within_s=within_s)
    spoken.pass_s(10.0)
    assert spoken.said == said


def test_of_one_topic_only_the_newest_is_true(spoken: Spoken) -> None:
    spoken.put(LONG)
    spoken.pass_s(0.2)
    for number in ("1", "2", "3"):
        spoken.put(number, Urgency.COUNT, topic="count", alone=True)
    spoken.pass_s(10.0)
    assert spoken.said == [LONG, "3"]


def test_a_topic_that_is_over_is_dropped_and_the_sentence_in_the_mouth_is_ended(spoken: Spoken) -> None:
    spoken.put(LONG, topic="introduction")
    spoken.put("More of it.", topic="introduction")
    spoken.put("Something else.")
    spoken.pass_s(0.2)
    spoken.queue.drop("introduction")
    spoken.pass_s(10.0)
    assert spoken.said == [LONG, "Something else."]


def test_silence_is_measured_from_the_end_of_what_was_said(spoken: Spoken) -> None:
    spoken.put("Hold.")
    spoken.pass_s(0.1)
    assert spoken.queue.silent_s(spoken.now_s) == 0.0
    spoken.pass_s(5.0)
    end_s = spoken.voice.transcript[0].end_s
    assert spoken.queue.silent_s(spoken.now_s) == pytest.approx(spoken.now_s - end_s, abs=0.11)


def test_what_is_being_said_can_be_read(spoken: Spoken) -> None:
    spoken.put("Hold.")
    spoken.pass_s(0.2)
    assert spoken.queue.saying == "Hold."
    spoken.pass_s(5.0)
    assert not spoken.queue.saying
    assert spoken.queue.idle
