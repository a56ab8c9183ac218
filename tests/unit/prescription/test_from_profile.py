"""A tuned profile becomes limits of a prescription, or it is said why not."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixtures.cases import each_of
from fixtures.prescriptions import PRESCRIBABLE

from posecheck.exercise import Exercise
from posecheck.prescription.from_profile import changed_exercises, taken_over
from posecheck.prescription.layering import layered
from posecheck.profiles import Profile, load_profile, parse_profile
from posecheck.support.errors import InputError

BRIDGE = PRESCRIBABLE["bridge"]


def profile(text: str) -> Profile:
    return parse_profile(text, Path("tuned.toml"))


def test_thresholds_become_limits_doses_keys_and_words_cues() -> None:
    taken = taken_over(
        PRESCRIBABLE["supine-hamstring"],
        profile(
            "[supine-hamstring]\nknee-bent = { good = 15, ok = 26, cue = 'Heel up.' }\n"
            "dose = { target_s = 45, sets = 1, credit_s = 4 }\nprimary = { zone = 30 }\n"
            "[bridge.dose]\ncount = 3\n"
        ),
    )
    assert taken.limits == {"knee-bent.good": 15, "knee-bent.ok": 26, "dose.credit_s": 4}
    assert taken.dose == {"hold_s": 45, "sets": 1}
    assert taken.cues == {"knee-bent.cue": "Heel up."}


def test_only_what_the_profile_itself_changes_names_the_exercises() -> None:
    assert changed_exercises(profile("base = 'gentle'\n[bridge.dose]\ncount = 3\n")) == ["bridge"]
    assert changed_exercises(load_profile("default")) == []


def test_what_would_loosen_is_refused_with_each_reason() -> None:
    loose = profile("[bridge.primary]\ncap = 210\n[bridge.over-arched]\nok = 0.12\n")
    with pytest.raises(InputError) as refused:
        taken_over(BRIDGE, loose)
    told = str(refused.value)
    assert "bridge.primary.cap is 210, but a prescription may not go above 205 deg" in told
    assert "bridge.over-arched.ok is 0.12, but a prescription may not go above 0.11" in told
    assert told.endswith("Change that in the profile, or leave the exercise out.")


def test_a_dose_beyond_what_may_be_asked_for_is_refused() -> None:
    assert taken_over(BRIDGE, profile("[bridge.dose]\ncount = 50\n")).dose == {"reps": 50}
    with pytest.raises(InputError, match=r"bridge.dose.count is 51, but a prescription may ask for 1 to 50"):
        taken_over(BRIDGE, profile("[bridge.dose]\ncount = 51\n"))


@each_of("exercise", PRESCRIBABLE.values())
def test_the_built_in_profiles_can_be_taken_over_as_they_are(exercise: Exercise) -> None:
    for name in ("gentle", "strict"):
        built_in = load_profile(name)
        taken = taken_over(exercise, built_in)
        own = {key: value for key, value in built_in.thresholds.items() if key.startswith(f"{exercise.id}.")}
        limits = {f"{exercise.id}.{key}": value for key, value in taken.limits.items()}
        assert layered(exercise, {}, limits) == limits
        assert set(limits) <= set(own)
