"""A new prescription as a file that explains itself: every key stands in it, with what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomlkit

from posecheck.exercise.catalogue import all_exercises
from posecheck.prescription.exercise_tables import dose_keys
from posecheck.prescription.prescription import VERSION, WEEK
from posecheck.prescription.safety import guards
from posecheck.profiles.cue_texts import wordings
from posecheck.profiles.threshold_parts import DOSE
from posecheck.profiles.thresholds import addresses
from posecheck.support.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time

    from posecheck.exercise import Exercise
    from posecheck.prescription.prescription import PrescribedExercise, PrescribedTest, Prescription
    from posecheck.support.language import Language

_INDENT = "  # "


def new_text(prescription: Prescription, language: Language = ENGLISH) -> str:
    """Return the file of a prescription that was not in one before, its comments in `language`."""
    say = language.translate
    lines = [
        *_comments(
            say("A prescription for posecheck: a plain text file. What stands behind a # is for you alone."),
            say("Check it with `posecheck plan check FILE`; the patient opens it with posecheck."),
        ),
        f"posecheck = {VERSION}",
        "",
        *_comments(say("What it is for, in the patient's words. It is read aloud.")),
        f"title = {_toml(prescription.title)}",
        *_comments(say("What the patient should know, in their words; as many lines as you like.")),
        f"notes = {_toml_text(prescription.notes)}",
        *_comments(say("What to stop for, as the patient would feel it; read aloud before each session.")),
        f"stop_for = {_toml(list(prescription.stop_for))}",
        "",
        "[from]",
        f"name = {_toml(prescription.prescriber.name)}",
        *_comments(say("Where the patient can ask: a telephone number, an address.")),
        _named("contact", prescription.prescriber.contact),
        f"date = {prescription.written_on.isoformat()}",
        "",
        *_comments(say("Who it is for. A pseudonym will do; it may be left out.")),
        "[for]",
        _named("name", prescription.patient),
        "",
        *_comments(say("From the first to the last day; without “until” it holds until the next one.")),
        "[when]",
        f"from = {prescription.starts_on.isoformat()}",
        _dated("until", prescription.ends_on),
        *_comments(
            say("The days to train on, of {days}; left out, as the patient likes.", days=", ".join(WEEK))
        ),
        f"{'' if prescription.days else '# '}days = {_toml(list(prescription.days or WEEK[:5:2]))}",
        *_comments(say("A time of the day, for a reminder in the calendar.")),
        _timed("at", prescription.at),
        "",
        *_comments(
            say("The exercises. posecheck puts them in order: warm-up, stretches, strength, cool-down."),
            say("What is not said of one stays as it is; a # in front leaves a line out."),
            say("Limits: it is good up to “good”, corrected beyond “ok”, too deep beyond “cap”."),
            say("Behind each stands what is allowed. What protects the back can be made tighter only."),
        ),
    ]
    for each in prescription.exercises:
        lines += ["", *_exercise_lines(each, all_exercises()[each.exercise], language)]
    lines += [
        "",
        *_comments(say("Tests to be repeated, so that both of you see whether it changes.")),
    ]
    for test in prescription.tests:
        lines += _test_lines(test)
    if not prescription.tests:
        lines += [
            "# [[assess]]",
            '# test = "straight-leg-raise"',
            "# every_days = 14",
        ]
    return "\n".join(lines) + "\n"


def exercise_values(prescribed: PrescribedExercise) -> dict[str, Any]:
    """Return the keys of an exercise as its table has them, those that say nothing left out."""
    values: dict[str, Any] = {"id": prescribed.exercise}
    if prescribed.side is not None:
        values["side"] = prescribed.side.value
    values |= {key: _number(value) for key, value in prescribed.dose.items()}
    if prescribed.note:
        values["note"] = prescribed.note
    if prescribed.limits:
        values["limits"] = {address: _number(value) for address, value in prescribed.limits.items()}
    if prescribed.cues:
        values["cues"] = {
            address: list(words) if isinstance(words, tuple) else words
            for address, words in prescribed.cues.items()
        }
    return values


def test_values(prescribed: PrescribedTest) -> dict[str, Any]:
    """Return the keys of a test as its table has them."""
    side = {} if prescribed.side is None else {"side": prescribed.side.value}
    return {"test": prescribed.test, **side, "every_days": prescribed.every_days}


def _exercise_lines(prescribed: PrescribedExercise, exercise: Exercise, language: Language) -> list[str]:
    say = language.translate
    values = exercise_values(prescribed)
    lines = [f"# {say(exercise.title)}", "[[exercise]]", f"id = {_toml(exercise.id)}"]
    if exercise.sides:
        lines.append(_or_comment("side", values, "both"))
    for key, usual in _usual(exercise).items():
        low, high = dose_keys(exercise)[key]
        lines.append(f"{_or_comment(key, values, usual)}{_INDENT}{low:g} - {high:g}")
    lines.append(
        _or_comment("note", values, "", say("What to mind in it, in the patient's words; read aloud."))
    )
    lines.append("[exercise.limits]" if "limits" in values else "# [exercise.limits]")
    lines += _limit_lines(exercise, values.get("limits", {}), language)
    if "cues" in values:
        lines.append("[exercise.cues]")
        lines += [f"{_toml(address)} = {_toml(words)}" for address, words in values["cues"].items()]
    else:
        address, words = next(iter(wordings(exercise).items()), ("", ""))
        if address:
            short = address.removeprefix(f"{exercise.id}.")
            said = list(words) if isinstance(words, tuple) else words
            lines += ["# [exercise.cues]", f"# {_toml(short)} = {_toml(said)}"]
    return lines


def _limit_lines(exercise: Exercise, limits: Mapping[str, float], language: Language) -> list[str]:
    """Return a line for every threshold: those that differ, and as comments all others."""
    lines: list[str] = []
    protecting = guards(exercise)
    asked = {f"{exercise.id}.{DOSE}.{name}" for name in exercise.dose.asks.values()}
    for address, threshold in addresses(exercise).items():
        if address in asked:
            continue
        guard = protecting.get(address)
        low, high = threshold.low, threshold.high
        if guard is not None:
            low, high = (low, guard.value) if guard.largest else (guard.value, high)
        short = address.removeprefix(f"{exercise.id}.")
        value = limits.get(short)
        unit = language.translate(threshold.unit)
        note = f"{_INDENT}{language.pointed(f'{low:g}')} - {language.pointed(f'{high:g}')} {unit}".rstrip()
        if value is None:
            lines.append(f"# {_toml(short)} = {_toml(_number(threshold.value))}{note}")
        else:
            lines.append(f"{_toml(short)} = {_toml(_number(value))}{note}")
    return lines


def _usual(exercise: Exercise) -> dict[str, float]:
    """Return key → what the exercise has itself, of everything that a prescription may ask of its dose."""
    dose = exercise.dose
    own = {
        "sets": float(dose.sets),
        "hold_s": dose.position_s,
        "reps": dose.goal,
        "duration_s": dose.lasts_s,
    }
    return {key: float(own[key] or 0.0) for key in dose_keys(exercise)}


def _test_lines(test: PrescribedTest) -> list[str]:
    return ["", "[[assess]]", *(f"{key} = {_toml(value)}" for key, value in test_values(test).items())]


def _or_comment(key: str, values: Mapping[str, Any], usual: object, about: str = "") -> str:
    """Return a line of a table: what it says, else as a comment what is usual."""
    note = f"{_INDENT}{about}" if about else ""
    if key in values:
        return f"{key} = {_toml(values[key])}{note}"
    usual = _number(usual) if isinstance(usual, float) else usual
    return f"# {key} = {_toml(usual)}{note}"


def _named(key: str, text: str) -> str:
    return f"{key} = {_toml(text)}" if text else f'# {key} = ""'


def _dated(key: str, day: date | None) -> str:
    return f"{key} = {day.isoformat()}" if day else f"# {key} = 2026-12-31"


def _timed(key: str, moment: time | None) -> str:
    return f"{key} = {moment.isoformat()}" if moment else f"# {key} = 18:00:00"


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else round(float(value), 4)


def _toml(value: object) -> str:
    return str(tomlkit.item(value).as_string())


def _toml_text(text: str) -> str:
    """Return a text that may have lines, one below the other as they are read."""
    if "\n" not in text:
        return _toml(text)
    return tomlkit.string(f"{text}\n", multiline=True).as_string().replace('"""', '"""\n', 1)


def _comments(*sentences: str) -> list[str]:
    return [f"# {each}" for each in sentences]
