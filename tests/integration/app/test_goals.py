"""What is hard for the person, clicked through: named, told, seen, and followed no longer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fixtures.app import App, needs_browser

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = needs_browser


def test_something_is_named_told_seen_and_followed_no_longer(
    app: App, open_page: Callable[..., Page]
) -> None:
    page = open_page(app, "goals")
    for count, name in enumerate(("lifting <b>my</b> grandchild", "sitting"), start=1):
        page.fill("#text", name)
        page.keyboard.press("Enter")
        page.locator(".goals > li").nth(count - 1).wait_for()
    page.get_by_role("link", name="Tell how well it goes today").click()
    for name, level in (("lifting <b>my</b> grandchild", "3"), ("sitting", "10")):
        page.locator("#text", has_text=f"How well does this go today: {name}?").wait_for()
        assert page.locator("#ends span").all_inner_texts() == [
            "0: not at all",
            "10: as before the trouble",
        ]
        page.wait_for_timeout(600)  # what comes sooner is the second click of a double click
        page.locator("#answers").get_by_role("button", name=level, exact=True).click()
    page.get_by_role("link", name="Go on").click()
    page.locator(".goals").wait_for()
    told = page.locator(".goals > li > p").all_inner_texts()
    assert told == ["Lifting <b>my</b> grandchild: 3 today.", "Sitting: 10 today."]
    page.locator("[data-opens=end-2]").click()
    page.locator("#end-2 .danger").click()
    page.locator("details summary", has_text="Followed no longer").click()
    page.locator("details li", has_text="Sitting: 10 today.").wait_for()
    assert page.locator("[data-opens^=end-]").count() == 1
