"""The picture of an exercise: the start and the position as the camera sees them, and where it stands."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from posecheck.book.strokes import (
    EDGE,
    EN_DASH,
    INK,
    NEAR,
    PAPER,
    SIGHT,
    Box,
    disc,
    panel,
    rectangle,
    text,
)
from posecheck.exercise import Near, Posture, View
from posecheck.exercise.figure import Prop
from posecheck.figures import movement
from posecheck.figures.as_pose import seen_from_the_front
from posecheck.figures.svg import fitted, still, style, two_poses
from posecheck.support.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from posecheck.exercise import Exercise
    from posecheck.figures import Movement
    from posecheck.support.language import Language

WIDTH, HEIGHT = 640, 220
#: Both poses on the left, the plan on the right.
_SEEN = (Box(10, 10, 230, 176), Box(248, 10, 230, 176))
_PLAN = Box(486, 10, 144, 176)
#: Space around a figure in its frame.
_AROUND = 14
#: Space beside the plan where it stands alone: its caption may be wider than it.
_EDGE = 22


def picture(exercise: Exercise, language: Language = ENGLISH) -> str:
    """Return the picture of `exercise` as the text of an SVG file, labelled in `language`."""
    shown = movement(exercise)
    parts = [
        *_head(exercise, language, Box(0, 0, WIDTH, HEIGHT), described(exercise, language)),
        *_seen(shown),
        *_from_above(exercise, language),
        *_captions(exercise, language),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def place_picture(exercise: Exercise, language: Language = ENGLISH) -> str:
    """Return where the camera stands, seen from above, alone: the right part of :func:`picture`."""
    box = Box(_PLAN.x - _EDGE, 0, _PLAN.width + 2 * _EDGE, HEIGHT)
    parts = [
        *_head(exercise, language, box, language.translate(exercise.camera)),
        *_from_above(exercise, language),
        *_plan_caption(exercise, language),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _head(exercise: Exercise, language: Language, box: Box, shows: str) -> Iterator[str]:
    """Yield how a file begins that shows a box of the whole picture."""
    size = (
        f'viewBox="{box.x:g} {box.y:g} {box.width:g} {box.height:g}" '
        f'width="{box.width:g}" height="{box.height:g}"'
    )
    reads = 'role="img" aria-labelledby="title desc" class="posecheck-figure"'
    font = 'font-family="system-ui, Segoe UI, Helvetica, Arial, sans-serif"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} {reads} {font}>'
    yield f'<title id="title">{escape(language.translate(exercise.title))}</title>'
    yield f'<desc id="desc">{escape(shows)}</desc>'
    yield style(dark=False)
    left = f'x="{box.x:g}" ' if box.x else ""
    yield f'<rect {left}width="{box.width:g}" height="{box.height:g}" rx="10" fill="{PAPER}"/>'


def described(exercise: Exercise, language: Language = ENGLISH) -> str:
    """Return what the picture shows, in words, for those who do not see it."""
    say = language.translate
    seen = say("from the front") if seen_from_the_front(exercise) else say("from the side")
    shows = say("the start, and beside it the position")
    if _two_ends(exercise):
        shows = say("both ends of the movement")
    words = [
        say(
            "Left: a person, {posture}, {seen}: {shows}.",
            posture=say(_posture(exercise)),
            seen=seen,
            shows=shows,
        ),
        say("Right, from above: {camera}", camera=say(exercise.camera)),
    ]
    if exercise.near is not Near.EITHER:
        leg = say(exercise.near.value)
        words.append(say("The {leg} is nearer to the camera.", leg=leg))
    return " ".join(words)


def _posture(exercise: Exercise) -> str:
    """Return the posture the figure starts in."""
    figure = movement(exercise).figure
    if Prop.INVERSION_TABLE in figure.props:
        return Posture.INVERTED.value
    return exercise.posture[0].value if exercise.posture else Posture.SITTING.value


def _two_ends(exercise: Exercise) -> bool:
    return exercise.primary is not None and exercise.primary.other is not None


# --- the person as the camera sees them ---


def _seen(shown: Movement) -> Iterator[str]:
    for n, (box, drawing) in enumerate(zip(_SEEN, two_poses(shown), strict=True)):
        yield panel(box)
        place = fitted(
            drawing.extent,
            box.x + _AROUND,
            box.y + _AROUND,
            box.width - 2 * _AROUND,
            box.height - 2 * _AROUND,
        )
        yield from still(drawing, place, "ab"[n])
        yield from _finder(box)


def _finder(box: Box) -> Iterator[str]:
    """Draw the corners of a view-finder."""
    for x, toward_x in ((box.x + 7, 10), (box.right - 7, -10)):
        for y, toward_y in ((box.y + 7, 10), (box.bottom - 7, -10)):
            path = f"M{x} {y + toward_y}v{-toward_y}h{toward_x}"
            stroke = f'fill="none" stroke="{EDGE}" stroke-width="2" stroke-linecap="round"'
            yield f'<path d="{path}" {stroke}/>'


# --- where the camera stands ---


def _from_above(exercise: Exercise, language: Language) -> Iterator[str]:
    yield panel(_PLAN)
    person, lens = _PLAN.y + 50, _PLAN.bottom - 36
    wedge = f"M{_PLAN.middle} {lens}L{_PLAN.middle - 62} {_PLAN.y + 10}H{_PLAN.middle + 62}Z"
    yield f'<path d="{wedge}" fill="{SIGHT}" fill-opacity="0.45"/>'

    plan = movement(exercise, above=True)
    # A turn and the table are told from above by the position, everything else by the start.
    figure = plan.figure
    tells_more = figure.position.twist != figure.start.twist or Prop.INVERSION_TABLE in figure.props
    drawing = plan.at(plan.ends_s[0] if tells_more else 0.0)
    bottom = drawing.extent[3]
    place = fitted(drawing.extent, _PLAN.x + 12, person - 38, _PLAN.width - 24, 74)
    yield from still(drawing, place, "c")
    yield from _camera(exercise, lens, max(place((0.0, bottom))[1] + 4, person + 24), language)


def _camera(exercise: Exercise, lens: float, reach: float, language: Language) -> Iterator[str]:
    """Draw the camera, its way to the person up to `reach`, and how far and how high it stands."""
    middle = _PLAN.middle
    stroke = f'fill="none" stroke="{INK}" stroke-width="1.2"'
    yield f'<path d="M{middle} {lens - 4}V{reach:.1f}" {stroke} stroke-dasharray="2 3"/>'
    yield f'<path d="M{middle - 3.5} {reach + 5:.1f}l3.5 -5l3.5 5" {stroke}/>'
    yield f'<path d="M{middle - 7} {lens - 5}h14l-4 7h-6Z" fill="{INK}"/>'
    yield rectangle(Box(middle - 12, lens + 1, 24, 13), INK)
    far, high = (
        _stated(r"([\d.]+(?: to [\d.]+)? m) away", exercise),
        _stated(r"((?:about )?[\d.]+(?: to [\d.]+)? m) high", exercise),
    )
    far, high = language.pointed(far), language.pointed(high)
    if far:
        yield text(middle + 6, (reach + lens) / 2 + 4, far, "start")
    if high:
        say, height = language.translate, high.removeprefix("about ")
        how = (
            say("about {height} high", height=height) if height != high else say("{height} high", height=high)
        )
        yield text(middle, lens + 27, how)
    elif exercise.view is View.ANY:
        yield text(middle, lens + 27, language.translate("anywhere you are seen"))


def _stated(pattern: str, exercise: Exercise) -> str:
    """Return what the module says of the place of the camera, empty when it leaves that open."""
    found = re.search(pattern, exercise.camera)
    return found[1].replace(" to ", EN_DASH) if found else ""


def _captions(exercise: Exercise, language: Language) -> Iterator[str]:
    say, below = language.translate, HEIGHT - 14
    words = say("one end"), say("the other end")
    if not _two_ends(exercise):
        words = say("start"), say("position")
    for box, word in zip(_SEEN, words, strict=True):
        yield text(box.middle, below, word)
    yield from _plan_caption(exercise, language)


def _plan_caption(exercise: Exercise, language: Language) -> Iterator[str]:
    say, below = language.translate, HEIGHT - 14
    if exercise.near is Near.EITHER:
        yield text(_PLAN.middle, below, say("from above"))
        return
    nearer = {Near.WORKING_LEG: say("working leg nearer"), Near.RESTING_LEG: say("resting leg nearer")}
    label = nearer[exercise.near]
    yield disc((_PLAN.middle - 3.1 * len(label) - 4, below - 3.5), 4, NEAR)
    yield text(_PLAN.middle + 5, below, label)
