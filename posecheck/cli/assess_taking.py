"""How a test is taken: guided in front of a camera, or measured in a recording."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from posecheck.assessment.programme import Asked, Kept
    from posecheck.assessment.result import AssessmentResult
    from posecheck.assessment.taking import Taking
    from posecheck.assessment.test import AssessmentTest
    from posecheck.cli.assess_printing import Output
    from posecheck.cli.failures import ExitCode
    from posecheck.cli.studio import Studio
    from posecheck.estimator.networks import Network
    from posecheck.history.store import History
    from posecheck.pose import Side
    from posecheck.session.schedule import RunningSet, ScheduledSet
    from posecheck.support.language import Language

#: Why nothing is kept of a recording.
RECORDED = "Nothing is kept of recorded video. If it was you, add --keep."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line, as the options are called."""

    asked: Sequence[Asked]
    camera: str | None
    mirrored: bool | None
    small_picture: bool | None
    window: bool
    page: bool
    browser_camera: bool
    voice: bool | None
    private: bool
    keep: bool
    model: Path | None
    network: Network | None


@dataclass(slots=True)
class Keeper:
    """Keeps results, and says what has changed since the last one of the same side.

    Parameters
    ----------
    history
        ``None`` when nothing is kept.
    source
        ``"camera"``, or the name of a recording.
    """

    history: History | None
    source: str
    #: Why something could not be kept; each once.
    problems: list[str] = field(default_factory=list)

    def keep(self, result: AssessmentResult) -> Kept:
        """Keep `result`; where that fails it is told at the end, and the number is still said."""
        from posecheck.assessment.change import change_between
        from posecheck.assessment.errors import measured_errors
        from posecheck.assessment.programme import Kept
        from posecheck.history.database import HistoryError

        if self.history is None:
            return Kept(result, None)
        record = result.record(datetime.now().astimezone(), self.source)
        try:
            earlier = [
                each
                for each in self.history.course.assessments(result.test.id)
                if each.side == record.side and each.mean is not None
            ]
            self.history.course.add_assessment(record)
        except HistoryError as error:
            self.problems.append(str(error))
            return Kept(result, None)
        if not earlier or record.mean is None:
            return Kept(result, None)
        error_of = measured_errors().get(result.test.id)
        change = change_between(earlier[-1], record, error_of, larger_is_better=result.test.larger_is_better)
        return Kept(result, change)


def take_live(wanted: Wanted, output: Output) -> ExitCode:
    """Guide the person through the tests in front of a camera, and print what came of them."""
    from dataclasses import replace

    from posecheck.assessment.programme import AssessmentProgramme
    from posecheck.cli.asking import asked_by
    from posecheck.cli.failures import ExitCode, report, say_error
    from posecheck.cli.routine_questions import require_no_warning
    from posecheck.cli.session_recorder import is_recorded
    from posecheck.cli.slow_computer import tell_slow
    from posecheck.cli.studio import open_studio
    from posecheck.cli.unread import outlive_readers
    from posecheck.history.store import History
    from posecheck.outputs.wording import KEY_HELP
    from posecheck.session.live import LiveLoop
    from posecheck.session.narration import Wishes
    from posecheck.support.settings import read_config

    words, config = output.language, read_config()
    recorded = is_recorded(None, wanted.camera or config.camera, keep=wanted.keep, private=wanted.private)
    asked = list(wanted.asked)
    outlive_readers()
    with ExitStack() as opened:
        if not wanted.window:
            require_no_warning(words, recorded=recorded)
            asked = _allowed(asked, words, keep=not wanted.private, recorded=recorded)
        studio = open_studio(
            opened, words, config,
            window=wanted.window, page=wanted.page, browser_camera=wanted.browser_camera,
            speaks=config.voice if wanted.voice is None else wanted.voice,
            camera=wanted.camera, mirrored=wanted.mirrored, small_picture=wanted.small_picture,
            model=wanted.model,
            keys=KEY_HELP, wishes=Wishes(countdown_s=0), behind=asked[0].test.exercise,
        )  # fmt: skip
        if wanted.window:
            with asked_by(None if recorded else studio.asker):
                require_no_warning(words, recorded=recorded)
                asked = _allowed(asked, words, keep=not wanted.private, recorded=recorded)
        kept = not (wanted.private or recorded)
        keeper = Keeper(opened.enter_context(History()) if kept else None, "camera")

        def begin(scheduled: ScheduledSet, test: AssessmentTest) -> tuple[RunningSet, Taking]:
            return _running(scheduled, test, studio)

        programme = AssessmentProgramme(asked, begin, keeper.keep)
        contact = replace(studio.contact, hints=())
        loop = LiveLoop(studio.feed, studio.view, programme, contact)
        interrupted = loop.run()
        tell_slow(studio, loop.slow, words)
        if wanted.page:
            studio.tell(kept=None, summary=output.summaries(programme.taken))
    output.print_taken(programme.taken)
    if recorded and not wanted.private:
        typer.echo(words.translate(RECORDED), err=True)
    for problem in keeper.problems:
        say_error(problem)
    code = report(loop.failures) or (ExitCode.USER_INPUT if keeper.problems else ExitCode.OK)
    return code or (ExitCode.INTERRUPTED if interrupted else ExitCode.OK)


