"""A phone as the camera, over TLS: another browser with a camera of its own in the place of a phone."""

from __future__ import annotations

import json
import ssl
import stat
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fixtures.app import PATIENCE_MS, App, needs_browser, running_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [needs_browser]
OpenPage = Callable[..., "Page"]


@pytest.fixture(scope="module")
def with_phone(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Iterator[App]:
    """Return an app that lets a phone in."""
    with running_app(tmp_path_factory.mktemp("phone")) as running:
        yield running


def opened(app: App) -> dict[str, str]:
    """Let a phone in; return the address and the code."""
    app.post("/phone/open")
    status, body, _ = app.ask("GET", f"{app.root}/phone/state")
    assert status == 200
    told: dict[str, str] = json.loads(body)
    return told


def asked(address: str, **how: object) -> int:
    """Return the status with which the door answers."""
    anyone = ssl.create_default_context()
    anyone.check_hostname, anyone.verify_mode = False, ssl.CERT_NONE
    request = urllib.request.Request(address, **how)  # type: ignore[arg-type]  # noqa: S310 - https
    try:
        with urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=anyone)
        ).open(request, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return int(error.code)


def test_no_phone_comes_in_unless_it_is_asked_for(app: App) -> None:
    assert b'"open":false' in app.ask("GET", f"{app.root}/phone/state")[1].replace(b" ", b"")
    assert app.ask("GET", f"{app.root}/phone/qr.svg")[0] == 404


def test_the_door_shows_its_own_page_and_nothing_else(with_phone: App) -> None:
    door = opened(with_phone)
    address = door["address"]
    assert asked(address) == 200
    assert asked(f"{address}static/phone.js") == 200
    for path in ("static/train.js", "today", "progress", "settings", "static/../guard.py", "../today"):
        assert asked(address + path) in (403, 404), path
    base = address.split("/")[2]
    assert asked(f"https://{base}/") == 403
    assert asked(f"https://{base}{with_phone.root}/today") == 403


def test_a_wrong_code_is_refused_and_five_close_the_door(with_phone: App) -> None:
    with_phone.post("/phone/close")
    address = opened(with_phone)["address"]
    origin = address.rstrip("/").rsplit("/", 1)[0]
    for _ in range(5):
        headers = {"Content-Type": "application/json", "Origin": origin}
        assert asked(f"{address}pair", data=b'{"code": "x"}', headers=headers, method="POST") == 403
    for _ in range(100):
        if b"true" not in with_phone.ask("GET", f"{with_phone.root}/phone/state")[1]:
            return
    pytest.fail("the door is still open")


def test_the_key_of_the_certificate_is_for_the_user_alone_and_goes_with_the_door(with_phone: App) -> None:
    with_phone.post("/phone/close")
    before = set(Path(tempfile.gettempdir()).glob("posecheck-phone-*"))
    opened(with_phone)
    (made,) = set(Path(tempfile.gettempdir()).glob("posecheck-phone-*")) - before
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert stat.S_IMODE((made / "phone.key").stat().st_mode) == 0o600
    with_phone.post("/phone/close")
    assert not made.exists()


@pytest.mark.slow
@pytest.mark.mediapipe
def test_a_phone_that_knows_the_code_is_the_camera_of_a_session(
    with_phone: App, open_page: OpenPage, fake_camera: Browser
) -> None:
    page = open_page(with_phone, "phone")
    page.locator("button[data-post='/phone/open'], .code").first.wait_for()
    if page.locator("button[data-post='/phone/open']").count():
        page.locator("button[data-post='/phone/open']").click()
    code = page.locator(".code").inner_text()
    address = page.locator(".address").inner_text()
    context = fake_camera.new_context(ignore_https_errors=True, viewport={"width": 390, "height": 800})
    phone = context.new_page()
    phone.set_default_timeout(PATIENCE_MS)
    phone.goto(address)
    phone.locator("#code").fill(code)
    phone.locator("#pair button").click()
    page.wait_for_selector("#come:not([hidden])")
    with_phone.post("/train/begin", kind="exercise", name="supine-hamstring", private=True, phone=True)
    page.goto(f"{with_phone.address}train")
    page.wait_for_function("() => document.getElementById('marks').childElementCount > 5")
    phone.wait_for_function("() => document.getElementById('said').textContent.length > 0")
    with_phone.post("/train/stop")
    phone.wait_for_function("() => !document.getElementById('state').textContent.includes('judges')")
    context.close()
