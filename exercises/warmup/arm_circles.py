"""Slow, big circles with both arms."""

import math

from posecheck.exercise import (
    STAND,
    BodyPose,
    Check,
    Circles,
    Exercise,
    Figure,
    Folder,
    Joint,
    Muscle,
    Observability,
    OnFloor,
    Pace,
    Posture,
    Severity,
    View,
    at_most,
)
from posecheck.exercise.measures import ELBOW_FLEXION


def _hands_at(turn_deg: float) -> BodyPose:
    """Return both long arms `turn_deg` around, from hanging to the outside and overhead, back in front."""
    turn = math.radians(turn_deg)
    return STAND.arms(
        hand_at=OnFloor(
            0.3 * max(0.0, -math.sin(turn)), 0.165 + 0.6 * math.sin(turn), 1.39 - 0.6 * math.cos(turn)
        ),
        elbow_to=(-0.4, 1.0, 0.0),
    )


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
    figure=Figure(
        _hands_at(0.0),
        _hands_at(180.0),
        through=tuple(_hands_at(30.0 * n) for n in range(1, 13)),
        marked=(Muscle.SHOULDERS,),
        traced=("working wrist", "resting wrist"),
    ),
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
