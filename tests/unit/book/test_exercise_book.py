"""The exercise book: true to the modules, complete, and drawn from their data."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from fixtures.cases import each_of

from exercises import EXERCISES
from posecheck.book.description import describe, schema
from posecheck.book.faults import UNSAID, said_faults
from posecheck.book.page import page
from posecheck.book.picture import HEIGHT, WIDTH, described, picture
from posecheck.book.wording import CONTRAINDICATIONS
from posecheck.book.writing import book, write_book
from posecheck.exercise import (
    Check,
    Circles,
    Exercise,
    Guided,
    Hold,
    Measure,
    Near,
    Observability,
    Pace,
    Primary,
    Reps,
    Steps,
    View,
)
from posecheck.exercise.faults import FAULTS
from posecheck.support.errors import InputError

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"
STABLE = json.loads((ROOT / "tests" / "fixtures" / "stable_ids.json").read_text())
BY_ID = {exercise.id: exercise for exercise in EXERCISES}
SVG = "{http://www.w3.org/2000/svg}"

every = each_of("exercise", EXERCISES)


BOOK = book(EXERCISES)


def drawing(exercise: Exercise) -> ET.Element:
    """Return the picture of an exercise, parsed."""
    return ET.fromstring(picture(exercise))  # noqa: S314 - it is our own text


def section(exercise: Exercise) -> str:
    """Return the page of one exercise."""
    after = BOOK["exercises.md"].split(f"\n## {exercise.title}\n")[1]
    return re.split(r"\n##? ", after)[0]


# --- true to the modules ---


@each_of("name", BOOK)
def test_what_is_committed_is_what_the_modules_say(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == BOOK[name], "run `make book`"


def test_no_picture_is_left_of_an_exercise_that_is_gone() -> None:
    pictures = {f"pictures/exercises/{path.name}" for path in (DOCS / "pictures" / "exercises").iterdir()}
    assert pictures <= BOOK.keys()


def test_a_changed_module_changes_its_page_and_its_data() -> None:
    bridge = BY_ID["bridge"]
    changed = replace(bridge, checks=(replace(bridge.checks[0], cue="Softer."), *bridge.checks[1:]))
    assert "“Softer.”" in page([changed])
    assert "“Softer.”" not in page([bridge])
    assert describe(changed) != describe(bridge)


# --- the ids ---


@each_of(
    "kind, now",
    [
        ("exercises", BY_ID),
        ("faults", FAULTS),
        ("measures", {measure.name for exercise in EXERCISES for measure in exercise.measures}),
    ],
)
def test_no_id_is_renamed_or_taken_away(kind: str, now: set[str]) -> None:
    assert not set(STABLE[kind]) - set(now), "ids are a contract: results and labels use them"


def test_the_appendix_lists_every_id() -> None:
    appendix = BOOK["exercises.md"].split("# Appendix: the ids")[1]
    for kind in STABLE.values():
        for name in kind:
            assert f"`{name}`" in appendix


@every
def test_every_fault_is_of_the_vocabulary_and_has_a_cue(exercise: Exercise) -> None:
    for said in said_faults(exercise):
        assert said.fault in FAULTS
        # Head down nobody is encouraged to go further, and of a hold that is over the result tells.
        silent = said.fault == UNSAID or (exercise.opt_in and said.fault == "not-there-yet")
        assert bool(said.cue) is not silent


@every
def test_every_reason_to_leave_it_out_has_words(exercise: Exercise) -> None:
    assert set(exercise.contraindications) <= CONTRAINDICATIONS.keys()


# --- the page ---


@every
def test_a_page_says_all_a_person_needs(exercise: Exercise) -> None:
    shown = section(exercise)
    source = exercise.source.rstrip(".")
    for said in (exercise.setup, exercise.camera, f"`{exercise.id}`", source[:1].upper() + source[1:]):
        assert said in shown
    assert f"](pictures/exercises/{exercise.id}.svg)" in shown
    for check in exercise.checks:
        for said in (check.cue, check.cue_low, check.body_cue, f"`{check.fault}`", f"`{check.measure.name}`"):
            assert said in shown
    for tag in exercise.contraindications:
        assert CONTRAINDICATIONS[tag] in shown


@every
def test_only_what_no_camera_can_judge_is_called_not_scored(exercise: Exercise) -> None:
    not_scored = "cannot judge this exercise. It is guided and timed, and it is not scored." in section(
        exercise
    )
    assert not_scored is (exercise.observability is Observability.C)
    assert not_scored <= isinstance(exercise.dose, Guided)


def test_the_inversion_monitor_recommends_no_angle_and_no_dose() -> None:
    shown = section(BY_ID["inversion-table"])
    assert "No angle is recommended." in shown
    assert "**How much.**" not in shown


def test_every_link_of_the_contents_leads_to_a_page() -> None:
    text = BOOK["exercises.md"]
    headings = {
        re.sub(r"[^a-z0-9 -]", "", h.lower()).replace(" ", "-")
        for h in re.findall(r"^##? (.+)$", text, re.MULTILINE)
    }
    links = re.findall(r"\]\(#([^)]+)\)", text)
    assert len(links) == len(EXERCISES)
    assert set(links) <= headings


def test_every_table_row_has_as_many_cells_as_its_header() -> None:
    tables = re.findall(r"(?:^\|.*\n)+", BOOK["exercises.md"], re.MULTILINE)
    assert len(tables) == len(EXERCISES)  # the list, and one an exercise that is measured
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1


# --- the data ---


@each_of(
    "kind, data",
    [
        (Exercise, describe(BY_ID["seated-hamstring"])),
        (Primary, describe(BY_ID["cat-cow"])["primary"]),
        (Check, describe(BY_ID["cat-cow"])["checks"][0]),
        (Pace, describe(BY_ID["cat-cow"])["pace"]),
        (Hold, describe(BY_ID["sphinx"])["dose"]),
        (Reps, describe(BY_ID["bridge"])["dose"]),
        (Circles, describe(BY_ID["arm-circles"])["dose"]),
        (Steps, describe(BY_ID["march"])["dose"]),
        (Guided, describe(BY_ID["breathing"])["dose"]),
        (Measure, describe(BY_ID["bridge"])["measures"][0]),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_nothing_a_module_says_is_left_out_of_the_data(kind: type, data: dict) -> None:
    told = {field.name for field in fields(kind)}
    # A band is told as two intervals; how a value is computed and drawn is no data.
    if "band" in told:
        told = told - {"band"} | {"good", "ok"}
    assert told - {"of", "arc", "figure"} <= data.keys()


def test_the_data_tell_the_numbers_and_words_of_the_module() -> None:
    data = describe(BY_ID["supine-hamstring"])
    assert data["dose"] == {
        "kind": "hold",
        "words": "2 x 30 s held, each side; a hold counts from 5 s.",
        "target_s": 30.0,
        "sets": 2,
        "credit_s": 5.0,
    }
    knee = data["checks"][0]
    assert (knee["fault"], knee["good"], knee["ok"], knee["severity"]) == (
        "knee-bent",
        [None, 10],
        [None, 20],
        2,
    )
    assert data["near"] == "working leg"
    assert {"fault": "too-fast", "severity": 3, "cue": "Slow down. Take three seconds."}.items() <= next(
        fault for fault in data["faults"] if fault["fault"] == "too-fast"
    ).items()


def test_the_second_end_of_an_exercise_is_told() -> None:
    other = describe(BY_ID["cat-cow"])["primary"]["other"]
    assert other["good"] == [-80, -12]
    assert other["decreasing"] is True


@every
def test_every_measure_that_is_named_is_described(exercise: Exercise) -> None:
    data = describe(exercise)
    named = {each["measure"] for each in data["checks"]}
    named |= {each["measure"] for each in (data["primary"], data["pace"]) if each}
    named |= {fault["measure"] for fault in data["faults"] if fault["measure"]}
    named |= set(data["reports"]) | ({data["side_by"]} - {None})
    assert named <= {measure["name"] for measure in data["measures"]}


def test_a_foreign_exercise_that_cannot_be_described_is_named() -> None:
    odd = replace(BY_ID["bridge"], targets=(7,))
    with pytest.raises(InputError, match=r"'bridge' cannot be described .*update or remove"):
        describe(odd)


def test_the_schema_describes_every_key() -> None:
    exercise = schema()["$defs"]["ExerciseData"]
    assert set(exercise["required"]) == describe(BY_ID["bridge"]).keys()
    assert exercise["additionalProperties"] is False


# --- the picture ---


def numbers(element: ET.Element, *names: str) -> list[float]:
    return [float(element.get(name, "nan")) for name in names]


@every
def test_a_picture_has_a_title_and_says_what_it_shows(exercise: Exercise) -> None:
    root = drawing(exercise)
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text == exercise.title
    assert desc is not None
    assert exercise.camera in desc.text
    assert root.get("aria-labelledby") == "title desc"


@every
def test_everything_is_drawn_inside_the_picture(exercise: Exercise) -> None:
    for shape in drawing(exercise).iter():
        for x, y in re.findall(r"([-\d.]+),([-\d.]+)", shape.get("points", "") + shape.get("d", "")):
            assert 0 <= float(x) <= WIDTH
            assert 0 <= float(y) <= HEIGHT


@every
def test_the_near_leg_is_named_where_it_matters(exercise: Exercise) -> None:
    texts = [text.text for text in drawing(exercise).iter(f"{SVG}text")]
    named = f"{exercise.near.value} nearer" in texts
    assert named is (exercise.near is not Near.EITHER)


@every
def test_the_distance_and_the_height_of_the_camera_are_those_of_the_module(exercise: Exercise) -> None:
    texts = [text.text for text in drawing(exercise).iter(f"{SVG}text")]
    distance = re.search(r"([\d.]+) to ([\d.]+) m away", exercise.camera)
    if distance is None:
        assert "anywhere you are seen" in texts
        return
    assert f"{distance[1]}\N{EN DASH}{distance[2]} m" in texts
    assert any(text.endswith("high") for text in texts)


def test_another_view_gives_another_picture() -> None:
    bend = BY_ID["side-bend"]
    assert "from the front" in described(bend)
    assert "from the side" in described(replace(bend, view=View.SIDE))
    assert picture(replace(bend, view=View.SIDE)) != picture(bend)


# --- writing it ---


def test_the_book_is_written_whole_and_an_old_picture_goes(tmp_path: Path) -> None:
    old = tmp_path / "pictures" / "exercises" / "long-gone.svg"
    old.parent.mkdir(parents=True)
    old.write_text("<svg/>")
    assert write_book(tmp_path, EXERCISES) == tmp_path / "exercises.md"
    assert not old.exists()
    for name, text in BOOK.items():
        assert (tmp_path / name).read_bytes() == text.encode()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    with pytest.raises(InputError, match=r"taken.*name another folder"):
        write_book(taken, EXERCISES)
