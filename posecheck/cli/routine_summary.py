"""After a routine: how it ended, pain, and what was done of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from posecheck.cli.routine_setup import Preparation
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
    from posecheck.cli.asking import can_ask
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
    planned = sum(not turn.again for turn in prepared.turns)
    complete = sum(each.complete for each in recorder.outcomes if not each.scheduled.again)
    typer.echo()
    typer.echo(
        say(
            "{done} of {planned} sets done, {complete} with their full dose.",
            done=recorder.done,
            planned=planned,
            complete=complete,
        )
    )
    if recorder.repeated:
        typer.echo(
            language.plural(
                "One stiffer side was repeated.", "{count} stiffer sides were repeated.", recorder.repeated
            )
        )
    scores = [
        each.result.score for each in recorder.outcomes if each.result and each.result.score is not None
    ]
    if scores:
        typer.echo(say("Mean score {score} of 100.", score=language.number(sum(scores) / len(scores))))
    if number is None or kept is None:
        return
    typer.echo(say("Kept as session {number}; its report: posecheck report {number}", number=number))
    judge_level(kept.history, language, ask=asks, finished=finished)
    if not over:
        typer.echo(say("Go on later with: posecheck routine --resume"))
