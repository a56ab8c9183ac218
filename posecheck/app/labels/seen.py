"""What posecheck itself says of a clip that is labelled: shown on request alone, so that it leads nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from posecheck.lab.evaluation.trace import hold_target_s
from posecheck.lab.labelling.judged import judge
from posecheck.lab.labelling.session import HOLD
from posecheck.pose import Side
from posecheck.pose.recording import read_recording
from posecheck.profiles import apply_profile, load_profile

if TYPE_CHECKING:
    from pathlib import Path

    from posecheck.app.labels.work import Work
    from posecheck.exercise import Exercise

_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """What posecheck says of a clip.

    Parameters
    ----------
    side
        The side that works most often; ``NONE`` when none was seen.
    spans
        What, from when, until when: holds and faults, named as in marks.
    """

    side: Side
    spans: tuple[tuple[str, float, float], ...]


def seen_in(work: Work, profile: str) -> Seen:
    """Return what posecheck says of a clip, by the thresholds of a profile.

    Raises
    ------
    InputError
        The recording or the profile cannot be used.
    """
    path = work.clip.landmarks
    assert path is not None, "a clip is labelled when its landmarks are there"
    label = work.label
    mirrored = label.camera is not None and label.camera.mirrored
    exercise = apply_profile(work.exercise, load_profile(profile))
    return _seen(path, path.stat().st_mtime_ns, exercise, hold_target_s(exercise, label), mirrored)


# The trainer takes a second for some minutes of a clip.
@lru_cache(maxsize=8)
def _seen(
    path: Path,
    _changed_ns: int,
    exercise: Exercise,
    target_s: float | None,
    mirrored: bool,  # noqa: FBT001 - one of the keys of the cache
) -> Seen:
    poses = [pose.mirrored() if mirrored else pose for pose in read_recording(path).poses()]
    judged = judge(exercise, poses, hold_target_s=target_s)
    spans = [(HOLD, *each) for each in judged.hold_spans()] + judged.fault_spans()
    sides = Counter([each.side for each in judged.result.holds] + [each.side for each in judged.result.reps])
    del sides[Side.NONE]
    return Seen(
        sides.most_common(1)[0][0] if sides else Side.NONE,
        tuple((what, round(start, _DIGITS), round(end, _DIGITS)) for what, start, end in spans),
    )
