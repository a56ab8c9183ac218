"""One test for many cases: which are wrong, and why, is told of every one."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixtures.cases import WrongCasesError, each_of


def test_every_case_is_run_and_every_wrong_one_is_told_with_its_line_and_why() -> None:
    seen = []

    @each_of("number, word", [(1, "one"), (2, "two"), pytest.param(3, "three", id="the third")])
    def test(number: int, word: str) -> None:
        seen.append(number)
        assert number == 1, f"{word} is wrong"

    with pytest.raises(WrongCasesError) as caught:
        test()
    assert seen == [1, 2, 3]
    assert list(caught.value.wrong) == ["2-'two'", "the third"]
    said = str(caught.value)
    assert said.startswith("2 wrong:\n2-'two': (line ")
    assert ") two is wrong" in said
    assert ") three is wrong" in said


def test_what_was_not_raised_and_what_broke_is_wrong_too() -> None:
    @each_of("number", [0, 1])
    def test(number: int) -> None:
        with pytest.raises(ZeroDivisionError):
            _ = 1 / number

    @each_of("text", ["x"])
    def broken(text: str) -> None:
        int(text)

    with pytest.raises(WrongCasesError, match=r"^1 wrong:\n1: .*DID NOT RAISE"):
        test()
    with pytest.raises(WrongCasesError, match=r"'x': .*ValueError: invalid literal"):
        broken()


def test_lists_above_each_other_make_every_pair_a_case() -> None:
    @each_of("a", [1, 2], ids=["first", "second"])
    @each_of("b", [1, 2])
    def test(a: int, b: int) -> None:
        assert a != b

    with pytest.raises(WrongCasesError) as caught:
        test()
    assert list(caught.value.wrong) == ["first, 1", "second, 2"]


@each_of("name", ["a", "b"])
def test_every_case_has_a_folder_and_an_environment_of_its_own(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").touch()
    assert "OF_THE_OTHER_CASE" not in os.environ
    monkeypatch.setenv("OF_THE_OTHER_CASE", name)


def test_a_case_that_is_skipped_leaves_the_others() -> None:
    @each_of("number", [1, 2])
    def test(number: int) -> None:
        if number == 1:
            pytest.skip("not here")
        pytest.fail("run")

    with pytest.raises(WrongCasesError):
        test()


def test_without_a_case_there_is_no_test() -> None:
    with pytest.raises(AssertionError, match="cannot fail"):
        each_of("number", [])
