"""One browser for all tests of the app; every test has pages of its own."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import imageio_ffmpeg
import pytest
from fixtures.app import BROWSER, PATIENCE_MS, App, running_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

_OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser(play: Playwright) -> Iterator[Browser]:
    """Return the browser."""
    found = play.chromium.launch(executable_path=BROWSER, args=_OPTIONS)
    yield found
    found.close()


@pytest.fixture(scope="session")
def fake_camera(
    play: Playwright, tmp_path_factory: pytest.TempPathFactory, samples: Path
) -> Iterator[Browser]:
    """Return a browser whose camera shows a bent knee in a hold, over and over."""
    moving = tmp_path_factory.mktemp("fake") / "clip.mjpeg"
    clip = samples / "supine_slr_bent_knee.mp4"
    subprocess.run(
        [
            imageio_ffmpeg.get_ffmpeg_exe(), "-i", clip,
            "-r", "30", "-c:v", "mjpeg", "-q:v", "2", "-f", "mjpeg", moving,  # as a fake camera has it
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    fakes = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    found = play.chromium.launch(
        executable_path=BROWSER, args=[*_OPTIONS, *fakes, f"--use-file-for-fake-video-capture={moving}"]
    )
    yield found
    found.close()


class Elsewhere(list[str]):
    """What a page has asked for at another address than that of the app."""


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page of an app; one that asks for anything elsewhere fails the test."""
    elsewhere, troubles = Elsewhere(), Elsewhere()
    with contextlib.ExitStack() as opened:

        def open_(app: App, path: str = "", **options: Any) -> Page:
            context = opened.enter_context(
                contextlib.closing(
                    browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
                )
            )
            page = context.new_page()
            page.set_default_timeout(PATIENCE_MS)

            def asked(request: Any) -> None:
                if not request.url.startswith((f"http://{app.host}/", f"ws://{app.host}/", "blob:", "data:")):
                    elsewhere.append(request.url)

            page.on("request", asked)
            page.on("pageerror", lambda error: troubles.append(str(error)))
            page.goto(app.address + path)
            return page

        yield open_
    assert not elsewhere, f"a page asked for {elsewhere}"
    assert not troubles, f"a script failed: {troubles}"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Return an app without a camera that several tests look at."""
    with running_app(tmp_path_factory.mktemp("app")) as running:
        yield running
