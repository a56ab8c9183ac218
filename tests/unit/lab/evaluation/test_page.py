"""The published page has a column for each set that was measured, and says nothing of the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.lab.evaluation.document import Document, read_document, to_json
from posecheck.lab.evaluation.page import NAMES, SETS, accuracy_page, main, read_documents
from posecheck.support.errors import InputError

PUBLISHED = Path(__file__).parents[4] / "docs" / "accuracy" / "samples.json"


@pytest.fixture(scope="module")
def found() -> Document:
    return read_document(PUBLISHED)


def header(page: str, title: str) -> str:
    """Return the columns of the table under a heading."""
    after = page.split(f"\n## {title}\n")[1]
    return next(line for line in after.splitlines() if line.startswith("| "))


def test_every_set_has_its_column_with_the_number_of_its_clips(found: Document) -> None:
    clips = found["summary"]["overall"]["clips"]
    page = accuracy_page(dict.fromkeys(SETS, found))
    columns = "".join(f" | {title}, n = {clips}" for title in SETS.values())
    assert header(page, "Headlines") == f"| figure | target{columns} |"


def test_each_set_says_whether_it_was_looked_at(found: Document) -> None:
    page = " ".join(accuracy_page(dict.fromkeys(SETS, found)).split())
    for words in ("Samples", "Validation", "Second validation", "Real people"):
        assert f"* **{words}**: " in page
    assert page.count("looked at while the rules were made") == 3
    assert "They were blind up to commit 71a7f87" in page
    assert "stands for a kind of fault" in page


@each_of(
    "absent, words",
    [("dev", "**Validation**"), ("second", "**Second validation**"), ("real", "**Real people**")],
)
def test_a_set_that_was_not_measured_is_left_out(found: Document, absent: str, words: str) -> None:
    page = accuracy_page({name: found for name in SETS if name != absent})
    assert words not in page
    assert f"| {SETS[absent]}, n" not in page
    assert "<!--" not in page


def test_the_ladder_of_worse_pictures_stands_beside_the_clips_as_they_are(found: Document) -> None:
    page = accuracy_page({"samples": found, "samples-webcam": found, "samples-truth": found})
    title = "Samples: worse pictures, and the rules alone"
    assert header(page, title) == "| figure | target | as they are | webcam | true poses |"
    assert "## Samples, webcam: by exercise" in page
    assert "worse pictures, and" not in accuracy_page({"samples": found})


def test_what_was_recognised_is_shown_where_it_was_asked_for(found: Document) -> None:
    figures = {
        "recognised": 0.9, "recognition_clips": 30, "recognised_as_another": 1, "negative_clips": 4,
        "negatives_recognised": 2, "negatives_counted_unnamed": 1,
    }  # fmt: skip
    summary = found["summary"]
    asked = found | {"summary": summary | {"overall": summary["overall"] | figures}}
    plain = {key: value for key, value in summary["overall"].items() if key not in figures}
    page = accuracy_page({"samples": asked, "real": found | {"summary": summary | {"overall": plain}}})
    assert "| clips recognised as their exercise | 90 % of 30 | - |" in page
    assert "| clips of something else that were recognised | 2 of 4 | - |" in page


def test_what_is_in_the_folder_is_read_in_the_order_of_the_page(found: Document, tmp_path: Path) -> None:
    for name in ("real", "samples", "samples-poor", "dev", "something-else"):
        (tmp_path / f"{name}.json").write_text(to_json(found), encoding="utf-8")
    read = read_documents(tmp_path)
    assert list(read) == ["samples", "samples-poor", "dev", "real"]
    assert list(read) == [name for name in NAMES if name in read]


def test_without_the_samples_there_is_no_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError, match=r"samples\.json cannot be read"):
        read_documents(tmp_path)
    assert main([str(tmp_path), str(tmp_path / "page.md")]) == 2
    assert "samples.json cannot be read" in capsys.readouterr().err
