"""The plan of a routine as its reader sees it, and the list of routines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from posecheck.cli.paragraphs import fitted

if TYPE_CHECKING:
    from posecheck.routines.plan import Left, Plan
    from posecheck.session.schedule import ScheduledSet
    from posecheck.support.language import Language

_MINUTE_S = 60.0


def list_routines(language: Language) -> None:
    """Print every routine with its estimated duration."""
    from posecheck.exercise.catalogue import all_exercises
    from posecheck.routines.plan import plan_routine
    from posecheck.routines.routine_files import find_routine, routine_paths

    say = language.translate
    for name in routine_paths():
        found = find_routine(name)
        minutes = round(plan_routine(found, all_exercises()).duration_s / _MINUTE_S)
        about = say("about {minutes} min", minutes=minutes)
        _print(f"{name:<18} {about:<12} {say(found.description)}", hanging=32)


def print_plan(plan: Plan, language: Language) -> None:
    """Print what will be done, how long it takes, and what was left out or changed and why."""
    say = language.translate
    _print(f"{say(plan.routine.title)}: {_length(plan, language)}")
    if plan.routine.description:
        _print(say(plan.routine.description))
    for change in plan.changes:
        words = _change(change, language)
        _print(f"{words} {say(change.ask)}" if change.ask else words, hanging=2)
    part, exercise = "", ""
    for turn in plan.turns:
        if turn.part != part:
            part = turn.part
            typer.echo(f"{say(part)}:")
        move = f"  ({say('move the camera')})" if turn.moves_camera else ""
        typer.echo(f"  {turn.number + 1:>2}. {set_words(turn, language)}{move}")
        if turn.exercise.id != exercise:
            exercise = turn.exercise.id
            why = why_first(plan, turn, language)
            if why:
                _print(f"      {why}", hanging=6)


def set_words(turn: ScheduledSet, language: Language) -> str:
    """Return what a turn is: the exercise, the side, which set of how many."""
    from posecheck.pose import Side

    say = language.translate
    words = [say(turn.exercise.title)]
    if turn.side is not Side.NONE:
        words.append(say(turn.side.value))
    if turn.sets > 1:
        words.append(say("set {number} of {sets}", number=turn.set_number, sets=turn.sets))
    if turn.again:
        words.append(say("once more"))
    return ", ".join(words)


def why_first(plan: Plan, turn: ScheduledSet, language: Language) -> str:
    """Return why the side of an exercise's first turn comes first, empty where the order means nothing."""
    from posecheck.routines.asymmetry import WHY_FIRST

    stiffer = plan.stiffer.get(turn.exercise.id)
    if stiffer is None:
        return ""
    values = {"left": language.number(stiffer.left_deg), "right": language.number(stiffer.right_deg)}
    return language.translate(WHY_FIRST[stiffer.side], **values)


def _length(plan: Plan, language: Language) -> str:
    say = language.translate
    whole = round(plan.duration_s / _MINUTE_S)
    words = [say("about {minutes} minutes", minutes=whole) if whole > 1 else say("about a minute")]
    more = max(1, round(plan.repeats_s / _MINUTE_S))
    if plan.repeats_s:
        words.append(
            language.plural(
                "a minute more if a stiffer side is repeated",
                "up to {count} minutes more if stiffer sides are repeated",
                more,
            )
        )
    moves = plan.camera_moves
    words.append(
        say("the camera stays where it is")
        if not moves
        else language.plural("the camera is moved once", "the camera is moved {count} times", moves)
    )
    return ", ".join(words) + "."


def _change(change: Left, language: Language) -> str:
    from posecheck.exercise.catalogue import all_exercises

    say = language.translate
    exercise = all_exercises().get(change.exercise)
    title = say(exercise.title) if exercise else change.exercise
    reason = say(change.reason)
    if change.note:
        return say(
            "Changed: {title}, because: {reason}. {note}", title=title, reason=reason, note=say(change.note)
        )
    if change.instead:
        instead = say(change.instead)
        return say(
            "{instead} instead of {title}, because: {reason}.", instead=instead, title=title, reason=reason
        )
    return say("Left out: {title}, because: {reason}.", title=title, reason=reason)


def _print(text: str, *, hanging: int = 0) -> None:
    typer.echo(fitted(text, hanging=hanging))
