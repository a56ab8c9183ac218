"""Finding the exercises of all installed packages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import pytest
from fixtures.cases import each_of

from posecheck.exercise import Fault, Instead, Less, Variant, catalogue
from posecheck.exercise.catalogue import all_exercises, fault_meaning, find_exercise
from posecheck.exercise.texts import untranslated
from posecheck.support.errors import InputError
from posecheck.support.language import find_language

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


@each_of(
    "typed, meant",
    [("brige", "bridge"), ("knee-chest", "knee-to-chest"), ("Plank", "plank"), ("march!", "march")],
)
def test_an_unknown_id_is_answered_with_the_nearest(typed: str, meant: str) -> None:
    with pytest.raises(InputError, match=f"There is no exercise '{typed}'. Did you mean '{meant}'"):
        find_exercise(typed)


COLD = Fault("toes-cold", "the toes are cold")


@each_of(
    "changes, said",
    [
        ({"replaced_by": ("knee-bend",)}, "names 'knee-bend', which does not exist"),
        ({"easier": (Instead("stroll", "Walk."),)}, "names 'stroll', which does not exist"),
        ({"faults": (Fault("toes-cold", "something else"),)}, "means something else by 'toes-cold'"),
        (
            {"easier": (Variant("odd", lambda _: None, "Odd.", "Odd."),)},
            "expected to be itself, but is None",
        ),
        ({"easier": (Variant("odd", lambda each: each.no, "Odd.", "Odd."),)}, "cannot be made 'odd': .*'no'"),
    ],
    ids=["replacement", "easier version", "meaning", "no exercise", "raises"],
)
def test_what_does_not_fit_the_other_exercises_names_its_package(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any], said: str
) -> None:
    first = replace(OURS["bridge"], id="first", faults=(COLD,))
    wrong = Point("wrong", (replace(SOMEBODY_ELSES, **changes),), "wrong.module")
    install(monkeypatch, Point("a", (first,)), wrong)
    with pytest.raises(InputError, match=rf"'wrong\.module'.*{said}.*update or remove"):
        all_exercises()


def test_a_fault_and_the_words_of_another_package_are_known_and_ours_come_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = {"de": {COLD.meaning: "die Zehen sind kalt", OURS["bridge"].title: "Brücke von anderen"}}
    install(monkeypatch, Point("another", (replace(SOMEBODY_ELSES, faults=(COLD,), words=words),)))
    german = find_language("de")
    before = german.translate(OURS["bridge"].title)
    assert fault_meaning(COLD.id) == "the toes are cold"
    assert german.translate(COLD.meaning) == "die Zehen sind kalt"
    assert german.translate(OURS["bridge"].title) == before


def test_a_fault_of_a_package_that_is_gone_says_its_id() -> None:
    assert fault_meaning(COLD.id) == "toes cold"


def test_untranslated_lists_what_a_language_lacks() -> None:
    steps = (Less.RANGE, Instead("bridge", "A sentence nobody translated."))
    assert untranslated(replace(SOMEBODY_ELSES, easier=steps), "de") == ["A sentence nobody translated."]
