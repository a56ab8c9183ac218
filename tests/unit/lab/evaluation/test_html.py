"""The page shows a wrong clip opened with what is wrong, and names from outside as words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from posecheck.lab.evaluation import html
from posecheck.lab.evaluation.document import Document, document_of_sets, read_document
from posecheck.lab.evaluation.outcome import Course, JudgedClip, Outcome
from posecheck.lab.evaluation.positions import Positions

PUBLISHED = Path(__file__).parents[4] / "docs" / "accuracy" / "samples.json"


@pytest.fixture(scope="module")
def found() -> Document:
    return read_document(PUBLISHED)


def judged(clip: str, *, kind: str = "correct", false_praises: int = 0) -> JudgedClip:
    outcome = Outcome(
        clip=clip, kind=kind, view="side", subject="p1", exercise="bridge", posture="supine", grade="A",
        has_doses=True, duration_s=1.0, frames=2, frames_with_pose=2, frames_with_person=2, frames_valid=2,
        scored=kind == "correct", score=90.0, reason=None, positions=Positions((), 0, 0, 0), told=(),
        faults=(), false_faults=(), told_faults=(), verdicts=(), cues=(), false_praises=false_praises,
    )  # fmt: skip
    times = np.array([0.0, 1.0], np.float32)
    return JudgedClip(outcome, [], Course("bridge-line", "deg", times, times, times))


def test_a_wrong_clip_is_open_and_a_right_one_is_not(found: Document) -> None:
    page = html.html_page(found, {"samples": [judged("right"), judged("wrong", false_praises=1)]})
    right, wrong = page[page.index("<details") :].split("<details")[1:]
    assert right.startswith(">")
    assert wrong.startswith(" open>")
    assert "<b>wrong</b> (bridge, correct)" in wrong
    assert '<span class="bad">false praise' in wrong
    assert page.count('src="data:image/png;base64,') == 2


def test_a_clip_of_something_else_that_was_judged_rightly_is_not_shown(found: Document) -> None:
    assert "<details" not in html.html_page(found, {"samples": [judged("empty", kind="negative")]})


def test_names_of_files_and_folders_are_escaped(found: Document) -> None:
    several = document_of_sets({"a/<i>": found, "b": found})
    page = html.html_page(several, {"a/<i>": [judged("<script>")], "b": []})
    assert "<i>" not in page
    assert "<script>" not in page
    assert "<h2>a/&lt;i&gt;: Clips</h2>" in page
    assert "<b>&lt;script&gt;</b>" in page


def test_an_evaluation_that_is_not_whole_says_so_and_one_of_one_set_needs_no_name(found: Document) -> None:
    page = html.html_page(found | {"complete": False}, {"samples": []})
    assert "Not every clip was judged." in page
    assert "<h2>Clips</h2>" in page
    assert "Interrupted" not in html.html_page(found, {})
