"""What a pose says whatever the exercise: who is seen, how they lie or stand, how good the picture is.

Knows poses and no exercise.
"""

from posecheck.perception.body import Body
from posecheck.perception.orientation import Orientation
from posecheck.perception.person import PersonGate, Presence
from posecheck.perception.picture_quality import PictureQuality

__all__ = ["Body", "Orientation", "PersonGate", "PictureQuality", "Presence"]
