"""Glute bridge."""

from posecheck.exercise import (
    Check,
    Exercise,
    Folder,
    Observability,
    Posture,
    Primary,
    Reps,
    Requirement,
    Severity,
    View,
    at_least,
    at_most,
    trunk_pace,
    within,
)
from posecheck.measures import BRIDGE_DEVIATION, BRIDGE_LINE, KNEE_FLEXION, SHIN_TILT
from posecheck.pose import Joint

BRIDGE = Exercise(
    id="bridge",
    title="Glute bridge",
    folder=Folder.STRENGTH,
    targets=("gluteus maximus", "hamstrings", "back extensors"),
    setup="Lie on your back with your knees bent and your feet on the floor. Lift your hips.",
    camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high.",
    view=View.SIDE,
    posture=(Posture.SUPINE, Posture.INVERTED),
    observability=Observability.A,
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE),
    signature=(
        Requirement(SHIN_TILT, at_most(25, 30), side="near"),
        Requirement(KNEE_FLEXION, at_least(70, 60), side="near"),
    ),
    primary=Primary(
        BRIDGE_LINE,
        zone=135,
        good=(170, 200),
        ok=(165, 205),
        rest=120,
        strict=True,
        low_fault="hips-sagging",
        low_severity=Severity.SPEAK,
        low_cue="Push the floor away; lift your belt buckle.",
        cap_fault="over-arched",
        cap_cue="Ribs down; straight line knees to shoulders.",
    ),
    checks=(
        Check(
            "over-arched",
            BRIDGE_DEVIATION,
            at_most(0.08, 0.11),
            Severity.URGENT,
            cue="Ribs down; straight line knees to shoulders.",
            source="EXERCISES.md S1 (0.05); a straight rendered body reads up to 0.07",
        ),
        Check(
            "feet-misplaced",
            KNEE_FLEXION,
            within((80, 110), (70, 125)),
            Severity.SHOW,
            cue="Slide your heels further away.",
            cue_low="Slide your heels closer.",
            source="EXERCISES.md S1 (80-105, 70-120)",
        ),
    ),
    dose=Reps(count=8, hold_s=4.0, way_s=1.5),
    pace=trunk_pace(BRIDGE_LINE),
    contraindications=("pregnancy", "head-below-heart"),
    source="EXERCISES.md S1; Mayo: 5 to 30 repetitions, hold three deep breaths",
)
