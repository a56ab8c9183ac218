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

HAND_ON_BELLY = ArmPose(hand_at=OnBody("hips", 0.5, off_m=(0.13, 0.0, 0.14)), elbow_to=(-0.6, 1.0, -0.3))
HAND_ON_CHEST = ArmPose(hand_at=OnBody("shoulders", 0.55, off_m=(0.13, 0.0, -0.1)), elbow_to=(0.0, 1.0, -0.8))


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
        ON_CHAIR.but(bend=22.0, neck=6.0, arm=HAND_ON_BELLY, other_arm=HAND_ON_CHEST),
        ON_CHAIR.but(bend=-14.0, neck=-6.0, arm=HAND_ON_BELLY, other_arm=HAND_ON_CHEST),
        stays="resting ankle",
        props=(Prop.CHAIR,),
        marked=(Muscle.BELLY, Muscle.CHEST),
        traced=("belly",),
        turned_deg=55.0,
    ),
    needs=(),
    dose=Guided(duration_s=60, prompts=("Breathe in.", "Breathe out slowly."), every_s=5),
    scored=False,
    source="catalogue C1; 4 s in, 6 s out",
)
