"""Finding the exercises of all installed packages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import pytest

from posecheck.exercise import catalogue
from posecheck.exercise.catalogue import all_exercises, find_exercise
from posecheck.support.errors import InputError

OURS = all_exercises()
SOMEBODY_ELSES = replace(OURS["bridge"], id="somebody-elses-bridge")


@dataclass(frozen=True)
class Point:
    """An entry point of an installed package."""

    name: str
    exercises: Any
    value: str = "their.module"

    def load(self) -> Any:
        if isinstance(self.exercises, Exception):
            raise self.exercises
        return SimpleNamespace(EXERCISES=self.exercises)


@pytest.fixture(autouse=True)
def _forgets() -> Iterator[None]:
    all_exercises.cache_clear()
    yield
    all_exercises.cache_clear()


def install(monkeypatch: pytest.MonkeyPatch, *points: Point) -> None:
    ours = Point("posecheck", tuple(OURS.values()))
    monkeypatch.setattr(catalogue, "entry_points", lambda group: [*points, ours] if group else [])


def test_ours_are_there_and_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Point("another", (SOMEBODY_ELSES,)))
    assert list(all_exercises()) == [*OURS, "somebody-elses-bridge"]


def test_another_packages_exercise_is_found_by_its_id(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Point("another", (SOMEBODY_ELSES,)))
    assert find_exercise("somebody-elses-bridge") is SOMEBODY_ELSES


def test_a_package_that_does_not_load_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Point("broken", ImportError("no module named torch")))
    with pytest.raises(InputError, match=r"their\.module.*no module named torch.*update or remove"):
        all_exercises()


def test_two_exercises_of_one_id_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Point("another", (OURS["bridge"],)))
    with pytest.raises(InputError, match=r"'bridge'.*'another'"):
        all_exercises()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("brige", "bridge"), ("knee-chest", "knee-to-chest"), ("Plank", "plank"), ("march!", "march")],
)
def test_an_unknown_id_is_answered_with_the_nearest(typed: str, meant: str) -> None:
    with pytest.raises(InputError, match=f"There is no exercise '{typed}'. Did you mean '{meant}'"):
        find_exercise(typed)
