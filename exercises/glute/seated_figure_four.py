"""Figure-four on a chair: ankle on the opposite thigh, tip from the hips."""

from posecheck.exercise import (
    ON_CHAIR,
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
    above,
    at_most,
    trunk_pace,
)
from posecheck.exercise.measures import (
    ANKLE_TO_KNEE,
    ROUNDING,
    SHIN_TILT,
    TRUNK_INCLINATION,
)

CROSSED = Trait("ankle on the other thigh", ANKLE_TO_KNEE.of, (0.0, 0.8))


#: One ankle on the other thigh, the hands on its shin.
ANKLE_CROSSED = ON_CHAIR.but(
    working=LegPose(
        ankle_at=OnBody("thigh", 0.86, other=True, off_m=(0.12, -0.06, 0.0)),
        knee_to=(0.5, 1.0, 0.0),
        foot=85.0,
    ),
    arm=ArmPose(hand_at=OnBody("thigh", 0.95, off_m=(0.0, 0.0, 0.1))),
    other_arm=ArmPose(hand_at=OnBody("hips", 0.0, off_m=(0.0, 0.07, 0.06)), elbow_to=(-1.0, 0.7, 0.0)),
)


SEATED_FIGURE_FOUR = Exercise(
    id="seated-figure-four",
    title="Figure-four on a chair",
    folder=Folder.GLUTE,
    targets=("deep rotators", "gluteus maximus"),
    setup="Sit on a chair, one ankle on the other thigh. Tip forward from your hips with a long back.",
    camera="At your side, 2 to 3 m away and about 0.8 m high. The leg on the floor is nearer to the camera.",
    view=View.SIDE,
    near=Near.RESTING_LEG,
    posture=(Posture.SITTING,),
    observability=Observability.B,
    sides=True,
    start=Stance(trunk=(-30, 25), traits=(CROSSED,)),
    position=Stance(
        must="For this stretch one ankle rests on the other thigh.",
        trunk=(5, 90),
        hips=above(0.6),
        resting=Leg(knee=(45, 140), shin=(0, 50)),
        traits=(CROSSED,),
    ),
    figure=Figure(
        ANKLE_CROSSED,
        ANKLE_CROSSED.but(trunk=32.0, resting=LegPose(hip=122.0, knee=90.0, flat=True)),
        stays="resting ankle",
        props=(Prop.CHAIR,),
        marked=(Muscle.SEAT,),
        traced=("crown",),
        turned_deg=30.0,
        looking_down_deg=30.0,
    ),
    needs=(Joint.SHOULDER, Joint.HIP),
    primary=Primary(
        TRUNK_INCLINATION, zone=12, good=(15, 40), ok=(12, 50), rest=0, cap_severity=Severity.SPEAK
    ),
    checks=(
        Check(
            "back-rounded",
            ROUNDING,
            at_most(0.06, 0.12),
            Severity.URGENT,
            cue="Bring your breastbone over your shin.",
            source="catalogue G4",
        ),
        Check(
            "feet-misplaced",
            ANKLE_TO_KNEE,
            at_most(0.35, 0.50),
            Severity.SHOW,
            cue="Rest your ankle just above the other knee.",
            source="catalogue G4",
        ),
        Check(
            "feet-misplaced",
            SHIN_TILT,
            at_most(15, 25),
            Severity.SHOW,
            cue="Slide your foot under your knee.",
            side="near",
            source="catalogue G4",
        ),
    ),
    dose=Hold(target_s=15, sets=2),
    pace=trunk_pace(TRUNK_INCLINATION),
    contraindications=("hip-problem", "knee-problem"),
    replaced_by=("standing-hamstring", "side-bend"),
    easier=(Less.RANGE, Less.HOLD),
    source="catalogue G4; 10-15 s, Eskenazi",
)
