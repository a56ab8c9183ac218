"""``posecheck live``: stand in front of a camera and be coached."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from posecheck.cli.options import (
    BrowserCameraOption,
    CameraOption,
    CountOption,
    HoldTargetOption,
    KeepOption,
    LanguageOption,
    MirroredOption,
    ModelOption,
    PageOption,
    PicturesOption,
    PrivateOption,
    ProfileOption,
    SideOption,
    SmallPictureOption,
    TickOption,
    VoiceOption,
    WindowOption,
)
from posecheck.cli.session_recorder import Keeping, is_recorded, wants_pictures

if TYPE_CHECKING:
    from collections.abc import Callable

    from posecheck.engine.result import SourceInfo
    from posecheck.exercise import Exercise
    from posecheck.session import Sink
    from posecheck.session.inbox import Inbox
    from posecheck.session.schedule import RunningSet, ScheduledSet
    from posecheck.support.language import Language


def live(  # noqa: PLR0915 - one statement for each thing that a session needs
    exercise_id: Annotated[
        str | None,
        typer.Argument(
            metavar="[EXERCISE]",
            help="What to begin with, see `posecheck exercises`; by default it is recognised; n: the next.",
        ),
    ] = None,
    *,
    camera: CameraOption = None,
    mirrored: MirroredOption = None,
    small_picture: SmallPictureOption = None,
    window: WindowOption = True,
    page: PageOption = False,
    browser_camera: BrowserCameraOption = False,
    voice: VoiceOption = None,
    count: CountOption = False,
    tick: TickOption = False,
    profile_name: ProfileOption = None,
    side: SideOption = None,
    hold_target: HoldTargetOption = None,
    countdown: Annotated[
        int,
        typer.Option(
            "--countdown", metavar="SECONDS", min=0, max=10, help="Counted once you are in position."
        ),
    ] = 3,
    baseline: Annotated[
        bool,
        typer.Option("--baseline", help="Measure how far is comfortable for you, and keep it."),
    ] = False,
    private: PrivateOption = False,
    keep: KeepOption = False,
    pictures: PicturesOption = None,
    language: LanguageOption = None,
    model: ModelOption = None,
) -> None:
    """Coach you in front of a camera: a window, a voice, and a summary at the end.

    Keys: space pause, n next, r repeat, s side, e easier, m mute, f full screen, h help, q or Esc quit.
    """
    from functools import partial

    from posecheck.cli.asking import asked_by
    from posecheck.cli.failures import ExitCode, report
    from posecheck.cli.goal_questions import ask_when_due_alone
    from posecheck.cli.routine_questions import require_no_warning
    from posecheck.cli.screening import require_inversion_consent_kept, screened
    from posecheck.cli.slow_computer import tell_slow
    from posecheck.cli.studio import open_studio
    from posecheck.cli.unread import outlive_readers
    from posecheck.engine.recogniser import Recogniser
    from posecheck.exercise.catalogue import find_exercise
    from posecheck.outputs.console import print_verdict
    from posecheck.outputs.wording import KEY_HELP
    from posecheck.pose import Side
    from posecheck.profiles import apply_profile, load_profile
    from posecheck.routines.regressions import easier_version
    from posecheck.routines.summary import summarise_exercises
    from posecheck.session.attention import HOW_TO
    from posecheck.session.free_programme import FreeProgramme
    from posecheck.session.live import LiveLoop
    from posecheck.session.narration import Wishes
    from posecheck.session.script import SHOW_ME
    from posecheck.support.errors import InputError
    from posecheck.support.language import find_language
    from posecheck.support.settings import read_config

    if baseline and private:
        raise InputError("A comfortable range is kept in the history: leave out --baseline or --private.")
    config = read_config()
    recorded = is_recorded(None, camera or config.camera, keep=keep, private=private)
    if baseline and recorded:
        raise InputError("A comfortable range is your own: add --keep if it is you in the video.")
    profile = load_profile(profile_name or config.profile)
    exercises = in_order()
    if exercise_id:
        first = find_exercise(exercise_id)
        if first.opt_in:
            require_inversion_consent_kept()
        place = exercises.index(first) if first in exercises else len(exercises)
        exercises = [first, *exercises[place + 1 :], *exercises[:place]]
    exercises = [apply_profile(each, profile) for each in exercises]
    words = find_language(language or profile.language or config.language)
    speaks = config.voice if voice is None else voice
    stills = wants_pictures(pictures, setting=config.pictures, private=private)
    outlive_readers()
    with ExitStack() as opened:
        if not window:
            require_no_warning(words, recorded=recorded)
            exercises = screened(exercises, exercise_id, words)
            ask_when_due_alone(words, keep=not (private or recorded))
        studio = open_studio(
            opened, words, config,
            window=window, page=page, browser_camera=browser_camera, speaks=speaks,
            camera=camera, mirrored=mirrored, small_picture=small_picture, model=model,
            keys=KEY_HELP, wishes=Wishes(countdown, last_five=count, ticks=tick), behind=exercises[0],
        )  # fmt: skip
        if window:
            with asked_by(None if recorded else studio.asker):
                require_no_warning(words, recorded=recorded)
                exercises = screened(exercises, exercise_id, words, keep=not private)
                ask_when_due_alone(words, keep=not (private or recorded))
        keeping = Keeping(
            opened,
            "live",
            studio.source.path,
            wanted=not private,
            recorded=recorded,
            pictures=studio.draw if stills else None,
            language=words,
            inbox=studio.inbox,
        )
        known = keeping.known()
        by_id = {each.id: each for each in exercises}
        programme = FreeProgramme(
            exercises,
            _sets(
                studio.source,
                hold_target,
                keeping,
                studio.inbox,
                language=words,
                profile=profile.name,
                lines=not window,
                measure_range=baseline,
            ),
            side=Side(side.value) if side else Side.NONE,
            easier=lambda exercise, changed: easier_version(exercise, changed, by_id.get),
            opening=() if exercise_id else (SHOW_ME,),
            summary=partial(summarise_exercises, hold_target_s=hold_target),
        )
        loop = LiveLoop(
            studio.feed,
            studio.view,
            programme,
            replace(studio.contact, known=known.__contains__, hints=() if known else HOW_TO),
            recogniser=None if exercise_id else Recogniser(exercises),
        )
        interrupted = loop.run()
        kept = keeping.end(interrupted=interrupted)
        tell_slow(studio, loop.slow, words)
        if page:
            from posecheck.outputs.page.summary import summary_of

            told = [summary_of(result, each, words, hold_target) for each, result in programme.results]
            studio.tell(kept=keeping.number, summary=told)
    for exercise, result in programme.results:
        print_verdict(result, exercise, language=words, hold_target_s=hold_target)
    code = report(loop.failures) or kept
    raise typer.Exit(code or (ExitCode.INTERRUPTED if interrupted else ExitCode.OK))


def in_order() -> list[Exercise]:
    """Return the exercises in the order of a session: warm-up first, cool-down last."""
    from posecheck.exercise import Folder
    from posecheck.exercise.catalogue import all_exercises

    order = [Folder.WARMUP, Folder.HAMSTRING, Folder.GLUTE, Folder.BACK, Folder.STRENGTH, Folder.COOLDOWN]
    return [each for folder in order for each in all_exercises().values() if each.folder is folder]


def _sets(
    source: SourceInfo,
    hold_target_s: float | None,
    keeping: Keeping,
    inbox: Inbox,
    *,
    language: Language,
    profile: str,
    lines: bool,
    measure_range: bool,
) -> Callable[[ScheduledSet], RunningSet]:
    """Return what makes the running set of a scheduled one; `lines` prints its events."""
    from posecheck.cli.event_lines import EventLinesSink
    from posecheck.engine.result_builder import ResultBuilder
    from posecheck.engine.trainer import Trainer
    from posecheck.history.baselines import ASK
    from posecheck.outputs.result_file import ResultFile
    from posecheck.pose import Side
    from posecheck.session import Session
    from posecheck.session.schedule import RunningSet
    from posecheck.session.whole_exercise import WholeExercise

    def begin(scheduled: ScheduledSet) -> RunningSet:
        exercise, side = scheduled.exercise, scheduled.side
        trainer = Trainer(
            exercise,
            side=None if side is Side.NONE else side,
            hold_target_s=hold_target_s,
            baselines={} if measure_range else keeping.comfortable(exercise),
        )
        result_file = ResultFile(ResultBuilder(exercise, source, profile=profile))
        sinks: list[Sink] = [result_file, *keeping.sinks(exercise, result_file, profile, side, hold_target_s)]
        announcers: list[Sink] = [inbox]
        if measure_range:
            inbox.say(ASK)
            sinks.append(keeping.range_sink(exercise, inbox.say))
        if lines:
            typer.echo(language.translate(exercise.title), err=True)
            announcers.append(EventLinesSink(language))
        sinks += keeping.announcing(announcers)
        return RunningSet(scheduled, Session(trainer, sinks), result_file, WholeExercise(exercise, side))

    return begin


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example: posecheck live supine-hamstring --camera 0")(live)
