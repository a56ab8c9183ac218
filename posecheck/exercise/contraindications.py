"""What the screening can find that speaks against an exercise; an exercise names these, and no others.

A tag that no question stands for would never leave anything out, so that there are no tags of other packages.
"""

from __future__ import annotations

from enum import StrEnum

#: Contraindication → why an exercise with it is left out, in words for people.
CONTRAINDICATIONS: dict[str, str] = {
    "osteoporosis": "osteoporosis, a spinal fracture or steroids",
    "worse-bending": "your back gets worse with bending",
    "worse-arching": "your back gets worse with arching",
    "nerve-symptoms": "pain or tingling runs down a leg",
    "hip-problem": "a hip problem",
    "pregnancy": "pregnancy; ask your midwife",
    "knee-problem": "a knee problem",
    "wrist-problem": "a wrist problem",
    "head-below-heart": "the head must not be below the heart",
    "uncontrolled-pressure": "no long hold under load",
    "dizziness": "dizziness",
    "inversion-gate": "it needs its own questions and consent",
}


class Eased(StrEnum):
    """What eases a back: then the contrary is left out (catalogue §11). The ids of the questions."""

    BY_BENDING = "eased-bending"
    BY_ARCHING = "eased-arching"
