"""``posecheck goals``: three things that are hard for you, in your own words, and how it goes with them."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from posecheck.cli.options import LAST_SESSION, LanguageOption
from posecheck.cli.plain_output import print_data

if TYPE_CHECKING:
    from posecheck.history.course_records import GoalRecord
    from posecheck.history.store import History
    from posecheck.support.language import Language

goals_app = typer.Typer(invoke_without_command=True)
GoalArgument = Annotated[
    int, typer.Argument(metavar="NUMBER", max=LAST_SESSION, help="Its number, see `posecheck goals`.")
]
LevelOption = Annotated[
    int | None,
    typer.Option(
        "--level",
        min=0,
        max=10,
        help="How well it goes today: 0 not at all, 10 as before the trouble. By default it is asked.",
    ),
]


@goals_app.callback(epilog='Example: posecheck goals add "lifting my grandchild"')
def goals(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Write it as JSON, for other programs.")] = False,
    language: LanguageOption = None,
) -> None:
    """Show three things that are hard for you, and how it went with them; asked every two weeks."""
    if context.invoked_subcommand is not None:
        return
    from posecheck.history.store import History

    now = datetime.now().astimezone()
    with History() as history:
        if as_json:
            print_data(json.dumps(_described(history, now), ensure_ascii=False, indent=1) + "\n")
        else:
            _show(history, now, _words(language))


def _words(code: str | None = None) -> Language:
    from posecheck.support.language import find_language
    from posecheck.support.settings import read_config

    return find_language(code or read_config().language)


def _show(history: History, now: datetime, language: Language) -> None:
    from posecheck.cli.paragraphs import fitted
    from posecheck.report.goal_course import goal_words, note_words, together_words
    from posecheck.report.wording import Words
    from posecheck.routines.goals import next_time, put_off_on

    say, words = language.translate, Words(language)
    every = history.course.goals(ended=True)
    followed = [each for each in every if each.ended_at is None]
    if not followed:
        typer.echo(
            fitted(say('Nothing is followed; begin with: posecheck goals add "lifting my grandchild"'))
        )
    for each in followed:
        typer.echo(fitted(f"{each.id:>3}  {goal_words(each, words, now)}", hanging=5))
    together = together_words(followed, words)
    if together:
        typer.echo(f"     {together}")
    for each in every:
        if each.ended_at is not None:
            told = goal_words(each, words, now)
            typer.echo(fitted(f"{each.id:>3}  {say('Ended: {goal}', goal=told)}", hanging=5))
    if any(each.levels for each in every):
        typer.echo(fitted(note_words(words)))
    when = next_time(followed, now, put_off_on(history))
    if when is not None and when > now.date():
        typer.echo(say("Asked again from {date} on.", date=words.plain_date(when)))
    elif when is not None:
        typer.echo(say("It is time to say how it goes: posecheck goals answer"))


def _described(history: History, now: datetime) -> dict[str, Any]:
    from posecheck.report.goal_course import change_of, mean_change
    from posecheck.routines.goals import next_time, put_off_on

    every = history.course.goals(ended=True)
    followed = [each for each in every if each.ended_at is None]
    together, when = mean_change(followed), next_time(followed, now, put_off_on(history))
    entries = []
    for each in every:
        change = change_of(each)
        entries.append(
            {
                "id": each.id,
                "text": each.text,
                "begun_at": each.begun_at.isoformat(),
                "ended_at": None if each.ended_at is None else each.ended_at.isoformat(),
                "levels": [
                    {"level": told.level, "told_at": told.told_at.isoformat()} for told in each.levels
                ],
                "change": None if change is None else change.points,
                "verdict": None if change is None else change.verdict.value,
            }
        )
    return {
        "goals": entries,
        "mean": None
        if together is None
        else {
            "first": round(together.first, 2),
            "newest": round(together.newest, 2),
            "verdict": together.verdict.value,
        },
        "next": None if when is None else when.isoformat(),
    }


@goals_app.command(epilog='Example: posecheck goals add "lifting my grandchild"')
def add(
    text: Annotated[
        str | None, typer.Argument(metavar="[TEXT]", help="In your own words; by default it is asked.")
    ] = None,
    *,
    level: LevelOption = None,
    language: LanguageOption = None,
) -> None:
    """Name something that is hard for you; up to three are followed."""
    from posecheck.cli.asking import can_ask
    from posecheck.cli.goal_questions import ask_levels, ask_names
    from posecheck.history.store import History
    from posecheck.routines.goals import MOST, add_goal, find_goal
    from posecheck.support.errors import InputError

    words = _words(language)
    with History() as history:
        if text is None:
            if len(history.course.goals()) >= MOST:
                raise InputError("Three things are followed already; end one of them first.")
            ask_names(history, words)
            return
        number = add_goal(history, text, datetime.now().astimezone(), level)
        typer.echo(words.translate("Followed as number {number}.", number=number), err=True)
        if level is None and can_ask():
            ask_levels(history, (find_goal(history, number),), words)


@goals_app.command(epilog="Example: posecheck goals answer 3 6 5")
def answer(
    levels: Annotated[
        list[int] | None,
        typer.Argument(
            metavar="[LEVEL]...",
            min=0,
            max=10,
            help="How well each goes today, 0 to 10, in the order of `posecheck goals`. "
            "By default it is asked.",
        ),
    ] = None,
    *,
    language: LanguageOption = None,
) -> None:
    """Say how well each thing goes today, whenever you like."""
    from posecheck.cli.goal_questions import ask_levels
    from posecheck.history.store import History
    from posecheck.routines.goals import GoalAnswers, keep
    from posecheck.support.errors import InputError

    words, now = _words(language), datetime.now().astimezone()
    with History() as history:
        followed = history.course.goals()
        if not followed:
            raise InputError('Nothing is followed; begin with: posecheck goals add "lifting my grandchild"')
        if not levels:
            ask_levels(history, tuple(followed), words)
        elif len(levels) != len(followed):
            raise InputError(
                f"Give {len(followed)} numbers, one for each that `posecheck goals` lists, "
                "or none to be asked."
            )
        else:
            told = {each.id: level for each, level in zip(followed, levels, strict=True)}
            keep(history, GoalAnswers(told), now)
        _show(history, now, words)


@goals_app.command(epilog='Example: posecheck goals change 1 "lifting my grandson"')
def change(
    number: GoalArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="In your own words.")],
) -> None:
    """Call something otherwise; what was told of it stays. For another thing, end it and add that one."""
    from posecheck.history.store import History
    from posecheck.routines.goals import checked_words

    with History() as history:
        goal = _found(history, number)
        others = [each for each in history.course.goals() if each.id != number]
        text = checked_words(text, others)
        history.course.change_goal(goal.id, text)
        typer.echo(_words().translate("Changed: {before}; now: {now}", before=goal.text, now=text), err=True)


@goals_app.command(epilog="Example: posecheck goals end 1")
def end(number: GoalArgument) -> None:
    """Follow something no longer; what was told of it stays in the history."""
    from posecheck.history.store import History

    with History() as history:
        goal = _found(history, number)
        history.course.end_goal(goal.id)
        typer.echo(_words().translate("Followed no longer: {goal}", goal=goal.text), err=True)


@goals_app.command(epilog="Example: posecheck goals delete 1")
def delete(
    number: GoalArgument,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Delete something for good, with all that was told of it; also what is followed no longer."""
    from posecheck.cli.asking import ask_yes
    from posecheck.history.store import History

    words = _words()
    say = words.translate
    with History() as history:
        goal = _found(history, number, ended=True)
        if not yes and not ask_yes(say("Delete {what} for good?", what=goal.text), words, default=False):
            typer.echo(say("Nothing was deleted."))
            return
        history.course.delete_goal(goal.id)
        typer.echo(say("Deleted: {what}.", what=goal.text))


def _found(history: History, number: int, *, ended: bool = False) -> GoalRecord:
    from posecheck.routines.goals import find_goal
    from posecheck.support.errors import InputError

    try:
        return find_goal(history, number, ended=ended)
    except InputError as error:
        raise InputError(f"There is no number {number}; `posecheck goals` lists them.") from error


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.add_typer(goals_app, name="goals")
