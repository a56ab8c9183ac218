"""The picture of an exercise: the person as the camera sees them, and where the camera stands."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from posecheck.book.figure import Figure, figure_of
from posecheck.book.pictogram import Look, Pictogram
from posecheck.book.stances import Drawn, drawn, drawn_posture, from_the_front, on_a_chair
from posecheck.book.strokes import (
    ACCENT,
    EDGE,
    EN_DASH,
    FLOOR,
    INK,
    MAT,
    PALE,
    PAPER,
    SIGHT,
    WOOD,
    Box,
    Projection,
    disc,
    line,
    panel,
    rectangle,
    text,
)
from posecheck.exercise import Near, Posture, View
from posecheck.support.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from posecheck.exercise import Exercise
    from posecheck.support.language import Language

WIDTH, HEIGHT = 420, 220
#: The camera's picture on the left, the plan on the right.
_SEEN, _PLAN = Box(10, 10, 250, 176), Box(268, 10, 142, 176)
#: Largest scales of the two parts, in pixels a metre.
_SEEN_PX_M, _PLAN_PX_M = 112.0, 96.0
#: Height of the pivot of an inversion table, and how far its board is behind the middle of the body.
_PIVOT_M, _BOARD_M = 0.95, 0.13

_ON_A_MAT = (
    Posture.SITTING,
    Posture.KNEELING,
    Posture.ALL_FOURS,
    Posture.SUPINE,
    Posture.PRONE,
    Posture.SIDE_LYING,
)


def picture(exercise: Exercise, language: Language = ENGLISH) -> str:
    """Return the picture of `exercise` as the text of an SVG file, labelled in `language`."""
    say = language.translate
    shown = drawn(exercise)
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    reads = 'role="img" aria-labelledby="title desc"'
    font = 'font-family="system-ui, Segoe UI, Helvetica, Arial, sans-serif"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {reads} {font}>',
        f'<title id="title">{escape(say(exercise.title))}</title>',
        f'<desc id="desc">{escape(described(exercise, language))}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="10" fill="{PAPER}"/>',
        *_seen(exercise, shown),
        *_from_above(exercise, shown, language),
        *_captions(exercise, shown, language),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def described(exercise: Exercise, language: Language = ENGLISH) -> str:
    """Return what the picture shows, in words, for those who do not see it."""
    say = language.translate
    posture = say(drawn_posture(exercise).value)
    seen = say("from the front") if from_the_front(exercise) else say("from the side")
    shows = say("the start, pale, and the position") if drawn(exercise).position else say("the start")
    if _two_ends(exercise):
        shows = say("both ends of the movement, one of them pale")
    words = [
        say("Left: a person, {posture}, {seen}: {shows}.", posture=posture, seen=seen, shows=shows),
        say("Right, from above: {camera}", camera=say(exercise.camera)),
    ]
    if exercise.near is not Near.EITHER:
        leg = say(exercise.near.value)
        words.append(say("The {leg}, orange, is nearer to the camera.", leg=leg))
    return " ".join(words)


def _two_ends(exercise: Exercise) -> bool:
    return exercise.primary is not None and exercise.primary.other is not None


# --- the person as the camera sees them ---


def _seen(exercise: Exercise, shown: Drawn) -> Iterator[str]:
    yield panel(_SEEN)
    figures = _figures(exercise, shown)
    places = np.array([at for figure in figures for at in figure.joints.values()])
    left, right, top = places[:, 0].min() - 0.12, places[:, 0].max() + 0.12, places[:, 1].max() + 0.12
    scale = min(_SEEN_PX_M, (_SEEN.width - 30) / (right - left), (_SEEN.height - 40) / top)
    floor = _SEEN.bottom - 20
    project = Projection(scale, (_SEEN.middle - scale * (left + right) / 2, floor))

    yield line((_SEEN.x + 14, floor + 1), (_SEEN.right - 14, floor + 1), FLOOR, 2)
    yield from _furniture(exercise, figures, project)
    for figure in figures[:-1]:
        yield from Pictogram(figure, project, Look(pale=True)).parts()
    look = Look(
        accent=exercise.near is not Near.EITHER,
        resting=exercise.near is Near.RESTING_LEG,
        facing=from_the_front(exercise),
    )
    yield from Pictogram(figures[-1], project, look).parts()
    yield from _finder()


def _figures(exercise: Exercise, shown: Drawn) -> list[Figure]:
    """Return the start, and the position beside it with the joint in place that stays."""
    start = _placed(figure_of(shown.start), exercise)
    if shown.position is None:
        return [start]
    position = _placed(figure_of(shown.position), exercise)
    shift = start.joints[shown.anchor][0] - position.joints[shown.anchor][0]
    return [start, position.moved(np.array((shift, 0.0, 0.0)))]


def _placed(figure: Figure, exercise: Exercise) -> Figure:
    """Return the figure where it belongs: hung at the pivot of the table, otherwise on the floor."""
    if drawn_posture(exercise) is not Posture.INVERTED:
        return figure
    hip = (figure.joints["near hip"] + figure.joints["far hip"]) / 2
    return figure.moved(np.array((-hip[0], _PIVOT_M - hip[1], 0.0)))


def _furniture(exercise: Exercise, figures: list[Figure], project: Projection) -> Iterator[str]:
    """Draw what the person is on: a table, a chair or a mat."""
    posture = drawn_posture(exercise)
    if posture is Posture.INVERTED:
        yield from _table(figures, project)
    elif on_a_chair(exercise):
        yield from _chair(figures[0], project, facing=from_the_front(exercise))
    elif posture in _ON_A_MAT:
        xs = [project(at)[0] for figure in figures for at in figure.joints.values()]
        left, right = max(min(xs) - 12, _SEEN.x + 14), min(max(xs) + 12, _SEEN.right - 14)
        yield rectangle(Box(left, _SEEN.bottom - 20, right - left, 5), MAT)


def _table(figures: list[Figure], project: Projection) -> Iterator[str]:
    """Draw the board behind the back, from the heels to the head, and the stand below its pivot."""
    for figure, color in zip(figures, (PALE, WOOD), strict=False):
        heel, head = figure.joints["near ankle"], figure.joints["head"]
        along = (head - heel) / np.linalg.norm(head - heel)
        behind = _BOARD_M * np.array((-abs(along[1]), -abs(along[0]), 0.0))
        yield line(project(heel + behind - 0.1 * along), project(head + behind + 0.1 * along), color, 6)
    pivot = project(np.array((0.0, _PIVOT_M, 0.0)))
    for foot in (-0.38, 0.38):
        yield line(pivot, project(np.array((foot, 0.0, 0.0))), WOOD, 4)


def _chair(figure: Figure, project: Projection, *, facing: bool) -> Iterator[str]:
    hip = (figure.joints["near hip"] + figure.joints["far hip"]) / 2
    seat = hip[1] - 0.12

    def bar(start: tuple[float, float], end: tuple[float, float]) -> str:
        ends = [project(np.array((hip[0] + x, y, 0.0))) for x, y in (start, end)]
        return line(ends[0], ends[1], WOOD, 5)

    front = 0.24 if facing else 0.26
    back = -0.24 if facing else -0.2
    yield bar((back, seat), (front, seat))
    for leg in (back, front):
        yield bar((leg, seat), (leg, 0.02))
    if facing:
        for post in (-0.2, 0.2):
            yield bar((post, seat), (post, seat + 0.52))
        yield bar((-0.2, seat + 0.52), (0.2, seat + 0.52))
    else:
        yield bar((back, seat), (back - 0.04, seat + 0.5))


def _finder() -> Iterator[str]:
    """Draw the corners of a view-finder."""
    for x, toward_x in ((_SEEN.x + 7, 10), (_SEEN.right - 7, -10)):
        for y, toward_y in ((_SEEN.y + 7, 10), (_SEEN.bottom - 7, -10)):
            path = f"M{x} {y + toward_y}v{-toward_y}h{toward_x}"
            stroke = f'fill="none" stroke="{EDGE}" stroke-width="2" stroke-linecap="round"'
            yield f'<path d="{path}" {stroke}/>'


# --- where the camera stands ---


def _from_above(exercise: Exercise, shown: Drawn, language: Language) -> Iterator[str]:
    yield panel(_PLAN)
    person, lens = _PLAN.y + 50, _PLAN.bottom - 36
    wedge = f"M{_PLAN.middle} {lens}L{_PLAN.middle - 62} {_PLAN.y + 10}H{_PLAN.middle + 62}Z"
    yield f'<path d="{wedge}" fill="{SIGHT}" fill-opacity="0.45"/>'

    # A turn and the table are told from above by the position, everything else by the start.
    position = shown.position
    tells_more = position is not None and (position.twist or drawn_posture(exercise) is Posture.INVERTED)
    figure = figure_of(position if position is not None and tells_more else shown.start)
    places = np.array(list(figure.joints.values()))
    x, _, z = (places.min(axis=0) + places.max(axis=0)) / 2
    wide, _, deep = np.ptp(places, axis=0)
    scale = min(_PLAN_PX_M, 112.0 / (wide + 0.3), 62.0 / (deep + 0.1))
    project = Projection(scale, (_PLAN.middle - scale * x, person - scale * z), above=True)

    under, color = _under(exercise, figure, project)
    if under is not None:
        yield rectangle(under, color, 0.7)
    look = Look(accent=exercise.near is not Near.EITHER, facing=from_the_front(exercise))
    yield from Pictogram(figure, project, look).parts()
    nearest = max(at[1] for at in project.joints(figure).values())
    yield from _camera(exercise, lens, max(nearest + 6, person + 24), language)


def _under(exercise: Exercise, figure: Figure, project: Projection) -> tuple[Box | None, str]:
    """Return what the person is on, seen from above, and its colour."""
    posture = drawn_posture(exercise)
    if on_a_chair(exercise):
        hip_x, hip_y = project((figure.joints["near hip"] + figure.joints["far hip"]) / 2)
        half = 0.25 * project.scale
        return Box(hip_x - half, hip_y - half, 2 * half, 2 * half), WOOD
    if posture not in (*_ON_A_MAT, Posture.INVERTED):
        return None, ""
    xs, ys = zip(*project.joints(figure).values(), strict=True)
    left, top, right, bottom = min(xs) - 12, min(ys) - 8, max(xs) + 12, max(ys) + 8
    high = max(bottom - top, 40.0)
    color = WOOD if posture is Posture.INVERTED else MAT
    return Box(left, (top + bottom - high) / 2, right - left, high), color


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


def _captions(exercise: Exercise, shown: Drawn, language: Language) -> Iterator[str]:
    say, below = language.translate, HEIGHT - 14
    words = say("the camera's picture")
    if _two_ends(exercise):
        words = say("the camera's picture: both ends")
    elif shown.position is not None:
        words = say("the camera's picture; pale: the start")
    yield text(_SEEN.middle, below, words)
    if exercise.near is Near.EITHER:
        yield text(_PLAN.middle, below, say("from above"))
        return
    nearer = {Near.WORKING_LEG: say("working leg nearer"), Near.RESTING_LEG: say("resting leg nearer")}
    label = nearer[exercise.near]
    yield disc((_PLAN.middle - 3.1 * len(label) - 4, below - 3.5), 4, ACCENT)
    yield text(_PLAN.middle + 5, below, label)
