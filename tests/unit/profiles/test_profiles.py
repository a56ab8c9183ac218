"""Profiles: what they change, what they may not, and that files of people stay theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fixtures.cases import each_of

from posecheck.engine.events import Cue, FaultStarted
from posecheck.engine.result import SourceInfo, as_data
from posecheck.engine.result_builder import ResultBuilder
from posecheck.engine.trainer import Trainer
from posecheck.exercise import Exercise, Folder, Guided, Hold, Reps, Severity
from posecheck.exercise.catalogue import all_exercises
from posecheck.pose import Pose
from posecheck.profiles import (
    BUILT_IN,
    DEFAULT,
    Profile,
    apply_profile,
    load_profile,
    parse_profile,
    profile_paths,
)
from posecheck.profiles.files import new_profile, save_changes
from posecheck.profiles.threshold_parts import named_checks, named_primaries
from posecheck.profiles.thresholds import addresses, with_thresholds
from posecheck.support.errors import InputError
from posecheck.testing import leg_raise, perform

EXERCISES = all_exercises()
SUPINE = EXERCISES["supine-hamstring"]
every_exercise = each_of("exercise", EXERCISES.values())
#: not held longer by `gentle`: the head is down, the back is arched
SHORT_HOLDS = {"forward-fold", "sphinx"}
STRETCHES = (Folder.HAMSTRING, Folder.GLUTE, Folder.BACK)


@pytest.fixture(autouse=True)
def own_profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the user's profiles, which is this test's own and not there yet."""
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path))
    return tmp_path / "profiles"


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def profile(text: str) -> Profile:
    return parse_profile(text, Path("mine.toml"))


def applied(text: str, exercise: Exercise = SUPINE) -> Exercise:
    return apply_profile(exercise, profile(text))


def result_of(exercise: Exercise, poses: Iterable[Pose], **named: Any) -> dict[str, Any]:
    trainer, builder = Trainer(exercise), ResultBuilder(exercise, SourceInfo("-", 1280, 720, 10.0), **named)
    for pose in poses:
        builder.add(pose, trainer.step(pose))
    return as_data(builder.finish(trainer.finish()))


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
