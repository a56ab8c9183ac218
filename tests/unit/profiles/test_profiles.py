"""Profiles: what they change, and what is said with them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fixtures.cases import each_of
from fixtures.profile_texts import SUPINE, applied, profile, result_of, write

from posecheck.engine.events import Cue, FaultStarted
from posecheck.engine.trainer import Trainer
from posecheck.exercise import Exercise, Folder, Guided, Hold, Reps, Severity
from posecheck.exercise.catalogue import all_exercises
from posecheck.profiles import (
    BUILT_IN,
    DEFAULT,
    apply_profile,
    load_profile,
    profile_paths,
)
from posecheck.profiles.threshold_parts import named_checks, named_primaries
from posecheck.profiles.thresholds import addresses
from posecheck.support.errors import InputError
from posecheck.testing import leg_raise, perform

EXERCISES = all_exercises()
every_exercise = each_of("exercise", EXERCISES.values())
#: not held longer by `gentle`: the head is down, the back is arched
SHORT_HOLDS = {"forward-fold", "sphinx"}
STRETCHES = (Folder.HAMSTRING, Folder.GLUTE, Folder.BACK)


# --- what a profile changes ---


def test_thresholds_doses_and_cues_are_changed() -> None:
    exercise = applied("""
        [supine-hamstring.knee-bent]
        good = 12
        ok = 25.5
        cue = "Knie strecken."
        body_cue = "Das Knie."
        [supine-hamstring.primary]
        zone = 25
        cap = 95
        cap_cue = "Zu weit."
        [supine-hamstring.dose]
        target_s = 20
        sets = 3
    """)
    check = named_checks(exercise)["knee-bent"]
    assert (check.band.good_high, check.band.ok_high) == (12.0, 25.5)
    assert (check.cue, check.body_cue) == ("Knie strecken.", "Das Knie.")
    assert exercise.primary is not None
    assert (exercise.primary.zone, exercise.primary.ok) == (25.0, (30, 95.0))
    assert exercise.primary.cap_cue == "Zu weit."
    assert exercise.dose == Hold(target_s=20.0, sets=3)
    assert exercise.checks[1:] == SUPINE.checks[1:]


def test_a_key_with_dots_is_the_same_as_a_section() -> None:
    assert applied("supine-hamstring.knee-bent.ok = 25") == applied("[supine-hamstring.knee-bent]\nok = 25")


def test_the_wording_of_the_lower_end_and_of_prompts_can_be_changed() -> None:
    changed = applied(
        '[cat-cow.primary-lower-end]\ncap_cue = "Less."\n[cat-cow.hips-shifted]\ncue = "Still."',
        EXERCISES["cat-cow"],
    )
    assert changed.primary is not None
    assert changed.primary.other is not None
    assert changed.primary.other.cap_cue == "Less."
    assert changed.primary.cap_cue == EXERCISES["cat-cow"].primary.cap_cue
    assert named_checks(changed)["hips-shifted"].cue == "Still."
    breathing = applied('[breathing.dose]\nprompts = ["Ein.", "Aus."]', EXERCISES["breathing"])
    assert isinstance(breathing.dose, Guided)
    assert breathing.dose.prompts == ("Ein.", "Aus.")


def test_other_exercises_stay_the_very_same() -> None:
    mine = profile("[supine-hamstring.knee-bent]\nok = 25")
    for name, exercise in EXERCISES.items():
        assert (apply_profile(exercise, mine) is exercise) is (name != "supine-hamstring")


def test_a_profile_builds_on_another(own_profiles: Path) -> None:
    write(
        own_profiles, "physio", '[voice]\nlanguage = "de"\n[supine-hamstring.knee-bent]\ngood = 15\nok = 30'
    )
    mine = profile('base = "physio"\n[supine-hamstring.knee-bent]\nok = 40\n[bridge.dose]\ncount = 6')
    assert mine.thresholds == {
        "supine-hamstring.knee-bent.good": 15.0,
        "supine-hamstring.knee-bent.ok": 40.0,
        "bridge.dose.count": 6.0,
    }
    assert mine.own == {"supine-hamstring.knee-bent.ok", "bridge.dose.count"}
    assert (mine.base, mine.language) == ("physio", "de")


# --- it decides what is said ---

BENT_KNEE = [*perform("supine-hamstring", position=leg_raise(70.0, knee_deg=26.0))]


@each_of("name, faulty", [(DEFAULT, True), ("gentle", False), ("strict", True)])
def test_a_bent_knee_is_a_fault_by_one_profile_and_none_by_another(name: str, *, faulty: bool) -> None:
    found = result_of(apply_profile(SUPINE, load_profile(name)), BENT_KNEE)
    assert len(found["holds"]) == 1
    assert ("knee-bent" in {fault["id"] for fault in found["faults"]}) is faulty


def test_a_slightly_bent_knee_is_a_fault_to_the_strict_only() -> None:
    poses = perform("supine-hamstring", position=leg_raise(70.0, knee_deg=17.5))
    for name, faulty in ((DEFAULT, False), ("gentle", False), ("strict", True)):
        found = result_of(apply_profile(SUPINE, load_profile(name)), poses)
        assert ("knee-bent" in {fault["id"] for fault in found["faults"]}) is faulty


def test_a_low_leg_is_held_by_gentle_only() -> None:
    poses = perform("supine-hamstring", position=leg_raise(24.0))
    assert result_of(SUPINE, poses)["holds"] == []
    assert len(result_of(apply_profile(SUPINE, load_profile("gentle")), poses)["holds"]) == 1


def test_the_changed_cue_is_the_one_that_is_said() -> None:
    exercise = applied('[supine-hamstring.knee-bent]\ncue = "Knie strecken."')
    trainer = Trainer(exercise)
    events = [event for pose in BENT_KNEE for event in trainer.step(pose).events]
    assert any(isinstance(event, FaultStarted) and event.fault == "knee-bent" for event in events)
    said = {event.text for event in events if isinstance(event, Cue)}
    assert "Knie strecken." in said
    assert SUPINE.checks[0].cue not in said


def test_the_default_gives_the_result_of_the_module_itself() -> None:
    default = load_profile(DEFAULT)
    assert result_of(apply_profile(SUPINE, default), BENT_KNEE) == result_of(SUPINE, BENT_KNEE)
    assert result_of(SUPINE, BENT_KNEE)["profile"] == DEFAULT
    assert result_of(SUPINE, BENT_KNEE, profile="physio")["profile"] == "physio"


# --- the built-in ones ---


@every_exercise
def test_the_default_is_the_module(exercise: Exercise) -> None:
    assert apply_profile(exercise, load_profile(DEFAULT)) is exercise


@each_of("name", BUILT_IN)
def test_every_built_in_profile_says_what_it_is_for(name: str) -> None:
    assert load_profile(name).title
    assert load_profile(name).name == name


@every_exercise
def test_gentle_goes_less_far_and_slower(exercise: Exercise) -> None:
    gentle = apply_profile(exercise, load_profile("gentle"))
    for before, after in zip(
        named_primaries(exercise).values(), named_primaries(gentle).values(), strict=True
    ):
        sign = -1.0 if before.decreasing else 1.0
        assert sign * after.zone <= sign * before.zone
        assert max(sign * edge for edge in after.ok) <= max(sign * edge for edge in before.ok)
        assert max(sign * edge for edge in after.good) <= max(sign * edge for edge in before.good)
    if exercise.pace is not None:
        assert gentle.pace is not None
        assert gentle.pace.good_deg_s <= exercise.pace.good_deg_s
        assert gentle.pace.stop_deg_s <= exercise.pace.stop_deg_s


@every_exercise
def test_gentle_holds_stretches_for_half_a_minute_or_longer_and_less_often(exercise: Exercise) -> None:
    before, after = exercise.dose, apply_profile(exercise, load_profile("gentle")).dose
    if isinstance(before, Hold):
        assert isinstance(after, Hold)
        assert after.sets <= before.sets
        if exercise.folder in STRETCHES and exercise.id not in SHORT_HOLDS:
            assert 30.0 <= after.target_s <= 60.0
            assert after.target_s >= before.target_s
    elif isinstance(before, Reps):
        assert isinstance(after, Reps)
        assert after.count < before.count
        assert after.way_s >= before.way_s


@every_exercise
def test_gentle_forgives_nothing_that_protects_the_back(exercise: Exercise) -> None:
    gentle = named_checks(apply_profile(exercise, load_profile("gentle")))
    for name, check in named_checks(exercise).items():
        if check.severity >= Severity.URGENT:
            assert gentle[name] == check
        assert gentle[name].band.ok_high >= check.band.ok_high
        assert gentle[name].band.ok_low <= check.band.ok_low


@every_exercise
def test_strict_leaves_less_room_and_the_caps_where_they_are(exercise: Exercise) -> None:
    strict = apply_profile(exercise, load_profile("strict"))
    assert (strict.dose, strict.pace) == (exercise.dose, exercise.pace)
    for before, after in zip(
        named_primaries(exercise).values(), named_primaries(strict).values(), strict=True
    ):
        deep = min if before.decreasing else max
        assert deep(after.ok) == deep(before.ok)
        assert (after.zone, after.good) == (before.zone, before.good)
    for name, check in named_checks(strict).items():
        before_band = named_checks(exercise)[name].band
        assert (check.band.good_low, check.band.good_high) == (before_band.good_low, before_band.good_high)
        assert before_band.ok_low <= check.band.ok_low
        assert check.band.ok_high <= before_band.ok_high
        narrowed = check.band != before_band
        has_room = before_band.ok_low != before_band.good_low or before_band.ok_high != before_band.good_high
        assert narrowed is (has_room and check.fault != "not-there-yet" and not exercise.opt_in)


# --- names and files ---


def test_a_profile_is_found_by_its_name_or_its_file(own_profiles: Path, tmp_path: Path) -> None:
    path = write(own_profiles, "morning", "title = 'stiff'")
    assert load_profile("morning") == load_profile(path) == load_profile(str(path))
    assert list(profile_paths()) == [*BUILT_IN, "morning"]
    elsewhere = write(tmp_path, "other", "title = 'x'")
    assert load_profile(elsewhere).name == "other"
    assert "other" not in profile_paths()


def test_an_unknown_name_gets_the_nearest(own_profiles: Path) -> None:
    write(own_profiles, "morning", "")
    with pytest.raises(InputError, match="'mornin'; did you mean 'morning'"):
        load_profile("mornin")


def test_a_file_that_is_not_there_or_is_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no profile .*none\.toml"):
        load_profile(tmp_path / "none.toml")
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        load_profile(tmp_path / "folder.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="UTF-8"):
        load_profile(tmp_path / "bytes.toml")


def test_a_built_in_profile_cannot_be_replaced_by_a_file(own_profiles: Path) -> None:
    write(own_profiles, "gentle", "title = 'mine'")
    assert load_profile("gentle").title != "mine"


# --- the page ---

PAGE = (Path(__file__).parents[3] / "docs" / "profiles.md").read_text(encoding="utf-8")


def test_the_profile_on_the_page_can_be_used() -> None:
    blocks = re.findall(r"```toml\n(.*?)```", PAGE, flags=re.DOTALL)
    assert len(blocks) == 1
    assert len(profile(blocks[0]).own) == 8


def test_the_errors_on_the_page_are_those_that_are_told() -> None:
    for text in ("[supine-hamstring.knee-bent]\nok = 8", "[supine-hamstring.knee-bnt]\nok = 8"):
        with pytest.raises(InputError) as caught:
            profile(text)
        assert f"Error: {caught.value}\n" in PAGE


def test_the_page_names_every_edge_and_every_check_with_a_name_of_its_own() -> None:
    every = [each for exercise in EXERCISES.values() for each in addresses(exercise).values()]
    assert {f"`{each.edge}`" for each in every} <= set(re.findall(r"`[^`\n]+`", PAGE))
    for name, exercise in EXERCISES.items():
        for check, said in named_checks(exercise).items():
            assert check == said.fault or f"| `{name}.{check}` |" in PAGE
