"""Standing forward fold, knees soft."""

from posecheck.exercise import (
    BELOW_THE_SYMPTOM,
    STAND,
    BodyPose,
    Check,
    Exercise,
    Figure,
    Folder,
    Hold,
    Instead,
    Joint,
    Leg,
    Less,
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
    within,
)
from posecheck.exercise.measures import (
    HIPS_AHEAD,
    KNEE_FLEXION,
    ROUNDING,
    STEP,
    TRUNK_INCLINATION,
    hands_ahead_leg,
)

FEET_TOGETHER = Trait("feet together", STEP.of, (0.0, 0.4), often_hidden=True)
HANDS_NEAR_FEET = Trait("hands near the feet", hands_ahead_leg, (-1.0, 0.7))


FORWARD_FOLD = Exercise(
    id="forward-fold",
    title="Standing forward fold",
    folder=Folder.HAMSTRING,
    targets=("hamstrings", "whole back"),
    setup="Stand with your feet hip width apart and your knees soft. Fold forward from the hips.",
    camera="At your side, 2 to 4 m away and about 1 m high.",
    view=View.SIDE,
    posture=(Posture.STANDING,),
    observability=Observability.B,
    start=Stance(trunk=(-25, 25), hips=above(1.0), working=Leg(knee=below(50))),
    position=Stance(
        must="For this stretch you stand on both feet and fold over them.",
        hips=above(0.95),
        working=Leg(knee=below(70), thigh=(0, 55)),
        traits=(FEET_TOGETHER, HANDS_NEAR_FEET),
    ),
    figure=Figure(
        STAND,
        BodyPose(trunk=122.0, bend=30.0, neck=12.0)
        .legs(hip=128.0, knee=12.0, flat=True)
        .arms(hand_at=OnFloor(0.2, 0.14, 0.13), elbow_to=(-1.0, 0.2, 0.3)),
        marked=(Muscle.HAMSTRING, Muscle.BACK),
        traced=("crown",),
    ),
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE),
    primary=Primary(
        TRUNK_INCLINATION, zone=40, good=(60, 155), ok=(40, 170), rest=0, cap_severity=Severity.SPEAK
    ),
    checks=(
        Check(
            "back-rounded",
            ROUNDING,
            at_most(0.14, 0.17),
            Severity.SPEAK,
            cue="Lengthen your back; let the hips do the folding.",
            body_cue="Come up a little until your back is flat.",
            source="catalogue RS; rendered clips: a fold from the hips to 0.125, rounded from 0.21",
        ),
        Check(
            "knee-bent",
            KNEE_FLEXION,
            within((5, 30), (5, 38)),
            Severity.SHOW,
            cue="Straighten a little.",
            cue_low="Soften your knees.",
            fault_low="knee-locked",
            source="catalogue H4 (5-30, 45); rendered clips: straight 4, bent 42-48",
        ),
        Check(
            "hips-shifted",
            HIPS_AHEAD,
            within((-0.25, 0.15), (-0.30, 0.20)),
            Severity.SHOW,
            cue="Keep your weight over your laces.",
            source="catalogue H4 (0.15); a balanced fold of a rendered body reads -0.16 to -0.21",
        ),
    ),
    dose=Hold(target_s=15, sets=2),
    pace=trunk_pace(TRUNK_INCLINATION),
    contraindications=("osteoporosis", "worse-bending", "nerve-symptoms", "head-below-heart", "hip-problem"),
    replaced_by=("standing-hamstring", "supine-hamstring"),
    adapted=(BELOW_THE_SYMPTOM,),
    easier=(
        Instead("standing-hamstring", "An easier version: one leg at a time, your hands on your hips."),
        Less.RANGE,
        Less.HOLD,
    ),
    source="catalogue H4; 10-20 s, wait 5 s after rising",
)
