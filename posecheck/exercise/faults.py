"""The one vocabulary of faults, so that labels, results, cues and profiles speak of the same thing.

An exercise may bring faults of its own; :func:`posecheck.exercise.catalogue.fault_meanings` has them all.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of an exercise of its own.

    Parameters
    ----------
    id
        Kebab-case id; with blanks it is also what stands at the limb.
    meaning
        What it means, in words for people that go on with "It looks like".
    """

    id: str
    meaning: str


#: Fault id → what it means, in words for people.
FAULTS: dict[str, str] = {
    "knee-bent": "the knee is bent too much",
    "knee-locked": "the knee is locked where a soft one is asked",
    "back-rounded": "the back is rounded too much",
    "too-deep": "it goes further than is good",
    "head-dropped": "the head drops toward the chest",
    "head-lifted": "the head is thrown back",
    "shoulders-lifted": "the shoulders come off the mat",
    "hips-lifted": "the hips come up where they should rest",
    "hips-sagging": "the hips hang too low",
    "hips-piked": "the hips are too high",
    "over-arched": "the lower back arches too much",
    "hips-turned": "the pelvis turns along instead of staying still",
    "hips-shifted": "the pelvis moves away to the side or to the front",
    "leaning": "the trunk leans where it should be upright",
    "knees-apart": "the knees come apart",
    "feet-misplaced": "the feet are too near, too far or crooked",
    "arms-misplaced": "elbows or hands are not under the shoulders",
    "leg-too-high": "the lifted leg is too high",
    "leg-too-low": "the lifted leg is too low",
    "same-side": "arm and leg of the same side move together",
    "too-fast": "the movement is too fast",
    "bouncing": "the stretch bounces instead of being held",
    "short-hold": "the hold ended before its time",
    "uneven": "left and right differ",
    "not-there-yet": "it does not go as far as asked, which is no mistake",
    "wrong-view": "the camera looks from the wrong side",
    "out-of-frame": "a part of the body that matters is outside the picture",
}
