"""The figures as SVG: complete in themselves, small, still for who wants no motion."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from xml.etree import ElementTree as ET

from fixtures.cases import each_of

from posecheck import figures
from posecheck.exercise import Exercise, Side
from posecheck.exercise.catalogue import all_exercises

EXERCISES = all_exercises()
SVG = "{http://www.w3.org/2000/svg}"
LARGEST_BYTES = 15_000

svg_picture, svg_animation = cache(figures.svg_picture), cache(figures.svg_animation)

every = each_of("exercise", EXERCISES.values(), ids=list(EXERCISES))
both_kinds = each_of("draw", [svg_picture, svg_animation], ids=("still", "moving"))


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - it is our own text


@every
@both_kinds
def test_a_file_is_well_formed_named_and_refers_to_nothing_outside_itself(
    exercise: Exercise, draw: Callable[[Exercise], str]
) -> None:
    text = draw(exercise)
    root = parsed(text)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {each.get("href") for each in root.iter(f"{SVG}use")} <= {f"#{name}" for name in ids}
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text == exercise.title
    assert desc is not None
    assert desc.text == exercise.setup
    assert root.get("aria-labelledby", "").split() == [title.get("id"), desc.get("id")]
    assert re.findall(r"url\(|@import|<script|<image|https?://(?!www\.w3\.org/2000/svg)", text) == []


@every
def test_a_moving_figure_is_small_and_stays_in_its_picture(exercise: Exercise) -> None:
    text = svg_animation(exercise)
    assert len(text.encode()) <= LARGEST_BYTES
    root = parsed(text)
    _, _, width, height = map(float, root.get("viewBox", "").split())
    moving = [element.get("values", "") for element in root.iter(f"{SVG}animate")]
    assert moving
    for x, y in re.findall(r"([-\d.]+),([-\d.]+)", " ".join(moving)):
        assert 0 <= float(x) <= width
        assert 0 <= float(y) <= height


def test_key_times_begin_at_0_end_at_1_and_belong_to_a_value_each() -> None:
    for animate in parsed(svg_animation(EXERCISES["cat-cow"])).iter(f"{SVG}animate"):
        times = [float(each) for each in animate.get("keyTimes", "").split(";")]
        assert times[0] == 0.0
        assert times[-1] == 1.0
        assert times == sorted(times)
        assert len(times) == len(animate.get("values", "").split(";"))


def test_who_wants_less_motion_sees_the_position() -> None:
    bridge = EXERCISES["bridge"]
    assert "prefers-reduced-motion:reduce" in svg_animation(bridge)
    plain = partial(svg_animation, reduced_motion_safe=False)
    assert "prefers-reduced-motion" not in plain(bridge)
    assert len(plain(bridge)) < len(svg_animation(bridge))


def test_figures_on_one_page_have_no_id_in_common() -> None:
    drawn = [
        draw(exercise, side)
        for exercise in EXERCISES.values()
        for side in (Side.LEFT, Side.RIGHT)
        for draw in (svg_picture, svg_animation)
    ]
    ids = [name for text in drawn for name in set(re.findall(r' id="([^"]+)"', text))]
    assert len(ids) == len(set(ids))


def test_nothing_moves_for_who_wants_less_motion() -> None:
    for name in ("inversion-table", "supine-hamstring", "seated-rotation"):
        root = parsed(svg_animation(EXERCISES[name]))
        moving = next(group for group in root if group.get("class") == "pf-moving")
        assert len(list(root.iter(f"{SVG}animate"))) == len(list(moving.iter(f"{SVG}animate"))) > 0
