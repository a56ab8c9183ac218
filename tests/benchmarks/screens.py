"""Writes pictures of everything that a session can show, at several sizes, without a display.

To look at after a change of the screen: ``python tests/benchmarks/screens.py FOLDER [LANGUAGE]``. The person
is a sample clip, judged as in ``posecheck replay``; the figure is a test card, because what is looked at here
is where things stand.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

import posecheck
from posecheck.engine.events import Assessment, Phase, ViewState
from posecheck.outputs.overlay import Card, SessionInfo, draw_overlay
from posecheck.outputs.wording import KEY_HELP, PAUSED, SHOW_ME
from posecheck.pose import Pose, Side
from posecheck.support.language import find_language

if TYPE_CHECKING:
    from posecheck.exercise import Exercise
    from posecheck.pose.frame import ImageArray

SAMPLES = Path(__file__).parents[2] / "samples"
SIZES = ((1920, 1080), (1280, 720), (640, 480), (720, 1280), (1080, 1920), (2560, 1080))
GESTURES = (
    "Wave with one hand: pause or go on.",
    "Both hands on the head: next.",
    "Cross your forearms: stop.",
)

#: So far into a hold a picture of it is taken.
_HELD_S = 2.0

Moment = tuple["ImageArray", Pose, Assessment]


def moments(clip: str, exercise: str) -> list[Moment]:
    """Return what a sample shows, frame by frame."""
    followed = posecheck.follow(str(SAMPLES / f"{clip}.mp4"), exercise, hold_target_s=5)
    return [(frame.image_bgr, pose, step.assessment) for frame, pose, step in followed if frame is not None]


def test_card(exercise: Exercise, side: Side, time_s: float, size_px: int) -> ImageArray:
    """Return a square with its diagonals, a hand that turns, and the edges of the square."""
    del exercise, side
    card = np.zeros((size_px, size_px, 4), np.uint8)
    light = (230, 224, 216, 255)
    cv2.rectangle(card, (2, 2), (size_px - 3, size_px - 3), light, 3)
    cv2.line(card, (0, 0), (size_px, size_px), (120, 110, 100, 255), 2, cv2.LINE_AA)
    cv2.line(card, (0, size_px), (size_px, 0), (120, 110, 100, 255), 2, cv2.LINE_AA)
    middle, reach = size_px // 2, size_px * 0.4
    tip = (round(middle + reach * np.sin(time_s)), round(middle - reach * np.cos(time_s)))
    cv2.line(card, (middle, middle), tip, (64, 196, 255, 255), max(4, size_px // 30), cv2.LINE_AA)
    return card


def scenes(good: list[Moment], bad: list[Moment]) -> dict[str, tuple[Moment, SessionInfo]]:
    """Return each thing to look at with the moment and the session it belongs to."""
    image, pose, first = good[0]
    held = next(each for each in good if each[2].held_s > _HELD_S and not each[2].faults)
    calm = *held[:2], replace(held[2], cue="")
    fault = next(each for each in bad if each[2].held_s > _HELD_S and each[2].cue.startswith("Push"))
    ready = replace(
        first, person=True, phase=Phase.SETUP, cue="", missing=(), view=ViewState.OK, primary=np.nan
    )
    waiting = image, pose, ready
    wrong = replace(
        calm[2], valid=False, view=ViewState.BLOCK, view_reason="Turn so that your side faces the camera."
    )
    nobody = replace(first, person=False, phase=Phase.SETUP, cue="", view=ViewState.OK, missing=())
    dark = np.zeros_like(image)
    light = np.full_like(image, 235)
    session = SessionInfo(
        place=(2, 8), sets=(1, 2), side=Side.LEFT, next_title="Glute bridge", left_s=11.4 * 60
    )
    speech = "Lie on your back. Hold one leg behind the thigh or in a strap."
    pain = Card("How strong is your back pain now?", ("0 is none, 10 the worst you can imagine.",),
                tuple(map(str, range(11))), 3)  # fmt: skip
    question = Card(
        "Is it all right to go on?",
        ("You have been lying still for two minutes.", "Nod to the camera or press a key."),
        ("Yes", "No"),
        0,
    )
    summary = Card(
        "That was it for today.",
        (
            "8 exercises, 14 sets, 17 minutes",
            "Went well: your hips stayed level in the bridge.",
            "To work on: keep the raised knee straight.",
            "Next time: the day after tomorrow",
        ),
    )
    return {
        "setup": (waiting, replace(session, saying=speech, figure_s=1.0, figure_large=True)),
        "getting-ready": (waiting, replace(session, figure_s=2.0)),
        "countdown": (waiting, replace(session, banner="3", figure_s=2.0)),
        "hold": (calm, session),
        "fault": (fault, session),
        "gesture": (calm, replace(session, gesture="Hold to pause", gesture_progress=0.6)),
        "paused": (calm, replace(session, banner=PAUSED)),
        "rest": (calm, replace(session, banner="Rest", saying="")),
        "show-me": (waiting, SessionInfo(banner=SHOW_ME)),
        "question": (calm, replace(session, card=question)),
        "pain": (calm, replace(session, card=pain)),
        "summary": (calm, replace(session, card=summary)),
        "help": (calm, replace(session, key_help=True)),
        "wrong-view": ((calm[0], calm[1], wrong), session),
        "nobody": ((image, Pose.nobody(0.0, pose.width_px, pose.height_px), nobody), session),
        "dark": ((dark, fault[1], fault[2]), session),
        "light": ((light, fault[1], fault[2]), session),
        "alone": (calm, SessionInfo()),
    }


def main(folder: Path, language_code: str = "en") -> None:
    """Write a picture of each scene at each size, and the same over the picture, as in a video."""
    exercise = posecheck.exercises()["supine-hamstring"]
    language = find_language(language_code)
    folder.mkdir(parents=True, exist_ok=True)
    shown = scenes(*(moments(f"supine_slr_{clip}", exercise.id) for clip in ("correct", "bent_knee")))
    for name, ((image, pose, assessment), info) in shown.items():
        for canvas in (*SIZES, None):
            drawn = draw_overlay(
                image, pose, assessment, exercise, mirrored=canvas is not None, info=info,
                canvas_px=lambda canvas=canvas: canvas, language=language, keys=KEY_HELP,
                gesture_help=GESTURES, figure=test_card,
            )  # fmt: skip
            where = f"{canvas[0]}x{canvas[1]}" if canvas else "video"
            cv2.imwrite(str(folder / f"{name}-{where}.png"), drawn)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
