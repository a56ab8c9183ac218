"""Within what a routine or a prescription may ask for a dose, whichever the exercise."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Limits(NamedTuple):
    """Within what a number that is asked for must be, both ends inclusive."""

    low: float
    high: float


#: What may be asked for → within what it must be. Longer holds have no benefit that is known (catalogue §5);
#: the rest keeps slips of the keyboard out.
LIMITS: Mapping[str, Limits] = {
    "hold_s": Limits(1, 120),
    "sets": Limits(1, 10),
    "reps": Limits(1, 50),
    "duration_s": Limits(5, 900),
}
#: Of these there are whole ones only.
WHOLE = frozenset({"sets", "reps"})
