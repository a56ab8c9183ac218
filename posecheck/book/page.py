"""The exercise book as one Markdown document: a page for each exercise, and the ids as an appendix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.book.faults import said_faults
from posecheck.book.picture import described
from posecheck.book.variants import easier_words
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
from posecheck.engine.performers import inversion, performer_of
from posecheck.exercise import Counted, Guided, Near, Observability, Severity, View
from posecheck.exercise.faults import FAULTS
from posecheck.pages.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from posecheck.exercise import Band, Check, Exercise, Measure, Primary

#: Where the pictures stand, seen from the document.
PICTURES = "pictures/exercises"
#: What the file of a moving figure ends in, after the id of its exercise.
MOVING = "-moving.svg"


@dataclass(frozen=True, slots=True)
class ExercisePage:
    """What the page of an exercise says, in sentences; what is empty is left out.

    `seen` is what its picture shows, `good` how it looks when nothing is wrong, a sentence each, and `judged`
    has the rows of the table of what is judged.
    """

    exercise: Exercise
    seen: str
    targets: str
    camera: str
    dose: str
    said: str
    good: tuple[str, ...]
    judged: tuple[tuple[str, ...], ...]
    reports: str
    left_out: str
    easier: str
    grade: str
    sources: str


def page(exercises: Sequence[Exercise]) -> str:
    """Return the whole document."""
    members = {folder: [each for each in exercises if each.folder is folder] for folder in FOLDERS}
    return render(
        "book/page.md.j2",
        table=_table,
        pictures=PICTURES,
        moving=MOVING,
        contents=[_contents(each) for folder in members.values() for each in folder],
        folders={FOLDERS[folder]: [_exercise(e) for e in each] for folder, each in members.items() if each},
        ids=sorted(exercise.id for exercise in exercises),
        faults=_faults(exercises),
        measures=_measures(exercises),
    )


def _contents(exercise: Exercise) -> tuple[str, ...]:
    return (
        f"[{exercise.title}](#{_anchor(exercise.title)})",
        f"`{exercise.id}`",
        FOLDERS[exercise.folder],
        VIEWS[exercise.view],
        exercise.observability.value,
    )


def _exercise(exercise: Exercise) -> ExercisePage:
    return ExercisePage(
        exercise=exercise,
        seen=described(exercise),
        targets=_sentence(_listed(exercise.targets)),
        camera=_camera(exercise),
        dose="" if exercise.opt_in else dose_in_full(exercise),
        said=_alarms() if exercise.opt_in else _prompts(exercise),
        good=tuple(_good(exercise)),
        judged=tuple(_judged(exercise)),
        reports=_sentence(_listed([each.title for each in exercise.reports])) if exercise.reports else "",
        left_out=_left_out(exercise),
        easier="" if exercise.opt_in else easier_words(exercise),
        grade=_grade(exercise),
        sources=_sources(exercise),
    )


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
    if exercise.dose.counts is Counted.TIME:
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
    if not exercise.dose.judges_primary:
        return f"{measure.title}: {good}; that is what counts as a {exercise.dose.named(1)}."
    stiff = "" if primary.strict else " Whoever is stiff and stays short of it loses nothing."
    return f"{measure.title}: {good}.{stiff}"


def _prompts(exercise: Exercise) -> str:
    if not isinstance(exercise.dose, Guided) or not exercise.dose.prompts:
        return ""
    said = " ".join(f"“{prompt}”" for prompt in exercise.dose.prompts)
    return f"Every {exercise.dose.every_s:g} s, in turn: {said}"


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
    primary = exercise.primary if exercise.dose.judges_primary else None
    end = 1
    while primary is not None:
        when = "leads" if exercise.primary is None or exercise.primary.other is None else f"leads, end {end}"
        yield _row(primary.measure, "working", (primary.good, primary.ok), when, _primary_faults(primary))
        primary, end = primary.other, end + 1
    for check in exercise.checks:
        band = check.band
        bands = (band.good_low, band.good_high), (band.ok_low, band.ok_high)
        yield _row(check.measure, check.side, bands, when_words(check), _check_faults(check))
    for own in performer_of(exercise).own_faults(exercise):
        if own.what:
            said = f"“{own.cue}”" if own.cue else "only in the result"
            words = f"`{own.fault}`: {said}"
            yield own.what, own.unit, own.good, own.ok, own.when, words, severity_words(own.severity)


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


def _left_out(exercise: Exercise) -> str:
    if not exercise.contraindications:
        return "when it hurts; nothing that the screening asks about excludes it."
    words = f"with {'; '.join(contraindication_words(tag) for tag in exercise.contraindications)}."
    if exercise.replaced_by:
        words += (
            f" In its place, the first that may be done: {', '.join(f'`{n}`' for n in exercise.replaced_by)}."
        )
    return words


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


def _faults(exercises: Sequence[Exercise]) -> list[tuple[str, ...]]:
    meanings = FAULTS | {fault.id: fault.meaning for each in exercises for fault in each.faults}
    users: dict[str, list[str]] = {fault: [] for fault in meanings}
    for exercise in exercises:
        for fault in dict.fromkeys(said.fault for said in said_faults(exercise)):
            users.setdefault(fault, []).append(exercise.id)
    return [
        (f"`{fault}`", meanings.get(fault, ""), _judged_in(fault, used, exercises))
        for fault, used in users.items()
    ]


def _measures(exercises: Sequence[Exercise]) -> list[tuple[str, ...]]:
    measures: dict[str, tuple[Measure, list[str]]] = {}
    for exercise in exercises:
        for measure in exercise.measures:
            measures.setdefault(measure.name, (measure, []))[1].append(exercise.id)
    return [
        (f"`{name}`", measure_words(measure), measure.unit.value, ", ".join(used))
        for name, (measure, used) in sorted(measures.items())
    ]


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
