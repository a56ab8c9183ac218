"""Help: where the camera goes, gestures, keys, sounds, how often it is wrong, what to do in an emergency."""

from __future__ import annotations

import io
import wave
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
from starlette.responses import Response
from starlette.routing import Route

from posecheck.app.help.doctor import COMMAND, KIND, ONGOING, told_of
from posecheck.app.pages.answers import data, page
from posecheck.app.pages.desk import desk_of
from posecheck.exercise.catalogue import all_exercises
from posecheck.outputs.tone_set import SAMPLE_RATE_HZ, TONE_MEANINGS, Tone, tone
from posecheck.outputs.wording import KEY_HELP
from posecheck.report.accuracy import published_errors
from posecheck.report.scales import scale_of
from posecheck.report.trend import CHANGE_DEG
from posecheck.routines.screening_questions import EMERGENCIES, EMERGENCY, WHAT_THEY_ARE
from posecheck.session.attention import HOW_TO
from posecheck.support.disclaimer import DISCLAIMER
from posecheck.support.errors import InputError
from posecheck.support.message import message
from posecheck.support.version import VERSION

if TYPE_CHECKING:
    from starlette.requests import Request

    from posecheck.report.accuracy import PublishedError
    from posecheck.report.wording import Words

#: How each tone goes, as `posecheck.outputs.tone_set` has it.
_SHAPES: dict[Tone, str] = {
    Tone.IN_POSITION: message("two notes up"),
    Tone.COUNTED: message("one note"),
    Tone.TIME: message("three notes up, the last one long"),
    Tone.LOST_SIGHT: message("three notes, down and up again"),
    Tone.STOP: message("two notes down, twice; louder"),
    Tone.PAUSED: message("gliding down"),
    Tone.RESUMED: message("gliding up"),
    Tone.UNDERSTOOD: message("two short notes, as a knock"),
    Tone.TEN_SECONDS: message("one very short note; soft"),
}
_LOUDEST = 32_767


@dataclass(frozen=True, slots=True)
class Sound:
    """A tone: its name, what it means, and how it goes."""

    name: str
    meaning: str
    shape: str


@dataclass(frozen=True, slots=True)
class Exactness:
    """How exact an exercise is measured: typical error, what 95 of 100 stay within, what else is known."""

    title: str
    typical: str
    most: str
    caveat: str


def show(request: Request) -> Response:
    """Show the page."""
    words = desk_of(request).words
    told, errors = words.told, _errors_in_degrees()
    return page(
        request,
        "help",
        here="help",
        gestures=list(zip(("pause", "next", "stop"), (told(each) for each in HOW_TO[1:]), strict=True)),
        gestures_lead=told(HOW_TO[0]),
        keys=[(key, told(what)) for key, what in KEY_HELP],
        sounds=[Sound(each.value, told(said), told(_SHAPES[each])) for each, said in TONE_MEANINGS.items()],
        measured=str(len(errors)),
        typical=words.amount(median(each.median for each in errors.values()), "deg", 0),
        most=words.amount(max(each.within_95 for each in errors.values()), "deg", 0),
        change=words.amount(CHANGE_DEG, "deg"),
        warning_signs=told(WHAT_THEY_ARE),
        emergency=told(EMERGENCY),
        emergencies=[told(each.short) for each in EMERGENCIES],
        disclaimer=told(DISCLAIMER),
        version=VERSION,
    )


def show_accuracy(request: Request) -> Response:
    """Show how exact each exercise is measured."""
    words = desk_of(request).words
    rows = [
        Exactness(
            words.told(exercise.title),
            _error(errors[name].median, errors[name], words) if name in errors else "",
            _error(errors[name].within_95, errors[name], words) if name in errors else "",
            words.told(exercise.primary.measure.caveat) if exercise.primary else "",
        )
        for errors in [published_errors()]
        for name, exercise in all_exercises().items()
    ]
    return page(request, "help_accuracy", here="help", rows=sorted(rows, key=lambda each: not each.typical))


def _errors_in_degrees() -> dict[str, PublishedError]:
    return {name: each for name, each in published_errors().items() if each.unit == "deg"}


def _error(value: float, error: PublishedError, words: Words) -> str:
    scale = scale_of(error.measure, error.unit)
    return words.amount(abs(scale.factor) * value, scale.unit, 1)


def sound(request: Request) -> Response:
    """Return a tone as a sound file."""
    name = request.path_params["name"]
    if name not in set(Tone):
        raise InputError(message("There is no such page."))
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE_HZ)
        file.writeframes((tone(name) * _LOUDEST).astype(np.int16).tobytes())
    return Response(written.getvalue(), media_type="audio/wav")


async def examine(request: Request) -> Response:
    """Have everything looked at that posecheck needs."""
    desk = desk_of(request)
    if not any(each.progress in ONGOING for each in desk.tasks.of_kind(KIND)):
        desk.tasks.add(KIND, COMMAND, {}, long=False)
    return examined(request)


def examined(request: Request) -> Response:
    """Return how far that is, and what was found."""
    desk = desk_of(request)
    found = desk.tasks.of_kind(KIND)
    return data(told_of(found[0] if found else None, desk.words))


ROUTES: list[Route] = [
    Route("/help", show),
    Route("/help/accuracy", show_accuracy),
    Route("/help/tone/{name}.wav", sound),
    Route("/help/doctor", examined),
    Route("/help/doctor", examine, methods=["POST"]),
]
