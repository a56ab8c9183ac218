"""Where words go on a picture that has nothing beside it: above or below, by where the body is.

It changes seldom: only when another place has been clearly better for a while, counted in the time of the
source, so that the same video is annotated in the same way every time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from posecheck.outputs.overlay.layout import DIAL_SHARE, LINE, Rect, Regions, over_letters
from posecheck.outputs.overlay.lettering import size_for_letters
from posecheck.pose.filters import Lasting

if TYPE_CHECKING:
    from posecheck.engine.events import Assessment
    from posecheck.outputs.overlay.layout import Size
    from posecheck.pose import Pose

#: A landmark says where the body is when the estimator believes in it at least this much.
TRUSTED_VISIBILITY = 0.5
#: Landmarks are joints; flesh, hair and feet reach beyond them by about this part of the body's extent.
_BODY_RIM = 0.07
#: Another place is taken when it covers less of the body by this part of its box, ...
BETTER_SHARE = 0.06
#: ... for so long.
SETTLED_S = 1.5
#: The body counts with the room it has moved in: an edge of that comes back to the body by this part of the
#: way in a second, so that words keep clear of a leg that is raised again and again.
_COMES_BACK_PER_S = 0.04
#: The words are expected to take this many large lines, and so many where they have a part of the edge.
_USUAL_LINES, _LINES_OF_A_PART = 2.3, 3.4
#: That part of the edge; it has to cover less by this part of the body, because long words are said shorter
#: there.
_PART, _PART_COST = 0.46, 0.04


class Edge(StrEnum):
    """Upper or lower edge of the picture."""

    TOP = "top"
    BOTTOM = "bottom"


class Span(StrEnum):
    """Which part of its edge the words take."""

    WHOLE = "whole"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where words and timer stand.

    Parameters
    ----------
    words
        The edge at which the words stand.
    span
        The part of the edge that they take: beside somebody who stands there is no room above or below.
    dial_left
        The timer stands at the left, otherwise at the right.
    dial_apart
        It stands at the other edge than the words, otherwise beside them.
    """

    words: Edge = Edge.BOTTOM
    dial_left: bool = False
    dial_apart: bool = True
    span: Span = Span.WHOLE


USUAL = Placement()
#: The first is taken when nothing tells them apart.
_PLACEMENTS = tuple(
    Placement(edge, left, apart, span)
    for span in Span
    for apart in (True, False)
    for edge in (Edge.BOTTOM, Edge.TOP)
    for left in (False, True)
)


class WordsPlacer:
    """Decides frame by frame where the words stand."""

    __slots__ = ("_better", "_placement", "_room", "_time_s")

    def __init__(self) -> None:
        self._placement: Placement | None = None
        self._room: tuple[float, float, float, float] | None = None
        self._time_s = math.nan
        self._better = Lasting()

    def update(self, time_s: float, picture_px: Size, person: Rect | None) -> Placement:
        """Return the placement for a picture in which the body is in `person`, ``None`` when unknown.

        Parameters
        ----------
        time_s
            Time of the source.
        picture_px
            Width and height of the picture, in pixels.
        person
            Where the body is, in pixels of that picture.
        """
        if person is None:
            return self._placement or USUAL
        room = self._moved_in(time_s, person)
        wanted = best_placement(picture_px, room)
        if self._placement is None:
            self._placement = wanted
            return wanted
        gain = covered_share(picture_px, self._placement, room) - covered_share(picture_px, wanted, room)
        if self._better.update(time_s, true=gain > BETTER_SHARE) >= SETTLED_S:
            self._placement = wanted
            self._better = Lasting()
        return self._placement

    def _moved_in(self, time_s: float, person: Rect) -> Rect:
        """Return the room that the body has moved in lately."""
        now = (person.left, person.top, person.right, person.bottom)
        if self._room is None:
            self._room = now
        else:
            back = min(1.0, _COMES_BACK_PER_S * max(0.0, time_s - self._time_s))
            left, top, right, bottom = (
                old + (new - old) * back for old, new in zip(self._room, now, strict=True)
            )
            self._room = min(left, now[0]), min(top, now[1]), max(right, now[2]), max(bottom, now[3])
        self._time_s = time_s
        left, top, right, bottom = self._room
        return Rect(math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom))


def best_placement(picture_px: Size, person: Rect | None) -> Placement:
    """Return the placement that covers the least of the body."""
    if person is None:
        return USUAL
    best, least = USUAL, math.inf
    for each in _PLACEMENTS:
        cost = covered_share(picture_px, each, person)
        if cost < least:
            best, least = each, cost
        if cost == 0:  # the first that covers nothing is the one that is liked best
            break
    return best


@lru_cache(maxsize=32)
def areas(picture_px: Size, placement: Placement) -> tuple[Rect, Rect]:
    """Return the strip that words are expected to take, and the square of the timer."""
    width, height = picture_px
    cue, letter = over_letters(picture_px)
    whole = placement.span is Span.WHOLE
    lines = _USUAL_LINES if whole else _LINES_OF_A_PART
    strip = min(round(height * 0.5), round(lines * LINE * size_for_letters(cue)))
    top = 0 if placement.words is Edge.TOP else height - strip
    across = width if whole else round(width * _PART)
    start = width - across if placement.span is Span.RIGHT else 0
    words = Rect(start, top, start + across, top + strip)
    margin = max(2, round(letter * 0.6))
    side = min(round(min(width, height) * DIAL_SHARE), height - strip)
    left = margin if placement.dial_left else width - margin - side
    at_top = (placement.words is Edge.TOP) is not placement.dial_apart
    if placement.dial_apart:
        dial_top = margin if at_top else height - margin - side
    else:
        dial_top = words.bottom + margin if at_top else words.top - margin - side
    return words, Rect(left, dial_top, left + side, dial_top + side)


def lay_out_over(picture_px: Size, placement: Placement) -> Regions:
    """Return the regions of a picture that has nothing beside it."""
    width, height = picture_px
    cue, letter = over_letters(picture_px)
    words, dial = areas(picture_px, placement)
    # the figure stands in the corner beside the dial's
    left = width - dial.right
    figure = Rect(left, dial.top, left + dial.width, dial.bottom)
    return Regions(
        picture_px, Rect(0, 0, width, height), words, words, dial, figure, cue, letter, beside=False,
        words_at_top=placement.words is Edge.TOP,
    )  # fmt: skip


def person_box(pose: Pose, assessment: Assessment, canvas_px: Size, *, mirrored: bool) -> Rect | None:
    """Return where the body is on a canvas; ``None`` when nobody is believed to be there."""
    if not assessment.person:
        return None
    seen = (pose.visibility >= TRUSTED_VISIBILITY) & np.isfinite(pose.image_px).all(axis=1)
    if not seen.any():
        return None
    width, height = canvas_px
    points = pose.image_px[seen] * (width / pose.width_px, height / pose.height_px)
    if mirrored:
        points[:, 0] = width - points[:, 0]
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    rim = _BODY_RIM * max(right - left, bottom - top)
    box = Rect(
        math.floor(max(0, left - rim)),
        math.floor(max(0, top - rim)),
        math.ceil(min(width, right + rim)),
        math.ceil(min(height, bottom + rim)),
    )
    return box if box.area else None


def covered_share(picture_px: Size, placement: Placement, person: Rect) -> float:
    """Return which part of the body's box words and timer cover, and what is as bad as that."""
    words, dial = areas(picture_px, placement)
    cost = 0.0 if placement.span is Span.WHOLE else _PART_COST
    return (words.overlap(person) + dial.overlap(person)) / person.area + cost
