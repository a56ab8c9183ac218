"""Prone press-up: lying on the front, how far the chest comes up while the hips stay down."""

from posecheck.assessment.test import HELD_S, LEAST_HELD_S, REPETITIONS, AssessmentTest, conditions_of
from posecheck.exercise import (
    ON_FLOOR,
    ON_THE_FRONT,
    Check,
    Eased,
    Exercise,
    Figure,
    Folder,
    Hold,
    Joint,
    Leg,
    Muscle,
    Observability,
    OnFloor,
    Posture,
    Primary,
    Prop,
    Severity,
    Stance,
    View,
    at_most,
    below,
    trunk_pace,
)
from posecheck.exercise.measures import THIGH_ELEVATION, TRUNK_EXTENSION

_HIPS = Check(
    "hips-lifted",
    THIGH_ELEVATION,
    at_most(6, 10),
    Severity.SPEAK,
    cue="Let your hips sink into the mat, even if your chest comes down a little.",
    source="as in the press-up: on the mat to 2, lifted from 16 degrees of the thighs",
)

PRONE_PRESS_UP = AssessmentTest(
    id="prone-press-up",
    title="Prone press-up",
    exercise=Exercise(
        id="assessment-prone-press-up",
        title="Prone press-up",
        folder=Folder.BACK,
        targets=("lumbar extension", "abdominals"),
        setup="Lie on your front, hands beside your chest. Then press your chest up slowly and leave your "
        "hips down.",
        camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high.",
        view=View.SIDE,
        posture=(Posture.PRONE, Posture.INVERTED),
        observability=Observability.A,
        start=Stance(trunk=(60, 120), working=Leg(hip=(-30, 30), knee=below(45))),
        position=Stance(
            must="For this test your hips and legs stay on the mat.",
            hips=below(0.65),
            lower_hand=ON_FLOOR,
            working=Leg(hip=(-100, 10), knee=below(40), thigh=(60, 115), foot=ON_FLOOR),
        ),
        figure=Figure(
            ON_THE_FRONT.arms(hand_at=OnFloor(0.72, 0.22, 0.04), elbow_to=(-0.6, 1.0, -1.0)),
            ON_THE_FRONT.but(trunk=50.0, bend=-50.0, neck=-18.0)
            .legs(hip=-40.0)
            .arms(hand_at=OnFloor(0.72, 0.22, 0.04), elbow_to=(-0.5, 0.8, -1.0)),
            stays="working hip",
            rests_on=("working hip", "working toe"),
            props=(Prop.MAT,),
            marked=(Muscle.LOW_BACK,),
            traced=("crown",),
        ),
        needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE),
        primary=Primary(
            TRUNK_EXTENSION,
            zone=12,
            good=(12, 80),
            ok=(12, 85),
            rest=0,
            low_cue="As far as it is comfortable.",
        ),
        checks=(_HIPS,),
        dose=Hold(target_s=HELD_S, sets=REPETITIONS, credit_s=LEAST_HELD_S),
        pace=trunk_pace(TRUNK_EXTENSION),
        contraindications=("worse-arching", "pregnancy", "wrist-problem"),
        not_when=Eased.BY_BENDING,
        scored=False,
        source="Bandy and Reese 2004",
    ),
    measured=TRUNK_EXTENSION,
    larger_is_better=True,
    what="How far the line from hip to shoulder rises off the floor while the hips stay down: how far the "
    "back arches.",
    conditions=conditions_of(_HIPS),
    not_seen=(
        "How much of it is the lower back and how much the upper back, and whether the shoulders do it.",
    ),
    sources=(
        (
            "Bandy WD, Reese NB. Strapped versus unstrapped technique of the prone press-up for "
            "measurement of lumbar extension using a tape measure. Arch Phys Med Rehabil 2004;85:99-103."
        ),
    ),
)
