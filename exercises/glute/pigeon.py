"""Pigeon: guided only, one camera cannot judge it."""

from posecheck.exercise import (
    Exercise,
    Folder,
    Guided,
    Instead,
    Observability,
    Posture,
    View,
)
from posecheck.exercise.measures import TRUNK_INCLINATION

PIGEON = Exercise(
    id="pigeon",
    title="Pigeon",
    folder=Folder.GLUTE,
    targets=("deep rotators", "gluteus maximus", "hip flexors"),
    setup="From hands and knees, bring one knee forward between your hands and slide the other leg back.",
    camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high. The front leg is nearer to the camera.",
    view=View.ANY,
    posture=(Posture.KNEELING, Posture.SITTING, Posture.PRONE, Posture.ALL_FOURS),
    observability=Observability.C,
    needs=(),
    dose=Guided(
        duration_s=30,
        prompts=("Lower your chest toward your hands.", "Breathe slowly.", "Stop if your knee hurts."),
        every_s=10,
    ),
    scored=False,
    reports=(TRUNK_INCLINATION,),
    contraindications=("hip-problem", "knee-problem", "wrist-problem"),
    easier=(Instead("figure-four", "An easier version: lying on your back."),),
    source="catalogue G5; optional, never in a default routine",
)
