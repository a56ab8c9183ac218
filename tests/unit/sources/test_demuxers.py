"""What FFmpeg may take a file for, while one of ours is open."""

from __future__ import annotations

import os
from contextlib import suppress

import pytest
from fixtures.cases import each_of

from posecheck.sources.demuxers import SELF_CONTAINED, only_self_contained

OPTIONS = "OPENCV_FFMPEG_CAPTURE_OPTIONS"


def test_no_list_of_other_files_is_among_the_kinds() -> None:
    assert not SELF_CONTAINED & {"concat", "hls", "dash", "sdp", "imf", "image2", "lavfi", "rtsp"}
    assert {"mov", "matroska", "avi"} <= SELF_CONTAINED


@each_of("before", [None, "rtsp_transport;tcp"])
def test_the_options_hold_while_it_lasts_and_are_taken_back_whatever_happens(
    monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    monkeypatch.delenv(OPTIONS, raising=False)
    if before is not None:
        monkeypatch.setenv(OPTIONS, before)
    with suppress(ZeroDivisionError), only_self_contained():
        during = os.environ[OPTIONS]
        raise ZeroDivisionError
    assert "protocol_whitelist;file" in during
    assert "matroska" in during
    assert os.environ.get(OPTIONS) == before
