"""Seated rotation on a chair, arms crossed."""

from posecheck.exercise import (
    ON_CHAIR,
    ArmPose,
    Check,
    Exercise,
    Figure,
    Folder,
    Hold,
    Joint,
    Less,
    Muscle,
    Observability,
    OnBody,
    Posture,
    Primary,
    Prop,
    Severity,
    Stance,
    Trait,
    View,
    above,
    at_least,
    at_most,
    trunk_pace,
)
from posecheck.exercise.measures import (
    HIP_YAW,
    SWAY,
    TRUNK_LENGTH,
    TRUNK_ROTATION,
)

UPRIGHT = Trait("upright", SWAY.of, (0.0, 30.0))
#: One forearm over the other, each hand on the other elbow.
ARMS_FOLDED = ON_CHAIR.but(
    arm=ArmPose(hand_at=OnBody("shoulders", 0.85, off_m=(0.15, 0.0, -0.17)), elbow_to=(0.2, 0.6, -1.0)),
    other_arm=ArmPose(hand_at=OnBody("shoulders", 0.85, off_m=(0.13, 0.0, -0.27)), elbow_to=(0.2, 0.6, -1.0)),
)


SEATED_ROTATION = Exercise(
    id="seated-rotation",
    title="Seated rotation",
    folder=Folder.BACK,
    targets=("obliques", "rotators of the spine"),
    setup="Sit tall on a chair facing the camera, arms crossed. Turn your chest to one side.",
    camera="In front of you, 2 to 3 m away and about 0.8 m high.",
    view=View.FRONT,
    posture=(Posture.SITTING,),
    observability=Observability.B,
    sides=True,
    start=Stance(traits=(UPRIGHT,)),
    position=Stance(
        must="For this stretch you sit upright and turn your chest.",
        hips=above(0.6),
        shoulders=above(1.5),
        traits=(UPRIGHT,),
    ),
    turning=True,
    figure=Figure(
        ARMS_FOLDED,
        ARMS_FOLDED.but(twist=45.0),
        stays="resting ankle",
        props=(Prop.CHAIR,),
        marked=(Muscle.BELLY,),
        traced=("chest ahead",),
        looking_down_deg=26.0,
    ),
    needs=(Joint.SHOULDER, Joint.HIP),
    primary=Primary(TRUNK_ROTATION, zone=12, good=(20, 60), ok=(12, 75), rest=0, cap_severity=Severity.SPEAK),
    checks=(
        Check(
            "hips-turned",
            HIP_YAW,
            at_most(10, 20),
            Severity.SPEAK,
            cue="Keep both knees pointing at the camera.",
            source="catalogue B3",
        ),
        Check(
            "leaning",
            SWAY,
            at_most(8, 12),
            Severity.SPEAK,
            cue="Spin tall, like a pole.",
            source="catalogue B3",
        ),
        Check(
            "leaning",
            TRUNK_LENGTH,
            at_least(0.95, 0.90),
            Severity.SHOW,
            cue="Grow taller as you turn.",
            source="catalogue B3",
        ),
    ),
    dose=Hold(target_s=15, sets=2),
    pace=trunk_pace(TRUNK_ROTATION),
    contraindications=("osteoporosis",),
    replaced_by=("side-bend",),
    easier=(Less.RANGE, Less.HOLD),
    source="catalogue B3; 15-20 s x 2, AAOS 30 s; above 40 deg the turn is read to 15 deg",
)
