"""Videos in the app: dropped, judged, jumped in, laid side by side, and removed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fixtures.app import NOTHING, App, needs_browser, running_app, violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [needs_browser, pytest.mark.mediapipe, pytest.mark.slow]
OpenPage = Callable[..., "Page"]
CLIPS = ("supine_slr_bent_knee.mp4", "supine_slr_correct.mp4")
TIME = "() => document.querySelector('video').currentTime"


@pytest.fixture(scope="module")
def with_videos(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Iterator[App]:
    """Return an app to which videos are given."""
    with running_app(tmp_path_factory.mktemp("videos")) as running:
        yield running


def judged(page: Page, app: App, samples: Path) -> list[str]:
    """Give both clips to the app unless they are there, and return the addresses of their pages."""
    page.goto(f"{app.address}videos")
    if not page.locator("a[href*='/videos/']").count():
        page.locator("#files").set_input_files([samples / name for name in CLIPS])
    page.wait_for_function("() => document.querySelectorAll('[data-progress=done]').length === 2")
    links = page.locator("[data-progress=done] a[href*='/videos/']")
    return list(dict.fromkeys(links.evaluate_all("all => all.map(each => each.href)")))


def test_dropped_videos_are_judged_as_replay_judges_them(
    with_videos: App, open_page: OpenPage, samples: Path
) -> None:
    page = open_page(with_videos, "videos")
    judged(page, with_videos, samples)
    results = sorted((with_videos.data / "videos").glob("*/**/result.json"))
    assert len(results) == 2
    told = [json.loads(each.read_text(encoding="utf-8")) for each in results]
    assert {each["exercise"] for each in told} == {"supine-hamstring"}
    bent = ["knee-bent" in {fault["id"] for fault in each["faults"]} for each in told]
    assert sorted(bent) == [False, True]


def test_a_fault_on_the_timeline_jumps_to_where_it_begins(
    with_videos: App, open_page: OpenPage, samples: Path
) -> None:
    page = open_page(with_videos, "videos")
    for address in judged(page, with_videos, samples):
        page.goto(address)
        if page.locator(".bar.bad").count():
            break
    page.wait_for_function("() => document.querySelector('video').readyState >= 2")
    assert violations(page) == NOTHING
    page.locator(".bar.bad").first.click()
    page.wait_for_function("() => document.querySelector('video').currentTime > 3")
    at_s = page.evaluate(TIME)
    page.locator("button[data-source$=original]").click()
    page.wait_for_function("() => document.querySelector('video').readyState >= 2")
    page.wait_for_function(f"() => Math.abs(document.querySelector('video').currentTime - {at_s}) < 0.2")


def test_two_videos_go_in_step(with_videos: App, open_page: OpenPage, samples: Path) -> None:
    page = open_page(with_videos, "videos")
    first, second = (each.rsplit("/", 1)[1] for each in judged(page, with_videos, samples))
    page.goto(f"{with_videos.address}videos/pair?a={first}&b={second}")
    page.wait_for_function(
        "() => [...document.querySelectorAll('video')].every(each => each.readyState >= 2)"
    )
    page.keyboard.press("Space")
    page.wait_for_function(
        "() => [...document.querySelectorAll('video')].every(each => each.currentTime > 1)"
    )
    page.keyboard.press("Space")
    page.wait_for_function("() => [...document.querySelectorAll('video')].every(each => each.paused)")
    apart = page.evaluate(
        "() => { const [a, b] = document.querySelectorAll('video'); return b.currentTime - a.currentTime; }"
    )
    later = float(page.locator("#later").input_value())
    assert abs(abs(apart) - abs(later)) < 0.15


def test_what_is_no_video_is_told_in_a_sentence(
    with_videos: App, open_page: OpenPage, tmp_path: Path
) -> None:
    text = tmp_path / "text.mp4"
    text.write_text("This is no video.", encoding="utf-8")
    page = open_page(with_videos, "videos")
    page.locator("#files").set_input_files(text)
    page.get_by_text("text.mp4").first.wait_for()
    page.wait_for_function(
        "() => /text\\.mp4[\\s\\S]*(video|cannot)/.test(document.getElementById('main').innerText)"
    )


def begin_to_label(page: Page, app: App, address: str, person: str) -> None:
    """Begin to mark a clip in which a person is to be seen."""
    page.goto(f"{app.address}label/video-{address.rsplit('/', 1)[1]}")
    if page.locator("#begin").count():
        page.locator("#exercise").select_option("supine-hamstring")
        page.locator("#subject").fill(person)
        page.locator("#begin button").click()
    page.wait_for_selector("#lanes")
    page.wait_for_function("() => document.querySelector('video').readyState >= 2")


def test_a_dropped_video_is_labelled_tuned_and_saved_as_a_profile(
    with_videos: App, open_page: OpenPage, samples: Path
) -> None:
    page = open_page(with_videos, "videos")
    for number, address in enumerate(judged(page, with_videos, samples)):
        begin_to_label(page, with_videos, address, f"person {number}")
        for name, start, end in (("hold", "3.9", "9.0"), ("knee-bent", "4.0", "9.0"))[: 2 - number % 2]:
            row = page.locator(f".marks-row[data-what$='{name}'] .marks-name")
            row.click()
            page.keyboard.press("ArrowRight")
            row.click()
            page.wait_for_selector("#mark:not([hidden])")
            page.locator("#mark-end").fill(end)
            page.locator("#mark-end").press("Tab")
            page.locator("#mark-start").fill(start)
            page.locator("#mark-start").press("Tab")
            page.locator("#done").click()
        assert number or violations(page) == NOTHING
        page.locator("#save").click()
        page.wait_for_function("() => /.+/.test(document.getElementById('saved').textContent)")
    labels = list((with_videos.data / "videos").glob("*/**/*.toml"))
    assert len(labels) == 2
    page.goto(f"{with_videos.address}tune/supine-hamstring")
    card = page.locator(".limit[data-address='supine-hamstring.knee-bent.ok']")
    card.wait_for(state="attached")
    if not card.is_visible():
        page.locator("details.silent > summary").click()
    assert violations(page) == NOTHING
    effect = card.locator(".effect").inner_text()
    slider = card.locator("input[type=range]")
    slider.focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    assert card.locator(".words").inner_text() != ""
    page.locator("#save [name=name]").fill("mine")
    assert not page.locator("#save [name=use]").is_checked(), "limits of somebody else's clips"
    page.locator("#save [name=use]").check()
    page.locator("#save button").click()
    settings = with_videos.data.parent / "config"
    for _ in range(100):
        if (settings / "config.toml").exists():
            break
        page.wait_for_timeout(100)
    assert "knee-bent" in (settings / "profiles" / "mine.toml").read_text(encoding="utf-8")
    assert effect
    assert 'profile = "mine"' in (with_videos.data.parent / "config" / "config.toml").read_text(
        encoding="utf-8"
    )
