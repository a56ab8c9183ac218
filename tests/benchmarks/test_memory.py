"""How much memory the commands take: each a process of its own, looked at from outside.

    POSECHECK_MEMORY_MINUTES=20 .venv/bin/python -m pytest tests/benchmarks/test_memory.py -s

As long a video as that is judged; three minutes by default. The busier the machine is, the longer it takes;
the memory is the same.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fixtures.app import BROWSER, needs_browser, running_app
from fixtures.cases import each_of
from fixtures.long_videos import looped
from fixtures.processes import Memory, watched

from posecheck.history.store import History

MINUTES = float(os.environ.get("POSECHECK_MEMORY_MINUTES", "3"))
CLIP, EXERCISE = "standing_side_bend_correct.mp4", "side-bend"
#: Asked of `replay` alone, without the encoder; of the app with a session; of all after a tenth of the time.
REPLAY_MB, APP_MB, GROWTH_MB = 400.0, 500.0, 20.0
SESSION_S = 90.0
READ_CARD = "() => document.getElementById('card').hidden || document.getElementById('card-on').click()"

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read from /proc")


def told(what: str, seen: dict[int, Memory]) -> None:
    """Print what each process took."""
    for each in seen.values():
        own = [mb for _, mb in each.own_mb]
        print(
            f"\n{what}: {each.name}: {each.peak_mb:.0f} MB at most, {max(own):.0f} MB of it its own; "
            f"{each.growth_mb:+.1f} MB after the first tenth",
            end="",
        )


@each_of(
    "options",
    [
        ("-e", EXERCISE),
        (),
        ("-e", EXERCISE, "--annotate", "judged.mp4"),
        ("-e", EXERCISE, "--fast"),
    ],
)
def test_what_a_replay_takes(
    options: tuple[str, ...], samples: Path, places: dict[str, str], tmp_path: Path, model: Path
) -> None:
    video = looped(samples / CLIP, 60.0 * MINUTES, tmp_path / "long.mp4")
    command = [sys.executable, "-P", "-m", "posecheck", "replay", video, "--json", "result.json"]
    process = subprocess.Popen(
        [*command, *options],
        env=places,
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    seen = watched(process.pid, lambda: process.poll() is None)
    told(f"{MINUTES:g} min, {' '.join(options) or 'no exercise named'}", seen)
    assert process.returncode == 0
    assert seen[process.pid].peak_mb <= REPLAY_MB
    assert seen[process.pid].growth_mb <= GROWTH_MB


@needs_browser
def test_what_a_session_in_the_app_takes(samples: Path, tmp_path: Path, model: Path) -> None:
    """Server and session together; the browser that shows it is a program of its own and is not counted."""
    from playwright.sync_api import sync_playwright

    video = looped(samples / CLIP, SESSION_S + 60.0, tmp_path / "long.mp4")
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text("voice = false\n", encoding="utf-8")
    with sync_playwright() as play, running_app(tmp_path, "--camera", video, "--keep") as app:
        with History(app.data / "history.sqlite3") as history:
            history.set_setting("screening-offered", "2999-01-01T00:00:00+00:00")
        browser = play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(app.address + "train")
        app.post("/train/begin", kind="exercise", name=EXERCISE)
        until_s = time.monotonic() + SESSION_S

        def goes_on() -> bool:
            page.evaluate(READ_CARD)
            return time.monotonic() < until_s

        seen = watched(app.process.pid, goes_on)
        assert int(page.evaluate("() => document.getElementById('camera').dataset.drawn")) > SESSION_S
        browser.close()
    told("app", seen)
    ours = [each for each in seen.values() if each.name.startswith("posecheck")]
    assert sorted(each.name for each in ours) == ["posecheck app", "posecheck live"]
    print(f"\napp: {sum(each.peak_mb for each in ours):.0f} MB together")
    assert sum(each.peak_mb for each in ours) <= APP_MB
