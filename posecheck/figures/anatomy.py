"""The body of the figure: lengths of its bones, how thick it is, and how far its joints go.

Lengths are those of an adult of 1.72 m, in metres, after the shares of body height of Drillis and Contini
(1964) for thigh, shin, upper arm and forearm; the trunk is the line from hip to shoulder, as the measures
have it.
"""

from __future__ import annotations

TORSO_M, THIGH_M, SHIN_M = 0.50, 0.42, 0.42
UPPER_ARM_M, FOREARM_M = 0.30, 0.26
#: From the line of the shoulders to the middle of the head.
NECK_M = 0.235
#: From the ankle to the ball of the foot, and back to the heel.
FOOT_M, HEEL_M = 0.17, 0.05
HALF_SHOULDERS_M, HALF_WAIST_M, HALF_HIPS_M = 0.165, 0.105, 0.09
#: The spine is a chain of so many equal pieces.
SPINE_PIECES = 4

#: Half the thickness of trunk, limbs and head: how far a joint stays above the floor.
TRUNK_RADIUS_M, HEAD_RADIUS_M = 0.095, 0.105
THIGH_RADIUS_M, SHIN_RADIUS_M, FOOT_RADIUS_M = 0.068, 0.05, 0.036
UPPER_ARM_RADIUS_M, FOREARM_RADIUS_M, HAND_RADIUS_M = 0.042, 0.036, 0.045

#: Height of a joint above the floor it lies on, by the last word of its name.
RADIUS_M = {
    "hip": TRUNK_RADIUS_M,
    "shoulder": TRUNK_RADIUS_M,
    "head": HEAD_RADIUS_M,
    "knee": SHIN_RADIUS_M,
    "ankle": SHIN_RADIUS_M,
    "heel": FOOT_RADIUS_M,
    "toe": FOOT_RADIUS_M,
    "elbow": UPPER_ARM_RADIUS_M,
    "wrist": FOREARM_RADIUS_M,
}

#: How far the joints of a healthy adult go, in degrees: lowest and highest (Norkin and White, Measurement of
#: Joint Motion, with the knee of full kneeling).
RANGE_DEG = {
    "hip": (-30.0, 145.0),
    "knee": (-5.0, 160.0),
    "elbow": (-5.0, 150.0),
    "neck": (-60.0, 60.0),
    "bend": (-60.0, 90.0),
    "lean": (-35.0, 35.0),
    "twist": (-50.0, 50.0),
}
