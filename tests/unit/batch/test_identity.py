"""The name of a result changes with everything on which the result depends, and with nothing else."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from fixtures.batches import PROGRAM, task
from fixtures.cases import each_of

from posecheck.batch import identity
from posecheck.batch.identity import JUDGING_MODULES, JUDGING_ROOMS
from posecheck.pose import Side
from posecheck.profiles import load_profile

TASK = task(Path("a.mp4"))
KEY = PROGRAM.result_of("content", TASK)
OTHERS = {
    "content": PROGRAM.result_of("other", TASK),
    "version": replace(PROGRAM, version="9").result_of("content", TASK),
    "rules": replace(PROGRAM, rules_sha256="other").result_of("content", TASK),
    "model": replace(PROGRAM, model_sha256="other").result_of("content", TASK),
    "exercise": PROGRAM.result_of("content", replace(TASK, exercise="bridge")),
    "recognised": PROGRAM.result_of("content", replace(TASK, exercise=None)),
    "side": PROGRAM.result_of("content", replace(TASK, side=Side.LEFT)),
    "profile": PROGRAM.result_of("content", replace(TASK, profile=load_profile("strict"))),
    "threshold": PROGRAM.result_of(
        "content", replace(TASK, profile=replace(TASK.profile, thresholds={"bridge.x": 1.0}))
    ),
    "mirrored": PROGRAM.result_of("content", replace(TASK, mirrored=True)),
}


@each_of("what", OTHERS)
def test_another_name_for_what_is_judged_otherwise(what: str) -> None:
    assert OTHERS[what] != KEY


def test_each_of_them_has_its_own_name() -> None:
    assert len({KEY, *OTHERS.values()}) == 1 + len(OTHERS)


def test_a_video_has_one_result_wherever_it_is_and_whatever_it_is_called() -> None:
    moved = replace(TASK, path=Path("b.mp4"), named=Path("b.mp4"), number=7, sha256="known")
    assert PROGRAM.result_of("content", moved) == KEY


def test_landmarks_do_not_change_with_the_rules() -> None:
    changed = replace(PROGRAM, rules_sha256="other", version="9")
    assert changed.landmarks_of("content", mirrored=False) == PROGRAM.landmarks_of("content", mirrored=False)


def test_the_code_of_everything_that_judges_counts() -> None:
    """Whatever judging loads is among the rooms that are looked at, except what only holds it up."""
    code = (
        "import sys, posecheck.batch.judging; print(*(n for n in sys.modules if n.startswith('posecheck')))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    rooms = {name.split(".")[1] for name in loaded.split() if "." in name and name not in JUDGING_MODULES}
    assert rooms - {*JUDGING_ROOMS, "support", "outputs", "session", "batch"} == set()


def test_a_changed_rule_changes_the_hash_of_the_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = tmp_path / "rule.py"
    monkeypatch.setattr(identity, "_judging", lambda: iter([rule]))
    found = []
    for text in ("limit = 1", "limit = 2", "limit = 1"):
        rule.write_text(text, encoding="utf-8")
        found.append(identity.rules_sha256.__wrapped__())
    assert found[0] == found[2] != found[1]
