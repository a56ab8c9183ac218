"""Taking a video from a page: written to the disk as it arrives, and gone again unless it arrives whole."""

from __future__ import annotations

import asyncio
import errno
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from posecheck.app.videos import store as video_store
from posecheck.app.videos.store import About
from posecheck.exercise.catalogue import find_exercise
from posecheck.pose.recording import MAGIC
from posecheck.profiles import load_profile
from posecheck.support.errors import InputError
from posecheck.support.message import message
from posecheck.support.private_files import private_opener
from posecheck.support.validation import first_problem

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from starlette.requests import Request

    from posecheck.app.videos.store import Video

#: Hours of a telephone; a larger file is something else.
MOST_BYTES = 4_000_000_000
#: Written at once.
_PORTION_BYTES = 1 << 20
#: What is made of a video needs room too.
_SPARE_BYTES = 200_000_000
_SUFFIXES = frozenset(
    {".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".ts", ".mts", ".m2ts", ".3gp", ".3g2",
     ".wmv", ".asf", ".flv", ".ogv", ".mxf", ".gif", ".poses"}
)  # fmt: skip
#: How files of videos begin, whatever they are called: from which byte on, and what stands there.
_BEGINNINGS: tuple[tuple[int, bytes], ...] = (
    (0, MAGIC),
    (0, b"\x1a\x45\xdf\xa3"),
    (0, b"RIFF"),
    (0, b"OggS"),
    (0, b"FLV\x01"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"),
    (0, b"\x00\x00\x01\xba"),
    (4, b"ftyp"),
    (4, b"moov"),
    (4, b"mdat"),
)
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
TOO_LARGE = message("This file is larger than 4 GB. Cut it into shorter parts, and add those.")
_NO_ROOM = message("There is no room for this video on the disk. Free some space, and add it again.")
_NO_VIDEO = message("This is no video. Choose a file such as MP4, MOV, MKV or WebM.")
_EMPTY = message("This file is empty. Choose another one.")


def _or_none(value: object) -> object:
    return value or None


class Choice(BaseModel):
    """As what a video is to be judged; what is left open is empty."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    exercise: Annotated[str | None, BeforeValidator(_or_none)] = None
    side: Annotated[Literal["left", "right"] | None, BeforeValidator(_or_none)] = None
    profile: Annotated[str | None, BeforeValidator(_or_none)] = None
    keep: bool = False

    def check(self) -> None:
        """Raise ``InputError`` when there is no such exercise or profile."""
        if self.exercise is not None:
            find_exercise(self.exercise)
        if self.profile is not None:
            load_profile(self.profile)


class _Upload(Choice):
    name: Annotated[str, Field(min_length=1, max_length=1000)]


async def receive(request: Request) -> Video:
    """Return the video that a page sends; its name and what is to be made of it stand in the address.

    Raises
    ------
    InputError
        It is no video, too large, or there is no room for it.
    """
    try:
        wanted = _Upload.model_validate(dict(request.query_params))
    except ValidationError as error:
        raise InputError(f"That cannot be used: {first_problem(error)}.") from error
    wanted.check()
    announced = request.headers.get("content-length", "")
    length = int(announced) if announced.isdecimal() else 0
    if length > MOST_BYTES:
        raise InputError(TOO_LARGE)
    about = About(
        name=video_store.shown_name(wanted.name),
        file=video_store.plain_name(wanted.name),
        added=datetime.now(UTC),
        exercise=wanted.exercise,
        side=wanted.side,
        profile=wanted.profile,
        keep=wanted.keep,
    )
    try:
        with video_store.arriving(about.file) as path:
            if shutil.disk_usage(path.parent).free < length + _SPARE_BYTES:
                raise InputError(_NO_ROOM)
            await _take(_portions(request.stream()), path)
            return video_store.arrived(path, about)
    except OSError as error:
        if error.errno in _FULL:
            raise InputError(_NO_ROOM) from error
        raise InputError(f"The video cannot be kept: {error.strerror or error}.") from error


async def _take(portions: AsyncIterator[bytes], path: Path) -> None:
    """Write what arrives to `path`."""
    taken = 0
    # a file that is not there yet opens at once
    with open(path, "wb", opener=private_opener) as file:  # noqa: ASYNC230
        async for portion in portions:
            if not taken and not _is_video(path.suffix, portion):
                await _drop(portions)
                raise InputError(_NO_VIDEO)
            taken += len(portion)
            if taken > MOST_BYTES:
                raise InputError(TOO_LARGE)
            await asyncio.to_thread(file.write, portion)
    if not taken:
        raise InputError(_EMPTY)


async def _portions(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Yield what arrives in portions that are worth a write."""
    waiting = bytearray()
    async for chunk in chunks:
        waiting += chunk
        if len(waiting) >= _PORTION_BYTES:
            yield bytes(waiting)
            waiting.clear()
    if waiting:
        yield bytes(waiting)


async def _drop(portions: AsyncIterator[bytes]) -> None:
    """Let the rest arrive: a browser that is still sending does not read why it is refused."""
    async for _ in portions:
        pass


def _is_video(suffix: str, beginning: bytes) -> bool:
    """Return whether a file calls itself a video or begins as one; whether it can be read shows later."""
    begins = any(beginning[place : place + len(mark)] == mark for place, mark in _BEGINNINGS)
    return suffix in _SUFFIXES or begins
