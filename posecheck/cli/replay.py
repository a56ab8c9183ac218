"""``posecheck replay``: judge a video or a landmark recording, as fast as the machine goes."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posecheck.cli.options import (
    HoldTargetOption,
    LanguageOption,
    MirroredOption,
    ModelOption,
    NetworkOption,
    ProfileOption,
    RotateOption,
    SideOption,
)
from posecheck.cli.plain_output import print_data
from posecheck.cli.session_recorder import Keeping
from posecheck.support.file_names import readable_name

if TYPE_CHECKING:
    from collections.abc import Collection

    from posecheck.engine.events import Event, Step
    from posecheck.exercise import Exercise
    from posecheck.outputs.console import ReplayProgress
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame
    from posecheck.session import Sink
    from posecheck.session.pose_input import Material
    from posecheck.support.language import Language

_STDOUT = Path("-")


def replay(  # noqa: PLR0915 - one statement for each thing that can be asked for
    video: Annotated[
        Path,
        typer.Argument(metavar="VIDEO", help="A video file, or a landmark recording of `posecheck record`."),
    ],
    *,
    exercise_id: Annotated[
        str | None,
        typer.Option(
            "--exercise",
            "-e",
            metavar="ID",
            help="What is done; by default it is recognised from the movement.",
        ),
    ] = None,
    json_path: Annotated[
        Path | None,
        typer.Option("--json", metavar="OUT", help="Write the result as JSON; - is standard output."),
    ] = None,
    frames_path: Annotated[
        Path | None, typer.Option("--frames", metavar="OUT.csv", help="Write one row a frame.")
    ] = None,
    annotate_path: Annotated[
        Path | None,
        typer.Option("--annotate", metavar="OUT.mp4", help="Write the video with everything drawn on it."),
    ] = None,
    record_path: Annotated[
        Path | None,
        typer.Option("--record", metavar="OUT", help="Write a landmark recording, which holds no picture."),
    ] = None,
    profile_name: ProfileOption = None,
    side: SideOption = None,
    hold_target: HoldTargetOption = None,
    rotate: RotateOption = None,
    mirrored: MirroredOption = None,
    fast: Annotated[
        bool,
        typer.Option(
            "--fast",
            help="Look at both halves of the video at once, on two cores: the landmarks are the same within "
            "their noise, and not to the bit.",
        ),
    ] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="Put it into the history; by default a replay is not kept.")
    ] = False,
    watch: Annotated[
        bool,
        typer.Option(
            "--watch", help="Open a window in which keys change a threshold and the verdict follows at once."
        ),
    ] = False,
    language: LanguageOption = None,
    model: ModelOption = None,
    network: NetworkOption = None,
) -> None:
    """Judge a recorded stretch: holds, score, faults and cues."""
    from posecheck.cli.failures import ExitCode, report
    from posecheck.cli.frame_progress import is_share_told
    from posecheck.cli.model_download import chosen_model
    from posecheck.engine.result import SourceInfo
    from posecheck.engine.result_builder import ResultBuilder
    from posecheck.engine.trainer import Trainer
    from posecheck.exercise.catalogue import find_exercise
    from posecheck.outputs.console import ReplayProgress, print_verdict
    from posecheck.outputs.result_file import ResultFile, result_json
    from posecheck.pose import Side
    from posecheck.profiles import apply_profile, load_profile
    from posecheck.session import Session, run
    from posecheck.session.pose_input import open_material
    from posecheck.support.destination import check_destinations
    from posecheck.support.file_names import readable_name
    from posecheck.support.language import find_language
    from posecheck.support.settings import read_config

    config = read_config()
    profile = load_profile(profile_name or config.profile)
    words = find_language(language or profile.language or config.language)
    chosen = find_exercise(exercise_id) if exercise_id else None
    if watch:
        from posecheck.cli.watch import start_watching

        start_watching(
            video,
            apply_profile(chosen, profile) if chosen is not None else None,
            profile,
            lambda: chosen_model(model, config.model, network),
            side=Side(side.value) if side else None,
            hold_target_s=hold_target,
            mirrored=config.mirrored if mirrored is None else mirrored,
            alone=not (json_path or frames_path or annotate_path or record_path or keep) and rotate is None,
        )
    to_stdout = json_path == _STDOUT
    outputs = OutputFiles(None if to_stdout else json_path, frames_path, annotate_path, record_path)
    check_destinations(outputs.named(), [video])

    with ExitStack() as opened:
        needs_outline = chosen is None or apply_profile(chosen, profile).needs_silhouette
        material = open_material(
            opened,
            video,
            lambda: chosen_model(model, config.model, network),
            rotate_deg=rotate,
            mirrored=config.mirrored if mirrored is None else mirrored,
            silhouette=needs_outline or record_path is not None,
            in_two=fast,
        )
        material = _told(material)
        if chosen is None:
            chosen, material = _recognised(
                material, json_path, words, with_pictures=annotate_path is not None or keep
            )
        exercise = apply_profile(chosen, profile)
        source = SourceInfo(str(video), material.width_px, material.height_px, material.duration_s)
        result_file = ResultFile(ResultBuilder(exercise, source, profile=profile.name), outputs.json)
        trainer = Trainer(exercise, side=Side(side.value) if side else None, hold_target_s=hold_target)
        progress = opened.enter_context(ReplayProgress(exercise, material.frame_count, language=words))
        keeping = Keeping(opened, "replay", readable_name(video), wanted=keep, language=words)
        session = Session(
            trainer,
            [
                result_file,
                *outputs.open(exercise, material, words),
                *keeping.sinks(exercise, result_file, profile.name),
                _ProgressSink(progress),
            ],
        )
        interrupted = run(material.observations, session)
        kept = keeping.end(interrupted=interrupted)
    _say_note(material, words, to_stdout=to_stdout)
    result = result_file.result
    if result is not None and to_stdout:
        print_data(result_json(result))
    elif result is not None and not is_share_told():
        print_verdict(result, exercise, language=words, hold_target_s=hold_target)
    code = report(session.failures) or kept
    outputs.say_written({failure.sink for failure in session.failures}, words)
    if interrupted:
        typer.echo(words.translate("Interrupted; what was seen until then is in the result."), err=True)
        code = code or ExitCode.INTERRUPTED
    raise typer.Exit(code)


def _recognised(
    material: Material, json_path: Path | None, language: Language, *, with_pictures: bool
) -> tuple[Exercise, Material]:
    """Return what `material` shows, and all of it; when that is no exercise, say so and end the command."""
    from posecheck.cli.frame_progress import is_share_told
    from posecheck.engine.recogniser import LOOK_S, recognised_in
    from posecheck.engine.result import SourceInfo
    from posecheck.engine.result_builder import result_without_exercise
    from posecheck.outputs.console import standard_error
    from posecheck.outputs.result_file import result_json
    from posecheck.support.destination import write_text

    say = language.translate
    standard_error().print(say("Looking for what is done …"), markup=False)
    poses = material.looked_at(LOOK_S)
    found = recognised_in(poses)
    exercise = found.exercise
    if found.either:
        first, second = found.either
        names = {"first": say(first.title), "second": say(second.title)}
        either = say(
            "This may be: {first} ({id}) or {second} ({other})", id=first.id, other=second.id, **names
        )
        if is_share_told() and json_path != _STDOUT:
            typer.echo(either)
        else:
            standard_error().print(either, markup=False)
    if exercise is not None:
        seen = say("This looks like: {title} ({id})", title=say(exercise.title), id=exercise.id)
        standard_error().print(seen, markup=False)
        return exercise, material.from_the_beginning(poses, with_pictures=with_pictures)
    source = SourceInfo(str(material.path), material.width_px, material.height_px, material.duration_s)
    result = result_without_exercise(source, len(poses), sum(pose.found for pose in poses))
    if json_path == _STDOUT:
        print_data(result_json(result))
    elif json_path is not None:
        write_text(json_path, result_json(result))
    _say_note(material, language, to_stdout=json_path == _STDOUT)
    advice = say("Name one with --exercise to have it judged.")
    standard_error().print(f"{say(result.reason or '')} {advice}", markup=False)
    raise typer.Exit


def _told(material: Material) -> Material:
    """Return `material` that tells how much of it was seen, where a program asks for that."""
    from posecheck.cli.frame_progress import is_share_told, told_share

    if not is_share_told():
        return material
    return replace(material, observations=told_share(material.observations, material.frame_count))


def _say_note(material: Material, language: Language, *, to_stdout: bool) -> None:
    """Say what a reader of the verdict should know of the file besides.

    A program that reads how far it is reads the result from its file, and on standard output just what is
    not in there.
    """
    from posecheck.cli.frame_progress import is_share_told

    note = material.note()
    if note and is_share_told() and not to_stdout:
        typer.echo(language.translate(note))
    elif note:
        typer.echo(language.translate("Note: {note}", note=note), err=True)


@dataclass(frozen=True, slots=True)
class OutputFiles:
    """The files that were asked for."""

    json: Path | None
    frames: Path | None
    annotated: Path | None
    recording: Path | None

    def described(self) -> list[tuple[str, Path]]:
        """Return each file with what it is."""
        from posecheck.support.message import message

        every = (
            (message("Result"), self.json),
            (message("Frames"), self.frames),
            (message("Annotated video"), self.annotated),
            (message("Landmark recording"), self.recording),
        )
        return [(what, path) for what, path in every if path is not None]

    def named(self) -> list[Path]:
        """Return the files."""
        return [path for _, path in self.described()]

    def say_written(self, failed: Collection[str], language: Language) -> None:
        """Say where each file is, except those that failed."""
        from posecheck.outputs.console import standard_error

        for what, path in self.described():
            if str(path) not in failed:
                standard_error().print(f"{language.translate(what)}: {path}", markup=False, soft_wrap=True)

    def open(self, exercise: Exercise, material: Material, language: Language) -> list[Sink]:
        """Open a sink for every file but the result's."""
        sinks: list[Sink] = []
        if self.frames is not None:
            from posecheck.outputs.frames_csv import FramesCsv

            sinks.append(FramesCsv(self.frames, exercise))
        if self.recording is not None:
            from posecheck.outputs.sinks import RecordingSink
            from posecheck.pose.recording import RecordingWriter

            name, duration_s = readable_name(material.path), material.duration_s
            size = material.width_px, material.height_px
            sinks.append(RecordingSink(RecordingWriter(self.recording, *size, name, duration_s=duration_s)))
        if self.annotated is not None:
            from posecheck.outputs.sinks import AnnotationSink

            sinks.append(
                AnnotationSink(self.annotated, material.width_px, material.height_px, exercise, language)
            )
        return sinks


class _ProgressSink:
    """Shows every step on the live line."""

    name = "progress"

    def __init__(self, progress: ReplayProgress) -> None:
        self._progress = progress

    def take(self, _frame: Frame | None, _pose: Pose, step: Step) -> None:
        self._progress.step(step.assessment)

    def close(self, _last: tuple[Event, ...]) -> None:
        """Leave the line to whoever opened it."""


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    example = "posecheck replay stretch.mp4 --exercise supine-hamstring --annotate judged.mp4"
    app.command(epilog=f"Example: {example}")(replay)
