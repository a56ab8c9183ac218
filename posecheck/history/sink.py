"""The history as a sink of a session: every event is a note, which is written before it is announced."""

from __future__ import annotations

import math
from array import array
from collections import deque
from dataclasses import asdict
from datetime import datetime
from statistics import median
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from posecheck.engine.event_entries import event_entry
from posecheck.engine.events import HoldEnded, RepDone
from posecheck.engine.result import as_data
from posecheck.history.database import HistoryError
from posecheck.history.notes import Note, What, plain_json, utc
from posecheck.history.records import MeasureRecord
from posecheck.history.running import SessionLock
from posecheck.history.writing import WritingThread
from posecheck.pose import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from posecheck.engine.events import Event, Step
    from posecheck.exercise import Exercise
    from posecheck.history.records import BaselineRecord
    from posecheck.history.store import History
    from posecheck.history.writing import Task, Trouble, Writer
    from posecheck.outputs.result_file import ResultFile
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame

#: A curve has no more than ten samples a second: nobody sees more on paper.
CURVE_INTERVAL_S = 0.1
#: So much of a curve is lost at most when the program is killed.
CURVE_STRETCH_S = 30.0
#: Values are remembered for the median of a hold, ten minutes of them.
_REMEMBERED = 18_000
#: So long the end of a session waits for a history that another program has locked.
SETTLE_S = 10.0


#: What a camera saw, which is kept once it has seen somebody.
_SEEN = frozenset({What.EXERCISE_BEGUN, What.HAPPENED, What.CURVE, What.EXERCISE_ENDED})


