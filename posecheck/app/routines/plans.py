"""A routine as this person would do it: how long it takes, in which order, what is left out, what to mind."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from posecheck.app.exercises.words import dose_words, upper
from posecheck.exercise import Counted, Folder
from posecheck.pose import Side
from posecheck.prescription.telling import one_side
from posecheck.routines.asymmetry import WHY_FIRST
from posecheck.routines.fitting import Fitting
from posecheck.routines.plan import plan_routine, warming
from posecheck.routines.programme import session_s
from posecheck.routines.routine import PARTS, RoutinePart, part_of
from posecheck.routines.routine_files import routines_dir
from posecheck.support.language import find_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from posecheck.app.exercises.person import Person
    from posecheck.exercise import Dose
    from posecheck.report.wording import Words
    from posecheck.routines.plan import Left, Plan
    from posecheck.routines.routine import Routine
    from posecheck.session.schedule import ScheduledSet

_MINUTE_S = 60.0
#: From here on a session is long, and the camera is moved often.
_LONG_S = 30 * _MINUTE_S
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class PlannedExercise:
    """An exercise of the plan with all its sets.

    Parameters
    ----------
    id, title, dose
        What is done, and how much.
    notes
        How it is done in another way than usual, and why which side comes first.
    moves_camera
        The camera is put elsewhere before it.
    """

    id: str
    title: str
    dose: str
    notes: tuple[str, ...]
    moves_camera: bool


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """A part of the session with its exercises."""

    title: str
    exercises: tuple[PlannedExercise, ...]


def is_own(path: Path) -> bool:
    """Return whether the file of a routine is the user's own."""
    return path.parent == routines_dir()


def routine_words(text: str, path: Path, words: Words) -> str:
    """Return a text of a routine; what users have written themselves stays as it is."""
    return text if is_own(path) else words.told(text)


def plan_of(routine: Routine, person: Person) -> Plan:
    """Return the plan that a session would have; for somebody who may do nothing at present, that of all."""
    told = person.screening if person.screening is not None and not person.screening.forbids() else None
    fitting = Fitting(person.exercises, told, person.step, in_pain=False)
    return plan_routine(
        routine,
        person.exercises,
        fit=fitting.fit,
        level=fitting.dosed,
        stiffer=person.stiffer,
        may_repeat=person.may_repeat,
    )


def minutes(plan: Plan) -> int:
    """Return roughly how many minutes it takes, one at least."""
    return max(1, round(session_s(plan.turns) / _MINUTE_S))


def length_words(plan: Plan, words: Words) -> str:
    """Return how long it takes and how often the camera is moved, as a sentence."""
    say, whole, moves = words.say, minutes(plan), plan.camera_moves
    said = [say("about {minutes} minutes", minutes=str(whole)) if whole > 1 else say("about a minute")]
    if plan.repeats_s:
        more = max(1, round(plan.repeats_s / _MINUTE_S))
        said.append(
            words.count(
                more,
                "a minute more if a stiffer side is repeated",
                "up to {count} minutes more if stiffer sides are repeated",
            )
        )
    if moves:
        said.append(words.count(moves, "the camera is moved once", "the camera is moved {count} times"))
    else:
        said.append(say("the camera stays where it is"))
    return f"{upper(', '.join(said))}."


def planned_parts(plan: Plan, words: Words) -> list[PlannedPart]:
    """Return the plan part by part, each exercise with all its sets."""
    return [
        PlannedPart(
            upper(words.told(part)),
            tuple(_planned(turns, plan, words) for turns in _steps(of_part)),
        )
        for part, of_part in groupby(plan.turns, key=lambda turn: turn.part)
    ]


def _steps(turns: Iterable[ScheduledSet]) -> Iterator[list[ScheduledSet]]:
    """Yield the sets of each step: the same exercise may come twice, one after the other."""
    step: list[ScheduledSet] = []
    for turn in turns:
        again = any((each.side, each.set_number) == (turn.side, turn.set_number) for each in step)
        if step and (again or _which(turn) != _which(step[0])):
            yield step
            step = []
        step.append(turn)
    if step:
        yield step


