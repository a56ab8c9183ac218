"""Profiles that are written: what is in a file of people's own stays theirs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fixtures.cases import each_of
from fixtures.profile_texts import SUPINE, profile, write

from posecheck.exercise import Exercise
from posecheck.exercise.catalogue import all_exercises
from posecheck.profiles import (
    apply_profile,
    load_profile,
)
from posecheck.profiles.files import new_profile, save_changes
from posecheck.profiles.thresholds import addresses, with_thresholds
from posecheck.support.errors import InputError

EXERCISES = all_exercises()
every_exercise = each_of("exercise", EXERCISES.values())


# --- writing ---


def test_a_new_profile_changes_nothing_until_it_is_filled_in() -> None:
    path = new_profile("morning", base="gentle", exercises=EXERCISES.values())
    made, gentle = load_profile("morning"), load_profile("gentle")
    assert made.path == path
    assert (made.thresholds, made.wordings, made.base) == (gentle.thresholds, gentle.wordings, "gentle")
    assert made.own == frozenset()


@every_exercise
def test_every_line_of_a_new_profile_says_what_already_is_when_its_comment_sign_is_taken_away(
    exercise: Exercise,
) -> None:
    text = new_profile(f"morning-{exercise.id}", base="gentle", exercises=[exercise]).read_text(
        encoding="utf-8"
    )
    body = text[text.index(f"[{exercise.id}") :]
    lines = [line.removeprefix("# ") for line in body.splitlines() if not line.endswith('= ""')]
    filled = profile("base = 'gentle'\n" + "\n".join(lines))
    assert {key for key in filled.own if key in addresses(exercise)} == set(addresses(exercise))
    gentle = apply_profile(exercise, load_profile("gentle"))
    assert apply_profile(exercise, filled) == gentle


@each_of("name", ["gentle", "Foo", "a b", "../up", "a/b", "x.toml", "", "-a"])
def test_a_name_that_cannot_be_one_is_refused(name: str, own_profiles: Path) -> None:
    with pytest.raises(InputError, match=r"choose another name|no name for a profile"):
        new_profile(name)
    assert not own_profiles.exists()


def test_a_profile_that_is_there_is_not_written_over(own_profiles: Path) -> None:
    path = write(own_profiles, "morning", "title = 'precious'")
    with pytest.raises(InputError, match="already"):
        new_profile("morning")
    assert path.read_text() == "title = 'precious'"


def test_a_new_profile_builds_on_one_that_is_there() -> None:
    with pytest.raises(InputError, match="did you mean 'gentle'"):
        new_profile("morning", base="gentel")


def test_saved_changes_are_exactly_what_was_asked_for() -> None:
    changes = {
        "supine-hamstring.knee-bent.ok": 23.4567,
        "supine-hamstring.hips-lifted.ok": 0.1234,
        "supine-hamstring.dose.sets": 3.0,
    }
    path, saved = save_changes("tuned", changes)
    rounded = {**changes, "supine-hamstring.knee-bent.ok": 23.4567}
    assert load_profile("tuned") == load_profile(path) == saved
    assert saved.thresholds == rounded
    assert apply_profile(SUPINE, saved) == with_thresholds(SUPINE, rounded)


def test_comments_survive_saving(own_profiles: Path) -> None:
    text = (
        "# for Mrs Miller\n\n[supine-hamstring.knee-bent] # after surgery\ngood = 12 # measured\n"
        "# ok: ask again in May\n\n[bridge]\ndose = { count = 6 } # inline\n"
    )
    path = write(own_profiles, "miller", text)
    changes = {
        "supine-hamstring.knee-bent.ok": 26.0,
        "bridge.dose.count": 5.0,
        "plank.hips-sagging.ok": 158.0,
        "bridge.over-arched.cue": "Ribs down.",
    }
    save_changes("miller", changes)
    after = path.read_text(encoding="utf-8")
    for comment in (
        "# for Mrs Miller",
        "# after surgery",
        "# measured",
        "# ok: ask again in May",
        "# inline",
    ):
        assert comment in after
    saved = load_profile("miller")
    assert saved.thresholds == {
        "supine-hamstring.knee-bent.good": 12.0,
        "supine-hamstring.knee-bent.ok": 26.0,
        "bridge.dose.count": 5.0,
        "plank.hips-sagging.ok": 158.0,
    }
    assert saved.wordings == {"bridge.over-arched.cue": "Ribs down."}


@each_of(
    "text, changes",
    [
        ("title = 'mine'", {"supine-hamstring.primary.cap": 130.0}),
        ("title = 'mine'", {"supine-hamstring.knee-bnt.ok": 20.0}),
        ("[supine-hamstring.knee-bent]\ngood = 15", {"supine-hamstring.knee-bent.ok": 14.0}),
        ("[supine-hamstring.knee-bent]\nok = 5", {"bridge.dose.count": 5.0}),
        ("supine-hamstring = 3", {"supine-hamstring.knee-bent.ok": 21.0}),
    ],
)
def test_what_may_not_be_saved_leaves_the_file_as_it_was(
    own_profiles: Path, text: str, changes: dict[str, float]
) -> None:
    path = write(own_profiles, "mine", text)
    with pytest.raises(InputError, match=r"mine\.toml"):
        save_changes("mine", changes)
    assert path.read_text() == text


def test_a_profile_of_another_package_s_exercise_counts_from_that_exercise() -> None:
    foreign = replace(SUPINE, id="somebodys-stretch")
    raised = with_thresholds(foreign, {"somebodys-stretch.primary.cap": 115.0})
    assert raised.primary is not None
    assert raised.primary.ok == (30, 115.0)
