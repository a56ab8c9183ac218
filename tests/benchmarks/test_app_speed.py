"""What the app costs, and how soon it shows things: figures of one run, for docs/performance.md.

A browser runs beside it, as it does for everybody; what that takes is not counted, what it takes away is.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fixtures.app import BROWSER, App, needs_browser, running_app

from posecheck.history.store import History

pytestmark = [needs_browser]
CLIP, EXERCISE = "standing_side_bend_correct.mp4", "side-bend"
ROUNDS = 5
READ_CARD = "() => document.getElementById('card').hidden || document.getElementById('card-on').click()"
#: Asked of it.
PAGE_S, VERDICT_S, HALF_MS, MOST_MS, CORE, FRAMES = 1.0, 3.0, 40.0, 100.0, 0.15, 0.05


@pytest.fixture
def page_of() -> Iterator[object]:
    """Return a function that opens a page of an app in a real browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])

        def opened(app: App, path: str) -> object:
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(app.address + path)
            return page

        yield opened
        browser.close()


def test_how_soon_the_first_page_is_there(tmp_path: Path) -> None:
    spent: list[float] = []
    for number in range(ROUNDS):
        folder = tmp_path / str(number)
        folder.mkdir()
        began_s = time.perf_counter()
        with running_app(folder) as app:
            assert app.ask("GET", f"{app.root}/today", ours=False)[0] == 200
            spent.append(time.perf_counter() - began_s)
    bare = statistics.median(seconds_of([sys.executable, "-c", "pass"]) for _ in range(ROUNDS))
    print(f"\nstart to page: {statistics.median(spent):.2f} s (python alone {bare:.3f} s)")
    assert statistics.median(spent) <= PAGE_S


def seconds_of(command: list[str]) -> float:
    began_s = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - began_s


def cpu_s(process: int) -> float:
    """Return the processor time of a process and of those that it has waited for, in seconds."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def judged(data: Path) -> int:
    """Return how many frames the last session judged."""
    with History(data / "history.sqlite3") as history:
        done = history.exercises(history.sessions(limit=1)[0].id)
    return sum(int(each.result["frames"]) for each in done if each.result)


def test_what_a_session_costs_in_the_app(tmp_path: Path, samples: Path, model: Path, page_of) -> None:
    places = {"POSECHECK_CONFIG_DIR": str(tmp_path / "config"), "POSECHECK_DATA_DIR": str(tmp_path / "data")}
    alone: list[tuple[int, float, float]] = []
    paged: list[tuple[int, float, float]] = []
    ages: list[float] = []
    first_s: list[float] = []
    clip = samples / CLIP
    for _ in range(3):
        began_s = time.perf_counter()
        before = os.times()
        subprocess.run(
            [
                sys.executable, "-m", "posecheck", "live", EXERCISE,
                "--camera", clip, "--keep", "--no-window", "--no-voice",
            ],
            env=os.environ | places, check=True, capture_output=True,
        )  # fmt: skip
        after = os.times()
        used = after.children_user + after.children_system - before.children_user - before.children_system
        alone.append((judged(tmp_path / "data"), used, time.perf_counter() - began_s))
        folder = tmp_path / f"app{len(paged)}"
        (folder / "config").mkdir(parents=True)
        (folder / "config" / "config.toml").write_text("voice = false\n", encoding="utf-8")
        with running_app(folder, "--camera", clip, "--keep") as app:
            with History(app.data / "history.sqlite3") as history:
                history.set_setting("screening-offered", "2999-01-01T00:00:00+00:00")
            page = page_of(app, "train")
            began_s = time.perf_counter()
            app.post("/train/begin", kind="exercise", name=EXERCISE)
            page.wait_for_function("() => document.getElementById('camera').dataset.drawn > 0", polling=20)
            first_s.append(time.perf_counter() - began_s)
            last = 0
            while not page.locator("#ended").is_visible():
                told = page.evaluate(
                    "() => [Number(document.getElementById('camera').dataset.drawn),"
                    " Number(document.getElementById('camera').dataset.age)]"
                )
                if told[0] != last:
                    ages.append(told[1])
                last = told[0]
                page.evaluate(READ_CARD)
                page.wait_for_timeout(40)
            paged.append((judged(app.data), cpu_s(app.process.pid), time.perf_counter() - began_s))
            page.close()
    frames = statistics.median(each[0] for each in paged) / statistics.median(each[0] for each in alone)
    played_s = 376 / 30
    used_s = [statistics.median(each[1] for each in kind) for kind in (paged, alone)]
    core = (used_s[0] - used_s[1]) / played_s
    ages.sort()
    half, most = statistics.median(ages), ages[int(0.95 * len(ages))]
    print(
        f"\nfirst picture after Begin: {statistics.median(first_s):.2f} s"
        f"\npicture to page: p50 {half:.0f} ms, p95 {most:.0f} ms of {len(ages)}"
        f"\nframes judged: {frames:.3f} of those without the app"
        f"\nof a core: {core:+.3f}"
        f"\n(frames, processor s, s) without: {alone}, with: {paged}"
    )
    assert statistics.median(first_s) <= VERDICT_S
    assert half <= HALF_MS
    assert most <= MOST_MS
    assert frames >= 1.0 - FRAMES
    assert core <= CORE
