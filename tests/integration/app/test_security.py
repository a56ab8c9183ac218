"""Whoever is no page of the app gets nothing from it, and a session goes on whatever is sent to it."""

from __future__ import annotations

import json
import socket
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fixtures.app import App, running_app
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException
from websockets.sync.client import ClientConnection, connect


def test_a_page_with_the_secret_is_answered(app: App) -> None:
    assert app.ask("GET", f"{app.root}/today", ours=False)[0] == 200


@pytest.mark.parametrize("path", ["/", "/today", "/x/today", "/static/app.css", "//today", "/%2e%2e/today"])
def test_a_path_without_the_secret_is_refused(app: App, path: str) -> None:
    status, body, _ = app.ask("GET", path)
    assert status == 403
    assert app.root.strip("/").encode() not in body


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "192.168.1.7:{port}", ""]
)
def test_a_foreign_name_is_refused(app: App, host: str) -> None:
    host = host.format(port=app.host.split(":")[1])
    assert app.ask("GET", f"{app.root}/today", headers={"Host": host})[0] in (400, 421)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1", "https://{host}", ""])
def test_a_change_from_a_foreign_page_is_refused(app: App, origin: str) -> None:
    headers = {"Origin": origin.format(host=app.host), "Content-Type": "application/json"}
    status, *_ = app.ask("POST", f"{app.root}/today/step", b'{"step": "camera"}', headers, ours=False)
    assert status == 403


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_a_change_as_a_form_would_send_it_is_refused(app: App, kind: str) -> None:
    body = b'{"step": "camera"}'
    status, *_ = app.ask("POST", f"{app.root}/today/step", body, {"Content-Type": kind})
    assert status == 415


def test_the_same_change_from_our_own_page_is_done(app: App) -> None:
    assert app.post("/today/step", step="camera") == {"go": "/today"}


@pytest.mark.parametrize(
    "path",
    [
        "/static/../guard.py", "/static/..%2fguard.py", "/static/%2e%2e/guard.py", "/static//etc/passwd",
        "/figure/..%2f..%2fx.svg", "/static/app.css/../../server.py", "/static/....//guard.py",
    ],
)  # fmt: skip
def test_nothing_outside_the_pages_is_read(app: App, path: str) -> None:
    status, body, _ = app.ask("GET", app.root + path)
    assert status in (400, 403, 404)
    assert b"import" not in body
    assert b"root:" not in body


@pytest.mark.parametrize("way", ["origin", "secret", "no origin"])
def test_a_socket_that_is_not_from_our_own_page_is_refused(app: App, way: str) -> None:
    path = "/wrong/watch" if way == "secret" else f"{app.root}/watch"
    origin = {"origin": "http://evil.example", "no origin": None}.get(way, f"http://{app.host}")
    with pytest.raises(InvalidStatus), connect(f"ws://{app.host}{path}", origin=origin, proxy=None):  # type: ignore[arg-type]
        pass


def test_a_socket_of_a_foreign_name_is_refused(app: App) -> None:
    port = int(app.host.split(":")[1])
    with (
        pytest.raises(InvalidStatus),
        connect(
            f"ws://evil.example:{port}{app.root}/watch",
            sock=socket.create_connection(("127.0.0.1", port)),
            origin=f"http://evil.example:{port}",  # type: ignore[arg-type]
            proxy=None,
        ),
    ):
        pass


def test_nobody_can_play_the_session_for_the_pages(app: App) -> None:
    with (
        pytest.raises(InvalidStatus),
        connect(
            f"ws://{app.host}{app.root}/stage/guessed",
            origin=f"http://{app.host}",
            proxy=None,  # type: ignore[arg-type]
        ),
    ):
        pass


def test_every_answer_forbids_what_no_page_needs(app: App) -> None:
    *_, headers = app.ask("GET", f"{app.root}/today")
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers
    assert "set-cookie" not in headers