def take_recorded(test: AssessmentTest, clip: Path, side: Side, wanted: Wanted, output: Output) -> ExitCode:
    """Measure a test in a video or a landmark recording, and print what came of it."""
    from posecheck.assessment.errors import measured_errors
    from posecheck.assessment.result import result_of
    from posecheck.assessment.taking import Taking
    from posecheck.cli.failures import ExitCode, report, say_error
    from posecheck.cli.model_download import chosen_model
    from posecheck.engine.trainer import Trainer
    from posecheck.history.store import History
    from posecheck.pose import Side
    from posecheck.session import Session, run
    from posecheck.session.pose_input import open_material
    from posecheck.support.file_names import readable_name
    from posecheck.support.settings import read_config

    words, config = output.language, read_config()
    with ExitStack() as opened:
        material = open_material(
            opened,
            clip,
            lambda: chosen_model(wanted.model, config.model, wanted.network),
            rotate_deg=None,
            mirrored=config.mirrored if wanted.mirrored is None else wanted.mirrored,
            silhouette=False,
        )
        keeper = Keeper(opened.enter_context(History()) if wanted.keep else None, readable_name(clip.name))
        taking = Taking(test)
        session = Session(Trainer(test.exercise, side=None if side is Side.NONE else side), [taking])
        interrupted = run(material.observations, session)
        error = measured_errors().get(test.id)
        taken = [
            keeper.keep(result_of(test, each, taking.trials(each), error))
            for each in taking.sides
            if side in (Side.NONE, each)
        ]
        note = material.note()
    output.print_taken(taken)
    if note:
        typer.echo(words.translate("Note: {note}", note=note), err=True)
    if not wanted.keep:
        typer.echo(words.translate(RECORDED), err=True)
    for problem in keeper.problems:
        say_error(problem)
    code = report(session.failures) or (ExitCode.USER_INPUT if keeper.problems else ExitCode.OK)
    return code or (ExitCode.INTERRUPTED if interrupted else ExitCode.OK)


def _running(scheduled: ScheduledSet, test: AssessmentTest, studio: Studio) -> tuple[RunningSet, Taking]:
    """Return the running set of one side, and what takes it down."""
    from posecheck.assessment.progress import TrialProgress
    from posecheck.assessment.taking import Taking
    from posecheck.engine.result_builder import ResultBuilder
    from posecheck.engine.trainer import Trainer
    from posecheck.outputs.result_file import ResultFile
    from posecheck.pose import Side
    from posecheck.session import Session
    from posecheck.session.schedule import RunningSet

    taking = Taking(test)
    side = None if scheduled.side is Side.NONE else scheduled.side
    result_file = ResultFile(ResultBuilder(test.exercise, studio.source))
    session = Session(Trainer(test.exercise, side=side), [result_file, taking, studio.inbox])
    return RunningSet(scheduled, session, result_file, TrialProgress()), taking


def _allowed(asked: Sequence[Asked], language: Language, *, keep: bool, recorded: bool) -> list[Asked]:
    """Return what may be taken after the answers of the screening; a recording is nobody's exercise.

    What is left out is told with the reason.

    Raises
    ------
    InputError
        None of it may be taken; the sentence says why.
    """
    from posecheck.cli.asking import let_know
    from posecheck.cli.screening import screened
    from posecheck.support.errors import InputError

    if recorded:
        return list(asked)
    exercises = list(dict.fromkeys(each.test.exercise for each in asked))
    allowed = {each.id for each in screened(exercises, None, language, keep=keep)}
    found = [each for each in asked if each.test.exercise.id in allowed]
    for exercise in exercises:
        if exercise.id in allowed:
            continue
        try:
            screened([exercise], exercise.id, language, keep=False)
        except InputError as why:
            if not found:
                raise
            let_know(str(why), err=True)
    return found
