"""What is read out of ffmpeg's words."""

from __future__ import annotations

import math
import struct

import pytest
from fixtures.cases import each_of

from posecheck.sources.probe import read_probe
from posecheck.sources.shape import PictureOrientation, Shape

SAID = """\
Input #0, {containers}, from 'file:/clips/Input #0, of me.mp4':
  Metadata:
    encoder         : Lavf59.27.100
  Duration: {duration}, start: {start}, bitrate: 75 kb/s
{streams}
Stream mapping:
  Stream #0:0 -> #0:0 (h264 (native) -> rawvideo (native))
[Parsed_showinfo_0 @ 0x7fe3] n:   0 pts:      0 pts_time:0       duration:   1024 duration_time:0.0667 \
fmt:yuv420p cl:left sar:{aspect} s:720x576 i:P iskey:1 type:I
Output #0, mov, to 'pipe:1':
  Stream #0:0(und): Video: rawvideo (raw  / 0x20776172), yuv420p(progressive), 16x16, 15 fps, 15360 tbn
"""
VIDEO = (
    "  Stream #0:0[0x1](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p(progressive), "
    "720x576 [SAR 64:45 DAR 16:9], 73 kb/s, 15 fps, 15 tbr, 15360 tbn{start} (default)"
)
AUDIO = "  Stream #0:1: Audio: aac (LC), 44100 Hz, mono, fltp, 69 kb/s"


def said(
    containers: str = "mov,mp4,m4a,3gp,3g2,mj2",
    duration: str = "00:00:12.27",
    start: str = "0.000000",
    streams: str = VIDEO.format(start=""),
    aspect: str = "64/45",
) -> str:
    return SAID.format(containers=containers, duration=duration, start=start, streams=streams, aspect=aspect)


def header(version: int, *matrix: float) -> bytes:
    """Return a ``tkhd`` box with a display matrix of a, b, c, d."""
    a, b, c, d = matrix
    numbers = struct.pack(">9i", *(round(65536 * n) for n in (a, b, 0, c, d, 0, 0, 0)), 1 << 30)
    return b"moov....tkhd" + bytes([version, 0, 0, 3]) + bytes(36 if version == 0 else 48) + numbers


def test_the_shape_is_that_of_the_first_picture() -> None:
    found = read_probe(said(), b"")
    assert found is not None
    assert found.shape == Shape(720, 576, 64 / 45)
    assert found.containers >= {"mov", "mp4"}
    assert found.duration_s == pytest.approx(12.27)
    assert (found.start_s, found.duration_is_of_pictures, found.untimed) == (0.0, True, False)


def test_an_aspect_that_is_unknown_is_square() -> None:
    found = read_probe(said(aspect="0/1"), b"")
    assert found is not None
    assert found.shape == Shape(720, 576)


def test_without_a_picture_the_stream_tells_the_shape() -> None:
    text = "\n".join(line for line in said().splitlines() if "showinfo" not in line and "fmt:" not in line)
    found = read_probe(text, b"")
    assert found is not None
    assert found.shape == Shape(720, 576, 64 / 45)


@each_of(
    "containers, duration_s",
    [("mov,mp4,m4a,3gp,3g2,mj2", 112.27), ("matroska,webm", 12.27), ("nut", 12.27)],
)
def test_some_containers_announce_their_end_instead_of_their_length(
    containers: str, duration_s: float
) -> None:
    text = said(containers, "00:01:52.27", "100.000000", VIDEO.format(start=", start 100.000000"))
    found = read_probe(text, b"")
    assert found is not None
    assert found.start_s == 100.0
    assert found.duration_s == pytest.approx(duration_s)


def test_sound_may_be_longer_than_the_pictures() -> None:
    streams = f"{VIDEO.format(start='')}\n{AUDIO}"
    found = read_probe(said("matroska,webm", "00:00:20.00", streams=streams), b"")
    assert found is not None
    assert not found.duration_is_of_pictures
    own = f"{VIDEO.format(start='')}\n    Metadata:\n      DURATION        : 00:00:12.266000000\n{AUDIO}"
    found = read_probe(said("matroska,webm", "00:00:20.00", streams=own), b"")
    assert found is not None
    assert found.duration_is_of_pictures
    assert found.duration_s == pytest.approx(12.266)


def test_a_stream_without_times_says_so() -> None:
    found = read_probe(said("h264", "N/A"), b"")
    assert found is not None
    assert found.untimed
    assert math.isnan(found.duration_s)


def test_a_picture_that_was_refused_tells_its_size_whatever_the_container_says() -> None:
    text = "\n".join(line for line in said().splitlines() if "showinfo" not in line and "fmt:" not in line)
    refused = "[png @ 0x5] Picture size 14000x14000 exceeds specified max pixel count 17842176, see"
    found = read_probe(f"{refused}\n{text}", b"")
    assert found is not None
    assert found.shape == Shape(14000, 14000)


@each_of("version", [0, 1])
def test_the_display_matrix_is_read_from_either_version_of_its_box(version: int) -> None:
    found = read_probe(said(), header(version, 0, -1, -1, 0))
    assert found is not None
    assert found.orientation == PictureOrientation.of_matrix(0, -1, -1, 0)


def test_half_a_box_is_none() -> None:
    found = read_probe(said(), header(0, -1, 0, 0, 1)[:40])
    assert found is not None
    assert found.orientation == PictureOrientation()


@each_of(
    "text",
    ["", "Error opening input: Invalid data found", said(streams=AUDIO.replace("#0:1", "#0:0"))],
)
def test_what_is_no_video_gives_nothing(text: str) -> None:
    assert read_probe(text, b"") is None
