"""Profiles that cannot be used: told in one sentence, with the file and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixtures.cases import each_of
from fixtures.profile_texts import profile, write

from posecheck.exercise.catalogue import all_exercises
from posecheck.profiles import (
    apply_profile,
    load_profile,
)
from posecheck.support.errors import InputError

EXERCISES = all_exercises()


# --- what cannot be used ---


@each_of(
    "text, said",
    [
        (
            "[supine-hamstrin.knee-bent]\nok = 25",
            "no exercise 'supine-hamstrin'; did you mean 'supine-hamstring'?",
        ),
        ("[vioce]\nlanguage = 'de'", "did you mean 'voice'?"),
        (
            "[supine-hamstring.knee-bnt]\nok = 25",
            "'supine-hamstring.knee-bnt'; did you mean 'supine-hamstring.knee-bent'?",
        ),
        (
            "[supine-hamstring.knee-bent]\nok_high = 25",
            "'supine-hamstring.knee-bent.ok_high'; did you mean 'supine-hamstring.knee-bent.ok'?",
        ),
        ("[bridge.feet-misplaced]\nok_hihg = 120", "did you mean 'bridge.feet-misplaced.ok_high'?"),
        (
            "[supine-hamstring.knee-bent]\nok = 81",
            "supine-hamstring.knee-bent.ok is 81, but must be from 0 to 80 deg.",
        ),
        (
            "[supine-hamstring.knee-bent]\nok = 9",
            "knee-bent.ok is 9, but must be from 10 to 80 deg, because good is 10.",
        ),
        (
            "[supine-hamstring.knee-bent]\ngood = 21",
            "knee-bent.good is 21, but must be from 0 to 20 deg, because ok is 20.",
        ),
        ("[supine-hamstring.knee-bent]\ngood = 30\nok = 25", "ok is 25, but must be from 30 to 80 deg"),
        (
            "[supine-hamstring.primary]\ncap = 116",
            "supine-hamstring.primary.cap is 116, but must be from 40 to 115 deg.",
        ),
        ("[supine-hamstring.knee-bent]\nok = nan", "ok is nan, but must be from 0 to 80 deg."),
        ("[supine-hamstring.knee-bent]\nok = '25'", "ok is '25', but must be a number from 0 to 80 deg."),
        ("[supine-hamstring.knee-bent]\nok = true", "ok is True, but must be a number from 0 to 80 deg."),
        ("[supine-hamstring.dose]\nsets = 2.5", "sets is 2.5, but must be a whole number."),
        ("[supine-hamstring.knee-bent]\ncue = ''", "cue must be one line of 1 to 120 characters."),
        ("[supine-hamstring.knee-bent]\ncue = 3", "cue must be a text in quotes."),
        ('[supine-hamstring.knee-bent]\ncue = "a\\nb"', "cue must be one line"),
        ("[breathing.dose]\nprompts = 'Ein.'", "prompts must be a list of texts."),
        ("[breathing.dose]\nprompts = []", "prompts must be a list of texts."),
        ("[inversion-table.primary]\nlow_cue = 'Further.'", "no 'inversion-table.primary.low_cue'"),
        ("supine-hamstring = 3", "supine-hamstring must be a table"),
        ("[supine-hamstring]\nknee-bent = 25", "supine-hamstring.knee-bent must be a table"),
        ("voice = 'de'", "voice must be a table"),
        ("[voice]\nlanguage = 'German please'", "voice.language is 'German please'"),
        ("[voice]\nlanguge = 'de'", "did you mean 'voice.language'?"),
        ("base = 'gentel'", "did you mean 'gentle'?"),
        ("title = 3", "title must be a text"),
        ("[supine-hamstring.knee-bent\n", "not valid TOML"),
        ("[supine-hamstring.knee-bent]\nok = 20\n[supine-hamstring.knee-bent]\ngood = 5", "not valid TOML"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_in_one_sentence_with_the_file(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        profile(text)
    sentence = str(caught.value)
    assert "mine.toml" in sentence
    assert said in sentence
    assert sentence[-1] in ".?"
    assert "\n" not in sentence


@each_of(
    "text",
    [
        "",
        "[supine-hamstring.knee-bent]\nok = 80",
        "[supine-hamstring.knee-bent]\nok = 10",
        "[supine-hamstring.knee-bent]\ngood = 20",
        "[supine-hamstring.knee-bent]\ngood = 0\nok = 0",
        "[supine-hamstring.knee-bent]\ngood = 70\nok = 80",
        "[supine-hamstring.primary]\ncap = 115",
        f"[supine-hamstring.knee-bent]\ncue = '{'x' * 120}'",
        "[supine-hamstring.knee-bent]\ncue = 'Größer — größer!'",
        "[voice]\nlanguage = 'en-GB'",
        "base = 'default'",
        "[breathing.dose]\nprompts = ['Ein.']",
    ],
)
def test_what_is_just_allowed_is_taken(text: str) -> None:
    mine = profile(text)
    for exercise in EXERCISES.values():
        apply_profile(exercise, mine)


def test_a_value_that_clashes_with_the_base_is_the_one_that_is_named() -> None:
    with pytest.raises(InputError, match=r"mine\.toml.*knee-bent\.ok is 12, but must be from 15"):
        profile("base = 'gentle'\n[supine-hamstring.knee-bent]\nok = 12")
    with pytest.raises(InputError, match=r"mine\.toml.*knee-bent\.good is 35, but must be from 0 to 30"):
        profile("base = 'gentle'\n[supine-hamstring.knee-bent]\ngood = 35")


def test_a_base_cannot_raise_the_cap_step_by_step(own_profiles: Path) -> None:
    write(own_profiles, "first", "[supine-hamstring.primary]\ncap = 115")
    with pytest.raises(InputError, match="40 to 115 deg"):
        profile("base = 'first'\n[supine-hamstring.primary]\ncap = 120")


def test_profiles_that_build_on_each_other_are_refused(own_profiles: Path) -> None:
    write(own_profiles, "one", "base = 'two'")
    write(own_profiles, "two", "base = 'one'")
    with pytest.raises(InputError, match="builds on this very profile"):
        load_profile("one")
    write(own_profiles, "self", "base = 'self'")
    with pytest.raises(InputError, match="builds on this very profile"):
        load_profile("self")
