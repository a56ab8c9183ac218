"""Settings: everything that can be chosen, saved at once, and what is kept on this computer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from babel import Locale
from pydantic import BaseModel, ConfigDict
from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from posecheck.app.help.doctor import no_sound
from posecheck.app.pages.answers import data, page, told
from posecheck.app.pages.desk import desk_of
from posecheck.app.settings.health import inversion_answers, screening_answers
from posecheck.app.settings.kept import Part, delete, kept_things
from posecheck.app.work.tasks import Progress
from posecheck.history.store import History
from posecheck.outputs.tone_set import TONE_MEANINGS
from posecheck.profiles import load_profile, profile_paths
from posecheck.routines.level import choose_level, kept_step
from posecheck.routines.progression import LADDER
from posecheck.sources.devices import list_cameras
from posecheck.support.errors import InputError
from posecheck.support.language import languages
from posecheck.support.message import message
from posecheck.support.paths import history_path
from posecheck.support.settings_file import change_settings

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from posecheck.app.pages.desk import Desk
    from posecheck.report.wording import Words

_SOUND = "sound"
_ONGOING = (Progress.WAITING, Progress.WORKING)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: its value, its words, what it is in a sentence, and whether it is chosen."""

    value: str
    title: str
    what: str
    chosen: bool


class Change(BaseModel):
    """One setting that is to be changed; an empty camera is the first one that is found."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    language: str = ""
    voice: bool = True
    mirrored: bool = False
    pictures: bool = False
    small_picture: bool = False
    profile: str = ""
    camera: str = ""
    level: Literal[1, 2, 3] = 1


class Deletion(BaseModel):
    """What is to be deleted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    what: Part


def show(request: Request) -> Response:
    """Show all settings."""
    desk = desk_of(request)
    words, config = desk.words, desk.config
    step = None
    answers, inversion = None, None
    if history_path().exists():  # looking must not make one
        with History() as history:
            step = kept_step(history)
            answers = screening_answers(history, words)
            inversion = inversion_answers(history, words)
    return page(
        request,
        "settings",
        here="settings",
        config=config,
        languages=_languages(words),
        profiles=_profiles(config.profile, words),
        levels=_levels(step, words),
        rung=_rung_words(step, words),
        given_camera=desk.camera or "",
        tones=tuple(words.told(each) for each in TONE_MEANINGS.values()),
        answers=answers,
        inversion=inversion,
        kept=kept_things(words),
    )


def _languages(words: Words) -> list[Choice]:
    """Return the languages, each in its own words."""
    return [
        Choice(code, (Locale.parse(code).get_display_name() or code).capitalize(), "", code == words.code)
        for code in languages()
    ]


def _profiles(chosen: str, words: Words) -> list[Choice]:
    built_in = {
        "default": (words.say("As usual"), words.say("The exercises as they are.")),
        "gentle": (
            words.say("Gentle"),
            words.say("For older or stiff people: less far, slower, longer holds, fewer sets."),
        ),
        "strict": (
            words.say("Strict"),
            words.say("For those who are practised: further, more exact."),
        ),
    }
    found = []
    for name, path in profile_paths().items():
        title, what = built_in.get(name, (name, ""))
        if name not in built_in:
            try:
                what = load_profile(path).title
            except InputError as error:
                what = words.say("Cannot be used: {reason}", reason=words.told(str(error)))
        found.append(Choice(name, title, what, name == chosen))
    if not any(each.chosen for each in found):
        found.append(Choice(chosen, chosen, words.say("As the settings file has it."), chosen=True))
    return found


def _levels(step: int | None, words: Words) -> list[Choice]:
    now = None if step is None else LADDER[step].level
    first = {each.level: each.change for each in reversed(LADDER)}
    return [
        Choice(
            str(level),
            words.say("Level {level}", level=str(level)),
            words.told(first[level]),
            level == now,
        )
        for level in sorted(first)
    ]


def _rung_words(step: int | None, words: Words) -> str:
    """Return on which rung of the levels somebody is, in sentences."""
    say = words.say
    if step is None:
        return say(
            "You have not chosen a level; each routine has its own amount. Begin with level 1 if you are not "
            "sure."
        )
    now = say("Now: {what}.", what=words.told(LADDER[step].change))
    return f"{now} {say('After good sessions posecheck suggests the next step.')}"


# ---- to change


async def change(request: Request) -> Response:
    """Save one setting, and say so."""
    wanted = await told(request, Change)
    keys = wanted.model_fields_set
    if len(keys) != 1:
        raise InputError(message("One setting is changed at a time."))
    (key,) = keys
    return data(await run_in_threadpool(_change, key, getattr(wanted, key), desk_of(request)))


