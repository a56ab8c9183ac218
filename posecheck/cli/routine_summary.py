"""After a routine: how it ended, pain, and what was done of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from posecheck.cli.paragraphs import fitted
from posecheck.cli.session_recorder import KEPT, NOBODY

if TYPE_CHECKING:
    from posecheck.routines.preparation import Preparation
    from posecheck.routines.recorder import RoutineRecorder
    from posecheck.support.language import Language


def end_and_summarise(
    recorder: RoutineRecorder,
    prepared: Preparation,
    language: Language,
    *,
    finished: bool,
    stopped: bool,
    rehearsal: bool,
) -> None:
    """Ask for warning signs and pain, keep them, and print what was done of the plan."""
    from posecheck.cli.asking import can_ask, tell_aloud
    from posecheck.cli.goal_questions import offer_naming
    from posecheck.cli.routine_level import judge_level
    from posecheck.cli.routine_questions import ask_pain_after, warning_signs

    say, kept, asks = language.translate, prepared.kept, not rehearsal and can_ask()
    number = kept.known_number if kept is not None else None
    over = finished
    if stopped and asks and warning_signs(language, kept.history if kept is not None else None):
        over = True
        if number is not None and kept is not None:
            kept.end("stopped")  # not to be resumed
    if asks:
        ask_pain_after(language, kept)
    typer.echo()
    for words in recorder.summarised.sentences:
        typer.echo(fitted(say(words)))
    if stopped and asks:
        tell_aloud(*(say(words) for words in recorder.summarised.spoken))
    if recorder.repeated:
        typer.echo(
            language.plural(
                "One stiffer side was repeated.", "{count} stiffer sides were repeated.", recorder.repeated
            )
        )
    if kept is not None and not kept.begun:
        typer.echo(say(NOBODY))
    if number is None or kept is None:
        return
    typer.echo(say(KEPT, number=number))
    judge_level(kept.history, language, ask=asks, finished=finished)
    offer_naming(kept.history, language, ask=asks and finished)
    if not over:
        typer.echo(say("Go on later with: posecheck routine --resume"))
