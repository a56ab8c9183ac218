"""Both knees to the chest, lying on the back."""

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
    leg_pace,
)
from posecheck.measures import HIP_FLEXION, HIP_RISE, KNEE_FLEXION, KNEES_GAP, NEAR_HIP_FLEXION, NECK
from posecheck.pose import Joint

DOUBLE_KNEE_TO_CHEST = Exercise(
    id="double-knee-to-chest",
    title="Both knees to chest",
    folder=Folder.GLUTE,
    targets=("gluteus maximus", "lumbar extensors"),
    setup="Lie on your back. Draw one knee in and then the other, hands behind the thighs.",
    camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high.",
    view=View.SIDE,
    posture=(Posture.SUPINE, Posture.INVERTED),
    observability=Observability.A,
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE),
    signature=(
        Requirement(KNEE_FLEXION, at_least(70, 60), side="near"),
        Requirement(HIP_FLEXION, at_least(90, 70), side="far", unknown_ok=True),
        Requirement(NEAR_HIP_FLEXION, at_most(20, 30), at_start=True),
    ),
    primary=Primary(
        NEAR_HIP_FLEXION, zone=85, good=(110, 140), ok=(85, 150), rest=20, cap_severity=Severity.SPEAK
    ),
    checks=(
        Check(
            "knees-apart",
            KNEES_GAP,
            at_most(0.3, 0.45),
            Severity.SHOW,
            cue="Bring both knees in together.",
            source="EXERCISES.md G3",
        ),
        Check(
            "hips-lifted",
            HIP_RISE,
            at_most(0.15, 0.20),
            Severity.SPEAK,
            cue="Let your tailbone sink.",
            source="EXERCISES.md G3",
        ),
        Check(
            "head-dropped",
            NECK,
            at_most(12, 20),
            Severity.SHOW,
            cue="Rest your head on the mat.",
            source="EXERCISES.md G3 (20/30); rendered clips: resting to 4, lifted from 29",
        ),
    ),
    dose=Hold(target_s=15, sets=2),
    pace=leg_pace(NEAR_HIP_FLEXION),
    contraindications=("osteoporosis", "worse-bending", "hip-problem", "pregnancy"),
    source="EXERCISES.md G3; 10-20 s x 2",
)
