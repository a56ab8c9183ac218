"""Supine figure-four: one ankle over the other thigh, draw that thigh in."""

from posecheck.exercise import (
    Check,
    Exercise,
    Folder,
    Hold,
    Near,
    Observability,
    Posture,
    Primary,
    Requirement,
    Severity,
    View,
    at_least,
    at_most,
    leg_pace,
    within,
)
from posecheck.measures import ANKLE_TO_KNEE, KNEE_FLEXION, NEAR_HIP_FLEXION, SHOULDER_RISE, TRUNK_ROLL
from posecheck.pose import Joint

FIGURE_FOUR = Exercise(
    id="figure-four",
    title="Supine figure-four",
    folder=Folder.GLUTE,
    targets=("piriformis and deep rotators", "gluteus maximus"),
    setup="Lie on your back with your knees bent. Rest one ankle on the other thigh and draw that thigh in.",
    camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high. The leg you pull is nearer to the camera.",
    view=View.SIDE,
    near=Near.RESTING_LEG,
    posture=(Posture.SUPINE, Posture.INVERTED),
    observability=Observability.B,
    sides=True,
    needs=(Joint.SHOULDER, Joint.HIP),
    signature=(
        Requirement(KNEE_FLEXION, at_least(70, 50), side="near", unknown_ok=True),
        Requirement(NEAR_HIP_FLEXION, within((35, 70), (30, 75)), at_start=True),
    ),
    primary=Primary(
        NEAR_HIP_FLEXION, zone=75, good=(85, 120), ok=(60, 130), rest=50, cap_severity=Severity.SPEAK
    ),
    checks=(
        Check(
            "feet-misplaced",
            ANKLE_TO_KNEE,
            at_most(0.40, 0.60),
            Severity.SHOW,
            cue="Rest your ankle just above the other knee.",
            source="EXERCISES.md G1; only shown, the crossed ankle is read badly (measured)",
        ),
        Check(
            "shoulders-lifted",
            SHOULDER_RISE,
            at_most(0.10, 0.20),
            Severity.SHOW,
            cue="Rest your head and shoulders on the mat.",
            source="EXERCISES.md G1 (0.06/0.10)",
        ),
        Check(
            "hips-turned",
            TRUNK_ROLL,
            at_most(0.07, 0.10),
            Severity.SPEAK,
            cue="Keep your tailbone on the mat.",
            source="EXERCISES.md G1; rendered clips: level to 0.03, turned from 0.14",
        ),
    ),
    dose=Hold(target_s=30, sets=2),
    pace=leg_pace(NEAR_HIP_FLEXION),
    contraindications=("hip-problem", "knee-problem", "pregnancy"),
    source="EXERCISES.md G1; 30 s x 2-3, exercise leaflets",
)
