"""Slow, big circles with both arms."""

from posecheck.exercise import (
    Check,
    Circles,
    Exercise,
    Folder,
    Joint,
    Observability,
    Pace,
    Posture,
    Severity,
    View,
    at_most,
)
from posecheck.exercise.measures import ELBOW_FLEXION

ARM_CIRCLES = Exercise(
    id="arm-circles",
    title="Arm circles",
    folder=Folder.WARMUP,
    targets=("shoulders", "upper back"),
    setup="Stand tall facing the camera. Draw slow, big circles with both arms.",
    camera="In front of you, 2 to 4 m away and about 1 m high. Your raised hands are in the picture.",
    view=View.FRONT,
    posture=(Posture.STANDING,),
    observability=Observability.A,
    needs=(Joint.SHOULDER, Joint.WRIST),
    checks=(
        Check(
            "arms-misplaced",
            ELBOW_FLEXION,
            at_most(30, 45),
            Severity.SHOW,
            cue="Long arms.",
            source="catalogue W2",
        ),
    ),
    dose=Circles(count=16),
    pace=Pace(ELBOW_FLEXION, good_deg_s=180, stop_deg_s=270),
    source="catalogue W2; 8 each way",
)
