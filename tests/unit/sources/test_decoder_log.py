"""The libraries keep silent, unless the environment asks for their words."""

from __future__ import annotations

import os

import cv2
import pytest

from posecheck.sources.decoder_log import silence_decoders

LOG = cv2.utils.logging


@pytest.fixture(autouse=True)
def _level(monkeypatch: pytest.MonkeyPatch):
    before = LOG.getLogLevel()
    for name in ("OPENCV_LOG_LEVEL", "OPENCV_FFMPEG_LOGLEVEL"):
        monkeypatch.setenv(name, "x")  # so that it is taken back, too
        monkeypatch.delenv(name)
    yield
    LOG.setLogLevel(before)


def test_they_are_silent() -> None:
    LOG.setLogLevel(LOG.LOG_LEVEL_INFO)
    silence_decoders()
    assert LOG.getLogLevel() == LOG.LOG_LEVEL_SILENT
    assert os.environ["OPENCV_FFMPEG_LOGLEVEL"] == "-8"  # AV_LOG_QUIET


def test_what_the_environment_asks_for_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENCV_LOG_LEVEL", "INFO")
    monkeypatch.setenv("OPENCV_FFMPEG_LOGLEVEL", "48")
    LOG.setLogLevel(LOG.LOG_LEVEL_INFO)
    silence_decoders()
    assert LOG.getLogLevel() == LOG.LOG_LEVEL_INFO
    assert os.environ["OPENCV_FFMPEG_LOGLEVEL"] == "48"
