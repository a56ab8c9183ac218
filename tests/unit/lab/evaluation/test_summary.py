"""Figures over clips, the headlines they lead to, and what changed since."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.lab.evaluation.agreement import Pairs
from posecheck.lab.evaluation.compare import changes, clip_changes
from posecheck.lab.evaluation.document import (
    commit,
    document,
    document_of_sets,
    failures,
    read_document,
    to_json,
)
from posecheck.lab.evaluation.findings import ExpectedFault, FalseFault, SpokenCue, Verdict
from posecheck.lab.evaluation.landmarks import Landmarks
from posecheck.lab.evaluation.markdown import markdown_page, tables_of_sets
from posecheck.lab.evaluation.outcome import JudgedClip, Outcome
from posecheck.lab.evaluation.positions import Position, Positions
from posecheck.lab.evaluation.recognition import Recognition
from posecheck.lab.evaluation.summary import kappa, summarise
from posecheck.lab.evaluation.tables import failure_table, headline_table, markdown, number, recognition_table
from posecheck.lab.evaluation.targets import HEADLINES, headline_values, worse_than_raw
from posecheck.lab.evaluation.trace import Interval
from posecheck.pose import Side
from posecheck.support.errors import InputError

HELD = Position(
    4.0, 9.0, Side.BOTH, expected=True, found=True, counted=True, side_right=True,
    start_error_s=0.2, end_error_s=-0.4, iou=0.9,
)  # fmt: skip
FOUND = ExpectedFault("hips-sagging", (), 4.0, 9.0, 2, "hips-sagging", 1.5)
MISSED = ExpectedFault("hips-turned", (), 4.0, 9.0, 2)
GOOD = Outcome(
    clip="bridge_ok", kind="correct", view="side", subject="p1", exercise="bridge", posture="supine",
    grade="A", has_doses=True, duration_s=30.0, frames=100, frames_with_pose=100, frames_with_person=100,
    frames_valid=80, scored=True, score=90.0, reason=None, positions=Positions((HELD,), 0, 1, 1),
    told=(Interval(4.2, 8.6, Side.BOTH, counted=True),), faults=(), false_faults=(), told_faults=(),
    verdicts=(Verdict(truly_good=True, told_good=True, flawless=True),), cues=(), false_praises=0,
)  # fmt: skip
FAULTY = replace(
    GOOD, clip="bridge_sag", kind="faulty", faults=(FOUND,),
    verdicts=(Verdict(truly_good=False, told_good=False, flawless=False),),
)  # fmt: skip
NEGATIVE = replace(
    GOOD, clip="empty", kind="negative", subject="", positions=Positions((), 0, 0, 0), told=(), scored=False,
    verdicts=(), frames_with_pose=20, frames_with_person=0,
)  # fmt: skip
TRUTH = Landmarks(None)


def pairs(error: float, raw_error: float = 2.0, *, unit: str = "deg") -> Pairs:
    truth = np.linspace(10, 60, 50, dtype=np.float32)
    held = np.ones(50, np.bool_)
    return Pairs("bridge-line", unit, True, truth / 10, truth, truth + error, truth + raw_error, held)


def judged(*outcomes: Outcome, error: float = 1.0, raw_error: float = 2.0) -> list[JudgedClip]:
    shown = {"correct", "faulty"}
    return [JudgedClip(o, [pairs(error, raw_error)] if o.kind in shown else [], None) for o in outcomes]


def values(*outcomes: Outcome, **errors: float) -> dict:
    return headline_values(summarise(judged(*outcomes, **errors)))


def test_clips_that_are_judged_well_meet_every_target() -> None:
    found = values(GOOD, FAULTY, NEGATIVE)
    assert {h.key: h.met(found[h.key]) for h in HEADLINES} == {h.key: True for h in HEADLINES}


@each_of(
    "worse, key, value",
    [
        (replace(GOOD, positions=Positions((HELD,), 1, 1, 2)), "count_exact", 0.5),
        (
            replace(GOOD, positions=Positions((replace(HELD, start_error_s=-1.4),), 0, 1, 1)),
            "start_error_s",
            0.8,
        ),
        (
            replace(GOOD, positions=Positions((replace(HELD, end_error_s=1.4),), 0, 1, 1)),
            "positions_within_1s",
            0.5,
        ),
        (replace(NEGATIVE, told=GOOD.told), "negative_holds", 1),
        (replace(FAULTY, faults=(FOUND, MISSED)), "fault_f1", 2 / 3),
        (replace(GOOD, false_faults=(FalseFault("knee-bent", 2, 4.0, 6.0),)), "fault_f1", 2 / 3),
        (replace(GOOD, false_praises=2), "false_praises", 2),
        (replace(GOOD, cues=(SpokenCue(5.0, "Lower.", "fault", false=True),)), "false_cues_per_min", 2.0),
        (replace(GOOD, cues=(SpokenCue(5.0, "Hold.", "count", false=False),)), "false_cues_per_min", 0.0),
        (replace(NEGATIVE, frames_with_person=25), "empty_frames_with_person", 0.25),
        (replace(GOOD, verdicts=(Verdict(truly_good=True, told_good=False, flawless=True),)), "kappa", 0.0),
    ],
)
def test_what_is_wrong_shows_in_its_headline(worse: Outcome, key: str, value: float) -> None:
    others = {"correct": (FAULTY,), "faulty": (GOOD,), "negative": (GOOD, FAULTY)}[worse.kind]
    assert values(worse, *others)[key] == pytest.approx(value, abs=1e-3)


def test_errors_are_pooled_over_clips_and_compared_with_the_raw_landmarker() -> None:
    summary = summarise(judged(GOOD, error=3.0, raw_error=2.0))
    found = summary["exercise"]["bridge"]
    assert (found["primary_error_deg"], found["raw_primary_error_deg"]) == (3.0, 2.0)
    assert worse_than_raw(summary) == ["bridge"]
    assert worse_than_raw(summarise(judged(GOOD, error=2.2, raw_error=2.0))) == []


def test_without_a_truth_nothing_is_better_or_worse_than_the_raw_landmarker() -> None:
    found = headline_values(summarise([JudgedClip(GOOD, [], None)]))
    assert found["exercises_worse_than_raw"] is None
    assert found["count_exact"] == 1.0


def test_only_grade_a_counts_for_the_headline_of_the_angle() -> None:
    both = judged(GOOD, error=1.0) + judged(replace(GOOD, clip="b", grade="B"), error=9.0)
    overall = summarise(both)["overall"]
    assert overall["grade_a_error_deg"] == 1.0
    assert overall["primary_error_deg"] == pytest.approx(5.0)


def test_a_measure_that_is_no_angle_is_no_angle_error() -> None:
    overall = summarise([JudgedClip(GOOD, [pairs(5.0, unit="ratio")], None)])["overall"]
    assert overall["primary_error_deg"] is None


def test_negatives_belong_to_no_exercise_and_wrong_views_tell_false_faults() -> None:
    wrong = replace(GOOD, kind="wrong-view", false_faults=(FalseFault("knee-bent", 2, 1.0, 2.0),))
    summary = summarise(judged(NEGATIVE, wrong))
    assert summary["exercise"]["bridge"]["clips"] == 1
    assert summary["overall"]["faults_false"] == 1
    assert summary["overall"]["count_exact"] is None


@each_of(
    "ratings, value",
    [
        ([(True, True), (False, False)], 1.0),
        ([(True, False), (False, True)], -1.0),
        ([(True, True)] * 20 + [(False, False)] * 15 + [(True, False)] * 5 + [(False, True)] * 10, 0.4),
        ([(True, True)] * 3, None),
        ([], None),
    ],
)
def test_kappa(ratings: list[tuple[bool, bool]], value: float | None) -> None:
    assert kappa(ratings) == (None if value is None else pytest.approx(value))


@each_of("headline", HEADLINES, ids=lambda headline: headline.key)
def test_a_headline_is_worse_only_beyond_its_noise(headline) -> None:
    away = -1.0 if headline.at_least else 1.0
    before = headline.target
    assert not headline.worse(before + away * headline.noise, before)
    assert headline.worse(before + away * (headline.noise + 0.01), before)
    assert not headline.worse(before - away * 5, before)
    assert headline.worse(None, before)
    assert not headline.worse(before, None)


def test_failures_are_said_in_words() -> None:
    wrong_side = replace(HELD, side_right=False)
    outcome = replace(
        FAULTY, faults=(MISSED,), positions=Positions((wrong_side,), 1, 1, 2), false_praises=1,
        false_faults=(FalseFault("knee-bent", 2, 4.0, 6.0),),
    )  # fmt: skip
    assert failures(outcome) == [
        "counted 2 of 1 (1 on the wrong side, 1 too many)",
        "missed hips-turned",
        "false knee-bent at 4.0 s",
        "false praise 1 times",
    ]
    assert failures(GOOD) == []


def test_a_document_survives_being_written_and_read(tmp_path: Path) -> None:
    found = document(judged(GOOD, FAULTY, NEGATIVE), TRUTH)
    (tmp_path / "a.json").write_text(to_json(found), encoding="utf-8")
    assert read_document(tmp_path / "a.json") == json.loads(json.dumps(found))
    assert [row["clip"] for row in found["clips"]] == ["bridge_ok", "bridge_sag"]


def test_a_document_without_a_clip_worth_a_row_is_json() -> None:
    assert json.loads(to_json(document(judged(NEGATIVE), TRUTH)))["clips"] == []


@each_of(
    "content, words",
    [("{", "is not valid JSON"), ("[]", "is no evaluation"), ('{"schema": 1}', "is no evaluation")],
)
def test_what_is_no_evaluation_is_told(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "a.json").write_text(content)
    with pytest.raises(InputError, match=words):
        read_document(tmp_path / "a.json")


def test_another_schema_is_told(tmp_path: Path) -> None:
    found = document(judged(GOOD), TRUTH) | {"schema": 2}
    (tmp_path / "a.json").write_text(to_json(found), encoding="utf-8")
    with pytest.raises(InputError, match="schema 2, and this program reads schema 1"):
        read_document(tmp_path / "a.json")


def test_what_changed_is_said_by_headline_and_by_clip() -> None:
    before = document(judged(GOOD, FAULTY), TRUTH)
    now = document(judged(GOOD, replace(FAULTY, faults=(MISSED,))), TRUTH)
    verdicts = {change.headline.key: change.verdict for change in changes(before, now)}
    assert verdicts["fault_f1"] == "worse"
    assert {v for key, v in verdicts.items() if key != "fault_f1"} == {"same"}
    assert clip_changes(before, now) == ["bridge_sag (bridge): now wrong: missed hips-turned"]
    assert {c.headline.key: c.verdict for c in changes(now, before)}["fault_f1"] == "better"
    assert clip_changes(now, before) == ["bridge_sag (bridge): now right: missed hips-turned"]


def test_tables_say_what_is_met_and_what_is_wrong() -> None:
    found = document(judged(GOOD, replace(FAULTY, faults=(MISSED,))), TRUTH)
    rows = {row[0]: row for row in headline_table(found).rows}
    assert rows["faults, F1"][1:] == ("0", "≥ 0.85", "not met")
    assert rows["start of a hold, median error"][1:] == ("0.20 s", "≤ 0.50 s", "met")
    assert failure_table(found).rows == (("bridge_sag", "bridge", "missed hips-turned"),)
    assert "| bridge_sag | bridge | missed hips-turned |" in markdown(failure_table(found))


def test_a_table_without_rows_says_so() -> None:
    assert markdown(failure_table(document(judged(GOOD), TRUTH))).endswith("Nothing.\n")


@each_of("value, text", [(None, "-"), (-0.04, "0.0°"), (-0.06, "-0.1°"), (12.34, "12.3°")])
def test_numbers_are_written_without_a_minus_before_nothing(value: float | None, text: str) -> None:
    assert number(value, 1, "°") == text


def test_the_commit_is_read_from_a_checkout(tmp_path: Path) -> None:
    assert commit(tmp_path) is None
    git = tmp_path / ".git"
    (git / "refs" / "heads").mkdir(parents=True)
    (git / "HEAD").write_text("ref: refs/heads/main\n")
    (git / "packed-refs").write_text("# pack-refs\n0123456789abcdef refs/heads/main\n")
    assert commit(tmp_path) == "0123456789ab"
    (git / "refs" / "heads" / "main").write_text("fedcba9876543210\n")
    assert commit(tmp_path) == "fedcba987654"
    (git / "HEAD").write_text("aaaabbbbccccdddd\n")
    assert commit(tmp_path) == "aaaabbbbcccc"


def recognised(outcome: Outcome, found: str | None, *, counted: int = 0, candidate: bool = True) -> Outcome:
    own = None if outcome.kind == "negative" else outcome.exercise
    known = candidate and own is not None
    return replace(outcome, recognition=Recognition(outcome.kind, own, known, found, counted))


def test_what_is_recognised_is_counted_once_a_clip() -> None:
    outcomes = (
        recognised(GOOD, "bridge", counted=1),
        recognised(replace(GOOD, clip="b"), "plank"),
        recognised(replace(GOOD, clip="c"), None),
        recognised(replace(GOOD, clip="d"), None, candidate=False),
        recognised(NEGATIVE, "march", counted=6),
        replace(NEGATIVE, exercise="plank"),
        recognised(replace(NEGATIVE, clip="f"), "march"),
        recognised(replace(NEGATIVE, clip="g"), None),
    )
    overall = summarise(judged(*outcomes))["overall"]
    assert (overall["recognition_clips"], overall["recognised"]) == (3, pytest.approx(1 / 3, abs=1e-3))
    assert overall["recognised_as_another"] == 1
    assert (overall["negative_clips"], overall["negatives_recognised"]) == (3, 2)
    assert overall["negatives_counted_unnamed"] == 1


def test_without_being_asked_there_are_no_figures_of_what_is_recognised() -> None:
    found = document(judged(GOOD), TRUTH)
    assert "recognised" not in found["summary"]["overall"]
    assert recognition_table({"value": found}).rows == ()


@each_of(
    "outcome, said",
    [
        (recognised(GOOD, "bridge"), []),
        (recognised(GOOD, "plank"), ["recognised as plank"]),
        (recognised(GOOD, None), ["recognised as nothing"]),
        (recognised(GOOD, None, candidate=False), []),
        (recognised(NEGATIVE, "march"), ["recognised as march"]),
        (recognised(NEGATIVE, None), []),
    ],
)
def test_a_wrong_recognition_is_something_wrong_with_the_clip(outcome: Outcome, said: list[str]) -> None:
    assert failures(outcome) == said
    rows = document(judged(outcome), TRUTH)["clips"]
    assert [row["failures"] for row in rows if row["failures"]] == [said] * bool(said)


def two_sets() -> dict:
    return {"near": document(judged(GOOD), TRUTH), "far": document(judged(FAULTY, NEGATIVE), TRUTH)}


def test_several_sets_stand_beside_each_other(tmp_path: Path) -> None:
    sets = two_sets()
    table = tables_of_sets(sets)[0]
    assert table.columns == ("figure", "target", "near", "far")
    titles = [table.title for table in tables_of_sets(sets)]
    assert "near: by exercise" in titles
    assert "far: clips with something wrong" in titles


def test_the_document_of_several_sets_holds_those_of_each(tmp_path: Path) -> None:
    sets = two_sets()
    found = json.loads(to_json(document_of_sets(sets, complete=False)))
    assert found["sets"] == json.loads(json.dumps(sets))
    assert found["complete"] is False
    assert "headlines" not in found
    page = markdown_page(document_of_sets(sets))
    assert "| figure | target | near | far |" in page
    assert "## far: by exercise" in page


def test_several_sets_cannot_be_compared_with(tmp_path: Path) -> None:
    (tmp_path / "sets.json").write_text(to_json(document_of_sets(two_sets())), encoding="utf-8")
    with pytest.raises(InputError, match=r"several sets \(near, far\); evaluate one folder at a time"):
        read_document(tmp_path / "sets.json")
