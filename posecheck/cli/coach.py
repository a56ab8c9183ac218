"""What a session is heard with, as a command opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from contextlib import ExitStack

    from posecheck.session.inbox import Inbox
    from posecheck.session.live import Coach
    from posecheck.session.narration import Wishes
    from posecheck.support.language import Language


def open_coach(
    opened: ExitStack,
    language: Language,
    inbox: Inbox,
    *,
    speaks: bool,
    wishes: Wishes,
    known: frozenset[str] = frozenset(),
    rehearsal: bool = False,
) -> Coach:
    """Return the voice and the tones of a session, for somebody who knows some exercises.

    In a `rehearsal` nothing is heard, and nothing waits.
    """
    from posecheck.outputs.speaker import HeardVoice, RehearsedVoice
    from posecheck.outputs.speech import Voice
    from posecheck.outputs.tones import Tones
    from posecheck.session.attention import Attention
    from posecheck.session.live import Coach
    from posecheck.session.speech_queue import SpeechQueue

    tones = opened.enter_context(Tones())
    if rehearsal:
        tones.muted = True
        return Coach(SpeechQueue(RehearsedVoice(language.code), language), tones, inbox, wishes)
    voice = opened.enter_context(Voice(language.code))
    voice.muted = tones.muted = not speaks
    if speaks and voice.problem:
        typer.echo(language.translate("Note: {note}", note=voice.problem), err=True)
    queue = SpeechQueue(HeardVoice(voice, language.code), language)
    return Coach(queue, tones, inbox, wishes, known=known.__contains__, attention=Attention())
