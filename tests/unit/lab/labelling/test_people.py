"""Made-up names of who is in clips and who marks them: what they may be, and that they are remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.lab.labelling.people import KnownPeople, checked_name, known_people, remember
from posecheck.support.errors import InputError


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def test_space_around_a_name_is_no_part_of_it() -> None:
    assert checked_name("  Anna B. ") == "Anna B."


@each_of(
    "name, said", [("a" * 81, "80 letters at most; give a shorter one"), ("a\nb", "letters in one line")]
)
def test_a_name_that_cannot_be_is_refused_in_a_sentence(name: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        checked_name(name)


def test_the_last_names_come_first_and_an_empty_one_changes_nothing() -> None:
    for subject, by in (("anna", "carla"), ("ben", ""), ("anna", ""), ("", "dora")):
        remember(subject, by)
    assert known_people() == KnownPeople(("anna", "ben"), "dora")
    assert known_people().subject == "anna"


@each_of(
    "text", ["", "[]", '{"subjects": 3, "labelled_by": ""}', '{"subjects": ["a\\u0000"], "labelled_by": ""}']
)
def test_a_file_that_cannot_be_used_tells_no_names(text: str, data: Path) -> None:
    data.mkdir(exist_ok=True)
    (data / "labelling.json").write_text(text, encoding="utf-8")
    assert known_people() == KnownPeople()


def test_names_are_kept_for_the_user_alone(data: Path) -> None:
    remember("anna", "")
    assert (data / "labelling.json").stat().st_mode & 0o077 == 0
