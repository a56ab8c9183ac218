"""The score of one hold or repetition, 0 to 100 (catalogue §10)."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from posecheck.engine.events import ScoreParts
from posecheck.engine.rules import CAPPED_FORM
from posecheck.pose.geometry import NAN

if TYPE_CHECKING:
    from posecheck.exercise import Severity


@dataclass(slots=True)
class ScoreKeeper:
    """Adds up the frames between leaving the start and the end of a hold.

    Parameters
    ----------
    target_s
        Time the position should be held; 0 when any time does.
    """

    target_s: float
    _forms: list[float] = field(default_factory=list)
    _provisional: bool = False
    _moving_s: float = 0.0
    _fast_s: float = 0.0
    _position_s: float = 0.0
    _bouncing_s: float = 0.0

    def restart(self) -> None:
        """Begin the next hold."""
        self._forms = []
        self._provisional = False
        self._moving_s = self._fast_s = self._position_s = self._bouncing_s = 0.0

    def moved(self, step_s: float, *, too_fast: bool) -> None:
        """Add a frame on the way in or out."""
        self._moving_s += step_s
        self._fast_s += step_s if too_fast else 0.0

    def held(
        self, step_s: float, form: float, *, worst: Severity | None, provisional: bool, bouncing: bool
    ) -> None:
        """Add a frame in the position; an unknown form adds nothing to the form.

        `worst` is the severity of the worst fault that is active, ``None`` without one: it caps the form.
        """
        self._position_s += step_s
        self._bouncing_s += step_s if bouncing else 0.0
        self._provisional |= provisional
        if not math.isnan(form):
            self._forms.append(min(form, CAPPED_FORM.get(worst, 1.0)) if worst else form)

    def parts(self, held_s: float) -> ScoreParts:
        """Return what the hold is worth."""
        form = sum(self._forms) / len(self._forms) if self._forms else NAN
        hold = min(1.0, held_s / self.target_s) if self.target_s else 1.0
        fast = self._fast_s / self._moving_s if self._moving_s else 0.0
        bouncing = self._bouncing_s / self._position_s if self._position_s else 0.0
        return ScoreParts(form, hold, max(0.0, 1.0 - 0.5 * fast - 0.5 * bouncing), self._provisional)
