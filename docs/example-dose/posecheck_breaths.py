"""A kind of dose that posecheck does not have, in one module: breaths, counted by the arms that go along.

The dose says how much a set is and how it is told, the performer counts, and one line registers them.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from posecheck.engine.events import Event, Phase, RepDone, ScoreParts, State
from posecheck.engine.exercise_state import ExerciseState
from posecheck.engine.fault_tracker import Sighting
from posecheck.engine.frame_state import FrameState
from posecheck.engine.judging import Judge
from posecheck.engine.performers import OwnFault, Performed, register
from posecheck.engine.rules import form_of
from posecheck.exercise import (
    Check,
    Counted,
    Dose,
    Exercise,
    Folder,
    Joint,
    Observability,
    Posture,
    Range,
    Severity,
    Side,
    View,
    at_most,
)
from posecheck.exercise.measures import ELBOW_FLEXION
from posecheck.perception.body import Body

TOO_FAST_CUE = "Slower. Let the breath lead the arms."
#: The wrists are so many torso lengths above the shoulders at the top, and below them at the bottom.
UP_TORSO, DOWN_TORSO = 0.5, -0.7
#: What happens while the wrists are out of sight for longer is not known.
LONGEST_GAP_S = 0.3


@dataclass(frozen=True, slots=True)
class Breaths(Dose):
    """Dose of breathing with the arms: how many breaths, and the least time of each."""

    kind = "breaths"
    counts = Counted.MOVEMENTS
    asks: ClassVar[Mapping[str, str]] = {"reps": "count"}
    ranges: ClassVar[Mapping[str, Range]] = {
        "count": Range("", 1.0, 30.0, whole=True),
        "breath_s": Range("s", 3.0, 15.0),
    }

    count: int
    breath_s: float = 5.0

    @property
    def goal(self) -> int:
        """How many breaths."""
        return self.count

    @property
    def set_s(self) -> float:
        """Every breath in its time."""
        return self.count * self.breath_s

    def halved(self) -> Self:
        """Return half of the breaths."""
        return replace(self, count=max(1, math.ceil(self.count / 2)))

    @property
    def words(self) -> str:
        """How many and how slow."""
        return f"{self.count} breaths of {self.breath_s:g} s or more"


class BreathPerformance:
    """Counts a breath when the arms have gone up and come down again."""

    holding = False
    started = False

    def __init__(self, stage: ExerciseState) -> None:
        assert isinstance(stage.exercise.dose, Breaths)
        self._stage = stage
        self._breath_s = stage.exercise.dose.breath_s
        self._judge = Judge(stage.exercise, stage.readings)
        self.forget(0.0)

    @staticmethod
    def own_faults(exercise: Exercise) -> tuple[OwnFault, ...]:
        """Return that a breath is too fast."""
        assert isinstance(exercise.dose, Breaths)
        least = f"≥ {exercise.dose.breath_s:g}"
        limits = ("time of a breath", "s", least, least, "when it is over")
        return (OwnFault("too-fast", Severity.SPEAK, TOO_FAST_CUE, None, *limits),)

    @property
    def phase(self) -> Phase:
        """Moving in while the arms go up, out while they come down."""
        if not self._ready:
            return Phase.SETUP
        if math.isnan(self._left_s):
            return Phase.READY
        return Phase.MOVE_IN if math.isnan(self._top_s) else Phase.MOVE_OUT

    def held_s(self, _time_s: float) -> float:
        """Return 0: nothing is held."""
        return 0.0

    def take(self, frame: FrameState) -> Performed:
        """Take one frame."""
        stage = self._stage
        stage.posture_lost(frame)
        self._ready = frame.person and frame.visibility.judged and stage.in_posture(frame)
        if frame.body is None or not self._ready:
            return Performed(events=tuple(stage.faults.update(frame.time_s, [], Side.BOTH)))
        findings = self._judge.judge_all(frame.body, frame.near)
        form = form_of(None, findings, frame.visibility.factor).value
        breaths = self._breathe(frame.time_s, _raised(frame.body), form, provisional=frame.visibility.poor)
        sightings = [Sighting(each.fault, each.severity, each.cue, each.state) for each in findings]
        fast = State.FAULT if self._fast else State.GOOD
        sightings.append(Sighting("too-fast", Severity.SPEAK, TOO_FAST_CUE, fast))
        faults = stage.faults.update(frame.time_s, sightings, Side.BOTH)
        said = stage.coach.announce(frame.time_s, str(stage.reps), stage.faults.active) if breaths else ()
        states = {each.fault: each.state for each in sightings}
        return Performed(valid=True, form=form, states=states, events=(*breaths, *faults, *said))

    def forget(self, _time_s: float) -> list[Event]:
        """Start afresh, as with another person."""
        self._ready = self._fast = False
        #: when the arms were last seen, last down, and at the top of this breath
        self._seen_s = self._down_s = self._left_s = self._top_s = math.nan
        self._forms: list[float] = []
        return []

    def finish(self, _time_s: float) -> list[Event]:
        """End at the end of the source: a breath whose arms have not come down does not count."""
        return []

    def _breathe(self, time_s: float, raised: float, form: float, *, provisional: bool) -> list[Event]:
        """Return the breath that is over with this frame, if any; unknown counts for nothing."""
        if math.isnan(raised):
            return []
        if time_s - self._seen_s > LONGEST_GAP_S:
            self._down_s = self._left_s = self._top_s = math.nan
        self._seen_s = time_s
        if raised <= DOWN_TORSO:
            return self._came_down(time_s, provisional=provisional)
        if math.isnan(self._left_s) and not math.isnan(self._down_s):
            self._left_s, self._fast = self._down_s, False
        if not math.isnan(form):
            self._forms.append(form)
        if raised >= UP_TORSO and not math.isnan(self._left_s):
            self._top_s = time_s
        return []

    def _came_down(self, time_s: float, *, provisional: bool) -> list[Event]:
        start_s, top_s, forms = self._left_s, self._top_s, self._forms
        self._down_s, self._left_s, self._top_s, self._forms = time_s, math.nan, math.nan, []
        if math.isnan(top_s):
            return []
        self._fast = time_s - start_s < self._breath_s
        form = sum(forms) / len(forms) if forms else math.nan
        parts = ScoreParts(form, 1.0, 0.5 if self._fast else 1.0, provisional=provisional)
        self._stage.reps += 1
        return [RepDone(time_s, Side.BOTH, start_s, time_s, top_s, top_s, parts)]


def _raised(body: Body) -> float:
    """Return how far the lower wrist is above its shoulder, in torso lengths; ``NaN`` unknown."""
    sides = (Side.LEFT, Side.RIGHT)
    each = [(body.at(Joint.SHOULDER, side) - body.at(Joint.WRIST, side)).imag for side in sides]
    return math.nan if any(map(math.isnan, each)) else min(each) / body.torso_px


register(Breaths, BreathPerformance)

EXERCISES = (
    Exercise(
        id="breathing-arms",
        title="Breathing with the arms",
        folder=Folder.WARMUP,
        targets=("shoulders", "breath"),
        setup="Stand tall facing the camera. Breathe in and raise both arms, breathe out and lower them.",
        camera="In front of you, 2 to 4 m away and about 1 m high. Your raised hands are in the picture.",
        view=View.FRONT,
        posture=(Posture.STANDING,),
        observability=Observability.B,
        needs=(Joint.SHOULDER, Joint.WRIST),
        checks=(
            Check("arms-misplaced", ELBOW_FLEXION, at_most(30, 45), Severity.SHOW, "Long arms.", source="W2"),
        ),
        dose=Breaths(count=3),
        source="an example",
    ),
)
