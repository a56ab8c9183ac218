"""The skeleton, dimmed, and on it the limbs being judged.

Each state has its own line as well as its own colour: good is a line with round joints, acceptable one
with rings for joints, a fault is thick, rimmed in white and named, unknown is dashed.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from posecheck.engine.events import State
from posecheck.outputs.overlay.lettering import label
from posecheck.outputs.overlay.palette import AT_FAULT, DIM, INK, STATE_COLOURS, UNKNOWN, WHITE
from posecheck.outputs.wording import fault_words
from posecheck.pose import SKELETON, Joint, Landmark, Side

if TYPE_CHECKING:
    from collections.abc import Mapping

    from posecheck.exercise import Check
    from posecheck.outputs.overlay.scene import Scene

_DIMMING = 0.5
_ORDER = (State.UNKNOWN, State.GOOD, State.OK, State.FAULT)
_MOST_WORDS = 2
#: Words stand beside the limb, or so many times further away where that would cover the body.
_NEAR, _FAR = (1.0, 1.4), (2.2, 3.2)

#: Joints between which no bone runs directly, so that a chain is drawn along the body.
_BETWEEN: dict[tuple[Joint, Joint], tuple[Joint, ...]] = {
    (Joint.HIP, Joint.ANKLE): (Joint.KNEE,),
    (Joint.ANKLE, Joint.HIP): (Joint.KNEE,),
    (Joint.SHOULDER, Joint.WRIST): (Joint.ELBOW,),
    (Joint.WRIST, Joint.SHOULDER): (Joint.ELBOW,),
}


class SkeletonAnnotator:
    """Draws every trusted bone, thin and half transparent."""

    def annotate(self, scene: Scene) -> None:
        """Draw the skeleton."""
        bones = [(a, b) for a, b in SKELETON if scene.trusted[a] and scene.trusted[b]]
        if bones:
            scene.faint(bones, DIM, _DIMMING)


class LimbAnnotator:
    """Draws the limb of every check that is judged now, and the word of a fault beside it."""

    def annotate(self, scene: Scene) -> None:
        """Draw the limbs, the worst state last so that it lies on top."""
        worst: dict[tuple[Landmark, Landmark], State] = {}
        for check in scene.exercise.checks:
            state = _state(check, scene.assessment.states)
            if state is None:
                continue
            for bone in _bones(check.measure.limb, scene.side_of(check)):
                if _ORDER.index(state) >= _ORDER.index(worst.get(bone, State.UNKNOWN)):
                    worst[bone] = state
        primary, zone_state = scene.exercise.primary, _zone_state(scene)
        if primary is not None and zone_state is not None:
            side = scene.drawn_side(scene.assessment.working, primary.measure.limb)
            for bone in _bones(primary.measure.limb, side):
                worst.setdefault(bone, zone_state)
        for state in _ORDER:
            for bone, each in worst.items():
                if each is state:
                    _draw_bone(scene, bone, state)
        self._words(scene)

    def _words(self, scene: Scene) -> None:
        """Write the names of the worst faults beside their limbs."""
        size = scene.caption_size_px
        for fault in scene.assessment.faults[:_MOST_WORDS]:
            limb, side = _place_of(scene, fault)
            places = [place for joint in limb if (place := scene.at(joint, side)) is not None]
            if not places:
                continue
            words = label(
                f"! {scene.language.translate(fault_words(fault))}", size, AT_FAULT.ink, AT_FAULT.ground
            )
            beside, above = words.width_px / 2 + scene.px(16), 1j * (words.height_px / 2 + scene.px(14))
            # the middle of the limb tells most: right of it, left, below, above, then along the limb
            middle = places[len(places) // 2]
            around = (beside, -beside, above, -above)
            near = [(place, further) for place in (middle, *places) for further in _NEAR]
            far = [(place, further) for further in _FAR for place in (middle, *places)]
            scene.caption(words, [at + shift * further for at, further in near + far for shift in around])


def _place_of(scene: Scene, fault: str) -> tuple[tuple[Joint, ...], Side]:
    """Return the limb and the side at which a fault is written; the moving limb for a fault of the whole."""
    exercise = scene.exercise
    for check in exercise.checks:
        if fault in (check.fault, check.fault_low):
            return check.measure.limb, scene.side_of(check)
    leading = exercise.primary or exercise.pace
    if leading is None:
        return (), Side.NONE
    arc = leading.measure.arc
    limb = (arc.arm, arc.vertex) if arc else leading.measure.limb
    return limb, scene.drawn_side(scene.assessment.working, limb)


def _zone_state(scene: Scene) -> State | None:
    """Return the state of a primary measure that is not drawn as an angle; ``None`` while it is unknown."""
    primary, value = scene.exercise.primary, scene.assessment.primary
    if primary is None or primary.measure.arc is not None or math.isnan(value):
        return None
    low, high = scene.assessment.zone
    return State.GOOD if low <= value <= high else State.OK


def _state(check: Check, states: Mapping[str, State]) -> State | None:
    """Return the state of a check, the worse of its two faults; ``None`` when it is not judged now."""
    found = [states[fault] for fault in (check.fault, check.fault_low) if fault in states]
    return max(found, key=_ORDER.index) if found else None


def _bones(limb: tuple[Joint, ...], side: Side) -> list[tuple[Landmark, Landmark]]:
    """Return the chain of bones of a limb; a single joint is a bone from itself to itself."""
    if side not in (Side.LEFT, Side.RIGHT):
        return [bone for each in (Side.LEFT, Side.RIGHT) for bone in _bones(limb, each)]
    chain: list[Joint] = []
    for a, b in pairwise(limb):
        chain += [a, *_BETWEEN.get((a, b), ())]
    chain.append(limb[-1])
    landmarks = [joint.on(side) for joint in chain]
    if len(landmarks) == 1:
        return [(landmarks[0], landmarks[0])]
    return [(min(a, b), max(a, b)) for a, b in pairwise(landmarks)]


def _draw_bone(scene: Scene, bone: tuple[Landmark, Landmark], state: State) -> None:
    """Draw one bone in the manner of its state; a bone that is not seen is unknown or left out."""
    seen = scene.trusted[bone[0]] and scene.trusted[bone[1]]
    ends = [scene.guess(landmark) for landmark in bone]
    if ends[0] is None or ends[1] is None:
        return
    a, b = ends[0], ends[1]
    if state is State.UNKNOWN or not seen:
        if scene.assessment.person:
            _dashed(scene, a, b)
        return
    colour = STATE_COLOURS[state]
    thick = scene.px(9 if state is State.FAULT else 5)
    rim = scene.px(2)
    scene.line(a, b, WHITE if state is State.FAULT else INK, thick + 2 * rim)
    scene.line(a, b, colour, thick)
    for joint in (a, b):
        radius = thick * (0.75 if state is State.FAULT else 1.0)
        scene.dot(joint, radius + rim, WHITE if state is State.FAULT else INK)
        scene.dot(joint, radius, colour)
        if state is State.OK:
            scene.dot(joint, radius * 0.5, INK)


def _dashed(scene: Scene, a: complex, b: complex) -> None:
    """Draw a grey dashed line, on a dark one so that the gaps are seen on any ground."""
    scene.line(a, b, INK, scene.px(6))
    length = abs(b - a)
    step = scene.px(16)
    count = int(length // step)
    for number in range(count + 1 if length else 0):
        start = a + (b - a) * (number * step / length)
        end = a + (b - a) * min(1.0, (number * step + step * 0.35) / length)
        scene.line(start, end, UNKNOWN, scene.px(4))
