"""The exercise book as one Markdown document: a page for each exercise, and the ids as an appendix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck import inversion
from posecheck.book.faults import UNSAID, said_faults
from posecheck.book.picture import described
from posecheck.book.wording import (
    FOLDERS,
    GRADES,
    VIEWS,
    contraindication_words,
    dose_in_full,
    interval_words,
    measure_words,
    plain_words,
    severity_words,
    when_words,
)
from posecheck.exercise import Guided, Near, Observability, Severity, Steps, View
from posecheck.faults import FAULTS
from posecheck.judging import TOO_FAST_CUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from posecheck.exercise import Band, Check, Exercise, Measure, Primary

#: Where the pictures stand, seen from the document.
PICTURES = "pictures/exercises"

_INTRODUCTION = """\
# The exercises

<!-- Made by `make book` from the exercise modules; a test fails when it differs from them. Do not edit. -->

A page for each exercise: what it is for, how to set it up, where the camera goes, what is judged and what
is said. `posecheck exercises` lists them, `posecheck exercises ID` shows one, and `posecheck exercises
--json` writes everything here as data, in the form of [exercises.schema.json](exercises.schema.json).

**The pictures.** On the left what the camera sees: the start, pale, and the position, drawn at the middle
of its good interval. On the right the same from above: the camera, how far away it stands and how high.
Where one leg has to be nearer to the camera it is orange.

**The tables.** Within *good* nothing is said and nothing is lost. Up to the edges of *acceptable* the form
slowly loses points. Beyond them it is a fault, and you are told. Angles are in degrees (deg); lengths are
shares of your own body, so that it does not matter how tall you are or how far away the camera stands.
"Against your start" is the difference to how you were in the starting position. Staying short of the
position of a stretch is never a fault: `not-there-yet` is encouragement only.

**The severities.** 1 is shown. 2 is spoken after 1.5 s, 3 after 0.5 s, and both cap the score. 4 stops the
set. What goes too fast or bounces is told at once, and after three stop cues the set ends kindly.

**The sources.** "EXERCISES.md" with a letter and a number is the section of the catalogue the exercises
were specified in; "rendered clips" are videos of bodies whose true angles are known, on which an edge was
moved to where the camera tells good from faulty.

