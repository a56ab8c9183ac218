"""Videos: giving some to be judged, and the list of them with how far each one is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect
from starlette.routing import Route

from posecheck.app.pages.answers import data, page, told
from posecheck.app.pages.desk import desk_of
from posecheck.app.videos import pages as video_pages
from posecheck.app.videos import store as video_store
from posecheck.app.videos import upload as video_upload
from posecheck.app.videos import work as video_work
from posecheck.app.videos.rows import rows_of, working_words
from posecheck.app.work.tasks import Progress

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from posecheck.app.pages.desk import Desk
    from posecheck.app.videos.store import Video


def show(request: Request) -> Response:
    """Show the place for videos, and the list."""
    desk = desk_of(request)
    return page(
        request,
        "videos",
        here="videos",
        rows=rows_of(desk),
        place=str(video_store.videos_dir()),
        most_bytes=video_upload.MOST_BYTES,
        too_large=desk.words.told(video_upload.TOO_LARGE),
        exercises=video_pages.exercise_choice(desk.words),
        profiles=(),
        chosen=video_upload.Choice(),
        kept=False,
    )


def show_list(request: Request) -> Response:
    """Show the list alone, for the page that is open."""
    return page(request, "video_list", here="videos", rows=rows_of(desk_of(request)))


def state(request: Request) -> Response:
    """Tell how far each video is, in numbers and words."""
    desk = desk_of(request)
    told_of = []
    for video in video_store.every():
        task = video_work.task_of(desk.tasks, video.id)
        progress = video_work.progress_of(video, task)
        is_working = progress is Progress.WORKING
        told_of.append(
            {
                "id": video.id,
                "progress": progress.value,
                "share": task.share if task is not None and is_working else None,
                "line": working_words(task, desk.words) if is_working else "",
            }
        )
    return data({"videos": told_of})


async def upload(request: Request) -> Response:
    """Take a video, and have it judged."""
    try:
        video = await video_upload.receive(request)
    except ClientDisconnect:  # the page was left, and nothing of the file stays; nobody reads an answer
        return data({})
    video_work.judge(desk_of(request).tasks, video)
    return data({"id": video.id})


async def again(request: Request) -> Response:
    """Have a video judged once more, as the page says."""
    choice = await told(request, video_upload.Choice)
    choice.check()
    tasks = desk_of(request).tasks
    video = await asyncio.to_thread(video_store.find, request.path_params["id"])
    await video_work.stop(tasks, video)
    about = video.about
    about.exercise, about.side, about.profile, about.keep = (
        choice.exercise,
        choice.side,
        choice.profile,
        choice.keep,
    )
    video_work.judge(tasks, video)
    return data({"go": f"/videos/{video.id}"})


async def once_more(request: Request) -> Response:
    """Have a video judged that failed or was interrupted, as it was asked for then."""
    tasks = desk_of(request).tasks
    video = await asyncio.to_thread(video_store.find, request.path_params["id"])
    await video_work.stop(tasks, video)
    video_work.judge(tasks, video)
    return data({"go": ""})


async def stop(request: Request) -> Response:
    """Stop looking at a video."""
    video = await asyncio.to_thread(video_store.find, request.path_params["id"])
    await video_work.stop(desk_of(request).tasks, video)
    return data({"go": ""})


async def remove(request: Request) -> Response:
    """Take away a video and everything that was made of it."""
    await _remove(desk_of(request), video_store.find(request.path_params["id"]))
    return data({"go": "/videos"})


async def remove_all(request: Request) -> Response:
    """Take away all of them."""
    desk = desk_of(request)
    for video in await asyncio.to_thread(video_store.every):
        await _remove(desk, video)
    return data({"go": "/videos"})


async def _remove(desk: Desk, video: Video) -> None:
    await video_work.stop(desk.tasks, video)
    await asyncio.to_thread(video.remove)


ROUTES: list[Route] = [
    Route("/videos", show),
    Route("/videos/list", show_list),
    Route("/videos/state", state),
    Route("/videos/upload", upload, methods=["PUT"]),
    Route("/videos/remove-all", remove_all, methods=["POST"]),
    *video_pages.ROUTES,
    Route("/videos/{id}/again", again, methods=["POST"]),
    Route("/videos/{id}/once-more", once_more, methods=["POST"]),
    Route("/videos/{id}/stop", stop, methods=["POST"]),
    Route("/videos/{id}/remove", remove, methods=["POST"]),
]
