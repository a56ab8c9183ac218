"""Fingertip to floor: standing with straight knees, how near the fingertips come to the floor."""

from posecheck.assessment.measures import HAND_TO_FLOOR
from posecheck.assessment.test import HELD_S, LEAST_HELD_S, REPETITIONS, AssessmentTest, conditions_of
from posecheck.exercise import (
    STAND,
    BodyPose,
    Check,
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
    Severity,
    Stance,
    Trait,
    View,
    above,
    at_most,
    below,
    trunk_pace,
)
from posecheck.exercise.measures import KNEE_FLEXION, STEP, TRUNK_INCLINATION

_KNEE = Check(
    "knee-bent",
    KNEE_FLEXION,
    at_most(15, 20),
    Severity.SPEAK,
    cue="Keep the knees straight, even if your hands come up a little.",
    source="the test is done with straight knees (Perret et al. 2001); 20 degrees as in the straight leg "
    "raise",
)

FINGERTIP_TEST = AssessmentTest(
    id="fingertip-to-floor",
    title="Fingertip to floor",
    exercise=Exercise(
        id="assessment-fingertip-to-floor",
        title="Fingertip to floor",
        folder=Folder.BACK,
        targets=("hamstrings", "whole back"),
        setup="Stand with your feet together and your knees straight. Then bend forward slowly and let your "
        "arms and fingers hang long.",
        camera="At your side, 2 to 4 m away and about 1 m high.",
        view=View.SIDE,
        posture=(Posture.STANDING,),
        observability=Observability.A,
        start=Stance(trunk=(-25, 25), hips=above(1.0), working=Leg(knee=below(50))),
        position=Stance(
            must="For this test you stand on both feet and bend over them.",
            hips=above(0.95),
            working=Leg(knee=below(70), thigh=(0, 55)),
            traits=(Trait("feet together", STEP.of, (0.0, 0.4), often_hidden=True),),
        ),
        figure=Figure(
            STAND,
            BodyPose(trunk=112.0, bend=40.0, neck=12.0)
            .legs(hip=112.0, flat=True)
            .arms(hand_at=OnFloor(0.2, 0.14, 0.22), elbow_to=(-1.0, 0.2, 0.3)),
            marked=(Muscle.HAMSTRING, Muscle.BACK),
            traced=("crown",),
        ),
        needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE),
        primary=Primary(
            TRUNK_INCLINATION,
            zone=18,
            good=(18, 175),
            ok=(18, 178),
            rest=0,
            low_cue="As far as it is comfortable.",
        ),
        checks=(_KNEE,),
        reports=(HAND_TO_FLOOR,),
        dose=Hold(target_s=HELD_S, sets=REPETITIONS, credit_s=LEAST_HELD_S),
        pace=trunk_pace(TRUNK_INCLINATION),
        contraindications=(
            "osteoporosis",
            "worse-bending",
            "nerve-symptoms",
            "head-below-heart",
            "hip-problem",
            "dizziness",
            "pregnancy",
        ),
        scored=False,
        source="Perret et al. 2001",
    ),
    measured=HAND_TO_FLOOR,
    larger_is_better=False,
    what="How near the fingertips come to the floor with straight knees: hips, hamstrings and back together.",
    conditions=conditions_of(_KNEE),
    not_seen=(
        (
            "How much of it is the lower back and how much the hips: a modified Schober test needs "
            "marks on the skin and a tape."
        ),
    ),
    sources=(
        (
            "Perret C, Poiraudeau S, Fermanian J, et al. Validity, reliability, and responsiveness of the "
            "fingertip-to-floor test. Arch Phys Med Rehabil 2001;82:1566-1570."
        ),
    ),
)
