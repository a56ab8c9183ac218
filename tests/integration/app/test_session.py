"""A session in the app, as somebody at the mouse or the keyboard has it, with a clip as the camera."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import pytest
from fixtures.app import NOTHING, PATIENCE_MS, App, needs_browser, running_app, violations
from fixtures.commands import run_command

from posecheck.history.store import History
from posecheck.sources.video import VideoFile

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [needs_browser, pytest.mark.mediapipe, pytest.mark.slow]
CLIP, EXERCISE = "supine_slr_bent_knee.mp4", "supine-hamstring"
#: A camera does not wait: what a busy computer cannot look at in time is left out, and a hold begins and ends
#: between two pictures that were seen. A hold that a page had broken would be two, of which none is so long.
LEFT_OUT_S = 1.5

OpenPage = Callable[..., "Page"]


#: Answers the question on the page, if there is one, with its last answer (no), and reads a card.
ANSWER = """() => {
  if (document.getElementById('card').hidden) return;
  const options = document.querySelectorAll('#card-options button');
  (options.length ? options[options.length - 1] : document.getElementById('card-on')).click();
}"""


def answer_until_the_end(page: Page) -> None:
    """Answer and read whatever comes until the session is over."""
    for _ in range(2 * PATIENCE_MS // 500):
        if page.locator("#ended").is_visible():
            return
        page.evaluate(ANSWER)
        page.wait_for_timeout(500)
    pytest.fail("the session does not end")


@pytest.fixture(scope="module")
def with_camera(tmp_path_factory: pytest.TempPathFactory, samples: Path, model: Path) -> Iterator[App]:
    """Return an app whose camera shows a bent knee in a hold, of the user's own training."""
    with running_app(tmp_path_factory.mktemp("train"), "--camera", samples / CLIP, "--keep") as running:
        yield running


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory, samples: Path, model: Path) -> dict[str, Any]:
    """Return what `replay` says of the same clip."""
    folder = tmp_path_factory.mktemp("replayed")
    environment = os.environ | {
        "POSECHECK_CONFIG_DIR": str(folder / "config"),
        "POSECHECK_DATA_DIR": str(folder / "data"),
    }
    done = run_command(
        "replay", samples / CLIP, "--exercise", EXERCISE, "--json", folder / "result.json",
        environment=environment, folder=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    return result


def test_from_the_first_start_to_the_first_counted_hold_by_mouse(
    with_camera: App, open_page: OpenPage, replayed: dict[str, Any]
) -> None:
    page = open_page(with_camera)
    page.get_by_role("link", name="Exercises").first.click()
    page.locator(f"a[href$='/exercises/{EXERCISE}']").first.click()
    page.locator("button[data-post='/train/begin']").first.click()
    page.wait_for_url("**/train")
    page.locator("#card-options button").last.click()  # no questions now: the clip goes on meanwhile
    page.wait_for_function("() => document.getElementById('dial').textContent.includes('of')")
    answer_until_the_end(page)
    assert "Held once" in page.locator("#said").inner_text()
    page.reload()
    page.wait_for_selector("#ended:not([hidden])")
    assert "Held once" in page.locator("#said").inner_text()
    assert violations(page) == NOTHING
    with History(with_camera.data / "history.sqlite3") as history:
        kept = history.exercises(history.sessions(limit=1)[0].id)[0]
    assert [each.counted for each in kept.holds] == [True]
    assert kept.holds[0].held_s == pytest.approx(replayed["holds"][0]["held_s"], abs=LEFT_OUT_S)
    assert {each.fault for each in kept.faults} == {each["id"] for each in replayed["faults"]}


def test_a_page_that_is_loaded_anew_in_a_hold_loses_nothing(
    with_camera: App, open_page: OpenPage, replayed: dict[str, Any]
) -> None:
    with_camera.post("/train/begin", kind="exercise", name=EXERCISE)
    page, second = open_page(with_camera, "train"), open_page(with_camera, "train")
    page.wait_for_function("() => /Hold still/.test(document.getElementById('status').textContent)")
    page.reload()
    for each in (page, second):
        each.wait_for_function("() => document.getElementById('marks').childElementCount > 5")
    answer_until_the_end(page)
    second.wait_for_selector("#ended:not([hidden])")
    with History(with_camera.data / "history.sqlite3") as history:
        kept = history.exercises(history.sessions(limit=1)[0].id)[0]
    assert [each.counted for each in kept.holds] == [True]
    assert kept.holds[0].held_s == pytest.approx(replayed["holds"][0]["held_s"], abs=LEFT_OUT_S)


def test_the_keyboard_alone_pauses_goes_on_and_stops(with_camera: App, open_page: OpenPage) -> None:
    with_camera.post("/train/begin", kind="exercise", name=EXERCISE, private=True)
    page = open_page(with_camera, "train")
    page.wait_for_function("() => document.getElementById('marks').childElementCount > 5")
    page.keyboard.press("Space")
    page.wait_for_function("() => /Paused/.test(document.getElementById('side').textContent)")
    page.keyboard.press("Space")
    page.wait_for_function("() => !/Paused/.test(document.getElementById('side').textContent)")
    page.keyboard.press("h")
    page.wait_for_selector("#key-help:not([hidden])")
    assert violations(page) == NOTHING
    page.keyboard.press("Escape")
    page.wait_for_selector("#key-help", state="hidden")
    page.keyboard.press("q")
    answer_until_the_end(page)


def test_by_keyboard_alone_from_the_first_page_to_the_end(with_camera: App, open_page: OpenPage) -> None:
    page = open_page(with_camera, "exercises/supine-hamstring")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.dataset.post === '/train/begin'"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/train")
    page.wait_for_function("() => document.getElementById('marks').childElementCount > 5")
    page.keyboard.press("q")
    for _ in range(PATIENCE_MS // 400):
        if page.locator("#ended").is_visible():
            break
        page.keyboard.press("Enter")
        page.wait_for_timeout(400)
    assert page.evaluate("() => document.activeElement.id") == "ended-title"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: not address.endswith("/train"))


