"""What is printed reads well, with and without colours, and progress never gets into a pipe."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from fixtures.cases import each_of
from rich.console import Console

from posecheck.engine.events import (
    Cue,
    CueKind,
    Event,
    FaultStarted,
    HoldStarted,
    SetEnded,
    TargetReached,
    ViewChanged,
    ViewState,
)
from posecheck.engine.result import read_result
from posecheck.exercise import Reps
from posecheck.outputs.console import (
    EventLines,
    ReplayProgress,
    event_line,
    print_verdict,
)
from posecheck.outputs.verdict import clock
from posecheck.pose import Side

if TYPE_CHECKING:
    from conftest import MakeExercise, MakeMoment


def _result(**changes: Any) -> dict[str, Any]:
    """Return a result of schema 1 with one good hold and one that was too short."""
    hold = {"side": "left", "start_s": 4.2, "end_s": 34.4, "held_s": 30.2, "counted": True, "score": 91.0}
    short = hold | {"start_s": 70.0, "end_s": 73.0, "held_s": 3.0, "counted": False, "score": None}
    result: dict[str, Any] = {
        "schema": 1,
        "posecheck": "0.1.0",
        "exercise": "supine-hamstring",
        "profile": "default",
        "side": "left",
        "source": {"path": "clip.mp4", "width": 640, "height": 480, "duration_s": 75.0},
        "frames": 750,
        "frames_with_pose": 750,
        "frames_valid": 750,
        "score_parts": {"form": 90.0, "hold": 80.0, "control": 85.0},
        "scored": True,
        "score": 87.5,
        "provisional": False,
        "reason": None,
        "holds": [hold, short],
        "reps": [],
        "faults": [],
        "cues": [],
        "view": [{"state": "ok", "reason": None, "start_s": 0.0, "end_s": 75.0}],
        "measures": {},
    }
    return result | changes


def _printed(result: dict[str, Any], exercise: Any, *, terminal: bool = False) -> str:
    out = io.StringIO()
    colours = "standard" if terminal else None
    console = Console(file=out, force_terminal=terminal, width=200, highlight=False, color_system=colours)
    print_verdict(read_result(result), exercise, console)
    return out.getvalue()


@pytest.mark.parametrize(
    ("time_s", "words"),
    [(0.0, "0.0 s"), (4.24, "4.2 s"), (59.94, "59.9 s"), (64.4, "1:04"), (3600.0, "60:00")],
)
def test_times_are_written_as_people_say_them(time_s: float, words: str) -> None:
    assert clock(time_s) == words


def test_the_verdict_tells_score_and_holds(make_exercise: MakeExercise) -> None:
    lines = [line.strip() for line in _printed(_result(), make_exercise()).splitlines()]
    assert "Supine hamstring stretch, left side" in lines
    assert "Score 88 of 100: great" in lines
    assert "Held once, for 30 seconds; a full dose is 2 times 30 seconds" in lines
    assert "✓ 30.2 s on the left, 4.2 s to 34.4 s, 91 points" in lines
    assert "✗ 3.0 s on the left, 1:10 to 1:13, too short to count" in lines
    assert "No faults seen." in lines


def test_the_verdict_tells_faults_the_gravest_first_with_all_their_times(make_exercise: MakeExercise) -> None:
    faults = [
        {"id": "knee-bent", "severity": 2, "side": "left", "start_s": 5.0, "end_s": 6.5},
        {"id": "too-deep", "severity": 3, "side": "left", "start_s": 8.0, "end_s": 9.0},
        {"id": "knee-bent", "severity": 2, "side": "left", "start_s": 11.0, "end_s": 12.0},
    ]
    cues = [{"time_s": 6.5, "text": "Push your heel to the ceiling.", "kind": "fault", "fault": "knee-bent"}]
    text = _printed(_result(faults=faults, cues=cues), make_exercise())
    assert "looks like" in text
    deep, bent = "further than is good (8.0 s to 9.0 s)", "bent too much (5.0 s to 6.5 s, 11.0 s to 12.0 s)"
    assert text.index(deep) < text.index(bent)
    assert "knee-bent" not in text
    assert "6.5 s  Push your heel to the ceiling." in text
    assert "No faults seen." not in text


def test_no_score_is_said_with_its_reason_and_without_a_number(make_exercise: MakeExercise) -> None:
    result = _result(scored=False, score=None, reason="Nobody was seen in the picture.", holds=[])
    text = _printed(result, make_exercise())
    assert "Not scored. Nobody was seen in the picture." in text
    assert "of 100" not in text
    assert "No faults seen" not in text
    assert "No hold counted" in text


def test_a_provisional_score_is_marked(make_exercise: MakeExercise) -> None:
    assert "provisional" in _printed(_result(provisional=True), make_exercise())


def test_repetitions_are_counted_against_the_dose(make_exercise: MakeExercise) -> None:
    rep = {
        "side": "both",
        "start_s": 1.0,
        "end_s": 2.0,
        "hold_start_s": 1.4,
        "hold_end_s": 1.6,
        "score": 90.0,
    }
    text = _printed(_result(holds=[], reps=[rep, rep]), make_exercise(dose=Reps(8)))
    assert "2 of 8 repetitions" in text
    assert "hold" not in text.lower()


def test_what_the_camera_could_not_judge_is_listed(make_exercise: MakeExercise) -> None:
    view = [{"state": "block", "reason": "Turn so your side faces the camera.", "start_s": 1.0, "end_s": 9.0}]
    assert "1.0 s to 9.0 s: Turn so your side faces the camera." in _printed(
        _result(view=view), make_exercise()
    )


def test_a_view_that_was_good_for_a_moment_is_told_once(make_exercise: MakeExercise) -> None:
    bad = {"state": "block", "reason": "Turn so your side faces the camera."}
    view = [
        bad | {"start_s": 1.0, "end_s": 3.0},
        {"state": "ok", "reason": None, "start_s": 3.0, "end_s": 3.5},
        bad | {"start_s": 3.5, "end_s": 9.0},
        bad | {"start_s": 20.0, "end_s": 30.0},
    ]
    text = _printed(_result(view=view), make_exercise())
    assert text.count("Turn so your side") == 2
    assert "1.0 s to 9.0 s: Turn" in text


def test_counts_are_not_repeated_among_what_was_said(make_exercise: MakeExercise) -> None:
    cues = [
        {"time_s": 4.0, "text": "1", "kind": "count", "fault": None},
        {"time_s": 6.0, "text": "Lovely.", "kind": "praise", "fault": None},
    ]
    said = _printed(_result(cues=cues), make_exercise()).split("What was said")[1].split()
    assert said[:3] == ["6.0", "s", "Lovely."]


def test_colours_add_nothing_to_the_words(
    make_exercise: MakeExercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    plain, coloured = (_printed(_result(), make_exercise(), terminal=each) for each in (False, True))
    assert "\x1b[" not in plain
    assert "\x1b[" in coloured
    assert _without_codes(coloured) == plain


def _without_codes(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_markup_in_a_text_is_printed_as_it_is(make_exercise: MakeExercise) -> None:
    cues = [{"time_s": 1.0, "text": "[bold]Slow[/bold] down.", "kind": "fault", "fault": None}]
    assert "[bold]Slow[/bold] down." in _printed(_result(cues=cues), make_exercise())


@each_of(
    "event, line",
    [
        (Cue(4.24, "Slow down.", CueKind.FAULT, "too-fast"), "   4.2 s  » Slow down."),
        (Cue(4.24, "Lovely.", CueKind.PRAISE), "   4.2 s  ✓ Lovely."),
        (Cue(4.24, "Stop here.", CueKind.STOP), "   4.2 s  STOP  Stop here."),
        (HoldStarted(64.0, Side.LEFT, 63.0), "    1:04  Holding"),
        (TargetReached(64.0, Side.LEFT), "    1:04  ✓ Target reached"),
        (ViewChanged(1.0, ViewState.BLOCK, "Move back."), "   1.0 s  Camera: Move back."),
        (ViewChanged(1.0, ViewState.OK, ""), "   1.0 s  The camera sees you well"),
        (SetEnded(1.0, "the hips sagged"), "   1.0 s  Set ended: the hips sagged"),
        (FaultStarted(1.0, "knee-bent", 2, Side.LEFT, 0.5), None),
    ],
)
def test_events_are_lines_for_people(event: Event, line: str | None) -> None:
    assert event_line(event) == line


def test_events_are_printed_one_line_each() -> None:
    out = io.StringIO()
    lines = EventLines(Console(file=out, width=200))
    lines.show(
        (Cue(1.0, "A [very] long cue, " * 3, CueKind.GUIDE), FaultStarted(1.0, "x", 2, Side.LEFT, 0.5))
    )
    lines.show((HoldStarted(2.0, Side.LEFT, 1.0),))
    assert out.getvalue().count("\n") == 2
    assert "[very]" in out.getvalue()


def test_no_progress_is_drawn_where_nobody_watches(
    make_exercise: MakeExercise, make_assessment: MakeMoment
) -> None:
    out = io.StringIO()
    with ReplayProgress(make_exercise(), 10, console=Console(file=out, force_terminal=False)) as progress:
        for _ in range(10):
            progress.step(make_assessment())
    assert out.getvalue() == ""


def test_progress_shows_the_rate_and_what_is_happening(
    make_exercise: MakeExercise, make_assessment: MakeMoment
) -> None:
    out = io.StringIO()
    with ReplayProgress(
        make_exercise(), 100, console=Console(file=out, force_terminal=True, width=120)
    ) as progress:
        for _ in range(50):
            progress.step(make_assessment(cue="Slow down."))
        progress._progress.refresh()
    text = _without_codes(out.getvalue())
    assert "Supine hamstring stretch" in text
    assert "frames/s" in text
    assert "Slow down." in text
