"""Templates are all there, also when installed, and let nothing through that is not meant to be markup."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from fixtures.cases import each_of
from jinja2 import UndefinedError, nodes
from markupsafe import Markup

import posecheck
from posecheck.pages.rendering import environment, render

PACKAGE = Path(posecheck.__file__).parent
ROOT = PACKAGE.parent
TEMPLATES = sorted(str(path.relative_to(PACKAGE).as_posix()) for path in PACKAGE.rglob("*.j2"))


def test_the_templates_lie_where_they_are_looked_for() -> None:
    assert len(TEMPLATES) > 5
    assert all(name.endswith((".html.j2", ".md.j2")) for name in TEMPLATES)


@each_of("name", TEMPLATES)
def test_every_template_can_be_read_and_so_can_those_it_names(name: str) -> None:
    environment().get_template(name)
    source = (PACKAGE / name).read_text(encoding="utf-8")
    for each in environment().parse(source).find_all((nodes.Extends, nodes.Include, nodes.Import)):
        assert isinstance(each.template, nodes.Const)
        assert each.template.value.endswith((".j2", ".css"))
        environment().get_template(each.template.value)


@each_of("name", [name for name in TEMPLATES if name.endswith(".html.j2")])
def test_no_template_of_a_page_declares_anything_safe(name: str) -> None:
    """What is markup is so by its type, where it is made."""
    tree = environment().parse((PACKAGE / name).read_text(encoding="utf-8"))
    assert [each.name for each in tree.find_all(nodes.Filter) if each.name == "safe"] == []
    assert list(tree.find_all(nodes.ScopedEvalContextModifier)) == []


def test_what_is_filled_in_is_escaped_unless_it_is_markup() -> None:
    template = environment().from_string('<p title="{{ a }}">{{ a }} {{ b }}</p>')
    shown = template.render(a='<i> & "', b=Markup("<b>x</b>"))
    assert shown == '<p title="&lt;i&gt; &amp; &#34;">&lt;i&gt; &amp; &#34; <b>x</b></p>'


def test_markdown_alone_is_left_as_it_is() -> None:
    escaped = environment().autoescape
    assert callable(escaped)
    assert {name: escaped(name) for name in TEMPLATES} == {n: n.endswith(".html.j2") for n in TEMPLATES}
    assert escaped("report/new.svg.j2")
    assert escaped(None)


def test_a_table_escapes_its_cells_and_marks_what_is_to_be_marked() -> None:
    pieces = environment().get_template("pages/pieces.html.j2").module
    shown = pieces.table(
        "a & b", ("<c>", "d"), [("e", "met"), ("<f>", "g")], words=(1,), marks={"met": "good"}
    )
    assert 'aria-label="a &amp; b"' in shown
    assert '<th scope="col">&lt;c&gt;</th>' in shown
    assert '<td class="words good">met</td>' in shown
    assert '<td class="words">g</td>' in shown
    assert '<th scope="row">&lt;f&gt;</th>' in shown


def test_a_name_that_nobody_filled_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="'nobody' is undefined"):
        environment().from_string("{{ nobody }}").render()
    with pytest.raises(UndefinedError):
        render("pages/base.html.j2")


def test_what_is_installed_has_every_template_and_the_stylesheet(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    assert {f"posecheck/{name}" for name in TEMPLATES} <= names
    assert "posecheck/pages/style.css" in names
