"""What is seen of a session, as data for a page: the words, the dial, where in the session one is."""

from __future__ import annotations

import json
import math
import struct
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from posecheck.outputs.overlay.dial import Dial, dial_of
from posecheck.outputs.overlay.layout import lay_out_beside
from posecheck.outputs.overlay.scene import Scene
from posecheck.outputs.overlay.screen import Screen
from posecheck.outputs.overlay.status import next_words, status_rows
from posecheck.outputs.overlay.words import large_words
from posecheck.outputs.page.scene import css, marks_of
from posecheck.outputs.wording import PAUSED, shown_side

if TYPE_CHECKING:
    from posecheck.engine.events import Assessment
    from posecheck.exercise import Exercise
    from posecheck.outputs.overlay.session_info import Card, SessionInfo
    from posecheck.pose import Pose
    from posecheck.pose.frame import Frame, ImageArray
    from posecheck.support.language import Language

#: A picture on a page is no wider; it is looked at from three metres, not judged.
MOST_WIDE_PX = 960
_QUALITY = 78
_HEAD = struct.Struct("<I")
_EMPTY: ImageArray = np.empty((0, 0, 3), np.uint8)
#: So many letters have room under the number of the dial.
_MOST_BELOW = 9
#: The screen for which the words are chosen where they depend on one.
_SCREEN_PX = (1280, 800)


def message(
    shown: tuple[Frame, Pose, Assessment],
    exercise: Exercise,
    info: SessionInfo,
    language: Language,
    offered_s: float = 0.0,
) -> bytes:
    """Return a picture with everything that belongs to it, and when it was offered, in seconds of the epoch.

    Four bytes with the length of the data, the data as JSON, and the picture as JPEG, unmirrored.
    """
    frame, pose, assessment = shown
    picture = smaller(frame.image_bgr)
    told = state(pose, assessment, exercise, info, language, picture)
    return packed({**told, "offered": round(offered_s, 4)}, picture)


def packed(told: dict[str, Any], picture: ImageArray) -> bytes:
    """Return data and a picture as one message, as :func:`message` has it."""
    head = json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    _, jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return _HEAD.pack(len(head)) + head + jpeg.tobytes()


def state(  # noqa: PLR0913, PLR0917 - what is shown has that many parts
    pose: Pose,
    assessment: Assessment,
    exercise: Exercise,
    info: SessionInfo,
    language: Language,
    picture: ImageArray,
) -> dict[str, Any]:
    """Return what is shown as data; every text is in the language."""
    size = picture.shape[1], picture.shape[0]
    regions = lay_out_beside(_SCREEN_PX, size, figure=False)
    screen = Screen(_EMPTY, regions, assessment, exercise, info, language)
    words = large_words(screen)
    scene = Scene(_EMPTY, pose, assessment, exercise, True, language)
    dial = dial_of(screen)
    following = language.translate(next_words(info))
    return {
        "size": size,
        "marks": marks_of(scene, picture),
        "saying": info.saying,
        "words": {"text": words.text, "tone": words.tone.value},
        "status": [
            {"text": row.text, "bold": row.bold} for row in status_rows(screen) if row.text != following
        ],
        "dial": None if dial is None else _dial(dial),
        "exercise": {"id": exercise.id, "side": shown_side(assessment, exercise, info.side).value},
        "figure": None if math.isnan(info.figure_s) else {"large": info.figure_large},
        "next": {"id": info.next_id, "text": following} if info.next_id else None,
        "card": None if info.card is None else _card(info.card, language),
        "keyHelp": info.key_help,
        "muted": info.muted,
        "paused": info.banner == PAUSED,
        "gesture": round(info.gesture_progress, 2),
    }


def _dial(dial: Dial) -> dict[str, Any]:
    below = next((each for each in dial.below if len(each) <= _MOST_BELOW), "")
    return {
        "number": dial.number,
        "below": below,
        "words": f"{dial.number} {dial.below[0] if dial.below else ''}".strip(),
        "share": round(min(1.0, dial.share), 4),
        "colour": css(dial.colour),
        "face": dial.face,
        "pieces": dial.pieces,
        "inner": round(dial.inner, 4),
        "dots": dial.dots,
    }


def _card(card: Card, language: Language) -> dict[str, Any]:
    say = language.translate
    return {
        "title": say(card.title),
        "lines": [say(each) for each in card.lines],
        "options": [say(each) for each in card.options],
        "chosen": card.chosen,
    }


def smaller(picture: ImageArray) -> ImageArray:
    """Return a picture as large as a page needs it."""
    height, width = picture.shape[:2]
    if width <= MOST_WIDE_PX:
        return picture
    size = (MOST_WIDE_PX, max(1, round(height * MOST_WIDE_PX / width)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
