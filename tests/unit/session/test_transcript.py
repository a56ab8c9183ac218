"""A whole routine on the clock of its clips: every word that is said can be followed with the eyes closed."""

from __future__ import annotations

import itertools
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from fixtures.live_rehearsal import stretch_live
from fixtures.rehearsals import Meanwhile, Rehearsal, rehearse

from posecheck.engine.events import Phase
from posecheck.exercise import Hold
from posecheck.outputs.speaker import SpokenText
from posecheck.outputs.tone_set import Tone
from posecheck.pose import Side
from posecheck.session import script
from posecheck.testing import LEFT_SIDE, SUPINE, Timetable, film, perform, steady

#: Silence is wanted in a hold alone.
LONGEST_SILENCE_S = 15.0
SHOWN_SILENCE_S = 8.0
DOCUMENT = Path(__file__).parents[3] / "docs" / "transcripts.md"


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Rehearsal:
    return rehearse("fifteen-minutes", tmp_path_factory.mktemp("clips"), samples)


def test_no_sentence_overlaps_another_and_none_is_cut_off(rehearsal: Rehearsal) -> None:
    said = rehearsal.transcript
    overlapping = [(one.text, two.text) for one, two in itertools.pairwise(said) if two.start_s < one.end_s]
    assert overlapping == []
    assert [each.text for each in said if each.interrupted] == []


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


@pytest.fixture(scope="module")
def live() -> tuple[tuple[SpokenText, ...], Meanwhile]:
    return stretch_live()


def test_a_live_session_is_followed_with_its_fault_its_pause_and_its_lost_view(
    live: tuple[tuple[SpokenText, ...], Meanwhile],
) -> None:
    said = [each.text for each in live[0]]
    order = [
        "Push your heel to the ceiling.",
        "That was 1 of 2.",
        "Pause.",
        "On we go.",
        "That was 2 of 2.",
        "Now the right leg.",
        script.OUT_OF_SIGHT,
        script.SEEN_AGAIN,
        script.THAT_WAS_ALL,
    ]
    places = [said.index(text) for text in order]
    assert places == sorted(places), list(zip(order, places, strict=True))
    assert {Tone.UNDERSTOOD, Tone.PAUSED, Tone.RESUMED, Tone.LOST_SIGHT, Tone.TIME} <= set(live[1].tones)


def test_who_lies_and_does_not_answer_is_asked_and_then_left_with_what_to_do() -> None:
    lying = film(lambda _time_s: SUPINE, steady(320.0, 5.0), LEFT_SIDE, noise_px=0.3)
    said = [each.text for each in stretch_live(lying)[0]]
    asked, told = said.index(script.ALL_RIGHT), said.index(script.NO_ANSWER)
    assert asked < told
    assert said.count(script.ALL_RIGHT) == said.count(script.NO_ANSWER) == 1
    assert script.SEEN_AGAIN not in said
    assert script.WHENEVER not in said[asked:], "nobody is urged on who may need help"


def test_who_was_recognised_is_told_what_is_seen() -> None:
    shown = perform("supine-hamstring", table=Timetable(rest_s=4.0, hold_s=34.0))
    said = [each.text for each in stretch_live(shown, recognise=True)[0]]
    assert said[0] == script.SHOW_ME
    assert "I see: Supine hamstring stretch." in said


def test_the_transcripts_in_the_documentation_are_what_is_said(
    rehearsal: Rehearsal, live: tuple[tuple[SpokenText, ...], Meanwhile]
) -> None:
    document = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else ""
    now = transcripts({"fifteen-minutes": rehearsal.transcript, "live supine-hamstring": live[0]})
    if os.environ.get("POSECHECK_WRITE_TRANSCRIPTS"):
        DOCUMENT.write_text(now, encoding="utf-8")
        document = now
    assert document == now, "run this test with POSECHECK_WRITE_TRANSCRIPTS=1, and read what has changed"


def transcripts(sessions: Mapping[str, Sequence[SpokenText]]) -> str:
    """Return the document of what is said in some sessions."""
    lines = [
        "# What is said",
        "",
        "Two whole sessions as they are heard, on the clock of the pictures: written by a test, which fails",
        "when they have changed. The people in them are constructed, or those of the samples, whose clips",
        "end before the dose of figure-four, knee rolls and cat-cow. In `live supine-hamstring` the knee is",
        "bent at first, the session is paused by a wave of the hand and resumed by another one, and the",
        "person leaves the picture for twenty seconds. A silence of more than 8 s stands beside the time.",
    ]
    for name, said in sessions.items():
        lines += ["", f"## {name}", "", "| time | silence before | said |", "|---:|---:|---|"]
        before_s = 0.0
        for each in said:
            silent_s = each.start_s - before_s
            gap = f"{silent_s:.0f} s" if silent_s > SHOWN_SILENCE_S else ""
            lines.append(f"| {clock(each.start_s)} | {gap} | {each.text} |")
            before_s = each.end_s
    return "\n".join([*lines, ""])


def clock(time_s: float) -> str:
    """Return a time as minutes and seconds."""
    return f"{int(time_s // 60)}:{int(time_s % 60):02d}"
