"""Slow breathing: guided only."""

from posecheck.exercise import (
    ON_CHAIR,
    ArmPose,
    Exercise,
    Figure,
    Folder,
    Guided,
    Muscle,
    Observability,
    OnBody,
    Prop,
    View,
)

HAND_ON_BELLY = ArmPose(hand_at=OnBody("hips", 0.5, off_m=(0.12, 0.0, 0.14)), elbow_to=(-1.0, 0.3, -0.3))
HAND_ON_BELLY_OUT = ArmPose(hand_at=OnBody("hips", 0.5, off_m=(0.2, 0.0, 0.16)), elbow_to=(-1.0, 0.3, -0.3))


BREATHING = Exercise(
    id="breathing",
    title="Slow breathing",
    folder=Folder.COOLDOWN,
    targets=("relaxation",),
    setup="Sit or lie comfortably.",
    camera="Anywhere you are seen.",
    view=View.ANY,
    posture=(),
    observability=Observability.C,
    figure=Figure(
        ON_CHAIR.but(bend=16.0, neck=4.0, arm=HAND_ON_BELLY),
        ON_CHAIR.but(bend=-8.0, neck=-4.0, breath_m=0.075, arm=HAND_ON_BELLY_OUT),
        stays="resting ankle",
        props=(Prop.CHAIR, Prop.AIR),
        marked=(Muscle.BELLY,),
        traced=("belly beyond",),
        turned_deg=10.0,
    ),
    needs=(),
    dose=Guided(duration_s=60, prompts=("Breathe in.", "Breathe out slowly."), every_s=5),
    scored=False,
    source="catalogue C1; 4 s in, 6 s out",
)
