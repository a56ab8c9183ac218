"""What to say now: the worst first, one thing at a time, with patience, and praise only for what was seen."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from posecheck.engine.events import Cue, CueKind
from posecheck.exercise import Severity

if TYPE_CHECKING:
    from posecheck.engine.fault_tracker import ActiveFault

#: Severity 2 is spoken after 1.5 s, severity 3 after 0.5 s; severity 1 is only shown (catalogue §4).
WAIT_S = {Severity.SHOW: math.inf, Severity.SPEAK: 1.5, Severity.URGENT: 0.5, Severity.STOP: 0.0}
#: One cue in 6 s, the same cue at most every 12 s (catalogue §4).
BETWEEN_S = 6.0
SAME_S = 12.0
#: Something worse may interrupt, but not within this time: a sentence takes as long to hear.
INTERRUPT_S = 2.5
#: A word of counting ("Hold.") is over after this time.
COUNT_S = 1.0
#: What was put right must stay right for so long before it is praised.
PRAISE_AFTER_S = 1.5
#: Praise is for a correction made within this time after the cue.
PRAISE_WITHIN_S = 12.0
#: After so many tries the plainer wording is used (catalogue §4).
TRIES_BEFORE_PLAIN = 2
#: A cue stands on the screen for so long after it was said, and longer while the fault lasts.
SHOWN_S = 4.0
#: Trouble with the view is repeated this often.
VIEW_AGAIN_S = 12.0

PRAISE = ("Good, that is it.", "Well corrected.", "Yes, stay like this.")


@dataclass(slots=True)
class _Said:
    time_s: float
    text: str
    kind: CueKind
    fault: str
    severity: int


@dataclass(slots=True)
class Coach:
    """Decides when which sentence is said. All times are those of the source."""

    _last: _Said | None = None
    _said_s: dict[str, float] = field(default_factory=dict)
    _tries: dict[str, int] = field(default_factory=dict)
    _right_since_s: dict[str, float] = field(default_factory=dict)
    _praised: int = 0
    stops: int = 0

    def correct(
        self, time_s: float, active: list[ActiveFault], least: Severity = Severity.SPEAK
    ) -> list[Cue]:
        """Return the cue for the worst fault whose time has come, if any; those below `least` stay unsaid."""
        for fault in active:
            if fault.severity < least or time_s - fault.start_s < WAIT_S[fault.severity]:
                continue
            if not self._may_speak(time_s, int(fault.severity)):
                continue
            if time_s - self._said_s.get(fault.fault, -math.inf) < SAME_S:
                continue
            tries = self._tries.get(fault.fault, 0)
            text = fault.body_cue if fault.body_cue and tries >= TRIES_BEFORE_PLAIN else fault.cue
            self._tries[fault.fault] = tries + 1
            self._right_since_s.pop(fault.fault, None)
            stop = fault.severity >= Severity.URGENT
            self.stops += stop
            return [
                self._say(time_s, text, CueKind.STOP if stop else CueKind.FAULT, fault.fault, fault.severity)
            ]
        return []

    def praise(self, time_s: float, seen_good: set[str], active: list[ActiveFault]) -> list[Cue]:
        """Return praise for a fault that a cue named and that has been seen to be right since.

        Parameters
        ----------
        time_s
            Time of the frame.
        seen_good
            Faults whose check is good in this frame; unknown is not good.
        active
            Faults active now: nothing is praised beside a fault that is spoken of.
        """
        blocked = any(fault.severity >= Severity.SPEAK for fault in active)
        cues: list[Cue] = []
        for fault, said_s in list(self._said_s.items()):
            if fault not in self._tries:
                continue
            if blocked or fault not in seen_good:
                self._right_since_s.pop(fault, None)
                continue
            since_s = self._right_since_s.setdefault(fault, time_s)
            if time_s - since_s < PRAISE_AFTER_S or cues:
                continue
            del self._tries[fault]
            if time_s - said_s <= PRAISE_WITHIN_S and self._may_speak(time_s, 0, INTERRUPT_S):
                text = PRAISE[self._praised % len(PRAISE)]
                self._praised += 1
                cues.append(self._say(time_s, text, CueKind.PRAISE, "", 0))
        return cues

    def announce(self, time_s: float, text: str, active: list[ActiveFault]) -> list[Cue]:
        """Return a word about the exercise itself ("Hold.", a number), unless there is worse to say.

        It does not wait for its turn, but it never talks over a correction nor praises a faulty position.
        """
        if any(fault.severity >= Severity.SPEAK for fault in active):
            return []
        if self._last and self._last.kind is not CueKind.COUNT and time_s - self._last.time_s < INTERRUPT_S:
            return []
        return self._count(time_s, text)

    def prompt(self, time_s: float, text: str, kind: CueKind) -> list[Cue]:
        """Return the next sentence of a guided exercise."""
        return [self._say(time_s, text, kind, "", int(Severity.SHOW))]

    def release(self, time_s: float, text: str) -> list[Cue]:
        """Return the word that ends a hold, which is said whatever the form is like."""
        return self._count(time_s, text)

    def _count(self, time_s: float, text: str) -> list[Cue]:
        return [self._say(time_s, text, CueKind.COUNT, "", int(Severity.SHOW))]

    def alarm(self, time_s: float, text: str) -> list[Cue]:
        """Return a warning that waits for nothing, and comes again while it stays true."""
        if time_s - self._said_s.get(text, -math.inf) < BETWEEN_S:
            return []
        self._said_s[text] = time_s
        return [self._say(time_s, text, CueKind.STOP, "", int(Severity.STOP))]

    def remind(self, time_s: float, text: str, kind: CueKind = CueKind.VIEW) -> list[Cue]:
        """Return trouble with the view, again and again but not too often."""
        if time_s - self._said_s.get(text, -math.inf) < VIEW_AGAIN_S:
            return []
        if not self._may_speak(time_s, int(Severity.SPEAK), INTERRUPT_S):
            return []
        self._said_s[text] = time_s
        return [self._say(time_s, text, kind, "", int(Severity.SPEAK))]

    def standing(self, time_s: float, active: list[ActiveFault]) -> str:
        """Return the sentence on the screen: what was said last, else what is only shown."""
        if self._last and (
            time_s - self._last.time_s < SHOWN_S
            or (self._last.fault and any(fault.fault == self._last.fault for fault in active))
        ):
            return self._last.text
        return active[0].cue if active else ""

    def _may_speak(self, time_s: float, severity: int, between_s: float = BETWEEN_S) -> bool:
        if self._last is None:
            return True
        passed_s = time_s - self._last.time_s
        if self._last.kind is CueKind.COUNT:
            return passed_s >= COUNT_S
        if severity > self._last.severity and severity >= Severity.URGENT:
            return passed_s >= INTERRUPT_S
        return passed_s >= between_s

    def _say(self, time_s: float, text: str, kind: CueKind, fault: str, severity: int) -> Cue:
        self._last = _Said(time_s, text, kind, fault, int(severity))
        if fault:
            self._said_s[fault] = time_s
        return Cue(time_s, text, kind, fault)
