"""The ring and the title know of a dose what it says of itself, whatever kind it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from posecheck.engine.events import Phase
from posecheck.exercise import Circles, Reps
from posecheck.outputs.overlay import draw_screen
from posecheck.outputs.overlay.dial import dial_of
from posecheck.outputs.overlay.scene import Scene
from posecheck.outputs.wording import phase_words
from posecheck.support.language import ENGLISH

if TYPE_CHECKING:
    from conftest import MakeExercise, MakeMoment, MakePose


def test_circles_fill_the_ring_as_repetitions_do(
    make_pose: MakePose, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    assessment = make_assessment(reps=3, holds=0, phase=Phase.READY, held_s=0.0, target_s=0.0)
    picture = np.full((480, 640, 3), 128, np.uint8)
    dials = [
        dial_of(
            draw_screen(
                picture,
                Scene(
                    picture,
                    make_pose(),
                    assessment,
                    make_exercise(dose=dose),
                    mirrored=False,
                    language=ENGLISH,
                ),
            )
        )
        for dose in (Reps(8), Circles(8), Circles(9))
    ]
    assert dials[0] == dials[1]
    assert dials[1] != dials[2]


def test_whoever_circles_is_told_to_keep_going(
    make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    circling = make_exercise(dose=Circles(8))
    assert phase_words(make_assessment(phase=Phase.MOVE_IN), circling) == "Keep going"
    assert phase_words(make_assessment(phase=Phase.READY, reps=0), circling) == "Ready when you are"
