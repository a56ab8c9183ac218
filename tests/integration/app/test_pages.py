"""Every page of the app in a browser: for every reader, on a phone too, in both languages and themes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fixtures.app import AXE, NOTHING, PATIENCE_MS, REQUIRED, App, needs_browser, running_app, violations
from fixtures.histories import make_history

from posecheck.history.store import History
from posecheck.support.language import languages

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

OpenPage = Callable[..., "Page"]
pytestmark = [
    needs_browser,
    pytest.mark.skipif(
        AXE is None and not REQUIRED, reason="there is no axe-core: install requirements-dev.lock"
    ),
]
PAGES = (
    "today", "model/wait", "train", "camera", "phone", "exercises", "exercises/bird-dog",
    "exercises/inversion-table", "routines",
    "routines/fifteen-minutes", "routine-builder", "videos", "label", "tune", "progress", "goals",
    "assessments", "progress/{session}", "settings", "help", "help/accuracy", "questions/inversion",
    "questions/goals", "questions/screening", "nowhere",
)  # fmt: skip


def follow_goals(history: History, days: int, level: int) -> None:
    """Tell so many days ago how it goes with two things, which are named then unless they are there."""
    then = datetime.now().astimezone() - timedelta(days=days)
    followed = [each.id for each in history.course.goals()]
    goals = followed or [history.course.add_goal(text, begun=then) for text in ("lifting", "sitting long")]
    history.course.add_goal_levels(dict.fromkeys(goals, level), told=then)


@pytest.fixture(scope="module", params=languages())
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, model: Path
) -> Iterator[tuple[App, int]]:
    """Return an app with a history, in each language, and the number of its newest session."""
    folder = tmp_path_factory.mktemp(f"filled-{request.param}")
    (folder / "config").mkdir()
    (folder / "config" / "config.toml").write_text(f'language = "{request.param}"\n', encoding="utf-8")
    (folder / "data").mkdir()
    make_history(folder / "data" / "history.sqlite3")
    with History(folder / "data" / "history.sqlite3") as history:
        session = history.sessions(limit=1)[0].id
        for days, level in ((42, 3), (28, 4), (14, 6)):
            follow_goals(history, days, level)
    with running_app(folder) as app:
        yield app, session


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES)
def test_nothing_stands_between_a_page_and_any_reader(
    filled: tuple[App, int], open_page: OpenPage, path: str
) -> None:
    app, session = filled
    assert app.ask("GET", f"{app.root}/{path.format(session=session)}")[0] == (
        404 if path == "nowhere" else 200
    )
    page = open_page(
        app,
        path.format(session=session),
        bypass_csp=True,
        reduced_motion="reduce",
        viewport={"width": 390, "height": 800},
    )
    page.wait_for_load_state("load")
    assert violations(page) == NOTHING
    width = page.evaluate("() => document.documentElement.scrollWidth")
    assert width <= 390, f"{width} px wide on a phone"
    assert page.evaluate("() => document.documentElement.lang") in languages()


@pytest.mark.parametrize("path", ["today", "exercises", "settings", "help"])
def test_a_page_is_in_the_language_of_the_settings(
    filled: tuple[App, int], open_page: OpenPage, path: str
) -> None:
    page = open_page(filled[0], path)
    german = page.evaluate("() => document.documentElement.lang") == "de"
    assert ("Heute" in page.locator(".top nav").inner_text()) is german


def test_every_place_of_the_navigation_is_reached_by_keyboard_alone(app: App, open_page: OpenPage) -> None:
    page = open_page(app, "today")
    wanted = page.locator(".top nav a").evaluate_all("links => links.map(each => each.href)")
    reached = []
    for number, address in enumerate(wanted):
        page.goto(app.address + "today")
        page.keyboard.press("Tab")  # to the content
        page.keyboard.press("Tab")  # the name of the program
        for _ in range(number + 1):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(address)
        reached.append(page.url)
    assert reached == wanted
    assert len(wanted) > 5


def test_a_button_that_is_pressed_before_the_scripts_are_there_is_not_lost(
    app: App, browser: Browser
) -> None:
    with contextlib.closing(browser.new_context()) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        asked, held = [], []

        def begin(route: Route) -> None:
            asked.append(route.request.post_data_json)
            route.fulfill(json={"go": "/help"})

        page.route("**/train/begin", begin)
        page.route("**/static/app.js", lambda route: held.append(route))  # noqa: PLW0108 - a builtin will not do
        page.goto(f"{app.address}exercises/bird-dog", wait_until="commit")
        for _ in range(2):
            page.locator("button[data-post='/train/begin']").first.click()
        page.wait_for_timeout(200)
        assert asked == []
        page.unroute("**/static/app.js")
        for route in held:
            route.continue_()
        page.wait_for_url("**/help")
        assert [each["name"] for each in asked] == ["bird-dog"]
