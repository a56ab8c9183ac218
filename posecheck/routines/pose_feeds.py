"""What a routine sees: the camera through the estimator, or a clip for each turn as if it were the camera."""

from __future__ import annotations

import math
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from posecheck.pose import Side
from posecheck.support.errors import InputError
from posecheck.support.regular_files import is_folder
from posecheck.support.text_files import read_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from posecheck.estimator.base import Estimator
    from posecheck.routines.plan import ScheduledSet
    from posecheck.session.live import LiveCamera
    from posecheck.session.session import Observation


class Feed(Protocol):
    """Where the poses of a routine come from."""

    @property
    def connected(self) -> bool:
        """Whether pictures come at present."""

    @property
    def ended(self) -> bool:
        """Whether nothing more will come in this turn."""

    @property
    def gone(self) -> bool:
        """Whether nothing will come in any turn any more."""

    def begin(self, turn: ScheduledSet, now_s: float) -> float:
        """Get ready for a turn; return when the time before it began, ``NaN`` for with the next picture."""

    def latest(self, timeout_s: float) -> Observation | None:
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

    #: A camera goes on from turn to turn.
    ended = False

    @property
    def gone(self) -> bool:
        """Whether no picture will come any more, as of a file that is played."""
        return self._camera.ended

    def begin(self, turn: ScheduledSet, now_s: float) -> float:  # noqa: ARG002 - the camera goes on as it does
        """Let the time before the turn begin with the next picture."""
        return math.nan

    def latest(self, timeout_s: float) -> Observation | None:
        """Return the newest picture with its pose."""
        frame = self._camera.latest(timeout_s)
        return None if frame is None else (frame, self._estimator.estimate(frame))


class ClipFeed:
    """Plays a clip or landmark recording for each turn, as fast as it can be judged.

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

    def __init__(
        self, clips: dict[str, Path], open_clip: Callable[[ExitStack, Path], Iterator[Observation]]
    ) -> None:
        self._clips = clips
        self._open_clip = open_clip
        self._opened = ExitStack()
        self._observations: Iterator[Observation] = iter(())
        self._start_s = 0.0
        self._first_s = math.nan
        self.ended = False

    def begin(self, turn: ScheduledSet, now_s: float) -> float:
        """Open the turn's clip; its first picture comes when the time before the turn is over."""
        self._opened.close()
        begun_s = 0.0 if math.isnan(now_s) else now_s
        self._observations = self._open_clip(self._opened, clip_of(turn, self._clips))
        self._start_s, self._first_s, self.ended = begun_s + turn.before_s, math.nan, False
        return begun_s

    def latest(self, timeout_s: float) -> Observation | None:  # noqa: ARG002 - a clip has no need to wait
        """Return the next observation of the clip in the session's time."""
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


def clip_of(turn: ScheduledSet, clips: dict[str, Path]) -> Path:
    """Return the clip of a turn: the one of its side, else the one of its exercise.

    Raises
    ------
    InputError
        There is neither.
    """
    name = turn.exercise.id
    sided = f"{name}-{turn.side.value}" if turn.side is not Side.NONE else name
    for each in (sided, name):
        if each in clips:
            return clips[each]
    raise InputError(f"There is no clip for {turn.title}; add a file called {sided} to the clips.")


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


def require_clips(turns: Sequence[ScheduledSet], clips: dict[str, Path]) -> None:
    """Raise ``InputError`` unless there is a readable clip for every turn."""
    for turn in turns:
        path = clip_of(turn, clips)
        if not path.is_file():
            raise InputError(f"The clip {path} for {turn.title} does not exist.")
