"""``posecheck screening``: what is asked once before anything is done, and again after 90 days."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from posecheck.cli.options import LanguageOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from posecheck.exercise import Exercise
    from posecheck.history.store import History
    from posecheck.routines.screening import Screening
    from posecheck.support.language import Language

#: Asked in the window of a live session, where nobody sees what the terminal says.
OFFER = "Some questions about your health tell me what to leave out. Shall I ask them now?"


def screening(
    *,
    inversion: Annotated[
        bool,
        typer.Option(
            "--inversion", help="Ask the questions of the inversion table, which has its own consent."
        ),
    ] = False,
    show: Annotated[
        bool, typer.Option("--show", help="Show what was answered and what it leaves out; ask nothing.")
    ] = False,
    sources: Annotated[
        bool, typer.Option("--sources", help="List the questions, what a yes leads to, and who says so.")
    ] = False,
    language: LanguageOption = None,
) -> None:
    """Ask what must be known before you exercise, and say which exercises are left out and why."""
    from posecheck.history.store import History
    from posecheck.support.language import find_language
    from posecheck.support.settings import read_config

    words = find_language(language or read_config().language)
    if sources:
        _list_sources(words)
        return
    with History() as history:
        if show:
            _show(history, words)
        elif inversion:
            _ask_inversion(history, words)
        else:
            _report(ask_screening(history, words), words)


def ask_screening(history: History | None, language: Language) -> Screening:
    """Ask everything, keep the answers in `history`, if there is one, and return them.

    Raises
    ------
    InputError
        There is no consent; then nothing is kept.
    """
    from posecheck.cli.asking import ask
    from posecheck.routines.screening_dialogue import ScreeningDialogue
    from posecheck.routines.screening_kept import SCREENING

    told = ask(ScreeningDialogue(), language)
    if not told.consent and told.advice is None:
        require_screening(told, language)
    if history is not None:
        history.add_answers(SCREENING, told.as_answers())
    return told


def agreed_since(history: History | None, told: Screening, language: Language) -> Screening:
    """Return the answers as they are after asking whether somebody who treats the person has agreed since.

    Only who was waiting for that is asked, and only where somebody can answer; after a yes everything is
    asked again, because more than that may have changed.
    """
    from posecheck.cli.asking import ask_yes, can_ask
    from posecheck.routines.screening_questions import AGREED_SINCE

    if not told.waits_for_agreement or not can_ask():
        return told
    if not ask_yes(language.translate(AGREED_SINCE), language):
        return told
    return ask_screening(history, language)


def _offered(history: History, language: Language) -> Screening | None:
    """Offer the questions to somebody who has answered none, and return the answers, if any."""
    from posecheck.cli.asking import ask_yes
    from posecheck.routines.screening_kept import OFFERED, is_offered_again

    if not is_offered_again(history):
        return None
    if ask_yes(language.translate(OFFER), language):
        return ask_screening(history, language)
    history.set_setting(OFFERED, datetime.now().astimezone().isoformat())
    return None


def screened(
    exercises: Sequence[Exercise], asked: str | None, language: Language, *, keep: bool = True
) -> list[Exercise]:
    """Return what may be done of `exercises` after the answers that hold, each as it has to be done.

    Who has not answered yet is told that there are questions, or offered them in the window. Nothing else is
    asked but whether a doctor or physiotherapist has agreed since, of somebody who waits for that.

    Parameters
    ----------
    exercises
        In their order.
    asked
        Id of the one that was asked for by name.
    language
        Of what is said.
    keep
        Keep what is answered now.

    Raises
    ------
    InputError
        The one that was asked for is left out, or after the answers nothing may be done.
    """
    from posecheck.cli.asking import asks_aloud, can_ask
    from posecheck.history.store import History
    from posecheck.routines.screening import Fitted, fit
    from posecheck.routines.screening_kept import current_screening
    from posecheck.support.errors import InputError
    from posecheck.support.paths import history_path

    told = None
    if history_path().exists():  # looking must not make one
        with History() as history:
            told = current_screening(history)
            if told is not None:
                told = agreed_since(history, told, language)
    say = language.translate
    if told is None and keep and asks_aloud():
        with History() as history:
            told = _offered(history, language)
    if told is None:
        if can_ask() and not asks_aloud():
            typer.echo(
                say(
                    "Run `posecheck screening` once: it asks what may not be good for you, and leaves it out."
                ),
                err=True,
            )
        return list(exercises)
    require_screening(told, language)
    fitted = [(each, Fitted(each) if each.opt_in else fit(each, (), told, {})) for each in exercises]
    for each, found in fitted:
        if each.id == asked and found.note:
            typer.echo(say(found.note), err=True)
        if each.id == asked and found.exercise is None:
            title, reason = say(each.title), say(found.reason)
            raise InputError(
                say(
                    "{title} is left out after your answers, because: {reason}. "
                    "`posecheck screening` asks again.",
                    title=title,
                    reason=reason,
                )
            )
    return [found.exercise for _, found in fitted if found.exercise is not None]


def require_screening(screening: Screening, language: Language) -> None:
    """Raise ``InputError`` with the advice when nothing may be done."""
    from posecheck.routines.screening_questions import WHEN_AGREED
    from posecheck.support.errors import InputError, NotNow

    say = language.translate
    forbids = say(screening.forbids())
    if screening.advice is not None:
        again = (
            say(WHEN_AGREED)
            if screening.waits_for_agreement
            else say("If something has changed, run `posecheck screening` again.")
        )
        raise NotNow(f"{forbids} {again}")
    if forbids:
        raise InputError(f"{forbids} {say('Run `posecheck screening` when you agree.')}")


def _report(told: Screening, language: Language) -> None:
    from posecheck.cli.paragraphs import fitted
    from posecheck.routines.screening_dialogue import agreement_words
    from posecheck.routines.screening_kept import what_changes

    require_screening(told, language)
    say = language.translate
    if told.agreement is not None:
        typer.echo(fitted(say(agreement_words(told.agreement))))
    found = what_changes(told)
    if not found:
        typer.echo(say("Nothing is left out."))
    for exercise, each in found:
        title, reason = say(exercise.title), say(each.reason)
        if each.exercise is None:
            typer.echo(
                fitted(say("Left out: {title}, because: {reason}.", title=title, reason=reason), hanging=2)
            )
        else:
            changed = say(
                "Changed: {title}, because: {reason}. {note}", title=title, reason=reason, note=say(each.note)
            )
            typer.echo(fitted(changed, hanging=2))


def _show(history: History, language: Language) -> None:
    from posecheck.routines.screening_kept import current_screening
    from posecheck.support.errors import InputError

    told = current_screening(history)
    if told is None:
        raise InputError(
            language.translate("Nothing was answered in the last 90 days; run `posecheck screening`.")
        )
    _report(told, language)


def _list_sources(language: Language) -> None:
    from posecheck.cli.paragraphs import fitted
    from posecheck.routines.screening_questions import INVERSION_GATE, QUESTIONS, led_to

    say = language.translate
    for question in (*QUESTIONS, *INVERSION_GATE):
        typer.echo(fitted(say(question.text)))
        leads = say("{what} Source: {source}.", what=say(led_to(question)), source=say(question.source))
        typer.echo(fitted(f"  {leads}", hanging=2))


def _ask_inversion(history: History, language: Language) -> None:
    from posecheck.cli.asking import ask
    from posecheck.routines.screening import require_inversion_consent
    from posecheck.routines.screening_dialogue import InversionDialogue
    from posecheck.routines.screening_kept import INVERSION

    say = language.translate
    answers = ask(InversionDialogue(), language).as_answers()
    history.add_answers(INVERSION, answers)
    now = datetime.now().astimezone()
    require_inversion_consent(now, answers, now, language)
    typer.echo(say("Your consent to the inversion monitor holds for 90 days."))


def require_inversion_consent_kept() -> None:
    """Raise ``InputError`` unless the questions of the inversion table were passed in the last 90 days."""
    from posecheck.history.store import History
    from posecheck.routines import screening_kept

    with History() as history:
        screening_kept.require_inversion_consent_kept(history)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example: posecheck screening")(screening)
