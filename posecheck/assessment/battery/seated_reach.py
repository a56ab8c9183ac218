"""Seated reach with one long leg: how far the trunk comes over it.

The distance of the fingertips, which the test is known for, was tried and is not given: on the clips with
truth the landmarker put hands that lie on the shin at the foot, wrong by 0.1 to 0.5 leg lengths.
"""

from posecheck.assessment.test import HELD_S, LEAST_HELD_S, REPETITIONS, AssessmentTest, conditions_of
from posecheck.exercise import (
    ArmPose,
    BodyPose,
    Check,
    Exercise,
    Figure,
    Folder,
    Hold,
    Joint,
    Leg,
    LegPose,
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
    TRUNK_INCLINATION,
    leg_fold_deg,
    seat_height_torso,
)

_KNEE = Check(
    "knee-bent",
    KNEE_FLEXION,
    at_most(15, 20),
    Severity.SPEAK,
    cue="Keep the knee of your long leg straight, even if your hands come back a little.",
    source="catalogue H2: the reach counts up to 20 degrees of knee bend",
)
_SEAT = BodyPose(
    working=LegPose(hip=90.0, foot=80.0),
    resting=LegPose(
        ankle_at=OnBody("thigh", 0.85, other=True, off_m=(0.0, 0.11, 0.0)),
        knee_to=(0.1, 1.0, 0.25),
        foot=40.0,
    ),
)

SEATED_REACH_TEST = AssessmentTest(
    id="seated-reach",
    title="Seated reach",
    exercise=Exercise(
        id="assessment-seated-reach",
        title="Seated reach",
        folder=Folder.HAMSTRING,
        targets=("hamstrings", "lumbar extensors"),
        setup="Sit on the floor, one leg long, the other sole against its thigh. Then reach along the long "
        "leg with long arms, slowly.",
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
            must="For this test you sit on the floor with one long leg in front of you.",
            working=Leg(knee=below(80), thigh=(50, 125), shin=(40, 125)),
            traits=(
                Trait("hips folded", leg_fold_deg, (50, 230)),
                Trait("seat on the floor", seat_height_torso, (-0.6, 0.5)),
            ),
        ),
        figure=Figure(
            _SEAT.arms(hand_at=OnBody("thigh", 0.7, off_m=(0.09, 0.0, 0.0))),
            _SEAT.but(
                trunk=36.0,
                bend=16.0,
                working=LegPose(hip=126.0, foot=80.0),
                arm=ArmPose(hand_at=OnBody("shin", 0.75, off_m=(0.1, 0.0, 0.0))),
                other_arm=ArmPose(hand_at=OnBody("shin", 0.7, True, (0.1, 0.0, 0.0))),
            ),
            stays="working hip",
            props=(Prop.MAT,),
            marked=(Muscle.HAMSTRING,),
            traced=("crown",),
            turned_deg=35.0,
            looking_down_deg=30.0,
        ),
        needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE),
        primary=Primary(
            TRUNK_INCLINATION,
            zone=9,
            good=(9, 88),
            ok=(9, 95),
            rest=-3,
            low_cue="As far as it is comfortable.",
        ),
        checks=(_KNEE,),
        dose=Hold(target_s=HELD_S, sets=REPETITIONS, credit_s=LEAST_HELD_S),
        pace=trunk_pace(TRUNK_INCLINATION),
        contraindications=("osteoporosis", "worse-bending", "nerve-symptoms", "hip-problem", "pregnancy"),
        scored=False,
        source="Patterson et al. 1996",
    ),
    measured=TRUNK_INCLINATION,
    larger_is_better=True,
    what="How far the line from hip to shoulder leans over one long leg while the hands reach along it: "
    "hamstrings and back together.",
    conditions=conditions_of(_KNEE),
    not_seen=(
        "How much of it is the back and how much the hips.",
        (
            "How far the fingertips reach: where hands lie near a foot, the landmarks of hand and foot are "
            "mixed up by more than most people's change."
        ),
    ),
    sources=(
        "Wells KF, Dillon EK. The sit and reach: a test of back and leg flexibility. Res Q 1952;23:115-118.",
        (
            "Patterson P, Wiksten DL, Ray L, Flanders C, Sanphy D. The validity and reliability of the back "
            "saver sit-and-reach test in middle school girls and boys. Res Q Exerc Sport 1996;67:448-451."
        ),
    ),
)
