"""Gesturing people for the real landmarker: stills of the samples, one arm painted over by one that moves.

What the landmarker makes of a quick hand, or of an arm that hides the face, is known only by asking it. The
samples come with the true places of the joints, so that the arm can be taken out of the picture and another
one drawn from the same shoulder.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from posecheck.pose import Joint, Landmark, Side
from posecheck.pose.frame import Frame
from posecheck.testing.hands import TO_THE_CAMERA, UP, Arm, HandMotion, circling, direction, patting, waving
from posecheck.testing.performances import smoothly
from posecheck.testing.skeletons import Person

SAMPLES = Path(__file__).parents[2] / "samples"
Picture = npt.NDArray[np.uint8]
Vector = npt.NDArray[np.float64]

#: Half the width of the arm at shoulder, elbow and wrist, and of the hand, in metres.
_SHOULDER_M, _ELBOW_M, _WRIST_M, _HAND_M = 0.055, 0.042, 0.028, 0.042
RAISE_S = 0.6


@dataclass(frozen=True, slots=True)
class Scene:
    """A still of a sample and how its arm is held for gestures.

    Parameters
    ----------
    posture
        In words, for the table.
    sample, time_s
        Which picture.
    side
        Whose arm is painted: the nearer one in views from the side.
    front
        The camera is in front of the person.
    ahead
        The elbow is ahead of the shoulder, toward the head: lying on the front, on hands and knees.
    both
        Both arms are taken out: the farther one would be seen through the place of the nearer.
    """

    posture: str
    sample: str
    time_s: float
    side: Side
    front: bool = False
    ahead: bool = False
    both: bool = False


SCENES = (
    Scene("sitting", "neg_chair_3", 11.0, Side.RIGHT, front=True),
    Scene("standing, from the front", "neg_idle_0", 1.0, Side.RIGHT, front=True),
    Scene("standing, from the front", "standing_side_bend_correct", 0.3, Side.LEFT, front=True),
    Scene("standing, from the side", "standing_heel_step_correct", 0.3, Side.RIGHT),
    Scene("standing, from the side", "standing_back_ext_correct", 0.3, Side.RIGHT),
    Scene("sitting", "seated_ham_correct", 0.3, Side.LEFT, both=True),
    Scene("on the back, legs long", "supine_slr_correct", 0.3, Side.RIGHT),
    Scene("on the back, a leg raised", "supine_slr_correct", 6.0, Side.RIGHT),
    Scene("on the back, knees bent", "bridge_correct", 0.3, Side.LEFT),
    Scene("on the back, holding a leg", "supine_knee_chest_correct", 6.0, Side.LEFT),
    Scene("on the front", "cobra_correct", 0.3, Side.LEFT, ahead=True),
    Scene("on hands and knees", "cat_cow_correct", 0.3, Side.RIGHT, ahead=True),
    Scene("on hands and knees", "bird_dog_correct", 0.3, Side.RIGHT, ahead=True),
)


class Puppet:
    """A scene whose arm can be moved."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        truth = np.load(SAMPLES / f"{scene.sample}.truth.npz")
        index = int(np.searchsorted(truth["time_s"], scene.time_s))
        self._points: Vector = truth["image_px"][index].astype(float)
        world: Vector = truth["world_m"][index].astype(float)
        # Some heads are at the edge of the picture, and the hands would be outside.
        edge = 80
        self._points[:, 0] += edge
        still = _picture(SAMPLES / f"{scene.sample}.mp4", index)
        self._still = np.asarray(cv2.copyMakeBorder(still, 0, 0, edge, edge, cv2.BORDER_REPLICATE), np.uint8)
        trunk = [joint.on(side) for joint in (Joint.SHOULDER, Joint.HIP) for side in (Side.LEFT, Side.RIGHT)]
        tall = [*trunk, Joint.KNEE.on(scene.side), Joint.ANKLE.on(scene.side), Joint.EAR.on(scene.side)]
        spread = np.linalg.norm(self._points[tall] - self._points[tall].mean(axis=0))
        flat = world[tall] - world[tall].mean(axis=0)
        out_of_picture = 0.0 if scene.front else float(np.linalg.norm(flat[:, 0]))
        self.px_per_m = float(spread / np.sqrt(np.linalg.norm(flat) ** 2 - out_of_picture**2))
        self.shoulder, elbow, wrist = (
            self._points[joint.on(scene.side)] for joint in (Joint.SHOULDER, Joint.ELBOW, Joint.WRIST)
        )
        bones = [world[joint.on(scene.side)] for joint in (Joint.SHOULDER, Joint.ELBOW, Joint.WRIST)]
        self.person = Person(
            upper_arm_m=float(np.linalg.norm(bones[1] - bones[0])),
            forearm_m=float(np.linalg.norm(bones[2] - bones[1])),
        )
        self.hanging = Arm(self._metres(elbow), self._metres(wrist))
        self._sleeve = _colour(self._still, self.shoulder + 0.3 * (elbow - self.shoulder))
        self._skin = _colour(self._still, elbow + 0.6 * (wrist - elbow))
        self._without = self._erased(elbow, wrist)

    def _metres(self, point_px: Vector) -> Vector:
        across, down = (point_px - self.shoulder) / self.px_per_m
        return np.array([across, down, 0.0])

    def _erased(self, elbow: Vector, wrist: Vector) -> Picture:
        """Return the still without its arm."""
        mask = np.zeros(self._still.shape[:2], np.uint8)
        fingers = wrist + (0.85 if self.scene.ahead else 0.6) * (wrist - elbow)
        if self.scene.both:
            far = [self._points[joint.on(self.scene.side.other)] for joint in (Joint.ELBOW, Joint.WRIST)]
            cv2.line(mask, _pixel(elbow), _pixel(far[0]), 255, round(2.6 * _SHOULDER_M * self.px_per_m))
            cv2.line(mask, _pixel(far[0]), _pixel(far[1]), 255, round(2.8 * _ELBOW_M * self.px_per_m))
        for a, b, width_m in (
            (self.shoulder + 0.35 * (elbow - self.shoulder), elbow, 2.6 * _SHOULDER_M),
            (elbow, wrist, 2.8 * _ELBOW_M),
            (wrist, fingers, 3.2 * _HAND_M),
        ):
            cv2.line(mask, _pixel(a), _pixel(b), 255, max(1, round(width_m * self.px_per_m)))
        return np.asarray(cv2.inpaint(self._still, mask, 5, cv2.INPAINT_TELEA), np.uint8)

    def motions(self, per_s: float) -> dict[str, HandMotion]:
        """Return the three gestures, `per_s` to and fro or circles in a second."""
        trunk = self._points[Joint.SHOULDER.on(self.scene.side)] - self._points[Joint.HIP.on(self.scene.side)]
        headward = direction(*trunk)
        right = direction(1.0, 0.0)
        if self.scene.front:
            outward = direction(np.sign(self.shoulder[0] - self._points[:, 0].mean()), 0.0)
            forward, beside = TO_THE_CAMERA, direction(*(outward * 0.35 - UP))
            away, middle = outward, 0.24 * TO_THE_CAMERA + 0.14 * outward + 0.08 * UP
        else:
            lying = abs(headward[0]) > abs(headward[1])
            nose, ear = self._points[Landmark.NOSE], self._points[Joint.EAR.on(self.scene.side)]
            facing = np.sign(headward[0]) * (1.0 if self.scene.ahead else -1.0)
            forward = direction(facing if lying else np.sign(nose[0] - ear[0]), 0.0)
            beside = -headward
            if self.scene.ahead:
                beside = direction(*(headward + 0.5 * direction(0.0, 1.0)))
            elif not lying:
                beside = direction(*(0.35 * forward - UP))
            away = forward
            on_back = lying and not self.scene.ahead
            middle = 0.30 * direction(*(UP + 0.5 * forward if on_back else forward + 0.5 * UP))
        return {
            "pause": waving(
                beside,
                across=away,
                tilt_deg=15.0 if self.scene.front else 25.0,
                per_s=per_s,
                person=self.person,
            ),
            "next": circling(middle, across=right, radius_m=0.11, per_s=per_s, person=self.person),
            "stop": patting(beside, forward=forward, per_s=per_s, person=self.person),
        }

    def frames(
        self, motion: HandMotion, begin_s: float, end_s: float, fps: float = 15.0, seed: int = 1
    ) -> Iterator[Frame]:
        """Yield rest, the arm being raised, the gesture from `begin_s` to `end_s`, and the way back."""
        random = np.random.default_rng(seed)
        for n in range(round((end_s + 1.0) * fps)):
            time_s = n / fps
            share = smoothly((time_s - begin_s + RAISE_S) / RAISE_S) - smoothly((time_s - end_s) / RAISE_S)
            arm = motion(min(max(time_s - begin_s, 0.0), end_s - begin_s))
            elbow = self.hanging.elbow + share * (arm.elbow - self.hanging.elbow)
            wrist = self.hanging.wrist + share * (arm.wrist - self.hanging.wrist)
            picture = self._painted(elbow, wrist).astype(np.int16)
            noise = random.normal(0.0, 3.0, picture.shape)
            yield Frame(np.clip(picture + noise, 0, 255).astype(np.uint8), time_s)

    def _painted(self, elbow_m: Vector, wrist_m: Vector) -> Picture:
        """Return the picture with the arm there; all in metres from the shoulder."""
        picture = self._without.copy()
        hand_m = wrist_m + 0.38 * (wrist_m - elbow_m)
        shoulder, elbow, wrist, hand = (
            self.shoulder + place[:2] * self.px_per_m for place in (np.zeros(3), elbow_m, wrist_m, hand_m)
        )
        half_sleeve = shoulder + 0.6 * (elbow - shoulder)
        for a, b, from_m, to_m, colour in (
            (shoulder, elbow, _SHOULDER_M, _ELBOW_M, self._skin),
            (shoulder, half_sleeve, _SHOULDER_M * 1.15, _ELBOW_M * 1.3, self._sleeve),
            (elbow, wrist, _ELBOW_M, _WRIST_M, self._skin),
            (wrist, hand, _HAND_M * 0.9, _HAND_M * 0.7, self._skin),
        ):
            self._limb(picture, (a, b), (from_m, to_m), colour)
        return np.asarray(cv2.GaussianBlur(picture, (3, 3), 0), np.uint8)

    def _limb(
        self, picture: Picture, ends: tuple[Vector, Vector], radii_m: tuple[float, float], colour: Vector
    ) -> None:
        """Paint a round limb, darker at its edges."""
        for share, light in ((1.0, 0.72), (0.8, 0.86), (0.55, 0.97), (0.25, 1.06)):
            tone = tuple(float(min(255.0, c * light)) for c in colour)
            for t in np.linspace(0.0, 1.0, 24):
                centre = ends[0] + t * (ends[1] - ends[0])
                radius_m = radii_m[0] + t * (radii_m[1] - radii_m[0])
                radius = max(1, round(share * radius_m * self.px_per_m))
                cv2.circle(picture, _pixel(centre), radius, tone, -1, cv2.LINE_AA)


def _picture(path: Path, index: int) -> Picture:
    """Return one picture of a video."""
    video = cv2.VideoCapture(str(path))
    for _ in range(index):
        video.grab()
    _, picture = video.read()
    video.release()
    return np.asarray(picture, np.uint8)


def _pixel(point: Vector) -> tuple[int, int]:
    return round(float(point[0])), round(float(point[1]))


def _colour(picture: Picture, point: Vector) -> Vector:
    """Return the colour at a point of the picture."""
    x, y = _pixel(point)
    return np.median(picture[y - 2 : y + 3, x - 2 : x + 3].reshape(-1, 3), axis=0)
