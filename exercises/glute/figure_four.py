"""Supine figure-four: one ankle over the other thigh, draw that thigh in."""

from dataclasses import replace

from posecheck.exercise import (
    ON_FLOOR,
    ON_THE_BACK,
    ON_THE_BACK_KNEES_BENT,
    ArmPose,
    Check,
    Exercise,
    Figure,
    Folder,
    Hold,
    Joint,
    Leg,
    LegPose,
    Less,
    Muscle,
    Near,
    Observability,
    OnBody,
    Posture,
    Primary,
    Prop,
    Severity,
    Stance,
    Trait,
    View,
    at_most,
    leg_pace,
)
from posecheck.exercise.measures import (
    ANKLE_TO_KNEE,
    NEAR_HIP_FLEXION,
    SHOULDER_RISE,
    TRUNK_ROLL,
    ankle_crossing_thigh,
)

CROSSED = Trait("ankle on the other thigh", ankle_crossing_thigh, (0.0, 0.5), on_the_way=True)


BEHIND_THIGH = OnBody("thigh", 0.5, off_m=(-0.09, 0.0, 0.0))
ANKLE_ON_THIGH = LegPose(
    ankle_at=OnBody("thigh", 0.9, other=True, off_m=(0.11, -0.1, 0.0)), knee_to=(0.3, 0.8, -0.6), foot=70.0
)


FIGURE_FOUR = Exercise(
    id="figure-four",
    title="Supine figure-four",
    folder=Folder.GLUTE,
    targets=("piriformis and deep rotators", "gluteus maximus"),
    setup="Lie on your back with your knees bent. Rest one ankle on the other thigh and draw that thigh in.",
    camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high. The leg you pull is nearer to the camera.",
    view=View.SIDE,
    near=Near.RESTING_LEG,
    posture=(Posture.SUPINE, Posture.INVERTED),
    observability=Observability.B,
    sides=True,
    start=Stance(working=Leg(hip=(-30, 100)), resting=Leg(hip=(-30, 85)), hips=ON_FLOOR),
    position=Stance(
        must="For this stretch one ankle rests on the other thigh.",
        working=Leg(hip=(40, 200)),
        resting=Leg(knee=(45, 180)),
        traits=(CROSSED,),
    ),
    figure=Figure(
        ON_THE_BACK_KNEES_BENT.but(working=ANKLE_ON_THIGH),
        ON_THE_BACK.but(
            working=ANKLE_ON_THIGH,
            resting=LegPose(hip=100.0, knee=95.0, foot=50.0),
            arm=ArmPose(hand_at=replace(BEHIND_THIGH, other=True), elbow_to=(-0.2, 1.0, -0.5)),
            other_arm=ArmPose(hand_at=BEHIND_THIGH, elbow_to=(-0.2, 1.0, -0.5)),
        ),
        stays="resting hip",
        props=(Prop.MAT,),
        marked=(Muscle.SEAT,),
        traced=("resting knee beyond",),
        looking_down_deg=14.0,
    ),
    needs=(Joint.SHOULDER, Joint.HIP),
    primary=Primary(
        NEAR_HIP_FLEXION, zone=75, good=(85, 150), ok=(60, 165), rest=50, cap_severity=Severity.SPEAK
    ),
    checks=(
        Check(
            "feet-misplaced",
            ANKLE_TO_KNEE,
            at_most(0.40, 0.60),
            Severity.SHOW,
            cue="Rest your ankle just above the other knee.",
            source="catalogue G1; only shown, the crossed ankle is read badly (measured)",
        ),
        Check(
            "shoulders-lifted",
            SHOULDER_RISE,
            at_most(0.10, 0.20),
            Severity.SHOW,
            cue="Rest your head and shoulders on the mat.",
            source="catalogue G1 (0.06/0.10)",
        ),
        Check(
            "hips-turned",
            TRUNK_ROLL,
            at_most(0.07, 0.10),
            Severity.SHOW,
            cue="Keep your tailbone on the mat.",
            source="catalogue G1; only shown: none of three turned pelvises was found from the side",
        ),
    ),
    not_seen=("hips-turned",),
    dose=Hold(target_s=30, sets=2),
    pace=leg_pace(NEAR_HIP_FLEXION),
    contraindications=("hip-problem", "knee-problem", "pregnancy"),
    replaced_by=("knee-to-chest", "supine-hamstring", "side-bend"),
    easier=(Less.RANGE, Less.HOLD),
    source="catalogue G1; 30 s x 2-3, exercise leaflets",
)
