"""Sphinx: lying on the front, propped on the forearms."""

from posecheck.exercise import (
    Check,
    Exercise,
    Folder,
    Hold,
    Observability,
    Posture,
    Primary,
    Severity,
    View,
    at_least,
    at_most,
    trunk_pace,
)
from posecheck.measures import (
    FOREARM_SUPPORT_TILT,
    NECK,
    NECK_LENGTH,
    THIGH_ELEVATION,
    TRUNK_EXTENSION,
)
from posecheck.pose import Joint

SPHINX = Exercise(
    id="sphinx",
    title="Sphinx",
    folder=Folder.BACK,
    targets=("lumbar extension", "abdominals"),
    setup="Lie on your front. Prop yourself on your forearms with your elbows under your shoulders.",
    camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high.",
    view=View.SIDE,
    posture=(Posture.PRONE, Posture.INVERTED),
    observability=Observability.A,
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE),
    primary=Primary(TRUNK_EXTENSION, zone=10, good=(15, 30), ok=(10, 35), rest=0),
    checks=(
        Check(
            "hips-lifted",
            THIGH_ELEVATION,
            at_most(6, 10),
            Severity.URGENT,
            cue="Let your hips sink into the mat.",
            source="EXERCISES.md B5 (rise 0.05/0.09); as an angle: on the mat to 2, lifted from 16",
        ),
        Check(
            "arms-misplaced",
            FOREARM_SUPPORT_TILT,
            at_most(15, 25),
            Severity.SHOW,
            cue="Elbows under your shoulders.",
            side="near",
            source="EXERCISES.md B5",
        ),
        Check(
            "shoulders-lifted",
            NECK_LENGTH,
            at_least(0.75, 0.60),
            Severity.SHOW,
            cue="Push the floor away; ears far from shoulders.",
            source="EXERCISES.md B5",
        ),
        Check(
            "head-lifted",
            NECK,
            at_least(-35, -45),
            Severity.SHOW,
            cue="Look at the edge of your mat.",
            source="EXERCISES.md B5 (-25)",
        ),
    ),
    dose=Hold(target_s=15, sets=5),
    pace=trunk_pace(TRUNK_EXTENSION),
    contraindications=("worse-arching", "pregnancy"),
    source="EXERCISES.md B5; 10-20 s x 5, MDT-style sheets",
)
