"""What the page of an exercise says, in the language of the reader: made from the exercise and the person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from posecheck.app.exercises.person import standing
from posecheck.app.exercises.words import (
    amount_words,
    easier_words,
    grade_words,
    joint_words,
    measure_words,
    part_title,
    range_words,
    upper,
    usual_dose,
    view_words,
)
from posecheck.book.faults import said_faults
from posecheck.book.wording import FOLDERS, contraindication_words
from posecheck.engine.performers import inversion
from posecheck.exercise import Counted, Instead, Unit
from posecheck.exercise.catalogue import fault_meaning
from posecheck.outputs.dose_words import time_words
from posecheck.report.accuracy import published_errors
from posecheck.routines.screening_questions import EASED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from posecheck.app.exercises.person import Person, Standing
    from posecheck.exercise import Band, Exercise, Measure
    from posecheck.report.wording import Words


@dataclass(frozen=True, slots=True)
class ExerciseCard:
    """An exercise in the list: its words, whether it may be done, and what a search looks through."""

    id: str
    title: str
    dose: str
    view: str
    left_out: bool
    search: str


@dataclass(frozen=True, slots=True)
class ExercisePart:
    """A part of the catalogue with its exercises."""

    id: str
    title: str
    cards: tuple[ExerciseCard, ...]


def exercise_parts(person: Person, words: Words) -> list[ExercisePart]:
    """Return the catalogue by its parts, for the list."""
    parts = []
    for folder in FOLDERS:
        title = part_title(folder, words)
        cards = tuple(
            ExerciseCard(
                each.id,
                words.told(each.title),
                usual_dose(each, words),
                view_words(each.view, words),
                not standing(each, person, words).may,
                _searched(each, title, words),
            )
            for each in person.exercises.values()
            if each.folder is folder
        )
        if cards:
            parts.append(ExercisePart(folder.value, title, cards))
    return parts


def _searched(exercise: Exercise, part: str, words: Words) -> str:
    """Return what a search looks through; the English words, too, because many are known by them."""
    said = [exercise.title, exercise.id, FOLDERS[exercise.folder], *exercise.targets, exercise.setup]
    return " ".join([part, *said, *(words.told(each) for each in said)]).lower()


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row of the table of what is judged: what, within what it is good, and within what it still passes."""

    what: str
    good: str
    passes: str


@dataclass(frozen=True, slots=True)
class HeardFault:
    """What can go wrong, and what is said then; without words it stands in the result only."""

    meaning: str
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """Another exercise, with what leads to it."""

    id: str
    title: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class ExercisePage:
    """What the page says, in words and sentences; what is empty is left out.

    Parameters
    ----------
    id, title, part, targets, dose, setup
        What it is, what for, how much, how.
    sides
        It is done on one side at a time, which can be chosen.
    counts_from
        From when on a hold counts.
    must
        What makes it this exercise.
    camera
        Where the camera stands and what it has to see.
    standing
        Whether the person may do it.
    leading
        What it is about and within what that is good.
    rows, in_trunks
        The numbers of what is judged; some of them are lengths of the body.
    faults
        What can go wrong.
    prompted, prompts
        What is said whatever is seen, and what leads to that.
    easier, harder, level
        Its variants, and the level with which it comes.
    leave_out, adapted, replaced_by
        Who leaves it out, how it is done otherwise, and what is done in its place.
    grade, not_seen, accuracy, caveats
        How well one camera sees it.
    source
        Where it is from, in English.
    """

    id: str
    title: str
    part: str
    targets: str
    dose: str
    setup: str
    sides: bool
    counts_from: str
    must: str
    camera: tuple[str, ...]
    standing: Standing
    leading: tuple[str, ...]
    rows: tuple[JudgedRow, ...]
    in_trunks: bool
    faults: tuple[HeardFault, ...]
    prompted: str
    prompts: tuple[str, ...]
    easier: tuple[Other, ...]
    harder: tuple[Other, ...]
    level: int
    leave_out: tuple[str, ...]
    adapted: tuple[str, ...]
    replaced_by: tuple[Other, ...]
    grade: str
    not_seen: tuple[str, ...]
    accuracy: str
    caveats: tuple[str, ...]
    source: str


