"""Standing side bend: how far the trunk leans to one side."""

from posecheck.assessment.test import HELD_S, LEAST_HELD_S, REPETITIONS, AssessmentTest, conditions_of
from posecheck.exercise import (
    STAND,
    ArmPose,
    Check,
    Exercise,
    Figure,
    Folder,
    Hold,
    Joint,
    Leg,
    Muscle,
    Observability,
    OnBody,
    Posture,
    Primary,
    Severity,
    Stance,
    Trait,
    View,
    above,
    at_least,
    at_most,
    below,
    trunk_pace,
)
from posecheck.exercise.measures import HIPS_SHIFT, LATERAL_LEAN, SHOULDER_WIDTH, feet_level_torso

_STANDING = Stance(
    must="For this test you stand on both feet and bend to the side.",
    hips=above(1.0),
    shoulders=above(1.8),
    working=Leg(knee=below(50), thigh=(0, 45)),
    resting=Leg(knee=below(50), thigh=(0, 45)),
    traits=(Trait("both feet down", feet_level_torso, (0.0, 0.45)),),
)
_LEANING = Check(
    "leaning",
    SHOULDER_WIDTH,
    at_least(0.85, 0.75),
    Severity.SPEAK,
    cue="Bend straight to the side, not to the front.",
    source="catalogue B7",
)
_HIPS = Check(
    "hips-shifted",
    HIPS_SHIFT,
    at_most(0.17, 0.25),
    Severity.SPEAK,
    cue="Keep your hips still; slide your hand down.",
    source="catalogue B7 (0.15/0.25)",
)

SIDE_BEND_TEST = AssessmentTest(
    id="side-bend",
    title="Side bend",
    exercise=Exercise(
        id="assessment-side-bend",
        title="Side bend",
        folder=Folder.BACK,
        targets=("quadratus lumborum", "obliques"),
        setup="Stand tall facing the camera, both knees straight. Then slide one hand down the outside of "
        "your thigh, slowly.",
        camera="In front of you, 2 to 4 m away and about 1 m high.",
        view=View.FRONT,
        posture=(Posture.STANDING,),
        observability=Observability.A,
        sides=True,
        start=_STANDING,
        position=_STANDING,
        figure=Figure(
            STAND.but(arm=ArmPose(hand_at=OnBody("thigh", 0.15, off_m=(0.02, 0.1, 0.0)))),
            STAND.but(lean=21.0, arm=ArmPose(hand_at=OnBody("thigh", 0.75, off_m=(0.02, 0.1, 0.0)))),
            stays="resting ankle",
            marked=(Muscle.FLANK,),
            traced=("crown",),
        ),
        needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE),
        primary=Primary(
            LATERAL_LEAN,
            zone=7,
            good=(7, 50),
            ok=(7, 55),
            rest=0,
            low_cue="As far as it is comfortable.",
        ),
        checks=(_LEANING, _HIPS),
        dose=Hold(target_s=HELD_S, sets=REPETITIONS, credit_s=LEAST_HELD_S),
        pace=trunk_pace(LATERAL_LEAN),
        scored=False,
        source="Mellin 1986",
    ),
    measured=LATERAL_LEAN,
    larger_is_better=True,
    what="How far the trunk leans to one side, from upright: bending of the whole spine to that side.",
    conditions=conditions_of(_LEANING, _HIPS),
    not_seen=("Where in the spine it bends, and whether the pelvis tips with it.",),
    sources=(
        (
            "Mellin GP. Accuracy of measuring lateral flexion of the spine with a tape. Clin Biomech "
            "1986;1:85-89."
        ),
    ),
)
