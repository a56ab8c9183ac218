"""What a live session sees: the camera through the estimator, or a clip for each set as if it were one."""

from __future__ import annotations

import math
import time
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from posecheck.pose import Pose, Side
from posecheck.support.errors import InputError
from posecheck.support.regular_files import is_folder
from posecheck.support.text_files import read_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from posecheck.estimator.base import Estimator
    from posecheck.pose.frame import Frame
    from posecheck.session.schedule import ScheduledSet
    from posecheck.session.session import SeenPose

#: How often time goes on before a clip begins.
_TICK_S = 0.1


class LiveCamera(Protocol):
    """The part of a camera that a feed uses."""

    @property
    def connected(self) -> bool:
        """Whether pictures come at present."""

    @property
    def ended(self) -> bool:
        """Whether no picture will come any more."""

    @property
    def dropped(self) -> int:
        """How many pictures came that nobody took in time."""

    def latest(self, timeout_s: float) -> Frame | None:
        """Return the newest frame not taken yet, ``None`` when none comes in time."""


class Feed(Protocol):
    """Where the poses of a session come from."""

    @property
    def paced(self) -> bool:
        """Whether pictures come in real time."""

    @property
    def connected(self) -> bool:
        """Whether pictures come at present."""

    @property
    def ended(self) -> bool:
        """Whether nothing more will come in this set."""

    @property
    def gone(self) -> bool:
        """Whether nothing will come in any set any more."""

    @property
    def left_out(self) -> int:
        """How many pictures came that nobody looked at, because the one before took too long."""

    def begin(self, scheduled: ScheduledSet, now_s: float, before_s: float) -> float:
        """Get ready for a set that has `before_s` of words and rest before it.

        Returns
        -------
        float
            From when on it can be judged, ``NaN`` where the next picture tells.
        """

    def wait(self, timeout_s: float) -> float:
        """Let time go on where no picture comes any more; return how much of it, in seconds."""

    def latest(self, timeout_s: float) -> SeenPose | None:
        """Return the newest observation not taken yet, ``None`` when none comes in time."""


class CameraFeed:
    """A camera and what sees the person in its pictures."""

    def __init__(self, camera: LiveCamera, estimator: Estimator) -> None:
        self._camera = camera
        self._estimator = estimator

    @property
    def connected(self) -> bool:
        """Whether pictures come at present."""
        return self._camera.connected

    #: A camera goes on from set to set, in real time.
    ended = False
    paced = True

    @property
    def gone(self) -> bool:
        """Whether no picture will come any more, as of a file that is played."""
        return self._camera.ended

    @property
    def left_out(self) -> int:
        """How many pictures nobody took in time."""
        return self._camera.dropped

    @staticmethod
    def begin(_scheduled: ScheduledSet, _now_s: float, _before_s: float) -> float:
        """Go on as before."""
        return math.nan

    @staticmethod
    def wait(timeout_s: float) -> float:
        """Wait in real time."""
        time.sleep(timeout_s)
        return timeout_s

    def latest(self, timeout_s: float) -> SeenPose | None:
        """Return the newest picture with its pose."""
        frame = self._camera.latest(timeout_s)
        return None if frame is None else (frame, self._estimator.estimate(frame))


class ClipFeed:
    """Plays a clip or landmark recording for each set, as fast as it can be judged.

    Time is that of the clips, laid one behind the other: nothing waits in real time.

    Parameters
    ----------
    clips
        Exercise id, or id and side (``"bird-dog-left"``) → file.
    open_clip
        Gives the observations in a file; what has to be closed goes onto the stack.
    """

    connected = True
    gone = False
    paced = False
    left_out = 0

    def __init__(
        self, clips: dict[str, Path], open_clip: Callable[[ExitStack, Path], Iterator[SeenPose]]
    ) -> None:
        self._clips = clips
        self._open_clip = open_clip
        self._opened = ExitStack()
        self._observations: Iterator[SeenPose] = iter(())
        self._ticks: Iterator[float] = iter(())
        self._start_s = 0.0
        self._first_s = math.nan
        self.ended = False

    def begin(self, scheduled: ScheduledSet, now_s: float, before_s: float) -> float:
        """Open the set's clip; its first picture comes when the time before the set is over."""
        self._opened.close()
        self._observations = self._open_clip(self._opened, clip_of(scheduled, self._clips))
        count = math.floor(before_s / _TICK_S)
        self._ticks = (now_s + number * _TICK_S for number in range(count))
        self._start_s, self._first_s, self.ended = now_s + before_s, math.nan, False
        return self._start_s

    @staticmethod
    def wait(timeout_s: float) -> float:
        """Wait for nothing."""
        return timeout_s

    def latest(self, timeout_s: float) -> SeenPose | None:  # noqa: ARG002 - a clip has no need to wait
        """Return the next observation of the clip in the session's time; nobody is seen before it begins."""
        tick_s = next(self._ticks, None)
        if tick_s is not None:
            return None, Pose.nobody(tick_s, 1, 1)
        observation = next(self._observations, None)
        if observation is None:
            self.ended = True
            return None
        frame, pose = observation
        if math.isnan(self._first_s):
            self._first_s = pose.time_s
        time_s = self._start_s + pose.time_s - self._first_s
        moved = None if frame is None else replace(frame, time_s=time_s)
        return moved, replace(pose, time_s=time_s)

    def close(self) -> None:
        """Close the clip that is open."""
        self._opened.close()


def clip_of(scheduled: ScheduledSet, clips: dict[str, Path]) -> Path:
    """Return the clip of a set: the one of its side, else the one of its exercise.

    Raises
    ------
    InputError
        There is neither.
    """
    name = scheduled.exercise.id
    sided = f"{name}-{scheduled.side.value}" if scheduled.side is not Side.NONE else name
    for each in (sided, name):
        if each in clips:
            return clips[each]
    raise InputError(f"There is no clip for {scheduled.title}; add a file called {sided} to the clips.")


def read_clips(place: Path) -> dict[str, Path]:
    """Return the clips in a folder by their names, or those that a TOML list names.

    A list has lines such as ``bird-dog-left = "clips/a.mp4"``, relative to the list.

    Raises
    ------
    InputError
        It cannot be read.
    """
    if is_folder(place):
        return {path.stem: path for path in sorted(place.iterdir()) if path.is_file()}
    named = read_toml(place, f"The list of clips {place}")
    wrong = [name for name, path in named.items() if not isinstance(path, str)]
    if wrong:
        raise InputError(f"The list of clips {place} must give a file in quotes for {wrong[0]!r}.")
    return {name: place.parent / path for name, path in named.items()}


def require_clips(sets: Sequence[ScheduledSet], clips: dict[str, Path]) -> None:
    """Raise ``InputError`` unless there is a readable clip for every set."""
    for scheduled in sets:
        path = clip_of(scheduled, clips)
        if not path.is_file():
            raise InputError(f"The clip {path} for {scheduled.title} does not exist.")
