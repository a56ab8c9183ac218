"""The first start: what is missing is fetched and shown on the page, and what goes wrong is said there."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fixtures.app import NOTHING, App, needs_browser, running_app, violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [needs_browser, pytest.mark.slow]
OpenPage = Callable[..., "Page"]
UNREACHABLE = (
    "The network that finds your joints could not be fetched: the internet cannot be reached. "
    "Connect this computer to it, and try again."
)


@pytest.fixture
def without_network(tmp_path: Path) -> Iterator[App]:
    """Return an app without a pose model; the package index is silent, and nothing else can be reached."""
    with socket.create_server(("127.0.0.1", 0)) as silent, socket.create_server(("127.0.0.1", 0)) as closed:
        nowhere = f"http://127.0.0.1:{closed.getsockname()[1]}"
        closed.close()
        environment = {
            "POSECHECK_CACHE_DIR": str(tmp_path / "cache"),
            "PIP_CONFIG_FILE": "/dev/null",
            "PIP_INDEX_URL": f"http://127.0.0.1:{silent.getsockname()[1]}/simple",
            "PIP_FIND_LINKS": "",
            "PIP_DEFAULT_TIMEOUT": "2",
            **dict.fromkeys(("https_proxy", "HTTPS_PROXY"), nowhere),
        }
        with running_app(tmp_path, "--camera", "no such camera", **environment) as app:
            yield app


def test_from_the_first_page_to_begin_without_a_network_and_then_with_one(
    without_network: App, open_page: OpenPage, model: Path, tmp_path: Path
) -> None:
    page = open_page(without_network)
    assert page.locator("#model").is_visible()
    page.locator("#begin").click()
    page.wait_for_url("**/model/wait?*")
    page.wait_for_selector("#fetched", state="visible")
    page.wait_for_selector("#fetch", state="visible")
    assert page.locator("#fetch-trouble").inner_text() == UNREACHABLE
    assert page.locator("#fetch").inner_text() == "Try again"
    assert violations(page) == NOTHING

    # the network is there again: the same as having the model
    (tmp_path / "cache").mkdir(exist_ok=True)
    shutil.copy(model, tmp_path / "cache")
    page.locator("#fetch").click()
    page.wait_for_selector("text=Everything is here now.")
    assert violations(page) == NOTHING
    page.locator("button[data-post='/train/begin']").click()
    page.wait_for_url("**/train")
    # and what is missing next is said in the same way
    page.wait_for_selector("#ended:not([hidden])")
    assert "no such camera" in page.locator("#said").inner_text()
    page.locator("#again").click()
    page.wait_for_selector("#opening:not([hidden])")
    page.wait_for_selector("#ended:not([hidden])")


def test_the_camera_check_waits_for_the_network_too(without_network: App, open_page: OpenPage) -> None:
    page = open_page(without_network, "camera")
    page.wait_for_url("**/model/wait?")
    page.wait_for_selector("#fetch-trouble:not(:empty)")
    assert page.locator("#fetch-trouble").inner_text() == UNREACHABLE
