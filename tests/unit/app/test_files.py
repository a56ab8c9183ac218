"""What the pages are made of: small, nothing from elsewhere, nothing that the policy would refuse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

APP = Path(__file__).parents[3] / "posecheck" / "app"
TEMPLATES = sorted(APP.glob("templates/*.j2"))
STATIC = sorted(APP.glob("static/*"))
#: JavaScript and CSS in all.
MOST_BYTES = 200_000


def test_scripts_and_styles_are_small() -> None:
    sizes = {each.name: each.stat().st_size for each in STATIC if each.suffix in (".js", ".css")}
    assert len(sizes) > 10
    assert sum(sizes.values()) <= MOST_BYTES


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_script_or_style_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)[^>]*>\s*[^<\s]", text)


def test_a_form_that_is_sent_before_its_script_is_there_goes_nowhere() -> None:
    forms = [each for path in TEMPLATES for each in re.findall(r"<form[^>]*>", path.read_text("utf-8"))]
    assert len(forms) > 10
    assert [each for each in forms if not re.search(r'method="(dialog|get)"', each)] == []
    assert [each for each in forms if 'method="get"' in each and "action=" not in each] == []


@pytest.mark.parametrize("path", [*TEMPLATES, *STATIC], ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    elsewhere = set(re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}[^\s\"'`)]*", text))
    assert elsewhere <= {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize(
    "path", [each for each in STATIC if each.suffix == ".js"], ids=lambda path: path.name
)
def test_a_script_runs_no_text(path: Path) -> None:
    assert not re.search(
        r"\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write",
        path.read_text(encoding="utf-8"),
    )
