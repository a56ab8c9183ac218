"""Judging from Python: what ``import posecheck`` offers.

>>> import posecheck
>>> result = posecheck.judge("stretch.mp4", "bridge")  # doctest: +SKIP
>>> result.score, [rep.side for rep in result.reps]  # doctest: +SKIP
"""

from __future__ import annotations

import math
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from posecheck.engine.result import SourceInfo
from posecheck.engine.result_builder import ResultBuilder, result_without_exercise
from posecheck.engine.trainer import Trainer
from posecheck.exercise.catalogue import all_exercises, find_exercise
from posecheck.pose import Side
from posecheck.pose.frame import Frame
from posecheck.profiles import DEFAULT, apply_profile, load_profile
from posecheck.session.pose_input import open_material
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from posecheck.engine.events import Event, Step
    from posecheck.engine.result import Result
    from posecheck.estimator.base import Estimator
    from posecheck.exercise import Exercise
    from posecheck.pose import Pose
    from posecheck.pose.frame import ImageArray


def exercises() -> dict[str, Exercise]:
    """Return every exercise by its id: ours, and those of other installed packages.

    Raises
    ------
    InputError
        When those of another package cannot be used.
    """
    return dict(all_exercises())


class OpenSession:
    """One exercise, judged picture by picture or pose by pose; made by :func:`open_session`.

    A context manager. After its end, :attr:`result` is what came of it.
    """

    def __init__(self, trainer: Trainer, profile: str, source: SourceInfo, model: Path | None) -> None:
        self._trainer = trainer
        self._builder = ResultBuilder(trainer.exercise, source, profile=profile)
        self._model = model
        self._opened = ExitStack()
        self._estimator: Estimator | None = None
        self._result: Result | None = None
        self._time_s = -math.inf

    @property
    def exercise(self) -> Exercise:
        """What is done, as its profile has it."""
        return self._trainer.exercise

    @property
    def result(self) -> Result:
        """What came of it.

        Raises
        ------
        InputError
            The session has not ended yet.
        """
        if self._result is None:
            raise InputError("The session is still open; its result is there when it was closed.")
        return self._result

    def see(self, image_bgr: ImageArray, time_s: float) -> Step:
        """Judge the next picture.

        Parameters
        ----------
        image_bgr
            ``(height, width, 3)`` of `uint8` in OpenCV's order of colours, not mirrored.
        time_s
            When it was taken, in seconds, later than the one before.

        Raises
        ------
        ModelError
            There is no usable pose model.
        InputError
            It is no such picture, is earlier than the one before, or the session has ended.
        """
        if image_bgr.ndim != 3 or image_bgr.shape[2] != 3 or image_bgr.dtype != "uint8":  # noqa: PLR2004
            raise InputError(
                f"A picture is (height, width, 3) of uint8, but got {image_bgr.shape} of {image_bgr.dtype}."
            )
        self._require_open(time_s)
        if self._estimator is None:
            from posecheck.estimator.landmarker import MediaPipeEstimator  # noqa: PLC0415 - takes a second
            from posecheck.estimator.model import model_path  # noqa: PLC0415

            self._estimator = self._opened.enter_context(
                MediaPipeEstimator(model_path(self._model), silhouette=self.exercise.needs_silhouette)
            )
        return self.take(self._estimator.estimate(Frame(image_bgr, time_s)))

    def take(self, pose: Pose) -> Step:
        """Judge the next pose, where somebody else's estimator or a recording gives it.

        Raises
        ------
        InputError
            It is earlier than the one before, or the session has ended.
        """
        self._require_open(pose.time_s)
        self._time_s = pose.time_s
        step = self._trainer.step(pose)
        self._builder.add(pose, step)
        return step

    def close(self) -> tuple[Event, ...]:
        """End the exercise and return what happened with its end; a second call does nothing."""
        if self._result is not None:
            return ()
        self._opened.close()
        last = self._trainer.finish()
        self._result = self._builder.finish(last)
        return last

    def _require_open(self, time_s: float) -> None:
        if self._result is not None:
            raise InputError("The session has ended; open another one.")
        if not math.isfinite(time_s) or time_s < self._time_s:
            raise InputError(
                f"Pictures come in the order of their time, but {time_s:g} s comes after {self._time_s:g} s."
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_session(  # noqa: PLR0913 - what there is to choose
    exercise: str | Exercise,
    *,
    side: Side | str | None = None,
    hold_target_s: float | None = None,
    profile: str | Path = DEFAULT,
    model: Path | None = None,
    source: SourceInfo | None = None,
) -> OpenSession:
    """Return a session of one exercise that is fed from outside: a camera of one's own, an app, a game.

    Parameters
    ----------
    exercise
        The exercise or its id.
    side
        The working side, ``"left"`` or ``"right"``; by default it is seen from the movement.
    hold_target_s
        How long a hold should last, in seconds; by default as the exercise has it.
    profile
        Name or file of the profile of thresholds, doses and cues.
    model
        A pose model (.task) instead of the fetched one.
    source
        Where the pictures come from, for the result.

    Raises
    ------
    InputError
        There is no such exercise, side or profile, or the hold is no length of time.
    """
    chosen = load_profile(profile)
    exercise = find_exercise(exercise) if isinstance(exercise, str) else exercise
    if hold_target_s is not None and not (math.isfinite(hold_target_s) and hold_target_s > 0):
        raise InputError(f"A hold lasts more than 0 seconds, but got {hold_target_s}.")
    trainer = Trainer(apply_profile(exercise, chosen), side=_side(side), hold_target_s=hold_target_s)
    return OpenSession(trainer, chosen.name, source or SourceInfo("", 0, 0, math.nan), model)


def follow(  # noqa: PLR0913 - what there is to choose
    path: str | Path,
    exercise: str | Exercise,
    *,
    side: Side | str | None = None,
    hold_target_s: float | None = None,
    profile: str | Path = DEFAULT,
    model: Path | None = None,
    mirrored: bool = False,
) -> Iterator[tuple[Frame | None, Pose, Step]]:
    """Yield picture, pose and what is made of it, for those who draw themselves.

    The same as ``posecheck replay`` judges; a landmark recording has no pictures. What happens with the end
    of the video, as a hold that it cuts off, comes once more with its last picture. Parameters and errors
    are those of :func:`judge`.
    """
    session = open_session(exercise, side=side, hold_target_s=hold_target_s, profile=profile, model=model)
    with ExitStack() as opened:
        material = open_material(
            opened,
            Path(path),
            lambda: _model(model),
            rotate_deg=None,
            mirrored=mirrored,
            silhouette=session.exercise.needs_silhouette,
        )
        last: tuple[Frame | None, Pose, Step] | None = None
        for frame, pose in material.observations:
            last = frame, pose, session.take(pose)
            yield last
        events = session.close()
        if last is not None and events:
            frame, pose, step = last
            yield frame, pose, replace(step, events=events)


def judge(  # noqa: PLR0913 - what there is to choose
    path: str | Path,
    exercise: str | Exercise | None = None,
    *,
    side: Side | str | None = None,
    hold_target_s: float | None = None,
    profile: str | Path = DEFAULT,
    model: Path | None = None,
    mirrored: bool = False,
) -> Result:
    """Return what came of a recorded stretch: holds, repetitions, score, faults and cues.

    The same as ``posecheck replay --json`` writes.

    Parameters
    ----------
    path
        A video, or a landmark recording.
    exercise
        What is done; by default it is recognised from the movement.
    side, hold_target_s, profile, model
        As in :func:`open_session`.
    mirrored
        The picture arrives flipped, as some webcams deliver it.

    Raises
    ------
    InputError
        The file, exercise or profile cannot be used.
    ModelError
        There is no usable pose model and it cannot be fetched.
    """
    with ExitStack() as opened:
        chosen = find_exercise(exercise) if isinstance(exercise, str) else exercise
        silhouette = chosen is None or chosen.needs_silhouette
        material = open_material(
            opened,
            Path(path),
            lambda: _model(model),
            rotate_deg=None,
            mirrored=mirrored,
            silhouette=silhouette,
        )
        source = SourceInfo(str(path), material.width_px, material.height_px, material.duration_s)
        if chosen is None:
            from posecheck.engine.recogniser import LOOK_S, recognised_in  # noqa: PLC0415 - needed only here

            poses = material.looked_at(LOOK_S)
            chosen = recognised_in(poses).exercise
            if chosen is None:
                return result_without_exercise(source, len(poses), sum(pose.found for pose in poses))
            material = material.from_the_beginning(poses, with_pictures=False)
        session = open_session(
            chosen, side=side, hold_target_s=hold_target_s, profile=profile, model=model, source=source
        )
        with session:
            for _, pose in material.observations:
                session.take(pose)
    return session.result


def _side(asked: Side | str | None) -> Side | None:
    if asked is None:
        return None
    if asked not in (Side.LEFT, Side.RIGHT):
        raise InputError(f"The side must be 'left' or 'right', but got {asked!r}.")
    return Side(asked)


def _model(explicit: Path | None) -> Path:
    from posecheck.estimator.model import model_path  # noqa: PLC0415 - a recording needs none

    return model_path(explicit)
