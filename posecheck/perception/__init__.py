"""What a pose says whatever the exercise: who is seen, how they lie or stand, how good the picture is.

Knows poses and no exercise.
"""

from posecheck.perception.absence import Absence, AbsenceWatch, Absent
from posecheck.perception.body import Body
from posecheck.perception.gestures import Gesture, GestureReader, GestureState
from posecheck.perception.orientation import Orientation
from posecheck.perception.person import PersonGate, Presence
from posecheck.perception.picture_quality import PictureQuality

__all__ = [
    "Absence",
    "AbsenceWatch",
    "Absent",
    "Body",
    "Gesture",
    "GestureReader",
    "GestureState",
    "Orientation",
    "PersonGate",
    "PictureQuality",
    "Presence",
]
