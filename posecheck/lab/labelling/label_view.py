"""Draws the state of labelling: the clip with the trainer's view of it, the keys, the marks below."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from posecheck.lab.labelling.screen import STRIP_PX, WIDTH_PX, Row, compose, draw_panel
from posecheck.lab.labelling.session import FAULT_KEYS, GOOD, HOLD, LabelSession
from posecheck.lab.labelling.timeline import HOLD_COLOUR, Lane, Timeline, TimelineBand, threshold_lines
from posecheck.outputs.overlay.palette import DIM, FAULT, OK, UNKNOWN
from posecheck.outputs.overlay.palette import GOOD as GOOD_COLOUR
from posecheck.outputs.wording import fault_words
from posecheck.profiles.threshold_parts import PRIMARY
from posecheck.support.file_names import readable_name

if TYPE_CHECKING:
    from posecheck.exercise import Exercise
    from posecheck.lab.labelling.clip import ViewedClip
    from posecheck.lab.labelling.judged import JudgedPoses
    from posecheck.outputs.overlay.palette import Colour
    from posecheck.pose.frame import ImageArray

_KEYS = (
    ("space", "play, pause"),
    ("\N{LEFTWARDS ARROW} \N{RIGHTWARDS ARROW}", "one frame"),
    ("\N{DOWNWARDS ARROW} \N{UPWARDS ARROW}", "one second"),
    ("- +", "slower, faster"),
    ("h", "hold begins, ends"),
    ("t", "side of the hold"),
    ("g", "good form begins, ends"),
    (f"1 … {FAULT_KEYS[8]}", "fault begins, ends (listed below)"),
    ("x", "delete the mark here"),
    ("u", "undo"),
    ("v", "drawing on the picture on, off"),
    ("s", "save"),
    ("q", "quit"),
)


class LabelView:
    """Draws :class:`LabelSession` for one clip.

    Parameters
    ----------
    clip, exercise, judged
        What is looked at, and what the trainer makes of it.
    faults
        Ids of the faults that can be marked, in the order of their keys; those without a key follow.
    subject
        Who is in the clip, as told; empty when nobody said so.
    """

    def __init__(
        self,
        clip: ViewedClip,
        exercise: Exercise,
        judged: JudgedPoses,
        faults: tuple[str, ...],
        *,
        subject: str = "",
    ) -> None:
        self._subject = subject or "nobody named"
        self._clip, self._exercise, self._judged = clip, exercise, judged
        self._rows = {name: number for number, name in enumerate((HOLD, GOOD, *faults))}
        primary = exercise.primary
        measured = (
            f"{primary.measure.title}\n{primary.measure.unit.value}" if primary else "no leading measure"
        )
        lanes = [Lane("hold", "h"), Lane("good", "g")]
        lanes += [
            Lane(fault_words(name), FAULT_KEYS[number] if number < len(FAULT_KEYS) else "")
            for number, name in enumerate(faults)
        ]
        self.timeline = Timeline(
            width_px=WIDTH_PX,
            height_px=STRIP_PX,
            times_s=[pose.time_s for pose in clip.poses],
            curve=judged.primary,
            title=measured,
            lines=threshold_lines(exercise, PRIMARY) if primary else (),
            lanes=lanes,
        )
        self._last: tuple[int, bool, ImageArray] | None = None

    def draw(self, state: LabelSession) -> ImageArray:
        """Return the screen that shows `state`."""
        strip = self.timeline.draw(self._bands(state), state.playhead.frame_s)
        return compose(self._picture(state), draw_panel(self._panel(state)), strip)

    def _picture(self, state: LabelSession) -> ImageArray:
        if self._last is not None and self._last[:2] == (state.playhead.index, state.overlay):
            return self._last[2]
        from posecheck.outputs.overlay import draw_overlay  # noqa: PLC0415 - loads OpenCV

        pose = self._clip.poses[state.playhead.index]
        picture = self._clip.pictures.nearest(pose.time_s)
        if state.overlay:
            moment = self._judged.moments[state.playhead.index]
            picture = draw_overlay(picture, pose, moment, self._exercise, mirrored=False, least_height_px=470)
        self._last = (state.playhead.index, state.overlay, np.ascontiguousarray(picture))
        return self._last[2]

    def _bands(self, state: LabelSession) -> list[TimelineBand]:
        bands = [
            TimelineBand(
                self._rows[mark.what],
                mark.start_s,
                mark.end_s,
                _colour(mark.what),
                across=mark.what == HOLD,
            )
            for mark in state.marks
            if mark.what in self._rows
        ]
        here_s = state.playhead.frame_s
        for begun in state.opened:
            start_s, end_s = sorted((begun.start_s, here_s))
            bands.append(TimelineBand(self._rows[begun.what], start_s, end_s, UNKNOWN))
        return bands

    def _panel(self, state: LabelSession) -> tuple[Row, ...]:
        frame = f"frame {state.playhead.index + 1} of {len(state.playhead.times_s)}"
        at = f"{state.playhead.frame_s:.2f} s \N{MIDDLE DOT} {frame}"
        how = "playing" if state.playhead.playing else "paused"
        rows = [
            Row(self._exercise.title, size_px=18, bold=True),
            Row(f"{readable_name(self._clip.path.name)} \N{MIDDLE DOT} {self._subject}", colour=DIM),
            Row(f"{at} \N{MIDDLE DOT} {how} \N{MULTIPLICATION SIGN}{state.playhead.speed:g}", gap_px=4),
            *(
                Row(said, key=key, size_px=13, gap_px=8 if number == 0 else 1)
                for number, (key, said) in enumerate(_KEYS)
            ),
            Row(_side_words(state), gap_px=6),
            Row(
                "Not saved yet" if state.unsaved else "All marks are saved",
                colour=OK if state.unsaved else GOOD_COLOUR,
                bold=state.unsaved,
            ),
        ]
        if state.message:
            rows.append(
                Row(state.message, bold=True, gap_px=2, colour=OK if state.asking else (255, 255, 255))
            )
        return tuple(rows)


def _side_words(state: LabelSession) -> str:
    """Return the side of the hold at the playhead when it is a guess, else that of the next hold."""
    here = next(
        (mark for mark in state.marks if mark.start_s <= state.here_s <= mark.end_s and mark.guessed), None
    )
    if here is not None:
        return f"This hold: {here.side}, guessed; t changes it"
    return f"Side of the next hold: {'as posecheck sees it' if state.guesses else state.side}"


def _colour(what: str) -> Colour:
    return {HOLD: HOLD_COLOUR, GOOD: GOOD_COLOUR}.get(what, FAULT)
