"""``posecheck plan``: prescriptions, made by who treats somebody and followed by whom they are for."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posecheck.cli.options import LanguageOption
from posecheck.cli.paragraphs import fitted
from posecheck.cli.plain_output import print_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from posecheck.history.store import History
    from posecheck.prescription import PrescribedExercise, Prescription
    from posecheck.support.language import Language

_plan = typer.Typer(no_args_is_help=True)

_MINUTE_S = 60.0
_WEEKS = 4
_MOST_WEEKS = 104
#: Until they are changed in the file; every other day leaves a day to rest.
_DAYS = ("mon", "wed", "fri")

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A prescription, a file in .posecheck.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Write it as JSON, for other programs.")]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]


@_plan.command(epilog="Example: posecheck plan new anna.posecheck --exercise bridge --profile watched")
def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    *,
    exercise_ids: Annotated[
        list[str] | None,
        typer.Option("--exercise", "-e", metavar="ID", help="An exercise; may be given several times."),
    ] = None,
    profile_name: Annotated[
        str | None,
        typer.Option(
            "--profile",
            metavar="NAME|FILE",
            help="Take over what a profile, as one that was tuned, changes of the exercises; without "
            "--exercise of those that it changes.",
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", help="What it is for, in the patient's words.")
    ] = None,
    prescriber: Annotated[
        str, typer.Option("--from", metavar="NAME", help="Your name, as the patient knows you.")
    ] = "",
    contact: Annotated[str, typer.Option("--contact", help="Where the patient can ask.")] = "",
    patient: Annotated[
        str, typer.Option("--for", metavar="NAME", help="Who it is for; a pseudonym will do.")
    ] = "",
    weeks: Annotated[
        int, typer.Option("--weeks", metavar="COUNT", min=1, max=_MOST_WEEKS, help="For so many weeks.")
    ] = _WEEKS,
    language: LanguageOption = None,
) -> None:
    """Write a prescription, with everything that can be changed in it as comments.

    Without an exercise or a profile it asks for them.
    """
    from posecheck.prescription import Prescriber, Prescription
    from posecheck.prescription.template import new_text
    from posecheck.prescription.writing import write_prescription
    from posecheck.support.destination import check_writable
    from posecheck.support.errors import InputError

    words = _words(language)
    say = words.translate
    path = _with_suffix(file)
    check_writable(path)
    if path.exists():
        raise InputError(
            say("There is a file {path} already; edit it, or choose another name.", path=str(path))
        )
    if not exercise_ids and profile_name is None:
        exercise_ids, prescriber, title = _asked(words, prescriber, title)
    today = datetime.now().astimezone().date()
    prescription = Prescription(
        title=title or say("Your exercises"),
        prescriber=Prescriber(prescriber, contact),
        written_on=today,
        patient=patient,
        starts_on=today,
        ends_on=today + timedelta(weeks=weeks) - timedelta(days=1),
        days=_DAYS,
        at=None,
        notes="",
        stop_for=(),
        exercises=tuple(_chosen(exercise_ids or (), profile_name)),
    )
    text = new_text(prescription, words)
    _check_options(text, prescription, path)
    write_prescription(path, text)
    typer.echo(path)
    if not prescriber:
        typer.echo(say("Still missing: your name, below [from]. Fill it in with a text editor."), err=True)
    typer.echo(say("Check it with: posecheck plan check {path}", path=str(path)), err=True)


@_plan.command(epilog="Example: posecheck plan check anna.posecheck")
def check(file: FileArgument, *, as_json: JsonOption = False, language: LanguageOption = None) -> None:
    """Say everything that is wrong with a prescription, or what it asks for."""
    from posecheck.cli.failures import ExitCode
    from posecheck.prescription import examine
    from posecheck.prescription.plain_data import as_data
    from posecheck.prescription.reading import text_of

    words = _words(language)
    examined = examine(text_of(file), str(file))
    found = examined.prescription
    if as_json:
        answer = {
            "file": str(file),
            "valid": found is not None,
            "problems": [str(each) for each in examined.problems],
            "prescription": None if found is None else as_data(found),
        }
        print_data(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
    elif found is not None:
        _print_plainly(found, words, in_full=True)
        typer.echo(words.translate("Nothing is wrong with it."))
    for problem in () if as_json else examined.problems:
        typer.echo(fitted(words.translate(problem), hanging=2, err=True), err=True)
    if found is None:
        raise typer.Exit(ExitCode.USER_INPUT)


@_plan.command("import", epilog="Example: posecheck plan import anna.posecheck")
def import_file(file: FileArgument, *, yes: YesOption = False, language: LanguageOption = None) -> None:
    """Show what a prescription is and from whom, and follow it from now on if you agree."""
    from posecheck.history.store import History
    from posecheck.prescription import Standing, read_prescription, standing
    from posecheck.support.errors import InputError

    words = _words(language)
    say = words.translate
    prescription = read_prescription(file)
    today = datetime.now().astimezone().date()
    remark = _remark(prescription, today, words)
    if standing(prescription, today) is Standing.OVER:
        raise InputError(remark)
    _print_plainly(prescription, words)
    with History() as history:
        for line in (
            remark,
            *_left_out(prescription, history, words),
            _replaces(history, prescription, words),
        ):
            if line:
                typer.echo(fitted(line))
        if not yes and not _agreed(say("Shall posecheck follow it from now on?"), words):
            return
        history.course.add_prescription(prescription.text)
    typer.echo(say("It is followed from now on: posecheck routine"))


@_plan.command(epilog="Example: posecheck plan show")
def show(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="A prescription; by default the one that is followed."),
    ] = None,
    *,
    as_json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Show in plain words what a prescription asks for, and from whom it is."""
    from posecheck.prescription import read_prescription
    from posecheck.prescription.plain_data import as_data

    words = _words(language)
    found = read_prescription(file) if file is not None else _followed()
    if as_json:
        answer = None if found is None else as_data(found)
        print_data(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
        return
    if found is None:
        typer.echo(words.translate("No prescription is followed; `posecheck plan import FILE` takes one."))
        return
    _print_plainly(found, words)
    remark = _remark(found, datetime.now().astimezone().date(), words)
    if remark:
        typer.echo(fitted(remark))


@_plan.command(epilog="Example: posecheck plan end")
def end(*, yes: YesOption = False, language: LanguageOption = None) -> None:
    """Stop following the prescription; what you did of it stays in the history."""
    from posecheck.history.store import History

    words = _words(language)
    say = words.translate
    with History() as history:
        if not any(each.ended_at is None for each in history.course.prescriptions()):
            typer.echo(say("No prescription is followed."))
            return
        if not yes and not _agreed(say("Shall posecheck stop following your prescription?"), words):
            return
        history.course.end_prescription()
    typer.echo(say("It is not followed any more; `posecheck plan import FILE` takes it up again."))


# --- making one ------------------------------------------------------------------------------------------


def _with_suffix(path: Path) -> Path:
    from posecheck.prescription import SUFFIX

    return path if path.suffix == SUFFIX else path.with_name(f"{path.name}{SUFFIX}")


def _chosen(exercise_ids: Sequence[str], profile_name: str | None) -> Iterator[PrescribedExercise]:
    """Yield the exercises of a new prescription, with what a profile changes of them."""
    from posecheck.exercise.catalogue import find_exercise
    from posecheck.prescription import PrescribedExercise
    from posecheck.prescription.from_profile import changed_exercises, taken_over
    from posecheck.profiles import load_profile
    from posecheck.support.errors import InputError

    profile = None if profile_name is None else load_profile(profile_name)
    names = list(dict.fromkeys(exercise_ids or (changed_exercises(profile) if profile else ())))
    if not names:
        raise InputError(f"The profile {profile_name} changes no exercise; name some with --exercise.")
    for name in names:
        exercise = find_exercise(name)
        yield PrescribedExercise(exercise.id) if profile is None else taken_over(exercise, profile)


def _check_options(text: str, prescription: Prescription, path: Path) -> None:
    """Refuse what was given as options and cannot be; what is left out is filled in later."""
    from posecheck.prescription import examine
    from posecheck.support.errors import InputError

    problems = [
        each
        for each in examine(text, str(path)).problems
        if prescription.prescriber.name or not each.startswith("from.name")
    ]
    if problems:
        raise InputError(problems[0])


def _asked(language: Language, prescriber: str, title: str | None) -> tuple[list[str], str, str | None]:
    """Return exercises, name and title, asked for one after the other."""
    from posecheck.cli.asking import ask
    from posecheck.cli.plan_questions import NewPlanDialogue
    from posecheck.support.errors import InputError

    try:
        told = ask(NewPlanDialogue(prescriber=prescriber, title=title or ""), language)
    except InputError as error:
        raise InputError(
            language.translate("Name the exercises with --exercise, or a profile with --profile.")
        ) from error
    return list(told.exercises), told.prescriber, told.title


# --- following one ---------------------------------------------------------------------------------------


def _words(code: str | None) -> Language:
    from posecheck.support.language import find_language
    from posecheck.support.settings import read_config

    return find_language(code or read_config().language)


def _agreed(question: str, language: Language) -> bool:
    """Return whether the person agrees; that nothing was changed is said when not.

    Raises
    ------
    InputError
        There is nobody to answer.
    """
    from posecheck.cli.asking import ask_yes
    from posecheck.support.errors import InputError

    try:
        agreed = ask_yes(question, language)
    except InputError as error:
        raise InputError(language.translate("There is nobody to agree to it; add --yes.")) from error
    if not agreed:
        typer.echo(language.translate("Nothing was changed."))
    return agreed


def _print_plainly(prescription: Prescription, language: Language, *, in_full: bool = False) -> None:
    """Print a prescription in plain words, with roughly how long a session takes."""
    from posecheck.exercise.catalogue import all_exercises
    from posecheck.prescription.telling import plain_words
    from posecheck.routines.plan import plan_routine
    from posecheck.routines.prescribed import prescribed_routine
    from posecheck.routines.programme import session_s

    for text, indent in plain_words(prescription, language, in_full=in_full):
        typer.echo(fitted(f"{' ' * indent}{text}", hanging=indent + 2))
    whole_s = session_s(plan_routine(prescribed_routine(prescription), all_exercises()).turns)
    minutes = max(1, round(whole_s / _MINUTE_S))
    typer.echo(language.plural("It takes about a minute.", "It takes about {count} minutes.", minutes))


def _remark(prescription: Prescription, today: date, language: Language) -> str:
    from posecheck.prescription.telling import standing_words

    return standing_words(prescription, today, language)


def _followed() -> Prescription | None:
    from posecheck.history.store import History
    from posecheck.prescription import followed_prescription
    from posecheck.support.paths import history_path

    if not history_path().exists():  # looking must not make one
        return None
    with History() as history:
        return followed_prescription(history.course.prescriptions())


def _left_out(prescription: Prescription, history: History, language: Language) -> Iterator[str]:
    """Yield what the person's answers leave out of it, with whom to ask."""
    from posecheck.exercise.catalogue import all_exercises
    from posecheck.routines.screening import why_left_out
    from posecheck.routines.screening_kept import current_screening

    screening = current_screening(history)
    if screening is None:
        return
    for name in dict.fromkeys(each.exercise for each in prescription.exercises):
        exercise = all_exercises()[name]
        reason = why_left_out(exercise, screening)
        if reason:
            yield language.translate(
                "Your answers leave out {title}, because: {reason}. Ask {whom} about it.",
                title=language.translate(exercise.title),
                reason=language.translate(reason).rstrip("."),
                whom=prescription.whom_to_ask,
            )


def _replaces(history: History, prescription: Prescription, language: Language) -> str:
    """Return that another one is no longer followed from then on, empty when there is none."""
    before = next((each for each in history.course.prescriptions() if each.ended_at is None), None)
    if before is None or before.text == prescription.text:
        return ""
    return language.translate("It replaces the prescription that is followed now.")


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.add_typer(_plan, name="plan", help="Prescriptions: write one, check it, follow it.")
