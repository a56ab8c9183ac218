"""Gentle rest in child's pose: counted, never scored."""

from posecheck.exercise import (
    Exercise,
    Folder,
    Hold,
    Observability,
    Posture,
    Primary,
    View,
    trunk_pace,
)
from posecheck.measures import HIP_FLEXION
from posecheck.pose import Joint

GENTLE_REST = Exercise(
    id="gentle-rest",
    title="Gentle rest",
    folder=Folder.COOLDOWN,
    targets=("back", "relaxation"),
    setup="Start on hands and knees. Sit back toward your heels as far as is comfortable and rest.",
    camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high.",
    view=View.SIDE,
    posture=(Posture.KNEELING, Posture.ALL_FOURS),
    observability=Observability.A,
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE),
    primary=Primary(HIP_FLEXION, zone=96, good=(96, 180), ok=(80, 180), rest=80),
    dose=Hold(target_s=30, sets=1),
    pace=trunk_pace(HIP_FLEXION),
    scored=False,
    contraindications=("worse-bending", "knee-problem", "hip-problem", "head-below-heart"),
    source="EXERCISES.md C2; as child's pose, its zone times 0.8 and not below the start",
)