Stop if you feel sharp or spreading pain, numbness, weakness, dizziness or chest pain. A page names who
should leave an exercise out; it cannot know your medical history. Ask a doctor or physiotherapist when in
doubt.
"""


def page(exercises: Sequence[Exercise]) -> str:
    """Return the whole document."""
    parts = [_INTRODUCTION, *_contents(exercises)]
    for folder, title in FOLDERS.items():
        members = [exercise for exercise in exercises if exercise.folder is folder]
        if members:
            parts.append(f"# {title}\n")
            parts += ["\n\n".join(_exercise(exercise)) + "\n" for exercise in members]
    parts += ["\n\n".join(_appendix(exercises)) + "\n"]
    return "\n".join(parts)


def _contents(exercises: Sequence[Exercise]) -> Iterator[str]:
    rows = [
        (
            f"[{exercise.title}](#{_anchor(exercise.title)})",
            f"`{exercise.id}`",
            FOLDERS[exercise.folder],
            VIEWS[exercise.view],
            exercise.observability.value,
        )
        for folder in FOLDERS
        for exercise in exercises
        if exercise.folder is folder
    ]
    yield _table(("exercise", "id", "part", "camera", "grade"), rows) + "\n"


def _exercise(exercise: Exercise) -> Iterator[str]:
    """Give the paragraphs of one page."""
    yield f"## {exercise.title}"
    yield f"`{exercise.id}`"
    yield f"![{described(exercise)}]({PICTURES}/{exercise.id}.svg)"
    yield f"**What for.** {_sentence(_listed(exercise.targets))}"
    yield f"**Set-up.** {exercise.setup}"
    yield f"**Camera.** {_camera(exercise)}"
    if not exercise.opt_in:
        yield f"**How much.** {dose_in_full(exercise)}"
    if isinstance(exercise.dose, Guided) and exercise.dose.prompts:
        said = " ".join(f"“{prompt}”" for prompt in exercise.dose.prompts)
        yield f"**What is said.** Every {exercise.dose.every_s:g} s, in turn: {said}"
    if exercise.opt_in:
        yield f"**What is said.** {_alarms()}"
    yield "**What good looks like.**"
    yield "\n".join(f"- {line}" for line in _good(exercise))
    judged = list(_judged(exercise))
    if judged:
        yield "**What is judged.**"
        yield _table(("measure", "unit", "good", "acceptable", "judged", "otherwise", "severity"), judged)
    if exercise.reports:
        yield f"**Reported, not judged.** {_sentence(_listed([each.title for each in exercise.reports]))}"
    yield f"**Leave it out** {_left_out(exercise)}"
    yield f"**How well the camera can judge it.** {_grade(exercise)}"
    yield f"**Sources.** {_sources(exercise)}"


def _camera(exercise: Exercise) -> str:
    words = [exercise.camera]
    if exercise.near is not Near.EITHER:
        if "nearer" not in exercise.camera:
            words.append(f"The {exercise.near.value} is nearer to the camera.")
        words.append("Turn around to do the other side.")
    if exercise.needs:
        needed = _listed([joint.value for joint in exercise.needs])
        which = " of the nearer side" if exercise.view is View.SIDE else ""
        words.append(f"It must see your {needed}{which}.")
    if exercise.needs_silhouette:
        words.append("It reads your back from your outline, so wear something close-fitting.")
    return " ".join(words)


def _good(exercise: Exercise) -> Iterator[str]:
    """Say in words how it looks when nothing is wrong; a cue is the image that leads there."""
    primary = exercise.primary
    if isinstance(exercise.dose, Guided):
        yield "You move slowly, breathe calmly, and nothing hurts. No camera can tell; you can."
    if primary is not None:
        yield _upper(_leading(exercise, primary))
        if primary.other is not None:
            other = plain_words(primary.other.measure, *primary.other.good)
            yield f"At the other end: {other}."
    for check in exercise.checks:
        low, high = check.band.good_low, check.band.good_high
        when = f", {when_words(check)}" if check.end else ""
        title = measure_words(check.measure, check.side)
        image = "" if check.cue_low else f" “{check.cue}”"
        yield f"{_upper(title)}: {plain_words(check.measure, low, high)}{when}.{image}"
    if exercise.pace is not None:
        yield f"Slow: the mean speed stays below {exercise.pace.good_deg_s:g}° a second."


def _leading(exercise: Exercise, primary: Primary) -> str:
    measure, good = primary.measure, plain_words(primary.measure, *primary.good)
    if exercise.opt_in:
        return (
            f"no angle is recommended. Up to {max(primary.good):g}° nothing is said; beyond "
            f"{max(primary.ok):g}° you are asked to come back up."
        )
    if isinstance(exercise.dose, Steps):
        return f"{measure.title}: {good}; that is what counts as a step."
    stiff = "" if primary.strict else " Whoever is stiff and stays short of it loses nothing."
    return f"{measure.title}: {good}.{stiff}"


def _alarms() -> str:
    """Say what the monitor of the inversion table says."""
    ask, warn, alarm, lost, level = (
        f"“{cue}”"
        for cue in (
            inversion.ASK_CUE,
            inversion.WARN_CUE,
            inversion.LONG_CUE,
            inversion.LOST_CUE,
            inversion.LEVEL_CUE,
        )
    )
    return (
        f"While the head is below the feet, {ask} every {inversion.ASK_S:g} s; after {inversion.WARN_S:g} s "
        f"{warn}; after {inversion.ALARM_S:g} s {alarm}, again and again. Out of sight for "
        f"{inversion.LOST_S:g} s: {lost} On the way up, when the pause of {inversion.PAUSE_S:g} s near level "
        f"is left out: {level}"
    )


def _judged(exercise: Exercise) -> Iterator[tuple[str, ...]]:
    primary = None if isinstance(exercise.dose, Steps) else exercise.primary
    end = 1
    while primary is not None:
        when = "leads" if exercise.primary is None or exercise.primary.other is None else f"leads, end {end}"
        yield _row(primary.measure, "working", (primary.good, primary.ok), when, _primary_faults(primary))
        primary, end = primary.other, end + 1
    for check in exercise.checks:
        band = check.band
        bands = (band.good_low, band.good_high), (band.ok_low, band.ok_high)
        yield _row(check.measure, check.side, bands, when_words(check), _check_faults(check))
    for said in said_faults(exercise):
        if said.fault == "too-fast" and said.cue == TOO_FAST_CUE:
            yield _speed(exercise, said.fault, said.cue, said.severity)
        elif said.fault == "bouncing":
            words = f"`bouncing`: “{said.cue}”"
            yield (
                "rocking in the position",
                "",
                "none",
                "none",
                "in position",
                words,
                severity_words(said.severity),
            )
        elif said.fault == UNSAID:
            yield ("time held", "s", "", "", "at the end", f"`{UNSAID}`: only in the result", "1: shown")


def _row(
    measure: Measure,
    side: str,
    bands: tuple[tuple[float, float], tuple[float, float]],
    when: str,
    faults: list[tuple[str, Severity]],
) -> tuple[str, ...]:
    severities = dict.fromkeys(severity_words(severity) for _, severity in faults)
    title = f"{measure_words(measure, side)}<br>`{measure.name}`"
    said = "<br>".join(words for words, _ in faults)
    return (
        title,
        measure.unit.value,
        interval_words(*bands[0]),
        interval_words(*bands[1]),
        when,
        said,
        "<br>".join(severities),
    )


def _primary_faults(primary: Primary) -> list[tuple[str, Severity]]:
    faults = [(f"beyond, `{primary.cap_fault}`: “{primary.cap_cue}”", primary.cap_severity)]
    if primary.low_cue:
        faults.append((f"short of it, `{primary.low_fault}`: “{primary.low_cue}”", primary.low_severity))
    return faults


def _check_faults(check: Check) -> list[tuple[str, Severity]]:
    band: Band = check.band
    faults = [(f"`{check.fault}`: “{check.cue}”", check.severity)]
    if check.cue_low and check.cue != check.cue_low:
        fault = check.fault_for(band.ok_low - 1.0)
        faults = [
            (f"above, `{check.fault}`: “{check.cue}”", check.severity),
            (f"below, `{fault}`: “{check.cue_low}”", check.severity),
        ]
    if check.body_cue:
        faults.append((f"then, plainer: “{check.body_cue}”", check.severity))
    return faults


def _speed(exercise: Exercise, fault: str, cue: str, severity: Severity) -> tuple[str, ...]:
    words, level = f"`{fault}`: “{cue}”", severity_words(severity)
    if isinstance(exercise.dose, Steps):
        most = f"≤ {exercise.dose.cadence[1]:g}"
        return "cadence", "steps a minute", most, most, "all the time", words, level
    assert exercise.pace is not None
    pace = exercise.pace
    what = "speed of the arms" if exercise.primary is None else f"speed of {pace.measure.title}"
    return what, "deg/s", f"≤ {pace.good_deg_s:g}", f"≤ {pace.stop_deg_s:g}", "on the way", words, level


def _left_out(exercise: Exercise) -> str:
    if not exercise.contraindications:
        return "when it hurts; nothing that the screening asks about excludes it."
    return f"with {'; '.join(contraindication_words(tag) for tag in exercise.contraindications)}."


def _grade(exercise: Exercise) -> str:
    words = GRADES[exercise.observability]
    if exercise.opt_in:
        words = (
            "It is watched, not scored: tilt, time and speed are read well from the side. It never "
            "recommends an angle, it is not an emergency alarm, and it runs only with your consent, after "
            "questions of its own."
        )
    elif not exercise.scored and exercise.observability is not Observability.C:
        words += " It is counted and timed, and given no score."
    return words


def _sources(exercise: Exercise) -> str:
    """Name the source of the exercise, and those of its checks that say more."""
    named = {exercise.source: ""}
    for check in exercise.checks:
        if check.source and check.source not in exercise.source.split("; "):
            named.setdefault(check.source, check.measure.title)
    said = [f"{of}: {source}" if of else source for source, of in named.items()]
    return "<br>".join(_sentence(each) for each in said)


# --- the appendix ---


def _appendix(exercises: Sequence[Exercise]) -> Iterator[str]:
    yield "# Appendix: the ids"
    yield (
        "These names are a contract: results, labels, profiles and other programs use them. Names are added, "
        "never changed or taken away; a test holds them."
    )
    yield "## Exercises"
    yield ", ".join(f"`{exercise.id}`" for exercise in sorted(exercises, key=lambda each: each.id))
    yield "## Faults"
    users: dict[str, list[str]] = {fault: [] for fault in FAULTS}
    for exercise in exercises:
        for fault in dict.fromkeys(said.fault for said in said_faults(exercise)):
            users.setdefault(fault, []).append(exercise.id)
    yield _table(
        ("id", "meaning", "judged in"),
        [
            (f"`{fault}`", FAULTS.get(fault, ""), _judged_in(fault, used, exercises))
            for fault, used in users.items()
        ],
    )
    yield "## Measures"
    measures: dict[str, tuple[Measure, list[str]]] = {}
    for exercise in exercises:
        for measure in exercise.measures:
            measures.setdefault(measure.name, (measure, []))[1].append(exercise.id)
    yield _table(
        ("name", "what it is", "unit", "used in"),
        [
            (f"`{name}`", measure_words(measure), measure.unit.value, ", ".join(used))
            for name, (measure, used) in sorted(measures.items())
        ],
    )


#: What is told about the camera or about both sides, whatever the exercise.
_EVERYWHERE = {
    "wrong-view": "every exercise: it is told and nothing is judged",
    "out-of-frame": "every exercise: it is told and nothing is judged",
    "uneven": "the comparison of both sides",
}


def _judged_in(fault: str, used: list[str], exercises: Sequence[Exercise]) -> str:
    if fault in _EVERYWHERE:
        return _EVERYWHERE[fault]
    if not used:
        return "none yet"
    most = 2 * len(exercises) // 5
    return f"{len(used)} exercises" if len(used) > most else ", ".join(used)


# --- Markdown ---


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def _anchor(title: str) -> str:
    """Return the anchor of a heading, as GitHub makes it."""
    kept = "".join(letter for letter in title.lower() if letter.isalnum() or letter in " -")
    return kept.replace(" ", "-")


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def _upper(words: str) -> str:
    return words[0].upper() + words[1:]


def _sentence(words: str) -> str:
    return _upper(words).rstrip(".") + "."
