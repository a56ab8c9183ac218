"""``posecheck routine``: a whole session, from warm-up to cool-down."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posecheck.cli.options import (
    BrowserCameraOption,
    CameraOption,
    CountOption,
    KeepOption,
    LanguageOption,
    MirroredOption,
    ModelOption,
    PageOption,
    PicturesOption,
    PrivateOption,
    ProfileOption,
    SmallPictureOption,
    TickOption,
    VoiceOption,
    WindowOption,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from posecheck.cli.failures import ExitCode
    from posecheck.cli.studio import Studio
    from posecheck.engine.result import SourceInfo
    from posecheck.history.sink import KeptSession
    from posecheck.history.store import History
    from posecheck.routines.preparation import Preparation
    from posecheck.routines.prescribed import ChosenRoutine
    from posecheck.session.feeds import Feed
    from posecheck.session.session import SeenPose
    from posecheck.support.language import Language
    from posecheck.support.settings import Config

_LAST_WORDS_S = 5.0
_NOTHING = "Nothing was counted."


def routine(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME|FILE]",
            help="Which routine, or a TOML file of your own; see --list. By default your prescription, "
            "without one fifteen-minutes.",
        ),
    ] = None,
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
    small_picture: SmallPictureOption = None,
    window: WindowOption = True,
    page: PageOption = False,
    browser_camera: BrowserCameraOption = False,
    voice: VoiceOption = None,
    count: CountOption = False,
    tick: TickOption = False,
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
    from posecheck.cli.asking import asked_by
    from posecheck.cli.routine_plan import list_routines, print_plan
    from posecheck.cli.routine_questions import offers_to_resume
    from posecheck.cli.routine_setup import prepare
    from posecheck.cli.session_recorder import RECORDED, is_recorded, wants_pictures
    from posecheck.cli.studio import open_studio, rehearse_studio
    from posecheck.exercise.catalogue import all_exercises
    from posecheck.history.store import History
    from posecheck.outputs.wording import ROUTINE_KEY_HELP
    from posecheck.profiles import load_profile
    from posecheck.routines.level import choose_level
    from posecheck.routines.plan import warming
    from posecheck.session.narration import Wishes
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
        # What can be refused without anybody is refused before a camera or a window opens.
        chosen = _chosen(history, name, spoken, resume=resume)

        wishes = Wishes(last_five=count, ticks=tick)

        def open_live() -> Studio:
            return open_studio(
                opened, spoken, config,
                window=window, page=page, browser_camera=browser_camera,
                speaks=config.voice if voice is None else voice,
                camera=camera, mirrored=mirrored, small_picture=small_picture, model=model,
                keys=ROUTINE_KEY_HELP, wishes=wishes, behind=warming(all_exercises()),
            )  # fmt: skip

        # Where there is a window everything is asked in it: the terminal may be out of sight.
        studio = open_live() if window and clips is None and not plan_only else None
        with asked_by(studio.asker if studio is not None else None):
            keeps = not (private or plan_only or recorded)
            if keeps and not resume:
                resume = offers_to_resume(history, chosen.routine.name, spoken)
            prepared = prepare(
                chosen,
                history,
                spoken,
                profile,
                walked=walked,
                pain=pain,
                resume=resume,
                rehearsal=clips is not None or plan_only,
                keep=keeps,
            )
        if prepared.kept is not None:
            opened.callback(prepared.kept.close)
            opened.callback(_end, prepared.kept, resumed=prepared.resumed)
        print_plan(prepared.plan, spoken)
        if plan_only:
            return
        if recorded and not private:
            typer.echo(spoken.translate(RECORDED), err=True)
        if clips is not None:
            feed, source = _clip_feed(opened, clips, prepared, model, config)
            studio = rehearse_studio(opened, spoken, feed, source, ROUTINE_KEY_HELP, wishes)
        _run(opened, studio or open_live(), prepared, spoken, stills=stills, rehearsal=clips is not None)


def _chosen(history: History, name: str | None, language: Language, *, resume: bool) -> ChosenRoutine:
    """Return what is to be done; that a prescription is not for today is said."""
    from posecheck.cli.asking import let_know
    from posecheck.routines.prescribed import chosen_routine
    from posecheck.routines.resuming import interrupted_routine

    name = interrupted_routine(history).routine if resume else name
    chosen = chosen_routine(history, name, datetime.now().astimezone().date(), language)
    if chosen.remark:
        let_know(chosen.remark, err=True)
    return chosen


def _run(
    opened: ExitStack,
    studio: Studio,
    prepared: Preparation,
    language: Language,
    *,
    stills: bool,
    rehearsal: bool,
) -> None:
    from posecheck.cli.asking import asked_by
    from posecheck.cli.event_lines import EventLinesSink
    from posecheck.cli.failures import ExitCode, report, say_error
    from posecheck.cli.routine_printing import RoutinePrinter
    from posecheck.cli.routine_summary import end_and_summarise
    from posecheck.cli.session_recorder import say_pictures
    from posecheck.cli.slow_computer import tell_slow
    from posecheck.cli.trouble import teller
    from posecheck.cli.unread import outlive_readers
    from posecheck.history.database import HistoryError
    from posecheck.routines.programme import RoutineProgramme, opening_words
    from posecheck.routines.recorder import RoutineRecorder
    from posecheck.session.announcing import Announcements
    from posecheck.session.attention import HOW_TO
    from posecheck.session.live import LiveLoop

    outlive_readers()
    kept = prepared.kept
    known = kept.history.known_exercises() if kept is not None else frozenset()
    prepared.keep_plan(studio.source.path)
    announcements: Announcements | None = None
    if kept is not None:
        # From here on the disk must not make anybody wait.
        announcements = Announcements(kept.write_in(teller(kept.history.path, language, studio.inbox)))
        opened.callback(announcements.close)
    recorder = RoutineRecorder(
        studio.source,
        kept,
        [studio.inbox, *([] if studio.asker else [EventLinesSink(language)])],
        RoutinePrinter(language),
        planned=sum(not each.again for each in prepared.turns),
        profile=prepared.profile,
        pictures=studio.draw if stills else None,
        announcements=announcements,
    )
    programme = RoutineProgramme(
        prepared.turns,
        recorder,
        prepared.balance,
        prepared.offered,
        opening=(*prepared.told_first, *opening_words(prepared.turns)),
    )
    hints = () if known or rehearsal else HOW_TO
    contact = replace(studio.contact, known=known.__contains__, hints=hints)
    loop = LiveLoop(studio.feed, studio.view, programme, contact)
    status = "interrupted"
    try:
        interrupted = loop.run()
        status = "done" if loop.finished else "interrupted"
    finally:
        ended = _ended(kept, status)
    if announcements is not None:
        announcements.settle(_LAST_WORDS_S)
    try:
        with asked_by(None if interrupted else studio.asker):
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
    tell_slow(studio, loop.slow, language)
    _close(studio, kept, recorder.summarised.sentences, language)
    code = report(loop.failures) or ended
    raise typer.Exit(code or (ExitCode.INTERRUPTED if interrupted else ExitCode.OK))


def _close(studio: Studio, kept: KeptSession | None, sentences: Sequence[str], language: Language) -> None:
    """Tell the pages what came of it, and close the window."""
    studio.tell(
        kept=kept.known_number if kept is not None and kept.begun else None,
        sentences=[language.translate(each) for each in sentences or (_NOTHING,)],
    )
    studio.display.close()


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

    def open_clip(stack: ExitStack, path: Path) -> Iterator[SeenPose]:
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
