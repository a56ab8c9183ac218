"""Short reverse lunge beside a chair."""

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
    at_most,
    leg_pace,
    within,
)
from posecheck.measures import KNEE_FLEXION, LEG_FORWARD, SHIN_TILT, STEP, TRUNK_INCLINATION
from posecheck.pose import Joint

REVERSE_LUNGE = Exercise(
    id="reverse-lunge",
    title="Short reverse lunge",
    folder=Folder.WARMUP,
    targets=("glutes", "thighs", "hip flexors"),
    setup="Stand beside a chair. Step one foot back and bend the front knee a little.",
    camera="At your side, 3 to 4 m away and about 1 m high. The front leg is nearer to the camera.",
    view=View.SIDE,
    near=Near.WORKING_LEG,
    posture=(Posture.STANDING, Posture.KNEELING),
    observability=Observability.A,
    sides=True,
    side_by=LEG_FORWARD,
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE),
    signature=(
        Requirement(STEP, at_least(0.4, 0.3)),
        Requirement(TRUNK_INCLINATION, at_most(20, 30)),
        Requirement(KNEE_FLEXION, at_least(45, 42)),
    ),
    primary=Primary(KNEE_FLEXION, zone=45, good=(45, 95), ok=(40, 105), rest=5, cap_severity=Severity.SPEAK),
    checks=(
        Check(
            "leaning",
            TRUNK_INCLINATION,
            within((-15, 15), (-25, 25)),
            Severity.SHOW,
            cue="Chest tall.",
            source="EXERCISES.md W5",
        ),
        Check(
            "feet-misplaced",
            SHIN_TILT,
            at_most(25, 35),
            Severity.SPEAK,
            cue="Keep your front shin upright.",
            source="EXERCISES.md W5",
        ),
    ),
    dose=Reps(count=10, hold_s=0.0, way_s=0.8, alternating=True),
    pace=leg_pace(KNEE_FLEXION),
    contraindications=("knee-problem",),
    source="EXERCISES.md W5; 5 a side, in place of walking lunges that leave the picture",
)
