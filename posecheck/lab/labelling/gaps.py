"""What a label lacks so that it counts where thresholds are measured: said when it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.lab.evaluation.findings import DEVELOPING_S
from posecheck.outputs.wording import fault_words

if TYPE_CHECKING:
    from posecheck.lab.labels import Label
    from posecheck.support.language import Language

_DIGITS = 2


def gap_words(label: Label, naming: str, language: Language) -> list[str]:
    """Return what a label lacks and what mends it, a sentence each; none when it lacks nothing.

    Parameters
    ----------
    label
        The label.
    naming
        How the person is named where it is being made, as a sentence of `language`.
    language
        In which it is said.
    """
    said = []
    if not label.subject:
        said.append(naming)
    if not label.plateaus and not label.reps:
        said.append(
            language.translate(
                "No hold is marked, so nothing in this clip counts; mark where the position is held."
            )
        )
        return said
    for fault in label.faults if label.plateaus else ():
        within = any(
            fault.start_s < hold.end_s + DEVELOPING_S and fault.end_s > hold.start_s - DEVELOPING_S
            for hold in label.plateaus
        )
        if not within:
            said.append(
                language.translate(
                    "{what}, {start} to {end} s, lies in no hold, so it does not count; mark that hold, or "
                    "move it.",
                    what=language.translate(fault_words(fault.id)),
                    start=language.number(fault.start_s, _DIGITS),
                    end=language.number(fault.end_s, _DIGITS),
                )
            )
    return said
