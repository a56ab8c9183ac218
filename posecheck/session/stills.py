"""A few stills of an exercise, for a user who asked for them: the best moment, and where a cue helped."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from posecheck.engine.events import Cue, CueKind, FaultEnded, HoldEnded, Phase, RepDone
from posecheck.history.stills import Still, StillNote, stills_dir, write_still
from posecheck.outputs.overlay.session_info import NO_SESSION

if TYPE_CHECKING:
    from posecheck.engine.events import Assessment, Event, Step
    from posecheck.exercise import Exercise
    from posecheck.history.sink import HistorySink, KeptSession
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame, ImageArray
    from posecheck.session.live_view import Draw

#: No wider and no higher than this.
STILL_PX = 480
#: Good enough to see a knee; some 20 to 40 kB.
_QUALITY = 80
#: Of an exercise on a side: the best moment, and so many cues.
MOST_CUES = 2
#: So long into a hold it is no longer an arrival.
_SETTLED_S = 1.0
#: A cue helped when its fault ended within this time, as in the report.
_HELPED_WITHIN_S = 6.0


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """What was seen at one moment; nothing of it is drawn before it is known to be kept."""

    frame: Frame
    pose: Pose
    assessment: Assessment
    cue: str = ""


class StillsSink:
    """Keeps up to three stills of one exercise on one side: the best moment of what counted, and two cues.

    A still is written as soon as it is known to be worth it. A better one replaces it.

    Parameters
    ----------
    session
        The session in the history that they belong to.
    history_sink
        Keeps the same exercise; it comes before this sink.
    exercise
        What is done.
    draw
        Draws the overlay, as in the window.
    """

    def __init__(
        self, session: KeptSession, history_sink: HistorySink, exercise: Exercise, draw: Draw
    ) -> None:
        self.name = str(stills_dir(session.history.path))
        self._session = session
        self._history_sink = history_sink
        self._exercise = exercise
        self._draw = draw
        self._candidate: _Seen | None = None
        self._best_form = -math.inf
        #: Fault → the first moment at which its cue was given.
        self._cued: dict[str, _Seen] = {}
        self._kept_cues: set[str] = set()
        self._failure: Exception | None = None

    def take(self, frame: Frame | None, pose: Pose, step: Step) -> None:
        """Remember the moment if it may be worth a still, and keep what the events say is."""
        self._raise_failure()
        assessment = step.assessment
        if frame is not None and assessment.valid:
            if _in_position(assessment) and (
                self._candidate is None or _rank(assessment) > _rank(self._candidate.assessment)
            ):
                self._candidate = _Seen(frame, pose, assessment)
            for event in step.events:
                if isinstance(event, Cue) and event.kind is CueKind.FAULT and event.fault:
                    self._cued.setdefault(event.fault, _Seen(frame, pose, assessment, event.text))
        self._keep(step.events)

    def close(self, last: tuple[Event, ...]) -> None:
        """Keep what the last events ask for, and one cue that did not help if none did."""
        self._keep(last)
        unhelped = [fault for fault in self._cued if fault not in self._kept_cues]
        if unhelped and not self._kept_cues:
            self._keep_cue(unhelped[0])
        self._cued.clear()
        self._candidate = None
        self._raise_failure()

    def _raise_failure(self) -> None:
        """Raise what went wrong in the thread that writes."""
        if self._failure is not None:
            raise self._failure

    def _keep(self, events: tuple[Event, ...]) -> None:
        for event in events:
            match event:
                case HoldEnded(counted=counted):
                    self._keep_best(counted=counted)
                case RepDone():
                    self._keep_best(counted=True)
                case FaultEnded(fault=fault, end_s=end_s) if self._helped(fault, end_s):
                    self._keep_cue(fault)
                case _:
                    pass

    def _keep_best(self, *, counted: bool) -> None:
        seen, self._candidate = self._candidate, None
        if counted and seen is not None and seen.assessment.form > self._best_form:
            self._best_form = seen.assessment.form
            self._write("best", seen)

    def _helped(self, fault: str, end_s: float) -> bool:
        seen = self._cued.get(fault)
        return seen is not None and 0.0 <= end_s - seen.assessment.time_s <= _HELPED_WITHIN_S

    def _keep_cue(self, fault: str) -> None:
        if fault in self._kept_cues or len(self._kept_cues) >= MOST_CUES:
            return
        self._kept_cues.add(fault)
        self._write(f"cue-{len(self._kept_cues)}", self._cued[fault])

    def _write(self, name: str, seen: _Seen) -> None:
        position = self._history_sink.position
        if position is None:
            return
        picture = self._draw(
            smaller(seen.frame.image_bgr), seen.pose, seen.assessment, self._exercise,
            mirrored=True, info=NO_SESSION,
        )  # fmt: skip
        encoded = jpeg(picture)

        def write(session: int, exercise: int) -> None:
            try:
                still = Still(self._note(exercise, seen), encoded)
                write_still(self._session.history.path, session, f"{exercise}-{name}", still)
            except OSError as error:
                self._failure = error

        self._session.after(position, write)
        self._raise_failure()

    def _note(self, exercise: int, seen: _Seen) -> StillNote:
        assessment, primary = seen.assessment, self._exercise.primary
        return StillNote(
            exercise=exercise,
            side=assessment.working.value,
            time_s=round(assessment.time_s, 3),
            value=round(assessment.primary, 3) if primary and math.isfinite(assessment.primary) else None,
            unit=primary.measure.unit.value if primary else "",
            form=round(assessment.form, 3) if math.isfinite(assessment.form) else None,
            held=assessment.phase is Phase.HOLD,
            cue=seen.cue,
        )


def _in_position(assessment: Assessment) -> bool:
    """Return whether the moment can be the best one of a hold or of a repetition."""
    return math.isfinite(assessment.form) and assessment.phase in (Phase.HOLD, Phase.MOVE_IN)


def _rank(assessment: Assessment) -> tuple[bool, bool, float]:
    """Return what makes a moment better than another: held, and not just arrived, and in good form."""
    return assessment.phase is Phase.HOLD, assessment.held_s >= _SETTLED_S, round(assessment.form, 2)


def smaller(image_bgr: ImageArray) -> ImageArray:
    """Return the picture no larger than a still may be; one that is small already as it is."""
    height, width = image_bgr.shape[:2]
    share = STILL_PX / max(height, width)
    if share >= 1:
        return image_bgr
    size = (max(1, round(width * share)), max(1, round(height * share)))
    return np.asarray(cv2.resize(image_bgr, size, interpolation=cv2.INTER_AREA), np.uint8)


def jpeg(image_bgr: ImageArray) -> bytes:
    """Return the picture as JPEG."""
    done, encoded = cv2.imencode(".jpg", image_bgr, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    if not done:
        raise OSError("the picture could not be encoded")
    return encoded.tobytes()
