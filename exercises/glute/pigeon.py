"""Pigeon: guided only, one camera cannot judge it."""

from posecheck.exercise import (
    HANDS_AND_KNEES,
    BodyPose,
    Exercise,
    Figure,
    Folder,
    Guided,
    Instead,
    LegPose,
    Muscle,
    Observability,
    OnFloor,
    Posture,
    Prop,
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
    figure=Figure(
        HANDS_AND_KNEES.arms(hand_at=OnFloor(0.05, 0.2, 0.045)),
        BodyPose(trunk=44.0, bend=-36.0, neck=-5.0)
        .but(
            working=LegPose(hip=126.0, out=22.0, knee=105.0, turn=78.0, foot=40.0),
            resting=LegPose(hip=-45.0, foot=10.0),
        )
        .arms(hand_at=OnFloor(0.16, 0.24, 0.045), elbow_to=(-0.3, 0.5, -1.0)),
        stays="working shoulder",
        props=(Prop.MAT,),
        marked=(Muscle.SEAT, Muscle.HIP_FLEXOR),
        turned_deg=58.0,
        looking_down_deg=24.0,
    ),
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
