"""``posecheck report --clinician`` as its user runs it."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest
from fixtures.cases import each_of
from fixtures.courses import make_course

SINCE = ("--since", "2026-03-01")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    make_course(folder / "history.sqlite3")
    return folder


def test_it_writes_a_pdf_unless_another_name_is_given(data: Path, posecheck, tmp_path: Path) -> None:
    done = posecheck("report", "--clinician", *SINCE, POSECHECK_BROWSER="")
    assert done.returncode == 0, done.stderr
    (path,) = tmp_path.glob("report-clinician-*.pdf")
    assert done.stdout == f"Report: {path.name}\n"
    assert path.read_bytes().startswith(b"%PDF-")


def test_the_bundle_is_written_besides(data: Path, posecheck, tmp_path: Path) -> None:
    done = posecheck(
        "report", "--clinician", *SINCE, "--out", "r.json", "--fhir", "b.json", "--name", "P. 17"
    )
    assert done.stdout == "Report: r.json\nFHIR Bundle: b.json\n"
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert (report["name"], report["screening"], report["pictures"]) == ("P. 17", None, [])
    bundle = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))
    assert bundle["resourceType"] == "Bundle"


def test_days_health_and_language_are_as_asked_for(data: Path, posecheck, tmp_path: Path) -> None:
    days = ("--since", "2026-03-02", "--until", "2026-03-20")
    done = posecheck("report", "--clinician", *days, "--health", "--out", "r.json")
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert report["period"] == {"first": "2026-03-02", "last": "2026-03-20", "reason": "chosen"}
    assert [each["id"] for each in report["screening"]["yes"]] == ["six-weeks", "hip-problem"]
    assert posecheck("report", "--clinician", *days, "--out", "r.html", "--language", "de").returncode == 0
    assert '<html lang="de"' in (tmp_path / "r.html").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such modes")
def test_what_it_writes_is_for_its_user_alone(data: Path, posecheck, tmp_path: Path) -> None:
    posecheck("report", "--clinician", *SINCE, "--out", "r.html", "--fhir", "b.json")
    assert [stat.S_IMODE((tmp_path / each).stat().st_mode) for each in ("r.html", "b.json")] == [0o600, 0o600]


@each_of(
    "arguments, said",
    [
        (["--clinician", "3"], "is about days"),
        (["--clinician", "--last"], "is about days"),
        (["--clinician", "--out", "r.docx"], "written as .html, .pdf, .json"),
        (["--clinician", "--out", "r.json", "--fhir", "r.json"], "two different outputs"),
        (["--clinician", "--since", "2026-04-09", "--until", "2026-03-01"], "end before it begins"),
        (
            ["--clinician", "--since", "2025-01-01", "--until", "2025-02-01"],
            "Nothing was done in this period",
        ),
        (["--until", "2026-04-01"], "for the report that --clinician makes"),
        (["--name", "P. 17"], "for the report that --clinician makes"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    data: Path, posecheck, tmp_path: Path, arguments: list[str], said: str
) -> None:
    done = posecheck("report", *arguments)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert list(tmp_path.glob("r*")) == []


def test_a_browser_that_fails_leaves_no_file(data: Path, posecheck, tmp_path: Path) -> None:
    done = posecheck(
        "report", "--clinician", *SINCE, "--out", "r.pdf", POSECHECK_BROWSER=str(tmp_path / "none")
    )
    assert done.returncode == 2
    assert "cannot be started" in done.stderr
    assert not (tmp_path / "r.pdf").exists()