class KeptSession:
    """A session in the history that begins when somebody is seen in it, or when something was told.

    What a camera saw before is held back until then: an empty room is nobody's training and leaves nothing,
    and nothing is lost when somebody comes later. It writes at once, and raises when it cannot, until
    :meth:`write_in` gives it a thread that does.

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
        self._journal = journal
        self._lock: SessionLock | None = None
        self._thread: WritingThread | None = None
        self._notes = self._exercises = 0
        #: Notes and acts of the time in which nobody was seen.
        self._held_back: list[tuple[What, dict[str, Any], int]] = []
        self._held_back_acts: list[Callable[[], None]] = []
        self._seen = number is not None
        #: There is something of it to keep.
        self.begun = number is not None
        #: It was ended.
        self.ended = False
        if number is None:
            self.token = uuid4().hex
        else:
            if not self._locked(number):
                raise HistoryError(
                    f"Session {number} runs in another window of posecheck; end it there first."
                )
            self.token, self._notes, self._exercises = history.claim_session(number)
        self._writer: Writer = history.writer(self.token)

    @property
    def number(self) -> int:
        """Its number in the history; the session begins with it, and what is under way is waited for.

        Raises
        ------
        HistoryError
            It has none yet, because the history cannot be written.
        """
        self._begin()
        if self._thread is not None:
            self._thread.settle(SETTLE_S)
        number = self._writer.session
        if number is None:
            raise HistoryError(
                f"The history {self.history.path} cannot be written at present; the session is not in it yet."
            )
        return number

    @property
    def known_number(self) -> int | None:
        """Its number in the history, ``None`` while it has none."""
        return self._writer.session if self.begun else None

    @property
    def thread(self) -> WritingThread | None:
        """What writes it, ``None`` while it is written at once."""
        return self._thread

    def write_in(self, told: Callable[[Trouble, Path | None], None]) -> WritingThread:
        """Write in a thread from now on; `told` hears when that is not possible, and when it is again."""
        assert self._thread is None
        self._thread = WritingThread(self.history.path, self.token, begun=self._has_begun, told=told)
        self._writer = self._thread
        return self._thread

    def put(self, what: What, values: dict[str, Any], position: int = 0) -> None:
        """Keep something; the session begins with it, unless a camera saw it, and nobody so far."""
        if what in _SEEN and not self._seen:
            self._held_back.append((what, values, position))
            return
        self._begin()
        self._put(what, values, position)

    @property
    def seen(self) -> bool:
        """Whether somebody was seen in it."""
        return self._seen

    def somebody_seen(self) -> None:
        """Somebody is there: from now on everything is kept, and what was held back first."""
        if self._seen:
            return
        self._seen = True
        notes, self._held_back = self._held_back, []
        acts, self._held_back_acts = self._held_back_acts, []
        for what, values, position in notes:
            self.put(what, values, position)
        for act in acts:
            self.at_once(act)

    def after(self, position: int, task: Task) -> None:
        """Do something with the numbers of the session and of an exercise once that is in the history."""
        self._writer.after(position, task)

    def at_once(self, act: Callable[[], None]) -> None:
        """Write something that belongs to the session elsewhere, where no note is waited for."""
        if self._seen:
            self._writer.at_once(act)
        else:
            self._held_back_acts.append(act)

    def begin_exercise(self, exercise: str, side: str, planned: dict[str, Any] | None, profile: str) -> int:
        """Begin an exercise and return its place in the session."""
        values = {
            "exercise": exercise,
            "side": side,
            "planned": plain_json(planned or {}),
            "profile": profile,
            "started_at": utc(),
        }
        position = self._exercises + 1
        self.put(What.EXERCISE_BEGUN, values, position)
        self._exercises = position
        return position

    def plan(self, plan: Sequence[dict[str, Any]], source: str) -> None:
        """Set the plan and the source, also of a session that began before they were known."""
        self._plan, self._source = plan, source
        if self.begun:
            self._put(What.PLANNED, {"plan": list(plan), "source": source})

    def resume(self) -> None:
        """Go on with a session that was interrupted."""
        self.put(What.RESUMED, {})

    def tell_pain(self, moment: str, level: int) -> None:
        """Keep pain of 0 to 10 at once; the session begins with it."""
        self.put(What.PAIN, {"moment": moment, "level": level, "told_at": utc()})
        if self._thread is not None:
            self._thread.settle(SETTLE_S)

    def add_baseline(self, baseline: BaselineRecord) -> None:
        """Keep the person's own value of a measure, as the history does."""
        self.put(What.BASELINE, asdict(baseline) | {"taken_at": utc(baseline.taken_at)})

    def end(self, status: str = "done") -> None:
        """End it, if it began, and wait until that is in the history; its lock is released.

        Raises
        ------
        HistoryError
            The history cannot be written; the message says where everything is until then.
        """
        try:
            self.ended = True
            if self.begun:
                self._put(What.ENDED, {"status": status, "ended_at": utc()})
                if self._thread is not None and not self._thread.settle(SETTLE_S):
                    raise HistoryError(self._left_behind(self._thread))
        finally:
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    def close(self) -> None:
        """Let go of the thread; what it has not written is in the backlog."""
        if self._thread is not None:
            self._thread.close()

    def _begin(self) -> None:
        if self.begun:
            return
        moment = datetime.now().astimezone()
        offset = moment.utcoffset()
        assert offset is not None
        values = {
            "kind": self._kind,
            "routine": self._routine,
            "plan": plain_json(list(self._plan)),
            "source": self._source,
            "journal": self._journal,
            "started_at": utc(moment),
            "utc_offset_min": round(offset.total_seconds() / 60),
        }
        self._put(What.BEGUN, values)
        self.begun = True
        if self._thread is None and self._writer.session is not None:
            self._locked(self._writer.session)

    def _put(self, what: What, values: dict[str, Any], position: int = 0) -> None:
        self._writer.put(Note(self._notes + 1, what, values, position))
        self._notes += 1

    def _left_behind(self, thread: WritingThread) -> str:
        problem = str(thread.problem) if thread.problem else "The disk does not answer."
        if thread.folder is None:
            return f"{problem} What was not written by then is lost: no other place could be written either."
        return (
            f"{problem} What is missing in the history is in {thread.folder}, and goes into the history when "
            "posecheck next opens it."
        )

    def _has_begun(self, number: int) -> None:
        self._locked(number)

    def _locked(self, number: int) -> bool:
        """Tell other processes that the session runs; return false when one of them says so itself."""
        if self._lock is not None:  # one that is resumed has it already
            return True
        lock = SessionLock(self.history.path, number)
        try:
            free = lock.acquire()
        except OSError:  # a place without locks; then nobody can tell, and nothing is lost by it
            return True
        self._lock = lock if free else None
        return free


