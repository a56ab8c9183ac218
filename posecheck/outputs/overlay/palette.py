"""Colours (BGR) that stay apart for colour-blind eyes: they differ in lightness, and never speak alone."""

from __future__ import annotations

from typing import NamedTuple

from posecheck.engine.events import State

Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
INK: Colour = (28, 22, 18)
PAPER: Colour = (244, 240, 234)
DIM: Colour = (214, 206, 196)
#: What lies beside the picture, and what is raised from it.
GROUND: Colour = (22, 17, 14)
RAISED: Colour = (62, 52, 44)

GOOD: Colour = (150, 214, 64)
OK: Colour = (64, 196, 255)
FAULT: Colour = (56, 64, 240)
#: The same red, dark enough to be written on in white.
FAULT_GROUND: Colour = (34, 34, 186)
UNKNOWN: Colour = (168, 160, 152)

STATE_COLOURS: dict[State, Colour] = {
    State.GOOD: GOOD,
    State.OK: OK,
    State.FAULT: FAULT,
    State.UNKNOWN: UNKNOWN,
}


class Writing(NamedTuple):
    """Letters on a ground, which may let a part of the picture through.

    Parameters
    ----------
    ink, ground
        Colours of the letters and of what is behind them.
    opacity
        How much of the picture the ground hides, 0 to 1.
    """

    ink: Colour
    ground: Colour
    opacity: float = 1.0


#: On the panels beside the picture.
PLAIN = Writing(WHITE, GROUND)
QUIET = Writing(DIM, GROUND)
WARM = Writing(OK, GROUND)
#: On what lies over the picture.
OVER = Writing(WHITE, INK, 0.86)
OVER_QUIET = Writing(DIM, INK, 0.86)
#: What the camera cannot see.
CAMERA = Writing(INK, PAPER, 0.96)
#: The words and numbers at a limb.
AT_LIMB = Writing(WHITE, INK, 0.85)
AT_FAULT = Writing(WHITE, FAULT_GROUND)
#: Cards, their answers, and the answer that is chosen.
CARD = Writing(WHITE, INK, 0.94)
OPTION = Writing(WHITE, RAISED)
CHOSEN = Writing(INK, GOOD)
KEYCAP = Writing(INK, PAPER)

#: Everything that is written, so that its contrast can be checked on any picture.
WRITINGS: dict[str, Writing] = {
    "plain": PLAIN,
    "quiet": QUIET,
    "warm": WARM,
    "over": OVER,
    "over, quiet": OVER_QUIET,
    "camera": CAMERA,
    "at a limb": AT_LIMB,
    "at a fault": AT_FAULT,
    "card": CARD,
    "option": OPTION,
    "chosen": CHOSEN,
    "keycap": KEYCAP,
}
