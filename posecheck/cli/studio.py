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
    from posecheck.outputs.page.link import PageLink
    from posecheck.outputs.window import HighguiWindow, NoDisplay
    from posecheck.routines.asking_aloud import AloudAsker
    from posecheck.session.announcer import Contact
    from posecheck.session.feeds import Feed, LiveCamera
    from posecheck.session.inbox import Inbox
    from posecheck.session.live_view import Draw, View
    from posecheck.session.narration import Wishes
    from posecheck.sources.browser import BrowserCamera
    from posecheck.sources.camera import Camera
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
    small
        Smaller pictures are looked at than the camera could give.
    """

    feed: Feed
    source: SourceInfo
    display: HighguiWindow | NoDisplay | PageLink
    view: View
    draw: Draw
    contact: Contact
    inbox: Inbox
    asker: AloudAsker | None
    small: bool = False

    def tell(self, **values: object) -> None:
        """Tell the app, where it shows the session, something about it."""
        from posecheck.outputs.page.link import PageLink

        if isinstance(self.display, PageLink):
            self.display.tell(**values)


def open_studio(
    opened: ExitStack,
    language: Language,
    config: Config,
    *,
    window: bool,
    page: bool,
    browser_camera: bool,
    speaks: bool,
    camera: str | None,
    mirrored: bool | None,
    small_picture: bool | None,
    model: Path | None,
    keys: tuple[tuple[str, str], ...],
    wishes: Wishes,
    behind: Exercise,
) -> Studio:
    """Open window or page, voice and camera; `behind` is the exercise in whose window questions are asked."""
    from posecheck.cli.model_download import chosen_model
    from posecheck.outputs.speaker import HeardVoice
    from posecheck.outputs.speech import Voice
    from posecheck.outputs.tones import Tones
    from posecheck.outputs.window import NoDisplay
    from posecheck.routines.asking_aloud import AloudAsker
    from posecheck.session.announcer import Contact
    from posecheck.session.attention import Attention
    from posecheck.session.feeds import CameraFeed
    from posecheck.session.inbox import Inbox
    from posecheck.session.speech_queue import SpeechQueue

    display = _opened_display(opened, window=window, page=page)
    path = chosen_model(model, config.model)

    from posecheck.estimator.landmarker import MediaPipeEstimator

    voice = opened.enter_context(Voice(language.code))
    tones = opened.enter_context(Tones())
    voice.muted = tones.muted = not speaks
    if speaks and voice.problem:
        typer.echo(language.translate("Note: {note}", note=voice.problem), err=True)
    # One for all exercises to come, some of which read the outline of the trunk.
    estimator = opened.enter_context(MediaPipeEstimator(path, silhouette=True))
    small = config.small_picture if small_picture is None else small_picture
    source, info = _opened_camera(
        opened,
        camera or config.camera,
        display if browser_camera else None,
        mirrored=config.mirrored if mirrored is None else mirrored,
        small=small,
    )
    inbox = Inbox()
    queue = SpeechQueue(HeardVoice(voice, language.code), language)
    contact = Contact(queue, tones, inbox, wishes, attention=Attention())
    feed = CameraFeed(source, estimator)
    draw, view = _drawn(display, language, keys, has_keys=window)
    asker = None if isinstance(display, NoDisplay) else AloudAsker(feed, view, display, contact, behind)
    return Studio(feed, info, display, view, draw, contact, inbox, asker, small)


def open_eye(
    opened: ExitStack,
    language: Language,
    config: Config,
    *,
    page: bool,
    browser_camera: bool,
    camera: str | None,
    mirrored: bool | None,
    small_picture: bool | None,
    model: Path | None,
) -> Studio:
    """Open a camera and what sees the person in it, without a voice; shown on a page or not at all."""
    from posecheck.cli.model_download import chosen_model
    from posecheck.outputs.speaker import RehearsedVoice
    from posecheck.outputs.tones import Tones
    from posecheck.session.announcer import Contact
    from posecheck.session.feeds import CameraFeed
    from posecheck.session.inbox import Inbox
    from posecheck.session.speech_queue import SpeechQueue

    display = _opened_display(opened, window=False, page=page)
    path = chosen_model(model, config.model)

    from posecheck.estimator.landmarker import MediaPipeEstimator

    estimator = opened.enter_context(MediaPipeEstimator(path, silhouette=False))
    small = config.small_picture if small_picture is None else small_picture
    source, info = _opened_camera(
        opened,
        camera or config.camera,
        display if browser_camera else None,
        mirrored=config.mirrored if mirrored is None else mirrored,
        small=small,
    )
    inbox = Inbox()
    contact = Contact(SpeechQueue(RehearsedVoice(language.code), language), Tones(), inbox)
    draw, view = _drawn(display, language, (), has_keys=page)
    return Studio(CameraFeed(source, estimator), info, display, view, draw, contact, inbox, None)


def _opened_display(opened: ExitStack, *, window: bool, page: bool) -> HighguiWindow | NoDisplay | PageLink:
    from posecheck.outputs.window import HighguiWindow, NoDisplay

    if page:
        from posecheck.outputs.page.link import PageLink

        return opened.enter_context(PageLink())
    display = HighguiWindow(full_screen=True) if window else NoDisplay()
    opened.enter_context(display)
    return display


def _opened_camera(
    opened: ExitStack,
    camera: str | None,
    link: HighguiWindow | NoDisplay | PageLink | None,
    *,
    mirrored: bool,
    small: bool,
) -> tuple[LiveCamera, SourceInfo]:
    """Open a camera of this computer, or with a link that of the browser on the page."""
    from posecheck.engine.result import SourceInfo
    from posecheck.outputs.page.link import PageLink
    from posecheck.outputs.window import CLOSED

    source: Camera | BrowserCamera
    if isinstance(link, PageLink):
        from posecheck.sources.browser import BrowserCamera

        source = opened.enter_context(BrowserCamera(mirrored=mirrored, small=small))
        link.take_pictures(source.push)
        source.wait_for_first(goes_on=lambda: link.press() not in (CLOSED, "q"))
    else:
        from posecheck.sources.camera import Camera

        source = opened.enter_context(Camera(camera, mirrored=mirrored, small=small))
    return source, SourceInfo(source.name, source.width_px, source.height_px, source.duration_s)


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
    display: HighguiWindow | NoDisplay | PageLink,
    language: Language,
    keys: tuple[tuple[str, str], ...],
    *,
    has_keys: bool,
) -> tuple[Draw, View]:
    from functools import partial

    from posecheck.outputs.overlay import draw_overlay
    from posecheck.outputs.overlay.figure_panel import moving_figure
    from posecheck.outputs.page.link import PageLink
    from posecheck.outputs.page.view import PageView
    from posecheck.session.attention import HOW_TO
    from posecheck.session.live_view import LiveView

    draw = partial(draw_overlay, language=language, keys=keys, gesture_help=HOW_TO[1:])
    if isinstance(display, PageLink):
        return draw, PageView(display, language)
    in_window: Callable[..., object] = partial(draw, canvas_px=display.canvas_px, figure=moving_figure)
    return draw, LiveView(display, in_window, has_keys=has_keys)  # type: ignore[arg-type] # as `draw`
