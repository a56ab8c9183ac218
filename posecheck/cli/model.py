"""``posecheck model``: the pose model, where it is and how it comes here."""

from __future__ import annotations

from typing import Annotated

import typer

from posecheck.estimator.networks import Network

_model = typer.Typer(no_args_is_help=True)


@_model.command(epilog="Example: posecheck model fetch")
def fetch(
    network: Annotated[
        Network,
        typer.Option("--network", help="full, or heavy for `replay` and `evaluate` (41 MB more)."),
    ] = Network.FULL,
) -> None:
    """Fetch the pose model once, check it and keep it; after that posecheck needs no network."""
    from posecheck.cli.model_download import fetched_model

    typer.echo(fetched_model(network))


@_model.command(epilog="Example: posecheck model where")
def where() -> None:
    """Say which pose model would be used."""
    from posecheck.estimator.model import cached_model
    from posecheck.support.errors import ModelError
    from posecheck.support.settings import read_config

    path = read_config().model or cached_model()
    if path is None:
        raise ModelError("There is no pose model here yet; fetch it with `posecheck model fetch`.")
    typer.echo(path)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.add_typer(_model, name="model", help="Fetch the pose model, or say where it is.")
