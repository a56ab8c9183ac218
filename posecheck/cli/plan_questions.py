"""What `posecheck plan new` asks where nothing was given: from whom, what for, and which exercises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.exercise.catalogue import all_exercises
from posecheck.routines.dialogue import Dialogue, Kind, Question
from posecheck.support.message import message
from posecheck.support.suggestion import nearest

if TYPE_CHECKING:
    from posecheck.routines.dialogue import Script


@dataclass(frozen=True, slots=True)
class NewPlan:
    """What was told of a new prescription.

    Parameters
    ----------
    exercises
        Ids, in their order; one at least.
    prescriber, title
        As the patient will read them; the title may be empty.
    """

    exercises: tuple[str, ...]
    prescriber: str
    title: str


class NewPlanDialogue(Dialogue[NewPlan]):
    """Asks for a new prescription; what is known already is not asked."""

    def __init__(self, *, prescriber: str = "", title: str = "") -> None:
        def script() -> Script[NewPlan]:
            name, what = prescriber, title
            if not name:
                name = str(
                    (yield Question("from", message("Your name, as the patient knows you:"), Kind.TEXT))
                )
            if not what:
                asked = message("What is it for, in the patient's words?")
                what = str((yield Question("title", asked, Kind.TEXT, optional=True)) or "")
            return NewPlan((yield from _exercises()), name, what)

        super().__init__(script)


def _exercises() -> Script[tuple[str, ...]]:
    chosen: list[str] = []
    lead: str = message("`posecheck exercises` lists the exercises with their ids.")
    while True:
        told = yield Question(
            f"exercise-{len(chosen)}",
            message("Another exercise, by its id:") if chosen else message("An exercise, by its id:"),
            Kind.TEXT,
            lead=lead,
            optional=bool(chosen),
        )
        if told is None:
            return tuple(chosen)
        name = str(told)
        if name in all_exercises() and name not in chosen:
            chosen.append(name)
            lead = ""
        elif name in chosen:
            lead = message("That one is in it already.")
        else:
            near = str(nearest(name, all_exercises()))
            lead = message("There is no exercise “{name}”; did you mean “{near}”?", name=name, near=near)
