"""Tuning: whether posecheck is too strict or too lenient, told by the clips that were labelled."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from posecheck.app.pages.answers import data, page, told
from posecheck.app.pages.desk import desk_of
from posecheck.app.tuning import run as tuning_run
from posecheck.app.tuning.rows import rows_of
from posecheck.app.tuning.together import together_words
from posecheck.app.videos.work import sentence_of
from posecheck.app.work.problems import plain_words
from posecheck.app.work.tasks import Progress
from posecheck.exercise.catalogue import all_exercises, find_exercise
from posecheck.lab.tuning.wanted_words import most_wanted
from posecheck.profiles import BUILT_IN, apply_profile, profile_paths
from posecheck.profiles.files import save_changes
from posecheck.profiles.thresholds import with_thresholds
from posecheck.support.errors import InputError
from posecheck.support.settings_file import change_settings

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from posecheck.app.tuning.run import Material
    from posecheck.profiles import Profile

#: What a name may have that has no letters of its own for it.
_SPELT = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
_OWN_NAME = "mine"
_MINUTE_S = 60.0


class Changes(BaseModel):
    """Limits with other values, by their addresses."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    values: Annotated[dict[str, float], Field(min_length=1, max_length=100)]


class Saving(Changes):
    """What a page asks to be saved: under which name, and whether it holds from now on."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    use: bool = False


@dataclass(frozen=True, slots=True)
class OfferedExercise:
    """An exercise that can be tuned, with how many clips of how many people speak of it."""

    id: str
    title: str
    clips: int
    people: int


def overview(request: Request) -> Response:
    """Show the exercises, those with labelled clips first."""
    words, clips = desk_of(request).words, tuning_run.speaking_clips()
    offered = [
        OfferedExercise(
            exercise.id,
            words.told(exercise.title),
            len(clips.get(exercise.id, ())),
            len({label.subject for _, label in clips.get(exercise.id, ())}),
        )
        for exercise in all_exercises().values()
        if tuning_run.tunable(exercise)
    ]
    offered.sort(key=lambda each: (-each.clips, each.title))
    return page(request, "tune", here="videos", exercises=offered)


def show(request: Request) -> Response:
    """Show the limits of an exercise with what the clips say of them; before that, how far the run is."""
    desk = desk_of(request)
    material = _material(request)
    title = desk.words.told(material.exercise.title)
    found = tuning_run.found_on(material) if material.clips else None
    if found is None:
        return page(request, "tune_run", here="videos", title=title, material=material)
    titles = {clip.id: clip.title for clip, _ in material.clips}
    return page(
        request,
        "tune_exercise",
        here="videos",
        title=title,
        material=material,
        rows=rows_of(found, material.exercise, titles, desk.words),
        most_wanted=most_wanted(found["limits"], material.exercise, desk.words.language),
        minutes=desk.words.duration(_MINUTE_S * found["minutes"]),
        nameless=sum(not label.subject for _, label in material.clips),
        name=_proposed(material.profile),
        own=[name for name in profile_paths() if name not in BUILT_IN],
    )


def _material(request: Request) -> Material:
    return tuning_run.material_of(request.path_params["exercise"], desk_of(request).config.profile)


def _proposed(profile: Profile) -> str:
    """Return under which name changes are saved unless another is said: that in use, if it is one's own."""
    return _OWN_NAME if profile.name in BUILT_IN else profile.name


# --- the run ------------------------------------------------------------------------------------------------


async def run(request: Request) -> Response:
    """Have the clips looked through, unless that was done or is."""
    material = await run_in_threadpool(_material, request)
    await run_in_threadpool(tuning_run.key_of, material)
    tuning_run.run(desk_of(request).tasks, material)
    return data({"go": "stay"})


def state(request: Request) -> Response:
    """Tell how far that is."""
    desk = desk_of(request)
    material = _material(request)
    task = tuning_run.task_of(desk.tasks, material)
    if tuning_run.found_on(material) is not None:
        return data({"progress": "ready"})
    if task is None or task.progress is Progress.DONE:
        return data({"progress": "none"})
    problem = plain_words(sentence_of(task.problem), desk.words)
    return data({"progress": task.progress.value, "share": task.share, "problem": problem})


def effects(request: Request) -> Response:
    """Tell the words for every value that a slider may have; equal sentences are told once."""
    material = _material(request)
    found = tuning_run.found_on(material)
    if found is None:
        raise InputError("The clips were changed meanwhile; load the page anew.")
    rows = {}
    for row in rows_of(found, material.exercise, {}, desk_of(request).words):
        sentences = list(dict.fromkeys([*row.effects, *row.changes]))
        rows[row.address] = {
            "fault": row.fault,
            "values": row.values,
            "words": row.words,
            "sentences": sentences,
            "effects": [sentences.index(each) for each in row.effects],
            "changes": [sentences.index(each) for each in row.changes],
        }
    return data(rows)


async def together(request: Request) -> Response:
    """Tell what several limits of one fault do when they are changed at once."""
    changes = await told(request, Changes)
    words = desk_of(request).words
    material = await run_in_threadpool(_material, request)
    effect, change = await run_in_threadpool(together_words, material, changes.values, words)
    return data({"effect": effect, "change": change})


# --- saving -------------------------------------------------------------------------------------------------


async def save(request: Request) -> Response:
    """Write the changes into a profile of the user's own, and use it from now on where that was asked for."""
    saving = await told(request, Saving)
    return data(await run_in_threadpool(_saved, request, saving))


def _saved(request: Request, saving: Saving) -> dict[str, str]:
    words, material = desk_of(request).words, _material(request)
    wanted = with_thresholds(material.exercise, saving.values)  # says what cannot be
    name = plain_name(saving.name)
    _, profile = save_changes(name, saving.values, base=material.profile.name)
    said = [words.say("Saved in the profile “{name}”.", name=name)]
    if apply_profile(find_exercise(material.exercise.id), profile) != wanted:
        said.append(
            words.say(
                "That profile has other settings of this exercise too, so it may judge otherwise than shown."
            )
        )
    if saving.use:
        change_settings(profile=name)
        said.append(words.say("It is used from now on."))
    return {
        "said": " ".join(said),
        "go": f"/tune/{material.exercise.id}" if saving.use else "stay",
        "next": f"/prescriptions/new?profile={name}",
    }


def plain_name(name: str) -> str:
    """Return the name of a profile for what somebody has typed: small letters, digits and hyphens."""
    spelt = "".join(_SPELT.get(each, each) for each in name.casefold())
    letters = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    if not plain:
        raise InputError("Give the profile a name with letters or digits in it.")
    return plain


ROUTES: list[Route] = [
    Route("/tune", overview),
    Route("/tune/{exercise}", show),
    Route("/tune/{exercise}/run", run, methods=["POST"]),
    Route("/tune/{exercise}/state", state),
    Route("/tune/{exercise}/effects", effects),
    Route("/tune/{exercise}/together", together, methods=["POST"]),
    Route("/tune/{exercise}/save", save, methods=["POST"]),
]
