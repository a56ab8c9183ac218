"""Colours (BGR) that stay apart for colour-blind eyes: they differ in lightness, and never speak alone."""

from __future__ import annotations

from posecheck.engine.events import State

Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
INK: Colour = (28, 22, 18)
PAPER: Colour = (244, 240, 234)
DIM: Colour = (214, 206, 196)

GOOD: Colour = (150, 214, 64)
OK: Colour = (64, 196, 255)
FAULT: Colour = (56, 64, 240)
UNKNOWN: Colour = (168, 160, 152)

STATE_COLOURS: dict[State, Colour] = {
    State.GOOD: GOOD,
    State.OK: OK,
    State.FAULT: FAULT,
    State.UNKNOWN: UNKNOWN,
}
