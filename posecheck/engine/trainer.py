"""Poses in, events out: the whole of live and replay, without pictures, clocks or files.

The same poses give the same events, bit for bit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecheck.engine.events import Assessment, Event, Phase, SetEnded, State, Step, ViewChanged, ViewState
from posecheck.engine.exercise_state import ExerciseState
from posecheck.engine.frame_state import FrameState
from posecheck.engine.performers import performer_of
from posecheck.engine.readings import Readings
from posecheck.engine.visibility import VisibilityFollower
from posecheck.engine.working_side import WorkingSide
from posecheck.exercise import Counted, Posture, Severity
from posecheck.perception.observation import Observation, Observer
from posecheck.perception.orientation import NearSide
from posecheck.perception.person import Presence
from posecheck.pose import Side
from posecheck.pose.filters import Settled
from posecheck.pose.geometry import NAN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from posecheck.engine.performers import Performed
    from posecheck.exercise import Exercise
    from posecheck.pose import Pose

#: A posture must have lasted so long before it is believed, and the first one so long.
POSTURE_READY_S = 0.5
POSTURE_FIRST_S = 0.2
#: After so many stop cues the set ends kindly.
STOPS_END_SET = 3
_AWAY = (Phase.MOVE_IN, Phase.HOLD, Phase.MOVE_OUT)
SET_ENDED = "That is enough for this set. Come out slowly and rest."


@dataclass(frozen=True, slots=True)
class Glance:
    """Where the person is, whether the frame was judged, its form (0 to 1 or ``NaN``), and what happened."""

    phase: Phase
    valid: bool
    form: float
    events: tuple[Event, ...]


class Trainer:
    """Coaches one exercise.

    Parameters
    ----------
    exercise
        What is done.
    side
        The working side, when the user chose it; otherwise it is found.
    hold_target_s
        Another target for the hold than the exercise's own, in seconds.
    baselines
        The person's own comfortable value of the primary measure, by side (``BOTH`` where there are none):
        a position counts from 0.8 of it on, where that is more than the exercise asks of everybody.
    """

    def __init__(
        self,
        exercise: Exercise,
        *,
        side: Side | None = None,
        hold_target_s: float | None = None,
        baselines: Mapping[Side, float] | None = None,
    ) -> None:
        self.exercise = exercise
        target_s = exercise.dose.timer_s if hold_target_s is None else hold_target_s
        self._observer = Observer()
        self._near = NearSide()
        self._visibility = VisibilityFollower(exercise, side)
        self._posture = Settled(Posture.UNKNOWN, POSTURE_READY_S)
        self._stage = ExerciseState(exercise, target_s, Readings(exercise), WorkingSide(exercise, side))
        self._stage.baselines.update(baselines or {})
        self._performance = performer_of(exercise)(self._stage)
        self._read_on = _sides_read(exercise)
        self._view_said = (ViewState.OK, "")
        self._time_s = NAN
        self._set_ended = self._poor_said = False

    def step(self, pose: Pose) -> Step:
        """Take the next pose; poses come in the order of time."""
        return self.follow(self._observer.observe(pose))

    def follow(self, observation: Observation) -> Step:
        """Take the next observation, which other trainers may share.

        Either this, :meth:`glance` or :meth:`step` is called throughout.
        """
        frame, performed, events = self._take(observation)
        return Step(self._assessment(frame, performed), tuple(events))

    def glance(self, observation: Observation) -> Glance:
        """Take the next observation and say only what recognition asks."""
        _, performed, events = self._take(observation)
        return Glance(self._performance.phase, performed.valid, performed.form, tuple(events))

    def _take(self, observation: Observation) -> tuple[FrameState, Performed, list[Event]]:
        events: list[Event] = []
        frame = self._look(observation, events)
        performed = self._performance.take(frame)
        events += performed.events
        events += self._stage.guide(frame)
        events += self._correct(frame, performed)
        events += self._speak_of_view(frame)
        self._time_s = frame.time_s
        return frame, performed, events

    @property
    def started(self) -> bool:
        """Whether the person was seen at the start of the exercise."""
        return self._performance.started

    def finish(self) -> tuple[Event, ...]:
        """Close what runs, at the end of the source; returns the events of closing."""
        if math.isnan(self._time_s):
            return ()
        return (*self._performance.finish(self._time_s), *self._stage.faults.finish(self._time_s))

    def _look(self, observation: Observation, events: list[Event]) -> FrameState:
        """Find out from where the camera looks at this exercise, and read its measures."""
        stage, pose = self._stage, observation.pose
        time_s = pose.time_s
        step_s = 0.0 if math.isnan(self._time_s) else max(0.0, time_s - self._time_s)
        if observation.presence is Presence.NEW_PERSON:
            self._forget(time_s, events)
        if not observation.person:
            stage.readings.update(time_s, None)
            visibility = (
                self._visibility.frozen()
                if pose.frozen
                else self._visibility.absent(time_s, observation.presence)
            )
            return FrameState(time_s, step_s, None, Posture.UNKNOWN, Side.NONE, visibility)
        holding = self._performance.holding
        near = self._near.update(observation.near, locked=holding)
        body = observation.body(near)
        stage.readings.update(time_s, body)
        stage.working.update(stage.readings, near, locked=holding or self._side_settled())
        visibility = self._visibility.present(
            time_s,
            body,
            stage.read_side(near),
            cause=observation.cause,
            unmoved=pose.unmoved,
            kept=self._performance.phase in _AWAY and self._performance.started,
        )
        first = POSTURE_FIRST_S if self._posture.state is Posture.UNKNOWN else None
        posture = self._posture.update(time_s, observation.posture(near), first)
        return FrameState(time_s, step_s, body, posture, near, visibility, unmoved=pose.unmoved)

    def _side_settled(self) -> bool:
        """Whether the side was decided at the start: in the stretch the legs hide each other."""
        told = self.exercise.side_by is not None and self.exercise.dose.counts is Counted.HOLDS
        return told and self._performance.started and self._performance.phase in _AWAY

    def _forget(self, time_s: float, events: list[Event]) -> None:
        """Start afresh with another person, or after a cut."""
        events += self._performance.forget(time_s)
        events += self._stage.faults.finish(time_s)
        self._near = NearSide()
        self._stage.readings.reset()
        self._stage.working.reset()
        self._visibility.reset()
        self._posture.state = Posture.UNKNOWN

    def _correct(self, frame: FrameState, performed: Performed) -> list[Event]:
        """Say what matters most about the form, or that something was put right."""
        coach, active = self._stage.coach, self._stage.faults.active
        good = {fault for fault, state in performed.states.items() if state is State.GOOD}
        # Details of a poor picture are shown, but too many of them are wrong to be spoken.
        least = Severity.URGENT if frame.visibility.poor else Severity.SPEAK
        events: list[Event] = [
            *(coach.correct(frame.time_s, active, least) or coach.praise(frame.time_s, good, active))
        ]
        if coach.stops >= STOPS_END_SET and not self._set_ended:
            self._set_ended = True
            events.append(SetEnded(frame.time_s, SET_ENDED))
        return events

    def _speak_of_view(self, frame: FrameState) -> list[Event]:
        events: list[Event] = []
        said = frame.visibility.state, frame.visibility.reason
        if said != self._view_said:
            self._view_said = said
            events.append(ViewChanged(frame.time_s, *said))
        if frame.visibility.state is ViewState.BLOCK:
            events += self._stage.coach.remind(frame.time_s, frame.visibility.reason)
        elif frame.visibility.poor and not self._poor_said:
            cues = self._stage.coach.remind(frame.time_s, frame.visibility.advice)
            self._poor_said = bool(cues)
            events += cues
        return events

    def _assessment(self, frame: FrameState, performed: Performed) -> Assessment:
        stage, primary = self._stage, self.exercise.primary
        side = stage.read_side(frame.near)
        known = side in (Side.LEFT, Side.RIGHT)
        sides = {"working": side, "other": side.other, "near": frame.near, "far": frame.near.other}
        measures = {
            measure.name: stage.readings.value(measure, sides[self._read_on[measure.name]]) if known else NAN
            for measure in self.exercise.measures
        }
        active = stage.faults.active
        return Assessment(
            time_s=frame.time_s,
            person=frame.person,
            valid=performed.valid,
            phase=self._performance.phase,
            posture=frame.posture,
            view=frame.visibility.state,
            view_reason=frame.visibility.reason,
            near=frame.near,
            working=stage.side,
            primary=measures[primary.measure.name] if primary else NAN,
            zone=primary.good if primary else (NAN, NAN),
            measures=measures,
            states=performed.states,
            form=performed.form,
            faults=tuple(fault.fault for fault in active),
            held_s=self._performance.held_s(frame.time_s),
            target_s=stage.target_s,
            holds=stage.holds,
            reps=stage.reps,
            cue=stage.coach.standing(frame.time_s, active),
            missing=frame.visibility.missing,
        )


def _sides_read(exercise: Exercise) -> dict[str, str]:
    """Return the side on which each measure is shown and reported: where its first check reads it."""
    sides = {measure.name: "working" for measure in exercise.measures}
    leading = exercise.primary.measure.name if exercise.primary else ""
    for check in reversed(exercise.checks):
        if check.measure.name != leading:
            sides[check.measure.name] = check.side
    return sides
