"""One body at one instant: landmarks, their geometry, smoothing and recording. Knows no exercise."""

from posecheck.pose.frame import Frame
from posecheck.pose.pose import (
    LANDMARKS,
    SKELETON,
    FloatArray,
    Joint,
    Landmark,
    PictureFacts,
    Pose,
    Posture,
    Side,
)

__all__ = [
    "LANDMARKS",
    "SKELETON",
    "FloatArray",
    "Frame",
    "Joint",
    "Landmark",
    "PictureFacts",
    "Pose",
    "Posture",
    "Side",
]
