"""The report in a real browser: axe-core finds nothing, and nothing sticks out of a phone's screen.

Skipped where there is no Chromium or no axe-core: run ``npm install axe-core``, or name its axe.min.js in
``AXE_CORE``.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fixtures.histories import make_history

from posecheck.catalogue import all_exercises
from posecheck.history.store import History
from posecheck.report.content import gather
from posecheck.report.page import report_page

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
AXE = Path(os.environ.get("AXE_CORE", "node_modules/axe-core/axe.min.js"))

pytestmark = pytest.mark.skipif(BROWSER is None, reason="there is no Chromium")


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("history") / "history.sqlite3"
    make_history(path)
    with History(path) as history:
        sessions = history.sessions(limit=2)
        return report_page(gather(history, sessions, all_exercises(), datetime(2026, 5, 1, tzinfo=UTC)))


def told_by_browser(page: str, script: str, folder: Path, width_px: int) -> object:
    """Open `page` with `script` in it and return what that put into the element ``told``."""
    path = folder / "page.html"
    path.write_text(page.replace("</body>", f"<script>{script}</script></body>"), encoding="utf-8")
    shown = subprocess.run(
        [
            BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--window-size={width_px},900",
            f"--user-data-dir={folder / 'browser'}", "--virtual-time-budget=20000", "--dump-dom",
            path.as_uri(),
        ],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    told = re.search(r'<pre id="told">(.*?)</pre>', shown.stdout, flags=re.DOTALL)
    assert told is not None, shown.stderr
    return json.loads(html.unescape(told[1]))


TELL = """
const tell = what => {
  const told = document.body.appendChild(document.createElement("pre"));
  told.id = "told";
  told.textContent = JSON.stringify(what);
};
"""


@pytest.mark.skipif(not AXE.is_file(), reason="there is no axe-core; set AXE_CORE to its axe.min.js")
@pytest.mark.parametrize("width_px", [500, 1000])
def test_axe_finds_nothing(page: str, tmp_path: Path, width_px: int) -> None:
    script = TELL + AXE.read_text(encoding="utf-8").replace("</script", "<\\/script")
    script += (
        ";axe.run(document, {resultTypes: ['violations', 'passes']}).then(found => tell({"
        "violations: found.violations.map(each => [each.id, each.impact, each.nodes.map(n => n.html)]),"
        "passes: found.passes.length}))"
    )
    found = told_by_browser(page, script, tmp_path, width_px)
    assert found["violations"] == []
    assert found["passes"] > 15


@pytest.mark.parametrize("width_px", [500, 1000])
def test_nothing_sticks_out_of_the_screen(page: str, tmp_path: Path, width_px: int) -> None:
    script = TELL + "tell([document.documentElement.scrollWidth, window.innerWidth, document.images.length])"
    content_px, screen_px, images = told_by_browser(page, script, tmp_path, width_px)
    assert content_px <= screen_px
    assert images == 0
