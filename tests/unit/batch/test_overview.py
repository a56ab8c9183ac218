"""The pages of a batch lead to every video, its result and its landmarks."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from fixtures.batches import BENCH, PROGRAM, leg_raises

from posecheck.batch import overview
from posecheck.batch.course import tasks_of
from posecheck.batch.listing import Row
from posecheck.batch.overview import write_overview
from posecheck.batch.results import Results
from posecheck.batch.summary import Summed, summed, write_tables
from posecheck.batch.work import work
from posecheck.support.language import find_language

ODD = "a & <b> #1%20 'ü?.poses"


@pytest.fixture
def results(tmp_path: Path) -> Results:
    return Results(tmp_path / "out")


@pytest.fixture
def videos(tmp_path: Path, results: Results) -> list[Summed]:
    folder = leg_raises(tmp_path / "v", ["supine_faulty_c3", "supine_correct_c2"])
    (folder / "supine_faulty_c3.poses").rename(folder / ODD)
    (folder / "broken.mp4").write_text("<script>", encoding="utf-8")
    rows = [Row(path, None, None, "default", "p<1>") for path in sorted(folder.iterdir())]
    tasks = tasks_of(rows, mirrored=False)
    outcomes = {each.number: work(each, BENCH, results, lambda *_: None) for each in tasks}
    return summed(rows, tasks, outcomes, PROGRAM, results)


def links(page: Path) -> list[str]:
    return [html.unescape(each) for each in re.findall(r'href="([^"]*)"', page.read_text(encoding="utf-8"))]


def test_every_link_leads_to_a_file_that_is_there(videos: list[Summed], results: Results) -> None:
    write_tables([each.line for each in videos], results)
    page = write_overview(videos, results)
    found = links(page)
    assert all((page.parent / unquote(link)).exists() for link in found)
    assert sum(link.startswith("results/") for link in found) == 2
    assert any(unquote(link).endswith(ODD) for link in found)


def test_names_and_sentences_are_text_on_the_page(videos: list[Summed], results: Results) -> None:
    text = write_overview(videos, results).read_text(encoding="utf-8")
    assert html.escape(ODD, quote=False) in text.replace("&#39;", "'")
    assert "p&lt;1&gt;" in text
    assert "cannot be read as a video" in text


def test_many_videos_are_on_several_pages_that_lead_to_each_other(
    videos: list[Summed], results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "VIDEOS_A_PAGE", 2)
    first = write_overview(videos, results)
    second = results.folder / "overview-2.html"
    assert second.name in links(first)
    assert first.name in links(second)
    monkeypatch.setattr(overview, "VIDEOS_A_PAGE", 500)
    write_overview(videos, results)
    assert not second.exists()


def test_the_page_is_in_the_language_of_its_reader(videos: list[Summed], results: Results) -> None:
    text = write_overview(videos, results, find_language("de")).read_text(encoding="utf-8")
    assert '<html lang="de"' in text
