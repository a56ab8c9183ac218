"""Standing trunk rotation."""

from posecheck.exercise import (
    STAND,
    ArmPose,
    Check,
    Exercise,
    Figure,
    Folder,
    Joint,
    Less,
    Muscle,
    Observability,
    OnBody,
    Posture,
    Primary,
    Reps,
    Severity,
    Stance,
    Trait,
    View,
    above,
    at_most,
    trunk_pace,
)
from posecheck.exercise.measures import (
    HIP_YAW,
    SWAY,
    TRUNK_ROTATION,
    feet_level_torso,
)

STANDING = (
    Trait("both feet down", feet_level_torso, (0.0, 0.45)),
    Trait("upright", SWAY.of, (0.0, 12.0)),
)
#: One forearm over the other, each hand on the other elbow.
ARMS_FOLDED = STAND.but(
    arm=ArmPose(hand_at=OnBody("shoulders", 0.85, off_m=(0.15, 0.0, -0.17)), elbow_to=(0.2, 0.6, -1.0)),
    other_arm=ArmPose(hand_at=OnBody("shoulders", 0.85, off_m=(0.13, 0.0, -0.27)), elbow_to=(0.2, 0.6, -1.0)),
)


TRUNK_ROTATIONS = Exercise(
    id="trunk-rotation",
    title="Standing trunk rotation",
    folder=Folder.WARMUP,
    targets=("obliques", "rotators of the spine"),
    setup="Stand tall facing the camera, arms crossed. Turn your chest to one side, then to the other.",
    camera="In front of you, 2 to 4 m away and about 1 m high.",
    view=View.FRONT,
    posture=(Posture.STANDING,),
    observability=Observability.B,
    sides=True,
    start=Stance(hips=above(1.0), traits=STANDING),
    position=Stance(
        must="For this exercise you stand on both feet and turn your chest.",
        hips=above(1.0),
        shoulders=above(1.8),
        traits=STANDING,
    ),
    turning=True,
    figure=Figure(
        ARMS_FOLDED,
        ARMS_FOLDED.but(twist=42.0),
        swaps=True,
        stays="resting ankle",
        marked=(Muscle.BELLY,),
        traced=("chest ahead",),
        looking_down_deg=26.0,
    ),
    needs=(Joint.SHOULDER, Joint.HIP),
    primary=Primary(TRUNK_ROTATION, zone=15, good=(15, 60), ok=(12, 80), rest=0, cap_severity=Severity.SPEAK),
    checks=(
        Check(
            "hips-turned",
            HIP_YAW,
            at_most(20, 28),
            Severity.SHOW,
            cue="Keep your belt buckle facing me.",
            source="catalogue W3",
        ),
    ),
    dose=Reps(count=16, hold_s=0.0, way_s=0.8, alternating=True),
    pace=trunk_pace(TRUNK_ROTATION),
    contraindications=("osteoporosis",),
    replaced_by=("arm-circles",),
    easier=(Less.RANGE,),
    source="catalogue W3; 8 a side",
)
