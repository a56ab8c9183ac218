"""``posecheck app``: everything in the browser, no terminal needed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from posecheck.cli.options import CameraOption, KeepOption


def app(
    *,
    browser: Annotated[
        bool,
        typer.Option("--browser/--no-browser", help="Open it; without, print the address only."),
    ] = True,
    port: Annotated[
        int,
        typer.Option("--port", metavar="N", min=0, max=65535, help="The port; by default one that is free."),
    ] = 0,
    phone: Annotated[
        bool,
        typer.Option(
            "--phone", help="Let a phone be the camera, through the local network; a QR code shows the way."
        ),
    ] = False,
    camera: CameraOption = None,
    keep: KeepOption = False,
) -> None:
    """Open posecheck in the browser: train, look at videos, tune. This computer serves it for itself."""
    from posecheck.app.server import serve

    serve(port=port, camera=camera, keep=keep, opens=browser, phone=phone, tell=_tell)


def open_prescription(path: Path) -> None:
    """Open a prescription in the app, as when its file is opened with posecheck; the page says what it is."""
    from posecheck.app.server import serve
    from posecheck.app.work.looked_at import OpenedFile
    from posecheck.prescription.reading import text_of

    serve(opened=OpenedFile(text_of(path), path.name), tell=_tell)


def _tell(address: str) -> None:
    from posecheck.support.language import find_language
    from posecheck.support.settings import read_config

    typer.echo(
        find_language(read_config().language).translate("posecheck is open at {address}", address=address)
    )


def register(typer_app: typer.Typer) -> None:
    """Add the command to `typer_app`."""
    typer_app.command(epilog="Example: posecheck app")(app)
