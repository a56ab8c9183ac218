"""Assessments read off clips with truth: the value of the landmarks beside that of the true poses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.assessment.catalogue import ASSESSMENTS
from posecheck.lab.assessments.rule import matching, trials_in
from posecheck.lab.evaluation.landmarks import Landmarks
from posecheck.lab.labels import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from posecheck.assessment.test import AssessmentTest
    from posecheck.lab.evaluation.clips import Clip

#: Exercise of a clip → the test whose movement it is.
MOVEMENT_OF = {
    "supine-hamstring": "straight-leg-raise",
    "seated-hamstring": "seated-reach",
    "forward-fold": "fingertip-to-floor",
    "side-bend": "side-bend",
    "press-up": "prone-press-up",
}


@dataclass(frozen=True, slots=True)
class ClipValue:
    """One held end of one clip.

    Parameters
    ----------
    test, clip, people, pictures, side
        Of which test and clip, whom it shows, ``"as they are"`` or the level of worse pictures, and the side.
    truth, value
        Of the true poses and of the landmarks, whatever the form; ``None`` where it was not found or seen.
    truth_counts, counts
        Whether it would count by the conditions of the test.
    """

    test: str
    clip: str
    person: str
    pictures: str
    side: str
    truth: float | None
    value: float | None
    truth_counts: bool
    counts: bool


def shown_test(clip: Clip) -> AssessmentTest | None:
    """Return the test whose movement `clip` shows from the right side, ``None`` without one."""
    label = clip.label
    if clip.truth is None or label.kind not in (Kind.CORRECT, Kind.FAULTY) or label.exercise is None:
        return None
    name = MOVEMENT_OF.get(label.exercise)
    return None if name is None else ASSESSMENTS[name]


def values_in(clips: Iterable[tuple[str, Clip]], landmarks: Landmarks, pictures: str) -> Iterator[ClipValue]:
    """Yield every held end of the clips that show a test.

    Parameters
    ----------
    clips
        Each with the name of its set, which tells its people from those of another set.
    landmarks
        What sees the clips.
    pictures
        What the pictures are called.
    """
    true_poses = Landmarks(None)
    for set_name, clip in clips:
        test = shown_test(clip)
        if test is None:
            continue
        true, seen = trials_in(test, true_poses.of(clip)), trials_in(test, landmarks.of(clip))
        for each in true.free:
            found = matching(each, seen.free)
            strict = matching(each, true.strict), matching(each, seen.strict)
            yield ClipValue(
                test.id,
                f"{set_name}/{clip.name}",
                f"{set_name}/{clip.label.subject or clip.name}",
                pictures,
                each.side.value,
                each.trial.value,
                found.trial.value if found else None,
                bool(strict[0] and strict[0].trial.value is not None),
                bool(strict[1] and strict[1].trial.value is not None),
            )
