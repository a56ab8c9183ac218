"""The published accuracy is that of this code: no headline gets worse by more than its noise.

When one got better, or a change is meant to make one worse, ``make accuracy`` publishes the new figures.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.lab.assessments.tables import read_assessments
from posecheck.lab.evaluation.clips import find_clips
from posecheck.lab.evaluation.document import Document, read_document
from posecheck.lab.evaluation.page import MADE_WITH, SETS, accuracy_page, read_documents
from posecheck.lab.evaluation.targets import HEADLINES, Headline
from posecheck.lab.evaluation.truth import truth_poses
from posecheck.perception.gestures import Gesture, GestureReader
from posecheck.perception.observation import Observer
from posecheck.pose import Pose
from posecheck.pose.recording import SUFFIX, read_recording

COMMAND = Path(sys.executable).with_name("posecheck.exe" if sys.platform == "win32" else "posecheck")
DOCS = Path(__file__).parents[2] / "docs"
PUBLISHED = read_documents(DOCS / "accuracy")
SAMPLES = Path(__file__).parents[2] / "samples"


def evaluated(out: Path, *options: object) -> Document:
    """Return what the installed command makes of the samples."""
    done = subprocess.run(
        [COMMAND, "evaluate", SAMPLES, *map(str, options), "--json", out],
        env=os.environ | {"POSECHECK_CONFIG_DIR": str(out.parent), "COLUMNS": "150"},
        capture_output=True,
        text=True,
        check=False,
        timeout=1800,
    )
    assert done.returncode == 0, done.stderr
    return read_document(out)


@pytest.fixture(scope="module")
def by_landmarker(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config, model: Path
) -> Document:
    """Return the evaluation with the real landmarker on every sample.

    It takes minutes the first time; its recordings stay in pytest's cache and are named after all that they
    depend on, so that after a change of rules only the rules run again.
    """
    out = tmp_path_factory.mktemp("accuracy") / "samples.json"
    assert pytestconfig.cache is not None
    return evaluated(out, "--model", model, "--cache", pytestconfig.cache.mkdir("landmarks"))


@pytest.fixture(scope="module")
def by_truth(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """Return the evaluation of the true poses."""
    return evaluated(tmp_path_factory.mktemp("accuracy") / "samples-truth.json", "--truth")


def assert_not_worse(headline: Headline, now: Document, published: Document) -> None:
    value, before = (found["headlines"][headline.key] for found in (now, published))
    said = f"{headline.title}: {headline.shown(value)}, published {headline.shown(before)}"
    assert not headline.worse(value, before), f"{said}, noise {headline.noise}"


@pytest.mark.mediapipe
@pytest.mark.slow
@each_of("headline", HEADLINES, ids=lambda headline: headline.key)
def test_no_headline_is_worse_than_published(by_landmarker: Document, headline: Headline) -> None:
    assert_not_worse(headline, by_landmarker, PUBLISHED["samples"])


@pytest.mark.slow
@each_of("headline", HEADLINES, ids=lambda headline: headline.key)
def test_no_headline_of_the_rules_alone_is_worse_than_published(
    by_truth: Document, headline: Headline
) -> None:
    assert_not_worse(headline, by_truth, PUBLISHED["samples-truth"])


def test_the_page_is_made_of_the_published_figures() -> None:
    def without_versions(page: str) -> list[str]:
        return [line for line in page.splitlines() if not line.startswith(MADE_WITH)]

    page = (DOCS / "accuracy.md").read_text(encoding="utf-8")
    made = accuracy_page(PUBLISHED, read_assessments(DOCS / "accuracy"))
    assert without_versions(page) == without_versions(made)


@each_of("name", PUBLISHED)
def test_the_published_figures_are_of_whole_evaluations(name: str) -> None:
    found = PUBLISHED[name]
    assert found["complete"] is True
    assert found["poses"] == ("landmarker" if name in SETS else name.rpartition("-")[2])


@each_of("name", [name for name in PUBLISHED if name.startswith("samples")])
def test_the_published_figures_are_of_the_samples_that_there_are(name: str) -> None:
    clips = find_clips([SAMPLES])
    summary = PUBLISHED[name]["summary"]
    assert summary["overall"]["clips"] == len(clips)
    assert set(summary["exercise"]) == {clip.label.exercise for clip in clips} - {None}


@each_of("name", [name for name in PUBLISHED if name in SETS])
def test_every_unmet_target_has_its_reason_on_the_page(name: str) -> None:
    truth = {"samples-truth": PUBLISHED[f"{name}-truth"]} if f"{name}-truth" in PUBLISHED else {}
    page = accuracy_page({"samples": PUBLISHED[name]} | truth)
    reasons = page.split("## Targets that are not met, and why")[1].split("\n## ")[0]
    unmet = {h.title for h in HEADLINES if h.met(PUBLISHED[name]["headlines"][h.key]) is False}
    assert {h.title for h in HEADLINES if f"* {h.title}:" in reasons} == unmet
    assert name != "samples" or "see the tables" not in reasons


def test_no_published_figure_says_where_the_clips_were() -> None:
    for path in (DOCS / "accuracy").iterdir():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r'"(/|[A-Z]:|~)', text), path.name


@pytest.mark.mediapipe
def test_nobody_in_the_samples_makes_a_gesture(by_landmarker: Document, pytestconfig: pytest.Config) -> None:
    assert pytestconfig.cache is not None
    recordings = sorted(pytestconfig.cache.mkdir("landmarks").rglob(f"*{SUFFIX}"))
    assert len(recordings) >= len(find_clips([SAMPLES]))
    assert [path.name for path in recordings if gestures_in(read_recording(path).poses())] == []


def test_nobody_in_the_true_samples_makes_a_gesture() -> None:
    clips = [clip for clip in find_clips([SAMPLES]) if clip.truth is not None]
    assert clips
    assert [clip.name for clip in clips if gestures_in(truth_poses(clip))] == []


def gestures_in(poses: Iterable[Pose]) -> list[Gesture]:
    reader, observer = GestureReader(), Observer()
    states = [reader.take(observer.observe(pose)) for pose in poses]
    return [state.fired for state in states if state.fired is not None]
