"""The networks that can be fetched, and what they are called in a bundle."""

from __future__ import annotations

from enum import StrEnum

#: Members of a ``.task`` bundle: what finds a person, and what places the landmarks.
DETECTOR, LANDMARKS = "pose_detector.tflite", "pose_landmarks_detector.tflite"


class Network(StrEnum):
    """For everything, and a better and slower one for recorded videos."""

    FULL = "full"
    HEAVY = "heavy"
