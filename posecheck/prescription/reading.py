"""A prescription's file is read, and everything wrong with it told in sentences (docs/prescription.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from posecheck.pose import Side
from posecheck.prescription.exercise_tables import prescribed_exercises
from posecheck.prescription.keys import ASSESS, EVERY_DAYS, FOR, FROM, TESTS, TOP, WHEN
from posecheck.prescription.prescription import (
    VERSION,
    WEEK,
    PrescribedTest,
    Prescriber,
    Prescription,
)
from posecheck.prescription.problems import Problems, checked_table
from posecheck.support.errors import InputError
from posecheck.support.message import Message, counted, joined, message
from posecheck.support.regular_files import NoSuchFileError
from posecheck.support.text_files import read_text, toml_content

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of reading a file: the prescription, or what is wrong with it.

    Parameters
    ----------
    prescription
        ``None`` when anything is wrong.
    problems
        Each a sentence with the key, in the order of the file.
    """

    prescription: Prescription | None
    problems: tuple[Message, ...] = ()


def read_prescription(path: Path) -> Prescription:
    """Return the prescription in the file at `path`.

    Raises
    ------
    InputError
        It cannot be used: the sentence names the file, the key and what is allowed.
    """
    return parse_prescription(text_of(path), str(path))


def text_of(path: Path) -> str:
    """Return the text in the file of a prescription.

    Raises
    ------
    InputError
        There is none, or it cannot be read.
    """
    try:
        return read_text(path, f"The prescription {path}")
    except NoSuchFileError as error:
        raise InputError(f"There is no prescription {path}; 'posecheck plan new' makes one.") from error


def parse_prescription(text: str, name: str) -> Prescription:
    """Return the prescription that `text` is; `name` stands in the sentences of errors.

    Raises
    ------
    InputError
        As for :func:`read_prescription`; of several mistakes the first, and how many there are.
    """
    examined = examine(text, name)
    if examined.prescription is not None:
        return examined.prescription
    first = message(
        "The prescription {name} cannot be used: {problem}", name=name, problem=examined.problems[0]
    )
    more = len(examined.problems) - 1
    if not more:
        raise InputError(first)
    raise InputError(
        joined(
            [
                first,
                counted(
                    "One more thing is wrong; `posecheck plan check` names it.",
                    "{count} more things are wrong; `posecheck plan check` names them.",
                    more,
                ),
            ]
        )
    )


def examine(text: str, name: str) -> Examined:
    """Return the prescription that `text` is, or everything that is wrong with it.

    Raises
    ------
    InputError
        It is no TOML at all.
    """
    content = toml_content(text, f"The prescription {name}")
    newer = _of_another_version(content.get("posecheck"))
    if newer is not None:
        return Examined(None, (newer,))
    problems = Problems()
    values = checked_table(content, TOP, "", problems)
    tables = {
        key: checked_table(values[key], keys, key, problems) if key in values else {}
        for key, keys in (("from", FROM), ("for", FOR), ("when", WHEN))
    }
    when = tables["when"]
    starts_on, ends_on = when.get("from"), when.get("until")
    if starts_on and ends_on and ends_on < starts_on:
        problems.add("when.until", message("that is before the first day, {day}.", day=str(starts_on)))
    exercises = prescribed_exercises(values.get("exercise", []), problems)
    tests = _tests(values.get("assess", []), problems)
    if problems.found:
        return Examined(None, tuple(problems.found))
    return Examined(
        Prescription(
            title=values["title"].strip(),
            prescriber=Prescriber(tables["from"]["name"].strip(), tables["from"].get("contact", "").strip()),
            written_on=tables["from"]["date"],
            patient=tables["for"].get("name", "").strip(),
            starts_on=when["from"],
            ends_on=ends_on,
            days=tuple(day for day in WEEK if day in when.get("days", ())),
            at=when.get("at"),
            notes=values.get("notes", "").strip(),
            stop_for=tuple(each.strip() for each in values.get("stop_for", ())),
            exercises=exercises,
            tests=tests,
            text=text,
        )
    )


def _of_another_version(version: object) -> Message | None:
    """Return why a file is of no use here whatever else is in it, ``None`` when it is of this version."""
    if version is None:
        return message(
            "it does not say that it is one; its first line must be “posecheck = {version}”.", version=VERSION
        )
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        return message("“posecheck” must be the version of the form, {version}.", version=VERSION)
    if version > VERSION:
        return message(
            "it is written for a newer posecheck (form {version}, known here is {known}); "
            "install the newest one, or ask for the file in the older form.",
            version=version,
            known=VERSION,
        )
    return None


def _tests(tables: list[dict[str, Any]], problems: Problems) -> tuple[PrescribedTest, ...]:
    tests: list[PrescribedTest] = []
    for number, table in enumerate(tables, start=1):
        place = f"assess {number}"
        values = checked_table(table, ASSESS, place, problems)
        test = values.get("test")
        if test is None:
            continue
        if test not in TESTS:
            problems.no_such(f"{place}.test", test, TESTS)
            continue
        side = Side(values["side"]) if "side" in values else None
        if side is not None and not TESTS[test]:
            problems.add(f"{place}.side", message("“{name}” has no sides; leave it out.", name=test))
        if any(each.test == test for each in tests):
            problems.add(f"{place}.test", message("“{name}” stands in it twice.", name=test))
        tests.append(PrescribedTest(test, side, int(values.get("every_days", EVERY_DAYS))))
    return tuple(tests)
