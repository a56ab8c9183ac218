"""A prescription over the profile of the person it is for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fixtures.prescriptions import PRESCRIBABLE, WHOLE_FILE, thresholds
from hypothesis import given
from hypothesis import strategies as st

from posecheck.exercise import Exercise
from posecheck.exercise.catalogue import all_exercises
from posecheck.prescription import parse_prescription
from posecheck.prescription.layering import layered, prescribed_profile
from posecheck.prescription.safety import guards
from posecheck.profiles import Profile, apply_profile, load_profile
from posecheck.profiles.thresholds import addresses, problem_with

SUPINE = PRESCRIBABLE["supine-hamstring"]
PRESCRIPTION = parse_prescription(WHOLE_FILE, "it")


def laid(personal: dict[str, float], prescribed: dict[str, float]) -> dict[str, float]:
    """Return what stands of the two, with addresses below the supine stretch."""
    whole = [
        {f"{SUPINE.id}.{address}": value for address, value in each.items()}
        for each in (personal, prescribed)
    ]
    return {
        address.removeprefix(f"{SUPINE.id}."): value for address, value in layered(SUPINE, *whole).items()
    }


def test_what_is_prescribed_goes_before_the_profile_and_the_rest_of_it_stays() -> None:
    assert laid({"knee-bent.ok": 32, "knee-bent.good": 12, "hips-lifted.ok": 0.2}, {"knee-bent.ok": 26}) == {
        "knee-bent.ok": 26,
        "knee-bent.good": 12,
        "hips-lifted.ok": 0.2,
    }


def test_of_what_protects_the_tighter_one_stands_whichever_layer_it_is_in() -> None:
    assert laid({"primary.cap": 90}, {"primary.cap": 95})["primary.cap"] == 90
    assert laid({"primary.cap": 110}, {"primary.cap": 95})["primary.cap"] == 95


def test_an_edge_of_the_profile_gives_way_just_as_far_as_it_has_to() -> None:
    assert laid({"knee-bent.good": 15, "knee-bent.ok": 30}, {"knee-bent.ok": 12}) == {
        "knee-bent.good": 12,
        "knee-bent.ok": 12,
    }


def test_what_is_prescribed_gives_way_to_a_cap_of_the_profile() -> None:
    assert laid({"primary.cap": 80, "primary.good_high": 70}, {"primary.good_high": 90}) == {
        "primary.cap": 80,
        "primary.good_high": 80,
    }


@given(st.sampled_from(sorted(PRESCRIBABLE)), st.data())
def test_any_two_layers_fit_each_other_and_protect_as_much_as_both(name: str, data: st.DataObject) -> None:
    exercise: Exercise = PRESCRIBABLE[name]
    personal = data.draw(thresholds(exercise, safe=False))
    prescribed = data.draw(thresholds(exercise, safe=True))
    stands = layered(exercise, personal, prescribed)
    assert problem_with(exercise, stands) == ""
    known = addresses(exercise)
    for address, guard in guards(exercise).items():
        value = stands.get(address, known[address].value)
        layers = [each[address] for each in (personal, prescribed) if address in each]
        assert (
            value == layers[0]
            if len(layers) == 1
            else all(guard.tighter(value, each) == value for each in layers)
        )
    untouched = {address.split(".")[1] for address in known} - {
        address.split(".")[1] for address in prescribed
    }
    assert all(stands.get(each) == personal.get(each) for each in known if each.split(".")[1] in untouched)


def test_the_exercises_of_a_prescription_are_as_it_says_and_others_as_the_profile_has_them() -> None:
    gentle = load_profile("gentle")
    both = prescribed_profile(gentle, PRESCRIPTION)
    exercise = apply_profile(SUPINE, both)
    values = {address.split(".", 1)[1]: each.value for address, each in addresses(exercise).items()}
    assert (values["knee-bent.ok"], values["primary.cap"], values["primary.zone"]) == (26, 90, 21)
    assert next(each for each in exercise.checks if each.fault == "knee-bent").cue == "Heel to the ceiling."
    plank = all_exercises()["plank"]
    assert apply_profile(plank, both) == apply_profile(plank, gentle)
    assert (both.name, both.base) == ("prescription", "gentle")


def test_without_a_profile_the_prescription_alone_stands() -> None:
    alone = prescribed_profile(Profile("default", Path("default.toml")), replace(PRESCRIPTION))
    assert alone.thresholds == PRESCRIPTION.limits_of("supine-hamstring")
