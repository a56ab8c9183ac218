"""The vocabulary of a rule module: everything that an exercise is written with.

A rule module imports names from here and from :mod:`posecheck.exercise.measures`, and nothing else of
posecheck; it is read like a prescription. This room knows bodies and no engine.
"""

from posecheck.exercise.bands import Band, at_least, at_most, within
from posecheck.exercise.contraindications import Eased
from posecheck.exercise.doses import Circles, Counted, DoneSoFar, Dose, Guided, Hold, Range, Reps, Steps
from posecheck.exercise.exercise import (
    Arc,
    Check,
    Exercise,
    Folder,
    Measure,
    Near,
    Observability,
    Pace,
    Primary,
    Relative,
    Severity,
    Unit,
    View,
    When,
    leg_pace,
    trunk_pace,
)
from posecheck.exercise.faults import Fault
from posecheck.exercise.stance import ON_FLOOR, Leg, Stance, Trait, above, below
from posecheck.exercise.variants import BELOW_THE_SYMPTOM, Adaptation, Instead, Ladder, Less, Variant
from posecheck.pose import Joint, Posture, Side

__all__ = [
    "BELOW_THE_SYMPTOM",
    "ON_FLOOR",
    "Adaptation",
    "Arc",
    "Band",
    "Check",
    "Circles",
    "Counted",
    "DoneSoFar",
    "Dose",
    "Eased",
    "Exercise",
    "Fault",
    "Folder",
    "Guided",
    "Hold",
    "Instead",
    "Joint",
    "Ladder",
    "Leg",
    "Less",
    "Measure",
    "Near",
    "Observability",
    "Pace",
    "Posture",
    "Primary",
    "Range",
    "Relative",
    "Reps",
    "Severity",
    "Side",
    "Stance",
    "Steps",
    "Trait",
    "Unit",
    "Variant",
    "View",
    "When",
    "above",
    "at_least",
    "at_most",
    "below",
    "leg_pace",
    "trunk_pace",
    "within",
]
