"""Both knees to the chest, lying on the back."""

from posecheck.exercise import (
    ON_FLOOR,
    ON_THE_BACK,
    ON_THE_BACK_KNEES_BENT,
    Check,
    Eased,
    Exercise,
    Figure,
    Folder,
    Hold,
    Instead,
    Joint,
    Leg,
    LegPose,
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
    at_most,
    leg_pace,
)
from posecheck.exercise.measures import (
    HIP_RISE,
    KNEES_GAP,
    NEAR_HIP_FLEXION,
    NECK,
    ankle_crossing_thigh,
    feet_apart_thigh,
)

NOT_CROSSED = Trait("ankle not on the other thigh", ankle_crossing_thigh, above(0.5), all_the_way=True)
FEET_TOGETHER = Trait("feet together", feet_apart_thigh, (0.0, 1.35), often_hidden=True)


DOUBLE_KNEE_TO_CHEST = Exercise(
    id="double-knee-to-chest",
    title="Both knees to chest",
    folder=Folder.GLUTE,
    targets=("gluteus maximus", "lumbar extensors"),
    setup="Lie on your back. Draw one knee in and then the other, hands behind the thighs.",
    camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high.",
    view=View.SIDE,
    posture=(Posture.SUPINE, Posture.INVERTED),
    observability=Observability.A,
    start=Stance(working=Leg(hip=(-30, 85)), resting=Leg(hip=(-30, 85)), hips=ON_FLOOR),
    position=Stance(
        must="For this stretch both knees come in together.",
        working=Leg(knee=(50, 180), foot=above(0.35)),
        resting=Leg(hip=(55, 200), foot=above(0.35)),
        traits=(FEET_TOGETHER, NOT_CROSSED),
    ),
    figure=Figure(
        ON_THE_BACK_KNEES_BENT,
        ON_THE_BACK.but(
            working=LegPose(hip=118.0, knee=115.0, foot=50.0),
            resting=LegPose(hip=114.0, knee=112.0, foot=50.0),
        ).arms(hand_at=OnBody("thigh", 0.75, off_m=(-0.09, 0.0, 0.0)), elbow_to=(-0.2, 1.0, -0.5)),
        stays="working hip",
        props=(Prop.MAT,),
        marked=(Muscle.BOTH_SEATS, Muscle.LOW_BACK),
        traced=("working knee beyond",),
    ),
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE),
    primary=Primary(
        NEAR_HIP_FLEXION, zone=85, good=(110, 155), ok=(85, 170), rest=20, cap_severity=Severity.SPEAK
    ),
    checks=(
        Check(
            "knees-apart",
            KNEES_GAP,
            at_most(0.3, 0.45),
            Severity.SHOW,
            cue="Bring both knees in together.",
            source="catalogue G3",
        ),
        Check(
            "hips-lifted",
            HIP_RISE,
            at_most(0.30, 0.40),
            Severity.SPEAK,
            cue="Let your tailbone sink.",
            source="catalogue G3 (0.20); an ordinary hug of a real person curls the pelvis and reads 0.28",
        ),
        Check(
            "head-dropped",
            NECK,
            at_most(12, 20),
            Severity.SHOW,
            cue="Rest your head on the mat.",
            source="catalogue G3 (20/30); rendered clips: resting to 4, lifted from 29",
        ),
    ),
    dose=Hold(target_s=15, sets=2),
    pace=leg_pace(NEAR_HIP_FLEXION),
    contraindications=("osteoporosis", "worse-bending", "hip-problem", "pregnancy"),
    replaced_by=("knee-to-chest", "figure-four", "side-bend"),
    not_when=Eased.BY_ARCHING,
    easier=(
        # "one leg at a time in and out" (§6.2)
        Instead("knee-to-chest", "An easier version: one knee at a time."),
        Less.RANGE,
        Less.HOLD,
    ),
    source="catalogue G3; 10-20 s x 2",
)
