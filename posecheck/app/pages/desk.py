"""What all pages of the app share: where they are, in which language, and what goes on behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from posecheck.app.work.looked_at import LookedAt
from posecheck.report.wording import Words
from posecheck.support.language import find_language
from posecheck.support.settings import read_config

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection

    from posecheck.app.gate.phone_door import PhoneDoor
    from posecheck.app.gate.presence import Presence
    from posecheck.app.gate.tickets import Tickets
    from posecheck.app.work.stage import Stage
    from posecheck.app.work.tasks import Tasks
    from posecheck.support.settings import Config


@dataclass(frozen=True, slots=True)
class Desk:
    """What the pages share.

    Parameters
    ----------
    secret
        The first part of the path of every page.
    camera
        The camera that the command line named, ``None`` for that of the settings.
    keep
        What a video in place of the camera shows is the user's own training, and kept.
    stage
        The session that is going on.
    tasks
        What is being worked at.
    presence
        The pages that are open.
    door
        The way in for a phone.
    tickets
        Let a browser in once.
    looked_at
        The prescriptions that were opened.
    """

    secret: str
    camera: str | None
    keep: bool
    stage: Stage
    tasks: Tasks
    presence: Presence
    door: PhoneDoor
    tickets: Tickets
    looked_at: LookedAt = field(default_factory=LookedAt)

    @property
    def root(self) -> str:
        """What every address begins with."""
        return f"/{self.secret}"

    @property
    def config(self) -> Config:
        """The settings as they are now."""
        return read_config()

    @property
    def words(self) -> Words:
        """Says things in the language of the settings."""
        return words_now()


def words_now() -> Words:
    """Return what says things in the language that the settings name now."""
    return Words(find_language(read_config().language))


def desk_of(connection: HTTPConnection) -> Desk:
    """Return what the page that asks shares with the others."""
    desk: Desk = connection.app.state.desk
    return desk
