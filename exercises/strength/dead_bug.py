"""Dead bug: lying on the back, one leg and the opposite arm reach away."""

from posecheck.exercise import (
    Check,
    Exercise,
    Folder,
    Near,
    Observability,
    Posture,
    Primary,
    Reps,
    Requirement,
    Severity,
    View,
    at_least,
    leg_pace,
    within,
)
from posecheck.measures import HIP_FLEXION, LEG_RAISE
from posecheck.pose import Joint

DEAD_BUG = Exercise(
    id="dead-bug",
    title="Dead bug",
    folder=Folder.STRENGTH,
    targets=("deep abdominals",),
    setup="Lie on your back, hips and knees bent to a right angle. Reach one leg and the other arm away.",
    camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high. The moving leg is nearer to the camera.",
    view=View.SIDE,
    near=Near.WORKING_LEG,
    posture=(Posture.SUPINE, Posture.INVERTED),
    observability=Observability.B,
    sides=True,
    needs=(Joint.SHOULDER, Joint.HIP),
    signature=(
        Requirement(HIP_FLEXION, at_least(80, 75), at_start=True),
        Requirement(HIP_FLEXION, at_least(70, 60), side="other", unknown_ok=True),
    ),
    primary=Primary(
        HIP_FLEXION,
        zone=55,
        good=(15, 45),
        ok=(5, 60),
        rest=90,
        decreasing=True,
        strict=True,
        low_fault="not-there-yet",
        low_cue="Reach a little further if your back stays down.",
        cap_fault="leg-too-low",
        cap_cue="Stop higher; hover your heel.",
    ),
    checks=(
        Check(
            "leg-too-low",
            LEG_RAISE,
            at_least(12, 8),
            Severity.URGENT,
            cue="Stop higher; hover your heel.",
            source="EXERCISES.md S5 (15); a hovering heel of a rendered body reads 16 to 25",
        ),
        Check(
            "knees-apart",
            HIP_FLEXION,
            within((75, 105), (65, 115)),
            Severity.SHOW,
            cue="Keep the other knee over your hip.",
            side="other",
            source="EXERCISES.md S5 (80-100)",
        ),
    ),
    dose=Reps(count=10, hold_s=1.0, way_s=2.0, alternating=True),
    pace=leg_pace(HIP_FLEXION),
    source="EXERCISES.md S5; 5-8 a side",
)
