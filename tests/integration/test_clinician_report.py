"""The report for a clinician in a real browser: one page of paper, nothing asked of a network.

Skipped where there is no Chromium, unless ``POSECHECK_TEST_BROWSER=required`` says that it has to be there.
"""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fixtures.app import BROWSER, NOTHING, REQUIRED, needs_browser, violations
from fixtures.courses import MADE, make_course
from PIL import Image

from posecheck.exchange.clinician import Wish, clinician_report
from posecheck.history.stills import Still, StillNote, write_still
from posecheck.history.store import History
from posecheck.pages import printing
from posecheck.pages.printing import count_pages, printed
from posecheck.report.clinician.document import ClinicianReport
from posecheck.report.clinician.page import clinician_page
from posecheck.report.clinician.pdf import clinician_pdf
from posecheck.report.wording import Words
from posecheck.support.language import find_language, languages

#: Whom Chromium asks on its own account whatever it is told; the options let it find nobody.
OF_THE_BROWSER = ("accounts.google.com", "update.googleapis.com", "clients2.google.com")

pytestmark = pytest.mark.skipif(BROWSER is None and not REQUIRED, reason="there is no Chromium")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> ClinicianReport:
    path = tmp_path_factory.mktemp("course") / "history.sqlite3"
    make_course(path)
    jpeg = BytesIO()
    Image.new("RGB", (480, 270), "grey").save(jpeg, "JPEG")
    with History(path) as history:
        session = history.sessions()[1].id
        for exercise in history.exercises(session):
            note = StillNote(exercise.id, exercise.side, 20.0, 62.0, "deg", 0.9, held=True)
            write_still(path, session, f"{exercise.id}-best", Still(note, jpeg.getvalue()))
        return clinician_report(history, Wish(name="P. 17", pictures=True, health=True), MADE, "full")


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """Yield the address of a server on this computer and what it was asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_parts: object) -> None:
            """Say nothing."""

    found = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=found.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{found.server_port}", asked
    found.shutdown()
    found.server_close()


@pytest.mark.parametrize("language", languages())
def test_it_is_one_page_with_pictures_and_health(report: ClinicianReport, language: str) -> None:
    assert report.pictures
    assert count_pages(clinician_pdf(report, Words(find_language(language)))) == 1


def test_much_more_than_normal_is_one_page_in_smaller_letters(report: ClinicianReport) -> None:
    wide = replace(
        report,
        exercises=tuple(
            replace(report.exercises[-1], exercise=f"e{number}", title=f"A longer title of exercise {number}")
            for number in range(12)
        ),
        ranges=report.ranges * 3,
        corrections=report.corrections * 8,
        pictures=(),
    )
    assert count_pages(printed(clinician_page(wide, Words()), Path(str(BROWSER)))) == 2
    assert count_pages(clinician_pdf(wide, Words())) == 1


def test_printing_asks_nothing_of_the_network(
    report: ClinicianReport, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    log = tmp_path / "net.json"
    options = (*printing.OPTIONS, f"--log-net-log={log}")
    monkeypatch.setattr(printing, "OPTIONS", options)
    clinician_pdf(report, Words())
    assert asked_for(log) == []
    assert connected_to(log) <= {"127.0.0.1:9"}


def test_even_a_page_that_names_an_address_reaches_nobody(
    server: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What is told by the test above is worth something: the log names what a page asks for."""
    address, asked = server
    log = tmp_path / "net.json"
    options = (*printing.OPTIONS, f"--log-net-log={log}")
    monkeypatch.setattr(printing, "OPTIONS", options)
    page = f'<!doctype html><title>x</title><img src="{address}/picture.png" alt="">'
    assert count_pages(printed(page, Path(str(BROWSER)))) == 1
    assert asked == []
    assert asked_for(log) == [f"{address}/picture.png"]
    assert connected_to(log) <= {"127.0.0.1:9"}


def asked_for(log: Path) -> list[str]:
    """Return the addresses of a network that the log of Chromium names, but for what it asks for itself."""
    named = {each.get("params", {}).get("url", "") for _, each in events(log)}
    known = (urlsplit(each) for each in named)
    return sorted(
        each.geturl()
        for each in known
        if each.scheme in ("http", "https", "ws", "wss", "ftp") and each.hostname not in OF_THE_BROWSER
    )


def connected_to(log: Path) -> set[str]:
    """Return the addresses and ports to which a connection was tried."""
    tried = [each.get("params", {}) for name, each in events(log) if name.startswith("TCP_CONNECT")]
    return {each["address"] for each in tried if "address" in each}


def events(log: Path) -> list[tuple[str, dict[str, Any]]]:
    content = json.loads(log.read_text(encoding="utf-8"))
    names = {number: name for name, number in content["constants"]["logEventTypes"].items()}
    return [(names[each["type"]], each) for each in content["events"]]


@needs_browser
@pytest.mark.parametrize("width_px", [390, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(play: Any, report: ClinicianReport, width_px: int) -> None:
    browser = play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
    page = browser.new_page(viewport={"width": width_px, "height": 900})
    page.set_content(clinician_page(report, Words()))
    assert page.evaluate("document.documentElement.scrollWidth") <= width_px
    assert violations(page) == NOTHING
    browser.close()
