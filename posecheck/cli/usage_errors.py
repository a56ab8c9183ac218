"""What Typer says of a wrong command line: it quotes what was typed, which is shown as everything else is."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from typer.core import TyperGroup

from posecheck.support.addresses import without_passwords
from posecheck.support.printable import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator


class QuotingGroup(TyperGroup):
    """The group of all commands."""

    def make_context(self, *arguments: Any, **options: Any) -> Any:
        """Return the context of a call."""
        with _printable_errors():
            return super().make_context(*arguments, **options)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was called."""
        with _printable_errors():
            return super().invoke(ctx)


@contextmanager
def _printable_errors() -> Iterator[None]:
    """Make the message of an error of usage printable; Typer does not export the class of all of them."""
    try:
        yield
    except Exception as error:
        message = getattr(error, "message", None)
        if hasattr(error, "format_message") and isinstance(message, str):
            error.message = on_one_line(without_passwords(message))  # type: ignore[attr-defined]
        raise
