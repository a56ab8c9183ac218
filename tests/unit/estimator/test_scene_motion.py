"""Furniture never stirs; people do, and light is neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from fixtures.cases import each_of

from posecheck.estimator.scene_motion import Stirring

if TYPE_CHECKING:
    from collections.abc import Iterable

    from posecheck.pose.frame import ImageArray

HEIGHT, WIDTH = 240, 320
HERE = ((0.5, 0.25), (0.8, 0.9))
ELSEWHERE = ((0.05, 0.25), (0.3, 0.9))


def room(seed: int = 0, noise: float = 3.0, light: float = 1.0) -> ImageArray:
    rng = np.random.default_rng(99)
    image = rng.integers(40, 160, (12, 16, 3)).repeat(20, axis=0).repeat(20, axis=1)
    noisy = light * (image + np.random.default_rng(seed).normal(0, noise, image.shape))
    return np.clip(noisy, 0, 255).astype(np.uint8)


def with_arm(image: ImageArray, left: int) -> ImageArray:
    """Return the picture with an arm of 24 by 60 pixels at x = `left`."""
    picture = image.copy()
    picture[100:160, left : left + 24] = 250
    return picture


def after(pictures: Iterable[ImageArray]) -> Stirring:
    stirring = Stirring()
    watch(stirring, pictures)
    return stirring


def watch(stirring: Stirring, pictures: Iterable[ImageArray], from_s: float = 0.0) -> None:
    for number, picture in enumerate(pictures):
        stirring.look(picture, from_s + number / 8)


def test_an_empty_room_never_stirs_however_noisy() -> None:
    assert not after(room(seed, noise=8.0) for seed in range(60)).within(*HERE)


@each_of("light", [0.6, 0.9, 1.2])
def test_a_lamp_is_nobody(light: float) -> None:
    steps = np.linspace(1.0, light, 30)
    assert not after(room(seed, light=step) for seed, step in enumerate(steps)).within(*HERE)


def test_an_arm_that_moves_is_somebody_and_stays_somebody_while_still() -> None:
    stirring = after(with_arm(room(seed), 180) for seed in range(10))
    assert not stirring.within(*HERE)
    watch(stirring, (with_arm(room(seed + 10), 205) for seed in range(10)), from_s=2.0)
    assert stirring.within(*HERE)
    watch(stirring, (with_arm(room(seed + 20), 180) for seed in range(30)), from_s=4.0)
    assert stirring.within(*HERE)


def test_what_moves_elsewhere_does_not_make_furniture_a_person() -> None:
    stirring = after(with_arm(room(seed), 20 + 2 * seed) for seed in range(20))
    assert stirring.within(*ELSEWHERE)
    assert not stirring.within(*HERE)


def test_a_new_scene_begins_unmoved() -> None:
    stirring = after(with_arm(room(seed), 170 + 2 * seed) for seed in range(20))
    assert stirring.within(*HERE)
    stirring.forget()
    stirring.look(room(1), 3.0)
    assert not stirring.within(*HERE)


def test_a_box_that_reaches_out_of_the_picture_is_cut_to_it() -> None:
    stirring = after(with_arm(room(seed), 170 + 2 * seed) for seed in range(20))
    assert stirring.within((-0.4, -0.2), (1.7, 1.3))
    assert not stirring.within((1.2, 1.2), (1.7, 1.3))


def test_before_the_first_picture_nothing_has_stirred() -> None:
    assert not Stirring().within(*HERE)
