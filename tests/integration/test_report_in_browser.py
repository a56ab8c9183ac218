"""Pages in a real browser: axe-core finds nothing, and nothing sticks out of a phone's screen.

Skipped where there is no Chromium or no axe-core, unless ``POSECHECK_TEST_BROWSER=required`` says that they
have to be there.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fixtures.app import AXE, BROWSER, REQUIRED
from fixtures.cases import each_of
from fixtures.histories import make_history

from posecheck.exercise.catalogue import all_exercises
from posecheck.history.stills import Still, StillNote, write_still
from posecheck.history.store import History
from posecheck.lab.evaluation.document import read_document
from posecheck.lab.evaluation.html import html_page
from posecheck.report.content import gather
from posecheck.report.page import report_page
from posecheck.session.stills import jpeg
from posecheck.support.language import find_language, languages

#: A phone and a screen.
WIDTHS_PX = (390, 1280)
#: What makes Chromium ask for dark pages.
DARK = "--blink-settings=preferredColorScheme=0"
PUBLISHED = Path(__file__).parents[2] / "docs" / "accuracy" / "samples.json"


needs_browser = pytest.mark.skipif(
    BROWSER is None and not REQUIRED, reason="there is no Chromium: install it to test the report in it"
)
needs_axe = pytest.mark.skipif(
    AXE is None and not REQUIRED,
    reason="there is no axe-core: install requirements-dev.lock",
)


@pytest.fixture(scope="module", params=languages())
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a page in each language that has everything on it: tables, charts, pictures."""
    path = tmp_path_factory.mktemp("history") / "history.sqlite3"
    make_history(path)
    picture = jpeg(np.full((270, 480, 3), 90, np.uint8))
    with History(path) as history:
        sessions = history.sessions(limit=2)
        for exercise in history.exercises(sessions[0].id):
            note = StillNote(exercise.id, exercise.side, 20.0, 62.0, "deg", 0.9, held=True)
            for name in ("best", "cue-1", "cue-2"):
                write_still(path, sessions[0].id, f"{exercise.id}-{name}", Still(note, picture))
        made, language = datetime(2026, 5, 1, tzinfo=UTC), find_language(request.param)
        return report_page(gather(history, sessions, all_exercises(), made, language=language))


def told_by_browser(page: str, script: str, folder: Path, width_px: int, *options: str) -> Any:
    """Show `page` so wide and return what the promise `script` about its ``window`` comes to.

    The page is in a frame: a browser's own window cannot be as narrow as a phone. `options` are its own.
    """
    outer = f"""<!doctype html><html lang="en"><title>frame</title><body>
    <iframe id="page" width="{width_px}" height="900" style="border: 0" srcdoc="{html.escape(page)}"></iframe>
    <pre id="told"></pre><script>
    const frame = document.getElementById("page");
    frame.addEventListener("load", async () => {{
      const window = frame.contentWindow;
      const tell = what => {{ document.getElementById("told").textContent = JSON.stringify(what); }};
      try {{ tell(await ({script})); }} catch (error) {{ tell("failed: " + error); }}
    }});
    </script></body></html>"""
    path = folder / "page.html"
    path.write_text(outer, encoding="utf-8")
    assert BROWSER is not None, "there has to be a Chromium here"
    shown = subprocess.run(
        [
            BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--window-size=1400,1000", f"--user-data-dir={folder / 'browser'}", "--virtual-time-budget=60000",
            *options, "--dump-dom", path.as_uri(),
        ],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    told = re.search(r'<pre id="told">(.+?)</pre>', shown.stdout, flags=re.DOTALL)
    assert told is not None, shown.stderr
    return json.loads(html.unescape(told[1]))


def with_axe(page: str) -> str:
    assert AXE is not None, "there has to be an axe-core here"
    script = AXE.read_text(encoding="utf-8").replace("</script", "<\\/script")
    return page.replace("</body>", f"<script>{script}</script></body>")


CHECK = """window.axe.run(window.document, {resultTypes: ['violations', 'passes']}).then(found => ({
  violations: found.violations.map(each => [each.id, each.impact, each.nodes.map(node => node.html)]),
  passes: found.passes.map(each => each.id)}))"""


@needs_browser
@needs_axe
@each_of("width_px", WIDTHS_PX)
def test_axe_finds_nothing(page: str, tmp_path: Path, width_px: int) -> None:
    found = told_by_browser(with_axe(page), CHECK, tmp_path, width_px)
    assert found["violations"] == []
    assert {"color-contrast", "image-alt", "html-has-lang", "svg-img-alt", "heading-order"} <= set(
        found["passes"]
    )


@needs_browser
@needs_axe
def test_axe_would_find_something(page: str, tmp_path: Path) -> None:
    """What is told by the test above is worth something: a page without words and contrast is found out."""
    spoiled = re.sub(r' alt="[^"]*"', "", page, count=1).replace("#56616d", "#c5c9cd")
    found = told_by_browser(with_axe(spoiled), CHECK, tmp_path, WIDTHS_PX[0])
    assert {name for name, *_ in found["violations"]} >= {"image-alt", "color-contrast"}


@needs_browser
@needs_axe
@each_of("options", [(), (DARK,)], ids=["light", "dark"])
def test_axe_finds_nothing_on_a_page_of_figures(tmp_path: Path, options: tuple[str, ...]) -> None:
    found = read_document(PUBLISHED)
    page = html_page(found | {"complete": False}, {}, found)
    told = told_by_browser(with_axe(page), CHECK, tmp_path, WIDTHS_PX[0], *options)
    assert told["violations"] == []
    assert {"color-contrast", "html-has-lang", "heading-order", "scrollable-region-focusable"} <= set(
        told["passes"]
    )


@needs_browser
@each_of("width_px", WIDTHS_PX)
def test_nothing_sticks_out_of_the_screen(page: str, tmp_path: Path, width_px: int) -> None:
    script = """Promise.resolve([
      window.document.documentElement.scrollWidth, window.document.documentElement.clientWidth,
      window.innerWidth, window.document.images.length,
      [...window.document.images].filter(each => !each.complete || !each.naturalWidth).length,
      [...window.document.querySelectorAll(".wide")].filter(each => each.scrollWidth > each.clientWidth)
        .map(each => each.textContent)])"""
    content_px, room_px, frame_px, pictures, broken, cut = told_by_browser(page, script, tmp_path, width_px)
    assert frame_px == width_px
    assert content_px <= room_px
    assert (pictures, broken) == (9, 0)
    assert cut == [], "these tables have to be scrolled sideways"
