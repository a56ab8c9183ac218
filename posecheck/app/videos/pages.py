"""The page of one video, that of two beside each other, and the files that they show or save."""

from __future__ import annotations

import mimetypes
from pathlib import PurePath
from typing import TYPE_CHECKING

from starlette.responses import FileResponse
from starlette.routing import Route

from posecheck.app.pages.answers import page
from posecheck.app.pages.desk import desk_of
from posecheck.app.videos import store as video_store
from posecheck.app.videos.pair import pair_of
from posecheck.app.videos.rows import row_of, rows_of
from posecheck.app.videos.upload import Choice
from posecheck.app.videos.verdict import judged_video, time_ticks
from posecheck.exercise.catalogue import all_exercises
from posecheck.pose.recording import SUFFIX
from posecheck.profiles import profile_paths
from posecheck.support.errors import InputError
from posecheck.support.message import message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.responses import Response

    from posecheck.app.videos.rows import Row
    from posecheck.app.videos.store import Video
    from posecheck.report.wording import Words

#: Name in addresses → how the file is called when it is saved, behind the name of the video.
_SAVED = {
    "annotated.mp4": "judged.mp4",
    "result.json": "result.json",
    "frames.csv": "frames.csv",
    "landmarks.poses": "landmarks.poses",
}


def exercise_choice(words: Words) -> list[tuple[str, str]]:
    """Return id and title of every exercise, by title."""
    titles = [(each.id, words.told(each.title)) for each in all_exercises().values()]
    return sorted(titles, key=lambda each: each[1].casefold())


def show(request: Request) -> Response:
    """Show a video with its verdict, or how far it is."""
    desk = desk_of(request)
    words = desk.words
    video = video_store.find(request.path_params["id"])
    row = row_of(desk, video)
    judged, problem = None, ""
    try:
        judged = judged_video(video, words)
    except InputError as error:
        problem = words.told(str(error))
    about = video.about
    return page(
        request,
        "video",
        here="videos",
        video=video,
        row=row,
        judged=judged,
        problem=problem,
        plot=judged.plot(words) if judged is not None else None,
        ticks=time_ticks(0.0, judged.lasts_s) if judged is not None else [],
        has_annotated=video.annotated.is_file(),
        has_pictures=video.path.suffix != SUFFIX,
        saved=_saved(video, words),
        others=_others(rows_of(desk), row),
        exercises=exercise_choice(words),
        profiles=list(profile_paths()),
        chosen=Choice(exercise=about.exercise or row.exercise, side=about.side, profile=about.profile),
        kept=about.kept,
    )


def _saved(video: Video, words: Words) -> list[tuple[str, str]]:
    """Return which files there are to save: name in addresses, and what it is."""
    say = words.say
    every = (
        (video.annotated, say("Video with everything drawn on it")),
        (video.result, say("Result (JSON)")),
        (video.frames, say("Table of frames (CSV)")),
        (video.landmarks, say("Landmark recording, without a picture")),
    )
    return [(path.name, what) for path, what in every if path.is_file()]


def _others(rows: Iterable[Row], row: Row) -> list[Row]:
    """Return with which videos one may be compared, those of the same exercise first."""
    judged = [each for each in rows if each.exercise is not None and each.video.id != row.video.id]
    return sorted(judged, key=lambda each: each.exercise != row.exercise) if row.exercise else []


def show_pair(request: Request) -> Response:
    """Show two videos side by side."""
    first, second = (request.query_params.get(each, "") for each in ("a", "b"))
    if not first or not second:
        raise InputError(message("Choose two videos that are judged."))
    pair = pair_of(video_store.find(first), video_store.find(second), desk_of(request).words)
    return page(request, "video_pair", here="videos", pair=pair)


def original(request: Request) -> Response:
    """Send the file as it was given; parts of it too, for jumping."""
    path = video_store.path_of(request.path_params["id"])
    kind = mimetypes.guess_type(path.name)[0] or ""
    # whatever it calls itself, it is nothing but a video to the browser
    return FileResponse(path, media_type=kind if kind.startswith("video/") else "application/octet-stream")


def made(request: Request) -> Response:
    """Send a file that was made of a video; with ``?save=1`` under a name of its own."""
    video = video_store.find(request.path_params["id"])
    name = request.path_params["file"]
    path = video.annotated.with_name(name)
    if name not in _SAVED or not path.is_file():
        raise InputError(message("This file is not there any more."))
    saved_as = f"{PurePath(video.about.name).stem} {_SAVED[name]}" if "save" in request.query_params else None
    return FileResponse(path, filename=saved_as)


ROUTES: list[Route] = [
    Route("/videos/pair", show_pair),
    Route("/videos/{id}", show),
    Route("/videos/{id}/original", original),
    Route("/videos/{id}/made/{file}", made),
]
