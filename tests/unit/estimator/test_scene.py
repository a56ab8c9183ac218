"""A cut is seen; motion, light and exposure are not taken for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.estimator.scene import (
    EDGE_CORRELATION,
    SceneCuts,
    edge_correlation,
    thumbnail,
    unchanged_cells,
)

if TYPE_CHECKING:
    from posecheck.pose.frame import ImageArray

HEIGHT, WIDTH = 240, 320


def room(seed: int) -> ImageArray:
    """Return a room of random furniture on a wall and a floor."""
    rng = np.random.default_rng(seed)
    image = np.empty((HEIGHT, WIDTH, 3), np.uint8)
    horizon = int(rng.integers(90, 170))
    image[:horizon] = rng.integers(60, 220, 3)
    image[horizon:] = rng.integers(30, 180, 3)
    for _ in range(14):
        top, left = int(rng.integers(0, HEIGHT - 30)), int(rng.integers(0, WIDTH - 40))
        height, width = int(rng.integers(15, 80)), int(rng.integers(15, 80))
        image[top : top + height, left : left + width] = rng.integers(0, 255, 3)
    noise = rng.normal(0, 3, image.shape)
    return np.clip(image + noise, 0, 255).astype(np.uint8)


def with_person(image: ImageArray, left: int, width: int = 70) -> ImageArray:
    picture = image.copy()
    picture[40:230, max(0, left) : max(0, left + width)] = (40, 60, 150)
    return picture


def cuts(*pictures: ImageArray) -> list[bool]:
    scene = SceneCuts()
    return [scene.is_cut(picture) for picture in pictures]


@each_of("seed", range(10))
def test_another_room_is_a_cut(seed: int) -> None:
    first, second = room(seed), room(seed + 100)
    assert cuts(first, first, second, second, first) == [False, False, True, False, True]


@each_of("seed", range(10))
def test_a_person_who_crosses_the_room_in_a_second_is_no_cut(seed: int) -> None:
    background = room(seed)
    crossing = [with_person(background, left) for left in range(-70, WIDTH, 26)]
    assert not any(cuts(background, *crossing, background))


def test_a_person_who_carries_all_the_edges_of_a_plain_room_is_no_cut() -> None:
    wall = np.repeat(np.linspace(90, 160, HEIGHT), WIDTH * 3).reshape(HEIGHT, WIDTH, 3).astype(np.uint8)
    stripes = np.where(np.arange(180)[:, None, None] // 12 % 2, 20, 240).astype(np.uint8)
    first, second = wall.copy(), wall.copy()
    first[50:230, 90:120] = stripes
    second[50:230, 130:160] = stripes[::-1]
    assert edge_correlation(thumbnail(first), thumbnail(second)) < EDGE_CORRELATION
    assert not any(cuts(first, second, first))


@each_of("seed", range(10))
@each_of("gain, offset", [(0.3, 0), (0.6, 20), (1.4, 0), (1.0, 40), (0.5, -10)])
def test_a_change_of_exposure_is_no_cut(seed: int, gain: float, offset: float) -> None:
    before = room(seed)
    after = np.clip(before * gain + offset, 0, 255).astype(np.uint8)
    assert not any(cuts(before, after, before))


@each_of("seed", range(10))
def test_a_lamp_switched_on_is_no_cut(seed: int) -> None:
    lit = room(seed)
    rows, columns = np.mgrid[:HEIGHT, :WIDTH]
    lamp = 0.35 + 0.65 * np.exp(-((columns - 60) ** 2 + (rows - 40) ** 2) / 9000.0)
    dim = (lit * lamp[..., None] * 0.6).astype(np.uint8)
    assert not any(cuts(dim, lit, dim))


def test_a_black_picture_in_between_is_passed_over() -> None:
    black = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    assert cuts(room(1), black, black, room(1)) == [False] * 4
    assert cuts(room(1), black, black, room(2)) == [False, False, False, True]


@each_of("size", [(1, 1), (23, 31), (47, 901), (1081, 1919), (2160, 3840)])
def test_thumbnails_have_one_size_whatever_the_picture(size: tuple[int, int]) -> None:
    cells = thumbnail(np.full((*size, 3), 100, np.uint8))
    assert cells.shape == (24, 32)
    assert np.all(cells == 100)


def test_a_picture_is_wholly_like_itself() -> None:
    cells = thumbnail(room(3))
    assert unchanged_cells(cells, cells) == 1.0
    assert edge_correlation(cells, cells) == pytest.approx(1.0)
