"""The shared measures of EXERCISES.md §3, as data that exercise modules name.

Every measure is a function of a body and a side. A measure of the whole body ignores the side.
"""

from posecheck.measures.limbs import (
    ELBOW_FLEXION,
    FOREARM_SUPPORT_TILT,
    HIP_FLEXION,
    KNEE_FLEXION,
    LEG_ELEVATION,
    LEG_FORWARD,
    LEG_RAISE,
    SHIN_TILT,
    SUPPORT_ARM_TILT,
    THIGH_TILT,
)
from posecheck.measures.lines import (
    BRIDGE_DEVIATION,
    BRIDGE_LINE,
)
from posecheck.measures.places import (
    FOOT_RISE,
    HAND_TO_KNEE,
    HIP_RISE,
    HIPS_AHEAD,
    HIPS_SHIFT,
    SEAT_TO_HEEL,
    SHOULDER_RISE,
    SHOULDER_WIDTH,
    TRUNK_ROLL,
)
from posecheck.measures.trunk import (
    BACKWARD_LEAN,
    LATERAL_LEAN,
    NECK,
    ROUNDING,
    SWAY,
    TRUNK_EXTENSION,
    TRUNK_INCLINATION,
)
from posecheck.measures.turns import (
    HIP_YAW,
    KNEE_DROP,
    SHOULDER_YAW,
)

__all__ = [
    "BACKWARD_LEAN",
    "BRIDGE_DEVIATION",
    "BRIDGE_LINE",
    "ELBOW_FLEXION",
    "FOOT_RISE",
    "FOREARM_SUPPORT_TILT",
    "HAND_TO_KNEE",
    "HIPS_AHEAD",
    "HIPS_SHIFT",
    "HIP_FLEXION",
    "HIP_RISE",
    "HIP_YAW",
    "KNEE_DROP",
    "KNEE_FLEXION",
    "LATERAL_LEAN",
    "LEG_ELEVATION",
    "LEG_FORWARD",
    "LEG_RAISE",
    "NECK",
    "ROUNDING",
    "SEAT_TO_HEEL",
    "SHIN_TILT",
    "SHOULDER_RISE",
    "SHOULDER_WIDTH",
    "SHOULDER_YAW",
    "SUPPORT_ARM_TILT",
    "SWAY",
    "THIGH_TILT",
    "TRUNK_EXTENSION",
    "TRUNK_INCLINATION",
    "TRUNK_ROLL",
]