def test_a_camera_that_is_not_there_is_said_on_the_page(
    tmp_path: Path, open_page: OpenPage, model: Path
) -> None:
    with running_app(tmp_path, "--camera", "no such camera") as app:
        app.post("/train/begin", kind="exercise", name=EXERCISE)
        page = open_page(app, "train")
        page.wait_for_selector("#ended:not([hidden])")
        assert "no such camera" in page.locator("#said").inner_text()


def test_the_camera_of_the_browser_gives_the_same_verdict(
    fake_camera: Browser, tmp_path: Path, model: Path, replayed: dict[str, Any]
) -> None:
    with running_app(tmp_path) as app:
        page = fake_camera.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"{app.address}train")
        app.post("/train/begin", kind="exercise", name=EXERCISE, browser_camera=True)
        page.locator("#card-options button").last.click()
        page.wait_for_function("() => document.getElementById('dial').textContent.includes('of')")
        # the clip begins anew after twelve seconds: the second time it is seen from its beginning
        page.wait_for_timeout(25_000)
        page.keyboard.press("q")
        answer_until_the_end(page)
        with History(app.data / "history.sqlite3") as history:
            kept = history.exercises(history.sessions(limit=1)[0].id)[0]
    wanted = replayed["holds"][0]["held_s"]
    assert min(abs((each.held_s or 0.0) - wanted) for each in kept.holds) <= LEFT_OUT_S
    assert {each["id"] for each in replayed["faults"]} <= {each.fault for each in kept.faults}


class Stream:
    """A camera in the network that sends the frames of a clip over and over, and can be unplugged."""

    def __init__(self, frames: list[bytes], port: int = 0) -> None:
        stream = self
        self.frames = frames
        self.plugged = True

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
                self.end_headers()
                with contextlib.suppress(OSError):
                    for frame in itertools.cycle(stream.frames):
                        if not stream.plugged:
                            return
                        head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(frame)}\r\n\r\n"
                        self.wfile.write(head.encode() + frame + b"\r\n")
                        time.sleep(1 / 15)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}/camera.mjpeg"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Unplug it."""
        self.plugged = False
        self.server.shutdown()
        self.server.server_close()


def test_a_camera_that_is_unplugged_comes_back(
    tmp_path: Path, samples: Path, open_page: OpenPage, model: Path
) -> None:
    with VideoFile(str(samples / "marching_correct.mp4")) as video:
        frames = [
            cv2.imencode(".jpg", each.image_bgr)[1].tobytes()
            for each, _ in zip(video.frames(), range(90), strict=False)
        ]
    stream = Stream(frames)
    with running_app(tmp_path, "--camera", stream.address) as app:
        app.post("/train/begin", kind="exercise", name="march", private=True)
        page = open_page(app, "train")
        page.wait_for_function("() => document.getElementById('marks').childElementCount > 5")
        page.evaluate(ANSWER)
        stream.close()
        page.wait_for_function("() => /Camera\\?/.test(document.getElementById('side').textContent)")
        stream = Stream(frames, stream.server.server_port)
        page.wait_for_function("() => !/Camera\\?/.test(document.getElementById('side').textContent)")
        drawn = page.evaluate("() => Number(document.getElementById('camera').dataset.drawn)")
        page.wait_for_function(
            f"() => Number(document.getElementById('camera').dataset.drawn) > {drawn + 10}"
        )
        stream.close()
        app.post("/train/stop")


def test_a_routine_asks_for_pain_before_and_after(with_camera: App, open_page: OpenPage) -> None:
    with History(with_camera.data / "history.sqlite3") as history:
        history.add_answers("screening", {"yes": [], "consent": True})
    page = open_page(with_camera, "today")
    page.locator("#begin").click()
    page.wait_for_url("**/train")
    asked: list[str] = []
    for _ in range(2 * PATIENCE_MS // 400):
        if page.locator("#ended").is_visible():
            break
        title = page.locator("#card-title").text_content() if page.locator("#card").is_visible() else ""
        if title and "How much pain" in title:
            asked.append(title)
            options = page.locator("#card-options button")
            assert options.count() == 12  # 0 to 10, and to leave it out
            assert asked[1:] or violations(page) == NOTHING
            options.nth(1).click()
        elif len(asked) == 1 and page.locator("#words").inner_text() and page.locator("#card").is_hidden():
            page.keyboard.press("q")
        else:
            page.evaluate(ANSWER)
        page.wait_for_timeout(400)
    assert page.locator("#ended").is_visible()
    with History(with_camera.data / "history.sqlite3") as history:
        told = {each.moment: each.level for each in history.pain()}
    assert told["before"] == 1
    assert told["after"] == 1