def test_the_address_is_readable_for_the_user_alone(app: App) -> None:
    path = app.data / "app-address"
    assert path.read_text(encoding="ascii") == app.address
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_secret_is_on_no_command_line(app: App) -> None:
    told = Path(f"/proc/{app.process.pid}/cmdline")
    if not told.exists():
        pytest.skip("command lines are looked at on Linux only")
    assert app.root.strip("/").encode() not in told.read_bytes()


def test_a_body_that_is_too_large_is_refused(app: App) -> None:
    status, *_ = app.ask(
        "POST",
        f"{app.root}/today/step",
        None,
        {"Content-Length": str(100_000_000), "Content-Type": "application/json"},
    )
    assert status == 413


def test_a_file_is_taken_where_files_are_wanted_and_nowhere_else(app: App) -> None:
    kind = {"Content-Type": "application/octet-stream"}
    assert app.ask("POST", f"{app.root}/today/step", b"x", kind)[0] == 415


def test_a_browser_comes_in_with_a_ticket_once(app: App) -> None:
    ticket = app.post("/ticket")["ticket"]
    status, _, headers = app.ask("GET", f"/open/{ticket}", ours=False)
    assert (status, headers["location"]) == (303, f"{app.root}/")
    assert app.ask("GET", f"/open/{ticket}", ours=False)[0] == 403
    assert app.ask("GET", "/open/guessed", ours=False)[0] == 403


@pytest.fixture(scope="module")
def in_session(tmp_path_factory: pytest.TempPathFactory, samples: Path, model: Path) -> Iterator[App]:
    """Return an app in which a session goes on."""
    with running_app(tmp_path_factory.mktemp("busy"), "--camera", samples / "plank_correct.mp4") as running:
        running.post("/train/begin", kind="exercise", name="plank", private=True)
        yield running


def page_of(app: App) -> ClientConnection:
    """Return the socket of a page that watches the session."""
    return connect(
        f"ws://{app.host}{app.root}/watch",
        origin=f"http://{app.host}",  # type: ignore[arg-type] # a text of its own kind
        proxy=None,
        max_size=None,
    )


def watched(app: App, seconds: float = 60.0) -> int:
    """Watch a session as a page does until a picture has come; return how large it is."""
    with page_of(app) as page:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            said = page.recv(timeout=seconds)
            if isinstance(said, bytes):
                return len(said)
            state = json.loads(said)["state"]
            assert state in ("opening", "running"), said
    return 0


def send_until_cut_off(page: ClientConnection, *messages: str | bytes) -> None:
    """Send messages, and then listen for ever."""
    for each in messages:
        page.send(each)
    while True:
        page.recv(timeout=20)


@pytest.mark.slow
@pytest.mark.mediapipe
def test_a_flood_of_messages_is_cut_off_and_the_session_goes_on(in_session: App) -> None:
    assert watched(in_session) > 1000
    with page_of(in_session) as page, pytest.raises(ConnectionClosed):
        send_until_cut_off(page, *['{"press": "x"}'] * 10_000)
    assert watched(in_session) > 1000


@pytest.mark.slow
@pytest.mark.mediapipe
def test_a_message_of_100_megabytes_is_refused_and_the_session_goes_on(in_session: App) -> None:
    with page_of(in_session) as page, pytest.raises((WebSocketException, OSError)):
        send_until_cut_off(page, b"x" * 100_000_000)
    assert watched(in_session) > 1000


@pytest.mark.slow
@pytest.mark.mediapipe
def test_two_beginnings_at_once_in_a_camera_check_are_one_session_that_can_be_stopped(
    tmp_path: Path, samples: Path, model: Path
) -> None:
    with running_app(tmp_path, "--camera", samples / "plank_correct.mp4") as app:
        app.post("/camera/look")
        body = json.dumps({"kind": "exercise", "name": "plank", "private": True}).encode()
        begin = "POST", f"{app.root}/train/begin", body
        asking = [threading.Thread(target=app.ask, args=begin) for _ in range(3)]
        for each in asking:
            each.start()
        for each in asking:
            each.join()
        assert watched(app) > 1000
        app.post("/train/stop")
        with page_of(app) as page:
            assert json.loads(page.recv(timeout=10))["state"] == "ended"
