"""A module that stands in is found while it does, and never stays."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from posecheck.support.stand_ins import standing_in

NAME = "posecheck_nothing_of_this_name"


def test_it_is_found_meanwhile_and_gone_afterwards_whatever_happens() -> None:
    stand_in, found = ModuleType(NAME), []

    def fail() -> None:
        with standing_in({NAME: stand_in}):
            found.append(sys.modules[NAME])
            raise ImportError

    with pytest.raises(ImportError):
        fail()
    assert found == [stand_in]
    assert NAME not in sys.modules


def test_the_real_one_that_was_loaded_meanwhile_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, NAME, raising=False)  # so that it is gone when the test ends
    real = ModuleType(NAME)
    with standing_in({NAME: ModuleType(NAME)}):
        sys.modules[NAME] = real
    assert sys.modules[NAME] is real
