"""The history as a sink of a session: every event is in the database before the next frame is judged."""

from __future__ import annotations

import math
from collections import deque
from statistics import median
from typing import TYPE_CHECKING, Any

from posecheck.events import HoldEnded, RepDone
from posecheck.history.database import HistoryError
from posecheck.history.records import MeasureRecord
from posecheck.history.running import SessionLock
from posecheck.pose import Side
from posecheck.result import as_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from posecheck.events import Event, Step
    from posecheck.exercise import Exercise
    from posecheck.frame import Frame
    from posecheck.history.store import History
    from posecheck.outputs.result_file import ResultFile
    from posecheck.pose import Pose

#: A curve has no more than ten samples a second: nobody sees more on paper.
CURVE_INTERVAL_S = 0.1
#: So much of a curve is lost at most when the program is killed.
CURVE_STRETCH_S = 30.0
#: Values are remembered for the median of a hold, ten minutes of them.
_REMEMBERED = 18_000


class KeptSession:
    """A session in the history that begins with the first thing that happens in it.

    Parameters
    ----------
    history
        Where it goes.
    kind, source, routine, plan
        As in :meth:`posecheck.history.store.History.begin_session`.
    number
        A session that began already, as one that is resumed.
    journal
        Path of the journal that belongs to it.

    Raises
    ------
    HistoryError
        The session of `number` runs in another process.
    """

    def __init__(  # noqa: PLR0913 - what a session is has that many parts
        self,
        history: History,
        kind: str,
        *,
        source: str = "",
        routine: str | None = None,
        plan: Sequence[dict[str, Any]] = (),
        number: int | None = None,
        journal: str | None = None,
    ) -> None:
        self.history = history
        self._kind = kind
        self._source = source
        self._routine = routine
        self._plan = plan
        self._number = number
        self._journal = journal
        self._lock: SessionLock | None = None
        #: It was ended.
        self.ended = False
        if number is not None and not self._locked(number):
            raise HistoryError(f"Session {number} runs in another window of posecheck; end it there first.")

    @property
    def begun(self) -> bool:
        """Whether there is anything of it in the history."""
        return self._number is not None

    @property
    def number(self) -> int:
        """Its number in the history; the session begins when it is asked."""
        if self._number is None:
            self._number = self.history.begin_session(
                self._kind,
                source=self._source,
                routine=self._routine,
                plan=self._plan,
                journal=self._journal,
            )
            self._locked(self._number)
        return self._number

    def plan(self, plan: Sequence[dict[str, Any]], source: str) -> None:
        """Set the plan and the source, also of a session that began before they were known."""
        self._plan, self._source = plan, source
        if self._number is not None:
            self.history.plan_session(self._number, plan, source)

    def tell_pain(self, moment: str, level: int) -> None:
        """Keep pain of 0 to 10 at once; the session begins with it."""
        self.history.add_pain(self.number, moment, level)

    def end(self, status: str = "done") -> None:
        """End it, if it began; its lock is released."""
        try:
            if self._number is not None:
                self.history.end_session(self._number, status)
            self.ended = True
        finally:
            if self._lock is not None:
                self._lock.release()

    def _locked(self, number: int) -> bool:
        """Tell other processes that the session runs; return false when one of them says so itself."""
        lock = SessionLock(self.history.path, number)
        try:
            free = lock.acquire()
        except OSError:  # a place without locks; then nobody can tell, and nothing is lost by it
            return True
        self._lock = lock if free else None
        return free


class HistorySink:
    """Writes one exercise into the history, from its first judged frame on.

    Parameters
    ----------
    session
        Stays open: it may go through several exercises.
    exercise
        What is done.
    result_file
        Has the result when it was closed, which therefore comes before this sink.
    side
        The side that was asked for.
    planned
        The step of the plan that it carries out.
    profile
        Name of the profile that `exercise` is as.
    """

    def __init__(  # noqa: PLR0913 - what is kept of an exercise has that many parts
        self,
        session: KeptSession,
        exercise: Exercise,
        result_file: ResultFile,
        *,
        side: Side = Side.NONE,
        planned: dict[str, Any] | None = None,
        profile: str = "default",
    ) -> None:
        self.name = str(session.history.path)
        self._session = session
        self._history = session.history
        self._exercise = exercise
        self._result_file = result_file
        self._side = side
        self._planned = planned
        self._profile = profile
        self._primary = exercise.primary.measure.name if exercise.primary else ""
        self._units = {measure.name: measure.unit.value for measure in exercise.measures}
        self._values: deque[tuple[float, dict[str, float]]] = deque(maxlen=_REMEMBERED)
        self._curve: list[tuple[float, float]] = []
        self._zone = (math.nan, math.nan)
        #: Its number in the history, once it began.
        self.number: int | None = None

    def take(self, _frame: Frame | None, _pose: Pose, step: Step) -> None:
        """Keep the events of one step, and remember its values."""
        moment = step.moment
        number = self._begun()
        if moment.valid:
            self._values.append((moment.time_s, moment.measures))
            if math.isfinite(moment.primary) and (
                not self._curve or moment.time_s - self._curve[-1][0] >= CURVE_INTERVAL_S - 1e-6
            ):
                self._curve.append((moment.time_s, moment.primary))
                self._zone = moment.zone
        self._keep(number, step.events)
        if self._curve and moment.time_s - self._curve[0][0] >= CURVE_STRETCH_S:
            self._keep_curve(number)

    def close(self, last: tuple[Event, ...]) -> None:
        """Keep the closing events and the result; an exercise that was never judged leaves nothing."""
        if self.number is None:
            return
        self._keep(self.number, last)
        self._keep_curve(self.number)
        result = self._result_file.result
        self._history.end_exercise(self.number, as_data(result) if result else None)

    def _begun(self) -> int:
        if self.number is None:
            self.number = self._history.begin_exercise(
                self._session.number,
                self._exercise.id,
                side=self._side.value,
                planned=self._planned,
                profile=self._profile,
            )
        return self.number

    def _keep(self, number: int, events: Sequence[Event]) -> None:
        for event in events:
            match event:
                case HoldEnded():
                    self._history.add_event(number, event, self._measures(event.start_s, event.end_s))
                case RepDone():
                    self._history.add_event(
                        number, event, self._measures(event.hold_start_s, event.hold_end_s)
                    )
                case _:
                    self._history.add_event(number, event)
            if isinstance(event, (HoldEnded, RepDone)):
                self._keep_curve(number)

    def _keep_curve(self, number: int) -> None:
        samples, self._curve = self._curve, []
        self._history.add_curve(number, samples, self._zone)

    def _measures(self, start_s: float, end_s: float) -> list[MeasureRecord]:
        """Return every measure that was seen from `start_s` to `end_s`, and forget what was earlier."""
        inside = [measures for time_s, measures in self._values if start_s <= time_s <= end_s]
        while self._values and self._values[0][0] <= end_s:
            self._values.popleft()
        records = []
        for name, unit in self._units.items():
            seen = [measures[name] for measures in inside if math.isfinite(measures.get(name, math.nan))]
            if seen:
                primary = name == self._primary
                records.append(MeasureRecord(name, unit, primary, median(seen), min(seen), max(seen)))
        return records
