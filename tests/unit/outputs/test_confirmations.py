"""Each command is confirmed: by a tone at once, and by words where the tone does not say it all."""

from __future__ import annotations

import re
from pathlib import Path

from posecheck.outputs.confirmations import CONFIRMATIONS, Confirmed
from posecheck.outputs.speech_duration import spoken_s
from posecheck.outputs.tone_set import Tone


def test_each_command_has_its_confirmation() -> None:
    assert set(CONFIRMATIONS) == set(Confirmed)


def test_muting_is_confirmed_without_a_word() -> None:
    wordless = {command for command, each in CONFIRMATIONS.items() if not each.words}
    assert wordless == {Confirmed.MUTE}


def test_commands_that_sound_alike_differ_in_their_words() -> None:
    heard = [(each.tone, each.words) for each in CONFIRMATIONS.values()]
    assert len(set(heard)) == len(heard)
    assert CONFIRMATIONS[Confirmed.PAUSE].tone is Tone.PAUSED
    assert CONFIRMATIONS[Confirmed.RESUME].tone is Tone.RESUMED


def test_a_confirmation_is_over_soon() -> None:
    for each in CONFIRMATIONS.values():
        assert spoken_s(each.words) < 2.5
        assert spoken_s(each.refused) < 3.0


def test_what_cannot_always_be_done_has_words_for_that() -> None:
    refusable = {command for command, each in CONFIRMATIONS.items() if each.refused}
    assert refusable == {Confirmed.SIDE, Confirmed.EASIER}


def test_the_document_of_the_confirmations_is_true() -> None:
    document = (Path(__file__).parents[3] / "docs" / "sound.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| `([\w-]+)` \| (.+) \| (.+) \|$", document, re.MULTILINE)
    assert [tuple(row) for row in rows] == [
        (str(command), str(each.tone), each.words or "-", each.refused or "-")
        for command, each in CONFIRMATIONS.items()
    ]
