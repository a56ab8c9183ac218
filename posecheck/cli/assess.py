"""``posecheck assess``: how far somebody comes in a test, three times, with the error of measuring."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posecheck.cli.options import (
    LAST_SESSION,
    BrowserCameraOption,
    CameraOption,
    LanguageOption,
    MirroredOption,
    ModelOption,
    NetworkOption,
    PageOption,
    PrivateOption,
    SideOption,
    SmallPictureOption,
    VoiceOption,
    WindowOption,
)

if TYPE_CHECKING:
    from posecheck.assessment.programme import Asked
    from posecheck.support.language import Language


def assess(
    test_id: Annotated[
        str | None,
        typer.Argument(
            metavar="[TEST]",
            help="Which test, see --list; by default those that your prescription asks for today.",
        ),
    ] = None,
    clip: Annotated[
        Path | None,
        typer.Argument(
            metavar="[VIDEO]",
            help="A video file or a landmark recording to measure in, in place of a camera.",
        ),
    ] = None,
    *,
    list_tests: Annotated[
        bool,
        typer.Option("--list", help="List the tests, what each of them tells, and what no camera can tell."),
    ] = False,
    show_history: Annotated[
        bool, typer.Option("--history", help="List what was measured so far, and what has changed.")
    ] = False,
    delete: Annotated[
        int | None,
        typer.Option("--delete", metavar="NUMBER", min=1, max=LAST_SESSION, help="Delete one of --history."),
    ] = None,
    side: SideOption = None,
    height_cm: Annotated[
        float | None,
        typer.Option(
            "--height",
            metavar="CM",
            min=50.0,
            max=260.0,
            help="How tall you are: lengths are then estimated in centimetres too.",
        ),
    ] = None,
    json_path: Annotated[
        Path | None,
        typer.Option("--json", metavar="OUT", help="Write what was asked for as JSON; - is standard output."),
    ] = None,
    camera: CameraOption = None,
    mirrored: MirroredOption = None,
    small_picture: SmallPictureOption = None,
    window: WindowOption = True,
    page: PageOption = False,
    browser_camera: BrowserCameraOption = False,
    voice: VoiceOption = None,
    private: PrivateOption = False,
    keep: Annotated[
        bool,
        typer.Option(
            "--keep", help="Keep what was measured in recorded video: it was you. By default it is not kept."
        ),
    ] = False,
    language: LanguageOption = None,
    model: ModelOption = None,
    network: NetworkOption = None,
) -> None:
    """Measure how far you come in a test, three times on each side, and say whether that has changed."""
    from posecheck.assessment.programme import asked_of
    from posecheck.cli import assess_printing as printing
    from posecheck.cli.assess_taking import Wanted, take_live, take_recorded
    from posecheck.pose import Side
    from posecheck.support.errors import InputError
    from posecheck.support.language import find_language
    from posecheck.support.settings import read_config

    words = find_language(language or read_config().language)
    output = printing.Output(words, json_path, height_cm)
    if delete is not None:
        printing.delete_one(delete, words)
        return
    if list_tests:
        printing.print_list(output)
        return
    if show_history:
        printing.print_history(output, test_id)
        return
    one = Side(side.value) if side else Side.NONE
    if test_id is None:
        asked = _due(words)
        if not asked:
            printing.print_names(output)
            return
    else:
        from posecheck.assessment.catalogue import find_assessment

        test = find_assessment(test_id)
        if side and not test.sides:
            raise InputError(f"The test {test.id} is not done side by side; leave --side out.")
        asked = asked_of([test], one)
    if keep and private:
        raise InputError("--keep keeps what was measured, --private nothing of it: leave out one of them.")
    wanted = Wanted(
        asked,
        camera=camera,
        mirrored=mirrored,
        small_picture=small_picture,
        window=window,
        page=page,
        browser_camera=browser_camera,
        voice=voice,
        private=private,
        keep=keep,
        model=model,
        network=network,
    )
    if clip is None:
        code = take_live(wanted, output)
    else:
        code = take_recorded(asked[0].test, clip, one, wanted, output)
    raise typer.Exit(code)


def _due(language: Language) -> list[Asked]:
    """Return what the prescription in force asks for today; nothing without one."""
    from posecheck.assessment.due import due_tests
    from posecheck.history.store import History
    from posecheck.prescription.in_force import prescription_in_force
    from posecheck.support.paths import history_path

    if not history_path().exists():  # looking must not make one
        return []
    today = datetime.now().astimezone().date()
    with History() as history:
        prescription = prescription_in_force(history.course.prescriptions(), today)
        if prescription is None:
            return []
        asked = due_tests(prescription.tests, history.course.assessments(), today)
    if asked:
        say = language.translate
        typer.echo(say("Tests that {name} asks for:", name=prescription.prescriber.name), err=True)
    return asked


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example: posecheck assess straight-leg-raise --camera 0")(assess)
