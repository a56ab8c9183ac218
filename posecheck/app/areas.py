"""The addresses of all pages; what stands behind most of them is loaded when it is asked for.

The first page has to be there at once, and to load all of the others takes as long as to load it. They are
loaded behind it, so that no later page waits either.
"""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

from starlette.routing import BaseRoute, Match

from posecheck.app.training import today

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import Receive, Scope, Send


class Area(BaseRoute):
    """The routes of a module, which is loaded with the first address that begins as its own do.

    Parameters
    ----------
    module
        Its name within this package; it has `ROUTES`.
    beginnings
        The first parts of its paths.
    """

    def __init__(self, module: str, *beginnings: str) -> None:
        self._module = module
        self._beginnings = beginnings

    @cached_property
    def routes(self) -> Sequence[BaseRoute]:
        """The routes themselves."""
        found: Sequence[BaseRoute] = import_module(f"posecheck.app.{self._module}").ROUTES
        return found

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Return whether one of the routes answers, and what it needs for that."""
        best: tuple[Match, Scope] = (Match.NONE, {})
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if path.lstrip("/").partition("/")[0] not in self._beginnings:
            return best
        for route in self.routes:
            match, child = route.matches(scope)
            if match is Match.FULL:
                return match, {**child, "posecheck.route": route}
            if match is Match.PARTIAL and best[0] is Match.NONE:
                best = match, {**child, "posecheck.route": route}
        return best

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the route answer that matched."""
        await scope["posecheck.route"].handle(scope, receive, send)


AREAS = (
    Area("training.session", "train", "figure"),
    Area("training.network", "model"),
    Area("training.camera", "camera"),
    Area("gate.phone", "phone"),
    Area("training.questions", "questions"),
    Area("exercises.pages", "exercises"),
    Area("routines.pages", "routines", "routine-builder"),
    Area("prescriptions.pages", "prescription", "prescriptions"),
    Area("reminders.pages", "reminders"),
    Area("videos.routes", "videos"),
    Area("labels.pages", "label"),
    Area("tuning.pages", "tune"),
    Area("progress.pages", "progress"),
    Area("goals.pages", "goals"),
    Area("assessments.pages", "assessments"),
    Area("settings.pages", "settings"),
    Area("help.pages", "help"),
)
ROUTES: list[BaseRoute] = [*today.ROUTES, *AREAS]


def load_all() -> None:
    """Load what stands behind every address."""
    for area in AREAS:
        _ = area.routes
