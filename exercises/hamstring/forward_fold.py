"""Standing forward fold, knees soft."""

from posecheck.exercise import (
    Check,
    Exercise,
    Folder,
    Hold,
    Observability,
    Posture,
    Primary,
    Requirement,
    Severity,
    View,
    at_least,
    at_most,
    trunk_pace,
    within,
)
from posecheck.measures import HIPS_AHEAD, KNEE_FLEXION, ROUNDING, STEP, TRUNK_INCLINATION
from posecheck.pose import Joint

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
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE),
    signature=(Requirement(STEP, at_most(0.2, 0.25)), Requirement(TRUNK_INCLINATION, at_least(60, 45))),
    primary=Primary(
        TRUNK_INCLINATION, zone=40, good=(60, 110), ok=(40, 125), rest=0, cap_severity=Severity.SPEAK
    ),
    checks=(
        Check(
            "back-rounded",
            ROUNDING,
            at_most(0.14, 0.17),
            Severity.SPEAK,
            cue="Lengthen your back; let the hips do the folding.",
            body_cue="Come up a little until your back is flat.",
            source="EXERCISES.md RS; rendered clips: a fold from the hips to 0.125, rounded from 0.21",
        ),
        Check(
            "knee-bent",
            KNEE_FLEXION,
            within((5, 30), (5, 38)),
            Severity.SHOW,
            cue="Straighten a little.",
            cue_low="Soften your knees.",
            fault_low="knee-locked",
            source="EXERCISES.md H4 (5-30, 45); rendered clips: straight 4, bent 42-48",
        ),
        Check(
            "hips-shifted",
            HIPS_AHEAD,
            within((-0.25, 0.15), (-0.30, 0.20)),
            Severity.SHOW,
            cue="Keep your weight over your laces.",
            source="EXERCISES.md H4 (0.15); a balanced fold of a rendered body reads -0.16 to -0.21",
        ),
    ),
    dose=Hold(target_s=15, sets=2),
    pace=trunk_pace(TRUNK_INCLINATION),
    contraindications=("osteoporosis", "worse-bending", "nerve-symptoms", "head-below-heart", "hip-problem"),
    source="EXERCISES.md H4; 10-20 s, wait 5 s after rising",
)
