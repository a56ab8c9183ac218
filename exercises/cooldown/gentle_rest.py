"""Gentle rest in child's pose: counted, never scored."""

from posecheck.exercise import (
    HANDS_AND_KNEES,
    ON_FLOOR,
    BodyPose,
    Exercise,
    Figure,
    Folder,
    Hold,
    Joint,
    Leg,
    Less,
    Muscle,
    Observability,
    OnFloor,
    Posture,
    Primary,
    Prop,
    Stance,
    View,
    below,
    trunk_pace,
)
from posecheck.exercise.measures import HIP_FLEXION

GENTLE_REST = Exercise(
    id="gentle-rest",
    title="Gentle rest",
    folder=Folder.COOLDOWN,
    targets=("back", "relaxation"),
    setup="Start on hands and knees. Sit back toward your heels as far as is comfortable and rest.",
    camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high.",
    view=View.SIDE,
    posture=(Posture.KNEELING, Posture.ALL_FOURS),
    observability=Observability.A,
    start=Stance(trunk=(55, 115), working=Leg(thigh=(0, 45), knee=(50, 130)), lower_hand=ON_FLOOR),
    position=Stance(
        must="To rest you kneel, sit back and let your arms lie.",
        trunk=(50, 130),
        hips=below(1.1),
        working=Leg(knee=(95, 180), shin=(60, 130)),
    ),
    figure=Figure(
        HANDS_AND_KNEES,
        BodyPose(trunk=92.0, bend=44.0, neck=16.0)
        .legs(hip=158.0, knee=151.0, foot=10.0)
        .arms(hand_at=OnFloor(-0.3, 0.24, 0.045), elbow_to=(0.3, 1.0, 0.0)),
        stays="working knee",
        props=(Prop.MAT, Prop.CUSHION),
        marked=(Muscle.LOW_BACK,),
        traced=("working hip",),
    ),
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE),
    primary=Primary(HIP_FLEXION, zone=96, good=(96, 180), ok=(80, 180), rest=80),
    dose=Hold(target_s=30, sets=1),
    pace=trunk_pace(HIP_FLEXION),
    scored=False,
    contraindications=("worse-bending", "knee-problem", "hip-problem", "head-below-heart"),
    replaced_by=("breathing",),
    easier=(Less.HOLD,),
    source="catalogue C2; as child's pose, its zone times 0.8 and not below the start",
)