def _change(key: str, value: Any, desk: Desk) -> dict[str, object]:
    words = desk.words
    if key == "level":
        with History() as history:
            choose_level(history, value)
            step = kept_step(history)
        said = words.say("Saved: level {level}, from the next session on.", level=str(value))
        return {"said": said, "rung": _rung_words(step, words)}
    if key == "language" and value not in languages():
        raise InputError(message("posecheck does not speak that language."))
    if key == "profile":
        load_profile(value)  # says what is wrong with it
    change_settings(**{key: None if key == "camera" and not value else value})
    return {"said": _said(key, value, desk.words), "reload": key == "language"}


def _said(key: str, value: Any, words: Words) -> str:
    say = words.say
    said = {
        ("voice", True): say("Saved: the voice speaks."),
        ("voice", False): say("Saved: the voice is silent."),
        ("pictures", True): say("Saved: a few small pictures of each session are kept."),
        ("pictures", False): say("Saved: no pictures are kept."),
        ("mirrored", True): say("Saved: left and right are swapped."),
        ("mirrored", False): say("Saved: the picture is taken as it comes."),
        ("small_picture", True): say("Saved: smaller pictures are looked at."),
        ("small_picture", False): say("Saved: pictures are looked at as the camera gives them."),
    }
    return said.get((key, value), say("Saved."))


def cameras(request: Request) -> Response:
    """Return which cameras there are; asking the system for them may take seconds."""
    desk = desk_of(request)
    words, chosen = desk.words, desk.config.camera
    found = list_cameras()
    names = [each.name for each in found]
    choices = [Choice("", words.say("The first one that is found"), "", chosen is None)]
    choices += [
        # a name stays when another camera is plugged in, a number does not
        Choice(
            each.name if names.count(each.name) == 1 else str(each.index),
            each.name,
            each.path if each.path.startswith("/dev/") else "",
            chosen in (each.name, str(each.index), each.path),
        )
        for each in found
    ]
    if not any(each.chosen for each in choices):
        choices.append(
            Choice(chosen or "", chosen or "", words.say("As the settings file has it."), chosen=True)
        )
    none = "" if found else words.say("No camera is found. Plug one in, then look again.")
    return data(
        {
            "cameras": [
                {"value": c.value, "title": c.title, "what": c.what, "chosen": c.chosen} for c in choices
            ],
            "none": none,
        }
    )


# ---- to hear


async def hear(request: Request) -> Response:
    """Let the voice and the tones be heard."""
    desk = desk_of(request)
    if not any(each.progress in _ONGOING for each in desk.tasks.of_kind(_SOUND)):
        desk.tasks.add(_SOUND, ["doctor", "--sound"], {}, long=False)
    return data(_heard(desk))


def heard(request: Request) -> Response:
    """Return how far that is."""
    return data(_heard(desk_of(request)))


async def hush(request: Request) -> Response:
    """Stop it."""
    desk = desk_of(request)
    for each in desk.tasks.of_kind(_SOUND):
        desk.tasks.stop(each.id)
    return data(_heard(desk))


def _heard(desk: Desk) -> dict[str, object]:
    say, found = desk.words.say, desk.tasks.of_kind(_SOUND)
    if not found:
        return {"ongoing": False, "said": ""}
    task = found[0]
    said = {
        Progress.WAITING: say("One moment: a video is being judged, and this comes after it."),
        Progress.WORKING: say("Listen: first a sentence, then each tone after what it means."),
        Progress.DONE: say("That was all. If you heard nothing, turn up the sound of the computer."),
        Progress.FAILED: no_sound(task.problem, desk.words) or desk.words.told(task.problem),
        Progress.STOPPED: "",
    }[task.progress]
    return {"ongoing": task.progress in _ONGOING, "said": said, "failed": task.progress is Progress.FAILED}


# ---- to delete


async def delete_part(request: Request) -> Response:
    """Delete pictures, videos, or everything."""
    wanted = await told(request, Deletion)
    desk = desk_of(request)
    left = await run_in_threadpool(delete, wanted.what, desk)
    say = desk.words.say
    said = (
        say("Deleted.")
        if not left
        else say("Deleted. Left, because it lies elsewhere: {what}", what=", ".join(left))
    )
    return data({"go": "stay", "said": said, "reload": True})


ROUTES: list[Route] = [
    Route("/settings", show),
    Route("/settings", change, methods=["POST"]),
    Route("/settings/cameras", cameras),
    Route("/settings/sound", heard),
    Route("/settings/sound", hear, methods=["POST"]),
    Route("/settings/hush", hush, methods=["POST"]),
    Route("/settings/delete", delete_part, methods=["POST"]),
]
