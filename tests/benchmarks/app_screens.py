"""Pictures of the running app for the documents: ``python tests/benchmarks/app_screens.py``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from fixtures.app import BROWSER, running_app
from fixtures.histories import make_history
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
CLIP, EXERCISE = ROOT / "samples" / "supine_slr_bent_knee.mp4", "supine-hamstring"


def take(page: Page, name: str) -> None:
    """Keep what is seen of a page."""
    page.screenshot(path=PICTURES / f"app-{name}.png")


def main() -> None:
    """Take all of them."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as play:
        folder = Path(place)
        (folder / "data").mkdir()
        browser = play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        with running_app(folder, "--camera", CLIP) as app:
            page.goto(f"{app.address}today")
            take(page, "today")
            app.post("/train/begin", kind="exercise", name=EXERCISE)
            page.goto(f"{app.address}train")
            page.wait_for_function("() => document.getElementById('words').dataset.tone === 'fault'")
            page.wait_for_timeout(1500)
            take(page, "train")
            page.wait_for_selector("#ended:not([hidden])", timeout=60_000)
            take(page, "ended")
        make_history(folder / "data" / "history.sqlite3")
        with running_app(folder) as app:
            for path in ("routine-builder",):
                page.goto(app.address + path)
                page.wait_for_timeout(800)
                take(page, path)
        browser.close()


if __name__ == "__main__":
    main()
