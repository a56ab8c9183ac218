"""Single knee to chest, lying on the back."""

from dataclasses import replace

from posecheck.exercise import (
    ON_FLOOR,
    ON_THE_BACK,
    ArmPose,
    Check,
    Eased,
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
    above,
    at_most,
    below,
    leg_pace,
)
from posecheck.exercise.measures import (
    FOOT_RISE,
    HAND_TO_KNEE,
    HIP_FLEXION,
    NECK,
    SHOULDER_RISE,
    knees_apart_thigh,
)

KNEES_APART = Trait("knees apart", knees_apart_thigh, above(1.1), often_hidden=True)


BEHIND_THIGH = OnBody("thigh", 0.75, off_m=(-0.09, 0.0, 0.0))


KNEE_TO_CHEST = Exercise(
    id="knee-to-chest",
    title="Single knee to chest",
    folder=Folder.GLUTE,
    targets=("gluteus maximus", "lumbar extensors"),
    setup="Lie on your back. Draw one knee in with your hands behind the thigh.",
    camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high. The knee you draw in is nearer to the camera.",
    view=View.SIDE,
    near=Near.WORKING_LEG,
    posture=(Posture.SUPINE, Posture.INVERTED),
    observability=Observability.A,
    sides=True,
    start=Stance(working=Leg(hip=(-30, 85)), resting=Leg(hip=(-30, 85)), hips=ON_FLOOR),
    position=Stance(
        must="For this stretch one knee comes in and the other foot stays down.",
        working=Leg(knee=(50, 180)),
        resting=Leg(hip=(-40, 85), foot=below(0.6)),
        traits=(KNEES_APART,),
        must_see=("resting hip",),
    ),
    figure=Figure(
        ON_THE_BACK,
        ON_THE_BACK.but(
            working=LegPose(hip=118.0, knee=115.0, foot=50.0),
            arm=ArmPose(hand_at=BEHIND_THIGH, elbow_to=(-0.2, 1.0, -0.5)),
            other_arm=ArmPose(hand_at=replace(BEHIND_THIGH, other=True), elbow_to=(-0.2, 1.0, -0.5)),
        ),
        stays="resting hip",
        props=(Prop.MAT,),
        marked=(Muscle.SEAT, Muscle.LOW_BACK),
        traced=("working knee beyond",),
    ),
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE),
    primary=Primary(
        HIP_FLEXION, zone=80, good=(105, 150), ok=(80, 165), rest=20, cap_severity=Severity.SPEAK
    ),
    checks=(
        Check(
            "arms-misplaced",
            HAND_TO_KNEE,
            at_most(0.5, 0.7),
            Severity.SHOW,
            cue="Hold the leg behind the thigh.",
            source="catalogue G2",
        ),
        Check(
            "shoulders-lifted",
            SHOULDER_RISE,
            at_most(0.06, 0.10),
            Severity.SPEAK,
            cue="Rest your head and shoulders on the mat.",
            source="catalogue G1, G2",
        ),
        Check(
            "head-dropped",
            NECK,
            at_most(12, 20),
            Severity.SHOW,
            cue="Rest your head on the mat.",
            source="catalogue G2 (20/30); rendered clips: resting to 5, lifted from 25",
        ),
        Check(
            "feet-misplaced",
            FOOT_RISE,
            at_most(0.08, 0.12),
            Severity.SHOW,
            cue="Keep the other foot planted.",
            side="other",
            source="catalogue G2",
        ),
    ),
    not_seen=("hips-turned",),
    dose=Hold(target_s=20, sets=2),
    pace=leg_pace(HIP_FLEXION),
    contraindications=("worse-bending", "hip-problem", "pregnancy"),
    replaced_by=("figure-four", "knee-rolls", "side-bend"),
    not_when=Eased.BY_ARCHING,
    easier=(Less.RANGE, Less.HOLD),
    source="catalogue G2; Mayo 5 s x 2-3, other guides 20 s x 5",
)
