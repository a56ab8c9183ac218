"""Where a live session takes place, as a command opens it: camera, window, voice and tones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import ExitStack
    from pathlib import Path

    from posecheck.engine.result import SourceInfo
    from posecheck.exercise import Exercise
    from posecheck.outputs.window import HighguiWindow, NoDisplay
    from posecheck.routines.asking_aloud import AloudAsker
    from posecheck.session.announcer import Contact
    from posecheck.session.feeds import Feed
    from posecheck.session.inbox import Inbox
    from posecheck.session.live_view import Draw, LiveView
    from posecheck.session.narration import Wishes
    from posecheck.support.language import Language
    from posecheck.support.settings import Config


@dataclass(frozen=True, slots=True)
class Studio:
    """A camera, or clips in its place, and where the session is seen and heard.

    Parameters
    ----------
    feed, source
        Where the poses come from.
    display, view, draw
        Where pictures go, how they are drawn there, and how a still is drawn.
    contact, inbox
        What is heard, and what may be told.
    asker
        Asks in the window, ``None`` where there is none.
    """

    feed: Feed
    source: SourceInfo
    display: HighguiWindow | NoDisplay
    view: LiveView
    draw: Draw
    contact: Contact
    inbox: Inbox
    asker: AloudAsker | None


def open_studio(
    opened: ExitStack,
    language: Language,
    config: Config,
    *,
    window: bool,
    speaks: bool,
    camera: str | None,
    mirrored: bool | None,
    model: Path | None,
    keys: tuple[tuple[str, str], ...],
    wishes: Wishes,
    behind: Exercise,
) -> Studio:
    """Open window, voice and camera; `behind` is the exercise in whose window questions are asked."""
    from posecheck.cli.model_download import chosen_model
    from posecheck.engine.result import SourceInfo
    from posecheck.outputs.speaker import HeardVoice
    from posecheck.outputs.speech import Voice
    from posecheck.outputs.tones import Tones
    from posecheck.outputs.window import HighguiWindow, NoDisplay
    from posecheck.routines.asking_aloud import AloudAsker
    from posecheck.session.announcer import Contact
    from posecheck.session.attention import Attention
    from posecheck.session.feeds import CameraFeed
    from posecheck.session.inbox import Inbox
    from posecheck.session.speech_queue import SpeechQueue

    display: HighguiWindow | NoDisplay = HighguiWindow(full_screen=True) if window else NoDisplay()
    opened.enter_context(display)
    path = chosen_model(model, config.model)

    from posecheck.estimator.landmarker import MediaPipeEstimator
    from posecheck.sources.camera import Camera

    voice = opened.enter_context(Voice(language.code))
    tones = opened.enter_context(Tones())
    voice.muted = tones.muted = not speaks
    if speaks and voice.problem:
        typer.echo(language.translate("Note: {note}", note=voice.problem), err=True)
    # One for all exercises to come, some of which read the outline of the trunk.
    estimator = opened.enter_context(MediaPipeEstimator(path, silhouette=True))
    source = opened.enter_context(
        Camera(camera or config.camera, mirrored=config.mirrored if mirrored is None else mirrored)
    )
    inbox = Inbox()
    queue = SpeechQueue(HeardVoice(voice, language.code), language)
    contact = Contact(queue, tones, inbox, wishes, attention=Attention())
    feed = CameraFeed(source, estimator)
    draw, view = _drawn(display, language, keys, has_keys=window)
    asker = AloudAsker(feed, view, display, contact, behind) if isinstance(display, HighguiWindow) else None
    info = SourceInfo(source.name, source.width_px, source.height_px, source.duration_s)
    return Studio(feed, info, display, view, draw, contact, inbox, asker)


def rehearse_studio(  # noqa: PLR0917 - all of it is needed
    opened: ExitStack,
    language: Language,
    feed: Feed,
    source: SourceInfo,
    keys: tuple[tuple[str, str], ...],
    wishes: Wishes,
) -> Studio:
    """Return a studio for clips that are gone through: nothing is seen or heard, and nothing waits."""
    from posecheck.outputs.speaker import RehearsedVoice
    from posecheck.outputs.tones import Tones
    from posecheck.outputs.window import NoDisplay
    from posecheck.session.announcer import Contact
    from posecheck.session.inbox import Inbox
    from posecheck.session.speech_queue import SpeechQueue

    tones, inbox, display = opened.enter_context(Tones()), Inbox(), NoDisplay()
    tones.muted = True
    contact = Contact(SpeechQueue(RehearsedVoice(language.code), language), tones, inbox, wishes)
    draw, view = _drawn(display, language, keys, has_keys=True)
    return Studio(feed, source, display, view, draw, contact, inbox, None)


def _drawn(
    display: HighguiWindow | NoDisplay,
    language: Language,
    keys: tuple[tuple[str, str], ...],
    *,
    has_keys: bool,
) -> tuple[Draw, LiveView]:
    from functools import partial

    from posecheck.outputs.overlay import draw_overlay
    from posecheck.outputs.overlay.figure_panel import moving_figure
    from posecheck.session.attention import HOW_TO
    from posecheck.session.live_view import LiveView

    draw = partial(draw_overlay, language=language, keys=keys, gesture_help=HOW_TO[1:])
    in_window: Callable[..., object] = partial(draw, canvas_px=display.canvas_px, figure=moving_figure)
    return draw, LiveView(display, in_window, has_keys=has_keys)  # type: ignore[arg-type] # as `draw`