def exercise_page(exercise: Exercise, person: Person, words: Words) -> ExercisePage:
    """Return what the page of `exercise` says to this person."""
    say, told, known = words.say, words.told, person.exercises

    def other(name: str, said: str = "") -> Other:
        return Other(name, told(known[name].title), said) if name in known else Other("", "", said)

    harder = [each for each in known.values() if exercise.id in _instead(each)]
    return ExercisePage(
        id=exercise.id,
        title=told(exercise.title),
        part=part_title(exercise.folder, words),
        targets=", ".join(told(each) for each in exercise.targets),
        dose="" if exercise.opt_in else usual_dose(exercise, words),
        setup=told(exercise.setup),
        sides=exercise.sides,
        counts_from=_counts_from(exercise, words),
        must=told(exercise.position.must),
        camera=tuple(_camera(exercise, words)),
        standing=standing(exercise, person, words),
        leading=tuple(_leading(exercise, words)),
        rows=tuple(_rows(exercise, words)),
        in_trunks=any(each.unit is Unit.TORSO for each in _judged(exercise)),
        faults=tuple(_faults(exercise, words)),
        prompted=say("While the head is below the feet you hear:")
        if exercise.opt_in
        else say("You hear in turn:"),
        prompts=tuple(_alarms(words))
        if exercise.opt_in
        else tuple(say("“{cue}”", cue=told(each)) for each in exercise.dose.prompts),
        easier=()
        if exercise.opt_in
        else tuple(other(name, said) for said, name in easier_words(exercise, known, words)),
        harder=tuple(other(each.id) for each in harder),
        level=exercise.ladder.level,
        leave_out=tuple(_leave_out(exercise, words)),
        adapted=tuple(
            say("With {what}: {how}", what=told(contraindication_words(each.to)), how=told(each.note))
            for each in exercise.adapted
        ),
        replaced_by=tuple(other(name) for name in exercise.replaced_by if name in known),
        grade=grade_words(exercise, words),
        not_seen=tuple(upper(told(fault_meaning(each))) for each in exercise.not_seen),
        accuracy=_accuracy(exercise, words),
        caveats=tuple(dict.fromkeys(told(each.caveat) for each in _judged(exercise) if each.caveat)),
        source=exercise.source,
    )


def _instead(exercise: Exercise) -> list[str]:
    """Return what is done instead where it has to be easier."""
    return [step.exercise for step in exercise.easier if isinstance(step, Instead)]


def _counts_from(exercise: Exercise, words: Words) -> str:
    if exercise.opt_in or exercise.dose.counts is not Counted.HOLDS or not exercise.dose.credit_s:
        return ""
    return words.said(time_words(exercise.dose.credit_s))


def _camera(exercise: Exercise, words: Words) -> Iterator[str]:
    say = words.say
    yield words.told(exercise.camera)
    if exercise.needs:
        needed = dict.fromkeys(joint_words(joint, words) for joint in exercise.needs)
        yield say("It has to see: {joints}.", joints=", ".join(needed))
    if exercise.needs_silhouette:
        yield say("It reads your back from your outline, so wear something close-fitting.")


def _leading(exercise: Exercise, words: Words) -> Iterator[str]:
    say, primary = words.say, exercise.primary
    if exercise.dose.counts is Counted.TIME:
        yield say("You move slowly, breathe calmly, and nothing hurts. No camera can tell; you can.")
    if primary is None:
        return
    title = measure_words(primary.measure, "working", words)
    if exercise.opt_in:
        yield say(
            "No angle is recommended. Up to {good} nothing is said; beyond {most} you are asked to come back "
            "up.",
            good=amount_words(max(primary.good), primary.measure, words),
            most=amount_words(max(primary.ok), primary.measure, words),
        )
        return
    if not exercise.dose.judges_primary:
        yield say(
            "What counts: {measure}, {range}.",
            measure=title,
            range=range_words(*primary.good, primary.measure, words),
        )
        return
    good = range_words(*primary.good, primary.measure, words)
    yield say("What it is about: {measure}, {range}.", measure=title, range=good)
    if primary.other is not None:
        yield say(
            "At the other end: {range}.", range=range_words(*primary.other.good, primary.other.measure, words)
        )
    if not primary.strict:
        yield say("If you are stiff and do not get so far, you lose nothing.")


