"""The one line of data for live and replay: poses go through a trainer, and sinks take what it says.

``live`` and ``replay`` differ only in where poses come from and which sinks they attach.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from posecheck.support.interruption import Interruption

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from posecheck.engine.events import Event, Step
    from posecheck.engine.trainer import Trainer
    from posecheck.estimator.base import Estimator
    from posecheck.perception.observation import Observation
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame
    from posecheck.sources.base import Source

    #: A pose and the picture it was seen in; a landmark recording has no picture.
    SeenPose = tuple[Frame | None, Pose]


class Sink(Protocol):
    """Somewhere the session's steps go: a file, a window, a voice."""

    @property
    def name(self) -> str:
        """What it is called in a message to the user, as the path of a file."""

    def take(self, frame: Frame | None, pose: Pose, step: Step) -> None:
        """Take one step; called in the order of time."""

    def close(self, last: tuple[Event, ...]) -> None:
        """Take the events that close the session, and let go of everything.

        Called exactly once, also after a failure and after Ctrl-C.
        """


@dataclass(frozen=True, slots=True)
class SinkFailure:
    """A sink that could not go on, and why."""

    sink: str
    error: Exception


class Session:
    """One exercise from the first pose to the result.

    A sink that fails is told nothing more until it is closed; the others go on as if nothing had happened.

    Parameters
    ----------
    trainer
        Judges the poses.
    sinks
        Take every step, in this order.
    """

    def __init__(self, trainer: Trainer, sinks: Sequence[Sink]) -> None:
        self._trainer = trainer
        self._sinks = list(sinks)
        self._working = list(sinks)
        self._closed = False
        self.failures: list[SinkFailure] = []

    def take(self, frame: Frame | None, pose: Pose, observation: Observation | None = None) -> Step:
        """Judge one pose, hand the step to every sink and return it.

        With an `observation` of the pose, which others share, nothing is looked at twice; either all poses
        come with theirs or none does.
        """
        step = self._trainer.step(pose) if observation is None else self._trainer.follow(observation)
        for sink in tuple(self._working):
            try:
                sink.take(frame, pose, step)
            except Exception as error:  # noqa: BLE001 - whatever one sink raises, the others must not lose
                self._working.remove(sink)
                self.failures.append(SinkFailure(sink.name, error))
        return step

    def catch_up(self, observations: Iterable[Observation]) -> None:
        """Let the trainer see what happened before it was known what is done; no sink is told."""
        for observation in observations:
            self._trainer.follow(observation)

    def close(self) -> None:
        """End the exercise and close every sink; does nothing the second time."""
        if self._closed:
            return
        self._closed = True
        last = self._trainer.finish()
        for sink in self._sinks:
            try:
                sink.close(last)
            except Exception as error:  # noqa: BLE001 - whatever one sink raises, the others must not lose
                if sink in self._working:
                    self.failures.append(SinkFailure(sink.name, error))


def observe(source: Source, estimator: Estimator) -> Iterator[SeenPose]:
    """Yield every frame of `source` with the pose that `estimator` sees in it."""
    for frame in source.frames():
        yield frame, estimator.estimate(frame)


def run(observations: Iterable[SeenPose], session: Session) -> bool:
    """Feed `observations` to `session` until they end or the user interrupts, then close it.

    Returns
    -------
    bool
        Whether Ctrl-C ended it, or a terminal that was closed.

    Raises
    ------
    Exception
        Whatever reading the observations raises, after the session was closed with what it had.
    """
    with Interruption(ends_with_terminal=True) as interruption:
        try:
            for frame, pose in observations:
                with interruption.held_back():
                    session.take(frame, pose)
                if interruption.requested:
                    break
        except KeyboardInterrupt:
            interruption.requested = True
        finally:
            with interruption.held_back():
                session.close()
    return interruption.requested
