"""Who may come in and who is there: presence, how much may come, the app that runs already."""

from __future__ import annotations

import http.server
import socket
import stat
import threading
from pathlib import Path

import pytest

from posecheck.app.gate.instance import ALIVE, Instance
from posecheck.app.gate.pace import Bucket
from posecheck.app.gate.presence import GONE_S, NOT_COME_S, Presence
from posecheck.app.gate.tickets import Tickets


class Clock:
    """Goes on by hand."""

    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_the_app_ends_when_the_last_page_has_been_gone_for_a_while() -> None:
    clock = Clock()
    presence = Presence(lambda: False, clock)
    presence.come()
    presence.come()
    presence.go()
    clock.now_s = 10 * GONE_S
    assert not presence.is_over
    presence.go()
    clock.now_s += GONE_S - 1
    assert not presence.is_over
    clock.now_s += 2
    assert presence.is_over


def test_a_page_that_comes_back_keeps_the_app() -> None:
    clock = Clock()
    presence = Presence(lambda: False, clock)
    presence.come()
    presence.go()
    clock.now_s = GONE_S - 1
    presence.come()
    clock.now_s = 10 * GONE_S
    assert not presence.is_over


def test_the_app_never_ends_in_a_session() -> None:
    clock, busy = Clock(), [True]
    presence = Presence(lambda: busy[0], clock)
    presence.come()
    presence.go()
    clock.now_s = 10 * GONE_S
    assert not presence.is_over
    busy[0] = False
    clock.now_s += GONE_S - 1
    assert not presence.is_over
    clock.now_s += 2
    assert presence.is_over


def test_a_page_that_was_asked_for_has_time_to_come() -> None:
    clock = Clock()
    presence = Presence(lambda: False, clock)
    clock.now_s = NOT_COME_S - 1
    assert not presence.is_over
    clock.now_s += 2
    assert presence.is_over


def test_a_bucket_lets_through_so_much_at_once_and_so_much_a_second() -> None:
    clock = Clock()
    bucket = Bucket(10.0, 5.0, clock)
    assert [bucket.take() for _ in range(6)] == [True] * 5 + [False]
    clock.now_s = 0.31
    assert [bucket.take() for _ in range(4)] == [True] * 3 + [False]


@pytest.fixture
def answering() -> str:
    """Return the address of something that answers."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(ALIVE if self.path == "/secret/alive" else b"somebody else")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def test_an_app_that_answers_is_found(tmp_path: Path, answering: str) -> None:
    instance = Instance(tmp_path / "place" / "address")
    assert instance.running() is None
    instance.keep(f"{answering}/secret/")
    assert instance.running() == f"{answering}/secret/"
    assert stat.S_IMODE((tmp_path / "place" / "address").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "kept", ["http://127.0.0.1:9/secret/", "http://evil.example/secret/", "nonsense", "ä"]
)
def test_an_address_that_is_none_of_ours_is_not_opened(tmp_path: Path, kept: str) -> None:
    path = tmp_path / "address"
    path.write_text(kept, encoding="utf-8")
    assert Instance(path).running() is None


def test_another_app_in_that_place_is_not_taken_for_ours(tmp_path: Path, answering: str) -> None:
    instance = Instance(tmp_path / "address")
    instance.keep(f"{answering}/other/")
    assert instance.running() is None


def test_only_the_own_address_is_forgotten(tmp_path: Path) -> None:
    instance = Instance(tmp_path / "address")
    instance.keep("http://127.0.0.1:1/a/")
    instance.forget("http://127.0.0.1:1/b/")
    assert (tmp_path / "address").exists()
    instance.forget("http://127.0.0.1:1/a/")
    assert not (tmp_path / "address").exists()


def test_what_speaks_no_http_in_that_place_is_not_taken_for_ours(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            connection.sendall(b"SSH-2.0-something\r\n")
            connection.close()

        threading.Thread(target=answer, daemon=True).start()
        instance = Instance(tmp_path / "address")
        instance.keep(f"http://127.0.0.1:{server.getsockname()[1]}/secret/")
        assert instance.running() is None


def test_a_ticket_lets_in_once_and_soon() -> None:
    clock = Clock()
    tickets = Tickets(clock)
    first, late = tickets.issue(), tickets.issue()
    assert not tickets.take("guessed")
    assert tickets.take(first)
    assert not tickets.take(first)
    clock.now_s = 1000.0
    assert not tickets.take(late)
