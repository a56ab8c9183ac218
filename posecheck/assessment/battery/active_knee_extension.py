"""Active knee extension (90/90), lying on the back: how straight the knee gets over an upright thigh."""

from posecheck.assessment.test import HELD_S, LEAST_HELD_S, REPETITIONS, AssessmentTest, conditions_of
from posecheck.exercise import (
    ON_FLOOR,
    ON_THE_BACK,
    ArmPose,
    Check,
    Exercise,
    Fault,
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
    View,
    below,
    leg_pace,
    within,
)
from posecheck.exercise.measures import HIP_FLEXION, KNEE_EXTENSION

_THIGH = Check(
    "thigh-not-upright",
    HIP_FLEXION,
    within((80, 100), (70, 110)),
    Severity.SPEAK,
    cue="Take your knee a little away from your chest, until the thigh is upright.",
    cue_low="Bring your thigh upright and hold it there.",
    source="the test holds the hip at 90 degrees (Gajdosik and Lusin 1983); 10 more either way for the "
    "landmarks",
)
_BEHIND_THIGH = OnBody("thigh", 0.75, off_m=(-0.09, 0.0, 0.0))
_START = ON_THE_BACK.but(
    working=LegPose(hip=90.0, knee=90.0, foot=80.0),
    arm=ArmPose(hand_at=_BEHIND_THIGH, elbow_to=(-0.2, 1.0, -0.5)),
    other_arm=ArmPose(hand_at=OnBody("thigh", 0.75, True, (-0.09, 0.0, 0.0)), elbow_to=(-0.2, 1.0, -0.5)),
)

ACTIVE_KNEE_EXTENSION = AssessmentTest(
    id="active-knee-extension",
    title="Active knee extension",
    exercise=Exercise(
        id="assessment-active-knee-extension",
        title="Active knee extension",
        folder=Folder.HAMSTRING,
        targets=("hamstrings",),
        setup="Lie on your back. Hold one thigh upright with your hands, its knee bent; the other leg is "
        "long. Then straighten the knee, slowly.",
        camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high. The leg you straighten is nearer to the "
        "camera.",
        view=View.SIDE,
        near=Near.WORKING_LEG,
        posture=(Posture.SUPINE, Posture.INVERTED),
        observability=Observability.A,
        sides=True,
        # the other leg lies long: by the straightness of the knee it would be the one that works
        side_by=HIP_FLEXION,
        side_lead=20.0,
        start=Stance(working=Leg(hip=(60, 125), knee=(60, 145)), resting=Leg(hip=(-40, 85)), hips=ON_FLOOR),
        position=Stance(
            must="For this test one thigh stays upright and the other leg stays down.",
            hips=below(0.75),
            working=Leg(hip=(50, 130), knee=below(82)),
            resting=Leg(hip=(-40, 85), foot=below(0.7)),
        ),
        figure=Figure(
            _START,
            _START.but(working=LegPose(hip=90.0, knee=30.0, foot=80.0)),
            stays="resting hip",
            props=(Prop.MAT,),
            marked=(Muscle.HAMSTRING,),
            traced=("working ankle",),
        ),
        needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE),
        primary=Primary(
            KNEE_EXTENSION,
            zone=105,
            good=(105, 185),
            ok=(105, 190),
            rest=85,
            low_cue="As far as it is comfortable.",
        ),
        checks=(_THIGH,),
        dose=Hold(target_s=HELD_S, sets=REPETITIONS, credit_s=LEAST_HELD_S),
        pace=leg_pace(KNEE_EXTENSION),
        faults=(Fault("thigh-not-upright", "the thigh is not upright"),),
        contraindications=("nerve-symptoms", "pregnancy", "knee-problem"),
        scored=False,
        source="Gajdosik and Lusin 1983",
    ),
    measured=KNEE_EXTENSION,
    larger_is_better=True,
    what="How straight the knee gets while the thigh stands upright, 180 degrees straight: the length of the "
    "hamstrings with little load on the back.",
    conditions=conditions_of(_THIGH),
    not_seen=("Whether the pelvis tips while the knee straightens.",),
    sources=(
        (
            "Gajdosik R, Lusin G. Hamstring muscle tightness: reliability of an active-knee-extension test. "
            "Phys Ther 1983;63:1085-1090."
        ),
    ),
)
