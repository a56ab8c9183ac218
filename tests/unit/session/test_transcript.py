"""A whole routine on the clock of its clips: every word that is said can be followed with the eyes closed."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from fixtures.rehearsals import Rehearsal, rehearse

from posecheck.engine.events import Phase
from posecheck.exercise import Hold
from posecheck.outputs.speech_duration import FASTEST_WORDS_PER_S
from posecheck.pose import Side
from posecheck.session import script

#: Silence is wanted in a hold alone.
LONGEST_SILENCE_S = 15.0


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Rehearsal:
    return rehearse("fifteen-minutes", tmp_path_factory.mktemp("clips"), samples)


def test_no_sentence_overlaps_another_and_none_is_cut_off(rehearsal: Rehearsal) -> None:
    said = rehearsal.transcript
    overlapping = [(one.text, two.text) for one, two in itertools.pairwise(said) if two.start_s < one.end_s]
    assert overlapping == []
    assert [each.text for each in said if each.interrupted] == []


def test_it_is_read_as_one_speaks(rehearsal: Rehearsal) -> None:
    hurried = [
        each.text
        for each in rehearsal.transcript
        if len(each.text.split()) / (each.end_s - each.start_s) > FASTEST_WORDS_PER_S + 1e-6
    ]
    assert hurried == []


def test_outside_of_holds_nobody_is_left_in_silence(rehearsal: Rehearsal) -> None:
    said, phases = rehearsal.transcript, rehearsal.meanwhile.phases
    silent = []
    for one, two in itertools.pairwise(said):
        steps = [(time_s, phase) for time_s, phase in phases if one.end_s <= time_s <= two.start_s]
        holding_s = sum(
            later - earlier
            for (earlier, phase), (later, _) in itertools.pairwise(steps)
            if phase is Phase.HOLD
        )
        if two.start_s - one.end_s - holding_s > LONGEST_SILENCE_S:
            silent.append((one.text, two.text, two.start_s - one.end_s - holding_s))
    assert silent == []


def test_every_set_is_told_by_name_and_side_and_how_much_it_is(rehearsal: Rehearsal) -> None:
    said = [each.text for each in rehearsal.transcript]
    missing = []
    for scheduled in rehearsal.plan.turns:
        exercise, side = scheduled.exercise, scheduled.side
        title = any(exercise.title in text for text in said)
        limb = script.limb_of(exercise)
        sides = side is Side.NONE or {script.SIDE[limb, side], script.NOW_SIDE[limb, side]} & set(said)
        dose = script.dose_words(scheduled) in said
        if not (title and sides and dose):
            missing.append((scheduled.title, title, bool(sides), dose))
    assert missing == []


def test_every_long_hold_has_its_start_middle_and_end(rehearsal: Rehearsal) -> None:
    said = [each.text for each in rehearsal.transcript]
    # those whose clip holds as long as the routine asks for
    held = [each for each in rehearsal.plan.turns if isinstance(each.exercise.dose, Hold)]
    full = [each for each in held if each.exercise.id not in ("figure-four", "knee-rolls")]
    long = [each for each in full if each.exercise.dose.target_s >= 20.0]
    assert said.count("Time. Come out slowly.") == len(full)
    assert said.count(script.HALF_WAY) == len(long)
    starts = said.count("Now go into it, slowly.") + said.count("Hold.")
    assert starts >= len(full)


def test_the_countdown_is_counted_in_its_order_after_the_introduction(rehearsal: Rehearsal) -> None:
    said = [each.text for each in rehearsal.transcript]
    after_ready = [said[place + 1] for place, text in enumerate(said) if text == script.READY]
    assert len(after_ready) >= len(rehearsal.plan.turns) - 2
    assert set(after_ready) <= {"3", "1", "Hold."}, "the first number, or what the person did instead"
