"""Draws a clip under changing thresholds: the verdict before and now, the slider of the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from posecheck.lab.labelling.judged import JudgedPoses, judge
from posecheck.lab.labelling.screen import HEIGHT_PX, PANEL_PX, STRIP_PX, WIDTH_PX, Row, compose, draw_panel
from posecheck.lab.labelling.timeline import HOLD_COLOUR, Lane, Timeline, TimelineBand, threshold_lines
from posecheck.outputs.overlay.palette import DIM, FAULT, OK, PAPER, UNKNOWN, WHITE
from posecheck.profiles.threshold_parts import PRIMARY, named_checks, named_primaries
from posecheck.support.file_names import readable_name

if TYPE_CHECKING:
    from posecheck.exercise import Exercise, Measure
    from posecheck.lab.labelling.clip import ViewedClip
    from posecheck.lab.labelling.watching import WatchSession
    from posecheck.outputs.overlay.palette import Colour
    from posecheck.pose import Side
    from posecheck.pose.frame import ImageArray

#: So many thresholds are listed around the chosen one.
_LISTED = 9
_SLIDER_TOP_PX = HEIGHT_PX - STRIP_PX - 52
_SLIDER_LEFT_PX = WIDTH_PX - PANEL_PX + 24
_SLIDER_RIGHT_PX = WIDTH_PX - 24
_SLIDER_REACH_PX = 18


class WatchView:
    """Judges and draws :class:`WatchSession` for one clip.

    Parameters
    ----------
    clip, exercise
        What is looked at, and what it is judged as without changes.
    faults
        Ids of the faults the exercise can have.
    side, hold_target_s
        As for the trainer.
    """

    def __init__(
        self,
        clip: ViewedClip,
        exercise: Exercise,
        faults: tuple[str, ...],
        *,
        side: Side | None = None,
        hold_target_s: float | None = None,
    ) -> None:
        self._clip, self._faults = clip, faults
        self._side, self._hold_target_s = side, hold_target_s
        self.before = self.now = self._judge(exercise)
        self._exercise = self._changed = exercise
        self._timeline: Timeline | None = None
        self._drawn_for: tuple[Exercise, str] | None = None

    def _judge(self, exercise: Exercise) -> JudgedPoses:
        return judge(exercise, self._clip.poses, side=self._side, hold_target_s=self._hold_target_s)

    # --- the slider ----------------------------------------------------------------------------------------

    @staticmethod
    def slides(x_px: float, y_px: float) -> bool:
        """Return whether a place on the screen is on the slider."""
        return abs(y_px - _SLIDER_TOP_PX) <= _SLIDER_REACH_PX and x_px >= _SLIDER_LEFT_PX - _SLIDER_REACH_PX

    @staticmethod
    def share_at(x_px: float) -> float:
        """Return how far along the slider a place is, 0 to 1."""
        return min(max((x_px - _SLIDER_LEFT_PX) / (_SLIDER_RIGHT_PX - _SLIDER_LEFT_PX), 0.0), 1.0)

    # --- drawing -------------------------------------------------------------------------------------------

    def draw(self, state: WatchSession) -> ImageArray:
        """Judge the clip again if a threshold changed, and return the screen that shows `state`."""
        changed = state.changed
        if changed != self._changed:
            self._changed = changed
            self.now = self.before if changed == self._exercise else self._judge(changed)
        part = state.threshold.part
        if self._timeline is None or self._drawn_for != (changed, part):
            self._timeline, self._drawn_for = self._strip(changed, part), (changed, part)
        strip = self._timeline.draw(self._bands(), state.playhead.frame_s)
        screen = compose(self._picture(state), draw_panel(self._panel(state)), strip)
        _draw_slider(screen, state)
        return screen

    def time_at(self, x_px: float) -> float:
        """Return the time at a place on the strip; it was drawn before."""
        assert self._timeline is not None
        return self._timeline.time_at(x_px)

    def _strip(self, exercise: Exercise, part: str) -> Timeline:
        """Return the strip with the measure that the chosen threshold judges."""
        measure = _measure(exercise, part)
        unit = f"{measure.name}\n{measure.unit.value}" if measure else "no measure"
        curve = [
            moment.measures.get(measure.name, np.nan) if measure else np.nan for moment in self.now.moments
        ]
        return Timeline(
            width_px=WIDTH_PX,
            height_px=STRIP_PX,
            times_s=[pose.time_s for pose in self._clip.poses],
            curve=np.array(curve, np.float64),
            title=f"{unit}\n\ngrey: before\ncolour: now",
            lines=threshold_lines(exercise, part),
            lanes=[Lane("held"), *map(Lane, self._faults)],
        )

    def _bands(self) -> list[TimelineBand]:
        rows = {name: number for number, name in enumerate(self._faults, 1)}
        bands: list[TimelineBand] = []
        verdicts: tuple[tuple[JudgedPoses, tuple[float, float], Colour | None], ...] = (
            (self.before, (0.0, 0.4), UNKNOWN),
            (self.now, (0.45, 1.0), None),
        )
        for judged, part, colour in verdicts:
            bands += [
                TimelineBand(0, start, end, colour or HOLD_COLOUR, part) for start, end in judged.hold_spans()
            ]
            bands += [
                TimelineBand(rows[name], start, end, colour or FAULT, part)
                for name, start, end in judged.fault_spans()
                if name in rows
            ]
        return bands

    def _picture(self, state: WatchSession) -> ImageArray:
        from posecheck.outputs.overlay import draw_overlay  # noqa: PLC0415 - loads OpenCV

        number = state.playhead.index
        pose = self._clip.poses[number]
        return draw_overlay(
            self._clip.pictures.nearest(pose.time_s),
            pose,
            self.now.moments[number],
            self._changed,
            mirrored=False,
            least_height_px=HEIGHT_PX - STRIP_PX,
        )

    def _panel(self, state: WatchSession) -> tuple[Row, ...]:
        how = "playing" if state.playhead.playing else "paused"
        name = readable_name(self._clip.path.name)
        rows = [
            Row(self._exercise.title, size_px=18, bold=True),
            Row(f"{name} \N{MIDDLE DOT} {state.playhead.frame_s:.2f} s \N{MIDDLE DOT} {how}"),
            Row(f"Now: {_verdict(self.now)}", size_px=17, bold=True, gap_px=6),
            Row(f"Before: {_verdict(self.before)}", colour=DIM),
        ]
        first = min(max(state.chosen - _LISTED // 2, 0), max(len(state.thresholds) - _LISTED, 0))
        for number, each in enumerate(state.thresholds[first : first + _LISTED], first):
            value = state.value_of(each)
            was = "" if value == each.value else f"  (was {each.value:g})"
            arrow = "\N{BLACK RIGHT-POINTING TRIANGLE}" if number == state.chosen else "\N{MIDDLE DOT}"
            rows.append(
                Row(
                    f"{arrow} {each.part}.{each.edge}  {value:g} {each.unit}{was}",
                    size_px=13,
                    bold=number == state.chosen,
                    colour=OK if was else PAPER if number == state.chosen else DIM,
                    gap_px=6 if number == first else 0,
                )
            )
        rows += [
            Row(
                "choose, change; or drag the slider",
                "\N{UPWARDS ARROW}\N{DOWNWARDS ARROW} \N{LEFTWARDS ARROW}\N{RIGHTWARDS ARROW}",
                12,
                gap_px=6,
            ),
            Row("play; one frame; speed", "spc , . - +", 12),
            Row("put back; save into a profile; quit", "r  s  q", 12),
        ]
        if state.message:
            rows.append(Row(state.message, size_px=13, bold=True, gap_px=2, colour=OK))
        return tuple(rows)


def _measure(exercise: Exercise, part: str) -> Measure | None:
    """Return the measure that a part of the exercise judges; of its pace the leading one."""
    checks, primaries = named_checks(exercise), named_primaries(exercise)
    if part in checks:
        return checks[part].measure
    primary = primaries.get(part) or primaries.get(PRIMARY)
    return primary.measure if primary else None


def _verdict(judged: JudgedPoses) -> str:
    """Return the score and the number of faults."""
    score = "not scored" if judged.score is None else f"score {judged.score:.0f}"
    count = len(judged.fault_spans())
    return f"{score}, {count} fault{'' if count == 1 else 's'}"


def _draw_slider(screen: ImageArray, state: WatchSession) -> None:
    """Draw the allowed range, a mark at the original value and a knob at the present one."""
    chosen = state.threshold
    y, left, right = _SLIDER_TOP_PX, _SLIDER_LEFT_PX, _SLIDER_RIGHT_PX

    def x_of(value: float) -> int:
        return round(left + (value - chosen.low) / max(chosen.high - chosen.low, 1e-9) * (right - left))

    screen[y - 2 : y + 2, left:right] = UNKNOWN
    original, now = x_of(chosen.value), x_of(state.value_of(chosen))
    screen[y - 9 : y + 9, original - 1 : original + 1] = DIM
    colour = WHITE if original == now else OK
    for row in range(-9, 10):
        reach = round((81 - row * row) ** 0.5)
        screen[y + row, now - reach : now + reach + 1] = colour
    labels = draw_panel((Row(f"{chosen.low:g} to {chosen.high:g} {chosen.unit}", size_px=12, colour=DIM),))
    screen[y + 12 : y + 34, WIDTH_PX - PANEL_PX :] = labels[14:36]