class HistorySink:
    """Writes one exercise into the history; with the first frame that somebody is in the session is theirs.

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
        self._exercise = exercise
        self._result_file = result_file
        self._side = side
        self._planned = planned
        self._profile = profile
        self._primary = exercise.primary.measure.name if exercise.primary else ""
        self._units = {measure.name: measure.unit.value for measure in exercise.measures}
        #: Time and value of every measure, in the order of `_units`; in dictionaries six times as large.
        self._values: deque[array[float]] = deque(maxlen=_REMEMBERED)
        self._curve: list[tuple[float, float]] = []
        self._zone = (math.nan, math.nan)
        #: Its place in the session, once it began.
        self.position: int | None = None

    def take(self, _frame: Frame | None, _pose: Pose, step: Step) -> None:
        """Keep the events of one step, and remember its values."""
        assessment = step.assessment
        position = self._begun()
        if assessment.person:
            self._session.somebody_seen()
        if assessment.valid:
            seen = (assessment.measures.get(name, math.nan) for name in self._units)
            self._values.append(array("d", (assessment.time_s, *seen)))
            if math.isfinite(assessment.primary) and (
                not self._curve or assessment.time_s - self._curve[-1][0] >= CURVE_INTERVAL_S - 1e-6
            ):
                self._curve.append((assessment.time_s, assessment.primary))
                self._zone = assessment.zone
        self._keep(position, step.events)
        if self._curve and assessment.time_s - self._curve[0][0] >= CURVE_STRETCH_S:
            self._keep_curve(position)

    def close(self, last: tuple[Event, ...]) -> None:
        """Keep the closing events and the result; an exercise that had no frame leaves nothing."""
        if self.position is None:
            return
        self._keep(self.position, last)
        self._keep_curve(self.position)
        self.end("done")

    def end(self, status: str) -> None:
        """Keep how the exercise ended; an exercise that had no frame leaves nothing."""
        if self.position is not None:
            result = self._result_file.result
            ended = {"result": as_data(result) if result else None, "status": status, "ended_at": utc()}
            self._session.put(What.EXERCISE_ENDED, ended, self.position)

    def _begun(self) -> int:
        if self.position is None:
            self.position = self._session.begin_exercise(
                self._exercise.id, self._side.value, self._planned, self._profile
            )
        return self.position

    def _keep(self, position: int, events: Sequence[Event]) -> None:
        for event in events:
            measures: list[MeasureRecord] = []
            if isinstance(event, HoldEnded):
                measures = self._measures(event.start_s, event.end_s)
            elif isinstance(event, RepDone):
                measures = self._measures(event.hold_start_s, event.hold_end_s)
            values = {"event": event_entry(event), "measures": [asdict(each) for each in measures]}
            self._session.put(What.HAPPENED, values, position)
            if isinstance(event, (HoldEnded, RepDone)):
                self._keep_curve(position)

    def _keep_curve(self, position: int) -> None:
        samples, self._curve = self._curve, []
        if samples:
            zone = [each if math.isfinite(each) else None for each in self._zone]
            self._session.put(What.CURVE, {"samples": samples, "zone": zone}, position)

    def _measures(self, start_s: float, end_s: float) -> list[MeasureRecord]:
        """Return every measure that was seen from `start_s` to `end_s`, and forget what was earlier."""
        inside = [values for values in self._values if start_s <= values[0] <= end_s]
        while self._values and self._values[0][0] <= end_s:
            self._values.popleft()
        records = []
        for place, (name, unit) in enumerate(self._units.items(), start=1):
            seen = [values[place] for values in inside if math.isfinite(values[place])]
            if seen:
                primary = name == self._primary
                records.append(MeasureRecord(name, unit, primary, median(seen), min(seen), max(seen)))
        return records
