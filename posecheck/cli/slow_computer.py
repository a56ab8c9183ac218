"""What is said on the console and on the page when the computer was too slow, and what helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from posecheck.cli.studio import Studio
    from posecheck.session.slow_computer import Slowness
    from posecheck.support.language import Language

#: What helps, in the order of what it saves (docs/performance.md, "A slow computer").
CLOSE_OTHERS = "Close other programs, and let a laptop run on its charger."
SMALL_PICTURE = "Have smaller pictures looked at: --small-picture, or once and for all in the settings."
SMALL_PICTURE_ON_PAGE = "Have smaller pictures looked at: Settings, Camera."
NO_WINDOW = "Leave the window out, if the voice is enough: --no-window."


def tell_slow(studio: Studio, slow: Slowness | None, language: Language) -> None:
    """Say in writing, after a session, that the computer was slow and what helps; nothing when it was not."""
    from posecheck.outputs.page.link import PageLink
    from posecheck.outputs.window import HighguiWindow

    if slow is None:
        return
    help_ = [CLOSE_OTHERS]
    if not studio.small:
        help_.append(SMALL_PICTURE_ON_PAGE if isinstance(studio.display, PageLink) else SMALL_PICTURE)
    if isinstance(studio.display, HighguiWindow):
        help_.append(NO_WINDOW)
    sentences = [language.translate(each) for each in (slow.written, *help_)]
    studio.tell(slow=sentences)
    typer.echo(language.translate("Note: {note}", note=" ".join(sentences)), err=True)
