"""What posecheck itself says of a clip that is labelled: shown on request alone, so that it leads nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from posecheck.lab.evaluation.trace import hold_target_s
from posecheck.lab.labelling.judged import judge
from posecheck.lab.labelling.seen_side import seen_sides, side_between
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
    times_s, sides
        The side that works in each frame, as labels name it.
    """

    side: Side
    spans: tuple[tuple[str, float, float], ...]
    times_s: tuple[float, ...]
    sides: tuple[Side, ...]

    def side_between(self, start_s: float, end_s: float) -> Side:
        """Return the side that works in a part of the clip; that of the whole where none is seen there."""
        here = side_between(self.times_s, self.sides, start_s, end_s)
        return self.side if here is Side.NONE else here


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
    times_s = tuple(round(pose.time_s, _DIGITS) for pose in poses)
    sides = seen_sides(exercise, judged)
    held = [side_between(times_s, sides, start_s, end_s) for what, start_s, end_s in spans if what == HOLD]
    every = Counter(side for side in held or sides if side is not Side.NONE)
    return Seen(
        every.most_common(1)[0][0] if every else Side.NONE,
        tuple((what, round(start, _DIGITS), round(end, _DIGITS)) for what, start, end in spans),
        times_s,
        sides,
    )
