"""Seated single-leg reach: one leg long, the other sole against the inner thigh."""

from posecheck.exercise import (
    BELOW_THE_SYMPTOM,
    ArmPose,
    BodyPose,
    Check,
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
    below,
    trunk_pace,
)
from posecheck.exercise.measures import (
    KNEE_EXTENSION,
    KNEE_FLEXION,
    NECK,
    ROUNDING,
    TRUNK_INCLINATION,
    leg_fold_deg,
    seat_height_torso,
)

FOLDED = Trait("hips folded", leg_fold_deg, (50, 230))
SEATED = Trait("seat on the floor", seat_height_torso, (-0.6, 0.5))


#: Sitting on the floor, one leg long, the other sole against its thigh.
ONE_LEG_LONG = BodyPose(
    working=LegPose(hip=90.0, foot=80.0),
    resting=LegPose(
        ankle_at=OnBody("thigh", 0.85, other=True, off_m=(0.0, 0.11, 0.0)),
        knee_to=(0.1, 1.0, 0.25),
        foot=40.0,
    ),
)


SEATED_HAMSTRING = Exercise(
    id="seated-hamstring",
    title="Seated hamstring reach",
    folder=Folder.HAMSTRING,
    targets=("hamstrings", "lumbar extensors"),
    setup="Sit on a folded towel on the floor, one leg long, the other sole against its thigh.",
    camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high. The long leg is nearer to the camera.",
    view=View.SIDE,
    near=Near.WORKING_LEG,
    posture=(Posture.SITTING, Posture.KNEELING, Posture.ALL_FOURS, Posture.PRONE),
    observability=Observability.A,
    sides=True,
    side_by=KNEE_EXTENSION,
    side_lead=20.0,
    start=Stance(trunk=(-45, 30), working=Leg(knee=below(75), thigh=(60, 120))),
    position=Stance(
        must="For this stretch you sit on the floor with one long leg in front of you.",
        working=Leg(knee=below(80), thigh=(50, 125), shin=(40, 125)),
        traits=(FOLDED, SEATED),
    ),
    figure=Figure(
        ONE_LEG_LONG.arms(hand_at=OnBody("thigh", 0.7, off_m=(0.09, 0.0, 0.0))),
        ONE_LEG_LONG.but(
            trunk=36.0,
            bend=12.0,
            working=LegPose(hip=126.0, foot=80.0),
            arm=ArmPose(hand_at=OnBody("shin", 0.6, off_m=(0.08, 0.0, 0.0))),
            other_arm=ArmPose(hand_at=OnBody("thigh", 0.95, off_m=(0.09, 0.0, 0.0))),
        ),
        stays="working hip",
        props=(Prop.MAT,),
        marked=(Muscle.HAMSTRING,),
        traced=("crown",),
        turned_deg=35.0,
        looking_down_deg=30.0,
    ),
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE),
    primary=Primary(
        TRUNK_INCLINATION,
        zone=12,
        good=(15, 55),
        ok=(12, 62),
        rest=-3,
        cap_fault="back-rounded",
        cap_cue="Reach your chest to your toes, not your head.",
    ),
    checks=(
        Check(
            "back-rounded",
            ROUNDING,
            at_most(0.14, 0.20),
            Severity.URGENT,
            cue="Reach your chest to your toes, not your head.",
            body_cue="Come up a little and lengthen your back.",
            source="catalogue H2 (0.12); rendered clips from the side: flat to 0.13, rounded from 0.24",
        ),
        Check(
            "knee-bent",
            KNEE_FLEXION,
            at_most(10, 20),
            Severity.SPEAK,
            cue="Melt your knee into the floor.",
            body_cue="Straighten the knee of your long leg.",
            source="catalogue H2",
        ),
        Check(
            "head-dropped",
            NECK,
            at_most(25, 35),
            Severity.SHOW,
            cue="Look at your toes.",
            source="catalogue H2",
        ),
    ),
    not_seen=("hips-turned",),
    dose=Hold(target_s=30, sets=2),
    pace=trunk_pace(TRUNK_INCLINATION),
    contraindications=("osteoporosis", "worse-bending", "nerve-symptoms", "hip-problem"),
    replaced_by=("supine-hamstring", "standing-hamstring"),
    adapted=(BELOW_THE_SYMPTOM,),
    easier=(
        # lying down has the least load on the spine (§6.1)
        Instead("supine-hamstring", "An easier version: lying down, so that your back can rest."),
        Less.RANGE,
        Less.HOLD,
    ),
    source="catalogue H2; San Diego Sports Med 30 s",
)
