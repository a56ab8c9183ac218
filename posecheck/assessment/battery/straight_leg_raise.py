"""Active straight leg raise, lying on the back: how far one straight leg goes up."""

from posecheck.assessment.test import HELD_S, LEAST_HELD_S, REPETITIONS, AssessmentTest, conditions_of
from posecheck.exercise import (
    ON_FLOOR,
    ON_THE_BACK,
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
    Posture,
    Primary,
    Prop,
    Severity,
    Stance,
    View,
    at_most,
    below,
    leg_pace,
)
from posecheck.exercise.measures import HIP_RISE, KNEE_FLEXION, LEG_RAISE

_KNEE = Check(
    "knee-bent",
    KNEE_FLEXION,
    at_most(15, 20),
    Severity.SPEAK,
    cue="Keep the knee straight, even if the leg comes down a little.",
    source="catalogue H3: a straight leg raise counts up to 20 degrees of knee bend",
)
_HIPS = Check(
    "hips-lifted",
    HIP_RISE,
    at_most(0.10, 0.16),
    Severity.SPEAK,
    cue="Let your tailbone stay heavy on the mat.",
    source="as in the supine hamstring stretch: the landmark rises by 0.09 to 0.14 with a hip that rests",
)

STRAIGHT_LEG_RAISE = AssessmentTest(
    id="straight-leg-raise",
    title="Straight leg raise",
    exercise=Exercise(
        id="assessment-straight-leg-raise",
        title="Straight leg raise",
        folder=Folder.HAMSTRING,
        targets=("hamstrings",),
        setup="Lie on your back, both legs long. Then raise one straight leg, slowly.",
        camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high. The leg you raise is nearer to the "
        "camera.",
        view=View.SIDE,
        near=Near.WORKING_LEG,
        posture=(Posture.SUPINE, Posture.INVERTED),
        observability=Observability.A,
        sides=True,
        start=Stance(working=Leg(hip=(-30, 60)), resting=Leg(hip=(-30, 85)), hips=ON_FLOOR),
        position=Stance(
            must="For this test one long leg goes up and the other one stays long.",
            hips=below(0.75),
            working=Leg(knee=below(65)),
            resting=Leg(hip=(-40, 85), foot=below(0.7)),
            must_see=("resting foot",),
        ),
        figure=Figure(
            ON_THE_BACK,
            ON_THE_BACK.but(working=LegPose(hip=66.0)),
            stays="resting hip",
            props=(Prop.MAT,),
            marked=(Muscle.HAMSTRING,),
            traced=("working ankle beyond",),
        ),
        needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE),
        primary=Primary(
            LEG_RAISE, zone=15, good=(15, 125), ok=(15, 130), rest=0, low_cue="As far as it is comfortable."
        ),
        checks=(_KNEE, _HIPS),
        dose=Hold(target_s=HELD_S, sets=REPETITIONS, credit_s=LEAST_HELD_S),
        pace=leg_pace(LEG_RAISE),
        contraindications=("nerve-symptoms", "pregnancy"),
        scored=False,
        source="Gajdosik et al. 1993",
    ),
    measured=LEG_RAISE,
    larger_is_better=True,
    what="How far one straight leg goes up against the line of the trunk: the length of the hamstrings, and "
    "what the back lets them do.",
    conditions=conditions_of(_KNEE, _HIPS),
    not_seen=(
        (
            "Whether the pelvis tips with the leg: of two people with the same number, one may bend "
            "the hip and the other the lower back."
        ),
    ),
    sources=(
        (
            "Gajdosik RL, Rieck MA, Sullivan DK, Wightman SE. Comparison of four clinical tests for "
            "assessing hamstring muscle length. J Orthop Sports Phys Ther 1993;18:614-618."
        ),
    ),
)