def _judged(exercise: Exercise) -> list[Measure]:
    """Return the measures that are judged, each once."""
    primary = [exercise.primary.measure] if exercise.primary else []
    return list({each.name: each for each in (*primary, *(c.measure for c in exercise.checks))}.values())


def _rows(exercise: Exercise, words: Words) -> Iterator[JudgedRow]:
    say = words.say
    primary = exercise.primary if exercise.dose.judges_primary else None
    while primary is not None:
        yield _row(primary.measure, "working", primary.good, primary.ok, words)
        primary = primary.other
    for check in exercise.checks:
        band: Band = check.band
        row = _row(
            check.measure, check.side, (band.good_low, band.good_high), (band.ok_low, band.ok_high), words
        )
        if check.end:
            end = say("at one end") if check.end > 0 else say("at the other end")
            row = replace(row, what=f"{row.what}, {end}")
        yield row
    pace = exercise.pace
    if pace is not None:
        yield JudgedRow(
            say("Speed: {what}", what=words.told(pace.measure.title)),
            say("up to {number}° a second", number=words.short_number(pace.good_deg_s)),
            say("up to {number}° a second", number=words.short_number(pace.stop_deg_s)),
        )


def _row(
    measure: Measure, side: str, good: tuple[float, float], passes: tuple[float, float], words: Words
) -> JudgedRow:
    return JudgedRow(
        measure_words(measure, side, words),
        range_words(*good, measure, words),
        range_words(*passes, measure, words),
    )


def _faults(exercise: Exercise, words: Words) -> Iterator[HeardFault]:
    """Yield what can go wrong, each fault once with everything that is said of it."""
    heard: dict[str, list[str]] = {}
    for said in said_faults(exercise):
        cues = heard.setdefault(said.fault, [])
        cues += [words.told(each) for each in (said.cue, said.body_cue) if each]
    for fault, cues in heard.items():
        if exercise.opt_in and not cues:
            continue  # nothing is asked for that could be missed
        yield HeardFault(upper(words.told(fault_meaning(fault))), tuple(dict.fromkeys(cues)))


def _alarms(words: Words) -> Iterator[str]:
    """Yield what the monitor of the inversion table says, and when."""
    say = words.say

    def time(seconds: float) -> str:
        return words.said(time_words(seconds))

    yield say("“{cue}” every {time}", cue=words.told(inversion.ASK_CUE), time=time(inversion.ASK_S))
    for cue, after_s in (
        (inversion.WARN_CUE, inversion.WARN_S),
        (inversion.LONG_CUE, inversion.ALARM_S),
    ):
        yield say("“{cue}” after {time}", cue=words.told(cue), time=time(after_s))
    yield say(
        "“{cue}” when you are out of sight for {time}",
        cue=words.told(inversion.LOST_CUE),
        time=time(inversion.LOST_S),
    )


def _leave_out(exercise: Exercise, words: Words) -> Iterable[str]:
    for tag in exercise.contraindications:
        yield upper(words.told(contraindication_words(tag)))
    if exercise.not_when is not None:
        yield upper(words.told(EASED[exercise.not_when]))


def _accuracy(exercise: Exercise, words: Words) -> str:
    """Return by how much what is shown is off, as far as it was measured."""
    published, primary = published_errors().get(exercise.id), exercise.primary
    if published is None or primary is None or published.measure != primary.measure.name:
        return ""
    return words.say(
        "Checked with videos of figures whose true angles are known: {measure} is off by {median} or less in "
        "half of the cases, and by no more than {most} in 95 of 100. With real people expect more.",
        measure=words.told(primary.measure.title),
        median=_error(published.median, primary.measure, words),
        most=_error(published.within_95, primary.measure, words),
    )


def _error(value: float, measure: Measure, words: Words) -> str:
    if measure.unit is Unit.DEG:
        return words.amount(value, measure.unit.value, 1)
    return amount_words(value, measure, words)
