"""Labelling: the user's clips, and the page on which holds and faults of one are marked."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from mimetypes import guess_type
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse
from starlette.routing import Route

from posecheck.app.labels import work as label_work
from posecheck.app.labels.clips import every_clip, find_clip, labelled
from posecheck.app.labels.seen import seen_in
from posecheck.app.labels.work import Begun, SaidMarks, Work
from posecheck.app.pages.answers import data, page, told
from posecheck.app.pages.desk import desk_of
from posecheck.app.videos.work import sentence_of
from posecheck.app.work.problems import plain_words
from posecheck.app.work.tasks import Progress
from posecheck.exercise.catalogue import all_exercises, find_exercise
from posecheck.lab.labelling.new_label import can_be_labelled
from posecheck.lab.labelling.people import known_people
from posecheck.pose import Side
from posecheck.support.errors import InputError
from posecheck.support.private_files import private_folder

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from posecheck.app.labels.clips import LabelClip
    from posecheck.app.pages.desk import Desk
    from posecheck.app.work.tasks import Task
    from posecheck.lab.labels import Label
    from posecheck.report.wording import Words

_TASK = "label"


# --- the list -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ListedClip:
    """A clip in the list: what is said of it, in words.

    Parameters
    ----------
    id, title, day
        Which clip, and when it was given.
    exercise, subject, labelled_by
        What is done, who is in it and who marked it; empty when nobody said so.
    state
        How far the labelling is: ``"labelled"``, ``"begun"``, ``"new"`` or ``"broken"``.
    counted
        How much is marked, or why its label cannot be used.
    unsaved
        Some marks are not saved yet.
    """

    id: str
    title: str
    day: str
    exercise: str
    subject: str
    labelled_by: str
    state: str
    counted: str
    unsaved: bool


def overview(request: Request) -> Response:
    """Show the clips and how far each is labelled."""
    words = desk_of(request).words
    return page(request, "label", here="videos", clips=[_listed(clip, words) for clip in every_clip()])


def _listed(clip: LabelClip, words: Words) -> ListedClip:
    day = words.plain_date(clip.added.astimezone().date())
    unsaved = clip.unsaved_path.is_file()
    try:
        label, begun = clip.label(), label_work.begun_of(clip)
    except InputError as error:
        return ListedClip(clip.id, clip.title, day, "", "", "", "broken", words.told(str(error)), unsaved)
    known = begun.exercise if begun is not None else clip.exercise
    return ListedClip(
        clip.id,
        clip.title,
        day,
        words.told(find_exercise(known).title) if known is not None else "",
        begun.subject if begun is not None else "",
        begun.labelled_by if begun is not None else "",
        "labelled" if label is not None else "begun" if begun is not None else "new",
        _counted(label, words) if label is not None else "",
        unsaved,
    )


def _counted(label: Label, words: Words) -> str:
    said = [words.count(len(label.plateaus), "one hold", "{count} holds")] if label.plateaus else []
    said += [words.count(len(label.reps), "one step", "{count} steps")] if label.reps else []
    said.append(
        words.count(len(label.faults), "one fault", "{count} faults")
        if label.faults
        else words.say("no fault")
    )
    return ", ".join(said)


# --- one clip -----------------------------------------------------------------------------------------------


def show(request: Request) -> Response:
    """Show a clip for marking; before that, what has to be known of it and that it is made ready."""
    words = desk_of(request).words
    clip = find_clip(request.path_params["clip"])
    begun = label_work.begun_of(clip)
    if begun is None:
        return page(
            request,
            "label_begin",
            here="videos",
            clip=clip,
            exercises=sorted(
                (words.told(each.title), each.id)
                for each in all_exercises().values()
                if can_be_labelled(each)
            ),
            names=_known_names(),
        )
    work = label_work.work_on(clip)
    if work is None:
        return page(request, "label_ready", here="videos", clip=clip)
    return page(
        request,
        "label_clip",
        here="videos",
        clip=clip,
        exercise=words.told(work.exercise.title),
        lanes=label_work.lanes_of(work, words),
        sided=work.exercise.sides,
        label=work.label,
        has_label=clip.label_path.is_file(),
        names=_known_names(),
        following=_following(clip),
    )


def _following(clip: LabelClip) -> LabelClip | None:
    """Return the next clip without a label, ``None`` when every other one has its label."""
    clips = every_clip()
    at = next((at for at, each in enumerate(clips) if each.id == clip.id), 0)
    return next((each for each in clips[at + 1 :] + clips[:at] if not each.label_path.is_file()), None)


def _known_names() -> dict[str, list[str]]:
    """Return who was in clips before, and who marked them, the last one first."""
    labels = [label for _, label in labelled(every_clip())]
    known = known_people()
    labellers = [known.labelled_by, *(each.labelled_by for each in labels)]
    return {
        "subjects": sorted({*known.subjects, *(each.subject for each in labels)} - {""}),
        "last": [known.subject] if known.subject else [],
        "labellers": list(dict.fromkeys(each for each in labellers if each)),
    }


async def begin(request: Request) -> Response:
    """Write down what is done in a clip and by whom, and make it ready."""
    begun = await told(request, Begun)
    clip = await run_in_threadpool(find_clip, request.path_params["clip"])
    await run_in_threadpool(label_work.begin, clip, begun)
    _make_ready(desk_of(request), clip, begun.exercise)
    return data({"go": f"/label/{clip.id}"})


async def run(request: Request) -> Response:
    """Look for the body in the pictures of a clip, unless that is done or being done."""
    clip = await run_in_threadpool(find_clip, request.path_params["clip"])
    begun = await run_in_threadpool(label_work.begun_of, clip)
    if begun is not None:
        _make_ready(desk_of(request), clip, begun.exercise)
    return data({"go": "stay"})


def _make_ready(desk: Desk, clip: LabelClip, exercise: str) -> None:
    task = _task_of(desk, clip)
    if clip.landmarks is not None or (
        task is not None and task.progress in (Progress.WAITING, Progress.WORKING)
    ):
        return
    private_folder(clip.folder)
    making = clip.making_path
    arguments = ["replay", str(clip.video), "--exercise", exercise, "--record", str(making), "--not-mirrored"]

    def then(done: Task) -> None:
        with contextlib.suppress(OSError):
            if done.progress is Progress.DONE:
                making.replace(clip.own_landmarks)
            else:
                making.unlink(missing_ok=True)

    desk.tasks.add(_TASK, arguments, {"clip": clip.id}, then)


def _task_of(desk: Desk, clip: LabelClip) -> Task | None:
    return next((each for each in desk.tasks.of_kind(_TASK) if each.about["clip"] == clip.id), None)


def state(request: Request) -> Response:
    """Tell how far a clip is from being ready."""
    desk = desk_of(request)
    clip = find_clip(request.path_params["clip"])
    task = _task_of(desk, clip)
    if clip.landmarks is not None:
        return data({"progress": "ready"})
    if task is None or task.progress is Progress.DONE:
        return data({"progress": "none"})
    problem = plain_words(sentence_of(task.problem).replace(str(clip.video), clip.title), desk.words)
    return data({"progress": task.progress.value, "share": task.share, "problem": problem})


async def stop(request: Request) -> Response:
    """Stop making a clip ready."""
    clip = await run_in_threadpool(find_clip, request.path_params["clip"])
    desk = desk_of(request)
    task = _task_of(desk, clip)
    if task is not None:
        desk.tasks.forget(task.id)
    return data({"go": "/label"})


def video(request: Request) -> Response:
    """Send the video, whole or in part: as it was given, or as posecheck has drawn on it."""
    clip = find_clip(request.path_params["clip"])
    wanted = clip.drawn if "drawn" in request.query_params else None
    path = wanted or clip.video
    # whatever its name says, it is no page and no script
    kind = guess_type(path.name)[0] or ""
    return FileResponse(path, media_type=kind if kind.startswith("video/") else "application/octet-stream")


# --- marks --------------------------------------------------------------------------------------------------


def _work(request: Request) -> Work:
    work = label_work.work_on(find_clip(request.path_params["clip"]))
    if work is None:
        raise InputError("This clip is not ready for marking yet; open its page again.")
    return work


def marks(request: Request) -> Response:
    """Tell the pictures of a clip, what can be marked and what is marked."""
    work = _work(request)
    return data(
        {
            "times": work.frames.times_s,
            "duration": work.frames.duration_s,
            "marks": [each.model_dump(mode="json") for each in label_work.said_marks(work.label)],
            "saved": work.is_saved,
            "side": work.label.side.value,
            "sided": work.exercise.sides,
        }
    )


async def keep(request: Request) -> Response:
    """Keep what is marked now, without saving it."""
    return await _taken(request, saves=False)


async def save(request: Request) -> Response:
    """Write what is marked into the label."""
    return await _taken(request, saves=True)


async def _taken(request: Request, *, saves: bool) -> Response:
    said = await told(request, SaidMarks)
    words = desk_of(request).words

    def take() -> dict[str, object]:
        work = _work(request)
        label = label_work.marked(work, said, words)
        if not saves:
            label_work.keep(work, label)
            return {"saved": False}
        label_work.save(work, label)
        return {"saved": True, "said": label_work.saved_words(label, words)}

    return data(await run_in_threadpool(take))


def discard(request: Request) -> Response:
    """Give up what was not saved."""
    clip = find_clip(request.path_params["clip"])
    label_work.give_up(clip)
    return data({"go": f"/label/{clip.id}"})


def forget(request: Request) -> Response:
    """Take away everything that was marked in a clip."""
    clip = find_clip(request.path_params["clip"])
    label_work.forget(clip)
    return data({"go": f"/label/{clip.id}"})


def seen(request: Request) -> Response:
    """Tell what posecheck says of a clip."""
    said = seen_in(_work(request), desk_of(request).config.profile)
    spans = [{"what": what, "start_s": start, "end_s": end} for what, start, end in said.spans]
    return data({"side": said.side.value, "spans": spans})


def side(request: Request) -> Response:
    """Tell which side works in a part of a clip, as posecheck sees it: a guess for a hold marked there."""
    try:
        start_s, end_s = (float(request.query_params[name]) for name in ("start", "end"))
    except (KeyError, ValueError) as error:
        raise InputError("This part of the clip cannot be looked at; load the page anew.") from error
    words = desk_of(request).words
    seen = seen_in(_work(request), desk_of(request).config.profile).side_between(start_s, end_s)
    if seen is Side.NONE:
        return data(
            {
                "side": Side.BOTH.value,
                "said": words.say("No side was seen working there; choose it under “Side that works”."),
            }
        )
    return data(
        {
            "side": seen.value,
            "said": words.say(
                "Side as posecheck sees it: {side}. Change it under “Side that works” if that is wrong.",
                side=words.told("both sides" if seen is Side.BOTH else seen.value),
            ),
        }
    )


ROUTES: list[Route] = [
    Route("/label", overview),
    Route("/label/{clip}", show),
    Route("/label/{clip}/begin", begin, methods=["POST"]),
    Route("/label/{clip}/run", run, methods=["POST"]),
    Route("/label/{clip}/state", state),
    Route("/label/{clip}/stop", stop, methods=["POST"]),
    Route("/label/{clip}/video", video),
    Route("/label/{clip}/marks", marks),
    Route("/label/{clip}/keep", keep, methods=["POST"]),
    Route("/label/{clip}/save", save, methods=["POST"]),
    Route("/label/{clip}/discard", discard, methods=["POST"]),
    Route("/label/{clip}/forget", forget, methods=["POST"]),
    Route("/label/{clip}/seen", seen),
    Route("/label/{clip}/side", side),
]