def _which(turn: ScheduledSet) -> tuple[str, Dose]:
    """Return what the sets of one exercise have in common."""
    return turn.exercise.id, turn.exercise.dose


def _planned(turns: list[ScheduledSet], plan: Plan, words: Words) -> PlannedExercise:
    first, exercise = turns[0], turns[0].exercise
    sides = {turn.side for turn in turns} - {Side.NONE}
    in_turn = exercise.sides and exercise.dose.alternating
    notes = [words.told(first.note)] if first.note else []
    if len(sides) == 1:
        notes.insert(0, words.said(one_side(first.side)))
    stiffer = plan.stiffer.get(exercise.id)
    if stiffer is not None:
        notes.append(
            words.say(
                WHY_FIRST[stiffer.side],
                left=words.number(stiffer.left_deg),
                right=words.number(stiffer.right_deg),
            )
        )
    return PlannedExercise(
        exercise.id,
        words.told(exercise.title),
        dose_words(exercise.dose, words, by_sides=len(sides) > 1 or in_turn, sets=first.sets),
        tuple(notes),
        first.moves_camera,
    )


def warnings(plan: Plan, person: Person, words: Words) -> list[str]:
    """Return what to mind about a routine before it is done, in sentences; nothing of it forbids it."""
    return [*_warnings(plan, person, words), *(change_words(each, person, words) for each in plan.changes)]


def _warnings(plan: Plan, person: Person, words: Words) -> Iterator[str]:
    say = words.say
    parts = {turn.part for turn in plan.turns}
    if plan.turns and RoutinePart.WARMUP not in parts:
        march = words.told(warming(person.exercises).title)
        yield say("There is no warm-up. Begin with something easy, for example: {title}.", title=march)
    strength = any(turn.exercise.folder is Folder.STRENGTH for turn in plan.turns)
    if strength and person.strength_yesterday:
        yield say(
            "You did strength yesterday. Muscles want a day of rest in between: better tomorrow, or without "
            "strength."
        )
    if plan.duration_s > _LONG_S:
        yield say("This takes more than half an hour. Two shorter routines are easier to keep up.")
    if plan.camera_moves >= _OFTEN:
        yield say(
            "The camera has to be moved {count} times. Fewer changes between standing, chair and floor save "
            "you that.",
            count=str(plan.camera_moves),
        )


def change_words(change: Left, person: Person, words: Words) -> str:
    """Return what was left out or changed, and why; of a prescription with whom to ask."""
    said = _change_words(change, person, words)
    return f"{said} {words.told(change.ask)}" if change.ask else said


def _change_words(change: Left, person: Person, words: Words) -> str:
    say, known = words.say, person.exercises.get(change.exercise)
    title = words.told(known.title) if known is not None else change.exercise
    reason = words.told(change.reason)
    if change.note:
        note = words.told(change.note)
        return say("Changed: {title}, because: {reason}. {note}", title=title, reason=reason, note=note)
    if change.instead:
        instead = words.told(change.instead)
        return say(
            "{instead} instead of {title}, because: {reason}.", instead=instead, title=title, reason=reason
        )
    return say("Left out: {title}, because: {reason}.", title=title, reason=reason)


def remarks(routine: Routine, plan: Plan, person: Person, words: Words) -> list[str]:
    """Return what a session does otherwise than the routine says: another order, the doses of a level."""
    said = []
    for part in PARTS:
        asked = [
            each.exercise
            for each in routine.activities
            if (each.part or part_of(person.exercises[each.exercise])) is part
        ]
        done = [name for name, _ in groupby(turn.exercise.id for turn in plan.turns if turn.part is part)]
        if sorted(asked) == sorted(done) and asked != done:
            titles = [words.told(person.exercises[name].title) for name in done]
            said.append(
                words.say(
                    "{part}: so that you move the camera less, the order is {titles}.",
                    part=upper(words.told(part)),
                    titles=find_language(words.code).listed(titles),
                )
            )
    levelled = any(turn.exercise.dose.counts is Counted.HOLDS for turn in plan.turns)
    if person.step is not None and levelled:
        said.append(
            words.say("How long stretches and strength are held, and how often, is as your level has it.")
        )
    return said
