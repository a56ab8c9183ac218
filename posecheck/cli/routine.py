"""``posecheck routine``: a whole session, from warm-up to cool-down."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posecheck.cli.options import (
    CameraOption,
    KeepOption,
    LanguageOption,
    MirroredOption,
    ModelOption,
    PicturesOption,
    PrivateOption,
    ProfileOption,
    VoiceOption,
    WindowOption,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from posecheck.cli.failures import ExitCode
    from posecheck.cli.routine_setup import Preparation
    from posecheck.engine.result import SourceInfo
    from posecheck.history.sink import KeptSession
    from posecheck.session.feeds import Feed
    from posecheck.session.session import Observation
    from posecheck.support.language import Language
    from posecheck.support.settings import Config

_LAST_WORDS_S = 5.0


def routine(
    name: Annotated[
        str,
        typer.Argument(metavar="[NAME|FILE]", help="Which routine, or a TOML file of your own; see --list."),
    ] = "fifteen-minutes",
    *,
    list_all: Annotated[
        bool, typer.Option("--list", help="List the routines and how long they take.")
    ] = False,
    plan_only: Annotated[
        bool, typer.Option("--plan", help="Show what would be done, fitted to your answers, and end.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the session that was interrupted.")
    ] = False,
    walked: Annotated[
        bool | None,
        typer.Option(
            "--walked/--not-walked",
            help="You have walked for five minutes; if not, you march as long. By default it is asked.",
        ),
    ] = None,
    pain: Annotated[
        int | None,
        typer.Option("--pain", min=0, max=10, help="Your pain now, 0 to 10. By default it is asked."),
    ] = None,
    level: Annotated[
        int | None,
        typer.Option(
            "--level",
            min=1,
            max=3,
            help="Take the doses of a level from now on, 1 to begin with; else as the routine has them.",
        ),
    ] = None,
    clips: Annotated[
        Path | None,
        typer.Option(
            "--clips",
            metavar="DIR|LIST",
            help="For trying out: a clip or landmark recording for each exercise in place of the camera, "
            "played as fast as it can be judged.",
        ),
    ] = None,
    camera: CameraOption = None,
    mirrored: MirroredOption = None,
    window: WindowOption = True,
    voice: VoiceOption = None,
    language: LanguageOption = None,
    profile_name: ProfileOption = None,
    private: PrivateOption = False,
    keep: KeepOption = False,
    pictures: PicturesOption = None,
    model: ModelOption = None,
) -> None:
    """Guide you through a whole session: warm-up, stretches, strength, cool-down.

    Keys: space pause, n skip, r repeat, e easier, m mute, f full screen, h help, q or Esc stop.
    """
    from posecheck.cli.routine_level import choose_level
    from posecheck.cli.routine_plan import list_routines, print_plan
    from posecheck.cli.routine_setup import prepare
    from posecheck.cli.session_recorder import RECORDED, is_recorded, wants_pictures
    from posecheck.history.store import History
    from posecheck.profiles import load_profile
    from posecheck.support.language import find_language
    from posecheck.support.settings import read_config

    config = read_config()
    profile = load_profile(profile_name or config.profile)
    spoken = find_language(language or profile.language or config.language)
    stills = wants_pictures(pictures, setting=config.pictures, private=private)
    recorded = is_recorded(clips, camera or config.camera, keep=keep, private=private)
    if list_all:
        list_routines(spoken)
        return
    with ExitStack() as opened:
        history = opened.enter_context(History())
        if level is not None:
            choose_level(history, level)
        prepared = prepare(
            name,
            history,
            spoken,
            profile,
            walked=walked,
            pain=pain,
            resume=resume,
            rehearsal=clips is not None or plan_only,
            keep=not (private or plan_only or recorded),
        )
        if prepared.kept is not None:
            opened.callback(prepared.kept.close)
            opened.callback(_end, prepared.kept, resumed=prepared.resumed)
        print_plan(prepared.plan, spoken)
        if plan_only:
            return
        if recorded and not private:
            typer.echo(spoken.translate(RECORDED), err=True)
        feed, source = (
            _clip_feed(opened, clips, prepared, model, config)
            if clips is not None
            else _camera_feed(opened, camera, mirrored, model, config)
        )
        _run(
            opened,
            prepared,
            feed,
            source,
            spoken,
            window=window and clips is None,
            speaks=clips is None and (config.voice if voice is None else voice),
            stills=stills,
            rehearsal=clips is not None,
        )


def _run(  # noqa: PLR0915 - one statement for each thing that a session needs
    opened: ExitStack,
    prepared: Preparation,
    feed: Feed,
    source: SourceInfo,
    language: Language,
    *,
    window: bool,
    speaks: bool,
    stills: bool,
    rehearsal: bool,
) -> None:
    from functools import partial

    from posecheck.cli.coach import open_coach
    from posecheck.cli.event_lines import EventLinesSink
    from posecheck.cli.failures import ExitCode, report, say_error
    from posecheck.cli.routine_printing import RoutinePrinter
    from posecheck.cli.routine_summary import end_and_summarise
    from posecheck.cli.session_recorder import say_pictures
    from posecheck.cli.trouble import teller
    from posecheck.cli.unread import outlive_readers
    from posecheck.history.database import HistoryError
    from posecheck.outputs.overlay import draw_overlay
    from posecheck.outputs.window import HighguiWindow, NoDisplay
    from posecheck.outputs.wording import ROUTINE_KEY_HELP
    from posecheck.routines.programme import RoutineProgramme, opening_words
    from posecheck.routines.recorder import RoutineRecorder
    from posecheck.session.announcing import Announcements
    from posecheck.session.attention import HOW_TO
    from posecheck.session.inbox import Inbox
    from posecheck.session.live import LiveLoop
    from posecheck.session.live_view import LiveView
    from posecheck.session.narration import Wishes

    outlive_readers()
    display: HighguiWindow | NoDisplay = HighguiWindow(full_screen=True) if window else NoDisplay()
    opened.enter_context(display)
    inbox = Inbox()
    kept = prepared.kept
    known = kept.history.known_exercises() if kept is not None else frozenset()
    coach = open_coach(
        opened, language, inbox, speaks=speaks, wishes=Wishes(), known=known, rehearsal=rehearsal
    )
    prepared.keep_plan(source.path)
    announcements: Announcements | None = None
    if kept is not None:
        # From here on the disk must not make anybody wait.
        announcements = Announcements(kept.write_in(teller(kept.history.path, language, inbox)))
        opened.callback(announcements.close)
    draw = partial(draw_overlay, language=language, keys=ROUTINE_KEY_HELP)
    recorder = RoutineRecorder(
        source,
        kept,
        [inbox, *([] if window else [EventLinesSink(language)])],
        RoutinePrinter(language),
        planned=sum(not each.again for each in prepared.turns),
        profile=prepared.profile,
        pictures=draw if stills else None,
        announcements=announcements,
    )
    programme = RoutineProgramme(
        prepared.turns,
        recorder,
        prepared.balance,
        prepared.offered,
        opening=(*opening_words(prepared.turns), *(() if known or rehearsal else HOW_TO)),
    )
    view = LiveView(display, partial(draw, canvas_px=display.canvas_px), has_keys=window or rehearsal)
    loop = LiveLoop(feed, view, programme, coach)
    status = "interrupted"
    try:
        interrupted = loop.run()
        status = "done" if loop.finished else "interrupted"
    finally:
        ended = _ended(kept, status)
    if announcements is not None:
        announcements.settle(_LAST_WORDS_S)
    display.close()
    try:
        end_and_summarise(
            recorder,
            prepared,
            language,
            finished=loop.finished,
            stopped=loop.stopped or interrupted,
            rehearsal=rehearsal,
        )
        if stills and kept is not None and kept.known_number is not None:
            say_pictures(kept, kept.known_number, language)
    except HistoryError as error:  # everything until here is kept; what failed as well must be told as well
        if not ended:  # else the same was said already
            say_error(str(error))
        ended = ExitCode.USER_INPUT
    code = report(loop.failures) or ended
    raise typer.Exit(code or (ExitCode.INTERRUPTED if interrupted else ExitCode.OK))


def _ended(kept: KeptSession | None, status: str) -> ExitCode:
    """End the session; say so when the history does not have all of it."""
    from posecheck.cli.failures import ExitCode, say_error
    from posecheck.history.database import HistoryError

    if kept is not None:
        try:
            kept.end(status)
        except HistoryError as error:
            say_error(str(error))
            return ExitCode.USER_INPUT
    return ExitCode.OK


def _end(kept: KeptSession, *, resumed: bool) -> None:
    """End a session that came no further than the camera, which may not be there."""
    if kept.begun and not kept.ended:
        kept.end("interrupted" if resumed else "stopped")


def _camera_feed(
    opened: ExitStack,
    camera: str | None,
    mirrored: bool | None,  # noqa: FBT001 - as the option gives it
    model: Path | None,
    config: Config,
) -> tuple[Feed, SourceInfo]:
    from posecheck.cli.model_download import chosen_model
    from posecheck.engine.result import SourceInfo
    from posecheck.session.feeds import CameraFeed

    path = chosen_model(model, config.model)

    from posecheck.estimator.landmarker import MediaPipeEstimator
    from posecheck.sources.camera import Camera

    estimator = opened.enter_context(MediaPipeEstimator(path, silhouette=True))
    source = opened.enter_context(
        Camera(camera or config.camera, mirrored=config.mirrored if mirrored is None else mirrored)
    )
    info = SourceInfo(source.name, source.width_px, source.height_px, source.duration_s)
    return CameraFeed(source, estimator), info


def _clip_feed(
    opened: ExitStack, clips: Path, prepared: Preparation, model: Path | None, config: Config
) -> tuple[Feed, SourceInfo]:
    from functools import partial

    from posecheck.cli.model_download import chosen_model
    from posecheck.engine.result import SourceInfo
    from posecheck.session.feeds import ClipFeed, read_clips, require_clips
    from posecheck.session.pose_input import open_material

    found = read_clips(clips)
    require_clips(prepared.turns, found)
    chosen = partial(chosen_model, model, config.model)

    def open_clip(stack: ExitStack, path: Path) -> Iterator[Observation]:
        return open_material(
            stack, path, chosen, rotate_deg=None, mirrored=False, silhouette=True
        ).observations

    feed = ClipFeed(found, open_clip)
    opened.callback(feed.close)
    # Every clip may have another size; what is measured is in lengths of the body.
    return feed, SourceInfo(str(clips), 0, 0, float("nan"))


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example: posecheck routine fifteen-minutes")(routine)
